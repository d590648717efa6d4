"""The middle of the map, segmented at once: the same engine and settings as a run, shown as one temporary layer.

Every preview has a folder of its own in the system's folder for temporary files; QGIS marks layers from there. Files of
the layer that is shown are never touched; older ones go when the next preview starts, all when the plugin leaves.
"""

from __future__ import annotations

import shutil
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Optional, Sequence

from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QEvent, QObject

from ...core.config import Area, RunConfig
from ...core.errors import ModelError, OutputError, TerralexError, busy
from ...core.packs import find_pack
from ...core.progress import CancelToken
from ...core.vocabulary import ClassSpec
from ..area.areas import area_of_rectangle, area_of_square
from ..costs.sight import Sight, place_in, sight_of
from ..costs.speeds import Learn
from ..engine.inputs import direct_path
from ..engine.runner import Runner
from ..messages import Messages
from ..results.layers import GLANCE, PREVIEW, style_classes
from ..runs.job import segment_job
from ..snapshots.order import order_for
from ..translation import tr
from ..wording import in_metres
from .form import Form
from .run_panel import RunPanel
from .window_on_map import WindowOnMap

WINDOWS = 2  # a preview is so many windows wide and high: seconds, once the words' pictures are there
SHOW = (QEvent.Type.Enter, QEvent.Type.FocusIn)
HIDE = (QEvent.Type.Leave, QEvent.Type.FocusOut)


class Preview(QObject):
    """Runs previews, shows their layer, and draws on the map what one takes.

    Args:
        iface: QGIS.
        runner: The engine's process.
        form: What the dock shows.
        panel: With the button.
        messages: Tells what went wrong.
        collect: Takes an area; checks the dock as for a run and gives raster, classes, config, parent and order.
        begin: See `Times.begin`.
    """

    def __init__(
        self,
        iface: Any,
        runner: Runner,
        form: Form,
        panel: RunPanel,
        messages: Messages,
        collect: Callable[[Area], tuple[Any, ...]],
        begin: Callable[[RunConfig], Learn],
    ) -> None:
        super().__init__(panel)
        self._canvas, self._runner, self._form, self._panel = iface.mapCanvas(), runner, form, panel
        self._messages, self._collect, self._begin = messages, collect, begin
        self.window = WindowOnMap(self._canvas)
        self._home: Optional[Path] = None
        self._count = 0
        self._layer = ""  # the id of the one that is shown
        self._shown = ""  # the name of its folder
        self._running = False
        panel.preview.connect(self.run)
        panel.preview_button.installEventFilter(self)
        self._canvas.extentsChanged.connect(self._follow)
        runner.busy_changed.connect(self._on_busy)

    def run(self) -> None:
        """Start a preview with what the dock shows."""
        try:
            self._start()
        except Exception as error:
            self._on_error(error)

    def clear(self) -> None:
        """Remove the layer: a run's results have taken its place."""
        if self._layer in QgsProject.instance().mapLayers():
            QgsProject.instance().removeMapLayer(self._layer)
        self._layer = self._shown = ""

    def close(self) -> None:
        """The plugin is leaving: nothing stays on the map, in the project or on the disk."""
        self._panel.preview_button.removeEventFilter(self)
        self._canvas.extentsChanged.disconnect(self._follow)
        self._runner.busy_changed.disconnect(self._on_busy)
        self.window.remove()
        self.clear()
        if self._home is not None:  # Windows keeps what is still open; the system's folder is the system's to clear
            shutil.rmtree(self._home, ignore_errors=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The squares are on the map while the button is pointed at or has the focus."""
        if event.type() in SHOW:
            self._draw()
        elif event.type() in HIDE and not self._running:
            self.window.clear()
        return super().eventFilter(watched, event)

    def place(self) -> tuple[Sight, Any, int, int]:
        """What a preview would take now: how the raster is seen, its middle, and the sides of window and area.

        Raises:
            InputError: there is no raster, or it has no place on the map.
        """
        raster, pack = self._form.raster.currentLayer(), self._form.pack.currentData()
        path = direct_path(raster)
        if pack is None:
            raise ModelError(tr("No pack was found on this computer."))
        here = self._canvas.mapSettings().destinationCrs()
        order = None
        if path is None:
            middle = area_of_rectangle(self._canvas.extent().scaled(0.001), here, raster)
            order = order_for(raster, middle, pack.resolutions, float(self._form.resolution.currentData() or 0.0))
        sight = sight_of(raster, order, pack.resolutions)
        window = max(pack.options(self._form.preset_name(), method=self._form.method_name()).windows)
        return sight, place_in(self._canvas.center(), here, sight.crs, raster.name()), window, WINDOWS * window

    def _start(self) -> None:
        if self._runner.busy:
            raise busy()
        sight, centre, window, side = self.place()
        area = area_of_square(sight.square(centre, side), sight.crs, self._form.raster.currentLayer())
        raster, classes, config, _parent, order = self._collect(area)
        home = self._home = self._home or Path(tempfile.mkdtemp(prefix=PREVIEW))
        self._count += 1
        here = raster.id()
        folder, pack, started = home / str(self._count), find_pack(config.pack), time.monotonic()
        config = replace(config, out=str(folder / "run"))
        learn, keep = self._begin(config), {folder.name, self._shown}

        def job(token: CancelToken) -> Any:
            for old in home.iterdir():
                if old.name not in keep:
                    shutil.rmtree(old, ignore_errors=True)
            return (yield from segment_job(self._runner.remote, config, folder, pack.hash, order, token))

        def done(result: dict[str, Any]) -> None:
            self._ended()
            if QgsProject.instance().mapLayer(here) is None:
                return  # the project or the raster that it was of is gone, and so is whoever wanted to see it
            self._show(result, classes, raster.name(), folder.name)
            self._panel.say(
                tr("Preview of {side} x {side} in {seconds} s.").format(
                    side=in_metres(side * sight.scale.gsd_m), seconds=f"{time.monotonic() - started:.0f}"
                )
            )
            learn(result)

        self._runner.start(
            tr("Terralex preview: {image}").format(image=raster.name()), job, done, self._on_error, self._on_cancel
        )
        self._running = True
        self.window.show(sight, centre, window, side)
        self._panel.say(tr("Starting the engine…") if order is None else tr("Fetching the layer…"))

    def _show(self, result: dict[str, Any], classes: Sequence[ClassSpec], image: str, folder: str) -> None:
        layer = QgsRasterLayer(str(result["classes"]), tr("Preview of {image} (temporary)").format(image=image), "gdal")
        if not layer.isValid():
            raise OutputError(tr("The preview cannot be opened."), tr("Press Preview again."))
        layer.setCustomProperty(GLANCE, True)
        style_classes(layer, classes)
        self.clear()
        QgsProject.instance().addMapLayer(layer, False)
        QgsProject.instance().layerTreeRoot().insertLayer(0, layer)
        self._layer, self._shown = layer.id(), folder

    def _on_error(self, error: BaseException) -> None:
        self._ended()
        text = self._messages.show_error(error)
        if not self._runner.busy:
            self._panel.say(error.message if isinstance(error, TerralexError) else text)

    def _on_cancel(self) -> None:
        self._ended()
        self._panel.say(tr("Preview stopped."))

    def _ended(self) -> None:
        self._running = False
        self.window.clear()  # what was asked for is the picture below

    def _draw(self) -> None:
        if self._running:
            return
        try:
            self.window.show(*self.place())
        except TerralexError:  # pressed, it says what is wrong
            self.window.clear()

    def _on_busy(self, busy: bool) -> None:
        if busy:
            self.window.clear()

    def _follow(self) -> None:
        """The squares stay in the middle of the map; those of a preview that goes on stay where it works."""
        if self.window.shapes and not self._running:
            self._draw()
