"""“Why here?” with the real engine: a click on the map opens the pictures that decided."""

from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtWidgets import QLabel
from terralex.plugin.dock import TerralexDock
from terralex.plugin.runner import Runner
from terralex.plugin.why import _file, _in_words

TIMEOUT_MS = 120000


@pytest.fixture
def dock(qtbot, qgis_iface, qgis_new_project, monkeypatch, tiny_pack, small_raster, engine, tmp_path):
    """The dock on the real engine after a run on two classes."""
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    runner = Runner(engine)
    layer = QgsRasterLayer(str(small_raster), "small")
    QgsProject.instance().addMapLayer(layer)
    qgis_iface.messageBar().clear_messages()
    made = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(made, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    made.form.pack.setCurrentIndex(made.form.pack.findText(tiny_pack.name))
    made.form.preset.setCurrentIndex(made.form.preset.findData("draft"))
    made.set_raster(layer)
    made.set_classes("building, water")
    made.set_output(tmp_path / "out")
    with qtbot.waitSignal(made.finished, timeout=TIMEOUT_MS):
        made.run()
    return made


def texts(panel):
    return [label.text() for label in panel.findChildren(QLabel)]


def test_a_click_shows_the_place_and_the_pictures_that_decided(qtbot, dock, qgis_iface, engine):
    canvas = qgis_iface.mapCanvas()
    pan = QgsMapToolPan(canvas)
    canvas.setMapTool(pan)
    dock.panel.why.emit()
    assert dock.why.panel.isVisible() and canvas.mapTool() is not pan
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    there = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32633"), QgsCoordinateReferenceSystem("EPSG:4326"), QgsProject.instance()
    ).transform(QgsPointXY(500040.15, 5199999.85))
    with qtbot.waitSignal(dock._runner.busy_changed, check_params_cb=lambda busy: not busy, timeout=TIMEOUT_MS):
        canvas.mapTool().canvasClicked.emit(there, 1)
    qtbot.waitUntil(lambda: dock.why.panel.rows.count() > 2)
    said = texts(dock.why.panel)
    assert "% sure, at 500040.15, 5199999.85." in said[0]
    assert any("<b>building</b>" in text for text in said) and any("<b>water</b>" in text for text in said)
    assert any("The place resembles" in text and "picture" in text for text in said)
    pictures = [label for label in dock.why.panel.findChildren(QLabel) if label.pixmap() and label.pixmap().width()]
    assert len(pictures) >= 3, "the place and at least two support pictures"
    colours = {pictures[0].pixmap().toImage().pixelColor(x, 64).name() for x in range(0, 128, 4)}
    assert len(colours) > 3, "the picture of the place is not blank"
    dock.why.panel.close()
    assert canvas.mapTool() is pan


def test_a_click_outside_the_result_is_told_and_nothing_else_happens(qtbot, dock, qgis_iface, said):
    qgis_iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    dock.why.start()
    with qtbot.waitSignal(dock._runner.busy_changed, check_params_cb=lambda busy: not busy, timeout=TIMEOUT_MS):
        dock.why._on_click(QgsPointXY(0, 0))
    qtbot.waitUntil(lambda: "lies outside the raster" in said())


def test_without_a_result_the_tool_says_what_to_do(qtbot, dock, said):
    folder = Path(dock.form.output.filePath())
    assert folder.is_dir()
    QgsProject.instance().clear()
    dock.panel.why.emit()
    assert "There is no result in this project." in said() and dock.why.panel is None


def test_a_word_that_speaks_for_itself_has_no_picture():
    witness = {"level": "text", "word": "road", "side": "fg", "picture": 0}
    verdict = {"name": "road", "share": 0.5, "witnesses": [witness]}
    assert "near the word <i>road</i> itself" in _in_words(verdict, {}) and _file(verdict) is None


def test_the_plugin_leaves_no_tool_and_no_panel_behind(dock, qgis_iface):
    dock.why.start()
    tool = qgis_iface.mapCanvas().mapTool()
    dock.why.stop()
    assert dock.why.panel is None and qgis_iface.mapCanvas().mapTool() is not tool
