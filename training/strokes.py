"""Strokes of the page's tools that come to mind where a piece of the map is wrong, and what each of them costs.

A tool and its class stay chosen from stroke to stroke, as on the page: keys are paid where they change.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterable, Protocol

import numpy as np
import rasterio.features
import shapely
from klm import BUTTON, CENTIMETRE, CM_A_PIXEL, HAND, KEY, MIND, POINT, PX_A_PIXEL, SEGMENT
from rasterio.transform import Affine
from scipy import ndimage, sparse
from scipy.sparse import csgraph
from shapely.geometry import shape as as_shape
from terralex.core.errors import TerralexError
from terralex.core.jobs.alike import AROUND_PX, alike
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, result_of
from terralex.plugin.shapes import tools, wand

LASSO, BRUSH, WAND = "lasso", "brush", "wand"
COARSE = (1.0, 2.0, 4.0, 8.0)  # working pixels by which a lasso is simpler than the truth; the best pays
BENDS = (0.25, 0.5, 1.0)  # half widths of a brush by which its way is simpler than the middle of what it paints
SIZES = (-1, 0, 1)  # steps of the brush around the one that fits
NOTCHES = range(-9, 10, 3)  # of the wheel, that are tried
SEEN_BY_WAND = (2 * AROUND_PX) ** 2  # working pixels of a piece; what is smaller lies within the place pointed at
MOST_CELLS = 4000  # of a piece whose middle is looked for


@dataclass
class Hand:
    """What is chosen on the page: a tool ("" for polygons), the class of strokes, steps of the brush and the wheel."""

    tool: str = ""
    class_id: int | None = None
    brush: int = 0
    wheel: int = 0


@dataclass(frozen=True, eq=False)
class Stroke:
    """One stroke.

    Attributes:
        tool: Which draws it.
        shape: What it gives to the class, in the map's units.
        class_id: The class.
        corners: Of the way of the mouse; 1 for a click.
        length: Of that way, in the map's units.
        size: Steps of brush or wheel that it is drawn with; 0 for a lasso.
    """

    tool: str
    shape: shapely.Geometry
    class_id: int
    corners: int
    length: float = 0.0
    size: int = 0

    def keys(self, hand: Hand) -> int:
        """Keys and notches before it can be drawn."""
        steps = {BRUSH: hand.brush, WAND: hand.wheel}.get(self.tool, self.size)
        return (hand.tool != self.tool) + (hand.class_id != self.class_id) + abs(self.size - steps)

    def actions(self, hand: Hand) -> int:
        """Keys, notches, and a corner each."""
        return self.keys(hand) + self.corners

    def seconds(self, hand: Hand, pixel: float) -> float:
        """By the keystroke-level model; a working pixel has `pixel` of the map's units."""
        keys = self.keys(hand)
        took = MIND + keys * KEY + (2 * HAND if keys else 0.0) + POINT + 2 * BUTTON
        return took + SEGMENT * (self.corners - (self.corners == 1)) + CENTIMETRE * CM_A_PIXEL * self.length / pixel

    def drawn(self, hand: Hand) -> None:
        """What is chosen from then on."""
        hand.tool, hand.class_id = self.tool, self.class_id
        if self.tool == BRUSH:
            hand.brush = self.size
        elif self.tool == WAND:
            hand.wheel = self.size


class Likeness(Protocol):
    """What the wand shows."""

    def piece(self, x: float, y: float, notch: int) -> shapely.Geometry | None:
        """The piece around a place with so many notches from the usual size; None where nothing is kept."""


class Kept:
    """The wand of a finished run: what the engine answers, remembered.

    Args:
        run: Folder of the run.
        warm: As for `alike`.
    """

    def __init__(self, run: Path, warm: Warm) -> None:
        self._run, self._warm = run, warm
        self._known: dict[tuple[float, float, int], shapely.Geometry | None] = {}

    def piece(self, x: float, y: float, notch: int) -> shapely.Geometry | None:
        """As `Likeness` says."""
        key = (x, y, notch)
        if key not in self._known:
            level = (min(max(wand.USUAL * wand.LARGER**notch, wand.LEAST), wand.MOST) / 255) ** (1 / 3)
            try:
                answer = result_of(alike(self._run, x, y, level, CancelToken(), self._warm))
            except TerralexError:  # such as a place beside the raster
                answer = {"kept": False}
            self._known[key] = shapely.from_wkt(answer["wkt"]) if answer["kept"] and answer["wkt"] else None
        return self._known[key]


def strokes(
    names: Iterable[str],
    mask: np.ndarray,
    transform: Affine,
    class_id: int,
    pixel: float,
    likeness: Likeness | None = None,
) -> Iterable[Stroke]:
    """Strokes that come to mind.

    Args:
        names: Of the tools that are there.
        mask: (rows, cols) bool, what is to be of the class.
        transform: Of its pixels.
        class_id: What it truly is.
        pixel: A working pixel in the map's units.
        likeness: Of the wand.
    """
    if LASSO in names:
        for outline in _outlines(mask, transform, pixel):
            yield Stroke(LASSO, outline, class_id, len(outline.exterior.coords) - 1, outline.length)
    if BRUSH in names:
        yield from _painted(mask, transform, class_id, pixel)
    if WAND in names and likeness is not None and mask.sum() * transform.a**2 >= SEEN_BY_WAND * pixel**2:
        row, col, _ = _deepest(mask)
        x, y = transform * (col + 0.5, row + 0.5)
        for notch in NOTCHES:
            piece = likeness.piece(x, y, notch)
            if piece is not None and not piece.is_empty:
                yield Stroke(WAND, piece, class_id, 1, size=notch)


def _outlines(mask: np.ndarray, transform: Affine, pixel: float) -> Iterable[shapely.Polygon]:
    """Ways around a piece: along it, simpler and simpler; straight from corner to corner; a rectangle."""
    found = [as_shape(each) for each, _ in rasterio.features.shapes(mask.astype(np.uint8), mask, 4, transform)]
    outline = shapely.Polygon(max(found, key=lambda each: each.area).exterior)  # a stroke has no holes
    ways = [each.simplify(coarse * pixel) for each in (outline, outline.convex_hull) for coarse in COARSE]
    for way in (*ways, outline.minimum_rotated_rectangle):
        if way.is_valid and not way.is_empty and way.geom_type == "Polygon":
            yield way


def _painted(mask: np.ndarray, transform: Affine, class_id: int, pixel: float) -> Iterable[Stroke]:
    """A dab on the thickest place, and ways along the middle, with the sizes of the brush that may fit."""
    scale = abs(transform.a)
    row, col, depth = _deepest(mask)
    dab = shapely.Point(transform * (col + 0.5, row + 0.5))
    ways: list[tuple[shapely.Geometry, float]] = [(dab, depth * scale)]
    middle = middle_of(mask)
    if middle is not None:
        rows, cols, half = middle
        line = shapely.LineString([transform * (c + 0.5, r + 0.5) for r, c in zip(rows, cols)])
        ways += [(line.simplify(bend * half * scale), half * scale) for bend in BENDS]
    for way, half in ways:
        fits = round(float(np.log(max(half / pixel * PX_A_PIXEL, 0.1) / tools.BRUSH_PX) / np.log(tools.BIGGER)))
        for size in (fits + step for step in SIZES):
            radius = tools.BRUSH_PX * tools.BIGGER**size
            if tools.SMALLEST_PX <= radius <= tools.LARGEST_PX:
                painted = way.buffer(radius / PX_A_PIXEL * pixel, 8)
                yield Stroke(BRUSH, painted, class_id, len(way.coords), way.length, size)


def _deepest(mask: np.ndarray) -> tuple[int, int, float]:
    """Row and column of the place furthest from the border of a mask, and how far that is."""
    rows, cols = extent_of(mask)
    depth = ndimage.distance_transform_edt(np.pad(mask[rows, cols], 1))[1:-1, 1:-1]
    row, col = np.unravel_index(int(depth.argmax()), depth.shape)
    return int(row) + rows.start, int(col) + cols.start, float(depth[row, col])


def extent_of(mask: np.ndarray) -> tuple[slice, slice]:
    """Rows and columns of what a mask has, which is something."""
    rows, cols = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(cols[0]), int(cols[-1]) + 1)


def middle_of(mask: np.ndarray) -> tuple[np.ndarray, np.ndarray, float] | None:
    """The longest way through the largest piece of a mask, along its middle.

    Args:
        mask: (rows, cols) bool.

    Returns:
        Rows and columns of the way, float, and half the width of the piece along it, in pixels; None for a mere blob.
    """
    rows, cols = np.nonzero(mask)
    top, left = rows.min(), cols.min()
    step = max(1, round(float(np.sqrt(len(rows) / MOST_CELLS))))
    part = mask[top : rows.max() + 1, left : cols.max() + 1][::step, ::step]
    pieces, count = ndimage.label(part, np.ones((3, 3)))
    if not count:
        return None
    part = pieces == np.bincount(pieces.ravel())[1:].argmax() + 1
    depth = ndimage.distance_transform_edt(np.pad(part, 1))[1:-1, 1:-1][part]
    number = np.full(np.add(part.shape, 2), -1)
    number[1:-1, 1:-1][part] = np.arange(len(depth))
    ends: list[Any] = []
    for down, right in ((0, 1), (1, 0), (1, 1), (1, -1)):
        there = number[1 + down : number.shape[0] - 1 + down, 1 + right : number.shape[1] - 1 + right]
        both = (number[1:-1, 1:-1] >= 0) & (there >= 0)
        ends.append((number[1:-1, 1:-1][both], there[both], np.hypot(down, right)))
    one, two = np.concatenate([e[0] for e in ends]), np.concatenate([e[1] for e in ends])
    length = np.concatenate([np.full(len(e[0]), e[2]) for e in ends])

    def graph(weights: np.ndarray) -> Any:
        return sparse.csr_matrix((weights, (one, two)), (len(depth), len(depth)))

    first = csgraph.dijkstra(graph(length), False, int(depth.argmax()))
    start = int(np.where(np.isfinite(first), first, -1).argmax())
    _, before = csgraph.dijkstra(
        graph(length / np.minimum(depth[one], depth[two]) ** 2), False, start, return_predecessors=True
    )
    far = csgraph.dijkstra(graph(length), False, start)
    at, way = int(np.where(np.isfinite(far), far, -1).argmax()), []
    while at >= 0:
        way.append(at)
        at = int(before[at])
    half = float(np.median(depth[way]))
    thick = [k for k, place in enumerate(way) if depth[place] >= 0.75 * half]  # its round ends reach the rest
    way = way[thick[0] : thick[-1] + 1]
    if len(way) < 3:
        return None
    found_rows, found_cols = np.nonzero(part)
    return top + step * found_rows[way].astype(float), left + step * found_cols[way].astype(float), step * half
