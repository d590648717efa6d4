"""Which files a fetch brings: where each is, and what has to be true of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping
from urllib.parse import quote

from ...errors import ModelError
from ...progress import CancelToken, Events, Note, Progress
from .. import Pack
from . import download as pace
from . import hub
from .download import Wish
from .http import Client, TryAgainError, host_of
from .hub import ChangedError, Facts, Repository
from .pins import Pins


@dataclass
class Item:
    """A file of the plan; `facts` grows until the file is here. `beside`: it lies beside the manifest already."""

    path: str
    key: str
    url: str
    what: str
    commit: str
    facts: Facts
    beside: Path | None = None


def make_plan(pack: Pack, client: Client, pins: Pins, restricted: bool, token: CancelToken) -> Events[list[Item]]:
    """Every file with its address and what is known of it; asks the hub where too little is."""
    files, sources = pack.manifest["files"], pack.manifest["sources"]
    plan = [_from_beside(pack, entry) for entry in files if entry.get("source") not in sources]
    for key, source in sources.items():
        entries = [entry for entry in files if entry.get("source") == key]
        if "repository" not in source:
            plan += [_from_address(source, entry, pins) for entry in entries]
            continue
        name, revision = source["repository"], source["revision"]
        commit = source.get("commit") or pins.commits.get(f"{name}@{revision}", "")
        known = {e["path"]: _known(e, pins.files.get(f"{name}@{commit}/{e.get('file', e['path'])}")) for e in entries}
        listing: Repository | None = None
        if not commit or any(f.size is None or not (f.sha256 or f.git_sha1) for f in known.values()):
            yield Progress("fetch", f"Asking {host_of(client.home)} about {name}", 0, 1)
            listing = yield from _patiently(client, name, commit or revision, token)
            yield from _doubts(source, listing, restricted, client)
            if commit and listing.commit != commit:
                raise ModelError(
                    f"{host_of(client.home)} names another commit of {name} than {commit[:12]}.",
                    "Check HF_ENDPOINT; if it is a mirror, it is out of step.",
                )
            commit = listing.commit
        pins.commits[f"{name}@{revision}"] = commit
        for entry in entries:
            item = _from_hub(client, name, commit, entry, known[entry["path"]], listing)
            if item:
                plan.append(item)
                pins.files[item.key] = item.facts
    return plan


def _patiently(client: Client, name: str, revision: str, token: CancelToken) -> Events[Repository]:
    """Ask the hub about a repository, waiting where it is busy."""
    for attempt in range(1, pace.TRIES + 1):
        token.check()
        try:
            return hub.look_up(client, name, revision)
        except TryAgainError as error:
            nothing = Wish(name, client.home, name, Facts(0))
            for step in pace.pause(error, attempt, nothing, Path(name), token):
                yield Progress("fetch", step.waiting, 0, 1)
    raise ModelError(f"{host_of(client.home)} does not answer.", "Fetch again later.")


def _doubts(source: Mapping[str, Any], listing: Repository, restricted: bool, client: Client) -> Events[None]:
    """What the hub says otherwise than the manifest: conditions stop the fetch, another licence is told."""
    name = source["repository"]
    if listing.gated and not restricted:
        raise ModelError(
            f"{name} asks for conditions to be accepted, which its pack does not say.",
            f"Accept them on {client.home}/{name}, set HF_TOKEN, and fetch with “Also take parts that need an account” "
            "(--restricted).",
        )
    if listing.licence and listing.licence.lower() != source["licence"].lower():
        yield Note(
            f"{name} is now under the licence “{listing.licence}”; the pack says “{source['licence']}”.", "warning"
        )


def _known(entry: Mapping[str, Any], pinned: Facts | None) -> Facts:
    """What manifest and pins know of a file; the manifest's own word counts."""
    said = Facts(entry["size"], entry["sha256"] or "")
    if pinned is None:
        return said
    if said.contradicts(pinned):
        raise ChangedError(f"{entry['path']} was another file when it was first fetched than the pack now names.")
    return said.with_others(pinned)


def _from_hub(
    client: Client, name: str, commit: str, entry: Mapping[str, Any], known: Facts, listing: Repository | None
) -> Item | None:
    file = entry.get("file", entry["path"])
    what = f"{file} of {name}"
    if listing is not None:
        if file not in listing.files:
            if entry.get("optional"):
                return None
            raise ModelError(f"{name} has no {file} at its commit {commit[:12]}.", "Update Terralex, or the pack.json.")
        if known.contradicts(listing.files[file]):
            raise ChangedError(f"{host_of(client.home)} now has another {what} than the one that is known.")
        known = known.with_others(listing.files[file])
    if known.size is None or not (known.sha256 or known.git_sha1):
        raise ModelError(
            f"{host_of(client.home)} names no size or no checksum of {what}.",
            "Check HF_ENDPOINT: a mirror has to name them as the hub does.",
        )
    return Item(
        entry["path"], f"{name}@{commit}/{file}", hub.file_url(client.home, name, commit, file), what, commit, known
    )


def _from_beside(pack: Pack, entry: Mapping[str, Any]) -> Item:
    """A file that comes with the manifest."""
    path = pack.root / entry["path"]
    if not path.is_file() or not entry["sha256"]:
        raise ModelError(
            f"{entry['path']} of the pack “{pack.name}” has no source and no checksum.", "Correct its pack.json."
        )
    facts = Facts(entry["size"], entry["sha256"])
    return Item(entry["path"], "", "", entry["path"], "", facts, path)


def _from_address(source: Mapping[str, Any], entry: Mapping[str, Any], pins: Pins) -> Item:
    """A file of a plain server: only what the manifest names with size and checksum."""
    url = f"{source['url'].rstrip('/')}/{quote(entry.get('file', entry['path']))}"
    if entry["size"] is None or entry["sha256"] is None:
        raise ModelError(
            f"{entry['path']} comes from a plain address and has no size or no sha256 in the pack.json.",
            "Write both; only a hub's repositories may leave them open.",
        )
    item = Item(entry["path"], url, url, entry["path"], "", Facts(entry["size"], entry["sha256"]))
    pins.files[item.key] = item.facts
    return item


def resolved(manifest: Mapping[str, Any], plan: list[Item], pins: Pins) -> dict[str, Any]:
    """The manifest with what was found: commits, sizes and checksums; files that a repository lacks are left out."""
    here = {item.path: item.facts for item in plan}
    files = []
    for entry in manifest["files"]:
        if entry["path"] in here:
            facts = here[entry["path"]]
            opened = {} if entry["sha256"] else {"resolved": True}
            files.append({**entry, "size": facts.size, "sha256": facts.sha256, **opened})
    sources = {}
    for key, source in manifest["sources"].items():
        sources[key] = source
        if "repository" in source and not source.get("commit"):
            commit = pins.commits[f"{source['repository']}@{source['revision']}"]
            sources[key] = {**source, "commit": commit, "resolved": True}
    return {**manifest, "sources": sources, "files": files}
