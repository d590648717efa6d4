"""What the words of a run look like: drawn and learned, found in the bank, or as the class file says that has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from ..class_files.home import LoadedClass
from ..errors import ModelError
from ..packs import Resolution
from ..progress import CancelToken, Events, Note, Progress
from ..prototypes.imagination import Support
from ..prototypes.matching import Meant
from ..vocabulary import ClassSpec
from .imagining import Imagining


@dataclass(frozen=True)
class Looks:
    """What was learned of some words.

    Attributes:
        learned: Of each the prototypes by extractor, as `levels.build` makes them.
        sets: Of each that was drawn its pictures.
        found: Words that were in the bank.
    """

    learned: Mapping[Meant, Mapping[str, dict[str, np.ndarray]]]
    sets: Mapping[Meant, Support]
    found: tuple[str, ...]


def meant_words(
    classes: Sequence[ClassSpec], words: Sequence[Sequence[str]], files: Mapping[str, LoadedClass]
) -> list[tuple[Meant, ...]]:
    """The words of each class, each with the file that it comes from.

    A word that two files know alike is the same word: a run of loaded classes is the run that they were saved from.
    """
    first: dict[tuple[str, bytes], str] = {}

    def meant(spec: ClassSpec, word: str) -> Meant:
        if spec.file not in files:
            return word, ""
        rows = b"".join(a.tobytes() for of in files[spec.file].learned[word].values() for a in of.values())
        return word, first.setdefault((word, rows), spec.file)

    return [tuple(meant(spec, word) for word in of_class) for spec, of_class in zip(classes, words)]


def looks(
    method: Imagining,
    meant: Sequence[Meant],
    files: Mapping[str, LoadedClass],
    resolution: Resolution,
    token: CancelToken,
) -> Events[Looks]:
    """Draw what has to be drawn, and learn it; `meant` without repeats."""
    sets, found = yield from method.imagination.imagine([w for w, file in meant if not file], resolution, token)
    learned: dict[Meant, dict[str, dict[str, np.ndarray]]] = {}
    for number, support in enumerate(sets):
        yield Progress("prototypes", f"Learning what {support.word} looks like", number, len(sets))
        learned[support.word, ""] = {}
        for name in method.extractor_names():
            learned[support.word, ""][name] = yield from method.imagination.learn(
                support, name, partial(method.encode_picture, name), token
            )
    for word, file in meant:
        if file:
            learned[word, file] = {name: dict(files[file].learned[word][name]) for name in method.extractor_names()}
    return Looks(learned, {(support.word, ""): support for support in sets}, found)


def check_files(method: str, extractors: Sequence[str], files: Mapping[str, LoadedClass]) -> None:
    """Refuse classes that a run cannot compare with what it sees.

    Raises:
        ModelError: names the class and what it lacks.
    """
    for loaded in files.values():
        made, name = loaded.manifest["method"], loaded.spec.name
        if made != method:
            raise ModelError(
                f"The class “{name}” was made with the method “{made}”.",
                "Choose this method for the run, or type the class instead.",
            )
        lacking = [each for each in extractors if each not in loaded.manifest["extractors"]]
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
