"""Where the environment lies, what is known of it, and how it is removed: only what was made here, by name."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import stat
import sys
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Callable, Iterator

MARKER = "terralex-environment.json"
MADE_BY = "terralex"
FORMAT = 1
STEPS = ("venv", "pip", "torch", "packages", "proof")
LONGEST_WINDOWS_ROOT = 100  # characters; packages go some 150 deeper, and many programs stop at 260


@dataclass(frozen=True)
class Record:
    """What the marker file remembers.

    Attributes:
        packages: Hash of the pinned list it was made from.
        build: Of torch: "cpu", "cu126", "cu130".
        base: The Python that it was made with.
        done: Steps that are complete.
        unpacking: pip was putting files in place; when it was interrupted there, they cannot be trusted.
        proof: What the proof said.
    """

    packages: str
    build: str
    base: str = ""
    done: tuple[str, ...] = ()
    unpacking: bool = False
    proof: dict[str, Any] | None = None

    @property
    def complete(self) -> bool:
        """Whether every step was done."""
        return set(STEPS) <= set(self.done)


@dataclass(frozen=True)
class Place:
    """The folder of an environment. Its content has fixed names, so that nothing else is ever removed."""

    root: Path

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / "venv"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return python_in(self.venv)

    @property
    def cache(self) -> Path:
        """What pip has fetched; kept, so that a repair fetches nothing twice."""
        return self.root / "pip-cache"

    @property
    def temporary(self) -> Path:
        """Where pip unpacks: on the same disk, since the system's folder is often small."""
        return self.root / "tmp"

    @property
    def log(self) -> Path:
        """All that pip said the last time."""
        return self.root / "install.log"

    @property
    def certificates(self) -> Path:
        """The certificates that QGIS trusts, for pip."""
        return self.root / "certificates.pem"

    @property
    def lock(self) -> Path:
        """Held while somebody works here."""
        return self.root / "terralex.lock"

    def record(self) -> Record | None:
        """What the marker says; None without one that is ours."""
        try:
            data = json.loads((self.root / MARKER).read_text(encoding="utf-8"))
            if data["made_by"] != MADE_BY or data["format"] != FORMAT:
                return None
            known = {name: data[name] for name in Record.__dataclass_fields__}
            return Record(**{**known, "done": tuple(known["done"])})
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, record: Record) -> Record:
        """Remember; complete or not at all."""
        self.root.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"made_by": MADE_BY, "format": FORMAT, **asdict(record)}, indent=1)
        part = self.root / (MARKER + ".part")
        part.write_text(text + "\n", encoding="utf-8")
        os.replace(part, self.root / MARKER)
        return record

    def state(self, packages: str) -> str:
        """What is there.

        Args:
            packages: Hash of the pinned list of this version of the plugin.

        Returns:
            "absent", "foreign" (files that are not ours), "unfinished", "outdated" (works, from another list), "ready".
        """
        record = self.record()
        if record is None:
            with contextlib.suppress(OSError):
                return "foreign" if any(self.root.iterdir()) else "absent"
            return "absent"
        if not record.complete or not self.python.is_file():
            return "unfinished"
        return "ready" if record.packages == packages else "outdated"


def python_in(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def root_in(folder: Path) -> Path:
    """The root for a folder that the user chose: itself where it is new, empty or ours, else a new one inside."""
    place = Place(folder)
    if place.record() is not None or not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return folder
    return folder / "terralex-engine"


def unsuitable(root: Path, plugin: Path, windows: bool = os.name == "nt") -> str:
    """Why an environment should not lie there, in a sentence; "" when it may.

    Args:
        root: Of the environment.
        plugin: The plugin's own folder, which an update replaces.
        windows: Paths are limited there.
    """
    if plugin == root or plugin in root.parents:
        return "The folder lies inside the plugin, where the next update would delete it."
    if windows and len(str(root)) > LONGEST_WINDOWS_ROOT:
        return f"The path of the folder is too long for Windows ({len(str(root))} characters)."
    if root.exists() and not root.is_dir():
        return f"{root.name} is a file."
    return ""


def clear(place: Place) -> None:
    """Remove the virtual environment alone, so that it is made again from what was fetched."""
    _remove(place.venv)
    record = place.record()
    if record is not None:
        place.write(replace(record, done=(), unpacking=False, proof=None))


def remove(place: Place) -> bool:
    """Remove an environment that was made here, and its folder when nothing else is in it.

    Returns:
        False when the folder carries no marker of ours: then nothing was touched.

    Raises:
        OSError: a file could not be removed, e.g. because it is in use; the marker is still there.
    """
    if place.record() is None:
        return False
    for path in (place.venv, place.cache, place.temporary):
        _remove(path)
    for path in (place.log, place.certificates, place.lock, place.root / (MARKER + ".part"), place.root / MARKER):
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
    with contextlib.suppress(OSError):  # somebody's own files are in it
        place.root.rmdir()
    return True


def _remove(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder, onerror=_retry_writable)


def _retry_writable(function: Callable[[str], Any], path: str, _info: Any) -> None:
    """Windows refuses to delete read-only files."""
    os.chmod(path, stat.S_IWRITE | stat.S_IREAD)
    function(path)


def size(folder: Path) -> int:
    """Bytes of the files in a folder."""
    total = 0
    for parent, _folders, files in os.walk(folder):
        for name in files:
            with contextlib.suppress(OSError):
                total += os.lstat(os.path.join(parent, name)).st_size
    return total


def free(folder: Path) -> int:
    """Bytes free where a folder is or will be; -1 when that cannot be told."""
    for place in (folder, *folder.parents):
        with contextlib.suppress(OSError):
            return shutil.disk_usage(place).free
    return -1


@contextlib.contextmanager
def locked(place: Place) -> Iterator[int]:
    """Keep other QGIS windows out.

    Yields:
        The lock's descriptor, or 0 when somebody is at work here. Programs that inherit it hold the lock too: when QGIS
        dies, pip may still be writing. The system frees it when the last of them ends.
    """
    place.root.mkdir(parents=True, exist_ok=True)
    with place.lock.open("a+b") as file:
        yield file.fileno() if _take(file) else 0


def _take(file: Any) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
