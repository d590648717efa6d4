"""What a finished run thinks each of its classes is: thumbnails for a person to choose among."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..files.disk import writing
from ..files.picture import write_outlined
from ..methods.base import Brief
from ..methods.gallery import Shown, shown
from ..methods.imagining import as_imagining
from ..progress import CancelToken, Events, Progress
from ..recipe import read_recipe
from ..support import Choice, support_from, support_plain
from .bench import brief_of, open_again, setting_of
from .choosing import Chosen
from .setting import Warm


def gallery(
    run: str | Path,
    out: str | Path,
    token: CancelToken,
    support: Mapping[str, Any] | None = None,
    warm: Warm | None = None,
    pack: str = "",
) -> Events[dict[str, Any]]:
    """Write a thumbnail of every support picture of a run's classes, and tell what holds of it.

    Args:
        run: Folder of a finished run.
        out: Folder for the thumbnails; files of the same names are replaced.
        token: Asked between words.
        support: As if this were chosen, plain values; None for what holds now.
        warm: Networks of the process.
        pack: As for `explain`.

    Yields:
        Progress and notes; pictures that the bank has lost, or that are new, are drawn.

    Returns:
        `draws`: whether this run's method draws pictures; else there is nothing more to see. `classes`: in the order
        of their ids `name`, `value`, `words` (the pack's, that count), `reworded`, `more`, `pictures` (the most
        typical first: `word`, `picture`, `file`, `typical`, `state`, and `whole`, where no clear region was found),
        `chips` (`key`, `file`), `file` (the key of the class file that it comes from, "" where it is drawn) and `own`
        (how many pieces of imagery a file of it would hold). `support`: what it shows, plain values.

    Raises:
        InputError, ModelError: as `bench.rebuild`; what is chosen cannot be.
        OutputError: `out` cannot be written.
    """
    folder = Path(run)
    yield Progress("check", f"Reading the recipe of {folder.name}", 0, 1)
    recipe = read_recipe(folder, "fingerprint", "options", "pack", "raster", "words", "device", "method")
    chosen = Chosen.now(folder) if support is None else Chosen(folder, support_from(support))
    setting = setting_of(recipe, warm or Warm(), pack)
    with open_again(recipe, setting) as source:
        yield Progress("load", f"Loading the networks of “{setting.pack.name}”", 0, 1)
        method = setting.method()
        brief = brief_of(recipe, setting, source, method, None, chosen)
        drawing = as_imagining(method)
        pictures = [] if drawing is None else (yield from shown(drawing, brief, token))
    with writing(Path(out)):
        Path(out).mkdir(parents=True, exist_ok=True)
        classes = [_class(brief, value, [p for p in pictures if p.owner == value], Path(out)) for value in _all(brief)]
    yield Progress("prototypes", "Done", 1, 1)
    return {"draws": drawing is not None, "classes": classes, "support": support_plain(brief.support)}


def _all(brief: Brief) -> range:
    return range(len(brief.classes))


def _class(brief: Brief, owner: int, pictures: list[Shown], out: Path) -> dict[str, Any]:
    """What is told of a class, its thumbnails written."""
    spec, own = brief.classes[owner], sum(picture.own for picture in pictures)
    choice = brief.support.get(spec.name, Choice())
    words = list(dict.fromkeys(word for word in brief.words[owner] if any(p.word == word for p in pictures)))
    rows = [
        {
            "word": one.word,
            "picture": one.number,
            "file": str(write_outlined(out / _name(owner, words.index(one.word), one.number), one.picture, one.region)),
            "typical": round(one.typical, 4),
            "state": choice.state_of(one.word, one.number),
            "whole": not one.region.any() or bool(one.region.all()),
        }
        for one in pictures
    ]
    chips = [
        {"key": key, "file": str(write_outlined(out / f"{key}.png", brief.chips[key].picture, brief.chips[key].mask))}
        for key in choice.chips
    ]
    return {
        "name": spec.name,
        "value": owner + 1,
        "words": words or list(brief.words[owner]),
        "reworded": bool(choice.words),
        "more": choice.more,
        "pictures": rows,
        "chips": chips,
        "file": spec.file,
        "own": own if spec.file else len(chips),
    }


def _name(owner: int, word: int, number: int) -> str:
    return f"{owner + 1}_{word}_{number:03}.png"
