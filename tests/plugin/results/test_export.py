"""Labels exported, with the real engine from files that QGIS has open."""

import json
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialog, QMessageBox
from terralex.core.errors import InputError
from terralex.core.formats import FORMATS
from terralex.plugin.results import export, export_dialog
from terralex.plugin.results.export import ExportDialog
from terralex.plugin.results.export_dialog import Wanted

from .test_edits import make_road, read_with_ogr

SHAPEFILE, GPKG, GEOJSON = (FORMATS[key] for key in ("shapefile", "gpkg", "geojson"))
FILES = {key: each for key, each in FORMATS.items() if each.suffix}
Answer = QMessageBox.StandardButton


@pytest.fixture
def runner(engine):
    """A runner on the real engine."""
    from terralex.plugin.engine.runner import Runner

    return Runner(engine)


@pytest.mark.parametrize("chosen", FILES.values(), ids=FILES)
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


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("gone", ["project", "layer"])
def test_an_export_that_ends_after_its_layer_has_gone_is_told_and_harms_nothing(
    qtbot, dock, shown, results, said, tmp_path, gone, torn
):
    layer, path = shown["polygons"], tmp_path / "labels.gpkg"
    if torn:
        layer.dataProvider().deleteFeatures([next(layer.getFeatures('"class_id" = 2')).id()])
    dock._exporter.export(layer, GPKG, path)
    QgsProject.instance().clear() if gone == "project" else QgsProject.instance().removeMapLayer(layer.id())
    other = QgsRasterLayer(results["confidence"], "another project")
    QgsProject.instance().addMapLayer(other)
    there = set(QgsProject.instance().mapLayers())
    qtbot.waitUntil(lambda: f"Labels were exported to {path}" in said() and not dock._runner.busy, timeout=30000)
    assert ("leave gaps: 1 in all" in said()) is torn and "unexpected" not in said()
    assert set(QgsProject.instance().mapLayers()) == there
    assert len(read_with_ogr(path)[0]) == 3 - torn and '"224,32,32,' in path.with_suffix(".qml").read_text()


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


def test_only_the_selected_polygons_or_those_that_are_no_background(qtbot, dock, shown, said, tmp_path):
    layer = shown["polygons"]
    layer.selectByExpression("class_name = 'road'")
    dock._exporter.export(layer, GPKG, tmp_path / "roads.gpkg", Wanted(selected=True))
    qtbot.waitUntil(lambda: "1 of 3 polygons are in it." in said(), timeout=30000)
    assert [row["class_name"] for row in read_with_ogr(tmp_path / "roads.gpkg")[0]] == ["road"]
    dock._exporter.export(layer, GPKG, tmp_path / "things.gpkg", Wanted(background=False))
    qtbot.waitUntil(lambda: "2 of 3 polygons are in it." in said(), timeout=30000)
    assert sorted(row["class_name"] for row in read_with_ogr(tmp_path / "things.gpkg")[0]) == ["building", "road"]
    dock._exporter.export(layer, GPKG, tmp_path / "sure.gpkg", Wanted(confidence=0.85))
    qtbot.waitUntil(lambda: (tmp_path / "sure.gpkg").exists() and not dock._runner.busy, timeout=30000)
    assert [row["class_name"] for row in read_with_ogr(tmp_path / "sure.gpkg")[0]] == ["building"]
    dock._exporter.export(layer, GPKG, tmp_path / "none.gpkg", Wanted(reviewed=True))
    qtbot.waitUntil(lambda: "None of the 3 polygons is among those" in said(), timeout=30000)
    layer.removeSelection()
    with pytest.raises(InputError, match="Nothing is selected"):
        dock._exporter.export(layer, GPKG, tmp_path / "no.gpkg", Wanted(selected=True))


def test_a_second_export_under_the_proposed_name_works_in_every_format(qtbot, dock, shown, said, monkeypatch):
    """A style lies beside each, which all formats would call labels.qml."""
    folder = Path(shown["polygons"].source().split("|")[0]).parent
    wishes = iter([SHAPEFILE, SHAPEFILE, GPKG, GEOJSON])

    class Dialog(ExportDialog):
        def exec(self):
            self.format.setCurrentIndex(list(FORMATS.values()).index(next(wishes)))
            self.accept()
            return self.result()

    monkeypatch.setattr(export, "ExportDialog", Dialog)
    for name in ("labels.shp", "labels_2.shp", "labels_3.gpkg", "labels_4.geojson"):
        dock.panel.export.emit()
        qtbot.waitUntil(lambda name=name: f"Labels were exported to {folder / name}." in said(), timeout=30000)
        assert (folder / name).is_file() and (folder / name).with_suffix(".qml").is_file()
    QgsProject.instance().addMapLayer(QgsVectorLayer(str(folder / "labels_5.gpkg"), "gone meanwhile", "ogr"))
    wishes = iter([GPKG])
    dock.panel.export.emit()
    qtbot.waitUntil(lambda: f"Labels were exported to {folder / 'labels_6.gpkg'}." in said(), timeout=30000)


def test_a_name_that_is_taken_is_told_where_another_can_be_chosen(qtbot, shown, tmp_path):
    (tmp_path / "mine.qml").write_text("mine")
    dialog = ExportDialog(shown["polygons"])
    qtbot.addWidget(dialog)
    dialog.file.setFilePath(str(tmp_path / "mine.shp"))
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Rejected and "mine.qml exists already in" in dialog.remark.text()
    dialog.format.setCurrentIndex(1)  # what was typed stays, with the other suffix
    assert dialog.chosen()[1] == tmp_path / "mine.gpkg"
    dialog.file.setFilePath(str(tmp_path / "other.gpkg"))
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_the_dialog_says_which_polygons_are_wanted(qtbot, shown):
    plain = ExportDialog(shown["polygons"])
    qtbot.addWidget(plain)
    assert plain.wanted() == Wanted() and not plain.selected.isEnabled()
    shown["polygons"].selectAll()
    dialog = ExportDialog(shown["polygons"])
    qtbot.addWidget(dialog)
    assert "(3)" in dialog.selected.text()
    dialog.selected.setChecked(True)
    dialog.reviewed.setChecked(True)
    dialog.background.setChecked(False)
    dialog.confidence.setValue(0.6)
    assert dialog.wanted() == Wanted(True, True, False, 0.6)


def test_a_run_that_cannot_be_written_to_gets_its_labels_proposed_elsewhere(qtbot, shown, monkeypatch, tmp_path):
    monkeypatch.setattr(export_dialog.os, "access", lambda _path, _mode: False)
    QgsProject.instance().setPresetHomePath(str(tmp_path))
    dialog = ExportDialog(shown["polygons"])
    qtbot.addWidget(dialog)
    assert dialog.chosen()[1] == tmp_path / "labels.shp"
    QgsProject.instance().setPresetHomePath("")


def test_a_data_set_for_training_is_made_of_the_run_s_raster(qtbot, dock, shown, results, said, image):
    """The dialog asks for chips where a format is made of them, and proposes a folder of its own."""
    Path(results["recipe"]).write_text(json.dumps({"image": str(image), "request": {}, "identity": {"classes": []}}))
    dialog = ExportDialog(shown["polygons"])
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.chips.isVisible()
    dialog.format.setCurrentIndex(list(FORMATS).index("masks"))
    assert dialog.chips.isVisible() and not dialog.background.isEnabled()
    chosen, path = dialog.chosen()
    assert path == Path(results["folder"]) / "labels_masks"
    dialog.chip.setValue(32)
    dialog.split.setText("1/1")
    assert dialog.wanted() == Wanted(chip=32, split="1/1")
    dock._exporter.export(shown["polygons"], chosen, path, dialog.wanted())
    qtbot.waitUntil(lambda: "chips hold" in said(), timeout=30000)
    assert "4 chips hold 4 objects." in said() and "2 of 3 polygons" not in said()
    masks = sorted((path / "masks").rglob("*.png"))
    assert {mask.parent.name for mask in masks} == {"train", "val"} and len(masks) == 4
    layer = QgsRasterLayer(str(masks[0]), "mask")
    assert layer.isValid() and layer.crs() == shown["classes"].crs()
    assert shown["classes"].extent().contains(layer.extent())
    assert not path.with_suffix(".qml").exists()


def test_fields_that_a_format_has_no_use_for_are_not_shown(qtbot, shown):
    dialog = ExportDialog(shown["polygons"])
    qtbot.addWidget(dialog)
    dialog.show()
    seen = {}
    for index, key in enumerate(FORMATS):
        dialog.format.setCurrentIndex(index)
        seen[key] = (dialog.licence.isVisible(), dialog.credit.isVisible(), dialog.raster.isVisible())
    files = dict.fromkeys(FILES, (False, False, False))
    assert seen == {**dict.fromkeys(FORMATS, (True, True, True)), **files, "stac": (True, True, False)}
    dialog.licence.setText("CC BY 4.0")
    dialog.format.setCurrentIndex(0)
    assert dialog.wanted() == Wanted(), "a Shapefile has no place for it"


def accepted(dialog, path, **texts):
    """The dialog filled in for COCO and accepted, as people do it."""
    dialog.format.setCurrentIndex(list(FORMATS).index("coco"))
    for name, text in texts.items():
        getattr(dialog, name).setText(text)
    dialog.file.setFilePath(str(path))
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted, dialog.remark.text()
    return dialog.wanted()


def test_licence_credit_and_raster_are_in_the_data_set_and_remembered(qtbot, dock, shown, said, image, tmp_path):
    """The recipe names a raster that has moved: the one that is chosen takes its place."""
    layer, project = shown["polygons"], QgsProject.instance()
    raster = project.addMapLayer(QgsRasterLayer(str(image), "moved here"))
    first = ExportDialog(layer)
    qtbot.addWidget(first)
    offered = [first.raster.layer(index) for index in range(first.raster.count())]
    assert offered[0] is None and raster in offered and shown["classes"] not in offered
    first.raster.setLayer(raster)
    wanted = accepted(first, tmp_path / "set", licence=" CC BY 4.0 ", credit="City of Kraków, 2024")
    assert (wanted.image, wanted.licence, wanted.credit) == (str(image), "CC BY 4.0", "City of Kraków, 2024")
    dock._exporter.export(layer, FORMATS["coco"], tmp_path / "set", wanted)
    qtbot.waitUntil(lambda: "chips hold" in said(), timeout=30000)
    told = json.loads((tmp_path / "set" / "dataset.json").read_text("utf-8"))
    assert (told["licence"], told["credit"]) == ("CC BY 4.0", "City of Kraków, 2024")
    labels = json.loads(next((tmp_path / "set").rglob("instances*.json")).read_text("utf-8"))
    assert labels["licenses"][0]["name"] == "CC BY 4.0" and labels["info"]["contributor"] == "City of Kraków, 2024"
    again = ExportDialog(layer)
    qtbot.addWidget(again)
    assert (again.licence.text(), again.credit.text()) == ("CC BY 4.0", "City of Kraków, 2024")
    assert again.raster.currentLayer() == raster
    again.raster.setCurrentIndex(0)
    assert accepted(again, tmp_path / "other", licence="", credit="").image == ""
    third = ExportDialog(layer)
    qtbot.addWidget(third)
    assert third.raster.currentLayer() is None and third.licence.text() == "" == third.credit.text()
    project.removeMapLayer(raster)


def test_a_raster_that_is_no_file_is_told_where_another_can_be_chosen(qtbot, shown, tmp_path):
    service = QgsRasterLayer("type=xyz&url=https://localhost/%7Bz%7D/%7Bx%7D/%7By%7D.png", "tiles", "wms")
    QgsProject.instance().addMapLayer(service)
    dialog = ExportDialog(shown["polygons"])
    qtbot.addWidget(dialog)
    dialog.format.setCurrentIndex(list(FORMATS).index("coco"))
    dialog.raster.setLayer(service)
    dialog.file.setFilePath(str(tmp_path / "set"))
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert "“tiles” is no file on this computer." in dialog.remark.text()
    QgsProject.instance().removeMapLayer(service)
