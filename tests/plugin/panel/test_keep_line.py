"""Corrections are kept by the next run: offered and on where an earlier run has some, with the real engine in QGIS."""

import os
from pathlib import Path

import pytest
import shapely
from qgis.core import QgsGeometry, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtWidgets import QMessageBox
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results import pending
from terralex.plugin.results.layers import run_layers
from terralex.plugin.review.pages import MAKE

from ..ends import finishing
from ..readback import rows
from ..tile_server import bounds, serving


@pytest.fixture
def runner(engine):
    return Runner(engine)


@pytest.fixture
def real(filled_dock):
    return filled_dock


def run(qtbot, dock):
    with finishing(qtbot, dock, 120000) as caught:
        dock.run()
    return caught.args[0]


def correct(layer, count):
    """Relabel and tick some polygons; unsaved."""
    layer.startEditing()
    fields = layer.fields()
    chosen = sorted(layer.getFeatures(), key=lambda f: -f.geometry().area())[:count]
    for feature in chosen:
        layer.changeAttributeValue(feature.id(), fields.indexOf("class_id"), 2)
        layer.changeAttributeValue(feature.id(), fields.indexOf("reviewed"), True)
    return chosen


def test_a_run_with_one_more_class_keeps_what_was_corrected(qtbot, real, said, monkeypatch):
    assert real.form.keep.isHidden()
    first = run(qtbot, real)
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    correct(layer, 5)
    monkeypatch.setattr(pending.QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    real.set_classes("road, building, water")
    second = run(qtbot, real)
    assert "5 corrected polygons kept." in said()
    assert real.form.keep.isChecked() and not real.form.keep.isHidden()
    before = [row for row in rows(first["segments"]) if row["reviewed"]]
    after = [row for row in rows(second["segments"]) if row["reviewed"]]
    assert len(before) == len(after) == 5
    for row in before:
        twin = min(after, key=lambda each: shapely.hausdorff_distance(each["shape"], row["shape"]))
        assert shapely.hausdorff_distance(twin["shape"], row["shape"]) < 0.15
        assert twin["class_name"] == "water" and twin["class_id"] == 3


def test_nothing_is_kept_where_the_user_says_so(qtbot, real):
    run(qtbot, real)
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    correct(layer, 2)
    assert layer.commitChanges()
    real.keep.refresh()
    assert real.form.keep.text() == "K&eep 2 corrected polygons"
    real.form.keep.setChecked(False)
    real.set_classes("road, building, water")
    second = run(qtbot, real)
    assert not any(row["reviewed"] for row in rows(second["segments"]))


def test_more_corrections_are_another_run_than_the_one_that_was_stopped(qtbot, real, tmp_path):
    from terralex.core.config import RunConfig
    from terralex.plugin.runs.places import run_folder

    first = run(qtbot, real)
    image = real.form.raster.currentLayer().source()
    config = RunConfig(image, "", (), keep=first["folder"])
    one = run_folder(tmp_path, config, "hash")
    os.utime(first["segments"], (1, 1))
    assert run_folder(tmp_path, config, "hash") != one


def test_a_run_on_another_raster_is_not_kept_from(qtbot, real, small_raster, tmp_path):
    run(qtbot, real)
    layer = run_layers(QgsProject.instance(), None)["polygons"]
    correct(layer, 1)
    assert layer.commitChanges()
    real.keep.refresh()
    assert not real.form.keep.isHidden()
    other = tmp_path / "other.tif"
    other.write_bytes(Path(small_raster).read_bytes())
    picture = QgsRasterLayer(str(other), "other")
    QgsProject.instance().addMapLayer(picture)
    real.set_raster(picture)
    assert real.form.keep.isHidden()


def test_corrections_on_a_web_layer_are_kept_for_the_same_area_and_for_another_that_meets_it(qtbot, real, said):
    with serving() as server:
        layer = QgsRasterLayer(f"type=xyz&url={server.root}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax=18", "photo", "wms")
        QgsProject.instance().addMapLayer(layer)
        real.set_raster(layer)
        real.show()

        def area(*corners):
            real.pages.turn(MAKE)
            box = QgsRectangle(*bounds(*corners))
            real.on_map.set_drawn(QgsGeometry.fromRect(box), layer.crs(), "rectangle")

        area(600, 700, 800, 850)
        assert not real.form.keep.isVisible()
        first = run(qtbot, real)
        polygons = run_layers(QgsProject.instance(), None)["polygons"]
        n = len(correct(polygons, 3))
        assert polygons.commitChanges()
        area(600, 700, 800, 850)
        assert real.form.keep.isVisible() and real.form.keep.text() == f"K&eep {n} corrected polygons"
        real.set_classes("road, building, water")
        run(qtbot, real)
        assert f"{n} corrected polygons kept." in said()
        asked = len(server.requests)
        area(580, 690, 1300, 870)
        assert real.form.keep.isVisible()
        third = run(qtbot, real)
        assert len(server.requests) > asked, "a larger picture was fetched"
        after = [row["shape"] for row in rows(third["segments"]) if row["reviewed"]]
        assert len(after) == n > 0
        for row in (row for row in rows(first["segments"]) if row["reviewed"]):
            assert min(shapely.hausdorff_distance(row["shape"], shape) for shape in after) < 0.3
        area(1900, 1900, 2000, 2000)
        assert not real.form.keep.isVisible(), "nothing was corrected there"
