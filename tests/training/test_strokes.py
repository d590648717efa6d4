"""Strokes that come to mind, and what they cost."""

import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from rasterio.transform import from_origin

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))
import strokes

PLACE = from_origin(0.0, 100.0, 1.0, 1.0)


def road(shape=(60, 90)):
    """A bent road, 6 pixels wide."""
    rows, cols = np.mgrid[: shape[0], : shape[1]]
    return (np.abs(rows - 20) < 3) & (cols < 60) | (np.abs(cols - 57) < 3) & (rows >= 18)


def best(mask, tool):
    """The share of a mask that the best stroke gets right, less what it covers beside it; and the stroke."""
    found = list(strokes.strokes((tool,), mask, PLACE, 1, 1.0))
    rows, cols = np.nonzero(np.ones_like(mask))
    points = shapely.points(cols + 0.5, 100 - rows - 0.5)

    def gain(stroke):
        inside = shapely.contains(stroke.shape, points).reshape(mask.shape)
        return ((inside & mask).sum() - (inside & ~mask).sum()) / mask.sum()

    return max(((gain(each), each) for each in found), key=lambda pair: pair[0])


def test_the_middle_of_a_road_is_found_with_its_width():
    rows, cols, half = strokes.middle_of(road())
    assert half == pytest.approx(3, abs=0.5)
    on_the_road = road()[rows.round().astype(int), cols.round().astype(int)]
    assert on_the_road.all() and len(rows) > 85
    assert {(rows[0] > 40, cols[0] > 40), (rows[-1] > 40, cols[-1] > 40)} == {(True, True), (False, False)}


def test_a_brush_needs_fewer_corners_for_a_road_than_a_lasso():
    (painted, brush), (surrounded, lasso) = best(road(), "brush"), best(road(), "lasso")
    assert painted > 0.85 and surrounded > 0.95
    assert brush.corners <= 4 < lasso.corners


def test_a_blob_is_dabbed():
    rows, cols = np.mgrid[:40, :40]
    gain, dab = best(np.hypot(rows - 20, cols - 20) < 9, "brush")
    assert gain > 0.8 and dab.corners == 1  # one of the sizes that a brush has


def test_a_rectangle_at_an_angle_takes_four_corners():
    rows, cols = np.mgrid[:60, :60]
    u, v = (rows - 30) + 0.5 * (cols - 30), (cols - 30) - 0.5 * (rows - 30)
    mask = (np.abs(u) < 20) & (np.abs(v) < 12)
    assert best(mask, "lasso")[0] > 0.95
    assert min(each.corners for each in strokes.strokes(("lasso",), mask, PLACE, 1, 1.0)) == 4


def test_keys_are_paid_where_tool_class_or_size_change():
    hand, shape = strokes.Hand(), shapely.box(0, 0, 1, 1)
    lasso, brush = strokes.Stroke("lasso", shape, 2, 5, 10.0), strokes.Stroke("brush", shape, 2, 3, 10.0, size=-2)
    assert lasso.actions(hand) == 5 + 2
    lasso.drawn(hand)
    assert lasso.actions(hand) == 5 and brush.actions(hand) == 3 + 1 + 2
    brush.drawn(hand)
    assert brush.actions(hand) == 3 and strokes.Stroke("brush", shape, 1, 3).actions(hand) == 3 + 1 + 2
    wand = strokes.Stroke("wand", shape, 2, 1, size=3)
    assert wand.actions(hand) == 1 + 1 + 3
    assert lasso.seconds(hand, 1.0) > brush.seconds(hand, 1.0) > 0
