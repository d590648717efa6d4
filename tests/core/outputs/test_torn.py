"""A torn coverage is told: on burning, on exporting, in square metres."""

import numpy as np
import pytest
import shapely
from terralex.core.files.layers import Layer
from terralex.core.outputs.burn import burn
from terralex.core.outputs.export import export_labels
from terralex.core.outputs.torn import look
from terralex.tests.core import run_0_1


def layer(*shapes, crs="EPSG:32633"):
    return Layer("segments", np.array(shapes), np.arange(len(shapes)), {}, crs)


def test_a_whole_coverage_is_nothing_to_talk_about(tmp_path):
    run, _ = run_0_1.copy(tmp_path / "a")
    assert burn(run / "segments.gpkg", "segments", run / "classes.tif", tmp_path / "b.tif")["notes"] == []
    assert export_labels(run / "segments.gpkg", "segments", tmp_path / "c", "gpkg")["notes"] == []


def test_gaps_are_counted_on_burn_and_export(tmp_path):
    run, _ = run_0_1.copy(tmp_path / "a")
    rows = {row["fid"]: row["shape"] for row in run_0_1.rows(run / "segments.gpkg")}
    run_0_1.change(run, "delete from segments where fid in (9, 43)")
    gone = rows[9].area + rows[43].area
    said = f"The polygons leave gaps: 2 in all, {gone:,.0f} m², near 5000"
    burnt = burn(run / "segments.gpkg", "segments", run / "classes.tif", tmp_path / "b.tif")
    assert len(burnt["notes"]) == 2 and burnt["notes"][0].startswith(said)
    assert burnt["notes"][1] == "In the raster gaps are background, and where polygons overlap the later one counts."
    assert export_labels(run / "segments.gpkg", "segments", tmp_path / "c", "gpkg")["notes"][0].startswith(said)


def test_overlaps_are_found_between_all_polygons():
    found = look(layer(shapely.box(0, 0, 10, 10), shapely.box(8, 0, 20, 10), shapely.box(0, 9, 20, 20)), None)
    assert shapely.area(found.overlaps).sum() == pytest.approx(2 * 10 + 20 * 1 - 2 * 1)
    assert found.notes()[0].startswith("Polygons overlap: 1 times, 38 m², near ") and len(found.notes()) == 1


def test_a_corner_that_a_neighbour_lacks_is_no_gap():
    whole = (shapely.box(0, 0, 10, 10), shapely.box(10, 0, 20, 5), shapely.box(10, 5, 20, 10))
    assert look(layer(*whole), None).notes() == []


def test_degrees_are_measured_on_the_ground_and_no_system_is_said():
    ring = shapely.box(0, 60, 0.01, 60.01).difference(shapely.box(0.002, 60.002, 0.003, 60.003))
    said = look(layer(ring, crs="EPSG:4326"), None).notes()[0]
    assert "1 in all, 6,2" in said and " m², near 0.002" in said
    assert "square units of the map" in look(layer(ring, crs=""), None).notes()[0]
