"""What the manifest of a trained file (`trained.json`) has to be before anything is done with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from ..errors import ModelError
from ..packs.manifest import can_be_name
from ..packs.schema import Check, acting, each, maybe, number, parts, text, whole, yes
from ..packs.store.container import Limits
from ..vocabulary import MAX_NAME

FORMAT = 1
MANIFEST, TENSORS = "trained.json", "trained.safetensors"
SUFFIX = ".terratrained"
LIMITS = Limits(MANIFEST, members=2, total=64 << 20)
LONGEST = 1 << 20  # bytes of the manifest
NAME = r"[A-Za-z0-9][A-Za-z0-9._ -]{0,63}"
ANEW = "Ask for the file again, or train one of your own."

_SHA256 = r"[0-9a-f]{64}"
_COUNT = whole(0, 10**12)
_SHARE = maybe(number(0, 1))
_FIGURES: Check = parts(
    {
        "miou": _SHARE,
        "accuracy": _SHARE,
        "classes": each(
            parts(
                {"name": text(MAX_NAME), "iou": _SHARE, "pixels": _COUNT, "seen": yes},
                ("name", "iou", "pixels", "seen"),
                others=False,
            ),
            1001,
        ),
    },
    ("miou", "accuracy", "classes"),
    others=False,
)


def _exactly(**known: Check) -> Check:
    return parts(known, tuple(known), others=False)


_SCHEMA: dict[str, Check] = {
    "format": whole(1, 10**6),
    "name": text(64, NAME),
    "method": lambda value: value == "dedos",
    "form": lambda value: value in ("vit", "stage"),
    "sizes": _exactly(width=whole(1, 8192), sites=whole(1, 64), dim=whole(1, 8192)),
    "pack": _exactly(name=can_be_name, version=maybe(text(100)), hash=text(64, _SHA256)),
    "classes": each(_exactly(name=text(MAX_NAME), words=each(text(MAX_NAME), 1000)), 1000, 1),
    "background": yes,
    "course": _exactly(
        iterations=whole(1, 10**6),
        tokens=lambda value: value in ("fed", "constant", "off"),
        denoised=yes,
        consistency=number(0, 1e6),
        clamp=yes,
        seed=whole(0, 2**63),
    ),
    "tiles": each(
        _exactly(fingerprint=text(64, _SHA256), row=_COUNT, col=_COUNT, size=whole(1, 65536), held=yes), 64, 1
    ),
    "curve": each(_exactly(step=whole(1, 10**6), loss=number(-1e9, 1e9)), 10_000),
    "held_out": _exactly(windows=whole(1, 64), before=_FIGURES, after=_FIGURES),
    "better": yes,
    "file": _exactly(size=whole(1, LIMITS.total), sha256=text(64, _SHA256)),
}


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
            f"{called} is no trained file: it holds no {MANIFEST}.", f"Choose a file that ends in {SUFFIX}."
        )
    try:
        manifest = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{MANIFEST} in {called} is damaged.", ANEW) from error
    if isinstance(manifest, dict) and manifest.get("format") not in (None, FORMAT):
        raise ModelError(f"{called} is of a format that this version does not read.", "Update Terralex.")
    wrong = _wrong_part(manifest)
    if wrong:
        raise ModelError(f"“{wrong}” in the {MANIFEST} of {called} is not what it should be.", ANEW)
    return dict(manifest)


def _wrong_part(manifest: Any) -> str:
    """The first part that is not what it should be; "" for none."""
    if not isinstance(manifest, dict):
        return MANIFEST
    if set(manifest) != set(_SCHEMA):
        return sorted(set(manifest) ^ set(_SCHEMA))[0][:40]
    return next((part for part, check in _SCHEMA.items() if not check(manifest[part])), "") or acting(manifest)


def as_bytes(manifest: Mapping[str, Any]) -> bytes:
    """A manifest as it is written; the same content gives the same bytes."""
    return json.dumps(manifest, indent=1, sort_keys=True, ensure_ascii=False).encode()


def key_of(manifest: Mapping[str, Any]) -> str:
    """What identifies a trained file: the sha256 of its manifest, which holds that of its numbers."""
    return hashlib.sha256(as_bytes(manifest)).hexdigest()
