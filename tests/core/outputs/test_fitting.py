"""Kept polygons in a coverage: their shape, their neighbours, and what is left of what they cut."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box
from terralex.core.outputs.fitting import fit, on_fine_grid
from terralex.core.outputs.polygons import polygonise
from terralex.core.progress import result_of

from .test_polygons import write


def coverage_of(folder, values, simplify_px=1.0):
    """A traced and simplified coverage in pixel units, and the class of each polygon."""
    from terralex.core.files.layers import read_layer

    from .test_polygons import in_pixels

    folder.mkdir(parents=True, exist_ok=True)
    source = write(folder / "c.tif", np.asarray(values, np.uint8))
    names = [str(n) for n in range(1, 10)]
    job = polygonise(source, folder / "p.gpkg", names, min_area_px=0, simplify_px=simplify_px)
    result_of(job, lambda _: None)
    layer = read_layer(folder / "p.gpkg", "segments", folder)
    return np.array([shapely.transform(p, np.rint) for p in in_pixels(layer)]), layer.fields["class_id"].values


def check(fitted, before, kept):
    """A coverage of the same ground, in which what is kept is where it was, to half a pixel."""
    assert fitted.sound and shapely.coverage_is_valid(fitted.pixels)
    assert set(shapely.get_type_id(fitted.pixels)) == {3}
    ground = shapely.union_all(before)
    assert shapely.area(fitted.pixels).sum() == pytest.approx(shapely.area(ground), rel=1e-9)
    for number, shape in enumerate(kept):
        made = shapely.union_all(fitted.pixels[fitted.kept == number])
        wanted = shapely.intersection(shape, ground)
        assert shapely.hausdorff_distance(made, wanted) < 0.5
        assert shapely.area(shapely.symmetric_difference(made, wanted)) < 0.05


def stand_in(values, kept, mark=9):
    """The raster with the kept polygons' pixels marked."""
    rows, cols = np.indices(values.shape)
    points = shapely.points(cols + 0.5, rows + 0.5)
    out = values.copy()
    for shape in kept:
        out[shapely.intersects(shape, points)] = mark
    return out


STRIPES = (np.indices((40, 50))[1] // 9 % 3 + 1).astype(np.uint8)
TRIANGLE = Polygon([(3.3, 4.1), (30.7, 9.2), (12.4, 33.9)])
THIN = Polygon([(2, 35.2), (48, 36.1), (48, 36.4), (2, 35.6)])  # narrower than a pixel
DONUT = box(20, 5, 45, 30).difference(box(28, 12, 36, 22))


@pytest.mark.parametrize("simplify_px", [0.0, 1.0])
@pytest.mark.parametrize(
    "shapes", [[TRIANGLE], [THIN], [DONUT], [TRIANGLE, THIN], [box(10, 10, 20, 20), box(20, 8, 31, 20)]]
)
def test_kept_polygons_are_where_they_were_and_their_neighbours_meet_them(tmp_path, shapes, simplify_px):
    kept = on_fine_grid(np.array(shapes))
    before, ids = coverage_of(tmp_path / "run", stand_in(STRIPES, kept), simplify_px)
    fitted = fit(before, ids == 9, kept, 16)
    check(fitted, before, kept)
    assert not set(fitted.region) & set(np.flatnonzero(ids == 9))
    assert fitted.kept_count == len(shapes)


def test_what_touches_no_kept_polygon_stays_the_very_same(tmp_path):
    kept = on_fine_grid(np.array([box(30.5, 10.5, 34.25, 14)]))
    before, ids = coverage_of(tmp_path / "run", stand_in(STRIPES, kept))
    fitted = fit(before, ids == 9, kept, 16)
    far = np.flatnonzero(shapely.distance(before, kept[0]) > 1)
    assert far.size
    for region in far:
        assert shapely.equals_identical(fitted.pixels[fitted.region == region][0], before[region])


def test_twice_is_once(tmp_path):
    kept = on_fine_grid(np.array([TRIANGLE, DONUT.difference(TRIANGLE)]))
    before, ids = coverage_of(tmp_path / "a", stand_in(STRIPES, kept))
    fitted = fit(before, ids == 9, kept, 16)
    again = on_fine_grid(np.array([shapely.union_all(fitted.pixels[fitted.kept == n]) for n in (0, 1)]))
    before, ids = coverage_of(tmp_path / "b", stand_in(STRIPES, again))
    check(fit(before, ids == 9, again, 16), before, kept)


def test_the_later_of_two_that_overlap_has_the_ground(tmp_path):
    kept = on_fine_grid(np.array([box(5, 5, 20, 20), box(10, 10, 30, 30)]))
    before, ids = coverage_of(tmp_path / "run", stand_in(STRIPES, kept))
    fitted = fit(before, ids == 9, kept, 0)
    assert fitted.sound
    assert shapely.area(fitted.pixels[fitted.kept == 1]).sum() == pytest.approx(400)
    assert shapely.area(fitted.pixels[fitted.kept == 0]).sum() == pytest.approx(225 - 100)


def test_what_lies_outside_the_ground_is_left_out(tmp_path):
    kept = on_fine_grid(np.array([box(-20, -20, -5, -5), box(45, 30, 60, 60)]))
    before, ids = coverage_of(tmp_path / "run", stand_in(STRIPES, kept))
    fitted = fit(before, ids == 9, kept, 0)
    assert fitted.sound and fitted.kept_count == 1
    assert shapely.area(fitted.pixels[fitted.kept == 1]).sum() == pytest.approx(50)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_any_kept_triangles_fit_into_any_raster(tmp_path_factory, seed):
    rng = np.random.default_rng(seed)
    values = rng.integers(1, 4, (8, 8)).repeat(4, 0).repeat(4, 1).astype(np.uint8)
    values[rng.random(values.shape) < 0.02] = 255
    corners = rng.uniform(-3, 35, (rng.integers(1, 4), 3, 2))
    kept = on_fine_grid(np.array([Polygon(c) for c in corners]))
    before, ids = coverage_of(tmp_path_factory.mktemp("any"), np.where(values == 255, 255, stand_in(values, kept)))
    fitted = fit(before, ids == 9, kept, 4)
    assert fitted.sound
    assert shapely.area(fitted.pixels).sum() == pytest.approx(shapely.area(before).sum(), rel=1e-9)
