"""Gaps and overlaps found and mended; as QGIS's own tools make them, and in the polygons of case 16."""

import random

import numpy as np
import pytest
import shapely
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsRectangle
from terralex.core.errors import InputError
from terralex.plugin.shapes.step import gave_ground
from terralex.plugin.shapes.tears import NEIGHBOUR, NEWEST, Tears, find_tears, mend

from .coverage import CELL, blocks, complaints, image_of, layer_of, shapes_of, wandering
from .test_edits import AREA, CLASSES, SQUARES, area, box


@pytest.fixture
def layer(qgis_new_project):
    made = layer_of(SQUARES, CLASSES)
    made.startEditing()
    return made


def measured(tears):
    return round(sum(gap.area() for gap in tears.gaps), 6), round(sum(each.area() for each in tears.overlaps), 6)


def sound(layer):
    return complaints(layer, AREA) == [] and not find_tears(layer)


def reshape(layer, fid, *points):
    """As QGIS's own tool does without topological editing."""
    shape = QgsGeometry(layer.getFeature(fid).geometry())
    line = QgsGeometry.fromPolylineXY([QgsPointXY(500000 + x, 5200000 + y) for x, y in points])
    assert not shape.reshapeGeometry(line.constGet())
    layer.changeGeometry(fid, shape)


def digitise(layer, shape, class_id):
    feature = QgsFeature(layer.fields())
    feature.setGeometry(shape)
    feature["class_id"] = class_id
    layer.addFeature(feature)
    return feature.id()


def test_a_coverage_has_none(layer):
    assert not find_tears(layer) and not find_tears(layer, QgsRectangle(500001, 5200001, 500012, 5200012))


def test_a_reshape_tears_on_both_sides_and_is_mended_by_either_rule(layer):
    reshape(layer, 1, (8, 1), (12, 1), (12, 3), (8, 3))  # outwards
    reshape(layer, 1, (11, 6), (7, 6), (7, 9), (11, 9))  # inwards
    found = find_tears(layer)
    assert measured(found) == (9, 4) and found.box() == QgsRectangle(500007, 5200001, 500012, 5200009)
    assert measured(find_tears(layer, QgsRectangle(500007, 5200005, 500010, 5200007))) == (9, 0)
    steps = layer.undoStack().index()
    mend(layer, found, NEWEST, newest=[1])
    assert layer.undoStack().index() == steps + 1 and layer.undoStack().text(steps) == "Gaps and overlaps mended"
    assert (area(layer, 1), area(layer, 2)) == (95, 105) and sound(layer)
    layer.undoStack().undo()
    mend(layer, found, NEIGHBOUR, newest=[1])
    assert (area(layer, 1), area(layer, 2)) == (100, 100) and sound(layer)
    assert 2 in gave_ground(layer) or layer.getFeature(2)["origin"] == "machine"


def test_a_polygon_drawn_over_others(layer):
    new = digitise(layer, box(5, 5, 15, 8), 3)
    found = find_tears(layer)
    assert measured(found) == (0, 30)
    mend(layer, found)
    assert area(layer, new) == 30 and (area(layer, 1), area(layer, 2)) == (85, 85) and sound(layer)
    layer.undoStack().undo()
    done = mend(layer, found, NEIGHBOUR)
    assert done.deleted == (new,) and sound(layer)


def test_a_deleted_polygon_leaves_a_gap_also_at_the_border_of_the_map(layer):
    was = layer.getFeature(2).geometry()
    layer.deleteFeature(2)
    assert not find_tears(layer)  # nothing encloses it
    found = find_tears(layer, was.boundingBox(), was)
    assert measured(found) == (100, 0)
    mend(layer, found)
    assert area(layer, 1) == 200 or area(layer, 4) == 196
    assert sound(layer)


def test_a_gap_of_many_neighbours_goes_to_the_longest_border(layer):
    layer.deleteFeature(5)
    found = find_tears(layer)
    assert measured(found) == (4, 0)
    mend(layer, found)
    assert area(layer, 4) == 100 and sound(layer)


def test_a_slip_of_the_hand_is_mended_and_what_is_none_is_let_alone(layer):
    before = image_of(layer)
    assert mend(layer, Tears()) is None and image_of(layer) == before
    reshape(layer, 1, (9.5, 5), (10.0002, 5.5), (9.5, 6))  # narrower than what counts as the same place
    assert not find_tears(layer)
    layer.rollBack()
    with pytest.raises(InputError, match="is not being edited"):
        mend(layer, Tears([box(1, 1, 2, 2)], []))


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("rule", [NEWEST, NEIGHBOUR])
def test_whatever_was_torn_is_whole_again(qgis_new_project, seed, rule):
    """Polygons drawn over others, deleted, reshaped: by chance, several at a time."""
    rng = random.Random(seed)
    shapes, classes = blocks(seed, size=7)
    layer = layer_of(shapes, classes)
    ground = shapely.union_all(shapes)
    was = QgsGeometry.fromWkt(ground.wkt)
    layer.startEditing()
    extent = ground.buffer(-3).bounds
    for _ in range(4):
        stroke = QgsGeometry.fromPolygonXY([[QgsPointXY(*p) for p in wandering(rng, extent, closed=True)]])
        stroke = stroke.intersection(was).makeValid()
        fid = rng.choice(sorted(each.id() for each in layer.getFeatures()))
        kind = rng.choice(("add", "delete", "cut", "add"))
        if kind == "add":
            digitise(layer, stroke, rng.randrange(4))
        elif kind == "delete":
            layer.deleteFeature(fid)
        else:
            left = layer.getFeature(fid).geometry().difference(stroke)
            if not left.isEmpty() and not left.isMultipart():
                layer.changeGeometry(fid, left)
    found = find_tears(layer, None, was)
    torn = image_of(layer)
    gap = ground.area - shapely.union_all(list(shapes_of(layer).values())).area
    assert measured(found)[0] == pytest.approx(gap, abs=1e-3)
    if mend(layer, found, rule) is None:
        assert not found
    assert complaints(layer, ground.area) == []
    assert not find_tears(layer, None, was)
    if found:
        layer.undoStack().undo()
        assert image_of(layer) == torn


def test_degrees(qgis_new_project):
    cell, origin = CELL * 2.5e-5, (11.31, 48.14)
    shapes, classes = blocks(3, size=7, cell=cell, origin=origin)
    layer = layer_of(shapes, classes, "EPSG:4326")
    layer.startEditing()
    middle = shapely.Point(np.mean(shapely.get_coordinates(shapes), axis=0)).buffer(9 * cell)
    digitise(layer, QgsGeometry.fromWkt(middle.wkt), 2)
    found = find_tears(layer)
    assert sum(each.area() for each in found.overlaps) == pytest.approx(middle.area, rel=1e-6)
    mend(layer, found)
    assert complaints(layer, shapely.area(shapes).sum()) == []
