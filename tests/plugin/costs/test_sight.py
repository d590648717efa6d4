"""How the networks will see a raster, and which part of its grid an area takes."""

import numpy as np
import pytest
import rasterio
from qgis.core import QgsGeometry, QgsRasterLayer, QgsRectangle
from rasterio.transform import from_origin
from terralex.core.packs import Resolution
from terralex.core.raster.grid import make_grid
from terralex.plugin.costs.sight import sight_of


def write(path, crs, place, size=(400, 300)):
    with rasterio.open(path, "w", "GTiff", size[0], size[1], 3, crs, place, "uint8") as out:
        out.write(np.full((3, size[1], size[0]), 99, np.uint8))
    return QgsRasterLayer(str(path), path.stem)


@pytest.mark.parametrize(
    ("crs", "place"),
    [
        ("EPSG:32633", from_origin(500000, 5800000, 0.05, 0.05)),
        ("EPSG:4326", from_origin(13.0, 52.5, 1e-6, 1e-6)),
        ("EPSG:3857", from_origin(1400000, 6900000, 0.3, 0.3)),
        (None, from_origin(500000, 300000, 0.5, 0.5)),
        ("EPSG:2263", from_origin(980000, 200000, 0.5, 0.5)),
        (None, from_origin(0, 0, 1, 1)),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_the_networks_see_a_raster_as_the_engine_will(tmp_path, qgis_new_project, crs, place):
    layer = write(tmp_path / "a.tif", crs, place)
    known = (Resolution(0.3, 0.1, 1.5), Resolution(10.0, 5.0, 20.0))
    sight = sight_of(layer, None, known)
    with rasterio.open(tmp_path / "a.tif") as raster:
        plain = raster.transform[:6]
        grid = make_grid(raster.shape, (*plain[:3], *plain[3:6]), raster.crs, known)
    assert sight.scale.gsd_m == pytest.approx(grid.gsd_m, rel=1e-3)
    assert (sight.scale.fx, sight.scale.fy) == (grid.fx, grid.fy)
    assert known.index(sight.scale.resolution) == grid.resolution
    assert sight.shape == pytest.approx(grid.shape, abs=1)


def test_an_area_is_found_on_the_grid(tmp_path, qgis_new_project):
    layer = write(tmp_path / "a.tif", "EPSG:32633", from_origin(500000, 5800000, 0.1, 0.1), (3000, 3000))
    sight = sight_of(layer, None, (Resolution(0.3, 0.1, 1.5),))
    assert sight.shape == (1000, 1000)
    part = QgsGeometry.fromRect(QgsRectangle(500030, 5799940, 500060, 5799970))
    assert sight.block(part) == ((100, 100, 100, 100), 10000, 1.0)
    slanted = QgsGeometry.fromWkt("POLYGON((500000 5799700, 500300 5799700, 500300 5800000, 500000 5799700))")
    block, inside, share = sight.block(slanted)
    assert block == (0, 0, 1000, 1000) and inside == pytest.approx(500000, rel=0.01) and share == 1.0


def test_blocks_that_an_area_does_not_touch_are_left_out(tmp_path, qgis_new_project):
    layer = write(tmp_path / "a.tif", "EPSG:32633", from_origin(500000, 5800000, 1.0, 1.0), (4096, 4096))
    sight = sight_of(layer, None, (Resolution(1.0, 0.5, 2.0),))
    corners = QgsGeometry.fromWkt(
        "MULTIPOLYGON(((500000 5800000, 500100 5800000, 500100 5799900, 500000 5799900, 500000 5800000)),"
        "((504000 5796000, 504090 5796000, 504090 5795910, 504000 5795910, 504000 5796000)))"
    )
    assert sight.block(corners)[2] == pytest.approx(2 / 16)
