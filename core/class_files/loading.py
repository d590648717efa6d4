"""A class file of somebody else's onto this machine: looked through by the guards of packs, complete or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ModelError
from ..files.disk import sync_folder, write_atomically, writing
from ..files.making import folder_in_the_making
from ..packs import list_packs
from ..packs.content import can_run_code
from ..packs.store.container import Container, open_zip, read_manifest, read_member
from ..progress import CancelToken, Events, Note, Progress
from .home import LoadedClass, check_fits, home, read_folder, read_tensors
from .manifest import ASK_AGAIN, LIMITS, LONGEST, MANIFEST, PICTURES, TENSORS, as_bytes, checked, key_of
from .pictures import decoded, encoded

_NEW = ".new-"  # begins the name of what is in the making


def load_class(source: str | Path, token: CancelToken) -> Events[dict[str, Any]]:
    """Bring a class in from a `.terraclass` file. The same class again is the same folder.

    Args:
        source: The file.
        token: Asked between files.

    Yields:
        Progress and Notes.

    Returns:
        "key", "name", "words", "also", "kind", "colour", "pack" (name, version, hash), "gsd_m", "pictures" (how
        many), "own" (how many of them are of the saver's own imagery), "folder".

    Raises:
        InputError: there is no such file.
        ModelError: it is damaged or could harm this machine.
        OutputError: the disk does not take it.
        Cancelled: nothing of it stays.
    """
    path = Path(source)
    yield Progress("fetch", f"Reading {path.name}", 0, 1)
    with contextlib.ExitStack() as stack:
        container = open_zip(path, LIMITS, stack)
        for found in container.sizes:
            if can_run_code(found):
                raise ModelError(f"{path.name} contains {found}, a kind of file that can run code.", "Do not use it.")
        manifest = checked(read_manifest(container, LIMITS, LONGEST), path.name)
        _check_members(container, manifest, path.name)
        bodies = {}
        for done, name in enumerate(manifest["files"]):
            token.check()
            yield Progress("fetch", f"Reading {name}", done, len(manifest["files"]))
            bodies[name] = _body(container, name, manifest["files"][name], path.name)
    read_tensors(bodies[TENSORS], manifest, path.name)
    note = _other_packs(manifest)
    if note:
        yield note
    folder = home() / key_of(manifest)
    with writing(home()):
        _install(folder, manifest, bodies)
    yield Progress("fetch", f"{path.name} is loaded", 1, 1)
    return as_plain(read_folder(folder))


def as_plain(loaded: LoadedClass) -> dict[str, Any]:
    """What is told of a loaded class, plain values."""
    spec, manifest = loaded.spec, loaded.manifest
    pictures = [picture for word in manifest["words"] for picture in word["pictures"]]
    return {
        "key": loaded.key,
        "name": spec.name,
        "words": list(loaded.words),
        "also": list(spec.words),
        "kind": spec.kind,
        "colour": spec.colour,
        "pack": dict(manifest["pack"]),
        "gsd_m": loaded.gsd_m,
        "pictures": len(pictures),
        "own": sum(picture["own"] for picture in pictures),
        "folder": str(loaded.folder),
    }


def _check_members(container: Container, manifest: Mapping[str, Any], called: str) -> None:
    """Only what is listed, and all of it."""
    listed = {*manifest["files"], MANIFEST}
    for found in container.sizes:
        if found not in listed:
            raise ModelError(f"{called} holds {found}, which belongs into no class file.", "Do not use it.")
    for name in listed:
        if name not in container.sizes:
            raise ModelError(f"{called} lacks {name}, which its {MANIFEST} lists.", ASK_AGAIN)


def _body(container: Container, name: str, listed: Mapping[str, Any], called: str) -> bytes:
    """The bytes of a file, which are those that are listed; of a picture, drawn anew."""
    changed = ModelError(f"{name} in {called} is not the file that its {MANIFEST} lists.", ASK_AGAIN)
    if container.sizes[name] != listed["size"]:
        raise changed
    body = b"".join(read_member(container, name))
    if hashlib.sha256(body).hexdigest() != listed["sha256"]:
        raise changed
    if name == TENSORS:
        return body
    pixels = decoded(body)
    if pixels is None:
        raise ModelError(f"{name} in {called} is no picture of a class file.", "Do not use it.")
    return encoded(pixels)


def _other_packs(manifest: Mapping[str, Any]) -> Note | None:
    """What to tell where no pack here is the class's own.

    Raises:
        ModelError: the class does not fit the pack that it names.
    """
    made = manifest["pack"]
    mine = next((pack for pack in list_packs(unfetched=True) if pack.hash == made["hash"]), None)
    if mine is not None:
        check_fits(manifest, mine)
        return None
    version = f" {made['version']}" if made["version"] else ""
    return Note(
        f"The class “{manifest['name']}” can be used with the pack “{made['name']}”{version} alone, which is not here.",
        "warning",
    )


def _install(folder: Path, manifest: Mapping[str, Any], bodies: Mapping[str, bytes]) -> None:
    """Make a class appear in its folder, complete or not at all; one that is there and sound stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(ModelError, OSError):
        read_folder(folder)
        return
    with folder_in_the_making(folder.parent, _NEW) as making:
        new = making / "class"
        (new / PICTURES).mkdir(parents=True)
        for name, body in bodies.items():
            write_atomically(new / name, body)
        write_atomically(new / MANIFEST, as_bytes(manifest))
        if folder.exists():
            shutil.move(folder, making / "old")  # damaged; goes with the temporary folder
        try:
            os.replace(new, folder)
        except OSError:
            read_folder(folder)  # another process was faster
        sync_folder(folder.parent)
