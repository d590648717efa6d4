"""Which worker gets which block: neighbours go to the same one, which has seen the windows that they share."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from ..tasks import BlockTask


class Shares:
    """Tasks that nobody has yet, each worker's a stretch of their order.

    Blocks look beyond their borders; what a worker has encoded for one it finds for the next. With the blocks dealt
    out like cards every worker would encode most windows of the raster.
    """

    def __init__(self, tasks: Sequence[BlockTask]) -> None:
        self._new: list[BlockTask] = list(tasks)
        self._of: dict[str, deque[BlockTask]] = {}

    def __bool__(self) -> bool:
        return bool(self._new) or any(self._of.values())

    def among(self, workers: Iterable[str]) -> None:
        """Give each of the first workers its stretch; who comes later gets a part of another's from `take`."""
        there = sorted(workers)
        if self._new and there:
            step = -(-len(self._new) // len(there))
            stretches = (self._new[first : first + step] for first in range(0, len(self._new), step))
            self._of = {to: deque(stretch) for to, stretch in zip(there, stretches)}
            self._new = []

    def take(self, to: str, most: int) -> list[BlockTask]:
        """Up to `most` tasks for a worker: the next of its own stretch; without one, half of the longest other."""
        taken: list[BlockTask] = []
        while len(taken) < most:
            mine = self._of.setdefault(to, deque())
            longest = max(self._of.values(), key=len)
            if not mine and not longest:
                break
            for _ in range(0 if mine else -(-len(longest) // 2)):
                mine.appendleft(longest.pop())
            taken.append(mine.popleft())
        return taken

    def back(self, task: BlockTask, to: str) -> None:
        """A task has to be done again, next by the same worker if it is still there."""
        self._of.setdefault(to, deque()).appendleft(task)
