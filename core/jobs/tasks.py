"""A run's blocks as tasks that can be done anywhere: a value in, a value out, nothing shared but files.

The run itself is the only one that writes: it hands tasks to an `Executor` and puts what comes back into its folder.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Protocol

from ..errors import Cancelled, ModelError
from ..lattice import Block
from ..progress import CancelToken, Note, result_of
from ..score.decide import BlockResult
from .bench import Bench, rebuild
from .setting import Warm


@dataclass(frozen=True)
class BlockTask:
    """One block of a run. Plain values: a recipe and four numbers, a few kilobytes when pickled.

    Attributes:
        recipe: Of the run, as its recipe.json would have it now.
        block: Of the working grid.
    """

    recipe: Mapping[str, Any]
    block: Block

    def run(self, warm: Warm, token: CancelToken) -> BlockDone:
        """Do it from nothing but the recipe, in whatever process this is.

        Raises:
            InputError, ModelError: as `bench.rebuild`, or this machine lacks the run's kind of device.
        """
        with result_of(rebuild(self.recipe, warm, token, self.recipe["request"]["pack"])) as bench:
            if bench.setting.device != self.recipe["identity"]["device"]:
                raise ModelError("This computer has no GPU, and the run was begun on one.", "Use one like the first.")
            return result_of(finished(bench, self.block, token))


@dataclass(frozen=True)
class BlockDone:
    """What comes back of a task.

    Attributes:
        block: Which.
        result: Its classes.
        encoded: Windows that went through the networks.
        found: Windows whose features were kept from before.
        notes: What the user should know.
    """

    block: Block
    result: BlockResult
    encoded: int
    found: int
    notes: tuple[str, ...] = ()


class Executor(Protocol):
    """Does the tasks of a run, in this process or elsewhere, in any order."""

    def run(self, tasks: Sequence[BlockTask], token: CancelToken) -> Iterator[BlockDone | Note | None]:
        """Each task's result once; in between None for every window that is known to be done, and notes.

        Raises:
            Cancelled: the token was set.
        """
        ...


class Serial:
    """One block after the other at the run's own bench; where memory allows, one is decided while the next is scored.

    What comes back is put away by whoever asked, while windows of the next block are under way. No more than one block
    waits.
    """

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def run(self, tasks: Sequence[BlockTask], token: CancelToken) -> Iterator[BlockDone | None]:
        """See `Executor`. A block whose windows were all scored when the token was set still comes back."""
        last: Future[BlockDone] | None = None
        with ThreadPoolExecutor(1, thread_name_prefix="blocks") as beside:
            try:
                for task in tasks:
                    decide = None
                    with contextlib.closing(begun(self._bench, task.block, token)) as windows:
                        while decide is None:
                            try:
                                next(windows)
                            except StopIteration as end:
                                decide = end.value
                            if last is not None and (decide is not None or last.done()):
                                done, last = last, None
                                yield done.result()
                            if decide is None:
                                yield None
                    last = beside.submit(decide)
                    if not self._bench.scorer.aside(task.block):
                        done, last = last, None
                        yield done.result()
            except Cancelled:
                if last is not None:
                    yield last.result()
                raise
            if last is not None:
                yield last.result()


def begun(bench: Bench, block: Block, token: CancelToken) -> Generator[None, None, Callable[[], BlockDone]]:
    """A block at a bench whose windows are all scored, see `Bench.begun`; yields after every window."""
    scorer = bench.scorer
    bench.turn(block, bench.setting.config.block_px)
    encoded, found = scorer.encoded, scorer.found
    decide = yield from bench.begun(block, token)
    notes = (*scorer.store.notes, *scorer.notes, *bench.setting.networks.told())
    encoded, found = scorer.encoded - encoded, scorer.found - found
    return lambda: BlockDone(block, decide(), encoded, found, notes)


def finished(bench: Bench, block: Block, token: CancelToken) -> Generator[None, None, BlockDone]:
    """A block finished at a bench; yields after every window."""
    return (yield from begun(bench, block, token))()
