"""The edits that a person makes of polygons: each one undo step, after which they are a coverage as before."""

from __future__ import annotations

from typing import Iterable

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
)

from ...core.errors import InputError
from ...core.results import HAND
from ..translation import tr
from .ground import checked, corners, given_away, grown, holds, most, without
from .noder import Path
from .patch import Patch, around, joined, lay, near_of
from .rings import parts_of, paths_of, polygon, rings_of
from .squares import squared_ring
from .step import Added, Done, Plan, by_hand, check_editable, value_of, written

SMOOTH_TIMES, SMOOTH_SHARE = 2, 0.25  # Chaikin's corner cutting
# What the machine said of the ground, a new polygon does not say of itself.
NOTHING = dict.fromkeys(("confidence", "second_class", "margin", "notes", "region", "code", "reviewer"))


def polygon_at(layer: QgsVectorLayer, point: QgsPointXY) -> QgsFeature | None:
    """The polygon that a point lies in; the one that was made last, where they overlap."""
    place, found = QgsGeometry.fromPointXY(point), None
    request = QgsFeatureRequest().setFilterRect(QgsRectangle(point, point).buffered(near_of(layer)))
    for feature in layer.getFeatures(request):
        if feature.geometry().intersects(place):
            found = feature
    return found


def reassign(layer: QgsVectorLayer, area: QgsGeometry, class_id: int, into: int | None = None) -> Done | None:
    """Give the ground that an area covers to a class: lasso, brush and wand.

    The ground becomes one new polygon, or several where it does not hang together: reviewed, by hand, with the class
    that gave most of it in `was`. Polygons of that class stay as they are. Gaps stay gaps.

    Args:
        layer: Being edited.
        area: Polygons in the layer's coordinates; may cross itself.
        class_id: 0 for background.
        into: A polygon of that class that grows instead, where it touches the ground.

    Returns:
        None where all of it was of that class already.

    Raises:
        InputError: it could not be cut; nothing was changed.
    """
    check_editable(layer)
    area = sound(area)
    near = near_of(layer)
    features = around(layer, area, 8 * near) if not area.isEmpty() else {}
    same = {fid for fid, each in features.items() if value_of(each, "class_id") == class_id}
    if not set(features) - same:
        return None
    patch = lay(features, near, rings_of(area), area)
    taken = [face for face in patch.faces if face.inside and face.owners and not same.intersection(face.owners)]
    if not taken:
        return None
    plan, ground = Plan(), [face.shape for face in taken]
    without(plan, patch, taken)
    like = features[most(taken)]
    whole, others = grown(patch, into, ground) if into in same else (None, [])
    if whole is None:
        into, others = None, joined(ground)
    elif into is not None:
        plan.shapes[into], plan.values[into] = whole, by_hand()
        plan.gave.discard(into)
    new = {**NOTHING, "class_id": class_id, **by_hand(value_of(like, "class_name"))}
    plan.added[:0] = [Added(like, new, part) for part in others]  # first of all: it is what the edit is about
    return written(layer, tr("Area to a class"), checked(plan, patch), into)


def split(layer: QgsVectorLayer, fid: int, line: QgsGeometry) -> Done | None:
    """Cut a polygon along a line that goes through it; the largest piece keeps its number, the others its attributes.

    Returns:
        None where the line does not go through.
    """
    check_editable(layer)
    near = near_of(layer)
    features = around(layer, line, 8 * near)
    if fid not in features:
        return None
    patch = lay(features, near, paths_of(line))
    pieces = sorted((face.shape for face in patch.of(fid)), key=lambda shape: -shape.area())
    if len(pieces) < 2:
        return None
    # Who splits wants the halves to be different: neither is a piece of a larger polygon any more.
    plan = Plan(shapes={fid: pieces[0]}, values={fid: {"origin": HAND, "region": None}})
    corners(plan, patch, {fid})
    plan.added = [Added(features[fid], {"origin": HAND, "region": None}, piece) for piece in pieces[1:]]
    return written(layer, tr("Polygon split"), checked(plan, patch), fid)


def merge(layer: QgsVectorLayer, fid: int, other: int) -> Done | None:
    """Give a polygon the ground of a neighbour, and keep its attributes.

    Raises:
        InputError: they do not share a border.
    """
    check_editable(layer)
    if fid == other:
        return None
    one, two = layer.getFeature(fid), layer.getFeature(other)
    parts = joined([one.geometry(), two.geometry()])
    if len(parts) != 1:
        raise InputError(
            tr("These two polygons do not touch along a border."), tr("Click a neighbour of the current polygon.")
        )
    plan = Plan(shapes={fid: parts[0]}, values={fid: by_hand()}, deleted=[other])
    return written(layer, tr("Polygons merged"), checked(plan, Patch({fid: one, other: two})), fid)


def fill_hole(layer: QgsVectorLayer, fid: int, point: QgsPointXY | None = None) -> Done | None:
    """Give a polygon the ground of its holes: of the one that a point lies in, or of all.

    Returns:
        None where there is no hole (there).
    """
    check_editable(layer)
    outer, *inner = rings_of(layer.getFeature(fid).geometry())
    filled = [ring for ring in inner if point is None or polygon([ring]).contains(QgsGeometry.fromPointXY(point))]
    if not filled:
        return None
    gone: set[int] = set()
    for ring in filled:
        hole = polygon([ring])
        engine = QgsGeometry.createGeometryEngine(hole.constGet())
        engine.prepareGeometry()
        for feature in layer.getFeatures(QgsFeatureRequest().setFilterRect(hole.boundingBox())):
            if feature.id() != fid and feature.hasGeometry():
                place = feature.geometry().pointOnSurface()
                if not place.isEmpty() and engine.contains(place.constGet()):
                    gone.add(feature.id())
    new = polygon([outer, *(ring for ring in inner if ring not in filled)])
    return written(layer, tr("Hole filled"), Plan({fid: new}, {fid: by_hand()}, deleted=sorted(gone)), fid)


def become(layer: QgsVectorLayer, fid: int, shape: QgsGeometry, text: str) -> Done | None:
    """Give a polygon another shape, and let its neighbours follow.

    What the new shape covers is taken from them; what it leaves goes to the neighbour with the longest border with it,
    or stays where there is none. Beyond the coverage nothing happens.

    Args:
        layer: Being edited.
        fid: The polygon.
        shape: The new shape, in the layer's coordinates.
        text: Of the undo step.
    """
    check_editable(layer)
    near, shape, old = near_of(layer), sound(shape), layer.getFeature(fid).geometry()
    if shape.isEmpty():
        raise InputError(tr("Nothing would be left of the polygon."), tr("Delete it by giving it another class."))
    features = around(layer, QgsGeometry.unaryUnion([shape, old]), 8 * near)
    patch = lay(features, near, rings_of(shape), shape)
    gained = [face for face in patch.faces if face.inside and face.owners and fid not in face.owners]
    lost = [face for face in patch.of(fid) if not face.inside]
    kept = [face for face in patch.of(fid) if face.inside]
    if not (gained or lost) or not kept:
        return None
    plan = Plan()
    without(plan, patch, gained, but={fid})
    left = given_away(plan, patch, fid, lost)
    first, *others = joined([face.shape for face in [*kept, *gained, *left]])
    if first.equals(old) and not others:
        return None
    plan.shapes[fid], plan.values[fid] = first, by_hand()
    plan.added += [Added(features[fid], {**by_hand(), "region": None}, part) for part in others]
    return written(layer, text, checked(plan, patch), fid)


def move_border(layer: QgsVectorLayer, fid: int, line: QgsGeometry) -> Done | None:
    """Let a polygon's border go along a line that begins and ends on it or within it; both sides move.

    Returns:
        None where the line does not meet the border twice.
    """
    check_editable(layer)
    feature = layer.getFeature(fid)
    patch = lay({fid: feature}, near_of(layer), paths_of(line))
    inside = sorted((face.shape for face in patch.of(fid)), key=lambda shape: -shape.area())
    holes = [polygon([ring]) for ring in rings_of(feature.geometry())[1:]]
    beyond = [face for face in patch.faces if not face.owners and not any(holds(hole, face) for hole in holes)]
    if len(inside) + len(beyond) < 2:
        return None
    shape = joined([inside[0], *(face.shape for face in beyond)])[0]
    return become(layer, fid, shape, tr("Border moved"))


def move_corner(layer: QgsVectorLayer, corner: QgsPointXY, to: QgsPointXY) -> Done | None:
    """Move a corner in all polygons that have it.

    Raises:
        InputError: a polygon would be turned inside out.
    """
    check_editable(layer)
    near, old, new = near_of(layer), (corner.x(), corner.y()), (to.x(), to.y())
    plan, before, after = Plan(), 0.0, 0.0
    request = QgsFeatureRequest().setFilterRect(QgsRectangle(corner, corner).buffered(near))
    for feature in layer.getFeatures(request):
        rings = rings_of(feature.geometry())
        if not any(old in ring for ring in rings):
            continue
        shape = polygon([[new if point == old else point for point in ring] for ring in rings])
        if not shape.isGeosValid():
            raise _turned()
        plan.shapes[feature.id()], plan.values[feature.id()] = shape, {"origin": HAND}
        before, after = before + feature.geometry().area(), after + shape.area()
    if old == new or not plan:
        return None
    _check_moved(layer, plan, before, after)
    return written(layer, tr("Corner moved"), plan, next(iter(plan.shapes)))


def right_angles(layer: QgsVectorLayer, fid: int, within: float = 0.0) -> Done | None:
    """Give a building right angles; its neighbours follow.

    Args:
        layer: Being edited.
        fid: The polygon.
        within: By how much its border may move, in map units; 0: a twentieth of the square root of its area.
    """
    check_editable(layer)
    shape = layer.getFeature(fid).geometry()
    outer = rings_of(shape.simplify(within or 0.05 * shape.area() ** 0.5))[:1]
    inner = [polygon([ring]) for ring in rings_of(shape)[1:]]
    ring = squared_ring(outer[0]) if outer else []
    squared = polygon([ring]) if ring else QgsGeometry()
    if squared.isEmpty() or not squared.isGeosValid():
        raise InputError(tr("No right angles fit this polygon."), tr("Draw its border anew, or split it first."))
    for hole in inner:
        squared = squared.difference(hole)
    return become(layer, fid, squared, tr("Right angles"))


def smooth(layer: QgsVectorLayer, fid: int) -> Done | None:
    """Round a polygon's corners; its neighbours follow."""
    shape = layer.getFeature(fid).geometry().smooth(SMOOTH_TIMES, SMOOTH_SHARE)
    return become(layer, fid, shape, tr("Border smoothed"))


def snap_to_cells(
    layer: QgsVectorLayer, fid: int, cell_x: float, cell_y: float, origin_x: float, origin_y: float
) -> Done | None:
    """Give a polygon the shape of the raster's cells whose centres it holds; its neighbours follow.

    Args:
        layer: Being edited.
        fid: The polygon.
        cell_x: Width of a cell in map units.
        cell_y: Height of a cell.
        origin_x: A corner of the raster.
        origin_y: The same.
    """
    shape = layer.getFeature(fid).geometry()
    box, cell_x, cell_y = shape.boundingBox(), abs(cell_x), abs(cell_y)
    first, last = (int((y - origin_y) // cell_y) for y in (box.yMinimum(), box.yMaximum()))
    cells = []
    for row in range(first, last + 1):
        middle = origin_y + (row + 0.5) * cell_y
        line = QgsGeometry.fromPolylineXY(
            [QgsPointXY(box.xMinimum() - cell_x, middle), QgsPointXY(box.xMaximum() + cell_x, middle)]
        )
        for path in _line_parts(line.intersection(shape)):
            left, right = (round((x - origin_x) / cell_x) for x in (path[0][0], path[-1][0]))
            if right > left:
                x0, x1 = origin_x + left * cell_x, origin_x + right * cell_x
                y0, y1 = origin_y + row * cell_y, origin_y + (row + 1) * cell_y
                cells.append(polygon([[(x0, y0), (x1, y0), (x1, y1), (x0, y1), (x0, y0)]]))
    if not cells:
        raise InputError(tr("The polygon holds no cell of the raster."), tr("Merge it with a neighbour instead."))
    return become(layer, fid, QgsGeometry.unaryUnion(cells).simplify(0.0), tr("Snapped to cells"))


def sound(area: QgsGeometry) -> QgsGeometry:
    """An area as valid polygons."""
    area = QgsGeometry(area)
    parts = parts_of(area if area.isGeosValid() else area.makeValid())
    return QgsGeometry.unaryUnion(parts) if parts else QgsGeometry()


def _turned() -> InputError:
    return InputError(tr("A polygon would be turned inside out there."), tr("Move the corner less far."))


def _check_moved(layer: QgsVectorLayer, plan: Plan, before: float, after: float) -> None:
    """Polygons around a corner neither overlap nor leave anything, also at the border of the coverage."""
    shapes = list(plan.shapes.values())
    if abs(QgsGeometry.unaryUnion(shapes).area() - after) > 1e-9 * after:
        raise _turned()
    if abs(after - before) > 1e-9 * before:
        raise InputError(
            tr("This corner lies at the border of the map, which stays."), tr("Move one between two polygons.")
        )
    moved = QgsGeometry.unaryUnion(shapes)
    for feature in layer.getFeatures(QgsFeatureRequest().setFilterRect(moved.boundingBox())):
        if feature.id() not in plan.shapes and feature.geometry().intersection(moved).area() > 1e-9 * after:
            raise _turned()


def _line_parts(found: QgsGeometry) -> Iterable[Path]:
    for part in found.asGeometryCollection() if found.isMultipart() else [found]:
        points = [(vertex.x(), vertex.y()) for vertex in part.vertices()]
        if len(points) > 1:
            yield sorted(points)
