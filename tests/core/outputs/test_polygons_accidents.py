"""Polygons and rasters that a disk did not take: nothing is published that is not on the disk as it was written."""

import os
import sqlite3

import numpy as np
import pytest
import rasterio
import shapely
from terralex.core.errors import OutputError
from terralex.core.files import class_raster
from terralex.core.files.layers import Field, Layer, verify_layer, write_layer
from terralex.core.outputs import polygons
from terralex.core.progress import result_of
from terralex.core.vocabulary import ClassSpec

PLACE = rasterio.Affine(0.1234567890123, 0, 500_000.123456789, 0, -0.1234567890123, 600_000)


GONE, OTHERS = r"holds 0 of 2 polygons on the disk", r"(is not on the disk as it was written|cannot be read back)\."


@pytest.mark.parametrize(
    ("lost", "words"),
    [
        ("UPDATE gpkg_ogr_contents SET feature_count = 0", GONE),
        ("DELETE FROM rtree_segments_geom", GONE),
        ("UPDATE gpkg_contents SET max_x = min_x", OTHERS),
        ("UPDATE segments SET geom = (SELECT geom FROM segments WHERE fid = 1)", OTHERS),
        ("UPDATE segments SET geom = substr(geom, 1, 70) || zeroblob(length(geom) - 70)", OTHERS),
        ("UPDATE segments SET geom = substr(geom, 1, 70)", OTHERS),
    ],
    ids=["count", "index", "extent", "another", "zeros", "cut"],
)
def test_polygons_that_are_not_on_the_disk_as_written_are_no_result(tmp_path, monkeypatch, lost, words):
    """As a disk leaves them that is full at the last moment: the rows are there, something else is not."""
    whole, classes = polygons.write_layer, tmp_path / "classes.tif"

    def cut_short(path, *given, **more):
        whole(path, *given, **more)
        with sqlite3.connect(path) as file:
            for name in ("insert", "update1", "update2", "update3", "update4", "delete"):
                file.execute(f"DROP TRIGGER IF EXISTS rtree_segments_geom_{name}")
            file.execute(lost)

    with rasterio.open(classes, "w", "GTiff", 3, 2, 1, "EPSG:2180", PLACE, "uint8", 255) as out:
        out.write(np.array([[[1, 1, 2], [1, 2, 2]]], np.uint8))
    monkeypatch.setattr(polygons, "write_layer", cut_short)
    made = polygons.polygonise(classes, tmp_path / "out.gpkg", ["road", "water"], min_area_px=0, simplify_px=0)
    with pytest.raises(OutputError, match=words):
        result_of(made)
    assert not (tmp_path / "out.gpkg").exists()


@pytest.mark.parametrize(("suffix", "driver"), [(".shp", "ESRI Shapefile"), (".geojson", "GeoJSON")])
@pytest.mark.parametrize("share", [0.4, 0.9])
def test_labels_that_a_disk_took_in_part_are_no_export(tmp_path, suffix, driver, share):
    boxes = shapely.box(*np.array([[i, 0, i + 1, 2] for i in range(50)], float).T)
    path = tmp_path / f"labels{suffix}"
    layer = Layer("labels", boxes, np.arange(50), {"n": Field(np.arange(50), np.zeros(50, bool))}, "EPSG:4326")
    write_layer(path, layer, driver)
    verify_layer(path, boxes)
    os.truncate(path, int(path.stat().st_size * share))
    with pytest.raises(OutputError, match=r"labels.* (on the disk|cannot be read back)"):
        verify_layer(path, boxes)


@pytest.mark.parametrize("damage", ["pixels", "overview", "no overview", "tile of an overview"])
def test_a_raster_that_is_not_on_the_disk_as_written_is_no_result(tmp_path, monkeypatch, damage):
    path, ids = tmp_path / "classes.tif", np.arange(600 * 500).reshape(600, 500).astype(np.uint8)
    real = class_raster.verify_raster

    def damaged(*given):
        with rasterio.open(path, "r+") as raster:
            place = raster.get_tag_item("BLOCK_OFFSET_0_0", "TIFF", bidx=1, ovr=0)
        if damage == "pixels":
            with rasterio.open(path, "r+") as raster:
                raster.write(ids[:1, :1], 1, window=rasterio.windows.Window(7, 7, 1, 1))
        elif damage == "overview":
            with path.open("r+b") as file:
                file.seek(int(place) + 10)
                file.write(bytes(50))
        elif damage == "tile of an overview":
            body = path.read_bytes()
            path.write_bytes(body.replace(int(place).to_bytes(4, "little"), bytes(4)))
        else:
            path.unlink()
            with rasterio.open(path, "w", "GTiff", 500, 600, 1, None, PLACE, "uint8", 255) as raster:
                raster.write(ids, 1)
        return real(*given)

    monkeypatch.setattr(class_raster, "verify_raster", damaged)
    frame = class_raster.Frame(600, 500, tuple(PLACE)[:6], "")
    with (
        pytest.raises(OSError, match=r"classes\.tif is not on the disk as it was written"),
        class_raster.class_writer(path, frame, [ClassSpec("road")]) as writer,
    ):
        for row in range(0, 600, class_raster.STRIP):
            writer.write(ids[row : row + class_raster.STRIP])


def test_extents_of_many_digits_are_as_written(tmp_path):
    with rasterio.open(tmp_path / "classes.tif", "w", "GTiff", 3, 2, 1, "EPSG:2180", PLACE, "uint8", 255) as out:
        out.write(np.array([[[1, 1, 2], [1, 2, 2]]], np.uint8))
    made = polygons.polygonise(tmp_path / "classes.tif", tmp_path / "out.gpkg", ["road", "water"], min_area_px=0)
    assert result_of(made)["polygons"] == 2


@pytest.mark.parametrize("name", ["regions.tif", "mask.tif"])
def test_a_scratch_raster_that_a_full_disk_did_not_take_is_told(tmp_path, monkeypatch, name):
    """GDAL drops the strips that find no room and says nothing; polygons of the rest would be a wrong result."""
    with rasterio.open(tmp_path / "classes.tif", "w", "GTiff", 3, 2, 1, "EPSG:2180", PLACE, "uint8", 255) as out:
        out.write(np.array([[[1, 1, 2], [1, 255, 2]]], np.uint8))
    real = polygons.verify_raster

    def emptied(path, *given):
        if path.name == name:
            with polygons.open_unplaced(path, "r+") as raster:
                raster.write(np.zeros((2, 3), raster.dtypes[0]), 1)
        real(path, *given)

    monkeypatch.setattr(polygons, "verify_raster", emptied)
    made = polygons.polygonise(tmp_path / "classes.tif", tmp_path / "out.gpkg", ["road", "water"], min_area_px=0)
    with pytest.raises(OutputError, match=rf"out\.gpkg could not be written: {name} is not on the disk as it was"):
        result_of(made)
    assert {path.name for path in tmp_path.iterdir()} == {"classes.tif"}


def test_what_a_kill_left_is_cleared_also_where_the_polygons_are_there_already(tmp_path):
    with rasterio.open(tmp_path / "classes.tif", "w", "GTiff", 3, 2, 1, "EPSG:2180", PLACE, "uint8", 255) as out:
        out.write(np.array([[[1, 1, 2], [1, 2, 2]]], np.uint8))
    (tmp_path / "out.gpkg").write_bytes(b"there")
    (tmp_path / ".terralex-killed").mkdir()
    (tmp_path / ".terralex-killed" / "lock").touch()
    with pytest.raises(OutputError, match=r"out\.gpkg exists already"):
        result_of(polygons.polygonise(tmp_path / "classes.tif", tmp_path / "out.gpkg", ["road", "water"]))
    assert {path.name for path in tmp_path.iterdir()} == {"classes.tif", "out.gpkg"}
