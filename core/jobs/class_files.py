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
from ..methods.looks import Looks, looks, meant_words
from ..methods.ovdiff import OVDiff
from ..packs import Pack, Resolution
from ..progress import CancelToken, Events, Progress, with_overall
from ..prototypes.matching import Meant
from ..recipe import read_recipe
from ..results import read_table
from ..vocabulary import ClassSpec
from .bench import setting_of
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
    made = recipe["identity"]
    index, called = _class_of(folder, name, len(made["classes"]))
    spec = ClassSpec.from_dict(made["classes"][index])
    setting = setting_of(recipe, warm, pack)
    resolution = resolution_of(made, setting.pack)
    yield Progress("load", f"Loading the networks of “{setting.pack.name}”", 0, 1)
    method = setting.method()
    if not isinstance(method, OVDiff) or not method.draws:
        raise InputError(
            f"This run has drawn nothing of “{name}”: there are no prototypes to save.",
            "Save the class from a run that draws pictures of its words.",
        )
    files = open_classes([spec], setting.pack)
    (words,) = method.taking_part([spec], [tuple(made["words"][index])], resolution)[0]
    (meant,) = meant_words([spec], [words], files)
    seen = yield from looks(method, meant, files, resolution, token)
    saved = [
        Word(each[0], seen.learned[each], _pictures(method, each, seen, files, token) if pictures else ())
        for each in meant
    ]
    yield Progress("write", f"Writing {out.name}", 0, 1)
    token.check()
    shown = replace(spec, name=called.name, colour=called.colour, value=None, file="")
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
    method: OVDiff, meant: Meant, seen: Looks, files: Mapping[str, LoadedClass], token: CancelToken
) -> Sequence[Picture]:
    """What can be shown of a word: what was drawn, or the pictures of the file that it came from."""
    word, file = meant
    if file:
        return files[file].pictures(word)
    support = seen.sets[meant]
    fg, _ = method.imagination.regions(support, token)
    fg = fg if fg.any() else np.ones_like(fg)  # as when it was learned
    return [Picture(with_region(picture, region)) for picture, region in zip(support.pictures, fg)]
