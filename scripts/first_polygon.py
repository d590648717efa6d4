"""From an empty profile to the first polygon, as scenes of scripts/stage.py: what a person clicks, and what it takes.

Every click is a mouse click on the widget that a person would click, every key a key press; both are counted. The time
is that of this machine, from the moment QGIS is started.
"""

from __future__ import annotations

import shutil
import time
from typing import Any, Callable

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QWidget
from stage import BEGAN, ROOT, SCRATCH, Stage, Steps, patient, say, scene

CLASSES = "water, vegetation"
RUN_S = 900.0


class Count:
    """Clicks, keys and seconds so far; prints each step."""

    def __init__(self) -> None:
        self.clicks = self.keys = 0
        self._before = BEGAN

    def click(self, widget: QWidget) -> None:
        """A click in the middle of a widget that can be seen and pressed.

        Raises:
            RuntimeError: nobody could click it.
        """
        if not (widget.isVisible() and widget.isEnabled() and not widget.visibleRegion().isEmpty()):
            raise RuntimeError(f"{widget.accessibleName() or type(widget).__name__} cannot be clicked")
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, widget.rect().center())
        self.clicks += 1

    def type(self, widget: QWidget, text: str) -> None:
        """Keys into a widget."""
        QTest.keyClicks(widget, text)
        self.keys += len(text)

    def step(self, what: str) -> None:
        """A step is done."""
        now = time.time()
        so_far = f"{self.clicks} clicks, {self.keys} keys, {now - BEGAN:.1f} s so far"
        say(f"{now - self._before:6.1f} s  {what}  ({so_far})")
        self._before = now


def engine_is_ready(stage: Stage) -> Callable[[], Any]:
    """The welcome has found a Python that can run the engine."""
    return lambda: stage.dock.isVisible() and "ready" in stage.dock.welcome.panel.texts[0].text()


def await_polygons(stage: Stage, count: Count) -> Steps:
    """From the press of Run to polygons that are drawn."""
    began: list[Any] = []
    stage.plugin.runner.said.connect(lambda event: began.append(event) if not began else None)
    yield patient(lambda: began or stage.failed, 120.0)
    count.step("the engine has started and says what it does")
    yield patient(lambda: not stage.plugin.runner.busy, RUN_S)
    if stage.failed:
        raise RuntimeError(stage.failed[-1])
    yield from stage.drawn()
    layers = [layer for layer in QgsProject.instance().mapLayers().values() if layer.type() == QgsMapLayer.VectorLayer]
    if not layers or not layers[0].featureCount():
        raise RuntimeError("there is no polygon")
    count.step(f"{layers[0].featureCount()} polygons are drawn")


@scene
def sample(stage: Stage) -> Steps:
    """The welcome's three steps."""
    count = Count()
    yield patient(engine_is_ready(stage), 120.0)
    count.step("QGIS is open with the panel, which has found the engine")
    welcome = stage.dock.welcome.panel
    count.click(welcome.open_sample)
    yield from stage.drawn()
    count.step("the sample is open and drawn, its classes are named")
    count.click(welcome.start)
    yield from await_polygons(stage, count)
    say(f"sample: {count.clicks} clicks, {count.keys} keys")


@scene
def own_image(stage: Stage) -> Steps:
    """A raster that is open in QGIS already, as a person has it; names typed."""
    count = Count()
    yield patient(engine_is_ready(stage), 120.0)
    count.step("QGIS is open with the panel, which has found the engine")
    path = SCRATCH / "tmp" / "prairie.tif"
    shutil.copyfile(ROOT / "resources" / "sample" / "prairie.tif", path)
    layer = QgsRasterLayer(str(path), "prairie")
    QgsProject.instance().addMapLayer(layer)
    stage.canvas.setExtent(layer.extent())
    yield from stage.drawn()
    count.step("an image of one's own is open (not counted: it is QGIS's work)")
    line = stage.dock.form.classes.line
    count.click(line)
    count.type(line, CLASSES)
    yield 0.1
    count.click(stage.dock.panel.run_button)
    yield from await_polygons(stage, count)
    say(f"own_image: {count.clicks} clicks, {count.keys} keys")


@scene
def preview(stage: Stage) -> Steps:
    """The first look at a result: the middle of the map."""
    count = Count()
    yield patient(engine_is_ready(stage), 120.0)
    count.step("QGIS is open with the panel, which has found the engine")
    count.click(stage.dock.welcome.panel.open_sample)
    yield from stage.drawn()
    count.step("the sample is open and drawn")
    rasters = len(QgsProject.instance().mapLayers())
    count.click(stage.dock.panel.preview_button)
    yield patient(lambda: len(QgsProject.instance().mapLayers()) > rasters or stage.failed, RUN_S)
    if stage.failed:
        raise RuntimeError(stage.failed[-1])
    yield from stage.drawn()
    count.step("the middle of the map is labelled")
    say(f"preview: {count.clicks} clicks, {count.keys} keys")
