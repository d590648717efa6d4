"""Labels of the user's own on the working grid: found by name and by place, whatever extent and pixels they have."""

import numpy as np
import pytest
from rasterio.crs import CRS
from terralex.core.errors import InputError
from terralex.core.files.class_raster import Frame, class_writer
from terralex.core.lattice import Block
from terralex.core.options import Options
from terralex.core.raster.labels import RasterLabels
from terralex.core.raster.source import Source
from terralex.core.vocabulary import ClassSpec

from ..rasters import PLACE, pack_at, picture, write_tif

IDS = np.array([[1, 2, 255], [0, 3, 1]], np.uint8)


def labels(path, ids=IDS, place=PLACE, crs="EPSG:32633", names=("road", "water", "tree")):
    specs = [ClassSpec(name, colour="#102030") for name in names]
    with class_writer(path, Frame(*ids.shape, tuple(place)[:6], CRS.from_user_input(crs).to_wkt()), specs) as out:
        out.write(ids)
    return path


@pytest.fixture
def source(tmp_path):
    with Source.open(write_tif(tmp_path / "image.tif", picture(8, 10)), pack_at(0.3), Options()) as opened:
        yield opened


def test_classes_are_found_by_name_and_what_the_run_does_not_name_is_not_labelled(tmp_path, source):
    found = RasterLabels.open(labels(tmp_path / "l.tif", crs=source.grid.crs), source.grid, ["tree", "road"])
    whole = found.of(source.block)
    assert whole.shape == source.grid.shape
    assert whole[:2, :3].tolist() == [[2, -1, -1], [0, 1, 2]]  # water is not asked for, 255 is no label
    assert (whole[2:] == -1).all() and (whole[:, 3:] == -1).all()


def test_a_part_is_the_part_of_the_whole(tmp_path, source):
    found = RasterLabels.open(labels(tmp_path / "l.tif", crs=source.grid.crs), source.grid, ["road", "water", "tree"])
    whole, part = found.of(source.block), Block(1, 1, 4, 5)
    assert np.array_equal(found.of(part), whole[part.slices_in(source.block)])
    assert (found.of(Block(5, 5, 2, 2)) == -1).all()


def test_finer_labels_are_read_at_the_middle_of_each_pixel(tmp_path, source):
    fine = IDS.repeat(3, 0).repeat(3, 1)
    place = PLACE * PLACE.scale(1 / 3)
    path = labels(tmp_path / "l.tif", fine, place, source.grid.crs)
    found = RasterLabels.open(path, source.grid, ["road", "water", "tree"])
    assert found.of(source.block)[:2, :3].tolist() == [[1, 2, -1], [0, 3, 1]]


def test_labels_that_cannot_be_used_are_refused_in_words(tmp_path, source):
    with pytest.raises(InputError, match="cannot be read"):
        RasterLabels.open(tmp_path / "none.tif", source.grid, ["road"])
    with pytest.raises(InputError, match="another coordinate system"):
        RasterLabels.open(labels(tmp_path / "a.tif", crs="EPSG:2180"), source.grid, ["road"])
    with pytest.raises(InputError, match="none of the run's classes"):
        RasterLabels.open(labels(tmp_path / "b.tif", crs=source.grid.crs), source.grid, ["car"])
