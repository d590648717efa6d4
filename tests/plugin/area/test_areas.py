"""Areas in one coordinate system, rasters in another: in degrees, around the 180th meridian, in a map of the world."""

import numpy as np
import pytest
import rasterio
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsGeometry, QgsProject, QgsRasterLayer
from qgis.core import QgsRectangle as Rectangle
from rasterio.transform import from_origin
from terralex.core.config import Area
from terralex.core.errors import InputError
from terralex.core.options import Options
from terralex.core.packs import Pack
from terralex.core.raster.areas import area_on_grid, bounding_block
from terralex.core.raster.source import Source
from terralex.plugin.area.areas import area_in, area_of_rectangle, area_of_shape

DEGREES, MERCATOR = QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:3857")
PACIFIC = QgsCoordinateReferenceSystem("EPSG:3832")  # Mercator with its seam at 30° W


def raster(tmp_path, crs, left, top, step, size=100):
    path = tmp_path / "a.tif"
    with rasterio.open(path, "w", "GTiff", size, size, 3, crs, from_origin(left, top, step, step), "uint8") as out:
        out.write(np.full((3, size, size), 9, np.uint8))
    return QgsRasterLayer(str(path), "a")


def block_of(layer, area):
    """What the engine makes of it, pixels: row, col, rows, cols."""
    manifest = {"name": "p", "resolutions": [{"gsd_m": 0.5, "min_m": 1e-3, "max_m": 1e6}]}
    with Source.open(layer.source(), Pack(None, manifest), Options()) as source:
        block = bounding_block(area_on_grid(area, source.grid), source.grid)
        return block.row, block.col, block.rows, block.cols


def moved(rectangle, here, there):
    return QgsCoordinateTransform(here, there, QgsProject.instance()).transformBoundingBox(rectangle)


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326", "EPSG:32634"])
def test_a_map_in_another_coordinate_system_shows_the_same_place(tmp_path, crs):
    layer = raster(tmp_path, "EPSG:2180", 637000, 487000, 0.5)
    wanted = Rectangle(637010, 486960, 637030, 486990)
    project = QgsCoordinateReferenceSystem(crs)
    area = area_of_rectangle(moved(wanted, layer.crs(), project), project, layer)
    row, col, rows, cols = block_of(layer, area)
    assert row == pytest.approx(20, abs=2) and col == pytest.approx(20, abs=2)
    assert rows == pytest.approx(60, abs=4) and cols == pytest.approx(40, abs=4)


def test_a_raster_in_degrees_and_a_map_in_metres(tmp_path):
    layer = raster(tmp_path, "EPSG:4326", 21.0, 52.0, 5e-6)
    wanted = Rectangle(21.0001, 51.9996, 21.0003, 51.9998)
    area = area_of_rectangle(moved(wanted, DEGREES, MERCATOR), MERCATOR, layer)
    row, col, rows, cols = block_of(layer, area)
    assert (row, col) == (pytest.approx(40, abs=1), pytest.approx(20, abs=1))
    assert (rows, cols) == (pytest.approx(40, abs=2), pytest.approx(40, abs=2))


@pytest.mark.parametrize(
    "crs, world",
    [
        (MERCATOR, Rectangle(-4e7, -4e7, 4e7, 4e7)),
        (DEGREES, Rectangle(-400, -200, 400, 200)),
    ],
)
def test_a_map_of_the_whole_world_takes_all_of_a_small_raster(tmp_path, crs, world):
    layer = raster(tmp_path, "EPSG:2180", 637000, 487000, 0.5)
    assert block_of(layer, area_of_rectangle(world, crs, layer)) == (0, 0, 100, 100)


def test_an_area_torn_by_the_180th_meridian_is_refused_with_the_next_step(tmp_path):
    layer = raster(tmp_path, "EPSG:4326", -180, 1, 0.02, 18000 // 100)
    across = Rectangle(*moved(Rectangle(179.5, -1, 180.0, 1), DEGREES, PACIFIC).toRectF().getCoords())
    across.setXMaximum(across.xMaximum() + 2e5)
    with pytest.raises(InputError, match=r"crosses the 180th meridian.*one area west of the meridian, one east"):
        area_of_shape(QgsGeometry.fromRect(across), PACIFIC, layer)


def test_across_the_meridian_in_degrees_beyond_180(tmp_path):
    layer = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png&zmin=0&zmax=18", "tiles", "wms")
    with pytest.raises(InputError, match="crosses the 180th meridian"):
        area_of_shape(QgsGeometry.fromRect(Rectangle(179.99, 0, 180.01, 0.01)), DEGREES, layer)
    west = area_of_shape(QgsGeometry.fromRect(Rectangle(179.99, 0, 180.0, 0.01)), DEGREES, layer)
    box = area_in(west, MERCATOR, "tiles").boundingBox()
    assert box.xMaximum() == pytest.approx(20037508.34, abs=1) and box.width() == pytest.approx(1113, abs=1)


def test_a_raster_that_lies_across_the_meridian_itself_is_no_trouble(tmp_path):
    middle = moved(Rectangle(179.9999, 0, 180.0, 0.0001), DEGREES, PACIFIC)
    layer = raster(tmp_path, "EPSG:3832", middle.xMaximum() - 25, middle.yMaximum() + 25, 0.5)
    drawn = Rectangle(middle.xMaximum() - 10, middle.yMaximum() - 10, middle.xMaximum() + 10, middle.yMaximum() + 10)
    row, col, rows, cols = block_of(layer, area_of_shape(QgsGeometry.fromRect(drawn), PACIFIC, layer))
    assert (row, col) == (30, 30) and 40 <= rows <= 41 and 40 <= cols <= 41


def test_a_shape_around_half_the_world_takes_all_of_a_small_raster(tmp_path):
    layer = raster(tmp_path, "EPSG:2180", 637000, 487000, 0.5)
    drawn = QgsGeometry.fromRect(Rectangle(-179, -80, 179, 80))
    assert block_of(layer, area_of_shape(drawn, DEGREES, layer)) == (0, 0, 100, 100)


def test_an_area_where_the_rasters_coordinate_system_ends():
    ring = [[0, 80], [10, 80], [10, 120], [0, 80]]
    with pytest.raises(InputError, match=r"reaches where the coordinate system of “tiles” ends. Zoom in, or draw the"):
        area_in(Area(({"type": "Polygon", "coordinates": [ring]},), "EPSG:4326"), MERCATOR, "tiles")


def test_a_rotated_raster_takes_an_area_and_refuses_one_beside_its_pixels(tmp_path):
    from affine import Affine

    layer = raster(tmp_path, "EPSG:2180", 637000, 487000, 0.5)
    with rasterio.open(layer.source(), "r+") as data:
        data.transform = Affine.translation(637000, 487000) * Affine.rotation(45) * Affine.scale(0.5, -0.5)
    layer = QgsRasterLayer(layer.source(), "a")
    middle = Affine.translation(637000, 487000) * Affine.rotation(45) * (25.0, -25.0)
    inside = Rectangle(middle[0] - 2, middle[1] - 2, middle[0] + 2, middle[1] + 2)
    row, col, rows, cols = block_of(layer, area_of_rectangle(inside, layer.crs(), layer))
    assert 40 < row < 50 and 40 < col < 50 and rows == pytest.approx(12, abs=2) and cols == rows
    box = layer.extent()
    corner = Rectangle(box.xMinimum(), box.yMaximum() - 3, box.xMinimum() + 3, box.yMaximum())
    area = area_of_rectangle(corner, layer.crs(), layer)
    with pytest.raises(InputError, match="The area lies outside the raster"):
        block_of(layer, area)
