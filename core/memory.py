"""Too little memory, in one sentence: told before the work where the system's limit lies below what the engine loads,
and recognised afterwards in whatever way a library says it. Standard library only.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import re
from collections.abc import Iterator

from .errors import ShortOfMemoryError

try:
    import resource
except ImportError:  # Windows has no such limits
    resource = None  # type: ignore[assignment]

# Bytes of address space. Below 1.2 GB torch cannot be loaded; it may then end the process without a word, and numpy's
# OpenBLAS waits for ever for a thread that it could not start.
LEAST_BYTES = 1_500_000_000
_SAID = re.compile(
    r"out of memory|not enough memory|insufficient memory|memory allocation|(?:cannot|can't|unable to|failed to) "
    r"(?:allocate|map segment)|bad.?alloc|can't start new thread|os error 12\b",
    re.IGNORECASE,
)


def check_memory() -> None:
    """Refuse work for which the system gives this process too little memory.

    Raises:
        ShortOfMemoryError: names what it may use and what is needed.
    """
    limits = [resource.getrlimit(kind)[0] for kind in (resource.RLIMIT_AS, resource.RLIMIT_DATA)] if resource else []
    limit = min((each for each in limits if each >= 0), default=LEAST_BYTES)  # below 0: none
    if limit < LEAST_BYTES:
        raise ShortOfMemoryError(
            f"This process may use {limit / 1e9:.2f} GB of memory; the engine needs {LEAST_BYTES / 1e9:.1f} GB.",
            "Raise the limit (ulimit -v), or use a computer with more memory.",
        )


def keep_freed_memory() -> None:
    """Let glibc keep what arrays leave for the next ones, as it learns to by itself.

    Dask's nanny has it return each (MALLOC_TRIM_THRESHOLD_), which also ends the learning: workers then spend more time
    on getting pages than on computing. Elsewhere than with glibc nothing happens.
    """
    with contextlib.suppress(OSError, AttributeError, TypeError):
        adjust = ctypes.CDLL(None).mallopt
        adjust(-1, 128 << 20)  # M_TRIM_THRESHOLD, bytes
        adjust(-3, 32 << 20)  # M_MMAP_THRESHOLD, bytes: the most that it learns


def in_words(error: Exception) -> Exception:
    """The same error; or what to tell, where too little memory was behind it."""
    if isinstance(error, ShortOfMemoryError) or not any(_about_memory(one) for one in _behind(error)):
        return error
    return ShortOfMemoryError(
        "There is too little memory for this.",
        "Close other programs, choose a smaller area or the draft preset, then run again.",
    )


def _about_memory(error: BaseException) -> bool:
    return (
        isinstance(error, MemoryError)
        or getattr(error, "errno", None) == errno.ENOMEM
        or bool(_SAID.search(str(error)))
    )


def _behind(error: BaseException) -> Iterator[BaseException]:
    """An error, and those that led to it."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop()
        if one is not None and id(one) not in seen:
            seen.add(id(one))
            yield one
            waiting += [one.__cause__, one.__context__]
