"""How far a fetch is: bytes, their pace, and the time that is left."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from ...progress import Progress
from .download import Step

if TYPE_CHECKING:
    from .plan import Item

TELL_S = 0.25  # how often progress is told


class Meter:
    """Bytes of a whole fetch, their pace, and the time that is left."""

    def __init__(self, plan: list[Item]) -> None:
        self.total = max(1, sum(item.facts.size or 0 for item in plan))
        self.here: dict[str, int] = {}
        self.downloaded = 0
        self._first: dict[str, int] = {}
        self._since = time.monotonic()
        self._told, self._high = 0.0, 0.0

    def step(self, item: Item, step: Step) -> Progress | None:
        """Take news of a file; progress when it is time to tell."""
        first = self._first.setdefault(item.path, step.here)
        self.downloaded += max(0, step.here - self.here.get(item.path, first))
        self.here[item.path] = step.here
        now = time.monotonic()
        if now - self._told < TELL_S and step.here != item.facts.size:
            return None
        self._told = now
        return self.tell(item, step.waiting or f"Fetching {item.path}: {self._state()}")

    def tell(self, item: Item, message: str) -> Progress:
        """Progress of the whole."""
        done = min(self.total, sum(self.here.values()))
        self._high = max(self._high, done / self.total)  # a file that starts again does not move the bar back
        return Progress("fetch", message, done, self.total, self._high)

    def _state(self) -> str:
        done, spent = sum(self.here.values()), time.monotonic() - self._since
        text = f"{in_bytes(done)} of {in_bytes(self.total)}"
        if spent < 1 or not self.downloaded:
            return text
        left = (self.total - done) * spent / self.downloaded
        return f"{text}, {in_bytes(self.downloaded / spent)}/s, {in_time(left)} left"


def in_bytes(number: float) -> str:
    """Bytes for people: decimal, as disks are sold."""
    for unit, scale in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if number >= scale:
            return f"{number / scale:.1f} {unit}"
    return f"{number:.0f} bytes"


def in_time(seconds: float) -> str:
    """Seconds for people."""
    return (
        f"{seconds:.0f} s"
        if seconds < 90
        else f"{seconds / 60:.0f} min"
        if seconds < 5400
        else f"{seconds / 3600:.1f} h"
    )
