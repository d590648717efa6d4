"""A class as a file: from one machine's run onto another machine, where it gives the same map."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest
import rasterio
from terralex.core.class_files.home import home, loaded_classes
from terralex.core.class_files.loading import load_class
from terralex.core.commands import AddChips
from terralex.core.config import RunConfig
from terralex.core.errors import InputError, ModelError, OutputError
from terralex.core.jobs.chips import add_chips
from terralex.core.jobs.class_files import save_class
from terralex.core.jobs.explain import explain
from terralex.core.jobs.gallery import gallery
from terralex.core.jobs.rescore import rescore
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, Note, result_of
from terralex.core.results import read_table, write_table
from terralex.core.vocabulary import ClassSpec, parse_names

from ..rasters import PLACE, picture, write_tif

NAMES = "building: building|storage tank, vegetation, water"


@pytest.fixture(autouse=True)
def private_folders():
    """In place of the one for all tests, which would hide the shared caches."""


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture(scope="module")
def places(tiny_pack, tmp_path_factory):
    """The folder of this file, and two machines: `at("theirs")` makes one's cache and home those that count."""
    root, patch = tmp_path_factory.mktemp("class_files"), pytest.MonkeyPatch()
    patch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))

    def at(machine):
        patch.setenv("TERRALEX_CACHE", str(root / machine / "cache"))
        patch.setenv("TERRALEX_HOME", str(root / machine / "home"))
        return root

    yield at
    patch.undo()


@pytest.fixture
def mine(places):
    return places("mine")


@pytest.fixture
def theirs(places, finished):
    """Another machine, which has the file and nothing else; no class is loaded there yet."""
    root = places("theirs")
    shutil.rmtree(home(), ignore_errors=True)
    return root


def config_of(root, out, classes, **more):
    image = root / "image.tif"
    if not image.exists():
        write_tif(image, picture(150, 130), nodata=0)
    more = {"preset": "balanced", "overrides": {"store_gb": 0, "remove_mean": 0.3}, **more}
    return RunConfig(str(image), str(root / out), tuple(classes), "tiny", device="cpu", **more)


def run(warm, config, told=lambda event: None):
    return Path(result_of(segment(config, CancelToken(), warm), told).folder)


def save(folder, name, out, **more):
    return result_of(save_class(folder, name, out, CancelToken(), **more))


def load(path, told=lambda event: None):
    return result_of(load_class(path, CancelToken()), told)


def spec_of(row):
    return ClassSpec(row["name"], tuple(row["also"]), row["kind"], row["colour"], None, row["key"])


@pytest.fixture(scope="module")
def finished(places, warm):
    """A run on the first machine, and its classes as files."""
    root = places("mine")
    folder = run(warm, config_of(root, "run", parse_names(NAMES)))
    told = {name: save(folder, name, root / f"{name}.terraclass", warm=warm) for name in ("building", "vegetation")}
    told["water"] = save(folder, "water", root / "water.terraclass", warm=warm, pictures=False)
    return folder, told


def test_a_run_of_loaded_classes_is_the_run_that_they_were_saved_from(finished, theirs, warm):
    folder, told = finished
    assert told["building"]["pictures"] == 6 and told["water"]["pictures"] == 0 == told["building"]["imagery"]
    assert told["vegetation"]["words"] == ["tree", "grass"]
    rows = [load(theirs / f"{name}.terraclass") for name in told]
    assert [row["name"] for row in rows] == ["building", "vegetation", "water"]
    again = run(warm, config_of(theirs, "again", map(spec_of, rows)))
    for name in ("classes.tif", "confidence.tif"):
        assert (again / name).read_bytes() == (folder / name).read_bytes()
    with rasterio.open(folder / "classes.tif") as raster:
        assert len(set(raster.read(1).ravel())) > 2
    assert not list(Path(theirs / "theirs" / "cache").glob("banks/*/*/pictures")), "nothing was drawn"
    recipe = json.loads((again / "recipe.json").read_text())
    assert [spec["file"] for spec in recipe["identity"]["classes"]] == [row["key"] for row in rows]


def test_a_loaded_class_is_one_beside_drawn_ones_and_can_be_saved_again(finished, theirs, warm):
    row = load(theirs / "building.terraclass")
    mixed = run(warm, config_of(theirs, "mixed", [spec_of(row), *parse_names("water, tree")], preset="draft"))
    recipe = json.loads((mixed / "recipe.json").read_text())
    assert set(recipe["prompts"]) == {"water", "tree"}, "only what has no file is drawn"
    save(mixed, "building", theirs / "again.terraclass", warm=warm)
    whole = run(warm, config_of(theirs, "whole", [spec_of(row), *parse_names("water, tree")]))
    again = save(whole, "building", theirs / "once more.terraclass", warm=warm)
    assert again["pictures"] == row["pictures"] == 6
    assert Path(again["path"]).read_bytes() == (theirs / "building.terraclass").read_bytes()


def test_why_here_shows_the_pictures_that_came_with_the_file_and_none_where_none_came(finished, theirs, warm, tmp_path):
    rows = [load(theirs / f"{name}.terraclass") for name in ("building", "water")]
    again = run(warm, config_of(theirs, "why", map(spec_of, rows)))
    answer = result_of(explain(again, *(PLACE * (60.5, 60.5)), CancelToken(), out=tmp_path / "why", warm=warm))
    named = {verdict["name"]: verdict["witnesses"] for verdict in answer["classes"]}
    assert {w["class_file"] for w in named["building"]} == {rows[0]["key"]}
    assert Path(named["building"][0]["file"]).is_file() and "file" not in named["water"][0]
    assert named["water"][0]["similarity"] and not [w for w in named["water"] if "file" in w]


def notes_of(warm, config):
    told = []
    run(warm, config, told.append)
    return [event.message for event in told if isinstance(event, Note)]


def test_what_a_run_cannot_use_as_it_is_it_says(finished, theirs, warm):
    spec = spec_of(load(theirs / "building.terraclass"))
    coarse = config_of(theirs, "coarse", [spec], overrides={"pixel_m": 10.0, "store_gb": 0})
    assert any("for 0.3 m per pixel; this run looks at 10 m" in note for note in notes_of(warm, coarse))
    texts = config_of(theirs, "texts", [spec], overrides={"text_prototypes": "instead", "store_gb": 0})
    assert any("compares texts alone: only the words of “building” are used" in note for note in notes_of(warm, texts))
    seen = config_of(theirs, "seen", [spec], method="diffsegmenter", overrides={"store_gb": 0})
    assert any("draws nothing: only the words of “building” are used" in note for note in notes_of(warm, seen))


def test_a_class_whose_file_is_gone_says_what_to_do(finished, theirs, warm):
    spec = spec_of(load(theirs / "building.terraclass"))
    there = run(warm, config_of(theirs, "gone", [spec]))
    shutil.rmtree(home() / spec.file)
    for job in (
        segment(config_of(theirs, "gone too", [spec]), CancelToken(), warm),
        explain(there, *(PLACE * (60.5, 60.5)), CancelToken(), warm=warm),
    ):
        with pytest.raises(InputError, match="class file of “building” is not on this computer any more") as told:
            result_of(job)
        assert "classes load" in told.value.hint
    load(theirs / "building.terraclass")
    (home() / spec.file / "prototypes.safetensors").write_bytes(b"x")
    with pytest.raises(ModelError, match="“building” is damaged"):
        result_of(explain(there, *(PLACE * (60.5, 60.5)), CancelToken(), warm=warm))
    load(theirs / "building.terraclass")
    assert [each.spec for each in loaded_classes()] == [spec], "loading it again repairs it"
    result_of(explain(there, *(PLACE * (60.5, 60.5)), CancelToken(), warm=warm))


def test_a_class_of_another_pack_is_refused_and_both_are_named(
    finished, theirs, warm, tiny_pack, tmp_path, monkeypatch
):
    spec = spec_of(load(theirs / "building.terraclass"))
    other = tmp_path / "packs" / "tiny"
    shutil.copytree(tiny_pack, other)
    manifest = json.loads((other / "pack.json").read_text())
    manifest["generator"]["chunk"] = 3
    for changes, match in (
        ({}, "called “tiny” too"),
        ({"version": "2.0"}, "made with “tiny”, and this run uses “tiny” 2.0"),
    ):
        (other / "pack.json").write_text(json.dumps({**manifest, **changes}))
        monkeypatch.setenv("TERRALEX_PACKS", str(other.parent))
        with pytest.raises(ModelError, match=match):
            run(warm, config_of(theirs, "other", [spec]))
        told = []
        load(theirs / "water.terraclass", told.append)
        assert [event.level for event in told if isinstance(event, Note)] == ["warning"]


def test_a_class_learned_by_fewer_networks_or_another_method_is_refused_where_more_are_needed(finished, mine, warm):
    draft = run(warm, config_of(mine, "draft", parse_names("water"), preset="draft"))
    save(draft, "water", mine / "draft.terraclass", warm=warm)
    spec = spec_of(load(mine / "draft.terraclass"))
    with pytest.raises(ModelError, match="it lacks unet"):
        run(warm, config_of(mine, "more", [spec]))
    with pytest.raises(ModelError, match="with the method “ovdiff”"):
        run(warm, config_of(mine, "colour", [spec], method="colour"))


def test_a_class_is_saved_as_it_is_called_now_and_nothing_is_replaced(finished, mine, warm):
    folder = run(warm, config_of(mine, "named", parse_names("water, tree"), preset="draft"))
    table = read_table(folder).changed(1, name="lake", colour="#123456").added(ClassSpec("pier"))
    write_table(folder, table, "renamed")
    told = save(folder, "Lake", mine / "lake", warm=warm)
    assert (told["name"], told["words"], Path(told["path"]).name) == ("lake", ["water"], "lake.terraclass")
    row = load(told["path"])
    assert (row["name"], row["colour"], row["words"]) == ("lake", "#123456", ["water"])
    with pytest.raises(OutputError, match="exists already"):
        save(folder, "lake", mine / "lake.terraclass", warm=warm)
    with pytest.raises(InputError, match="no class “water”"):
        save(folder, "water", mine / "x.terraclass", warm=warm)
    with pytest.raises(InputError, match="“pier” was added to the list by hand"):
        save(folder, "pier", mine / "x.terraclass", warm=warm)
    seen = run(
        warm, config_of(mine, "attending", parse_names("water"), method="diffsegmenter", overrides={"store_gb": 0})
    )
    with pytest.raises(InputError, match="has drawn nothing of “water”"):
        save(seen, "water", mine / "x.terraclass", warm=warm)
    assert not (mine / "x.terraclass").exists()


def test_a_file_holds_only_what_it_lists_and_no_picture_where_none_was_wanted(finished, mine):
    with zipfile.ZipFile(mine / "water.terraclass") as archive:
        assert archive.namelist() == ["class.json", "prototypes.safetensors"]
    with zipfile.ZipFile(mine / "building.terraclass") as archive:
        names, manifest = archive.namelist(), json.loads(archive.read("class.json"))
        assert set(names) == {"class.json", *manifest["files"]} and "pictures/001_002.png" in names
        assert b"tEXt" not in archive.read("pictures/000_000.png")


COLOUR = {"method": "colour", "overrides": {"min_area_px": 12}}


def test_what_was_chosen_is_what_is_saved_and_own_pictures_are_counted(finished, mine, warm, places, tmp_path):
    folder = run(warm, config_of(mine, "chosen", parse_names("road, tree"), **COLOUR))
    left, top = PLACE * (10, 10)
    right, bottom = PLACE * (60, 60)
    added = result_of(add_chips(AddChips(str(folder), "road", boxes=[[left, bottom, right, top]]), CancelToken(), warm))
    support = {
        "road": {"rejected": {"road": [0]}, "chips": added["keys"]},
        "tree": {"words": ["building"], "favoured": {"building": [1]}},
    }
    again = result_of(rescore(folder, support, CancelToken(), warm=warm))
    told = save(folder, "road", tmp_path / "road.terraclass", warm=warm)
    assert (told["pictures"], told["imagery"]) == (3, 1), "two of three drawn ones, and the user's own"
    bare = save(folder, "road", tmp_path / "bare.terraclass", warm=warm, pictures=False)
    assert (bare["pictures"], bare["imagery"]) == (0, 0)
    assert save(folder, "tree", tmp_path / "tree.terraclass", warm=warm)["words"] == ["building"]
    root = places("theirs")
    for first in ("road", "bare"):
        rows = [load(tmp_path / f"{name}.terraclass") for name in (first, "tree")]
        assert [row["own"] for row in rows] == [int(first == "road"), 0]
        whole = run(warm, config_of(root, f"as chosen, {first}", map(spec_of, rows), **COLOUR))
        with rasterio.open(whole / "classes.tif") as theirs, rasterio.open(again["classes"]) as ours:
            assert (theirs.read(1) == ours.read(1)).all()


def test_of_a_loaded_class_nothing_can_be_chosen_but_other_words(finished, theirs, warm, tmp_path):
    spec = spec_of(load(theirs / "building.terraclass"))
    folder = run(warm, config_of(theirs, "loaded", [spec], overrides={"min_area_px": 12}))
    shown = result_of(gallery(folder, tmp_path / "out", CancelToken(), warm=warm))
    (row,) = shown["classes"]
    assert [(p["word"], p["state"]) for p in row["pictures"]] == [("building", "used")] * 3 + [
        ("storage tank", "used")
    ] * 3
    assert all(Path(picture["file"]).is_file() for picture in row["pictures"])
    with pytest.raises(InputError, match="comes from a class file"):
        result_of(rescore(folder, {"building": {"rejected": {"building": [0]}}}, CancelToken(), warm=warm))
    again = result_of(rescore(folder, {"building": {"words": ["water"]}}, CancelToken(), warm=warm))
    told = save(folder, "building", tmp_path / "water.terraclass", warm=warm)
    assert again["generation"] == 1 and told["words"] == ["water"]
