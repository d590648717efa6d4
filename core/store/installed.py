"""Packs in the user's folder: put together from files of the store, checked, and removed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

from ..errors import InputError, OutputError
from ..folder import sync_folder, write_atomically
from ..packs import EMBEDDED, PICKLES, Pack, file_sha256, find_pack
from ..progress import CancelToken, Progress
from .blobs import Blobs
from .download import disk_words
from .pins import Pins
from .rules import MANIFEST, NAME

Verdict = tuple[str, str]  # a file's path and what is wrong with it, "" when it is sound


def install(blobs: Blobs, manifest: Mapping[str, Any], sources: Mapping[str, Path]) -> Path:
    """Make a pack appear in the user's folder, complete or not at all; an older one of that name goes away.

    Args:
        blobs: The store, locked.
        manifest: What becomes its pack.json: every listed file with its size and sha256.
        sources: The file for each listed path.

    Returns:
        The pack's folder.
    """
    target = blobs.packs / manifest["name"]
    with disk_words(blobs.root):
        staged = blobs.staging() / manifest["name"]
        staged.mkdir()
        copied = {source for path, source in sources.items() if not blobs.place(source, staged / path)}
        write_atomically(staged / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode())
        old = blobs.staging() / manifest["name"]
        if target.exists():
            os.replace(target, old)
        os.replace(staged, target)
        sync_folder(target.parent)
        for source in copied:
            if source.parent.parent == blobs.root / "blobs":
                source.unlink(missing_ok=True)
        shutil.rmtree(old, ignore_errors=True)
    blobs.sweep()
    return target


def check_pack(pack: Pack, token: CancelToken) -> Generator[Progress, None, list[Verdict]]:
    """Compare every file of a pack with its size and sha256, and look for files that could run code.

    Yields:
        Progress with bytes.

    Returns:
        A verdict for every file.
    """
    total = max(1, sum(entry["size"] or 0 for entry in pack.manifest["files"]))
    done, verdicts = 0, []
    for entry in pack.manifest["files"]:
        token.check()
        yield Progress("fetch", f"Checking {entry['path']}", done, total, done / total)
        verdicts.append((entry["path"], _wrong_with(pack.root / entry["path"], entry)))
        done += entry["size"] or 0
    for path in sorted(pack.root.rglob("*")):
        if path.suffix.lower() in PICKLES:
            verdicts.append((path.relative_to(pack.root).as_posix(), "is a kind of file that can run code"))
    return verdicts


def _wrong_with(path: Path, entry: Mapping[str, Any]) -> str:
    if not path.is_file():
        return "is missing"
    if entry["sha256"] is None:
        return "has no checksum in the manifest"
    if path.stat().st_size != entry["size"]:
        return f"has {path.stat().st_size} bytes instead of {entry['size']}"
    return "" if file_sha256(path) == entry["sha256"] else "has other contents than it should"


def remove_pack(name: str) -> dict[str, Any]:
    """Remove a fetched or imported pack, or what an unfinished fetch left; files that other packs use stay.

    Raises:
        InputError: it is not in the user's folder.
        OutputError: it cannot be removed.
    """
    blobs = Blobs()
    own = bool(NAME.fullmatch(name))  # a path is nobody's name
    folder, pins = blobs.packs / name, Pins.of(blobs.packs, name if own else "-")
    there = own and (folder / MANIFEST).is_file()
    if not there and not pins.wanted:
        pack = find_pack(name, unfetched=True)
        if pack.root.parent == EMBEDDED:
            why = "is part of Terralex" if pack.fetched else "was not fetched"
            raise InputError(f"The pack “{pack.name}” {why}; there is nothing to remove.", "")
        raise InputError(f"The pack “{pack.name}” lies in {pack.root}, which is not Terralex's own folder.",
                         "Delete that folder yourself.")  # fmt: skip
    with blobs.locked():
        if there:
            old = blobs.staging() / name
            try:
                os.replace(folder, old)
            except OSError as error:
                raise OutputError(f"The pack “{name}” cannot be removed: {error.strerror}.",
                                  "Close the programs that use it, and try again.") from error  # fmt: skip
            size = sum(path.stat().st_size for path in old.rglob("*") if path.is_file() and path.stat().st_nlink == 1)
            shutil.rmtree(old, ignore_errors=True)
        else:
            size = 0
        if pins.wanted:
            pins.wanted = []
            pins.write()
        return {"pack": name, "freed_bytes": size + blobs.sweep()}
