"""A whole pack from a folder or a zip: the way onto machines without internet, and for packs of one's own."""

from __future__ import annotations

import contextlib
import json
import stat
import zipfile
import zlib
from collections.abc import Generator, Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

from ...errors import AlreadyHereError, InputError, ModelError
from ...progress import CancelToken, Events, Note, Progress
from .. import EMBEDDED, read_pack
from ..content import MANIFEST, SAFE, SAFE_NAMES, can_run_code
from ..manifest import LONGEST_MANIFEST, checked_manifest, stays_inside
from .blobs import Blobs
from .download import CHUNK, Digest, disk_words
from .hub import Facts
from .installed import install
from .meter import in_bytes
from .rules import LARGEST, check_installable, check_kind

MOST_MEMBERS = 10_000
STEEPEST = 200  # times a member may grow; weights do not compress, vocabularies by ten at most
SMALL = 1 << 20  # bytes below which growing is harmless
_PASSED_OVER = ("__MACOSX", "__pycache__")


class Container(Protocol):
    """A folder or a zip with a pack in it."""

    sizes: Mapping[str, int]  # by path in the pack

    def open(self, path: str) -> IO[bytes]:
        """A file's bytes."""
        ...


def import_pack(source: str | Path, token: CancelToken, replace: bool = False) -> Events[dict[str, Any]]:
    """Bring a pack in from a folder or a zip with a pack.json; checksums that the manifest leaves open are filled in.

    Args:
        source: The folder, or the zip.
        token: Asked several times a second.
        replace: Whether a pack of that name may be replaced.

    Yields:
        Progress, with bytes in `done` and `total`, and Notes.

    Returns:
        "pack", "folder", "bytes", "files".

    Raises:
        InputError: there is no such file; as AlreadyHereError: a pack of that name is here.
        ModelError: the pack is damaged or could harm this machine.
        OutputError: the disk has no room.
        Cancelled: the user asked; nothing of the pack stays.
    """
    path = Path(source)
    yield Progress("fetch", f"Reading {path.name}", 0, 1)
    with contextlib.ExitStack() as stack:
        container = _open(path, stack)
        manifest = _manifest(container, path.name)
        name = manifest["name"]
        listed = {entry["path"]: entry for entry in manifest["files"]}
        for found in container.sizes:
            if can_run_code(found):
                check_kind(name, found)
        passed = [found for found in container.sizes if found not in listed and found != MANIFEST]
        if passed:
            more = f" and {len(passed) - 1} more" if len(passed) > 1 else ""
            yield Note(f"What the pack does not list stays behind: {passed[0]}{more}.")
        blobs = Blobs()
        with blobs.locked():
            _check_name(blobs, name, replace)
            total = sum(container.sizes[entry] for entry in listed)
            blobs.check_room(total, name)
            try:
                sources = yield from _take(container, listed, total, blobs, token)
                files = [{**entry, **sources[path][1]} for path, entry in listed.items()]
                folder = install(
                    blobs, {**manifest, "files": files}, {path: blob for path, (blob, _) in sources.items()}
                )
            except BaseException:
                blobs.sweep()  # the files are where they came from
                raise
    return {"pack": name, "folder": str(folder), "bytes": total, "files": len(files)}


def _open(path: Path, stack: contextlib.ExitStack) -> Container:
    if path.is_dir():
        return _Folder(path)
    if not path.is_file():
        raise InputError(f"There is no file or folder {path}.", "Give the pack's folder, or a zip of it.")
    try:
        return _Zip(stack.enter_context(zipfile.ZipFile(path)), path)
    except (zipfile.BadZipFile, ValueError, OSError) as error:
        raise ModelError(f"{path.name} is not a zip that can be read.", "Copy it again.") from error


def _manifest(container: Container, called: str) -> dict[str, Any]:
    """The pack.json, with every file in `files`."""
    if container.sizes.get(MANIFEST, -1) < 0:
        raise ModelError(f"{called} holds no {MANIFEST}.", "A pack is a folder with a pack.json; see docs/packs.md.")
    with container.open(MANIFEST) as file:
        text = file.read(LONGEST_MANIFEST + 1)
    try:
        manifest = json.loads(text) if len(text) <= LONGEST_MANIFEST else None
    except (ValueError, RecursionError):
        manifest = None
    if isinstance(manifest, dict) and not manifest.get("files"):  # written by hand: all that belongs into a pack
        paths = sorted(path for path in container.sizes if path != MANIFEST)
        wanted = [p for p in paths if PurePosixPath(p).suffix.lower() in SAFE or PurePosixPath(p).name in SAFE_NAMES]
        manifest["files"] = [{"path": path, "size": None, "sha256": None} for path in wanted]
    manifest = checked_manifest(manifest, called)
    name = manifest["name"]
    check_installable(manifest)
    missing = [e["path"] for e in manifest["files"] if e["path"] not in container.sizes and not e.get("optional")]
    if missing:
        raise ModelError(f"{called} lacks {missing[0]}, which its pack.json lists.", "Copy the whole pack again.")
    manifest["files"] = [entry for entry in manifest["files"] if entry["path"] in container.sizes]
    for entry in manifest["files"]:
        if entry["size"] not in (None, container.sizes[entry["path"]]):
            raise ModelError(
                f"{entry['path']} of the pack “{name}” is not the file that it should be.", "Copy the whole pack again."
            )
    return manifest


def _check_name(blobs: Blobs, name: str, replace: bool) -> None:
    embedded = EMBEDDED / name / MANIFEST
    if embedded.is_file() and read_pack(EMBEDDED / name).fetched:
        raise InputError(f"“{name}” is the name of a pack that is part of Terralex.", "Give yours another name.")
    if (blobs.packs / name / MANIFEST).is_file() and not replace:
        raise AlreadyHereError(f"A pack “{name}” is here already.", "Give --replace to put the new one in its place.")


def _take(
    container: Container, listed: Mapping[str, Mapping[str, Any]], total: int, blobs: Blobs, token: CancelToken
) -> Generator[Progress, None, dict[str, tuple[Path, dict[str, Any]]]]:
    """Copy the files into the store; for each its blob, and its size and sha256."""
    taken, done = {}, 0
    for path, entry in listed.items():
        size = container.sizes[path]
        partial = blobs.root / "partial" / "import"
        digest = Digest(size)
        with disk_words(blobs.root), partial.open("wb") as file:
            for data in _read(container, path, size):
                token.check()
                file.write(data)
                digest.update(data)
                yield Progress(
                    "fetch",
                    f"Bringing in {path}: {in_bytes(done + digest.size)} of {in_bytes(total)}",
                    done + digest.size,
                    max(1, total),
                    (done + digest.size) / max(1, total),
                )
        facts = digest.facts()
        if facts.contradicts(Facts(size, entry["sha256"] or "")):
            raise ModelError(
                f"{path} is not the file that the pack.json lists: its checksum is wrong.", "Copy the whole pack again."
            )
        token.check()
        taken[path] = (blobs.keep(partial, path, facts), {"size": facts.size, "sha256": facts.sha256})
        done += size
    return taken


def _read(container: Container, path: str, size: int) -> Iterator[bytes]:
    """A file's bytes, never more than it is said to have."""
    read = 0
    try:
        with container.open(path) as file:
            while data := file.read(CHUNK):
                read += len(data)
                if read > size:
                    break
                yield data
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise ModelError(f"{path} cannot be unpacked.", "Copy the zip again; it may have no password.") from error
    if read > size:
        raise ModelError(f"{path} is larger than it is said to be.", "Do not use this pack.")


class _Folder:
    """A pack that lies in a folder."""

    def __init__(self, root: Path) -> None:
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
            if len(sizes) > MOST_MEMBERS:
                raise ModelError(f"{root} holds more than {MOST_MEMBERS} files.", "Give the pack's own folder.")
        self.sizes: Mapping[str, int] = sizes

    def open(self, path: str) -> IO[bytes]:
        return (self._root / path).open("rb")


class _Zip:
    """A pack in a zip, at its top or in a single folder; members that could do harm are refused before any is read."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self._archive = archive
        self._members: dict[str, zipfile.ZipInfo] = {}
        members = [m for m in archive.infolist() if not m.is_dir()]
        if len(members) > MOST_MEMBERS:
            raise ModelError(f"{path.name} holds more than {MOST_MEMBERS} files.", "Give a zip of the pack alone.")
        manifests = [m.filename for m in members if m.filename.count("/") < 2 and m.filename.split("/")[-1] == MANIFEST]
        top = min(manifests, key=len, default=MANIFEST)[: -len(MANIFEST)]
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
