"""One piece of work at a time: starts tasks on the engine's process, holds them, and tells who asked.

What people want of finished results does not wait for a run: it goes to a second process (beside.py).
"""

from __future__ import annotations

import threading
from typing import Any, Callable, Generator, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.commands import COMMANDS
from ...core.errors import InputError, busy
from ...core.progress import CancelToken
from .. import settings
from ..translation import tr
from .beside import Beside, Order
from .python import PythonFinder
from .remote import Remote
from .task import EngineTask, Job


def make_remote() -> Remote:
    """The engine's process with this machine's settings; nothing is started before the first request."""
    return Remote(PythonFinder(), settings.data_folder() / "logs" / "engine.log")


class Runner(QObject):
    """Owns the engine's process and the task in progress.

    Signals:
        said: A ProgressEvent or NoteEvent of the work in progress.
        busy_changed: Whether work is going on.
    """

    said = pyqtSignal(object)
    busy_changed = pyqtSignal(bool)

    def __init__(self, remote: Remote) -> None:
        super().__init__()
        self.remote = remote
        self._task: Optional[EngineTask] = None
        self._check: Optional[EngineTask] = None
        self._quiet: Optional[EngineTask] = None
        self._still = threading.Event()  # set while no quiet work has the engine
        self._still.set()
        self._closed = False
        self._alone = False
        self._folders: set[str] = set()  # of runs, that something is being written into
        self.beside = Beside(remote.twin, lambda: self.busy)

    @property
    def busy(self) -> bool:
        """Whether work is going on."""
        return self._task is not None

    def ask(
        self,
        title: str,
        command: str,
        config: dict[str, Any],
        on_done: Callable[[dict[str, Any]], None],
        on_error: Callable[[BaseException], Any],
        on_cancel: Callable[[], None],
        before: Callable[[], None] = lambda: None,
        folder: str = "",
    ) -> None:
        """Send a request to the engine.

        Args:
            title: What the task manager shows.
            command: Of core/protocol.py.
            config: Plain values.
            on_done: Called in the main thread with the result.
            on_error: Called in the main thread with the exception.
            on_cancel: Called in the main thread when the user stopped it.
            before: Called in the task's thread first (slow checks of files).
            folder: The run's folder, where the request writes into it.

        Raises:
            InputError: something is going on already.
        """

        def job(token: CancelToken):
            before()
            return (yield from self.remote.run(command, config, token))

        alone = COMMANDS[command].frees
        self.start(title, job, on_done, on_error, on_cancel, folder=folder, alone=alone)

    def serve(self, order: Order, folder: str = "") -> bool:
        """Send a request about a finished result: to the engine, or, while something is going on, to its twin.

        Args:
            order: The request, and who hears of its end.
            folder: The run's folder, where the request writes into it.

        Returns:
            Whether it is done beside something else.

        Raises:
            InputError: something writes into that folder, or needs the engine's environment for itself.
        """
        if self._alone:
            raise busy()
        if folder in self._folders:
            raise InputError(
                tr("This result is being worked on."), tr("Wait for that to end; the task bar shows how far it is.")
            )
        ends = order.on_done, order.on_error, order.on_cancel
        if not self.busy:
            self.ask(order.title, order.command, order.config, *ends, folder=folder)
            return False
        self.beside.ask(Order(order.title, order.command, order.config, *self._holding(folder, *ends)))
        return True

    def _holding(self, folder: str, *ends: Callable[..., Any]) -> list[Callable[..., Any]]:
        """What is called at the end, with the folder free again before; until then nobody else writes into it."""

        def freed(end: Callable[..., Any]) -> Callable[..., Any]:
            def call(*values: Any) -> Any:
                self._folders.discard(folder)
                return end(*values)

            return call

        if folder:
            self._folders.add(folder)
        return [freed(end) for end in ends]

    def start(
        self,
        title: str,
        job: Job,
        on_done: Callable[[Any], None],
        on_error: Callable[[BaseException], Any],
        on_cancel: Callable[[], None],
        *,
        hidden: bool = False,
        folder: str = "",
        alone: bool = False,
    ) -> None:
        """Run any job in the background; see `task.EngineTask`. Quiet work is stopped for it.

        Args:
            title: What the task manager shows.
            job: Takes the cancel token; yields events, returns the result.
            on_done: See `ask`, like the next two.
            on_error: Likewise.
            on_cancel: Likewise.
            hidden: Whether QGIS shows nothing of it (where it can be told so): who asks shows how far it is.
            folder: The run's folder that it writes into, where it is known.
            alone: Whether nothing may go on beside it: networks or the engine itself become others.

        Raises:
            InputError: something is going on already.
        """
        if self._task is not None or (alone and self.beside.working):
            raise busy()

        if self._quiet is not None:
            self._quiet.cancel()

        def ended(callback: Callable[..., Any]) -> Callable[..., None]:
            def call(*values: Any) -> None:
                self._task, self._alone = None, False
                if self._closed:
                    return
                self.busy_changed.emit(False)
                try:
                    callback(*values)
                except Exception as error:  # e.g. a result that cannot be opened: told like any other error
                    on_error(error)
                self.beside.rest()

            return call

        done, failed, stopped = map(ended, self._holding(folder, on_done, on_error, on_cancel))
        task = EngineTask(title, self._when_still(job), done, failed, stopped, hidden)
        task.said.connect(self._on_said)
        self._task, self._alone = task, alone
        self.busy_changed.emit(True)
        QgsApplication.taskManager().addTask(task)

    def start_quiet(
        self,
        title: str,
        job: Job,
        on_done: Callable[[Any], None],
        on_error: Callable[[BaseException], Any],
        on_cancel: Callable[[], None],
    ) -> bool:
        """Work with the engine that nobody waits for: it is not `busy`, and is stopped when anything else starts.

        Returns:
            Whether it was begun; not while something is going on.
        """
        if self._task is not None or self._quiet is not None or self._closed:
            return False
        self._still.clear()

        def guarded(token: CancelToken) -> Generator[Any, None, Any]:
            try:
                return (yield from job(token))
            finally:
                self._still.set()

        def ended(callback: Callable[..., Any]) -> Callable[..., None]:
            def call(*values: Any) -> None:
                self._quiet = None
                self._still.set()  # also where it was stopped before it began
                if not self._closed:
                    callback(*values)

            return call

        self._quiet = EngineTask(title, guarded, ended(on_done), ended(on_error), ended(on_cancel), hidden=True)
        QgsApplication.taskManager().addTask(self._quiet)
        return True

    def _when_still(self, job: Job) -> Job:
        """The same job, begun when quiet work has let go of the engine."""

        def waiting(token: CancelToken) -> Generator[Any, None, Any]:
            while not self._still.wait(0.05):
                token.check()
            return (yield from job(token))

        return waiting

    def check_python(self, on_found: Callable[[str], None], on_error: Callable[[BaseException], Any]) -> None:
        """Look for a Python that can run the engine, in the background and beside any work.

        Args:
            on_found: Called in the main thread with its path.
            on_error: Called in the main thread with the NoPythonError.
        """
        if self._check is not None:
            return

        def job(_token: CancelToken):
            yield from ()
            return self.remote.find_python()

        def ended(callback: Callable[..., Any]) -> Callable[..., None]:
            def call(*values: Any) -> None:
                self._check = None
                if not self._closed:
                    callback(*values)

            return call

        self._check = EngineTask(
            tr("Looking for the engine's Python"), job, ended(on_found), ended(on_error), ended(lambda: None)
        )
        QgsApplication.taskManager().addTask(self._check)

    def cancel(self) -> None:
        """Ask the work in progress to stop."""
        if self._task is not None:
            self._task.cancel()

    def shutdown(self, wait_ms: int = 5000) -> None:
        """Cancel, end the engine's process, and wait for the task's thread: the plugin is leaving."""
        self._closed = True
        tasks = [task for task in (self._task, self._check, self._quiet) if task is not None]
        for task in tasks:
            task.cancel()
        self.beside.shutdown(wait_ms)
        self.remote.shutdown()
        for task in tasks:
            task.waitForFinished(wait_ms)
        self._task = self._check = self._quiet = None

    def _on_said(self, event: Any) -> None:
        if not self._closed:
            self.said.emit(event)
