"""A class with its prototypes and pictures as one file for a colleague."""

from __future__ import annotations

import hashlib
import os
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import save

from ..errors import InputError
from ..files.layers import refuse_existing, scratch_folder
from ..packs import Pack
from ..vocabulary import ClassSpec
from .home import read_tensors
from .manifest import (
    FORMAT,
    LIMITS,
    LONGEST,
    MANIFEST,
    MOST_PICTURES,
    PICTURES,
    SUFFIX,
    TENSORS,
    as_bytes,
    checked,
    tensor_names,
)
from .pictures import Picture, decoded, encoded

_WHEN = (1980, 1, 1, 0, 0, 0)  # of every file in it: the same class gives the same bytes


@dataclass(frozen=True)
class Word:
    """A word of a class: its prototypes by extractor (`levels.build`), and what can be shown of it."""

    word: str
    learned: Mapping[str, Mapping[str, np.ndarray]]
    pictures: Sequence[Picture] = ()


def write_class_file(
    out: Path, spec: ClassSpec, words: Sequence[Word], *, pack: Pack, method: str, gsd_m: float
) -> dict[str, Any]:
    """Write a class file, complete or not at all.

    Args:
        out: The file; ends in `.terraclass` afterwards. One that is there is not replaced.
        spec: The class; its key and value are left out.
        words: Those that its prototypes come from.
        pack: Whose networks made them.
        method: Likewise.
        gsd_m: The ground resolution that they were made for, metres per pixel.

    Returns:
        "path", "bytes", "pictures" and "imagery": how many of them are pieces of the saver's own imagery.

    Raises:
        InputError: the class is too large for a file.
        OutputError: the file is there already, or cannot be written.
    """
    target = out if out.name.lower().endswith(SUFFIX) else out.with_name(out.name + SUFFIX)
    dims = {name: made["fg.class"].shape[1] for name, made in words[0].learned.items()}
    files: dict[str, bytes] = {}
    listed: list[dict[str, Any]] = []
    for number, word in enumerate(words):
        rows = []
        for each, picture in enumerate(word.pictures[:MOST_PICTURES]):
            path = f"{PICTURES}/{number:03}_{each:03}.png"
            files[path] = encoded(picture.pixels)
            rows.append({"path": path, "own": picture.own})
        listed.append({"word": word.word, "pictures": rows})
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "name": spec.name,
        "also": list(spec.words),
        "kind": spec.kind,
        "colour": spec.colour,
        "method": method,
        "pack": {"name": pack.name, "version": pack.manifest.get("version"), "hash": pack.hash},
        "gsd_m": gsd_m,
        "extractors": dims,
        "words": listed,
    }
    arrays = {
        name: np.ascontiguousarray(words[number].learned[extractor][level], np.float32)
        for name, number, extractor, level in tensor_names(manifest)
    }
    files = {TENSORS: save(arrays), **files}
    manifest["files"] = {
        path: {"size": len(body), "sha256": hashlib.sha256(body).hexdigest()} for path, body in files.items()
    }
    _check(manifest, files)
    with scratch_folder(target) as scratch:
        refuse_existing(target)
        with zipfile.ZipFile(scratch / target.name, "w", zipfile.ZIP_STORED) as archive:
            for path, body in {MANIFEST: as_bytes(manifest), **files}.items():
                archive.writestr(zipfile.ZipInfo(path, _WHEN), body)
        os.replace(scratch / target.name, target)
    own = {files[row["path"]] for word in listed for row in word["pictures"] if row["own"]}  # each counts once
    return {
        "path": str(target),
        "bytes": target.stat().st_size,
        "pictures": len(files) - 1,
        "imagery": len(own),
    }


def _check(manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Refuse to write what nobody could load."""
    text = as_bytes(manifest)
    total = len(text) + sum(map(len, files.values()))
    if len(text) > LONGEST or len(files) >= LIMITS.members or total > LIMITS.total:
        raise InputError(
            f"The class “{manifest['name']}” is too large for a class file.",
            "Save it without pictures, or take words away from it.",
        )
    read_tensors(files[TENSORS], checked(text, MANIFEST), MANIFEST)
    if any(decoded(body) is None for path, body in files.items() if path != TENSORS):
        raise ValueError("a picture that nobody could load")
