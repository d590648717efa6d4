"""The door for QGIS: a process of its own that speaks JSON lines (core/protocol.py).

Started by path. One thread reads (cancel, ping, shutdown; end of file ends the process), one beats every second, the
main thread works. Networks stay loaded between runs.
"""

from __future__ import annotations

import importlib.util
import os
import queue
import sys
import threading
import time
import traceback
from pathlib import Path

# Before anything can print: the protocol keeps its own descriptor, and fd 1 becomes stderr,
# so that no C library can break a line.
_PROTOCOL_FD = os.dup(1) if __name__ == "__main__" else -1
if __name__ == "__main__":
    os.dup2(2, 1)
    _ROOT = Path(__file__).resolve().parents[1]
    # The package is registered under its own name; this folder leaves sys.path, so `core` is never top-level.
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != _ROOT / "core"]
    _spec = importlib.util.spec_from_file_location(
        "terralex", _ROOT / "__init__.py", submodule_search_locations=[str(_ROOT)]
    )
    _package = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]  # a file has a spec
    sys.modules["terralex"] = _package
    _spec.loader.exec_module(_package)  # type: ignore[union-attr]  # and a loader
    __package__ = "terralex.core"

from . import offline  # noqa: F401, I001 - before anything that could import a network library

from typing import TYPE_CHECKING, Any, Callable, Iterable

from . import protocol
from .commands import COMMANDS
from .errors import Cancelled, InputError, ModelError, busy
from .memory import in_words
from .progress import CancelToken, Events, Note, Progress, result_of

if TYPE_CHECKING:
    from .jobs.commands import Engine

_STOP: dict[str, Any] = {"cmd": "shutdown"}


class Worker:
    """Answers requests one at a time.

    Args:
        lines: Where requests come from.
        send: Takes one line of the protocol; called from several threads.
    """

    def __init__(self, lines: Iterable[str], send: Callable[[str], None]) -> None:
        self._lines, self._send = lines, send
        self._lock = threading.Lock()
        self._requests: queue.Queue[dict[str, Any]] = queue.Queue()
        self._token = CancelToken()
        self._busy: int | None = None
        self._engine: Engine | None = None  # the engine is imported by the first request that needs it

    def run(self) -> int:
        """Work until shutdown or end of file; the process's exit code."""
        self.send(protocol.Ready(os.getpid(), versions={"python": sys.version.split()[0]}))
        threading.Thread(target=self._read, name="reader", daemon=True).start()
        threading.Thread(target=self._beat, name="beat", daemon=True).start()
        while True:
            request = self._requests.get()
            if request["cmd"] == "shutdown":
                return 0
            self._answer(request)

    def send(self, event: protocol.Event) -> None:
        """Send one event; a parent that is gone ends the process."""
        with self._lock:
            try:
                self._send(protocol.to_line(event))
            except OSError:
                os._exit(0)

    def _read(self) -> None:
        for line in self._lines:
            try:
                request = protocol.parse_request(line)
            except ValueError as error:
                print(f"ignored: {error}", file=sys.stderr)
                continue
            self._take(request)
        self._end()

    def _take(self, request: dict[str, Any]) -> None:
        command, number = request["cmd"], request.get("id", 0)
        if command == "ping":
            self.send(protocol.Pong(number))
        elif command == "cancel":
            if self._busy == number:
                self._token.cancel()
        elif command == "shutdown":
            self._end()
        elif command not in COMMANDS:
            self.send(
                protocol.error_event(
                    number,
                    InputError(f"The engine has no command “{command}”.", "Update the plugin and the engine together."),
                )
            )
        elif self._busy is not None:
            self.send(protocol.error_event(number, busy()))
        else:
            self._busy, self._token = number, CancelToken()
            self._requests.put(request)

    def _end(self) -> None:
        """Stop: the work in progress is cancelled; if it does not stop by itself the process ends all the same."""
        self._token.cancel()
        self._requests.put(_STOP)
        threading.Timer(5.0, os._exit, (0,)).start()

    def _beat(self) -> None:
        while True:
            self.send(protocol.Beat(self._busy))
            time.sleep(1.0)

    def _answer(self, request: dict[str, Any]) -> None:
        number, token = self._busy or 0, self._token
        clock = _Remaining()

        def hear(event: Progress | Note) -> None:
            if isinstance(event, Note):
                self.send(protocol.NoteEvent(number, event.message, event.level))
            else:
                what = (event.stage, event.message, event.done, event.total, event.overall)
                self.send(protocol.ProgressEvent(number, *what, clock.left_s(event)))
            token.check()

        try:
            token.check()
            job = self._job(request, token)
            answer: protocol.Event = protocol.ResultEvent(number, result_of(job, hear))
        except Cancelled:
            answer = protocol.CancelledEvent(number)
        except Exception as error:
            told = in_words(error)
            if isinstance(told, ImportError):  # the user's environment, not a bug: say which package
                told = ModelError(f"The engine's Python lacks {told.name or told}.", "Set up the engine again.")
            answer = protocol.error_event(number, told, traceback.format_exc())
        # Free before the answer goes out: whoever reads it may ask for the next thing at once.
        self._busy = None
        self.send(answer)

    def _job(self, request: dict[str, Any], token: CancelToken) -> Events[dict[str, Any]]:
        from .jobs.commands import Engine

        self._engine = self._engine or Engine()
        return self._engine.do(request["cmd"], request.get("config", {}), token)


class _Remaining:
    """Seconds left, from the pace of the stage in progress and the share of the run that it stands for."""

    def __init__(self) -> None:
        self._stage, self._since, self._first = "", time.monotonic(), 0.0

    def left_s(self, event: Progress) -> float | None:
        now = time.monotonic()
        if event.stage != self._stage:
            self._stage, self._since, self._first = event.stage, now, event.overall
        gained, spent = event.overall - self._first, now - self._since
        return round(spent * (1.0 - event.overall) / gained, 1) if gained > 0.005 and spent > 1.0 else None


def main() -> int:
    """Serve stdin until it ends."""
    with os.fdopen(_PROTOCOL_FD, "w", encoding="utf-8", newline="\n") as out:

        def send(line: str) -> None:
            out.write(line)
            out.flush()

        stdin = open(0, encoding="utf-8", errors="replace", newline="\n")  # noqa: SIM115 - lives as long as we do
        return Worker(stdin, send).run()


if __name__ == "__main__":
    code = main()
    sys.stderr.flush()
    os._exit(code)  # daemon threads may hold locks that interpreter teardown would wait for
