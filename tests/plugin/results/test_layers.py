"""A run's outputs as layers: what they look like, and what editing them does."""

import time

import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsLayerTreeModel,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayerUtils,
)
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from terralex.core.errors import InputError, OutputError
from terralex.core.results import next_edit
from terralex.core.vocabulary import ClassSpec
from terralex.plugin.results.layers import add_results, layer_of, repoint, run_classes, run_layers

from .conftest import SPECS

EXTENT = QgsRectangle(500000, 300000, 500032, 300024)
BUILDING, ROAD, BACKGROUND = (16, 20), (48, 20), (32, 44)  # pixels of a 64 x 48 picture


@pytest.fixture
def shown(qgis_new_project, results):
    """The layers of a run, by role."""
    add_results(QgsProject.instance(), results, SPECS, "image")
    return run_layers(QgsProject.instance(), None)


def now(layer, number):
    """A feature as it is. When editing starts, QGIS changes the file's journal, and for a moment nobody can read it."""
    until = time.monotonic() + 10
    while not (feature := layer.getFeature(number)).isValid() and time.monotonic() < until:
        time.sleep(0.05)
    return feature


def picture(*layers):
    """The layers on white, 64 x 48."""
    settings = QgsMapSettings()
    settings.setLayers(list(layers))
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(EXTENT)
    settings.setOutputSize(QSize(64, 48))
    settings.setBackgroundColor(QColor("white"))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return job.renderedImage()


def colour(image, place):
    found = image.pixelColor(*place)
    return found.red(), found.green(), found.blue()


def test_polygons_are_drawn_in_the_colours_of_the_run_and_the_background_is_clear(shown):
    seen = picture(shown["polygons"])
    red, green, blue = colour(seen, BUILDING)
    assert red > 230 and 120 < green < 200 and green == blue  # #e02020 through glass
    red, green, blue = colour(seen, ROAD)
    assert blue > 230 and 120 < red < 200 and red == green
    assert colour(seen, BACKGROUND) == (255, 255, 255)


def test_the_class_raster_shows_the_runs_classes_only(shown):
    layer = shown["classes"]
    assert [(c.value, c.label, c.color.name()) for c in layer.renderer().classes()] == [
        (1, "building", "#e02020"),
        (2, "road", "#2020e0"),
    ]
    seen = picture(layer)
    assert colour(seen, BUILDING)[0] > colour(seen, BUILDING)[2]
    assert colour(seen, ROAD)[2] > colour(seen, ROAD)[0]
    assert colour(seen, BACKGROUND) == (255, 255, 255)


def test_the_legend_of_the_polygons_is_open(qtbot, qgis_new_project, results):
    view = QgsLayerTreeView()
    qtbot.addWidget(view)
    model = QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view)
    view.setModel(model)
    add_results(QgsProject.instance(), results, SPECS, "image")
    group = QgsProject.instance().layerTreeRoot().children()[0]
    shown = [view.isExpanded(view.node2index(node)) for node in (group, *group.findLayers())]
    assert shown == [True, True, False, False]


def test_confidence_is_viridis_from_0_to_1(shown):
    red, green, blue = colour(picture(shown["confidence"]), BUILDING)
    assert (red, green, blue) == pytest.approx((0x5E, 0xC9, 0x62), abs=3)  # viridis at 0.75


def test_choosing_another_class_changes_the_name_with_it(shown):
    layer = shown["polygons"]
    setup = layer.editorWidgetSetup(layer.fields().indexOf("class_id"))
    assert setup.type() == "ValueMap"
    assert [next(iter(entry.items())) for entry in setup.config()["map"]] == [
        ("background", "0"),
        ("building", "1"),
        ("road", "2"),
    ]
    feature = next(layer.getFeatures("\"class_name\" = 'building'"))
    assert layer.startEditing()
    assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf("class_id"), 2)
    assert now(layer, feature.id())["class_name"] == "road"
    assert layer.commitChanges()
    assert now(layer, feature.id())["class_name"] == "road"


def test_the_area_follows_the_shape(shown):
    layer = shown["polygons"]
    feature = next(layer.getFeatures("\"class_name\" = 'building'"))
    layer.startEditing()
    layer.changeGeometry(feature.id(), QgsGeometry.fromRect(QgsRectangle(500000, 300004, 500010, 300014)))
    assert now(layer, feature.id())["area_m2"] == pytest.approx(100.0, rel=0.002)
    layer.rollBack()


def test_a_polygon_drawn_by_hand_gets_the_name_of_its_class(shown):
    layer = shown["polygons"]
    layer.startEditing()
    shape = QgsGeometry.fromRect(QgsRectangle(500000, 300000, 500002, 300002))
    feature = QgsVectorLayerUtils.createFeature(layer, shape, {layer.fields().indexOf("class_id"): 1})
    assert feature["class_name"] == "building" and feature["area_m2"] == pytest.approx(4.0, rel=0.002)
    assert layer.addFeature(QgsFeature(feature)) and layer.commitChanges()


@pytest.mark.parametrize("name", ["O'Hare runway", 'a "quoted" name', "back\\slash", "zażółć gęślą", "<b>bold</b>"])
def test_names_with_odd_letters_are_followed_too(qgis_new_project, results, name):
    add_results(QgsProject.instance(), results, (ClassSpec(name, colour="#e02020"), SPECS[1]), "image")
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    feature = next(layer.getFeatures('"class_id" = 2'))
    layer.startEditing()
    layer.changeAttributeValue(feature.id(), layer.fields().indexOf("class_id"), 1)
    assert now(layer, feature.id())["class_name"] == name
    layer.rollBack()
    assert run_classes(layer)[0].name == name


def test_a_class_called_background_keeps_its_colour(qgis_new_project, results):
    add_results(QgsProject.instance(), results, (ClassSpec("background", colour="#e02020"), SPECS[1]), "image")
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    assert [c.value() for c in layer.renderer().categories()] == ["background", "road"]


def test_the_layers_know_their_run_after_the_project_was_saved_and_opened(shown, results, tmp_path):
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "map.qgz"))
    project.clear()
    with pytest.raises(InputError, match="no result in this project"):
        run_layers(project, None)
    assert project.read(str(tmp_path / "map.qgz"))
    layers = run_layers(project, None)
    assert set(layers) == {"polygons", "classes", "confidence"}
    assert [spec.name for spec in run_classes(layers["polygons"])] == ["building", "road"]
    feature = next(layers["polygons"].getFeatures('"class_id" = 1'))
    layers["polygons"].startEditing()
    layers["polygons"].changeAttributeValue(feature.id(), layers["polygons"].fields().indexOf("class_id"), 2)
    assert layers["polygons"].getFeature(feature.id())["class_name"] == "road"
    layers["polygons"].rollBack()


def test_the_active_layer_says_which_run_is_meant(qgis_new_project, tmp_path):
    from ..conftest import write_run

    project = QgsProject.instance()
    old = add_results(project, write_run(tmp_path / "old"), SPECS, "image")
    new = add_results(project, write_run(tmp_path / "new"), SPECS, "image")
    topmost = run_layers(project, None)
    assert topmost["classes"].customProperty("terralex/run") == new
    active = next(layer for layer in project.mapLayers().values() if layer.customProperty("terralex/run") == old)
    assert run_layers(project, active)["classes"].customProperty("terralex/run") == old
    stranger = QgsRasterLayer(str(tmp_path / "old" / "confidence.tif"), "stranger")
    project.addMapLayer(stranger)
    assert run_layers(project, stranger)["classes"].customProperty("terralex/run") == new


def test_a_layer_shows_another_file_in_the_same_style(shown, tmp_path):
    from ..conftest import write_run

    other = write_run(tmp_path / "other")
    before = picture(shown["polygons"], shown["classes"])
    for role, key in (("polygons", "segments"), ("classes", "classes"), ("confidence", "confidence")):
        repoint(shown[role], tmp_path / "other" / (tmp_path / other[key]).name)
        assert shown[role].source().startswith(other[key])
    assert picture(shown["polygons"], shown["classes"]) == before
    setup = shown["polygons"].editorWidgetSetup(shown["polygons"].fields().indexOf("class_id"))
    assert setup.type() == "ValueMap"


def test_an_output_that_cannot_be_opened_is_named(qgis_new_project, results):
    with open(results["confidence"], "w") as file:
        file.write("not a raster")
    with pytest.raises(OutputError, match=r"confidence\.tif cannot be opened"):
        add_results(QgsProject.instance(), results, SPECS, "image")
    assert QgsProject.instance().mapLayers() == {}


def test_a_layer_that_was_removed_or_whose_file_is_gone_is_named(shown, results, tmp_path):
    with pytest.raises(InputError, match="classes of this run are not in the project"):
        layer_of({}, "classes")
    (tmp_path / "2026-01-02_abc123" / "classes.tif").unlink()
    with pytest.raises(InputError, match=r"is no longer there: .*classes\.tif"):
        layer_of(shown, "classes")


def test_edited_copies_get_the_next_free_name(tmp_path):
    path = tmp_path / "classes.tif"
    assert next_edit(path).name == "classes_edit1.tif"
    (tmp_path / "classes_edit1.tif").touch()
    assert next_edit(path).name == "classes_edit2.tif"
    assert next_edit(tmp_path / "classes_edit1.tif").name == "classes_edit2.tif"
