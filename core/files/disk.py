"""Files that are complete or not there, a lock that dies with its process, caches, and disk errors in words."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import shutil
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
from rasterio.errors import RasterioError

from ..errors import OutputError
from ..given import is_link, visible

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_SAID_FULL = re.compile(r"disk is full|no space left", re.IGNORECASE)
DISK_FULL = "the disk is full"
HELD = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)  # of a lock that another process has
_NO_NAME = (errno.EEXIST, errno.ENAMETOOLONG, errno.ENOTDIR, errno.EINVAL, errno.ELOOP)


def cache_folder(name: str) -> Path:
    """A folder for what may be made again: under TERRALEX_CACHE, else in the user's cache folder."""
    given = os.environ.get("TERRALEX_CACHE")
    if given:
        return Path(given) / name
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(cache) / "terralex" / name


@contextlib.contextmanager
def writing(folder: Path, finished: bool = False) -> Iterator[None]:
    """Errors of writing into a folder, in the user's words.

    Args:
        folder: What is written into.
        finished: Whether parts of the work lie there that need not be done again.

    Raises:
        OutputError: names the folder and what to do.
    """
    try:
        yield
    except (OSError, RasterioError) as error:
        code = getattr(error, "errno", None)
        if code == errno.ENOMEM:  # no fault of the disk: said where all is said about memory (core/memory.py)
            raise
        if _no_room(error, folder):
            raise OutputError(
                f"The disk with {folder} is full.",
                "Make room and run again with the same folder; finished parts are kept."
                if finished
                else "Make room and run again with the same folder.",
            ) from error
        if code in _FORBIDDEN:
            raise OutputError(
                f"Nothing can be written into {folder}.",
                "Choose a folder of your own, or ask for the right to write there.",
            ) from error
        if code in _NO_NAME:
            raise OutputError(
                f"{folder} cannot be a folder: {os.strerror(code)}.", "Choose another output folder."
            ) from error
        raise OutputError(
            f"Writing into {folder} failed: {reason_of(error, folder)}.",
            "Check the disk, then run again with the same folder; finished parts are kept."
            if finished
            else "Check the disk, then run again with the same folder.",
        ) from error


def reason_of(error: BaseException, folder: Path) -> str:
    """Why a file could not be written, in a few words: what GDAL and SQLite say is for programmers."""
    if _no_room(error, folder):
        return DISK_FULL
    if text := getattr(error, "strerror", None):
        return str(text)
    own = isinstance(error, OSError) and not isinstance(error, RasterioError)
    return str(error).rstrip(".") if own and str(error) else "the disk did not take it"


def _no_room(error: BaseException, folder: Path) -> bool:
    """Whether a disk was full. GDAL often says only that writing failed: then it is looked how much is free."""
    code = getattr(error, "errno", None)
    said = isinstance(error, (RasterioError, RuntimeError)) and _SAID_FULL.search(str(error))
    return code in _FULL or bool(said) or (code in (None, errno.EIO) and _is_full(folder))


def _is_full(folder: Path) -> bool:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        status = os.statvfs(folder)
    except (OSError, AttributeError):
        return False
    return status.f_bavail * status.f_frsize < 1 << 16


def write_atomically(path: Path, content: bytes | np.ndarray) -> int:
    """Write a file so that it is complete or not there, also after a power cut; an array becomes an .npy file.

    What is on its way has a name that nobody can have guessed, and is new: a link that waits there leads nowhere.

    Returns:
        The checksum (CRC-32) of the file's bytes.
    """
    partial = path.with_name(f".{path.name}.{secrets.token_hex(8)}.part")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_LINK, 0o666)  # less what the user's mask takes
    try:
        with os.fdopen(handle, "wb") as file:
            checked = _Checked(file)
            if isinstance(content, bytes):
                checked.write(content)
            else:
                np.lib.format.write_array(checked, content, allow_pickle=False)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
        sync_folder(path.parent)
    except BaseException:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)
        raise
    return checked.crc


class _Checked:
    """A file being written, with the checksum of what went through."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.crc = 0

    def write(self, data: bytes) -> int:
        self.crc = zlib.crc32(data, self.crc)
        return self._file.write(data)


def sync_folder(folder: Path) -> None:
    """Wait until renames in a folder are on the disk; Windows has no such call and needs none."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # some network file systems refuse it
            os.fsync(handle)
    finally:
        os.close(handle)


def open_own(path: Path, flags: int) -> BinaryIO:
    """A file of our own to write to, made if it is not there: never through a link, and no second name of another file.

    Raises:
        OSError: something else is there.
    """
    handle = os.open(path, flags | os.O_CREAT | _NO_LINK | getattr(os, "O_NONBLOCK", 0), 0o666)
    file = os.fdopen(handle, "r+b")
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink > 1 or is_link(path):
        file.close()
        raise OSError(errno.EINVAL, "not a file of its own", str(path))
    return file


def refuse_links(folder: Path, names: Iterable[str], within: str) -> None:
    """Refuse a folder of somebody else's in which a name of ours is a link.

    Args:
        folder: The folder.
        names: Files and folders that would be read or written.
        within: The folder among them that is looked through to its last file.

    Raises:
        OutputError: names the link.
    """
    found = [folder / name for name in names]
    for inner, folders, files in os.walk(folder / within) if not is_link(folder / within) else ():
        found += [Path(inner) / name for name in (*folders, *files)]
    for path in found:
        if is_link(path):
            raise OutputError(
                f"{visible(str(path.relative_to(folder)))[:200]} in the run folder {folder} is a link.",
                "Do not use this folder. If the links are yours, copy the run without them (cp -rL).",
            )


def remove(path: Path) -> None:
    """Remove a file, or a folder with all that is in it; a link only itself."""
    if path.is_dir() and not is_link(path):
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


class FolderLock:
    """Keeps a second run out of a folder. The system lets go of it when the process ends, however it ends."""

    def __init__(self, path: Path, folder: Path) -> None:
        self._file = open_own(path, os.O_RDWR)
        try:
            lock_now(self._file)
        except OSError as error:
            self._file.seek(0)
            owner = self._file.read(20).decode("ascii", "replace").strip()
            self._file.close()
            if error.errno not in HELD:
                raise
            who = f" (process {owner})" if owner.isdigit() else ""
            raise OutputError(
                f"A run is at work in {folder}{who}.", "Wait until it ends, stop it, or choose another folder."
            ) from error
        self._file.truncate(0)
        self._file.seek(0)
        self._file.write(str(os.getpid()).encode())
        self._file.flush()

    def release(self) -> None:
        """Let others in; harmless when done twice."""
        self._file.close()


def lock_now(file: BinaryIO) -> None:
    """Lock an open file or raise OSError at once."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(1 << 20)  # beyond the process number, so that others can read it
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
