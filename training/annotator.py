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
from qgis.core import QgsGeometry, QgsVectorLayer
from rasterio.transform import Affine
from scipy import ndimage
from shapely.geometry import shape as as_shape
from terralex.core.errors import InputError
from terralex.plugin.shapes import edits

IGNORE = 255
# The keystroke-level model: Card, Moran and Newell, CACM 23(7), 1980, https://doi.org/10.1145/358886.358895, table I;
# B is of Kieras, Using the Keystroke-Level Model to Estimate Execution Times, 1993. Seconds.
KEY = 0.28  # K: an average typist who is no secretary, 40 words a minute
POINT = 1.10  # P: the mouse to a target
BUTTON = 0.10  # B: pressed or released
HAND = 0.40  # H: from the keys to the mouse, or back
MIND = 1.35  # M: to decide; the computer's answer (at most 0.5 s) comes within it
SEGMENT, CENTIMETRE = 0.90, 0.16  # D: a line drawn, for each straight piece and each centimetre on the screen
CM_A_PIXEL = 0.1  # on the screen, of a working pixel
CLICK = POINT + 2 * BUTTON
CLICKS_IN_QGIS = 5  # to give one polygon another class, as counted on the product: tool, polygon, field, class, OK
COARSE = (1.0, 2.0, 4.0, 8.0)  # working pixels by which a stroke is simpler than the truth; the best pays
ANGLES, OFFSETS = 12, 9  # of straight cuts that come to mind
SPLITS = 3  # of one polygon after the other
FIRST, AGAIN = 2.0, (1.0, 0.5, 0.25, 0.125)  # times what a stroke has to gain: the worst first, then looking again
FEWEST = 5  # actions of a stroke: a tool, a class, three corners
MAIN = 0.02  # of a polygon: what is smaller is not looked at


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
        working: A working pixel in pixels of the truth.
    """

    def __init__(
        self, layer: QgsVectorLayer, truth: np.ndarray, transform: Affine, classes: int, working: float
    ) -> None:
        self.layer, self.truth, self.transform, self.classes = layer, truth, transform, classes
        self.owner = np.zeros(truth.shape, np.int32)
        self.labels: dict[int, int] = {}
        self.map = np.zeros(truth.shape, np.uint8)
        self.counts = truth != IGNORE
        self.working = working
        self._pieces: dict[int, np.ndarray] = {}
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
        self.layer.changeAttributeValue(fid, fields.indexOf("reviewed"), True, None, True)
        self.layer.endEditCommand()
        self.labels[fid] = class_id

    def pieces(self, class_id: int) -> np.ndarray:
        """The true pieces of a class, numbered from 1."""
        if class_id not in self._pieces:
            self._pieces[class_id] = ndimage.label(self.truth == class_id)[0]
        return self._pieces[class_id]

    def matrix(self) -> np.ndarray:
        """(n + 1, n + 1) of all that counts, rows the truth."""
        size = self.classes + 1
        pairs = self.truth[self.counts].astype(np.int64) * size + self.map[self.counts]
        return np.bincount(pairs, minlength=size * size).reshape(size, size)


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


def correct(
    sheet: Sheet,
    order: Callable[[Any, random.Random], float],
    lasso: bool = False,
    split: bool = False,
    clicks: bool = False,
    least: float = 0.0,
    seed: int = 0,
) -> Log:
    """Go through the queue, and then look again where there is a lasso.

    A polygon that is right is accepted, one that is not gets the class of most of it, by one key each. Where lasso or
    split are there, each is used as long as it gains more pixels an action than `least` (the lasso twice as many); when
    all has been looked at, the lasso also for less, with a click more for each stroke.

    Args:
        sheet: The map.
        order: What comes first, by the smallest value.
        lasso: Whether there is one.
        split: Likewise.
        clicks: QGIS's own tools: five clicks for a class, and to leave a polygon as it is costs nothing.
        least: Pixels an action that a stroke has to gain.
        seed: Of the order by chance.
    """
    rng, log = random.Random(seed), Log()
    log.matrices.append(sheet.matrix())
    queue = [each.id() for each in sorted(sheet.layer.getFeatures(), key=lambda each: order(each, rng))]
    for fid in queue:  # grows by what strokes cut off from polygons that nobody has looked at yet
        waiting = [(fid, SPLITS)]
        while waiting:
            current, cuts = waiting.pop()
            feature = sheet.layer.getFeature(current)
            if not feature.isValid() or feature["reviewed"] in (True, 1):
                continue
            made = _cut(sheet, current, log, least, clicks) if split and cuts else []
            if made:
                waiting += [(each, cuts - 1) for each in made]
                continue
            _name(sheet, current, log, clicks)
            while lasso:
                left = _stroke(sheet, current, log, FIRST * least)
                if left is None:
                    break
                queue += left
    for share in AGAIN if lasso else ():
        for feature in sorted(sheet.layer.getFeatures(), key=lambda each: order(each, rng)):
            while _stroke(sheet, feature.id(), log, share * least, again=True) is not None:
                pass
    return log


def _name(sheet: Sheet, fid: int, log: Log, clicks: bool) -> None:
    """Accept the class, or give the right one."""
    _, _, own, truth = sheet.seen(fid)
    best = int(np.bincount(truth[own], minlength=sheet.classes + 1).argmax()) if own.any() else sheet.labels[fid]
    other = best != sheet.labels[fid]
    sheet.name(fid, best)
    if not clicks:
        log.add("relabelled" if other else "accepted", 1, MIND + KEY, sheet.matrix())
    elif other:
        log.add("relabelled", CLICKS_IN_QGIS, CLICKS_IN_QGIS * CLICK + 2 * MIND, sheet.matrix())


def _stroke(sheet: Sheet, fid: int, log: Log, least: float, again: bool = False) -> Sequence[int] | None:
    """The lasso around the piece of this polygon of another class that gains most an action, if it pays.

    Returns:
        What it has cut off from polygons that nobody has looked at; None where none is drawn.
    """
    if not sheet.layer.getFeature(fid).isValid():
        return None
    rows, cols, own, truth = sheet.seen(fid)
    best: tuple[float, Any, int, int, float] | None = None
    wrong = own & (truth != sheet.labels[fid])
    for class_id in np.unique(truth[wrong]):
        pieces, count = ndimage.label(wrong & (truth == class_id))
        if not count:
            continue
        sizes = np.bincount(pieces.ravel())[1:]
        number = int(sizes.argmax()) + 1
        if sizes[number - 1] < max(0 if again else MAIN * own.sum(), 4):
            continue
        # What is drawn around is all of it that can be seen there, also where neighbours are wrong about it.
        here = pieces == number
        whole = sheet.pieces(int(class_id))
        piece = int(np.bincount(whole[rows, cols][here]).argmax())
        if ((whole == piece) & (sheet.map != class_id)).sum() <= FEWEST * least:
            continue  # whatever is drawn, it cannot pay
        for line in _outlines(sheet, rows, cols, here, whole == piece):
            gain = _gain(sheet, line, int(class_id))
            actions = len(line.exterior.coords) - 1 + 2 + again
            if best is None or gain / actions > best[0]:
                best = (gain / actions, line, int(class_id), actions, gain)
    if best is None or best[0] <= least or best[4] <= 0:
        return None
    _, line, class_id, actions, _ = best
    try:
        done = edits.reassign(sheet.layer, QgsGeometry.fromWkt(line.wkt), class_id)
    except InputError:
        log.refused += 1
        return None
    if done is None:
        return None
    sheet.read([*done.changed, *done.made])
    pixel = abs(sheet.transform.a)
    seconds = 2 * KEY + MIND + HAND + POINT + 2 * BUTTON + SEGMENT * (len(line.exterior.coords) - 1) + again * CLICK
    seconds += CENTIMETRE * CM_A_PIXEL * line.length / (pixel * sheet.working) + HAND
    log.add("lasso", actions, seconds, sheet.matrix())
    return [each for each in done.made if sheet.layer.getFeature(each)["reviewed"] not in (True, 1)]


def _outlines(sheet: Sheet, rows: slice, cols: slice, here: np.ndarray, whole: np.ndarray) -> Iterable[shapely.Polygon]:
    """Strokes around a piece: simpler and simpler, and each also with the ground around that is of the class anyway."""
    for mask, transform in (
        (here, sheet.transform * Affine.translation(cols.start, rows.start)),
        (whole, sheet.transform),
    ):
        found = [as_shape(each) for each, _ in rasterio.features.shapes(mask.astype(np.uint8), mask, 4, transform)]
        if not found:
            continue
        outline = shapely.Polygon(max(found, key=lambda each: each.area).exterior)  # a stroke has no holes
        for coarse in COARSE:
            simple = outline.simplify(coarse * sheet.working * abs(sheet.transform.a))
            if simple.is_valid and not simple.is_empty and simple.geom_type == "Polygon":
                yield simple


def _gain(sheet: Sheet, line: shapely.Polygon, class_id: int) -> float:
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


def _cut(sheet: Sheet, fid: int, log: Log, least: float, clicks: bool) -> Sequence[int]:
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
    cost = 3 + 2 * (CLICKS_IN_QGIS if clicks else 1)
    if best is None or best[0] / cost <= least:
        return []
    _, angle, at = best
    reach = float(np.hypot(own.shape[0], own.shape[1]))
    point, way = np.array([np.cos(angle), np.sin(angle)]) * at, np.array([-np.sin(angle), np.cos(angle)])
    ends = [point + side * reach * way + 0.5 for side in (-1, 1)]
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
