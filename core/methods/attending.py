"""What the method that asks attention is to the files beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from ..model.networks import Networks
from ..packs import Pack
from .base import Arrays, Features

if TYPE_CHECKING:
    from ..model.cross_parts import Group, Scale, Text


@dataclass(frozen=True)
class Asked:
    """What the classes need.

    Attributes:
        texts: Of each word.
        groups: What is asked of a window's queries; with scheme=paper of each word its own.
        members: Words of each class.
        scale: Of the raster; None with scheme=paper, or where there is no raster.
        active: Which classes take part.
        template: Of what is asked, with {word} in it.
    """

    texts: tuple[Text, ...]
    groups: tuple[Group, ...]
    members: tuple[tuple[int, ...], ...]
    scale: Scale | None
    active: tuple[bool, ...]
    template: str = "{word}"


class Attending(Protocol):
    """A method that compares windows with words by attention."""

    networks: Networks
    pack: Pack
    published: bool
    places: int

    def encode(self, windows: np.ndarray) -> Sequence[Features]:
        """Features of each of (B, 3, h, w) uint8."""
        ...

    def kept(self, features: Features) -> Arrays:
        """Features of a window as arrays."""
        ...

    def scoring(self, words: Sequence[str], features: Features, side: int) -> Callable[[], np.ndarray]:
        """Scores a window for some words, to be timed."""
        ...

    def here(self, features: Features, asked: Asked, wanted: set[int]) -> Asked:
        """What is asked of one window for the wanted words."""
        ...

    def word_scores(
        self, features: Features, asked: Asked, wanted: set[int], shape: tuple[int, int]
    ) -> Mapping[int, np.ndarray]:
        """Scores (rows, cols) float32 of the wanted words."""
        ...

    def layers(
        self, features: Features, asked: Asked, word: int, place: tuple[int, int], shape: tuple[int, int]
    ) -> Mapping[int, float]:
        """What each level adds to a word's score at a place, by the rows of its maps."""
        ...
