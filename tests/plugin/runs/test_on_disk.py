"""Earlier runs: found on disk, opened, continued, used again, deleted."""

import json
import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QFile
from qgis.PyQt.QtWidgets import QMessageBox
from terralex.core.config import Area, RunConfig
from terralex.core.errors import InputError
from terralex.core.results import read_table, write_table
from terralex.core.vocabulary import parse_names, with_colours
from terralex.plugin import settings
from terralex.plugin.results.layers import run_layers
from terralex.plugin.runs import on_disk
from terralex.plugin.runs.job import spread
from terralex.plugin.runs.on_disk import delete, find_runs, layers_of, read_run
from terralex.plugin.runs.places import run_folder
from terralex.tests.core import run_0_1, run_pack_1_1

from ..ends import finishing

SQUARE = {"type": "Polygon", "coordinates": [[[500002, 300002], [500012, 300002], [500012, 300012], [500002, 300002]]]}


def write_recipe(folder, image, pack, area=None, made=None, **more):
    """A recipe as the engine writes it at the beginning of a run."""
    classes = with_colours(parse_names("building: house, road"))
    config = RunConfig(str(image), str(folder), classes, str(pack), preset="draft", seed=7, area=area, **more)
    request = {k: v for k, v in config.to_dict().items() if k not in ("image", "out")}
    recipe = {
        "identity": {
            "classes": [c.to_dict() for c in classes],
            "fingerprint": "0",
            "pack": made or {"name": Path(str(pack)).name},
        },
        "image": str(image),
        "request": request,
        "warnings": ["The raster has no CRS."],
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "recipe.json").write_text(json.dumps(recipe))
    return config


@pytest.fixture
def finished(results, image, pack):
    folder = Path(results["folder"])
    write_recipe(folder, image, pack)
    return folder


@pytest.fixture
def stopped(tmp_path, image, pack):
    folder = tmp_path / "2026-01-03_def456"
    write_recipe(folder, image, pack, Area((SQUARE,), "EPSG:2180"), overrides={"pictures": 4, "background": True})
    os.utime(folder / "recipe.json", (2e9, 2e9))
    return folder


@pytest.fixture
def shown(qtbot, dock, tmp_path, finished, stopped):
    """The dock with its list of runs open."""
    dock.set_output(tmp_path)
    dock.panel.history.emit()
    qtbot.waitUntil(lambda: dock.history.dialog is not None, timeout=20000)
    return dock


def choose(dialog, folder):
    for row in range(dialog.tree.topLevelItemCount()):
        dialog.tree.setCurrentItem(dialog.tree.topLevelItem(row))
        if dialog.current().folder == folder:
            return dialog.current()
    raise AssertionError(f"{folder} is not listed")


def test_runs_are_found_newest_first_and_other_folders_are_not_runs(tmp_path, finished, stopped):
    (tmp_path / "notes").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "recipe.json").write_text("{")
    found = find_runs([tmp_path, tmp_path, tmp_path / "never made"])
    assert [run.folder for run in found] == [stopped, finished]
    assert [run.finished for run in found] == [False, True]
    assert found[1].size == sum(p.stat().st_size for p in finished.iterdir())
    assert [c.name for c in found[0].classes] == ["building", "road"] and found[0].classes[0].words == ("house",)


def test_a_recipe_gives_the_request_back_as_it_was(stopped, image, pack):
    wanted = write_recipe(stopped, image, pack, Area((SQUARE,), "EPSG:2180"), bands=(3, 2, 1))
    config = read_run(stopped).config()
    assert replace(config, area=None) == replace(wanted, area=None, pack=pack.name)
    assert config.area.crs == "EPSG:2180" and json.dumps(config.area.geometries[0]) == json.dumps(SQUARE)
    assert on_disk.again(read_run(stopped)).out == ""


def test_a_recipe_of_somebody_else_leads_to_nobodys_machines(stopped, image, pack):
    write_recipe(stopped, image, pack, cluster={"scheduler": "tls://10.6.6.6:8786", "insecure": True})
    assert read_run(stopped).config().cluster == {} and on_disk.again(read_run(stopped)).cluster == {}


def test_the_scheduler_of_the_settings_is_asked_and_changes_neither_folder_nor_recipe(image, pack, tmp_path):
    config = write_recipe(tmp_path / "run", image, pack)
    assert spread(config) is config
    settings.put("scheduler", "tls://10.0.0.7:8786")
    asked = spread(config)
    assert asked.cluster == {"scheduler": "tls://10.0.0.7:8786"} and asked.wish() == config.wish()
    assert run_folder(tmp_path, asked, "hash") == run_folder(tmp_path, config, "hash")


def test_the_list_says_what_each_run_is(shown, stopped, finished):
    dialog = shown.history.dialog
    assert dialog.isVisible() and dialog.tree.topLevelItemCount() == 2
    choose(dialog, stopped)
    assert dialog.resume_button.isEnabled() and not dialog.open_button.isEnabled()
    assert "building, road (not finished" in dialog.tree.currentItem().text(2)
    assert "seed 7" in dialog.about.toPlainText() and "The raster has no CRS." in dialog.about.toPlainText()
    choose(dialog, finished)
    assert dialog.open_button.isEnabled() and not dialog.resume_button.isEnabled()


def test_a_finished_run_is_opened_as_layers_once(qtbot, shown, finished, said):
    dialog = shown.history.dialog
    choose(dialog, finished)
    dialog.open_button.click()
    assert len(layers_of(read_run(finished), QgsProject.instance())) == 3 and not dialog.isVisible()
    dialog.opened.emit(read_run(finished))
    assert "is in this project already" in said()
    assert len(layers_of(read_run(finished), QgsProject.instance())) == 3


def test_a_stopped_run_is_continued_in_its_own_folder(qtbot, shown, stopped, staged, results):
    staged({"say": {"event": "result", "result": results}})
    settings.put("scheduler", "tls://10.0.0.7:8786")
    choose(shown.history.dialog, stopped)
    with finishing(qtbot, shown, 20000):
        shown.history.dialog.resume_button.click()
    asked = staged.requests()[-1]
    assert asked["config"]["cluster"] == {"scheduler": "tls://10.0.0.7:8786"}
    assert asked["cmd"] == "segment" and asked["config"]["out"] == str(stopped)
    assert asked["config"]["seed"] == 7 and asked["config"]["overrides"] == {"pictures": 4, "background": True}
    assert asked["config"]["area"]["crs"] == "EPSG:2180"


def test_a_run_is_used_again_with_its_area_and_what_cannot_be_shown_is_told(shown, stopped, said):
    choose(shown.history.dialog, stopped)
    shown.set_classes("water")
    shown.history.dialog.reuse_button.click()
    form = shown.form
    assert [spec.name for spec in form.classes.specs()] == ["building", "road"] and form.preset_name() == "draft"
    assert form.area_kind() == "features" and isinstance(form.polygons.currentLayer(), QgsVectorLayer)
    assert form.polygons.currentLayer().extent().width() == pytest.approx(10)
    assert "options that the panel does not show: pictures." in said()


def test_a_run_whose_raster_is_gone_is_told(shown, stopped, image, said):
    QgsProject.instance().removeAllMapLayers()
    image.unlink()
    choose(shown.history.dialog, stopped)
    shown.history.dialog.resume_button.click()
    assert f"The raster of this run is no longer there: {image}." in said()


def test_a_run_is_deleted_into_the_wastebasket_after_a_question(shown, finished, monkeypatch, said):
    dialog, moved = shown.history.dialog, []
    monkeypatch.setattr(QFile, "moveToTrash", lambda path: moved.append(path) or (True, path))
    choose(dialog, finished)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    dialog.delete_button.click()
    assert not moved and dialog.tree.topLevelItemCount() == 2
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    dialog.delete_button.click()
    assert moved == [str(finished)] and dialog.tree.topLevelItemCount() == 1


def test_a_run_that_the_project_shows_is_not_deleted(shown, finished, tmp_path):
    shown.history.open(read_run(finished))
    with pytest.raises(InputError, match="Remove its layers from the project first"):
        delete(read_run(finished), QgsProject.instance())
    assert (finished / "classes.tif").is_file()


def test_no_run_is_said_and_nothing_can_be_pressed(qtbot, dock, tmp_path, qgis_new_project):
    dock.set_output(tmp_path / "empty")
    dock.history.show()
    qtbot.waitUntil(lambda: dock.history.dialog is not None, timeout=20000)
    dialog = dock.history.dialog
    assert "No run was found" in dialog.about.toPlainText()
    assert not any(b.isEnabled() for b in (dialog.open_button, dialog.resume_button, dialog.delete_button))


def test_a_run_of_0_1_opens_with_its_newest_files_and_classes(qtbot, dock, tmp_path):
    folder, _ = run_0_1.copy(tmp_path / "old")
    shutil.copy(folder / "classes.tif", folder / "classes_edit1.tif")
    write_table(folder, read_table(folder).changed(2, name="street").without(1), "edited")
    dock.history.open(read_run(folder))
    layers = run_layers(QgsProject.instance(), None)
    assert layers["classes"].source().endswith("classes_edit1.tif") and layers["polygons"].featureCount() == 82
    assert [c.label() for c in layers["polygons"].renderer().categories()] == ["street", "water", "background"]
    assert [(c.value, c.label) for c in layers["classes"].renderer().classes()] == [(2, "street"), (3, "water")]


def test_a_run_of_the_pack_1_1_opens_and_is_edited(qtbot, dock, tmp_path):
    folder, _ = run_pack_1_1.copy(tmp_path / "old")
    dock.history.open(read_run(folder))
    polygons = run_layers(QgsProject.instance(), None)["polygons"]
    assert polygons.featureCount() == 4 and polygons.startEditing()
    assert polygons.changeAttributeValue(run_pack_1_1.RIVER, polygons.fields().indexOf("class_id"), 2)
    assert polygons.commitChanges()
    assert polygons.getFeature(run_pack_1_1.RIVER)["class_name"] == "tree"


def test_edits_by_hand_are_mentioned_before_a_run_is_deleted(shown, finished, monkeypatch):
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *a: asked.append(a[2]) or QMessageBox.StandardButton.No)
    choose(shown.history.dialog, finished)
    shown.history.dialog.delete_button.click()
    layer = QgsVectorLayer(f"{finished / 'segments.gpkg'}|layername=segments", "edited", "ogr")
    field = layer.fields().indexOf("reviewed")
    assert layer.dataProvider().changeAttributeValues(
        {f.id(): {field: True} for f in layer.getFeatures('"class_id" > 0')}
    )
    shown.history.dialog.delete_button.click()
    assert "corrected or reviewed" not in asked[0] and "2 polygons in it were corrected or reviewed." in asked[1]
