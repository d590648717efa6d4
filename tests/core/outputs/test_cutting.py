"""Large polygons in pieces: a coverage as before, corner by corner, that can be put together again."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import gaussian_filter
from terralex.core.files.layers import read_layer
from terralex.core.lattice import Block
from terralex.core.outputs import cutting
from terralex.core.outputs.attributes import column, region_numbers
from terralex.core.outputs.chosen import Choice
from terralex.core.outputs.cutting import cut
from terralex.core.outputs.dissolve import put_together
from terralex.core.outputs.edges import edges_of, is_coverage
from terralex.core.outputs.export import export_labels
from terralex.core.outputs.keeping import for_classes
from terralex.core.outputs.kept import Burning
from terralex.core.progress import Cancelled, CancelToken, Note, result_of
from terralex.core.vocabulary import ClassSpec

from .test_fitting import coverage_of
from .test_polygons import NAMES, NORTH_UP, drive, in_pixels, polygons, write


def blobs(seed, share=0.8, size=60):
    """Classes 0 to 2 in blobs, of which 0 is one large polygon with many holes."""
    rng = np.random.default_rng(seed)
    field, other = (gaussian_filter(rng.standard_normal((size, size + 7)), 1.2) for _ in range(2))
    return np.where(field > np.quantile(field, share), np.where(other > 0, 1, 2), 0).astype(np.uint8)


def pieces_of(pixels, **options):
    return result_of(cut(pixels, options.pop("free", np.ones(len(pixels), bool)), **options))


def borders(polygons, corners=None):
    """The directed edges of polygons; with `corners` (x, y) all others are passed over."""
    found = set()
    rings = shapely.get_rings(shapely.orient_polygons(np.atleast_1d(polygons)))
    for ring in rings:
        xy = [tuple(point) for point in shapely.get_coordinates(ring)[:-1]]
        xy = [point for point in xy if corners is None or point in corners]
        found |= set(zip(xy, [*xy[1:], *xy[:1]]))
    return found


def bare_corners(polygons):
    """Corners that lie on an edge of another polygon without being one of its corners: T-junctions."""
    edges = edges_of(shapely.orient_polygons(polygons))
    ends = np.stack([edges.points[edges.start], edges.points[edges.end]], axis=1)
    lines = shapely.linestrings(np.stack([ends.real, ends.imag], axis=2))
    corners = shapely.points(edges.points.real, edges.points.imag)
    line, corner = shapely.STRtree(corners).query(lines, predicate="dwithin", distance=1e-7)
    return int(((edges.start[line] != corner) & (edges.end[line] != corner)).sum())


@settings(deadline=None, max_examples=40)
@given(
    seed=st.integers(0, 10**6),
    share=st.sampled_from([0.3, 0.7, 0.9]),
    simplify_px=st.sampled_from([0.0, 1.0, 2.0]),
    most=st.integers(8, 200),
    least_px=st.sampled_from([0, 1, 16]),
    origin=st.tuples(st.integers(0, 2000), st.integers(0, 2000)),
)
def test_any_coverage_in_pieces_is_the_same_coverage(
    tmp_path_factory, seed, share, simplify_px, most, least_px, origin
):
    before, _ = coverage_of(tmp_path_factory.mktemp("run"), blobs(seed, share), simplify_px)
    made = pieces_of(before, most=most, least_px=least_px, origin=origin)
    assert shapely.is_valid(made.pixels).all() and set(shapely.get_type_id(made.pixels)) == {3}
    assert is_coverage(made.pixels) and bare_corners(made.pixels) == 0
    area = shapely.area(made.pixels)
    assert shapely.area(shapely.union_all(made.pixels)) == pytest.approx(area.sum(), abs=1e-6)  # no overlap
    assert np.bincount(made.of, area) == pytest.approx(shapely.area(before), abs=1e-6)
    assert (np.diff(made.of) >= 0).all() and set(made.of) == set(range(len(before)))
    for number, polygon in enumerate(before):
        together = shapely.union_all(made.pixels[made.of == number])
        corners = {tuple(point) for point in shapely.get_coordinates(polygon)}
        assert borders(shapely.get_parts(together), corners) == borders(polygon)


def test_what_is_small_enough_stays_the_very_same(tmp_path):
    before, _ = coverage_of(tmp_path, blobs(1))
    made = pieces_of(before, most=10_000)
    assert made.pixels is before and made.of.tolist() == list(range(len(before)))


def test_pieces_are_small_enough_and_none_is_a_crumb(tmp_path):
    before, _ = coverage_of(tmp_path, blobs(2, size=200))
    made = pieces_of(before, most=150, least_px=16)
    large = int(np.argmax(shapely.get_num_coordinates(before)))
    corners, areas = (measure(made.pixels[made.of == large]) for measure in (shapely.get_num_coordinates, shapely.area))
    assert shapely.get_num_coordinates(before)[large] > 1_500
    assert len(corners) > 15 and corners.max() <= 150 and areas.min() >= 16


def test_cuts_lie_on_the_lattice_of_the_raster_whatever_the_area(tmp_path):
    before, _ = coverage_of(tmp_path, blobs(3, size=100), 0.0)
    for origin in ((0, 0), (7, 3)):
        made = pieces_of(before, most=200, origin=origin)
        inner = []
        for number in range(len(before)):
            lines = borders(made.pixels[made.of == number])
            inner += [line for line in lines if line[::-1] in lines]
        on = [
            all((x + origin[1]) % 16 == 0 for x, _ in line) or all((y + origin[0]) % 16 == 0 for _, y in line)
            for line in inner
        ]
        assert len(on) > 50 and all(on)


def test_a_kept_polygon_is_not_cut_and_keeps_its_shape(tmp_path):
    before, _ = coverage_of(tmp_path, blobs(4, 0.4))
    large = int(np.argmax(shapely.get_num_coordinates(before)))
    fixed = np.arange(len(before)) == large
    made = pieces_of(before, free=~fixed, most=15)
    assert len(made.pixels) > len(before) and bare_corners(made.pixels) == 0
    (same,) = made.pixels[made.of == large]
    assert shapely.area(shapely.symmetric_difference(same, before[large])) < 1e-9


def test_where_pieces_would_be_no_coverage_nothing_is_cut(tmp_path, monkeypatch):
    before, _ = coverage_of(tmp_path, blobs(5))
    monkeypatch.setattr(cutting, "_with_crossings", lambda polygons, *_: polygons)  # corners that neighbours lack
    made = pieces_of(before, most=50)
    assert made.pixels is before


@pytest.mark.parametrize("seed", range(25))
def test_edges_are_counted_to_the_same_end_as_geos_looks_at_them(tmp_path, seed):
    rng = np.random.default_rng(seed)
    whole, _ = coverage_of(tmp_path, blobs(seed, 0.6, 30), float(seed % 2))
    assert is_coverage(whole) and shapely.coverage_is_valid(whole)
    one = int(rng.integers(len(whole)))
    torn = whole.copy()
    torn[one] = shapely.transform(whole[one], lambda xy: xy + rng.choice([-0.5, 0.5], 2))  # gap and overlap
    assert not is_coverage(torn) and not shapely.coverage_is_valid(torn)
    assert not is_coverage(np.append(whole, whole[one]))  # twice the same
    inside = shapely.buffer(shapely.point_on_surface(whole[one]), 1e-3)
    assert not is_coverage(np.append(whole, inside))  # an overlap that touches nobody's border
    assert is_coverage(np.delete(whole, one))  # a gap is no overlap


def test_a_corner_that_a_neighbour_lacks_and_polygons_that_cross_themselves_are_no_coverage():
    left, right = shapely.box(0, 0, 1, 2), shapely.box(1, 0, 2, 1)
    assert not is_coverage(np.array([left, right, shapely.box(1, 1, 2, 2)]))
    assert is_coverage(np.array([shapely.box(0, 0, 1, 1), right, shapely.box(0, 1, 1, 2)]))
    assert not is_coverage(np.array([shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])]))
    assert is_coverage(np.array([], object))


# whole runs


def run(folder, values, **options):
    folder.mkdir(exist_ok=True)
    source = write(folder / "classes.tif", values)
    events, result = drive(polygons.polygonise(source, folder / "segments.gpkg", NAMES, min_area_px=0, **options))
    return read_layer(folder / "segments.gpkg", "segments", folder), result, events


def test_pieces_of_a_polygon_share_their_region_and_all_else_but_their_area(tmp_path):
    whole, _, _ = run(tmp_path / "whole", blobs(6), most=None)
    layer, result, events = run(tmp_path / "cut", blobs(6), most=100)
    region = layer.fields["region"].values
    assert set(region) == set(whole.fields["region"].values) and len(region) > len(whole.fids)
    assert result["polygons"] == len(region)
    areas = np.bincount(region, layer.fields["area_m2"].values)[1:]
    assert areas == pytest.approx(whole.fields["area_m2"].values, abs=1e-4)
    for name in ("class_id", "class_name", "source", "origin"):
        said = dict(zip(whole.fields["region"].values, whole.fields[name].values))
        assert all(said[number] == value for number, value in zip(region, layer.fields[name].values))
    (note,) = result["notes"]
    assert (
        note.startswith("Polygons with too many corners to be drawn and edited well: 1, cut into ")
        and Note(note) in events
    )


def test_the_same_raster_gives_the_same_pieces(tmp_path):
    one, _, _ = run(tmp_path / "one", blobs(7), most=60)
    other, _, _ = run(tmp_path / "other", blobs(7), most=60)
    assert shapely.to_wkb(one.geometry).tolist() == shapely.to_wkb(other.geometry).tolist()
    assert one.fields["region"].values.tolist() == other.fields["region"].values.tolist()


def test_cutting_is_told_and_can_be_cancelled(tmp_path):
    _, _, events = run(tmp_path / "run", blobs(8), most=60)
    steps = [e for e in events if getattr(e, "message", "") == "Cutting large polygons"]
    assert len(steps) > 1 and steps == sorted(steps, key=lambda step: step.done)
    token, job = CancelToken(), None
    job = polygons.polygonise(tmp_path / "run" / "classes.tif", tmp_path / "no.gpkg", NAMES, most=60, token=token)
    with pytest.raises(Cancelled):
        for event in job:
            if getattr(event, "message", "") == "Cutting large polygons":
                token.cancel()
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_exports_put_pieces_together_unless_told_otherwise(tmp_path):
    whole, _, _ = run(tmp_path / "whole", blobs(9), most=None)
    layer, _, _ = run(tmp_path / "cut", blobs(9), most=100)
    source = tmp_path / "cut" / "segments.gpkg"
    result = export_labels(source, "segments", tmp_path / "labels.gpkg", "gpkg")
    made = read_layer(tmp_path / "labels.gpkg", None, tmp_path)
    count = len(layer.fids) - len(whole.fids)
    assert f"Pieces of large polygons that were put together again: {count:,}." in result["notes"]
    assert result["features"] == len(whole.fids) and is_coverage(made.geometry)
    assert shapely.area(shapely.symmetric_difference(made.geometry, whole.geometry)).max() < 1e-6
    assert made.fields["area_m2"].values == pytest.approx(whole.fields["area_m2"].values, abs=1e-4)
    as_cut = export_labels(source, "segments", tmp_path / "as_cut.gpkg", "gpkg", choice=Choice(pieces=True))
    assert as_cut["features"] == len(layer.fids)


def test_pieces_that_a_person_made_another_class_stay_apart(tmp_path):
    layer, _, _ = run(tmp_path / "cut", blobs(10), most=100)
    region = layer.fields["region"].values
    rows = np.flatnonzero(region == np.bincount(region).argmax())
    for name, value in (("class_id", 2), ("notes", "a field in it")):
        changed = layer.fields[name].values.copy()
        missing = layer.fields[name].missing.copy()
        changed[rows[0]], missing[rows[0]] = value, False
        edited = type(layer.fields[name])(changed, missing, layer.fields[name].kind)
        made, _ = put_together(type(layer)("", layer.geometry, layer.fids, {**layer.fields, name: edited}, ""))
        alone = np.flatnonzero(made.fids == layer.fids[rows[0]])
        assert made.geometry[alone[0]] == layer.geometry[rows[0]]
        assert made.fields[name].values[alone[0]] == value
        assert shapely.area(made.geometry).sum() == pytest.approx(shapely.area(layer.geometry).sum())


def test_kept_pieces_of_one_region_share_a_number_again():
    fields = {
        "region": column("integer", [None, None, 7, 7, 8, 7]),
        "class_id": column("integer", [1, 2, 0, 0, 0, 3]),
    }
    assert region_numbers(fields).tolist() == [1, 2, 3, 3, 5, 6]


def test_kept_pieces_hold_their_shape_and_share_a_region_and_what_is_new_is_cut_beside_them(tmp_path):
    layer, _, _ = run(tmp_path / "before", blobs(11), most=100)
    region = layer.fields["region"].values
    pieces = np.flatnonzero(region == np.bincount(region).argmax())
    chosen, classes = pieces[::2], [ClassSpec(name) for name in NAMES]
    file = tmp_path / "before" / "segments.gpkg"
    kept = for_classes(layer, chosen, {}, classes, file.parent, file)
    (tmp_path / "after").mkdir()
    source, whole = write(tmp_path / "after" / "classes.tif", blobs(12)), Block(0, 0, *blobs(12).shape)
    marked = Burning(kept, tuple(NORTH_UP)[:6]).mark(source, tmp_path / "after" / "marked.tif", whole)
    job = polygons.polygonise(marked, tmp_path / "after" / "s.gpkg", NAMES, min_area_px=0, kept=kept, most=100)
    assert drive(job)[1]["kept"] == len(chosen)
    made = read_layer(tmp_path / "after" / "s.gpkg", "segments", tmp_path)
    pixels = in_pixels(made)
    assert shapely.area(pixels).sum() == pytest.approx(blobs(12).size) and is_coverage(made.geometry)
    found = []
    for before in in_pixels(layer)[chosen]:
        same = np.flatnonzero(shapely.area(shapely.intersection(pixels, before)) > 0.01)
        apart = shapely.area(shapely.symmetric_difference(pixels[same[0]], before))
        assert len(same) == 1 and apart < 0.01
        found += same.tolist()
    regions = made.fields["region"].values
    assert len(set(regions[found])) == 1 and np.bincount(regions)[regions[found[0]]] == len(chosen)
    assert np.bincount(np.delete(regions, found)).max() > 3  # what is new and large is in pieces
