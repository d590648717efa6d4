"""Coverages: polygons without gaps and overlaps, traced along the borders of regions, in pixel units.

Whole numbers keep shared corners equal whatever the coordinate system; the raster's affine comes at the very end.
"""

from __future__ import annotations

import warnings
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Generator, Iterator, Sequence

import numpy as np
import rasterio
import rasterio.features
import shapely
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import Affine

from .edges import is_coverage

SAME_PX = 1e-3  # pixels of area that sums of millions may differ by
CHUNK = 2_000  # polygons handled together; split at every pixel corner they are ten times as long


def open_unplaced(path: Path, mode: str = "r", **profile: Any) -> Any:
    """A raster in pixel units, without a word about the missing georeference."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        return rasterio.open(path, mode, **profile)


def corners(labels: np.ndarray, first_row: int) -> np.ndarray:
    """Where three or four borders meet.

    Args:
        labels: (rows + 1, cols + 2) region numbers, with the row above and a column of 0 on both sides.
        first_row: The raster's row of the second row of `labels`.

    Returns:
        Sorted int64 keys row * (cols + 1) + col of pixel corners.
    """
    a, b, c, d = labels[:-1, :-1], labels[:-1, 1:], labels[1:, :-1], labels[1:, 1:]
    borders = (a != b).astype(np.int8) + (c != d) + (a != c) + (b != d)
    row, col = np.nonzero(borders >= 3)
    return (row + first_row) * borders.shape[1] + col


def trace(labels: Path, mask: Path | None, nodes: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Trace 4-connected regions along pixel borders, `CHUNK` at a time.

    Args:
        labels: An int32 raster of region numbers; each number is one 4-connected region.
        mask: A uint8 raster, 0 where there is no region; None where there is one everywhere.
        nodes: What `corners` found in the whole raster.

    Yields:
        (k,) region numbers, and (k,) polygons in pixel units with vertices at their turns and at all nodes.
    """
    with ExitStack() as stack:
        raster = stack.enter_context(open_unplaced(labels))
        within = stack.enter_context(open_unplaced(mask)) if mask else None
        found = rasterio.features.shapes(rasterio.band(raster, 1), rasterio.band(within, 1) if within else None, 4)
        for chunk in _chunks(found):
            numbers = np.array([number for _, number in chunk], np.int64)
            yield numbers, _with_nodes([shape["coordinates"] for shape, _ in chunk], nodes, raster.width)


def _chunks(items: Iterator) -> Iterator[list]:
    chunk: list = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _with_nodes(rings_of: Sequence[Sequence], nodes: np.ndarray, cols: int) -> np.ndarray:
    """Polygons from lists of rings: split at every pixel corner, then only turns and nodes stay.

    GDAL leaves a vertex out where one polygon passes straight by the border of two others (a T-junction), and the
    coverage would be broken there. Other straight vertices carry nothing, and the outer border would keep them all.
    """
    rings = [ring for polygon in rings_of for ring in polygon]
    xy = np.array([point for ring in rings for point in ring], np.float64)
    ring_ends = np.cumsum([0, *map(len, rings)])
    polygon_ends = np.cumsum([0, *map(len, rings_of)])
    traced = shapely.from_ragged_array(shapely.GeometryType.POLYGON, xy, (ring_ends, polygon_ends))
    _, xy, (ring_ends, polygon_ends) = shapely.to_ragged_array(shapely.segmentize(traced, 1.0))
    xy = np.rint(xy).astype(np.int64)
    before, after = np.roll(xy, 1, axis=0), np.roll(xy, -1, axis=0)
    keep = (after[:, 0] - xy[:, 0]) * (xy[:, 1] - before[:, 1]) != (after[:, 1] - xy[:, 1]) * (xy[:, 0] - before[:, 0])
    keys = xy[:, 1] * (cols + 1) + xy[:, 0]
    where = np.searchsorted(nodes, keys)
    keep |= (where < nodes.size) & (nodes[np.minimum(where, nodes.size - 1)] == keys) if nodes.size else False
    keep[ring_ends[:-1]] = keep[ring_ends[1:] - 1] = True  # a ring starts and ends at a turn
    kept = np.concatenate([[0], np.cumsum(keep)])
    return shapely.from_ragged_array(
        shapely.GeometryType.POLYGON, xy[keep].astype(np.float64), (kept[ring_ends], polygon_ends)
    )


def simplify(pixels: np.ndarray, tolerance_px: float) -> Generator[float, None, np.ndarray | None]:
    """The coverage simplified (Visvalingam and Whyatt 1993), its outer border kept; None where no coverage came out.

    Its area tells whether a gap has opened, which a coverage may have.

    Args:
        pixels: (n,) polygons of a coverage.
        tolerance_px: About the square root of the areas that corners may lose.

    Yields:
        The share that is done, between steps of about the same length; 0 first.
    """
    yield 0.0
    if not is_coverage(pixels):
        return None
    yield 1 / 4
    simple = shapely.coverage_simplify(pixels, tolerance_px, simplify_boundary=False)
    yield 3 / 4
    before, after = float(shapely.area(pixels).sum()), float(shapely.area(simple).sum())
    return simple if abs(after - before) < SAME_PX and is_coverage(simple) else None


def place(pixels: np.ndarray, transform: Affine) -> np.ndarray:
    """Polygons in map units, outer rings counter-clockwise."""
    a, b, c, d, e, f = transform[:6]
    placed = shapely.transform(
        pixels, lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f])
    )
    return shapely.orient_polygons(placed)
