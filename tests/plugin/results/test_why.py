"""“Why here?” with the real engine: a click on the map opens the pictures that decided."""

import shutil
import threading
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsPointXY, QgsProject, QgsRasterLayer
from qgis.gui import QgsMapToolPan
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QWidget
from terralex.core.vocabulary import parse_names, with_colours
from terralex.plugin.dock import TerralexDock
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results.layers import add_results, run_layers, run_of
from terralex.plugin.results.why import Why, WhyPanel, _file, _in_words

from ..ends import finishing

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
    with finishing(qtbot, made, TIMEOUT_MS):
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


def test_a_click_is_answered_while_something_goes_on(qtbot, dock, qgis_iface, said):
    """By a second process of the engine, which ends with what goes on."""
    going = threading.Event()

    def job(token):
        while not going.wait(0.05):
            token.check()
        yield from ()

    dock._runner.start("a long run", job, lambda _: None, lambda _: None, lambda: None)
    qgis_iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    assert all(button.isEnabled() for button in dock.panel.result_buttons)
    dock.panel.why.emit()
    dock.why._on_click(QgsPointXY(500040.15, 5199999.85))
    qtbot.waitUntil(lambda: "% sure, at 500040.15" in texts(dock.why.panel)[0], timeout=TIMEOUT_MS)
    second = dock._runner.beside._remote
    assert second.pid and second.pid != dock._runner.remote.pid and dock._runner.busy
    going.set()
    qtbot.waitUntil(lambda: not dock._runner.busy and second.pid is None, timeout=TIMEOUT_MS)
    dock.why.panel.close()


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


def test_the_sentence_that_a_captioner_made_is_told_as_it_is():
    witness = {"level": "attention", "word": "road", "number": 16, "caption": "a photograph of road & <b>"}
    verdict = {"name": "road", "share": 0.5, "witnesses": [witness]}
    assert "told of this place: “a photograph of road &amp; &lt;b&gt;”." in _in_words(verdict, {})
    assert "told" not in _in_words({**verdict, "witnesses": [{**witness, "caption": ""}]}, {})


def test_the_plugin_leaves_no_tool_and_no_panel_behind(dock, qgis_iface):
    dock.why.start()
    tool = qgis_iface.mapCanvas().mapTool()
    dock.why.stop()
    assert dock.why.panel is None and qgis_iface.mapCanvas().mapTool() is not tool


def test_the_picture_that_speaks_for_a_class_is_rejected_where_it_is_seen(qtbot, qgis_app, image):
    panel, told = WhyPanel(), []
    qtbot.addWidget(panel)
    panel.not_this.connect(lambda *what: told.append(what))
    drawn = {"word": "roof", "picture": 2, "level": "part", "side": "fg", "file": str(image), "owner": "building"}
    classes = [
        {"value": 1, "name": "building", "share": 0.6, "witnesses": [drawn]},
        {"value": 2, "name": "road", "share": 0.3, "witnesses": [{**drawn, "level": "attention", "number": 8}]},
        {"value": 0, "name": "background", "share": 0.1, "witnesses": [{**drawn, "chip": "ab"}]},
    ]
    answer = {"class": "building", "confidence": 0.6, "x": 0.0, "y": 0.0, "map": 1, "here": "", "classes": classes}
    panel.show_answer(answer, {})
    button, of_chip = panel.findChildren(QPushButton)
    assert button.accessibleName() == "Not this one: picture 3 of roof"
    button.click()
    button.click()
    assert told == [(drawn,)] and not button.isEnabled() and of_chip.isEnabled()
    assert "your own chip 3 of <i>roof</i>" in texts(panel)[-1]


def test_not_this_one_is_said_of_the_run_that_was_asked(qtbot, dock, qgis_iface, said):
    told = []
    dock.why.not_this = lambda *what: told.append(what)
    qgis_iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    dock.why.start()
    dock.why.ask(QgsPointXY(500040.15, 5199999.85))
    qtbot.waitUntil(lambda: bool(dock.why.panel.findChildren(QPushButton)), timeout=TIMEOUT_MS)
    dock.why.panel.findChildren(QPushButton)[0].click()
    layers = run_layers(QgsProject.instance(), None)
    layer, witness = told[0]
    assert layer is layers["classes"] and witness["owner"] in ("building", "water") and witness["picture"] >= 0
    QgsProject.instance().removeMapLayer(layer.id())
    dock.why.panel.not_this.emit(witness)
    assert len(told) == 1 and "There is no result" in said()


@pytest.mark.parametrize("way", ["close", "reject", "key"])
def test_the_panel_is_closed_in_every_way_and_the_map_gets_its_tool_back_once(qtbot, qgis_app, way):
    panel = WhyPanel()
    qtbot.addWidget(panel)
    told = []
    panel.closed.connect(lambda: told.append(1))
    panel.show()
    if way == "key":
        QTest.keyClick(panel, Qt.Key.Key_Escape)
    else:
        getattr(panel, way)()
    assert not panel.isVisible() and told == [1]


def test_the_panel_steps_aside_from_the_place_that_was_clicked(qtbot, qgis_app):
    window = QWidget()
    qtbot.addWidget(window)
    window.setGeometry(0, 0, 1600, 900)
    window.show()
    panel = WhyPanel(window)
    panel.show()
    panel.move(1000, 100)
    clicked = panel.frameGeometry().center()
    panel.clear_of(clicked)
    assert not panel.frameGeometry().contains(clicked)
    before = panel.pos()
    panel.clear_of(clicked)
    assert panel.pos() == before


def test_the_result_that_is_seen_is_asked_and_not_the_active_one(qgis_new_project, qgis_iface, results, tmp_path):
    project = QgsProject.instance()
    specs = with_colours(parse_names("building, road"))
    lower = add_results(project, results, specs, "image")
    other = Path(shutil.copytree(results["folder"], tmp_path / "upper"))
    moved = {key: str(other / Path(path).name) for key, path in results.items() if key != "folder"}
    upper = add_results(project, {**moved, "folder": str(other)}, specs, "image")
    why = Why(qgis_iface, None, None)
    below = run_layers(project, next(la for la in project.mapLayers().values() if run_of(la) == lower))["polygons"]
    qgis_iface.setActiveLayer(below)
    qgis_iface.mapCanvas().setDestinationCrs(below.crs())
    place = QgsPointXY(500010, 300010)
    assert run_of(why._on_top(place)) == upper
    group = project.layerTreeRoot().children()[0]
    group.setItemVisibilityChecked(False)
    assert run_of(why._on_top(place)) == lower


def test_what_a_class_file_brought_along_is_shown_but_not_rejected(qtbot, qgis_app, image):
    panel = WhyPanel()
    qtbot.addWidget(panel)
    witness = {"word": "roof", "picture": 2, "level": "part", "side": "fg", "class_file": "ab" * 32}
    verdicts = [
        {"value": 1, "name": "building", "share": 0.6, "witnesses": [{**witness, "file": str(image)}]},
        {"value": 2, "name": "road", "share": 0.4, "witnesses": [witness]},
    ]
    answer = {"class": "building", "confidence": 0.6, "x": 0.0, "y": 0.0, "map": 1, "here": "", "classes": verdicts}
    panel.show_answer(answer, {})
    assert "Not this one" not in [button.text() for button in panel.findChildren(QPushButton)]
    assert "as in picture 3" in _in_words(verdicts[0], {})
    assert "No picture came with that" in _in_words(verdicts[1], {}) and "picture 3" not in _in_words(verdicts[1], {})
