"""A map that is made anew: at once roughly on the map, then as a new generation of its files that the layers turn to.

Corrections are taught so (teach.py), and so is what people say of support pictures (plugin/gallery).
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any, Callable, Mapping, Optional

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtWidgets import QMessageBox

from ...core.commands import Request, Teach
from ...core.errors import InputError, NotKeptError
from ..engine.runner import Runner
from ..messages import Messages
from ..translation import figure, said, tr
from .desk import ResultDesk
from .edits import set_aside
from .layers import GLANCE, repoint, run_classes, run_of, style_classes, table_of
from .pending import Pending

ROLES = {"polygons": "segments", "classes": "classes", "confidence": "confidence"}  # of layers, and in an answer
Box = tuple[float, float, float, float]  # left, bottom, right, top
_numbers = count(1)


class Generations(ResultDesk):
    """Makes new generations of a run, and goes back to earlier ones.

    Args:
        iface: QGIS.
        runner: Does the work.
        messages: Tells about it.
        say: Shows a line on the page.

    Attributes:
        turned: Called when the layers show another generation.
    """

    def __init__(self, iface: Any, runner: Runner, messages: Messages, say: Callable[[str], None]) -> None:
        super().__init__(iface, runner, messages)
        self._say = say
        self._rough = ""  # the id of the layer that shows what is being made
        self.turned: Callable[[], None] = lambda: None

    def take_back(self) -> None:
        """Show what was there before the last lesson or change of pictures, with what was corrected since.

        Raises:
            InputError: there is nothing to take back, a file is gone, or something else is going on.
        """
        polygons = self.current("polygons")
        if not self.are_saved(polygons, tr("before the earlier map comes back")):
            return
        layers, edits = dict(self.layers()), polygons.undoStack().index()

        def show(result: dict[str, Any]) -> None:
            if self.turn(layers, edits, result):
                kept = figure(f"{result['kept']:,}")
                self.tell(tr("The earlier map is back; {n} corrected polygons stay.").format(n=kept))

        run = run_of(polygons)
        self.order(tr("Bringing the earlier map back"), "teach", Teach(run, undo=True), show, folder=run)

    def clear(self) -> None:
        """Take the rough answer off the map."""
        if self._rough in QgsProject.instance().mapLayers():
            QgsProject.instance().removeMapLayer(self._rough)
        self._rough = ""

    def are_saved(self, polygons: Any, purpose: str) -> bool:
        """Whether the file has all edits; asks about those that are not saved. `purpose` completes the question."""
        answer = self.save(polygons, purpose)
        if answer is Pending.LEFT:
            self._say(tr("Nothing was done: edits that are not saved would be missing in the new map."))
        return answer in (Pending.NONE, Pending.SAVED)

    def glance(
        self,
        layers: Mapping[str, QgsMapLayer],
        title: str,
        command: str,
        request: Callable[[str, Box], Request],
        then: Callable[[], None],
        stopped: Optional[Callable[[], None]] = None,
    ) -> None:
        """Show roughly what the part of the map that is seen will be.

        Args:
            layers: Of the run, by role.
            title: What the task bar shows.
            command: Of the engine.
            request: What it is asked with, of the file to write and the part in the raster's coordinates.
            then: Called afterwards, also where nothing of the run is seen or the engine fails: what follows says why.
            stopped: Called where the user stops it; by default that is told.

        Raises:
            InputError: something else is going on.
        """
        polygons, part = layers["polygons"], self._part(layers.get("classes"))
        if part is None:
            then()
            return
        run, here = run_of(polygons), polygons.id()
        out = Path(QgsProcessingUtils.tempFolder()) / f"terralex_rough_{next(_numbers)}.tif"
        asked = request(str(out), (part.xMinimum(), part.yMinimum(), part.xMaximum(), part.yMaximum()))

        def show(result: dict[str, Any]) -> None:
            if not self.gone(here):
                self._show_rough(polygons, Path(result["path"]))
                then()

        self.order(title, command, asked, show, on_error=lambda _error: then(), on_cancel=stopped, folder=run)

    def make(
        self,
        layers: Mapping[str, QgsMapLayer],
        title: str,
        command: str,
        request: Callable[[bool], Request],
        show: Callable[[dict[str, Any]], None],
        failed: Optional[Callable[[BaseException], None]] = None,
        stopped: Optional[Callable[[], None]] = None,
    ) -> None:
        """Make the new generation of the whole map.

        Args:
            layers: Of the run, by role.
            title: What the task bar shows.
            command: Of the engine.
            request: What it is asked with, by whether windows that are not kept any more may be encoded again.
            show: Called with the result.
            failed: Called with what went wrong, None where the user did not want windows encoded; by default told.
            stopped: Called where the user stops it; by default that is told.

        Raises:
            InputError: something else is going on.
        """
        run = run_of(layers["polygons"])
        tell = failed or self._messages.show_error

        def go(encode: bool) -> None:
            self.order(title, command, request(encode), show, self.clear, run, wrong, stopped)

        def wrong(error: BaseException) -> None:
            if not isinstance(error, NotKeptError):
                tell(error)
            elif self._may_encode(title, error):
                go(True)
            elif failed is not None:
                failed(error)

        try:
            go(False)
        except InputError:
            self.clear()
            raise

    def turn(self, layers: Mapping[str, QgsMapLayer], edits: int, result: Mapping[str, Any]) -> bool:
        """Let the layers show a new generation; whether they do.

        Args:
            layers: Of the run as it was asked about, by role.
            edits: How many steps of undo the polygons had then; where they have others, they are left as they are.
            result: Of the engine.
        """
        there = {role: layer for role, layer in layers.items() if layer is not None and not _is_deleted(layer)}
        polygons = there.get("polygons")
        if polygons is None or self.gone(polygons.id()):
            self._messages.tell(tr("The new map is in {folder}.").format(folder=Path(result["segments"]).parent))
            return False
        if polygons.undoStack().index() != edits or polygons.isModified():
            for key in (*ROLES.values(), "lesson"):  # under their names they would count as the newest
                set_aside(Path(result[key]))
            self._messages.warn(
                tr("You went on correcting meanwhile, so the map was not changed: save, and do it again.")
            )
            return False
        polygons.rollBack()
        for role, key in ROLES.items():
            if role in there and not self.gone(there[role].id()):
                repoint(there[role], Path(result[key]))
        if "classes" in there:
            style_classes(there["classes"], table_of(there["classes"]))
        self.turned()
        return True

    def tell(self, text: str, worse: bool = False) -> None:
        """Say what became of it, in the message bar and on the page."""
        (self._messages.warn if worse else self._messages.tell)(text)
        self._say(text)

    def _may_encode(self, title: str, error: NotKeptError) -> bool:
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        asked = tr("{missing} Do that now? It takes as long as a part of a run.").format(missing=said(error.message))
        return QMessageBox.question(self._iface.mainWindow(), title, asked, yes | no, yes) == yes

    def _part(self, classes: Optional[QgsMapLayer]) -> Optional[QgsRectangle]:
        """What the map shows of the run, in the raster's coordinates; None for nothing."""
        if classes is None:
            return None
        settings = self._iface.mapCanvas().mapSettings()
        across = QgsCoordinateTransform(settings.destinationCrs(), classes.crs(), QgsProject.instance())
        try:
            part = across.transformBoundingBox(settings.visibleExtent()).intersect(classes.extent())
        except QgsCsException:
            return None
        return None if part.isEmpty() else part

    def _show_rough(self, polygons: Any, path: Path) -> None:
        self.clear()
        layer = QgsRasterLayer(str(path), tr("Rough: what the map will be (temporary)"), "gdal")
        if layer.isValid():
            layer.setCustomProperty(GLANCE, True)  # no input of a run
            style_classes(layer, run_classes(polygons))
            QgsProject.instance().addMapLayer(layer, False)
            QgsProject.instance().layerTreeRoot().insertLayer(0, layer)
            self._rough = layer.id()


def _is_deleted(layer: QgsMapLayer) -> bool:
    try:
        layer.id()
    except RuntimeError:  # it left with its project
        return True
    return False
