"""What the manifest of a class file (`class.json`) has to be before anything is done with it; see docs/contracts.md."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..errors import InputError, ModelError
from ..packs.manifest import can_be_name
from ..packs.schema import Check, acting, each, maybe, number, parts, table, text, whole, yes
from ..packs.store.container import Limits
from ..prototypes.levels import LEVELS
from ..vocabulary import MAX_NAME, ClassSpec

FORMAT = 1
MANIFEST, TENSORS, PICTURES = "class.json", "prototypes.safetensors", "pictures"
SUFFIX = ".terraclass"
LIMITS = Limits(MANIFEST, members=2000, total=128 << 20)
LONGEST = 1 << 20  # bytes of the manifest
MOST_WORDS = 100
MOST_PICTURES = 600  # of a word: its drawn pictures and the user's own
MOST_ROWS = 5000  # prototypes of one word, extractor, side and level
SIDES = ("fg", "bg")
ASK_AGAIN = "Ask for the file again, or type the class instead."

_SHA256 = r"[0-9a-f]{64}"
_PICTURE = re.compile(rf"{PICTURES}/[0-9]{{3}}_[0-9]{{3}}\.png")


def _file(value: Any) -> bool:
    return parts({"size": whole(0, LIMITS.total), "sha256": text(64, _SHA256)}, ("size", "sha256"), others=False)(value)


_WORD = parts(
    {
        "word": text(MAX_NAME),
        "pictures": each(
            parts({"path": text(40, _PICTURE.pattern), "own": yes}, ("path", "own"), others=False),
            MOST_PICTURES,
        ),
    },
    ("word", "pictures"),
    others=False,
)
_SCHEMA: dict[str, Check] = {
    "format": whole(1, 10**6),
    "name": text(MAX_NAME),
    "also": each(text(MAX_NAME), MOST_WORDS),
    "kind": text(10),
    "colour": text(9),
    "method": text(40, r"[a-z][a-z0-9_]*"),
    "pack": parts(
        {"name": can_be_name, "version": maybe(text(100)), "hash": text(64, _SHA256)},
        ("name", "version", "hash"),
        others=False,
    ),
    "gsd_m": number(1e-4, 1e6),
    "extractors": table(whole(1, 1_000_000), 100, 64),
    "words": each(_WORD, MOST_WORDS, 1),
    "files": table(_file, LIMITS.members, 100),
}
_EXTRACTOR = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def checked(data: bytes | None, called: str) -> dict[str, Any]:
    """A manifest that the rest of the program can work with.

    Args:
        data: Its bytes; None where there are none.
        called: The file that it is of.

    Raises:
        ModelError: it is of another format, or a part of it is not what it should be.
    """
    if data is None:
        raise ModelError(
            f"{called} is no class file: it holds no {MANIFEST}.", "Choose a file that ends in .terraclass."
        )
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{MANIFEST} in {called} is damaged.", ASK_AGAIN) from error
    if isinstance(manifest, dict) and manifest.get("format") not in (None, FORMAT):
        raise ModelError(f"{called} is of a format that this version does not read.", "Update Terralex.")
    wrong = _wrong_part(manifest)
    if wrong:
        raise ModelError(f"“{wrong}” in the {MANIFEST} of {called} is not what it should be.", ASK_AGAIN)
    return dict(manifest)


def _wrong_part(manifest: Any) -> str:
    """The first part that is not what it should be; "" for none."""
    if not isinstance(manifest, dict):
        return MANIFEST
    if set(manifest) != set(_SCHEMA):
        return sorted(set(manifest) ^ set(_SCHEMA))[0][:40]
    for part, check in _SCHEMA.items():
        if not check(manifest[part]):
            return part
    try:
        spec_of(manifest, "")
    except InputError:
        return "name"
    words = [one["word"] for one in manifest["words"]]
    if len(set(words)) < len(words) or not all(words):
        return "words"
    names = manifest["extractors"]
    if not names or not all(_EXTRACTOR.fullmatch(name) for name in names):
        return "extractors"
    pictures = [one["path"] for word in manifest["words"] for one in word["pictures"]]
    if len(set(pictures)) < len(pictures) or set(manifest["files"]) != {TENSORS, *pictures}:
        return "files"
    return acting(manifest)


def spec_of(manifest: Mapping[str, Any], key: str) -> ClassSpec:
    """The class as a run asks for it.

    Raises:
        InputError: it cannot be one.
    """
    return ClassSpec(manifest["name"], tuple(manifest["also"]), manifest["kind"], manifest["colour"], None, key)


def as_bytes(manifest: Mapping[str, Any]) -> bytes:
    """A manifest as it is written; the same content gives the same bytes."""
    return json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode()


def key_of(manifest: Mapping[str, Any]) -> str:
    """What identifies a class: the sha256 of its manifest, which holds those of its other files."""
    return hashlib.sha256(as_bytes(manifest)).hexdigest()


def tensor_names(manifest: Mapping[str, Any]) -> Iterator[tuple[str, int, str, str]]:
    """What the prototypes are called: name, number of the word, extractor, and side with level (`levels.build`)."""
    for number_, _ in enumerate(manifest["words"]):
        for extractor in manifest["extractors"]:
            for side in SIDES:
                for level in LEVELS:
                    yield f"{number_}/{extractor}/{side}.{level}", number_, extractor, f"{side}.{level}"
