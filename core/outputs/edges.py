"""Polygons as edges between corners: whether they are a coverage is counted, edge by edge.

GEOS's own check (3.13) looks at every pair of polygons that lie near each other, corner by corner: a background with
thousands of holes lies near all others, and the check takes minutes. Counting takes as long as sorting the edges does.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

ROUNDING = 1e-9  # of the whole area: what coordinates in map units leave over
NOBODY = -1


@dataclass(frozen=True)
class Edges:
    """The edges of polygons, each with its polygon on the left (seen with the second coordinate upwards).

    Attributes:
        points: (p,) complex128, the distinct corners x + iy, sorted.
        start: (e,) where each begins, a number in `points`.
        end: (e,) where it ends.
        polygon: (e,) whose it is.
        at: (e,) the coordinate that it begins with, counted over all polygons.
        partner: (e,) the edge that runs the other way between the same corners; -1 where there is none, at the rim.
        doubled: Whether two run the same way: then polygons overlap.
    """

    points: np.ndarray
    start: np.ndarray
    end: np.ndarray
    polygon: np.ndarray
    at: np.ndarray
    partner: np.ndarray
    doubled: bool

    @property
    def rim(self) -> np.ndarray:
        """(r, 2) complex128, the edges that only one polygon has."""
        alone = self.partner < 0
        return self.points[np.stack([self.start[alone], self.end[alone]], axis=1)]


def edges_of(polygons: np.ndarray) -> Edges:
    """The edges of (n,) polygons whose outer rings run counter-clockwise (`shapely.orient_polygons`)."""
    rings, of_polygon = shapely.get_rings(polygons, return_index=True)
    xy, of_ring = shapely.get_coordinates(rings, return_index=True)
    points, corner = np.unique(as_points(xy), return_inverse=True)
    at = np.flatnonzero((of_ring[1:] == of_ring[:-1]) & (corner[1:] != corner[:-1]))
    start, end = corner[at], corner[at + 1]
    there, back = start * len(points) + end, end * len(points) + start
    order = np.argsort(there, kind="stable")
    ordered = there[order]
    place = np.minimum(np.searchsorted(ordered, back), max(len(ordered) - 1, 0))
    partner = np.where(ordered[place] == back, order[place], NOBODY) if len(ordered) else np.zeros(0, np.int64)
    doubled = bool((ordered[1:] == ordered[:-1]).any())
    return Edges(points, start, end, of_polygon[of_ring[at]], at, partner, doubled)


def as_points(xy: np.ndarray) -> np.ndarray:
    """(n, 2) coordinates as (n,) complex128, which numpy sorts and compares as one."""
    return np.ascontiguousarray(xy, np.float64).view(np.complex128)[:, 0]


def is_coverage(polygons: np.ndarray) -> bool:
    """Whether polygons meet edge by edge and do not overlap.

    Every edge is there once in each direction, but for those of the rim. So the number of polygons over a place changes
    at the rim alone, by one. The rim meets itself at corners only (no T-junction, no crossing), and the area on its
    inner side is that of all polygons together: nowhere are there two. Gaps are part of the rim, and allowed.

    Args:
        polygons: (n,) polygons.
    """
    if not len(polygons):
        return True
    if not shapely.is_valid(polygons).all():
        return False
    edges = edges_of(shapely.orient_polygons(polygons))
    if edges.doubled:
        return False
    rim = edges.rim
    lines = shapely.linestrings(np.stack([rim.real, rim.imag], axis=2))
    if not shapely.is_simple(shapely.multilinestrings(lines)):
        return False
    within = faces_within(shapely.get_parts(shapely.polygonize(lines)), rim)
    total = float(shapely.area(polygons).sum())
    return abs(float(shapely.area(within).sum()) - total) <= ROUNDING * total


def faces_within(faces: np.ndarray, border: np.ndarray) -> np.ndarray:
    """Those of (f,) faces that lie on the left of (b, 2) directed edges, which are all their borders.

    A border that is not among the edges, in neither direction, runs through the inside.
    """
    faces = shapely.orient_polygons(faces)
    xy, of_face = shapely.get_coordinates(shapely.get_exterior_ring(faces), return_index=True)
    first = np.searchsorted(of_face, np.arange(len(faces)))
    points = as_points(xy)
    corners = np.unique(border)

    def numbered(start: np.ndarray, end: np.ndarray) -> np.ndarray:
        place = np.searchsorted(corners, np.stack([start, end])).clip(max=max(len(corners) - 1, 0))
        known = (corners[place] == np.stack([start, end])).all(axis=0)
        return np.where(known, place[0] * len(corners) + place[1], NOBODY)

    back = numbered(points[first + 1], points[first])
    return faces[~np.isin(back, numbered(border[:, 0], border[:, 1]))]
