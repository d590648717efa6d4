"""Teaching a finished run: a new generation beside the old one, corrected polygons as they are, and undo."""

import json
import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.features
import shapely
from terralex.core.commands import WAYS
from terralex.core.config import RunConfig
from terralex.core.errors import Cancelled, InputError, NotKeptError
from terralex.core.files.layers import read_layer
from terralex.core.jobs.commands import Engine
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.jobs.teach import teach
from terralex.core.progress import CancelToken, Note, result_of
from terralex.core.results import current_files, read_lessons
from terralex.core.score import blocks
from terralex.core.vocabulary import parse_names

from ..rasters import PLACE, write_tif

ROWS, COLS = 192, 256
SAID = ("class_id", "class_name", "reviewed", "notes", "origin", "confidence", "margin", "second_class")


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture(scope="module")
def home(tiny_pack, tmp_path_factory):
    """A cache for the whole file, where packs are looked for, and a finished run."""
    patch = pytest.MonkeyPatch()
    home = tmp_path_factory.mktemp("taught")
    patch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    patch.setenv("TERRALEX_CACHE", str(home / "cache"))
    yield home
    patch.undo()


@pytest.fixture(autouse=True)
def private_folders():
    """In place of the one for all tests, which would hide the shared cache."""


def picture():
    """Fields of 64 pixels in four colours, a little noise."""
    colours = np.array([[60, 120, 50], [70, 90, 160], [180, 170, 150], [120, 60, 60]])
    kind = np.random.default_rng(3).integers(0, 4, (ROWS // 32, COLS // 32)).repeat(32, 0).repeat(32, 1)
    found = colours[kind].transpose(2, 0, 1) + np.random.default_rng(4).integers(0, 12, (3, ROWS, COLS))
    return found.astype(np.uint8), kind


def make_run(home, name, warm, **more):
    image = home / "image.tif"
    if not image.exists():
        write_tif(image, picture()[0], nodata=0)
    options = {"min_area_px": 12, **more.pop("overrides", {})}
    config = RunConfig(
        str(image),
        str(home / name),
        tuple(parse_names("road, water, tree")),
        "tiny",
        more.pop("method", "colour"),
        preset="draft",
        device="cpu",
        overrides=options,
        **more,
    )
    return Path(result_of(segment(config, CancelToken(), warm)).folder)


@pytest.fixture(scope="module")
def finished(home, warm):
    return make_run(home, "run", warm)


@pytest.fixture
def run(finished, tmp_path):
    return Path(shutil.copytree(finished, tmp_path / "run"))


def change(file, sql):
    """As QGIS does when edits are saved."""
    db = sqlite3.connect(file)
    triggers = db.execute("select name, sql from sqlite_master where type = 'trigger' and sql like '%ST_%'").fetchall()
    for name, _ in triggers:
        db.execute(f'drop trigger "{name}"')
    db.execute(sql)
    for _, made in triggers:
        db.execute(made)
    db.commit()
    db.close()


def rows_of(file, tmp_path):
    layer = read_layer(file, "segments", Path(tmp_path))
    values = {n: [None if m else v for v, m in zip(f.values, f.missing)] for n, f in layer.fields.items()}
    return [
        {"shape": shape, "fid": int(fid), **{name: values[name][k] for name in values}}
        for k, (shape, fid) in enumerate(zip(layer.geometry, layer.fids))
    ]


def correct(folder, tmp_path, wanted=8, truth=None):
    """Give the largest polygons the class of their colour (road, water, tree for the first three), as the page does."""
    file = current_files(folder)["segments"]
    kind = picture()[1]
    done = 0
    for row in sorted(rows_of(file, tmp_path), key=lambda r: -r["shape"].area):
        if row["reviewed"] or done == wanted:
            continue
        inside = rasterio.features.geometry_mask([row["shape"]], kind.shape, PLACE, invert=True)
        value = truth if truth is not None else int(np.bincount(kind[inside], minlength=4).argmax())
        name = ("background", "road", "water", "tree")[value if value < 4 else 0]
        origin = "machine" if value == row["class_id"] else "hand"
        change(
            file,
            f"update segments set class_id = {value}, class_name = '{name}', reviewed = 1, origin = '{origin}', "
            f"notes = 'seen {done}' where fid = {row['fid']}",
        )
        done += 1
    return [row for row in rows_of(file, tmp_path) if row["reviewed"]]


def classes_in(path):
    with rasterio.open(path) as raster:
        return raster.read(1)


def twin_of(row, rows):
    apart = [shapely.hausdorff_distance(row["shape"], other["shape"]) for other in rows]
    return rows[int(np.argmin(apart))], min(apart)


def check_kept(reviewed, result, tmp_path):
    """Shape to half a pixel, attributes, and the class in the raster."""
    after, ids = rows_of(result["segments"], tmp_path), classes_in(result["classes"])
    shapes = np.array([row["shape"] for row in after])
    assert shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)
    for row in reviewed:
        twin, apart = twin_of(row, after)
        assert apart < 0.5 * 0.3
        assert {k: twin[k] for k in SAID} == {k: row[k] for k in SAID}
        under = rasterio.features.geometry_mask([row["shape"].buffer(-0.01)], ids.shape, PLACE, invert=True)
        assert set(np.unique(ids[under])) <= {row["class_id"], 255}


@pytest.mark.parametrize("way", WAYS)
def test_a_new_generation_stands_beside_the_old_one(run, warm, tmp_path, way):
    before = {path.name: path.read_bytes() for path in run.iterdir() if path.is_file()}
    reviewed = correct(run, tmp_path)
    segments = (run / "segments.gpkg").read_bytes()
    result = result_of(teach(run, CancelToken(), way, warm=warm))
    assert (
        Path(result["classes"]).name == "classes_edit1.tif" and Path(result["segments"]).name == "segments_edit1.gpkg"
    )
    assert current_files(run)["confidence"].name == "confidence_edit1.tif"
    for name, body in before.items():
        assert (run / name).read_bytes() == (segments if name == "segments.gpkg" else body), name
    assert not [path for path in run.iterdir() if path.name.startswith(".")]
    check_kept(reviewed, result, tmp_path)
    (step,) = read_lessons(run)
    assert step["way"] == way and step["generation"] == 1 and sum(step["corrections"].values()) <= len(reviewed)
    assert step["held_back"] == result["held_back"] and result["encoded"] == 0


def test_what_was_corrected_teaches_the_rest_of_the_map(run, warm, tmp_path):
    kind = picture()[1]
    known = kind > 0
    before = classes_in(run / "classes.tif")
    reviewed = correct(run, tmp_path, 10)
    result = result_of(teach(run, CancelToken(), "prototypes", warm=warm))
    after = classes_in(result["classes"])
    named = rasterio.features.geometry_mask([row["shape"] for row in reviewed], kind.shape, PLACE, invert=True)
    rest = known & ~named
    assert (after[rest] == kind[rest]).mean() > (before[rest] == kind[rest]).mean() + 0.05
    assert result["held_back"]["after"] > result["held_back"]["before"]
    rows = rows_of(result["segments"], tmp_path)
    taught = [row for row in rows if row["origin"] == "taught"]
    assert taught and not any(row["reviewed"] for row in taught)
    for row in rows:
        inside = rasterio.features.geometry_mask([row["shape"]], kind.shape, PLACE, invert=True)
        other = (before[inside] != row["class_id"]).mean()
        if not row["reviewed"] and abs(other - 0.5) > 0.1:
            assert (row["origin"] == "taught") == (other > 0.5)


def test_the_same_corrections_give_the_same_bytes(run, warm, tmp_path):
    correct(run, tmp_path)
    other = Path(shutil.copytree(run, tmp_path / "other"))
    one, two = (result_of(teach(folder, CancelToken(), warm=warm)) for folder in (run, other))
    for key in ("classes", "confidence", "lesson"):
        assert Path(one[key]).read_bytes() == Path(two[key]).read_bytes(), key


def test_the_size_of_blocks_changes_no_byte(home, warm, tmp_path, monkeypatch):
    made = make_run(home, "blocks", warm, block_px=64, overrides={"pamr": True, "pamr_iterations": 2})
    folders = [Path(shutil.copytree(made, tmp_path / name)) for name in ("large", "small")]
    correct(folders[0], tmp_path)
    shutil.copy(folders[0] / "segments.gpkg", folders[1])
    one = result_of(teach(folders[0], CancelToken(), warm=warm))
    monkeypatch.setattr(blocks, "BLOCK_BYTES", 0)
    two = result_of(teach(folders[1], CancelToken(), warm=warm))
    for key in ("classes", "confidence", "lesson"):
        assert Path(one[key]).read_bytes() == Path(two[key]).read_bytes(), key


def test_without_corrections_it_says_what_to_do(run, warm):
    with pytest.raises(InputError, match=r"Nothing to learn from.*Review some polygons first"):
        result_of(teach(run, CancelToken(), warm=warm))
    with pytest.raises(InputError, match="no way of teaching called “magic”"):
        result_of(teach(run, CancelToken(), "magic", warm=warm))


def test_what_is_not_kept_is_counted_and_encoded_only_when_asked_for(home, warm, tmp_path):
    folder = Path(shutil.copytree(make_run(home, "evicted", warm), tmp_path / "evicted"))
    correct(folder, tmp_path)
    kept = result_of(teach(Path(shutil.copytree(folder, tmp_path / "whole")), CancelToken(), warm=warm))
    features = sorted((home / "cache" / "features").rglob("*.features"))
    aside = home / "aside"
    shutil.copytree(home / "cache" / "features", aside)
    for file in features[::2]:
        file.unlink()
    try:
        names = sorted(path.name for path in folder.iterdir())
        with pytest.raises(NotKeptError, match=rf"{len(features[::2])} of {len(features)} windows"):
            result_of(teach(folder, CancelToken(), warm=warm))
        assert sorted(path.name for path in folder.iterdir()) == names
        result = result_of(teach(folder, CancelToken(), encode=True, warm=warm))
        assert Path(result["classes"]).read_bytes() == Path(kept["classes"]).read_bytes()
    finally:
        shutil.rmtree(home / "cache" / "features")
        shutil.move(aside, home / "cache" / "features")


@pytest.mark.parametrize("stage", ["prototypes", "match", "polygons"])
def test_a_cancelled_teaching_leaves_nothing(run, warm, tmp_path, stage):
    correct(run, tmp_path)
    names, token = sorted(path.name for path in run.iterdir()), CancelToken()

    def hear(event):
        if getattr(event, "stage", "") == stage:
            token.cancel()

    with pytest.raises(Cancelled):
        result_of(teach(run, token, warm=warm), hear)
    assert sorted(path.name for path in run.iterdir()) == names


def test_undo_shows_what_was_before_and_keeps_what_came_later(run, warm, tmp_path):
    reviewed = correct(run, tmp_path)
    before = rows_of(run / "segments.gpkg", tmp_path)
    taught = result_of(teach(run, CancelToken(), warm=warm))
    later = [row for row in rows_of(taught["segments"], tmp_path) if not row["reviewed"]]
    row = max(later, key=lambda r: r["shape"].area)
    change(
        taught["segments"],
        "update segments set class_id = 3, class_name = 'tree', reviewed = 1, origin = 'hand', notes = 'later' "
        f"where fid = {row['fid']}",
    )
    engine = Engine()  # a new process: nothing but the files says what was taught
    result = result_of(engine.do("teach", {"run": str(run), "undo": True}, CancelToken()))
    assert result["generation"] == 2 and result["undoes"] == 1 and result["kept"] == 1
    assert current_files(run)["segments"].name == "segments_edit2.gpkg" and (run / "segments_edit1.gpkg").exists()
    after, ids = rows_of(result["segments"], tmp_path), classes_in(result["classes"])
    shapes = np.array([each["shape"] for each in after])
    assert shapely.coverage_is_valid(shapes)
    twin, apart = twin_of(row, after)
    assert apart < 0.15 and (twin["class_name"], twin["notes"], twin["origin"]) == ("tree", "later", "hand")
    assert not any(each["origin"] == "taught" for each in after)
    for each in reviewed:
        if each["shape"].intersection(row["shape"]).area < 0.01:
            same, apart = twin_of(each, after)
            assert apart < 0.15 and {k: same[k] for k in SAID} == {k: each[k] for k in SAID}
    under = rasterio.features.geometry_mask([row["shape"].buffer(-0.01)], ids.shape, PLACE, invert=True)
    assert (ids[under] == 3).all()
    beside = ~rasterio.features.geometry_mask([row["shape"].buffer(0.31)], ids.shape, PLACE, invert=True)
    assert (ids[beside] == classes_in(run / "classes.tif")[beside]).all()
    assert (run / "confidence_edit2.tif").read_bytes() == (run / "confidence.tif").read_bytes()
    far = [each for each in before if each["shape"].distance(row["shape"]) > 3]
    for each in far:
        assert twin_of(each, after)[1] < 1e-6


def test_undo_without_later_edits_is_the_same_again_and_one_step_at_a_time(run, warm, tmp_path):
    correct(run, tmp_path, 4)
    first = rows_of(run / "segments.gpkg", tmp_path)
    one = result_of(teach(run, CancelToken(), warm=warm))
    second = rows_of(one["segments"], tmp_path)
    result_of(teach(run, CancelToken(), "classifier", warm=warm))
    engine = Engine()
    for generation, expected in ((3, second), (4, first)):
        result = result_of(engine.do("teach", {"run": str(run), "undo": True}, CancelToken()))
        assert result["generation"] == generation and result["kept"] == 0
        after = rows_of(result["segments"], tmp_path)
        assert [(r["shape"], r["class_id"], r["origin"]) for r in after] == [
            (r["shape"], r["class_id"], r["origin"]) for r in expected
        ]
    with pytest.raises(InputError, match="Nothing was taught"):
        result_of(engine.do("teach", {"run": str(run), "undo": True}, CancelToken()))
    assert [step["undoes"] for step in read_lessons(run)] == [None, None, 2, 1]


def test_what_was_taught_is_no_correction_and_is_scored_again(run, warm, tmp_path):
    correct(run, tmp_path)
    one = result_of(teach(run, CancelToken(), warm=warm))
    two = result_of(teach(run, CancelToken(), warm=warm))
    assert two["corrections"] == one["corrections"] and two["kept"] == one["kept"]
    assert (classes_in(two["classes"]) == classes_in(one["classes"])).mean() > 0.999


def test_a_class_that_the_run_did_not_look_for_stays_and_teaches_nothing(run, warm, tmp_path):
    from terralex.core.results import read_table, write_table
    from terralex.core.vocabulary import ClassSpec

    correct(run, tmp_path)
    write_table(run, read_table(run).added(ClassSpec("pool")), "added")
    row = min((r for r in rows_of(run / "segments.gpkg", tmp_path) if not r["reviewed"]), key=lambda r: r["fid"])
    pool = "class_id = 4, class_name = 'pool', reviewed = 1, origin = 'hand'"
    change(run / "segments.gpkg", f"update segments set {pool} where fid = {row['fid']}")
    notes = []
    result = result_of(teach(run, CancelToken(), warm=warm), lambda e: notes.append(e) if isinstance(e, Note) else None)
    assert any("did not look for" in note.message for note in notes)
    assert any(r["class_name"] == "pool" for r in rows_of(result["segments"], tmp_path))
    assert 4 in classes_in(result["classes"])


def test_a_damaged_lesson_is_said(run, warm, tmp_path):
    correct(run, tmp_path)
    result = result_of(teach(run, CancelToken(), warm=warm))
    lesson = Path(result["lesson"])
    for body in ("{", json.dumps({"steps": [{}]}), json.dumps([])):
        lesson.write_text(body)
        with pytest.raises(InputError, match="which is damaged"):
            result_of(Engine().do("teach", {"run": str(run), "undo": True}, CancelToken()))


def test_a_method_that_keeps_no_places_cannot_be_taught(home, warm, tmp_path):
    folder = Path(shutil.copytree(make_run(home, "attending", warm, method="diffsegmenter"), tmp_path / "attending"))
    correct(folder, tmp_path)
    with pytest.raises(InputError, match="has no places"):
        result_of(teach(folder, CancelToken(), warm=warm))


def test_results_on_the_source_grid_stay_on_it(home, warm, tmp_path):
    made = make_run(home, "source", warm, grid="source", overrides={"gsd_m": 0.6})
    folder = Path(shutil.copytree(made, tmp_path / "source"))
    correct(folder, tmp_path, 5)
    result = result_of(teach(folder, CancelToken(), warm=warm))
    assert classes_in(result["classes"]).shape == classes_in(folder / "classes.tif").shape == (ROWS, COLS)
    undone = result_of(Engine().do("teach", {"run": str(folder), "undo": True}, CancelToken()))
    assert (classes_in(undone["classes"]) == classes_in(folder / "classes.tif")).all()
