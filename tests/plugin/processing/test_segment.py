"""The algorithm in QGIS's Processing framework, and run by qgis_process as a script or a server would."""

import contextlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import (
    QgsApplication,
    QgsMultiBandColorRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
)
from terralex.core.errors import InputError
from terralex.plugin.processing.base import parse_options
from terralex.plugin.processing.provider import TerralexProvider
from terralex.plugin.results.layers import role_of
from terralex.tests.core import run_0_1

from ..readback import rows
from ..tile_server import bounds, serving

ROOT = Path(__file__).resolve().parents[3]
WORDS = "building, water"


@pytest.fixture
def raster(small_raster, tmp_path):
    """A copy whose name has a blank, as names in the field have."""
    return Path(shutil.copy(small_raster, tmp_path / "ortho foto.tif"))


@pytest.fixture
def algorithm(qgis_app):
    provider = TerralexProvider()
    registry = QgsApplication.processingRegistry()
    registry.addProvider(provider)
    yield registry.algorithmById("terralex:segment")
    registry.removeProvider(provider)


class Listener(QgsProcessingFeedback):
    """Keeps what a user would read in the log; presses Cancel when a text says `cancel_at`."""

    def __init__(self, cancel_at=None):
        super().__init__(False)
        self.errors, self.cancel_at = [], cancel_at

    def setProgressText(self, text):
        if self.cancel_at and self.cancel_at in text:
            self.cancel()

    def reportError(self, error, fatalError=False):
        self.errors.append(error)


def run(algorithm, project=None, cancel_at=None, /, **parameters):
    """Run in this process; the results, whether it went well, and the errors shown."""
    feedback, context = Listener(cancel_at), QgsProcessingContext()
    if project is not None:
        context.setProject(project)
    results, ok = algorithm.create().run(parameters, context, feedback)
    return results, ok, " ".join(feedback.errors)


def qgis_process(folder, *arguments):
    """qgis_process with the plugin in a profile under `folder`; the finished process."""
    profile = folder / "config" / "profiles" / "default"
    (profile / "python" / "plugins").mkdir(parents=True)
    (profile / "QGIS").mkdir()
    (profile / "python" / "plugins" / "terralex").symlink_to(ROOT)
    (profile / "QGIS" / "QGIS3.ini").write_text("[PythonPlugins]\nterralex=true\n", encoding="utf-8")
    (folder / "run").mkdir(mode=0o700)
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(folder / "run"),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "config"),
        "TERRALEX_PYTHON": sys.executable,
    }
    # Debian's wrapper /usr/bin/qgis_process passes an option that the program refuses.
    return subprocess.run(
        ["qgis_process.bin", "--json", *arguments],
        env=environment,
        cwd=folder,
        timeout=240,
        capture_output=True,
        text=True,
        check=False,
    )


def test_qgis_process_runs_a_whole_segmentation_and_returns_its_layers(tmp_path, tiny_pack, raster):
    done = qgis_process(
        tmp_path,
        "run",
        "terralex:segment",
        "--",
        f"INPUT={raster}",
        f"CLASSES={WORDS}",
        f"PACK={tiny_pack}",
        "PRESET=draft",
        f"OUTPUT={tmp_path / 'out'}",
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)["results"]
    with rasterio.open(results["CLASS_RASTER"]) as classes, rasterio.open(raster) as source:
        values = set(np.unique(classes.read(1)).tolist())
        assert values <= {0, 1, 2, 255} and 255 in values and values & {1, 2}
        assert classes.crs == source.crs and classes.bounds == pytest.approx(source.bounds)
    with rasterio.open(results["CONFIDENCE_RASTER"]) as confidence:
        read = confidence.read(1, masked=True).compressed()
        assert 0 <= read.min() <= read.max() <= 1
    assert Path(results["POLYGONS"]).is_file() and Path(results["FOLDER"]) == tmp_path / "out"


def test_qgis_process_takes_relative_paths_as_the_manual_shows_them(tmp_path, tiny_pack, raster):
    done = qgis_process(
        tmp_path,
        "run",
        "terralex:segment",
        "--",
        f"INPUT={raster.name}",
        f"CLASSES={WORDS}",
        f"PACK={tiny_pack}",
        "PRESET=draft",
        "OUTPUT=results/first",
    )
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)["results"]
    assert Path(results["FOLDER"]) == tmp_path / "results" / "first" and Path(results["CLASS_RASTER"]).is_file()


def test_a_layer_is_read_as_it_is_shown_and_a_path_as_the_file_says(
    algorithm, tiny_pack, raster, tmp_path, qgis_new_project
):
    layer = QgsRasterLayer(str(raster), "ortho")
    layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), 3, 2, 1))
    QgsProject.instance().addMapLayer(layer)
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    asked = {"CLASSES": WORDS, "PACK": str(tiny_pack), "OUTPUT": str(tmp_path / "out")}

    def bands(given, **more):
        return algorithm.create().read({**asked, "INPUT": given, **more}, context, Listener())["bands"]

    for given in (layer, layer.id(), "ortho"):
        assert bands(given) == [3, 2, 1]
    assert bands(str(raster)) == [] and bands(layer, BANDS=[2]) == [2]


def test_qgis_process_fails_with_a_sentence_and_the_next_step(tmp_path, tiny_pack, raster):
    done = qgis_process(
        tmp_path,
        "run",
        "terralex:segment",
        "--",
        f"INPUT={raster}",
        "CLASSES=spaceship",
        f"PACK={tiny_pack}",
        f"OUTPUT={tmp_path / 'out'}",
    )
    assert done.returncode == 1
    assert "does not know “spaceship”" in done.stdout + done.stderr
    assert not (tmp_path / "out" / "classes.tif").exists()


def test_every_parameter_is_explained(algorithm):
    assert [p.name() for p in algorithm.parameterDefinitions() if not p.help()] == []
    assert "prototypes" in algorithm.shortHelpString()


@pytest.mark.parametrize(
    "change, told",
    [
        ({"CLASSES": " , "}, "no class to look for"),
        ({"CLASSES": "a, A"}, "listed twice"),
        ({"PACK": "nowhere"}, "no pack “nowhere”"),
        ({"OPTIONS": "steps"}, "name=value"),
        ({"EXTENT": "0,10,0,10 [EPSG:32633]"}, "no part of"),
    ],
)
def test_bad_input_is_refused_before_a_process_is_started(algorithm, tiny_pack, raster, tmp_path, change, told):
    given = {"INPUT": str(raster), "CLASSES": WORDS, "PACK": str(tiny_pack), "OUTPUT": str(tmp_path / "out")}
    _, ok, shown = run(algorithm, **{**given, **change})
    assert not ok and told in shown
    assert not (tmp_path / "out" / "recipe.json").exists()


def test_options_are_read_from_lines_and_semicolons():
    assert parse_options("pictures=8; windows = 64,48\n\nsteps=10") == {
        "pictures": "8",
        "windows": "64,48",
        "steps": "10",
    }
    with pytest.raises(InputError, match="“steps”"):
        parse_options("steps")


def test_a_run_from_the_toolbox_shows_its_layers_in_the_project(
    algorithm, tiny_pack, raster, tmp_path, qgis_new_project, monkeypatch
):
    monkeypatch.setenv("TERRALEX_PYTHON", sys.executable)
    project = QgsProject.instance()
    given = {"INPUT": str(raster), "CLASSES": WORDS, "PACK": str(tiny_pack), "OUTPUT": str(tmp_path / "out")}
    results, ok, shown = run(algorithm, project, **given, PRESET="draft", EXTENT="500020,500040,5199980,5200010")
    assert ok, shown
    polygons = next(layer for layer in project.mapLayers().values() if role_of(layer) == "polygons")
    assert polygons.featureCount() == results["POLYGON_COUNT"] > 0
    assert polygons.extent().width() < 30, "only inside the extent"
    assert project.layerTreeRoot().findGroups()[0].name().startswith(f"{raster.stem}, ")


def test_a_web_layer_is_fetched_first_and_kept_beside_the_run(
    algorithm, tiny_pack, tmp_path, qgis_new_project, monkeypatch
):
    monkeypatch.setenv("TERRALEX_PYTHON", sys.executable)
    with serving() as server:
        layer = QgsRasterLayer(f"type=xyz&url={server.root}/{{z}}/{{x}}/{{y}}.png&zmin=0&zmax=18", "photo", "wms")
        low_x, low_y, high_x, high_y = bounds(600, 700, 800, 850)
        given = {
            "INPUT": layer,
            "CLASSES": WORDS,
            "PACK": str(tiny_pack),
            "OUTPUT": str(tmp_path / "out" / "run"),
            "PRESET": "draft",
            "EXTENT": f"{low_x},{high_x},{low_y},{high_y} [EPSG:3857]",
        }
        results, ok, shown = run(algorithm, None, **given)
        assert ok, shown
        whole = run(algorithm, None, **{key: value for key, value in given.items() if key != "EXTENT"})
    assert not whole[1] and "requests to the service; 4,000 are allowed in one run" in whole[2]
    (kept,) = (tmp_path / "out" / "snapshots").iterdir()
    recipe = json.loads((Path(results["FOLDER"]) / "recipe.json").read_text())
    assert str(kept) in json.dumps(recipe)
    with rasterio.open(results["CLASS_RASTER"]) as classes:
        assert classes.crs.to_epsg() == 3857 and set(np.unique(classes.read(1))) <= {0, 1, 2, 255}
        assert classes.bounds.left == pytest.approx(low_x, abs=1) and classes.bounds.top == pytest.approx(high_y, abs=1)


def engines_of_this_process():
    """Processes started from here that run the engine."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        with contextlib.suppress(OSError):  # it ended meanwhile
            if f"PPid:\t{os.getpid()}\n" in status.read_text():
                found.append(status.with_name("cmdline").read_text())
    return [line for line in found if "worker.py" in line]


def test_cancel_stops_the_run_leaves_no_process_and_keeps_what_can_be_resumed(
    algorithm, tiny_pack, raster, tmp_path, monkeypatch
):
    monkeypatch.setenv("TERRALEX_PYTHON", sys.executable)
    given = {"INPUT": str(raster), "CLASSES": WORDS, "PACK": str(tiny_pack), "OUTPUT": str(tmp_path / "out")}
    results, _, shown = run(algorithm, None, "Imagining", **given)
    assert (results, shown) == ({}, "")
    assert engines_of_this_process() == []
    assert not (tmp_path / "out" / "classes.tif").exists()
    results, ok, shown = run(algorithm, **given)
    assert ok and Path(results["CLASS_RASTER"]).is_file(), shown


def test_corrections_of_an_earlier_run_are_kept(algorithm, tiny_pack, tmp_path, qgis_new_project, monkeypatch):
    monkeypatch.setenv("TERRALEX_PYTHON", sys.executable)
    earlier, image = run_0_1.copy(tmp_path / "earlier")
    run_0_1.change(earlier, "update segments set reviewed = 1 where fid in (3, 9)")
    given = {"INPUT": str(image), "CLASSES": "road, water, building", "PACK": str(tiny_pack), "PRESET": "draft"}
    results, ok, shown = run(algorithm, **given, OUTPUT=str(tmp_path / "out"), KEEP=str(earlier), LOAD=False)
    assert ok, shown
    kept = [row for row in rows(results["POLYGONS"]) if row["reviewed"]]
    assert sorted(row["class_name"] for row in kept) == ["building", "water"]
