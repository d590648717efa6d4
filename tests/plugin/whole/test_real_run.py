"""The whole way with the real engine and a tiny pack of random networks: names in, editable layers out."""

import os
import signal
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import QgsProject, QgsRasterLayer
from terralex.core.protocol import ProgressEvent
from terralex.plugin.engine.runner import Runner
from terralex.plugin.results.layers import run_layers

from ..ends import finishing

TIMEOUT_MS = 120000


@pytest.fixture
def runner(engine):
    return Runner(engine)


@pytest.fixture
def dock(filled_dock):
    return filled_dock


def run(qtbot, dock):
    with finishing(qtbot, dock, TIMEOUT_MS) as caught:
        dock.run()
    return caught.args[0]


def test_names_in_editable_map_out(qtbot, dock, small_raster, runner, said):
    steps = []
    runner.said.connect(lambda event: steps.append(event) if isinstance(event, ProgressEvent) else None)
    result = run(qtbot, dock)
    layers = run_layers(QgsProject.instance(), None)
    polygons, classes = layers["polygons"], layers["classes"]
    with rasterio.open(result["classes"]) as raster, rasterio.open(small_raster) as source:
        ids = raster.read(1)
        assert raster.crs == source.crs
        assert (raster.bounds.left, raster.bounds.top) == (source.bounds.left, source.bounds.top)
        assert raster.nodata == 255 and set(np.unique(ids)) <= {0, 1, 2, 255}
        pixel_m2 = abs(raster.transform.a * raster.transform.e)
    area = sum(feature.geometry().area() for feature in polygons.getFeatures())
    assert area == pytest.approx(float((ids != 255).sum()) * pixel_m2, rel=1e-6)
    assert polygons.crs().authid() == classes.crs().authid() == "EPSG:32633"
    assert polygons.startEditing() and polygons.rollBack()
    assert steps[0].stage == "check" and "match" in {step.stage for step in steps}
    shares = [step.overall for step in steps]
    assert shares == sorted(shares) and shares[-1] == 1.0
    assert Path(result["folder"]).parent.name == "out" and "Done in" in said()
    dock.set_classes("building, water, road")
    assert run(qtbot, dock)["encoded_windows"] == 0  # a class more costs only itself
    assert "Only road was new; the raster was known from an earlier run." in said()


def test_a_killed_engine_and_then_a_run_that_goes_on(qtbot, dock, runner, said):
    def seen(event):
        if getattr(event, "stage", "") in ("imagine", "match") and runner.remote.pid and not killed:
            killed.append(runner.remote.pid)
            os.kill(killed[0], signal.SIGKILL)

    killed = []
    runner.said.connect(seen)
    with qtbot.waitSignal(dock.failed, timeout=TIMEOUT_MS) as caught:
        dock.run()
    assert "The engine stopped by itself (killed by signal 9)" in caught.args[0] and caught.args[0] in said()
    folder = next(path for path in (Path(dock.form.output.filePath())).iterdir() if path.is_dir())
    assert not (folder / "classes.tif").exists() and not (folder / "segments.gpkg").exists()
    result = run(qtbot, dock)
    assert Path(result["folder"]) == folder
    assert runner.remote.pid not in (None, killed[0])


def test_cancel_stops_the_real_engine_and_leaves_it_warm(qtbot, dock, runner):
    runner.said.connect(lambda event: dock.cancel() if getattr(event, "stage", "") == "imagine" else None)
    with qtbot.waitSignal(dock.cancelled, timeout=TIMEOUT_MS):
        dock.run()
    assert runner.remote.pid is not None
    assert not list(Path(dock.form.output.filePath()).rglob("classes.tif"))


def test_the_engine_refuses_a_file_that_is_no_raster_in_one_sentence(qtbot, dock, small_raster, tmp_path, said):
    path = tmp_path / "short.tif"
    path.write_bytes(Path(small_raster).read_bytes())
    layer = QgsRasterLayer(str(path), "short")
    QgsProject.instance().addMapLayer(layer)
    path.write_text("not a raster any more")
    dock.set_raster(layer)
    with qtbot.waitSignal(dock.failed, timeout=TIMEOUT_MS) as caught:
        dock.run()
    assert "short.tif" in caught.args[0] and caught.args[0] in said() and "Traceback" not in caught.args[0]
