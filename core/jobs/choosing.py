"""What a person has chosen of a run's support sets, brought into what its method is asked."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from ..files.own_picture import from_png
from ..given import is_link, read_given
from ..methods.base import Brief, Method
from ..methods.imagining import as_imagining
from ..packs import Pack
from ..prototypes.chosen import Chip
from ..support import CHIPS, Choice, Support, support_now
from ..vocabulary import ClassSpec
from .setting import Setting

LONGEST_CHIP = 16 << 20  # bytes


@dataclass(frozen=True)
class Chosen:
    """What holds of a run, and where its chips lie.

    Attributes:
        folder: Of the run.
        support: By the names of its classes.
    """

    folder: Path
    support: Support

    @classmethod
    def now(cls, folder: Path) -> Chosen:
        """What holds now.

        Raises:
            InputError: the lesson file is damaged.
        """
        return cls(folder, support_now(folder))

    def into(self, brief: Brief, setting: Setting, method: Method) -> Brief:
        """What the method is asked with it.

        Raises:
            InputError: the method draws nothing, a class or word is unknown, or a chip is not there.
        """
        support = {name: choice for name, choice in self.support.items() if not choice.empty}
        if not support:
            return brief
        if as_imagining(method) is None:
            raise InputError(
                f"The method “{setting.config.method}” draws no pictures in this run, so that none can be chosen.",
                "Run it again with the method ovdiff.",
            )
        names = [spec.name for spec in brief.classes]
        unknown = [name for name in support if name not in names]
        if unknown:
            raise no_class(unknown[0], names)
        words, classes = [], []
        for spec, own in zip(brief.classes, brief.words):
            choice = support.get(spec.name, Choice())
            if spec.file and not choice.empty and not choice.words:
                raise InputError(
                    f"The class “{spec.name}” comes from a class file: what it was learned from cannot be chosen here.",
                    "Give it other words, which draws it anew, or ask whoever saved it.",
                )
            classes.append(replace(spec, file="") if choice.words else spec)
            now = reworded(setting.pack, choice.words) if choice.words else own
            _check_words(choice, {*own, *now}, spec.name)
            words.append(now)
        keys = {key for choice in support.values() for key in choice.chips}
        chips = read_chips(self.folder, sorted(keys), side_of(setting.pack))
        return replace(brief, classes=tuple(classes), words=tuple(words), support=support, chips=chips)


def no_class(name: str, names: Sequence[str]) -> InputError:
    """What to tell somebody who names a class that a run does not have."""
    return InputError(f"The run has no class “{name}”.", f"It was made with: {', '.join(names)}.")


def reworded(pack: Pack, words: Iterable[str]) -> tuple[str, ...]:
    """The pack's words for those that a person gives a class instead of its own.

    Raises:
        InputError: the pack does not know one of them.
    """
    found: dict[str, None] = {}
    for word in words:
        spec = ClassSpec(word)
        known = pack.known_words(spec)
        if not known:
            raise pack.unknown(spec)
        found.update(dict.fromkeys(known))
    return tuple(found)


def side_of(pack: Pack) -> int:
    """The side of a pack's support pictures, pixels."""
    return int(pack.manifest["generator"]["size_px"])


def read_chips(folder: Path, keys: Iterable[str], side: int) -> dict[str, Chip]:
    """Chips of a run's folder by key.

    Raises:
        InputError: one is not there, or is not what its key says.
    """
    chips = {}
    for key in keys:
        path = folder / CHIPS / f"{key}.png"
        try:
            if is_link(path.parent):
                raise OSError
            data = read_given(path, LONGEST_CHIP)
            if hashlib.sha256(data).hexdigest() != key:
                raise OSError
        except OSError as error:
            raise InputError(
                f"The picture of your own {key[:12]}… is not in this run's folder, or is damaged.",
                "Take it out, or give it again.",
            ) from error
        chips[key] = Chip(key, *from_png(data, side))
    return chips


def _check_words(choice: Choice, words: set[str], name: str) -> None:
    for word in (*choice.rejected, *choice.favoured):
        if word not in words:
            raise InputError(f"The class “{name}” has no word “{word}”.", f"Its words: {', '.join(sorted(words))}.")
