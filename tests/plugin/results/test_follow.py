"""What follows from an edit: names, areas and the pieces of large polygons, in one undo step, and fast."""

from collections import Counter

import numpy as np
import pytest
import rasterio
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer, QgsVectorLayerUtils
from terralex.core.cli.app import app
from terralex.core.outputs.polygons import polygonise
from terralex.core.progress import result_of
from terralex.core.vocabulary import ClassSpec
from terralex.plugin.results.export_dialog import ExportDialog, Wanted
from terralex.plugin.results.form import is_set_up
from terralex.plugin.results.layers import add_results, run_layers
from terralex.plugin.shapes import edits
from terralex.tests.core.outputs.test_cutting import blobs
from typer.testing import CliRunner

from ..processing.test_provider import provider, run  # noqa: F401
from .test_watch import change, rows_of

SPECS = (ClassSpec("building", colour="#e02020"), ClassSpec("road", colour="#2020e0"))
PLACE = rasterio.transform.from_origin(500_000, 300_024, 0.5, 0.5)


def make_run(folder, values, **options):
    """A run's files, and what the engine says of them."""
    folder.mkdir()
    files = {name: folder / f"{name}.tif" for name in ("classes", "confidence")}
    for name, kind in (("classes", "uint8"), ("confidence", "float32")):
        profile = {"driver": "GTiff", "count": 1, "dtype": kind, "crs": "EPSG:2180", "transform": PLACE}
        with rasterio.open(files[name], "w", width=values.shape[1], height=values.shape[0], **profile) as raster:
            raster.write((values if name == "classes" else np.full(values.shape, 0.5)).astype(kind), 1)
    made = folder / "segments.gpkg"
    result_of(polygonise(files["classes"], made, [spec.name for spec in SPECS], min_area_px=0, **options))
    return {"folder": str(folder), "segments": str(made), **{name: str(path) for name, path in files.items()}}


@pytest.fixture
def polygons(dock, tmp_path):
    """Polygons of which the background is in pieces."""
    add_results(QgsProject.instance(), make_run(tmp_path / "run", blobs(6), most=100), SPECS, "image")
    return run_layers(QgsProject.instance(), None)["polygons"]


def pieces_of(layer):
    """The pieces of the background, by feature id."""
    region = Counter(feature["region"] for feature in layer.getFeatures()).most_common(1)[0][0]
    return sorted(feature.id() for feature in layer.getFeatures() if feature["region"] == region)


def said_of(layer, name):
    return {feature.id(): feature[name] for feature in layer.getFeatures()}


def step(layer, text="Attributes changed", **of):
    """One edit command, as QGIS's own tools make them; `of` are fields with (feature ids, value)."""
    layer.beginEditCommand(text)
    for name, (fids, value) in of.items():
        for fid in fids:
            change(layer, fid, **{name: value})
    layer.endEditCommand()


def test_relabelling_one_piece_relabels_all_in_one_undo_step(polygons):
    pieces, before = pieces_of(polygons), said_of(polygons, "class_name")
    assert len(pieces) > 5 and {before[fid] for fid in pieces} == {"background"}
    polygons.startEditing()
    steps = polygons.undoStack().index()
    step(polygons, class_id=(pieces[2:3], 2), notes=(pieces[:1], "one of them"), reviewed=(pieces[4:5], True))
    after = {**before, **dict.fromkeys(pieces, "road")}
    for _ in range(2):
        assert said_of(polygons, "class_name") == after
        assert {said_of(polygons, "notes")[fid] for fid in pieces} == {"one of them"}
        assert polygons.undoStack().index() == steps + 1
        polygons.undoStack().undo()
        assert said_of(polygons, "class_name") == before and set(said_of(polygons, "class_id").values()) == {0, 1, 2}
        polygons.undoStack().redo()
    assert polygons.commitChanges()
    rows = rows_of(polygons)
    for fid, row in rows.items():
        hand = fid in pieces
        assert (row["was"], row["origin"]) == (("background", "hand") if hand else (None, "machine"))
        assert (row["class_id"] == 2 and row["reviewed"] == 1 and row["reviewed_at"] is not None) or not hand
        assert row["reviewed"] == int(hand)
    assert len({rows[fid]["reviewed_at"] for fid in pieces}) == 1


def test_pieces_that_are_all_selected_are_told_once(polygons):
    pieces, heard = pieces_of(polygons), []
    polygons.startEditing()
    polygons.attributeValueChanged.connect(lambda *change: heard.append(change))
    step(polygons, class_id=(pieces, 1))
    assert len(heard) < 10 * len(pieces) and {said_of(polygons, "class_id")[fid] for fid in pieces} == {1}
    step(polygons, class_id=(pieces[:2], 2))
    step(polygons, class_id=(pieces[1:2], 0))
    assert {said_of(polygons, "class_name")[fid] for fid in pieces} == {"background"}
    polygons.rollBack()


def halves(layer, fid):
    """Split a polygon as QGIS does: it becomes one half, the other is new; the new one's number."""
    shape = layer.getFeature(fid).geometry()
    middle = shape.boundingBox().center()
    line = [QgsPointXY(middle.x() - 1000, middle.y() + 0.13), QgsPointXY(middle.x() + 1000, middle.y() + 0.13)]
    layer.selectByIds([fid])
    known = set(layer.allFeatureIds())
    layer.beginEditCommand("Features split")
    assert layer.splitFeatures(line) == 0
    layer.endEditCommand()
    return sorted(set(layer.allFeatureIds()) - known)


def test_the_halves_of_a_piece_that_was_split_go_their_own_ways(polygons):
    pieces = pieces_of(polygons)
    polygons.startEditing()
    new = halves(polygons, pieces[0])
    assert new and all(fid < 0 for fid in new)
    step(polygons, class_id=(pieces[1:2], 1))
    names = said_of(polygons, "class_name")
    assert {names[fid] for fid in pieces[1:]} == {"building"}
    assert {names[fid] for fid in [pieces[0], *new]} == {"background"}
    step(polygons, class_id=(pieces[:1], 2))
    assert {said_of(polygons, "class_name")[fid] for fid in pieces[1:]} == {"building"}
    for _ in range(3):
        polygons.undoStack().undo()
    step(polygons, class_id=(pieces[:1], 1))  # a piece again
    assert {said_of(polygons, "class_name")[fid] for fid in pieces} == {"building"}
    polygons.undoStack().undo()
    new = halves(polygons, pieces[0])
    assert polygons.commitChanges()
    regions = [row["region"] for row in rows_of(polygons).values()]
    assert regions.count(None) == 1 + len(new) and Counter(regions).most_common(1)[0][1] == len(pieces) - 1


def test_the_tools_on_the_map_leave_pieces_what_they_are(polygons):
    pieces = pieces_of(polygons)
    polygons.startEditing()
    shape = polygons.getFeature(pieces[0]).geometry()
    assert edits.become(polygons, pieces[0], shape.buffer(0.3, 1), "Grown")
    assert [fid for fid, yes in said_of(polygons, "reviewed").items() if yes] == [pieces[0]]
    step(polygons, class_id=(pieces[1:2], 1))
    assert {said_of(polygons, "class_name")[fid] for fid in pieces} == {"building"}
    box = polygons.getFeature(pieces[2]).geometry().boundingBox()
    y = box.center().y() + 0.13
    line = QgsGeometry.fromPolylineXY([QgsPointXY(box.xMinimum() - 1, y), QgsPointXY(box.xMaximum() + 1, y)])
    assert edits.split(polygons, pieces[2], line)
    step(polygons, class_id=(pieces[2:3], 2))
    assert [fid for fid in pieces if said_of(polygons, "class_name")[fid] == "road"] == [pieces[2]]
    polygons.rollBack()


def test_a_copy_of_a_piece_is_none(polygons):
    pieces = pieces_of(polygons)
    polygons.startEditing()
    first = polygons.getFeature(pieces[0])
    polygons.beginEditCommand("Features pasted")
    copy = QgsVectorLayerUtils.createFeature(
        polygons, first.geometry(), dict(enumerate(first.attributes()[1:], start=1))
    )
    polygons.addFeature(copy)
    polygons.endEditCommand()
    step(polygons, class_id=(pieces[:1], 1))
    assert said_of(polygons, "class_id")[copy.id()] == 0
    assert polygons.commitChanges()
    rows = rows_of(polygons)
    assert rows[max(rows)]["region"] is None and rows[max(rows)]["class_id"] == 0


def test_what_a_script_changes_outside_of_any_command_follows_when_it_is_saved(polygons):
    pieces, before = pieces_of(polygons), rows_of(polygons)
    shed = next(f.id() for f in polygons.getFeatures('"class_id" = 1'))
    polygons.startEditing()
    change(polygons, pieces[3], class_id=2)
    polygons.changeGeometry(shed, polygons.getFeature(shed).geometry().buffer(-0.1, 1))
    assert polygons.commitChanges()
    rows = rows_of(polygons)
    assert {(rows[fid]["class_id"], rows[fid]["class_name"], rows[fid]["was"]) for fid in pieces} == {
        (2, "road", "background")
    }
    shape = polygons.getFeature(shed).geometry()
    assert rows[shed]["area_m2"] == pytest.approx(shape.area(), rel=0.002) != before[shed]["area_m2"]
    assert rows[shed]["class_name"] == "building"


def test_the_area_is_part_of_the_step_that_changed_the_shape(polygons):
    fid = next(f.id() for f in polygons.getFeatures('"class_id" = 1'))
    before = polygons.getFeature(fid)["area_m2"]
    polygons.startEditing()
    polygons.beginEditCommand("Moved vertex")
    polygons.changeGeometry(
        fid, QgsGeometry.fromWkt("POLYGON((500000 300000,500010 300000,500010 300010,500000 300000))")
    )
    polygons.endEditCommand()
    assert polygons.getFeature(fid)["area_m2"] == pytest.approx(50, rel=0.002)
    polygons.undoStack().undo()
    assert polygons.getFeature(fid)["area_m2"] == before
    polygons.rollBack()


def follows(layer):
    fields = layer.fields()
    return [layer.defaultValueDefinition(fields.indexOf(name)).applyOnUpdate() for name in ("class_name", "area_m2")]


def test_expressions_rest_while_polygons_are_edited_and_are_back_afterwards(dock, polygons):
    assert follows(polygons) == [True, True]
    polygons.startEditing()
    assert follows(polygons) == [False, False]
    drawn = QgsVectorLayerUtils.createFeature(
        polygons, QgsGeometry.fromWkt("POLYGON((0 0,1 0,1 1,0 0))"), {polygons.fields().indexOf("class_id"): 2}
    )
    assert drawn["class_name"] == "road" and polygons.addFeature(QgsFeature(drawn))
    dock.class_edits.recolour(polygons, 1, "#123456")
    assert follows(polygons) == [False, False]
    copy = polygons.clone()  # as a project that is saved meanwhile holds it
    assert follows(copy) == [False, False] and not is_set_up(copy)
    polygons.rollBack()
    assert follows(polygons) == [True, True]
    QgsProject.instance().addMapLayer(copy)
    assert follows(copy) == [True, True]


def test_two_thousand_polygons_are_relabelled_in_one_step(dock, tmp_path):
    values = np.ones((100, 100), np.uint8)
    values[:, ::2] = 0
    values = np.kron(values * (1 + np.indices((100, 100))[0] % 2).astype(np.uint8), np.ones((2, 2), np.uint8))
    add_results(QgsProject.instance(), make_run(tmp_path / "run", values), SPECS, "image")
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    fids = [feature.id() for feature in layer.getFeatures('"class_id" > 0')][:2000]
    assert len(fids) == 2000
    before = said_of(layer, "class_name")
    layer.startEditing()
    steps = layer.undoStack().index()
    step(layer, class_id=(fids, 2))  # how long it takes: make bench-review
    assert layer.undoStack().index() == steps + 1
    assert Counter(said_of(layer, "class_name").values())["road"] >= 2000
    layer.undoStack().undo()
    assert said_of(layer, "class_name") == before
    layer.rollBack()


def test_pieces_are_put_together_by_every_door_unless_told_otherwise(
    qtbot,
    tmp_path,
    provider,  # noqa: F811
    polygons,
):
    count, pieces = polygons.featureCount(), len(pieces_of(polygons))
    source = polygons.source().split("|")[0]
    dialog = ExportDialog(polygons)
    qtbot.addWidget(dialog)
    assert not dialog.pieces.isChecked()
    dialog.pieces.setChecked(True)
    assert dialog.wanted() == Wanted(pieces=True)
    for number, (asked, flag) in enumerate((({}, ()), ({"PIECES": True}, ("--pieces",)))):
        wanted = count if number else count - pieces + 1
        done, ok, told = run("exportlabels", INPUT=source, OUTPUT=str(tmp_path / f"{number}.gpkg"), **asked)
        assert ok and done["FEATURE_COUNT"] == wanted, told
        out = tmp_path / f"by_cli_{number}.gpkg"
        typed = CliRunner().invoke(app, ["export", source, str(out), "--format", "gpkg", *flag])
        assert typed.exit_code == 0 and QgsVectorLayer(str(out), "", "ogr").featureCount() == wanted, typed.output
