"""What the window “Packs” says: a pack's state, what it is for, its licences, as text and as HTML."""

from __future__ import annotations

import html
from typing import Any, Mapping, Optional, Sequence

from ...core.packs import EMBEDDED, Pack, Standing
from ..translation import figure, said, told, tr
from ..wording import in_bytes

LICENCES = "licences"  # an anchor in the page
CLOSE = 'style="margin-top:2px;margin-bottom:2px"'  # of paragraphs that belong together
TEXT = EMBEDDED.parents[1] / "LICENSE"  # of Terralex and its embedded pack
WORDS_SHOWN = 60
WRONG_SHOWN = 5

Wrong = Sequence[Sequence[str]]  # of each unsound file its path and what is wrong with it


def state_of(row: Standing, wrong: Wrong = ()) -> str:
    """Where a pack stands, in a few words."""
    if wrong or row.state == "damaged":
        return tr("damaged")
    if row.state == "here":
        return tr("here, {size}").format(size=in_bytes(row.here))
    to_come = in_bytes(row.to_come) if row.to_come is not None else tr("size unknown")
    if row.state == "part":
        return tr("part fetched, {size} to come").format(size=to_come)
    return tr("not fetched, {size}").format(size=to_come)


def about(row: Standing, wrong: Wrong = ()) -> str:
    """All that is to be known of a pack, as HTML. Everything that a manifest says is escaped."""
    pack = row.pack
    if pack is None:
        text = tr("Its pack.json cannot be read. Remove it, and fetch or import it again.")
        return f"<h3>{html.escape(row.name)}</h3><p>{text}</p>"
    manifest = pack.manifest
    title = " – ".join(html.escape(str(part)) for part in (row.name, manifest.get("title")) if part)
    facts = [
        (tr("State"), _state(row, wrong)),
        (tr("Words"), _words(pack)),
        (tr("Ground resolution"), _metres(pack)),
        (tr("Recommended"), _recommended(manifest)),
        (tr("Folder"), str(pack.root) if row.state == "here" else ""),
    ]
    lines = "".join(f"<p {CLOSE}><b>{name}:</b> {html.escape(text)}</p>" for name, text in facts if text)
    described = html.escape(str(manifest.get("description") or ""))
    return f"<h3>{title}</h3><p>{described}</p>{lines}{_licences(pack)}"


def restricted(pack: Pack) -> list[str]:
    """The parts that need an account or forbid commercial use, each with the reason."""
    reasons = []
    for source in pack.licences:
        why = [tr("needs an account")] if source["gated"] else []
        why += [tr("forbids commercial use")] if source["non_commercial"] else []
        if why:
            reasons.append(f"{source['from']} ({', '.join(why)})")
    return reasons


def damage(pack: str, wrong: Wrong, fetched: bool) -> str:
    """What is wrong with a pack's files, and what to do."""
    listed = "; ".join(f"{path} {said(why)}" for path, why in wrong[:WRONG_SHOWN])
    more = tr(" and {n} more files").format(n=len(wrong) - WRONG_SHOWN) if len(wrong) > WRONG_SHOWN else ""
    if fetched:
        hint = tr("Press “Repair”: only what is wrong is fetched again.")
    else:
        hint = tr("Import the pack again; if it is a part of Terralex, install Terralex again.")
    text = tr("The pack “{pack}” is not as it should be: {files}.").format(pack=pack, files=listed + more)
    return f"{text} {hint}"


def _state(row: Standing, wrong: Wrong) -> str:
    if wrong:
        return damage(row.name, wrong, bool(row.pack and row.pack.licences))
    if row.state == "part":
        total = in_bytes(row.here + (row.to_come or 0))
        here, to_come = in_bytes(row.here), in_bytes(row.to_come or 0)
        return tr("Part fetched: {here} of {total} are here, {to_come} to come.").format(
            here=here, total=total, to_come=to_come
        )
    if row.state == "damaged":
        return tr("Damaged: files are missing or are not as long as they should be. “Verify” says which.")
    if row.state == "here":
        return tr("Here: {size} on the disk.").format(size=in_bytes(row.here))
    if row.pack is not None and not row.pack.licences:
        return told(row.pack.how_to_fetch())
    if row.to_come is None:
        return tr("Not fetched. How large it is will be known when its source was asked.")
    return tr("Not fetched: {size} to come.").format(size=in_bytes(row.to_come))


def _words(pack: Pack) -> str:
    if pack.words is None:
        return tr("any word")
    names = [word.name for word in pack.words.values()]
    more = tr(" and {n} more").format(n=len(names) - WORDS_SHOWN) if len(names) > WORDS_SHOWN else ""
    return f"{len(names)}: {', '.join(names[:WORDS_SHOWN])}{more}"


def _metres(pack: Pack) -> str:
    text = tr("{gsd} m (images of {low} to {high} m)")
    each = [(figure(f"{value:g}") for value in (r.gsd_m, r.min_m, r.max_m)) for r in pack.resolutions]
    return ", ".join(text.format(gsd=gsd, low=low, high=high) for gsd, low, high in each)


def _recommended(manifest: Mapping[str, Any]) -> str:
    """What a manifest says of the machine that it wants; nothing where it says nothing."""
    wanted = manifest.get("recommended")
    if not isinstance(wanted, dict):
        return ""
    parts = []
    if wanted.get("gpu") is False:
        parts.append(tr("no GPU needed"))
    elif isinstance(wanted.get("gpu_gb"), (int, float)):
        parts.append(tr("an NVIDIA GPU with {gb} GB").format(gb=f"{wanted['gpu_gb']:g}"))
    elif wanted.get("gpu"):
        parts.append(tr("an NVIDIA GPU; how much memory it needs was not measured"))
    if isinstance(wanted.get("memory_gb"), (int, float)):
        parts.append(tr("{gb} GB of memory").format(gb=f"{wanted['memory_gb']:g}"))
    return ", ".join(parts)


def _licences(pack: Pack) -> str:
    head = f'<h4><a name="{LICENCES}"></a>' + tr("Licences") + "</h4>"
    rows = pack.licences
    if not rows:
        return head + _own_licence(pack)
    parts = []
    for source in rows:
        size = f", {in_bytes(source['bytes'])}" if source["bytes"] else ""
        lines = [f"<b>{html.escape(str(source['from']))}</b>{size}: {html.escape(str(source['licence']))}"]
        lines += [_link(str(source["licence_url"]), tr("Read the licence"))] if source["licence_url"] else []
        warnings = [tr("Needs an account.")] if source["gated"] else []
        warnings += [tr("Forbids commercial use.")] if source["non_commercial"] else []
        lines += [f"<b>{warning}</b>" for warning in warnings]
        lines += [html.escape(str(source["note"]))] if source["note"] else []
        parts.append(f"<p>{'<br>'.join(line for line in lines if line)}</p>")
    return head + "".join(parts)


def _own_licence(pack: Pack) -> str:
    """Of a pack without sources: what its manifest says, and the text that comes with it."""
    named = pack.manifest.get("licence") or pack.manifest.get("license")
    name, note = (named.get("name"), named.get("note")) if isinstance(named, dict) else (named, "")
    lines = [html.escape(str(each)) for each in (name, note) if each] or [tr("Its manifest names none.")]
    beside = [pack.root / e["path"] for e in pack.manifest["files"] if e["path"].upper().startswith("LICEN")]
    text = TEXT if pack.root.parent == EMBEDDED else next(iter(beside), None)
    if text is not None:
        lines.append(f'<a href="{html.escape(text.as_uri())}">' + tr("Read the licence") + "</a>")
    return f"<p>{'<br>'.join(lines)}</p>"


def _link(url: str, text: str) -> str:
    """A link, where the address is one of the web: a manifest may hold anything."""
    safe = html.escape(url)
    return f'<a href="{safe}">{text}</a>' if url.startswith(("https://", "http://")) else safe


def agreement(pack: Pack) -> str:
    """What is asked before the first fetch."""
    names = ", ".join(dict.fromkeys(str(source["licence"]) for source in pack.licences))
    text = tr("The parts of “{pack}” come under these licences: {licences}. They are listed above, with links.")
    text = text.format(pack=pack.name, licences=names)
    reasons = restricted(pack)
    if reasons:
        text += " " + tr("Not everybody may have or use these parts: {parts}.").format(parts=", ".join(reasons))
    return text


def question_of_removal(row: Standing) -> str:
    """What is asked before a pack is removed."""
    if row.state in ("here", "damaged"):
        asked = tr("Remove the pack “{pack}” ({size}) from this computer?")
    else:
        asked = tr("Remove what was fetched of the pack “{pack}” ({size})?")
    kept = tr("Files that another pack uses stay, and so do all results.")
    return f"{asked.format(pack=row.name, size=in_bytes(row.here))} {kept}"


def room(free: Optional[int], folder: str) -> str:
    """Space on the packs' disk."""
    if free is None:
        return tr("Packs lie in {folder}.").format(folder=folder)
    return tr("{free} are free for packs in {folder}.").format(free=in_bytes(free), folder=folder)
