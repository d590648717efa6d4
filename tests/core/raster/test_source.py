"""Sources: kinds of rasters, the working grid, equality of windows, and bad files."""

import dataclasses
import os
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import rasterio
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.enums import ColorInterp, Resampling
from terralex.core.errors import InputError
from terralex.core.lattice import Block, Window
from terralex.core.options import Options
from terralex.core.raster import source as raster
from terralex.core.raster.source import Source
from terralex.tests.core.rasters import pack_at, picture, write_tif

SMALL = Options(windows=(16,), stride=8)


def opened(path, *gsd_m, bands=(), **options):
    return Source.open(path, pack_at(*(gsd_m or (0.3,))), dataclasses.replace(SMALL, **options), bands)


def whole(source):
    """All colours and validity of a raster on the working grid."""
    side = max(source.grid.shape)
    colours, valid = source.read(Window(0, 0, side, 0))
    rows, cols = source.grid.shape
    return colours[:, :rows, :cols], valid[:rows, :cols]


# Kinds of rasters


def test_8_bit_colours_come_as_they_are(tmp_path):
    array = picture(70, 90)
    with opened(write_tif(tmp_path / "a.tif", array)) as source:
        colours, valid = whole(source)
        assert source.description["values"] == "as stored"
    assert np.array_equal(colours, array) and valid.all()


def test_one_band_is_shown_as_grey(tmp_path):
    array = picture(40, 50, 1)
    with opened(write_tif(tmp_path / "a.tif", array)) as source:
        assert np.array_equal(whole(source)[0], np.repeat(array, 3, axis=0))


def test_four_bands_show_the_first_three_unless_others_are_chosen(tmp_path):
    array = picture(40, 50, 4)
    path = write_tif(tmp_path / "a.tif", array, photometric="minisblack")
    with opened(path) as source:
        assert np.array_equal(whole(source)[0], array[:3])
    with opened(path, bands=(4, 1, 2)) as source:
        assert np.array_equal(whole(source)[0], array[[3, 0, 1]])
    with opened(path, bands=(2,)) as source:
        assert np.array_equal(whole(source)[0], array[[1, 1, 1]])


def test_bands_that_the_file_calls_red_green_and_blue_are_found(tmp_path):
    array = picture(20, 20, 4)
    names = (ColorInterp.blue, ColorInterp.green, ColorInterp.red, ColorInterp.undefined)
    with opened(write_tif(tmp_path / "a.tif", array, colorinterp=names)) as source:
        assert np.array_equal(whole(source)[0], array[[2, 1, 0]])


def test_a_band_that_is_not_there_is_named(tmp_path):
    path = write_tif(tmp_path / "ortho.tif", picture(20, 20))
    with pytest.raises(InputError, match=r"ortho.tif has no band 5; it has 3"):
        opened(path, bands=(1, 2, 5))


@pytest.mark.parametrize("dtype", ["uint16", "int16", "uint32", "float32", "float64"])
def test_other_numbers_are_stretched_between_percentiles_that_are_recorded(tmp_path, dtype):
    array = picture(90, 70, 3, dtype)
    array = array if dtype.startswith("float") else array % 3_001  # measurements fill a small part of their type
    with opened(write_tif(tmp_path / "a.tif", array)) as source:
        colours, _ = whole(source)
        limits = source.description["limits"]
    for band, shown, (low, high) in zip(array.astype(float), colours, limits):
        assert low == pytest.approx(np.percentile(band, 2), rel=0.05, abs=0.02 * np.ptp(band))
        assert high == pytest.approx(np.percentile(band, 98), rel=0.05)
        expected = np.clip((band - low) / (high - low) * 255, 0, 255)
        assert np.abs(shown - expected).max() <= 0.5001
        assert (shown == 0).mean() > 0.01 and (shown == 255).mean() > 0.01


def test_the_stretch_ignores_nodata_and_outliers_that_are_not_numbers(tmp_path):
    array = picture(64, 64, 1, "float32") + 10
    array[0, :20], array[0, 30:33], array[0, 40] = -9999, np.nan, np.inf
    with opened(write_tif(tmp_path / "a.tif", array, nodata=-9999)) as source:
        (low, high), valid = source.description["limits"][0], whole(source)[1]
    assert 10 < low < high < 11
    assert np.array_equal(valid, (array[0] > 0) & np.isfinite(array[0]))


def test_a_negative_scale_turns_the_stretch_round(tmp_path):
    array = picture(64, 64, 1, "int16")
    plain, turned = (
        whole(opened(write_tif(tmp_path / f"{s}.tif", array, scales=(s,))))[0].astype(int) for s in (0.5, -0.5)
    )
    assert np.abs(plain + turned - 255).max() <= 1


def test_a_flat_band_is_grey_and_not_an_error(tmp_path):
    with opened(write_tif(tmp_path / "a.tif", np.full((1, 30, 30), 7, np.uint16))) as source:
        assert (whole(source)[0] == 127).all()


def test_a_palette_is_expanded_to_its_colours_and_its_transparent_entry_is_no_data(tmp_path):
    array = np.random.default_rng(0).integers(0, 3, (1, 30, 40), dtype=np.uint8)
    table = {0: (9, 9, 9, 255), 1: (200, 10, 30, 255), 2: (0, 90, 250, 255)}
    with opened(write_tif(tmp_path / "a.tif", array, colormap=table, nodata=0)) as source:
        colours, valid = whole(source)
    assert np.array_equal(valid, array[0] != 0)
    for value in (1, 2):
        shown = colours[:, array[0] == value].T
        assert np.array_equal(np.unique(shown, axis=0), [table[value][:3]])


def test_complex_numbers_are_refused_with_a_sentence(tmp_path):
    array = picture(20, 20, 1, "float32").astype("complex64")
    with pytest.raises(InputError, match="complex"):
        opened(write_tif(tmp_path / "radar.tif", array))


# What has no value


def test_a_pixel_is_nodata_only_where_all_chosen_bands_are(tmp_path):
    array = picture(40, 40)
    array[0, 5, 5], array[1:, 7, 9], array[:, 8, 3] = 0, 0, 0
    with opened(write_tif(tmp_path / "a.tif", array, nodata=0)) as source:
        colours, valid = whole(source)
    assert np.argwhere(~valid).tolist() == [[8, 3]]
    assert np.array_equal(colours[:, valid], array[:, valid])


@pytest.mark.parametrize("kind", ["nodata", "alpha", "internal mask", "external mask", "nodata and alpha", "nan"])
def test_every_way_to_mark_missing_pixels_is_understood(tmp_path, kind):
    hole = np.zeros((40, 60), bool)
    hole[10:20, 30:45] = True
    array, more = picture(40, 60), {}
    if "nodata" in kind:
        array[:, hole] = 0
        more["nodata"] = 0
    if "alpha" in kind:
        array = np.concatenate([array, np.where(hole, 0, 255)[None].astype(np.uint8)])
        more["colorinterp"] = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)
    if "internal" in kind:
        more["mask"] = np.where(hole, 0, 255).astype(np.uint8)
    if kind == "nan":
        array = np.where(hole, np.nan, array).astype(np.float32)
    path = write_tif(tmp_path / "a.tif", array, **more)
    if "external" in kind:
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False), rasterio.open(path, "r+") as dataset:
            dataset.write_mask(np.where(hole, 0, 255).astype(np.uint8))
        assert (tmp_path / "a.tif.msk").exists()
    with opened(path) as source:
        assert np.array_equal(source.valid(source.grid.block), ~hole)
        assert np.array_equal(source.source_valid(Block(0, 0, 40, 60)), ~hole)


def test_missing_pixels_take_the_mean_of_the_windows_valid_ones(tmp_path):
    array = picture(32, 32)
    array[:, 4:9, 6:11] = 0
    with opened(write_tif(tmp_path / "a.tif", array, nodata=0)) as source:
        colours, valid = source.read(Window(0, 0, 16, 0))
    for band, shown in zip(array[:, :16, :16], colours):
        mean = band[valid].astype(float).mean()
        assert (shown[~valid] == np.floor(mean + 0.5)).all()


def test_a_window_beyond_the_edge_is_mirrored_and_not_valid_there(tmp_path):
    array = picture(20, 22)
    with opened(write_tif(tmp_path / "a.tif", array)) as source:
        colours, valid = source.read(Window(8, 8, 16, 0))
    part = array[:, 8:, 8:]
    assert np.array_equal(colours, np.pad(part, ((0, 0), (0, 4), (0, 2)), mode="symmetric"))
    assert valid.sum() == 12 * 14 and valid[:12, :14].all()


def test_a_raster_smaller_than_a_third_of_a_window_is_mirrored_again_and_again(tmp_path):
    with opened(write_tif(tmp_path / "a.tif", picture(3, 2))) as source:
        colours, valid = source.read(Window(0, 0, 16, 0))
    assert colours.shape == (3, 16, 16) and valid.sum() == 6
    assert np.array_equal(colours[:, :3], colours[:, 6:9])


def test_an_all_nodata_raster_is_refused_and_a_small_island_is_found(tmp_path):
    array = np.zeros((1, 1500, 1500), np.uint8)
    with pytest.raises(InputError, match=r"empty_ortho.tif has no pixel with a value"):
        opened(write_tif(tmp_path / "empty_ortho.tif", array, nodata=0))
    array[0, 1410, 77] = 200  # between the patches that are sampled
    with opened(write_tif(tmp_path / "b.tif", array, nodata=0)) as source:
        assert source.valid(source.grid.block).sum() == 1


# Equality


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_pixel_is_the_same_in_whatever_window_and_order_it_is_read(tmp_path_factory, data):
    rows, cols, factor = data.draw(st.integers(5, 90)), data.draw(st.integers(5, 90)), data.draw(st.integers(1, 4))
    array = picture(rows, cols, 3, "uint16", seed=rows)
    array[:, rows // 3 : rows // 2, : cols // 2] = 0
    path = write_tif(tmp_path_factory.mktemp("eq") / "a.tif", array, nodata=0)
    options = {"gsd_m": 0.3 * factor}
    with opened(path, 0.3 * factor, **options) as one, opened(path, 0.3 * factor, **options) as other:
        colours, valid = whole(one)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(raster, "TILE", data.draw(st.integers(3, 50)))
            patch.setattr(raster, "READ_PIXELS", data.draw(st.integers(1, 5000)))
            row = data.draw(st.integers(0, one.grid.rows - 1))
            col = data.draw(st.integers(0, one.grid.cols - 1))
            size = data.draw(st.integers(1, 64))
            part, part_valid = other.read(Window(row, col, size, 0))
    part, part_valid = (
        part[:, : colours.shape[1] - row, : colours.shape[2] - col],
        part_valid[: len(valid) - row, : valid.shape[1] - col],
    )
    inside = valid[row : row + size, col : col + size]
    assert np.array_equal(part_valid, inside)
    assert np.array_equal(part[:, inside], colours[:, row : row + size, col : col + size][:, inside])


def test_overviews_do_not_change_a_pixel(tmp_path):
    path = write_tif(tmp_path / "a.tif", picture(300, 280))
    with opened(path, 1.2) as source:
        before = whole(source)[0]
    with rasterio.open(path, "r+") as dataset:
        dataset.build_overviews([2, 4, 8], Resampling.nearest)
    with opened(path, 1.2) as source:
        assert source.grid.fy == 4 and np.array_equal(whole(source)[0], before)


def test_windows_read_from_many_threads_are_those_read_from_one(tmp_path, monkeypatch):
    monkeypatch.setattr(raster, "TILE", 32)
    monkeypatch.setattr(raster, "KEPT_BYTES", 40_000)  # so that tiles come and go
    path = write_tif(tmp_path / "a.tif", picture(260, 240, 3, "uint16"), compress="deflate")
    windows = [Window(r, c, 48, 0) for r in range(0, 240, 24) for c in range(0, 230, 24)]
    with opened(path) as source:
        one = [source.read(w)[0].tobytes() for w in windows]
    with opened(path) as source, ThreadPoolExecutor(6) as pool:
        assert [a.tobytes() for a, _ in pool.map(source.read, windows)] == one
        assert source._bytes <= 40_000


def test_the_fingerprint_follows_the_pixels_and_what_is_read_of_them(tmp_path):
    path, array = tmp_path / "a.tif", picture(64, 64)
    first = opened(write_tif(path, array)).fingerprint
    os.utime(path, ns=(1, 1))
    same = [opened(path).fingerprint for _ in range(2)]
    assert same[0] == same[1]
    assert len({first, same[0], opened(path, bands=(3, 2, 1)).fingerprint, opened(path, 0.6).fingerprint}) == 4
    array[1, 9, 9] ^= 1
    write_tif(path, array)
    os.utime(path, ns=(1, 1))
    assert opened(path).fingerprint != same[0]


# Bad files


def test_files_that_are_no_rasters_are_named_with_what_is_wrong(tmp_path):
    (tmp_path / "zero.tif").touch()
    (tmp_path / "text.tif").write_text("this is a letter, not a picture\n" * 50)
    for name, words in (
        ("gone.tif", "no file .*gone.tif"),
        ("zero.tif", "zero.tif is empty"),
        ("text.tif", "text.tif is not a raster"),
        ("", "not a raster|no raster"),
    ):
        with pytest.raises(InputError, match=words) as caught:
            opened(tmp_path / name)
        assert caught.value.hint


@pytest.mark.parametrize("compress", [None, "deflate"])
def test_a_truncated_file_is_said_to_be_damaged_at_the_latest_when_it_is_read(tmp_path, compress):
    path = write_tif(tmp_path / "half.tif", picture(900, 900), compress=compress, interleave="pixel")
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(InputError, match=r"half.tif (cannot be read|is not a raster)"), opened(path) as source:
        whole(source)


def test_a_file_removed_during_a_run_is_missed_by_the_next_thread(tmp_path):
    path = write_tif(tmp_path / "usb.tif", picture(90, 90))
    caught = []
    with opened(path) as source:
        path.unlink()

        def read():
            try:
                source.read(Window(0, 0, 16, 0))
            except InputError as error:
                caught.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert "usb.tif has been changed or removed" in str(caught[0])


def test_a_read_error_during_a_run_is_an_input_error_with_a_hint(tmp_path):
    path = write_tif(tmp_path / "usb.tif", picture(900, 900))
    with opened(path) as source:
        source.read(Window(0, 0, 16, 0))
        os.truncate(path, 3000)  # the open file loses its pixels, as on a disk that is pulled out
        with pytest.raises(InputError, match=r"usb.tif cannot be read") as caught:
            source.read(Window(512, 512, 300, 0))
    assert caught.value.hint
