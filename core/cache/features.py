"""Features of windows, kept between runs: a new class or a correction encodes nothing again.

One folder for each key (raster, networks), one file for each window. It is a cache: whatever is damaged counts as
absent, and a disk that cannot take more ends the keeping, never the run.

Within a run neighbouring blocks look at the same windows. Who says whose turn it is (`FeaturesStore.begin`) has them
kept for that before all others, whatever the budget: what is needed last makes room for what is needed sooner.
"""

from __future__ import annotations

import contextlib
import hashlib
import heapq
import json
import os
import shutil
import struct
import threading
import zlib
from collections import OrderedDict, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from ..files.disk import cache_folder
from ..lattice import NEVER, Block, Tour, Window

SUFFIX = ".features"
USED = "used"  # its time of change says when the folder was last in use; its text how many bytes it holds
MEMORY_BYTES = 256 << 20  # of the newest windows, for what the disk does not take
MOST_LEAVING = 4096  # windows that are remembered as those that make room first
_HEAD = struct.Struct("<4sI")  # magic, CRC-32 of the rest: a safetensors file
_MAGIC = b"TLXF"

Features = dict[str, np.ndarray]
Named = Window | str  # a str: what is found by a digest of its own (`latents`), and belongs to no turn


class WindowMemory:
    """Features in memory: those whose turn comes last go first, of equal ones those that were not used for longest.

    Safe from several threads.
    """

    def __init__(self, budget_bytes: int = MEMORY_BYTES) -> None:
        self._budget, self._bytes = budget_bytes, 0
        self._kept: OrderedDict[Named, Features] = OrderedDict()
        self._turns: dict[Named, int] = {}
        self._lock = threading.Lock()

    def get(self, window: Named) -> Features | None:
        """The features of a window, or None."""
        with self._lock:
            features = self._kept.get(window)
            if features is not None:
                self._kept.move_to_end(window)
            return features

    def put(self, window: Named, features: Features, turn: int = 0) -> list[tuple[Named, Features]]:
        """Keep the features of a window while there is room for it.

        Args:
            window: Whose they are.
            features: Arrays by name.
            turn: When they are needed next; NEVER keeps nothing.

        Returns:
            What had to make room.
        """
        gone = []
        with self._lock:
            self._drop(window)
            if turn != NEVER:
                self._bytes += _bytes_of(features)
                self._kept[window], self._turns[window] = features, turn
            while self._bytes > self._budget:
                last = max(self._kept, key=self._turns.__getitem__)
                gone.append((last, self._kept[last]))
                self._drop(last)
        return gone

    def postpone(self, window: Named, turn: int) -> None:
        """Say when a window that is kept is needed next; NEVER forgets it."""
        with self._lock:
            if turn == NEVER:
                self._drop(window)
            elif window in self._turns:
                self._turns[window] = turn

    def before(self, turn: int) -> list[Named]:
        """Those that were said to be needed before a turn."""
        with self._lock:
            return [window for window, its in self._turns.items() if its < turn]

    def _drop(self, window: Named) -> None:
        features = self._kept.pop(window, None)
        if features is not None:
            self._bytes -= _bytes_of(features)
            del self._turns[window]


class FeaturesStore:
    """Features of one raster by one set of networks. Safe from several threads.

    Attributes:
        hits: Windows that were found.
        misses: Windows that were not.
        notes: What the user should know, each once.
    """

    def __init__(self, root: Path | None, budget_bytes: float, key: dict[str, Any]) -> None:
        """Open the folder of a key, and make room for it if others fill the budget.

        Args:
            root: Folder of all keys; None for the default one.
            budget_bytes: For all keys together; 0 keeps features in memory only.
            key: Plain values: everything that decides the features besides the window.
        """
        self.hits = self.misses = 0
        self.notes: list[str] = []
        self._memory = WindowMemory(MEMORY_BYTES)
        self._lock = threading.Lock()
        self._root, self._budget = root or cache_folder("features"), budget_bytes
        self._folder = self._root / hashlib.sha256(json.dumps(key, sort_keys=True).encode()).hexdigest()[:32]
        self._mine = self._others = 0  # bytes on the disk
        self._writing, self._full = budget_bytes > 0, False
        self._tour: Tour | None = None
        self._now = 0  # whose turn it is
        self._leaving: deque[Named] = deque(maxlen=MOST_LEAVING)  # from the disk, the last one first
        self._searched = False  # during this turn, for more of them
        if self._writing:
            self._open()

    @classmethod
    def open(cls, budget_gb: float, key: dict[str, Any]) -> FeaturesStore:
        """The store in the default folder, with a budget in GB."""
        return cls(None, budget_gb * 1e9, key)

    def _open(self) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            for file in self._folder.glob("*.part"):
                file.unlink(missing_ok=True)
            self._mine = _folder_bytes(self._folder)
            self._others = sum(_noted_bytes(f) for f in self._root.iterdir() if f.is_dir() and f != self._folder)
            self._note_use()
            self._make_room(0)
        except OSError as error:
            self._stop(f"Features cannot be kept in {self._root} ({error.strerror or error}).")

    def begin(self, tour: Tour, block: Block) -> None:
        """It is a block's turn: from now on windows are kept for the blocks after it before all others.

        Each window is asked for once a turn. Not to be called while others ask.
        """
        self._tour, self._now, self._searched = tour, tour.turn(block), False
        for window in self._memory.before(self._now):  # of blocks that had nothing to do
            self._memory.postpone(window, self._turn(window, self._now))

    def get(self, window: Named) -> Features | None:
        """The features of a window: arrays by the extractor's name, or None where they must be encoded."""
        features = self._memory.get(window)
        in_memory = features is not None
        if features is None and self._budget > 0:
            features = self._read(self._path(window))
        with self._lock:
            self.hits += features is not None
            self.misses += features is None
            if features is not None and not in_memory and self._after(window) == NEVER:
                self._leaving.append(window)
        if in_memory:
            self._memory.postpone(window, self._after(window))
        return features

    def _turn(self, window: Named, since: int) -> int:
        """When a window is needed, from a turn on; 0 where nobody has said what comes."""
        return 0 if self._tour is None or isinstance(window, str) else self._tour.next(window, since)

    def _after(self, window: Named) -> int:
        """When it is needed again once this turn is over."""
        return self._turn(window, self._now + 1)

    def has(self, window: Named) -> bool:
        """Whether features of a window are kept, as far as can be told without reading them."""
        return self._memory.get(window) is not None or (self._budget > 0 and self._path(window).is_file())

    def takes(self, window: Named) -> bool:
        """Whether anybody may ask for a window's features again, so that `put` is worth a copy of them."""
        return self._writing or self._after(window) != NEVER

    def put(self, window: Named, features: Features) -> None:
        """Keep the features of a window, on the disk while the budget lasts, in memory otherwise.

        What memory has no room for goes to the disk all the same, in place of what is needed later.
        """
        turn = self._after(window)
        if self._writing and self._write(window, features, turn, NEVER - 1):
            return
        for last, its in self._memory.put(window, features, turn):
            if self._writing and self._tour is not None:
                after = self._turn(last, self._now + (last == window))
                self._write(last, its, after, after)

    def close(self) -> None:
        """Note how much is kept, for the next store's bookkeeping."""
        if self._budget > 0:
            with contextlib.suppress(OSError):
                self._note_use()

    def _path(self, window: Named) -> Path:
        if isinstance(window, str):
            return self._folder / f"{window}{SUFFIX}"
        return self._folder / f"{window.scale}_{window.size}_{window.row}_{window.col}{SUFFIX}"

    def _read(self, path: Path) -> Features | None:
        try:
            body = path.read_bytes()
        except OSError:
            return None
        try:
            magic, crc = _HEAD.unpack_from(body)
            content = body[_HEAD.size :]
            if magic == _MAGIC and crc == zlib.crc32(content):
                return load(content)
        except (struct.error, SafetensorError, KeyError, ValueError):
            pass
        with contextlib.suppress(OSError):
            path.unlink()  # damaged: encoded again and written anew
            with self._lock:
                self._mine -= len(body)
        return None

    def _write(self, window: Named, features: Features, turn: int, later: int) -> bool:
        """Whether the features are on the disk now.

        They are needed next at `turn`; where the budget is used up, windows make room that are needed after `later`.
        """
        if self._full and (self._tour is None or turn == NEVER):
            return False
        content = save({name: np.ascontiguousarray(values) for name, values in features.items()})
        size = len(content) + _HEAD.size
        with self._lock:
            if not self._make_room(size):
                self._full = True
                self._tell(
                    f"The budget of {self._budget / 1e9:g} GB for kept features is used up; "
                    "further windows will be encoded again in the next run."
                )
                if not self._others_leave(size, later):
                    return False
            self._mine += size
            if turn == NEVER:
                self._leaving.append(window)
        path = self._path(window)
        partial = path.with_name(f"{path.stem}-{threading.get_ident()}.part")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)  # another process may have made room for itself
            with partial.open("wb") as file:
                file.write(_HEAD.pack(_MAGIC, zlib.crc32(content)))
                file.write(content)
            os.replace(partial, path)
        except OSError as error:
            with contextlib.suppress(OSError):
                partial.unlink(missing_ok=True)
            with self._lock:
                self._mine -= size
                self._stop(f"Features are no longer kept in {self._root} ({error.strerror or error}).")
            return False
        return True

    def _make_room(self, size: int) -> bool:
        """Whether `size` more bytes fit, after removing the folders that were not used for longest."""
        if self._mine + self._others + size <= self._budget:
            return True
        if self._full:  # what others keep since then is theirs
            return False
        try:
            folders = [f for f in self._root.iterdir() if f.is_dir() and f != self._folder]
        except OSError:  # somebody has removed all of it
            folders = []
        for folder in sorted(folders, key=_last_use):
            self._others -= _noted_bytes(folder)
            shutil.rmtree(folder, ignore_errors=True)
            if self._mine + self._others + size <= self._budget:
                return True
        self._others = 0
        return self._mine + size <= self._budget

    def _others_leave(self, size: int, later: int) -> bool:
        """Whether `size` more bytes fit, after removing windows of this folder that are needed after `later`."""
        if self._tour is None or later == NEVER:
            return False
        while self._mine + self._others + size > self._budget:
            if not self._leaving and not self._searched:
                self._searched = True
                self._leaving.extend(self._needed_last(self._tour))
            if not self._leaving:
                return False
            window = self._leaving.pop()
            if self._turn(window, self._now) > later:
                self._remove(self._path(window))
            elif later == NEVER - 1:  # memory may have room: these stay until it has none
                self._leaving.append(window)
                return False
        return True

    def _needed_last(self, tour: Tour) -> list[Window]:
        """Some of the windows on the disk, those that are needed last at the end."""
        try:
            found = heapq.nlargest(MOST_LEAVING, ((tour.next(w, self._now), w) for w in _windows_in(self._folder)))
        except OSError:  # somebody has removed all of it
            found = []
        return [window for _, window in reversed(found)]

    def _remove(self, path: Path) -> None:
        with contextlib.suppress(OSError):
            size = path.stat().st_size
            path.unlink()
            self._mine -= size

    def _stop(self, note: str) -> None:
        self._writing = False
        self._tell(note)

    def _tell(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _note_use(self) -> None:
        (self._folder / USED).write_text(str(self._mine), encoding="ascii")


def _bytes_of(features: Features) -> int:
    return sum(values.nbytes for values in features.values())


def _windows_in(folder: Path) -> Iterator[Window]:
    """Whose features lie in a folder; names of anything else are passed over."""
    with os.scandir(folder) as entries:
        for entry in entries:
            numbers = entry.name[: -len(SUFFIX)].split("_")
            if entry.name.endswith(SUFFIX) and len(numbers) == 4 and all(number.isdecimal() for number in numbers):
                scale, size, row, col = map(int, numbers)
                yield Window(row, col, size, scale)


def _folder_bytes(folder: Path) -> int:
    with os.scandir(folder) as entries:
        return sum(entry.stat().st_size for entry in entries if entry.name.endswith(SUFFIX))


def _noted_bytes(folder: Path) -> int:
    """What a folder's last store noted; counted where it was killed before it could, or noted nothing yet."""
    try:
        noted = folder / USED
        if folder.stat().st_mtime_ns <= noted.stat().st_mtime_ns:
            return int(noted.read_text(encoding="ascii"))
        return _folder_bytes(folder)
    except (OSError, ValueError):
        try:
            return _folder_bytes(folder)
        except OSError:
            return 0


def _last_use(folder: Path) -> float:
    try:
        return (folder / USED).stat().st_mtime
    except OSError:
        return 0.0
