"""`terralex packs …`: which packs are here, and how others get here."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from typer.core import TyperGroup

from ..errors import InputError, ModelError
from ..packs import Pack, broken_packs, find_pack, list_packs
from ..progress import CancelToken
from .terminal import Shown, add, as_line, drive, say, show

PackArgument = Annotated[str, typer.Argument(metavar="PACK", help="A pack's name, or the folder of its manifest.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of sentences.")]


class PacksGroup(TyperGroup):
    """`terralex packs` and `terralex packs NAME` are short for `terralex packs list …`."""

    usual = "list"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the left-out word in."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = [self.usual, *args]
        return super().parse_args(ctx, args)


app = typer.Typer(cls=PacksGroup, help="Packs: sets of networks. List, fetch, verify, import and remove them.")


@app.command("list")
def list_(
    name: Annotated[str, typer.Argument(metavar="[PACK]", help="A pack's name or folder; nothing lists all.")] = "",
    as_json: AsJson = False,
) -> None:
    """List the packs on this machine and those that can be fetched, or describe one."""
    with Shown(as_json):
        found = [find_pack(name, unfetched=True)] if name else list_packs(unfetched=True)
        rows = [describe(pack) for pack in found]
        if as_json:
            print(as_line(rows))
            return
        table = Table("pack", "title", "m per pixel", "words", "size")
        table.add_column("licence", overflow="fold")
        table.add_column("state", no_wrap=True)
        for row in rows:
            add(
                table,
                row["name"],
                row["title"],
                ", ".join(f"{g:g}" for g in row["gsd_m"]),
                "any" if row["words"] is None else str(len(row["words"])),
                _size(row["mb"]),
                _licence(row),
                "here" if row["fetched"] else "not fetched",
            )
        show(table)
        for folder, why in ({} if name else broken_packs()).items():
            say(f"{folder} is broken: {why} To delete it: terralex packs remove {folder}")
        if name:
            _print_sources(rows[0])
            print_words(found[0], False)
        elif not all(row["fetched"] for row in rows):
            print("Packs that are not here: terralex packs fetch PACK")


@app.command()
def fetch(
    name: PackArgument,
    yes: Annotated[bool, typer.Option("--yes", help="Agree to the licences without being asked.")] = False,
    restricted: Annotated[
        bool, typer.Option("--restricted", help="Also take parts that need an account or forbid commercial use.")
    ] = False,
    update: Annotated[
        bool, typer.Option("--update", help="Take what the sources have now, not what the first fetch found.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Fetch a pack from its sources; goes on where it stopped."""
    from ..packs.store.fetch import fetch as run
    from ..packs.store.rules import check_agreed

    with Shown(as_json):
        pack = find_pack(name, unfetched=True)
        agreed = yes or _ask(pack, restricted, as_json)
        if not agreed and not _agreed_before(pack):
            check_agreed(pack, False, restricted)
        result = drive(run(name, token := CancelToken(), agreed, restricted, update), token, quiet=as_json)
        _tell(result, as_json, f"{result['pack']} is here: {result['folder']} ({_size(result['bytes'] / 1e6)})")


@app.command()
def verify(
    name: Annotated[str, typer.Argument(metavar="[PACK]", help="A pack's name or folder; nothing takes all.")] = "",
    as_json: AsJson = False,
) -> None:
    """Compare every file of a pack with its checksum."""
    from ..packs.store.installed import check_pack

    with Shown(as_json):
        packs = [find_pack(name)] if name else list_packs()
        rows, broken = [], {}
        for pack in packs:
            verdicts = drive(check_pack(pack, token := CancelToken()), token, quiet=as_json)
            wrong = [f"{path} {why}" for path, why in verdicts if why]
            rows.append({"pack": pack.name, "files": len(verdicts), "wrong": wrong})
            if wrong:
                broken[pack.name] = wrong
        if broken:
            told = "; ".join(f"{pack}: {', '.join(wrong)}" for pack, wrong in broken.items())
            raise ModelError(
                f"Not as it should be: {told}.",
                f"Repair it: terralex packs fetch {next(iter(broken))}, or import it again.",
            )
        said = [f"{row['pack']}: {row['files']} files are what they should be" for row in rows]
        _tell(rows, as_json, "\n".join(said))


@app.command("import")
def import_(
    source: Annotated[Path, typer.Argument(metavar="FOLDER_OR_ZIP", help="With a pack.json in it.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of a pack of that name.")] = False,
    as_json: AsJson = False,
) -> None:
    """Bring in a pack from a folder or a zip, without internet."""
    from ..packs.store.imports import import_pack

    with Shown(as_json):
        result = drive(import_pack(source, token := CancelToken(), replace), token, quiet=as_json)
        said = f"{result['pack']} is here: {result['folder']} ({result['files']} files, {_size(result['bytes'] / 1e6)})"
        _tell(result, as_json, said)


@app.command()
def remove(name: PackArgument, as_json: AsJson = False) -> None:
    """Remove a fetched or imported pack; files that other packs use stay."""
    from ..packs.store.installed import remove_pack

    with Shown(as_json):
        result = remove_pack(name)
        _tell(result, as_json, f"{name} is gone; {_size(result['freed_bytes'] / 1e6)} are free again.")


def describe(pack: Pack) -> dict[str, Any]:
    """A pack as plain values."""
    words = (
        None
        if pack.words is None
        else {w.name: {"kind": w.kind, "pictures": list(w.pictures)} for w in pack.words.values()}
    )
    return {
        "name": pack.name,
        "title": pack.manifest.get("title", ""),
        "folder": str(pack.root),
        "licence": pack.manifest.get("licence"),
        "sources": pack.licences,
        "gsd_m": [r.gsd_m for r in pack.resolutions],
        "words": words,
        "fetched": pack.fetched,
        "mb": None if pack.size is None else pack.size / 1e6,
    }


def print_words(pack: Pack, as_json: bool) -> None:
    """The words that a pack knows."""
    words = describe(pack)["words"]
    if as_json:
        print(as_line(words))
    elif words is None:
        say(f"The pack “{pack.name}” takes any word.")
    else:
        at = [f"pictures at {r.gsd_m:g} m" for r in pack.resolutions]
        table = Table("word", "kind", *at, "also understood as")
        for word in sorted((pack.words or {}).values(), key=lambda w: w.name):
            add(table, word.name, word.kind, *map(str, word.pictures), ", ".join(word.synonyms))
        show(table)


def _ask(pack: Pack, restricted: bool, as_json: bool) -> bool:
    """Show the licences and ask; False where nobody can answer, or nothing is to be asked."""
    from ..packs.store.rules import check_agreed

    if not pack.manifest.get("sources") or _agreed_before(pack) or as_json or not sys.stdin.isatty():
        return False
    check_agreed(pack, True, restricted)
    _print_sources(describe(pack), err=True)
    if not typer.confirm("Do you agree to these licences, and fetch the pack?", err=True):
        raise InputError("Nothing was fetched.", "")
    return True


def _agreed_before(pack: Pack) -> bool:
    from ..packs.store.fetch import agreed_before

    return agreed_before(pack)


def _print_sources(row: dict[str, Any], err: bool = False) -> None:
    """Where a pack's parts come from and under which licences."""
    for source in row["sources"]:
        size = None if source["bytes"] is None else source["bytes"] / 1e6
        say(f"{source['from']}: {source['licence']}, {_size(size)}", err)
        notes = [
            source["licence_url"],
            "Needs an account." if source["gated"] else "",
            "Forbids commercial use." if source["non_commercial"] else "",
            source["note"],
        ]
        for note in notes:
            if note:
                say(f"  {note}", err)


def _licence(row: dict[str, Any]) -> str:
    if row["sources"]:
        return ", ".join(dict.fromkeys(source["licence"] for source in row["sources"]))
    licence = row["licence"]
    return str(licence.get("name", "")) if isinstance(licence, dict) else str(licence or "")


def _size(mb: float | None) -> str:
    if mb is None:
        return "unknown"
    return f"{mb / 1000:.1f} GB" if mb >= 1000 else f"{mb:.1f} MB"


def _tell(result: Any, as_json: bool, text: str) -> None:
    say(as_line(result) if as_json else text)
