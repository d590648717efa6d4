"""Which layers go straight to the engine."""

import zipfile

import pytest
import rasterio
from osgeo import gdal
from qgis.core import QgsRasterLayer
from rasterio.transform import Affine
from terralex.plugin.engine.inputs import READABLE, direct_path, file_behind
from terralex.plugin.runs.places import default_output


def test_every_format_that_goes_straight_to_the_engine_is_one_that_it_reads():
    with rasterio.Env() as env:
        drivers = set(env.drivers())
    assert drivers >= READABLE | {"JP2OpenJPEG"}
    assert {"GTiff", "GPKG", "MBTiles", "VRT", "PNG", "JPEG"} <= READABLE


@pytest.mark.parametrize(
    "driver, name",
    [
        ("PNG", "a.png"),
        ("JP2OpenJPEG", "a.jp2"),
        ("GPKG", "a.gpkg"),
        ("VRT", "a.vrt"),
        ("MBTiles", "a.mbtiles"),
    ],
)
def test_files_that_the_engine_reads_are_given_to_it_as_they_are(photo, tmp_path, driver, name):
    path = tmp_path / name
    source = str(photo)
    if driver == "MBTiles":
        source = gdal.Warp("/vsimem/warped.tif", source, dstSRS="EPSG:3857")
    assert gdal.Translate(str(path), source, format=driver) is not None
    gdal.Unlink("/vsimem/warped.tif")
    layer = QgsRasterLayer(str(path), "a")
    assert layer.isValid()
    assert direct_path(layer) == str(path)
    with rasterio.open(direct_path(layer)) as data:
        assert data.count >= 3


def test_a_table_of_a_geopackage_and_a_picture_in_an_archive_are_given_by_their_names(photo, tmp_path):
    package, archive = tmp_path / "two.gpkg", tmp_path / "a.zip"
    for table in ("one", "two"):
        options = [f"RASTER_TABLE={table}", f"APPEND_SUBDATASET={'NO' if table == 'one' else 'YES'}"]
        assert gdal.Translate(str(package), str(photo), format="GPKG", creationOptions=options) is not None
    with zipfile.ZipFile(archive, "w") as out:
        out.write(photo, "inside/photo.tif")
    for source, file in ((f"GPKG:{package}:two", package), (f"/vsizip/{archive}/inside/photo.tif", archive)):
        layer = QgsRasterLayer(source, "a")
        assert layer.isValid(), source
        name = direct_path(layer)
        assert name == source and file_behind(name) == file
        assert default_output(name) == tmp_path / "terralex_runs"
        with rasterio.open(name) as data:
            assert data.width == 600


def test_mbtiles_opened_as_a_service_are_a_file_all_the_same(photo, tmp_path):
    path = tmp_path / "a.mbtiles"
    warped = gdal.Warp("/vsimem/warped.tif", str(photo), dstSRS="EPSG:3857")
    gdal.Translate(str(path), warped, format="MBTiles").FlushCache()
    layer = QgsRasterLayer(f"type=mbtiles&url=file://{path}", "tiles", "wms")
    assert layer.isValid()
    assert direct_path(layer) == str(path)
    gdal.Unlink("/vsimem/warped.tif")


def test_a_rotated_file_goes_straight_to_the_engine_which_keeps_its_pixels(photo):
    with rasterio.open(photo, "r+") as data:
        data.transform = Affine.translation(5e5, 3e5) * Affine.rotation(30) * Affine.scale(0.1, -0.1)
    assert direct_path(QgsRasterLayer(str(photo), "turned")) == str(photo)
