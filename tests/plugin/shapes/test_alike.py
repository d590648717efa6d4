"""What looks alike: pixels as they are shown, the connected piece, and its outline, checked by shapely."""

import numpy as np
import pytest
import rasterio
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from qgis.core import QgsPointXY, QgsRasterLayer, QgsRectangle
from rasterio.transform import from_origin
from shapely import Polygon, box, from_wkt, union_all
from terralex.plugin.shapes.alike import MOST_PIXELS, SPECK_PIXELS, filled, read_picture, rings_of


@given(arrays(np.bool_, st.tuples(st.integers(1, 8), st.integers(1, 8)), fill=st.nothing()), st.randoms())
def test_the_piece_is_connected_and_its_rings_are_its_outline(mask, random):
    rows, cols = mask.shape
    row, col = random.randrange(rows), random.randrange(cols)
    mask[row, col] = True
    runs = filled(bytearray(mask.tobytes()), cols, row, col)
    reached, waiting = {(row, col)}, [(row, col)]
    while waiting:
        r, c = waiting.pop()
        for r1, c1 in ((r + 1, c), (r - 1, c), (r, c + 1), (r, c - 1)):
            if 0 <= r1 < rows and 0 <= c1 < cols and mask[r1, c1] and (r1, c1) not in reached:
                reached.add((r1, c1))
                waiting.append((r1, c1))
    assert {(r, c) for r, first, end in runs for c in range(first, end)} == reached
    outer, *holes = rings_of(runs)
    shape = Polygon(outer, holes)
    assert shape.is_valid and shape.equals(union_all([box(r, first, r + 1, end) for r, first, end in runs]))


def picture_file(path, pixels, cell=0.5, **more):
    bands, rows, cols = pixels.shape
    place = from_origin(5e5, 3e5, cell, cell)
    with rasterio.open(path, "w", "GTiff", cols, rows, bands, "EPSG:2180", place, pixels.dtype, **more) as out:
        out.write(pixels)
    return QgsRasterLayer(str(path), "picture")


@pytest.fixture
def field(tmp_path):
    """100 x 80 pixels of 0.5 m: a red square with a small and a large hole on green; the right edge is no picture."""
    pixels = np.full((3, 80, 100), 40, np.uint8)
    pixels[1] = 120
    pixels[:, 20:60, 20:60] = np.array([200, 30, 30])[:, None, None]
    pixels[:, 25:28, 25:28] = 90
    pixels[:, 40:50, 40:50] = 90
    pixels[:, :, 95:] = 0
    return picture_file(tmp_path / "field.tif", pixels, nodata=0)


def test_a_square_of_one_colour_is_found_with_its_cells(field):
    picture = read_picture(field, QgsRectangle(500000.3, 299961.1, 500049.9, 299999.9), 1000)
    assert (picture.width, picture.height) == (100, 78) and picture.pixel == (0.5, 0.5)
    row, col = picture.pixel_at(QgsPointXY(500011.1, 299988.9))
    assert (row, col) == (22, 22)
    shape = from_wkt(picture.outline(picture.piece(row, col, 20)).asWkt(9))
    assert 9 < SPECK_PIXELS < 100  # the small hole is filled, the large one stays
    assert shape.equals(box(500010, 299970, 500030, 299990).difference(box(500020, 299975, 500025, 299980)))
    assert from_wkt(picture.outline(picture.piece(row, col, 200)).asWkt(9)).area == 95 * 78 / 4
    assert picture.pixel_at(QgsPointXY(500048, 299980)) is None  # no picture
    assert picture.pixel_at(QgsPointXY(500060, 299980)) is None  # outside


def test_tolerance_is_about_each_band_and_one_odd_pixel_is_no_colour(tmp_path):
    pixels = np.full((3, 20, 20), 100, np.uint8)
    pixels[0, :, 10:] = 110
    pixels[:, 5, 5] = 255
    layer = picture_file(tmp_path / "two.tif", pixels)
    picture = read_picture(layer, layer.extent(), 1000)
    shown = sorted(set(picture.bands[0]))
    step = shown[1] - shown[0]
    assert sum(end - first for _, first, end in picture.piece(5, 5, step - 1)) == 200
    assert sum(end - first for _, first, end in picture.piece(4, 2, step)) == 399


def test_far_out_fewer_pixels_are_read(tmp_path):
    layer = picture_file(tmp_path / "large.tif", np.full((1, 900, 1200), 7, np.uint8))
    picture = read_picture(layer, layer.extent(), 300)
    assert (picture.width, picture.height) == (300, 225)
    wide = read_picture(layer, layer.extent(), 5000)
    assert MOST_PIXELS * 0.98 < wide.width * wide.height < MOST_PIXELS * 1.02
    assert read_picture(layer, QgsRectangle(0, 0, 10, 10), 500) is None
