"""What the window “Packs” does: looks at what is here, and has the engine's process fetch, check, import and remove."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.commands import Fetch, Import, OfPack, Request
from ...core.errors import AlreadyHereError, busy
from ...core.packs import Standing, standings, user_packs
from ...core.progress import CancelToken
from ...core.protocol import NoteEvent, PackResult, ProgressEvent
from ..engine.python import NoPythonError
from ..engine.runner import Runner
from ..engine.task import EngineTask
from ..environment import network
from ..messages import Messages, guarded
from ..translation import said, tr
from ..wording import in_bytes
from . import words
from .combo import PackCombo
from .window import PacksWindow, Wish
from .words import Wrong

HUB = "https://huggingface.co/"  # which proxy the system would take for packs


class PackDesk(QObject):
    """Opens the window, and does what is chosen in it.

    Signals:
        no_engine: There is no Python for the engine; carries the error.
    """

    no_engine = pyqtSignal(object)

    def __init__(self, iface: Any, runner: Runner, choice: PackCombo, messages: Messages) -> None:
        super().__init__()
        self._iface, self._runner, self._choice, self._messages = iface, runner, choice, messages
        self.window: Optional[PacksWindow] = None
        self._look: Optional[EngineTask] = None
        self._again = self._closed = self._working = False
        self._choose = self._wanted = ""
        self._wrong: dict[str, Wrong] = {}
        self._notes: list[str] = []  # warnings of the work in progress; progress would hide them
        runner.said.connect(self._on_said)
        runner.busy_changed.connect(self._on_busy)

    def show(self, pack: str = "") -> None:
        """Open the window, not modal; a pack that is named is selected, and chosen in the panel once it is here."""
        if self.window is None:
            self.window = self._made()
        self._choose = pack
        self._wanted = pack or self._wanted
        self._on_busy(self._runner.busy)
        if not self._runner.busy:
            self.window.say("")
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()
        self.window.tree.setFocus()
        self.look()

    def _made(self) -> PacksWindow:
        window = PacksWindow(self._iface.mainWindow())
        window.fetch.connect(guarded(self._fetch, self._tell_error))
        window.verify.connect(guarded(self._verify, self._tell_error))
        window.remove.connect(guarded(self._remove, self._tell_error))
        window.bring.connect(guarded(self._bring, self._tell_error))
        window.use.connect(self._use)
        window.stop.connect(self._runner.cancel)
        return window

    def close_down(self) -> None:
        """The plugin is leaving."""
        self._closed = True
        look, self._look = self._look, None
        if look is not None:
            look.cancel()
            look.waitForFinished(5000)
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        self.window = None

    # what is here

    def look(self) -> None:
        """Look at the packs' files, in the background; the window and the choice of packs show it."""
        if self._look is not None:
            self._again = True  # something has changed meanwhile
            return

        def job(_token: CancelToken):
            yield from ()
            return standings(), _free(user_packs())

        title = tr("Terralex: looking at packs")
        self._look = EngineTask(title, job, self._on_found, self._on_look_failed, self._end_look, hidden=True)
        QgsApplication.taskManager().addTask(self._look)

    def _on_found(self, found: tuple[list[Standing], Optional[int]]) -> None:
        rows, free = found
        if self.window is not None:
            self.window.show_packs(rows, self._wrong, words.room(free, str(user_packs())), self._choose)
            self._choose = ""
        if not self._closed:
            here = {row.name for row in rows if row.state == "here"}
            take, self._wanted = (self._wanted, "") if self._wanted in here else ("", self._wanted)
            self._choice.fill(take)
        self._end_look()

    def _on_look_failed(self, error: BaseException) -> None:
        self._tell_error(error)
        self._end_look()

    def _end_look(self) -> None:
        self._look = None
        if self._again and not self._closed:
            self._again = False
            self.look()

    # what is done

    def _fetch(self, wish: Wish) -> None:
        config = Fetch(
            pack=wish.pack,
            agreed=wish.agreed,
            restricted=wish.restricted,
            update=wish.update,
            network={"proxies": network.qgis_variables(HUB), "certificates": network.qgis_certificates()},
        )
        self._choose = wish.pack

        def done(result: PackResult) -> None:
            self._wrong.pop(result["pack"], None)
            size, came = in_bytes(result["bytes"]), in_bytes(result["downloaded"])
            text = tr("The pack “{pack}” is here: {size}, of which {came} came now.")
            self._tell(text.format(pack=result["pack"], size=size, came=came))

        stopped = tr("Stopped. What came is kept: “Go on fetching” brings the rest.")
        self._run(tr("Terralex: fetching {pack}").format(pack=wish.pack), "fetch", config, done, stopped)

    def _verify(self, pack: str) -> None:
        def done(result: PackResult) -> None:
            self._wrong[pack] = result["wrong"]
            if result["wrong"]:
                row = self.window.current() if self.window is not None else None
                fetched = bool(row and row.name == pack and row.pack and row.pack.licences)
                self._warn(words.damage(pack, result["wrong"], fetched))
            else:
                text = tr("“{pack}”: all {n} files are what they should be.")
                self._tell(text.format(pack=pack, n=result["files"]))

        self._run(tr("Terralex: checking {pack}").format(pack=pack), "verify", OfPack(pack), done, tr("Stopped."))

    def _remove(self, pack: str) -> None:
        def done(result: PackResult) -> None:
            self._wrong.pop(pack, None)
            text = tr("The pack “{pack}” is gone; {size} are free again.")
            self._tell(text.format(pack=pack, size=in_bytes(result["freed_bytes"])))

        self._run(tr("Terralex: removing {pack}").format(pack=pack), "remove", OfPack(pack), done, tr("Stopped."))

    def _bring(self, source: str, replace: bool = False) -> None:
        def done(result: PackResult) -> None:
            self._wrong.pop(result["pack"], None)
            self._choose = result["pack"]
            text = tr("The pack “{pack}” is here: {n} files, {size}.")
            self._tell(text.format(pack=result["pack"], n=result["files"], size=in_bytes(result["bytes"])))

        def failed(error: BaseException) -> None:
            if isinstance(error, AlreadyHereError) and self.window is not None:
                self.show()
                again = guarded(lambda _: self._bring(source, True), self._tell_error)
                self.window.ask_to_replace(said(error.message), lambda: again(source))
            else:
                self._tell_error(error)

        config = Import(source=source, replace=replace)
        title = tr("Terralex: importing {name}").format(name=Path(source).name)
        self._run(title, "import", config, done, tr("Stopped. Nothing of the pack was kept."), failed)

    def _use(self, pack: str) -> None:
        self._wanted = ""
        self._choice.fill(pack)
        if self.window is not None:
            self.window.say(tr("“{pack}” is chosen in the panel.").format(pack=pack))

    def _run(
        self,
        title: str,
        command: str,
        request: Request,
        done: Callable[[PackResult], None],
        stopped: str,
        failed: Optional[Callable[[BaseException], None]] = None,
    ) -> None:
        """Send a request; the window shows how far it is, and then what is here.

        Raises:
            InputError: something is going on already.
        """
        if self._runner.busy:
            raise busy()

        def ended(answer: Callable[..., None]) -> Callable[..., None]:
            def call(*values: Any) -> None:
                self._working = False
                self._on_busy(self._runner.busy)
                answer(*values)
                self.look()

            return call

        def cancelled() -> None:
            if self.window is not None:
                self.window.say(stopped)

        self._working, self._notes = True, []
        try:
            self._runner.ask(
                title, command, request.to_dict(), ended(done), ended(failed or self._tell_error), ended(cancelled)
            )
        except Exception:
            self._working = False
            raise

    # what is said

    def _on_busy(self, busy: bool) -> None:
        if self.window is not None:
            self.window.set_work(busy, self._working)
            if not busy and not self._working:
                self.window.say("")

    def _on_said(self, event: Any) -> None:
        if not self._working or self.window is None:
            return
        if isinstance(event, ProgressEvent):
            self.window.show_progress(event)
        elif isinstance(event, NoteEvent):
            self.window.say(said(event.message), event.level == "warning")
            self._notes += [said(event.message)] if event.level == "warning" else []

    def _tell(self, text: str) -> None:
        self._messages.tell(text)
        if self.window is not None:
            self.window.say(" ⚠ ".join([text, *self._notes]))

    def _warn(self, text: str) -> None:
        self._messages.warn(text)
        if self.window is not None:
            self.window.say(text, True)

    def _tell_error(self, error: BaseException) -> None:
        text = self._messages.show_error(error)
        if isinstance(error, NoPythonError):
            self.no_engine.emit(error)
        if self.window is not None:
            self.window.say(text, True)


def _free(folder: Path) -> Optional[int]:
    """Bytes that are free on the disk of a folder that may not be there yet."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None
