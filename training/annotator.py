"""Somebody who corrects a map with the true one in mind: what they do, and what it costs them.

They see the truth as a person sees a picture, and change the map by nothing but keys, strokes and lines: the edits are
those of the plugin, on a layer in QGIS.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any, Callable, Iterable, Sequence

import numpy as np
import rasterio.features
import shapely
from klm import CLICK, CLICKS_IN_QGIS, HAND, KEY, MIND
from qgis.core import QgsGeometry
from rasterio.transform import Affine
from shapely.geometry import shape as as_shape
from sheet import IGNORE, Log, Sheet, confusion, window_of
from strokes import Hand, Likeness, Stroke
from terralex.core.errors import InputError
from terralex.plugin.shapes import edits

ANGLES, OFFSETS = 12, 9  # of straight cuts that come to mind
SPLITS = 3  # of one polygon after the other
ROUNDS = (8.0, 4.0, 2.0, 1.0, 0.5, 0.25, 0.125)  # times what a stroke has to gain: the worst first, then for less
MAIN = 0.02  # of a polygon: what is smaller is not looked at
FEWEST_PX = 4  # of a piece that is seen at all


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
    strokes are used where they gain more pixels an action than `least`; with strokes there are rounds, the first for
    what gains eight times as many, the last for an eighth.

    With tools and the order doubt x area the queue is left where doubt x area falls below that: there a key gains less
    than a stroke. Then what is seen to be wrong on the map is mended by strokes, or by a click and a key; and again,
    for less. The rest of the queue comes at the end.
    """
    rng, log, hand = random.Random(way.seed), Log(), Hand()
    log.matrices.append(sheet.matrix())
    stops = bool(way.tools) and way.order is doubt_by_area
    pixel = abs(sheet.transform.a * sheet.transform.e)
    for share in (*ROUNDS, 0.0) if way.tools else (0.0,):
        features = sorted(sheet.layer.getFeatures(), key=lambda each: way.order(each, rng))
        if stops:
            features = [each for each in features if -way.order(each, rng) / pixel >= share * way.least]
        if stops or share in (ROUNDS[0], 0.0):
            _walk(sheet, [each.id() for each in features], way, max(share, 1.0) * way.least, hand, log)
        if share:
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
    """At the whole map: what gains most by strokes, then a click and a key; each so many pixels an action."""
    while _stroke(sheet, None, way, least, hand, log) is not None:
        pass
    for feature in sorted(sheet.layer.getFeatures(), key=lambda each: -each.geometry().area()):
        fid = feature.id()
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


def _stroke(sheet: Sheet, fid: int | None, way: Way, least: float, hand: Hand, log: Log) -> Sequence[int] | None:
    """The stroke that gains most an action of all that come to mind for a polygon, or anywhere, if it pays.

    Returns:
        What it has cut off from polygons that nobody has looked at; None where none is drawn.
    """
    best: tuple[float, Stroke] | None = None
    for class_id, rows, cols, here in _seen_wrong(sheet, fid, least):
        for thought in sheet.ideas(rows, cols, here, class_id, way.tools, way.likeness):
            if thought.most <= (best[0] if best else max(least, 0.0)):
                continue
            for idea in thought.ideas:
                rate = idea.gain / idea.stroke.actions(hand)
                if rate > (best[0] if best else max(least, 0.0)) and idea.stroke not in sheet.tried:
                    best = (rate, idea.stroke)
    if best is None:
        return None
    stroke = best[1]
    try:
        done = edits.reassign(sheet.layer, QgsGeometry.fromWkt(stroke.shape.wkt), stroke.class_id)
    except InputError:
        done, log.refused = None, log.refused + 1
    sheet.tried.add(stroke)
    if done is None:
        return []
    sheet.read([*done.changed, *done.made])
    log.add(stroke.tool, stroke.actions(hand), stroke.seconds(hand, sheet.pixel), sheet.matrix())
    stroke.drawn(hand)
    return [each for each in done.made if sheet.layer.getFeature(each)["reviewed"] not in (True, 1)]


def _seen_wrong(sheet: Sheet, fid: int | None, least: float) -> Iterable[tuple[int, slice, slice, np.ndarray]]:
    """Pieces that are wrong, in a polygon or anywhere, of more pixels than an action has to gain."""
    if fid is not None:
        if not sheet.layer.getFeature(fid).isValid():
            return
        at_rows, at_cols, own, _ = sheet.seen(fid)
    for class_id in range(sheet.classes + 1):
        wrong = sheet.wrong(class_id)
        wanted = np.flatnonzero(wrong.sizes > max(least, FEWEST_PX))
        if fid is not None:
            within = np.bincount(wrong.pieces[at_rows, at_cols][own], minlength=len(wrong.sizes))
            wanted = wanted[within[wanted] >= max(MAIN * own.sum(), FEWEST_PX)]
        for number in wanted[wanted > 0]:
            rows, cols = wrong.box(int(number))
            yield class_id, rows, cols, wrong.pieces[rows, cols] == number


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
    matrix = confusion(truth[counts], now[counts], size)
    log.matrices.append(matrix.copy())
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
        rows, cols = window_of(simple, transform, truth.shape)
        place = transform * Affine.translation(cols.start, rows.start)
        shape = rows.stop - rows.start, cols.stop - cols.start
        own = rasterio.features.rasterize([(simple, 1)], shape, transform=place, dtype="uint8") == 1
        use = own & counts[rows, cols]
        known, before = truth[rows, cols][use], now[rows, cols][use]
        matrix += confusion(known, np.full_like(before, value), size) - confusion(known, before, size)
        now[rows, cols][own] = value
        log.add("drawn", corners + 1, corners * CLICK + MIND + KEY, matrix)
    return log
