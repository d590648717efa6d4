"""What goes wrong in the hands of people: one sentence on the message bar, QGIS alive, nothing half-written."""

import os
import signal
from pathlib import Path

import pytest
from qgis.core import QgsGeometry, QgsProject, QgsRasterLayer, QgsRectangle
from terralex.core.errors import TerralexError
from terralex.plugin import settings
from terralex.plugin.engine.remote import Remote

from ..ends import finishing
from ..test_dock import PROGRESS, WAIT, area_layer, done

NO_TORCH = "/usr/bin/python3"  # QGIS's own, without the engine's packages


@pytest.fixture
def refused(qtbot, dock, said):
    """Press Run; what the message bar says. Nothing was started, and the window is ready for the next try."""

    def press():
        with qtbot.waitSignal(dock.failed, timeout=20000) as caught:
            dock.run()
        assert caught.args[0] in said().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        assert dock.panel.run_button.isEnabled()
        assert QgsProject.instance().layerTreeRoot().findGroups() == []
        return caught.args[0]

    return press


def test_no_raster(dock, refused):
    QgsProject.instance().removeAllMapLayers()
    assert refused() == "No raster is chosen. Open an aerial or satellite image in QGIS and choose it at the top."


def test_no_class(dock, refused, staged):
    dock.set_classes("")
    assert "There is no class to look for. Type at least one name" in refused()
    assert staged.requests() == []


def test_a_class_listed_twice(dock, refused):
    dock.set_classes("building, road, Building")
    assert "The class “Building” is listed twice." in refused()


def test_a_class_without_a_name(dock, refused):
    dock.form.classes.table.item(0, 0).setText("   ")
    assert "A class has no name. Remove the empty row or type a name." in refused()


def test_a_name_of_500_characters_in_the_table(dock, refused):
    dock.form.classes.table.item(0, 0).setText("x" * 500)
    assert "has 500 characters; 100 are allowed" in refused()


def test_a_name_of_500_characters_typed_into_the_line(dock, said):
    dock.form.classes.line.setText("road, " + "x" * 500)
    dock.form.classes.add_typed()
    assert "has 500 characters; 100 are allowed" in said()
    assert dock.form.classes.line.text().startswith("road, xxx")  # what was typed is not lost


def test_a_name_of_500_characters_left_in_the_line(dock, refused, staged):
    dock.form.classes.line.setText("x" * 500)
    assert "has 500 characters; 100 are allowed" in refused()
    assert staged.requests() == []


def test_unicode_names_are_taken_as_they_are(qtbot, dock, staged, results):
    staged(done(results))
    dock.set_classes("zażółć, road")
    with finishing(qtbot, dock, 20000):
        dock.run()
    assert staged.requests()[0]["config"]["classes"][0]["name"] == "zażółć"


def test_a_name_with_a_control_character(dock, refused):
    dock.form.classes.table.item(0, 0).setText("road\x07")
    assert "contains a control character" in refused()


def test_a_word_that_the_pack_does_not_know(dock, refused, staged):
    dock.set_classes("building, roat")
    text = refused()
    assert "The pack “starter” does not know “roat”. The nearest words it knows: road" in text
    assert staged.requests() == []


def test_a_name_with_html_is_shown_as_it_is_typed(dock, refused, said):
    dock.set_classes("<b>roat</b>")
    assert "“<b>roat</b>”" in refused()
    assert "“<b>roat</b>”" in said()


def test_no_pack_on_this_computer(dock, refused, monkeypatch, tmp_path):
    monkeypatch.setattr("terralex.core.packs.EMBEDDED", tmp_path / "nowhere")
    monkeypatch.delenv("TERRALEX_PACKS")
    assert "There is no pack “starter” on this machine." in refused()


def test_a_killed_engine(qtbot, dock, staged, results, runner, said):
    staged(PROGRESS, WAIT)
    dock.run()
    qtbot.waitUntil(lambda: dock.panel.status.text() == "Matching 120 of 900 windows", timeout=20000)
    with qtbot.waitSignal(dock.failed, timeout=20000) as caught:
        os.kill(runner.remote.pid, signal.SIGKILL)
    assert "The engine stopped by itself (killed by signal 9)" in caught.args[0]
    assert "Press Run again" in said()
    staged(done(results))
    with finishing(qtbot, dock, 20000):
        dock.run()


def test_the_chosen_python_lacks_the_engines_packages(dock, refused, runner):
    from terralex.plugin.engine.python import PythonFinder

    settings.put("python", NO_TORCH)
    runner.remote.find_python = PythonFinder()
    text = refused()
    assert f"The Python {NO_TORCH} (the setting terralex/python) cannot run the engine: it lacks torch, " in text
    assert "diffusers" in text and "choose another Python in Terralex's set-up panel" in text
    assert dock.set_up.isVisibleTo(dock)
    assert (
        "it lacks torch" in dock.set_up.tried.text() and NO_TORCH in dock.set_up.reason.text()
    )  # the panel that can mend it says so as well


def test_a_second_run_while_one_is_going_on(qtbot, dock, staged, said):
    staged(PROGRESS, WAIT)
    dock.run()
    with qtbot.waitSignal(dock.failed, timeout=5000) as caught:
        dock.run()
    assert caught.args[0] == "A run is already going on. Wait for it to end, or cancel it."
    assert caught.args[0] in said()
    qtbot.waitUntil(lambda: dock.panel.status.text() == "Matching 120 of 900 windows", timeout=20000)
    with qtbot.waitSignal(dock.cancelled, timeout=20000):
        dock.cancel()
    assert len(staged.requests()) == 1


@pytest.mark.parametrize("place", ["/proc/terralex", "a file"])
def test_an_output_folder_that_cannot_be_written(dock, refused, staged, tmp_path, place):
    if place == "a file":
        place = str(tmp_path / "a file")
        Path(place).write_text("in the way")
    dock.set_output(place)
    text = refused()
    assert f"The output folder {place} cannot be written: " in text and "Choose another output folder." in text
    assert staged.requests() == []


def test_the_map_shows_no_part_of_the_raster(dock, refused, raster, qgis_canvas):
    qgis_canvas.setDestinationCrs(raster.crs())
    qgis_canvas.setExtent(QgsRectangle(900000, 900000, 900100, 900100))
    dock.form.area.setCurrentIndex(dock.form.area.findData("canvas"))
    assert refused() == "The map shows no part of “image”. Zoom to the raster and press Run again."


def test_polygons_outside_the_raster(dock, refused):
    dock.form.polygons.setLayer(area_layer("far away", (0, 0, 10, 10)))
    dock.form.area.setCurrentIndex(dock.form.area.findData("features"))
    assert "The polygons of “far away” lie outside “image”." in refused()


def test_no_polygon_layer_and_an_empty_one(dock, refused):
    dock.form.area.setCurrentIndex(dock.form.area.findData("features"))
    assert "No polygon layer is chosen" in refused()
    dock.form.polygons.setLayer(area_layer("empty"))
    assert "The layer “empty” holds no polygon." in refused()


def test_the_file_of_the_raster_was_deleted(dock, refused, image):
    image.unlink()
    assert f"The file of “image” is no longer there: {image}." in refused()


def test_a_whole_web_service(dock, refused):
    layer = QgsRasterLayer("type=xyz&url=file:///nowhere/{z}/{x}/{y}.png&zmax=18&zmin=0", "tiles", "wms")
    QgsProject.instance().addMapLayer(layer)
    dock.set_raster(layer)
    text = refused()
    assert "requests to the service; 4,000 are allowed in one run. Choose a smaller area" in text


def test_an_area_that_was_not_drawn(dock, refused):
    dock.form.area.setCurrentIndex(dock.form.area.findData("rectangle"))
    assert refused() == "No area is drawn yet. Press “Draw on the map”, draw it, and press Run again."


def test_a_drawn_area_beside_the_raster(dock, refused, raster):
    dock.on_map.set_drawn(QgsGeometry.fromRect(QgsRectangle(0, 0, 9, 9)), raster.crs(), "rectangle")
    assert refused() == "The drawn area lies outside “image”. Draw it over the raster."


def test_an_error_of_the_engine_in_its_own_words(dock, refused, staged):
    said = {"event": "error", "kind": "InputError", "message": "image.tif cannot be read.", "hint": "Is it complete?"}
    staged({"say": said})
    assert refused() == "image.tif cannot be read. Is it complete?"


def test_results_that_cannot_be_opened(dock, refused, staged, results):
    Path(results["segments"]).unlink()
    staged(done(results))
    assert "segments.gpkg" in refused()


def test_a_python_that_is_none(dock, refused, runner):
    runner.remote = Remote(lambda: "/no/such/python", runner.remote.log)
    assert "The engine could not be started with /no/such/python" in refused()


def test_actions_on_results_without_a_result(dock, said):
    for action in (dock.panel.burn, dock.panel.polygonise, dock.panel.export):
        action.emit()
    assert said().count("There is no result in this project. Press Run first") == 3


def test_the_scripted_surface_raises_what_a_script_did_wrong(dock):
    with pytest.raises(TerralexError, match="500 characters"):
        dock.set_classes("x" * 500)
    assert [row.name for row in dock.form.classes.rows()] == ["building", "road"]
