"""Polygons and raster kept in step: with the real engine on files that QGIS has open."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from osgeo import ogr
from qgis.core import QgsFeature, QgsGeometry, QgsMapLayerStyle, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtWidgets import QMessageBox, QPushButton
from terralex.core.results import newest
from terralex.plugin.results.layers import add_results, repoint, run_layers

from ..conftest import write_run
from .conftest import SPECS

Answer = QMessageBox.StandardButton


@pytest.fixture
def runner(engine):
    """A runner on the real engine."""
    from terralex.plugin.engine.runner import Runner

    return Runner(engine)


def press(qtbot, dock, said, signal, text):
    """Press a button of the result and wait for what is said at the end."""
    signal.emit()
    qtbot.waitUntil(lambda: text in said() and not dock._runner.busy, timeout=30000)


def make_road(layer):
    """Let the building be a road, unsaved."""
    feature = next(layer.getFeatures('"class_id" = 1'))
    layer.startEditing()
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("class_id"), 2)


def pixels(path):
    with rasterio.open(path) as raster:
        return raster.read(1)


def test_edited_polygons_are_burnt_into_a_new_raster(qtbot, dock, shown, results, answer, said):
    before = Path(results["classes"]).read_bytes()
    answer(Answer.Yes)
    make_road(shown["polygons"])
    style = [(c.value, c.label, c.color.name()) for c in shown["classes"].renderer().classes()]
    press(qtbot, dock, said, dock.panel.burn, "1,280 pixels changed")
    assert "Save them before burning" in answer.asked[0]
    assert dock.panel.status.text() == "Ready."
    assert shown["classes"].source().endswith("classes_edit1.tif") and "classes_edit1.tif" in said()
    assert [(c.value, c.label, c.color.name()) for c in shown["classes"].renderer().classes()] == style
    burnt = pixels(shown["classes"].source())
    assert (burnt[:40] == 2).all() and (burnt[40:] == 0).all()
    assert Path(results["classes"]).read_bytes() == before


def test_unsaved_edits_are_left_out_when_the_user_says_no(qtbot, dock, shown, answer, said):
    answer(Answer.No)
    make_road(shown["polygons"])
    press(qtbot, dock, said, dock.panel.burn, "Unsaved edits are not in it.")
    assert shown["polygons"].isModified()
    assert (pixels(shown["classes"].source())[:40, :32] == 1).all()
    shown["polygons"].rollBack()


def test_nothing_happens_when_the_user_cancels(dock, shown, results, answer):
    answer(Answer.Cancel)
    make_road(shown["polygons"])
    for action in (dock.panel.burn, dock.panel.polygonise):
        action.emit()
    assert not dock._runner.busy and shown["classes"].source() == results["classes"]
    assert len(answer.asked) == 2
    shown["polygons"].rollBack()


def test_edits_that_cannot_be_saved_are_told(dock, shown, answer, said, monkeypatch):
    answer(Answer.Yes)
    make_road(shown["polygons"])
    monkeypatch.setattr(type(shown["polygons"]), "commitChanges", lambda *_: False)
    dock.panel.burn.emit()
    assert "cannot be saved" in said() and "Correct them, or discard them" in said()
    assert not dock._runner.busy
    shown["polygons"].rollBack()


def test_polygons_are_made_from_an_edited_raster(qtbot, dock, shown, results, said):
    with rasterio.open(results["classes"], "r+") as raster:
        ids = raster.read(1)
        ids[:24, :32] = 2
        raster.write(ids, 1)
    press(qtbot, dock, said, dock.panel.polygonise, "new polygons are in segments_edit1.gpkg")
    layer = shown["polygons"]
    assert "segments_edit1.gpkg" in layer.source()
    areas = {}
    for feature in layer.getFeatures():
        areas[feature["class_name"]] = areas.get(feature["class_name"], 0.0) + feature.geometry().area()
    assert areas == pytest.approx({"building": 128.0, "road": 512.0, "background": 128.0}, abs=4.0)
    assert sum(areas.values()) == pytest.approx(768.0)
    assert [c.label() for c in layer.renderer().categories()] == ["building", "road", "background"]
    assert Path(results["segments"]).exists()


@pytest.mark.parametrize("button", [Answer.Cancel, Answer.Yes])
def test_edits_made_while_polygons_are_made_are_not_lost(qtbot, dock, shown, answer, said, results, button):
    answer(button)
    dock.panel.polygonise.emit()
    make_road(shown["polygons"])  # the engine is at work
    qtbot.waitUntil(lambda: "segments_edit1.gpkg" in said() and not dock._runner.busy, timeout=30000)
    assert len(answer.asked) == 1
    if button == Answer.Cancel:
        assert "still shows segments.gpkg" in said() and shown["polygons"].isModified()
        assert (
            newest(results["folder"], "segments.gpkg").name == "segments.gpkg"
        )  # what was not taken counts for nothing
        shown["polygons"].rollBack()
    else:
        assert "segments_edit1.gpkg" in shown["polygons"].source()
        rows, _, _ = read_with_ogr(results["segments"])
        assert sorted(row["class_id"] for row in rows) == [0, 2, 2]


def test_there_and_back_again_changes_nothing(qtbot, dock, shown, results, said):
    press(qtbot, dock, said, dock.panel.polygonise, "segments_edit1.gpkg")
    press(qtbot, dock, said, dock.panel.burn, "classes_edit1.tif")
    assert np.array_equal(pixels(shown["classes"].source()), pixels(results["classes"]))
    press(qtbot, dock, said, dock.panel.polygonise, "segments_edit2.gpkg")
    assert shown["polygons"].featureCount() == 3


def read_with_ogr(path):
    """Rows of the first layer as another library reads them, and the names of its fields."""
    source = ogr.Open(str(path))
    layer = source.GetLayer(0)
    names = [field.name for field in layer.schema]
    rows = [
        {**{name: feature.GetField(name) for name in names}, "wkt": feature.GetGeometryRef().ExportToWkt()}
        for feature in layer
    ]
    return rows, names, layer.GetSpatialRef()


def test_a_polygon_drawn_by_hand_is_burnt_too(qtbot, dock, shown, answer, said):
    answer(Answer.Yes)
    layer = shown["polygons"]
    layer.startEditing()
    feature = QgsFeature(layer.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500000, 300000, 500004, 300004)))
    feature["class_id"] = 1
    assert layer.addFeature(feature)
    press(qtbot, dock, said, dock.panel.burn, "64 pixels changed")
    assert (pixels(shown["classes"].source())[40:, :8] == 1).all()


def test_the_newest_files_are_what_is_burnt_and_a_layer_that_shows_older_ones_is_turned(
    qtbot, dock, shown, results, said
):
    """A project that was saved before the polygons were made anew still shows the old ones."""
    press(qtbot, dock, said, dock.panel.polygonise, "segments_edit1.gpkg")
    repoint(shown["polygons"], Path(results["segments"]))
    edited = shown["polygons"].clone()
    repoint(edited, Path(results["folder"]) / "segments_edit1.gpkg")
    make_road(edited)
    assert edited.commitChanges()
    press(qtbot, dock, said, dock.panel.burn, "1,280 pixels changed")
    assert "showed segments.gpkg. It shows segments_edit1.gpkg now" in said()
    assert "segments_edit1.gpkg" in shown["polygons"].source()


def test_an_older_layer_with_unsaved_edits_is_not_passed_over(qtbot, dock, shown, results, said):
    press(qtbot, dock, said, dock.panel.polygonise, "segments_edit1.gpkg")
    repoint(shown["polygons"], Path(results["segments"]))
    make_road(shown["polygons"])
    dock.panel.burn.emit()
    assert "shows segments.gpkg, which is older than segments_edit1.gpkg, and has unsaved edits" in said()
    assert shown["polygons"].isModified() and not dock._runner.busy
    shown["polygons"].rollBack()


def test_review_and_second_class_outlive_polygons_from_the_raster(qtbot, dock, shown, results, said):
    layer = shown["polygons"]
    road = next(layer.getFeatures('"class_id" = 2')).id()
    layer.dataProvider().changeAttributeValues({road: {layer.fields().indexOf("reviewed"): True}})
    press(qtbot, dock, said, dock.panel.polygonise, "segments_edit1.gpkg")
    rows = {row["class_name"]: row for row in read_with_ogr(Path(results["folder"]) / "segments_edit1.gpkg")[0]}
    assert rows["road"]["reviewed"] == 1 and rows["building"]["reviewed"] == 0
    assert rows["building"]["second_class"] == "road" and rows["building"]["margin"] == pytest.approx(0.5)


def test_gaps_that_were_burnt_are_offered_to_be_shown_and_mended(qtbot, dock, shown, said, qgis_iface):
    layer = shown["polygons"]
    layer.dataProvider().deleteFeatures([next(layer.getFeatures('"class_id" = 2')).id()])
    press(qtbot, dock, said, dock.panel.burn, "pixels changed")
    offered = qgis_iface.messageBar().currentItem()
    assert "leave gaps: 1 in all" in offered.text() and "In the raster gaps are background" in offered.text()
    assert {"Show", "Mend"} <= {button.text() for button in offered.findChildren(QPushButton)}


@pytest.mark.parametrize("action", ["burn", "polygonise"])
def test_work_that_ends_after_its_project_was_closed_is_told_and_harms_nothing(
    qtbot, dock, shown, results, said, action
):
    polygons = shown["polygons"]
    polygons.dataProvider().deleteFeatures([next(polygons.getFeatures('"class_id" = 2')).id()])
    getattr(dock.panel, action).emit()
    QgsProject.instance().clear()
    other = QgsRasterLayer(results["confidence"], "another project")
    QgsProject.instance().addMapLayer(other)
    qtbot.waitUntil(lambda: "is not open" in said() and not dock._runner.busy, timeout=30000)
    assert "unexpected" not in said() and list(QgsProject.instance().mapLayers()) == [other.id()]
    assert ("leave gaps: 1 in all" in said()) is (action == "burn")


def test_a_neighbours_run_is_not_touched_by_a_pasted_style_or_a_duplicate(qtbot, dock, shown, results, said, tmp_path):
    """Case 13: what a layer remembers is copied with its style; the file and the active layer decide."""
    west = write_run(tmp_path / "west")
    add_results(QgsProject.instance(), west, SPECS, "west")
    theirs = run_layers(QgsProject.instance(), None)
    style = QgsMapLayerStyle()
    style.readFromLayer(shown["polygons"])
    style.writeToLayer(theirs["polygons"])
    for layer in (shown["polygons"], shown["classes"]):
        for key in ("terralex/role", "terralex/run", "terralex/classes"):
            theirs[
                {"polygons": "polygons", "classes": "classes"}[layer.customProperty("terralex/role")]
            ].setCustomProperty(key, layer.customProperty(key))
    duplicate = theirs["polygons"].clone()
    QgsProject.instance().addMapLayer(duplicate)
    dock._iface.setActiveLayer(duplicate)
    make_road(duplicate)
    assert duplicate.commitChanges()
    press(qtbot, dock, said, dock.panel.burn, "1,280 pixels changed")
    assert (tmp_path / "west" / "classes_edit1.tif").is_file()
    assert not (Path(results["folder"]) / "classes_edit1.tif").exists()


def test_a_picture_with_the_style_of_a_class_raster_stays_an_input(dock, shown, raster):
    for key in ("terralex/role", "terralex/run", "terralex/classes"):
        raster.setCustomProperty(key, shown["classes"].customProperty(key))
    dock._on_layers()
    combo = dock.form.raster
    assert [combo.layer(index).name() for index in range(combo.count())] == ["image"]
