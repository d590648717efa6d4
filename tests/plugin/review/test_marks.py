"""The map flies to the next polygon only as far as needed."""

import pytest
from qgis.core import QgsGeometry, QgsRectangle
from terralex.plugin.review.marks import fly

from .conftest import SOUTH, WEST


def box(left, low, right, top):
    return QgsGeometry.fromRect(QgsRectangle(WEST + left, SOUTH + low, WEST + right, SOUTH + top))


@pytest.fixture
def view(desk, qgis_canvas):
    """60 m x 40 m from the corner of the squares."""
    qgis_canvas.setExtent(QgsRectangle(WEST, SOUTH, WEST + 60, SOUTH + 40))
    return qgis_canvas


def test_the_map_stays_where_the_polygon_is_seen(layer, view):
    before = view.extent()
    assert not fly(view, [box(20, 10, 40, 30)], layer)
    assert view.extent() == before


def test_it_is_pushed_aside_by_what_is_missing_and_keeps_its_scale(layer, view):
    before = view.extent()
    right = before.xMaximum() - WEST + 10
    assert fly(view, [box(right - 12, 10, right, 20)], layer)
    after = view.extent()
    assert after.width() == pytest.approx(before.width()) and after.yMinimum() == pytest.approx(before.yMinimum())
    assert after.xMaximum() == pytest.approx(WEST + right + 0.08 * before.width())
    assert not fly(view, [box(right - 12, 10, right, 20)], layer)


@pytest.mark.parametrize("shape", [(20, 20, 20.5, 20.5), (500, 500, 501, 501)])
def test_a_speck_is_enlarged(layer, view, shape):
    assert fly(view, [box(*shape)], layer)
    assert view.extent().contains(box(*shape).boundingBox())
    side = max(shape[2] - shape[0], shape[3] - shape[1])
    assert 0.1 < side / min(view.extent().width(), view.extent().height()) < 0.3


def test_what_does_not_fit_is_seen_whole(layer, view):
    large = box(-100, -100, 200, 100)
    assert fly(view, [large], layer)
    assert view.extent().contains(large.boundingBox())
    assert not fly(view, [large], layer)


def test_pieces_are_seen_together(layer, view):
    assert fly(view, [box(0, 0, 10, 10), box(90, 0, 100, 10)], layer)
    assert view.extent().contains(box(0, 0, 100, 10).boundingBox())


def test_without_a_polygon_nothing_moves(layer, view):
    assert not fly(view, [], layer)
