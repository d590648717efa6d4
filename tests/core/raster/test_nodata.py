"""What has no value though the file does not say so plainly: collars, opacity that is none, holes, specks."""

import dataclasses

import numpy as np
import pytest
import rasterio
from rasterio.enums import ColorInterp
from terralex.core.lattice import Block
from terralex.core.options import Options
from terralex.core.raster.nodata import without_specks
from terralex.core.raster.source import Source
from terralex.tests.core.rasters import pack_at, picture, write_tif

RGBA = (ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha)


def opened(path, reading=None, **options):
    return Source.open(
        path, pack_at(0.3), dataclasses.replace(Options(windows=(16,), stride=8), **options), (), reading
    )


def seen(source):
    """Colours and validity of all of it."""
    return source.pixels(source.grid.block)


def said(source, words):
    return [text for text in source.grid.warnings if words in text]


def turned(rows=160, cols=200):
    """Where a picture that was turned a little lies in its raster, bool."""
    y, x = np.mgrid[:rows, :cols]
    return (np.abs(0.95 * (x - cols / 2) + 0.3 * (y - rows / 2)) < 75) & (
        np.abs(0.95 * (y - rows / 2) - 0.3 * (x - cols / 2)) < 50
    )


# A collar


@pytest.mark.parametrize(
    "dtype, value", [("uint8", 0), ("uint8", 255), ("uint16", 0), ("int16", -32768), ("float32", -10000)]
)
def test_a_constant_border_without_a_tag_is_nodata_as_if_it_were_tagged_and_is_said(tmp_path, dtype, value):
    inside = turned()
    array = picture(*inside.shape, 3, dtype)
    array = array if dtype == "float32" else (array % 200 + 20).astype(dtype)
    array[:, ~inside] = value
    with opened(write_tif(tmp_path / "plain.tif", array)) as plain:
        with opened(write_tif(tmp_path / "tagged.tif", array, nodata=value)) as tagged:
            colours, valid = seen(plain)
            assert np.array_equal(valid, inside)
            assert np.array_equal(colours, seen(tagged)[0]) and np.array_equal(valid, seen(tagged)[1])
            assert plain.description["limits"] == tagged.description["limits"]
            assert not tagged.grid.warnings
        assert f"is {value:g} throughout" in said(plain, "border of the raster")[0]
        assert plain.description["further_nodata"] == [[value, value]]


def test_a_border_that_the_file_tags_otherwise_is_found_as_well(tmp_path):
    array = (picture(120, 130) % 200 + 20).astype(np.uint8)
    array[:, :, :25], array[:, 60:70, 60:70] = 0, 255
    with opened(write_tif(tmp_path / "a.tif", array, nodata=255)) as source:
        valid = seen(source)[1]
    assert not valid[:, :25].any() and valid[:, 25:].sum() == 120 * 105 - 100


def test_people_can_say_that_a_constant_border_is_picture(tmp_path):
    array = (picture(120, 130) % 200 + 20).astype(np.uint8)
    array[:, :, :25] = 0
    with opened(write_tif(tmp_path / "a.tif", array), {"collar": False}) as source:
        assert seen(source)[1].all() and not source.grid.warnings


@pytest.mark.parametrize("kind", ["plain colour", "flat", "shadow inside", "middle value", "few"])
def test_what_only_resembles_a_collar_is_picture(tmp_path, kind):
    array = (picture(120, 130) % 200 + 20).astype(np.uint8)
    if kind == "plain colour":
        array[:, :, :40] = np.array([10, 90, 30])[:, None, None]  # a lake
    elif kind == "flat":
        array[:] = 90
    elif kind == "shadow inside":
        array[:, 20:80, 20:80] = 0
    elif kind == "middle value":
        array[:, :, :40] = 127
    else:
        array[:, :6, :6] = 0
    with opened(write_tif(tmp_path / "a.tif", array)) as source:
        assert seen(source)[1].all() and not source.grid.warnings


# Opacity


def test_a_band_called_opacity_that_holds_a_picture_is_not_believed_and_that_is_said(tmp_path):
    infrared = np.clip(np.random.default_rng(3).normal(90, 60, (1, 90, 100)), 0, 255).astype(np.uint8)
    array = np.concatenate([picture(90, 100), infrared])
    assert (infrared == 0).mean() > 0.03
    with opened(write_tif(tmp_path / "rgbn.tif", array, colorinterp=RGBA)) as source:
        assert seen(source)[1].all() and source.description["alpha"] is None
        assert "Band 4 is called opacity" in said(source, "opacity")[0]


def test_an_opacity_of_nothing_at_all_is_not_believed(tmp_path):
    array = np.concatenate([picture(60, 70), np.zeros((1, 60, 70), np.uint8)])
    with opened(write_tif(tmp_path / "a.tif", array, colorinterp=RGBA)) as source:
        assert seen(source)[1].all()


def test_a_feathered_opacity_is_one(tmp_path):
    inside = turned()
    alpha = np.where(inside, 255, 0)
    alpha[:, ::7] = np.where(inside[:, ::7], np.arange(inside.shape[0])[:, None] % 200 + 1, 0)
    array = np.concatenate([picture(*inside.shape), alpha[None].astype(np.uint8)])
    with opened(write_tif(tmp_path / "a.tif", array, colorinterp=RGBA)) as source:
        assert np.array_equal(seen(source)[1], inside) and not source.grid.warnings


# Nodata that is a colour, too


def test_roofs_that_are_nodata_in_one_band_are_picture(tmp_path):
    for value, roof in ((255, (255, 212, 0)), (0, (0, 25, 60))):
        array = (picture(80, 80) % 200 + 20).astype(np.uint8)
        array[:, 20:40, 20:40] = np.array(roof)[:, None, None]
        array[:, :9] = value
        with opened(write_tif(tmp_path / f"{value}.tif", array, nodata=value)) as source:
            colours, valid = seen(source)
        assert valid[9:].all() and not valid[:9].any()
        assert (colours[:, 30, 30] == roof).all()


def test_the_share_that_counts_as_nodata_inside_the_outline_is_said(tmp_path):
    array = (picture(100, 100) % 200 + 20).astype(np.uint8)
    array[:, :10], array[:, 40:60, 30:80] = 0, 0
    with opened(write_tif(tmp_path / "a.tif", array, nodata=0)) as source:
        assert said(source, "inside its outline")[0].startswith("11.")
    array[:, 40:60] = 90
    with opened(write_tif(tmp_path / "b.tif", array, nodata=0)) as source:
        assert not source.grid.warnings


# Specks


def test_specks_of_a_jpeg_in_its_nodata_get_no_label(tmp_path):
    inside = turned(300, 340)
    y, x = np.mgrid[:300, :340]
    array = np.stack([120 + 90 * np.sin(x / (7 + k)) * np.cos(y / 9) for k in range(3)]).astype(np.uint8)
    array[:, ~inside] = 0
    path = write_tif(
        tmp_path / "a.tif", array, nodata=0, compress="jpeg", photometric="ycbcr", interleave="pixel", jpeg_quality=60
    )
    with opened(path) as source:
        valid = source.valid(source.grid.block)
        kept = source.worth_a_label(source.grid.block, 16)
        assert islands(valid) > 5 and islands(kept) == 1
        for block in (Block(0, 0, 300, 100), Block(37, 91, 64, 80), Block(120, 200, 1, 1)):
            here = block.slices_in(source.grid.block)
            assert np.array_equal(source.worth_a_label(block, 16), kept[here])


def islands(valid):
    from skimage.measure import label

    return label(valid, connectivity=1).max()


def test_an_island_as_large_as_the_smallest_polygon_stays():
    valid = np.zeros((20, 20), bool)
    valid[2:6, 2:6], valid[10:13, 10:15] = True, True
    assert without_specks(valid, 16).sum() == 16
    assert without_specks(valid, 15).sum() == 31
    assert without_specks(np.ones((2, 3), bool), 16).all()


# Sixteen bits


@pytest.mark.parametrize("times, shift", [(257, 0), (1, 0), (256, 128)])
def test_the_same_picture_in_sixteen_bits_is_the_same_picture(tmp_path, times, shift):
    array = (picture(90, 100) % 150 + 40).astype(np.uint8)
    wide = array.astype(np.uint16) * times + shift
    with opened(write_tif(tmp_path / "8.tif", array)) as eight, opened(write_tif(tmp_path / "16.tif", wide)) as sixteen:
        assert np.abs(seen(eight)[0].astype(int) - seen(sixteen)[0]).max() <= (0 if times != 256 else 1)


def test_a_dark_twin_of_sixteen_bits_is_known_by_its_steps(tmp_path):
    array = (picture(90, 100) % 60 + 2).astype(np.uint8)
    with opened(write_tif(tmp_path / "a.tif", array.astype(np.uint16) * 257)) as source:
        assert np.array_equal(seen(source)[0], array)


def test_measurements_are_stretched_and_colours_keep_their_hue(tmp_path):
    array = (picture(90, 100, 3, "uint16") % 900 + np.array([300, 600, 900])[:, None, None]).astype(np.uint16)
    with opened(write_tif(tmp_path / "rgb.tif", array, photometric="rgb")) as source:
        assert len({tuple(pair) for pair in source.description["limits"]}) == 1
    with opened(write_tif(tmp_path / "sensor.tif", array, photometric="minisblack")) as source:
        assert len({tuple(pair) for pair in source.description["limits"]}) == 3


def test_one_band_that_has_no_value_somewhere_does_not_spoil_the_stretch(tmp_path):
    array = picture(90, 100, 3, "float32")
    array[0, :30] = -9999
    with opened(write_tif(tmp_path / "a.tif", array, nodata=-9999)) as source:
        assert all(0 <= low < high <= 1 for low, high in source.description["limits"])
    with rasterio.open(tmp_path / "a.tif") as dataset:
        assert dataset.nodata == -9999
