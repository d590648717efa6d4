"""Learning from corrections in QGIS: at once roughly on the map, then as a new generation that the layers turn to."""

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

from ...core.commands import Teach, TeachRough
from ...core.errors import InputError, NotKeptError
from ...core.results import read_lessons, to_undo
from ..engine.runner import Runner
from ..messages import Messages
from ..translation import figure, told, tr
from .desk import ResultDesk
from .edits import set_aside
from .layers import GLANCE, repoint, run_classes, run_of, style_classes, table_of
from .pending import Pending

ROLES = {"polygons": "segments", "classes": "classes", "confidence": "confidence"}  # of layers, and in an answer
_numbers = count(1)


def before_lesson(run: str) -> Optional[Path]:
    """The polygons from before the last lesson of a run that stands; None where none does, or they are gone."""
    try:
        step = to_undo(read_lessons(run))
    except InputError:
        return None
    if step is None:
        return None
    path = Path(run) / Path(str(step["from"]["segments"])).name
    return path if path.is_file() else None


class Teacher(ResultDesk):
    """Learns from what was corrected, and takes it back.

    Args:
        iface: QGIS.
        runner: Does the work.
        messages: Tells about it.
        say: Shows a line on the page.
    """

    def __init__(self, iface: Any, runner: Runner, messages: Messages, say: Callable[[str], None]) -> None:
        super().__init__(iface, runner, messages)
        self._say = say
        self._rough = ""  # the id of the layer that shows what is being learned

    def learn(self) -> None:
        """Learn from the run's reviewed polygons.

        Raises:
            InputError: there is no run, a file of it is gone, or something else is going on.
        """
        polygons = self.current("polygons")
        if not self._are_saved(polygons, tr("before it learns from them")):
            return
        layers, edits = dict(self.layers()), polygons.undoStack().index()
        part = self._part(layers.get("classes"))
        if part is None:
            self._learn(layers, edits)
            return
        run = run_of(polygons)
        out = Path(QgsProcessingUtils.tempFolder()) / f"terralex_rough_{next(_numbers)}.tif"
        box = part.xMinimum(), part.yMinimum(), part.xMaximum(), part.yMaximum()

        def show(result: dict[str, Any]) -> None:
            if not self.gone(polygons.id()):
                self._show_rough(polygons, Path(result["path"]))
                self._learn(layers, edits)

        self.order(
            tr("Learning from your corrections"),
            "teach_rough",
            TeachRough(run, str(out), *box),
            show,
            on_error=lambda _error: self._learn(layers, edits),  # which says what is wrong
            folder=run,
        )
        self._say(tr("Learning from your corrections…"))

    def take_back(self) -> None:
        """Show what was there before the last lesson, with what was corrected since.

        Raises:
            InputError: nothing was taught, a file is gone, or something else is going on.
        """
        polygons = self.current("polygons")
        if not self._are_saved(polygons, tr("before the lesson is taken back")):
            return
        layers, edits = dict(self.layers()), polygons.undoStack().index()

        def show(result: dict[str, Any]) -> None:
            if self._turn(layers, edits, result):
                kept = figure(f"{result['kept']:,}")
                self._tell(tr("The lesson is taken back; {n} corrected polygons stay.").format(n=kept))

        run = run_of(polygons)
        self.order(tr("Taking a lesson back"), "teach", Teach(run, undo=True), show, folder=run)

    def clear(self) -> None:
        """Take the rough answer off the map."""
        if self._rough in QgsProject.instance().mapLayers():
            QgsProject.instance().removeMapLayer(self._rough)
        self._rough = ""

    def _are_saved(self, polygons: Any, purpose: str) -> bool:
        answer = self.save(polygons, purpose)
        if answer is Pending.LEFT:
            self._say(tr("Nothing was done: edits that are not saved would be missing in the new map."))
        return answer in (Pending.NONE, Pending.SAVED)

    def _learn(self, layers: Mapping[str, QgsMapLayer], edits: int, encode: bool = False) -> None:
        run = run_of(layers["polygons"])

        def show(result: dict[str, Any]) -> None:
            if self._turn(layers, edits, result):
                self._messages.log(result["text"])
                self._tell(_in_words(result), _is_worse(result))

        def failed(error: BaseException) -> None:
            if isinstance(error, NotKeptError) and self._may_encode(error):
                self._learn(layers, edits, encode=True)
            elif not isinstance(error, NotKeptError):
                self._messages.show_error(error)

        title = tr("Learning from your corrections")
        try:
            self.order(title, "teach", Teach(run, encode=encode), show, self.clear, on_error=failed, folder=run)
        except InputError:
            self.clear()
            raise

    def _may_encode(self, error: NotKeptError) -> bool:
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        asked = tr("{missing} Do that now? It takes as long as a part of a run.").format(missing=told(error))
        return QMessageBox.question(self._iface.mainWindow(), tr("Learn"), asked, yes | no, yes) == yes

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
        layer = QgsRasterLayer(str(path), tr("Rough: what it is learning (temporary)"), "gdal")
        if layer.isValid():
            layer.setCustomProperty(GLANCE, True)  # no input of a run
            style_classes(layer, run_classes(polygons))
            QgsProject.instance().addMapLayer(layer, False)
            QgsProject.instance().layerTreeRoot().insertLayer(0, layer)
            self._rough = layer.id()

    def _turn(self, layers: Mapping[str, QgsMapLayer], edits: int, result: Mapping[str, Any]) -> bool:
        """Let the layers show a new generation; whether they do."""
        there = {role: layer for role, layer in layers.items() if layer is not None and not _is_deleted(layer)}
        polygons = there.get("polygons")
        if polygons is None or self.gone(polygons.id()):
            self._messages.tell(tr("The new map is in {folder}.").format(folder=Path(result["segments"]).parent))
            return False
        if polygons.undoStack().index() != edits or polygons.isModified():
            for key in (*ROLES.values(), "lesson"):  # under their names they would count as the newest
                set_aside(Path(result[key]))
            self._messages.warn(
                tr("You went on correcting while it learned, so nothing was changed: save, and learn again.")
            )
            return False
        polygons.rollBack()
        for role, key in ROLES.items():
            if role in there and not self.gone(there[role].id()):
                repoint(there[role], Path(result[key]))
        if "classes" in there:
            style_classes(there["classes"], table_of(there["classes"]))
        return True

    def _tell(self, text: str, worse: bool = False) -> None:
        (self._messages.warn if worse else self._messages.tell)(text)
        self._say(text)


def _in_words(result: Mapping[str, Any]) -> str:
    held, changed = result["held_back"], result["changed"]
    said = tr("Learned from {n} corrected polygons.").format(n=figure(f"{sum(result['corrections'].values()):,}"))
    if held["before"] is not None and held["after"] is not None:
        said += " " + tr("On some that were held back: {before} % right before, {after} % after.").format(
            before=round(100 * held["before"]), after=round(100 * held["after"])
        )
    if changed is not None:
        said += " " + tr("{n} % of the map changed.").format(n=figure(f"{100 * changed:.0f}"))
    return said


def _is_worse(result: Mapping[str, Any]) -> bool:
    held = result["held_back"]
    return held["before"] is not None and held["after"] is not None and held["after"] < held["before"]


def _is_deleted(layer: QgsMapLayer) -> bool:
    try:
        layer.id()
    except RuntimeError:  # it left with its project
        return True
    return False
