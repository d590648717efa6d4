"""Options of the method through a whole run and a whole set: what the recipe remembers, what is refused."""

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from terralex.core.config import RunConfig
from terralex.core.errors import InputError, OutputError
from terralex.core.jobs.evaluate import evaluate
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names


def finish(job):
    return result_of(job)


@pytest.fixture
def config(tiny_pack, small_raster, tmp_path):
    def make(name="run", **overrides):
        return RunConfig(
            str(small_raster),
            str(tmp_path / name),
            tuple(parse_names("road, building")),
            str(tiny_pack),
            preset="draft",
            device="cpu",
            block_px=64,
            overrides={"store_gb": 0, **overrides},
        )

    return make


def test_a_recipe_holds_every_option_and_what_proposed_regions(config):
    result = finish(
        segment(config(segmenter="tokencut", rotate_supports=True, prompts="aerial"), CancelToken(), Warm())
    )
    recipe = json.loads((Path(result.folder) / "recipe.json").read_text())
    options = recipe["identity"]["options"]
    assert (options["segmenter"], options["rotate_supports"], options["prompts"]) == ("tokencut", True, "aerial")
    assert recipe["segmenter"] == {"segmenter": "tokencut", "keys_of": "clip", "tau": 0.2, "most": 1, "centred": True}
    assert set(recipe["stuff_filter"]) == {"clip"} and recipe["kinds"] == {"road": "stuff", "building": "thing"}
    assert " | " in recipe["prompts"]["road"]


def test_masks_that_were_painted_anew_do_not_go_on_with_an_old_run(config, tmp_path):
    folder = tmp_path / "masks" / "road"
    folder.mkdir(parents=True)
    Image.new("L", (32, 32), 1).save(folder / "000.png")
    token, painted = CancelToken(), {"segmenter": "folder", "masks_folder": str(tmp_path / "masks")}
    job = segment(config(**painted), token, Warm())
    for event in job:  # stop when the first block is there
        if getattr(event, "stage", "") == "match" and list((tmp_path / "run" / ".work").rglob("*.npy")):
            break
    job.close()
    Image.new("L", (32, 32), 0).save(folder / "000.png")
    with pytest.raises(OutputError, match="other settings"):
        finish(segment(config(**painted), CancelToken(), Warm()))


def test_a_missing_folder_of_masks_is_told_before_anything_is_written(config, tmp_path):
    with pytest.raises(InputError, match="no folder of masks"):
        finish(segment(config(segmenter="folder", masks_folder=str(tmp_path / "none")), CancelToken(), Warm()))
    assert not (tmp_path / "run").exists()


def test_a_set_with_background_can_be_scored_by_a_threshold(tiny_pack, tmp_path):
    root = tmp_path / "set"
    for name in ("images", "masks"):
        (root / name).mkdir(parents=True)
    rng = np.random.default_rng(0)
    Image.fromarray(rng.integers(0, 255, (5, 6, 3), np.uint8).repeat(16, 0).repeat(16, 1)).save(root / "images/t.png")
    Image.fromarray(rng.choice([0, 3], (80, 96)).astype(np.uint8)).save(root / "masks/t.png")
    (root / "classes.csv").write_text("value,name\n0,background\n3,building\n5,road\n")
    (root / "set.json").write_text('{"gsd_m": 0.1}')
    found = {}
    for limit in (0.0, 0.55, 1.0):
        config = RunConfig(
            "",
            "",
            (),
            str(tiny_pack),
            method="colour",
            preset="draft",
            device="cpu",
            overrides={"background": "off", "threshold": limit},
        )
        finish(evaluate(root, config, CancelToken(), tmp_path / f"out{limit}"))
        found[limit] = np.asarray(Image.open(tmp_path / f"out{limit}" / "t.png"))
    assert not (found[0.0] == 0).any() and (found[1.0] == 0).all()
    share = (found[0.55] == 0).mean()
    assert 0 < share < 1 and (found[0.55][found[0.55] != 0] == found[0.0][found[0.55] != 0]).all()
