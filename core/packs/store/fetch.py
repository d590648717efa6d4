"""A whole pack from its sources: licences, commits, room on the disk, downloads, checksums, and the pack in its place.

The first fetch asks the hub for the commit behind each revision and for every file's checksum, and writes both down
(pins.py); from then on exactly those files are taken. Nothing appears under the pack's name before all of it is here.
"""

from __future__ import annotations

from collections.abc import Generator
from functools import partial
from pathlib import Path
from typing import Any

from ...errors import ModelError
from ...progress import CancelToken, Events, Progress, relayed
from .. import EMBEDDED, Pack, find_pack, read_pack, user_packs
from . import hub
from .blobs import Blobs
from .download import Wish, download
from .http import Client
from .hub import ChangedError
from .installed import install
from .meter import Meter
from .network import NETWORK, Network
from .pins import Pins
from .plan import Item, make_plan, resolved
from .rules import check_agreed, check_installable


def fetch(
    pack: str,
    token: CancelToken,
    agreed: bool = False,
    restricted: bool = False,
    update: bool = False,
    network: Network = NETWORK,
) -> Events[dict[str, Any]]:
    """Fetch a pack's networks, going on where an earlier fetch stopped.

    Args:
        pack: Its name, or the folder of its manifest.
        token: Asked several times a second; what came is kept.
        agreed: Whether the user has agreed to the licences; once is enough for each.
        restricted: Whether parts that need an account or forbid commercial use are wanted as well.
        update: Forget the commits and checksums of the first fetch.
        network: Proxies and certificates.

    Yields:
        Progress, with bytes in `done` and `total`, and Notes.

    Returns:
        "pack", "folder", "bytes" of the pack, and "downloaded" of them.

    Raises:
        InputError: licences were not agreed to.
        ModelError: a server does not give a file, or gives another one.
        OutputError: the disk has no room.
        Cancelled: the user asked.
    """
    yield Progress("fetch", f"Looking at the pack “{pack}”", 0, 1)
    found = _as_shipped(find_pack(pack, unfetched=True), update)
    if not found.manifest.get("sources"):
        if found.fetched:
            return {"pack": found.name, "folder": str(found.root), "bytes": found.size, "downloaded": 0}
        raise found.how_to_fetch()
    check_installable(found.manifest)
    check_agreed(found, agreed or agreed_before(found), restricted)
    try:
        return (yield from _fetch(found, token, restricted, update, network))
    except ChangedError as error:
        hint = (
            "Nothing was changed. If you trust the new one, fetch again with “Take what the sources have now” "
            f"(terralex packs fetch {found.name} --update)."
        )
        raise ModelError(str(error), hint) from error


def _fetch(found: Pack, token: CancelToken, restricted: bool, update: bool, network: Network) -> Events[dict[str, Any]]:
    blobs = Blobs()
    with blobs.locked():
        pins = Pins(user_packs() / f"{found.name}.pins.json") if update else Pins.of(user_packs(), found.name)
        pins.agreed, pins.endpoint = found.asked, hub.endpoint()
        client = Client(hub.endpoint(), hub.token(), network)
        plan = yield from make_plan(found, client, pins, restricted, token)
        pins.wanted = [item.key for item in plan if item.key]
        pins.write()
        meter = Meter(plan)
        sources = yield from _bring(found.name, plan, client, blobs, meter, pins, token)
        token.check()
        manifest = resolved(found.manifest, plan, pins)
        folder = install(blobs, manifest, sources)
        pins.wanted = []
        pins.write()
    yield Progress("fetch", f"The pack “{found.name}” is here", meter.total, meter.total, 1.0)
    size = sum(item.facts.size or 0 for item in plan)
    return {"pack": found.name, "folder": str(folder), "bytes": size, "downloaded": meter.downloaded}


def agreed_before(pack: Pack) -> bool:
    """Whether the user agreed to all of a pack's licences at an earlier fetch."""
    return Pins.of(user_packs(), pack.name).agreed == pack.asked


def _as_shipped(pack: Pack, update: bool) -> Pack:
    """The manifest to go by: the embedded one where there is one, since an update of Terralex may have renewed it."""
    if pack.root.parent == user_packs() and (EMBEDDED / pack.name / "pack.json").is_file():
        return read_pack(EMBEDDED / pack.name)
    if not update:
        return pack
    listed = pack.manifest.get("sources") or {}
    sources = {key: {**s, "commit": None} if s.get("resolved") else s for key, s in listed.items()}
    files = [{**e, "size": None, "sha256": None} if e.get("resolved") else e for e in pack.manifest["files"]]
    return Pack(pack.root, {**pack.manifest, "sources": sources, "files": files})


def _bring(
    pack: str, plan: list[Item], client: Client, blobs: Blobs, meter: Meter, pins: Pins, token: CancelToken
) -> Generator[Progress, None, dict[str, Path]]:
    """Every file of the plan: found in the store, or downloaded into it."""
    found: dict[str, Path] = {}
    for item in plan:
        yield meter.tell(item, f"Looking for {item.path}")
        kept = blobs.find(item.facts, token)
        if kept:
            found[item.path] = kept
            meter.here[item.path] = item.facts.size or 0
    missing = [item for item in plan if item.path not in found]
    begun = {item.path: blobs.partial(item.facts) for item in missing}
    came = sum(path.stat().st_size for path in begun.values() if path.exists())
    blobs.check_room(sum(item.facts.size or 0 for item in missing) - came, pack)
    for item in missing:
        same = blobs.blob(item.facts.sha256) if item.facts.sha256 else None
        if same and same.is_file():  # two files of the pack are the same
            found[item.path] = same
            meter.here[item.path] = item.facts.size or 0
            continue
        if item.beside:
            found[item.path] = blobs.take(item.beside, item.path, item.facts)
            continue
        wish = Wish(item.path, item.url, item.what, item.facts, item.commit)
        steps = download(client, wish, begun[item.path], token)
        item.facts = yield from relayed(steps, partial(meter.step, item))
        found[item.path] = blobs.keep(begun[item.path], item.path, item.facts)
        pins.files[item.key] = item.facts
        pins.write()
    return found
