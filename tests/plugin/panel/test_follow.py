"""What the dock takes from the project: its classes, and the raster that is active."""

import pytest
from qgis.core import QgsProject, QgsRasterLayer
from terralex.core.vocabulary import parse_names, with_colours
from terralex.plugin.panel.class_table import Row
from terralex.plugin.results.layers import add_results, role_of


def names(dock):
    return [spec.name for spec in dock.form.classes.specs()]


def test_the_classes_are_kept_with_the_project_and_come_back_with_it(dock, tmp_path):
    dock.set_classes("water, building: house|roof")
    project = QgsProject.instance()
    assert project.isDirty() and project.write(str(tmp_path / "work.qgz"))
    dock.set_classes("road")
    assert project.read(str(tmp_path / "work.qgz"))
    assert names(dock) == ["water", "building"] and dock.form.classes.specs()[1].words == ("house", "roof")
    assert not project.isDirty()


def test_classes_that_are_switched_off_and_values_of_a_list_come_back_too(dock, tmp_path):
    dock.form.classes.set_rows([Row("water", value=40), Row("road", on=False, value=7), Row("building", "#123456")])
    before = dock.form.classes.rows()
    project = QgsProject.instance()
    assert project.write(str(tmp_path / "work.qgz"))
    dock.set_classes("road")
    assert project.read(str(tmp_path / "work.qgz"))
    assert dock.form.classes.rows() == before and not project.isDirty()
    assert [(spec.name, spec.value) for spec in dock.form.classes.specs()] == [("water", 40), ("building", None)]


@pytest.mark.parametrize("kept", ["", "[", '[{"nam": 1}]', '[{"name": ""}]', "7"])
def test_a_project_without_classes_leaves_the_list_alone(dock, tmp_path, kept):
    project = QgsProject.instance()
    project.clear()
    project.writeEntry("terralex", "/classes", kept)
    assert project.write(str(tmp_path / "other.qgz"))
    dock.set_classes("road")
    assert project.read(str(tmp_path / "other.qgz"))
    assert names(dock) == ["road"]


def test_the_raster_that_becomes_active_is_taken_and_a_result_is_not(dock, qgis_iface, photo, raster, results):
    other = QgsRasterLayer(str(photo), "photo")
    QgsProject.instance().addMapLayer(other)
    assert dock.form.raster.currentLayer() == raster
    qgis_iface.currentLayerChanged.emit(other)
    assert dock.form.raster.currentLayer() == other
    add_results(QgsProject.instance(), results, with_colours(parse_names("building, road")), "image")
    classes = next(la for la in QgsProject.instance().mapLayers().values() if role_of(la) == "classes")
    qgis_iface.currentLayerChanged.emit(classes)
    qgis_iface.currentLayerChanged.emit(None)
    assert dock.form.raster.currentLayer() == other
