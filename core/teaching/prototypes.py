"""Way 1, prototypes: what corrected polygons look like joins their class, and leaves the class that won there wrongly.

A prototype is one of at most four K-means centres of a polygon's cells. It holds by how much the machine was wrong
there: +1 for the class of the polygon less the machine's share of it, and minus the machine's share for each other
class. A place takes over the mean of the prototypes that it resembles; one that resembles none keeps its scores. So
accepted polygons hold the map where it is right, and polygons of background are the background's own.

Ours: kernel regression of what was wrong (Nadaraya and Watson, 1964), with the machine's own word as a prototype that
is everywhere. The constants come from the corrections themselves: the reach is their own spread, the gain the margin by
which the machine was wrong.
"""

from __future__ import annotations

import numpy as np

from ..prototypes.levels import part_means
from .cells import Cells, Terms, unit
from .examples import Examples
from .lesson import Lesson

CENTRES = 4  # of a polygon, at most
FAR = float(np.exp(-2.0))  # beyond twice the usual distance to a centre the machine's word weighs more
ENOUGH = 0.9  # of the wrong cells shall be put right where they lie on a prototype
MOST = 2048  # prototypes; of more, those of the heaviest polygons
PART = 8192  # cells compared at a time
SMALLEST = 1e-6  # of a distance


def learn(examples: Examples, _map: Cells, terms: Terms) -> Lesson:
    """See above; the map's other places are not asked."""
    centres, held, weights, distances = _prototypes(examples, terms)
    reach = max(float(np.average(distances, weights=examples.weights)), SMALLEST)
    gain = _gain(examples, terms)
    taught = examples.taught(terms)

    def change(cells: Cells) -> np.ndarray:
        out = np.empty((len(cells), held.shape[1]), np.float32)
        for start in range(0, len(cells), PART):
            part = slice(start, start + PART)
            apart = np.maximum(1 - cells.vectors[part] @ centres.T, 0)
            near = np.exp(-apart / np.float32(reach)) * weights
            out[part] = gain * (near @ held) / (FAR + near.sum(1, keepdims=True))
        out[:, ~taught] = 0
        return out

    facts = {"prototypes": len(centres), "reach": round(reach, 4), "gain": round(gain, 4)}
    return Lesson(change, taught, facts, f"Prototypes that the corrections gave: {len(centres):,}")


def _prototypes(examples: Examples, terms: Terms) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Centres (P, D), what each holds (P, 1 + C), weights (P,), and each cell's distance to its centre (n,)."""
    belief = terms.belief(examples.cells.scores)
    wanted = np.zeros(belief.shape)
    wanted[np.arange(len(examples)), examples.labels] = 1
    wrong = wanted - belief
    distances = np.zeros(len(examples))
    centres, held, weights = [], [], []
    for number in np.unique(examples.polygon):
        rows = np.flatnonzero(examples.polygon == number)
        points = examples.cells.vectors[rows]
        means = unit(part_means(points, CENTRES))
        apart = 1 - points @ means.T
        nearest = apart.argmin(1)
        distances[rows] = np.maximum(apart[np.arange(len(rows)), nearest], 0)
        for own in np.unique(nearest):
            members = rows[nearest == own]
            centres.append(means[own])
            held.append(wrong[members].mean(0))
            weights.append(examples.weights[members].sum())
    order = np.argsort(-np.array(weights), kind="stable")[:MOST]
    kept = np.sort(order)
    weight = np.array(weights)[kept]
    return (
        np.array(centres, np.float32)[kept],
        np.array(held, np.float32)[kept],
        (weight / weight.mean()).astype(np.float32),
        distances,
    )


def _gain(examples: Examples, terms: Terms) -> float:
    """By how much scores change on a prototype: what puts most of the wrong cells right; at least a temperature."""
    scores = examples.cells.scores
    best = scores[:, 0 if terms.background else 1 :].max(1)
    short = best - scores[np.arange(len(examples)), examples.labels]
    wrong = short > 0
    needed = float(np.quantile(short[wrong], ENOUGH)) if wrong.any() else 0.0
    return max(needed, terms.temperature)
