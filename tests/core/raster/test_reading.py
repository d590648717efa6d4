"""What goes before the file's own word: coordinate system, nodata."""

import numpy as np
import pytest
import rasterio
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.options import Options
from terralex.core.raster.reading import Reading
from terralex.core.raster.source import Source
from terralex.tests.core.rasters import PLACE, pack_at, picture, write_tif

SMALL = Options(windows=(16,), stride=8)


def opened(path, **reading):
    return Source.open(path, pack_at(0.3), SMALL, (), reading)


def valid(source):
    return source.valid(source.grid.block)


def test_a_coordinate_system_that_was_told_goes_before_the_files(tmp_path):
    wrong = write_tif(tmp_path / "wrong.tif", picture(40, 50), crs="EPSG:32633")
    without = write_tif(tmp_path / "without.tif", picture(40, 50), crs=None)
    for path in (wrong, without):
        with opened(path, crs="EPSG:2180") as source:
            assert rasterio.crs.CRS.from_wkt(source.grid.crs) == rasterio.crs.CRS.from_epsg(2180)
            assert source.grid.transform == tuple(PLACE)[:6] and not source.grid.warnings
    with opened(wrong) as plain, opened(wrong, crs="EPSG:2180") as told:
        assert plain.fingerprint != told.fingerprint


def test_values_that_were_told_are_nodata_besides_the_files_own(tmp_path):
    array = picture(40, 50) % 200 + 20
    array[:, 5:9], array[:, 20:24], array[:, 30:33, 10:14] = 0, 7, 9
    path = write_tif(tmp_path / "a.tif", array.astype(np.uint8), nodata=0)
    with opened(path, nodata=[[6, 9]]) as source:
        assert np.array_equal(~valid(source), (array <= 9).all(axis=0))
    with opened(path, nodata=[[7, 7], [-9999, -9999], [1e9, 2e9]], file_nodata=False) as source:
        assert np.array_equal(~valid(source), (array == 7).all(axis=0))


def test_a_nodata_value_that_was_unticked_is_a_colour_and_masks_still_count(tmp_path):
    array = picture(40, 50)
    array[:, :9] = 0
    mask = np.full((40, 50), 255, np.uint8)
    mask[30:] = 0
    with opened(write_tif(tmp_path / "a.tif", array, nodata=0), file_nodata=False, collar=False) as source:
        assert valid(source).all()
    with opened(write_tif(tmp_path / "b.tif", array, mask=mask), file_nodata=False, collar=False) as source:
        assert valid(source)[:30].all() and not valid(source)[30:].any()


def test_told_floats_are_compared_as_the_file_stores_them(tmp_path):
    array = picture(40, 50, 1, "float32")
    array[0, :4] = 0.1
    with opened(write_tif(tmp_path / "a.tif", array), nodata=[[0.1, 0.1]]) as source:
        assert not valid(source)[:4].any() and valid(source)[4:].all()


def test_nothing_told_is_not_written_down():
    assert Reading().describe() == {} and "reading" not in RunConfig("a.tif", "", ()).to_dict()
    told = {"crs": "EPSG:2180", "nodata": [[0.0, 0.0]], "file_nodata": False}
    assert Reading.from_dict(told).describe() == told
    config = RunConfig("a.tif", "", (), reading=told)
    assert RunConfig.from_dict(config.to_dict()) == config


@pytest.mark.parametrize("told", [{"crs": "no such thing"}, {"nodata": ["x"]}, {"nodata": [[1, 2, 3]]}])
def test_nonsense_is_refused_with_a_sentence(told):
    with pytest.raises(InputError) as caught:
        Reading.from_dict(told)
    assert caught.value.hint
