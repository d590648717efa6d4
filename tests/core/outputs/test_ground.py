"""Areas on the ground, against geodesics."""

import numpy as np
import pytest
import shapely
from pyproj import Geod
from rasterio.crs import CRS
from rasterio.warp import transform as transform_points
from terralex.core.outputs.ground import ground_areas

WGS84 = Geod(ellps="WGS84")


def rectangle(crs, lon, lat, width_m, height_m):
    """A rectangle of a map's own axes, its first corner at a place; sides in metres of the map."""
    (x,), (y,) = transform_points(CRS.from_epsg(4326), crs, [lon], [lat])
    return shapely.box(x, y, x + width_m, y + height_m)


def geodesic(shape, crs):
    """By short geodesics, which follow the map's straight lines."""
    fine = shapely.segmentize(
        shape, max(np.ptp(shape.exterior.coords.xy[0]), np.ptp(shape.exterior.coords.xy[1])) / 200
    )
    lon, lat = transform_points(crs, CRS.from_epsg(4326), *np.array(fine.exterior.coords).T.tolist())
    return abs(WGS84.polygon_area_perimeter(lon, lat)[0])


@pytest.mark.parametrize("side", [2.0, 300.0, 20_000.0])
@pytest.mark.parametrize(
    "code, lon, lat", [(32633, 15.9, 52), (3857, 25, 60), (3857, 25, -60), (3035, 10, 50), (3857, 179.99, 5)]
)
def test_areas_are_geodesic_in_every_projection(code, lon, lat, side):
    crs = CRS.from_epsg(code)
    shape = rectangle(crs, lon, lat, side, side * 0.7)
    assert ground_areas(np.array([shape]), crs)[0] == pytest.approx(geodesic(shape, crs), rel=1e-4)


def test_mercator_at_sixty_degrees_is_a_quarter_of_what_its_plane_says():
    crs = CRS.from_epsg(3857)
    shape = rectangle(crs, 25, 60, 100, 100)
    assert ground_areas(np.array([shape]), crs)[0] == pytest.approx(2500, rel=0.01)


def test_degrees_holes_and_the_whole_earth():
    crs = CRS.from_epsg(4326)
    holed = shapely.box(15, 60, 15.01, 60.005).difference(shapely.box(15.004, 60.002, 15.006, 60.003))
    whole = shapely.box(-180, -90, 180, 90)
    areas = ground_areas(np.array([holed, whole, None], object), crs)
    assert areas[0] == pytest.approx(abs(WGS84.geometry_area_perimeter(holed)[0]), rel=1e-5)
    assert areas[1] == pytest.approx(5.1006562e14, rel=1e-6) and np.isnan(areas[2])


def test_a_site_grid_has_its_own_metres_and_no_system_has_none():
    shape = np.array([shapely.box(0, 0, 10, 5)])
    assert ground_areas(shape, CRS.from_wkt('LOCAL_CS["Site grid",UNIT["foot",0.3048]]'))[0] == pytest.approx(
        50 * 0.3048**2
    )
    assert ground_areas(shape, None) is None


def test_halves_of_a_polygon_make_the_whole():
    crs = CRS.from_epsg(4326)
    whole = shapely.box(15, 52, 15.001, 52.001)
    halves = [shapely.box(15, 52, 15.0003, 52.001), shapely.box(15.0003, 52, 15.001, 52.001)]
    areas = ground_areas(np.array([whole, *halves]), crs)
    assert areas[1] + areas[2] == pytest.approx(areas[0], rel=1e-9)
