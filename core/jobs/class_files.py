"""A class of a finished run as a file for a colleague: what the run has drawn and learned is found, or made again."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from ..class_files.home import LoadedClass, open_classes
from ..class_files.pictures import Picture, with_region
from ..class_files.saving import Word, write_class_file
from ..errors import InputError
from ..methods.base import Brief
from ..methods.imagining import Imagining, as_imagining
from ..methods.looks import Looks, looks, taking_part, wishes_of
from ..packs import Pack, Resolution
from ..progress import CancelToken, Events, Progress, with_overall
from ..prototypes.chosen import Material, Wish
from ..recipe import read_recipe
from ..results import read_table
from ..vocabulary import ClassSpec
from .bench import classes_of, setting_of
from .choosing import Chosen
from .setting import Warm

SHARES = {
    "check": (0.0, 0.02),
    "load": (0.02, 0.1),
    "imagine": (0.1, 0.8),
    "prototypes": (0.8, 0.95),
    "write": (0.95, 1.0),
}


def save_class(
    run: str | Path,
    name: str,
    out: str | Path,
    token: CancelToken,
    pictures: bool = True,
    warm: Warm | None = None,
    pack: str = "",
) -> Events[dict[str, Any]]:
    """Save a class of a finished run as a `.terraclass` file.

    Args:
        run: Its folder.
        name: Of the class, as it is called now.
        out: The file; one that is there is not replaced.
        token: Asked between steps.
        pictures: Whether pictures go with it: the drawn ones, and pieces of the user's own imagery where there are any.
        warm: Networks kept from before.
        pack: As for `explain`.

    Yields:
        Progress and notes.

    Returns:
        "path", "name", "words", "bytes", "pictures", and "imagery": how many of these are pieces of the user's imagery.

    Raises:
        InputError: no finished run, no such class in it, or a run that draws nothing.
        ModelError: its pack is not here, or is another version.
        OutputError: the file is there already, or cannot be written.
        Cancelled: nothing was written.
    """
    return (yield from with_overall(_save(Path(run), name, Path(out), token, pictures, warm or Warm(), pack), SHARES))


def _save(
    folder: Path, name: str, out: Path, token: CancelToken, pictures: bool, warm: Warm, pack: str
) -> Events[dict[str, Any]]:
    yield Progress("check", f"Reading the recipe of {folder.name}", 0, 1)
    recipe = read_recipe(folder, "options", "pack", "raster", "words", "prompt")
    made, classes = recipe["identity"], classes_of(recipe)
    index, called = _class_of(folder, name, len(classes))
    setting = setting_of(recipe, warm, pack)
    resolution = resolution_of(made, setting.pack)
    yield Progress("load", f"Loading the networks of “{setting.pack.name}”", 0, 1)
    method = setting.method()
    drawing = as_imagining(method)
    if drawing is None:
        raise InputError(
            f"This run has drawn nothing of “{name}”: there are no prototypes to save.",
            "Save the class from a run that draws pictures of its words.",
        )
    whole = Chosen.now(folder).into(Brief(classes, [tuple(w) for w in made["words"]], resolution), setting, method)
    brief = replace(whole, classes=(whole.classes[index],), words=(whole.words[index],))
    files = open_classes(brief.classes, setting.pack)
    (wishes,) = wishes_of(brief, taking_part(drawing, brief)[0], files)
    seen = yield from looks(drawing, wishes, files, brief, token)
    saved = [
        Word(wish.word, seen.learned[wish], _pictures(drawing, wish, seen, files, brief, token) if pictures else ())
        for wish in wishes
    ]
    yield Progress("write", f"Writing {out.name}", 0, 1)
    token.check()
    shown = replace(whole.classes[index], name=called.name, colour=called.colour, value=None, file="")
    written = write_class_file(out, shown, saved, pack=setting.pack, method=method.name, gsd_m=resolution.gsd_m)
    yield Progress("write", "Saved", 1, 1)
    return {**written, "name": shown.name, "words": [word.word for word in saved]}


def _class_of(folder: Path, name: str, made: int) -> tuple[int, ClassSpec]:
    """Which class of the recipe a name means now, and how it is called and painted now.

    Raises:
        InputError: none.
    """
    table = read_table(folder)
    value = table.value_of(name)
    if value is None or value == 0:
        names = ", ".join(entry.spec.name for entry in table.live if entry.value <= made)
        raise InputError(f"This run has no class “{name}”.", f"Its classes are: {names}.")
    if value > made:
        raise InputError(
            f"“{name}” was added to the list by hand: the run has learned nothing of it.",
            "Run again with this class, and save it from there.",
        )
    return value - 1, table.entry(value).spec


def resolution_of(made: Mapping[str, Any], pack: Pack) -> Resolution:
    """The pack's resolution that a run worked at, by its recipe."""
    gsd = float(made["raster"]["gsd_m"])
    of_prompt = [r for r in pack.resolutions if r.prompt == made["prompt"]] or list(pack.resolutions)

    def misfit(r: Resolution) -> tuple[float, float]:
        return max(1.0, gsd / r.max_m, r.min_m / gsd), abs(math.log(r.gsd_m / gsd))

    return min(of_prompt, key=misfit)


def _pictures(
    method: Imagining, wish: Wish, seen: Looks, files: Mapping[str, LoadedClass], brief: Brief, token: CancelToken
) -> Sequence[Picture]:
    """What can be shown of a word: what was drawn and not rejected, own chips, or the pictures of its file."""
    if wish.file:
        return files[wish.file].pictures(wish.word)
    support = seen.sets[wish]
    material = Material.of(wish, support.pictures, *method.imagination.regions(support, token), brief.chips)
    fg = material.fg if material.fg.any() else np.ones_like(material.fg)  # as when it was learned
    return [
        Picture(with_region(picture, region), bool(key))
        for picture, region, key in zip(material.pictures, fg, material.keys)
    ]
