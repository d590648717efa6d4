"""Polygons made anew from a raster that was edited: what a person had a say in stays."""

import numpy as np
import pytest
import rasterio
import shapely
from terralex.core.outputs.burn import burn
from terralex.core.outputs.remaking import polygonise_edited
from terralex.core.progress import result_of
from terralex.core.results import read_table, write_table
from terralex.core.vocabulary import ClassSpec
from terralex.tests.core import run_0_1


@pytest.fixture
def run(tmp_path):
    return run_0_1.copy(tmp_path / "a")[0]


def remake(run, classes="classes.tif", out="segments_edit1.gpkg"):
    notes = []
    job = polygonise_edited(run / classes, run / out, segments=run / "segments.gpkg", min_area_px=16, simplify_px=1.0)
    result = result_of(job, lambda event: notes.append(event) if hasattr(event, "level") else None)
    return run_0_1.rows(run / out), [note.message for note in notes], result


def paint(run, value, window):
    with rasterio.open(run / "classes.tif", "r+") as raster:
        ids = raster.read(1)
        ids[window] = value
        raster.write(ids, 1)


def twin(rows, shape):
    return min(rows, key=lambda row: shapely.hausdorff_distance(row["shape"], shape))


def test_review_and_what_the_run_knew_stay(run):
    run_0_1.change(run, "update segments set reviewed = 1 where fid in (3, 9)")
    before = {row["fid"]: row for row in run_0_1.rows(run / "segments.gpkg")}
    paint(run, 3, np.s_[100:112, 140:158])
    rows, notes, result = remake(run)
    assert shapely.coverage_is_valid(np.array([row["shape"] for row in rows])) and not notes
    for fid in (3, 9):
        found = twin(rows, before[fid]["shape"])
        assert shapely.hausdorff_distance(found["shape"], before[fid]["shape"]) < 0.15
        assert found["reviewed"] and found["class_name"] == before[fid]["class_name"]
    same = [(twin(rows, row["shape"]), row) for row in before.values() if row["shape"].bounds[0] < 500040]
    same = [(new, old) for new, old in same if shapely.hausdorff_distance(new["shape"], old["shape"]) < 0.01]
    assert len(same) > 40
    for new, old in same:
        assert new["second_class"] == old["second_class"]
        assert new["margin"] == old["margin"] or (np.isnan(new["margin"]) and np.isnan(old["margin"]))
    assert result["kept"] >= 2  # and what the painting has touched without changing its class


def test_corrected_polygons_that_touch_are_not_melted(run):
    shapes = run_0_1.rows(run / "segments.gpkg")
    river = next(row for row in shapes if row["fid"] == run_0_1.RIVER)
    beside = [r["fid"] for r in shapes if r["shape"].intersection(river["shape"]).length > 1 and r["fid"] != 3]
    run_0_1.change(
        run, f"update segments set reviewed = 1, class_id = 3, class_name = 'water' where fid in (3, {beside[0]})"
    )
    burn(run / "segments.gpkg", "segments", run / "classes.tif", run / "classes_edit1.tif")
    rows, _, _ = remake(run, "classes_edit1.tif")
    assert shapely.hausdorff_distance(twin(rows, river["shape"])["shape"], river["shape"]) < 0.15
    assert sum(bool(row["reviewed"]) for row in rows) == 2


def test_a_correction_that_the_raster_does_not_know_is_told(run):
    run_0_1.change(run, "update segments set reviewed = 1, class_id = 1, class_name = 'building' where fid = 3")
    rows, notes, _ = remake(run)
    assert notes == ["1 corrected polygons said something else than the raster and were made anew from it."]
    assert not any(row["reviewed"] for row in rows)


def test_a_list_of_classes_that_was_edited_is_what_both_doors_know(run):
    table = read_table(run).added(ClassSpec("tree", colour="#00ff00")).changed(2, name="street").without(3, into=1)
    write_table(run, table, "edited")
    rows, _, _ = remake(run)
    assert {row["class_name"] for row in rows} == {"background", "building", "street"}
    run_0_1.change(run, "update segments set class_id = 4, class_name = 'tree' where fid = 9")
    burn(run / "segments.gpkg", "segments", run / "classes.tif", run / "classes_edit1.tif")
    with rasterio.open(run / "classes_edit1.tif") as raster:
        ids, colours = raster.read(1), raster.colormap(1)
    assert set(np.unique(ids)) == {0, 1, 2, 4, 255} and colours[4][:3] == (0, 255, 0) and (ids == 4).sum() > 2000
    rows, _, _ = remake(run, "classes_edit1.tif", "segments_edit2.gpkg")
    assert "tree" in {row["class_name"] for row in rows}
