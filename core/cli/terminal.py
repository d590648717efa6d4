"""How a run looks in a terminal: its bar, its notes, Ctrl-C, and errors as sentences."""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table
from rich.text import Text

from ..errors import Cancelled, TerralexError
from ..given import acts, visible
from ..memory import in_words
from ..progress import CancelToken, Events, Note, Progress, Result, result_of

FAILED, INTERRUPTED = 1, 130  # exit codes; 2 is a wrong command line
stderr = Console(stderr=True, highlight=False)
stdout = Console()


def keep_to_ourselves() -> None:
    """Let what C libraries write to the terminal lead nowhere: libtiff tells of a full disk in words of its own.

    Python's own goes where it went. Whoever asks for warnings (-W) gets all of it.
    """
    if sys.warnoptions or sys.flags.dev_mode:
        return
    ours = os.fdopen(os.dup(2), "w", buffering=1, encoding=sys.stderr.encoding, errors="backslashreplace")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = ours


def say(text: str, err: bool = False) -> None:
    """Print a text of which parts came from somewhere: what would act on the terminal is shown instead."""
    print(visible(text, lines=True), file=sys.stderr if err else sys.stdout)


def as_line(data: Any) -> str:
    """One JSON object for scripts, in which nothing acts on a terminal either."""
    text = json.dumps(data, ensure_ascii=False)
    return "".join(f"\\u{ord(letter):04x}" if acts(letter) else letter for letter in text)


def show(table: Table) -> None:
    """Print a table whose cells came from somewhere, see `add`."""
    stdout.print(table)


def add(table: Table, *cells: str) -> None:
    """Add cells that are only text: no colours, no links, nothing that acts on the terminal."""
    table.add_row(*(Text(visible(cell)) for cell in cells))


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
                    stderr.print(Text(visible(event.message)), style="yellow" if event.level == "warning" else "")
                else:
                    bar.update(
                        line,
                        description=escape(visible(event.message)),
                        completed=event.overall or event.done / event.total,
                    )

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
        told = in_words(error) if isinstance(error, Exception) else error
        if isinstance(told, TerralexError):
            self._say(told.message, told.hint, type(told).__name__)
            raise typer.Exit(FAILED)

    def _say(self, message: str, hint: str, kind: str) -> None:
        if self.as_json:
            print(as_line({"error": kind, "message": message, "hint": hint}))
        else:
            print(visible(f"{message} {hint}".strip(), lines=True), file=sys.stderr)
