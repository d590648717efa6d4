"""How a run looks in a terminal: its bar, its notes, Ctrl-C, and errors as sentences."""

from __future__ import annotations

import json
import signal
import sys
from typing import Any

import typer
from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar

from ..errors import Cancelled, TerralexError
from ..progress import CancelToken, Events, Note, Progress, Result, result_of

FAILED, INTERRUPTED = 1, 130  # exit codes; 2 is a wrong command line
stderr = Console(stderr=True, highlight=False)


def drive(events: Events[Result], token: CancelToken, quiet: bool = False) -> Result:
    """Run a generator to its end with a bar; Ctrl-C stops it between two steps, twice stops it at once."""
    previous = signal.getsignal(signal.SIGINT)

    def stop(number: int, frame: Any) -> None:
        token.cancel()
        signal.signal(signal.SIGINT, previous)

    signal.signal(signal.SIGINT, stop)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
    )
    try:
        with Bar(*columns, console=stderr, disable=quiet) as bar:
            line = bar.add_task("Starting", total=1.0)

            def hear(event: Progress | Note) -> None:
                if isinstance(event, Note):
                    stderr.print(event.message, style="yellow" if event.level == "warning" else "")
                else:
                    bar.update(line, description=event.message, completed=event.overall or event.done / event.total)

            return result_of(events, hear)
    finally:
        events.close()
        signal.signal(signal.SIGINT, previous)


class Shown:
    """The only place where the command line shows errors: the user's words, no traceback for what is not a bug."""

    def __init__(self, as_json: bool) -> None:
        self.as_json = as_json

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type | None, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, Cancelled):
            self._say("Stopped. Run the same command again to go on from here.", "", "Cancelled")
            raise typer.Exit(INTERRUPTED)
        if isinstance(error, TerralexError):
            self._say(error.message, error.hint, type(error).__name__)
            raise typer.Exit(FAILED)

    def _say(self, message: str, hint: str, kind: str) -> None:
        if self.as_json:
            print(json.dumps({"error": kind, "message": message, "hint": hint}, ensure_ascii=False))
        else:
            print(f"{message} {hint}".strip(), file=sys.stderr)
