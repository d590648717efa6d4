"""The working grid: which whole number of source pixels makes one pixel that the networks see, and where it lies.

Arithmetic on a raster's header only; no pixels are read here.
"""

from __future__ import annotations

import math
import warnings as python_warnings
from dataclasses import dataclass
from typing import Sequence

from affine import Affine
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.warp import transform as transform_points

from ..errors import InputError
from ..lattice import Block
from ..packs import FARTHEST, Resolution, scale_for

# What rasterio raises where a projection has no answer; some of GDAL's errors come through outside its family.
NO_PLACE = (RasterioError, CPLE_BaseError, ValueError)
EARTH = (6378137.0, 1 / 298.257223563)  # WGS 84: semi-major axis in metres, flattening


@dataclass(frozen=True)
class WorkingGrid:
    """The source grid decimated by whole numbers, with its origin at the raster's pixel (0, 0).

    Attributes:
        rows: Rows, the last one perhaps of fewer source pixels.
        cols: Columns, likewise.
        fy: Source rows in one grid row.
        fx: Source columns in one grid column.
        transform: Grid (col, row) to map: x = a col + b row + c, y = d col + e row + f.
        crs: As WKT; "" where the raster has none.
        gsd_m: Metres per grid pixel at the raster's centre, the geometric mean of both directions.
        resolution: Index of the pack's resolution that it comes nearest to.
        warnings: What the user should know about scale and place.
        source_shape: Rows and columns of the raster.
        source_transform: Of the raster itself.
    """

    rows: int
    cols: int
    fy: int
    fx: int
    transform: tuple[float, ...]
    crs: str
    gsd_m: float
    resolution: int
    warnings: tuple[str, ...]
    source_shape: tuple[int, int]
    source_transform: tuple[float, ...]

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self.rows, self.cols

    @property
    def block(self) -> Block:
        """The whole grid as a block."""
        return Block(0, 0, self.rows, self.cols)

    def pixel_at(self, x: float, y: float) -> Block | None:
        """The pixel under a place in the raster's own coordinates; None outside of it."""
        col, row = ~Affine(*self.transform) * (x, y)
        return Block(math.floor(row), math.floor(col), 1, 1).intersect(self.block)

    def block_of(self, left: float, bottom: float, right: float, top: float) -> Block | None:
        """The grid's pixels under a rectangle of the raster's coordinates; None where it lies beside the grid."""
        at = [~Affine(*self.transform) * (x, y) for x in (left, right) for y in (bottom, top)]
        first_row, first_col = (math.floor(min(point[k] for point in at)) for k in (1, 0))
        last_row, last_col = (math.ceil(max(point[k] for point in at)) for k in (1, 0))
        return Block(first_row, first_col, last_row - first_row, last_col - first_col).intersect(self.block)

    def source_block(self, block: Block) -> Block:
        """The source pixels under a block, cut off at the raster's edge."""
        row, col = block.row * self.fy, block.col * self.fx
        bottom = min(block.stop[0] * self.fy, self.source_shape[0])
        right = min(block.stop[1] * self.fx, self.source_shape[1])
        return Block(row, col, bottom - row, right - col)

    def transform_of(self, block: Block, grid_mode: str = "working") -> tuple[float, ...]:
        """The transform of a raster that shows just `block`, on the working grid or on the source's."""
        if grid_mode == "source":
            block = self.source_block(block)
        origin = Affine(*(self.source_transform if grid_mode == "source" else self.transform))
        return tuple(origin * Affine.translation(block.col, block.row))[:6]


def make_grid(
    shape: tuple[int, int],
    transform: tuple[float, ...],
    crs: CRS | None,
    resolutions: Sequence[Resolution],
    gsd_m: float = 0.0,
    pixel_m: float = 0.0,
    notes: Sequence[str] = (),
) -> WorkingGrid:
    """The working grid of a raster for a pack.

    Args:
        shape: Rows and columns of the raster.
        transform: Of the raster.
        crs: Of the raster, if any.
        resolutions: Those that the pack was trained at, finest first.
        gsd_m: Metres per working pixel that the user asks for; 0 leaves it to the pack.
        pixel_m: Metres per source pixel that the user states; 0 takes it from the file.
        notes: Warnings to go with the grid's own.

    Raises:
        InputError: the pixel is more than four times outside what the pack was trained at, or has no size.
    """
    a, b, c, d, e, f = transform
    if not all(math.isfinite(value) for value in transform) or a * e == b * d:
        raise InputError(
            "The raster's place on the map is damaged: its pixels have no size.",
            "Give it a place again (QGIS: Raster › Conversion › Translate, or its world file).",
        )
    said = list(notes)
    size = (pixel_m, pixel_m) if pixel_m else pixel_metres(shape, transform, crs)
    if size is None:
        # Without any scale the finest resolution is the likeliest: such pictures come from drones and screenshots.
        size = (resolutions[0].gsd_m,) * 2
        said.append(
            "The raster does not say how large its pixels are; "
            f"{size[0]:g} m is assumed. Set the pixel size (pixel_m) if that is wrong."
        )
    width_m, height_m = size
    pixel = math.sqrt(width_m * height_m)
    scale = scale_for(width_m, height_m, resolutions, gsd_m)
    resolution, fx, fy, working, ratio = scale.resolution, scale.fx, scale.fy, scale.gsd_m, scale.ratio
    if gsd_m and working > 1.5 * gsd_m:
        said.append(f"A pixel of the raster is {pixel:.3g} m; it cannot be shown at {gsd_m:g} m as was asked.")
    if ratio > FARTHEST:
        low, high = resolutions[0].min_m, max(r.max_m for r in resolutions)
        raise InputError(
            f"A pixel of {f'{working:,.0f}' if working >= 100 else f'{working:.3g}'} m is too "
            f"{'coarse' if working > resolution.max_m else 'fine'} for this pack, which was trained at {low:g} to "
            f"{high:g} m and stretches to {FARTHEST:g} times that.",
            "Choose another pack, or set the ground resolution (gsd_m) nearer to that range."
            if gsd_m
            else "Use a sharper raster or another pack; if the raster's pixel size is wrong, set it (pixel_m).",
        )
    if ratio > 1.0001:  # not for rounding of the centre's latitude
        said.append(
            f"The networks will see pixels of {working:.3g} m; the nearest they were trained at is "
            f"{resolution.gsd_m:g} m. Expect weaker results."
        )
    return WorkingGrid(
        rows=-(-shape[0] // fy),
        cols=-(-shape[1] // fx),
        fy=fy,
        fx=fx,
        transform=(a * fx, b * fy, c, d * fx, e * fy, f),
        crs=crs.to_wkt() if crs else "",
        gsd_m=working,
        resolution=resolutions.index(resolution),
        warnings=tuple(said),
        source_shape=(int(shape[0]), int(shape[1])),
        source_transform=tuple(transform),
    )


def pixel_metres(shape: tuple[int, int], transform: tuple[float, ...], crs: CRS | None) -> tuple[float, float] | None:
    """Width and height of the raster's central pixel on the ground, in metres; None where nothing tells.

    Measured on the ellipsoid of the CRS, so that Web Mercator's stretched metres and degrees both come out true.
    """
    a, b, c, d, e, f = transform
    col, row = shape[1] / 2, shape[0] / 2
    x, y = a * col + b * row + c, d * col + e * row + f
    if crs is None:
        corners = [(a * i + b * j + c, d * i + e * j + f) for i in (0, shape[1]) for j in (0, shape[0])]
        degrees = all(abs(px) <= 180 and abs(py) <= 90 for px, py in corners)
        placed = (c, f) != (0.0, 0.0) and not degrees  # a place too far out for degrees is in metres
        return (math.hypot(a, d), math.hypot(b, e)) if placed else None
    ground = _on_ellipsoid(
        crs, [x - a / 2, x + a / 2, x - b / 2, x + b / 2], [y - d / 2, y + d / 2, y - e / 2, y + e / 2]
    )
    if ground is not None:
        return ground
    scale = math.radians(1) * EARTH[0] if crs.is_geographic else _unit_metres(crs)
    return math.hypot(a, d) * scale, math.hypot(b, e) * scale


def _unit_metres(crs: CRS) -> float:
    """Metres in a unit of the map; an engineering system of a site has units and nothing else."""
    try:
        return float(crs.units_factor[1]) or 1.0
    except NO_PLACE:
        return 1.0


def _on_ellipsoid(crs: CRS, xs: list[float], ys: list[float]) -> tuple[float, float] | None:
    """Ground lengths of the steps between points 0, 1 and 2, 3; None where the projection has no inverse there."""
    try:
        with python_warnings.catch_warnings():
            python_warnings.simplefilter("ignore")
            wkt = crs.to_wkt(version="WKT1_GDAL")
            base = _part(wkt, "GEOGCS[")
            lon, lat = (xs, ys) if crs.is_geographic else transform_points(crs, CRS.from_wkt(base), xs, ys)
            axis, inverse = (float(v) for v in _part(base, "SPHEROID[").rstrip("]").split('",', 1)[1].split(",")[:2])
    except (*NO_PLACE, IndexError):
        return None
    flattening = 1 / inverse if inverse else 0.0
    lengths = []
    for i, j in ((0, 1), (2, 3)):
        middle = math.radians((lat[i] + lat[j]) / 2)
        squeeze = 1 - flattening * (2 - flattening) * math.sin(middle) ** 2
        prime, meridian = axis / math.sqrt(squeeze), axis * (1 - flattening) ** 2 / squeeze**1.5  # radii of curvature
        turn = (lon[j] - lon[i] + 180) % 360 - 180
        north, east = meridian * math.radians(lat[j] - lat[i]), prime * math.cos(middle) * math.radians(turn)
        lengths.append(math.hypot(north, east))
    return (lengths[0], lengths[1]) if all(math.isfinite(v) and v > 0 for v in lengths) else None


def _part(wkt: str, opening: str) -> str:
    """The first bracketed element of a WKT that begins with `opening`, brackets in names not counted."""
    start = wkt.index(opening)
    depth, quoted = 0, False
    for end in range(start, len(wkt)):
        letter = wkt[end]
        quoted ^= letter == '"'
        depth += 0 if quoted else (letter == "[") - (letter == "]")
        if letter == "]" and not quoted and depth == 0:
            return wkt[start : end + 1]
    raise ValueError(f"no complete {opening} in a WKT")
