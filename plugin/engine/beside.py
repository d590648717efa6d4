"""Requests about finished results while a run goes on: a second process of the engine, one request after the other.

It is started when it is first needed, stays while a run goes on (the networks of “Why here?” are then there for the
next click), and ends with it.
"""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from typing import Any, Callable, Generator, Optional

from qgis.core import QgsApplication

from ...core.progress import CancelToken
from .remote import Remote
from .task import EngineTask


@dataclass(frozen=True)
class Order:
    """A request and who hears of its end, in the main thread; see `Runner.ask`."""

    title: str
    command: str
    config: dict[str, Any]
    on_done: Callable[[dict[str, Any]], None]
    on_error: Callable[[BaseException], Any]
    on_cancel: Callable[[], None]


class Beside:
    """Owns the second process and the requests that wait for it.

    Args:
        twin: Makes the process's other end.
        needed: Whether more may come, so that the process stays.
    """

    def __init__(self, twin: Callable[[], Remote], needed: Callable[[], bool]) -> None:
        self._twin, self._needed = twin, needed
        self._remote: Optional[Remote] = None
        self._line: deque[Order] = deque()
        self._task: Optional[EngineTask] = None
        self._closed = False

    @property
    def working(self) -> bool:
        """Whether a request is worked on, or waits."""
        return self._task is not None or bool(self._line)

    def ask(self, order: Order) -> None:
        """Do it when what was asked for before is done."""
        self._line.append(order)
        self._next()

    def rest(self) -> None:
        """End the process where nothing needs it any more."""
        if self._remote is not None and not self.working and not self._needed():
            remote, self._remote = self._remote, None
            threading.Thread(target=remote.shutdown, name="terralex-beside", daemon=True).start()

    def shutdown(self, wait_ms: int) -> None:
        """The plugin is leaving."""
        self._closed = True
        self._line.clear()
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        if self._remote is not None:
            self._remote.shutdown()
        if task is not None:
            task.waitForFinished(wait_ms)

    def _next(self) -> None:
        if self._task is not None or self._closed:
            return
        if not self._line:
            self.rest()
            return
        order = self._line.popleft()
        remote = self._remote = self._remote or self._twin()

        def job(token: CancelToken) -> Generator[Any, None, dict[str, Any]]:
            return (yield from remote.run(order.command, order.config, token))

        def ended(callback: Callable[..., Any]) -> Callable[..., None]:
            def call(*values: Any) -> None:
                self._task = None
                if self._closed:
                    return
                try:
                    callback(*values)
                except Exception as error:  # told like any other error
                    order.on_error(error)
                self._next()

            return call

        self._task = EngineTask(order.title, job, ended(order.on_done), ended(order.on_error), ended(order.on_cancel))
        QgsApplication.taskManager().addTask(self._task)
