"""Somebody who corrects a map with the true one in mind: what they do, and what it costs them.

They see the truth as a person sees a picture, and change the map by nothing but keys, strokes and lines: the edits are
those of the plugin, on a layer in QGIS.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any, Callable, Iterable, Sequence

import numpy as np
import rasterio.features
import shapely
from klm import CLICK, CLICKS_IN_QGIS, HAND, KEY, MIND
from qgis.core import QgsGeometry, QgsVectorLayer
from rasterio.transform import Affine
from scipy import ndimage
from shapely.geometry import shape as as_shape
from strokes import Hand, Likeness, Stroke, strokes
from terralex.core.errors import InputError
from terralex.plugin.shapes import edits

IGNORE = 255
ANGLES, OFFSETS = 12, 9  # of straight cuts that come to mind
SPLITS = 3  # of one polygon after the other
FIRST, AGAIN = 2.0, (1.0, 0.5, 0.25, 0.125)  # times what a stroke has to gain: the worst first, then looking again
MAIN = 0.02  # of a polygon: what is smaller is not looked at
LOOKED = 4  # wrong pieces of a class in a polygon, the largest ones


@dataclass
class Log:
    """What was done: actions, seconds, and after each the confusion matrix (truth, map), of classes 0 to n."""

    actions: list[float] = field(default_factory=lambda: [0.0])
    seconds: list[float] = field(default_factory=lambda: [0.0])
    matrices: list[np.ndarray] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    refused: int = 0

    def add(self, kind: str, actions: float, seconds: float, matrix: np.ndarray) -> None:
        """One thing that was done."""
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        self.actions.append(self.actions[-1] + actions)
        self.seconds.append(self.seconds[-1] + seconds)
        self.matrices.append(matrix.copy())

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "actions": self.actions,
            "seconds": self.seconds,
            "matrices": [each.tolist() for each in self.matrices],
            "kinds": self.kinds,
            "refused": self.refused,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Log:
        """The inverse."""
        return cls(**{**data, "matrices": [np.array(each) for each in data["matrices"]]})


class Sheet:
    """A layer of polygons beside the truth, on the truth's pixels.

    Args:
        layer: Being edited.
        truth: (rows, cols) uint8, 255 where nothing counts.
        transform: Of its pixels.
        classes: How many there are, beside background.
        working: A working pixel in pixels of the truth; `pixel` has it in the map's units.
    """

    def __init__(
        self, layer: QgsVectorLayer, truth: np.ndarray, transform: Affine, classes: int, working: float
    ) -> None:
        self.layer, self.truth, self.transform, self.classes = layer, truth, transform, classes
        self.owner = np.zeros(truth.shape, np.int32)
        self.labels: dict[int, int] = {}
        self.map = np.zeros(truth.shape, np.uint8)
        self.counts = truth != IGNORE
        self.working, self.pixel = working, working * abs(transform.a)
        self._pieces: dict[int, np.ndarray] = {}
        self._drawn: list[tuple[slice, slice]] = []  # where the map has changed
        self._minded: dict[Any, tuple[int, tuple[slice, slice], list[tuple[float, Stroke]]]] = {}
        self.read(each.id() for each in layer.getFeatures())

    def read(self, fids: Iterable[int]) -> None:
        """Look again at polygons that have come or changed."""
        for fid in fids:
            feature = self.layer.getFeature(fid)
            polygon = shapely.from_wkb(bytes(feature.geometry().asWkb()))
            rows, cols = self.window(polygon)
            own = rasterio.features.rasterize(
                [(polygon, 1)],
                (rows.stop - rows.start, cols.stop - cols.start),
                transform=self.transform * Affine.translation(cols.start, rows.start),
                dtype="uint8",
            )
            self.labels[fid] = int(feature["class_id"])
            self.owner[rows, cols][own == 1] = fid
            self.map[rows, cols][own == 1] = self.labels[fid]
            self._drawn.append((rows, cols))

    def window(self, polygon: shapely.Geometry) -> tuple[slice, slice]:
        """Rows and columns around a polygon."""
        left, low, right, top = polygon.bounds
        (c0, r0), (c1, r1) = ~self.transform * (left, top), ~self.transform * (right, low)
        height, width = self.truth.shape
        return (
            slice(max(int(r0) - 1, 0), min(max(int(r1) + 2, 1), height)),
            slice(max(int(c0) - 1, 0), min(max(int(c1) + 2, 1), width)),
        )

    def seen(self, fid: int) -> tuple[slice, slice, np.ndarray, np.ndarray]:
        """A polygon as a person sees it: where, its pixels, and what is truly there."""
        polygon = shapely.from_wkb(bytes(self.layer.getFeature(fid).geometry().asWkb()))
        rows, cols = self.window(polygon)
        own = (self.owner[rows, cols] == fid) & self.counts[rows, cols]
        return rows, cols, own, self.truth[rows, cols]

    def name(self, fid: int, class_id: int) -> None:
        """By a key: its class, and that somebody has looked at it."""
        fields = self.layer.fields()
        self.layer.beginEditCommand("class")
        if class_id != self.labels[fid]:
            self.layer.changeAttributeValue(fid, fields.indexOf("class_id"), class_id)
            self.map[self.owner == fid] = class_id
            self._drawn.append(self.seen(fid)[:2])
        self.layer.changeAttributeValue(fid, fields.indexOf("reviewed"), True, None, True)
        self.layer.endEditCommand()
        self.labels[fid] = class_id

    def pieces(self, class_id: int) -> np.ndarray:
        """The true pieces of a class, numbered from 1."""
        if class_id not in self._pieces:
            self._pieces[class_id] = ndimage.label(self.truth == class_id)[0]
        return self._pieces[class_id]

    def strokes(
        self, rows: slice, cols: slice, here: np.ndarray, class_id: int, way: Way, least: float
    ) -> list[tuple[float, Stroke]]:
        """What comes to mind for a wrong piece, with the pixels that each would gain; looked for where the map changed.

        Args:
            rows, cols: Where the piece is.
            here: Its pixels there.
            class_id: What it truly is.
            way: Its tools.
            least: Pixels an action that a stroke has to gain.
        """
        pieces = self.pieces(class_id)  # what is drawn is all of it that is seen, also where neighbours are wrong
        whole = pieces == int(np.bincount(pieces[rows, cols][here]).argmax())
        if (whole & (self.map != class_id)).sum() <= least:
            return []  # whatever is drawn, it cannot pay
        key = (rows.start, cols.start, class_id, here.tobytes())
        if key in self._minded:
            stamp, around, found = self._minded[key]
            if not any(_meet(around, each) for each in self._drawn[stamp:]):
                return found
        local = self.transform * Affine.translation(cols.start, rows.start)
        places = ((here, local), (whole, self.transform)) if here.sum() < whole.sum() else ((here, local),)
        around, found = (rows, cols), []
        for each in strokes(way.tools, places, class_id, self.pixel, way.likeness):
            found.append((_gain(self, each.shape, class_id), each))
            around = _both(around, self.window(each.shape))
        self._minded[key] = len(self._drawn), around, found
        return found

    def matrix(self) -> np.ndarray:
        """(n + 1, n + 1) of all that counts, rows the truth."""
        size = self.classes + 1
        pairs = self.truth[self.counts].astype(np.int64) * size + self.map[self.counts]
        return np.bincount(pairs, minlength=size * size).reshape(size, size)


def _meet(one: tuple[slice, slice], two: tuple[slice, slice]) -> bool:
    return all(a.start < b.stop and b.start < a.stop for a, b in zip(one, two))


def _both(one: tuple[slice, slice], two: tuple[slice, slice]) -> tuple[slice, slice]:
    rows, cols = (slice(min(a.start, b.start), max(a.stop, b.stop)) for a, b in zip(one, two))
    return rows, cols


def doubt(feature: Any) -> float:
    """As the page has it: 1 - confidence."""
    return 1.0 - float(feature["confidence"] or 0.0)


def doubt_by_area(feature: Any, rng: random.Random) -> float:
    """The page's own order."""
    return -doubt(feature) * feature.geometry().area()


def least_sure(feature: Any, rng: random.Random) -> float:
    """The manual's order so far."""
    return -doubt(feature)


def by_chance(feature: Any, rng: random.Random) -> float:
    """No order."""
    return rng.random()


@dataclass
class Way:
    """How somebody corrects a map.

    Attributes:
        order: What comes first, by the smallest value.
        tools: Those of strokes that there are.
        split: Whether polygons are cut.
        clicks: QGIS's own tools: five clicks for a class, and to leave a polygon as it is costs nothing.
        least: Pixels an action that a stroke has to gain.
        seed: Of the order by chance.
        likeness: Of the wand.
    """

    order: Callable[[Any, random.Random], float]
    tools: Sequence[str] = ()
    split: bool = False
    clicks: bool = False
    least: float = 0.0
    seed: int = 0
    likeness: Likeness | None = None


def correct(sheet: Sheet, way: Way) -> Log:
    """Go through the queue; where there are tools for strokes, look at the map in between.

    A polygon that is right is accepted, one that is not gets the class of most of it, by one key each. Split and
    strokes are used where they gain more pixels an action than `least` (in the first round, twice as many).

    With tools and the order doubt x area the queue is left where doubt x area falls below that, since no key gains more
    there, and what is seen to be wrong on the map is mended by strokes, or by a click and a key; then for less. The rest
    of the queue comes at the end.
    """
    rng, log, hand = random.Random(way.seed), Log(), Hand()
    log.matrices.append(sheet.matrix())
    stops = bool(way.tools) and way.order is doubt_by_area
    pixel = abs(sheet.transform.a * sheet.transform.e)
    for share in (FIRST, *AGAIN, 0.0) if way.tools else (0.0,):
        features = sorted(sheet.layer.getFeatures(), key=lambda each: way.order(each, rng))
        if stops:
            features = [each for each in features if -way.order(each, rng) / pixel >= share * way.least]
        if stops or share in (FIRST, 0.0):
            _walk(sheet, [each.id() for each in features], way, max(share, 1.0) * way.least, hand, log)
        if 0 < share < FIRST:
            _look(sheet, way, share * way.least, hand, log)
    return log


def _walk(sheet: Sheet, queue: list[int], way: Way, least: float, hand: Hand, log: Log) -> None:
    """Polygon by polygon; the queue grows by what strokes cut off from polygons that nobody has looked at yet."""
    for fid in queue:
        waiting = [(fid, SPLITS)]
        while waiting:
            current, cuts = waiting.pop()
            feature = sheet.layer.getFeature(current)
            if not feature.isValid() or feature["reviewed"] in (True, 1):
                continue
            made = _cut(sheet, current, log, way, max(least, way.least), hand) if way.split and cuts else []
            if made:
                waiting += [(each, cuts - 1) for each in made]
                continue
            _name(sheet, current, way, hand, log)
            while way.tools:
                left = _stroke(sheet, current, way, least, hand, log)
                if left is None:
                    break
                queue += left


def _look(sheet: Sheet, way: Way, least: float, hand: Hand, log: Log) -> None:
    """At the whole map: strokes, and a click and a key, where they gain so many pixels an action."""
    rng = random.Random(way.seed)
    for feature in sorted(sheet.layer.getFeatures(), key=lambda each: way.order(each, rng)):
        fid = feature.id()
        while _stroke(sheet, fid, way, least, hand, log, again=True) is not None:
            pass
        if sheet.layer.getFeature(fid).isValid():
            best, gain = _best(sheet, fid)
            actions = 2 + bool(hand.tool)
            if best != sheet.labels[fid] and gain / actions > least:
                sheet.name(fid, best)
                hand.tool = ""
                log.add("clicked", actions, MIND + HAND + CLICK + HAND + (actions - 1) * KEY, sheet.matrix())


def _best(sheet: Sheet, fid: int) -> tuple[int, float]:
    """The class of most of a polygon, and how many pixels more would be right with it."""
    _, _, own, truth = sheet.seen(fid)
    if not own.any():
        return sheet.labels[fid], 0.0
    counts = np.bincount(truth[own], minlength=sheet.classes + 1)
    return int(counts.argmax()), float(counts.max() - counts[sheet.labels[fid]])


def _name(sheet: Sheet, fid: int, way: Way, hand: Hand, log: Log) -> None:
    """Accept the class, or give the right one; with a tool in the hand a digit would be for its strokes."""
    best, _ = _best(sheet, fid)
    other = best != sheet.labels[fid]
    sheet.name(fid, best)
    if not way.clicks:
        keys = 1 + (other and bool(hand.tool))
        log.add("relabelled" if other else "accepted", keys, MIND + keys * KEY, sheet.matrix())
        hand.tool = "" if other else hand.tool
    elif other:
        log.add("relabelled", CLICKS_IN_QGIS, CLICKS_IN_QGIS * CLICK + 2 * MIND, sheet.matrix())


def _stroke(
    sheet: Sheet, fid: int, way: Way, least: float, hand: Hand, log: Log, again: bool = False
) -> Sequence[int] | None:
    """The stroke over the piece of this polygon of another class that gains most an action, if it pays.

    Returns:
        What it has cut off from polygons that nobody has looked at; None where none is drawn.
    """
    if not sheet.layer.getFeature(fid).isValid():
        return None
    rows, cols, own, truth = sheet.seen(fid)
    best: tuple[float, Stroke] | None = None
    wrong = own & (truth != sheet.labels[fid])
    for class_id in (int(value) for value in np.unique(truth[wrong])):
        pieces, _ = ndimage.label(wrong & (truth == class_id))
        sizes = np.bincount(pieces.ravel())[1:]
        for number in np.argsort(-sizes, kind="stable")[:LOOKED]:
            if sizes[number] < max(0 if again else MAIN * own.sum(), 4):
                break
            for gain, each in sheet.strokes(rows, cols, pieces == number + 1, class_id, way, least):
                rate = gain / each.actions(hand)
                if gain > 0 and rate > least and (best is None or rate > best[0]):
                    best = (rate, each)
    if best is None:
        return None
    stroke = best[1]
    try:
        done = edits.reassign(sheet.layer, QgsGeometry.fromWkt(stroke.shape.wkt), stroke.class_id)
    except InputError:
        log.refused += 1
        return None
    if done is None:
        return None
    sheet.read([*done.changed, *done.made])
    log.add(stroke.tool, stroke.actions(hand), stroke.seconds(hand, sheet.pixel), sheet.matrix())
    stroke.drawn(hand)
    return [each for each in done.made if sheet.layer.getFeature(each)["reviewed"] not in (True, 1)]


def _gain(sheet: Sheet, line: shapely.Geometry, class_id: int) -> float:
    """Pixels that are right after a stroke and were not, less those that were."""
    rows, cols = sheet.window(line)
    inside = rasterio.features.rasterize(
        [(line, 1)],
        (rows.stop - rows.start, cols.stop - cols.start),
        transform=sheet.transform * Affine.translation(cols.start, rows.start),
        dtype="uint8",
    )
    touched = (inside == 1) & sheet.counts[rows, cols] & (sheet.owner[rows, cols] != 0)
    truth, now = sheet.truth[rows, cols][touched], sheet.map[rows, cols][touched]
    return float((truth == class_id).sum() - (truth == now).sum())


def _cut(sheet: Sheet, fid: int, log: Log, way: Way, least: float, hand: Hand) -> Sequence[int]:
    """The straight line through a polygon that gains most when both sides are named, if it pays; the pieces."""
    rows, cols, own, truth = sheet.seen(fid)
    if own.sum() < 8:
        return []
    ys, xs = np.nonzero(own)
    values = truth[own]
    total = np.bincount(values, minlength=sheet.classes + 1)
    best: tuple[float, float, float] | None = None
    for angle in np.arange(ANGLES) * np.pi / ANGLES:
        along = xs * np.cos(angle) + ys * np.sin(angle)
        for at in np.quantile(along, np.linspace(0, 1, OFFSETS + 2)[1:-1]):
            one = np.bincount(values[along < at], minlength=sheet.classes + 1)
            gain = one.max() + (total - one).max() - total.max()
            if best is None or gain > best[0]:
                best = (float(gain), float(angle), float(at))
    cost = 3 + 2 * (CLICKS_IN_QGIS if way.clicks else 1)
    if best is None or best[0] / cost <= least:
        return []
    _, angle, at = best
    reach = float(np.hypot(own.shape[0], own.shape[1]))
    point, along = np.array([np.cos(angle), np.sin(angle)]) * at, np.array([-np.sin(angle), np.cos(angle)])
    ends = [point + side * reach * along + 0.5 for side in (-1, 1)]
    placed = [sheet.transform * (cols.start + x, rows.start + y) for x, y in ends]
    polygon = shapely.from_wkb(bytes(sheet.layer.getFeature(fid).geometry().asWkb()))
    line = shapely.LineString(placed).intersection(polygon.envelope.buffer(2 * abs(sheet.transform.a)))
    try:
        done = edits.split(sheet.layer, fid, QgsGeometry.fromWkt(line.wkt))
    except InputError:
        log.refused += 1
        return []
    if done is None:
        return []
    sheet.read([*done.changed, *done.made])
    log.add("split", 3, KEY + MIND + 2 * HAND + 2 * CLICK, sheet.matrix())
    hand.tool = ""  # after it people choose polygons again
    return [fid, *done.made]


def drawing(truth: np.ndarray, transform: Affine, classes: int, working: float, background: bool) -> Log:
    """All true polygons drawn by hand, what gains most first: a click for each corner, and one action for the class.

    Args:
        truth: (rows, cols) uint8.
        transform: Of its pixels.
        classes: How many.
        working: A working pixel in pixels of the truth, by which corners are simplified.
        background: Whether what is not drawn is right where the truth says 0.
    """
    log, size = Log(), classes + 1
    counts, now = truth != IGNORE, np.zeros(truth.shape, np.uint8)

    def matrix() -> np.ndarray:
        return np.bincount(truth[counts].astype(np.int64) * size + now[counts], minlength=size * size).reshape(
            size, size
        )

    log.matrices.append(matrix())
    wanted = counts & (truth > 0) if background else counts
    found = [(as_shape(each), int(value)) for each, value in rasterio.features.shapes(truth, wanted, 4, transform)]
    drawn = []
    for polygon, value in found:
        simple = polygon.simplify(working * abs(transform.a))
        rings = [simple.exterior, *simple.interiors] if simple.geom_type == "Polygon" and not simple.is_empty else []
        corners = sum(len(ring.coords) - 1 for ring in rings)
        if corners >= 3:
            drawn.append((simple, value, corners))
    for simple, value, corners in sorted(drawn, key=lambda each: -each[0].area / (each[2] + 1)):
        own = rasterio.features.rasterize([(simple, 1)], truth.shape, transform=transform, dtype="uint8")
        now[own == 1] = value
        log.add("drawn", corners + 1, corners * CLICK + MIND + KEY, matrix())
    return log
