"""A method that only tests know, run from the dock and from Processing: it is in the list, and that is all."""

import sys
from dataclasses import replace

import numpy as np
import pytest
import rasterio
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject, QgsRasterLayer
from terralex.core.options import METHODS
from terralex.plugin.dock import TerralexDock
from terralex.plugin.engine.remote import Remote
from terralex.plugin.engine.runner import Runner
from terralex.plugin.processing.provider import TerralexProvider
from terralex.tests import lessons_entry

from ..ends import finishing

WORKER = lessons_entry.__file__.replace("_entry", "_worker")
TIMEOUT_MS = 120000


@pytest.fixture(autouse=True)
def listed(monkeypatch):
    monkeypatch.setitem(METHODS, "lessons", lessons_entry.ENTRY)


@pytest.fixture
def remote(tmp_path):
    made = Remote(lambda: sys.executable, tmp_path / "engine.log", WORKER)
    yield made
    made.shutdown()


@pytest.fixture
def labels(tmp_path, small_raster):
    return tmp_path / "labels.tif", lessons_entry.write_labels(tmp_path / "labels.tif", small_raster)


def learned(path, truth):
    """How much of what was not labelled is right."""
    with rasterio.open(path) as raster:
        ids = raster.read(1)
    unseen = truth != 255
    unseen[:, : ids.shape[1] // 2] = False
    return np.mean(ids[unseen] == truth[unseen])


def test_from_the_dock(
    qtbot, qgis_iface, qgis_new_project, monkeypatch, tiny_pack, small_raster, remote, labels, tmp_path
):
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    layer, taught = QgsRasterLayer(str(small_raster), "small"), QgsRasterLayer(str(labels[0]), "labels")
    QgsProject.instance().addMapLayers([layer, taught])
    runner = Runner(remote)
    dock = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(dock, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    form = dock.form
    dock.show()
    assert form.method.isVisible() and not form.lessons.isVisible()
    form.pack.setCurrentIndex(form.pack.findText(tiny_pack.name))
    form.preset.setCurrentIndex(form.preset.findData("draft"))
    form.method.setCurrentIndex(form.method.findData("lessons"))
    assert form.lessons.isVisible()
    form.lessons.setLayer(taught)
    dock.set_raster(layer)
    dock.set_classes("building, water")
    dock.set_output(tmp_path / "out")
    with finishing(qtbot, dock, TIMEOUT_MS) as caught:
        dock.run()
    assert learned(caught.args[0]["classes"], labels[1]) > 0.8


def test_where_there_is_one_method_the_dock_does_not_ask(qtbot, dock, monkeypatch):
    monkeypatch.delitem(METHODS, "lessons")
    for name in ("diffsegmenter", "dedos"):
        monkeypatch.setitem(METHODS, name, replace(METHODS[name], offered=False))  # the order stays
    dock.show()
    assert dock.form.method.count() == 4  # made while there were four
    fresh = type(dock.form)()
    qtbot.addWidget(fresh)
    fresh.show()
    assert fresh.method.count() == 1 and not fresh.method.isVisible() and not fresh.lessons.isVisible()
    assert fresh.method_name() == "ovdiff" and fresh.lessons_path() == ""


def test_from_processing(qgis_new_project, monkeypatch, tiny_pack, small_raster, remote, labels, tmp_path):
    monkeypatch.setattr("terralex.plugin.processing.base.make_remote", lambda: remote)
    provider = TerralexProvider()
    provider.loadAlgorithms()
    algorithm = provider.algorithm("segment")
    given = {
        "INPUT": str(small_raster),
        "CLASSES": "building, water",
        "PACK": str(tiny_pack),
        "PRESET": "draft",
        "METHOD": "lessons",
        "LESSONS": str(labels[0]),
        "OPTIONS": "sharpness=20",
        "OUTPUT": str(tmp_path / "out"),
        "LOAD": False,
    }
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    results, ok = algorithm.create().run(given, context, feedback)
    assert ok, feedback.textLog()
    assert learned(results["CLASS_RASTER"], labels[1]) > 0.8
