"""A method that only tests know runs through every door of the engine, and nothing of the engine knows its name."""

import json

import numpy as np
import pytest
import rasterio
from terralex.core import protocol
from terralex.core.config import RunConfig
from terralex.core.errors import InputError
from terralex.core.jobs.explain import explain
from terralex.core.jobs.measure import measure
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.options import METHODS
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names
from terralex.tests import lessons_entry
from typer.testing import CliRunner

from ..child import Child

WORKER = lessons_entry.__file__.replace("_entry", "_worker")


@pytest.fixture(autouse=True)
def listed(monkeypatch, tiny_pack):
    monkeypatch.setitem(METHODS, "lessons", lessons_entry.ENTRY)
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))  # recipes name packs


@pytest.fixture
def labels(tmp_path, small_raster):
    """The labels' file, and what the whole raster would be."""
    return tmp_path / "labels.tif", lessons_entry.write_labels(tmp_path / "labels.tif", small_raster)


def config(small_raster, tiny_pack, out, labels, **more):
    classes = tuple(parse_names("building, water"))
    return RunConfig(
        str(small_raster), str(out), classes, str(tiny_pack), "lessons", "draft", "cpu", lessons=str(labels), **more
    )


def learned(folder, truth):
    """How much of what was not labelled is right."""
    with rasterio.open(folder / "classes.tif") as raster:
        ids = raster.read(1)
    unseen = np.zeros(ids.shape, bool)
    unseen[:, ids.shape[1] // 2 :] = True
    unseen &= truth != 255
    return (ids[unseen] == truth[unseen]).mean()


def test_it_learns_from_labels_and_the_recipe_remembers_them(tmp_path, small_raster, tiny_pack, labels):
    path, truth = labels
    result_of(segment(config(small_raster, tiny_pack, tmp_path / "run", path), CancelToken()))
    assert learned(tmp_path / "run", truth) > 0.8
    recipe = json.loads((tmp_path / "run" / "recipe.json").read_text())
    assert recipe["request"]["lessons"] == str(path) and len(recipe["identity"]["lessons"]) == 64
    assert recipe["taught"]["building"] > 0 and recipe["counts"]["taught"] == (truth[:, :100] != 255).sum()
    assert "sharpness" in recipe["identity"]["options"] and "pictures" not in recipe["identity"]["options"]


def test_an_option_of_its_own_is_read_and_one_of_another_method_is_refused_by_name(
    tmp_path, small_raster, tiny_pack, labels
):
    def confidence(**overrides):
        given = config(
            small_raster, tiny_pack, tmp_path / str(len(list(tmp_path.iterdir()))), labels[0], overrides=overrides
        )
        with rasterio.open(result_of(segment(given, CancelToken())).confidence) as raster:
            return np.nanmean(raster.read(1))

    assert confidence(sharpness=1.0) < confidence(sharpness=100.0)
    with pytest.raises(InputError, match=r"“lessons” does not read the option “pictures”"):
        confidence(pictures=4)
    with pytest.raises(InputError, match=r"must lie between 0\.1 and 1000"):
        confidence(sharpness=0.0)


def test_labels_are_refused_by_a_method_that_does_not_learn_and_when_they_cannot_be_read(
    tmp_path, small_raster, tiny_pack, labels
):
    given = config(small_raster, tiny_pack, tmp_path / "run", labels[0])
    with pytest.raises(InputError, match="does not learn from labels"):
        result_of(segment(RunConfig.from_dict({**given.to_dict(), "method": "ovdiff"}), CancelToken()))
    with pytest.raises(InputError, match=r"labels .* cannot be read"):
        result_of(segment(config(small_raster, tiny_pack, tmp_path / "run", tmp_path / "none.tif"), CancelToken()))


def test_features_that_are_tensors_are_kept_and_found_again(tmp_path, small_raster, tiny_pack, labels, monkeypatch):
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))
    results = [
        result_of(segment(config(small_raster, tiny_pack, tmp_path / name, labels[0]), CancelToken()))
        for name in ("one", "two")
    ]
    assert results[0].encoded_windows > 0 and results[1].encoded_windows == 0 and results[1].kept_windows > 0
    assert (tmp_path / "one" / "classes.tif").read_bytes() == (tmp_path / "two" / "classes.tif").read_bytes()


def test_it_says_why_and_what_it_costs(tmp_path, small_raster, tiny_pack, labels):
    warm = Warm()
    result_of(segment(config(small_raster, tiny_pack, tmp_path / "run", labels[0]), CancelToken(), warm))
    told = result_of(explain(tmp_path / "run", 500040.0, 5199998.0, CancelToken(), tmp_path / "why", warm))
    witness = told["classes"][0]["witnesses"][0]
    assert witness["word"] == told["class"] and witness["file"].endswith(".png")
    found = result_of(measure(str(tiny_pack), CancelToken(), "cpu", warm, "lessons"))
    assert found["costs"]["draft"]["draws"] == 0 and found["costs"]["draft"]["windows"]["64"]["score_s"] == 1e-4


def test_it_runs_from_the_command_line(tmp_path, small_raster, tiny_pack, labels):
    from terralex.core.cli.app import app

    path, truth = labels
    arguments = ["segment", str(small_raster), "--classes", "building, water", "--pack", str(tiny_pack)]
    arguments += ["--preset", "draft", "--method", "lessons", "--lessons", str(path), "--out", str(tmp_path / "run")]
    done = CliRunner().invoke(app, [*arguments, "--set", "sharpness=20", "--json"])
    assert done.exit_code == 0, done.output
    assert learned(tmp_path / "run", truth) > 0.8
    listed = CliRunner().invoke(app, ["options", "--pack", str(tiny_pack), "--method", "lessons"])
    assert "sharpness" in listed.output and "pictures" not in listed.output


def test_it_runs_in_the_engines_process(tmp_path, small_raster, tiny_pack, labels):
    child = Child(tmp_path / "child.log", worker=WORKER)
    try:
        given = config(small_raster, tiny_pack, tmp_path / "run", labels[0])
        child.send(cmd="segment", id=1, config=given.to_dict())
        answer = child.wait_for(protocol.ResultEvent, protocol.ErrorEvent, timeout=120)
        assert isinstance(answer, protocol.ResultEvent), answer
        assert learned(tmp_path / "run", labels[1]) > 0.8
    finally:
        child.process.kill()
        child.process.wait()
