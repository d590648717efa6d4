"""Each edit by itself: the ground it moves, what it writes, one undo step; shapely says whether it is a coverage."""

import functools

import numpy as np
import pytest
import shapely
from qgis.core import QgsGeometry, QgsPointXY
from terralex.core.errors import InputError
from terralex.plugin.shapes import edits
from terralex.plugin.shapes.step import gave_ground

from .coverage import complaints, image_of, layer_of, shapes_of

# Four squares of 10 m with a corner in common, the last with a hole of 2 m.
HOLE = shapely.box(500014, 5200014, 500016, 5200016)
SQUARES = (
    shapely.box(500000, 5200000, 500010, 5200010),
    shapely.box(500010, 5200000, 500020, 5200010),
    shapely.box(500000, 5200010, 500010, 5200020),
    shapely.box(500010, 5200010, 500020, 5200020).difference(HOLE),
    HOLE,
)
CLASSES = (1, 2, 3, 2, 1)
AREA = 400.0


def box(left, low, right, top):
    return QgsGeometry.fromWkt(shapely.box(500000 + left, 5200000 + low, 500000 + right, 5200000 + top).wkt)


def line(*points):
    return QgsGeometry.fromPolylineXY([QgsPointXY(500000 + x, 5200000 + y) for x, y in points])


@pytest.fixture
def layer(qgis_new_project):
    made = layer_of(SQUARES, CLASSES)
    made.startEditing()
    return made


def stays_whole(test):
    """After the test the layer is a coverage, undo gives back what it was, and redo what it became."""

    @functools.wraps(test)
    def tested(layer, **more):
        test(layer, **more)
        assert complaints(layer, AREA) == []
        steps, now = layer.undoStack().index(), image_of(layer)
        layer.undoStack().setIndex(0)
        assert image_of(layer) == image_of(layer_of(SQUARES, CLASSES))
        layer.undoStack().setIndex(steps)
        assert image_of(layer) == now

    return tested


def named(layer, fid, *names):
    feature = layer.getFeature(fid)
    return tuple(feature[name] if feature[name] else None for name in names)


def area(layer, fid):
    return round(layer.getFeature(fid).geometry().area(), 6)


@stays_whole
def test_a_lasso_gives_ground_to_a_class_in_one_step(layer):
    done = edits.reassign(layer, box(4, 5, 14, 8), 3)
    assert layer.undoStack().index() == 1 and layer.undoStack().text(0) == "Area to a class"
    assert area(layer, done.fid) == 30 and (area(layer, 1), area(layer, 2)) == (82, 88)
    assert done.made == (done.fid,) and done.changed == (1, 2) and done.deleted == ()
    assert named(layer, done.fid, "class_id", "class_name", "origin", "reviewed") == (3, "water", "hand", True)
    assert named(layer, done.fid, "confidence", "region", "second_class") == (None, None, None)
    assert named(layer, done.fid, "was", "source") == ("building", "image.tif")
    assert layer.getFeature(done.fid)["reviewed_at"].endswith("Z")
    assert abs(layer.getFeature(done.fid)["area_m2"] - 30 / 0.9996**2) < 0.01  # on the ground, not in UTM
    assert named(layer, 1, "class_name", "origin", "reviewed", "confidence") == ("building", "machine", None, 0.5)
    assert gave_ground(layer) == {1, 2}


@stays_whole
def test_what_is_of_the_class_already_stays_as_it_is(layer):
    before = image_of(layer)
    assert edits.reassign(layer, box(1, 1, 5, 5), 1) is None and layer.undoStack().index() == 0
    assert edits.reassign(layer, box(100, 100, 110, 110), 1) is None and image_of(layer) == before
    done = edits.reassign(layer, box(2, 2, 14, 4), 1)
    assert area(layer, done.fid) == 8 and area(layer, 1) == 100
    assert named(layer, 1, "origin", "reviewed") == ("machine", None)  # got corners, no more


@stays_whole
def test_a_polygon_can_be_made_to_grow(layer):
    done = edits.reassign(layer, box(8, 2, 14, 4), 1, into=1)
    assert done.fid == 1 and done.made == () and area(layer, 1) == 108 and area(layer, 2) == 92
    assert named(layer, 1, "confidence", "origin", "reviewed", "was") == (0.5, "hand", True, None)
    done = edits.reassign(layer, box(1, 18, 3, 19), 1, into=1)
    assert done.fid != 1 and area(layer, done.fid) == 2  # it does not touch


@stays_whole
def test_an_area_in_several_pieces_becomes_several_polygons_in_one_step(layer):
    area_ = QgsGeometry.collectGeometry([box(1, 1, 2, 2), box(3, 3, 4, 4)])
    done = edits.reassign(layer, area_, 2)
    assert len(done.made) == 2 and layer.undoStack().index() == 1
    assert layer.getFeature(1).geometry().constGet().numInteriorRings() == 2


@stays_whole
def test_what_an_edit_cuts_apart_becomes_polygons_with_the_same_attributes(layer):
    done = edits.reassign(layer, box(4, -1, 6, 11), 2)
    (rest,) = [fid for fid in done.made if named(layer, fid, "class_id") == (1,)]
    assert {area(layer, 1), area(layer, rest)} == {40}
    assert named(layer, rest, "class_name", "confidence", "origin", "region") == ("building", 0.5, "machine", None)
    assert rest in gave_ground(layer)


@stays_whole
def test_a_polygon_that_is_covered_goes(layer):
    done = edits.reassign(layer, box(13, 13, 17, 17), 3)
    assert done.deleted == (5,) and area(layer, done.fid) == 16 and named(layer, done.fid, "was") == ("road",)


@stays_whole
def test_a_lasso_along_borders_takes_their_corners(layer):
    done = edits.reassign(layer, box(0.0003, 0.0002, 9.9999, 10.0001), 2)
    assert done.deleted == (1,) and area(layer, done.fid) == 100


@stays_whole
def test_a_lasso_that_crosses_itself_is_understood(layer):
    eight = QgsGeometry.fromPolygonXY(
        [[QgsPointXY(500000 + x, 5200000 + y) for x, y in ((2, 2), (8, 8), (8, 2), (2, 8))]]
    )
    assert sum(area(layer, fid) for fid in edits.reassign(layer, eight, 3).made) == 18


@stays_whole
def test_a_split_keeps_the_attributes_and_says_it_was_by_hand(layer):
    done = edits.split(layer, 1, line((-1, 3), (11, 3)))
    (piece,) = done.made
    assert (area(layer, 1), area(layer, piece)) == (70, 30)
    assert named(layer, piece, "class_id", "confidence", "origin", "region") == (1, 0.5, "hand", None)
    assert named(layer, 1, "origin", "reviewed") == ("hand", None)
    assert edits.split(layer, 1, line((-1, 5), (5, 5))) is None  # does not go through
    assert edits.split(layer, 1, line((50, 50), (60, 60))) is None


@stays_whole
def test_a_merge_takes_a_neighbour_and_only_a_neighbour(layer):
    with pytest.raises(InputError, match="do not touch along a border"):
        edits.merge(layer, 1, 4)
    assert layer.undoStack().index() == 0
    done = edits.merge(layer, 1, 2)
    assert done.deleted == (2,) and area(layer, 1) == 200
    assert named(layer, 1, "class_name", "reviewed", "origin") == ("building", True, "hand")


@stays_whole
def test_a_hole_is_filled_and_what_lay_in_it_goes(layer):
    assert edits.fill_hole(layer, 4, QgsPointXY(500011, 5200011)) is None
    done = edits.fill_hole(layer, 4, QgsPointXY(500015, 5200015))
    assert done.deleted == (5,) and area(layer, 4) == 100 and edits.fill_hole(layer, 4) is None


@stays_whole
def test_both_sides_of_a_border_move(layer):
    edits.move_border(layer, 1, line((9, 2), (12, 2), (12, 6), (9, 6)))
    assert (area(layer, 1), area(layer, 2)) == (108, 92)
    edits.move_border(layer, 1, line((-1, 5), (5, 11)))
    assert (area(layer, 1), area(layer, 3)) == (100, 108) or (area(layer, 1), area(layer, 3)) == (95.5, 104.5)
    assert edits.move_border(layer, 1, line((2, 2), (3, 3))) is None


@stays_whole
def test_a_corner_moves_in_all_polygons_that_have_it(layer):
    done = edits.move_corner(layer, QgsPointXY(500010, 5200010), QgsPointXY(500012, 5200011))
    assert sorted(done.changed) == [1, 2, 3, 4]
    rings = [feature.geometry().asPolygon()[0] for feature in layer.getFeatures()]
    assert sum(QgsPointXY(500012, 5200011) in ring for ring in rings) == 4
    for to, said in ((QgsPointXY(500015, 5200015), "inside out"), (QgsPointXY(500030, 5200010), "inside out")):
        with pytest.raises(InputError, match=said):
            edits.move_corner(layer, QgsPointXY(500012, 5200011), to)
    with pytest.raises(InputError, match="border of the map"):
        edits.move_corner(layer, QgsPointXY(500000, 5200010), QgsPointXY(500001, 5200010))
    assert layer.undoStack().index() == 1


def test_a_building_gets_right_angles_and_its_neighbours_follow(qgis_new_project):
    house = shapely.Polygon([(4, 4), (9, 4.4), (12, 4), (12.3, 8), (12, 11.7), (8, 12), (4.2, 12)])
    house = shapely.affinity.translate(house, 5e5, 52e5)
    made = layer_of([house, shapely.box(500000, 5200000, 500020, 5200020) - house], [1, 0])
    made.startEditing()
    edits.right_angles(made, 1)
    shape = shapes_of(made)[1]
    xy = shapely.get_coordinates(shape)
    ways = np.diff(xy, axis=0)
    ways /= np.linalg.norm(ways, axis=1)[:, None]
    assert len(xy) == 5 and abs((ways[1:] * ways[:-1]).sum(axis=1)).max() < 1e-6
    assert abs(shape.area - house.area) < 0.05 * house.area
    assert complaints(made, AREA) == [] and made.getFeature(2)["origin"] == "machine"


@stays_whole
def test_borders_are_smoothed_or_follow_the_cells(layer):
    edits.smooth(layer, 1)
    assert 85 < area(layer, 1) < 95 and len(shapes_of(layer)[1].exterior.coords) > 10
    edits.snap_to_cells(layer, 1, 0.5, -0.5, 500000, 5200020)
    sides = np.diff(shapely.get_coordinates(shapes_of(layer)[1]), axis=0)
    assert abs(sides).min(axis=1).max() < 1e-8 and area(layer, 1) * 4 % 1 == 0
    with pytest.raises(InputError, match="holds no cell"):
        edits.snap_to_cells(layer, 5, 50.0, 50.0, 500000, 5200000)


@stays_whole
def test_without_editing_nothing_is_done(layer):
    layer.rollBack()
    for edit in (
        lambda: edits.reassign(layer, box(1, 1, 2, 2), 2),
        lambda: edits.split(layer, 1, line((-1, 3), (11, 3))),
        lambda: edits.merge(layer, 1, 2),
        lambda: edits.fill_hole(layer, 4),
        lambda: edits.smooth(layer, 1),
    ):
        with pytest.raises(InputError, match="is not being edited"):
            edit()
    layer.startEditing()


@stays_whole
def test_a_layer_that_refuses_is_left_as_it_was(layer, monkeypatch):
    from qgis.core import QgsVectorLayer

    before = image_of(layer)
    monkeypatch.setattr(QgsVectorLayer, "addFeature", lambda *_: False)
    with pytest.raises(InputError, match="refused the change"):
        edits.reassign(layer, box(5, 5, 15, 8), 3)
    assert image_of(layer) == before and layer.undoStack().index() == 0


@stays_whole
def test_the_polygon_under_a_point(layer):
    assert edits.polygon_at(layer, QgsPointXY(500015, 5200015)).id() == 5
    assert edits.polygon_at(layer, QgsPointXY(500011, 5200015)).id() == 4
    assert edits.polygon_at(layer, QgsPointXY(500050, 5200015)) is None
