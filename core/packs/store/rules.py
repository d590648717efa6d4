"""What a manifest may ask for before anything is fetched or imported for it."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath
from typing import Any, Mapping

from ...errors import InputError, ModelError
from .. import Pack
from ..content import MANIFEST, SAFE, SAFE_NAMES, can_run_code, wrong_content
from ..here import bad_content
from ..manifest import bad_name
from ..schema import LARGEST, NAME

REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")
REVISION = re.compile(r"[A-Za-z0-9][\w./-]{0,199}")
MOST_FILES = 1000
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def check_installable(manifest: Mapping[str, Any]) -> None:
    """Refuse a manifest whose pack could harm this machine.

    Args:
        manifest: Already accepted by `packs.checked_manifest`.

    Raises:
        ModelError: a file of a kind that can run code, a name that no system takes, or a source that is none.
    """
    name = manifest["name"]
    if not isinstance(name, str) or not NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise bad_name(name)
    if len(manifest["files"]) > MOST_FILES:
        raise ModelError(f"The pack “{name}” lists {len(manifest['files'])} files; {MOST_FILES} are the most.", "")
    seen: set[str] = set()
    for entry in manifest["files"]:
        path = entry["path"]
        check_kind(name, path)
        if path.casefold() in seen or path.casefold() == MANIFEST:
            raise ModelError(f"The pack “{name}” lists {path} twice.", "Correct its pack.json.")
        seen.add(path.casefold())
        _check_entry(name, entry)
    for key, source in (manifest.get("sources") or {}).items():
        _check_source(name, key, source)
    parts = [manifest["generator"], *manifest["extractors"], manifest.get("classifier"), manifest.get("captioner")]
    for folder in [part["folder"] for part in parts if isinstance(part, dict) and "folder" in part]:
        if not any(path.startswith(f"{folder.casefold()}/") for path in seen):
            raise ModelError(
                f"The pack “{name}” names the folder {folder}, in which it lists no file.", "Correct its pack.json."
            )


def check_kind(pack: str, path: str) -> None:
    """Refuse a file that could run code when it is opened, or that no pack needs.

    Raises:
        ModelError: names the file.
    """
    file = PurePosixPath(path)
    if can_run_code(path):
        raise ModelError(
            f"The pack “{pack}” contains {path}, a kind of file that can run code.",
            "Use a pack whose weights are safetensors only.",
        )
    if file.suffix.lower() not in SAFE and file.name not in SAFE_NAMES:
        raise ModelError(
            f"The pack “{pack}” contains {path}, a kind of file that no pack needs.",
            f"A pack holds {', '.join(SAFE)} files and licences.",
        )
    if len(path) > 200 or any(_RESERVED.fullmatch(part) or part[-1] in ". " for part in file.parts):
        raise ModelError(f"The pack “{pack}” contains {path[:200]}, a name that not every system takes.", "Rename it.")


def _check_entry(name: str, entry: Mapping[str, Any]) -> None:
    size, sha256 = entry["size"], entry["sha256"]
    sound = size is None or (isinstance(size, int) and 0 <= size <= LARGEST)
    if not sound or not (sha256 is None or (isinstance(sha256, str) and re.fullmatch("[0-9a-f]{64}", sha256))):
        raise ModelError(
            f"The pack “{name}” lists {entry['path']} with a size or checksum that is none.", "Correct its pack.json."
        )


def _check_source(name: str, key: str, source: Any) -> None:
    """A source is a repository at a revision, or an address with sizes and checksums in the manifest."""
    ok = isinstance(source, dict) and isinstance(source.get("licence"), str) and bool(source["licence"])
    if ok and "repository" in source:
        parts = (source["repository"], source.get("revision"))
        ok = all(isinstance(p, str) and ".." not in p and r.fullmatch(p) for p, r in zip(parts, (REPOSITORY, REVISION)))
        commit = source.get("commit")
        ok = ok and (commit is None or (isinstance(commit, str) and bool(re.fullmatch("[0-9a-f]{40}", commit))))
    else:
        ok = ok and isinstance(source.get("url"), str)
    if not ok:
        raise ModelError(
            f"The source “{key}” of the pack “{name}” cannot be used.",
            "It needs a licence, and either repository and revision or url; see docs/packs.md.",
        )


def restricted(manifest: Mapping[str, Any]) -> list[str]:
    """Sources that ask for an account, or that forbid commercial use."""
    sources = manifest.get("sources") or {}
    return [key for key, source in sources.items() if source.get("gated") or source.get("non_commercial")]


def check_agreed(pack: Pack, agreed: bool, with_restricted: bool) -> None:
    """Refuse to fetch what the user has not agreed to.

    Raises:
        InputError: says what to agree to, and how.
    """
    rows = pack.licences
    if rows and not agreed:
        listed = "; ".join(f"{row['from']}: {row['licence']}" for row in rows)
        raise InputError(
            f"The pack “{pack.name}” comes under licences that nobody has agreed to yet: {listed}.",
            f"Read them (terralex packs list {pack.name}), then: terralex packs fetch {pack.name} --yes.",
        )
    names = restricted(pack.manifest)
    if names and not with_restricted:
        raise InputError(
            f"The pack “{pack.name}” has parts that need an account or forbid commercial use: {', '.join(names)}.",
            "If that is what you want, fetch with “Also take parts that need an account” (terralex packs fetch "
            f"{pack.name} --restricted).",
        )


def check_content(path: Path, name: str, pack: str = "") -> None:
    """Refuse a weight file that is not what its name says, and a text that could make a library run code.

    Args:
        path: The file.
        name: Its name in the pack.
        pack: The pack's name, where it is known.

    Raises:
        ModelError: names the file.
    """
    why = wrong_content(path, name)
    if why.endswith("safetensors file"):
        raise ModelError(f"{name} is not a complete safetensors file.", "Get the file again from where it came from.")
    if why:
        raise bad_content(pack, name, why) if pack else ModelError(f"{name} {why}.", "Do not use this pack.")
