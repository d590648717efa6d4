"""One piece of a mask: that around the pixel, with its larger holes, in the coordinates of the raster."""

import numpy as np
from shapely import Point, box, from_wkt
from terralex.core.outputs.piece import piece_around


def test_it_is_the_piece_around_the_pixel_in_map_coordinates():
    mask = np.zeros((20, 30), bool)
    mask[2:12, 3:13] = True
    mask[4, 4] = False  # a speck
    mask[6:9, 6:9] = False
    mask[2:12, 15:20] = True  # not connected
    mask[12, 13] = True  # at a corner only
    found = from_wkt(piece_around(mask, (3, 5), (0.5, 0, 100, 0, -0.5, 200), 5))
    assert found.equals(box(101.5, 194, 106.5, 199).difference(box(103, 195.5, 104.5, 197)))


def test_the_pixel_itself_always_belongs():
    mask = np.zeros((5, 5), bool)
    mask[3, 1:4] = mask[4, 1:4] = True
    found = from_wkt(piece_around(mask, (2, 2), (1, 0, 0, 0, 1, 0), 1))
    assert found.covers(Point(2.5, 2.6)) and 6 < found.area <= 7
