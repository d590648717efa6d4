"""What people do with results while a run goes on; the run is staged, the process beside it is the real engine."""

import pytest
from qgis.PyQt.QtWidgets import QMessageBox
from terralex.core.errors import InputError
from terralex.core.formats import FORMATS
from terralex.plugin.results.layers import run_of
from terralex.plugin.results.why import Why, WhyPanel

from ..test_dock import WAIT, done
from .test_edits import make_road, read_with_ogr


def test_a_result_is_burnt_and_exported_while_a_run_goes_on(
    qtbot, dock, staged, results, shown, answer, said, engine, tmp_path
):
    dock._runner.beside._twin = lambda: engine
    staged(WAIT)
    dock.run()
    qtbot.waitUntil(lambda: dock._runner.busy, timeout=20000)
    assert all(button.isEnabled() for button in dock.panel.result_buttons) and not dock.panel.run_button.isEnabled()
    answer(QMessageBox.StandardButton.Yes)
    make_road(shown["polygons"])
    dock.panel.burn.emit()
    assert "beside what is going on" in said()
    dock.panel.polygonise.emit()
    assert "This result is being worked on." in said()
    path = tmp_path / "labels.gpkg"
    dock._exporter.export(shown["polygons"], FORMATS["gpkg"], path)
    qtbot.waitUntil(lambda: f"Labels were exported to {path}" in said(), timeout=60000)
    assert "pixels changed" in said() and shown["classes"].source().endswith("classes_edit1.tif")
    assert "road" in {row["class_name"] for row in read_with_ogr(path)[0]}
    assert dock._runner.busy and run_of(shown["polygons"]) == results["folder"]
    shown["polygons"].rollBack()
    staged(done(results))
    dock.cancel()
    qtbot.waitUntil(lambda: not dock._runner.busy, timeout=20000)


def test_a_second_click_waits_for_the_first(qtbot, dock, staged, shown, said, qgis_iface):
    staged(WAIT)
    dock.run()
    qtbot.waitUntil(lambda: dock._runner.busy, timeout=20000)
    why = Why(qgis_iface, dock._runner, dock.messages)
    why.panel = WhyPanel()
    qtbot.addWidget(why.panel)
    centre = shown["classes"].extent().center()
    qgis_iface.mapCanvas().setDestinationCrs(shown["classes"].crs())
    why.ask(centre)
    with pytest.raises(InputError, match="still being looked at"):
        why.ask(centre)
    qtbot.waitUntil(lambda: dock._runner.beside._remote.pid is not None, timeout=20000)
    dock._runner.beside._task.cancel()
    qtbot.waitUntil(lambda: not dock._runner.beside.working, timeout=20000)
    why.ask(centre)  # and free again
