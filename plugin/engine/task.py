"""A generator driven in QGIS's background, with progress and cancel in QGIS's own task manager."""

from __future__ import annotations

from typing import Any, Callable, Generator, Optional

from qgis.core import QgsTask
from qgis.PyQt.QtCore import pyqtSignal

from ...core.errors import Cancelled
from ...core.progress import CancelToken, result_of
from ...core.protocol import ProgressEvent

Job = Callable[[CancelToken], Generator[Any, None, Any]]


class EngineTask(QgsTask):
    """Runs `job` in a thread of the task manager; exactly one of the three callbacks follows, in the main thread.

    Whoever starts it keeps a reference until then: a task that nobody holds never reports.

    Args:
        title: What the task manager shows.
        job: Takes the cancel token; yields events, returns the result.
        on_done: Called with the result.
        on_error: Called with the exception.
        on_cancel: Called when the user stopped it.
        hidden: Whether QGIS neither lists it nor tells its end (where it can: from 3.26).
    """

    said = pyqtSignal(object)  # a ProgressEvent or NoteEvent; crosses from the task's thread to the main one

    def __init__(
        self,
        title: str,
        job: Job,
        on_done: Callable[[Any], None],
        on_error: Callable[[BaseException], None],
        on_cancel: Callable[[], None],
        hidden: bool = False,
    ) -> None:
        flags = QgsTask.Flag.CanCancel
        for name in ("Hidden", "Silent") if hidden else ():
            if hasattr(QgsTask.Flag, name):
                flags = flags | getattr(QgsTask.Flag, name)
        super().__init__(title.replace("<", "‹"), flags)  # QGIS tells its end in a message that may be HTML
        self.token = CancelToken()
        self._job, self._on_done, self._on_error, self._on_cancel = job, on_done, on_error, on_cancel
        self._result: Any = None
        self._error: Optional[BaseException] = None

    def cancel(self) -> None:
        """Ask the job to stop; also called by QGIS's task manager."""
        self.token.cancel()
        super().cancel()

    def run(self) -> bool:
        """In the task's thread: no widget, no layer, no project."""
        try:
            self._result = self._drive()
        except Cancelled:
            return False
        except Exception as error:
            self._error = error
            return False
        return True

    def _drive(self) -> Any:
        return result_of(self._job(self.token), self._hear)

    def _hear(self, event: Any) -> None:
        if isinstance(event, ProgressEvent):
            self.setProgress(100.0 * event.overall)
        self.said.emit(event)

    def finished(self, ok: bool) -> None:
        """In the main thread."""
        if ok:
            self._on_done(self._result)
        elif self._error is not None:
            self._on_error(self._error)
        else:
            self._on_cancel()
