"""`terralex classes …`: which words a pack knows, and classes as files from one person to another."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from ..commands import LoadClass, SaveClass
from ..errors import InputError
from ..packs import find_pack
from ..packs.kinds import kind_of
from .arguments import read_classes
from .packs import PacksGroup, print_words
from .results import AsJson, do
from .terminal import Shown, add, as_line, show


class ClassesGroup(PacksGroup):
    """`terralex classes` and `terralex classes NAMES` are short for `terralex classes words …`."""

    usual = "words"


app = typer.Typer(cls=ClassesGroup, help="Words that a pack knows, and class files: save, load and list them.")


@app.command()
def words(
    names: Annotated[
        str, typer.Argument(metavar="NAMES", help="Names or a class list file; nothing lists all known words.")
    ] = "",
    pack: Annotated[str, typer.Option("--pack", help="Set of networks, by name or folder.")] = "starter",
    as_json: AsJson = False,
) -> None:
    """Show which words a pack knows, or check your class names against it."""
    with Shown(as_json):
        found = find_pack(pack, unfetched=True)
        if not names:
            print_words(found, as_json)
            return
        rows: list[dict[str, Any]] = []
        missing: InputError | None = None
        for spec in read_classes(names).classes:
            known = found.known_words(spec)
            missing = missing or (None if known or spec.file else found.unknown(spec))
            rows.append({"name": spec.name, "kind": kind_of(found, spec), "known_as": list(known)})
        if as_json:
            print(as_line(rows))
        else:
            table = Table("class", "kind", "known as")
            for row in rows:
                add(table, row["name"], row["kind"], ", ".join(row["known_as"]) or "not known")
            show(table)
        if missing:
            raise missing


@app.command()
def save(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a finished run.")],
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the class, as it is called now.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The .terraclass file to write; must not be there.")],
    pictures: Annotated[
        bool,
        typer.Option("--pictures/--without-pictures", help="Whether pictures go with it, those of your imagery too."),
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Save a class of a run with what was learned of it, for a colleague with the same pack."""

    def told(result: dict[str, Any]) -> str:
        own = result["imagery"]
        lines = [f"Done: {result['path']}, {result['bytes'] / 1e6:.1f} MB, {result['pictures']} pictures"]
        lines += [f"  {own} of them are pieces of your imagery: --without-pictures leaves them out"] if own else []
        return "\n".join(lines)

    do("save_class", SaveClass(str(run), name, str(out), pictures), as_json, told)


@app.command()
def load(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .terraclass file.")], as_json: AsJson = False
) -> None:
    """Bring in a class that somebody saved; `segment --class-file` does so, too."""

    def told(result: dict[str, Any]) -> str:
        made = result["pack"]
        words = ", ".join(result["words"])
        return f"“{result['name']}” is here: {words}; of the pack {made['name']} {made['version'] or ''}".rstrip()

    do("load_class", LoadClass(str(file)), as_json, told)


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the classes that were loaded on this machine."""
    from ..class_files.home import loaded_classes
    from ..class_files.loading import as_plain

    with Shown(as_json):
        rows = [as_plain(loaded) for loaded in loaded_classes()]
        if as_json:
            print(as_line(rows))
            return
        table = Table("class", "words", "pack", "m per pixel", "pictures", "key")
        for row in rows:
            made = f"{row['pack']['name']} {row['pack']['version'] or ''}".rstrip()
            about = f"{row['gsd_m']:g}", str(row["pictures"]), row["key"][:12]
            add(table, row["name"], ", ".join(row["words"]), made, *about)
        show(table)
