"""The coordinator's side: workers are looked at, blocks handed out a few at a time, results brought to the run.

The run alone writes. A worker that dies costs its blocks only: Dask gives them to another one.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from safetensors.numpy import save

from ...cache.bank import Bank
from ...config import RunConfig
from ...errors import Cancelled, EngineError, ModelError, OutputError, TerralexError
from ...model.device import instructions
from ...progress import CancelToken, Events, Note, Progress
from ...protocol import ErrorEvent, error_from
from ..bench import Bench
from ..tasks import BlockDone, BlockTask
from . import worker as far
from .access import Access
from .letters import done_of, letter
from .shares import Shares

if TYPE_CHECKING:
    from distributed import Client, Future

AHEAD = 2  # blocks that a worker has at a time: one in work, one waiting
BEAT_S = 0.5  # how often the user's wish to stop is looked at
LOOK_S = 0.02  # how often it is looked whether something is done
PATIENCE_S = 60.0  # without any worker; one that was killed is back before that, or another has come
GATHER_S = 120.0  # for a block's 10 MB to come from a worker
ASK_S = 15.0  # of them, until it is looked whether the worker is still there
AGAIN = "Start workers, then run again with the same folder: it goes on where it was."


class Crew:
    """The workers of one scheduler; use as a context manager, which ends the connection."""

    def __init__(self, access: Access, client: Client) -> None:
        self.access, self.client = access, client
        self.run = uuid.uuid4().hex
        self._alone: float | None = None  # since when nobody is there
        self._known: set[str] = set()

    @classmethod
    def at(cls, cluster: Mapping[str, Any]) -> Crew:
        """Connect to the scheduler that `RunConfig.cluster` names.

        Raises:
            InputError, ModelError, EngineError: see `Access`.
        """
        access = Access.from_dict(cluster)
        return cls(access, access.connect())

    def __enter__(self) -> Crew:
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError, RuntimeError):  # a scheduler that is gone wants no goodbye
            self.client.run(far.leave, self.run, on_error="ignore")
        with contextlib.suppress(OSError, RuntimeError):
            self.client.close(timeout=5)

    def meet(self, recipe: Mapping[str, Any], token: CancelToken) -> Events[list[Note]]:
        """Wait for a worker, and look at all that are there before anything is computed; what the user should know.

        Raises:
            ModelError, InputError: one of them cannot do its part, and is named.
            EngineError: nobody came.
        """
        yield Progress("check", f"Asking the workers at {self.access.scheduler}", 0, 1)
        while not self.workers():
            token.check()
            time.sleep(BEAT_S)
        found = self._of_each(far.look, [letter(self.run, recipe)], self.workers(), token)
        self._known = set(found)
        mine, where = instructions(), self.access.scheduler
        notes = [Note(f"Workers at {where} do the blocks: {len(found)}. They read {recipe['image']} themselves.")]
        unlike = [said["worker"] for said in found.values() if said["processor"] != mine]
        if unlike and recipe["identity"]["device"] == "cpu":
            text = (
                f"Processors differ: torch computes with {mine} here, and otherwise on {', '.join(unlike)}. Single "
                "pixels may differ from a run on one machine."
            )
            notes.append(Note(text, "warning"))
        return notes

    def hands(self, bench: Bench) -> Hands:
        """The executor of a run whose classes are learned."""
        return Hands(self, bench.setting.bank)

    def workers(self) -> set[str]:
        """The addresses of those that are there.

        Raises:
            EngineError: the scheduler is gone, or for a while nobody was there.
            InputError: one of them is reached without encryption.
        """
        try:
            there = set(self.client.nthreads())
        except (OSError, ValueError, RuntimeError) as error:
            raise self.gone() from error
        for address in there:
            self.access.check(address)
        self._alone = None if there else self._alone or time.monotonic()
        if self._alone is not None and time.monotonic() - self._alone > PATIENCE_S:
            raise EngineError(f"No worker is left at {self.access.scheduler}.", AGAIN)
        return there

    def changes(self) -> Iterator[Note]:
        """What has changed among the workers since it was asked for last."""
        there = self.workers()
        gone, self._known = self._known - there, there
        for address in sorted(gone):
            yield Note(f"The worker {address} is gone; others do its blocks again.")

    def gone(self) -> EngineError:
        """What to tell where the scheduler does not answer any more."""
        return EngineError(f"The scheduler {self.access.scheduler} is gone.", AGAIN)

    def send(self, bank: Bank, keys: Iterable[str], to: str, token: CancelToken) -> None:
        """Send entries of the bank to a worker, once.

        Raises:
            OutputError: it cannot keep them.
        """
        for key in keys:
            made_by = bank.used[key]
            arrays = bank.get(made_by)
            if arrays is None:
                raise OutputError(f"The bank of prototypes in {bank.root} has lost an entry.", "Run again.")
            there = self.client.scatter(save(arrays), workers=[to], hash=False)
            self._of_each(far.take, [json.dumps(made_by, ensure_ascii=False), there], {to}, token)

    def _of_each(
        self, function: Any, given: Sequence[Any], workers: Iterable[str], token: CancelToken
    ) -> dict[str, dict[str, Any]]:
        """What each worker answers; one that leaves meanwhile answers nothing.

        Raises:
            TerralexError: what one of them could not do.
        """
        asked = {to: self.client.submit(function, *given, workers=[to], pure=False) for to in workers}
        answers: dict[str, dict[str, Any]] = {}
        try:
            while asked:
                token.check()
                there = self.workers()
                for to in [to for to in asked if to not in there]:
                    asked.pop(to).cancel()
                for to in [to for to, future in asked.items() if future.done()]:
                    answer = self.value(asked.pop(to))
                    if answer is not None:
                        answers[to] = said_of(answer)[0]
                if asked:
                    time.sleep(LOOK_S)
        finally:
            for future in asked.values():
                future.cancel()
        return answers

    def value(self, future: Future) -> list[Any] | None:
        """What a task returned; None where that has gone with its worker.

        Raises:
            ModelError: the workers that tried it have died.
            EngineError: the scheduler is gone.
            TimeoutError: it does not arrive.
        """
        from distributed import KilledWorker

        if future.status == "error":
            error = future.exception(timeout=GATHER_S)
            if isinstance(error, KilledWorker):
                raise ModelError(
                    f"One block has ended {error.allowed_failures + 1} workers at {self.access.scheduler}.",
                    "They may have had too little memory: their logs say more. Then run again with the same folder.",
                ) from error
            raise RuntimeError(f"a worker answers with {error!r}")
        until = time.monotonic() + GATHER_S
        while future.status == "finished":
            try:
                return list(future.result(timeout=ASK_S))
            except asyncio.TimeoutError:
                if future.done() and time.monotonic() > until:
                    raise
        if not future.done():
            return None
        raise self.gone()


class Hands:
    """An `Executor`: the blocks of one run, done by the workers of a crew."""

    def __init__(self, crew: Crew, bank: Bank) -> None:
        self._crew, self._bank = crew, bank
        self._under_way: dict[Any, tuple[BlockTask, str]] = {}  # by its future, the task and whom it was given to
        self._sent: dict[str, list[str]] = {}  # keys of the bank, to whom
        self._in_vain: dict[str, int] = {}

    def run(self, tasks: Sequence[BlockTask], token: CancelToken) -> Iterator[BlockDone | Note | None]:
        """See `tasks.Executor`; results of any order, a few blocks under way at a time.

        Raises:
            TerralexError: a worker cannot do its part, all are gone, or the scheduler is.
        """
        shares = Shares(tasks)
        try:
            while shares or self._under_way:
                token.check()
                yield from self._crew.changes()
                self._hand_out(shares)
                for future in self._ready():
                    task, to = self._under_way.pop(future)
                    done = self._taken(future, task, token)
                    if done is None:
                        shares.back(task, to)
                    else:
                        yield done
            yield from self._crew.changes()
        finally:
            with contextlib.suppress(OSError, RuntimeError):
                self._crew.client.cancel(list(self._under_way))

    def _hand_out(self, shares: Shares) -> None:
        """Give each worker a few blocks; where it dies Dask gives them to another."""
        there = self._crew.workers()
        shares.among(there)
        for to in sorted(there):
            has = sum(to == other for _, other in self._under_way.values())
            for task in shares.take(to, AHEAD - has):
                text = letter(self._crew.run, task.recipe, self._bank.used, task.block)
                kind = {"workers": [to], "allow_other_workers": True, "pure": False}
                self._under_way[self._crew.client.submit(far.finish, text, **kind)] = task, to

    def _ready(self) -> list[Any]:
        """The tasks that are done, after waiting for one for a moment."""
        until = time.monotonic() + BEAT_S
        while time.monotonic() < until:
            done = [future for future in self._under_way if future.done()]
            if done:
                return done
            time.sleep(LOOK_S)
        return []

    def _taken(self, future: Future, task: BlockTask, token: CancelToken) -> BlockDone | None:
        """A task's result; None where it has to be done again: its worker is gone, or has got what it lacked."""
        answer = self._crew.value(future)
        if answer is None:
            future.cancel()
            return None
        said, body = said_of(answer)
        if "done" in said:
            return done_of(said, body, task.block)
        to, sent = said["at"], self._sent.setdefault(said["at"], [])
        lacking = [key for key in said["lacks"] if key not in sent]
        self._in_vain[to] = 0 if lacking else self._in_vain.get(to, 0) + 1
        if self._in_vain[to] > AHEAD:  # blocks that it had been given before the entries came
            raise OutputError(f"The worker {to} does not keep what it is sent.", "Is there room on its disk?")
        self._crew.send(self._bank, lacking, to, token)
        sent += lacking
        return None


@contextlib.contextmanager
def crew_of(config: RunConfig) -> Iterator[Crew | None]:
    """The workers that a run names a scheduler of, until it ends; None where it names none.

    Raises:
        InputError, ModelError, EngineError: see `Access`.
    """
    if not config.cluster:
        yield None
        return
    with Crew.at(config.cluster) as crew:
        yield crew


def said_of(answer: Sequence[Any]) -> tuple[dict[str, Any], bytes]:
    """An answer's JSON and its bytes.

    Raises:
        TerralexError: what the worker could not do.
        Cancelled: it was told to stop.
        RuntimeError: a bug there; with its traceback.
    """
    said = json.loads(answer[0])
    if "cancelled" in said:
        raise Cancelled
    if "error" in said:
        error, where = error_from(ErrorEvent(**said["error"])), said["worker"]
        if not isinstance(error, TerralexError):
            raise RuntimeError(f"on the worker {where}: {error}")
        raise error if where in error.message else type(error)(f"The worker {where} says: {error.message}", error.hint)
    return said, answer[1] if len(answer) > 1 else b""
