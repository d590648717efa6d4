"""What a run takes of a layer: bands, coordinate system and nodata as set in QGIS, and what was chosen besides."""

import numpy as np
import pytest
import rasterio
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMultiBandColorRenderer,
    QgsRasterLayer,
    QgsRasterRange,
    QgsSingleBandGrayRenderer,
)
from rasterio.transform import from_origin
from terralex.core.config import RunConfig
from terralex.plugin.engine.shown import Choice, choice_of, choose, is_layer, shown
from terralex.plugin.snapshots.order import as_shown

PLACE = from_origin(500000, 300024, 0.5, 0.5)


@pytest.fixture
def ten(tmp_path):
    """A layer of ten bands, blue first."""
    return layer_of(tmp_path / "ten.tif", 10)


def layer_of(path, bands, crs="EPSG:2180", nodata=None):
    array = np.random.default_rng(1).integers(1, 4000, (bands, 40, 50), dtype=np.uint16)
    where = {"width": 50, "height": 40, "count": bands, "dtype": "uint16", "transform": PLACE, "nodata": nodata}
    with rasterio.open(path, "w", "GTiff", crs=crs, **where) as out:
        out.write(array)
    layer = QgsRasterLayer(str(path), path.stem, "gdal")
    assert layer.isValid()
    return layer


def show(layer, *bands):
    layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), *bands))


def test_the_three_bands_that_the_layer_shows_are_taken_and_said(qgis_app, ten):
    show(ten, 6, 4, 2)
    assert shown(ten).bands == (6, 4, 2) and shown(ten).said == "Bands 6, 4, 2 as shown."
    assert shown(ten).reading == {} and shown(ten).overrides == {}


def test_any_other_way_to_draw_takes_the_files_own_colours_and_says_so(qgis_app, ten, tmp_path):
    ten.setRenderer(QgsSingleBandGrayRenderer(ten.dataProvider(), 5))
    assert shown(ten).bands == () and "file's own red, green and blue" in shown(ten).said
    grey = layer_of(tmp_path / "grey.tif", 1)
    assert shown(grey).bands == () and shown(grey).said == "The file's own colours."
    show(ten, 6, -1, 2)  # a band that is not set
    assert shown(ten).bands == ()


def test_the_coordinate_system_of_the_layer_goes_before_the_files(qgis_app, ten, tmp_path):
    for layer in (ten, layer_of(tmp_path / "without.tif", 3, crs=None)):
        layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
        told = rasterio.crs.CRS.from_user_input(shown(layer).reading["crs"])
        assert told == rasterio.crs.CRS.from_epsg(32633)
        assert "coordinate system EPSG:32633 as set in the layer" in shown(layer).said


def test_nodata_that_was_added_or_unticked_is_taken(qgis_app, tmp_path):
    layer = layer_of(tmp_path / "a.tif", 3, nodata=0)
    show(layer, 1, 2, 3)
    assert shown(layer).reading == {}
    for band in (1, 2, 3):
        layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(255, 255)])
    assert shown(layer).reading == {"nodata": [[255.0, 255.0]]}
    assert "nodata 255 as set in the layer" in shown(layer).said
    for band in (1, 2, 3):
        layer.dataProvider().setUserNoDataValue(band, [])
        layer.dataProvider().setUseSourceNoDataValue(band, False)
    assert shown(layer).reading == {"file_nodata": False, "collar": False}
    assert "nodata 0 of the file is picture" in shown(layer).said


def test_what_was_chosen_goes_before_what_is_shown_and_is_kept_with_the_layer(qgis_app, ten):
    show(ten, 6, 4, 2)
    choose(ten, Choice((3, 2, 1), 0.25, False))
    assert choice_of(ten.clone()) == Choice((3, 2, 1), 0.25, False)
    taken = shown(ten)
    assert taken.bands == (3, 2, 1) and taken.overrides == {"pixel_m": 0.25} and taken.reading == {"collar": False}
    assert taken.said == "Bands 3, 2, 1 as chosen; an empty border is picture; pixels of 0.25 m as chosen."
    choose(ten, Choice())
    assert shown(ten).bands == (6, 4, 2)
    for nonsense in ("[", "[1]", '{"bands": [99]}', '{"pixel_m": "x"}'):
        ten.setCustomProperty("terralex/pixels", nonsense)
        assert choice_of(ten) == Choice()


def test_a_run_of_a_layer_is_as_the_layer_shows_it_less_what_was_asked_for(qgis_app, ten):
    show(ten, 6, 4, 2)
    ten.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    config = as_shown(RunConfig("ten.tif", "", ()), ten, None)
    assert config.bands == (6, 4, 2) and set(config.reading) == {"crs"}
    assert as_shown(RunConfig("ten.tif", "", (), bands=(1,)), ten, None).bands == (1,)


def test_a_path_is_no_layer(qgis_app, ten):
    assert is_layer(ten, ten) and is_layer(ten.id(), ten) and is_layer("ten", ten)
    assert not is_layer(ten.source(), ten)
