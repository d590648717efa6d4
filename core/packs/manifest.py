"""What a manifest (pack.json) has to be before anything is done with it. Standard library only."""

from __future__ import annotations

from typing import Any

from ..errors import ModelError
from ..given import acts, visible
from .schema import wrong_part

FORMAT = 1
LONGEST_MANIFEST = 16 << 20  # bytes
ASK_AGAIN = "Fetch or copy the pack again; results made with it are not affected."


def checked_manifest(manifest: Any, name: str) -> dict[str, Any]:
    """A manifest that the rest of the program can work with; `name` is what to call it in an error.

    Raises:
        ModelError: it is of another format, lacks a part, or names a file outside its folder.
    """
    if not isinstance(manifest, dict):
        raise ModelError(f"The pack {name} has a damaged pack.json.", ASK_AGAIN)
    if manifest.get("format") != FORMAT:
        raise ModelError(
            f"The pack {name} has format {manifest.get('format')}; this version reads {FORMAT}.",
            "Update Terralex or the pack.",
        )
    missing = [k for k in ("name", "resolutions", "generator", "extractors", "defaults", "files") if k not in manifest]
    if missing:
        raise ModelError(f"The pack {name} lacks {', '.join(missing)} in its pack.json.", ASK_AGAIN)
    if not can_be_name(manifest["name"]):
        raise bad_name(manifest["name"])
    wrong = wrong_part(manifest)
    if wrong:
        raise ModelError(f"“{wrong}” in the pack.json of {name} is not what it should be.", ASK_AGAIN)
    for path in _paths(manifest):
        if not stays_inside(path):
            raise ModelError(f"The pack “{name}” names a file outside its folder: {path}.", ASK_AGAIN)
    return manifest


def bad_name(name: object) -> ModelError:
    """What to tell of a pack whose name would be no folder's."""
    return ModelError(
        f"“{visible(str(name))[:80]}” cannot be the name of a pack.",
        "Use small letters, digits, dots, dashes and underscores.",
    )


def can_be_name(name: Any) -> bool:
    """Whether something can name a pack that is only read; `store.rules` asks for more of one that is installed."""
    return (
        isinstance(name, str)
        and 0 < len(name) <= 64
        and not name.startswith(".")
        and not any(letter in "/\\:" or acts(letter) for letter in name)
    )


def stays_inside(path: Any) -> bool:
    """Whether a path of a manifest stays in the pack's folder, on every system; names that begin with a dot do not:
    they hide from people, and “.py” would be code without a suffix.
    """
    if not isinstance(path, str) or not path or "\\" in path or ":" in path or not path.isprintable():
        return False
    return not path.startswith("/") and all(part and not part.startswith(".") for part in path.split("/"))


def _paths(manifest: dict[str, Any]) -> list[Any]:
    """Every path that a manifest names."""
    others = (manifest.get(part) for part in ("classifier", "captioner", "calibration"))
    parts = [manifest["generator"], *manifest["extractors"], *others]
    named = [part[key] for part in parts if isinstance(part, dict) for key in ("folder", "file") if key in part]
    return [entry["path"] for entry in manifest["files"]] + named
