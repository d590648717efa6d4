"""The area on the map: drawn, shown while it is chosen, kept during a run, and gone with the plugin."""

import pytest
from qgis.core import QgsGeometry, QgsPointXY, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsMapToolPan, QgsRubberBand
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent
from qgis.PyQt.QtWidgets import QApplication
from terralex.plugin.area.draw import PolygonTool, RectangleTool

from ..test_dock import WAIT, area_layer, done, run
from ..tile_server import bounds, serving

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


@pytest.fixture
def canvas(qtbot, qgis_canvas, raster):
    """A map of the raster, north up, with a tool that somebody was using."""
    qgis_canvas.resize(400, 300)
    qgis_canvas.setDestinationCrs(raster.crs())
    qgis_canvas.setExtent(raster.extent())
    qgis_canvas.show()
    pan = QgsMapToolPan(qgis_canvas)
    qgis_canvas.setMapTool(pan)
    yield qgis_canvas
    qgis_canvas.unsetMapTool(pan)


@pytest.fixture
def shown(qtbot, canvas, dock):
    """The dock on the screen, as when people draw."""
    dock.show()
    qtbot.waitExposed(dock)
    return dock


def pixel(canvas, x, y):
    at = canvas.getCoordinateTransform().transform(QgsPointXY(x, y))
    return QPoint(round(at.x()), round(at.y()))


def hover(canvas, at):
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        canvas.viewport(), QMouseEvent(QEvent.Type.MouseMove, QPointF(at), none, none, Qt.KeyboardModifier.NoModifier)
    )


def drag(qtbot, canvas, first, second):
    view = canvas.viewport()
    qtbot.mousePress(view, LEFT, pos=pixel(canvas, *first))
    hover(canvas, pixel(canvas, *second))
    qtbot.mouseRelease(view, LEFT, pos=pixel(canvas, *second))


def choose(dock, kind):
    """As by hand: the signal that only users send follows."""
    dock.form.area.setCurrentIndex(dock.form.area.findData(kind))
    dock.form.area.activated.emit(dock.form.area.currentIndex())


def bands(canvas):
    return [i for i in canvas.scene().items() if isinstance(i, QgsRubberBand) and i.numberOfVertices()]


def test_a_rectangle_is_drawn_shown_and_run(qtbot, shown, canvas, staged, results):
    staged(done(results))
    before = canvas.mapTool()
    choose(shown, "rectangle")
    assert isinstance(canvas.mapTool(), RectangleTool)
    assert shown.form.draw.isVisible() and shown.form.draw.text() == "Stop drawing"
    assert shown.form.note.text() == "Drag a rectangle on the map; Esc to stop."
    drag(qtbot, canvas, (500008, 300016), (500024, 300008))
    assert canvas.mapTool() is before and shown.form.draw.text() == "Draw on the map"
    box = shown.on_map._band.shape.boundingBox()
    pixel_m = canvas.mapUnitsPerPixel()
    for seen, meant in zip(box.toRectF().getCoords(), (500008, 300008, 500024, 300016)):
        assert seen == pytest.approx(meant, abs=2 * pixel_m)
    qtbot.waitUntil(lambda: shown.form.note.text() == "0.013 ha.", timeout=5000)
    run(qtbot, shown)
    area = staged.requests()[0]["config"]["area"]
    xs, ys = zip(*area["geometries"][0]["coordinates"][0])
    assert (min(xs), max(ys)) == (box.xMinimum(), box.yMaximum()) and area["crs"] == "EPSG:2180"


def test_a_polygon_is_drawn_with_a_corner_taken_back(qtbot, shown, canvas, staged, results):
    staged(done(results))
    choose(shown, "polygon")
    assert isinstance(canvas.mapTool(), PolygonTool)
    for at in ((500004, 300004), (500028, 300004), (500030, 300020)):
        qtbot.mouseClick(canvas.viewport(), LEFT, pos=pixel(canvas, *at))
    key(canvas, Qt.Key.Key_Backspace)
    qtbot.mouseClick(canvas.viewport(), LEFT, pos=pixel(canvas, 500016, 300020))
    qtbot.mouseClick(canvas.viewport(), RIGHT, pos=pixel(canvas, 500016, 300012))
    shape = shown.on_map._band.shape
    assert shape.area() == pytest.approx(24 * 16 / 2, rel=0.1)
    run(qtbot, shown)
    assert len(staged.requests()[0]["config"]["area"]["geometries"][0]["coordinates"][0]) == 4


def key(canvas, which):
    canvas.mapTool().keyPressEvent(QKeyEvent(QKeyEvent.Type.KeyPress, which, Qt.KeyboardModifier.NoModifier))


@pytest.mark.parametrize("kind", ["rectangle", "polygon"])
def test_escape_gives_up_and_the_tool_in_use_before_comes_back(qtbot, shown, canvas, kind):
    before = canvas.mapTool()
    choose(shown, kind)
    qtbot.mousePress(canvas.viewport(), LEFT, pos=QPoint(50, 50))
    hover(canvas, QPoint(90, 90))
    if kind == "polygon":
        qtbot.mouseRelease(canvas.viewport(), LEFT, pos=QPoint(90, 90))
    assert bands(canvas)
    key(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is before and bands(canvas) == []
    assert shown.form.draw.text() == "Draw on the map" and not shown.form.draw.isChecked()
    qtbot.waitUntil(lambda: "No area is drawn yet" in shown.form.note.text(), timeout=5000)


def test_a_click_is_no_rectangle_and_two_corners_are_no_polygon(qtbot, shown, canvas):
    choose(shown, "rectangle")
    drag(qtbot, canvas, (500008, 300008), (500008, 300008))
    assert isinstance(canvas.mapTool(), RectangleTool), "still waiting for one"
    choose(shown, "polygon")
    for at in (QPoint(10, 10), QPoint(90, 90)):
        qtbot.mouseClick(canvas.viewport(), LEFT, pos=at)
    key(canvas, Qt.Key.Key_Return)
    assert isinstance(canvas.mapTool(), PolygonTool)
    shown.form.draw.click()
    assert not isinstance(canvas.mapTool(), PolygonTool)


def test_another_tool_of_qgis_ends_the_drawing(shown, canvas):
    choose(shown, "rectangle")
    other = QgsMapToolPan(canvas)
    canvas.setMapTool(other)
    assert canvas.mapTool() is other and shown.form.draw.text() == "Draw on the map" and bands(canvas) == []
    canvas.unsetMapTool(other)


def test_a_crossed_polygon_is_made_valid(qtbot, shown, canvas):
    choose(shown, "polygon")
    for at in ((500004, 300004), (500028, 300020), (500028, 300004), (500004, 300020)):
        qtbot.mouseClick(canvas.viewport(), LEFT, pos=pixel(canvas, *at))
    key(canvas, Qt.Key.Key_Return)
    assert shown.on_map._band.shape.isGeosValid() and shown.on_map._band.shape.area() > 150


def test_selected_polygons_are_shown_and_follow_the_selection(qtbot, shown, canvas):
    layer = area_layer("blocks", (500000, 300000, 500004, 300004), (500008, 300008, 500012, 300012))
    choose(shown, "features")
    shown.form.polygons.setLayer(layer)
    area = lambda: shown.on_map._band.shape.area()  # noqa: E731
    qtbot.waitUntil(lambda: area() == pytest.approx(32), timeout=5000)
    layer.selectByExpression("$id = 2")
    qtbot.waitUntil(lambda: area() == pytest.approx(16), timeout=5000)
    QgsProject.instance().removeMapLayer(layer)
    qtbot.waitUntil(lambda: "No polygon layer is chosen" in shown.form.note.text(), timeout=5000)
    assert bands(canvas) == []


def test_the_map_keeps_showing_the_runs_area_while_the_user_looks_elsewhere(qtbot, shown, canvas, staged):
    staged(WAIT)
    canvas.setExtent(QgsRectangle(500004, 300004, 500012, 300010))
    choose(shown, "canvas")
    shown.run()
    of_the_run = shown.on_map._band.shape.boundingBox()
    canvas.setExtent(QgsRectangle(500020, 300012, 500028, 300018))
    qtbot.wait(400)
    assert shown.on_map._band.shape.boundingBox() == of_the_run and bands(canvas)
    with qtbot.waitSignal(shown.cancelled, timeout=20000):
        shown.cancel()
    qtbot.waitUntil(lambda: shown.on_map._band.shape.boundingBox() != of_the_run, timeout=5000)


def test_nothing_stays_on_the_map_when_the_plugin_goes(qtbot, shown, canvas):
    count = len([i for i in canvas.scene().items() if isinstance(i, QgsRubberBand)])
    shown.on_map.set_drawn(
        QgsGeometry.fromRect(QgsRectangle(500004, 300004, 500012, 300012)), canvas.mapSettings().destinationCrs()
    )
    choose(shown, "polygon")
    shown.form.draw.click()
    assert bands(canvas)
    before = canvas.mapTool()
    shown.on_map.remove()
    assert len([i for i in canvas.scene().items() if isinstance(i, QgsRubberBand)]) == count - 1
    assert not isinstance(before, PolygonTool) or canvas.mapTool() is not before
    canvas.setExtent(QgsRectangle(500004, 300004, 500012, 300010))  # nobody listens any more
    shown.on_map.remove()  # twice does no harm


def test_a_hidden_dock_shows_no_area(qtbot, shown, canvas):
    shown.on_map.set_drawn(
        QgsGeometry.fromRect(QgsRectangle(500004, 300004, 500012, 300012)), canvas.mapSettings().destinationCrs()
    )
    assert bands(canvas)
    shown.hide()
    qtbot.waitUntil(lambda: bands(canvas) == [], timeout=5000)
    shown.show()
    qtbot.waitUntil(lambda: bands(canvas) != [], timeout=5000)


def test_a_web_layer_says_what_it_takes_and_a_run_fetches_it_first(qtbot, shown, canvas, staged, results, tmp_path):
    staged(done(results))
    with serving() as server:
        layer = QgsRasterLayer(f"type=xyz&url={server.root}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax=18", "photo", "wms")
        QgsProject.instance().addMapLayer(layer)
        shown.set_raster(layer)
        canvas.setDestinationCrs(layer.crs())
        area = QgsGeometry.fromRect(QgsRectangle(*bounds(600, 700, 900, 800)))
        shown.on_map.set_drawn(area, layer.crs(), "rectangle")
        assert shown.form.note.text().startswith("Fetched from 127.0.0.1 first: ")
        assert "Its terms of use apply." in shown.form.note.text()
        run(qtbot, shown)
        config = staged.requests()[0]["config"]
        assert config["image"].startswith(str(tmp_path / "out" / "snapshots" / "photo_"))
        assert config["out"].startswith(str(tmp_path / "out")) and config["area"]["crs"] == "EPSG:3857"
        asked = len(server.requests)
        run(qtbot, shown)  # the same again: the same picture, the same folder
        again = staged.requests()[1]["config"]
        assert (again["image"], again["out"]) == (config["image"], config["out"])
        new = [path for path in server.requests[asked:] if "/18/" in path]
        shown.hide()
        canvas.stopRendering()
        assert new == [] or canvas.layers(), "only the map itself may have asked"


def test_a_web_layer_that_fails_leaves_the_dock_ready_and_nothing_on_the_disk(qtbot, shown, staged, tmp_path, said):
    staged(done({}))
    with serving() as server:
        server.status = 403
        layer = QgsRasterLayer(f"type=xyz&url={server.root}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax=18", "photo", "wms")
        QgsProject.instance().addMapLayer(layer)
        shown.set_raster(layer)
        shown.on_map.set_drawn(QgsGeometry.fromRect(QgsRectangle(*bounds(600, 700, 900, 800))), layer.crs())
        with qtbot.waitSignal(shown.failed, timeout=20000) as caught:
            shown.run()
    assert caught.args[0].startswith("127.0.0.1 refuses access to this layer (403).") and caught.args[0] in said()
    assert staged.requests() == [] and list((tmp_path / "out" / "snapshots").iterdir()) == []
    assert shown.panel.run_button.isEnabled()
