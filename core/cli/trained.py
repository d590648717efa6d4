"""`terralex train dedos …` and `terralex trained …`: a method trained on corrections, and its files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table

from ..trained_requests import ExportTrained, ImportTrained, RemoveTrained, Train
from .results import AsJson, do
from .terminal import Shown, add, as_line, show

train_app = typer.Typer(no_args_is_help=True, help="Train a method on what was corrected in finished runs.")
app = typer.Typer(no_args_is_help=True, help="Trained files: list, export, import and remove them.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="Of the trained file, or the beginning of its key.")]


@train_app.callback()
def _several() -> None:
    """Keeps the method's name in the command, also while there is one method."""


@train_app.command()
def dedos(
    runs: Annotated[list[Path], typer.Argument(metavar="RUN...", help="Folders of finished runs that were reviewed.")],
    name: Annotated[str, typer.Option("--name", help="What the trained file is called.")],
    iterations: Annotated[int, typer.Option("--iterations", min=0, help="Steps; 0 for the usual number.")] = 0,
    seed: Annotated[int, typer.Option("--seed", min=0, help="Same seed, same file.")] = 0,
    tokens: Annotated[
        str, typer.Option("--tokens", help="fed by the drawing network, constant (learned without it), or off.")
    ] = "fed",
    denoised: Annotated[
        bool, typer.Option("--denoised/--clear", help="Whether denoised pictures are learned from, too.")
    ] = True,
    consistency: Annotated[
        float, typer.Option("--consistency", min=0.0, help="Weight of their agreement with the clear ones.")
    ] = 1.0,
    clamp: Annotated[
        bool, typer.Option("--clamp/--no-clamp", help="Whether denoised latents are cut, as in the published code.")
    ] = True,
    as_json: AsJson = False,
) -> None:
    """Train DEDOS; use it by `segment --method dedos --set trained=NAME`. Stopped, the same command goes on."""
    request = Train([str(run) for run in runs], name, iterations, seed, tokens, denoised, consistency, clamp)
    do("train", request, as_json, _trained)


def _trained(result: dict[str, Any]) -> str:
    told = f"  where it was not trained: {result['after']:.3f}, CLIP without training {result['before']:.3f} (mean IoU)"
    return "\n".join(
        [
            f"Done: “{result['name']}”, {result['bytes'] / 1e6:.1f} MB, {result['iterations']:,} steps",
            f"  {', '.join(result['classes'])} in {result['windows']} windows, {result['held']} of them held back",
            told,
        ]
    )


@app.command("list")
def list_(as_json: AsJson = False) -> None:
    """List the trained files of this machine."""
    from ..trained.home import trained_here

    with Shown(as_json):
        rows = [each.told() for each in trained_here()]
        if as_json:
            print(as_line(rows))
            return
        table = Table("name", "classes", "pack", "windows", "mean IoU", "before", "key")
        for row in rows:
            pack = f"{row['pack']['name']} {row['pack']['version'] or ''}".rstrip()
            figures = (f"{row['after']:.3f}", f"{row['before']:.3f}")
            add(table, row["name"], ", ".join(row["classes"]), pack, str(row["windows"]), *figures, row["key"][:12])
        show(table)


@app.command("export")
def export_(
    name: Name,
    out: Annotated[Path, typer.Argument(metavar="OUT", help="The .terratrained file to write; must not be there.")],
    as_json: AsJson = False,
) -> None:
    """Write a trained file for a colleague with the same pack."""
    do("export_trained", ExportTrained(name, str(out)), as_json, lambda result: f"Done: {result['path']}")


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .terratrained file.")], as_json: AsJson = False
) -> None:
    """Bring in a trained file of somebody else's."""
    do("import_trained", ImportTrained(str(file)), as_json, lambda result: f"“{result['name']}” is here")


@app.command()
def remove(name: Name, as_json: AsJson = False) -> None:
    """Remove a trained file from this machine."""
    do("remove_trained", RemoveTrained(name), as_json, lambda result: f"“{result['name']}” is removed")
