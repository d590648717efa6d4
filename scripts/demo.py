"""The demo, run inside QGIS by scripts/demo: what a person would do with the mouse, through the plugin's own dock.

Opens the sample raster, names classes, presses Run, waits, exports a Shapefile, prints the map, saves the project.
The last word goes to build/demo.status: "ok" or what went wrong.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
import traceback
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, Callable

from qgis import utils
from qgis.core import Qgis, QgsApplication, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QDockWidget
from qgis.utils import iface

# QGIS runs this file as a script without its folder on the path; the folder comes as a variable of scripts/demo.
ROOT = Path(os.environ["TERRALEX_CHECKOUT"])
sys.path.insert(0, str(ROOT / "scripts"))
from demo_map import make_map  # noqa: E402

DEMO = ROOT / "demo"
STATUS = ROOT / "build" / "demo.status"
HEADLINE = "Type what you see. Get a map you can edit."
BELOW = "Typed: {}. Nothing else was given: no masks, no examples, no download; pack “{}” on a CPU."
UNTOUCHED = "The result is untouched: errors are the pack's."


@dataclass(frozen=True)
class Sample:
    """A raster of resources/sample, what is looked for in it, and whose it is."""

    name: str
    classes: str
    credit: str


SAMPLES = {
    sample.name: sample
    for sample in (
        Sample(
            "river_bridge",
            "building, tree, grass, road, water, car",
            "Imagery: contributors of OpenAerialMap, by way of OAM-TCD (Restor, ETH Zurich), CC BY 4.0; Manila, 0.1 m.",
        ),
        Sample("prairie", "water, cropland", "Imagery: USDA NAIP, public domain; North Dakota, 5 m."),
    )
}


def say(text: str) -> None:
    """A line for the person who started the demo."""
    print(f"demo: {text}", flush=True)


def keep_log(text: str, tag: str, _level: Any) -> None:
    """The plugin's lines of QGIS's log panel, into the demo's own log."""
    if tag == "Terralex":
        print(text, flush=True)


def leave(word: str) -> None:
    """Write the last word and close QGIS."""
    STATUS.write_text(word + "\n", encoding="utf-8")
    # An empty project asks no question; layers of a checkout in /tmp would count as temporary, and QGIS would ask.
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(500, iface.actionExit().trigger)
    QTimer.singleShot(20_000, lambda: os._exit(0))  # whatever QGIS asks nevertheless: everything is written


def guarded(step: Callable[..., None]) -> Callable[..., None]:
    """A step that fails ends the demo with its reason; QGIS alone would print it and wait for ever."""

    @wraps(step)
    def call(*values: Any) -> None:
        try:
            step(*values)
        except Exception as error:
            traceback.print_exc()
            leave(f"{type(error).__name__}: {error}")

    return call


class Demo:
    """The steps in their order; each starts the next."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample
        self.plugin: Any = None
        self.dock: Any = None
        self.raster: Any = None
        self.started = 0.0
        self.result: dict[str, Any] = {}
        self._spoken = ""

    @guarded
    def open_raster(self) -> None:
        """Open a copy of the sample, so that demo/ can be moved as a whole."""
        self.plugin = utils.plugins.get("terralex")
        if self.plugin is None or self.plugin.dock is None:
            raise RuntimeError("QGIS did not load the plugin; the log above says why")
        self.dock = self.plugin.dock
        path = DEMO / f"{self.sample.name}.tif"
        shutil.copyfile(ROOT / "resources" / "sample" / path.name, path)
        shutil.copyfile(ROOT / "resources" / "sample" / "CREDITS.md", DEMO / "CREDITS.md")
        self.raster = QgsRasterLayer(str(path), self.sample.name)
        project = QgsProject.instance()
        project.addMapLayer(self.raster)
        project.setCrs(self.raster.crs())
        project.setFilePathStorage(Qgis.FilePathType.Relative)
        iface.setActiveLayer(self.raster)
        iface.mainWindow().resize(1600, 1000)
        for panel in iface.mainWindow().findChildren(QDockWidget, "Browser"):
            panel.hide()  # the picture of the window is about other things
        iface.mapCanvas().setExtent(self.raster.extent())
        QTimer.singleShot(1500, self.press_run)

    @guarded
    def press_run(self) -> None:
        """Fill the dock and press its button."""
        self.dock.set_raster(self.raster)
        self.dock.set_classes(self.sample.classes)
        self.dock.set_output(str(DEMO))
        self.dock.finished.connect(self.on_finished)
        self.dock.failed.connect(self.on_failed)
        self.plugin.runner.said.connect(self.on_said)
        say(f"QGIS {Qgis.QGIS_VERSION} is open with the plugin; classes: {self.sample.classes}")
        self.started = time.monotonic()
        self.dock.run()

    def on_said(self, event: Any) -> None:
        """Pass on the first step of each stage, and every note."""
        stage = getattr(event, "stage", "")
        if stage != self._spoken or not stage:
            self._spoken = stage or self._spoken
            say(f"{time.monotonic() - self.started:5.0f} s  {event.message}")

    @guarded
    def on_failed(self, text: str) -> None:
        """The dock has shown an error."""
        leave(text)

    @guarded
    def on_finished(self, result: dict[str, Any]) -> None:
        """The layers are in the project; export them as the button would."""
        self.result = dict(result)
        say(f"{time.monotonic() - self.started:5.0f} s  {self.polygons().featureCount()} polygons")
        QTimer.singleShot(500, self.export)

    @guarded
    def export(self) -> None:
        """Labels as a Shapefile."""
        from terralex.core.formats import FORMATS
        from terralex.plugin.results.export import Exporter

        labels = DEMO / "labels" / f"{self.sample.name}.shp"
        labels.parent.mkdir(parents=True, exist_ok=True)
        Exporter(iface, self.plugin.runner, self.dock.messages).export(self.polygons(), FORMATS["shapefile"], labels)
        QTimer.singleShot(300, lambda: self.await_export(labels, time.monotonic()))

    def polygons(self) -> Any:
        """The layer of the run's polygons."""
        from terralex.plugin.results.layers import layer_of, run_layers

        return layer_of(run_layers(QgsProject.instance(), None), "polygons")

    @guarded
    def await_export(self, labels: Path, since: float) -> None:
        """The export runs in the background like everything else."""
        if self.plugin.runner.busy and time.monotonic() - since < 120:
            QTimer.singleShot(300, lambda: self.await_export(labels, since))
        elif not labels.is_file():
            raise RuntimeError(f"{labels.name} was not written")
        else:
            self.save()

    @guarded
    def save(self) -> None:
        """The map, the project, and a picture of the window."""
        project = QgsProject.instance()
        below = BELOW.format(self.sample.classes, self.dock.form.pack_name())
        credit = f"{self.sample.credit} {UNTOUCHED}"
        make_map(project, self.raster, self.polygons(), HEADLINE, below, credit, str(DEMO / "map.png"))
        project.setTitle("Terralex demo")
        if not project.write(str(DEMO / "terralex.qgz")):
            raise RuntimeError(project.error())
        iface.messageBar().clearWidgets()
        iface.mapCanvas().zoomToFullExtent()
        QTimer.singleShot(2000, self.show_window)

    @guarded
    def show_window(self) -> None:
        """A picture of QGIS with the panel and the result, once the map is drawn."""
        iface.mainWindow().grab().save(str(DEMO / "qgis.png"))
        leave("ok")


demo = Demo(SAMPLES[os.environ["TERRALEX_DEMO"]])
QgsApplication.messageLog().messageReceived.connect(keep_log)
QTimer.singleShot(2000, demo.open_raster)
