"""The trained files of this machine, each in a folder under its key, and what a run reads there."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load

from ..errors import InputError, ModelError
from ..files.disk import remove, sync_folder, write_atomically, writing
from ..files.making import folder_in_the_making
from ..given import read_given
from ..packs import Pack, user_packs
from .manifest import ANEW, LIMITS, LONGEST, MANIFEST, TENSORS, as_bytes, checked, key_of

_NEW = ".new-"  # begins the name of what is in the making
_LEAST = 6  # letters of a key that may stand for it


def home() -> Path:
    """The folder of trained files, beside that of the user's packs."""
    return user_packs().parent / "trained"


@dataclass(frozen=True)
class Trained:
    """A trained file, sound when it was opened.

    Attributes:
        key: Its fingerprint.
        manifest: See docs/contracts.md, DEDOS.
        arrays: Its numbers by name, float32, all finite.
    """

    key: str
    manifest: Mapping[str, Any]
    arrays: Mapping[str, np.ndarray]

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.manifest["name"])

    def told(self) -> dict[str, Any]:
        """What is told of it, plain values."""
        held, course = self.manifest["held_out"], self.manifest["course"]
        return {
            "key": self.key,
            "name": self.name,
            "form": self.manifest["form"],
            "pack": dict(self.manifest["pack"]),
            "classes": [one["name"] for one in self.manifest["classes"]],
            "windows": len(self.manifest["tiles"]),
            "iterations": course["iterations"],
            "before": held["before"]["miou"],
            "after": held["after"]["miou"],
            "better": self.manifest["better"],
            "bytes": self.manifest["file"]["size"],
        }


def trained_here() -> list[Trained]:
    """All that are here and sound, by name."""
    found = []
    for manifest in sorted(home().glob(f"*/{MANIFEST}")):
        with contextlib.suppress(ModelError, OSError):  # told when it is asked for
            found.append(read_folder(manifest.parent))
    return sorted(found, key=lambda each: (each.name.casefold(), each.key))


def find_trained(called: str) -> Trained:
    """The trained file of that name, or of a key that begins so.

    Raises:
        InputError: there is none, or more than one.
    """
    here = trained_here()
    found = [each for each in here if each.name == called]
    if not found and len(called) >= _LEAST:
        found = [each for each in here if each.key.startswith(called)]
    if len(found) > 1:
        keys = ", ".join(each.key[:12] for each in found)
        raise InputError(f"{len(found)} trained files are called “{called}”.", f"Name one by its key: {keys}.")
    if not found:
        names = ", ".join(each.name for each in here)
        raise InputError(
            f"There is no trained file “{called}” on this computer.",
            f"Here are: {names}." if names else "Train one (terralex train dedos RUN), or import one.",
        )
    return found[0]


def open_trained(called: str, pack: Pack) -> Trained:
    """The same for a run with a pack.

    Raises:
        InputError: as `find_trained`.
        ModelError: it was trained with another pack, whose numbers mean nothing to this one.
    """
    found = find_trained(called)
    made = found.manifest["pack"]
    if made["hash"] != pack.hash:
        version = f" {made['version']}" if made["version"] else ""
        raise ModelError(
            f"The trained file “{found.name}” was made with the pack “{made['name']}”{version}, "
            f"and this run uses another one.",
            "Choose that pack for the run, or train anew with yours.",
        )
    return found


def read_folder(folder: Path) -> Trained:
    """The trained file in a folder whose name is its key.

    Raises:
        OSError: a file cannot be read.
        ModelError: it is not what its key says.
    """
    manifest = checked(read_given(folder / MANIFEST, LONGEST), folder.name)
    body = read_given(folder / TENSORS, LIMITS.total)
    key = key_of(manifest)
    if key != folder.name:
        raise ModelError(f"{folder.name} is not the trained file that it should be.", ANEW)
    return Trained(key, manifest, read_arrays(body, manifest, folder.name))


def read_arrays(body: bytes, manifest: Mapping[str, Any], called: str) -> dict[str, np.ndarray]:
    """The numbers of a trained file; whether they fit their networks is seen where these are opened.

    Raises:
        ModelError: they are not those that the manifest lists, of another kind, or no numbers.
    """
    wrong = ModelError(f"The numbers in {called} are not those that its {MANIFEST} lists.", ANEW)
    if len(body) != manifest["file"]["size"] or hashlib.sha256(body).hexdigest() != manifest["file"]["sha256"]:
        raise wrong
    try:
        arrays = load(body)
    except (SafetensorError, ValueError, KeyError, TypeError, OverflowError, MemoryError) as error:
        raise wrong from error
    for array in arrays.values():
        if array.dtype != np.float32 or not np.isfinite(array).all():
            raise ModelError(f"{called} holds what is no finite number.", ANEW)
    return dict(arrays)


def install(manifest: Mapping[str, Any], body: bytes) -> Path:
    """Make a trained file appear in its folder, complete or not at all; one that is there and sound stays.

    Raises:
        OutputError: the disk does not take it.
    """
    folder = home() / key_of(manifest)
    with writing(home()):
        home().mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(ModelError, OSError):
            read_folder(folder)
            return folder
        with folder_in_the_making(home(), _NEW) as making:
            new = making / "trained"
            new.mkdir()
            write_atomically(new / TENSORS, body)
            write_atomically(new / MANIFEST, as_bytes(manifest))
            if folder.exists():
                shutil.move(folder, making / "old")  # damaged; goes with the temporary folder
            try:
                os.replace(new, folder)
            except OSError:
                read_folder(folder)  # another process was faster
            sync_folder(home())
    return folder


def remove_trained(called: str) -> Trained:
    """Take a trained file away; returns what it was.

    Raises:
        InputError: as `find_trained`.
        OutputError: the disk does not let it go.
    """
    found = find_trained(called)
    with writing(home()):
        remove(home() / found.key)
    return found
