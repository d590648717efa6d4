"""`terralex explain`: why a place got its class."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Optional

import typer
from rich.console import Console
from rich.table import Table

from .errors import InputError
from .progress import CancelToken
from .terminal import Shown, drive

LEVELS = {"class": "all pictures", "instance": "one picture", "part": "a part"}


def explain(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a finished run.")],
    at: Annotated[str, typer.Option("--at", metavar="X,Y", help="A place in the raster's own coordinates.")],
    out: Annotated[
        Optional[Path], typer.Option("--out", help="Folder for pictures: the place, and what decided it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
) -> None:
    """Say why a place got its class: the prototypes that decided, and the pictures they come from."""
    with Shown(as_json):
        try:
            x, y = (float(part) for part in at.split(","))
        except ValueError as error:
            hint = "Write --at X,Y, for example --at 500012.4,5800321."
            raise InputError(f"“--at {at}” is not a place.", hint) from error
        from .explain import explain as ask

        answer = drive(ask(run, x, y, token := CancelToken(), out), token, quiet=as_json)
        if as_json:
            print(json.dumps(answer, ensure_ascii=False))
            return
        table = Table("class", "score", "share", "because it resembles")
        for row in answer["classes"]:
            table.add_row(row["name"], f"{row['score']:.3f}", f"{row['share']:.0%}", _in_words(row["witnesses"]))
        Console().print(table)
        if out:
            print(f"Pictures: {out}")


def _in_words(witnesses: list[dict[str, Any]]) -> str:
    """The best prototype of a class."""
    if not witnesses:
        return "nothing drawn: a constant"
    best = witnesses[0]
    if best["level"] == "text":
        return f"the word {best['word']} itself, {best['extractor']} {best['similarity']:.2f}"
    side = "" if best["side"] == "fg" else "what lay around "
    where = f"{LEVELS[best['level']]} (picture {best['picture'] + 1})"
    return f"{side}{best['word']}: {where}, {best['extractor']} {best['similarity']:.2f}"
