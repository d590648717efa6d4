"""Which of the named things a picture shows at all, by a CLIP: the others are left out of the matching.

Source: OVDiff, section 3.4 (category prefilter), its code for the details: softmax over raw cosines, only things are
filtered. Ours: on a raster many places are judged, and a class stays that one of them shows.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ..lattice import Window, touching
from ..options import Options
from ..progress import CancelToken, Events, Note, Progress
from ..raster.source import Source
from .paper import small_picture

if TYPE_CHECKING:
    from ..methods.base import Method, State
    from ..model.classifier import Classifier
    from ..model.networks import Networks

MOST_PLACES = 64  # of a raster that are judged; more are thinned evenly


def likely(cosines: np.ndarray, most: int) -> list[int]:
    """Classes whose share of the softmax is at least that of chance, the best `most` of them, best first.

    Args:
        cosines: (T,) raw cosines of a picture to the things, without a logit scale.
        most: At least 1.
    """
    shares = np.exp(cosines.astype(np.float64) - cosines.max())
    shares /= shares.sum()
    order = [int(i) for i in np.argsort(-shares, kind="stable")]
    passed = [i for i in order if shares[i] >= 1 / len(shares)]
    return (passed or order)[:most]


def best_subset(survivors: Sequence[int], score: Callable[[tuple[int, ...]], float]) -> tuple[int, ...]:
    """The subset of the survivors that scores highest; the smaller and earlier one among equals."""
    return max(subsets_of(survivors), key=score)


def subsets_of(survivors: Sequence[int]) -> list[tuple[int, ...]]:
    """All their subsets but the empty one, smaller and earlier ones first."""
    return [s for n in range(1, len(survivors) + 1) for s in itertools.combinations(survivors, n)]


def shown(
    picture: np.ndarray, words: Sequence[Sequence[str]], things: Sequence[int], options: Options, classifier: Classifier
) -> set[int]:
    """The things that one picture shows.

    Args:
        picture: (3, h, w) uint8.
        words: Of each class; a class is as likely as its likeliest word.
        things: Indices of the classes that are filtered, at least one.
        options: `prefilter` is "share" (the share of chance decides) or "subsets" (all combinations are tried).
        classifier: Compares pictures and words.

    Returns:
        Indices of classes, a part of `things`.
    """
    image = classifier.image_embeddings(picture[None])[0].astype(np.float64)
    classifier.text_embeddings([w for i in things for w in words[i]])
    of_word = {w: float(classifier.text_embeddings([w])[0] @ image) for i in things for w in words[i]}
    best = {i: max(words[i], key=of_word.__getitem__) for i in things}
    cosines = np.array([of_word[best[i]] for i in things])
    if options.prefilter == "share":
        return {things[k] for k in likely(cosines, len(things))}
    survivors = likely(cosines, options.prefilter_eta)

    def phrase(subset: tuple[int, ...]) -> str:
        return " and ".join(classifier.prompt.replace("{word}", best[things[k]]) for k in subset)

    def together(subset: tuple[int, ...]) -> float:
        return float(classifier.phrase_embeddings([phrase(subset)])[0] @ image)

    classifier.phrase_embeddings([phrase(subset) for subset in subsets_of(survivors)])  # all at a time, then found
    return {things[k] for k in best_subset(survivors, together)}


def present(
    pictures: Sequence[np.ndarray],
    scope: str,
    names: Sequence[str],
    words: Sequence[Sequence[str]],
    kinds: Sequence[str],
    options: Options,
    classifier: Classifier,
    token: CancelToken,
) -> Events[tuple[list[bool], dict[str, Any]]]:
    """Which classes take part.

    Args:
        pictures: Places that are judged, (3, h, w) uint8 each.
        scope: What they are, for the recipe.
        names: Of the classes.
        words: Of each class.
        kinds: Of each class; stuff always takes part.
        options: See `shown`.
        classifier: Compares pictures and words.
        token: Asked between pictures.

    Returns:
        Whether each class takes part, and what the recipe should remember.
    """
    things = [i for i, kind in enumerate(kinds) if kind == "thing"]
    kept = {i for i, kind in enumerate(kinds) if kind != "thing"}
    for done, picture in enumerate(pictures if things else ()):
        token.check()
        yield Progress("prototypes", "Looking which classes are there", done, len(pictures))
        kept |= shown(picture, words, things, options, classifier)
    active = [i in kept or not pictures for i in range(len(names))]
    left_out = [name for name, on in zip(names, active) if not on]
    if left_out:
        yield Note(f"The prefilter does not see {', '.join(left_out)}; left out.")
    facts = {
        "rule": options.prefilter,
        "eta": options.prefilter_eta,
        "scope": scope,
        "pictures": len(pictures),
        "kept": [name for name, on in zip(names, active) if on],
        "left_out": left_out,
    }
    return active, facts


def thinned(count: int) -> list[int]:
    """Which of `count` places are judged, in order: all, or `MOST_PLACES` spread evenly."""
    if count <= MOST_PLACES:
        return list(range(count))
    return [int(i) for i in np.linspace(0, count - 1, MOST_PLACES).round()]


def places(source: Source, options: Options) -> tuple[list[np.ndarray], str]:
    """What is judged of a raster, always from the whole of it: pictures (3, h, w) uint8, and what they are.

    In paper mode it is the picture; else squares as large as the largest window, side by side from the first pixel.
    """
    if options.short_side:
        return [small_picture(source, options.short_side)], "the whole picture"
    side = max(options.windows)
    down, over = (touching(length, side, side, 0, length) for length in source.grid.shape)
    squares = len(down) * len(over)  # not listed: a raster may say that it has any size
    pictures = []
    for index in thinned(squares):
        picture, valid = source.read(Window(down[index // len(over)], over[index % len(over)], side, 0))
        if valid.any():
            pictures.append(picture)
    return pictures, f"{len(pictures)} of {squares} squares of {side} px, spread over the whole raster"


def narrowed(
    method: Method,
    state: State,
    source: Source,
    names: Sequence[str],
    words: Sequence[Sequence[str]],
    options: Options,
    networks: Networks,
    token: CancelToken,
) -> Events[tuple[State, dict[str, Any]]]:
    """The state without the classes that the raster does not show, and what the recipe should remember of that."""
    if options.prefilter == "off":
        return state, {}
    pictures, scope = places(source, options)
    active, facts = yield from present(pictures, scope, names, words, state.kinds, options, networks.classifier, token)
    return method.restricted(state, active), facts
