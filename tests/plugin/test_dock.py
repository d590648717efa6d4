"""The dock as people use it: fill, run, watch, cancel, read what it says."""

import os
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QTableWidget
from terralex.core.vocabulary import USUAL_COLOURS
from terralex.plugin.messages import unexpected
from terralex.plugin.panel import run_panel
from terralex.plugin.review.pages import MAKE
from terralex.plugin.wording import left_in_words

from .ends import finishing

PROGRESS = {
    "say": {
        "event": "progress",
        "stage": "match",
        "message": "Matching 120 of 900 windows",
        "done": 120,
        "total": 900,
        "overall": 0.4,
        "left_s": 200.0,
    }
}
WAIT = {"wait_cancel": True}


def done(results):
    return {"say": {"event": "result", "result": results}}


def area_layer(name="area", *boxes):
    layer = QgsVectorLayer("Polygon?crs=EPSG:2180", name, "memory")
    features = []
    for rectangle in boxes:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(*rectangle)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    QgsProject.instance().addMapLayer(layer)
    return layer


def run(qtbot, dock):
    with finishing(qtbot, dock, 20000) as caught:
        dock.run()
    return caught.args[0]


def test_a_run_ends_as_a_group_of_layers(qtbot, dock, staged, results, said):
    staged(PROGRESS, done(results))
    assert run(qtbot, dock) == results
    group = QgsProject.instance().layerTreeRoot().children()[0]
    names = [node.layer().name().split(", ")[0] for node in group.findLayers()]
    assert names == ["image polygons", "image classes", "image confidence"] and group.name().startswith("image, ")
    assert [node.isVisible() for node in group.findLayers()] == [True, False, False]
    assert "Done in" in said() and dock.panel.status.toolTip() == results["folder"]


@pytest.mark.parametrize(
    "work, sentence",
    [
        ({"encoded_windows": 9, "kept_windows": 0, "drawn_words": ["road"]}, None),
        ({"encoded_windows": 0, "kept_windows": 9, "drawn_words": ["pond", "car"]}, "Only pond, car was new"),
        ({"encoded_windows": 0, "kept_windows": 9, "drawn_words": []}, "Everything was known"),
    ],
)
def test_what_an_earlier_run_saved_is_told(qtbot, dock, staged, results, said, work, sentence):
    staged(done({**results, **work}))
    run(qtbot, dock)
    assert sentence in said() if sentence else "known from an earlier run" not in said()


def test_the_line_about_a_finished_run_opens_its_folder(qtbot, dock, staged, results, monkeypatch):
    opened = []
    monkeypatch.setattr(run_panel.QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    staged(done(results))
    dock.show()
    run(qtbot, dock)
    status = dock.panel.status
    status.setFocus()
    qtbot.keyClick(status, Qt.Key.Key_Tab)
    qtbot.keyClick(status, Qt.Key.Key_Return)
    assert opened == [results["folder"]]


def test_what_the_dock_shows_is_what_the_engine_is_asked(qtbot, dock, staged, results, image, pack, tmp_path):
    staged(done(results))
    dock.form.preset.setCurrentIndex(dock.form.preset.findData("draft"))
    dock.form.classes.line.setText("water: lake|pond")  # typed and not added: it is meant as well
    run(qtbot, dock)
    config = staged.requests()[0]["config"]
    assert config["image"] == str(image) and config["pack"] == str(pack) and config["preset"] == "draft"
    assert [c["name"] for c in config["classes"]] == ["building", "road", "water"]
    assert config["classes"][2]["words"] == ["lake", "pond"]
    assert len({c["colour"] for c in config["classes"]}) == 3
    assert config["area"] is None
    assert os.path.dirname(config["out"]) == str(tmp_path / "out")


def test_a_finished_run_is_never_written_into_again(qtbot, dock, staged, results, tmp_path):
    staged(done(results))
    run(qtbot, dock)
    run(qtbot, dock)
    first, second = (request["config"]["out"] for request in staged.requests())
    assert first == second  # nothing was finished there: it is resumed
    os.makedirs(second)
    open(os.path.join(second, "classes.tif"), "w").close()
    run(qtbot, dock)
    assert staged.requests()[2]["config"]["out"] == first + "_2"


def test_a_run_that_was_stopped_on_an_earlier_day_is_resumed(qtbot, dock, staged, results):
    staged(done(results))
    run(qtbot, dock)
    today = Path(staged.requests()[0]["config"]["out"])
    earlier = today.with_name("2001-01-01" + today.name[10:])
    earlier.mkdir(parents=True)
    (earlier / "ledger.jsonl").touch()
    run(qtbot, dock)
    assert staged.requests()[1]["config"]["out"] == str(earlier)


def test_the_output_goes_beside_the_raster_unless_another_folder_is_named(qtbot, dock, staged, results, image):
    staged(done(results))
    dock.set_output("")
    run(qtbot, dock)
    assert staged.requests()[0]["config"]["out"].startswith(str(image.parent / "terralex_runs"))


def test_the_stage_and_the_time_left_are_told_in_words(qtbot, dock, staged):
    staged(PROGRESS, WAIT)
    dock.run()
    qtbot.waitUntil(lambda: dock.panel.status.text() == "Matching 120 of 900 windows", timeout=20000)
    assert dock.panel.left.text() == "about 3 min left"
    assert dock.panel.bar.value() == 400
    assert dock.panel.cancel_button.isEnabled() and not dock.panel.run_button.isEnabled()
    with qtbot.waitSignal(dock.cancelled, timeout=20000):
        dock.panel.cancel_button.click()
    assert "Stopped" in dock.panel.status.text()
    assert dock.panel.run_button.isEnabled() and not dock.panel.cancel_button.isEnabled()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (5, "less than a minute left"),
        (130, "about 2 min left"),
        (9000, "about 2.5 h left"),
    ],
)
def test_time_left_is_said_as_people_say_it(seconds, words):
    assert left_in_words(seconds) == words


def test_the_task_manager_shows_the_progress_and_can_cancel(qtbot, dock, staged):
    staged(PROGRESS, WAIT)
    dock.run()
    task = next(t for t in QgsApplication.taskManager().activeTasks() if t.description() == "Terralex: image")
    qtbot.waitUntil(lambda: abs(task.progress() - 40.0) < 0.01, timeout=20000)
    with qtbot.waitSignal(dock.cancelled, timeout=20000):
        task.cancel()


def test_the_window_stays_alive_while_the_engine_works(qtbot, dock, staged, results):
    staged({"sleep": 1.0}, done(results))
    dock.run()
    dock.set_classes("water")
    assert dock.form.classes.rows()[0].name == "water"
    with finishing(qtbot, dock, 20000):
        pass
    # The layers are those that were asked for, not those that were typed in the meantime.
    polygons = QgsProject.instance().layerTreeRoot().findLayers()[0].layer()
    assert [c.label() for c in polygons.renderer().categories()] == ["building", "road", "background"]


def test_warnings_of_a_run_stay_on_the_message_bar(qtbot, dock, staged, results, said):
    note = {"say": {"event": "note", "message": "The raster has no CRS.", "level": "warning"}}
    info = {"say": {"event": "note", "message": "Prototypes were kept from before.", "level": "info"}}
    staged(note, info, done(results))
    run(qtbot, dock)
    assert "The raster has no CRS." in said()
    assert "Prototypes were kept" not in said()


def test_a_bug_goes_to_the_log_and_the_bar_says_so(qtbot, dock, staged, said):
    lines = []
    QgsApplication.messageLog().messageReceived.connect(lambda text, tag, _level: lines.append((tag, text)))
    staged({"say": {"event": "error", "kind": "Bug", "message": "KeyError", "traceback": "Traceback: deep inside"}})
    with qtbot.waitSignal(dock.failed, timeout=20000) as caught:
        dock.run()
    assert caught.args == [unexpected()] and unexpected() in said()
    assert any(tag == "Terralex" and "deep inside" in text for tag, text in lines)


def test_the_area_can_be_what_the_map_shows(qtbot, dock, staged, results, qgis_canvas):
    staged(done(results))
    qgis_canvas.setDestinationCrs(QgsProject.instance().mapLayersByName("image")[0].crs())
    qgis_canvas.setExtent(QgsRectangle(500004, 300004, 500012, 300012))
    dock.form.area.setCurrentIndex(dock.form.area.findData("canvas"))
    run(qtbot, dock)
    area = staged.requests()[0]["config"]["area"]
    assert area["crs"] == "EPSG:2180"
    xs, ys = zip(*area["geometries"][0]["coordinates"][0])
    seen = qgis_canvas.extent()
    assert (min(xs), max(xs), min(ys), max(ys)) == (seen.xMinimum(), seen.xMaximum(), seen.yMinimum(), seen.yMaximum())


def test_the_area_can_be_all_or_the_selected_polygons_of_a_layer(qtbot, dock, staged, results):
    staged(done(results))
    layer = area_layer("blocks", (500000, 300000, 500004, 300004), (500008, 300008, 500012, 300012))
    assert dock.form.polygons.isHidden()
    dock.form.area.setCurrentIndex(dock.form.area.findData("features"))
    assert not dock.form.polygons.isHidden()
    dock.form.polygons.setLayer(layer)
    run(qtbot, dock)
    layer.selectByExpression("$id = 2")
    run(qtbot, dock)
    every, selected = (request["config"]["area"]["geometries"] for request in staged.requests())
    assert len(every) == 2 and selected == [every[1]]
    assert selected[0]["type"] == "Polygon" and [500008, 300008] in selected[0]["coordinates"][0]


def test_rasters_that_runs_made_are_not_offered_as_input(qtbot, dock, staged, results, raster):
    staged(done(results))
    assert not any(button.isVisibleTo(dock) for button in dock.panel.result_buttons)
    run(qtbot, dock)
    combo = dock.form.raster
    assert [combo.layer(index).name() for index in range(combo.count())] == ["image"]
    assert combo.currentLayer() == raster
    dock.pages.turn(MAKE)
    assert all(button.isVisibleTo(dock) for button in dock.panel.result_buttons)


def test_choices_outlive_the_session(qtbot, qgis_iface, dock, runner, staged, results, tmp_path):
    from terralex.plugin.dock import TerralexDock

    staged(done(results))
    dock.form.preset.setCurrentIndex(dock.form.preset.findData("best"))
    run(qtbot, dock)
    again = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(again, before_close_func=lambda widget: widget.close_down())
    assert again.form.preset_name() == "best" and again.form.output.filePath() == str(tmp_path / "out")


def test_topological_editing_is_switched_on_and_told(qtbot, dock, staged, results, said):
    staged(done(results))
    assert not QgsProject.instance().topologicalEditing()
    run(qtbot, dock)
    assert QgsProject.instance().topologicalEditing()
    assert "borders that polygons share move together" in said()


def test_every_control_has_a_name_for_screen_readers(dock):
    kinds = (QAbstractButton, QComboBox, QLineEdit, QTableWidget, QAbstractSpinBox)
    nameless = [
        type(widget).__name__
        for kind in kinds
        for widget in dock.widget().findChildren(kind)
        if not (widget.accessibleName() or getattr(widget, "text", str)() or widget.parent().accessibleName())
        and not widget.objectName().startswith("qt_")
        and widget.isVisibleTo(dock)
    ]
    assert nameless == []


@pytest.mark.parametrize("width", [300, 420])
def test_the_dock_fits_and_draws_what_it_holds(qtbot, dock, raster, width):
    raster.setName("a raster with a name that is much longer than the dock is wide, as they come from a portal")
    dock.resize(width, 800)
    dock.show()
    qtbot.waitExposed(dock)
    viewport = dock.form.parentWidget().parentWidget()
    qtbot.waitUntil(lambda: dock.form.width() == viewport.width())
    assert dock.minimumSizeHint().width() <= 300 and dock.width() == width
    picture = dock.grab().toImage()
    if "DOCK_PICTURE" in os.environ:
        picture.save(f"{os.environ['DOCK_PICTURE']}_{width}.png")
    seen = {picture.pixelColor(x, y).name() for x in range(0, width, 2) for y in range(0, 800, 2)}
    assert {row.colour for row in dock.form.classes.rows()} <= seen
    for button in (dock.panel.run_button, dock.panel.cancel_button, dock.form.raster, dock.form.classes.table):
        corner = button.mapTo(dock, button.rect().bottomRight())
        assert corner.x() < width and corner.y() < 800
    dock.set_up.explain("No Python on this computer can run the engine.")
    qtbot.waitUntil(lambda: dock.form.width() == viewport.width())  # also beside a scroll bar nothing is cut off


def test_a_long_list_of_classes_can_be_ordered_and_shortened(dock):
    table = dock.form.classes
    dock.set_classes("building, road, water")
    colours = {row.name: row.colour for row in table.rows()}
    table.table.selectRow(2)
    table.move(-1)
    table.move(-1)
    table.move(-1)  # it is the first already
    assert [row.name for row in table.rows()] == ["water", "building", "road"]
    table.table.selectRow(1)
    table.remove_selected()
    assert [row.name for row in table.rows()] == ["water", "road"]
    assert {row.name: row.colour for row in table.rows()}.items() <= colours.items()
    table.line.setText("building; zażółć\nroad")
    table.add_typed()
    assert [row.name for row in table.rows()] == ["water", "road", "building", "zażółć", "road"]


def test_a_word_that_the_pack_does_not_know_is_marked_before_the_run(dock):
    dock.set_classes("building, roat, water")
    item = dock.form.classes.table.item(1, 0)
    assert "does not know “roat”" in item.toolTip() and "road" in item.toolTip()
    assert not item.icon().isNull()
    assert dock.form.classes.table.item(0, 0).toolTip() == ""
    assert "“roat”" in dock.form.classes.problem.text()
    item.setText("road")
    assert item.toolTip() == "" and dock.form.classes.problem.text() == ""


def test_a_word_of_another_language_is_told_with_the_english_one_that_the_pack_gets(dock):
    dock.set_classes("Gebäude: Häuser, road")
    table = dock.form.classes
    assert table.read.text() == "In English for the pack: Gebäude → building, Häuser → building."
    assert table.read.isVisibleTo(dock) and not table.problem.isVisibleTo(dock)
    assert [spec.name for spec in table.specs()] == ["Gebäude", "road"], "the class stays as it was typed"
    dock.set_classes("building, road")
    assert not table.read.isVisibleTo(dock)


def test_another_word_makes_an_unknown_class_known(dock):
    dock.set_classes("dach: building")
    assert dock.form.classes.table.item(0, 0).toolTip() == ""
    assert dock.form.classes.specs()[0].words == ("building",)


def test_well_known_names_get_their_usual_colours(dock):
    dock.set_classes("road")
    dock.form.classes.line.setText("water, spaceport")
    dock.form.classes.add_typed()
    colours = {row.name: row.colour for row in dock.form.classes.rows()}
    assert colours["road"] == USUAL_COLOURS["road"] and colours["water"] == USUAL_COLOURS["water"]
    assert colours["spaceport"] not in USUAL_COLOURS.values()


def test_names_are_added_with_the_enter_key(qtbot, dock):
    dock.set_classes("road")
    dock.form.classes.line.setText("water, building")
    qtbot.keyClick(dock.form.classes.line, Qt.Key.Key_Return)
    assert [row.name for row in dock.form.classes.rows()] == ["road", "water", "building"]
    assert dock.form.classes.line.text() == ""


def test_a_run_whose_project_was_closed_lands_in_no_other_one(qtbot, dock, staged, results, said, image):
    staged({"sleep": 1.0}, done(results))
    dock.run()
    QgsProject.instance().clear()
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(image), "of another project"))
    with finishing(qtbot, dock, 20000):
        pass
    assert [layer.name() for layer in QgsProject.instance().mapLayers().values()] == ["of another project"]
    assert "The project that it was begun in is not open any more" in said()
