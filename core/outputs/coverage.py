"""Coverages: polygons without gaps and overlaps, traced along the borders of regions, in pixel units.

Whole numbers keep shared corners equal whatever the coordinate system; the raster's affine comes at the very end.
"""

from __future__ import annotations

import warnings
from contextlib import ExitStack
from dataclasses import dataclass
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
CHUNK = 2_000  # polygons handled together


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
        known = Nodes.of(nodes, raster.width + 1, raster.height + 1)
        for chunk in _chunks(found):
            numbers = np.array([number for _, number in chunk], np.int64)
            yield numbers, _with_nodes([shape["coordinates"] for shape, _ in chunk], known)


def _chunks(items: Iterator) -> Iterator[list]:
    chunk: list = []
    for item in items:
        chunk.append(item)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@dataclass(frozen=True)
class Nodes:
    """Pixel corners where three or more borders meet.

    Attributes:
        across: Pixel corners in a row, one more than pixels.
        down: Pixel corners in a column.
        by_row: Sorted int64 keys row * across + col.
        by_col: The same corners, sorted keys col * down + row.
    """

    across: int
    down: int
    by_row: np.ndarray
    by_col: np.ndarray

    @classmethod
    def of(cls, keys: np.ndarray, across: int, down: int) -> Nodes:
        """From what `corners` found."""
        return cls(across, down, keys, np.sort(keys % across * down + keys // across))

    def has(self, xy: np.ndarray) -> np.ndarray:
        """Which of the pixel corners (n, 2), column and row, are nodes, bool (n,)."""
        keys = xy[:, 1] * self.across + xy[:, 0]
        place = np.searchsorted(self.by_row, keys)
        return np.searchsorted(self.by_row, keys, "right") > place

    def put_into(self, xy: np.ndarray, ring_ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Rings along pixel borders with a point at each node that they pass straight by.

        Args:
            xy: int64 (n, 2), column and row of the rings' points, ring after ring.
            ring_ends: Where rings begin, and n.

        Returns:
            Both, with the new points.
        """
        begin, end = xy[:-1], xy[1:]
        level = begin[:, 1] == end[:, 1]
        low, high = np.minimum(begin, end), np.maximum(begin, end)
        row_low, row_high = (at[:, 1] * self.across + at[:, 0] for at in (low, high))
        col_low, col_high = (at[:, 0] * self.down + at[:, 1] for at in (low, high))
        first = np.where(
            level, np.searchsorted(self.by_row, row_low, "right"), np.searchsorted(self.by_col, col_low, "right")
        )
        stop = np.where(level, np.searchsorted(self.by_row, row_high), np.searchsorted(self.by_col, col_high))
        count = stop - first
        count[ring_ends[1:-1] - 1] = 0  # from one ring to the next
        before = np.cumsum(count) - count
        place = np.arange(len(xy)) + np.append(before, count.sum())  # of the old points
        edge = np.repeat(np.arange(len(count)), count)
        step = np.arange(edge.size) - before[edge]
        forward = (end > begin).any(axis=1)[edge]
        which = np.where(forward, first[edge] + step, stop[edge] - 1 - step)
        made = np.empty((len(xy) + edge.size, 2), np.int64)
        made[place] = xy
        for along, keys, pitch, order in (
            (level, self.by_row, self.across, (1, 0)),
            (~level, self.by_col, self.down, (0, 1)),
        ):
            here = along[edge]
            there = place[edge[here]] + 1 + step[here]
            made[there[:, None], order] = np.column_stack(np.divmod(keys[which[here]], pitch))
        return made, np.append(0, place[ring_ends[1:] - 1] + 1)


def _with_nodes(rings_of: Sequence[Sequence], nodes: Nodes) -> np.ndarray:
    """Polygons from lists of rings, with points at turns and nodes alone.

    GDAL leaves a vertex out where one polygon passes straight by the border of two others (a T-junction), and the
    coverage would be broken there. Other straight vertices carry nothing, and the outer border would keep them all.
    """
    rings = [ring for polygon in rings_of for ring in polygon]
    traced = np.array([point for ring in rings for point in ring], np.float64)
    polygon_ends = np.cumsum([0, *map(len, rings_of)])
    xy, ring_ends = nodes.put_into(np.rint(traced).astype(np.int64), np.cumsum([0, *map(len, rings)]))
    before, after = np.roll(xy, 1, axis=0), np.roll(xy, -1, axis=0)
    keep = (after[:, 0] - xy[:, 0]) * (xy[:, 1] - before[:, 1]) != (after[:, 1] - xy[:, 1]) * (xy[:, 0] - before[:, 0])
    keep |= nodes.has(xy)
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
    simple = shapely.coverage_simplify(pixels, tolerance_px, simplify_boundary=False)
    yield 2 / 3  # what was torn before is torn still: one look tells both
    before, after = float(shapely.area(pixels).sum()), float(shapely.area(simple).sum())
    return simple if abs(after - before) < SAME_PX and is_coverage(simple) else None


def place(pixels: np.ndarray, transform: Affine) -> np.ndarray:
    """Polygons in map units, outer rings counter-clockwise."""
    a, b, c, d, e, f = transform[:6]
    placed = shapely.transform(
        pixels, lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f])
    )
    return shapely.orient_polygons(placed)
