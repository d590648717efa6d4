"""The engine's process as QGIS sees it: started when first needed, kept warm, watched, and ended with the plugin.

One thread (a task's) talks to it; the main thread may call `shutdown` at any time.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess  # nosec B404
import threading
import time
from pathlib import Path
from typing import Any, Callable, Generator, NoReturn, Optional, Union

from ...core import protocol
from ...core.errors import Cancelled, EngineError, busy
from ...core.progress import CancelToken
from ...core.protocol import CancelledEvent, ErrorEvent, NoteEvent, ProgressEvent, Ready, ResultEvent
from ..environment.child import child_environment

WORKER = Path(__file__).resolve().parents[2] / "core" / "worker.py"
POLL_S = 0.1  # how soon a cancel is noticed between two events
# A fetch may wait long for a server that is silent, and keeps what came however it ends.
CANCEL_S = {"fetch": 3.0}

Said = Union[ProgressEvent, NoteEvent]


class Remote:
    """Asks the engine's process for one thing at a time.

    Args:
        find_python: Path of the Python that can run the engine; called when a process is started, in the task's thread.
        log: Where the process's stderr goes.
        worker: The script that it runs.
        start_s: Seconds until it must be ready.
        silence_s: Seconds without a sign of life after which it has hung (it beats every second).
        cancel_s: Seconds that it may take to stop when asked; then it is ended.
        stall_s: Seconds without a finished step after which the user is told; it lives, so it is not ended.
    """

    def __init__(
        self,
        find_python: Callable[[], str],
        log: Path,
        worker: Path = WORKER,
        *,
        start_s: float = 90.0,
        silence_s: float = 60.0,
        cancel_s: float = 20.0,
        stall_s: float = 300.0,
    ) -> None:
        self.log = log
        self.find_python, self._worker = find_python, worker
        self._start_s, self._silence_s, self._cancel_s = start_s, silence_s, cancel_s
        self._stall_s = stall_s
        self._busy = threading.Lock()
        self._number = 0
        self._python = ""
        self._limits = {"start_s": start_s, "silence_s": silence_s, "cancel_s": cancel_s, "stall_s": stall_s}
        self._process: Optional[subprocess.Popen[str]] = None
        self._reader: Optional[threading.Thread] = None
        self._lines: queue.Queue[Optional[str]] = queue.Queue()

    def twin(self) -> Remote:
        """Another process like this one, with a log of its own; nothing is started before its first request."""
        log = self.log.with_name(f"{self.log.stem}_beside{self.log.suffix}")
        return Remote(self.find_python, log, self._worker, **self._limits)

    @property
    def pid(self) -> int | None:
        """The process's id while it lives."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    def run(self, command: str, config: dict[str, Any], token: CancelToken) -> Generator[Said, None, dict[str, Any]]:
        """Send one request and follow it to its end.

        Args:
            command: One of core/protocol.py.
            config: Its settings, plain values.
            token: Asked every tenth of a second; when set, the engine is told to stop.

        Yields:
            Progress and notes, as they come.

        Returns:
            The request's result.

        Raises:
            TerralexError: what the engine reports, or EngineError when its process cannot be started, died or hung.
            Cancelled: the token was set.
            RuntimeError: a bug of the engine, with its traceback.
        """
        if not self._busy.acquire(blocking=False):
            raise busy()
        answered = False
        try:
            self._ensure_started(token)
            self._number += 1
            self._send({"cmd": command, "id": self._number, "config": config})
            patience = min(self._cancel_s, CANCEL_S.get(command, self._cancel_s))
            for event in self._events(self._number, token, patience):
                if isinstance(event, (ProgressEvent, NoteEvent)):
                    yield event
                    continue
                answered = True
                if isinstance(event, ResultEvent):
                    return event.result
                if isinstance(event, ErrorEvent):
                    raise protocol.error_from(event)
                break
            raise Cancelled
        except EngineError as error:
            if token.cancelled:  # it was ended while it was stopping, which is what was asked for
                raise Cancelled from error
            raise
        finally:
            if not answered:
                self._kill()  # whatever it was doing, nobody waits for it any more
            self._busy.release()

    def shutdown(self, wait_s: float = 1.5) -> None:
        """End the process: politely where it is idle or stops in time, and after `wait_s` seconds in any case.

        A request in progress should have been cancelled before (its token); it ends as cancelled or as an EngineError.
        """
        if self._busy.acquire(timeout=wait_s):
            try:
                self._say_goodbye(wait_s)
            finally:
                self._busy.release()
        self._kill()

    def _say_goodbye(self, wait_s: float) -> None:
        process = self._process
        if process is None or process.stdin is None:
            return
        with contextlib.suppress(OSError, ValueError):
            process.stdin.write(protocol.to_line({"cmd": "shutdown"}))
            process.stdin.flush()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(wait_s)

    def _ensure_started(self, token: CancelToken) -> None:
        if self.pid is not None:
            return
        self._kill()
        self._python = self.find_python()
        token.check()
        try:
            self.log.parent.mkdir(parents=True, exist_ok=True)
            if self.log.exists():
                with contextlib.suppress(OSError):  # Windows: still open in a process that is ending
                    os.replace(self.log, self.log.with_suffix(".old.log"))
            # No shell is involved; the program is the user's choice and the script is ours.
            with self.log.open("wb") as log:
                self._process = subprocess.Popen(  # nosec B603
                    [self._python, str(self._worker)],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    env=child_environment(os.environ),
                    cwd=str(self.log.parent),
                    encoding="utf-8",
                    errors="replace",
                    creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
                )
        except OSError as error:
            raise EngineError(
                f"The engine could not be started with {self._python}: {error.strerror or error}.",
                "Choose another Python in Terralex's set-up panel.",
            ) from error
        self._lines = queue.Queue()
        self._reader = threading.Thread(
            target=_read, args=(self._process, self._lines), name="terralex-reader", daemon=True
        )
        self._reader.start()
        self._await_ready(token)

    def _await_ready(self, token: CancelToken) -> None:
        until = time.monotonic() + self._start_s
        while time.monotonic() < until:
            token.check()
            event = self._next()
            if isinstance(event, Ready):
                if event.protocol != protocol.VERSION:
                    raise EngineError(
                        f"The engine speaks version {event.protocol} of the protocol, the plugin {protocol.VERSION}.",
                        "Restart QGIS, so that the plugin and the engine are of the same version.",
                    )
                return
        raise EngineError(
            f"The engine was not ready after {self._start_s:g} seconds.", f"Press Run again; its log is {self.log}."
        )

    def _events(self, number: int, token: CancelToken, patience: float) -> Generator[Any, None, None]:
        """Events of one request up to its answer; in between the token and the process's heart are looked at."""
        heard = moved = time.monotonic()
        asked: float | None = None
        while True:
            event = self._next()
            now = time.monotonic()
            if event is not None:
                heard = now
                if getattr(event, "id", None) == number and not isinstance(event, protocol.Pong):
                    moved = now
                    yield event
                    if isinstance(event, (ResultEvent, ErrorEvent, CancelledEvent)):
                        return
            if token.cancelled and asked is None:
                asked = now
                self._send({"cmd": "cancel", "id": number})
            if now - moved > self._stall_s:
                moved = now
                text = (
                    f"No step was finished for {self._stall_s / 60:.0f} minutes. The engine is alive; "
                    "cancel if you think that it hangs: finished parts are kept."
                )
                yield NoteEvent(number, text, "warning")
            if asked is not None and now - asked > patience:
                raise Cancelled  # it does not stop by itself; run() ends the process
            if now - heard > self._silence_s:
                raise EngineError(
                    f"The engine has been silent for {self._silence_s:g} seconds and was stopped.",
                    f"Press Run again: finished parts are kept. Its log is {self.log}.",
                )

    def _next(self) -> protocol.Event | None:
        """The next event; None when there is none yet, or when the line was not one.

        Raises:
            EngineError: the process has ended.
        """
        try:
            line = self._lines.get(timeout=POLL_S)
        except queue.Empty:
            return None
        if line is None:
            self._raise_death()
        try:
            return protocol.parse_event(line)
        except (ValueError, TypeError):
            with contextlib.suppress(OSError), self.log.open("a", encoding="utf-8") as log:
                log.write(f"not an event: {line[:500]}\n")
            return None

    def _send(self, message: dict[str, Any]) -> None:
        process = self._process
        try:
            if process is None or process.stdin is None:
                raise OSError
            process.stdin.write(protocol.to_line(message))
            process.stdin.flush()
        except (OSError, ValueError):
            # It died; whatever it still said is in the queue, and the end of it is reported from there.
            self._lines.put(None)

    def _raise_death(self) -> NoReturn:
        process = self._process
        code: int | None = None
        if process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                code = process.wait(2.0)
        last = self._last_words()
        how = f"killed by signal {-code}" if code is not None and code < 0 else f"exit code {code}"
        raise EngineError(
            f"The engine stopped by itself ({how}{f'; its last words: {last}' if last else ''}).",
            "Press Run again: a new engine is started and finished parts are kept. If the computer was short of "
            f"memory, choose a smaller area or the draft preset. Its log is {self.log}.",
        )

    def _last_words(self) -> str:
        try:
            lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return ""
        return next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")

    def _kill(self) -> None:
        process, reader = self._process, self._reader
        self._process = self._reader = None
        if process is None:
            return
        with contextlib.suppress(OSError):
            process.kill()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(5.0)
        if reader is not None:
            reader.join(2.0)
        for stream in (process.stdin, process.stdout):
            with contextlib.suppress(OSError, ValueError):
                if stream is not None:
                    stream.close()


def _read(process: subprocess.Popen[str], lines: queue.Queue[Optional[str]]) -> None:
    """Move lines from the process to the queue; None marks the end. Reads only, so it can never block the process."""
    with contextlib.suppress(OSError, ValueError):
        for line in process.stdout or ():
            lines.put(line)
    lines.put(None)
