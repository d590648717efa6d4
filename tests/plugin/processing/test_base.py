"""What the algorithms share."""

from pathlib import Path

from qgis.core import QgsRasterLayer
from terralex.plugin.engine.inputs import direct_path
from terralex.plugin.processing.base import absolute


def test_relative_paths_are_meant_where_they_were_written(tmp_path, monkeypatch, image):
    """As `qgis_process run … INPUT=image.tif OUTPUT=result`: the engine's process works elsewhere."""
    monkeypatch.chdir(tmp_path)
    asked = absolute({"segments": "image.tif", "out": "result/new.gpkg", "layer": "image.tif", "classes": [1], "n": 3})
    assert asked["segments"] == str(tmp_path / "image.tif") and asked["out"] == str(tmp_path / "result" / "new.gpkg")
    assert asked["layer"] == "image.tif" and asked["classes"] == [1] and asked["n"] == 3
    assert absolute({"source": "none.gpkg", "out": ""}) == {"source": "none.gpkg", "out": ""}


def test_a_layer_of_a_relative_path_is_opened_from_the_root(qgis_app, tmp_path, monkeypatch, image):
    monkeypatch.chdir(tmp_path)
    assert direct_path(QgsRasterLayer("image.tif", "image")) == str(Path(tmp_path) / "image.tif")
