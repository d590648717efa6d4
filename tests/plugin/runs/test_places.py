"""Where the dock puts the results of a raster that QGIS will delete, and that it says so before the run."""

import shutil
from pathlib import Path

import pytest
from qgis.core import QgsProcessingUtils, QgsProject, QgsRasterLayer
from terralex.core.config import RunConfig
from terralex.core.recipe import is_finished
from terralex.plugin.results.export import ExportDialog
from terralex.plugin.results.layers import add_results, run_layers
from terralex.plugin.runs.places import run_folder

from ..conftest import write_run
from ..ends import finishing
from ..results.conftest import SPECS


@pytest.fixture
def clip(image, dock):
    """The raster of a Processing algorithm, chosen in the dock."""
    folder = Path(QgsProcessingUtils.tempFolder()) / "clip_of_a_test"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(image, folder / "OUTPUT.tif")
    layer = QgsRasterLayer(str(folder / "OUTPUT.tif"), "Clipped")
    QgsProject.instance().addMapLayer(layer)
    dock.set_output("")
    dock.set_raster(layer)
    yield layer
    shutil.rmtree(folder, ignore_errors=True)


def test_the_run_of_a_temporary_raster_lies_in_the_projects_folder(qtbot, dock, clip, staged, results, tmp_path):
    QgsProject.instance().setPresetHomePath(str(tmp_path / "project"))
    folder = tmp_path / "project" / "terralex_runs"
    assert dock.form.output_note.text() == (
        f"The raster lies in a temporary folder. Results go to {folder}, where they stay."
    )
    staged({"say": {"event": "result", "result": results}})
    with finishing(qtbot, dock, 20000):
        dock.run()
    assert Path(staged.requests()[0]["config"]["out"]).parent == folder


def test_a_temporary_output_folder_is_told_before_the_run(dock, clip, raster):
    dock.set_output(QgsProcessingUtils.tempFolder())
    assert "results in it will be deleted" in dock.form.output_note.text()
    dock.set_output("")
    dock.set_raster(raster)
    assert dock.form.output_note.text() == "" and dock.form.output_note.isHidden()


def test_labels_of_a_run_in_a_temporary_folder_are_offered_another_one(qtbot, dock, tmp_path):
    QgsProject.instance().setPresetHomePath(str(tmp_path))
    folder = Path(QgsProcessingUtils.tempFolder()) / "terralex_runs_of_a_test"
    try:
        add_results(QgsProject.instance(), write_run(folder / "run"), SPECS, "clip")
        dialog = ExportDialog(run_layers(QgsProject.instance(), None)["polygons"])
        qtbot.addWidget(dialog)
        assert dialog.chosen()[1] == tmp_path / "labels.shp"
    finally:
        QgsProject.instance().removeAllMapLayers()
        shutil.rmtree(folder, ignore_errors=True)


STARTED, FINISHED = '{"event": "start", "identity": "a"}\n', '{"event": "finished", "outputs": []}\n'


@pytest.mark.parametrize(
    ("ledger", "outputs", "work", "goes_on"),
    [
        (STARTED, (), True, True),
        (STARTED, ("classes.tif",), True, True),  # killed between two of its outputs
        (STARTED + FINISHED, ("classes.tif", "segments.gpkg"), True, True),  # killed while it cleaned up
        (STARTED + FINISHED, ("classes.tif", "segments.gpkg"), False, False),
    ],
    ids=["begun", "half published", "not cleaned", "finished"],
)
def test_a_run_goes_to_its_folder_until_it_has_come_to_its_end_there(
    qgis_app, image, tmp_path, ledger, outputs, work, goes_on
):
    config = RunConfig(str(image), "", SPECS)
    folder = run_folder(tmp_path, config, "hash")
    folder.mkdir()
    (folder / "ledger.jsonl").write_text(ledger)
    for name in outputs:
        (folder / name).touch()
    if work:
        (folder / ".work").mkdir()
    assert (run_folder(tmp_path, config, "hash") == folder) is goes_on
    assert is_finished(folder) is (FINISHED in ledger)
