"""What acts on a run's results has in common: which run is meant, unsaved edits, and the engine that does the work."""

from __future__ import annotations

from typing import Any, Callable, Mapping

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer

from ...core.commands import Request
from ..engine.runner import Runner
from ..messages import Messages
from ..translation import tr
from .layers import run_layers
from .pending import Pending, save_first


class ResultDesk:
    """Acts on the run of the active layer, or else of the topmost one.

    Args:
        iface: QGIS.
        runner: Does the work.
        messages: Tells about it.
    """

    def __init__(self, iface: Any, runner: Runner, messages: Messages) -> None:
        self._iface, self._runner, self._messages = iface, runner, messages

    def layers(self) -> Mapping[str, QgsMapLayer]:
        """The layers of the run that is meant.

        Raises:
            InputError: there is none.
        """
        return run_layers(QgsProject.instance(), self._iface.activeLayer())

    def save(self, layer: QgsVectorLayer, purpose: str) -> Pending:
        """Ask about unsaved edits of a layer; `purpose` completes the question."""
        return save_first(layer, purpose, self._iface.mainWindow())

    def order(self, title: str, command: str, request: Request, on_done: Callable[[dict[str, Any]], None]) -> None:
        """Let the engine do it.

        Raises:
            InputError: something else is going on.
        """
        self._runner.ask(
            title,
            command,
            request.to_dict(),
            on_done,
            self._messages.show_error,
            lambda: self._messages.tell(tr("{title}: cancelled.").format(title=title)),
        )
