"""A support set as a person has chosen it: pictures that count more, once or not at all, and own chips beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..errors import InputError
from ..support import FAVOUR, Choice


@dataclass(frozen=True)
class Chip:
    """A picture of a class that the user gave.

    Attributes:
        key: Of its file.
        picture: (3, s, s) uint8.
        mask: (s, s) bool: where the class is. What lies around may be the class as well, and teaches nothing.
    """

    key: str
    picture: np.ndarray
    mask: np.ndarray


@dataclass(frozen=True)
class Wish:
    """What is wanted of a word in a class: the word, and what a person has chosen of its pictures.

    Attributes:
        word: Of the pack.
        more: Pictures beyond the usual ones.
        rejected, favoured: Numbers of pictures; none is in both.
        chips: Keys.
        file: The key of the class file that has its prototypes; then nothing else is chosen. "" where it is drawn.
    """

    word: str
    more: int = 0
    rejected: tuple[int, ...] = ()
    favoured: tuple[int, ...] = ()
    chips: tuple[str, ...] = ()
    file: str = ""

    @classmethod
    def of(cls, word: str, choice: Choice | None) -> Wish:
        """What a class's choice says of one of its words."""
        if choice is None:
            return cls(word)
        rejected = tuple(sorted(set(choice.rejected.get(word, ()))))
        favoured = tuple(sorted(set(choice.favoured.get(word, ())) - set(rejected)))
        return cls(word, choice.more, rejected, favoured, tuple(sorted(choice.chips)))

    @property
    def made_by(self) -> dict[str, Any]:
        """What decides prototypes besides the set itself; nothing where nothing is chosen, so that banks hold."""
        said = {"rejected": self.rejected, "favoured": self.favoured, "chips": self.chips}
        found: dict[str, Any] = {name: list(values) for name, values in said.items() if values}
        return {**found, "favour": FAVOUR} if found else {}

    def check(self, count: int) -> None:
        """Refuse choices that leave nothing, or name pictures that are not there.

        Args:
            count: Pictures of the set.

        Raises:
            InputError: they do.
        """
        beyond = [number for number in (*self.rejected, *self.favoured) if number >= count]
        if beyond:
            raise InputError(
                f"“{self.word}” has no picture {beyond[0]}: its {count} pictures count from 0.",
                "Look at the gallery of this run again.",
            )
        if len(self.rejected) == count and not self.chips:
            raise InputError(
                f"All pictures of “{self.word}” are rejected, and there is no picture of your own.",
                "Take one back, ask for more pictures, give one of your own, or choose other words for the class.",
            )


@dataclass(frozen=True)
class Material:
    """What prototypes of a word are learned from, M pictures: those of the set that take part, then chips.

    Attributes:
        pictures: (M, 3, s, s) uint8.
        fg: (M, s, s) bool, the word.
        bg: (M, s, s) bool, surely not the word.
        counts: (M,) how often each counts.
        numbers: (M,) of the picture in the set, of a chip among the chips.
        keys: Of each the chip's key; "" for pictures of the set.
        turns: (M,) quarter turns of each.
    """

    pictures: np.ndarray
    fg: np.ndarray
    bg: np.ndarray
    counts: np.ndarray
    numbers: np.ndarray
    keys: tuple[str, ...]
    turns: np.ndarray

    @classmethod
    def of(
        cls, wish: Wish, pictures: np.ndarray, fg: np.ndarray, bg: np.ndarray, chips: Mapping[str, Chip]
    ) -> Material:
        """Of a set's pictures (N, 3, s, s), their regions (N, s, s), and the run's chips by key.

        Raises:
            InputError: see `Wish.check`; or a chip is not there.
        """
        wish.check(len(pictures))
        use = np.setdiff1d(np.arange(len(pictures)), wish.rejected).astype(np.int64)
        own = [_found(chips, key) for key in wish.chips]
        counts = np.where(np.isin(use, wish.favoured), FAVOUR, 1)
        joined = [pictures[use], fg[use], bg[use]]
        if own:
            masks = np.stack([chip.mask for chip in own])
            added = (np.stack([chip.picture for chip in own]), masks, np.zeros_like(masks))
            joined = [np.concatenate(both) for both in zip(joined, added)]
        return cls(
            joined[0],
            joined[1],
            joined[2],
            np.concatenate([counts, np.full(len(own), FAVOUR)]),
            np.concatenate([use, np.arange(len(own))]),
            ("",) * len(use) + tuple(chip.key for chip in own),
            np.zeros(len(use) + len(own), np.int64),
        )

    @classmethod
    def plain(cls, pictures: np.ndarray, fg: np.ndarray, bg: np.ndarray) -> Material:
        """Of pictures of which nothing was chosen; maybe of none."""
        N = len(pictures)
        return cls(pictures, fg, bg, np.ones(N, np.int64), np.arange(N), ("",) * N, np.zeros(N, np.int64))

    def turned(self) -> Material:
        """In all four quarter turns: 4 M pictures."""
        return Material(
            turned(self.pictures),
            turned(self.fg),
            turned(self.bg),
            np.tile(self.counts, 4),
            np.tile(self.numbers, 4),
            self.keys * 4,
            np.repeat(np.arange(4), len(self.counts)),
        )


def turned(arrays: np.ndarray) -> np.ndarray:
    """Arrays (N, ..., s, s) in all four quarter turns: (4 N, ..., s, s)."""
    return np.concatenate([np.rot90(arrays, k, axes=(-2, -1)) for k in range(4)])


def _found(chips: Mapping[str, Chip], key: str) -> Chip:
    if key not in chips:
        raise InputError(f"The picture of your own {key[:12]}… is not in this run's folder.", "Give it again.")
    return chips[key]
