"""What a method that draws thinks each class is: its support pictures, how typical each is, and where the class is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ..packs.learned import at_resolution
from ..progress import CancelToken, Events, Progress
from ..prototypes.chosen import Wish
from ..prototypes.imagination import Support
from ..prototypes.matching import Space, best_cosines
from .base import Brief
from .imagining import Imagining


@dataclass(frozen=True)
class Shown:
    """One support picture of a class.

    Attributes:
        owner: Number of the class, from 0.
        word: The pack's word that it was drawn of.
        number: Of the picture in the word's set.
        picture: (3, s, s) uint8.
        region: (s, s) bool: where the word is.
        typical: Cosine of the mean of its region to that of all pictures that count, the mean over the extractors by
            their weights; 0 where it shows no region.
    """

    owner: int
    word: str
    number: int
    picture: np.ndarray
    region: np.ndarray
    typical: float


def shown(method: Imagining, brief: Brief, token: CancelToken) -> Events[list[Shown]]:
    """The support pictures of all classes, the most typical of a class first; what is rejected is among them."""
    words = [tuple(of_class) for of_class in brief.words]
    if method.texts != "off":
        words, _left_out = at_resolution(method.pack, words, brief.resolution)
    owned = [
        (owner, Wish.of(word, brief.support.get(spec.name)))
        for owner, (spec, of_class) in enumerate(zip(brief.classes, words))
        for word in of_class
    ]
    sets, _found = yield from method.imagination.imagine([wish for _, wish in owned], brief.resolution, token)
    spaces = method.spaces(brief.resolution)
    found: list[Shown] = []
    for done, ((owner, wish), support) in enumerate(zip(owned, sets)):
        yield Progress("prototypes", f"Looking at the pictures of {wish.word}", done, len(owned))
        regions, _around = method.imagination.regions(support, token)
        typical = yield from _typical(method, support, regions, spaces, brief, token)
        found += [
            Shown(owner, wish.word, number, picture, region, float(value))
            for number, (picture, region, value) in enumerate(zip(support.pictures, regions, typical))
        ]
    return sorted(found, key=lambda one: (one.owner, -one.typical, one.word, one.number))


def _typical(
    method: Imagining,
    support: Support,
    regions: np.ndarray,
    spaces: Mapping[str, Space],
    brief: Brief,
    token: CancelToken,
) -> Events[np.ndarray]:
    """How typical each picture of a set is, (N,) float64. Nothing is encoded that the bank has."""
    N, total = len(support.pictures), sum(space.weight for space in spaces.values())
    all_of_it = replace(support, wish=Wish(support.word, support.wish.more))
    regions = regions if regions.any() else np.ones_like(regions)  # as when it was learned
    typical = np.zeros(N)
    for name, space in spaces.items():
        encode = partial(method.encode_picture, name)
        chosen = yield from method.imagination.learn(support, name, encode, token, brief.chips)
        every = yield from method.imagination.learn(all_of_it, name, encode, token)
        there = np.flatnonzero(regions.any((1, 2)))
        turns = 4 if method.options.rotate_supports else 1
        cosines = best_cosines(space, every["fg.instance"], chosen["fg.class"]).reshape(turns, len(there))
        typical[there] += space.weight / total * cosines.mean(0)
    return typical
