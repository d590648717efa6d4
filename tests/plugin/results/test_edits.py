"""Polygons and raster kept in step, and labels exported: with the real engine on files that QGIS has open."""

from pathlib import Path

import numpy as np
import pytest
import rasterio
from osgeo import ogr
from qgis.core import QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialog, QMessageBox
from terralex.plugin.results import export, pending
from terralex.plugin.results.export import FORMATS, ExportDialog
from terralex.plugin.results.layers import add_results, run_layers

from .test_layers import SPECS

SHAPEFILE, GPKG, GEOJSON = FORMATS
Answer = QMessageBox.StandardButton


@pytest.fixture
def runner(engine):
    """A runner on the real engine."""
    from terralex.plugin.engine.runner import Runner

    return Runner(engine)


@pytest.fixture
def shown(dock, results):
    """The layers of a run, by role, in a project with a dock."""
    add_results(QgsProject.instance(), results, SPECS, "image")
    return run_layers(QgsProject.instance(), None)


@pytest.fixture
def answer(monkeypatch):
    """What the user answers to questions; `answer.asked` are the questions."""
    asked = []

    def give(button):
        def question(_parent, _title, text, *_):
            asked.append(text)
            return button

        monkeypatch.setattr(pending.QMessageBox, "question", question)

    give.asked = asked
    return give


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


@pytest.mark.parametrize("chosen", FORMATS, ids=[each.key for each in FORMATS])
def test_labels_are_exported_and_another_library_reads_them(qtbot, dock, shown, said, tmp_path, chosen):
    path = tmp_path / f"labels{chosen.suffix}"
    dock._exporter.export(shown["polygons"], chosen, path)
    qtbot.waitUntil(lambda: f"Labels were exported to {path}" in said(), timeout=30000)
    rows, _, crs = read_with_ogr(path)
    assert sorted(row["class_name"] for row in rows) == ["background", "building", "road"]
    assert {row["class_name"]: row["class_id"] for row in rows} == {"background": 0, "building": 1, "road": 2}
    assert crs.GetAuthorityCode(None) == ("4326" if chosen is GEOJSON else "2180")
    again = QgsVectorLayer(str(path), "again", "ogr")
    colours = {c.value(): c.symbol().color().name() for c in again.renderer().categories()}
    assert colours["building"] == "#e02020" and colours["road"] == "#2020e0"
    assert again.customProperty("terralex/role") is None


def test_renamed_fields_of_a_shapefile_are_told(qtbot, dock, shown, said, tmp_path):
    path = tmp_path / "labels.shp"
    dock._exporter.export(shown["polygons"], SHAPEFILE, path)
    qtbot.waitUntil(lambda: "second_class is now second_cls" in said(), timeout=30000)
    assert "class_name is now" not in said()
    assert path.with_suffix(".prj").is_file()
    assert path.with_suffix(".cpg").read_text() == "UTF-8"
    rows, names, _ = read_with_ogr(path)
    assert "second_cls" in names and all(len(name) <= 10 for name in names) and len(rows) == 3


@pytest.mark.parametrize(("button", "name"), [(Answer.Yes, "road"), (Answer.No, "building")])
def test_unsaved_edits_are_asked_about_before_exporting(qtbot, dock, shown, answer, said, tmp_path, button, name):
    answer(button)
    make_road(shown["polygons"])
    dock._exporter.export(shown["polygons"], GPKG, tmp_path / "labels.gpkg")
    qtbot.waitUntil(lambda: "Labels were exported" in said(), timeout=30000)
    assert answer.asked == [f"“{shown['polygons'].name()}” has unsaved edits. Save them before exporting?"]
    assert ("Unsaved edits are not in it." in said()) == (button == Answer.No)
    rows, _, _ = read_with_ogr(tmp_path / "labels.gpkg")
    assert name in {row["class_name"] for row in rows}
    assert ("building" in {row["class_name"] for row in rows}) == (button == Answer.No)
    shown["polygons"].rollBack()


def test_a_filter_of_the_layer_is_not_applied_and_that_is_told(qtbot, dock, shown, said, tmp_path):
    assert shown["polygons"].setSubsetString('"class_id" = 1')
    dock._exporter.export(shown["polygons"], GPKG, tmp_path / "labels.gpkg")
    qtbot.waitUntil(lambda: "was not applied" in said(), timeout=30000)
    assert len(read_with_ogr(tmp_path / "labels.gpkg")[0]) == 3


def test_exporting_can_be_called_off(dock, shown, answer, tmp_path):
    answer(Answer.Cancel)
    make_road(shown["polygons"])
    dock._exporter.export(shown["polygons"], GPKG, tmp_path / "labels.gpkg")
    assert not dock._runner.busy and not (tmp_path / "labels.gpkg").exists()
    shown["polygons"].rollBack()


def test_a_file_that_the_project_has_open_is_not_overwritten(dock, shown, results, said):
    before = Path(results["segments"]).read_bytes()

    class Dialog(ExportDialog):
        def exec(self):
            self.format.setCurrentIndex(1)
            self.file.setFilePath(results["segments"])
            return QDialog.DialogCode.Accepted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(export, "ExportDialog", Dialog)
        dock.panel.export.emit()
    assert "segments.gpkg is open in this project" in said()
    assert Path(results["segments"]).read_bytes() == before


def test_an_existing_file_is_refused_by_the_engine(qtbot, dock, shown, said, tmp_path):
    (tmp_path / "labels.geojson").write_text("{}")
    dock._exporter.export(shown["polygons"], GEOJSON, tmp_path / "labels.geojson")
    qtbot.waitUntil(lambda: "labels.geojson" in said() and not dock._runner.busy, timeout=30000)
    assert (tmp_path / "labels.geojson").read_text() == "{}"


def test_the_dialog_gives_the_file_the_suffix_of_the_format(qtbot, shown, tmp_path):
    dialog = ExportDialog(shown["polygons"])
    qtbot.addWidget(dialog)
    assert dialog.chosen()[1].name == "labels.shp"
    dialog.format.setCurrentIndex(2)
    assert dialog.chosen() == (GEOJSON, Path(shown["polygons"].source().split("|")[0]).with_name("labels.geojson"))
    dialog.file.setFilePath(str(tmp_path / "krakow.v2"))
    assert dialog.chosen()[1].name == "krakow.v2.geojson"


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
