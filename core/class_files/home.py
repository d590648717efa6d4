"""The classes that were loaded on this machine, each in a folder under its key, and what a run reads there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load

from ..errors import InputError, ModelError
from ..given import read_given
from ..packs import Pack, resolve_classes, user_packs
from ..vocabulary import ClassSpec
from .manifest import (
    ASK_AGAIN,
    LIMITS,
    LONGEST,
    MANIFEST,
    MOST_ROWS,
    TENSORS,
    checked,
    key_of,
    spec_of,
    tensor_names,
)
from .pictures import LONGEST as LONGEST_PICTURE
from .pictures import Picture, decoded

Learned = dict[str, dict[str, dict[str, np.ndarray]]]  # by word, extractor, and side with level (`levels.build`)


def home() -> Path:
    """The folder of loaded classes, beside that of the user's packs."""
    return user_packs().parent / "classes"


@dataclass(frozen=True)
class LoadedClass:
    """A class of a file, sound when it was opened.

    Attributes:
        key: Its name here, and in `ClassSpec.file`.
        folder: Where it lies.
        manifest: See docs/contracts.md, Class files.
        learned: Its prototypes.
    """

    key: str
    folder: Path
    manifest: Mapping[str, Any]
    learned: Learned

    @property
    def spec(self) -> ClassSpec:
        """The class as it was saved, with its key."""
        return spec_of(self.manifest, self.key)

    @property
    def words(self) -> tuple[str, ...]:
        """The pack's words that it was drawn from."""
        return tuple(one["word"] for one in self.manifest["words"])

    @property
    def gsd_m(self) -> float:
        """The ground resolution that it was drawn for, metres per pixel."""
        return float(self.manifest["gsd_m"])

    def pictures(self, word: str) -> list[Picture]:
        """The pictures of a word that can be shown; [] without any."""
        found: list[Picture] = []
        for one in next(each["pictures"] for each in self.manifest["words"] if each["word"] == word):
            try:
                pixels = decoded(read_given(self.folder / one["path"], LONGEST_PICTURE))
            except OSError:
                continue
            found += [] if pixels is None else [Picture(pixels, one["own"])]
        return found


def open_class(spec: ClassSpec, pack: Pack) -> LoadedClass:
    """The loaded class that a run names.

    Args:
        spec: With its key in `file`.
        pack: The run's.

    Raises:
        InputError: it is not here any more.
        ModelError: it is damaged, or was made with another pack.
    """
    folder = home() / spec.file
    if not (folder / MANIFEST).is_file():
        raise InputError(
            f"The class file of “{spec.name}” is not on this computer any more.",
            "Load it again (“Load a class…”, or: terralex classes load FILE), or remove the class and type its name.",
        )
    try:
        loaded = read_folder(folder)
    except (ModelError, OSError) as error:
        raise ModelError(
            f"What was loaded of the class “{spec.name}” is damaged.",
            "Load its file again (“Load a class…”, or: terralex classes load FILE).",
        ) from error
    check_pack(loaded.manifest, pack)
    return loaded


def words_of(specs: Sequence[ClassSpec], pack: Pack) -> list[tuple[str, ...]]:
    """The pack's words for each class: those of its file, or those that the pack knows.

    Raises:
        InputError: the pack knows no word of a class, or its file is gone.
        ModelError: as `open_class`.
    """
    loaded = open_classes(specs, pack)
    words = resolve_classes(pack, tuple(specs))
    return [loaded[spec.file].words if spec.file else known for spec, known in zip(specs, words)]


def open_classes(specs: Iterable[ClassSpec], pack: Pack) -> dict[str, LoadedClass]:
    """Those of several classes that come from files, by key; errors as `open_class`."""
    return {spec.file: open_class(spec, pack) for spec in specs if spec.file}


def loaded_classes() -> list[LoadedClass]:
    """All that are here and sound, by name."""
    found = []
    for manifest in sorted(home().glob(f"*/{MANIFEST}")):
        try:
            found.append(read_folder(manifest.parent))
        except (ModelError, OSError):
            continue  # told when it is asked for
    return sorted(found, key=lambda each: (each.spec.name.casefold(), each.key))


def read_folder(folder: Path) -> LoadedClass:
    """The class in a folder whose name is its key.

    Raises:
        OSError: a file cannot be read.
        ModelError: it is not what its key says.
    """
    manifest = checked(read_given(folder / MANIFEST, LONGEST), folder.name)
    body = read_given(folder / TENSORS, LIMITS.total)
    key = key_of(manifest)
    if key != folder.name or hashlib.sha256(body).hexdigest() != manifest["files"][TENSORS]["sha256"]:
        raise ModelError(f"{folder.name} is not the class that it should be.", ASK_AGAIN)
    return LoadedClass(key, folder, manifest, read_tensors(body, manifest, folder.name))


def read_tensors(body: bytes, manifest: Mapping[str, Any], called: str) -> Learned:
    """The prototypes in a safetensors file.

    Raises:
        ModelError: they are not those that the manifest tells of, of another kind or shape, or no numbers.
    """
    wrong = ModelError(f"The prototypes in {called} are not what its {MANIFEST} tells of.", ASK_AGAIN)
    try:
        arrays = load(body)
    except (SafetensorError, ValueError, KeyError, TypeError, OverflowError, MemoryError) as error:
        raise wrong from error
    names = list(tensor_names(manifest))
    if set(arrays) != {name for name, *_ in names}:
        raise wrong
    learned: Learned = {
        one["word"]: {extractor: {} for extractor in manifest["extractors"]} for one in manifest["words"]
    }
    for name, word, extractor, level in names:
        array, dim = arrays[name], manifest["extractors"][extractor]
        empty = array.shape == (0, 0) and level.startswith("bg.")
        rows = 1 if level.endswith(".class") else MOST_ROWS
        sound = array.ndim == 2 and array.shape[1] == dim and 0 < array.shape[0] <= rows
        if array.dtype != np.float32 or not (sound or empty):
            raise wrong
        if not np.isfinite(array).all():
            raise ModelError(f"{called} holds prototypes that are no numbers.", ASK_AGAIN)
        learned[manifest["words"][word]["word"]][extractor][level] = array
    return learned


def check_pack(manifest: Mapping[str, Any], pack: Pack) -> None:
    """Refuse a class that was made with another pack: its numbers mean nothing to the networks of this one.

    Raises:
        ModelError: names both packs and their versions.
    """
    made, name = manifest["pack"], manifest["name"]
    if made["hash"] == pack.hash:
        check_fits(manifest, pack)
        return
    then, now = _called(made["name"], made["version"]), _called(pack.name, pack.manifest.get("version"))
    if then == now:
        raise ModelError(
            f"The class “{name}” was made with a pack that is called {then} too, but is another one.",
            "Bring that pack in, or ask for the class as yours makes it.",
        )
    raise ModelError(
        f"The class “{name}” was made with {then}, and this run uses {now}.",
        "Choose that pack for the run, or ask for the class as yours makes it.",
    )


def check_fits(manifest: Mapping[str, Any], pack: Pack) -> None:
    """Refuse a class that says it is of a pack, and cannot be.

    Raises:
        ModelError: a word that the pack does not know, or prototypes of another length than its extractors' features.
    """
    dims = {each["name"]: each["dim"] for each in pack.manifest["extractors"] if "dim" in each}
    known = pack.words is None or all(one["word"] in pack.words for one in manifest["words"])
    if not known or any(dims.get(name, dim) != dim for name, dim in manifest["extractors"].items()):
        raise ModelError(
            f"The class “{manifest['name']}” does not fit the pack “{pack.name}” that it names.", ASK_AGAIN
        )


def _called(name: str, version: object) -> str:
    return f"“{name}” {version}" if version else f"“{name}”"
