"""`terralex teach`: a finished run learns from what was corrected in it, or forgets it again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from ..commands import DEFAULT_WAY, WAYS, Teach
from .results import AsJson, do


def teach(
    run: Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a finished run with reviewed polygons.")],
    way: Annotated[str, typer.Option("--way", help="How it learns: " + ", ".join(WAYS) + ".")] = DEFAULT_WAY,
    encode: Annotated[
        bool,
        typer.Option("--encode/--ask", help="Encode windows whose features are not kept any more, or say how many."),
    ] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last teaching back; later corrections stay.")] = False,
    as_json: AsJson = False,
) -> None:
    """Learn from the reviewed polygons of a run: a new map beside the old one, corrected polygons as they are."""
    do("teach", Teach(str(run), way, encode, undo), as_json, _undone if undo else _taught)


def _taught(result: dict[str, Any]) -> str:
    lines = [f"Done: {result['segments']}"]
    counts = ", ".join(f"{count} {name}" for name, count in result["corrections"].items())
    lines.append(f"  learned from {counts} ({result['way']})")
    if result["changed"] is not None:
        lines.append(f"  {result['changed']:.1%} of the map changed, {result['kept']:,} corrected polygons stay")
    lines += [f"  {line}" for line in result["text"].splitlines()]
    return "\n".join(lines)


def _undone(result: dict[str, Any]) -> str:
    return f"Done: {result['segments']}, as before, {result['kept']:,} polygons corrected since stay"


COMMANDS = (teach,)
