"""Burn, polygonise, export and measure in a terminal: the same jobs as the dock's, read back by other libraries."""

import json

import numpy as np
import pyogrio
import pytest
import rasterio
from rasterio.crs import CRS
from terralex.core.cli.app import app
from terralex.core.files.class_raster import Frame, class_writer
from terralex.core.vocabulary import ClassSpec
from typer.testing import CliRunner


@pytest.fixture
def classes(tmp_path):
    """A class raster of two classes."""
    path = tmp_path / "classes.tif"
    specs = [ClassSpec("road", colour="#808080"), ClassSpec("water", colour="#0000ff")]
    frame = Frame(40, 60, (0.5, 0, 500_000, 0, -0.5, 600_000), CRS.from_epsg(2180).to_wkt())
    ids = np.ones((40, 60), np.uint8)
    ids[:, 30:] = 2
    with class_writer(path, frame, specs) as out:
        out.write(ids)
    return path


def terralex(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_a_raster_becomes_polygons_these_labels_and_a_raster_again(tmp_path, classes):
    segments, labels, burnt = tmp_path / "segments.gpkg", tmp_path / "labels.geojson", tmp_path / "burnt.tif"
    made = terralex("polygonise", classes, segments)
    assert made.exit_code == 0 and "2 polygons" in made.output, made.output
    exported = terralex("export", segments, tmp_path / "labels", "--format", "geojson")
    assert exported.exit_code == 0 and "2 polygons" in exported.output
    assert sorted(pyogrio.raw.read(labels, columns=["class_name"])[3][0]) == ["road", "water"]
    again = terralex("burn", segments, classes, burnt, "--json")
    assert json.loads(again.output)["changed_px"] == 0
    with rasterio.open(burnt) as one, rasterio.open(classes) as two:
        assert np.array_equal(one.read(1), two.read(1))


def test_a_data_set_is_exported_with_chips(tmp_path, classes):
    segments, image, out = tmp_path / "segments.gpkg", tmp_path / "image.tif", tmp_path / "yolo"
    terralex("polygonise", classes, segments)
    with rasterio.open(classes) as like:
        place = {"crs": like.crs, "transform": like.transform, "width": like.width, "height": like.height, "count": 3}
    with rasterio.open(image, "w", "GTiff", dtype="uint8", **place) as raster:
        raster.write(np.random.default_rng(0).integers(1, 255, (3, 40, 60), np.uint8))
    given = ("--format", "yolo", "--image", image, "--chip", 32, "--split", "1/1", "--no-empty", "--credit", "us")
    told = terralex("export", segments, out, *given, "--json")
    done = json.loads(told.output)
    assert told.exit_code == 0 and done["chips"] == 4 and done["parts"] == {"train": 2, "val": 2}
    assert json.loads((out / "dataset.json").read_text())["credit"] == "us"
    assert len(list((out / "labels").rglob("*.txt"))) == 4


def test_what_is_there_is_never_replaced_and_a_mistake_is_a_sentence(tmp_path, classes):
    taken = tmp_path / "taken.gpkg"
    taken.write_text("mine")
    refused = terralex("polygonise", classes, taken)
    assert refused.exit_code == 1 and taken.read_text() == "mine" and "taken.gpkg" in refused.output
    unknown = terralex("export", classes, tmp_path / "labels", "--format", "dxf")
    assert unknown.exit_code == 1 and "not a format of labels" in unknown.output


def test_speed_is_measured_as_in_the_dock(tiny_pack, monkeypatch):
    monkeypatch.setattr("terralex.core.methods.costs.PART_S", 0.02)
    told = terralex("measure", "--pack", tiny_pack, "--device", "cpu")
    assert told.exit_code == 0 and "balanced: " in told.output and "a window of 64 px" in told.output, told.output
