"""What a person says of a run's support sets: which pictures count, which do not, and which of their own come in.

Standard library only: the engine learns by it, and the plugin's gallery writes it (docs/contracts.md, Gallery).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Iterable, Mapping

from .errors import InputError
from .results import read_lessons, standing

FAVOUR = 3  # times that a favoured picture or a chip counts
MOST_MORE = 256  # further pictures of a word
MOST_CHIPS = 256  # own chips of a class
CHIPS = "chips"  # the folder of own chips in a run's folder
_KEY = re.compile(r"[0-9a-f]{64}")

Pictures = Mapping[str, tuple[int, ...]]


@dataclass(frozen=True)
class Choice:
    """What a person says of one class of a run; all empty: as the machine did.

    Attributes:
        words: Instead of the class's own words; () as they are.
        rejected: Of each of the pack's words the pictures that take no part, from 0 in the word's support set.
        favoured: Likewise those that count `FAVOUR` times; one that is rejected, too, is rejected.
        more: Further pictures that are drawn of each word; the first ones stay the same.
        chips: Own chips by key; each counts as a favoured picture.
    """

    words: tuple[str, ...] = ()
    rejected: Pictures = field(default_factory=dict)
    favoured: Pictures = field(default_factory=dict)
    more: int = 0
    chips: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it says nothing."""
        return not (self.words or any(self.rejected.values()) or any(self.favoured.values()) or self.more or self.chips)

    def to_dict(self) -> dict[str, Any]:
        """Plain values; pictures ascending, words without any left out."""
        return {
            "words": list(self.words),
            "rejected": _plain(self.rejected),
            "favoured": _plain(self.favoured),
            "more": self.more,
            "chips": list(self.chips),
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Choice:
        """The inverse; missing parts say nothing.

        Raises:
            ValueError: it cannot be one.
        """
        if not isinstance(data, Mapping) or set(data) - set(cls.__dataclass_fields__):
            raise ValueError("not what is chosen of a class")
        more, chips, words = data.get("more", 0), _texts(data.get("chips", ())), _texts(data.get("words", ()))
        if not _is_number(more) or more > MOST_MORE or len(chips) > MOST_CHIPS:
            raise ValueError("more than can be")
        if not all(_KEY.fullmatch(key) for key in chips):
            raise ValueError("not the key of a chip")
        return cls(
            tuple(dict.fromkeys(words)),
            _pictures(data.get("rejected", {})),
            _pictures(data.get("favoured", {})),
            more,
            tuple(dict.fromkeys(chips)),
        )

    def with_state(self, word: str, picture: int, state: str) -> Choice:
        """With a picture rejected, favoured or just used ("rejected", "favoured", "used")."""
        sides = {}
        for name in ("rejected", "favoured"):
            before = getattr(self, name)
            kept = tuple(n for n in before.get(word, ()) if n != picture)
            now = tuple(sorted((*kept, picture))) if name == state else kept
            sides[name] = {**{w: n for w, n in before.items() if w != word}, **({word: now} if now else {})}
        return replace(self, rejected=sides["rejected"], favoured=sides["favoured"])

    def state_of(self, word: str, picture: int) -> str:
        """Whether a picture is "used", "rejected" or "favoured"."""
        if picture in self.rejected.get(word, ()):
            return "rejected"
        return "favoured" if picture in self.favoured.get(word, ()) else "used"


Support = Mapping[str, Choice]  # of a run, by the names of its classes as it was made; who is not named says nothing


def support_from(plain: Any) -> dict[str, Choice]:
    """What is chosen of a run, from plain values; classes of which nothing is said are left out.

    Raises:
        InputError: it cannot be understood.
    """
    try:
        if not isinstance(plain, Mapping):
            raise ValueError("not a mapping")
        found = {str(name): Choice.from_dict(one) for name, one in plain.items()}
    except (ValueError, TypeError) as error:
        raise InputError("What was chosen of the support pictures cannot be understood.", "Choose again.") from error
    return {name: choice for name, choice in found.items() if not choice.empty}


def support_plain(support: Support) -> dict[str, dict[str, Any]]:
    """The inverse."""
    return {name: choice.to_dict() for name, choice in sorted(support.items()) if not choice.empty}


def support_now(run: str | Path) -> dict[str, Choice]:
    """What holds of a run now: what the last step that stands of its newest lesson file says; empty without one.

    Raises:
        InputError: the lesson file is damaged.
    """
    steps = standing(read_lessons(run))
    return support_from(steps[-1].get("support", {})) if steps else {}


def _texts(values: Any) -> tuple[str, ...]:
    if not isinstance(values, (list, tuple)) or not all(isinstance(value, str) for value in values):
        raise ValueError("not a list of texts")
    return tuple(values)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _pictures(data: Any) -> dict[str, tuple[int, ...]]:
    if not isinstance(data, Mapping):
        raise ValueError("not pictures of words")
    found = {}
    for word, numbers in data.items():
        if not isinstance(word, str) or not isinstance(numbers, (list, tuple)) or not all(map(_is_number, numbers)):
            raise ValueError("not pictures of a word")
        if numbers:
            found[word] = tuple(sorted(set(numbers)))
    return found


def _plain(pictures: Pictures) -> dict[str, list[int]]:
    return {word: _sorted(numbers) for word, numbers in sorted(pictures.items()) if numbers}


def _sorted(numbers: Iterable[int]) -> list[int]:
    return sorted(set(numbers))
