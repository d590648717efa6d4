"""Trained files from one person to another: looked through by the guards of packs, complete or not at all."""

from __future__ import annotations

import contextlib
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..errors import ModelError
from ..files.layers import refuse_existing, scratch_folder
from ..given import read_given
from ..packs import list_packs
from ..packs.content import can_run_code
from ..packs.store.container import open_zip, read_manifest, read_member
from ..progress import CancelToken, Events, Note, Progress
from .home import find_trained, home, install, read_arrays, read_folder
from .manifest import ANEW, LIMITS, LONGEST, MANIFEST, SUFFIX, TENSORS, as_bytes, checked

_WHEN = (1980, 1, 1, 0, 0, 0)  # of every file in it: the same numbers give the same bytes


def export_trained(called: str, out: Path) -> dict[str, Any]:
    """Write a trained file for a colleague, complete or not at all.

    Args:
        called: Its name or key.
        out: Ends in `.terratrained` afterwards; a file that is there is not replaced.

    Returns:
        What is told of it, with "path".

    Raises:
        InputError: there is no such file.
        OutputError: `out` is there already, or cannot be written.
    """
    found = find_trained(called)
    target = out if out.name.lower().endswith(SUFFIX) else out.with_name(out.name + SUFFIX)
    with scratch_folder(target) as scratch:
        refuse_existing(target)
        body = read_given(home() / found.key / TENSORS, LIMITS.total)
        with zipfile.ZipFile(scratch / target.name, "w", zipfile.ZIP_STORED) as archive:
            for name, content in ((MANIFEST, as_bytes(found.manifest)), (TENSORS, body)):
                archive.writestr(zipfile.ZipInfo(name, _WHEN), content)
        os.replace(scratch / target.name, target)
    return {**found.told(), "path": str(target)}


def import_trained(source: str | Path, token: CancelToken) -> Events[dict[str, Any]]:
    """Bring a trained file in. The same again is the same folder.

    Args:
        source: A `.terratrained` file.
        token: Asked between its parts.

    Yields:
        Progress and Notes.

    Returns:
        What is told of it (`Trained.told`).

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
        _check_members(tuple(container.sizes), path)
        manifest = checked(read_manifest(container, LIMITS, LONGEST), path.name)
        if TENSORS not in container.sizes:
            raise _lacks(path.name, TENSORS)
        token.check()
        body = b"".join(read_member(container, TENSORS))
    read_arrays(body, manifest, path.name)
    token.check()
    made = manifest["pack"]
    if all(pack.hash != made["hash"] for pack in list_packs(unfetched=True)):
        version = f" {made['version']}" if made["version"] else ""
        yield Note(
            f"“{manifest['name']}” can be used with the pack “{made['name']}”{version} alone, which is not here.",
            "warning",
        )
    folder = install(manifest, body)
    yield Progress("fetch", f"{path.name} is here", 1, 1)
    return read_folder(folder).told()


def _lacks(called: str, name: str) -> ModelError:
    return ModelError(f"{called} lacks {name}, which its {MANIFEST} lists.", ANEW)


def _check_members(names: Sequence[str], path: Path) -> None:
    for found in names:
        if can_run_code(found):
            raise ModelError(f"{path.name} contains {found}, a kind of file that can run code.", "Do not use it.")
        if found not in (MANIFEST, TENSORS):
            raise ModelError(f"{path.name} holds {found}, which belongs into no trained file.", "Do not use it.")
