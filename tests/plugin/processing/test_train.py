"""`terralex:train`: what is asked of a staged engine, and a training in a process of its own that a run then uses."""

import json
import sys
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsVectorLayer
from terralex.core.recipe import read_recipe
from terralex.plugin.processing.provider import TerralexProvider

from ...core.rasters import write_tif
from .test_segment import Listener

ROWS, COLS = 256, 448  # 28 windows of 64 px, as the tiny pack sees them
TOLD = {"key": "ab" * 32, "before": 0.25, "after": 0.5, "better": True, "resumed": 150}


@pytest.fixture
def provider(qgis_app, monkeypatch, tiny_pack):
    monkeypatch.setenv("TERRALEX_PYTHON", sys.executable)
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    made = TerralexProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


def run(name, **parameters):
    feedback = Listener()
    algorithm = QgsApplication.processingRegistry().algorithmById(f"terralex:{name}").create()
    results, ok = algorithm.run(parameters, QgsProcessingContext(), feedback)
    return results, ok, " ".join([*feedback.errors, feedback.textLog()])


def test_runs_are_named_by_folders_or_by_files_in_them(provider, tmp_path):
    (tmp_path / "first").mkdir()
    (tmp_path / "first" / "recipe.json").write_text("{}")
    algorithm = QgsApplication.processingRegistry().algorithmById("terralex:train").create()
    runs = [str(tmp_path / "first" / "recipe.json"), str(tmp_path / "second run")]
    asked = algorithm.read({"RUNS": runs, "NAME": " mine ", "SEED": 3}, QgsProcessingContext(), Listener())
    assert asked["runs"] == [str(tmp_path / "first"), str(tmp_path / "second run")]
    assert (asked["name"], asked["iterations"], asked["seed"]) == ("mine", 0, 3)
    feedback = Listener()
    outputs = algorithm.outputs(TOLD, QgsProcessingContext(), feedback)
    assert outputs == {"KEY": "ab" * 32, "BEFORE": 0.25, "AFTER": 0.5, "BETTER": True}
    assert "from step 150" in feedback.textLog() and "0.250 before, 0.500 after" in feedback.textLog()


def test_a_training_on_reviewed_polygons_is_used_by_a_run_and_too_few_are_refused(provider, tmp_path):
    rng, image = np.random.default_rng(3), tmp_path / "image.tif"
    colours = np.array([[60, 120, 50], [70, 90, 160], [180, 170, 150], [120, 60, 60]])
    kind = rng.integers(0, 4, (ROWS // 32, COLS // 32)).repeat(32, 0).repeat(32, 1)
    write_tif(image, (colours[kind].transpose(2, 0, 1) + rng.integers(0, 12, (3, ROWS, COLS))).astype(np.uint8))
    folder = tmp_path / "a run"
    chosen = {"INPUT": str(image), "PACK": "tiny", "PRESET": "draft", "LOAD": False}
    _, ok, told = run("segment", **chosen, CLASSES="road, water", METHOD="colour", OUTPUT=str(folder))
    assert ok, told
    asked = {"RUNS": [str(folder / "recipe.json")], "NAME": "mine", "STEPS": 2}
    _, ok, told = run("train", **asked)
    assert not ok and "Training needs 24 reviewed windows" in told and "Traceback" not in told
    layer = QgsVectorLayer(str(folder / "segments.gpkg"), "polygons")
    reviewed = layer.fields().indexOf("reviewed")
    assert layer.dataProvider().changeAttributeValues({f.id(): {reviewed: True} for f in layer.getFeatures()})
    del layer
    results, ok, told = run("train", **asked)
    assert ok and results["BETTER"] is (results["AFTER"] > results["BEFORE"]), told
    assert 0 <= results["BEFORE"] <= 1 and len(results["KEY"]) == 64 and "Mean IoU where it was not trained" in told
    second = tmp_path / "another run"
    options = {"METHOD": "dedos", "OPTIONS": "trained=mine"}
    _, ok, told = run("segment", **chosen, CLASSES="tree, water", OUTPUT=str(second), **options)
    assert ok, told
    assert read_recipe(Path(second))["identity"]["trained"] == {"name": "mine", "key": results["KEY"]}
    assert json.dumps(results)
