"""How the map follows what is said of pictures: at once roughly where people look, and as a whole in a pause.

Several changes in a row make one new map: it begins when nothing was changed for a while, and one that is being made
is given up for what was said meanwhile.
"""

from __future__ import annotations

from typing import Any, Callable, Mapping, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QTimer

from ...core.commands import Rescore, RescoreRough
from ...core.errors import InputError, NotKeptError
from ...core.support import Choice, support_now, support_plain
from ..engine.runner import Runner
from ..messages import Messages, guarded
from ..results.generations import Box, Generations
from ..results.layers import run_layers, run_of
from ..translation import figure, told, tr

PAUSE_MS = 3000  # after a change: people look at one picture after the other
LOOK, ROUGH, WHOLE = "look", "rough", "whole"  # what goes on


class Following(Generations):
    """Knows what is said of a run's pictures, and lets its map follow.

    Attributes:
        pause_ms: How long nothing is changed before the whole map follows.
    """

    def __init__(self, iface: Any, runner: Runner, messages: Messages, say: Callable[[str], None]) -> None:
        super().__init__(iface, runner, messages, say)
        self.pause_ms = PAUSE_MS
        self.turned = self.reload
        self._layer: Optional[QgsVectorLayer] = None  # the polygons of the run whose pictures are looked at
        self._held: dict[str, Choice] = {}  # as the map was made
        self._wanted: dict[str, Choice] = {}  # as it is said now
        self._going = ""
        self._beside = False  # whether that goes on beside something else, which is not to be stopped
        self._again, self._soon = False, False  # something changed meanwhile; the whole map is to follow at once
        self._drawn = False  # there are new pictures to look at
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._guard(self._on_pause))

    def _guard(self, action: Callable[..., None]) -> Callable[..., None]:
        return guarded(action, self._messages.show_error)

    @property
    def pending(self) -> bool:
        """Whether something was said that the map does not show yet."""
        return support_plain(self._wanted) != support_plain(self._held)

    def layers(self) -> Mapping[str, QgsMapLayer]:
        """The layers of the run whose pictures are looked at, else as everywhere.

        Raises:
            InputError: there is none.
        """
        return run_layers(QgsProject.instance(), self._layer or self._iface.activeLayer())

    def attach(self, polygons: QgsVectorLayer) -> None:
        """Turn to a run.

        Raises:
            InputError: another one's pictures have changes that its map does not show yet.
        """
        if polygons is self._layer:
            return
        if self._layer is not None and self.pending:
            raise InputError(
                tr("The gallery of “{layer}” has changes that its map does not show yet.").format(
                    layer=self._layer.name()
                ),
                tr("Press Apply or Take back there first."),
            )
        self.let_go()
        self._held = support_now(run_of(polygons))
        self._wanted = dict(self._held)
        self._layer = polygons
        polygons.willBeDeleted.connect(self._on_gone)

    def let_go(self) -> None:
        """Turn to no run."""
        self._timer.stop()
        if self._layer is not None:
            self._layer.willBeDeleted.disconnect(self._on_gone)
        QTimer.singleShot(0, self.clear)  # QGIS may be taking layers away just now
        self._layer, self._held, self._wanted = None, {}, {}
        self._going, self._again, self._soon, self._drawn = "", False, False, False

    def _on_gone(self) -> None:
        self._layer = None  # nothing of it can be asked any more
        self.let_go()

    def reload(self) -> None:
        """The layers show another generation: learn what holds of it."""
        if self._layer is None:
            return
        pending, self._held = self.pending, support_now(run_of(self._layer))
        if not pending:
            self._wanted = dict(self._held)
        elif not self._going and not self._again:
            self._timer.start(self.pause_ms)
        self.show_now()

    def change(self, name: str, choice: Choice) -> None:
        """Say something else of a class.

        Raises:
            InputError: something else is going on; what was said stays, and can be applied later.
        """
        before = self._wanted.get(name, Choice())
        self._wanted[name] = choice
        if choice.words != before.words or choice.more != before.more:
            self._soon = self._drawn = True  # that is waited for anyway; marks come one after the other
        self._timer.stop()
        self._again = bool(self._going)
        self._stop_whole()
        self.show_now()
        if not self._going:
            self._glance()

    def apply(self) -> None:
        """Let the whole map follow at once.

        Raises:
            InputError: something else is going on.
        """
        if self._going:
            self._soon = self._going != WHOLE
        else:
            self._whole(asking=True)

    def forget(self, polygons: QgsVectorLayer) -> bool:
        """Take back what was said of a run's pictures and its map does not show yet; whether there was anything."""
        if self._layer is not polygons or not self.pending:
            return False
        self._timer.stop()
        self._wanted, self._soon = dict(self._held), False
        self._again = bool(self._going)  # it may be done before it can be stopped
        self._stop_whole()
        self.show_now()
        if not self._going:
            self._glance()
        return True

    def show_now(self) -> None:
        """What is said, or what goes on, has changed: whoever shows it does so here."""

    def look(self) -> bool:
        """Get the pictures as they are wanted now, where somebody sees them; `_go_on` follows. Whether it was begun."""
        return False

    def _begin(self, what: str, text: str) -> None:
        self._going = what
        self._beside = self._runner.busy
        self._say(text)
        self.show_now()

    def _go_on(self) -> bool:
        """Do what was asked for while something went on; whether there was anything."""
        self._going = ""
        if self._again:
            self._glance()
        elif self._drawn:
            self._drawn = False
            return self.look() or self._go_on()
        elif self._soon:
            self._whole(asking=True)
        else:
            return False
        return True

    def _glance(self) -> None:
        self._again = False
        if not self.pending:
            self._soon = self._drawn = False
            self.clear()
            self._say(tr("The pictures count as the map shows it."))
            return
        plain, layers = support_plain(self._wanted), dict(self.layers())
        run = run_of(layers["polygons"])

        def rough(out: str, box: Box) -> RescoreRough:
            return RescoreRough(run, plain, out, *box)

        def then() -> None:
            if not self._go_on():
                self._say(tr("This is rough: the whole map follows when you pause, or press Apply."))
                self._timer.start(self.pause_ms)
                self.show_now()

        self._begin(ROUGH, tr("The map follows…"))
        try:
            self.glance(layers, tr("Choosing pictures"), "rescore_rough", rough, self._guard(then), self._on_stopped)
        except InputError:
            self._going = ""
            raise

    def _on_pause(self) -> None:
        if self._going:
            self._soon = True
            return
        try:
            self._whole(asking=False)
        except InputError as error:  # nobody has pressed anything: no reason for a message that has to be put away
            self._say(told(error))

    def _whole(self, asking: bool) -> None:
        """The whole map; unsaved edits are asked about only where the user has asked for it."""
        self._timer.stop()
        self._soon = False
        if self._layer is None or not self.pending:
            return
        polygons = self.current("polygons")
        if polygons.isModified() and not asking:
            self._say(tr("Your edits are not saved yet. Press Apply: they are saved, and the whole map follows."))
            return
        if not self.are_saved(polygons, tr("before the whole map follows")):
            return
        layers, edits, run = dict(self.layers()), polygons.undoStack().index(), run_of(polygons)
        asked = dict(self._wanted)

        def request(encode: bool) -> Rescore:
            return Rescore(run, support_plain(asked), encode)

        def show(result: dict[str, Any]) -> None:
            self._going = ""
            if self.turn(layers, edits, result):
                if self._wanted == asked:
                    self._wanted = dict(self._held)  # as the engine wrote it
                for note in result.get("notes", ()):
                    self._messages.warn(note)
                self.tell(_in_words(result))
            else:
                self._say(tr("The whole map does not follow yet. Change something, or press Apply again."))
            if not self._go_on():
                self.show_now()

        def failed(error: BaseException) -> None:
            self._going = ""
            self._say(tr("The whole map does not follow yet. Change something, or press Apply again."))
            self.show_now()
            if not isinstance(error, NotKeptError):
                self._messages.show_error(error)

        self._begin(WHOLE, tr("The whole map follows in the background…"))
        try:
            self.make(layers, tr("Choosing pictures"), "rescore", request, show, failed, self._on_stopped)
        except InputError:
            self._going = ""
            raise

    def _stop_whole(self) -> None:
        """Give up a whole map that is being made: another one is wanted now."""
        if self._going == WHOLE and not self._beside:
            self._runner.cancel()

    def _on_stopped(self) -> None:
        self._soon = self._soon and self._again
        if self._go_on():
            return
        if self.pending:
            self._say(tr("Stopped. Press Apply, and the whole map follows."))
        self.show_now()


def _in_words(result: Mapping[str, Any]) -> str:
    if result.get("changed") is None:
        return tr("The whole map follows your choice of pictures.")
    return tr("The whole map follows your choice of pictures: {n} % of it changed.").format(
        n=figure(f"{100 * result['changed']:.0f}")
    )
