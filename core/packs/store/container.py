"""What came from somebody else as a folder or a zip: packs and class files are read by this one reader.

Members that could do harm are refused before any is read: see docs/security.md.
"""

from __future__ import annotations

import contextlib
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from ...errors import InputError, ModelError
from ..manifest import stays_inside
from ..schema import LARGEST
from .download import CHUNK
from .meter import in_bytes

STEEPEST = 200  # times a member may grow; weights do not compress, vocabularies by ten at most
SMALL = 1 << 20  # bytes below which growing is harmless
_PASSED_OVER = ("__MACOSX", "__pycache__")


@dataclass(frozen=True)
class Limits:
    """What a container may hold.

    Attributes:
        manifest: The name of the file that lists the others.
        members: The most files.
        total: The most bytes of all of them together, unpacked.
    """

    manifest: str
    members: int = 10_000
    total: int = LARGEST


class Container(Protocol):
    """A folder or a zip with a manifest in it."""

    sizes: Mapping[str, int]  # by path in it

    def open(self, path: str) -> IO[bytes]:
        """A file's bytes."""
        ...


def open_container(path: Path, limits: Limits, stack: contextlib.ExitStack) -> Container:
    """What lies at a path, open until the stack ends.

    Raises:
        InputError: nothing lies there.
        ModelError: it is no zip, or could harm this machine.
    """
    if path.is_dir():
        return _Folder(path, limits)
    return open_zip(path, limits, stack)


def open_zip(path: Path, limits: Limits, stack: contextlib.ExitStack) -> Container:
    """The same, of a zip alone."""
    if not path.is_file():
        raise InputError(f"There is no file or folder {path}.", "Look whether it was moved, and choose it again.")
    try:
        return _Zip(stack.enter_context(zipfile.ZipFile(path)), path, limits)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise ModelError(f"{path.name} is not a zip that can be read.", "Copy it again.") from error


def read_member(container: Container, path: str) -> Iterator[bytes]:
    """A file's bytes, never more than it is said to have.

    Raises:
        ModelError: it is damaged, or larger.
    """
    read, size = 0, container.sizes[path]
    try:
        with container.open(path) as file:
            while data := file.read(CHUNK):
                read += len(data)
                if read > size:
                    break
                yield data
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise ModelError(f"{path} cannot be unpacked.", "Copy the file again; it may have no password.") from error
    if read > size:
        raise ModelError(f"{path} is larger than it is said to be.", "Do not use it.")


def read_manifest(container: Container, limits: Limits, longest: int) -> bytes | None:
    """The manifest's bytes; None where there is none, nothing where there are more than `longest`.

    Raises:
        ModelError: it is damaged.
    """
    if limits.manifest not in container.sizes:
        return None
    if container.sizes[limits.manifest] > longest:
        return b""
    return b"".join(read_member(container, limits.manifest))


class _Folder:
    """What lies in a folder."""

    def __init__(self, root: Path, limits: Limits) -> None:
        self._root = root
        sizes: dict[str, int] = {}
        for path in sorted(root.rglob("*")):
            relative = path.relative_to(root)
            if any(part.startswith(".") or part in _PASSED_OVER for part in relative.parts):
                continue
            if path.is_symlink():
                raise ModelError(
                    f"{relative.as_posix()} in {root.name} is a link to somewhere else.",
                    "Copy the pack with its links followed (cp -rL), and import the copy.",
                )
            if path.is_file():
                sizes[relative.as_posix()] = path.stat().st_size
            if len(sizes) > limits.members:
                raise ModelError(f"{root} holds more than {limits.members} files.", "Give the pack's own folder.")
        self.sizes: Mapping[str, int] = sizes

    def open(self, path: str) -> IO[bytes]:
        return (self._root / path).open("rb")


class _Zip:
    """What lies in a zip, at its top or in one folder; a member that could do harm is refused before any is read."""

    def __init__(self, archive: zipfile.ZipFile, path: Path, limits: Limits) -> None:
        self._archive = archive
        self._members: dict[str, zipfile.ZipInfo] = {}
        members = [m for m in archive.infolist() if not m.is_dir()]
        if len(members) > limits.members:
            raise ModelError(f"{path.name} holds more than {limits.members} files.", "Do not use it.")
        last = limits.manifest
        manifests = [m.filename for m in members if m.filename.count("/") < 2 and m.filename.split("/")[-1] == last]
        top = min(manifests, key=len, default=last)[: -len(last)]
        seen: set[str] = set()
        for member in members:
            self._check(member, path.name)
            name = member.filename[len(top) :] if member.filename.startswith(top) else ""
            if not name or any(part.startswith(".") or part in _PASSED_OVER for part in name.split("/")):
                continue
            if name.casefold() in seen:
                raise ModelError(f"{path.name} holds {name} twice.", "Do not use this zip.")
            seen.add(name.casefold())
            self._members[name] = member
        if sum(member.compress_size for member in members) > path.stat().st_size:
            raise ModelError(
                f"{path.name} holds the same bytes several times over, as a zip bomb does.", "Do not use it."
            )
        self.sizes: Mapping[str, int] = {name: member.file_size for name, member in self._members.items()}
        total = sum(self.sizes.values())
        if total > limits.total:
            raise ModelError(
                f"{path.name} would grow to {in_bytes(total)}; {in_bytes(limits.total)} are the most.", "Do not use it."
            )

    @staticmethod
    def _check(member: zipfile.ZipInfo, called: str) -> None:
        """Refuse paths that leave the folder, links and other things that are no files, and bombs."""
        name, mode = member.orig_filename, member.external_attr >> 16
        if not stays_inside(name):
            raise ModelError(
                f"{called} holds a file that would land outside its folder: {name[:200]!r}.", "Do not use it."
            )
        if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
            raise ModelError(f"{name} in {called} is a link or a device, not a file.", "Zip the files themselves.")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ModelError(
                f"{name} in {called} is packed in a way that can grow without end.",
                "Make the zip with the usual method (deflate).",
            )
        if member.flag_bits & 1:
            raise ModelError(f"{name} in {called} is encrypted.", "Make the zip without a password.")
        grown = member.file_size > STEEPEST * max(1, member.compress_size) and member.file_size > SMALL
        if grown or member.file_size > LARGEST:
            raise ModelError(
                f"{name} in {called} would grow to {in_bytes(member.file_size)}, as a zip bomb does.", "Do not use it."
            )

    def open(self, path: str) -> IO[bytes]:
        return self._archive.open(self._members[path])
