"""Editing begins while QGIS draws: what is read and saved from then on is what is in the file."""

import time

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from terralex.core.errors import InputError
from terralex.plugin.shapes.editing import make_editable
from terralex.tests.plugin.review.conftest import squares

ACROSS, DOWN = 100, 80


@pytest.fixture
def drawn(tmp_path, qgis_canvas, qgis_new_project):
    """Many polygons that the canvas is about to draw."""
    squares(tmp_path / "segments.gpkg", ACROSS, DOWN)
    layer = QgsVectorLayer(f"{tmp_path / 'segments.gpkg'}|layername=segments", "segments", "ogr")
    QgsProject.instance().addMapLayer(layer)
    qgis_canvas.resize(600, 400)
    qgis_canvas.setDestinationCrs(layer.crs())
    qgis_canvas.setLayers([layer])
    qgis_canvas.setExtent(layer.extent())
    return layer


@pytest.mark.parametrize("wait_ms", range(0, 20, 4))
def test_no_thread_is_left_with_a_connection_that_cannot_see_what_is_saved(qtbot, drawn, qgis_canvas, capfd, wait_ms):
    qgis_canvas.refreshAllLayers()
    qtbot.waitUntil(qgis_canvas.isDrawing)
    time.sleep(wait_ms / 1000)
    make_editable(drawn)
    drawn.changeAttributeValue(1, drawn.fields().indexOf("reviewed"), True)
    assert drawn.commitChanges(False), drawn.commitErrors()
    qgis_canvas.waitWhileRendering()
    assert sum(1 for _ in drawn.getFeatures()) == ACROSS * DOWN
    qgis_canvas.refreshAllLayers()
    qgis_canvas.waitWhileRendering()
    drawn.rollBack()
    assert "unable to open database file" not in capfd.readouterr().err


def test_a_file_that_may_not_be_written_is_said(drawn, monkeypatch):
    monkeypatch.setattr(drawn, "startEditing", lambda: False)  # root may write every file
    with pytest.raises(InputError, match="cannot be edited"):
        make_editable(drawn)
