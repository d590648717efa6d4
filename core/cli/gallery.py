"""`terralex gallery` and `rescore`: the pictures that a run's classes were learned from, and others in their place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Optional

import typer

from ..commands import AddChips, Gallery, Rescore
from ..errors import InputError
from ..progress import CancelToken
from ..recipe import read_recipe
from ..support import Choice, support_now, support_plain
from .results import AsJson, do
from .terminal import Shown, drive

Run = Annotated[Path, typer.Argument(metavar="RUN", help="Folder of a finished run.")]
Some = Optional[list[str]]


def gallery(
    run: Run,
    out: Annotated[
        Optional[Path], typer.Option("--out", help="Folder for thumbnails. Default: gallery in the run's folder.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show what a run thinks each class is: its support pictures, the most typical first, their regions outlined."""
    do("gallery", Gallery(str(run), str(out or run / "gallery")), as_json, _shown)


def rescore(
    run: Run,
    reject: Annotated[
        Some, typer.Option("--reject", metavar="WORD:N", help="This picture takes no part; may be repeated.")
    ] = None,
    favour: Annotated[Some, typer.Option("--favour", metavar="WORD:N", help="This picture counts three times.")] = None,
    use: Annotated[Some, typer.Option("--use", metavar="WORD:N", help="This picture counts once, as it did.")] = None,
    more: Annotated[
        Some, typer.Option("--more", metavar="CLASS=N", help="So many further pictures of each word of a class.")
    ] = None,
    words: Annotated[
        Some,
        typer.Option(
            "--words", metavar="CLASS:WORD|WORD", help="Other words for a class; none after the colon: its own."
        ),
    ] = None,
    chip: Annotated[
        Some, typer.Option("--chip", metavar="CLASS=FILE", help="A picture of your own that shows the class.")
    ] = None,
    no_chips: Annotated[
        Some, typer.Option("--no-chips", metavar="CLASS", help="Without pictures of your own of a class.")
    ] = None,
    as_made: Annotated[bool, typer.Option("--as-made", help="Forget first all that was chosen before.")] = False,
    encode: Annotated[
        bool,
        typer.Option("--encode/--ask", help="Encode windows whose features are not kept any more, or say how many."),
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Choose among the pictures of a run's classes and score it again: a new map beside the old one.

    What was chosen before goes on holding. `terralex teach RUN --undo` takes it back.
    """
    with Shown(as_json):
        support = {} if as_made else support_now(run)
        made = read_recipe(run, "words", "classes")["identity"]
        names = [str(spec["name"]) for spec in made["classes"]]
        own = {name: tuple(of_class) for name, of_class in zip(names, made["words"])}
        for option, state, given in (
            ("--reject", "rejected", reject),
            ("--favour", "favoured", favour),
            ("--use", "used", use),
        ):
            for text in given or ():
                word, number = _picture(option, text)
                for name in _classes_of(word, own, support):
                    support[name] = support.get(name, Choice()).with_state(word, number, state)
        for text in more or ():
            name, count = _pair("--more", text, "=", names)
            if not count.isdigit():
                raise InputError(f"“--more {text}” is no number of pictures.", "Write for example --more pond=8.")
            support[name] = replace(support.get(name, Choice()), more=int(count))
        for text in words or ():
            name, said = _pair("--words", text, ":", names)
            listed = tuple(word.strip() for word in said.split("|") if word.strip())
            support[name] = replace(support.get(name, Choice()), words=listed)
        for name in no_chips or ():
            support[name] = replace(support.get(_known(name, names), Choice()), chips=())
        for text in chip or ():
            name, file = _pair("--chip", text, "=", names)
            before = support.get(name, Choice())
            support[name] = replace(before, chips=(*before.chips, *_added(run, name, file, as_json)))
    do("rescore", Rescore(str(run), support_plain(support), encode), as_json, _rescored)


def _picture(option: str, text: str) -> tuple[str, int]:
    word, _, number = text.rpartition(":")
    if not word.strip() or not number.strip().isdigit():
        raise InputError(f"“{option} {text}” names no picture.", f"Write for example {option} building:3.")
    return word.strip(), int(number)


def _classes_of(word: str, own: dict[str, tuple[str, ...]], support: dict[str, Choice]) -> list[str]:
    """The classes that a word of the pack stands for, as words are chosen now or were."""
    found = [name for name, of_class in own.items() if word in of_class or word in support.get(name, Choice()).words]
    if not found:
        listed = ", ".join(sorted({each for of_class in own.values() for each in of_class}))
        raise InputError(f"No class of this run was drawn by the word “{word}”.", f"Its words: {listed}.")
    return found


def _pair(option: str, text: str, sign: str, names: list[str]) -> tuple[str, str]:
    name, found, value = text.partition(sign)
    if not found:
        raise InputError(f"“{option} {text}” has no “{sign}”.", f"Write {option} CLASS{sign}… for a class of the run.")
    return _known(name.strip(), names), value.strip()


def _known(name: str, names: list[str]) -> str:
    if name not in names:
        raise InputError(f"The run has no class “{name}”.", f"It was made with: {', '.join(names)}.")
    return name


def _added(run: Path, name: str, file: str, quiet: bool) -> list[str]:
    from ..jobs.chips import add_chips

    token = CancelToken()
    keys: list[str] = drive(add_chips(AddChips(str(run), name, files=[file]), token), token, quiet=quiet)["keys"]
    return keys


def _shown(result: dict[str, Any]) -> str:
    if not result["draws"]:
        return "The method of this run draws no pictures."
    lines = []
    for one in result["classes"]:
        lines.append(f"{one['name']}: {', '.join(one['words'])}{' (reworded)' if one['reworded'] else ''}")
        for row in one["pictures"]:
            said = "" if row["state"] == "used" else f", {row['state']}"
            whole = ", no clear region" if row["whole"] else ""
            lines.append(f"  {row['word']}:{row['picture']}  {row['typical']:.2f}{said}{whole}  {row['file']}")
        lines += [f"  your own  {row['file']}" for row in one["chips"]]
    return "\n".join(lines)


def _rescored(result: dict[str, Any]) -> str:
    lines = [f"Done: {result['segments']}"]
    if result["changed"] is not None:
        lines.append(f"  {result['changed']:.1%} of the map changed, {result['kept']:,} corrected polygons stay")
    if result["way"]:
        lines.append(f"  what you taught it was learned again ({result['way']})")
    return "\n".join(lines)


COMMANDS = (gallery, rescore)
