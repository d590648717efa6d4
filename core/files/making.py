"""What is in the making: a folder of its own, that goes with its process however that ends, and files that get their
names together or not at all.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from ..given import is_link, read_given
from .disk import HELD, lock_now, open_own, remove, write_atomically

_AT_WORK = "lock"  # in a folder of what is in the making: locked while its process lives
_MOVES = "moves.json"  # beside it: what is being moved to its final names
ABANDONED_S = 3600.0  # a folder of that kind without a lock in it


@contextlib.contextmanager
def folder_in_the_making(parent: Path, prefix: str) -> Iterator[Path]:
    """A new folder, removed at the end. Those of the same prefix that killed processes left are removed before.

    Args:
        parent: Where it lies; must be there.
        prefix: Of its name, and of nothing else's in `parent`.

    Raises:
        OSError: it cannot be made.
    """
    clear_left(parent, prefix)
    folder, lock = _locked_folder(parent, prefix)
    try:
        yield folder
    finally:
        _empty(folder)
        if lock is not None:
            lock.close()
        shutil.rmtree(folder, ignore_errors=True)


def _locked_folder(parent: Path, prefix: str) -> tuple[Path, BinaryIO | None]:
    """A new folder with its lock; without where the disk has no locks, or no room for one."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        lock: BinaryIO | None = None
        try:
            lock = open_own(folder / _AT_WORK, os.O_RDWR)
            lock_now(lock)
        except OSError as error:
            if lock is not None:
                lock.close()
            if error.errno not in (*HELD, errno.ENOENT):
                return folder, None
        else:
            if (folder / _AT_WORK).exists():
                return folder, lock
            lock.close()
        # Somebody who clears took it for one that was left, before it was locked: another one.


def clear_left(parent: Path, prefix: str) -> None:
    """Remove what `folder_in_the_making` made in processes that were killed; harmless where nothing can be removed."""
    for left in parent.glob(f"{prefix}*"):
        with contextlib.suppress(OSError):
            if is_link(left) or not left.is_dir():
                continue
            if (left / _AT_WORK).exists():
                with open_own(left / _AT_WORK, os.O_RDWR) as lock:
                    lock_now(lock)  # who holds it is at work
                    _take_back(left)
                    _empty(left)
                shutil.rmtree(left, ignore_errors=True)
            elif time.time() - left.stat().st_mtime > ABANDONED_S:
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.rmdir()  # where nothing is in it


def _empty(folder: Path) -> None:
    """Remove all but the lock, which goes last: as long as it is there, what is left can be told from what is used."""
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            if entry.name != _AT_WORK:
                remove(entry)


def move_all(folder: Path, files: Sequence[tuple[Path, Path]]) -> None:
    """Move finished (temporary, target) files to their names, the last one last; all or none, also after a kill.

    Args:
        folder: The `folder_in_the_making` where they were made: what is moved from it is noted there before, so that a
            half of it can be taken back by whoever clears the folder.
        files: What to move.

    Raises:
        OSError: one cannot be moved; none is.
    """
    if len(files) > 1:
        listed = [[str(temporary), str(target), *_mark(temporary)] for temporary, target in files]
        write_atomically(folder / _MOVES, json.dumps(listed).encode())
    moved: list[Path] = []
    try:
        for temporary, target in files:
            os.replace(temporary, target)
            moved.append(target)
    except OSError:
        for target in moved:
            target.unlink(missing_ok=True)
        raise


def _mark(path: Path) -> list[int]:
    """What a file keeps when it is renamed."""
    found = os.lstat(path)
    return [found.st_ino, found.st_size, found.st_mtime_ns]


def _take_back(left: Path) -> None:
    """Remove what a killed process had moved from its folder, unless it had moved everything."""
    with contextlib.suppress(OSError, ValueError, TypeError):
        moves = [(Path(a), Path(b), mark) for a, b, *mark in json.loads(read_given(left / _MOVES, 1 << 20))]
        if moves and moves[-1][0].exists():  # the last one was not moved
            for _, target, mark in moves:
                if target.parent == left.parent and target.exists() and _mark(target) == mark:
                    target.unlink()
