"""A sample drawn and reported by the toolbox's algorithms, in a process of their own."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsProcessingContext,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from terralex.core.sample import read_sample
from terralex.plugin.processing.provider import TerralexProvider

from ..conftest import write_run
from .test_segment import Listener


@pytest.fixture
def provider(qgis_app, monkeypatch):
    monkeypatch.setenv("TERRALEX_PYTHON", sys.executable)
    made = TerralexProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


def run(name, **parameters):
    feedback = Listener()
    algorithm = QgsApplication.processingRegistry().algorithmById(f"terralex:{name}").create()
    results, ok = algorithm.run(parameters, QgsProcessingContext(), feedback)
    return results, ok, " ".join([*feedback.errors, feedback.textLog()])


def test_points_are_drawn_and_reported(provider, tmp_path):
    classes, points = write_run(tmp_path / "a run")["classes"], tmp_path / "points.gpkg"
    results, ok, told = run("accuracysample", INPUT=classes, POINTS=30, AT_LEAST=4, SEED=2, OUTPUT=str(points))
    assert ok and results["POINT_COUNT"] == 30, told
    _, ok, told = run("accuracyreport", CLASSES=classes, INPUT=str(points), OUTPUT=str(tmp_path / "none"))
    assert not ok and "No point of points.gpkg was judged yet" in told and not (tmp_path / "none").exists()
    layer = QgsVectorLayer(str(points), "points")
    column = layer.fields().indexOf("label_id")
    strata = read_sample(points).strata
    changes = {f.id(): {column: strata[f["id"] - 1] if f["id"] % 3 else 1} for f in layer.getFeatures()}
    assert layer.dataProvider().changeAttributeValues(changes)
    out = tmp_path / "report"
    results, ok, told = run("accuracyreport", CLASSES=classes, INPUT=layer, OUTPUT=str(out))
    assert ok and Path(results["HTML"]).is_file() and 0.5 < results["OVERALL"] < 1 and results["HALF"] > 0, told
    theirs = tmp_path / "labelled.gpkg"
    made = QgsVectorLayer(f"Point?crs={layer.crs().authid()}&field=ID:int&field=Label:string(50)", "labelled", "memory")
    names = read_sample(points).names
    for feature in layer.getFeatures():
        saved = QgsFeature(made.fields())
        saved.setGeometry(feature.geometry())
        saved.setAttributes([feature["id"], names[strata[feature["id"] - 1]]])
        made.dataProvider().addFeatures([saved])
    options = QgsVectorFileWriter.SaveVectorOptions()
    QgsVectorFileWriter.writeAsVectorFormatV3(made, str(theirs), QgsProject.instance().transformContext(), options)
    again = {"CLASSES": classes, "INPUT": layer, "ANSWERS": str(theirs), "OUTPUT": str(tmp_path / "theirs")}
    results, ok, told = run("accuracyreport", **again)
    assert ok and results["OVERALL"] == pytest.approx(1.0), "their answers count, and not those of the points' file"
    _, ok, told = run("accuracysample", INPUT=classes, OUTPUT=str(points))
    assert not ok and "exists already" in told
    with closing(sqlite3.connect(f"{points.as_uri()}?mode=ro", uri=True)) as file:
        assert file.execute("SELECT count(label_id) FROM points").fetchone()[0] == 30, "the answers are still there"
