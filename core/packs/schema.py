"""The schema of a manifest: of which type each part is, within which range, and that its texts are only text.

Everything after it may index, iterate and compute without asking again. Standard library only.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

from ..given import acts

Check = Callable[[Any], bool]

NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
LARGEST = 1 << 40  # bytes of a file
_SEVERAL_LINES = ("description", "note", "because")  # texts in which a line may end
_KINDS = ("thing", "stuff")


def text(most: int = 1000, pattern: str = "") -> Check:
    """A text of so many letters."""
    return lambda value: (
        isinstance(value, str) and len(value) <= most and (not pattern or bool(re.fullmatch(pattern, value)))
    )


def number(low: float, high: float) -> Check:
    """A finite number in a range; yes and no are none."""
    return lambda value: (
        isinstance(value, (int, float))
        and not isinstance(value, bool)
        and math.isfinite(value)
        and low <= value <= high
    )


def whole(low: int, high: int) -> Check:
    """A whole number in a range."""
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and low <= value <= high


def yes(value: Any) -> bool:
    """Yes or no."""
    return isinstance(value, bool)


def maybe(check: Check) -> Check:
    """The same, or null."""
    return lambda value: value is None or check(value)


def each(check: Check, most: int, least: int = 0) -> Check:
    """A list of such."""
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(check(one) for one in value)


def table(check: Check, most: int, longest: int = 200) -> Check:
    """An object whose keys are texts of any kind."""
    return lambda value: (
        isinstance(value, dict)
        and len(value) <= most
        and all(0 < len(key) <= longest and check(one) for key, one in value.items())
    )


def parts(known: Mapping[str, Check], needed: tuple[str, ...] = (), others: bool = True) -> Check:
    """An object with parts of its own; `others` says whether parts that nobody reads may be there."""

    def check(value: Any) -> bool:
        if not isinstance(value, dict) or any(key not in value for key in needed):
            return False
        return all(known[key](one) if key in known else others for key, one in value.items())

    return check


def _plain(value: Any) -> bool:
    """A value of an option."""
    if isinstance(value, list):
        return len(value) <= 100 and all(isinstance(one, str) or number(-1e9, 1e9)(one) for one in value)
    return isinstance(value, (bool, str)) or number(-1e9, 1e9)(value)


def _options(value: Any) -> bool:
    """Options of a pack; none that names a place on the disk."""
    return table(_plain, 100)(value) and not value.get("masks_folder")


_LENGTH = number(1e-4, 1e6)  # metres
_RESOLUTION = parts(
    {"gsd_m": _LENGTH, "min_m": _LENGTH, "max_m": _LENGTH, "prompt": text()}, ("gsd_m", "min_m", "max_m"), others=False
)
_GENERATOR = parts(
    {
        "kind": text(100),
        "folder": text(200),
        "size_px": whole(8, 8192),
        "chunk": whole(1, 1024),
        "cuda_dtype": text(20),
        "negative": text(5000),
    }
)
_EXTRACTOR = parts(
    {
        "name": text(64, r"[A-Za-z0-9][A-Za-z0-9._-]*"),
        "kind": text(100),
        "folder": text(200),
        "layer": text(300),
        "layers": each(text(300), 500),
        "level": whole(-1000, 1000),
        "stride": whole(1, 4096),
        "dim": whole(1, 1_000_000),
        "weight": number(0, 1e6),
        "size_px": whole(0, 8192),
        "support_px": whole(0, 8192),
        "zoom": number(0.1, 10),
        "text": text(),
        "timestep": whole(0, 1_000_000),
        "stuff_cosine": number(-1e6, 1e6),
        "background_constant": number(-1e6, 1e6),
    },
    ("name",),
)
_CAPTIONER = parts(
    {"kind": text(100), "folder": text(200), "prompt": lambda value: text()(value) and "{word}" in value},
    ("kind", "folder"),
)
_WORD = parts(
    {
        "kind": lambda value: value in _KINDS,
        "pictures": each(whole(0, 10**12), 100),
        "synonyms": each(text(200), 1000),
    },
    ("pictures",),
)
_FILE = parts(
    {
        "size": maybe(lambda value: isinstance(value, int) and not isinstance(value, bool)),
        "sha256": maybe(text(200)),
        "source": maybe(text(200)),
        "file": text(300),
        "optional": yes,
        "resolved": yes,
    },
    ("path", "size", "sha256"),
)
_SOURCE = parts(
    {
        **dict.fromkeys(
            ("repository", "revision", "licence", "url"), lambda value: value is None or isinstance(value, str)
        ),
        **dict.fromkeys(("licence_url", "note"), maybe(text(5000))),
        **dict.fromkeys(("gated", "non_commercial", "resolved"), maybe(yes)),
        "commit": maybe(text(200)),
        "estimated_bytes": maybe(whole(0, LARGEST)),
    }
)
_LICENCE = maybe(lambda value: text(5000)(value) or parts({"name": text(), "url": text(), "note": text(5000)})(value))

SCHEMA: dict[str, Check] = {
    "version": maybe(text(100)),
    "title": maybe(text(300)),
    "description": maybe(text(5000)),
    "licence": _LICENCE,
    "license": _LICENCE,
    "sources": maybe(table(lambda value: not isinstance(value, dict) or _SOURCE(value), 100)),
    "estimated_bytes": maybe(whole(0, LARGEST)),
    "recommended": maybe(parts(dict.fromkeys(("gpu_gb", "memory_gb"), maybe(number(0, 1e6))) | {"gpu": maybe(yes)})),
    "resolutions": each(_RESOLUTION, 100, 1),
    "generator": _GENERATOR,
    "extractors": each(_EXTRACTOR, 100),
    "classifier": maybe(parts({"kind": text(100), "folder": text(200), "prompt": text(), "size_px": whole(0, 8192)})),
    "captioner": maybe(_CAPTIONER),
    "words": maybe(table(_WORD, 100_000)),
    "groups": maybe(table(each(text(200), 1000), 10_000)),
    "defaults": _options,
    "presets": maybe(table(_options, 100)),
    "calibration": maybe(parts({"file": text(200)})),
    "files": each(_FILE, 100_000),
}


def wrong_part(manifest: Mapping[str, Any]) -> str:
    """The first part of a manifest that is not what it should be; "" for none."""
    for part, check in SCHEMA.items():
        if part in manifest and not check(manifest[part]):
            return part
    for entry in manifest["resolutions"]:
        if entry["min_m"] > entry["max_m"]:
            return "resolutions"
    names = [entry["name"] for entry in manifest["extractors"]]
    if len(set(names)) < len(names):
        return "extractors"
    needed = len(manifest["resolutions"])
    if any(len(word["pictures"]) < needed for word in (manifest.get("words") or {}).values()):
        return "words"
    return acting(manifest)


def acting(manifest: Mapping[str, Any]) -> str:
    """The part in which a text does something to a terminal instead of being read."""
    for part, value in manifest.items():
        waiting: list[tuple[str, Any]] = [(part, part), (part, value)]
        while waiting:
            key, one = waiting.pop()
            if isinstance(one, str):
                if any(acts(letter) and not (letter == "\n" and key in _SEVERAL_LINES) for letter in one):
                    return part if not any(acts(letter) for letter in part) else "?"
            elif isinstance(one, dict):
                inner = [(part if part in _SEVERAL_LINES else name, each_one) for name, each_one in one.items()]
                waiting += [(name, name) for name, _ in inner] + inner
            elif isinstance(one, list):
                waiting += [(key, each_one) for each_one in one]
            elif isinstance(one, float) and not math.isfinite(one):
                return part
    return ""
