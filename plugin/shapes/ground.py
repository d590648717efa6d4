"""Whose the ground is after an edit: faces taken from polygons, given to neighbours, and put together again."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterable, Sequence

from qgis.core import QgsGeometry

from .noder import Point, outline, straight
from .noder import without as ring_without
from .patch import Face, Patch, failure, joined
from .rings import polygon, rings_of
from .step import Added, Plan


def holds(shape: QgsGeometry, face: Face) -> bool:
    """Whether a shape has a face in it."""
    return shape.contains(QgsGeometry(face.place.clone()))


def grown(patch: Patch, fid: int | None, ground: Sequence[QgsGeometry]) -> tuple[QgsGeometry | None, list[QgsGeometry]]:
    """A polygon with new ground, and what of the ground does not touch it; None where nothing does."""
    if fid is None:
        return None, []
    mine = patch.of(fid)
    parts = joined([*ground, *(face.shape for face in mine)])
    whole = [part for part in parts if any(holds(part, face) for face in mine)]
    if len(whole) != 1 or whole[0].area() <= sum(face.shape.area() for face in mine) * (1 + 1e-12):
        return None, []
    return whole[0], [part for part in parts if part is not whole[0]]


def most(faces: Sequence[Face]) -> int:
    """Who gives most of some ground."""
    share: dict[int, float] = {}
    for face in faces:
        share[face.owners[-1]] = share.get(face.owners[-1], 0.0) + face.shape.area()
    return max(share, key=lambda fid: share[fid])


def without(plan: Plan, patch: Patch, taken: Sequence[Face], but: Iterable[int] = ()) -> None:
    """Take faces away from their owners: what is left of them stays theirs, in as many polygons as it takes."""
    gone = {id(face) for face in taken}
    for fid, feature in patch.features.items():
        if fid in but:
            continue
        mine = patch.of(fid)
        left = [face.shape for face in mine if id(face) not in gone]
        if len(left) == len(mine):
            continue
        if not left:
            plan.deleted.append(fid)
            continue
        first, *others = joined(left)
        plan.shapes[fid] = first
        plan.gave.add(fid)
        plan.added += [Added(feature, {"region": None}, part, left=True) for part in others]
    corners(plan, patch, {*but, *plan.shapes, *plan.deleted})


def checked(plan: Plan, patch: Patch) -> Plan:
    """A plan after which exactly the same ground is covered, each side by both neighbours.

    Raises:
        InputError: arithmetic failed.
    """
    touched = [*plan.shapes, *plan.deleted]
    before = [patch.cornered.get(fid, patch.features[fid].geometry()) for fid in touched]
    after = [*plan.shapes.values(), *(each.shape for each in plan.added)]
    if outline(ring for shape in before for ring in rings_of(shape)) != outline(
        ring for shape in after for ring in rings_of(shape)
    ):
        raise failure()
    _tidy(plan, patch)
    return plan


def _tidy(plan: Plan, patch: Patch) -> None:
    """Take out the corners that crossings have left in the middle of straight borders, on both sides."""
    between: dict[Point, set[frozenset[Point]]] = {}
    rings = {fid: rings_of(shape) for fid, shape in plan.shapes.items()}
    added = [rings_of(each.shape) for each in plan.added]
    for ring in (ring for mine in [*rings.values(), *added] for ring in mine):
        for before, corner, after in zip([ring[-2], *ring], ring[:-1], ring[1:]):
            if corner in patch.crossings:
                between.setdefault(corner, set()).add(frozenset((before, after)))
    needless = set()
    for corner, pairs in between.items():
        ends = tuple(next(iter(pairs)))
        if len(pairs) == 1 and len(ends) == 2 and straight(ends[0], corner, ends[1], patch.near):
            needless.add(corner)
    if not needless:
        return
    for fid, own in rings.items():
        new = [ring_without(ring, needless) for ring in own]
        if new != own:
            plan.shapes[fid] = polygon(new)
    for number, own in enumerate(added):
        plan.added[number] = replace(plan.added[number], shape=polygon([ring_without(ring, needless) for ring in own]))
    for fid in [fid for fid in plan.shapes if fid not in plan.values]:
        if corners_of(plan.shapes[fid]) == corners_of(patch.features[fid].geometry()):
            del plan.shapes[fid]
            plan.gave.discard(fid)


def corners_of(shape: QgsGeometry) -> set[Point]:
    """The corners of a polygon."""
    return {point for ring in rings_of(shape) for point in ring}


def corners(plan: Plan, patch: Patch, but: set[int]) -> None:
    """Polygons that only got corners in their sides."""
    for fid, shape in patch.cornered.items():
        if fid not in but:
            plan.shapes[fid] = shape
            plan.gave.add(fid)


def given_away(plan: Plan, patch: Patch, fid: int, lost: Sequence[Face]) -> list[Face]:
    """Give faces to the neighbours with the longest borders; returns those that nobody takes."""
    gets: dict[int, list[QgsGeometry]] = {}
    stays = []
    for face in lost:
        border, best, longest = QgsGeometry(face.shape.convertToType(1, True)), None, 0.0
        for other, feature in patch.features.items():
            if other != fid and feature.geometry().boundingBox().intersects(face.shape.boundingBox()):
                left = [each.shape for each in patch.of(other) if not each.inside]
                shared = sum(border.intersection(shape).length() for shape in left)
                if shared > longest:
                    best, longest = other, shared
        if best is None:
            stays.append(face)
        else:
            gets.setdefault(best, []).append(face.shape)
    for other, shapes in gets.items():
        ground = [face.shape for face in patch.of(other) if not face.inside]
        parts = joined([*ground, *shapes])
        if other in plan.deleted:
            raise failure()
        plan.added = [each for each in plan.added if each.like.id() != other]
        plan.shapes[other] = parts[0]
        plan.gave.add(other)
        plan.added += [Added(patch.features[other], {"region": None}, part, left=True) for part in parts[1:]]
    return stays
