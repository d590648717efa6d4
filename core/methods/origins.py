"""From a place of a raster back to the prototypes that decided, and to the support pictures that made them.

Source: OVDiff, section 3.3, lists this as the strength of the method: a decision can be traced to a picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..prototypes.levels import LEVELS, chosen
from ..prototypes.matching import Matcher, WordPrototypes
from .base import Witness

KEPT = 3  # prototypes told for each class


@dataclass(frozen=True)
class Origin:
    """Where a prototype comes from; `member` is the word's number in the matcher."""

    member: int
    word: str
    side: str
    level: str
    number: int


def origins(
    matcher: Matcher, learned: Sequence[Mapping[str, Mapping[str, np.ndarray]]], extractor: str
) -> list[list[Origin]]:
    """The origin of every row of a matcher, in the order of `Matcher.similarities`.

    Args:
        matcher: Of the run.
        learned: Of each of its words {extractor: {"fg.class": (1, D), ...}} as `levels.build` made them.
        extractor: One of the matcher's.
    """
    groups: list[list[Origin]] = []
    around: list[Origin] = []
    for number, (word, made) in enumerate(zip(matcher.words, learned)):
        groups.append(_of_side(number, word, made[extractor], "fg", word.fg[extractor]))
        if len(word.bg.get(extractor, ())):
            around += _of_side(number, word, made[extractor], "bg", word.bg[extractor])
    return [*groups, around] if around else groups


def _of_side(
    member: int, word: WordPrototypes, made: Mapping[str, np.ndarray], side: str, rows: np.ndarray
) -> list[Origin]:
    """Rows are found by their bytes: levels may have been left out, and the stuff filter may have taken some."""
    known: dict[bytes, Origin] = {}
    for level in LEVELS:
        for number, row in enumerate(chosen(dict(made), side, [level])):
            known.setdefault(row.tobytes(), Origin(member, word.word, side, level, number))
    return [known[row.tobytes()] for row in rows]


def witnesses_of(
    similarities: Sequence[np.ndarray],
    from_: Sequence[Sequence[Origin]],
    groups: Sequence[int],
    extractor: str,
    owners: Sequence[str],
    count: int = KEPT,
) -> list[Witness]:
    """The best prototypes of some groups (the words of one class, or the background), best first.

    `owners` are the classes of the matcher's words.
    """
    found = [
        Witness(extractor, o.word, o.side, o.level, o.number, float(s), owner=owners[o.member])
        for group in groups
        for o, s in zip(from_[group], similarities[group])
    ]
    return sorted(found, key=lambda w: -w.similarity)[:count]


def texts_of(matcher: Matcher, similar: Mapping[str, Sequence[np.ndarray]], members: Sequence[int]) -> list[Witness]:
    """What the texts of some words say of a place, best first; `similar` from `Matcher.text_similarities`."""
    found = [
        Witness(name, matcher.words[m].word, "fg", "text", 0, float(of_word[m][0]))
        for name, of_word in similar.items()
        for m in members
    ]
    return sorted(found, key=lambda w: -w.similarity)


def nearest_place(
    prototype: np.ndarray, maps: Sequence[np.ndarray], masks: np.ndarray, only: int | None = None
) -> tuple[int, tuple[int, int], tuple[int, int]]:
    """Where in the support set a prototype is at home: picture, cell, and the picture's grid of cells.

    Args:
        prototype: (D,).
        maps: N maps of features (D, h, w).
        masks: (N, h, w) bool: the cells of the prototype's side; a picture without any is left out.
        only: Just this picture.
    """
    best, place = -np.inf, (0, (0, 0))
    for i, (features, mask) in enumerate(zip(maps, masks)):
        if (only is not None and i != only) or not mask.any():
            continue
        distance = ((features - prototype[:, None, None]) ** 2).sum(0)
        closeness = np.where(mask, -distance, -np.inf)
        at = int(closeness.argmax())
        if closeness.flat[at] > best:
            row, col = divmod(at, mask.shape[1])
            best, place = float(closeness.flat[at]), (i, (row, col))
    return (*place, masks.shape[1:])
