"""The working grid: cells, ground resolution, and where it lies."""

import dataclasses

import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.control import GroundControlPoint
from rasterio.transform import Affine, from_origin
from terralex.core.errors import InputError
from terralex.core.lattice import Block
from terralex.core.options import Options
from terralex.core.raster.bands import cell_means
from terralex.core.raster.grid import pixel_metres
from terralex.core.raster.source import Source
from terralex.tests.core.rasters import PLACE, pack_at, picture, write_tif

SMALL = Options(windows=(16,), stride=8)


def opened(path, *gsd_m, bands=(), **options):
    return Source.open(path, pack_at(*(gsd_m or (0.3,))), dataclasses.replace(SMALL, **options), bands)


@given(st.integers(1, 23), st.integers(1, 23), st.integers(1, 7), st.integers(1, 7), st.floats(0, 1))
@settings(max_examples=60, deadline=None)
def test_a_cell_is_the_mean_of_its_valid_pixels_and_a_cut_off_cell_of_those_it_has(rows, cols, fy, fx, share):
    rng = np.random.default_rng(rows * 97 + cols)
    valid = rng.random((rows, cols)) <= share
    colours = np.where(valid, rng.integers(0, 256, (3, rows, cols)), 0).astype(np.uint8)
    means, kept = cell_means(colours, valid, fy, fx)
    assert means.shape == (3, -(-rows // fy), -(-cols // fx))
    for row in range(means.shape[1]):
        for col in range(means.shape[2]):
            cell = (slice(row * fy, row * fy + fy), slice(col * fx, col * fx + fx))
            here = valid[cell]
            assert kept[row, col] == (here.mean() >= 0.5)
            if kept[row, col]:
                expected = np.floor(colours[(slice(None), *cell)][:, here].mean(axis=1) + 0.5)
                assert np.array_equal(means[:, row, col], expected)


@pytest.mark.parametrize(
    ("pixel", "packs", "factor", "warned"),
    [
        (0.3, (0.3,), 1, False),
        (0.1, (0.3,), 3, False),
        (0.02, (0.3,), 15, False),
        (0.3, (0.3, 1.0), 1, False),
        (0.7, (0.3, 1.0), 1, False),
        (0.5, (0.3, 1.0), 2, False),  # twice 0.5 m is what the pack knows; 0.5 m is outside of both ranges
        (1.4, (0.3,), 1, True),
    ],
)
def test_the_grid_is_the_source_decimated_by_whole_numbers(tmp_path, pixel, packs, factor, warned):
    path = write_tif(tmp_path / "a.tif", picture(50, 61), transform=from_origin(500000, 5800000, pixel, pixel))
    with opened(path, *packs) as source:
        grid = source.grid
    assert (grid.fy, grid.fx) == (factor, factor) and grid.shape == (-(-50 // factor), -(-61 // factor))
    assert grid.transform[2] == 500000 and grid.transform[5] == 5800000
    assert grid.transform[0] == pytest.approx(pixel * factor) and grid.gsd_m == pytest.approx(pixel * factor, rel=1e-3)
    assert bool(grid.warnings) == warned


def test_a_pixel_four_times_too_coarse_is_refused_with_both_numbers(tmp_path):
    path = write_tif(tmp_path / "a.tif", picture(20, 20), transform=from_origin(500000, 5800000, 2.0, 2.0))
    with pytest.raises(InputError, match=r"2 m is too coarse .* 0\.2 to 0\.45 m"):
        opened(path)


def test_the_user_may_ask_for_a_ground_resolution(tmp_path):
    path = write_tif(tmp_path / "a.tif", picture(64, 64))
    with opened(path, gsd_m=0.9) as source:
        assert source.grid.fy == 3 and "0.3 m" in source.grid.warnings[0]
    with opened(path, gsd_m=0.1) as source:
        assert source.grid.fy == 1 and "cannot be shown at 0.1 m" in source.grid.warnings[0]


def test_degrees_are_metres_on_the_ellipsoid_and_differ_by_direction(tmp_path):
    step = 1e-6
    path = write_tif(
        tmp_path / "a.tif", picture(60, 60), crs="EPSG:4326", transform=from_origin(25.0, 60.0, step, step)
    )
    with opened(path) as source:
        grid = source.grid
    # WGS 84 at 60 degrees: 111 412 m for a degree of latitude, 55 800 m for one of longitude.
    assert (grid.fy, grid.fx) == (round(0.3 / (111412 * step)), round(0.3 / (55800 * step))) == (3, 5)


def test_web_mercator_metres_are_taken_for_what_they_are_on_the_ground(tmp_path):
    path = write_tif(
        tmp_path / "a.tif", picture(60, 60), crs="EPSG:3857", transform=from_origin(0, 8399737.9, 0.6, 0.6)
    )
    with opened(path) as source:  # at 60 degrees north its metres are half as long
        assert source.grid.fy == 1 and source.grid.gsd_m == pytest.approx(0.3, rel=0.01)


def test_a_raster_of_the_moon_has_the_moons_metres(tmp_path):
    moon = rasterio.CRS.from_proj4("+proj=longlat +R=1737400 +no_defs")
    step = 0.3 / (1737400 * np.pi / 180)
    path = write_tif(tmp_path / "a.tif", picture(60, 60), crs=moon, transform=from_origin(10, 0.0, step, step))
    with opened(path) as source:
        assert source.grid.gsd_m == pytest.approx(0.3, rel=1e-4)


def test_without_a_coordinate_system_the_pixel_size_is_assumed_and_said_or_given(tmp_path):
    path = write_tif(tmp_path / "a.tif", picture(30, 30), crs=None, transform=None)
    with opened(path) as source:
        assert source.grid.fy == 1 and source.grid.crs == ""
        assert any("0.3 m is assumed" in text for text in source.grid.warnings)
        assert source.grid.transform == (1, 0, 0, 0, -1, 0)  # where QGIS draws it
    with opened(path, pixel_m=0.1) as source:
        assert source.grid.fy == 3 and not any("assumed" in text for text in source.grid.warnings)


def test_control_points_alone_are_no_place_and_this_is_said(tmp_path):
    points = [GroundControlPoint(r, c, 25 + c * 1e-5, 60 - r * 1e-5) for r, c in ((0, 0), (0, 30), (30, 0), (30, 30))]
    path = write_tif(tmp_path / "a.tif", picture(30, 30), crs="EPSG:4326", transform=None, gcps=points)
    with opened(path) as source:
        assert source.grid.crs == "" and "control points" in source.grid.warnings[0]


@pytest.mark.parametrize("transform", [Affine(0.3, 0, 5e5, 0, 0.3, 58e5), PLACE * Affine.rotation(30)])
def test_south_up_and_rotated_rasters_keep_their_place(tmp_path, transform):
    with opened(write_tif(tmp_path / "a.tif", picture(61, 47), transform=transform), 0.9) as source:
        grid = source.grid
    assert (grid.fy, grid.fx) == (3, 3) and grid.gsd_m == pytest.approx(0.9, rel=1e-3)
    for row, col in ((0, 0), (5, 7)):
        assert Affine(*grid.transform) * (col, row) == pytest.approx(transform * (3 * col, 3 * row), abs=1e-6)
    assert grid.transform_of(Block(5, 7, 2, 2))[2::3] == pytest.approx(transform * (21, 15), abs=1e-6)


def test_a_raster_that_lies_where_its_projection_ends_has_the_pixels_of_its_header(tmp_path):
    """Orthographic: a place beyond the globe's edge has no latitude."""
    ortho = rasterio.CRS.from_proj4("+proj=ortho +lat_0=0 +lon_0=0 +datum=WGS84")
    path = write_tif(tmp_path / "a.tif", picture(30, 30), crs=ortho, transform=from_origin(9e6, 9e6, 0.3, 0.3))
    with opened(path) as source:
        assert source.grid.gsd_m == pytest.approx(0.3)


@pytest.mark.parametrize("unit, metres", [("metre", 1.0), ("foot", 0.3048)])
def test_a_site_grid_has_units_and_is_no_traceback(tmp_path, unit, metres):
    crs = rasterio.crs.CRS.from_wkt(f'LOCAL_CS["Site grid",UNIT["{unit}",{metres}]]')
    assert pixel_metres((20, 20), tuple(PLACE)[:6], crs) == pytest.approx((0.3 * metres, 0.3 * metres))
    with opened(write_tif(tmp_path / "a.tif", picture(20, 20), crs=crs)) as source:  # a GeoTIFF keeps no unit of these
        assert "LOCAL_CS" in source.grid.crs
