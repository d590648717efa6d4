"""The tools on a map, by mouse and keys alone, without any page around them."""

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolPan, QgsRubberBand
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent
from qgis.PyQt.QtWidgets import QApplication
from terralex.core.errors import TerralexError
from terralex.plugin.shapes.tools import BorderTool, BrushTool, LassoTool, MergeTool, SplitTool

from .coverage import complaints, layer_of
from .test_edits import AREA, CLASSES, SQUARES

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


class Stage:
    """A map of the four squares, and what a tool on it has signalled."""

    def __init__(self, qtbot, canvas, crs):
        self.bot, self.canvas, self.crs = qtbot, canvas, QgsCoordinateReferenceSystem(crs)
        self.layer = layer_of(SQUARES, CLASSES)
        self.done, self.said, self.failed = [], [], []
        canvas.resize(440, 440)
        canvas.show()
        qtbot.waitExposed(canvas)
        canvas.setDestinationCrs(self.crs)
        box = QgsRectangle(499999, 5199999, 500021, 5200021)
        turn = QgsCoordinateTransform(self.layer.crs(), self.crs, QgsProject.instance())
        canvas.setExtent(turn.transformBoundingBox(box))
        qtbot.waitUntil(lambda: canvas.mapUnitsPerPixel() < 0.1, timeout=5000)
        self.before = QgsMapToolPan(canvas)
        canvas.setMapTool(self.before)

    def take(self, kind, class_id=3, current=None):
        tool = kind(self.canvas)
        tool.set_layer(self.layer)
        tool.set_class(class_id)
        tool.set_current(current)
        tool.done.connect(self.done.append)
        tool.said.connect(self.said.append)
        tool.failed.connect(self.failed.append)
        tool.start()
        return tool

    def pixel(self, point):
        turn = QgsCoordinateTransform(self.layer.crs(), self.crs, QgsProject.instance())
        there = turn.transform(QgsPointXY(500000 + point[0], 5200000 + point[1]))
        at = self.canvas.getCoordinateTransform().transform(there)
        return QPoint(round(at.x()), round(at.y()))

    def move(self, at, button=LEFT):
        view = self.canvas.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(at), Qt.MouseButton.NoButton, button, Qt.KeyboardModifier.NoModifier
        )
        QApplication.sendEvent(view, event)

    def drag(self, *points, release=True):
        view = self.canvas.viewport()
        self.bot.mousePress(view, LEFT, pos=self.pixel(points[0]))
        for a, b in zip(points, points[1:]):
            for share in (0.25, 0.5, 0.75, 1.0):
                self.move(self.pixel((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1]))))
        if release:
            self.bot.mouseRelease(view, LEFT, pos=self.pixel(points[-1]))

    def click(self, point, button=LEFT):
        self.bot.mouseClick(self.canvas.viewport(), button, pos=self.pixel(point))

    def key(self, key):
        text = {Qt.Key.Key_BracketLeft: "[", Qt.Key.Key_BracketRight: "]"}.get(key, "")
        QApplication.sendEvent(self.canvas, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text))

    def bands(self):
        return [i for i in self.canvas.scene().items() if isinstance(i, QgsRubberBand) and i.numberOfVertices()]

    def box(self, fid):
        there = QgsCoordinateTransform(self.layer.crs(), self.crs, QgsProject.instance())
        return there.transformBoundingBox(self.layer.getFeature(fid).geometry().boundingBox())

    def area(self, fid):
        return self.layer.getFeature(fid).geometry().area()


@pytest.fixture(params=["EPSG:32633", "EPSG:3857"])
def stage(request, qtbot, qgis_new_project):
    canvas = QgsMapCanvas()
    qtbot.addWidget(canvas)
    made = Stage(qtbot, canvas, request.param)
    yield made
    assert made.failed == []
    canvas.unsetMapTool(canvas.mapTool())


def whole(stage):
    assert complaints(stage.layer, AREA) == [] and stage.bands() == []
    return True


def test_a_lasso_is_dragged(stage):
    tool = stage.take(LassoTool)
    assert "Drag around" in tool.hint and not stage.layer.isEditable()
    stage.drag((5, 2), (15, 2), (15, 8), (5, 8), release=False)
    assert len(stage.bands()) == 1
    stage.bot.mouseRelease(stage.canvas.viewport(), LEFT, pos=stage.pixel((5, 8)))
    (done,) = stage.done
    assert stage.area(done.fid) == pytest.approx(60, rel=0.05) and stage.layer.isEditable() and whole(stage)
    stage.drag((6, 3), (6, 9), (4, 9), (4, 3))  # begins in a polygon of the class: it grows
    assert stage.done[1].fid == done.fid and stage.area(done.fid) > 65 and whole(stage)
    stage.drag((6, 3), (7, 3), (7, 4), (6, 4))
    assert len(stage.done) == 2 and stage.said == ["All of it is of that class already."]


def test_a_brush_has_its_true_size_and_keys_for_it(stage):
    tool, sizes = stage.take(BrushTool), []
    tool.size_changed.connect(sizes.append)
    stage.move(stage.pixel((5, 5)), Qt.MouseButton.NoButton)
    (ring,) = stage.bands()
    unit = stage.canvas.mapUnitsPerPixel()
    assert ring.asGeometry().boundingBox().width() == pytest.approx(24 * unit, rel=0.01)
    stage.key(Qt.Key.Key_BracketRight)
    assert sizes == [pytest.approx(30 * unit)]
    stage.key(Qt.Key.Key_BracketLeft)
    assert tool.radius_px == 12
    stage.drag((3, 5), (17, 5))
    (done,) = stage.done
    width = 24 * unit / (1.46 if stage.crs.authid() == "EPSG:3857" else 1)  # Mercator's scale at 47° N
    assert stage.area(done.fid) == pytest.approx(14 * width + 3.14 * width**2 / 4, rel=0.05)
    stage.click((5, 15))
    assert stage.said == ["All of it is of that class already."]  # that square is water
    tool.stop()
    assert stage.canvas.mapTool() is stage.before and whole(stage)


def test_a_line_splits_by_drag_or_by_clicks(stage):
    stage.take(SplitTool, current=1)
    stage.drag((-0.5, 3), (10.5, 3))
    assert len(stage.done[0].made) == 1
    stage.click((-0.5, 6))
    stage.click((5, 7))
    stage.click((10.5, 6))
    assert len(stage.done) == 1 and len(stage.bands()) == 1
    stage.click((10.5, 6), RIGHT)
    assert len(stage.done) == 2 and whole(stage)
    stage.drag((2, 5), (4, 5))
    assert stage.said == ["The line does not go right through the polygon."]
    stage.take(SplitTool)
    stage.click((15, -0.5))
    stage.click((3, 3))
    stage.key(Qt.Key.Key_Backspace)
    stage.click((15, 10.5))
    stage.key(Qt.Key.Key_Return)
    assert stage.done[2].fid == 2 and whole(stage)


def test_a_click_merges(stage):
    stage.take(MergeTool)
    stage.click((5, 5))
    assert stage.said == ["Now click the neighbour that is to become part of it."]
    stage.click((15, 5))
    assert stage.done[0].deleted == (2,) and stage.area(1) == 200
    stage.click((15, 5))
    assert stage.said[1].startswith("This is the current polygon") and whole(stage)
    stage.click((20.5, 20.5))
    assert stage.said[2] == "There is no polygon."


def test_the_neighbour_that_a_click_would_take_is_lit(stage):
    stage.take(MergeTool, current=1)
    stage.move(stage.pixel((5, 5)), Qt.MouseButton.NoButton)
    assert stage.bands() == []  # the current polygon itself
    stage.move(stage.pixel((15, 5)), Qt.MouseButton.NoButton)
    (lit,) = stage.bands()
    assert lit.asGeometry().boundingBox().width() == pytest.approx(stage.box(2).width(), rel=0.01)
    stage.move(stage.pixel((20.5, 20.5)), Qt.MouseButton.NoButton)
    assert stage.bands() == []
    stage.move(stage.pixel((15, 5)), Qt.MouseButton.NoButton)
    stage.click((15, 5))
    assert stage.done[0].deleted == (2,) and whole(stage)


def test_what_cannot_be_is_an_error_in_words(stage):
    stage.take(MergeTool, current=1)
    stage.click((11, 11))
    (error,), stage.failed = stage.failed, []
    assert isinstance(error, TerralexError) and "do not touch" in error.message
    stage.take(LassoTool).set_layer(None)
    stage.drag((5, 2), (15, 2), (15, 8))
    assert "no polygons" in stage.failed.pop().message


def test_a_border_is_drawn_anew_or_a_corner_dragged(stage):
    stage.take(BorderTool, current=1)
    stage.drag((8, 2), (12, 2), (12, 6), (8, 6))
    assert stage.area(1) == pytest.approx(108, rel=0.02) and stage.area(2) == pytest.approx(92, rel=0.02)
    stage.drag((10, 10), (11.5, 11))
    assert sorted(stage.done[1].changed) == [1, 2, 3, 4] and whole(stage)
    stage.drag((3, 3), (4, 4))
    assert "begin and end in the polygon" in stage.said[0]


def test_esc_drops_the_stroke_and_then_gives_the_mouse_back(stage):
    tool = stage.take(SplitTool)
    stage.click((-0.5, 6))
    stage.click((5, 7))
    assert len(stage.bands()) == 1
    stage.key(Qt.Key.Key_Escape)
    assert stage.bands() == [] and stage.canvas.mapTool() is tool
    stage.click((10.5, 6), RIGHT)
    assert stage.done == []
    stage.key(Qt.Key.Key_Escape)
    assert stage.canvas.mapTool() is stage.before
