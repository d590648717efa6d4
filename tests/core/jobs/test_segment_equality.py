"""The same place gets the same scores: rasters finer than the pack, areas off every lattice, both grids."""

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin
from terralex.core.config import Area, RunConfig
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names

FACTOR = 3  # source pixels of 0.1 m in a grid pixel of the pack's 0.3 m


def finish(job):
    return result_of(job)


@pytest.fixture(scope="module")
def fine(tmp_path_factory):
    """401 x 317 px of 0.1 m (neither a multiple of 3), with a hole that is not in line with the cells."""
    rng = np.random.default_rng(8)
    pixels = rng.integers(1, 255, (3, 32, 41), np.uint8).repeat(10, 1).repeat(10, 2)[:, :317, :401].copy()
    pixels[:, 100:131, 50:92] = 0
    path = tmp_path_factory.mktemp("raster") / "fine.tif"
    profile = {
        "driver": "GTiff",
        "width": 401,
        "height": 317,
        "count": 3,
        "dtype": "uint8",
        "crs": "EPSG:32633",
        "transform": from_origin(500003.7, 5200011.3, 0.1, 0.1),
        "nodata": 0,
    }
    with rasterio.open(path, "w", **profile) as raster:
        raster.write(pixels)
    return path


@pytest.fixture(scope="module")
def run(fine, tiny_pack, tmp_path_factory):
    """Runs it; returns {name: (pixels, transform)} of both rasters."""
    patch, warm = pytest.MonkeyPatch(), Warm()
    folder = tmp_path_factory.mktemp("runs")

    def make(**more):
        config = RunConfig(
            str(fine),
            str(folder / str(len(list(folder.iterdir())))),
            tuple(parse_names("road, tree")),
            str(tiny_pack),
            preset="draft",
            device="cpu",
            overrides={"store_gb": 0},
            **more,
        )
        patch.setenv("TERRALEX_CACHE", str(folder.parent / "one-bank"))
        result = finish(segment(config, CancelToken(), warm))
        found = {}
        for name in ("classes", "confidence"):
            with rasterio.open(getattr(result, name)) as raster:
                found[name] = raster.read(1), raster.transform, raster.nodata
        return found

    yield make
    patch.undo()


@pytest.fixture(scope="module")
def whole(run):
    return {grid: run(grid=grid, threads=1) for grid in ("working", "source")}


def box_of(path, left, top, right, bottom):
    """An area in map coordinates from source pixels (which may be fractions)."""
    with rasterio.open(path) as raster:
        ring = [list(raster.transform * p) for p in ((left, top), (right, top), (right, bottom), (left, bottom))]
        return Area(({"type": "Polygon", "coordinates": [[*ring, ring[0]]]},), raster.crs.to_wkt())


def test_the_sources_grid_repeats_the_working_grid_and_keeps_every_missing_pixel(whole, fine):
    for name in ("classes", "confidence"):
        (small, small_place, nodata), (large, large_place, _) = whole["working"][name], whole["source"][name]
        with rasterio.open(fine) as raster:
            assert large.shape == raster.shape and large_place == raster.transform
            missing = raster.dataset_mask() == 0
        assert (small_place.c, small_place.f) == (large_place.c, large_place.f)
        assert small_place.a == pytest.approx(FACTOR * large_place.a) and small.shape == (106, 134)
        repeated = small.repeat(FACTOR, 0).repeat(FACTOR, 1)[: large.shape[0], : large.shape[1]]
        np.testing.assert_array_equal(large, np.where(missing, nodata, repeated))


@pytest.mark.parametrize("seed", range(4))
def test_a_random_area_has_the_pixels_of_the_whole_on_both_grids(run, whole, fine, seed):
    rng = np.random.default_rng(seed)
    left, top = rng.uniform(0, 200), rng.uniform(0, 150)
    area = box_of(fine, left, top, left + rng.uniform(20, 200), top + rng.uniform(20, 160))
    grid = ("working", "source")[seed % 2]
    more = {"grid": grid, "block_px": int(rng.integers(64, 200)), "threads": int(rng.integers(1, 4))}
    part = run(area=area, **more)
    for name in ("classes", "confidence"):
        (all_pixels, place, nodata), (some, here, _) = whole[grid][name], part[name]
        col, row = ~place * (here.c, here.f)
        assert col == pytest.approx(round(col), abs=1e-3) and row == pytest.approx(round(row), abs=1e-3)
        there = all_pixels[round(row) :, round(col) :][: some.shape[0], : some.shape[1]]
        inside = ~np.isnan(some) if np.isnan(nodata) else some != nodata
        assert inside.sum() > 10
        np.testing.assert_array_equal(some[inside], there[inside])
