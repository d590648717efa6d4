"""`terralex prototypes`: imagine words now, so that later runs find them."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Optional

import typer
from rich.table import Table

from ..config import RunConfig
from ..progress import CancelToken
from .arguments import parse_settings, read_classes
from .terminal import Shown, add, as_line, drive, show


def prototypes(
    names: Annotated[str, typer.Argument(metavar="NAMES", help="Class names or a class list file, as for segment.")],
    image: Annotated[str, typer.Option("--image", help="Draw pictures for the ground resolution of this raster.")] = "",
    pixel: Annotated[
        float, typer.Option("--pixel", min=0.0, help="… or for pixels of so many metres. Default: the pack's finest.")
    ] = 0.0,
    pack: Annotated[str, typer.Option("--pack", help="Set of networks to use, by name or folder.")] = "starter",
    preset: Annotated[str, typer.Option("--preset", help="As the later run's.")] = "balanced",
    device: Annotated[str, typer.Option("--device", help="As the later run's: auto, cpu or cuda.")] = "auto",
    seed: Annotated[int, typer.Option("--seed", help="As the later run's.")] = 0,
    settings: Annotated[
        Optional[list[str]], typer.Option("--set", metavar="OPTION=VALUE", help="As the later run's; may be repeated.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")] = False,
) -> None:
    """Draw pictures of words and keep their prototypes, without a raster; later runs find them and start at once."""
    with Shown(as_json):
        listed = read_classes(names)
        overrides: dict[str, Any] = {"background": listed.background, **parse_settings(settings)}
        config = RunConfig(image, "", listed.classes, pack, preset=preset, device=device, seed=seed)
        config = replace(config, overrides={**overrides, **({"pixel_m": pixel} if pixel else {})})
        from ..jobs.imagine import imagine

        made = drive(imagine(config, token := CancelToken()), token, quiet=as_json)
        if as_json:
            print(as_line(made))
            return
        table = Table("word", "pictures", "state", title=f"At {made['gsd_m']:g} m per pixel, {made['pack']}")
        table.add_column("folder", overflow="fold")
        for word in made["words"]:
            state = "found" if word["found"] else "drawn"
            add(table, word["name"], str(word["pictures"]), state, word["folder"])
        show(table)
