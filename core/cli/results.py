"""`terralex burn`, `polygonise`, `export`, `measure`: what the dock and Processing do with results, in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ..commands import Burn, Export, Measure, Polygonise, Request
from ..formats import FORMATS
from ..progress import CancelToken
from .terminal import Shown, as_line, drive, say

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of sentences.")]


def do(command: str, request: Request, as_json: bool, told: Callable[[dict[str, Any]], str]) -> None:
    """Do a command and tell its result, as sentences or as JSON."""
    with Shown(as_json):
        from ..jobs.commands import Engine

        token = CancelToken()
        result = drive(Engine().do(command, request.to_dict(), token), token, quiet=as_json)
        say(as_line(result) if as_json else told(result))
        for note in () if as_json else result.get("notes", ()):
            say(f"  {note}")


def burn(
    segments: Annotated[Path, typer.Argument(metavar="POLYGONS", help="Polygons of a run, edited or not.")],
    classes: Annotated[Path, typer.Argument(metavar="CLASSES", help="The class raster that they came from.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The class raster to write; must not be there.")],
    layer: Annotated[str, typer.Option("--layer", help="Of the polygons' file; the first one by default.")] = "",
    as_json: AsJson = False,
) -> None:
    """Burn polygons into a new class raster with the grid, colours and names of another one."""
    request = Burn(str(segments), str(classes), str(out), layer)
    do("burn", request, as_json, lambda r: f"Done: {r['path']}, {r['changed_px']:,} pixels changed")


def polygonise(
    classes: Annotated[Path, typer.Argument(metavar="CLASSES", help="A class raster, edited or not.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The GeoPackage to write; must not be there.")],
    corrected: Annotated[
        Optional[Path],
        typer.Option("--corrected", help="The run's polygons until now: those that a person corrected stay."),
    ] = None,
    min_area: Annotated[int, typer.Option("--min-area", min=0, help="Smaller polygons join a neighbour, pixels.")] = 16,
    simplify: Annotated[float, typer.Option("--simplify", min=0.0, help="Tolerance of borders, pixels.")] = 1.0,
    as_json: AsJson = False,
) -> None:
    """Make polygons of a class raster, a coverage without gaps or overlaps."""
    request = Polygonise(str(classes), str(out), str(corrected or ""), min_area, simplify)
    do("polygonise", request, as_json, lambda r: f"Done: {r['path']}, {r['polygons']:,} polygons")


def export(
    source: Annotated[Path, typer.Argument(metavar="POLYGONS", help="Polygons of a run, edited or not.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The file to write; must not be there.")],
    format: Annotated[str, typer.Option("--format", help="One of: " + ", ".join(FORMATS) + ".")] = "shapefile",
    layer: Annotated[str, typer.Option("--layer", help="Of the polygons' file; the first one by default.")] = "",
    style: Annotated[bool, typer.Option("--style/--no-style", help="Write a style for QGIS beside it.")] = True,
    reviewed: Annotated[bool, typer.Option("--reviewed", help="Only polygons that were reviewed.")] = False,
    background: Annotated[bool, typer.Option("--background/--no-background", help="Background, too.")] = True,
    confidence: Annotated[float, typer.Option("--confidence", min=0.0, max=1.0, help="The least confidence.")] = 0.0,
    pieces: Annotated[bool, typer.Option("--pieces", help="Large polygons stay in the pieces of the run.")] = False,
    chip: Annotated[int, typer.Option("--chip", help="Side of a chip, pixels of the raster.")] = 1024,
    overlap: Annotated[int, typer.Option("--overlap", help="Pixels that neighbouring chips share.")] = 0,
    empty: Annotated[bool, typer.Option("--empty/--no-empty", help="Chips without an object, too.")] = True,
    split: Annotated[str, typer.Option("--split", help="Shares of train, val and test, as in 70/20/10.")] = "",
    seed: Annotated[int, typer.Option("--seed", help="Another one splits otherwise.")] = 0,
    image: Annotated[str, typer.Option("--image", help="The raster of the chips; that of the run by default.")] = "",
    licence: Annotated[str, typer.Option("--licence", help="Of the labels, written into the data set.")] = "",
    credit: Annotated[str, typer.Option("--credit", help="Whom to name, written into the data set.")] = "",
    reviewer: Annotated[bool, typer.Option("--reviewer", help="Names of those who have reviewed, too.")] = False,
    as_json: AsJson = False,
) -> None:
    """Export labels for other programs: a file, or a folder with chips of the raster for training."""
    request = Export(
        str(source),
        str(out),
        format,
        layer,
        style,
        reviewed=reviewed,
        background=background,
        confidence=confidence,
        pieces=pieces,
        image=image,
        chip=chip,
        overlap=overlap,
        empty=empty,
        split=split,
        seed=seed,
        licence=licence,
        credit=credit,
        reviewer=reviewer,
    )
    do("export", request, as_json, lambda r: f"Done: {r['path']}, {r['features']:,} polygons")


def measure(
    pack: Annotated[str, typer.Option("--pack", help="Set of networks to use, by name or folder.")] = "starter",
    device: Annotated[str, typer.Option("--device", help="auto, cpu or cuda.")] = "auto",
    method: Annotated[str, typer.Option("--method", help="As for segment.")] = "ovdiff",
    as_json: AsJson = False,
) -> None:
    """Measure how fast this machine is with a pack, as the dock does when the computer is at rest."""

    def told(result: dict[str, Any]) -> str:
        rows = [f"{result['device']}, {result['threads']} threads, loaded in {result['load_s']:g} s"]
        for preset, costs in result["costs"].items():
            word = costs["draws"] * (costs["draw_s"] or 0.0) / result["threads"] + costs["learn_s"]
            windows = ", ".join(f"{size} px {cost['encode_s']:.3f} s" for size, cost in costs["windows"].items())
            rows.append(f"{preset}: {word:.1f} s a new word; a window of {windows}")
        return "\n".join(rows)

    do("measure", Measure(pack, device, method), as_json, told)


COMMANDS = (burn, polygonise, export, measure)
