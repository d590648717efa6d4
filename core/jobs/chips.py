"""Pictures of the user's own of a class: image files, boxes of the map, reviewed polygons; kept in the run's folder."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..commands import AddChips
from ..errors import InputError
from ..files.disk import refuse_links, write_atomically, writing
from ..files.own_picture import read_own_picture, to_png
from ..outputs.cutting_chips import box_shape, cut_chip, polygon_shapes
from ..progress import CancelToken, Events, Progress
from ..raster.source import Source
from ..recipe import read_recipe
from ..support import CHIPS, MOST_CHIPS
from .bench import open_again, setting_of
from .choosing import no_class, side_of
from .setting import Warm


def add_chips(asked: AddChips, token: CancelToken, warm: Warm | None = None, pack: str = "") -> Events[dict[str, Any]]:
    """Cut or read pictures of a class, and keep each in the run's folder under the sha256 of its file.

    Nothing that is there is replaced. They count once they are named in what is chosen (see `rescore.rescore`).

    Args:
        asked: What; all of it or nothing is kept.
        token: Asked between pictures.
        warm: Of the process.
        pack: As for `explain`.

    Returns:
        `keys`: in the order of what was asked, files first, then boxes, then polygons. `notes`: what the user should
        know, in words.

    Raises:
        InputError: nothing was asked, the run has no such class, or one of them shows nothing or cannot be read.
        OutputError: the run's folder cannot be written.
    """
    folder = Path(asked.run)
    yield Progress("check", f"Reading the recipe of {folder.name}", 0, 1)
    recipe = read_recipe(folder, "fingerprint", "options", "pack", "raster", "words", "device", "method")
    names = [str(spec["name"]) for spec in recipe["identity"]["classes"]]
    if asked.name not in names:
        raise no_class(asked.name, names)
    count = len(asked.files) + len(asked.boxes) + len(asked.polygons)
    if not 0 < count <= MOST_CHIPS:
        raise InputError(f"{count} pictures were given.", f"Give one to {MOST_CHIPS} at a time.")
    setting = setting_of(recipe, warm or Warm(), pack)
    side = side_of(setting.pack)
    made: list[bytes] = []
    notes: list[str] = []
    with open_again(recipe, setting) as source:
        for picture, clear, note in _pictures(asked, source, folder, side):
            token.check()
            made.append(to_png(picture, clear))
            notes += [note] if note else []
            yield Progress("prototypes", f"Picture {len(made)} of {count}", len(made), count)
    keys = [hashlib.sha256(data).hexdigest() for data in made]
    target = folder / CHIPS
    refuse_links(folder, (CHIPS,), CHIPS)
    with writing(target):
        target.mkdir(exist_ok=True)
        for key, data in zip(keys, made):
            if not (target / f"{key}.png").exists():
                write_atomically(target / f"{key}.png", data)
    return {"keys": list(dict.fromkeys(keys)), "notes": notes}


def _pictures(asked: AddChips, source: Source, folder: Path, side: int) -> Iterator[tuple[Any, Any, str]]:
    """Each picture, what counts in it, and a note or ""."""
    for file in asked.files:
        yield read_own_picture(str(file), side)
    shapes = [box_shape(box) for box in asked.boxes] + polygon_shapes(folder, asked.polygons)
    for shape in shapes:
        picture, mask, larger = cut_chip(source, shape, side)
        note = (
            f"A piece is larger than the {side} x {side} pixels of a picture; its middle was taken." if larger else ""
        )
        yield picture, mask, note
