"""The real worker process, spoken to by tests line by line."""

import os
import queue
import subprocess
import sys
import threading
import time
from pathlib import Path

from terralex.core import protocol

WORKER = Path(protocol.__file__).with_name("worker.py")


class Child:
    """Starts `core/worker.py` by path, as QGIS does."""

    def __init__(
        self, log: Path, python: str = sys.executable, env: dict | None = None, worker: str | Path = WORKER
    ) -> None:
        with log.open("wb") as stderr:
            self.process = subprocess.Popen(
                [python, str(worker)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=stderr,
                env={**os.environ, **(env or {})},
                cwd=log.parent,
            )
        self.events: queue.Queue = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in self.process.stdout:
            self.events.put(protocol.parse_event(line.decode()))
        self.events.put(None)

    def send(self, **request) -> None:
        self.process.stdin.write(protocol.to_line(request).encode("utf-8", "backslashreplace"))
        self.process.stdin.flush()

    def wait_for(self, *kinds: type, timeout: float = 60.0):
        """The next event of one of these kinds; None at the end of the stream."""
        end = time.monotonic() + timeout
        while True:
            event = self.events.get(timeout=max(0.01, end - time.monotonic()))
            if event is None or isinstance(event, kinds):
                return event

    def close(self) -> int:
        self.process.stdin.close()
        return self.process.wait(10)
