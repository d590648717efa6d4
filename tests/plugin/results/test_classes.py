"""The classes of a finished run: added, renamed, recoloured, merged, removed, taken back; every door accepts them."""

import numpy as np
import pytest
import rasterio
from qgis.core import QgsProject
from terralex.core.results import read_table
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results.layers import run_layers, table_of
from terralex.plugin.runs.on_disk import read_run
from terralex.tests.core import run_0_1

from .test_edits import press
from .test_watch import rows_of


@pytest.fixture
def runner(engine):
    return Runner(engine)


@pytest.fixture
def folder(tmp_path):
    return run_0_1.copy(tmp_path / "old")[0]


@pytest.fixture
def polygons(dock, folder):
    dock.history.open(read_run(folder))
    return run_layers(QgsProject.instance(), None)["polygons"]


def labels(layer):
    return [category.label() for category in layer.renderer().categories()]


def test_a_class_is_added_used_burnt_and_made_polygons_of_again(qtbot, dock, polygons, folder, said):
    dock.panel.classes.emit()
    dialog = dock.class_edits.dialog
    dialog.line.setText("tree")
    dialog.add_button.click()
    assert read_table(folder).names()[4] == "tree" and "Class tree added." in said()
    assert labels(polygons) == ["building", "road", "water", "tree", "background"]
    polygons.startEditing()
    polygons.beginEditCommand("Attributes changed")
    polygons.changeAttributeValue(9, polygons.fields().indexOf("class_id"), 4)
    polygons.endEditCommand()
    assert polygons.getFeature(9)["class_name"] == "tree"
    assert polygons.commitChanges()
    press(qtbot, dock, said, dock.panel.burn, "classes_edit1.tif")
    with rasterio.open(folder / "classes_edit1.tif") as raster:
        assert (raster.read(1) == 4).sum() > 2000 and set(np.unique(raster.read(1))) == {0, 1, 2, 3, 4, 255}
    press(qtbot, dock, said, dock.panel.polygonise, "segments_edit1.gpkg")
    assert "tree" in {row["class_name"] for row in rows_of(polygons).values()}


def test_a_rename_is_one_undo_step_and_counts_when_it_is_saved(dock, polygons, folder, said):
    edits, roads = dock.class_edits, len(list(polygons.getFeatures('"class_id" = 2')))
    edits.rename(polygons, 2, "street")
    assert polygons.undoStack().count() == 1 and f"{roads} polygons changed" in said()
    assert labels(polygons)[1] == "street" and read_table(folder).names()[2] == "road"
    assert {f["class_name"] for f in polygons.getFeatures('"class_id" = 2')} == {"street"}
    polygons.undoStack().undo()
    assert labels(polygons)[1] == "road" and edits.table(polygons).names()[2] == "road"
    assert {f["class_name"] for f in polygons.getFeatures('"class_id" = 2')} == {"road"}
    polygons.undoStack().redo()
    assert polygons.commitChanges() and read_table(folder).names()[2] == "street"
    assert {row["class_name"] for row in rows_of(polygons).values() if row["class_id"] == 2} == {"street"}


def test_edits_that_are_discarded_take_the_list_with_them(dock, polygons, folder):
    dock.class_edits.rename(polygons, 2, "street")
    dock.class_edits.remove(polygons, 3)
    assert polygons.rollBack()
    assert dock.class_edits.table(polygons).names() == {0: "background", 1: "building", 2: "road", 3: "water"}
    assert labels(polygons) == ["building", "road", "water", "background"] and not dock.class_edits.pending


@pytest.mark.parametrize(("into", "name"), [(1, "building"), (0, "background")])
def test_a_class_is_merged_or_removed_and_the_raster_follows_at_the_next_burn(
    qtbot, dock, polygons, folder, said, into, name
):
    waters = [f.id() for f in polygons.getFeatures('"class_id" = 3')]
    dock.class_edits.remove(polygons, 3, into)
    assert "The class raster follows when the polygons are burnt into it." in said()
    assert polygons.commitChanges()
    rows = rows_of(polygons)
    assert {rows[fid]["class_name"] for fid in waters} == {name} and {rows[fid]["was"] for fid in waters} == {"water"}
    press(qtbot, dock, said, dock.panel.polygonise, "segments_edit1.gpkg")  # though the raster still has water in it
    assert "water" not in {row["class_name"] for row in rows_of(polygons).values()}
    press(qtbot, dock, said, dock.panel.burn, "classes_edit1.tif")
    with rasterio.open(folder / "classes_edit1.tif") as raster:
        assert 3 not in np.unique(raster.read(1))


def test_a_colour_is_changed_at_once_and_taken_back(dock, polygons, folder):
    before = read_table(folder).entry(1).spec.colour
    dock.class_edits.recolour(polygons, 1, "#010203")
    assert read_table(folder).entry(1).spec.colour == "#010203" and not polygons.isEditable()
    raster = run_layers(QgsProject.instance(), polygons)["classes"]
    assert raster.renderer().classes()[0].color.name() == "#010203"
    dock.class_edits.take_back(polygons)
    assert table_of(polygons).entry(1).spec.colour == before
    assert raster.renderer().classes()[0].color.name() == before


def test_a_name_that_is_taken_is_told_and_goes_back(dock, polygons, folder, said):
    dock.panel.classes.emit()
    dialog = dock.class_edits.dialog
    dialog.table.item(1, 1).setText("building")
    assert "listed twice" in said() and dialog.table.item(1, 1).text() == "road"
    assert not polygons.isEditable() and not (folder / "class_table.json").exists()


def test_a_class_with_polygons_is_not_taken_back_silently(dock, polygons, said):
    dock.class_edits.add(polygons, "tree")
    polygons.startEditing()
    polygons.changeAttributeValue(9, polygons.fields().indexOf("class_id"), 4)
    assert polygons.commitChanges()
    dock.panel.classes.emit()
    dock.class_edits.dialog.back_button.click()
    assert "There are polygons of the class tree by now." in said()
