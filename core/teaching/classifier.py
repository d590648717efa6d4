"""Way 4, a small classifier: logistic regression on kept features and the machine's shares. The baseline of the others.

Its other examples are places of the map as the machine sees them. Together they weigh as much as all corrections, and
at least as a hundred: people correct what is wrong, so that corrections alone say little of where the machine was
right.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from .cells import Cells, Terms
from .examples import SEED, Examples
from .lesson import SURE, Lesson, towards

OF_THE_MAP = 2000  # places that stand for the machine's word
OF_THE_MACHINE = 100.0  # corrections that its word weighs at least; 10 did harm (docs/measurements.md, Teaching)
OF_A_POLYGON = 64  # cells, so that it is learned within a moment
STEPS = 200
STEPS_AGAIN = 30  # from a beginning that is much the same, for an answer at once


@dataclass(frozen=True)
class _Line:
    """What was learned: of each of `classes`, (K,) channels, weights (D + 1 + C, K) and biases (K,) of the inputs."""

    classes: np.ndarray
    weights: np.ndarray
    biases: np.ndarray


def learn(examples: Examples, map_: Cells, terms: Terms, begin: _Line | None = None) -> Lesson:
    """Scikit-learn's logistic regression with its own regularisation (C = 1).

    Args:
        examples: Corrected places.
        map_: Places of the map.
        terms: Of the run.
        begin: What was learned of corrections that are much the same; steps begin there, and are fewer.
    """
    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    taught = examples.taught(terms)
    examples = examples.thinned(OF_A_POLYGON)
    rows = np.arange(min(len(map_), OF_THE_MAP)) * len(map_) // max(min(len(map_), OF_THE_MAP), 1)
    some = map_.take(rows)
    x = np.concatenate([_inputs(examples.cells, terms), _inputs(some, terms)])
    middle, spread = x.mean(0), np.maximum(x.std(0), 1e-6)
    labels = np.concatenate([examples.labels, terms.winners(some.scores)])
    sure = terms.belief(some.scores).max(1)
    of_map = sure / max(float(sure.sum()), 1e-12) * max(OF_THE_MACHINE, examples.polygons)
    weights = np.concatenate([examples.weights, of_map])
    weights = weights / weights.mean()
    if len(np.unique(labels)) < 2:
        return Lesson(lambda cells: np.zeros_like(cells.scores), taught)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegression(max_iter=STEPS, random_state=SEED, warm_start=True)
        if begin is not None and len(begin.classes) > 2 and np.array_equal(begin.classes, np.unique(labels)):
            model.classes_ = begin.classes
            model.coef_ = np.ascontiguousarray(begin.weights.T * spread)
            model.intercept_ = begin.biases + middle @ begin.weights
            model.max_iter = STEPS_AGAIN
        fitted = model.fit((x - middle) / spread, labels, weights)
    known = np.zeros(len(taught), bool)
    known[fitted.classes_] = True

    depth = examples.cells.vectors.shape[1]
    line = _unscaled(fitted, middle, spread)

    def change(cells: Cells) -> np.ndarray:
        own = terms.belief(cells.scores)
        logits = cells.vectors @ line.weights[:depth] + _logs(own) @ line.weights[depth:] + line.biases
        share = np.full(own.shape, SURE)
        share[:, line.classes] = _softmax(logits)
        return towards(share, own, taught & known, terms)

    facts = {"examples": len(labels), "steps": int(np.max(fitted.n_iter_))}
    return Lesson(change, taught, facts, again=partial(learn, begin=line))


def _inputs(cells: Cells, terms: Terms) -> np.ndarray:
    """(n, D + 1 + C) float32: vectors, and the logarithms of the machine's shares."""
    return np.concatenate([cells.vectors, _logs(terms.belief(cells.scores))], 1)


def _logs(belief: np.ndarray) -> np.ndarray:
    logs: np.ndarray = np.log(np.maximum(belief, SURE)).astype(np.float32)
    return logs


def _unscaled(fitted: Any, middle: np.ndarray, spread: np.ndarray) -> _Line:
    """What was learned of centred and scaled inputs, for inputs as they are.

    Of two classes scikit-learn gives what speaks for the second; the first then has 0.
    """
    coef, intercept = fitted.coef_, fitted.intercept_
    if len(coef) == 1:
        coef, intercept = np.concatenate([0 * coef, coef]), np.concatenate([0 * intercept, intercept])
    scaled = coef.astype(np.float64) / spread
    return _Line(fitted.classes_, scaled.T.astype(np.float32), (intercept - scaled @ middle).astype(np.float32))


def _softmax(logits: np.ndarray) -> np.ndarray:
    weights = np.exp((logits - logits.max(1, keepdims=True)).astype(np.float64))
    shares: np.ndarray = weights / weights.sum(1, keepdims=True)
    return shares
