"""The algorithms beside `terralex:segment`: alone, chained in a model, and through qgis_process."""

import json
import shutil
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from PIL import Image
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPointF
from terralex.plugin.processing.provider import TerralexProvider
from terralex.plugin.results.layers import style_polygons

from ..conftest import write_run
from .test_segment import Listener, qgis_process

IDS = {
    "segment",
    "buildprototypes",
    "evaluate",
    "polygonise",
    "burnpolygons",
    "exportlabels",
    "accuracysample",
    "accuracyreport",
    "teach",
    "train",
}
PLUGINS = "/usr/share/qgis/python/plugins"  # of QGIS itself; Processing's own code that loads results


@pytest.fixture
def provider(qgis_app, monkeypatch):
    monkeypatch.setenv("TERRALEX_PYTHON", sys.executable)
    made = TerralexProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture
def finished(tmp_path):
    """A run's outputs in a folder with a blank in its name."""
    return write_run(tmp_path / "a run")


def run(name, context=None, /, **parameters):
    """Run in this process; the results, whether it went well, and all that was shown."""
    algorithm = QgsApplication.processingRegistry().algorithmById(f"terralex:{name}")
    feedback = Listener()
    results, ok = algorithm.create().run(parameters, context or QgsProcessingContext(), feedback)
    return results, ok, " ".join([*feedback.errors, feedback.textLog()])


def labelled_set(root):
    """Two tiles of 96 x 80 pixels of 0.3 m."""
    rng = np.random.default_rng(0)
    for name in ("images", "masks"):
        (root / name).mkdir(parents=True)
    for tile in range(2):
        picture = rng.integers(0, 255, (5, 6, 3), np.uint8).repeat(16, 0).repeat(16, 1)
        Image.fromarray(picture).save(root / "images" / f"t{tile}.png")
        Image.fromarray(rng.integers(0, 3, (80, 96)).astype(np.uint8)).save(root / "masks" / f"t{tile}.png")
    (root / "classes.csv").write_text(
        "value,name,alternatives,kind,colour\n0,background,,,\n1,building,,,\n2,water,,,\n"
    )
    (root / "set.json").write_text(json.dumps({"gsd_m": 0.3}))
    return root


def chain():
    """A model: segment, then polygons of the class raster, then a Shapefile."""
    source, model = QgsProcessingModelChildParameterSource, QgsProcessingModelAlgorithm("Chain", "tests")
    for parameter in (
        QgsProcessingParameterRasterLayer("raster", "Raster"),
        QgsProcessingParameterString("names", "Class names"),
        QgsProcessingParameterString("pack", "Pack"),
    ):
        component = QgsProcessingModelParameter(parameter.name())
        component.setPosition(QPointF(0, 0))
        model.addModelParameter(parameter, component)

    def child(identity, algorithm, **sources):
        step = QgsProcessingModelChildAlgorithm(algorithm)
        step.setChildId(identity)
        declared = QgsApplication.processingRegistry().algorithmById(algorithm).parameterDefinitions()
        defaults = {  # as the designer fills them in
            parameter.name(): source.fromStaticValue(parameter.defaultValue())
            for parameter in declared
            if not parameter.isDestination() and parameter.defaultValue() is not None
        }
        for name, value in {**defaults, **sources}.items():
            step.addParameterSources(name, [value])
        return step

    first = child(
        "segment",
        "terralex:segment",
        INPUT=source.fromModelParameter("raster"),
        CLASSES=source.fromModelParameter("names"),
        PACK=source.fromModelParameter("pack"),
        PRESET=source.fromStaticValue("draft"),
    )
    second = child(
        "polygonise",
        "terralex:polygonise",
        INPUT=source.fromChildOutput("segment", "CLASS_RASTER"),
        MIN_AREA=source.fromStaticValue(4),
    )
    third = child("export", "terralex:exportlabels", INPUT=source.fromChildOutput("polygonise", "OUTPUT"))
    labels = QgsProcessingModelOutput("labels", "Labels")
    labels.setChildId("export")
    labels.setChildOutputName("OUTPUT")
    third.setModelOutputs({"labels": labels})
    for step in (first, second, third):
        model.addChildAlgorithm(step)
    model.updateDestinationParameters()
    return model


def test_every_algorithm_is_there_and_every_parameter_explained(provider):
    algorithms = provider.algorithms()
    assert {algorithm.name() for algorithm in algorithms} == IDS
    for algorithm in algorithms:
        assert [p.name() for p in algorithm.parameterDefinitions() if not p.help()] == []
        assert len(algorithm.shortHelpString()) > 200 and algorithm.tags() and algorithm.group()
        assert not algorithm.icon().isNull() and type(algorithm.create()) is type(algorithm)


def test_a_model_of_segment_polygonise_and_export_runs_by_qgis_process(tmp_path, provider, tiny_pack, small_raster):
    model = chain()
    ok, problems = model.validate()
    assert ok, problems
    file = tmp_path / "chain.model3"
    assert model.toFile(str(file))
    labels = tmp_path / "labels.shp"
    done = qgis_process(
        tmp_path,
        "run",
        str(file),
        "--",
        f"raster={small_raster}",
        "names=building, water",
        f"pack={tiny_pack}",
        f"export:labels={labels}",
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["results"]["export:labels"] == str(labels)
    layer = QgsVectorLayer(str(labels), "labels")
    names = {feature["class_name"] for feature in layer.getFeatures()}
    assert layer.featureCount() > 0 and names <= {"background", "building", "water"} and names - {"background"}
    assert "second_cls" in layer.fields().names() and layer.crs().authid() == "EPSG:32633"


def test_prototypes_are_built_shown_on_a_page_and_found_again(tmp_path, provider, tiny_pack):
    asked = {
        "CLASSES": "road, building: building|storage tank",
        "PACK": str(tiny_pack),
        "PRESET": "draft",
        "DEVICE": "cpu",
        "OPTIONS": "pictures=2",
        "OUTPUT": str(tmp_path / "page.html"),
    }
    results, ok, shown = run("buildprototypes", **asked)
    assert ok, shown
    words = json.loads(results["WORDS"])
    assert [word["name"] for word in words] == ["road", "building", "storage tank"]
    assert (results["WORD_COUNT"], results["FOUND_COUNT"], results["PICTURE_COUNT"]) == (3, 0, 6)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.count("<img") == 6 and all(Path(w["folder"]).joinpath("000.png").as_uri() in page for w in words)
    assert f"road: {words[0]['folder']}" in shown and Path(results["FOLDER"]).is_dir()


def test_an_evaluation_by_qgis_process_writes_its_report_and_its_predictions(tmp_path, tiny_pack):
    folder = labelled_set(tmp_path / "set")
    done = qgis_process(
        tmp_path,
        "run",
        "terralex:evaluate",
        "--",
        f"INPUT={folder}",
        f"PACK={tiny_pack}",
        "PRESET=draft",
        f"OUTPUT={tmp_path / 'report.json'}",
        f"PREDICTIONS={tmp_path / 'masks'}",
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)["results"]
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert results["MIOU"] == report["miou"] and results["PIXELS"] == report["pixels"] == 2 * 96 * 80
    assert set(report["per_class"]) == {"background", "building", "water"}
    assert sorted(path.name for path in (tmp_path / "masks").iterdir()) == ["t0.png", "t1.png"]


def test_edited_polygons_are_burnt_polygonised_and_loaded_in_the_colours_of_the_classes(
    tmp_path, provider, finished, qgis_new_project, monkeypatch
):
    monkeypatch.syspath_prepend(PLUGINS)
    from processing.gui.Postprocessing import handleAlgorithmResults

    def run_and_load(name, file, **parameters):
        project, context = QgsProject.instance(), QgsProcessingContext()
        context.setProject(project)
        target = QgsProcessingOutputLayerDefinition(str(file), project)
        results, ok, shown = run(name, context, OUTPUT=target, **parameters)
        assert ok, shown
        algorithm = QgsApplication.processingRegistry().algorithmById(f"terralex:{name}")
        assert handleAlgorithmResults(algorithm, context, Listener(), parameters={"OUTPUT": str(file), **parameters})
        return results, next(layer for layer in project.mapLayers().values() if str(file) in layer.source())

    with rasterio.open(finished["classes"], "r+") as raster:
        raster.write_colormap(1, {0: (0, 0, 0, 0), 1: (200, 30, 40, 255), 2: (10, 120, 250, 255)})
    polygons = QgsVectorLayer(f"{finished['segments']}|layername=segments", "polygons")
    copy = QgsVectorLayer("Polygon?crs=EPSG:2180&field=class_id:integer&field=class_name:string", "edited", "memory")
    building = next(feature for feature in polygons.getFeatures() if feature["class_id"] == 1)
    building["class_id"], building["class_name"] = 2, "road"
    building.setFields(copy.fields(), True)
    building.setAttributes([2, "road"])
    copy.dataProvider().addFeature(building)
    QgsProject.instance().addMapLayer(copy)

    results, raster = run_and_load("burnpolygons", tmp_path / "burnt.tif", INPUT=copy, CLASSES=finished["classes"])
    with rasterio.open(tmp_path / "burnt.tif") as burnt:
        assert set(np.unique(burnt.read(1))) == {0, 2} and results["CHANGED_PIXELS"] == 64 * 40
    assert [(c.value, c.color.name(), c.label) for c in raster.renderer().classes()] == [
        (1, "#c81e28", "building"),
        (2, "#0a78fa", "road"),
    ]

    results, layer = run_and_load("polygonise", tmp_path / "again.gpkg", INPUT=str(tmp_path / "burnt.tif"))
    shown = {category.value(): category.symbol()[0].fillColor().name() for category in layer.renderer().categories()}
    assert layer.featureCount() == results["POLYGON_COUNT"] == 2
    assert shown["road"] == "#0a78fa" and {f["class_name"] for f in layer.getFeatures()} == {"road", "background"}


def test_only_selected_polygons_are_exported_in_the_style_on_screen(tmp_path, provider, finished, qgis_new_project):
    from terralex.core.vocabulary import ClassSpec

    layer = QgsVectorLayer(f"{finished['segments']}|layername=segments", "polygons")
    style_polygons(layer, [ClassSpec("building", colour="#123456"), ClassSpec("road", colour="#654321")])
    QgsProject.instance().addMapLayer(layer)
    layer.selectByExpression("class_name = 'road'")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    source = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    results, ok, shown = run("exportlabels", context, INPUT=source, OUTPUT=str(tmp_path / "roads.geojson"))
    assert ok and results["FEATURE_COUNT"] == 1, shown
    exported = json.loads((tmp_path / "roads.geojson").read_text(encoding="utf-8"))
    assert [f["properties"]["class_name"] for f in exported["features"]] == ["road"]
    fresh = QgsVectorLayer(results["OUTPUT"], "roads")
    colours = {c.value(): c.symbol()[0].fillColor().name() for c in fresh.renderer().categories()}
    assert colours["road"] == "#654321"


@pytest.mark.parametrize(
    "name, change, told",
    [
        ("polygonise", {"OUTPUT": "x.shp"}, "does not end in .gpkg"),
        ("polygonise", {"OUTPUT": "a run/segments.gpkg"}, "segments.gpkg exists already"),
        ("polygonise", {"INPUT": "nowhere.tif"}, "nowhere.tif"),
        ("polygonise", {"INPUT": "a run/confidence.tif"}, "a class raster holds uint8"),
        ("burnpolygons", {"OUTPUT": "a run/classes.tif"}, "classes.tif exists already"),
        ("burnpolygons", {"INPUT": "nowhere.gpkg"}, "nowhere.gpkg"),
        ("burnpolygons", {"OUTPUT": "none/x.tif"}, "does not exist"),
        ("exportlabels", {"OUTPUT": "labels.kml"}, "does not end in .shp or .gpkg or .geojson or .fgb"),
        ("exportlabels", {"FORMAT": "gpkg"}, "does not end in .gpkg"),
        ("exportlabels", {"FORMAT": "coco"}, "No folder was named"),
        ("evaluate", {"INPUT": "a run"}, "no set.json"),
        ("evaluate", {"PACK": "nowhere"}, "no pack “nowhere”"),
        ("buildprototypes", {"CLASSES": "spaceship"}, "does not know “spaceship”"),
        ("buildprototypes", {"OPTIONS": "stepps=3"}, "no option “stepps”"),
    ],
)
def test_bad_input_is_told_in_words(tmp_path, provider, finished, tiny_pack, name, change, told):
    good = {
        "polygonise": {"INPUT": "a run/classes.tif", "OUTPUT": "new.gpkg"},
        "burnpolygons": {"INPUT": "a run/segments.gpkg", "CLASSES": "a run/classes.tif", "OUTPUT": "new.tif"},
        "exportlabels": {"INPUT": "a run/segments.gpkg", "OUTPUT": "new.shp"},
        "evaluate": {"INPUT": "set", "PACK": str(tiny_pack), "OUTPUT": "report.json"},
        "buildprototypes": {"CLASSES": "road", "PACK": str(tiny_pack)},
    }[name]
    files = {"INPUT", "CLASSES", "OUTPUT"} - ({"CLASSES"} if name == "buildprototypes" else set())
    given = {key: str(tmp_path / value) if key in files else value for key, value in {**good, **change}.items()}
    before = sorted(path.name for path in (tmp_path / "a run").iterdir())
    _, ok, shown = run(name, **given)
    assert not ok and told in shown and "Traceback" not in shown
    assert sorted(path.name for path in (tmp_path / "a run").iterdir()) == before


def test_a_cancelled_evaluation_leaves_no_report(tmp_path, provider, tiny_pack):
    algorithm = QgsApplication.processingRegistry().algorithmById("terralex:evaluate")
    given = {
        "INPUT": str(labelled_set(tmp_path / "set")),
        "PACK": str(tiny_pack),
        "PRESET": "draft",
        "OUTPUT": str(tmp_path / "report.json"),
    }
    feedback = Listener(cancel_at="Imagining")
    results, _ = algorithm.create().run(given, QgsProcessingContext(), feedback)
    assert results == {} and feedback.errors == [] and not (tmp_path / "report.json").exists()


def test_unsaved_edits_are_spoken_of_and_a_raster_layer_that_is_no_file_refused(tmp_path, provider, finished):
    layer = QgsVectorLayer(f"{finished['segments']}|layername=segments", "polygons")
    layer.startEditing()
    layer.deleteFeature(1)
    _, ok, shown = run("exportlabels", INPUT=layer, OUTPUT=str(tmp_path / "all.gpkg"))
    assert ok and "has edits that are not saved" in shown
    layer.rollBack()
    shutil.copy(finished["classes"], tmp_path / "gone.tif")
    gone = QgsRasterLayer(str(tmp_path / "gone.tif"), "gone")
    (tmp_path / "gone.tif").unlink()
    _, ok, shown = run("polygonise", INPUT=gone, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not ok and "“gone” is no file on this computer" in shown
