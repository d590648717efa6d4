"""The group of a run: its names, and that layers which people add do not end up in it."""

import os
from datetime import datetime

import pytest
from qgis.core import QgsLayerTreeRegistryBridge, QgsProject, QgsVectorLayer
from terralex.plugin.results.groups import names
from terralex.plugin.results.layers import add_results, role_of, run_layers

from .conftest import SPECS


def own(number):
    return QgsVectorLayer("Polygon?crs=EPSG:2180", f"mine {number}", "memory")


def tree(group):
    return [node.name() for node in group.children()]


@pytest.fixture
def project(qgis_new_project):
    return QgsProject.instance()


@pytest.mark.parametrize("inside", ["on the group", "on the polygons", "after it was saved and opened"])
def test_layers_that_people_add_land_above_the_runs_group_and_stay_active(
    dock, project, results, tmp_path, qgis_iface, monkeypatch, inside
):
    add_results(project, results, SPECS, "image")
    before = tree(project.layerTreeRoot().findGroups()[0])
    if inside.startswith("after"):
        assert project.write(str(tmp_path / "work.qgz")) and project.read(str(tmp_path / "work.qgz"))
    group = project.layerTreeRoot().findGroups()[0]
    position = project.layerTreeRoot().children().index(group)
    # What QGIS's window says before each new layer: beside the one that is current in the panel of layers.
    point = QgsLayerTreeRegistryBridge.InsertionPoint(group, 1 if inside == "on the polygons" else 0)
    bridge, active = project.layerTreeRegistryBridge(), []
    bridge.setLayerInsertionPoint(point)
    monkeypatch.setattr(qgis_iface, "setActiveLayer", active.append)
    made = [own(1), own(2)]
    monkeypatch.setattr(qgis_iface, "activeLayer", lambda: made[0])
    project.addMapLayers(made)
    root = project.layerTreeRoot()
    assert len(before) == 3 and tree(group) == before and all(role_of(node.layer()) for node in group.children())
    assert (
        sorted(tree(root)[position : position + 2]) == ["mine 1", "mine 2"] and root.children()[position + 2] == group
    )
    assert set(made) <= set(project.mapLayers().values()), "moving is not removing"
    assert active == [made[0]]
    bridge.setLayerInsertionPoint(QgsLayerTreeRegistryBridge.InsertionPoint(root, 0))


def test_a_group_of_the_users_own_is_left_alone(dock, project, results):
    add_results(project, results, SPECS, "image")
    mine = project.layerTreeRoot().addGroup("my work")
    bridge = project.layerTreeRegistryBridge()
    bridge.setLayerInsertionPoint(QgsLayerTreeRegistryBridge.InsertionPoint(mine, 0))
    project.addMapLayer(own(1))
    assert tree(mine) == ["mine 1"]
    bridge.setLayerInsertionPoint(QgsLayerTreeRegistryBridge.InsertionPoint(project.layerTreeRoot(), 0))


def test_what_people_drag_into_the_group_stays_there_also_when_the_project_is_opened(dock, project, results, tmp_path):
    add_results(project, results, SPECS, "image")
    mine = own(1)
    project.addMapLayer(mine)
    root, group = project.layerTreeRoot(), project.layerTreeRoot().findGroups()[0]
    node = root.findLayer(mine.id())
    group.insertChildNode(0, node.clone())
    root.removeChildNode(node)
    assert project.write(str(tmp_path / "work.qgz")) and project.read(str(tmp_path / "work.qgz"))
    assert tree(project.layerTreeRoot().findGroups()[0])[0] == "mine 1" and len(project.mapLayers()) == 5


def begun(folder, *when):
    folder.mkdir()
    (folder / "recipe.json").write_text("{}")
    seconds = datetime(*when).timestamp()
    os.utime(folder / "recipe.json", (seconds, seconds))
    return folder


def test_the_raster_comes_first_and_the_date_last(tmp_path):
    this = datetime.now().year
    assert names("dubai", begun(tmp_path / "2026-11-28_e786e6", this, 1, 2, 14, 5)) == {
        "group": "dubai, 2 Jan 14:05",
        "polygons": "dubai polygons, 2 Jan 14:05",
        "classes": "dubai classes, 2 Jan 14:05",
        "confidence": "dubai confidence, 2 Jan 14:05",
    }
    assert names("dubai", begun(tmp_path / "old", 2019, 11, 28, 9, 30))["group"] == "dubai, 28 Nov 2019 09:30"


def test_names_of_two_rasters_layers_and_runs_differ_where_they_are_seen(tmp_path):
    this, image = datetime.now().year, "orthophoto_warszawa_2026_sheet_{}"
    one, two = begun(tmp_path / "a", this, 1, 2, 14, 5), begun(tmp_path / "b", this, 1, 2, 15, 5)
    seen = [*names(image.format(41), one).values(), *names(image.format(42), two).values()]
    assert len(set(seen)) == 8 and max(map(len, seen)) <= 40
    assert names(image.format(41), one)["polygons"] == "orthoph…eet_41 polygons, 2 Jan 14:05"


def test_nothing_goes_by_a_layers_name(project, results):
    add_results(project, results, SPECS, "image")
    for number, layer in enumerate(list(project.mapLayers().values())):
        layer.setName(f"anything {number}")
    project.layerTreeRoot().findGroups()[0].setName("else")
    assert sorted(run_layers(project, None)) == ["classes", "confidence", "polygons"]
