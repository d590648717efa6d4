"""A run made, taught and taken back by the toolbox's algorithms, in a process of their own."""

import shutil
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsVectorLayer
from terralex.plugin.processing.provider import TerralexProvider

from .test_segment import Listener


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


def test_a_run_is_taught_and_taken_back(provider, small_raster, tmp_path):
    image = str(shutil.copy(small_raster, tmp_path / "an image.tif"))
    folder = tmp_path / "a run"
    asked = {"PACK": "tiny", "PRESET": "draft", "METHOD": "colour", "OUTPUT": str(folder)}
    _, ok, told = run("segment", INPUT=image, CLASSES="building, water", **asked)
    assert ok, told
    _, ok, told = run("teach", RUN=str(folder))
    assert not ok and "no polygon of this run is reviewed" in told
    layer = QgsVectorLayer(str(folder / "segments.gpkg"), "polygons")
    reviewed = layer.fields().indexOf("reviewed")
    largest = sorted(layer.getFeatures(), key=lambda f: -f["area_m2"])[:3]
    assert layer.dataProvider().changeAttributeValues({f.id(): {reviewed: True} for f in largest})
    del layer
    results, ok, told = run("teach", RUN=str(folder), WAY="limits")
    assert ok and results["GENERATION"] == 1, told
    for key, name in (("SEGMENTS", "segments_edit1.gpkg"), ("LESSON", "lesson_edit1.json")):
        assert Path(results[key]) == folder / name and Path(results[key]).is_file()
    results, ok, told = run("teach", RUN=str(folder), UNDO=True)
    assert ok and results["GENERATION"] == 2 and (folder / "segments_edit1.gpkg").is_file(), told
