"""What the words of a run look like: drawn and learned, found in the bank, or as the class file says that has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..class_files.home import LoadedClass
from ..errors import ModelError
from ..packs import Resolution
from ..packs.learned import at_resolution
from ..progress import CancelToken, Events, Note, Progress
from ..prototypes.chosen import Wish
from ..prototypes.imagination import Support
from .base import Brief
from .imagining import Imagining


@dataclass(frozen=True)
class Looks:
    """What was learned of some words.

    Attributes:
        learned: Of each the prototypes by extractor, as `levels.build` makes them.
        sets: Of each that was drawn its pictures.
        found: Words that were in the bank.
    """

    learned: Mapping[Wish, Mapping[str, dict[str, np.ndarray]]]
    sets: Mapping[Wish, Support]
    found: tuple[str, ...]


def taking_part(method: Imagining, brief: Brief) -> tuple[list[tuple[str, ...]], list[str]]:
    """The words of each class that take part at a resolution, and those that are left out; of a file all take part."""
    if method.texts == "off":
        return [tuple(of_class) for of_class in brief.words], []
    asked = [() if spec.file else of_class for spec, of_class in zip(brief.classes, brief.words)]
    here, left_out = at_resolution(method.pack, asked, brief.resolution)
    return [all_ if spec.file else some for spec, all_, some in zip(brief.classes, brief.words, here)], left_out


def wishes_of(brief: Brief, words: Sequence[Sequence[str]], files: Mapping[str, LoadedClass]) -> list[tuple[Wish, ...]]:
    """What is wanted of the words of each class.

    A word that two files know alike is the same word: a run of loaded classes is the run that they were saved from.
    """
    first: dict[tuple[str, bytes], str] = {}

    def from_file(key: str, word: str) -> Wish:
        rows = b"".join(array.tobytes() for of in files[key].learned[word].values() for array in of.values())
        return Wish(word, file=first.setdefault((word, rows), key))

    return [
        tuple(
            from_file(spec.file, word) if spec.file in files else Wish.of(word, brief.support.get(spec.name))
            for word in of_class
        )
        for spec, of_class in zip(brief.classes, words)
    ]


def looks(
    method: Imagining,
    wishes: Sequence[Wish],
    files: Mapping[str, LoadedClass],
    brief: Brief,
    token: CancelToken,
) -> Events[Looks]:
    """Draw what has to be drawn, and learn it; the bank is written meanwhile."""
    return method.imagination.writing(_looks(method, wishes, files, brief, token))


def _looks(
    method: Imagining,
    wishes: Sequence[Wish],
    files: Mapping[str, LoadedClass],
    brief: Brief,
    token: CancelToken,
) -> Events[Looks]:
    drawn = [wish for wish in wishes if not wish.file]
    sets, found = yield from method.imagination.imagine(drawn, brief.resolution, token)
    learned: dict[Wish, dict[str, dict[str, np.ndarray]]] = {}
    for number, support in enumerate(sets):
        yield Progress("prototypes", f"Learning what {support.word} looks like", number, len(sets))
        learned[support.wish] = {}
        for name in method.extractor_names():
            learned[support.wish][name] = yield from method.imagination.learn(
                support,
                name,
                partial(method.encode_picture, name),
                token,
                brief.chips,
                partial(method.encode_pictures, name) if method.networks.device != "cpu" else None,
            )
    for wish in wishes:
        if wish.file:
            own = files[wish.file].learned[wish.word]
            learned[wish] = {name: dict(own[name]) for name in method.extractor_names()}
    return Looks(learned, {support.wish: support for support in sets}, found)


def check_files(method: Imagining, files: Mapping[str, LoadedClass]) -> None:
    """Refuse classes that a run cannot compare with what it sees.

    Raises:
        ModelError: names the class and what it lacks.
    """
    for loaded in files.values():
        made, name = loaded.manifest["method"], loaded.spec.name
        if made != method.name:
            raise ModelError(
                f"The class “{name}” was made with the method “{made}”.",
                "Choose this method for the run, or type the class instead.",
            )
        lacking = [each for each in method.extractor_names() if each not in loaded.manifest["extractors"]]
        if lacking:
            raise ModelError(
                f"The class “{name}” was made with fewer networks than this run uses: it lacks {', '.join(lacking)}.",
                "Choose a quicker preset, or ask for the class from a run of this preset.",
            )


def told_of_files(files: Mapping[str, LoadedClass], resolution: Resolution) -> Iterator[Note]:
    """Warnings about classes that were drawn for another resolution."""
    for loaded in files.values():
        if loaded.gsd_m != resolution.gsd_m:
            yield Note(
                f"The class “{loaded.spec.name}” was learned from pictures for {loaded.gsd_m:g} m per pixel; this run "
                f"looks at {resolution.gsd_m:g} m.",
                "warning",
            )
