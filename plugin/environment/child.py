"""A program of the set-up: its lines as they come, ended when the user wants to stop."""

from __future__ import annotations

import contextlib
import os
import queue
import signal
import subprocess  # nosec B404
import threading
from pathlib import Path
from typing import Generator, Mapping, Sequence

from ...core.progress import CancelToken, result_of

POLL_S = 0.1


def run(
    command: Sequence[str], environ: Mapping[str, str], folder: Path, token: CancelToken, keep: Sequence[int] = ()
) -> Generator[str | None, None, int]:
    """Run a program; yields its lines (None about ten times a second while it is silent), returns its exit code.

    Args:
        command: The program and its arguments.
        environ: Its environment.
        folder: Where it starts.
        token: Ends it.
        keep: Descriptors that it inherits, besides its streams (not on Windows).

    Raises:
        OSError: it cannot be started.
        Cancelled: the token was set; the program and what it started are gone.
    """
    options = (
        {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)}
        if os.name == "nt"
        else {"start_new_session": True, "pass_fds": tuple(keep)}
    )
    process = subprocess.Popen(  # nosec B603
        list(command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(environ),
        cwd=str(folder),
        encoding="utf-8",
        errors="replace",
        **options,
    )
    lines: queue.Queue[str | None] = queue.Queue()
    reader = threading.Thread(target=_read, args=(process, lines), name="terralex-set-up", daemon=True)
    reader.start()
    try:
        while True:
            token.check()
            try:
                line = lines.get(timeout=POLL_S)
            except queue.Empty:
                yield None
                continue
            if line is None:
                return process.wait()
            yield line
    finally:
        if process.poll() is None:
            _end(process)
        reader.join(2.0)
        if process.stdout is not None:
            process.stdout.close()


def collect(command: Sequence[str], environ: Mapping[str, str], folder: Path, token: CancelToken) -> tuple[int, str]:
    """Run a program to its end: its exit code and all that it wrote. Raises what `run` raises."""
    written: list[str] = []
    code = result_of(run(command, environ, folder, token), lambda line: None if line is None else written.append(line))
    return code, "\n".join(written)


def _end(process: subprocess.Popen[str]) -> None:
    with contextlib.suppress(OSError):
        if os.name == "nt":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10.0)


def _read(process: subprocess.Popen[str], lines: queue.Queue[str | None]) -> None:
    with contextlib.suppress(OSError, ValueError):
        for line in process.stdout or ():
            lines.put(line.rstrip("\r\n"))
    lines.put(None)


# QGIS's own libraries and data, which would break an environment that brings others.
HIDDEN = (
    "PYTHONHOME",
    "PYTHONPATH",
    "PROJ_LIB",
    "PROJ_DATA",
    "GDAL_DATA",
    "GDAL_DRIVER_PATH",
    "QT_PLUGIN_PATH",
    "LD_LIBRARY_PATH",
)


def child_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of the engine's process: QGIS's, less what belongs to QGIS's own libraries."""
    kept = {name: value for name, value in environment.items() if name not in HIDDEN}
    kept["PYTHONUTF8"] = "1"  # paths and class names on Windows
    return kept
