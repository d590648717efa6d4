"""Polygons while a person edits them: missing fields, separate parts, who did what; read back by another library."""

from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayerUtils
from terralex.plugin import settings
from terralex.plugin.results import looked
from terralex.plugin.results.layers import run_layers
from terralex.plugin.runs.on_disk import read_run
from terralex.plugin.shapes.edits import reassign
from terralex.tests.core import run_0_1

from .test_edits import read_with_ogr


@pytest.fixture
def polygons(dock, tmp_path):
    """The polygons of a run of 0.1, opened from the list of earlier runs."""
    folder, _ = run_0_1.copy(tmp_path / "old")
    dock.history.open(read_run(folder))
    return run_layers(QgsProject.instance(), None)["polygons"]


def file_of(layer):
    return Path(layer.source().split("|")[0])


def change(layer, fid, **values):
    for name, value in values.items():
        assert layer.changeAttributeValue(fid, layer.fields().indexOf(name), value)


def rows_of(layer):
    source = ogr.Open(str(file_of(layer)))
    return {f.GetFID(): {k: f.GetField(k) for k in f.keys()} for f in source.GetLayerByName("segments")}  # noqa: SIM118


def test_missing_fields_come_with_the_first_edit_and_edits_say_who_did_what(polygons):
    assert polygons.fields().indexOf("origin") < 0
    assert polygons.startEditing()
    assert [f.name() for f in polygons.fields()][-7:] == [
        "notes",
        "reviewer",
        "reviewed_at",
        "was",
        "origin",
        "region",
        "code",
    ]
    change(polygons, 9, class_id=2)
    change(polygons, 21, reviewed=True, notes="a shed")
    change(polygons, 22, notes="only a note")
    assert polygons.commitChanges()
    rows = rows_of(polygons)
    assert (rows[9]["class_name"], rows[9]["was"], rows[9]["origin"]) == ("road", "building", "hand")
    assert rows[9]["reviewer"] is None
    assert (rows[21]["reviewed"], rows[21]["reviewer"], rows[21]["notes"]) == (1, None, "a shed")
    assert rows[21]["reviewed_at"].endswith("Z") and rows[21]["origin"] is None and rows[21]["was"] is None
    assert rows[22]["origin"] is None
    polygons.startEditing()
    change(polygons, 9, class_id=3)
    change(polygons, 21, reviewed=False)
    assert polygons.commitChanges()
    rows = rows_of(polygons)
    assert rows[9]["was"] == "building" and rows[21]["reviewed_at"] is None and rows[21]["reviewer"] is None


@pytest.mark.parametrize("named", ["", "on"])
def test_a_class_from_any_tool_is_noted_in_the_same_undo_step(polygons, named):
    """The attribute table and the form work within an edit command, as this does."""
    settings.put(looked.REVIEWER, named)
    polygons.startEditing()
    before, steps = polygons.getFeature(9).attributes(), polygons.undoStack().index()
    polygons.beginEditCommand("Attributes changed")
    change(polygons, 9, class_id=2)
    polygons.endEditCommand()
    after = polygons.getFeature(9)
    assert (after["class_name"], after["was"], after["origin"], after["reviewed"]) == ("road", "building", "hand", True)
    person = QgsApplication.userFullName() or QgsApplication.userLoginName()
    assert after["reviewed_at"].endswith("Z") and (after["reviewer"] or "") == (person if named else "")
    assert polygons.undoStack().index() == steps + 1
    polygons.undoStack().undo()
    assert polygons.getFeature(9).attributes() == before
    polygons.undoStack().redo()
    assert polygons.getFeature(9).attributes() == after.attributes()
    seen = after["reviewed_at"]
    assert polygons.commitChanges()
    rows = rows_of(polygons)
    assert (rows[9]["was"], rows[9]["origin"], rows[9]["reviewed_at"]) == ("building", "hand", seen)


def test_classes_that_are_merged_are_not_reviewed_by_that(dock, polygons):
    polygons.startEditing()
    dock.class_edits.remove(polygons, 1, 2)
    assert polygons.getFeature(9)["class_id"] == 2 and not polygons.getFeature(9)["reviewed"]
    assert polygons.commitChanges()
    assert (rows_of(polygons)[9]["was"], rows_of(polygons)[9]["reviewed"]) == ("building", 0)


def test_only_class_reviewed_and_notes_can_be_changed_in_the_form(polygons):
    polygons.startEditing()
    form, fields = polygons.editFormConfig(), polygons.fields()
    free = {field.name() for index, field in enumerate(fields) if not form.readOnly(index)}
    assert free == {"class_id", "reviewed", "notes"}
    assert polygons.editorWidgetSetup(fields.indexOf("fid")).type() == "Hidden"
    polygons.rollBack()


def test_the_form_of_a_project_of_an_earlier_version_is_mended(dock, polygons):
    layer = polygons.clone()
    form = layer.editFormConfig()
    form.setReadOnly(0, False)
    layer.setEditFormConfig(form)
    QgsProject.instance().addMapLayer(layer)
    assert layer.editFormConfig().readOnly(0)


def far_apart(layer):
    first = layer.getFeature(9)
    other = next(f for f in layer.getFeatures('"class_id" = 1') if f.geometry().distance(first.geometry()) > 1)
    return first, other


@pytest.mark.parametrize("way", ["a new one", "into the first", "without a command"])
def test_a_merge_of_separate_polygons_becomes_polygons_in_one_undo_step(polygons, said, way):
    """QGIS before 3.30 merges into a new feature, later into one of them; scripts do as they like."""
    polygons.startEditing()
    first, other = far_apart(polygons)
    both = first.geometry().combine(other.geometry())
    assert both.isMultipart()
    count, steps = polygons.featureCount(), polygons.undoStack().index()
    if way == "without a command":
        polygons.deleteFeature(other.id())
        polygons.changeGeometry(first.id(), both)
    else:
        polygons.beginEditCommand("Merged features")
        if way == "a new one":
            merged = QgsVectorLayerUtils.createFeature(polygons, both, dict(enumerate(first.attributes()[1:], start=1)))
            polygons.deleteFeature(first.id())
            polygons.deleteFeature(other.id())
            polygons.addFeature(merged)
        else:
            polygons.changeGeometry(first.id(), both)
            polygons.deleteFeature(other.id())
            polygons.changeAttributeValue(first.id(), polygons.fields().indexOf("reviewed"), True)
        polygons.endEditCommand()
        assert polygons.undoStack().index() == steps + 1
        assert polygons.undoStack().text(steps) == "Merged features"
        for _ in range(2):
            polygons.undoStack().undo()
            assert polygons.featureCount() == count
            assert polygons.getFeature(first.id()).geometry().equals(first.geometry())
            polygons.undoStack().redo()
        shapes = [f.geometry() for f in polygons.getFeatures()]
        assert not any(shape.isMultipart() and shape.constGet().numGeometries() > 1 for shape in shapes)
    assert polygons.commitChanges(), polygons.commitErrors()
    assert polygons.featureCount() == count and "they are 2 polygons with the same attributes now" in said()
    made = [row for row in read_with_ogr(file_of(polygons))[0] if row["origin"] == "hand"]
    assert {(row["class_name"], row["confidence"]) for row in made} == {("building", first["confidence"])}


def test_neighbours_that_only_gave_ground_are_not_by_hand(polygons):
    polygons.startEditing()
    machine = {fid for fid, row in rows_of(polygons).items()}
    middle = polygons.getFeature(9).geometry().pointOnSurface().buffer(0.4, 8)
    done = reassign(polygons, middle, 3)
    assert 9 in done.changed and polygons.commitChanges()
    rows = rows_of(polygons)
    assert rows[9]["origin"] is None and rows[9]["reviewed"] == 0
    (new,) = set(rows) - machine
    assert (rows[new]["origin"], rows[new]["reviewed"], rows[new]["was"]) == ("hand", 1, "building")
    polygons.startEditing()  # what it once gave is no excuse for what is done to it later
    polygons.changeGeometry(9, polygons.getFeature(9).geometry().buffer(-1, 2))
    assert polygons.commitChanges() and rows_of(polygons)[9]["origin"] == "hand"


def test_a_drawn_polygon_is_by_hand(polygons):
    polygons.startEditing()
    feature = QgsFeature(polygons.fields())
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(500010, 5200030, 500020, 5200040)))
    feature["class_id"] = 1
    assert polygons.addFeature(feature) and polygons.commitChanges()
    assert [row["origin"] for row in rows_of(polygons).values()].count("hand") == 1
