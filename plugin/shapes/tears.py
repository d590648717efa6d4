"""Gaps and overlaps of polygons that should be a coverage: found around a place or everywhere, and mended."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable, Sequence

from qgis.core import QgsFeature, QgsFeatureRequest, QgsGeometry, QgsRectangle, QgsVectorLayer

from ..translation import tr
from .ground import corners_of
from .noder import Side, outline
from .patch import Face, Patch, around, joined, lay, near_of
from .rings import lines, parts_of, rings_of
from .step import Added, Done, Plan, check_editable, written

NEWEST, NEIGHBOUR = "newest", "neighbour"
RULES = (NEWEST, NEIGHBOUR)
TRIES = 8
WIDE = 4  # times what counts as the same place: a gap that is nowhere as wide is arithmetic, and mended without a word


@dataclass
class Tears:
    """What is wrong with a coverage.

    Attributes:
        gaps: Where there is no polygon.
        overlaps: Where there are two or more.
    """

    gaps: list[QgsGeometry] = field(default_factory=list)
    overlaps: list[QgsGeometry] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.gaps or self.overlaps)

    @property
    def shapes(self) -> list[QgsGeometry]:
        """Both."""
        return [*self.gaps, *self.overlaps]

    def box(self) -> QgsRectangle:
        """Around all of them."""
        found = QgsRectangle()
        for shape in self.shapes:
            found.combineExtentWith(shape.boundingBox())
        return found


def find_tears(layer: QgsVectorLayer, within: QgsRectangle | None = None, was: QgsGeometry | None = None) -> Tears:
    """Look for gaps and overlaps.

    Sides that neighbours do not have in common are what is looked at closer, so that a whole layer takes seconds.

    Args:
        layer: Polygons, edited or not, as they are now.
        within: Where to look, in the layer's coordinates: between the polygons that meet it. None for everywhere.
        was: Ground that was covered before, which tells gaps at the border of the map, too; else only gaps that
            polygons enclose are seen.
    """
    near = near_of(layer)
    request = QgsFeatureRequest()
    request.setNoAttributes()
    if within is not None:
        request.setFilterRect(within)
    shapes = [each.geometry() for each in layer.getFeatures(request) if each.hasGeometry()]
    odd: set[Side] = outline(ring for shape in shapes for ring in rings_of(shape))
    found = Tears()
    if was is not None and not was.isEmpty():
        left = was.difference(QgsGeometry.unaryUnion(shapes)) if shapes else was
        found.gaps = [part for part in parts_of(left) if _is_wide(part, near)]
    if not odd:
        return found
    noded = QgsGeometry.unaryUnion([lines([list(side) for side in odd])])
    gaps, overlaps = [], []
    for part in parts_of(QgsGeometry.polygonize([noded])):
        if within is not None and not part.boundingBox().intersects(within):
            continue
        if not _is_wide(part, near):
            continue
        count = _covering(layer, part, near)
        if count == 0 and not any(gap.intersects(part.pointOnSurface()) for gap in found.gaps):
            gaps.append(part)
        elif count > 1:
            overlaps.append(part)
    found.gaps += _united(gaps)
    found.overlaps += _united(overlaps)
    return found


def _united(shapes: list[QgsGeometry]) -> list[QgsGeometry]:
    return parts_of(QgsGeometry.unaryUnion(shapes)) if shapes else []


def _is_wide(shape: QgsGeometry, near: float) -> bool:
    return bool(shape.area() > WIDE * near * shape.length() / 2)


def _covering(layer: QgsVectorLayer, part: QgsGeometry, near: float) -> int:
    """How many polygons lie over a part, which is the same all over it: told by a point that no border goes through."""
    place, size = part.pointOnSurface(), part.area() ** 0.5
    for attempt in range(TRIES):
        box = place.boundingBox()
        request = QgsFeatureRequest().setFilterRect(box.buffered(near))
        request.setNoAttributes()
        found = [each.geometry() for each in layer.getFeatures(request)]
        inside = [shape.contains(place) for shape in found]
        if not any(shape.intersects(place) for shape, well in zip(found, inside) if not well):
            return sum(inside)
        left, low, reach = box.xMinimum(), box.yMinimum(), size * 0.37 / 2**attempt
        beside = QgsRectangle(left - reach, low - reach / 3, left + reach / 7, low + reach / 50)
        place = part.intersection(QgsGeometry.fromRect(beside)).pointOnSurface()
    return 1


def mend(layer: QgsVectorLayer, tears: Tears, rule: str = NEWEST, newest: Sequence[int] = ()) -> Done | None:
    """Make polygons a coverage again where they are torn, in one undo step.

    NEWEST: what was edited last keeps its shape. Overlaps stay with it, and gaps go to the other neighbour with the
    longest border.
    NEIGHBOUR: what was there before keeps its shape. Overlaps are cut from what was edited last, and gaps go to the
    neighbour with the longest border, whichever it is.

    Args:
        layer: Being edited.
        tears: As `find_tears` found them.
        rule: One of `RULES`.
        newest: What was edited last, the last one at the end; without it new polygons come after changed ones, and
            these after the others, each by their numbers.

    Raises:
        InputError: arithmetic failed; the layer is as it was.
    """
    check_editable(layer)
    near, plan, rank = near_of(layer), Plan(), _ranks(layer, newest)
    for group in _groups(layer, tears, near):
        features = {fid: group.features[fid] for fid in sorted(group.features, key=rank)}
        paths = [ring for gap in group.gaps for ring in rings_of(gap)]
        patch = lay(features, near, paths, torn=True)
        _settle(plan, patch, group.gaps, rule, rank, set(newest))
    fids = [*plan.shapes, *plan.deleted]
    if not fids:
        return None
    edited = {*newest, *_edited(layer)}
    plan.gave = {fid for fid in plan.shapes if fid not in edited}
    return written(layer, tr("Gaps and overlaps mended"), plan, fids[0])


def _edited(layer: QgsVectorLayer) -> set[int]:
    buffer = layer.editBuffer()
    return {*buffer.changedGeometries(), *buffer.addedFeatures()} if buffer is not None else set()


def _ranks(layer: QgsVectorLayer, newest: Sequence[int]):
    """How new a polygon is, as something to sort by."""
    order, edited = {fid: number for number, fid in enumerate(newest, start=1)}, _edited(layer)
    return lambda fid: (order.get(fid, 0), fid < 0, fid in edited, abs(fid))


@dataclass
class _Group:
    """Tears with polygons in common."""

    features: dict[int, QgsFeature]
    gaps: list[QgsGeometry]


def _groups(layer: QgsVectorLayer, tears: Tears, near: float) -> list[_Group]:
    groups: list[_Group] = []
    gaps = {id(shape) for shape in tears.gaps}
    for shape in tears.shapes:
        mine = _Group(around(layer, shape, 8 * near), [shape] if id(shape) in gaps else [])
        for other in [group for group in groups if not mine.features.keys().isdisjoint(group.features)]:
            groups.remove(other)
            mine = _Group({**other.features, **mine.features}, [*other.gaps, *mine.gaps])
        groups.append(mine)
    return groups


def _settle(plan: Plan, patch: Patch, gaps: Iterable[QgsGeometry], rule: str, rank, newest: set[int]) -> None:
    """Give each face to one polygon."""
    best = max if rule == NEWEST else min
    mine: dict[int, list[Face]] = {fid: [] for fid in patch.features}
    free = []
    for face in patch.faces:
        if face.owners:
            mine[best(face.owners, key=rank)].append(face)
        elif _to_be_filled(face, gaps, patch.near):
            free.append(face)
    last = max(patch.features, key=rank) if patch.features else None
    not_first = {*newest, *([last] if last is not None else [])} if rule == NEWEST else set()
    for face in sorted(free, key=lambda face: -face.shape.area()):
        taker = _neighbour(face, mine, not_first) or _neighbour(face, mine, set())
        if taker is not None:
            mine[taker].append(face)
    for fid, faces in mine.items():
        before = patch.of(fid)
        same = len(faces) == len(before) and {id(face) for face in faces} == {id(face) for face in before}
        if same and fid not in patch.cornered:
            continue
        if not faces:
            plan.deleted.append(fid)
            continue
        first, *others = joined([face.shape for face in faces])
        if not others and corners_of(first) == corners_of(patch.features[fid].geometry()):
            continue
        plan.shapes[fid] = first
        plan.added += [Added(patch.features[fid], {"region": None}, part, left=fid not in newest) for part in others]


def _to_be_filled(face: Face, gaps: Iterable[QgsGeometry], near: float) -> bool:
    place = QgsGeometry(face.place.clone())
    return not _is_wide(face.shape, near) or any(gap.intersects(place) for gap in gaps)


def _neighbour(face: Face, mine: dict[int, list[Face]], but: set[int]) -> int | None:
    """Who shares the longest border with a face."""
    sides, longest, found = outline(rings_of(face.shape)), 0.0, None
    box = face.shape.boundingBox()
    for fid, faces in mine.items():
        if fid in but:
            continue
        shared = 0.0
        for other in faces:
            if other.shape.boundingBox().intersects(box):
                shared += sum(_length(side) for side in sides & outline(rings_of(other.shape)))
        if shared > longest:
            longest, found = shared, fid
    return found


def _length(side: Side) -> float:
    (ax, ay), (bx, by) = side
    return float(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5)
