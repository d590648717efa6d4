"""The language between QGIS and the engine's process: one JSON object per line, UTF-8, a newline at the end.

To the child (stdin), each with an `id` chosen by the caller where an answer is expected:

    {"cmd": "segment", "id": 1, "config": {...}}   any of `commands.COMMANDS`, with its request
    {"cmd": "cancel",  "id": 1}                    stops request 1 at its next step
    {"cmd": "ping",    "id": 6}                    answered at once, also while a run is going on
    {"cmd": "shutdown"}                            ends the process after the request in progress was cancelled

From the child (its protocol descriptor): the events below. Every request ends with exactly one of `result`,
`error`, `cancelled` (a ping with `pong`). A second request while one is running is answered with an `error` of kind
InputError. End of file on stdin ends the process.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, TypedDict, Union

from .errors import KINDS, TerralexError

VERSION = 1


class PackResult(TypedDict, total=False):
    """Of `fetch` (pack, folder, bytes, downloaded), `import` (pack, folder, bytes, files), `remove` (pack, freed_bytes)
    and `verify` (pack, files, and wrong: the path of each unsound one and what is wrong with it).
    """

    pack: str
    folder: str
    bytes: int
    downloaded: int
    files: int
    wrong: list[list[str]]
    freed_bytes: int


@dataclass(frozen=True)
class Ready:
    """The child is up. `versions` names python, torch, rasterio ...; nothing heavy was loaded yet."""

    pid: int
    protocol: int = VERSION
    versions: dict[str, str] = field(default_factory=dict)
    event: str = "ready"


@dataclass(frozen=True)
class Beat:
    """Sent every second: a child that is silent for long has hung or died."""

    busy: int | None = None
    event: str = "beat"


@dataclass(frozen=True)
class ProgressEvent:
    """A step of request `id`; the fields are those of `progress.Progress`. `left_s`: seconds left, None if unknown."""

    id: int
    stage: str
    message: str
    done: int
    total: int
    overall: float
    left_s: float | None = None
    event: str = "progress"


@dataclass(frozen=True)
class NoteEvent:
    """Something the user should know ("warning" or "info")."""

    id: int
    message: str
    level: str = "info"
    event: str = "note"


@dataclass(frozen=True)
class ResultEvent:
    """Request `id` is done. `result` is a plain object: see `RunResult` (`segment`) and `explain.explain`."""

    id: int
    result: dict[str, Any]
    event: str = "result"


@dataclass(frozen=True)
class ErrorEvent:
    """Request `id` failed. `kind` is a class of `errors.KINDS`, or "Bug"; `traceback` is for the log only."""

    id: int
    kind: str
    message: str
    hint: str = ""
    traceback: str = ""
    event: str = "error"


@dataclass(frozen=True)
class CancelledEvent:
    """Request `id` stopped because it was asked to; what it had finished is kept for the next try."""

    id: int
    event: str = "cancelled"


@dataclass(frozen=True)
class Pong:
    """The answer to a ping."""

    id: int
    event: str = "pong"


Event = Union[Ready, Beat, ProgressEvent, NoteEvent, ResultEvent, ErrorEvent, CancelledEvent, Pong]
_EVENTS: dict[str, Any] = {
    "ready": Ready,
    "beat": Beat,
    "progress": ProgressEvent,
    "note": NoteEvent,
    "result": ResultEvent,
    "error": ErrorEvent,
    "cancelled": CancelledEvent,
    "pong": Pong,
}


def to_line(message: Event | dict[str, Any]) -> str:
    """One line of the protocol, with its end of line; half a letter (of an odd path) as JSON's own escape."""
    data = message if isinstance(message, dict) else asdict(message)
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "backslashreplace").decode() + "\n"


def parse_event(line: str) -> Event:
    """The event in a line from the child. Unknown fields of a newer child are ignored.

    Raises:
        ValueError: the line is not an event.
    """
    data = json.loads(line)
    kind = _EVENTS.get(str(data.get("event"))) if isinstance(data, dict) else None
    if kind is None:
        raise ValueError(f"not an event: {line[:200]}")
    return kind(**{key: value for key, value in data.items() if key in kind.__dataclass_fields__})


def parse_request(line: str) -> dict[str, Any]:
    """The request in a line to the child.

    Raises:
        ValueError: the line is not an object with a `cmd`, or its `id` is no number, or its `config` no object.
    """
    try:
        data = json.loads(line)
    except RecursionError as error:
        raise ValueError(f"not a request: {line[:200]}") from error
    if not isinstance(data, dict) or not isinstance(data.get("cmd"), str):
        raise ValueError(f"not a request: {line[:200]}")
    number = data.get("id", 0)
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(data.get("config", {}), dict):
        raise ValueError(f"not a request: {line[:200]}")
    return data


def error_from(event: ErrorEvent) -> Exception:
    """The exception that an error event carries; a bug of the child becomes a RuntimeError with its traceback."""
    kind = KINDS.get(event.kind)
    return kind(event.message, event.hint) if kind else RuntimeError(event.traceback or event.message)


def error_event(request: int, error: Exception, traceback: str = "") -> ErrorEvent:
    """The event that carries `error`."""
    if isinstance(error, TerralexError):
        return ErrorEvent(request, type(error).__name__, error.message, error.hint, traceback)
    return ErrorEvent(request, "Bug", f"{type(error).__name__}: {error}", "", traceback)
