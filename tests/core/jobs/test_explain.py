"""Why here: the prototypes that decided a place, and the pictures that they come from."""

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from safetensors.numpy import load_file
from terralex.core.cache.bank import Bank
from terralex.core.cli.app import app
from terralex.core.config import RunConfig
from terralex.core.errors import InputError, ModelError
from terralex.core.jobs.explain import explain
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names
from typer.testing import CliRunner

from ..rasters import PLACE, picture, write_tif

NAMES = "building, road, water"


def finish(job):
    return result_of(job)


@pytest.fixture(scope="module", autouse=True)
def one_bank(tmp_path_factory, tiny_pack):
    """The tests of this file share one bank of prototypes; the pack is found by its name, as recipes have it."""
    patch = pytest.MonkeyPatch()
    patch.setenv("TERRALEX_CACHE", str(tmp_path_factory.mktemp("cache")))
    patch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    yield
    patch.undo()


@pytest.fixture(autouse=True)
def private_folders():
    """In place of the one for all tests, which would hide the shared bank."""


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture
def ran(tiny_pack, tmp_path, warm):
    """A function that runs on pixels (3, rows, cols) and gives the run's folder."""

    def run(pixels, method="ovdiff", names=NAMES, out="run", **more):
        image = write_tif(tmp_path / "image.tif", pixels, nodata=0)
        config = RunConfig(
            str(image),
            str(tmp_path / out),
            tuple(parse_names(names)),
            str(tiny_pack),
            method,
            preset="draft",
            device="cpu",
            overrides={"store_gb": 0, **more},
        )
        return Path(finish(segment(config, CancelToken(), warm)).folder)

    return run


@pytest.fixture(autouse=True)
def found_by_name(tiny_pack, monkeypatch):
    """Runs were made with the pack's folder; explanations find it by the name that the recipe gives."""
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))


def place(row, col):
    """Map coordinates of the middle of a pixel."""
    return PLACE * (col + 0.5, row + 0.5)


def ask(folder, row, col, warm=None, **more):
    return finish(explain(folder, *place(row, col), CancelToken(), warm=warm, **more))


def kept(what, **wanted):
    """The arrays of an entry of the bank, by what made it."""
    for about in Bank().root.glob("*/*/about.json"):
        made_by = json.loads(about.read_text())["made_by"]
        if made_by["what"] == what and all(made_by[k] == v for k, v in wanted.items()):
            return load_file(about.parent / "tensors.safetensors")
    raise AssertionError(f"the bank holds no {what} of {wanted}")


def test_a_planted_colour_is_traced_to_the_picture_that_it_came_from(ran, warm, tmp_path):
    ran(picture(64, 64), method="colour", names="road")
    own = kept("prototypes", word="road", extractor="colour")["fg.instance"]
    number = int(np.ptp(own, axis=1).argmax())  # the least grey one
    pixels = picture(96, 96)
    pixels[:, 32:64, 32:64] = np.rint(own[number] * 255).clip(1, 255)[:, None, None].astype(np.uint8)
    folder = ran(pixels, method="colour", out="planted")
    answer = ask(folder, 48, 48, warm, out=tmp_path / "why")
    winner = answer["classes"][0]
    assert winner["name"] == "road" == answer["class"] and answer["map"] == winner["value"] == 2
    witness = winner["witnesses"][0]
    assert (witness["word"], witness["side"], witness["similarity"]) == ("road", "fg", pytest.approx(1, abs=0.01))
    if witness["level"] == "instance":  # a part of one picture's colour alone may be as near
        assert witness["number"] == number
    shares = [v["share"] for v in answer["classes"]]
    assert shares == sorted(shares, reverse=True) and sum(shares) == pytest.approx(1)
    for file in (answer["here"], witness["file"]):
        seen = np.asarray(Image.open(file).convert("RGB")).astype(int)
        assert seen.shape == (256, 256, 3)
        yellow = (seen[..., 0] > 200) & (seen[..., 1] > 200) & (seen[..., 2] < 60)
        assert yellow.sum() >= 40, "the place is framed"


def test_an_explanation_agrees_with_the_map_wherever_it_is_asked(ran, warm):
    folder = ran(picture(120, 100))
    with rasterio.open(folder / "classes.tif") as raster, rasterio.open(folder / "confidence.tif") as sure:
        ids, confidence = raster.read(1), sure.read(1)
    assert len(np.unique(ids)) > 1
    for row, col in np.random.default_rng(2).integers(0, (120, 100), (8, 2)):
        answer = ask(folder, row, col, warm)
        assert answer["map"] == answer["classes"][0]["value"] == ids[row, col]
        assert answer["confidence"] == pytest.approx(confidence[row, col], rel=1e-4)
        assert answer["pixel"] == [row, col]


def test_the_map_is_what_was_burnt_last(ran, warm):
    folder = ran(picture(120, 100))
    shutil.copy(folder / "classes.tif", folder / "classes_edit1.tif")
    with rasterio.open(folder / "classes_edit1.tif", "r+") as raster:
        ids = raster.read(1)
        raster.write((ids + 1) % 3, 1)
    answer = ask(folder, 60, 50, warm)
    assert answer["map"] == (ids[60, 50] + 1) % 3 != answer["classes"][0]["value"] == ids[60, 50]


PAPER = {"short_side": 64, "windows": "64,48", "stride": 32, "blend": "uniform"}


@pytest.mark.parametrize(
    "options",
    [
        {"pamr": True, "pamr_iterations": 2},
        {"text_prototypes": "beside"},
        {"text_prototypes": "instead"},
        PAPER,
        {**PAPER, "pamr": True, "pamr_iterations": 2},
        {"background": False, "threshold": 0.5},
    ],
    ids=["pamr", "text beside", "text instead", "paper", "paper and pamr", "threshold"],
)
def test_an_explanation_agrees_with_the_map_in_every_mode(ran, warm, tmp_path, options):
    folder = ran(picture(120, 90), **options)
    with rasterio.open(folder / "classes.tif") as raster, rasterio.open(folder / "confidence.tif") as sure:
        ids, confidence = raster.read(1), sure.read(1)
    assert len(np.unique(ids)) > 1
    names = ["background", *NAMES.split(", ")]
    for row, col in np.random.default_rng(2).integers(0, (120, 90), (6, 2)):
        answer = ask(folder, row, col, warm, out=tmp_path / "why")
        assert answer["map"] == ids[row, col] and answer["class"] == names[ids[row, col]]
        assert answer["confidence"] == pytest.approx(confidence[row, col], rel=1e-4)
        constant = options.get("text_prototypes") == "instead" and answer["class"] == "background"
        assert (constant or answer["classes"][0]["witnesses"]) and Path(answer["here"]).is_file()


def test_the_place_is_looked_at_where_it_lies_in_the_small_picture(ran, warm, tiny_pack):
    """Paper mode: the picture of 120 x 90 is 85 x 64 when it is looked at; the place is at the same share of it."""
    from terralex.core.lattice import Block
    from terralex.core.options import resolve_options
    from terralex.core.packs import read_pack
    from terralex.core.raster.source import Source
    from terralex.core.score.paper import PaperScorer

    pack = read_pack(tiny_pack)
    pixels = picture(120, 90)
    pixels[:, 100:104, 70:74] = 255  # a white mark
    folder = ran(pixels, names="water", **PAPER)
    options = resolve_options(pack.manifest["defaults"], PAPER)
    with Source.open(folder.parent / "image.tif", pack, options) as source:
        scorer = PaperScorer(source, None, None, options, None, 1, 1)
        look = scorer.look(Block(101, 71, 1, 1))
    assert look.pixels.shape in ((3, 64, 64), (3, 48, 48)) and look.pixels[:, look.row, look.col].min() > 200


def test_the_winning_prototype_is_the_nearest_by_plain_arithmetic(ran, warm, tiny_pack):
    folder = ran(picture(64, 64), names="water", background=False, calibrate=False)
    witness = ask(folder, 32, 32, warm)["classes"][0]["witnesses"][0]
    own = kept("prototypes", word="water", extractor="clip")
    mean = load_file(tiny_pack / "calibration.safetensors")["clip.mean"].astype(np.float64)
    with rasterio.open(folder.parent / "image.tif") as raster:
        window = raster.read()
    networks = warm.loaded
    features = networks.extractor("clip").encode(window[None])[0].cpu().numpy()
    cell = features[:, 32 * features.shape[1] // 64, 32 * features.shape[2] // 64].astype(np.float16).astype(np.float64)
    best = {}
    for level in ("class", "instance", "part"):
        rows = own[f"fg.{level}"].astype(np.float64) - mean
        cosines = rows @ (cell - mean) / np.linalg.norm(rows, axis=1) / np.linalg.norm(cell - mean)
        best[level] = (cosines.max(), int(cosines.argmax()))
    level = max(best, key=lambda name: best[name][0])
    assert (witness["level"], witness["number"]) == (level, best[level][1])
    assert witness["similarity"] == pytest.approx(best[level][0], abs=1e-5)


def test_asking_why_loads_nothing_again_and_neither_does_the_next_run(ran, warm):
    folder = ran(picture(64, 64))
    loaded = warm.loaded
    ask(folder, 32, 32, warm)
    assert warm.loaded is loaded
    ran(picture(64, 64), out="again")
    assert warm.loaded is loaded


def test_a_run_that_was_made_on_a_gpu_is_explained_without_one(ran, warm):
    folder = ran(picture(64, 64), names="water")
    recipe = json.loads((folder / "recipe.json").read_text())
    recipe["identity"]["device"] = recipe["request"]["device"] = "cuda"
    (folder / "recipe.json").write_text(json.dumps(recipe))
    told = []
    answer = result_of(explain(folder, *place(32, 32), CancelToken(), warm=warm), told.append)
    assert answer["classes"] and any("made on a GPU, and there is none here" in str(event) for event in told)


def test_a_word_itself_may_speak_for_a_place(ran, warm, tmp_path):
    folder = ran(picture(64, 64), names="road, water", text_prototypes="beside")
    best = next(c for c in ask(folder, 32, 32, warm, out=tmp_path / "why")["classes"] if c["name"] != "background")
    assert "file" in best["witnesses"][0] and best["witnesses"][-1]["level"] == "text"
    assert best["witnesses"][-1]["word"] == best["name"] and "file" not in best["witnesses"][-1]
    folder = ran(picture(64, 64), names="road, water", out="texts", text_prototypes="instead")
    for verdict in ask(folder, 32, 32, warm, out=tmp_path / "why")["classes"]:
        levels = [w["level"] for w in verdict["witnesses"]]
        assert levels == ([] if verdict["name"] == "background" else ["text"])
    said = CliRunner().invoke(app, ["explain", str(folder), "--at", ",".join(map(str, place(32, 32)))])
    assert said.exit_code == 0 and "the word" in said.output


def test_what_cannot_be_explained_is_told_with_the_next_step(ran, warm, tmp_path):
    pixels = picture(64, 64)
    pixels[:, :8, :8] = 0
    folder = ran(pixels, names="water")
    with pytest.raises(InputError, match="lies outside the raster"):
        ask(folder, 900, 3, warm)
    with pytest.raises(InputError, match="labelled nothing"):
        ask(folder, 2, 2, warm)
    with pytest.raises(InputError, match="not the folder of a finished run"):
        ask(tmp_path, 2, 2, warm)
    recipe = json.loads((folder / "recipe.json").read_text())
    recipe["identity"]["pack"]["hash"] = "0" * 64
    (folder / "recipe.json").write_text(json.dumps(recipe))
    with pytest.raises(ModelError, match="not the one that made this run"):
        ask(folder, 32, 32, warm)
    recipe["identity"]["pack"]["version"] = "1.1.0"
    (folder / "recipe.json").write_text(json.dumps(recipe))
    with pytest.raises(ModelError, match=r"made by version 1\.1\.0 of the pack “tiny”"):
        ask(folder, 32, 32, warm)
    recipe["identity"]["pack"]["name"] = "../evil"
    (folder / "recipe.json").write_text(json.dumps(recipe))
    with pytest.raises(ModelError, match=r"“\.\./evil” is not the name of a pack"):
        ask(folder, 32, 32, warm)


def test_a_map_whose_pixels_were_read_by_another_rule_is_not_explained(ran, warm):
    folder = ran(picture(64, 64), names="water")
    recipe = json.loads((folder / "recipe.json").read_text())
    del recipe["identity"]["raster"]["rule"]
    (folder / "recipe.json").write_text(json.dumps(recipe))
    with pytest.raises(InputError, match="by an earlier version, which read pixels by another rule"):
        ask(folder, 32, 32, warm)


def test_a_raster_that_has_changed_is_not_explained(ran, warm):
    folder = ran(picture(64, 64), names="water")
    write_tif(folder.parent / "image.tif", picture(64, 64, seed=9), nodata=0)
    with pytest.raises(InputError, match="no longer the raster"):
        ask(folder, 32, 32, warm)


def test_the_command_line_explains_a_place(ran, tmp_path):
    folder = ran(picture(64, 64), names="water, road")
    x, y = place(20, 30)
    said = CliRunner().invoke(app, ["explain", str(folder), "--at", f"{x},{y}", "--out", str(tmp_path / "why")])
    assert said.exit_code == 0, said.output
    assert "water" in said.output and "road" in said.output and (tmp_path / "why" / "here.png").is_file()
    told = CliRunner().invoke(app, ["explain", str(folder), "--at", f"{x},{y}", "--json"])
    assert json.loads(told.stdout)["pixel"] == [20, 30]
    wrong = CliRunner().invoke(app, ["explain", str(folder), "--at", "here"])
    assert wrong.exit_code == 1 and "X,Y" in wrong.output
