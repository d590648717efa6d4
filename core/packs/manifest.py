"""What a manifest (pack.json) has to be before anything is done with it. Standard library only."""

from __future__ import annotations

from typing import Any

from ..errors import ModelError

FORMAT = 1
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
    wrong = _wrong_part(manifest)
    if wrong:
        raise ModelError(f"“{wrong}” in the pack.json of {name} is not what it should be.", ASK_AGAIN)
    for path in _paths(manifest):
        if not stays_inside(path):
            raise ModelError(f"The pack “{name}” names a file outside its folder: {path}.", ASK_AGAIN)
    return manifest


def stays_inside(path: Any) -> bool:
    """Whether a path of a manifest stays in the pack's folder, on every system."""
    if not isinstance(path, str) or not path or "\\" in path or ":" in path or not path.isprintable():
        return False
    return not path.startswith("/") and all(part not in ("", ".", "..") for part in path.split("/"))


def _paths(manifest: dict[str, Any]) -> list[Any]:
    """Every path that a manifest names."""
    parts = [manifest["generator"], *manifest["extractors"], manifest.get("classifier"), manifest.get("calibration")]
    named = [part[key] for part in parts if isinstance(part, dict) for key in ("folder", "file") if key in part]
    return [entry["path"] for entry in manifest["files"]] + named


def _wrong_part(manifest: dict[str, Any]) -> str:
    """The first part of a manifest that the rest of the program could not work with; "" for none."""
    needs = {"resolutions": {"gsd_m", "min_m", "max_m"}, "extractors": {"name"}, "files": {"path", "size", "sha256"}}
    for part, keys in needs.items():
        entries = manifest[part]
        if not isinstance(entries, list) or not all(
            isinstance(entry, dict) and keys <= set(entry) for entry in entries
        ):
            return part
    resolutions = manifest["resolutions"]
    if not resolutions or any(set(entry) - {"gsd_m", "min_m", "max_m", "prompt"} for entry in resolutions):
        return "resolutions"
    if not all(isinstance(entry[key], (int, float)) for entry in resolutions for key in ("gsd_m", "min_m", "max_m")):
        return "resolutions"
    if not all(entry["size"] is None or isinstance(entry["size"], int) for entry in manifest["files"]):
        return "files"
    for part in ("generator", "defaults", "presets", "groups", "words", "classifier", "calibration", "sources"):
        if not isinstance(manifest.get(part) or {}, dict):
            return part
    for word in (manifest.get("words") or {}).values():
        if not isinstance(word, dict) or not isinstance(word.get("pictures"), list):
            return "words"
    return ""
