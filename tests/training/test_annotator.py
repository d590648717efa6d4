"""The annotator of the simulation sees the truth, and changes the map by keys, strokes and lines alone."""

import sys
from pathlib import Path

import numpy as np
import pytest
import shapely
from rasterio.transform import from_origin

from ..plugin.shapes.coverage import NAMES, layer_of, traced

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "training"))
import annotator
import klm
import sheet as sheets
import strokes

ORIGIN = (500000.0, 5200000.0)
PLACE = from_origin(*ORIGIN, 1.0, 1.0)


@pytest.fixture
def truth():
    """40 x 60 pixels: class 1 left, 2 right with a round pond of 3, and a column that does not count."""
    rows, cols = np.mgrid[:40, :60]
    found = np.where(cols < 30, 1, 2).astype(np.uint8)
    found[np.hypot(rows - 20, cols - 45) < 7] = 3
    found[:, 0] = sheets.IGNORE
    return found


def sheet_of(labels, truth):
    """A map that was traced from labels, beside the truth."""
    shapes, classes = traced(labels, 1.0, ORIGIN, 0)
    layer = layer_of(shapes, classes)
    layer.startEditing()
    return sheets.Sheet(layer, truth, PLACE, len(NAMES) - 1, 1.0)


def corrected(sheet, order=annotator.doubt_by_area, **way):
    return annotator.correct(sheet, annotator.Way(order, **way))


def accuracy(log, at=-1):
    return np.trace(log.matrices[at]) / log.matrices[at].sum()


@pytest.fixture
def first(qgis_new_project, truth):
    """Three stripes: the first one right, the second wrong as a whole, the third with the pond in it."""
    labels = np.full(truth.shape, 1, np.uint8)
    labels[:, 20:30], labels[:, 30:] = 0, 2
    return lambda: sheet_of(labels, truth)


def test_keys_alone_give_each_polygon_the_class_of_most_of_it(first, truth):
    sheet = first()
    log = corrected(sheet)
    assert log.kinds == {"accepted": 2, "relabelled": 1} and log.actions == [0, 1, 2, 3]
    assert log.seconds[-1] == pytest.approx(3 * (klm.MIND + klm.KEY)) and log.seconds[1] <= 2
    assert accuracy(log, 0) == pytest.approx(1 - (10 * 40 + (truth == 3).sum()) / (59 * 40))
    assert accuracy(log) == pytest.approx(1 - (truth == 3).sum() / (59 * 40))
    assert sorted(each["class_id"] for each in sheet.layer.getFeatures()) == [1, 1, 2]


def test_a_lasso_is_drawn_where_it_pays_and_costs_its_corners(first):
    keys, lasso, dear = (
        corrected(first(), **way)
        for way in ({}, {"tools": ("lasso",), "least": 4.0}, {"tools": ("lasso",), "least": 1000.0})
    )
    assert dear.kinds == keys.kinds and lasso.kinds["lasso"] >= 1
    assert accuracy(lasso) > 0.99 > accuracy(keys)
    strokes = sorted(b - a for a, b in zip(lasso.actions, lasso.actions[1:]))[-lasso.kinds["lasso"] :]
    assert min(strokes) >= 3 and strokes[-1] >= 5  # corners; the first stroke needs a tool and a class as well
    assert lasso.refused == 0


def test_a_brush_paints_what_is_long_with_fewer_corners_than_a_lasso(qgis_new_project, truth):
    truth[:, 30:], truth[19:23, :] = 1, 2  # a road through all of it that the map has missed
    lasso, brush = (
        corrected(sheet_of(np.ones(truth.shape, np.uint8), truth), tools=(tool,), least=4.0)
        for tool in ("lasso", "brush")
    )
    assert accuracy(brush) > 0.95 and brush.kinds["brush"] == 1
    assert brush.actions[-1] - brush.kinds["accepted"] <= 2 + 2 + 6  # tool, class, both ends, steps of its size
    assert brush.seconds[-1] < lasso.seconds[-1]


def test_a_wand_gives_what_its_likeness_shows_for_a_click_and_the_wheel(first, truth, monkeypatch):
    monkeypatch.setattr(strokes, "SEEN_BY_WAND", 100)  # the pond has 150 pixels

    class Pond:
        def piece(self, x, y, notch):
            centre = shapely.Point(ORIGIN[0] + 45.5, ORIGIN[1] - 20.5)
            return (
                centre.buffer(max(7 + 1.5 * (notch - 3), 1), 16) if centre.distance(shapely.Point(x, y)) < 2 else None
            )

    log = corrected(first(), tools=("wand",), least=4.0, likeness=Pond())
    assert log.kinds["wand"] == 1 and accuracy(log) > 0.98
    assert 1 + 2 + 3 in np.diff(log.actions)  # a click, tool and class, three notches to what fits


def test_with_a_tool_in_the_hand_a_digit_needs_esc_before(first):
    sheet = first()
    hand, log, way = annotator.Hand("lasso", 2), sheets.Log(), annotator.Way(annotator.doubt_by_area)
    log.matrices.append(sheet.matrix())
    wrong = next(each.id() for each in sheet.layer.getFeatures() if each["class_id"] == 0)
    annotator._name(sheet, wrong, way, hand, log)
    assert log.actions[-1] == 2 and hand.tool == ""


def test_polygons_that_no_key_gains_much_in_come_last(first):
    order = []
    sheet = first()
    named = sheet.name

    def name(fid, class_id):
        order.append(sheet.layer.getFeature(fid).geometry().area())
        named(fid, class_id)

    sheet.name = name
    log = corrected(sheet, tools=("lasso",), least=400.0)
    assert order[-1] == min(order) and sum(log.kinds.values()) >= 3


def test_a_line_splits_what_is_two_things(qgis_new_project, truth):
    sheet = sheet_of(np.full(truth.shape, 2, np.uint8), truth)
    log = corrected(sheet, annotator.by_chance, split=True, least=10.0)
    assert log.kinds["split"] >= 1 and accuracy(log) > 0.88 > accuracy(log, 0)
    shapes = [shapely.from_wkb(bytes(each.geometry().asWkb())) for each in sheet.layer.getFeatures()]
    assert shapely.coverage_is_valid(shapes) and len(shapes) >= 2
    assert (sheet.map[:, 1:] == np.where(sheet.owner[:, 1:] != 0, sheet.map[:, 1:], 0)).all()


def test_with_qgis_alone_a_class_takes_five_clicks(first):
    log = corrected(first(), annotator.least_sure, clicks=True)
    assert log.actions == [0, 5] and 8 < log.seconds[-1] < 12  # as it was measured


def test_drawing_counts_corners_and_classes(truth):
    log = annotator.drawing(truth, PLACE, 3, 1.0, background=False)
    assert log.kinds == {"drawn": 3} and accuracy(log) > 0.98
    assert log.actions[1] == 5 and log.actions[-1] > 20  # a rectangle and its class; the pond and the hole around it


def test_what_the_map_says_is_what_the_layer_says(first, truth):
    sheet = first()
    corrected(sheet, tools=("lasso", "brush"), split=True, least=2.0)
    again = sheets.Sheet(sheet.layer, truth, PLACE, 3, 1.0)
    assert (again.map == sheet.map).mean() > 0.999 and (again.owner != 0).all()
    np.testing.assert_array_equal(sheet.matrix(), sheets.confusion(truth[sheet.counts], sheet.map[sheet.counts], 4))


def test_what_strokes_gain_is_kept_in_step_with_the_map(first, truth):
    sheet = first()
    for _ in range(2):
        for class_id, rows, cols, here in annotator._seen_wrong(sheet, None, 0.0):
            sheet.ideas(rows, cols, here, class_id, ("lasso", "brush"), None)
        wrong = next(each.id() for each in sheet.layer.getFeatures() if each["class_id"] != 2)
        sheet.name(wrong, 2)
    again = sheets.Sheet(sheet.layer, truth, PLACE, 3, 1.0)
    told = 0
    for class_id, rows, cols, here in annotator._seen_wrong(sheet, None, 0.0):
        known = sheet.ideas(rows, cols, here, class_id, ("lasso", "brush"), None)
        fresh = again.ideas(rows, cols, here, class_id, ("lasso", "brush"), None)
        for one, other in zip(known, fresh):
            assert [each.gain for each in one.ideas] == [each.gain for each in other.ideas]
            assert one.most == max(each.gain / each.stroke.corners for each in one.ideas)
            told += len(one.ideas)
    assert told > 20
