"""Large polygons in pieces: a background with thousands of holes is one polygon, and no program draws or edits it well.

They are cut after simplifying, along the lines of the block lattice, so that borders stay where they are. Where a cut
ends on a border the neighbour gets the same corner (no T-junction); where cuts cross, four pieces meet.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Generator

import numpy as np
import shapely

from .coverage import SAME_PX
from .edges import as_points, edges_of, faces_within, is_coverage
from .fitting import united

MOST = 5_000  # corners of a polygon that stays whole
CELLS = (1024, 512, 256, 128, 64, 32, 16)  # pixels between cuts: the block lattice, halved where pieces stay large
SNAP = 1e-9  # pixels: a crossing nearer than this to a whole number is there; of corners on the fine grid no other is


@dataclass(frozen=True)
class Cut:
    """A coverage in which large polygons are in pieces.

    Attributes:
        pixels: (n,) polygons in pixel units.
        of: (n,) the polygon that each is of, ascending.
    """

    pixels: np.ndarray
    of: np.ndarray

    def in_words(self) -> str:
        """What people should know of it."""
        _, times = np.unique(self.of, return_counts=True)
        large, pieces = int((times > 1).sum()), int(times[times > 1].sum())
        return (
            f"Polygons with too many corners to be drawn and edited well: {large:,}, cut into {pieces:,} pieces. "
            "A change of one counts for all of its pieces."
        )


def cut(
    pixels: np.ndarray,
    free: np.ndarray,
    *,
    most: int = MOST,
    least_px: int = 0,
    origin: tuple[int, int] = (0, 0),
) -> Generator[float, None, Cut]:
    """Cut what has too many corners.

    Args:
        pixels: (n,) polygons of a coverage in pixel units, on the fine grid of `fitting`.
        free: (n,) bool, those that may be cut.
        most: Corners that a polygon may have.
        least_px: A piece smaller than this joins the piece beside it.
        origin: The row and column that pixel (0, 0) has in the raster to which the lattice is anchored.

    Yields:
        The share of its work that is done, 0 to 1, between two polygons.

    Returns:
        The pieces; the polygons as they were where the pieces would be no coverage.
    """
    shift = np.array([origin[1], origin[0]], np.float64)
    made = Cut(shapely.orient_polygons(shapely.transform(pixels, lambda xy: xy + shift)), np.arange(len(pixels)))
    for number, cell in enumerate(CELLS):
        large = free[made.of] & (shapely.get_num_coordinates(made.pixels) > most)
        if not large.any():
            break
        if cell == CELLS[-1] or _corners_in_a_cell(made.pixels[large], cell) <= most:
            made = yield from _once(made, large, cell, least_px, number)
    sound = np.allclose(np.bincount(made.of, shapely.area(made.pixels)), shapely.area(pixels), rtol=0, atol=SAME_PX)
    if len(made.pixels) == len(pixels) or not sound or not is_coverage(made.pixels):
        return Cut(pixels, np.arange(len(pixels)))
    return Cut(shapely.transform(made.pixels, lambda xy: xy - shift), made.of)


def _corners_in_a_cell(polygons: np.ndarray, cell: int) -> float:
    """How many corners a polygon has in a cell in which it has some, on average: cuts that are too few cost most."""
    xy, of = shapely.get_coordinates(polygons, return_index=True)
    return len(xy) / max(len(np.unique(np.column_stack([of, xy // cell]), axis=0)), 1)


def _once(made: Cut, large: np.ndarray, cell: int, least_px: int, number: int) -> Generator[float, None, Cut]:
    """Cut the large ones along the lines of one lattice."""
    yield number / len(CELLS)
    pixels = _with_crossings(made.pixels, large, cell)
    parts: list[np.ndarray] = list(pixels[:, None])
    todo = np.flatnonzero(large)
    for done, row in enumerate(todo):
        yield (number + done / len(todo)) / len(CELLS)
        parts[row] = _pieces(pixels[row], cell, least_px)
    return Cut(np.concatenate(parts), np.repeat(made.of, [len(part) for part in parts]))


def _with_crossings(polygons: np.ndarray, large: np.ndarray, cell: int) -> np.ndarray:
    """The polygons with a corner wherever a border of a large one crosses a line, on both sides of that border."""
    edges = edges_of(polygons)
    mine = large[edges.polygon]
    mine |= (edges.partner >= 0) & mine[edges.partner]
    mine = np.flatnonzero(mine)
    turned = edges.start[mine] > edges.end[mine]  # worked out in one direction, a border is the same from both sides
    low = edges.points[np.where(turned, edges.end[mine], edges.start[mine])]
    high = edges.points[np.where(turned, edges.start[mine], edges.end[mine])]
    found = [_crossings(low, high, cell, axis) for axis in (0, 1)]
    edge, share, x, y = (np.concatenate(part) for part in zip(*found))
    share = np.where(turned[edge], 1 - share, share)
    order = np.lexsort((share, edge))
    edge, x, y = edge[order], x[order], y[order]
    twice = (edge[1:] == edge[:-1]) & (x[1:] == x[:-1]) & (y[1:] == y[:-1])  # where two lines cross
    once = np.concatenate([[True], ~twice])[: len(edge)]
    before = edges.at[mine[edge[once]]] + 1
    kind, xy, (ring_ends, polygon_ends) = shapely.to_ragged_array(polygons)
    xy = np.insert(xy, before, np.column_stack([x, y])[once], axis=0)
    ring_ends = ring_ends + np.searchsorted(np.sort(before), ring_ends)
    return shapely.from_ragged_array(kind, xy, (ring_ends, polygon_ends))


def _crossings(low: np.ndarray, high: np.ndarray, cell: int, axis: int) -> tuple[np.ndarray, ...]:
    """Where edges cross lines of one direction between their ends: edge, share of the way, x, y."""
    ends = np.stack([low.real, low.imag]), np.stack([high.real, high.imag])
    across, along = (ends[0][axis], ends[1][axis]), (ends[0][1 - axis], ends[1][1 - axis])
    first = np.floor(np.minimum(*across) / cell).astype(np.int64) + 1
    count = np.maximum(np.ceil(np.maximum(*across) / cell).astype(np.int64) - first, 0)
    edge = np.repeat(np.arange(len(low)), count)
    line = (first[edge] + np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count)) * float(cell)
    share = (line - across[0][edge]) / (across[1] - across[0])[edge]
    place = along[0][edge] + share * (along[1] - along[0])[edge]
    place = np.where(np.abs(place - np.rint(place)) < SNAP, np.rint(place), place)
    return (edge, share, line, place) if axis == 0 else (edge, share, place, line)


def _pieces(polygon: shapely.Polygon, cell: int, least_px: int) -> np.ndarray:
    """One polygon in pieces, from top to bottom and left to right; it has a corner on every line that it crosses."""
    xy, of_ring = shapely.get_coordinates(shapely.get_rings(polygon), return_index=True)
    same = of_ring[1:] == of_ring[:-1]
    start, end = xy[:-1][same], xy[1:][same]
    cuts = np.concatenate([_cuts(start, end, cell, axis) for axis in (0, 1)])
    if not len(cuts):
        return np.array([polygon])
    lines = np.concatenate([_chains(xy, of_ring, cell), shapely.linestrings(cuts)])
    border = np.column_stack([as_points(start), as_points(end)])
    faces = _with_crumbs_joined(faces_within(shapely.get_parts(shapely.polygonize(lines)), border), least_px)
    left, top = shapely.bounds(faces)[:, :2].T
    return faces[np.lexsort((left, top))]


def _cuts(start: np.ndarray, end: np.ndarray, cell: int, axis: int) -> np.ndarray:
    """The parts of the lines of one direction that run through the inside of a polygon.

    Along a line, just before and just after it, the inside begins and ends where edges leave the line to that side.

    Args:
        start: (e, 2) where the edges begin; the inside is on their left.
        end: (e, 2) where they end.
        cell: Distance of the lines.
        axis: 0 for lines x = k · cell, 1 for y = k · cell.

    Returns:
        (c, 2, 2) stretches from corner to corner, or to where lines cross.
    """
    sign = 1 if axis == 0 else -1
    (x0, y0), (x1, y1) = (start[:, ::sign].T, end[:, ::sign].T)
    leaves, comes = (x0 % cell == 0) & (x0 != x1), (x1 % cell == 0) & (x0 != x1)
    line, along = np.concatenate([x0[leaves], x1[comes]]), np.concatenate([y0[leaves], y1[comes]])
    to_after = np.concatenate([x1[leaves] > x0[leaves], x0[comes] > x1[comes]])
    turn = sign * np.concatenate([np.ones(leaves.sum(), np.int64), -np.ones(comes.sum(), np.int64)])
    turn = np.where(to_after, turn, -turn)
    columns = np.arange(np.ceil(y0.min() / cell), np.floor(y0.max() / cell) + 1) * cell
    crossing = np.stack(np.meshgrid(np.unique(line), columns), axis=-1).reshape(-1, 2)
    nothing = np.zeros(len(crossing), np.int64)
    places, number = np.unique(
        np.concatenate([line + 1j * along, crossing[:, 0] + 1j * crossing[:, 1]]), return_inverse=True
    )
    after, before = (
        np.cumsum(np.bincount(number, np.concatenate([np.where(side, turn, 0), nothing]), len(places)))
        for side in (to_after, ~to_after)
    )
    inside = np.flatnonzero((after[:-1] == 1) & (before[:-1] == 1) & (places[1:].real == places[:-1].real))
    ends = np.stack([places[inside], places[inside + 1]], axis=1)
    return np.stack([ends.real, ends.imag], axis=2)[:, :, ::sign]


def _chains(xy: np.ndarray, of_ring: np.ndarray, cell: int) -> np.ndarray:
    """Rings as lines that end wherever they touch a line of the lattice, or each other."""
    inner = np.zeros(len(xy), bool)
    inner[1:-1] = (of_ring[1:-1] == of_ring[:-2]) & (of_ring[1:-1] == of_ring[2:])
    _, corner, times = np.unique(as_points(xy), return_inverse=True, return_counts=True)
    breaks = inner & ((xy % cell == 0).any(axis=1) | (times[corner] > 1))
    index = np.repeat(np.arange(len(xy)), np.where(breaks, 2, 1))  # the end of one line, the start of the next
    starts = np.concatenate([[True], (index[1:] == index[:-1]) | (of_ring[index[1:]] != of_ring[index[:-1]])])
    return shapely.linestrings(xy[index], indices=np.cumsum(starts) - 1)


def _with_crumbs_joined(faces: np.ndarray, least_px: int) -> np.ndarray:
    """What the cuts leave smaller than the smallest polygon joins the piece that it shares the longest cut with."""
    area = shapely.area(faces).tolist()
    if min(area) >= least_px:
        return faces
    edges = edges_of(shapely.orient_polygons(faces))
    shared = np.flatnonzero(edges.partner >= 0)
    length = np.abs(edges.points[edges.end[shared]] - edges.points[edges.start[shared]])
    beside: list[dict[int, float]] = [defaultdict(float) for _ in faces]
    for one, other, more in zip(edges.polygon[shared], edges.polygon[edges.partner[shared]], length.tolist()):
        beside[one][int(other)] += more
    members = [[number] for number in range(len(faces))]
    while True:
        crumbs = [number for number, near in enumerate(beside) if near and area[number] < least_px]
        if not crumbs:
            return np.array([united(faces[group]) for group in members if group])
        crumb = min(crumbs, key=lambda number: (area[number], number))
        into = max(beside[crumb], key=lambda number: (beside[crumb][number], -number))
        for number, more in beside[crumb].items():
            del beside[number][crumb]
            if number != into:
                beside[number][into] += more
                beside[into][number] += more
        area[into] += area[crumb]
        members[into] += members[crumb]
        members[crumb], beside[crumb] = [], {}
