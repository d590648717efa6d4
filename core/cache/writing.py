"""Puts entries into a bank in a thread of its own: pictures of a word are written while the next word is drawn."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Any

import numpy as np

from ..errors import OutputError
from .bank import Bank

MOST = 2  # entries that wait to be written; a disk that is slower holds its caller up rather than fill the memory


class BankWriter:
    """One thread that writes what it is given, in order. Leaving it waits until all is written, also after an error.

    An entry appears in its bank as ever: complete, or not at all.
    """

    def __init__(self, bank: Bank) -> None:
        self._bank = bank
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="bank")
        self._waiting: deque[Future[None]] = deque()

    def __enter__(self) -> BankWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown()

    def put(self, made_by: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
        """Have an entry written; its arrays must not change any more. Waits while `MOST` others are to be written."""
        unfinished = [future for future in self._waiting if not future.done()]
        if len(unfinished) >= MOST:
            unfinished[0].exception()
        self._waiting.append(self._pool.submit(self._bank.put, dict(made_by), arrays))

    def failures(self, wait: bool = False) -> Iterator[OutputError]:
        """What could not be written of what is done by now, or with `wait` of all, each once.

        Raises:
            Exception: writing failed by anything else than the disk.
        """
        while self._waiting and (wait or self._waiting[0].done()):
            try:
                self._waiting.popleft().result()
            except OutputError as error:
                yield error
