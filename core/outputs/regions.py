"""Regions of a class raster as a graph: found strip by strip, crumbs merged, before anything becomes a polygon.

A *piece* is a 4-connected area of one class inside one strip of rows; a *region* is what pieces of one class make
together across strips. Memory grows with the number of pieces, not with the pixels.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from skimage.measure import label


@dataclass(frozen=True)
class Regions:
    """What the pieces of a raster belong to.

    Attributes:
        of_piece: (pieces,) int64, the region of each piece; regions are numbered from 0 by their first pixel.
        classes: (regions,) int64 class values.
        area_px: (regions,) int64 pixels.
        merged: How many crumbs joined a neighbour.
    """

    of_piece: np.ndarray
    classes: np.ndarray
    area_px: np.ndarray
    merged: int


def label_pieces(values: np.ndarray, nodata: int) -> np.ndarray:
    """Number the pieces of one strip.

    Args:
        values: (rows, cols) class values.
        nodata: The value of pixels without a label.

    Returns:
        (rows, cols) integers: 1..n in row-major order of their first pixel, 0 for nodata.
    """
    return label(values.astype(np.int32), background=int(nodata), connectivity=1)


def count_pairs(first: np.ndarray, second: np.ndarray, weights: np.ndarray | None = None) -> tuple[np.ndarray, ...]:
    """Distinct (first, second) pairs of two flat integer arrays, sorted, with how often each occurs.

    Returns:
        (k,) first, (k,) second, (k,) int64 counts, or sums of `weights`.
    """
    width = int(second.max()) + 1 if second.size else 1
    keys, inverse = np.unique(first.astype(np.int64) * width + second, return_inverse=True)
    counts = np.bincount(inverse, weights=weights, minlength=keys.size)
    return keys // width, keys % width, np.rint(counts).astype(np.int64)


@dataclass
class RegionGraph:
    """Collects the pieces of strips given from top to bottom, and who borders whom on how many pixel sides."""

    nodata: int
    _classes: list[np.ndarray] = field(default_factory=list)
    _areas: list[np.ndarray] = field(default_factory=list)
    _borders: list[tuple[np.ndarray, ...]] = field(default_factory=list)
    _last_row: np.ndarray | None = None
    _pieces: int = 0

    def add_strip(self, values: np.ndarray) -> None:
        """Take in the next rows: (rows, cols) class values."""
        pieces = label_pieces(values, self.nodata)
        count = int(pieces.max(initial=0))
        flat = pieces.ravel()
        classes = np.zeros(count + 1, np.int64)
        classes[flat] = values.ravel()
        self._classes.append(classes[1:])
        self._areas.append(np.bincount(flat, minlength=count + 1)[1:].astype(np.int64))
        numbers = np.where(pieces > 0, pieces + (self._pieces - 1), -1)  # of the whole raster; -1: nodata
        self._border(numbers[:, :-1], numbers[:, 1:])
        self._border(numbers[:-1], numbers[1:])
        if self._last_row is not None:
            self._border(self._last_row, numbers[0])
        self._last_row = numbers[-1].copy()
        self._pieces += count

    def _border(self, one: np.ndarray, other: np.ndarray) -> None:
        touching = (one != other) & (one >= 0) & (other >= 0)
        low, high = np.minimum(one[touching], other[touching]), np.maximum(one[touching], other[touching])
        self._borders.append(count_pairs(low, high))

    def merge(self, min_area_px: int, fixed: int = -1) -> Regions:
        """Join pieces of one class to regions, and crumbs to the neighbour with the longest shared border.

        A crumb is a region of fewer than `min_area_px` pixels. The limit is doubled from 2 up to `min_area_px`, so
        that the smallest crumbs go first; within a limit all go at once, each along its longest border (ties: the
        larger neighbour, then the first border in the raster). That order of borders is the same seen from both
        sides, so choices can only be circular between two crumbs, of which the larger one then gives the class.
        A crumb that touches nothing but nodata stays. What has the class value `fixed` neither joins nor is joined.

        GDAL's sieve is not used: it looks for the largest neighbour, not for the longest border, so that a roof
        crumb joins the street around the house, and it leaves crumbs alone whose neighbours are all crumbs.
        """
        classes = np.concatenate([np.zeros(0, np.int64), *self._classes])
        areas = np.concatenate([np.zeros(0, np.int64), *self._areas])
        low, high, sides = (np.concatenate(parts) for parts in zip((np.zeros(0, np.int64),) * 3, *self._borders))
        of_piece = np.arange(classes.size)
        state = _join(classes, areas, low, high, sides)
        of_piece, (classes, areas, low, high, sides) = state[0][of_piece], state[1:]
        merged = 0
        for limit in _doubling(min_area_px):
            while True:
                free = (classes[low] != fixed) & (classes[high] != fixed)
                parent = _targets(areas, low[free], high[free], sides[free], limit)
                moving = int(np.count_nonzero(parent != np.arange(parent.size)))
                if not moving:
                    break
                merged += moving
                state = _join(classes[_roots(parent)], areas, low, high, sides)
                of_piece, (classes, areas, low, high, sides) = state[0][of_piece], state[1:]
        return Regions(of_piece, classes, areas, merged)


def _doubling(limit: int) -> list[int]:
    """2, 4, 8, ... and `limit` at the end; nothing where no region can be smaller."""
    return [2**k for k in range(1, 32) if 2**k < limit] + ([limit] if limit > 1 else [])


def _join(
    classes: np.ndarray, areas: np.ndarray, low: np.ndarray, high: np.ndarray, sides: np.ndarray
) -> tuple[np.ndarray, ...]:
    """Unite neighbours of one class: (group of each node, classes, areas, low, high, sides) of the smaller graph."""
    count = classes.size
    same = classes[low] == classes[high]
    links = coo_matrix((np.ones(int(same.sum()), np.int8), (low[same], high[same])), shape=(count, count))
    groups, group = connected_components(links, directed=False) if count else (0, np.zeros(0, np.int64))
    first = np.unique(group, return_index=True)[1]
    order = np.argsort(first, kind="stable")  # number groups by their first piece, whatever scipy's order is
    rank = np.empty(groups, np.int64)
    rank[order] = np.arange(groups)
    group = rank[group]
    low, high, sides = group[low[~same]], group[high[~same]], sides[~same]
    low, high, sides = count_pairs(np.minimum(low, high), np.maximum(low, high), sides)
    areas = np.rint(np.bincount(group, weights=areas, minlength=groups)).astype(np.int64)
    return group, classes[first[order]], areas, low, high, sides


def _targets(areas: np.ndarray, low: np.ndarray, high: np.ndarray, sides: np.ndarray, limit: int) -> np.ndarray:
    """Where each region goes: (regions,) the neighbour of a crumb along its longest border, itself for all others."""
    order = np.lexsort((-np.arange(low.size), areas[low] + areas[high], sides))  # the best border last
    rank = np.empty(order.size, np.int64)
    rank[order] = np.arange(order.size)
    best = np.full(areas.size, -1, np.int64)
    for node in (low, high):
        crumb = areas[node] < limit
        np.maximum.at(best, node[crumb], rank[crumb])
    nodes = np.arange(areas.size)
    moving = np.flatnonzero(best >= 0)
    border = order[best[moving]]
    parent = nodes.copy()
    parent[moving] = low[border] + high[border] - moving
    circular = (parent[parent] == nodes) & (parent != nodes)
    leads = circular & ((areas > areas[parent]) | ((areas == areas[parent]) & (nodes < parent)))
    return np.where(leads, nodes, parent)


def _roots(parent: np.ndarray) -> np.ndarray:
    """Follow `parent` (a forest) to its roots, doubling the step each time."""
    while True:
        further = parent[parent]
        if np.array_equal(further, parent):
            return parent
        parent = further
