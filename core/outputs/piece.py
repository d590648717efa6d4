"""One connected piece of a mask as a polygon."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from rasterio.features import shapes
from shapely import Point, Polygon
from shapely.affinity import affine_transform
from shapely.geometry import shape

SIMPLIFY_PX = 0.75  # stairs of pixels become lines


def piece_around(mask: np.ndarray, here: tuple[int, int], transform: Sequence[float], speck_px: float) -> str:
    """The piece of a mask that hangs together with a pixel by sides.

    Args:
        mask: bool (rows, cols); the pixel counts as in it, whatever it says.
        here: Row and column.
        transform: (col, row) of the mask to what is wanted: x = a col + b row + c, y = d col + e row + f.
        speck_px: Holes of fewer pixels are filled.

    Returns:
        A polygon with holes, as WKT.
    """
    mask = mask.copy()
    mask[here] = True
    place = Point(here[1] + 0.5, here[0] + 0.5)
    pieces = (shape(made) for made, _ in shapes(mask.astype(np.uint8), mask, connectivity=4))
    piece = next(each for each in pieces if each.covers(place))
    filled = Polygon(piece.exterior, [ring for ring in piece.interiors if Polygon(ring).area >= speck_px])
    a, b, c, d, e, f = transform
    return affine_transform(filled.simplify(SIMPLIFY_PX), (a, b, d, e, c, f)).wkt
