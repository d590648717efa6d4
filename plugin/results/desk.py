"""What acts on a run's results has in common: which run is meant, unsaved edits, and the engine that does the work."""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from ...core.commands import Request
from ...core.errors import InputError
from ...core.results import newest
from ..engine.beside import Order
from ..engine.runner import Runner
from ..messages import Messages
from ..translation import tr
from .layers import FILES, file_of, layer_of, repoint, run_layers, run_of
from .pending import Pending, save_first
from .torn import TornWatch


class ResultDesk:
    """Acts on the run of the active layer, or else of the topmost one.

    Args:
        iface: QGIS.
        runner: Does the work.
        messages: Tells about it.
    """

    def __init__(self, iface: Any, runner: Runner, messages: Messages) -> None:
        self._iface, self._runner, self._messages = iface, runner, messages
        self.torn: Optional[TornWatch] = None

    def notes(self, polygons: QgsVectorLayer, result: Mapping[str, Any]) -> list[str]:
        """The engine's notes, without those about gaps and overlaps: these are offered to be shown and mended."""
        return self.torn.offer_found(polygons, result) if self.torn is not None else list(result.get("notes", ()))

    def layers(self) -> Mapping[str, QgsMapLayer]:
        """The layers of the run that is meant.

        Raises:
            InputError: there is none.
        """
        return run_layers(QgsProject.instance(), self._iface.activeLayer())

    def current(self, role: str) -> Any:
        """One layer of that run, showing the file that counts: one that shows an earlier edit is turned to the newest.

        Raises:
            InputError: it is not in the project, its file is gone, or it has unsaved edits of an earlier file.
        """
        return self._turned(layer_of(self.layers(), role), role)

    def _turned(self, layer: Any, role: str) -> Any:
        old, new = file_of(layer), newest(run_of(layer), FILES[role])
        if old == new or not new.is_file():
            return layer
        names = {"layer": layer.name(), "old": old.name, "new": new.name}
        if isinstance(layer, QgsVectorLayer) and layer.isModified():
            raise InputError(
                tr("“{layer}” shows {old}, which is older than {new}, and has unsaved edits.").format(**names),
                tr("Save or discard them, and try again."),
            )
        if isinstance(layer, QgsVectorLayer):
            layer.rollBack()
        repoint(layer, new)
        self._messages.warn(tr("“{layer}” showed {old}. It shows {new} now, which is newer.").format(**names))
        return layer

    def gone(self, layer_id: str) -> bool:
        """Whether a layer that work was begun for has left meanwhile, with its project or by itself."""
        return QgsProject.instance().mapLayer(layer_id) is None

    def save(self, layer: QgsVectorLayer, purpose: str) -> Pending:
        """Ask about unsaved edits of a layer; `purpose` completes the question."""
        return save_first(layer, purpose, self._iface.mainWindow())

    def order(
        self,
        title: str,
        command: str,
        request: Request,
        on_done: Callable[[dict[str, Any]], None],
        at_end: Callable[[], None] = lambda: None,
        folder: str = "",
        on_error: Optional[Callable[[BaseException], None]] = None,
        on_cancel: Optional[Callable[[], None]] = None,
    ) -> None:
        """Let the engine do it, also while a run goes on.

        Args:
            title: What the task bar shows.
            command: Of core/commands.py.
            request: What it is asked with.
            on_done: Called with the result.
            at_end: Called before anything else, however it ends.
            folder: The run's folder, where the request writes into it.
            on_error: Called with what went wrong; by default it is told.
            on_cancel: Called where it was stopped; by default that is told.

        Raises:
            InputError: something else writes into that folder, or changes the engine itself.
        """

        def ended(callback: Callable[..., Any]) -> Callable[..., Any]:
            def call(*values: Any) -> Any:
                at_end()
                return callback(*values)

            return call

        order = Order(
            title,
            command,
            request.to_dict(),
            ended(on_done),
            ended(on_error or self._messages.show_error),
            ended(on_cancel or (lambda: self._messages.tell(tr("{title}: cancelled.").format(title=title)))),
        )
        try:
            beside = self._runner.serve(order, folder)
        except InputError:
            at_end()
            raise
        if beside:
            self._messages.tell(tr("{title}, beside what is going on…").format(title=title), seconds=4)
