"""Pictures of the tools that change outlines: the map before, with what the hand does, and after it; each tool once."""

from __future__ import annotations

import math
from typing import Callable, Optional

from pictures_scenes import reviewed_run
from qgis.core import QgsFeature, QgsFeatureRequest, QgsGeometry, QgsPointXY, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from qgis.PyQt.QtGui import QColor, QMouseEvent, QPainter, QPixmap, QPolygonF
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QWidget
from stage import Stage, Steps, scene
from terralex.plugin.results.layers import run_layers
from terralex.plugin.review.pages import MAKE

WIDE, HIGH, GAP = 250, 190, 8  # pixels of each of the two maps, and between them
AIR = 1.5  # times the polygon that a map shows
POINTER = ((0, 0), (0, 16), (4, 12), (7, 18), (10, 17), (7, 11), (12, 11))


@scene
def shapes(stage: Stage) -> Steps:
    """Split, merge, move a border; fill holes, right angles, smooth, snap to the raster's cells."""
    yield from reviewed_run(stage)
    house = _pick(stage, "building", lambda shape: _solid(shape) * min(shape.area(), 400.0))
    yield from _with_stroke(stage, "review-split", house, "K", _across(house.geometry()))
    holed = _pick(stage, None, lambda shape: _hole(shape) if shape.area() < 6000 else 0.0, anywhere=True)
    neighbour = _neighbour(stage, house)
    click = [neighbour.geometry().pointOnSurface().asPoint()]
    yield from _with_stroke(stage, "review-merge", house, "M", click, neighbour)
    yield from _with_stroke(stage, "review-border", house, None, _bulge(house.geometry()))
    yield from _from_menu(stage, "review-holes", holed, 0)
    yield from _from_menu(stage, "review-angles", house, 1)
    ragged = _pick(stage, None, lambda shape: _ragged(shape) if 20 < shape.area() < 100 else 0.0)
    yield from _from_menu(stage, "review-smooth", ragged, 2)
    small = _pick(stage, "building", lambda shape: 1 / shape.area() if shape.area() > 25 else 0.0)
    yield from _from_menu(stage, "review-cells", small, 3, first=2)
    stage.dock.pages.turn(MAKE)
    run_layers(QgsProject.instance(), None)["polygons"].rollBack()


def _pick(
    stage: Stage, name: Optional[str], worth: Callable[[QgsGeometry], float], anywhere: bool = False
) -> QgsFeature:
    """The polygon of a class that a picture is best taken of; of any class where none is named."""
    layer = stage.dock.review.session.layer
    found = [each for each in layer.getFeatures() if name is None or each["class_name"] == name]
    ranked = sorted(found, key=lambda each: -worth(each.geometry()))
    return next((each for each in ranked if anywhere or _surrounded(stage, each.geometry())), ranked[0])


def _surrounded(stage: Stage, shape: QgsGeometry) -> bool:
    """Whether the result reaches beyond it on all sides, so that no picture shows an empty corner."""
    box = shape.boundingBox()
    box.scale(AIR)
    square, layer = QgsGeometry.fromRect(box), stage.dock.review.session.layer
    covered = sum(each.geometry().intersection(square).area() for each in layer.getFeatures(box))
    return covered > 0.99 * square.area()


def _solid(shape: QgsGeometry) -> float:
    """How much of its own rectangle it fills."""
    return (shape.area() / shape.orientedMinimumBoundingBox()[1]) ** 3


def _hole(shape: QgsGeometry) -> float:
    """The share of its largest hole."""
    holes = shape.asPolygon()[1:] if not shape.isMultipart() else shape.asMultiPolygon()[0][1:]
    return max((QgsGeometry.fromPolygonXY([ring]).area() for ring in holes), default=0.0) / shape.area()


def _ragged(shape: QgsGeometry) -> float:
    """How long its border is for its size."""
    return shape.length() / math.sqrt(shape.area())


def _across(shape: QgsGeometry) -> list[QgsPointXY]:
    """A line through the middle, across the long side."""
    _, _, angle, width, height = shape.orientedMinimumBoundingBox()
    turn = math.radians(angle + (90 if width < height else 0))
    centre, reach = shape.boundingBox().center(), 0.65 * min(width, height)
    way = QgsPointXY(math.sin(turn) * reach, math.cos(turn) * reach)
    one, two = (QgsPointXY(centre.x() + s * way.x(), centre.y() + s * way.y()) for s in (-1, 1))
    return [one, centre, two]


def _bulge(shape: QgsGeometry) -> list[QgsPointXY]:
    """A line that leaves the polygon and comes back: its right side moves outwards."""
    box, middle = shape.boundingBox(), shape.boundingBox().center()
    edge = shape.intersection(QgsGeometry.fromPolylineXY([middle, QgsPointXY(box.xMaximum() + 1, middle.y())]))
    right = edge.boundingBox().xMaximum()
    out, up = 0.14 * box.width(), 0.17 * box.height()
    return [
        QgsPointXY(right - out, middle.y() - up),
        QgsPointXY(right + out, middle.y() - up),
        QgsPointXY(right + out, middle.y() + up),
        QgsPointXY(right - out, middle.y() + up),
    ]


def _neighbour(stage: Stage, polygon: QgsFeature) -> QgsFeature:
    """One with a long border with it, and not much larger."""
    layer, shape = stage.dock.review.session.layer, polygon.geometry()
    near = layer.getFeatures(QgsFeatureRequest().setFilterRect(shape.boundingBox()))
    sides = [(each.geometry().intersection(shape).length(), each) for each in near if each.id() != polygon.id()]
    small = [pair for pair in sides if 0.02 * shape.area() < pair[1].geometry().area() < 0.3 * shape.area()]
    return max(small or sides, key=lambda pair: pair[0])[1]


def _at(stage: Stage, polygon: QgsFeature, other: Optional[QgsFeature] = None) -> Steps:
    """The polygon is current, and in the middle of the map, together with another one."""
    stage.dock.review.session.go(polygon.id(), fly_there=False)
    box, view = polygon.geometry().boundingBox(), stage.canvas.viewport()
    if other is not None:
        box.combineExtentWith(other.geometry().boundingBox())
    unit = AIR * max(box.width() / WIDE, box.height() / HIGH)
    middle = box.center()
    half_x, half_y = unit * view.width() / 2, unit * view.height() / 2
    stage.canvas.setExtent(
        QgsRectangle(middle.x() - half_x, middle.y() - half_y, middle.x() + half_x, middle.y() + half_y)
    )
    stage.canvas.refresh()
    yield from stage.drawn()


def _with_stroke(
    stage: Stage,
    name: str,
    polygon: QgsFeature,
    key: Optional[str],
    way: list[QgsPointXY],
    other: Optional[QgsFeature] = None,
) -> Steps:
    """A tool that is dragged along a way, or clicks at the one place of it."""
    desk, canvas, view = stage.dock.review, stage.canvas, stage.canvas.viewport()
    yield from _at(stage, polygon, other)
    if key is None:
        desk.page.shape_menu.actions()[-1].trigger()
    else:
        QTest.keyClick(canvas, key)
    yield 0.2
    spots = [canvas.getCoordinateTransform().transform(place).toQPointF().toPoint() for place in way]
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    if len(spots) > 1:
        QTest.mousePress(view, left, none, spots[0])
        for one, two in zip(spots, spots[1:]):
            for part in (0.25, 0.5, 0.75, 1.0):
                spot = QPointF(one) + part * QPointF(two - one)
                there = QPointF(view.mapToGlobal(spot.toPoint()))
                event = QMouseEvent(QEvent.Type.MouseMove, spot, there, Qt.MouseButton.NoButton, left, none)
                QApplication.sendEvent(view, event)
                yield 0.02
    yield 0.3
    line = desk.page.status.grab()
    before = _map(stage, spots[-1])
    steps = desk.session.layer.undoStack().index()
    if len(spots) > 1:
        QTest.mouseRelease(view, left, none, spots[-1])
    else:
        QTest.mouseClick(view, left, none, spots[0])
    yield lambda: desk.session.layer.undoStack().index() == steps + 1
    yield from _store(stage, name, before, line)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)


def _from_menu(stage: Stage, name: str, polygon: QgsFeature, action: int, first: Optional[int] = None) -> Steps:
    """An entry of the menu Shape, after another one of it if need be."""
    yield from _at(stage, polygon)
    menu, stack = stage.dock.review.page.shape_menu, stage.dock.review.session.layer.undoStack()
    if first is not None:
        menu.actions()[first].trigger()
        yield from stage.drawn()
    before, steps = _map(stage), stack.index()
    button = stage.dock.review.page.shape_button
    menu.popup(button.mapToGlobal(QPoint(0, button.height())))
    menu.setActiveAction(menu.actions()[action])
    yield 0.3
    line = menu.grab()
    menu.close()
    menu.actions()[action].trigger()
    yield lambda: stack.index() == steps + 1
    yield from _store(stage, name, before, line)
    if first is not None:
        stack.undo()


def _store(stage: Stage, name: str, before: QPixmap, line: QPixmap) -> Steps:
    """Both maps and the page's line below them; then the step is taken back."""
    yield from stage.drawn()
    after = _map(stage)
    tall = before.height() + GAP + line.height()
    whole = QPixmap(2 * WIDE + GAP, tall)
    whole.fill(stage.dock.palette().color(stage.dock.backgroundRole()))
    painter = QPainter(whole)
    painter.drawPixmap(0, 0, before)
    painter.drawPixmap(WIDE + GAP, 0, after)
    painter.drawPixmap(0, before.height() + GAP, line)
    painter.end()
    stage.store(name, whole)
    stage.dock.review.session.layer.undoStack().undo()
    yield from stage.drawn()


def _map(stage: Stage, mouse: Optional[QPoint] = None) -> QPixmap:
    """The middle of the map, with the mouse's arrow where it is."""
    view: QWidget = stage.canvas.viewport()
    part = QRect((view.width() - WIDE) // 2, (view.height() - HIGH) // 2, WIDE, HIGH)
    picture = view.grab(part)
    if mouse is not None:
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor("black"))
        painter.setBrush(QColor("white"))
        corner = QPointF(mouse - part.topLeft())
        painter.drawPolygon(QPolygonF([corner + QPointF(*point) for point in POINTER]))
        painter.end()
    return picture
