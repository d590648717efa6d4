"""The wand from the page: the mouse, the wheel and keys; the ground that looks alike gets the class."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import QgsProject, QgsRasterLayer
from qgis.gui import QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QWheelEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from rasterio.transform import from_origin
from terralex.plugin.review.keys import WAND

from .conftest import SOUTH, WEST, attributes, settled
from .test_tool import press
from .test_toolbox import coverage, pixel

LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def picture(tmp_path, layer):
    """Under the squares: a blue pond from (4, 4) to (24, 14) metres, a paler shore of 2 m, and a green rest."""
    pixels = np.zeros((3, 60, 80), np.uint8)
    pixels[:] = np.array([60, 140, 60])[:, None, None]
    pixels[:, 60 - 32 : 60 - 4, 4:52] = np.array([20, 70, 190])[:, None, None]
    pixels[:, 60 - 28 : 60 - 8, 8:48] = np.array([20, 40, 190])[:, None, None]
    path = tmp_path / "pond.tif"
    place = from_origin(WEST, SOUTH + 30, 0.5, 0.5)
    with rasterio.open(path, "w", "GTiff", 80, 60, 3, "EPSG:2180", place, "uint8") as out:
        out.write(pixels)
    found = QgsRasterLayer(str(path), "pond")
    QgsProject.instance().addMapLayer(found)
    return found


def hover(canvas, x, y):
    event = QgsMapMouseEvent(canvas, QEvent.Type.MouseMove, pixel(canvas, x, y))
    canvas.mapTool().canvasMoveEvent(event)


def turn(canvas, notches, modifiers=PLAIN):
    """The wheel over the map, through QGIS's canvas as the window system sends it."""
    place = QPointF(pixel(canvas, 14, 9))
    for _ in range(abs(notches)):
        turned = QPoint(0, 120 if notches > 0 else -120)
        event = QWheelEvent(
            place, place, QPoint(), turned, Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(canvas.viewport(), event)


def shown(qtbot, desk, area):
    """Wait until the piece that is shown has so many square metres."""

    def there():
        band = desk.box.tools[WAND]._band
        return band is not None and band.numberOfVertices() and abs(band.asGeometry().area() - area) < 0.01

    qtbot.waitUntil(there, timeout=3000)


def test_the_wheel_sizes_what_looks_alike_and_a_click_gives_it_in_one_undo_step(
    qtbot, desk, layer, picture, qgis_canvas
):
    before = {f.id(): f.geometry().asWkt(6) for f in layer.getFeatures()}
    press(qgis_canvas, "W")
    assert desk.box.current == WAND and desk.page.button(WAND).isChecked()
    press(qgis_canvas, "2")
    assert desk.page.status.text() == ("By the picture's colours: a click makes it road. The wheel sizes it, Esc ends.")
    hover(qgis_canvas, 14, 9)
    shown(qtbot, desk, 200)
    scale = qgis_canvas.mapUnitsPerPixel()
    turn(qgis_canvas, 2)
    shown(qtbot, desk, 336)
    assert desk.page.status.text() == "Colours up to 14 % away look alike."
    turn(qgis_canvas, -1)
    shown(qtbot, desk, 200)
    press(qgis_canvas, "]")
    shown(qtbot, desk, 336)
    press(qgis_canvas, "[")
    shown(qtbot, desk, 200)
    assert qgis_canvas.mapUnitsPerPixel() == scale and not layer.isModified()
    steps = layer.undoStack().index()
    QTest.mouseClick(qgis_canvas.viewport(), LEFT, PLAIN, pixel(qgis_canvas, 14, 9))
    assert layer.undoStack().index() == steps + 1
    settled(qtbot, desk)
    row = desk.session.current
    assert row.class_id == 2 and row.reviewed and attributes(layer, row.fid)["origin"] == "hand"
    drawn = sum(f.geometry().area() for f in layer.getFeatures() if f["origin"] == "hand")
    assert drawn == pytest.approx(200 - 40, abs=0.01)  # less what was road before
    total, union = coverage(layer)
    assert total == pytest.approx(1200) and union == pytest.approx(1200)
    press(qgis_canvas, "Ctrl+Z")
    assert {f.id(): f.geometry().asWkt(6) for f in layer.getFeatures()} == before


@pytest.mark.parametrize("key", ["W", "Enter"])
def test_keys_give_it_without_a_click(qtbot, desk, layer, picture, qgis_canvas, key):
    press(qgis_canvas, "W")
    press(qgis_canvas, "3")
    hover(qgis_canvas, 14, 9)
    shown(qtbot, desk, 200)
    steps = layer.undoStack().index()
    press(qgis_canvas, key)
    assert layer.undoStack().index() == steps + 1 and desk.box.current == WAND
    desk.page.button(WAND).click()
    assert desk.box.current == ""


def test_ctrl_and_the_wheel_zoom_as_ever(qtbot, desk, layer, picture, qgis_canvas):
    press(qgis_canvas, "W")
    scale = qgis_canvas.mapUnitsPerPixel()
    turn(qgis_canvas, 1, Qt.KeyboardModifier.ControlModifier)
    assert qgis_canvas.mapUnitsPerPixel() < scale and desk.box.tools[WAND].tolerance == 24


def test_where_no_picture_is_seen_it_says_so(qtbot, desk, layer, picture, qgis_canvas):
    node = QgsProject.instance().layerTreeRoot().findLayer(picture.id())
    node.setItemVisibilityChecked(False)
    for other in QgsProject.instance().layerTreeRoot().findLayers():
        if isinstance(other.layer(), QgsRasterLayer):
            other.setItemVisibilityChecked(False)
    press(qgis_canvas, "W")
    QTest.mouseClick(qgis_canvas.viewport(), LEFT, PLAIN, pixel(qgis_canvas, 14, 9))
    said = "No picture is seen here. Show the raster below the polygons."
    qtbot.waitUntil(lambda: desk.page.status.text() == said, timeout=3000)
    assert not layer.isModified()


def test_esc_ends_it_and_nothing_is_left_on_the_map(qtbot, desk, layer, picture, qgis_canvas):
    press(qgis_canvas, "W")
    hover(qgis_canvas, 14, 9)
    shown(qtbot, desk, 200)
    QTest.keyClick(qgis_canvas, Qt.Key.Key_Escape)
    assert desk.box.current == "" and desk.box.tools[WAND]._band is None and not layer.isModified()


def answers(staged, x, y, size):
    """Let the engine answer with a square of so many metres."""
    left, low = WEST + x, SOUTH + y
    ring = ((left, low), (left + size, low), (left + size, low + size), (left, low + size), (left, low))
    wkt = f"POLYGON (({', '.join(f'{e} {n}' for e, n in ring)}))"
    staged({"say": {"event": "result", "result": {"kept": True, "wkt": wkt, "windows": 1, "found": 1}}})


def test_what_the_run_has_seen_comes_before_colours(qtbot, staged, desk, layer, picture, qgis_canvas):
    answers(staged, 12, 7, 5)
    press(qgis_canvas, "W")
    press(qgis_canvas, "2")
    hover(qgis_canvas, 14, 9)
    shown(qtbot, desk, 25)
    assert desk.page.status.text() == "By what the run has seen: a click makes it road. The wheel sizes it, Esc ends."
    ready, asked = (r["config"] for r in staged.requests() if r["cmd"] == "alike")
    assert (ready["x"], ready["y"]) == (WEST + 20, SOUTH + 15)  # the run is read before the mouse is there
    assert (asked["x"], asked["y"]) == (pytest.approx(WEST + 14, abs=0.3), pytest.approx(SOUTH + 9, abs=0.3))
    assert asked["run"] == str(Path(layer.source().split("|")[0]).parent) and 0 < asked["level"] < 1
    turn(qgis_canvas, 1)
    qtbot.waitUntil(lambda: len([r for r in staged.requests() if r["cmd"] == "alike"]) == 3, timeout=3000)
    assert staged.requests()[-1]["config"]["level"] > asked["level"]
    assert desk.page.status.text() == "What is alike by 52 % or more belongs to it."
    steps = layer.undoStack().index()
    QTest.mouseClick(qgis_canvas.viewport(), LEFT, PLAIN, pixel(qgis_canvas, 14, 9))
    qtbot.waitUntil(lambda: layer.undoStack().index() == steps + 1, timeout=3000)  # as soon as the answer is there
    drawn = [f.geometry().area() for f in layer.getFeatures() if f["origin"] == "hand"]
    assert drawn == [pytest.approx(25, abs=0.01)]


def test_while_the_engine_is_busy_it_grows_on_colours(qtbot, staged, dock, desk, layer, picture, qgis_canvas):
    answers(staged, 12, 7, 5)
    staged({"wait_cancel": True})
    dock.run()
    assert dock._runner.busy
    press(qgis_canvas, "W")
    hover(qgis_canvas, 14, 9)
    shown(qtbot, desk, 200)
    assert "picture's colours" in desk.page.status.text()
    assert [r["cmd"] for r in staged.requests() if r["cmd"] == "alike"] == []
    dock._runner.cancel()
    qtbot.waitUntil(lambda: not dock._runner.busy, timeout=10000)


def test_an_engine_that_cannot_answer_is_asked_once(qtbot, staged, desk, layer, picture, qgis_canvas):
    staged({"say": {"event": "error", "kind": "InputError", "message": "No such run.", "hint": "Run again."}})
    press(qgis_canvas, "W")
    for x in (14, 15, 16):
        hover(qgis_canvas, x, 9)
        qtbot.wait(100)
        shown(qtbot, desk, 200)
    qtbot.waitUntil(lambda: desk.box._likeness._failed, timeout=3000)
    assert len([r for r in staged.requests() if r["cmd"] == "alike"]) == 1


def test_a_slow_answer_is_not_waited_for(qtbot, staged, dock, desk, layer, picture, qgis_canvas):
    answers(staged, 12, 7, 5)
    press(qgis_canvas, "W")
    qtbot.waitUntil(lambda: dock._runner._quiet is None, timeout=10000)  # the engine has read the run
    staged({"sleep": 4}, {"say": {"event": "result", "result": {"kept": False, "wkt": ""}}})
    press(qgis_canvas, "2")
    steps = layer.undoStack().index()
    QTest.mouseClick(qgis_canvas.viewport(), LEFT, PLAIN, pixel(qgis_canvas, 14, 9))
    assert layer.undoStack().index() == steps
    qtbot.waitUntil(lambda: layer.undoStack().index() == steps + 1, timeout=3000)
    assert not desk.box.tools[WAND].on_features
