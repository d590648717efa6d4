"""What the window “Trained files” does: has the engine list, train, export, import and remove."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Optional, Sequence

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.commands import Request
from ...core.errors import InputError, busy
from ...core.progress import CancelToken
from ...core.protocol import NoteEvent, ProgressEvent
from ...core.trained_requests import ExportTrained, ImportTrained, ListTrained, RemoveTrained, Train
from ..engine.beside import Order
from ..engine.python import NoPythonError
from ..engine.runner import Runner
from ..messages import Messages, guarded
from ..results.layers import role_of, run_of
from ..results.pending import Pending, save_first
from ..translation import figure, said, tr
from .choice import TrainedChoice
from .entry import Entry
from .lesson import LessonDialog, free_name, sources
from .window import TrainedWindow

AGAIN_MS = 500  # until what is here is looked at again, where the engine does something else that nobody waits for


class TrainedDesk(QObject):
    """Opens the window, does what is chosen in it, and keeps the choice of a trained file up to date.

    Signals:
        no_engine: There is no Python for the engine; carries the error.
        wanted: A trained file is to be used: the method and its pack (a name) are to be chosen.
    """

    no_engine = pyqtSignal(object)
    wanted = pyqtSignal(str)

    def __init__(self, iface: Any, runner: Runner, choice: TrainedChoice, messages: Messages) -> None:
        super().__init__()
        self._iface, self._runner, self._choice, self._messages = iface, runner, choice, messages
        self.window: Optional[TrainedWindow] = None
        self.lesson: Optional[LessonDialog] = None
        self._entries: list[Entry] = []
        self._looking = self._again = self._working = self._closed = False
        self._select = ""
        choice.seen.connect(self.look)
        choice.window_wanted.connect(self.show)
        runner.said.connect(self._on_said)
        runner.busy_changed.connect(self._on_busy)

    def show(self) -> None:
        """Open the window, not modal."""
        if self.window is None:
            self.window = self._made()
        self._on_busy(self._runner.busy)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.tree.setFocus()
        self.look()

    def _made(self) -> TrainedWindow:
        window = TrainedWindow(self._iface.mainWindow())
        for signal, action in (
            (window.train, self._ask),
            (window.use, self._use),
            (window.export, self._export),
            (window.bring, self._bring),
            (window.remove, self._remove),
        ):
            signal.connect(guarded(action, self._tell_error))
        window.stop.connect(self._runner.cancel)
        window.show_files(self._entries)
        return window

    def close_down(self) -> None:
        """The plugin is leaving."""
        self._closed = True
        for each in (self.lesson, self.window):
            if each is not None:
                each.close()
                each.deleteLater()
        self.lesson = self.window = None

    # what is here

    def look(self) -> None:
        """Ask the engine what is here, without keeping anything from going on; window and choice show it."""
        if self._looking:
            self._again = True  # something has changed meanwhile
            return
        self._looking = True
        title, ends = tr("Terralex: looking at trained files"), (self._on_found, self._on_look_failed, self._on_stopped)
        if self._runner.busy:
            try:
                self._runner.serve(Order(title, "trained", ListTrained().to_dict(), *ends))
            except InputError:
                self._on_stopped()  # the engine itself is being changed
            return

        def job(token: CancelToken) -> Any:
            return (yield from self._runner.remote.run("trained", ListTrained().to_dict(), token))

        if not self._runner.start_quiet(title, job, *ends):
            self._on_stopped()

    def _on_found(self, told: dict[str, Any]) -> None:
        self._entries = [Entry.of(each) for each in told["trained"]]
        if not self._closed:
            self._choice.fill(self._entries)
            if self.window is not None:
                self.window.show_files(self._entries, self._select)
        self._select = ""
        self._end_look()

    def _on_look_failed(self, error: BaseException) -> None:
        if self.window is not None and self.window.isVisible():
            self._tell_error(error)  # else nobody has asked, and the panel tells where there is no engine
        self._end_look()

    def _on_stopped(self) -> None:
        self._looking = self._again = False
        QTimer.singleShot(AGAIN_MS, self._look_again)

    def _look_again(self) -> None:
        seen = self._choice.isVisible() or (self.window is not None and self.window.isVisible())
        if not self._closed and seen:
            self.look()

    def _end_look(self) -> None:
        again, self._looking, self._again = self._again, False, False
        if again and not self._closed:
            self.look()

    # what is done

    def _ask(self) -> None:
        """Which results, and what it is called.

        Raises:
            InputError: something is going on, or nothing is reviewed.
        """
        if self._runner.busy:
            raise busy()
        found = sources(QgsProject.instance(), self._iface.activeLayer())
        if not found:
            raise InputError(
                tr("No result of this project has reviewed polygons."),
                tr("Open one, review it on the page Review, and save the edits."),
            )
        if self.lesson is not None:
            self.lesson.deleteLater()
        self.lesson = LessonDialog(found, free_name(each.name for each in self._entries), self.window)
        self.lesson.start.connect(guarded(self.train, self._tell_error))
        self.lesson.show()

    def train(self, runs: Sequence[str], name: str) -> None:
        """Train on results of the project.

        Raises:
            InputError: something is going on.
            OutputError: edits cannot be saved.
        """
        for layer in QgsProject.instance().mapLayers().values():
            learned = role_of(layer) == "polygons" and run_of(layer) in runs
            if learned and save_first(layer, tr("before it is learned from"), self.window) == Pending.STOP:
                return
        if self._runner.busy:
            raise busy()

        def ended(answer: Callable[..., None]) -> Callable[..., None]:
            def call(*values: Any) -> None:
                self._working = False
                self._on_busy(self._runner.busy)
                answer(*values)
                self.look()

            return call

        def stopped() -> None:
            self._say(tr("Stopped. What was trained is kept: the same training goes on from there."))

        title = tr("Terralex: training “{name}”").format(name=name)
        self._working = True
        try:
            self._runner.ask(
                title,
                "train",
                Train(list(runs), name).to_dict(),
                ended(self._on_trained),
                ended(self._tell_error),
                ended(stopped),
            )
        except Exception:
            self._working = False
            raise

    def _on_trained(self, told: dict[str, Any]) -> None:
        entry, self._select = Entry.of(told), told["key"]
        self._on_made(entry)
        text = tr("“{name}” is trained. {judged}").format(name=entry.name, judged=entry.in_words())
        if told["resumed"]:
            text += " " + tr("It went on from step {n}, where it had been stopped.").format(
                n=figure(f"{told['resumed']:,}")
            )
        if entry.better:
            self._choice.choose(entry.key)
            self._tell(text)
        else:
            text += " " + tr("It is no better than CLIP as it is: do not use it in its place.")
            self._messages.log(text)  # the message bar has the engine's own warning
            self._say(text, True)

    def _on_made(self, entry: Entry) -> None:
        """It is here: shown at once, without waiting for the next look."""
        self._entries = sorted(
            [*(each for each in self._entries if each.key != entry.key), entry], key=lambda each: each.name.casefold()
        )
        self._choice.fill(self._entries)
        if self.window is not None:
            self.window.show_files(self._entries, entry.key)

    def _use(self, key: str) -> None:
        entry = next(each for each in self._entries if each.key == key)
        self._choice.choose(key)
        self.wanted.emit(entry.pack_hash)
        fits = self._choice.value() != ""
        text = tr("DEDOS with “{name}” is chosen in the panel.")
        if not fits:
            text = tr("“{name}” was trained with the pack “{pack}”, which is not on this computer.")
        self._say(text.format(name=entry.name, pack=entry.pack), not fits)

    def _export(self, key: str, path: str) -> None:
        def done(told: dict[str, Any]) -> None:
            self._tell(tr("“{name}” is written: {file}.").format(name=told["name"], file=told["path"]))

        title = tr("Terralex: exporting {name}").format(name=Path(path).name)
        self._serve(title, "export_trained", ExportTrained(key, path), done)

    def _bring(self, source: str) -> None:
        def done(told: dict[str, Any]) -> None:
            entry, self._select = Entry.of(told), told["key"]
            self._on_made(entry)
            self._tell(tr("“{name}” is here. {judged}").format(name=entry.name, judged=entry.in_words()))

        title = tr("Terralex: importing {name}").format(name=Path(source).name)
        self._serve(title, "import_trained", ImportTrained(source), done)

    def _remove(self, key: str) -> None:
        def done(told: dict[str, Any]) -> None:
            self._tell(tr("“{name}” is removed.").format(name=told["name"]))

        self._serve(tr("Terralex: removing a trained file"), "remove_trained", RemoveTrained(key), done)

    def _serve(self, title: str, command: str, request: Request, done: Callable[[dict[str, Any]], None]) -> None:
        """Send a request that takes a moment, also while a run goes on; then what is here is looked at."""

        def ended(answer: Callable[..., Any]) -> Callable[..., None]:
            def call(*values: Any) -> None:
                answer(*values)
                self.look()

            return call

        def stopped() -> None:
            self._say(tr("{title}: cancelled.").format(title=title))

        ends = ended(done), ended(self._tell_error), ended(stopped)
        self._runner.serve(Order(title, command, request.to_dict(), *ends))

    # what is said

    def _on_busy(self, busy: bool) -> None:
        if self.window is not None:
            self.window.set_work(busy, self._working)

    def _on_said(self, event: Any) -> None:
        if not self._working or self.window is None:
            return
        if isinstance(event, ProgressEvent):
            self.window.show_progress(event)
        elif isinstance(event, NoteEvent):
            self._say(said(event.message), event.level == "warning")

    def _say(self, text: str, wrong: bool = False) -> None:
        if self.window is not None:
            self.window.say(text, wrong)

    def _tell(self, text: str) -> None:
        self._messages.tell(text)
        self._say(text)

    def _tell_error(self, error: BaseException) -> None:
        text = self._messages.show_error(error)
        if isinstance(error, NoPythonError):
            self.no_engine.emit(error)
        self._say(text, True)
