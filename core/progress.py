"""What a run says while it works, and how it is told to stop."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from typing import Any, Callable, Generator, Mapping, Optional, TypeVar, Union

from .errors import Cancelled


@dataclass(frozen=True)
class Progress:
    """One step of a run.

    Attributes:
        stage: One of `STAGES`.
        message: The step in words, e.g. "Imagining pond: picture 5 of 16".
        done: Steps finished in this stage, 0 to `total`.
        total: Steps of this stage, at least 1.
        overall: Share of the whole run, 0 to 1, never falling.
    """

    stage: str
    message: str
    done: int
    total: int
    overall: float = 0.0


@dataclass(frozen=True)
class Note:
    """Something the user should know, which does not stop the run ("warning" or "info")."""

    message: str
    level: str = "info"


Said = TypeVar("Said")  # an event of a job
Told = TypeVar("Told")  # what is yielded instead
Result = TypeVar("Result")
Events = Generator[Union[Progress, Note], None, Result]  # a job that says how far it is

STAGES = ("check", "load", "imagine", "prototypes", "match", "write", "polygons", "fetch")


def with_overall(events: Events[Result], shares: Mapping[str, tuple[float, float]]) -> Events[Result]:
    """The same events, each Progress with its place on the bar of the whole job.

    Args:
        events: A job.
        shares: Where each of its stages begins and ends, 0 to 1.
    """
    highest = 0.0

    def placed(event: Progress | Note) -> Progress | Note:
        nonlocal highest
        if not isinstance(event, Progress):
            return event
        low, high = shares[event.stage]
        highest = max(highest, low + (high - low) * event.done / max(event.total, 1))
        return replace(event, overall=highest)

    return relayed(events, placed)


def relayed(
    events: Generator[Said, None, Result], change: Callable[[Said], Optional[Told]]
) -> Generator[Told, None, Result]:
    """The same job with other events.

    Args:
        events: A job.
        change: From an event to what is yielded instead; None is left out.
    """
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            return end.value
        told = change(event)
        if told is not None:
            yield told


def result_of(events: Generator[Said, None, Result], hear: Callable[[Said], Any] = lambda _event: None) -> Result:
    """Drive a job to its end, and return what it returns.

    Args:
        events: A job.
        hear: Told each event.
    """
    while True:
        try:
            event = next(events)
        except StopIteration as end:
            return end.value
        hear(event)


def without_notes(events: Events[Result]) -> Generator[Progress, None, Result]:
    """The same job without its notes, which somebody else has told."""
    return relayed(events, lambda event: None if isinstance(event, Note) else event)


class CancelToken:
    """Asked between steps; safe to set from any thread."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the run to stop at its next step."""
        self._event.set()

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise `Cancelled` when somebody asked."""
        if self._event.is_set():
            raise Cancelled
