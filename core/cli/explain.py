"""`terralex explain`: why a place got its class."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Optional

import typer
from rich.table import Table

from ..errors import InputError
from ..progress import CancelToken
from .terminal import Shown, add, as_line, drive, show

LEVELS = {"class": "all pictures", "instance": "one picture", "part": "a part"}


def explain(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a finished run.")],
    at: Annotated[str, typer.Option("--at", metavar="X,Y", help="A place in the raster's own coordinates.")],
    out: Annotated[
        Optional[Path], typer.Option("--out", help="Folder for pictures: the place, and what decided it.")
    ] = None,
    pack: Annotated[str, typer.Option("--pack", help="Folder of its pack, where that was given by folder.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
) -> None:
    """Say why a place got its class: the prototypes that decided, and the pictures they come from."""
    with Shown(as_json):
        try:
            x, y = (float(part) for part in at.split(","))
        except ValueError as error:
            hint = "Write --at X,Y, for example --at 500012.4,5800321."
            raise InputError(f"“--at {at}” is not a place.", hint) from error
        from ..jobs.explain import explain as ask

        answer = drive(ask(run, x, y, token := CancelToken(), out, pack=pack), token, quiet=as_json)
        if as_json:
            print(as_line(answer))
            return
        table = Table("class", "score", "share", "because it resembles")
        for row in answer["classes"]:
            add(table, row["name"], f"{row['score']:.3f}", f"{row['share']:.0%}", _in_words(row["witnesses"]))
        show(table)
        if out:
            print(f"Pictures: {out}")


def _in_words(witnesses: list[dict[str, Any]]) -> str:
    """The best prototype of a class."""
    if not witnesses:
        return "a constant"
    best = witnesses[0]
    if best["level"] == "text":
        return f"the word {best['word']} itself, {best['extractor']} {best['similarity']:.2f}"
    if best["level"] == "attention":
        told = f" in “{best['caption']}”" if best["caption"] else ""
        return f"looked for {best['word']}{told}, layers of {best['number']} rows, {best['similarity']:.2f}"
    side = "" if best["side"] == "fg" else "what lay around "
    which = "your own" if best["chip"] else f"{best['word']}:{best['picture']}"  # as `rescore --reject` takes it
    where = f"{LEVELS[best['level']]} ({which})"
    return f"{side}{best['word']}: {where}, {best['extractor']} {best['similarity']:.2f}"
