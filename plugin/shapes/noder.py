"""Lines brought onto the borders that are there, so that a crossing is computed once and shared by all that meet in it.

Plain numbers, no geometry library: corners that are there never move. A new line takes a corner that it comes near to,
and where it crosses or touches a border it leaves a corner that all polygons with this border get, bit by bit the same.
"""

from __future__ import annotations

import math
from typing import Iterable, Iterator

Point = tuple[float, float]
Path = list[Point]
Side = tuple[Point, Point]
Bounds = tuple[float, float, float, float]

CELLS = 48  # along the longer side of the place, of the grid in which near things are looked up
FINE = 1024  # of two corners that are the same place and yet two, a line takes both only where it goes right through
DEPTH = 200  # a side of a line meets fewer corners than two to the power of this, but perhaps one after the other


def tolerance(largest: float) -> float:
    """What counts as the same place, in map units: 2^-34 of the largest coordinate.

    In UTM 0.5 mm and in degrees 1 mm, below a hundredth of any pixel; yet a million steps of the numbers themselves.
    """
    return 2.0 ** (math.ceil(math.log2(max(largest, 1e-9))) - 34)


class Noder:
    """Borders of polygons near a place, and lines that are brought onto them.

    Args:
        bounds: xmin, ymin, xmax, ymax of the place; only there lines can come.
        near: What counts as the same place, in map units.
    """

    def __init__(self, bounds: Bounds, near: float) -> None:
        self._near = near
        margin = 4 * near
        self._bounds = (bounds[0] - margin, bounds[1] - margin, bounds[2] + margin, bounds[3] + margin)
        side = max(self._bounds[2] - self._bounds[0], self._bounds[3] - self._bounds[1])
        self._cell = max(side / CELLS, 8 * near)
        self._sides: dict[tuple[int, int], dict[Side, None]] = {}
        self._corners: dict[tuple[int, int], dict[Point, None]] = {}
        self._known: set[Side] = set()
        self._split: dict[Side, list[Point]] = {}  # by the sides as they were given
        self.crossings: set[Point] = set()  # corners that come of borders crossing each other
        self._parts_of: dict[Side, tuple[Side, ...]] = {}  # the given sides that a piece is of

    def add_border(self, ring: Path) -> None:
        """A border that is there and is right: it gets corners, but none of its own ones move."""
        left, low, right, top = self._bounds
        for a, b in zip(ring, ring[1:]):
            if (
                (a[0] < left and b[0] < left)
                or (a[0] > right and b[0] > right)
                or (a[1] < low and b[1] < low)
                or (a[1] > top and b[1] > top)
            ):
                continue
            self._add(_side(a, b))

    def brought(self, path: Path) -> Path:
        """A line as it lies on the borders, and with it: from now on it is one of them, also for its own later parts.

        Its corners may become more when other lines come: `with_corners` gives all.

        Args:
            path: The line; closed where its last point equals its first.
        """
        points = _without_repeats([self._corner_for(point) for point in path])
        found: Path = points[:1]
        for a, b in zip(points, points[1:]):
            found += self._laid(a, b, DEPTH)
        return found

    def with_corners(self, ring: Path) -> Path:
        """A border with all the corners that it got."""
        if not self._split:
            return ring
        new: Path = ring[:1]
        for a, b in zip(ring, ring[1:]):
            side = _side(a, b)
            points = self._split.get(side)
            if points:
                new += sorted(points, key=lambda p, a=a: (p[0] - a[0]) ** 2 + (p[1] - a[1]) ** 2)  # type: ignore[misc]
            new.append(b)
        return new

    # one point, one side of a line

    def _corner_for(self, point: Point) -> Point:
        """The corner that a line's own one becomes; from now on lines that come near to it take it."""
        near, box = self._near, (point[0], point[1], point[0], point[1])
        corners = self._corners_near(*box)
        best = min(corners, key=lambda corner: math.hypot(corner[0] - point[0], corner[1] - point[1]), default=None)
        if best is not None and math.hypot(best[0] - point[0], best[1] - point[1]) <= near:
            return best
        nearest = min(((*_to_side(point, *side), side) for side in self._sides_near(*box)), default=None)
        if nearest is not None and nearest[0] <= near:
            _, point, side = nearest
            self._cut(side, point)
        self._register_corner(point)
        return point

    def _laid(self, a: Point, b: Point, depth: int) -> Path:
        """A side of a line from a to b: the points after a, on corners that it comes near to and borders it crosses."""
        if a == b:
            return []
        at = self._first_between(a, b) if depth and _side(a, b) not in self._known else None
        if at is None:
            self._add(_side(a, b))
            return [b]
        return self._laid(a, at, depth - 1) + self._laid(at, b, depth - 1)

    def _first_between(self, a: Point, b: Point) -> Point | None:
        """A corner that a side gets, None where it meets nothing; corners that are there come before crossings."""
        box = (min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))
        for corner in self._corners_near(*box):
            if self._meets(a, b, corner):
                return corner
        for side in self._sides_near(*box):
            c, d = side
            if a in side or b in side or self._meets(a, b, c) or self._meets(a, b, d):
                continue
            crossing = _crossing(a, b, c, d)
            if crossing is not None and crossing != a and crossing != b:
                self._cut(side, crossing)
                self.crossings.add(crossing)
                return crossing
        return None

    def _meets(self, a: Point, b: Point, corner: Point) -> bool:
        """Whether a side goes through a corner: nearer to it than its own ends are."""
        if corner in (a, b):
            return False
        away = _to_side(corner, a, b)[0]
        if away > self._near:
            return False
        ends = min(math.hypot(corner[0] - end[0], corner[1] - end[1]) for end in (a, b))
        return ends > self._near or ends > self._near / FINE >= away

    def _add(self, side: Side) -> None:
        if side not in self._known and side[0] != side[1]:
            self._known.add(side)
            self._register(side)

    def _cut(self, side: Side, at: Point) -> None:
        """A corner in the middle of a border."""
        if at in side:
            return
        wholes = (*self._parts_of.pop(side, ()), *([side] if side in self._known else []))
        for whole in wholes:
            self._split.setdefault(whole, []).append(at)
        for cell in self._cells(*_box(side)):
            self._sides.get(cell, {}).pop(side, None)
        for end in side:
            part = _side(end, at)
            self._parts_of[part] = (*self._parts_of.get(part, ()), *wholes)
            self._register(part)

    # what lies near

    def _register(self, side: Side) -> None:
        for cell in self._cells(*_box(side)):
            self._sides.setdefault(cell, {})[side] = None
        for corner in side:
            self._register_corner(corner)

    def _register_corner(self, corner: Point) -> None:
        for cell in self._cells(corner[0], corner[1], corner[0], corner[1]):
            self._corners.setdefault(cell, {})[corner] = None

    def _cells(self, left: float, low: float, right: float, top: float) -> Iterator[tuple[int, int]]:
        bounds, cell = self._bounds, self._cell
        columns = range(
            int((max(left, bounds[0]) - bounds[0]) // cell), int((min(right, bounds[2]) - bounds[0]) // cell) + 1
        )
        rows = range(int((max(low, bounds[1]) - bounds[1]) // cell), int((min(top, bounds[3]) - bounds[1]) // cell) + 1)
        return ((column, row) for column in columns for row in rows)

    def _sides_near(self, left: float, low: float, right: float, top: float) -> list[Side]:
        return self._gathered(self._sides, left, low, right, top)

    def _corners_near(self, left: float, low: float, right: float, top: float) -> list[Point]:
        return self._gathered(self._corners, left, low, right, top)

    def _gathered(self, store: dict[tuple[int, int], dict], left: float, low: float, right: float, top: float) -> list:
        near = self._near
        found: dict = {}
        for cell in self._cells(left - near, low - near, right + near, top + near):
            found.update(store.get(cell, {}))
        return list(found)


def outline(rings: Iterable[Path]) -> set[Side]:
    """The sides that only one of two neighbours has: the border of all ground together, where it is a coverage."""
    found: set[Side] = set()
    for ring in rings:
        for a, b in zip(ring, ring[1:]):
            found ^= {_side(a, b)}
    return found


def without(ring: Path, needless: set[Point]) -> Path:
    """A closed ring without some of its corners."""
    kept = [point for point in ring[:-1] if point not in needless]
    return [*kept, kept[0]]


def straight(a: Point, corner: Point, b: Point, near: float) -> bool:
    """Whether a corner is none: the sides before and after it are one, as exactly as crossings are computed."""
    return _to_side(corner, a, b)[0] <= near / FINE


def _side(a: Point, b: Point) -> Side:
    return (a, b) if a <= b else (b, a)


def _box(side: Side) -> Bounds:
    (ax, ay), (bx, by) = side
    return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def _without_repeats(path: Iterable[Point]) -> Path:
    new: Path = []
    for point in path:
        if not new or point != new[-1]:
            new.append(point)
    return new


def _to_side(point: Point, a: Point, b: Point) -> tuple[float, Point]:
    """How far a point is from a side, and the nearest place on it."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    if not length:
        return math.hypot(point[0] - a[0], point[1] - a[1]), a
    share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length
    at = a if share <= 0 else b if share >= 1 else (a[0] + share * dx, a[1] + share * dy)
    return math.hypot(point[0] - at[0], point[1] - at[1]), at


def _crossing(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where two sides cross within both, reckoned from a near corner to keep the digits of large coordinates."""
    ux, uy, vx, vy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    cross = ux * vy - uy * vx
    if not cross:
        return None
    wx, wy = c[0] - a[0], c[1] - a[1]
    s, t = (wx * vy - wy * vx) / cross, (wx * uy - wy * ux) / cross
    if not (0 < s < 1 and 0 < t < 1):
        return None
    return c[0] + t * vx, c[1] + t * vy
