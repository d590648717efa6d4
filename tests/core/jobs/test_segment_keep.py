"""A run again, or with one more class, after polygons were corrected: the corrections stay."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.features
import shapely
from rasterio.transform import Affine
from terralex.core.config import Area, RunConfig
from terralex.core.errors import Cancelled, InputError
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, Note, Progress
from terralex.core.recipe import identity_of, read_recipe
from terralex.core.results import KEPT
from terralex.core.vocabulary import parse_names
from terralex.tests.core import run_0_1

from .test_segment import run

PIXEL = 0.3


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture(scope="module", autouse=True)
def one_bank(tmp_path_factory):
    """The tests of this file share one bank of prototypes."""
    patch = pytest.MonkeyPatch()
    patch.setenv("TERRALEX_CACHE", str(tmp_path_factory.mktemp("cache")))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def private_folders():
    """In place of the one for all tests, which would hide the shared bank."""


@pytest.fixture
def earlier(tmp_path):
    """A run of 0.1 and its raster; three polygons corrected: one reviewed, two relabelled without a tick."""
    folder, image = run_0_1.copy(tmp_path / "earlier")
    run_0_1.change(folder, f"update segments set reviewed = 1 where fid = {run_0_1.RIVER}")
    run_0_1.change(folder, "update segments set class_id = 2, class_name = 'road' where fid in (9, 21)")
    return folder, image


@pytest.fixture
def config(tiny_pack, earlier, tmp_path):
    def make(name="new", classes="tree, building, road, water", **more):
        more.setdefault("overrides", {"store_gb": 0})
        more.setdefault("keep", str(earlier[0]))
        specs = tuple(parse_names(classes))
        return RunConfig(
            str(earlier[1]), str(tmp_path / name), specs, str(tiny_pack), preset="draft", device="cpu", **more
        )

    return make


def notes_of(events):
    return [event.message for event in events if isinstance(event, Note)]


def corrected(folder):
    return {row["fid"]: row for row in run_0_1.rows(folder / "segments.gpkg") if row["fid"] in (3, 9, 21)}


def check_kept(result, before, names, closed_up=0.0):
    """Shapes to half a pixel, attributes, a coverage, and rasters that say the class.

    Areas agree, but for that of slivers to which a polygon has closed up (m²).
    """
    after = run_0_1.rows(result.segments)
    shapes = np.array([row["shape"] for row in after])
    assert shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)
    with rasterio.open(result.classes) as raster:
        ids, transform = raster.read(1), raster.transform
    labelled = (ids != 255).sum() * abs(transform.a * transform.e)
    assert shapely.area(shapes).sum() == pytest.approx(labelled, rel=1e-6)
    assert shapely.area(shapely.union_all(shapes)) == pytest.approx(labelled, rel=1e-6)
    for row in before:
        apart = [shapely.hausdorff_distance(row["shape"], shape) for shape in shapes]
        twin = after[int(np.argmin(apart))]
        assert min(apart) < 0.5 * PIXEL
        for name in ("class_name", "reviewed", "second_class", "source"):
            assert twin[name] == row[name], name
        for name in ("confidence", "margin"):
            assert twin[name] == pytest.approx(row[name]), name
        assert twin["origin"] == "hand" and names[twin["class_id"]] == row["class_name"]
        assert twin["area_m2"] == pytest.approx(shapely.area(row["shape"]), rel=1e-3, abs=closed_up)
        inner = row["shape"].buffer(-0.01 * PIXEL)  # a centre on the border itself is nobody's
        under = rasterio.features.geometry_mask([inner], ids.shape, transform, invert=True)
        assert set(np.unique(ids[under])) <= {twin["class_id"], 255}


def test_corrections_of_a_run_of_0_1_survive_a_run_with_one_more_class(config, warm, earlier):
    before = list(corrected(earlier[0]).values())
    result, events = run(config(), warm)
    check_kept(result, before, {0: "background", 1: "tree", 2: "building", 3: "road", 4: "water"})
    assert "3 corrected polygons of run kept." in notes_of(events)
    assert result.polygons["kept"] == 3
    assert len(run_0_1.rows(Path(result.folder) / KEPT)) == 3


def test_what_was_kept_once_is_kept_again_and_stays_where_it_is(config, warm, earlier):
    before = list(corrected(earlier[0]).values())
    first, _ = run(config("first"), warm)
    second, _ = run(config("second", "water, road, building", keep=first.folder), warm)
    check_kept(second, before, {0: "background", 1: "water", 2: "road", 3: "building"})


def test_small_corrections_are_not_eaten_by_the_minimum_area(config, warm, earlier):
    run_0_1.change(earlier[0], "update segments set reviewed = 1, class_id = 1, class_name = 'building' where fid = 81")
    before = [row for row in run_0_1.rows(earlier[0] / "segments.gpkg") if row["fid"] == 81]
    result, _ = run(config(overrides={"store_gb": 0, "min_area_px": 200}), warm)
    check_kept(result, before, {2: "building"})


def test_a_border_that_was_moved_in_a_run_of_0_1_without_a_tick_is_kept(config, warm, earlier):
    """Nothing in such a run says who did it: it differs from what the class raster gives."""
    rows = run_0_1.rows(earlier[0] / "segments.gpkg")
    grown = next(row for row in rows if row["fid"] == 81)
    others = [row for row in rows if row["fid"] != 81 and row["shape"].intersects(grown["shape"])]
    shape = (
        grown["shape"].buffer(4 * PIXEL, join_style="mitre").intersection(shapely.union_all([r["shape"] for r in rows]))
    )
    run_0_1.redraw(earlier[0], 81, shape)
    for row in others:
        run_0_1.redraw(earlier[0], row["fid"], shapely.get_parts(row["shape"].difference(shape))[0])
    before = [row for row in run_0_1.rows(earlier[0] / "segments.gpkg") if row["fid"] == 81]
    assert before[0]["shape"].area > grown["shape"].area + 20 * PIXEL**2 and not before[0]["reviewed"]
    result, _ = run(config(classes="tree, building, road, water"), warm)
    check_kept(result, before, {0: "background", 1: "tree", 2: "building", 3: "road", 4: "water"})


def at_the_edge(folder):
    """Two polygons that share a corner at the upper edge of the map, and that corner's column in each: row, place."""
    rows = run_0_1.rows(folder / "segments.gpkg")
    top = max(row["shape"].bounds[3] for row in rows)
    found = {}
    for row in rows:
        for place, (x, y) in enumerate(row["shape"].exterior.coords[:-1]):
            if abs(y - top) < 1e-6 * PIXEL:
                found.setdefault(round(x, 6), []).append((row, place))
    return next(both for both in found.values() if len(both) == 2)


def draw(folder, row, shape):
    run_0_1.change(folder, f"update segments set reviewed = 1 where fid = {row['fid']}")
    run_0_1.redraw(folder, row["fid"], shape)


def test_a_corner_that_was_drawn_inwards_at_the_edge_of_the_map_is_no_tongue_along_it(config, warm, earlier):
    """As the vertex tool leaves it: a sliver of less than a pixel between two kept polygons and the edge."""
    slivers = 0.0
    for row, place in at_the_edge(earlier[0]):
        corners = np.array(row["shape"].exterior.coords[:-1])
        corners[place, 1] -= 0.4 * PIXEL
        shape = shapely.Polygon(corners, [ring.coords for ring in row["shape"].interiors])
        slivers += row["shape"].area - shape.area
        draw(earlier[0], row, shape)
    before = [row for row in run_0_1.rows(earlier[0] / "segments.gpkg") if row["reviewed"]]
    assert len(before) >= 2
    result, _ = run(config(), warm)
    check_kept(result, before, {0: "background", 1: "tree", 2: "building", 3: "road", 4: "water"}, slivers)


def test_a_notch_that_no_pixel_speaks_for_is_background_of_which_nothing_is_known(config, warm, earlier):
    row, place = at_the_edge(earlier[0])[0]
    x, y = row["shape"].exterior.coords[place]
    middle = shapely.intersection(row["shape"], shapely.LineString([(x - 60, y), (x + 60, y)])).centroid.x
    column = (np.floor((middle - x) / PIXEL) + 1) * PIXEL + x  # between two columns of pixels
    notch = shapely.Polygon([(column - 0.4 * PIXEL, y), (column + 0.4 * PIXEL, y), (column, y - 2.5 * PIXEL)])
    draw(earlier[0], row, row["shape"].difference(notch))
    before = [row for row in run_0_1.rows(earlier[0] / "segments.gpkg") if row["reviewed"]]
    result, _ = run(config(), warm)
    check_kept(result, before, {0: "background", 1: "tree", 2: "building", 3: "road", 4: "water"})
    there = [row for row in run_0_1.rows(result.segments) if row["shape"].contains(notch.centroid)]
    assert [(row["class_id"], row["class_name"], row["origin"]) for row in there] == [(0, "background", "machine")]
    assert np.isnan(there[0]["confidence"]) and there[0]["second_class"] is None and not there[0]["reviewed"]


def test_what_lies_between_kept_polygons_is_not_filled_however_small(config, warm, earlier):
    """It is too small to stand alone, and has no other neighbour."""
    shapes = {row["fid"]: row["shape"] for row in run_0_1.rows(earlier[0] / "segments.gpkg")}
    round_it = [fid for fid, shape in shapes.items() if fid != 81 and shapely.intersects(shape, shapes[81])]
    run_0_1.change(earlier[0], f"update segments set reviewed = 1 where fid in ({','.join(map(str, round_it))})")
    result, _ = run(config(overrides={"store_gb": 0, "min_area_px": 3000}), warm)
    made = [row["shape"] for row in run_0_1.rows(result.segments)]
    for fid in round_it:
        twin = min(made, key=lambda shape: shapely.hausdorff_distance(shape, shapes[fid]))
        assert shapely.area(shapely.symmetric_difference(twin, shapes[fid])) < PIXEL**2


def test_rasters_on_the_sources_grid_say_the_class_too(config, warm, earlier):
    before = list(corrected(earlier[0]).values())
    result, _ = run(config(grid="source"), warm)
    check_kept(result, before, {0: "background", 1: "tree", 2: "building", 3: "road", 4: "water"})


def test_a_class_that_is_gone_is_told_with_the_place_of_its_polygons(config, warm, earlier):
    result, events = run(config(classes="building, water"), warm)
    said = "\n".join(notes_of(events))
    assert "1 corrected polygons of run kept." in said
    assert "2 corrected polygons of run were not carried over: this run has no class “road”." in said
    assert str(earlier[0] / "segments.gpkg") in said and any("“road”" in w for w in result.warnings)


def test_another_grid_is_told_and_nothing_is_kept(config, warm, earlier):
    result, events = run(config(overrides={"store_gb": 0, "gsd_m": 0.6}), warm)
    said = "\n".join(notes_of(events))
    assert "3 corrected polygons of run were not carried over: that run lies on another raster or grid." in said
    assert result.polygons["kept"] == 0


def with_more(image, target, cols, rows, shift=0.0):
    """The raster with more ground to the left and above; moved by `shift` pixels."""
    with rasterio.open(image) as source:
        pixels, profile = source.read(), source.profile
    pixels = np.pad(pixels, ((0, 0), (rows, 0), (cols, 0)), "reflect")
    moved = profile["transform"] * Affine.translation(shift - cols, -rows)
    profile.update(transform=moved, width=pixels.shape[2], height=pixels.shape[1])
    with rasterio.open(target, "w", **profile) as out:
        out.write(pixels)
    return target


def test_another_part_of_the_same_grid_keeps_what_lies_in_both(config, warm, earlier, tmp_path):
    """What is fetched of a web layer for two areas."""
    image = with_more(earlier[1], tmp_path / "part.tif", 24, 16)
    result, events = run(replace(config(), image=str(image)), warm)
    assert result.polygons["kept"] == 3 and "another raster or grid" not in "\n".join(notes_of(events))
    names = {0: "background", 1: "tree", 2: "building", 3: "road", 4: "water"}
    check_kept(result, list(corrected(earlier[0]).values()), names)


def test_a_grid_that_is_shifted_by_less_than_a_pixel_is_another_one(config, warm, earlier, tmp_path):
    image = with_more(earlier[1], tmp_path / "part.tif", 24, 16, shift=0.4)
    result, events = run(replace(config(), image=str(image)), warm)
    assert "that run lies on another raster or grid." in "\n".join(notes_of(events))
    assert result.polygons["kept"] == 0


def test_an_area_keeps_what_lies_in_it(config, warm, earlier):
    shape = corrected(earlier[0])[21]["shape"]
    ring = [list(p) for p in shapely.envelope(shape).exterior.coords]
    result, _ = run(config(area=Area(({"type": "Polygon", "coordinates": [ring]},), "EPSG:32633")), warm)
    assert result.polygons["kept"] >= 1
    made = [row["shape"] for row in run_0_1.rows(result.segments)]
    assert min(shapely.hausdorff_distance(shape, each) for each in made) < 0.5 * PIXEL
    assert shapely.coverage_is_valid(np.array(made))


def test_what_was_drawn_beyond_the_data_is_cut_and_told_with_its_place(config, warm, earlier):
    row, place = at_the_edge(earlier[0])[0]
    corners = np.array(row["shape"].exterior.coords[:-1])
    corners[place, 1] += 3 * PIXEL
    run_0_1.change(earlier[0], "update segments set reviewed = 0")
    draw(earlier[0], row, shapely.Polygon(corners, [ring.coords for ring in row["shape"].interiors]))
    result, events = run(config(), warm)
    said = "\n".join(notes_of(events))
    assert (
        "1 corrected polygons of run reach beyond the data of this run and end at its edge. They are whole in" in said
    )
    assert result.polygons["cut_off"] == 1 and str(earlier[0] / "segments.gpkg") in said
    again, events = run(config("again", keep=result.folder), warm)
    assert again.polygons["cut_off"] == 0 and "reach beyond" not in "\n".join(notes_of(events))


def test_resume_and_repeat_give_the_same_bytes(config, warm, earlier):
    whole, _ = run(config("whole", block_px=64), warm)
    again, _ = run(config("again", block_px=64), warm)
    token = CancelToken()

    def stop(event):
        if isinstance(event, Progress) and event.stage == "write":
            token.cancel()

    with pytest.raises(Cancelled):
        run(config("stopped", block_px=64), warm, token, stop)
    shutil.rmtree(earlier[0])  # a run that has begun needs the earlier one no more
    resumed, events = run(config("stopped", block_px=64), warm)
    assert any("Resumed" in text for text in notes_of(events))
    for name in ("classes", "confidence"):
        assert Path(getattr(again, name)).read_bytes() == Path(getattr(whole, name)).read_bytes()
        assert Path(getattr(resumed, name)).read_bytes() == Path(getattr(whole, name)).read_bytes()
    drawn = [
        [(row["shape"].wkb, row["class_name"]) for row in run_0_1.rows(r.segments)] for r in (whole, again, resumed)
    ]
    assert drawn[0] == drawn[1] == drawn[2]


def test_other_corrections_are_another_run(config, warm, earlier):
    first, _ = run(config("first"), warm)
    run_0_1.change(earlier[0], "update segments set reviewed = 1 where fid = 4")
    second, _ = run(config("second"), warm)
    plain, _ = run(replace(config("plain"), keep=""), warm)
    identities = {identity_of(read_recipe(Path(r.folder))) for r in (first, second, plain)}
    assert len(identities) == 3 and "kept" not in read_recipe(Path(plain.folder))["identity"]


def test_what_is_no_run_cannot_be_kept(config, warm, tmp_path):
    with pytest.raises(InputError, match="not the folder of a finished run"):
        run(config(keep=str(tmp_path)), warm)
    assert not Path(config().out).exists()
