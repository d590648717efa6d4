"""DiffSegmenter through every door of the engine: maps that do not depend on how they were made, store, why here."""

import json
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from terralex.core.cli.app import app
from terralex.core.config import Area, RunConfig
from terralex.core.errors import InputError
from terralex.core.jobs.evaluate import evaluate
from terralex.core.jobs.explain import explain
from terralex.core.jobs.imagine import imagine
from terralex.core.jobs.measure import measure
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.options import options_of
from terralex.core.progress import Cancelled, CancelToken, Note, result_of
from terralex.core.vocabulary import parse_names
from typer.testing import CliRunner

NAMES = "building, vegetation, water"


@pytest.fixture(scope="module")
def warm():
    return Warm()


@pytest.fixture
def run(tmp_path, small_raster, tiny_pack, warm, monkeypatch):
    """A function that runs and gives the result; recipes name packs."""
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))

    def make(out="run", token=None, names=NAMES, overrides=None, **more):
        config = RunConfig(
            str(small_raster),
            str(tmp_path / out),
            tuple(parse_names(names)),
            str(tiny_pack),
            "diffsegmenter",
            "draft",
            "cpu",
            overrides={"store_gb": 0, **(overrides or {})},
            **more,
        )
        return result_of(segment(config, token or CancelToken(), warm))

    return make


def raster(path):
    with rasterio.open(path) as source:
        return source.read(1)


def test_the_same_pixel_gets_the_same_label_whatever_the_block_area_and_threads(run, small_raster):
    whole = run(threads=1)
    with rasterio.open(small_raster) as source:
        left, bottom, right, top = source.window_bounds(rasterio.windows.Window(70, 40, 90, 80))
        ring = [[left, bottom], [right, bottom], [right, top], [left, top], [left, bottom]]
        area = Area(({"type": "Polygon", "coordinates": [ring]},), source.crs.to_wkt())
    part = run("part", area=area, block_px=64, threads=2)
    for name in ("classes", "confidence"):
        large, small = raster(getattr(whole, name)), raster(getattr(part, name))
        with rasterio.open(getattr(part, name)) as got, rasterio.open(getattr(whole, name)) as all_of:
            col, row = (round(v) for v in ~all_of.transform * (got.transform.c, got.transform.f))
        there = large[row : row + small.shape[0], col : col + small.shape[1]]
        inside = ~np.isnan(small) if name == "confidence" else small != 255
        assert inside.sum() > 1000
        np.testing.assert_array_equal(small[inside], there[inside])
    assert len(np.unique(raster(whole.classes))) > 2


class Stop(CancelToken):
    """Cancels itself after some questions."""

    def __init__(self, after):
        super().__init__()
        self.left = after

    def check(self):
        self.left -= 1
        if self.left < 0:
            self.cancel()
        super().check()


def test_a_run_that_was_stopped_goes_on_to_the_same_bytes(run, tmp_path):
    whole = run(block_px=64)
    with pytest.raises(Cancelled):
        run("torn", Stop(30), block_px=64)
    assert list((tmp_path / "torn" / ".work").iterdir())
    again = run("torn", block_px=64)
    for name in ("classes", "confidence"):
        assert Path(getattr(whole, name)).read_bytes() == Path(getattr(again, name)).read_bytes()


def test_another_class_encodes_nothing_again_and_the_scale_is_found_in_the_bank(run, warm, monkeypatch):
    store = {"overrides": {"store_gb": 1.0}}
    first = run(**store)
    second = run("second", names=NAMES + ", road", **store)
    assert first.encoded_windows > 0 and second.encoded_windows == 0 and second.kept_windows == first.encoded_windows
    recipe = json.loads((Path(second.folder) / "recipe.json").read_text())
    assert recipe["identity"]["method"] == "diffsegmenter" and set(recipe["scale"]["words"]) > {"tree", "grass", "road"}
    assert recipe["identity"]["options"]["softmax"] in ("prompt", "joint")  # what was meant, not “auto”
    encoded = []
    from terralex.core.methods.diffsegmenter import DiffSegmenter

    monkeypatch.setattr(DiffSegmenter, "encode", lambda self, windows: encoded.append(1))
    third = run("third", **store)
    assert not encoded and raster(third.classes).tobytes() == raster(first.classes).tobytes()


@pytest.mark.parametrize("scheme", ["onepass", "paper"])
def test_it_says_why(run, tmp_path, warm, scheme):
    result = run(overrides={"scheme": scheme})
    x, y = 500040.0, 5199998.0
    told = result_of(explain(result.folder, x, y, CancelToken(), tmp_path / "why", warm))
    assert told["classes"][0]["value"] == told["map"]
    of_class = {row["name"]: row for row in told["classes"]}
    assert of_class["background"]["witnesses"] == ()
    both = of_class["vegetation"]["witnesses"]
    assert {w["word"] for w in both} == {"tree", "grass"} and both[0]["similarity"] >= both[1]["similarity"]
    witness = next(row["witnesses"][0] for row in told["classes"] if row["witnesses"])
    assert witness["level"] == "attention" and witness["number"] in (8, 16)  # rows of a window's maps
    seen = np.asarray(Image.open(witness["file"]).convert("L")).astype(float)
    assert seen.shape == (256, 256) and seen.std() > 5
    answer = CliRunner().invoke(app, ["explain", str(result.folder), "--at", f"{x},{y}"])
    assert answer.exit_code == 0 and "looked for" in answer.output, answer.output


def test_what_it_costs_is_measured_and_nothing_is_drawn(tiny_pack, warm, monkeypatch):
    monkeypatch.setattr("terralex.core.methods.costs.PART_S", 0.05)
    found = result_of(measure(str(tiny_pack), CancelToken(), "cpu", warm, "diffsegmenter"))["costs"]["balanced"]
    window = found["windows"]["64"]
    assert found["draws"] == 0 and found["word_b"] == 0 and found["looks"] == 16
    assert window["encode_s"] > 0 and window["score_s"] > 0 and window["word_s"] >= 0
    # Queries in halves of 2 + 2 layers of 16 channels, 256 cells, 3 of 32 channels, 64; 64 entries of two halves.
    assert window["kept_b"] == 2 * (256 * 16 * 3 + 64 * 32 * 4) + 256 * 64 * 4 + 16


def test_a_labelled_set_is_scored_with_a_scale_of_each_tile(tmp_path, small_raster, tiny_pack, warm):
    pixels = np.moveaxis(rasterio.open(small_raster).read(), 0, 2)
    for name in ("images", "masks"):
        (tmp_path / "set" / name).mkdir(parents=True)
    for number in range(2):
        Image.fromarray(np.roll(pixels, 50 * number, 0)).save(tmp_path / "set" / "images" / f"{number}.png")
        Image.fromarray((pixels[..., 0] > 127).astype(np.uint8)).save(tmp_path / "set" / "masks" / f"{number}.png")
    (tmp_path / "set" / "classes.csv").write_text("value,name\n0,road\n1,water\n")
    (tmp_path / "set" / "set.json").write_text('{"gsd_m": 0.3}')
    config = RunConfig("", "", (), str(tiny_pack), "diffsegmenter", "draft", "cpu")
    report = result_of(evaluate(tmp_path / "set", config, CancelToken(), warm=warm))
    assert 0 < report["miou"] < 1 and report["recipe"]["options"]["scheme"] == "onepass"


def test_the_published_scheme_looks_at_pictures_as_a_whole_and_one_pass_does_not(run):
    whole = {"short_side": 64, "windows": "64,48", "stride": 32, "blend": "uniform"}
    result = run(overrides={**whole, "scheme": "paper", "prefilter": "share"})
    assert len(np.unique(raster(result.classes))) > 1
    with pytest.raises(InputError, match=r"looks at pictures one by one.*scheme=paper"):
        run("other", overrides=whole)


def test_what_belongs_to_the_other_scheme_is_refused():
    assert options_of("diffsegmenter", (), {"scheme": "paper"}).softmax == "prompt"
    for given in ({"softmax": "joint"}, {"running": "a picture"}):
        with pytest.raises(InputError, match="one pass over all words"):
            options_of("diffsegmenter", (), {"scheme": "paper", **given})
    with pytest.raises(InputError, match=r"\{word\}"):
        options_of("diffsegmenter", (), {"template": "a picture"})


def test_a_packs_temperature_for_cosines_is_not_taken_but_the_users_is():
    pack = {"temperature": 0.5, "stride": 96, "pictures": 8}
    found = options_of("diffsegmenter", (pack,), {})
    assert (found.temperature, found.stride) == (0.1, 96)
    assert options_of("diffsegmenter", (pack,), {"temperature": 0.3}).temperature == 0.3


def test_words_are_not_drawn_ahead(tiny_pack, warm):
    told = []
    config = RunConfig("", "", tuple(parse_names(NAMES)), str(tiny_pack), "diffsegmenter", "draft", "cpu")
    found = result_of(imagine(config, CancelToken(), warm), told.append)
    assert found["words"] == [] and any(isinstance(e, Note) and "draws nothing" in e.message for e in told)
