"""Where results may lie: not in QGIS's temporary folder, nor in the system's."""

import tempfile
from pathlib import Path

import pytest
from qgis.core import QgsProcessingUtils, QgsProject
from terralex.plugin.engine import lasting
from terralex.plugin.engine.lasting import is_temporary, lasting_folder

SYSTEMS = lasting.temporary_folders


@pytest.mark.parametrize("place", [QgsProcessingUtils.tempFolder, tempfile.gettempdir])
def test_temporary_places_are_known(monkeypatch, place):
    monkeypatch.setattr(lasting, "temporary_folders", SYSTEMS)
    assert is_temporary(Path(place()) / "clip" / "OUTPUT.tif") and is_temporary("/vsimem/clip.tif")
    assert not is_temporary(Path.home() / "clip.tif")


def test_what_does_not_last_goes_to_the_project_else_to_the_documents(tmp_path, qgis_new_project):
    clip = QgsProcessingUtils.tempFolder()
    assert lasting_folder(tmp_path) == tmp_path
    assert not is_temporary(lasting_folder(clip)) and str(clip) not in str(lasting_folder(clip))
    QgsProject.instance().setPresetHomePath(str(tmp_path / "project"))
    assert lasting_folder(clip) == tmp_path / "project"
    QgsProject.instance().setPresetHomePath(clip)
    assert not is_temporary(lasting_folder(clip))
