"""What the wand grows on: the raster that is seen, and what a run's kept features say through the engine."""

from __future__ import annotations

from typing import Any, Callable, Generator, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ...core.commands import Alike
from ...core.progress import CancelToken
from ..engine.runner import Runner
from ..results.layers import is_result, run_of
from ..shapes.wand import Grown, between
from ..translation import tr


def picture_at(place: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> Optional[QgsRasterLayer]:
    """The uppermost raster that is seen at a place (in that coordinate system), other than those of runs.

    Raises:
        QgsCsException: a raster's coordinates have no such place.
    """
    root = QgsProject.instance().layerTreeRoot()
    for layer in root.layerOrder():
        node = root.findLayer(layer.id())
        if node is None or not node.isVisible() or not isinstance(layer, QgsRasterLayer) or is_result(layer):
            continue
        if layer.isValid() and layer.extent().contains(between(crs, layer.crs()).transform(place)):
            return layer
    return None


class Likeness:
    """Asks the engine what looks alike, where it has nothing else to do; a run that begins is not kept waiting."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._layer: Optional[QgsVectorLayer] = None
        self._failed = False

    def set_layer(self, layer: Optional[QgsVectorLayer]) -> None:
        """The polygons of the run that is meant."""
        self._layer, self._failed = layer, False

    def ask(
        self,
        place: QgsPointXY,
        crs: QgsCoordinateReferenceSystem,
        level: float,
        on_answer: Callable[[Optional[Grown]], None],
    ) -> bool:
        """Ask about a place.

        Args:
            place: In the coordinate system `crs`.
            crs: Of the map.
            level: See `core.jobs.alike`.
            on_answer: Called in the main thread with the piece and its coordinate system; None where nothing is kept,
                or the engine was wanted for something else.

        Returns:
            Whether it was asked: not while the engine is busy, nor where it could not answer before.
        """
        layer = self._layer
        if layer is None:
            return False
        try:
            there = between(crs, layer.crs()).transform(place)
        except QgsCsException:
            return False
        return self._send(layer, there, level, on_answer)

    def get_ready(self, on_ready: Callable[[], None]) -> None:
        """Let the engine read the run before the mouse is over it: the first answer of a new process takes seconds."""
        if self._layer is not None:
            self._send(self._layer, self._layer.extent().center(), 0.0, lambda _grown: on_ready())

    def _send(
        self, layer: QgsVectorLayer, place: QgsPointXY, level: float, on_answer: Callable[[Optional[Grown]], None]
    ) -> bool:
        """Ask about a place in the layer's coordinates; whether it was asked."""
        if self._failed:
            return False
        request, its_crs = Alike(run_of(layer), place.x(), place.y(), level).to_dict(), layer.crs()

        def job(token: CancelToken) -> Generator[Any, None, dict[str, Any]]:
            return (yield from self._runner.remote.run("alike", request, token))

        def done(answer: dict[str, Any]) -> None:
            shape = QgsGeometry.fromWkt(answer["wkt"]) if answer.get("kept") else None
            on_answer((shape, its_crs) if shape is not None and not shape.isEmpty() else None)

        def failed(_error: BaseException) -> None:
            self._failed = True  # such as a run that was deleted: colours do, and nobody is told with every move
            on_answer(None)

        return self._runner.start_quiet(tr("Terralex: wand"), job, done, failed, lambda: on_answer(None))
