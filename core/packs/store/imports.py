"""A whole pack from a folder or a zip: the way onto machines without internet, and for packs of one's own."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Generator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ...errors import AlreadyHereError, InputError, ModelError
from ...progress import CancelToken, Events, Note, Progress
from .. import EMBEDDED, read_pack
from ..content import MANIFEST, SAFE, SAFE_NAMES, can_run_code
from ..manifest import LONGEST_MANIFEST, checked_manifest
from .blobs import Blobs
from .container import Container, Limits, open_container, read_manifest, read_member
from .download import Digest, disk_words
from .hub import Facts
from .installed import install
from .meter import in_bytes
from .rules import check_installable, check_kind

LIMITS = Limits(MANIFEST)


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
        container = open_container(path, LIMITS, stack)
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


def _manifest(container: Container, called: str) -> dict[str, Any]:
    """The pack.json, with every file in `files`."""
    text = read_manifest(container, LIMITS, LONGEST_MANIFEST)
    if text is None:
        raise ModelError(f"{called} holds no {MANIFEST}.", "A pack is a folder with a pack.json; see docs/packs.md.")
    try:
        manifest = json.loads(text)
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
            for data in read_member(container, path):
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
