"""The files a raster is made of: replaced, lost, inside one another."""

import os
import shutil

import numpy as np
import pytest
import rasterio
from terralex.core.config import Area
from terralex.core.errors import InputError
from terralex.core.lattice import Block, Window
from terralex.core.options import Options
from terralex.core.raster.files import all_files, stamp
from terralex.core.raster.source import Source
from terralex.tests.core.rasters import PLACE, pack_at, picture, write_tif

SMALL = Options(windows=(16,), stride=8)
SOURCE = (
    '<SimpleSource><SourceFilename relativeToVRT="1">{name}</SourceFilename><SourceBand>{band}</SourceBand>'
    '<SrcRect xOff="0" yOff="0" xSize="{side}" ySize="{side}"/>'
    '<DstRect xOff="{col}" yOff="{row}" xSize="{side}" ySize="{side}"/></SimpleSource>'
)


def mosaic(path, side, *tiles):
    """A VRT of square tiles (name, row, col)."""
    across = side * (1 + max(col // side for _, _, col in tiles))
    down = side * (1 + max(row // side for _, row, _ in tiles))
    bands = "".join(
        f'<VRTRasterBand dataType="Byte" band="{band}">'
        + "".join(SOURCE.format(name=name, band=band, side=side, row=row, col=col) for name, row, col in tiles)
        + "</VRTRasterBand>"
        for band in (1, 2, 3)
    )
    path.write_text(
        f'<VRTDataset rasterXSize="{across}" rasterYSize="{down}"><SRS>EPSG:32633</SRS>'
        f"<GeoTransform>{PLACE.c}, 0.3, 0, {PLACE.f}, 0, -0.3</GeoTransform>{bands}</VRTDataset>"
    )
    return path


@pytest.fixture
def four(tmp_path):
    """A mosaic of four tiles of 40 pixels."""
    for k in range(4):
        write_tif(tmp_path / f"tile_{k}.tif", picture(40, 40, seed=k))
    return mosaic(tmp_path / "mosaic.vrt", 40, *((f"tile_{k}.tif", 40 * (k // 2), 40 * (k % 2)) for k in range(4)))


def opened(path):
    return Source.open(path, pack_at(0.3), SMALL)


def fingerprint(path):
    with opened(path) as source:
        return source.fingerprint


def replace_quietly(path, array, **more):
    """The same size and the same place, other pixels: only the time of change tells."""
    write_tif(path, array, **more)
    os.utime(path, ns=(7, 7))


def area(row, col, rows, cols):
    left, top = PLACE * (col, row)
    right, bottom = PLACE * (col + cols, row + rows)
    ring = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
    return Area(({"type": "Polygon", "coordinates": [ring]},), "EPSG:32633")


# Replaced


def test_a_replaced_tile_of_a_mosaic_is_noticed_also_within_another_mosaic(four, tmp_path):
    outer = mosaic(tmp_path / "outer.vrt", 80, ("mosaic.vrt", 0, 0))
    before = fingerprint(four), fingerprint(outer)
    assert before == (fingerprint(four), fingerprint(outer))
    replace_quietly(tmp_path / "tile_3.tif", picture(40, 40, seed=3))
    assert fingerprint(four) != before[0] and fingerprint(outer) != before[1]


def test_a_tile_replaced_during_a_run_is_missed_by_the_next_thread(four, tmp_path):
    with opened(four) as source:
        replace_quietly(tmp_path / "tile_0.tif", picture(40, 40, seed=9))
        with pytest.raises(InputError, match=r"mosaic.vrt has been changed"):
            source.read(Window(0, 0, 16, 0))


def test_a_side_mask_is_a_part_of_a_raster(tmp_path):
    path = write_tif(tmp_path / "a.tif", picture(300, 300))
    masks = [np.full((300, 300), 255, np.uint8) for _ in range(2)]
    masks[1][131:133, 77] = 0
    found = []
    for mask in masks:
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False), rasterio.open(path, "r+") as dataset:
            dataset.write_mask(mask)
        os.utime(path, ns=(1, 1))
        found.append(fingerprint(path))
    assert found[0] != found[1]


def test_what_a_viewer_notes_beside_a_raster_changes_nothing(tmp_path):
    path = write_tif(tmp_path / "a.tif", picture(64, 64))
    plain = fingerprint(path)
    notes = tmp_path / "a.tif.aux.xml"
    mean = (
        '<PAMDataset><PAMRasterBand band="1"><Metadata><MDI key="STATISTICS_MEAN">7</MDI></Metadata>{}</PAMRasterBand>'
    )
    notes.write_text(mean.format("") + "</PAMDataset>")
    assert fingerprint(path) == plain
    notes.write_text(mean.format("<NoDataValue>9</NoDataValue>") + "</PAMDataset>")
    assert fingerprint(path) != plain
    notes.unlink()
    (tmp_path / "a.tif.ovr").write_bytes((tmp_path / "a.tif").read_bytes())  # overviews are never read
    assert stamp(all_files(str(path), [str(path), str(path) + ".ovr"])) == stamp([str(path)])


def test_an_archive_is_stamped_for_what_lies_in_it(tmp_path):
    write_tif(tmp_path / "in.tif", picture(20, 20))
    shutil.make_archive(str(tmp_path / "a"), "zip", tmp_path, "in.tif")
    inside = f"/vsizip/{tmp_path}/a.zip/in.tif"
    before = stamp([inside])
    os.utime(tmp_path / "a.zip", ns=(5, 5))
    assert stamp([inside]) != before and len(before[0]) == 3


# Lost


def test_a_lost_tile_is_named_and_the_rest_can_be_run(four, tmp_path):
    with opened(four) as source:
        whole = source.pixels(source.grid.block)[0]
    (tmp_path / "tile_3.tif").unlink()
    with opened(four) as source:
        assert "tile_3.tif is missing" in source.grid.warnings[-1]
        colours, valid = source.pixels(source.grid.block)
        source.refuse_lost(area(2, 2, 30, 30))
        source.refuse_lost(area(0, 41, 40, 30))
        for place in (None, area(30, 30, 20, 20)):
            with pytest.raises(InputError, match=r"mosaic.vrt is made of other files, of which tile_3.tif is missing"):
                source.refuse_lost(place)
        assert not source.source_valid(Block(38, 38, 10, 10))[2:, 2:].any()
    assert valid.sum() == 3 * 1600 and not valid[40:, 40:].any()
    assert np.array_equal(colours[:, valid], whole[:, valid])


def test_several_lost_tiles_are_counted(four, tmp_path):
    for k in (1, 2):
        (tmp_path / f"tile_{k}.tif").unlink()
    with opened(four) as source, pytest.raises(InputError, match=r"tile_1.tif \(and 1 more\) is missing"):
        source.refuse_lost(None)


def test_a_mosaic_that_lost_all_its_tiles_or_a_part_within_a_part_says_which(four, tmp_path):
    outer = mosaic(tmp_path / "outer.vrt", 80, ("mosaic.vrt", 0, 0))
    (tmp_path / "tile_2.tif").unlink()
    with pytest.raises(InputError, match=r"outer.vrt is made of other files, of which tile_2.tif is missing"):
        opened(outer)
    for k in (0, 1, 3):
        (tmp_path / f"tile_{k}.tif").unlink()
    with pytest.raises(InputError, match=r"tile_0.tif \(and 3 more\) is missing") as caught:
        opened(four)
    assert caught.value.hint


def test_a_tile_that_comes_back_makes_it_the_raster_that_it_was(four, tmp_path):
    before = fingerprint(four)
    shutil.move(tmp_path / "tile_1.tif", tmp_path / "elsewhere.tif")
    assert fingerprint(four) != before
    shutil.move(tmp_path / "elsewhere.tif", tmp_path / "tile_1.tif")
    assert fingerprint(four) == before
