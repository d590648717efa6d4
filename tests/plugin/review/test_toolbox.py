"""Tools on the map from the page: strokes give the class that a digit chose, lines split, and Esc leads back."""

import pytest
from qgis.core import QgsPointXY
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from terralex.plugin.review.keys import BORDER, BRUSH, LASSO, MERGE, SPLIT, UNDO

from .conftest import SOUTH, WEST, attributes, settled
from .test_tool import press

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def pixel(canvas, x, y):
    """Metres from the corner of the squares, as a pixel of the map."""
    found = canvas.getCoordinateTransform().transform(WEST + x, SOUTH + y)
    return QPoint(round(found.x()), round(found.y()))


def drag(canvas, *places):
    first, *others = (pixel(canvas, *place) for place in places)
    QTest.mousePress(canvas.viewport(), LEFT, PLAIN, first)
    for place in others:
        QTest.mouseMove(canvas.viewport(), place)
        move(canvas, place)
    QTest.mouseRelease(canvas.viewport(), LEFT, PLAIN, others[-1])


def move(canvas, place):
    """Offscreen no button is down while the mouse moves; the tool is told itself."""
    from qgis.gui import QgsMapMouseEvent
    from qgis.PyQt.QtCore import QEvent

    event = QgsMapMouseEvent(canvas, QEvent.Type.MouseMove, place, LEFT, LEFT)
    canvas.mapTool().canvasMoveEvent(event)


def coverage(layer):
    """The total area and that of the union, which are one where nothing overlaps."""
    shapes = [feature.geometry() for feature in layer.getFeatures()]
    union = shapes[0].unaryUnion(shapes)
    return sum(shape.area() for shape in shapes), union.area()


@pytest.mark.parametrize("tool, key", [(LASSO, "L"), (BRUSH, "B")])
def test_a_stroke_gives_the_class_that_a_digit_chose_in_one_undo_step(qtbot, desk, layer, qgis_canvas, tool, key):
    before = {f.id(): f.geometry().asWkt(6) for f in layer.getFeatures()}
    press(qgis_canvas, key)
    assert desk.box.current == tool and desk.page.button(tool).isChecked()
    press(qgis_canvas, "3")
    assert not layer.isModified() and "water" in desk.page.status.text()
    steps = layer.undoStack().index()
    drag(qgis_canvas, (5, 5), (15, 5), (15, 9), (5, 9), (5, 6))
    assert layer.undoStack().index() == steps + 1
    settled(qtbot, desk)
    row = desk.session.current
    assert row.class_id == 3 and row.reviewed and attributes(layer, row.fid)["origin"] == "hand"
    total, union = coverage(layer)
    assert total == pytest.approx(1200) and union == pytest.approx(1200)
    press(qgis_canvas, "Ctrl+Z")
    assert {f.id(): f.geometry().asWkt(6) for f in layer.getFeatures()} == before
    QTest.keyClick(qgis_canvas, Qt.Key.Key_Escape)
    assert desk.box.current == "" and not desk.page.button(tool).isChecked()


def test_what_strokes_give_is_told_as_long_as_a_tool_is_in_use(desk, layer, qgis_canvas):
    press(qgis_canvas, "L")
    press(qgis_canvas, "2")
    said = desk.page.status.text()
    assert said.startswith("Strokes become road")
    press(qgis_canvas, "N")
    assert desk.page.status.text() == said
    press(qgis_canvas, "A")
    assert desk.page.status.text() == said
    QTest.keyClick(qgis_canvas, Qt.Key.Key_Escape)
    assert desk.page.status.text() == "" and desk.box.current == ""


def test_the_brush_tells_its_true_size(desk, layer, qgis_canvas):
    press(qgis_canvas, "B")
    wide = 2 * desk.box.tools[BRUSH].radius_px * qgis_canvas.mapUnitsPerPixel()
    press(qgis_canvas, "]")
    assert desk.page.status.text() == f"The brush is {1.25 * wide:.3g} m wide."
    press(qgis_canvas, "[")
    assert desk.page.status.text() == f"The brush is {wide:.3g} m wide."


def test_the_current_polygon_is_split_and_its_half_relabelled(desk, layer, qgis_canvas):
    desk.session.go(1)
    press(qgis_canvas, "K")
    assert desk.box.current == SPLIT
    drag(qgis_canvas, (-2, 5), (5, 5.2), (12, 5))
    assert layer.featureCount() == 13 and desk.box.current == ""
    half = desk.session.queue.current
    desk.session.act("class:1")
    assert attributes(layer, half)["class_name"] == "road"
    others = [f["class_name"] for f in layer.getFeatures() if f.geometry().area() < 60 and f.id() != half]
    assert others == ["background"]
    desk.session.act(UNDO)
    desk.session.act(UNDO)
    assert layer.featureCount() == 12


def test_a_neighbour_that_is_clicked_is_merged(desk, layer, qgis_canvas):
    desk.session.go(2)
    press(qgis_canvas, "M")
    assert desk.box.current == MERGE and "Click the neighbour" in desk.page.status.text()
    QTest.mouseClick(qgis_canvas.viewport(), LEFT, PLAIN, pixel(qgis_canvas, 25, 5))
    assert desk.page.status.text() == ""  # the hint is followed
    assert layer.featureCount() == 11 and layer.getFeature(2).geometry().area() == pytest.approx(200)
    assert attributes(layer, 2)["class_name"] == "building" and desk.session.queue.current == 2


def test_shapes_of_the_current_polygon_change_by_the_menu(desk, layer, qgis_canvas):
    desk.session.go(6)
    names = [action.text() for action in desk.page.shape_menu.actions()]
    assert names == ["Fill its holes", "Right angles", "Smooth", "Snap to the raster's cells", "Move its border"]
    smooth = desk.page.shape_menu.actions()[2]
    smooth.trigger()
    assert layer.getFeature(6).geometry().constGet().nCoordinates() > 5
    total, union = coverage(layer)
    assert total == pytest.approx(1200) and union == pytest.approx(1200)
    desk.page.shape_menu.actions()[0].trigger()
    assert desk.page.status.text() == "Nothing had to be changed."
    border = desk.page.shape_menu.actions()[-1]
    border.trigger()
    assert desk.box.current == BORDER and desk.page.shape_button.isChecked() and border.isChecked()
    QTimer.singleShot(50, desk.page.shape_menu.close)
    desk.page.shape_button.click()  # opens the menu, no more
    assert desk.page.shape_button.isChecked()
    border.trigger()
    assert desk.box.current == "" and not desk.page.shape_button.isChecked() and not border.isChecked()


def test_a_tool_of_qgis_rests_the_keys_and_the_page_takes_them_back(desk, layer, qgis_canvas):
    press(qgis_canvas, "L")
    qgis_canvas.setMapTool(QgsMapToolPan(qgis_canvas))
    assert desk.box.current is None and not desk.page.button(LASSO).isChecked()
    desk.page.button("next").click()
    assert desk.box.current == "" and qgis_canvas.mapTool() is desk.box.choosing


def test_a_key_that_is_pressed_twice_ends_its_tool(desk, layer, qgis_canvas):
    press(qgis_canvas, "L")
    press(qgis_canvas, "B")
    assert desk.box.current == BRUSH
    press(qgis_canvas, "B")
    assert desk.box.current == ""
    desk.session.look_at(QgsPointXY(WEST + 25, SOUTH + 5))
    assert desk.session.queue.current == 3
