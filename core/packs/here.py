"""The packs of this machine: where they lie, which can run, what of them is here, and whether their files are sound.

Standard library only, so that QGIS can list packs without the engine. How a pack gets here is in core/packs/store/.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping

from ..errors import ModelError
from ..given import visible
from .content import strangers, wrong_json
from .manifest import ASK_AGAIN, can_be_name
from .pack import Pack, read_pack

READERS = 4  # files whose sums are made at a time
SETTLED_S = 2.0  # since a file was last written, before its sum is remembered
_SUMS: dict[tuple[str, int, int, int, int], str] = {}  # of files by path, inode, size and times


def user_packs() -> Path:
    """The user's own folder for packs: fetched and imported ones."""
    home = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return Path(os.environ.get("TERRALEX_HOME") or Path(home) / "terralex") / "packs"


def search_path() -> list[Path]:
    """Folders that may hold packs, first match wins: TERRALEX_PACKS, the user's data folder, the embedded ones."""
    from . import EMBEDDED  # looked up when asked: who replaces it in the face of the room replaces it here

    extra = [Path(p) for p in os.environ.get("TERRALEX_PACKS", "").split(os.pathsep) if p]
    return [*extra, user_packs(), EMBEDDED]


def list_packs(unfetched: bool = False) -> list[Pack]:
    """Every readable pack on the search path, one per name, those that can run first.

    Args:
        unfetched: Also those of which only the manifest is here.
    """
    found: dict[str, Pack] = {}
    for folder in search_path():
        for manifest in sorted(folder.glob("*/pack.json")):
            try:
                pack = read_pack(manifest.parent)
            except ModelError:
                continue  # a broken pack is reported when it is asked for by name
            if pack.name not in found or (pack.fetched and not found[pack.name].fetched):
                found[pack.name] = pack
    here = [pack for pack in found.values() if pack.fetched]
    return here + [pack for pack in found.values() if unfetched and not pack.fetched]


@dataclass(frozen=True)
class Standing:
    """What is on this machine of a pack.

    Attributes:
        name: Of the pack.
        pack: Its manifest; None when there is none that can be read.
        state: "here", "absent", "part" (a fetch has begun and was not finished), or "damaged" (its files are not what
            its manifest says; only their sizes are looked at, see `verify`).
        here: Bytes of it on this disk.
        to_come: Bytes that a fetch would still bring; None when nobody knows.
        removable: Whether it, or what an unfinished fetch left of it, is in the user's own folder.
        agreed: Whether its licences were agreed to at an earlier fetch.
    """

    name: str
    pack: Pack | None
    state: str
    here: int
    to_come: int | None
    removable: bool
    agreed: bool


def standings() -> list[Standing]:
    """What is on this machine of every pack, those that can run first. Looks at every file: not for a main thread."""
    found: dict[str, list[Pack]] = {}
    broken = []
    for folder in search_path():
        for manifest in sorted(folder.glob("*/pack.json")):
            try:
                pack = read_pack(manifest.parent)
                found.setdefault(pack.name, []).append(pack)
            except ModelError:
                broken += [manifest.parent.name] if folder == user_packs() else []
    names = [*found, *(name for name in broken if name not in found)]
    rows = [_standing(name, found.get(name, []), name in broken) for name in names]
    return sorted(rows, key=lambda row: row.state != "here")


def _standing(name: str, packs: list[Pack], broken: bool) -> Standing:
    own, pins = user_packs() / name, _pins(name)
    best = [p for p in packs if p.fetched] or [p for p in packs if p.root == own] or packs
    pack, begun = best[0] if best else None, pins["wanted"]
    removable = (own / "pack.json").is_file() or bool(begun)
    if pack is None:
        return Standing(name, None, "damaged", 0, None, removable, False)
    agreed = bool(pack.asked) and pins["agreed"] == pack.asked
    if pack.fetched or pack.root == own:
        sizes = {entry["path"]: _size(pack.root / entry["path"]) for entry in pack.manifest["files"]}
        wrong = [entry for entry in pack.manifest["files"] if sizes[entry["path"]] != entry["size"]]
        to_come = sum(entry["size"] or 0 for entry in wrong)
        state = "damaged" if wrong or broken else "here"
        return Standing(name, pack, state, sum(s or 0 for s in sizes.values()), to_come, removable, agreed)
    store = user_packs().parent / "store"
    if begun:
        known = [pins["files"].get(key) or {} for key in begun]
        total: int | None = sum(facts.get("size") or 0 for facts in known)
    else:
        known, total = pack.manifest["files"], pack.size
    here = sum(_stored(store, facts) for facts in known)
    state = "damaged" if broken else "part" if begun else "absent"
    return Standing(name, pack, state, here, None if total is None else max(0, total - here), removable, agreed)


def _stored(store: Path, facts: Mapping[str, Any]) -> int:
    """Bytes of a file in the store, whole or on its way (see core/packs/store/blobs.py)."""
    sha256, key = facts.get("sha256") or "", facts.get("sha256") or facts.get("git_sha1")
    whole = _size(store / "blobs" / sha256[:2] / sha256) if sha256 else None
    return whole or (_size(store / "partial" / key) if key else None) or 0


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _pins(name: str) -> dict[str, Any]:
    """What a fetch has written down (see core/packs/store/pins.py); nothing where that cannot be read."""
    try:
        data = json.loads((user_packs() / f"{name}.pins.json").read_text(encoding="utf-8"))
        return {"wanted": list(data["wanted"]), "files": dict(data["files"]), "agreed": dict(data["agreed"])}
    except (OSError, ValueError, KeyError, TypeError):
        return {"wanted": [], "files": {}, "agreed": {}}


def broken_packs() -> dict[str, str]:
    """Folders in the user's own folder whose manifest cannot be used, and why."""
    found = {}
    for manifest in sorted(user_packs().glob("*/pack.json")):
        try:
            read_pack(manifest.parent)
        except ModelError as error:
            found[manifest.parent.name] = error.message
    return found


def is_path(name: str) -> bool:
    """Whether what was given for a pack is the path of its folder; a bare word is a name, whatever lies beside."""
    return os.sep in name or bool(os.altsep and os.altsep in name)


def check_pack_name(name: str) -> str:
    """A pack that somebody else's file names: by its name. A path or an address would bring a pack of theirs along.

    Raises:
        ModelError: it is something else than a name.
    """
    if not can_be_name(name):
        raise ModelError(
            f"“{visible(str(name))[:80]}” is not the name of a pack.",
            "A run of somebody else may name a pack, not a folder or an address. Choose a pack, and run again.",
        )
    return name


def find_pack(name: str, unfetched: bool = False) -> Pack:
    """A pack by name, or by the path of its folder (something with a slash in it, such as ./mine).

    Args:
        name: Or path.
        unfetched: Whether a manifest without its networks will do.

    Raises:
        ModelError: there is none, its manifest is unusable, or its networks were not fetched yet.
    """
    if is_path(name):
        candidates = [read_pack(Path(name))]
    elif name.startswith("."):
        candidates = []
    else:
        folders = [folder / name for folder in search_path() if (folder / name / "pack.json").is_file()]
        candidates = _readable(folders, unfetched)
    if not candidates:
        here = ", ".join(pack.name for pack in list_packs(unfetched=True)) or "none"
        raise ModelError(f"There is no pack “{name}” on this machine.", f"Packs found: {here}.")
    for pack in candidates:
        if pack.fetched:
            return pack
    if not unfetched:
        raise candidates[0].how_to_fetch()
    return candidates[0]


def _readable(folders: list[Path], unfetched: bool) -> list[Pack]:
    """The packs in folders of one name, up to the first that was fetched. A damaged one stands in the way of a run, not
    of a fetch, which repairs it.
    """
    found: list[Pack] = []
    damage: ModelError | None = None
    for folder in folders:
        try:
            found.append(read_pack(folder))
        except ModelError as error:
            damage = damage or error
            if not unfetched:
                raise
            continue
        if found[-1].fetched:
            break
    if damage and not found:
        raise damage
    return found


def verify(pack: Pack) -> None:
    """Check that a pack is what its manifest lists and nothing else: sizes, sha256, and what its texts say.

    Files are read by several threads. What this process has read before is read again only where the file's size or
    times have changed (`store.installed.check_pack` always reads all).

    Raises:
        ModelError: a file is missing, differs, is not listed, is a link, lies outside the folder, or could run code.
    """
    listed = {entry["path"] for entry in pack.manifest["files"]}
    for inside, why in strangers(pack.root, listed):
        raise not_part_of(pack.name, inside, why)
    with ThreadPoolExecutor(READERS) as pool:
        try:
            _verify_files(pack, pool)
        finally:
            pool.shutdown(cancel_futures=True)


def _verify_files(pack: Pack, pool: ThreadPoolExecutor) -> None:
    """The part of `verify` that is about each listed file; sums are made in the pool."""
    waiting = []
    for entry in pack.manifest["files"]:
        path = pack.root / entry["path"]
        if pack.root.resolve() not in path.resolve().parents:
            raise ModelError(f"The pack “{pack.name}” names a file outside its folder: {entry['path']}.", ASK_AGAIN)
        if not path.is_file():
            raise ModelError(f"The pack “{pack.name}” lacks {entry['path']}.", ASK_AGAIN)
        if entry["sha256"] is None:
            raise pack.how_to_fetch()
        same = path.stat().st_size == entry["size"]
        waiting.append((entry, path, pool.submit(_remembered_sha256, path) if same else None))
    for entry, path, digest in waiting:
        if digest is None or digest.result() != entry["sha256"]:
            raise ModelError(f"{entry['path']} of the pack “{pack.name}” is not the file that it should be.", ASK_AGAIN)
        if entry["path"].lower().endswith(".json") and (why := wrong_json(path, entry["path"])):
            raise bad_content(pack.name, entry["path"], why)


def not_part_of(pack: str, inside: str, why: str) -> ModelError:
    """What to tell of something in a pack's folder that does not belong there."""
    return ModelError(
        f"The pack “{pack}” holds something that does not belong to it: {visible(inside)[:200]} {why}.",
        "Delete that, or import the folder (terralex packs import): what its pack.json does not list stays behind.",
    )


def bad_content(pack: str, inside: str, why: str) -> ModelError:
    """What to tell of a file whose content no pack may have."""
    return ModelError(f"{visible(inside)[:200]} of the pack “{pack}” {why}.", "Do not use this pack.")


def _remembered_sha256(path: Path) -> str:
    """`file_sha256`, remembered while the file keeps its size and times."""
    told = path.stat()
    key = (str(path), told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns)
    if key in _SUMS:
        return _SUMS[key]
    found = file_sha256(path)
    # One that has just been written could be written again within a tick of the disk's clock.
    if time.time() - max(told.st_mtime, told.st_ctime) > SETTLED_S:
        _SUMS[key] = found
    return found


def file_sha256(path: Path) -> str:
    """The sha256 of a file's bytes, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()
