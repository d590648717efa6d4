"""Learning from corrections in QGIS: at once roughly on the map, then as a new generation that the layers turn to."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Optional

from qgis.core import QgsMapLayer

from ...core.commands import Teach, TeachRough
from ...core.errors import InputError
from ...core.results import read_lessons, to_undo
from ..translation import figure, tr
from .generations import Box, Generations
from .layers import run_of


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


class Teacher(Generations):
    """Learns from what was corrected."""

    def learn(self) -> None:
        """Learn from the run's reviewed polygons.

        Raises:
            InputError: there is no run, a file of it is gone, or something else is going on.
        """
        polygons = self.current("polygons")
        if not self.are_saved(polygons, tr("before it learns from them")):
            return
        layers, edits, run = dict(self.layers()), polygons.undoStack().index(), run_of(polygons)

        def rough(out: str, box: Box) -> TeachRough:
            return TeachRough(run, out, *box)

        title = tr("Learning from your corrections")
        self._say(tr("Learning from your corrections…"))
        self.glance(layers, title, "teach_rough", rough, lambda: self._learn(layers, edits))

    def _learn(self, layers: Mapping[str, QgsMapLayer], edits: int) -> None:
        run = run_of(layers["polygons"])

        def show(result: dict[str, Any]) -> None:
            if self.turn(layers, edits, result):
                self._messages.log(result["text"])
                self.tell(_in_words(result), _is_worse(result))

        title = tr("Learning from your corrections")
        self.make(layers, title, "teach", lambda encode: Teach(run, encode=encode), show)


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
