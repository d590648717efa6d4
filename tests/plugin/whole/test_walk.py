"""A day's work in QGIS with the pack that comes along: run, correct, save, run again, close, open, export.

Nothing of what a person did may be lost on the way. WALK_PICTURE names a picture of the map at the end.
"""

import os
from pathlib import Path

import pytest
import rasterio
import shapely
from qgis.core import (
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QSize
from rasterio.windows import Window
from terralex.core.formats import FORMATS
from terralex.plugin.dock import TerralexDock
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results.layers import role_of, run_layers, run_of
from terralex.plugin.shapes.editing import make_editable

from ..ends import finishing
from ..readback import rows

SAMPLE = Path(__file__).resolve().parents[3] / "resources" / "sample" / "river_bridge.tif"
CLASSES = "building, water, vegetation, pavement, car"
WAIT = 300_000
ATTRIBUTES = ("class_name", "reviewed", "notes", "was", "origin", "reviewer", "second_class", "source")


@pytest.fixture
def runner(engine):
    return Runner(engine)


@pytest.fixture
def picture(tmp_path):
    """A part of the sample."""
    window, path = Window(300, 300, 1400, 1300), tmp_path / "river.tif"
    with rasterio.open(SAMPLE) as source:
        profile = {**source.profile, "width": 1400, "height": 1300, "transform": source.window_transform(window)}
        profile.pop("photometric")
        with rasterio.open(path, "w", **profile) as out:
            out.write(source.read(window=window))
    return path


@pytest.fixture
def dock(qtbot, qgis_iface, qgis_new_project, picture, runner, tmp_path):
    layer = QgsRasterLayer(str(picture), "river")
    QgsProject.instance().addMapLayer(layer)
    made = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(made, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    made.form.pack.setCurrentIndex(made.form.pack.findText("starter"))
    made.form.preset.setCurrentIndex(made.form.preset.findData("draft"))
    made.set_raster(layer)
    made.set_classes(CLASSES)
    return made


def run(qtbot, dock):
    with finishing(qtbot, dock, WAIT) as caught:
        dock.run()
    return caught.args[0]


def shown(role):
    return run_layers(QgsProject.instance(), None)[role]


def command(layer, name, act):
    """One edit as QGIS's tools make it: a step that can be undone."""
    layer.beginEditCommand(name)
    act()
    layer.endEditCommand()


def relabel(layer, feature):
    fields = layer.fields()
    other = 1 + int(feature["class_id"]) % 5
    layer.changeAttributeValue(feature.id(), fields.indexOf("class_id"), other)


def review(layer, feature):
    fields = layer.fields()
    layer.changeAttributeValue(feature.id(), fields.indexOf("reviewed"), True)
    layer.changeAttributeValue(feature.id(), fields.indexOf("notes"), f"seen, {feature.id()}")


def split(layer, feature):
    """Across its middle, from one side to the other."""
    box, middle = feature.geometry().boundingBox(), feature.geometry().poleOfInaccessibility(0.1)[0].asPoint()
    line = [QgsPointXY(box.xMinimum() - 0.05, middle.y()), QgsPointXY(box.xMaximum() + 0.05, middle.y())]
    assert layer.splitFeatures(line, True) == QgsGeometry.OperationResult.Success


def move_border(layer, feature):
    """A corner that it shares with another, in both, as the vertex tool does with topological editing."""
    inside = layer.extent().buffered(-1.0)  # at the edge of the map a gap would be torn
    for corner in feature.geometry().vertices():
        point = QgsPointXY(corner)
        if not inside.contains(point):
            continue
        sharing = []
        for other in layer.getFeatures():
            _, index, _, _, distance = other.geometry().closestVertex(point)
            if distance < 1e-12:
                sharing.append((other.id(), index))
        if len(sharing) == 2:
            for number, index in sharing:
                assert layer.moveVertex(point.x() + 0.12, point.y() + 0.12, number, index)
            return
    raise AssertionError("it shares no corner")


def correct(layer):
    """Thirty polygons: classes, ticks with notes, cuts, borders; saved."""
    make_editable(layer)
    by_size = sorted(layer.getFeatures(), key=lambda found: -found.geometry().area())
    chosen = [found for found in by_size if found["class_id"]][:30]
    assert len(chosen) == 30
    for number, feature in enumerate(chosen):
        act, name = (
            (split, "Features split")
            if number < 3
            else (move_border, "Moved vertex")
            if number < 6
            else (review, "Attributes changed")
            if number < 14
            else (relabel, "Attributes changed")
        )
        command(layer, name, lambda act=act, feature=feature: act(layer, feature))
    assert layer.undoStack().count() >= 30
    assert layer.commitChanges(), layer.commitErrors()


def corrected(path):
    """What a person did, as another library reads it from the disk."""
    return [row for row in rows(path) if row["reviewed"] or row["origin"] == "hand"]


def check_there(before, path, apart=0.5, names=ATTRIBUTES):
    """Each corrected polygon has its twin: shape to half a working pixel, attributes as they were."""
    after, pixel = rows(path), 0.3
    shapes = [row["shape"] for row in after]
    for row in before:
        distances = [shapely.hausdorff_distance(row["shape"], shape) for shape in shapes]
        twin = after[distances.index(min(distances))]
        assert min(distances) < apart * pixel, row["fid"]
        assert {name: twin[name] for name in names} == {name: row[name] for name in names}
    return after


def check_rasters(before, classes):
    """The class raster says the class of each corrected polygon, at the place that is farthest from its border."""
    ids = {spec: value for value, spec in enumerate(["background", *CLASSES.split(", "), "road"])}
    seen = 0
    for row in before:
        middle, width = QgsGeometry.fromWkt(row["shape"].wkt).poleOfInaccessibility(0.05)
        if width > 0.3:
            value, ok = classes.dataProvider().sample(middle.asPoint(), 1)
            assert ok and value == ids[row["class_name"]], row
            seen += 1
    assert seen > 20


def test_a_days_work_is_all_there_in_the_end(qtbot, dock, said, tmp_path):
    project = QgsProject.instance()
    first = run(qtbot, dock)
    correct(shown("polygons"))
    before = corrected(first["segments"])
    assert len(before) >= 30 and sum(bool(row["notes"]) for row in before) == 8
    assert sum(row["was"] is not None for row in before) == 16

    # a class more, and the corrections stay
    dock.set_classes(f"{CLASSES}, road")
    assert dock.form.keep.isChecked() and not dock.form.keep.isHidden()
    second = run(qtbot, dock)
    assert f"{len(before)} corrected polygons kept." in said()
    check_there(before, second["segments"])
    check_rasters(before, shown("classes"))

    # closed and opened again
    file = tmp_path / "work.qgz"
    assert project.write(str(file))
    project.clear()
    assert not project.mapLayers()
    assert project.read(str(file)) and all(layer.isValid() for layer in project.mapLayers().values())
    results = [layer for layer in project.mapLayers().values() if role_of(layer)]
    assert len(results) == 6 and {run_of(layer) for layer in results} == {first["folder"], second["folder"]}
    assert [len(group.findLayers()) for group in project.layerTreeRoot().findGroups()] == [3, 3]
    polygons = shown("polygons")
    assert run_of(polygons) == second["folder"]
    assert [spec.name for spec in dock.form.classes.specs()] == [*CLASSES.split(", "), "road"]
    check_there(before, first["segments"], 1e-9)
    after = check_there(before, second["segments"])
    check_rasters(before, shown("classes"))
    assert shapely.coverage_is_valid([row["shape"] for row in after])
    assert {c.value() for c in polygons.renderer().categories()} == {*CLASSES.split(", "), "road", "background"}

    # and one more correction, exported with the others
    make_editable(polygons)
    command(
        polygons, "Attributes changed", lambda: review(polygons, next(polygons.getFeatures("\"origin\" = 'machine'")))
    )
    assert polygons.commitChanges()
    labels = tmp_path / "labels.gpkg"
    dock._exporter.export(polygons, FORMATS["gpkg"], labels)
    qtbot.waitUntil(lambda: "Labels were exported" in said(), timeout=WAIT)
    exported = check_there(before, labels, names=[name for name in ATTRIBUTES if name != "reviewer"])
    assert len(exported) == polygons.featureCount()
    assert sum(bool(row["notes"]) for row in exported) == 9
    draw(polygons, project)


def draw(polygons, project):
    """The picture with the polygons over it: every class is seen in its colour."""
    raster = next(layer for layer in project.mapLayers().values() if layer.name() == "river")
    settings = QgsMapSettings()
    settings.setLayers([polygons, raster])
    settings.setDestinationCrs(raster.crs())
    settings.setExtent(raster.extent())
    settings.setOutputSize(QSize(700, 650))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    if "WALK_PICTURE" in os.environ:
        image.save(os.environ["WALK_PICTURE"])
    seen = {image.pixelColor(x, y).name() for x in range(0, 700, 7) for y in range(0, 650, 7)}
    assert len(seen) > 500 and not job.errors()
