"""Real QGIS, offscreen: a dock on a staged engine, small rasters, and an end that keeps the exit status."""

import gc
import json
import os
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import rasterio
from pyogrio.raw import write
from qgis.core import QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QCoreApplication, QThreadPool
from rasterio.transform import from_origin
from shapely import box, to_wkb

FAKE = Path(__file__).with_name("fake_child.py")
CLASSES = ("building", "road")
PLACE = from_origin(500000, 300024, 0.5, 0.5)
_STATUS = 0


@pytest.fixture(scope="session", autouse=True)
def quiesce(qgis_app):
    """Before QgsApplication ends: no task, no render job and no layer may outlive it."""
    yield
    tasks = QgsApplication.taskManager()
    tasks.cancelAll()
    until = time.monotonic() + 10
    while tasks.countActiveTasks() and time.monotonic() < until:
        QCoreApplication.processEvents()
        time.sleep(0.01)
    QgsProject.instance().removeAllMapLayers()
    gc.collect()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session, exitstatus):
    global _STATUS
    _STATUS = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config):
    """Leave without interpreter teardown, which can crash in the statics of QGIS after the report was printed."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(_STATUS)


class StillPatch(pytest.MonkeyPatch):
    """Sets variables of the environment while no thread draws the map: GDAL reads them there, and one of both dies."""

    def __init__(self, canvas):
        super().__init__()
        self._canvas = canvas

    def setenv(self, *args, **options):
        self.wait()
        super().setenv(*args, **options)

    def delenv(self, *args, **options):
        self.wait()
        super().delenv(*args, **options)

    def undo(self):
        self.wait()
        super().undo()

    def wait(self):
        """Until the map is drawn, and drawings that were called off have let go of their threads, too."""
        self._canvas.waitWhileRendering()
        pool, tasks = QThreadPool.globalInstance(), QgsApplication.taskManager()
        until = time.monotonic() + 10
        while pool.activeThreadCount() > tasks.countActiveTasks() and time.monotonic() < until:
            QCoreApplication.processEvents()
            time.sleep(0.005)


@pytest.fixture
def monkeypatch(qgis_iface):
    """pytest's own, held back while the map is drawn."""
    made = StillPatch(qgis_iface.mapCanvas())
    yield made
    made.undo()


@pytest.fixture(autouse=True)
def private_settings(qgis_app, private_folders):
    """No choice of one test is seen by the next."""
    from qgis.core import QgsSettings

    QgsSettings().remove("terralex")
    QgsSettings().setValue("terralex/measure", "off")  # a test that waits would else see requests of its own accord
    yield
    QgsSettings().remove("terralex")


@pytest.fixture(autouse=True)
def lasting(monkeypatch):
    """The tests' own folders, which lie where the system clears up, count as lasting ones; QGIS's own does not."""
    from qgis.core import QgsProcessingUtils
    from terralex.plugin.engine import lasting

    monkeypatch.setattr(lasting, "temporary_folders", lambda: [Path(QgsProcessingUtils.tempFolder())])


@pytest.fixture
def language(qgis_app):
    """Sets QGIS's language; English comes back afterwards."""
    from qgis.core import QgsSettings
    from terralex.plugin import translation

    settings, made = QgsSettings(), []
    before = {name: settings.value(name) for name in ("locale/overrideFlag", "locale/userLocale")}

    def speak(code):
        settings.setValue("locale/overrideFlag", True)
        settings.setValue("locale/userLocale", code)
        made.append(translation.install())
        return made[-1]

    yield speak
    for translator in made:
        translation.remove(translator)
    for name, value in before.items():
        if value is None:
            settings.remove(name)
        else:
            settings.setValue(name, value)


@pytest.fixture
def image(tmp_path):
    """A raster of 64 x 48 pixels of 0.5 m in EPSG:2180, three bands."""
    path = tmp_path / "image.tif"
    pixels = np.random.default_rng(0).integers(0, 255, (3, 48, 64), np.uint8)
    with rasterio.open(path, "w", "GTiff", 64, 48, 3, "EPSG:2180", PLACE, "uint8") as out:
        out.write(pixels)
    return path


@pytest.fixture
def photo(tmp_path):
    """600 x 500 pixels of 0.1 m, three bands of noise."""
    path = tmp_path / "photo.tif"
    pixels = np.random.default_rng(1).integers(1, 255, (3, 500, 600), np.uint8)
    with rasterio.open(path, "w", "GTiff", 600, 500, 3, "EPSG:2180", from_origin(5e5, 3e5, 0.1, 0.1), "uint8") as out:
        out.write(pixels)
    return path


@pytest.fixture
def raster(image, qgis_new_project):
    """The same as a layer of the project."""
    layer = QgsRasterLayer(str(image), "image")
    QgsProject.instance().addMapLayer(layer)
    return layer


def write_run(folder):
    """Outputs as a run leaves them: two classes in two polygons, their raster, their confidence."""
    folder.mkdir(parents=True)
    ids = np.full((48, 64), 1, np.uint8)
    ids[:, 32:] = 2
    ids[40:] = 0
    where = {"crs": "EPSG:2180", "transform": PLACE, "width": 64, "height": 48, "count": 1}
    with rasterio.open(folder / "classes.tif", "w", "GTiff", dtype="uint8", nodata=255, **where) as out:
        out.write(ids, 1)
    rows = "".join(f"<Category>{name}</Category>" for name in ("background", *CLASSES))
    (folder / "classes.tif.aux.xml").write_text(
        f'<PAMDataset><PAMRasterBand band="1"><CategoryNames>{rows}</CategoryNames></PAMRasterBand></PAMDataset>'
    )
    with rasterio.open(folder / "confidence.tif", "w", "GTiff", dtype="float32", **where) as out:
        out.write(np.full((1, 48, 64), 0.75, np.float32))
    corners = ((0, 4, 16, 24), (16, 4, 32, 24), (0, 0, 32, 4))  # building, road, background
    shapes = [box(500000 + left, 300000 + low, 500000 + right, 300000 + top) for left, low, right, top in corners]
    names = np.array(["building", "road", "background"], dtype=object)
    fields = {
        "class_id": np.array([1, 2, 0], np.int32),
        "class_name": names,
        "confidence": np.array([0.9, 0.8, 0.7]),
        "second_class": names[[1, 0, 0]],
        "margin": np.array([0.5, 0.4, 0.1]),
        "area_m2": np.array([320.0, 320.0, 128.0]),
        "reviewed": np.array([False] * 3),
        "source": np.array(["image.tif"] * 3, dtype=object),
    }
    write(
        folder / "segments.gpkg",
        geometry=to_wkb(np.array(shapes)),
        field_data=list(fields.values()),
        fields=list(fields),
        geometry_type="Polygon",
        crs="EPSG:2180",
        driver="GPKG",
        layer="segments",
        dataset_options={"VERSION": "1.2"},
    )
    return {
        "folder": str(folder),
        "classes": str(folder / "classes.tif"),
        "segments": str(folder / "segments.gpkg"),
        "confidence": str(folder / "confidence.tif"),
        "recipe": str(folder / "recipe.json"),
    }


@pytest.fixture
def results(tmp_path):
    """A finished run's outputs, as the engine tells them."""
    return write_run(tmp_path / "2026-01-02_abc123")


@pytest.fixture
def pack(tmp_path, monkeypatch):
    """A pack that is only a manifest: it knows a few words, and has nothing to load."""
    folder = tmp_path / "packs" / "starter"
    folder.mkdir(parents=True)
    words = {
        name: {"kind": kind, "pictures": [9]}
        for name, kind in (("building", "thing"), ("road", "stuff"), ("water", "stuff"), ("zażółć", "stuff"))
    }
    manifest = {
        "format": 1,
        "name": "starter",
        "resolutions": [{"gsd_m": 0.5, "min_m": 0.2, "max_m": 1.0}],
        "generator": {},
        "extractors": [],
        "defaults": {},
        "files": [],
        "words": words,
    }
    (folder / "pack.json").write_text(json.dumps(manifest))
    monkeypatch.setenv("TERRALEX_PACKS", str(folder.parent))
    return folder


@pytest.fixture
def staged(tmp_path, monkeypatch):
    """Stage what the engine will do: `staged(step, step)`, see fake_child.py; `staged.requests()` are those it got."""
    path, seen = tmp_path / "script.json", tmp_path / "seen.jsonl"
    monkeypatch.setenv("FAKE_SEEN", str(seen))

    def stage(*steps):
        path.write_text(json.dumps(steps))
        monkeypatch.setenv("FAKE_SCRIPT", str(path))

    stage.requests = lambda: [json.loads(line) for line in seen.read_text().splitlines()] if seen.exists() else []
    return stage


@pytest.fixture
def runner(tmp_path):
    """A runner on the staged engine."""
    from terralex.plugin.engine.remote import Remote
    from terralex.plugin.engine.runner import Runner

    made = Runner(Remote(lambda: sys.executable, tmp_path / "engine.log", FAKE, start_s=20, cancel_s=1.0))
    yield made
    made.shutdown()


@pytest.fixture
def dock(qtbot, qgis_iface, pack, runner, raster, tmp_path):
    """The dock with a raster chosen and two classes typed."""
    from terralex.plugin.dock import TerralexDock

    qgis_iface.messageBar().clear_messages()
    made = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(made, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    made.set_raster(raster)
    made.set_classes(", ".join(CLASSES))
    made.set_output(tmp_path / "out")
    return made


@pytest.fixture
def said(qgis_app, monkeypatch):
    """All that the message bar was given so far, whole, as one text; what of it one line shows: test_messages.py."""
    from terralex.plugin.messages import Messages

    heard, push = [], Messages._push

    def hear(self, text, level, seconds):
        heard.append(text)
        push(self, text, level, seconds)

    monkeypatch.setattr(Messages, "_push", hear)
    return lambda: "\n".join(heard)


@pytest.fixture(scope="module")
def engine(tmp_path_factory):
    """The real engine; stays warm from test to test, since importing torch takes seconds."""
    from terralex.plugin.engine.remote import Remote

    class LastingRemote(Remote):
        def shutdown(self, wait_s=0.0):
            pass

    made = LastingRemote(lambda: sys.executable, tmp_path_factory.mktemp("engine") / "engine.log")
    yield made
    Remote.shutdown(made)


@pytest.fixture
def filled_dock(qtbot, qgis_iface, qgis_new_project, monkeypatch, tiny_pack, small_raster, runner, tmp_path):
    """A dock with a raster, classes and the tiny pack, on the runner of the module (a real one)."""
    from terralex.plugin.dock import TerralexDock

    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    layer = QgsRasterLayer(str(small_raster), "small")
    QgsProject.instance().addMapLayer(layer)
    qgis_iface.messageBar().clear_messages()
    made = TerralexDock(qgis_iface, runner)
    qtbot.addWidget(made, before_close_func=lambda widget: (runner.shutdown(), widget.close_down()))
    made.form.pack.setCurrentIndex(made.form.pack.findText(tiny_pack.name))
    made.form.preset.setCurrentIndex(made.form.preset.findData("draft"))
    made.set_raster(layer)
    made.set_classes("building, water")
    made.set_output(tmp_path / "out")
    return made
