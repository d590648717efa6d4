"""Kept polygons at the edge of the map: slivers between them and the edge that no pixel speaks for."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box
from terralex.core.outputs.fitting import fit, on_fine_grid

from .test_fitting import STRIPES, coverage_of, stand_in

HALF = 0.5 + 1e-3  # of a pixel; the fine grid's rounding
WIDE, HIGH, FINE = 50, 40, 1 / 1024


def fitted_in(folder, kept, values=STRIPES, simplify_px=1.0, min_area_px=16):
    """The kept shapes, the coverage, and the class of the raster under each polygon's pixels, checked all round."""
    kept = on_fine_grid(np.array(kept))
    marked = np.where(values == 255, 255, stand_in(values, kept))
    before, ids = coverage_of(folder, marked, simplify_px)
    fitted = fit(before, ids == 9, kept, min_area_px)
    check(fitted, before, kept, marked)
    return fitted


def check(fitted, before, kept, marked):
    """Each is where it was to half a pixel, on the same ground without gap or overlap, over its own pixels."""
    assert fitted.sound and set(shapely.get_type_id(fitted.pixels)) == {3}
    ground = shapely.union_all(before)
    total = shapely.area(ground)
    assert shapely.area(fitted.pixels).sum() == pytest.approx(total, rel=1e-9)
    assert shapely.area(shapely.union_all(fitted.pixels)) == pytest.approx(total, rel=1e-9)
    rows, cols = np.indices(marked.shape)
    centres, under = shapely.points(cols + 0.5, rows + 0.5).ravel(), marked.ravel()
    for number, shape in enumerate(kept):
        later = shapely.union_all(kept[number + 1 :], grid_size=FINE)
        parts = shapely.get_parts(
            shapely.intersection(shapely.difference(shape, later, grid_size=FINE), ground, grid_size=FINE)
        )
        wanted = shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
        if shapely.area(wanted) < 0.05:
            continue
        made = shapely.union_all(fitted.pixels[fitted.kept == number])
        assert shapely.hausdorff_distance(made, wanted) <= HALF, (number, wanted)
    owner = np.full(centres.size, -1)
    inside, of = shapely.STRtree(centres).query(shapely.buffer(fitted.pixels, -0.002), predicate="intersects")
    owner[of] = fitted.kept[inside]
    assert (under[owner >= 0] == 9).all()


TWO = {
    "corner inward where two meet": [
        Polygon([(0, 0), (20, 0), (20, 0.4), (20, 12), (0, 12)]).difference(Polygon([(4, 0), (20, 0), (20, 0.4)])),
        Polygon([(20, 0.4), (36, 0), (36, 12), (20, 12)]),
    ],
    "whole side inward": [box(0, 0.3, 20, 12), box(20, 0.3, 50, 12)],
    "all round inward": [box(0.3, 0.3, 24, 39.7), box(24, 0.3, 49.7, 39.7)],
    "notch": [Polygon([(0, 0), (19.6, 0), (20, 6), (20.4, 0), (50, 0), (50, 40), (0, 40)])],
    "notch between two": [
        Polygon([(0, 0), (19.6, 0), (20, 6), (20, 40), (0, 40)]),
        Polygon([(20, 6), (20.4, 0), (50, 0), (50, 40), (20, 40)]),
    ],
    "outward": [Polygon([(5, 0), (12, -1.4), (20, 0), (20, 9), (5, 9)]), box(20, -0.4, 36, 9)],
    "corner of the map": [Polygon([(0.45, 0.45), (20, 0), (20, 20), (0, 20)]), box(20, 0, 50, 20)],
    "a tear between two": [Polygon([(0, 0), (20, 0), (19.6, 20), (20, 40), (0, 40)]), box(20, 0, 50, 40)],
    "a wide tear between two": [
        Polygon([(0, 0), (20.45, 0), (19.55, 10), (19.55, 30), (20.45, 40), (0, 40)]),
        Polygon([(20.45, 0), (50, 0), (50, 40), (20.45, 40), (20.45, 30), (20.45, 10)]),
    ],
}


@pytest.mark.parametrize("simplify_px", [0.0, 1.0])
@pytest.mark.parametrize("shapes", TWO.values(), ids=TWO)
def test_a_sliver_at_the_edge_is_not_thrown_to_one_kept_polygon(tmp_path, shapes, simplify_px):
    fitted_in(tmp_path / "run", shapes, simplify_px=simplify_px)


def moved(shapes, rng, near=1.2):
    """Polygons whose corners a person has moved, some together where they meet and some in one polygon alone."""
    together = {}

    def move(xy):
        out = xy.copy()
        for row, corner in enumerate(map(tuple, xy[:-1])):
            if rng.random() < 0.2:
                out[row] = corner  # torn off the others, which may have moved
                continue
            if corner not in together:
                together[corner] = np.add(corner, rng.uniform(-near, near, 2) * (rng.random() < 0.5))
            out[row] = together[corner]
        out[-1] = out[0]
        return out

    changed = np.array([Polygon(move(shapely.get_coordinates(shape.exterior))) for shape in shapes])
    return changed[shapely.is_valid(changed)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_whatever_is_moved_near_the_edge_stays_where_it_was_put(tmp_path_factory, seed):
    """Neighbouring polygons along the map's edge, their corners moved; the ground has holes and a ragged end."""
    rng = np.random.default_rng(seed)
    values = STRIPES.copy()
    values[rng.random(values.shape) < rng.choice([0, 0.003, 0.02])] = 255
    values[:, 47:][rng.random((HIGH, 3)) < 0.2] = 255
    across = np.sort(rng.choice(np.arange(4, WIDE, 4), rng.integers(1, 5), replace=False))
    down = rng.integers(4, HIGH)
    across = [0, *across.tolist(), WIDE]
    row = [box(left, 0, right, down) for left, right in zip(across, across[1:])]
    row.append(box(0, down, WIDE, HIGH))
    corners = [shapely.segmentize(shape, rng.choice([3.0, 50.0])) for shape in row]
    kept = moved([shape for shape in corners if rng.random() < 0.8], rng, rng.choice([0.45, 1.2]))
    if len(kept):
        fitted_in(tmp_path_factory.mktemp("any"), kept, values, rng.choice([0.0, 1.0]), rng.choice([0, 16]))


def test_what_ends_at_the_edge_though_it_reaches_beyond_is_counted(tmp_path):
    beside = box(20, 5, 50.3, 20)  # by less than half a pixel
    over, out = box(30, 30, 50.7, 44), box(-9, -9, -4, -4)
    assert fitted_in(tmp_path / "a", [beside, over, out]).cut_off == 1
    assert fitted_in(tmp_path / "b", [beside]).cut_off == 0
