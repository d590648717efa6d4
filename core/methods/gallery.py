"""What a method that draws thinks each class is: its support pictures, how typical each is, and where the class is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from ..class_files.home import LoadedClass, open_classes
from ..class_files.pictures import without_region
from ..progress import CancelToken, Events, Progress
from ..prototypes.chosen import Wish
from ..prototypes.imagination import Support
from ..prototypes.matching import Space, best_cosines
from .base import Brief
from .imagining import Imagining
from .looks import taking_part


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
        own: Whether it came with a class file, and is a piece of the imagery of whoever saved that.
    """

    owner: int
    word: str
    number: int
    picture: np.ndarray
    region: np.ndarray
    typical: float
    own: bool = False


def shown(method: Imagining, brief: Brief, token: CancelToken) -> Events[list[Shown]]:
    """The support pictures of all classes, the most typical of a class first; what is rejected is among them."""
    words, _left_out = taking_part(method, brief)
    files = open_classes(brief.classes, method.pack)
    owned = [
        (owner, Wish.of(word, brief.support.get(spec.name)))
        for owner, (spec, of_class) in enumerate(zip(brief.classes, words))
        for word in of_class
        if not spec.file
    ]
    sets, _found = yield from method.imagination.imagine([wish for _, wish in owned], brief.resolution, token)
    spaces = method.spaces(brief.resolution)
    found = [
        one
        for owner, spec in enumerate(brief.classes)
        if spec.file
        for one in _of_file(method, owner, files[spec.file])
    ]
    for done, ((owner, wish), support) in enumerate(zip(owned, sets)):
        yield Progress("prototypes", f"Looking at the pictures of {wish.word}", done, len(owned))
        regions, _around = method.imagination.regions(support, token)
        typical = yield from _typical(method, support, regions, spaces, brief, token)
        found += [
            Shown(owner, wish.word, number, picture, region, float(value))
            for number, (picture, region, value) in enumerate(zip(support.pictures, regions, typical))
        ]
    return sorted(found, key=lambda one: (one.owner, -one.typical, one.word, one.number))


def _of_file(method: Imagining, owner: int, loaded: LoadedClass) -> list[Shown]:
    """The pictures that came with a class file, in its order; how typical they are it does not tell."""
    side = int(method.pack.manifest["generator"]["size_px"])
    return [
        Shown(owner, word, number, *without_region(picture.pixels, side), 0.0, picture.own)
        for word in loaded.words
        for number, picture in enumerate(loaded.pictures(word))
    ]


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
