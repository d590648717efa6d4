"""Packs in the user's folder: put together from files of the store, checked, and removed."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import time
from collections.abc import Generator, Mapping
from pathlib import Path
from typing import Any

from ...errors import InputError, ModelError, OutputError
from ...files.disk import sync_folder, write_atomically
from ...given import is_link
from ...progress import CancelToken, Progress
from .. import EMBEDDED, Pack, find_pack, read_pack, user_packs
from ..content import MANIFEST, strangers, wrong_json
from .blobs import Blobs
from .download import CHUNK, disk_words
from .meter import TELL_S, in_bytes
from .pins import Pins
from .rules import NAME, check_content

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
    for path, source in sources.items():  # also of what was in the store already, under another name
        check_content(source, path, manifest["name"])
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
    """Compare every file of a pack with its size and sha256, and look for what does not belong there.

    Yields:
        Progress with bytes.

    Returns:
        A verdict for every file.
    """
    total = max(1, sum(entry["size"] or 0 for entry in pack.manifest["files"]))
    done, verdicts = 0, []
    for entry in pack.manifest["files"]:
        verdict = yield from _wrong_with(pack.root / entry["path"], entry, done, total, token)
        verdicts.append((entry["path"], verdict))
        done += entry["size"] or 0
    listed = {entry["path"] for entry in pack.manifest["files"]}
    return [*verdicts, *strangers(pack.root, listed)]


def verify_pack(name: str, token: CancelToken) -> Generator[Progress, None, dict[str, Any]]:
    """Check a pack by name, also one of which files are gone.

    Returns:
        "pack", "files" (how many were looked at), and "wrong": [path, what is wrong with it] of each unsound one.

    Raises:
        ModelError: there is no such pack, or nothing of it but its manifest.
    """
    try:
        pack = find_pack(name)
    except ModelError:
        own = user_packs() / name
        if not is_own_folder(name) or not (own / MANIFEST).is_file():
            raise
        pack = read_pack(own)
    verdicts = yield from check_pack(pack, token)
    return {"pack": pack.name, "files": len(verdicts), "wrong": [[path, why] for path, why in verdicts if why]}


def _wrong_with(
    path: Path, entry: Mapping[str, Any], before: int, total: int, token: CancelToken
) -> Generator[Progress, None, str]:
    """What is wrong with a file, "" for nothing; `before` bytes of `total` were looked at before it."""
    token.check()
    yield _checking(entry, before, total)
    if not path.is_file():
        return "is missing"
    if entry["sha256"] is None:
        return "has no checksum in the manifest"
    if path.stat().st_size != entry["size"]:
        return f"has {path.stat().st_size} bytes instead of {entry['size']}"
    digest, told = hashlib.sha256(), time.monotonic()
    with path.open("rb") as file:
        while data := file.read(CHUNK):
            token.check()
            digest.update(data)
            if time.monotonic() - told > TELL_S:
                told = time.monotonic()
                yield _checking(entry, before + file.tell(), total)
    if digest.hexdigest() != entry["sha256"]:
        return "has other contents than it should"
    return wrong_json(path, entry["path"]) if entry["path"].lower().endswith(".json") else ""


def _checking(entry: Mapping[str, Any], done: int, total: int) -> Progress:
    message = f"Checking {entry['path']}: {in_bytes(done)} of {in_bytes(total)}"
    return Progress("fetch", message, done, total, min(1.0, done / total))


def is_own_folder(name: str) -> bool:
    """Whether a name can be that of a folder beside the user's packs; also one that no manifest may have."""
    return bool(name) and not re.search(r"[/\\:\0]", name) and not name.startswith(".")


def remove_pack(name: str) -> dict[str, Any]:
    """Remove a fetched or imported pack, or what an unfinished fetch left; files that other packs use stay.

    Raises:
        InputError: it is not in the user's folder.
        OutputError: it cannot be removed.
    """
    blobs = Blobs()
    own = bool(NAME.fullmatch(name))  # a path is nobody's name
    folder, pins = blobs.packs / name, Pins.of(blobs.packs, name if own else "-")
    there = is_own_folder(name) and os.path.lexists(folder / MANIFEST)
    if not there and not pins.wanted:
        pack = find_pack(name, unfetched=True)
        if pack.root.parent == EMBEDDED:
            why = "is part of Terralex" if pack.fetched else "was not fetched"
            raise InputError(f"The pack “{pack.name}” {why}; there is nothing to remove.", "")
        raise InputError(
            f"The pack “{pack.name}” lies in {pack.root}, which is not Terralex's own folder.",
            "Delete that folder yourself.",
        )
    with blobs.locked():
        if there and is_link(folder):
            folder.unlink()  # what it leads to is not ours
            size = 0
        elif there:
            old = blobs.staging() / name
            try:
                os.replace(folder, old)
            except OSError as error:
                raise OutputError(
                    f"The pack “{name}” cannot be removed: {error.strerror}.",
                    "Close the programs that use it, and try again.",
                ) from error
            found = [path.lstat() for path in old.rglob("*")]
            size = sum(each.st_size for each in found if stat.S_ISREG(each.st_mode) and each.st_nlink == 1)
            shutil.rmtree(old, ignore_errors=True)
        else:
            size = 0
        if pins.wanted:
            pins.wanted = []
            pins.write()
        return {"pack": name, "freed_bytes": size + blobs.sweep()}
