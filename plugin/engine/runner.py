"""One piece of work at a time: starts tasks on the engine's process, holds them, and tells who asked."""

from __future__ import annotations

import threading
from typing import Any, Callable, Generator, Optional

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...core.errors import busy
from ...core.progress import CancelToken
from .. import settings
from ..translation import tr
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

        Raises:
            InputError: something is going on already.
        """

        def job(token: CancelToken):
            before()
            return (yield from self.remote.run(command, config, token))

        self.start(title, job, on_done, on_error, on_cancel)

    def start(
        self,
        title: str,
        job: Job,
        on_done: Callable[[Any], None],
        on_error: Callable[[BaseException], Any],
        on_cancel: Callable[[], None],
        hidden: bool = False,
    ) -> None:
        """Run any job in the background; see `task.EngineTask`. Quiet work is stopped for it.

        With `hidden` QGIS shows nothing of it (where it can be told so): who asks shows how far it is.

        Raises:
            InputError: something is going on already.
        """
        if self._task is not None:
            raise busy()

        if self._quiet is not None:
            self._quiet.cancel()

        def ended(callback: Callable[..., Any]) -> Callable[..., None]:
            def call(*values: Any) -> None:
                self._task = None
                if self._closed:
                    return
                self.busy_changed.emit(False)
                try:
                    callback(*values)
                except Exception as error:  # e.g. a result that cannot be opened: told like any other error
                    on_error(error)

            return call

        task = EngineTask(title, self._when_still(job), ended(on_done), ended(on_error), ended(on_cancel), hidden)
        task.said.connect(self._on_said)
        self._task = task
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
        self.remote.shutdown()
        for task in tasks:
            task.waitForFinished(wait_ms)
        self._task = self._check = self._quiet = None

    def _on_said(self, event: Any) -> None:
        if not self._closed:
            self.said.emit(event)
