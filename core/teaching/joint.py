"""Way 3, joint decision: all kept cells of the map settle together what they are, with the corrected ones fixed.

Source: ConInfer, arXiv 2603.29271 (CVPR 2026 Findings), without its neighbour graph, which its code has switched off.
Ours: corrected cells are fixed, the temperature follows the number of dimensions, and a class without a confident cell
takes no part.
"""

from __future__ import annotations

import numpy as np

from .cells import Cells, Terms, unit
from .examples import PRIOR, Examples, stratified
from .lesson import Lesson, towards

ROUNDS = 10
FIRST = 8  # cells that a class begins with: those that the machine is surest of
CONFIDENT = 1.5  # times chance: where the last of them is believed less, the class is not in the map
DIMENSIONS = 1024 / 50  # to one step of the temperature: theirs was 50 for 1,024 dimensions
LEAST = 1e-12


def learn(examples: Examples, map_: Cells, terms: Terms) -> Lesson:
    """Means and one variance a dimension for all classes, from cells of the map and the corrected ones."""
    taught = examples.taught(terms)
    some = stratified(map_, terms)
    vectors = np.concatenate([some.vectors, examples.cells.vectors])
    belief = np.concatenate([terms.belief(some.scores), terms.belief(examples.cells.scores)])
    fixed = slice(len(some), None)
    channels = belief.shape[1]
    given = np.zeros((len(examples), channels))
    given[np.arange(len(examples)), examples.labels] = 1
    corrected = given.any(0)
    means, there = _first(some, belief[: len(some)], examples, corrected)
    if not terms.background:
        there[0] = False
    temperature = vectors.shape[1] / DIMENSIONS
    variance = np.full(vectors.shape[1], 1 / vectors.shape[1])
    for _ in range(ROUNDS):
        z = _shares(vectors, belief, means, variance, there, temperature)
        z[fixed] = given * _weight(examples, z[: len(some)])
        mass = np.maximum(z.sum(0), LEAST)
        new = unit((z.T.astype(np.float32) @ vectors) / mass[:, None].astype(np.float32))
        means = np.where(there[:, None], new, means)
        variance = _variance(vectors, z[:, there], means[there])

    def change(cells: Cells) -> np.ndarray:
        own = terms.belief(cells.scores)
        made = towards(_shares(cells.vectors, own, means, variance, there, temperature), own, taught & there, terms)
        made[:, ~taught] = 0
        return made

    left = [name for name, on in zip(terms.classes, there) if not on and (terms.background or name != terms.classes[0])]
    facts = {"cells": len(some), "temperature": round(temperature, 3), "left_out": left}
    return Lesson(change, taught, facts, f"{len(some):,} cells of the map in {ROUNDS} rounds")


def _first(some: Cells, belief: np.ndarray, examples: Examples, corrected: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The classes' first means (1 + C, D), and which take part; a corrected class begins with its corrected cells."""
    channels = belief.shape[1]
    means = np.zeros((channels, some.vectors.shape[1]), np.float32)
    there = corrected.copy()
    chance = CONFIDENT / channels
    for channel in range(channels):
        if corrected[channel]:
            means[channel] = examples.cells.vectors[examples.labels == channel].mean(0)
        elif len(some) >= FIRST:
            top = np.argsort(-belief[:, channel], kind="stable")[:FIRST]
            there[channel] = belief[top[-1], channel] >= chance
            means[channel] = (belief[top, channel][:, None] * some.vectors[top]).sum(0)
    return unit(means), there


def _weight(examples: Examples, z: np.ndarray) -> np.ndarray:
    """(n, 1) what each corrected cell counts: a class's by its corrections against `PRIOR` and the map's cells."""
    mass, counts = z.sum(0), examples.counts()
    total = np.zeros(z.shape[1])
    np.add.at(total, examples.labels, examples.weights)
    share = np.array([counts.get(k, 0) / PRIOR for k in range(z.shape[1])])
    of_class = share * np.maximum(mass, 1.0) / np.maximum(total, LEAST)
    return (examples.weights * of_class[examples.labels])[:, None]


def _distances(vectors: np.ndarray, means: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """Squared distances (n, K) in units of the variance, the square expanded into products."""
    inverse = (1 / variance).astype(np.float32)
    scaled = means * inverse
    return (vectors * vectors) @ inverse[:, None] - 2 * vectors @ scaled.T + (means * scaled).sum(1)


def _shares(
    vectors: np.ndarray,
    belief: np.ndarray,
    means: np.ndarray,
    variance: np.ndarray,
    there: np.ndarray,
    temperature: float,
) -> np.ndarray:
    """(n, 1 + C) what each cell is, from the machine's belief and its distance to the means.

    A class that takes no part keeps what the machine believes of it.
    """
    likely = -0.5 * _distances(vectors, means[there], variance).astype(np.float64)
    likely = np.exp((likely - likely.max(1, keepdims=True)) / temperature)
    z = belief.copy()
    z[:, there] = belief[:, there] * likely
    inside, kept = z[:, there].sum(1, keepdims=True), belief[:, there].sum(1, keepdims=True)
    z[:, there] *= kept / np.maximum(inside, LEAST)
    return z


def _variance(vectors: np.ndarray, z: np.ndarray, means: np.ndarray) -> np.ndarray:
    """(D,) of all classes together."""
    mass, weight = z.sum(0), z.sum(1).astype(np.float32)
    square = weight @ (vectors * vectors)
    mixed = (z.T.astype(np.float32) @ vectors * means).sum(0)
    return np.maximum((square - 2 * mixed + (mass[:, None] * means * means).sum(0)) / mass.sum(), LEAST)
