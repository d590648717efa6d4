"""DEDOS trained on reviewed polygons: the same file each time, stopped and gone on with, judged, and used by a run."""

import json
import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from terralex.core.config import RunConfig
from terralex.core.errors import Cancelled, InputError
from terralex.core.jobs.bench import rebuild
from terralex.core.jobs.commands import Engine
from terralex.core.jobs.explain import explain
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.jobs.train import train
from terralex.core.jobs.train_windows import Labelled, held_back
from terralex.core.progress import CancelToken, Note, Progress, result_of
from terralex.core.recipe import read_recipe
from terralex.core.results import current_files
from terralex.core.trained.home import find_trained, home, trained_here
from terralex.core.trained_requests import Train
from terralex.core.vocabulary import parse_names

from ..rasters import write_tif

ROWS, COLS = 256, 448  # 28 windows of 64 px
QUICK = {"iterations": 3, "consistency": 1.0}


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture(scope="module")
def base(tiny_pack, tmp_path_factory):
    """A cache for the whole file, and where packs are looked for."""
    patch = pytest.MonkeyPatch()
    base = tmp_path_factory.mktemp("trained")
    patch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    patch.setenv("TERRALEX_CACHE", str(base / "cache"))
    yield base
    patch.undo()


@pytest.fixture(autouse=True)
def private_folders(base, tmp_path, monkeypatch):
    """In place of the one for all tests, which would hide the shared cache; each test has its own trained files."""
    monkeypatch.setenv("TERRALEX_HOME", str(tmp_path / "home"))


def segmented(base, name, warm, method="colour", **overrides):
    image = base / "image.tif"
    if not image.exists():
        colours = np.array([[60, 120, 50], [70, 90, 160], [180, 170, 150], [120, 60, 60]])
        kind = np.random.default_rng(3).integers(0, 4, (ROWS // 32, COLS // 32)).repeat(32, 0).repeat(32, 1)
        noise = np.random.default_rng(4).integers(0, 12, (3, ROWS, COLS))
        write_tif(image, (colours[kind].transpose(2, 0, 1) + noise).astype(np.uint8), nodata=0)
    config = RunConfig(
        str(image),
        str(base / name),
        tuple(parse_names("road, water, tree")),
        "tiny",
        method,
        preset="draft",
        device="cpu",
        overrides={"min_area_px": 12, **overrides},
    )
    return Path(result_of(segment(config, CancelToken(), warm)).folder)


def review(folder, where="1"):
    """Accept polygons as they are, as the page Review does."""
    db = sqlite3.connect(current_files(folder)["segments"])
    triggers = db.execute("select name from sqlite_master where type = 'trigger' and sql like '%ST_%'").fetchall()
    for (name,) in triggers:
        db.execute(f'drop trigger "{name}"')
    db.execute(f"update segments set reviewed = 1 where {where}")
    db.commit()
    db.close()
    return folder


@pytest.fixture(scope="module")
def finished(base, warm):
    return segmented(base, "run", warm)


@pytest.fixture(scope="module")
def reviewed(base, finished):
    return review(Path(shutil.copytree(finished, base / "reviewed")))


def trained(folder, name, warm, token=None, hear=lambda _event: None, **more):
    return result_of(train(Train([str(folder)], name, **{**QUICK, **more}), token or CancelToken(), warm), hear)


def numbers(name):
    return (home() / find_trained(name).key / "trained.safetensors").read_bytes()


def test_what_was_reviewed_makes_a_file_that_says_what_it_is_of(reviewed, warm):
    heard = []
    told = trained(reviewed, "mine", warm, hear=heard.append)
    assert told["windows"] == 28 and told["held"] == 7 and told["iterations"] == 3 and told["resumed"] == 0
    (file,) = trained_here()
    manifest = file.manifest
    assert told["key"] == file.key and set(told["classes"]) <= {"road", "water", "tree"}
    assert manifest["pack"]["name"] == "tiny" and manifest["form"] == "stage"
    held = [tile for tile in manifest["tiles"] if tile["held"]]
    assert {tile["col"] for tile in held} == {320, 384} and len(manifest["tiles"]) == 28  # one side of the raster
    assert [point["step"] for point in manifest["curve"]] == [3]
    figures = manifest["held_out"]
    assert figures["windows"] == 7 and 0 <= figures["before"]["miou"] <= 1
    assert sum(one["pixels"] for one in figures["after"]["classes"]) == 7 * 16 * 16
    assert told["better"] is (told["after"] > told["before"])
    shares = [event.overall for event in heard if isinstance(event, Progress)]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert told["better"] or any(isinstance(e, Note) and "no better than the CLIP" in e.message for e in heard)


def test_a_training_that_is_stopped_goes_on_to_the_same_bytes(reviewed, warm):
    trained(reviewed, "straight", warm)
    token = CancelToken()

    def stop(event):
        if isinstance(event, Progress) and event.stage == "match" and event.done == 2:
            token.cancel()

    with pytest.raises(Cancelled):
        trained(reviewed, "stopped", warm, token, stop)
    assert [each.name for each in trained_here()] == ["straight"]
    told = trained(reviewed, "stopped", warm)
    assert told["resumed"] == 2 and numbers("stopped") == numbers("straight")
    assert find_trained("stopped").manifest["curve"] == find_trained("straight").manifest["curve"]
    assert not list((home().parent / "training").iterdir())
    trained(reviewed, "other", warm, seed=1)
    assert numbers("other") != numbers("straight")


def test_a_damaged_checkpoint_is_begun_anew(reviewed, warm):
    trained(reviewed, "straight", warm)
    token = CancelToken()
    with pytest.raises(Cancelled):
        trained(reviewed, "again", warm, token, lambda e: token.cancel() if e.stage == "match" else None)
    (file,) = (home().parent / "training").iterdir()
    file.write_bytes(file.read_bytes()[:1000])
    assert trained(reviewed, "again", warm)["resumed"] == 0
    assert numbers("again") == numbers("straight")


def test_what_cannot_be_learned_from_is_refused_with_what_is_missing(base, finished, reviewed, warm, tmp_path):
    few = review(Path(shutil.copytree(finished, tmp_path / "few")), "fid % 9 = 0")
    with pytest.raises(
        InputError, match=r"needs 24 reviewed windows of 64 px; these runs have (\d+): (\d+) are missing"
    ):
        trained(few, "few", warm)
    with pytest.raises(InputError, match="No run was given"):
        result_of(train(Train([], "none"), CancelToken(), warm))
    with pytest.raises(InputError, match="cannot be called"):
        trained(reviewed, "../mine", warm)
    trained(reviewed, "mine", warm, iterations=1, denoised=False, tokens="constant")
    with pytest.raises(InputError, match="“mine” already"):
        trained(reviewed, "mine", warm)


def test_a_run_uses_it_also_for_a_word_that_it_never_saw_and_tells_when_it_is_another(base, reviewed, warm, tmp_path):
    told = trained(reviewed, "mine", warm)
    run = segmented(base, tmp_path.name, warm, "dedos", trained="mine")
    recipe = read_recipe(run)
    assert recipe["identity"]["trained"] == {"name": "mine", "key": told["key"]}
    answer = result_of(explain(str(run), 500030.0, 5799970.0, CancelToken(), None, warm))
    assert answer["class"] or answer["classes"]
    result_of(Engine(warm).do("remove_trained", {"name": "mine"}, CancelToken()))
    with pytest.raises(InputError, match="no trained file “mine”"):
        result_of(rebuild(recipe, Warm(), CancelToken()))
    trained(reviewed, "mine", warm, seed=1)
    with pytest.raises(InputError, match="no longer the one of this run"):
        result_of(rebuild(recipe, Warm(), CancelToken()))


def test_windows_are_held_back_by_area_on_one_side_of_each_run():
    pixels = np.zeros((3, 8, 8), np.uint8)
    of = Labelled(0, "", 0, 0, pixels, np.zeros((8, 8), np.int32))
    first = [replace(of, row=row, col=col) for row in (0, 8) for col in range(0, 64, 8)]
    second = [replace(of, run=1, row=row) for row in range(0, 64, 8)]
    windows = [*first, *second]
    held = held_back(windows, 0)
    assert {(w.run, w.col, w.row) for w, back in zip(windows, held) if back} == {
        *((0, col, row) for col in (48, 56) for row in (0, 8)),
        *((1, 0, row) for row in (48, 56)),
    }
    other = held_back(windows, 1)
    assert sum(other) == 6 and not any(a and b for a, b in zip(held, other))
    lonely = [replace(of, run=run) for run in range(24)]
    assert sum(held_back(lonely, 0)) == 6


def test_the_engine_lists_what_is_here(reviewed, warm):
    trained(reviewed, "mine", warm, iterations=1)
    told = result_of(Engine(warm).do("trained", {}, CancelToken()))
    assert [one["name"] for one in told["trained"]] == ["mine"] and json.dumps(told)
