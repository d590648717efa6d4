"""The dock's line about bands, coordinate system and nodata, and its window."""

import numpy as np
import pytest
import rasterio
from qgis.core import QgsCoordinateReferenceSystem, QgsMultiBandColorRenderer, QgsProject, QgsRasterLayer
from rasterio.transform import from_origin


@pytest.fixture
def ten(qgis_new_project, tmp_path):
    """A layer of ten bands in the project, of which the dock shows 6, 4, 2."""
    array = np.random.default_rng(1).integers(1, 4000, (10, 40, 50), dtype=np.uint16)
    where = {"width": 50, "height": 40, "count": 10, "dtype": "uint16", "transform": from_origin(5e5, 3e5, 0.5, 0.5)}
    with rasterio.open(tmp_path / "ten.tif", "w", "GTiff", crs="EPSG:2180", **where) as out:
        out.write(array)
    layer = QgsRasterLayer(str(tmp_path / "ten.tif"), "ten", "gdal")
    layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), 6, 4, 2))
    QgsProject.instance().addMapLayer(layer)
    return layer


def asked(dock):
    return dock._collect()[2]


def test_the_dock_says_what_it_takes_and_a_run_takes_it(dock, ten):
    dock.set_raster(ten)
    assert dock.form.taken.text() == "Bands 6, 4, 2 as shown."
    assert asked(dock).bands == (6, 4, 2) and asked(dock).reading == {}
    ten.setCrs(QgsCoordinateReferenceSystem("EPSG:32633"))
    ten.setRenderer(QgsMultiBandColorRenderer(ten.dataProvider(), 3, 2, 1))
    assert "Bands 3, 2, 1 as shown; coordinate system EPSG:32633" in dock.form.taken.text()
    assert asked(dock).bands == (3, 2, 1)
    assert rasterio.crs.CRS.from_user_input(asked(dock).reading["crs"]) == rasterio.crs.CRS.from_epsg(32633)


def test_bands_and_pixel_size_are_chosen_in_a_window(qtbot, dock, ten):
    dock.set_raster(ten)
    dock.form.taken.button.click()
    window = dock.form.taken.dialog
    assert not any(combo.isEnabled() for combo in window.bands)
    assert [combo.currentData() for combo in window.bands] == [6, 4, 2]
    window.as_shown.setChecked(False)
    for combo in window.bands:
        combo.setCurrentIndex(combo.findData(7))
    window.pixel.setValue(0.25)
    with qtbot.waitSignal(dock.form.taken.changed):
        window.accept()
    assert dock.form.taken.text() == "Bands 7 as chosen; pixels of 0.25 m as chosen."
    assert asked(dock).bands == (7,) and asked(dock).overrides["pixel_m"] == 0.25
    dock.on_map.refresh()
    dock.form.taken.button.click()
    dock.form.taken.dialog.as_shown.setChecked(True)
    dock.form.taken.dialog.accept()
    assert asked(dock).bands == (6, 4, 2)


def test_a_layer_that_goes_away_leaves_no_line(dock, ten, raster):
    dock.set_raster(ten)
    QgsProject.instance().removeMapLayer(ten.id())
    assert dock.form.raster.currentLayer() == raster and "ten" not in dock.form.taken.text()
