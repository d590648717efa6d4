"""Way 4, a small classifier: logistic regression on kept features and the machine's shares. The baseline of the others.

Its other examples are places of the map as the machine sees them. Together they weigh as much as all corrections, and
at least as a hundred: people correct what is wrong, so that corrections alone say little of where the machine was
right.
"""

from __future__ import annotations

import warnings

import numpy as np

from .cells import Cells, Terms
from .examples import SEED, Examples
from .lesson import SURE, Lesson, towards

OF_THE_MAP = 2000  # places that stand for the machine's word
OF_THE_MACHINE = 100.0  # corrections that its word weighs at least; 10 did harm (docs/measurements.md, Teaching)
OF_A_POLYGON = 64  # cells, so that it is learned within a moment
STEPS = 200


def learn(examples: Examples, map_: Cells, terms: Terms) -> Lesson:
    """Scikit-learn's logistic regression with its own regularisation (C = 1)."""
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
        fitted = LogisticRegression(max_iter=STEPS, random_state=SEED).fit((x - middle) / spread, labels, weights)
    known = np.zeros(len(taught), bool)
    known[fitted.classes_] = True

    depth = examples.cells.vectors.shape[1]
    weights, bias = _unscaled(fitted.coef_, fitted.intercept_, middle, spread)

    def change(cells: Cells) -> np.ndarray:
        own = terms.belief(cells.scores)
        logits = cells.vectors @ weights[:depth] + _logs(own) @ weights[depth:] + bias
        share = np.full(own.shape, SURE)
        share[:, fitted.classes_] = _softmax(logits)
        return towards(share, own, taught & known, terms)

    return Lesson(change, taught, {"examples": len(labels), "steps": int(np.max(fitted.n_iter_))})


def _inputs(cells: Cells, terms: Terms) -> np.ndarray:
    """(n, D + 1 + C) float32: vectors, and the logarithms of the machine's shares."""
    return np.concatenate([cells.vectors, _logs(terms.belief(cells.scores))], 1)


def _logs(belief: np.ndarray) -> np.ndarray:
    logs: np.ndarray = np.log(np.maximum(belief, SURE)).astype(np.float32)
    return logs


def _unscaled(
    coef: np.ndarray, intercept: np.ndarray, middle: np.ndarray, spread: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """What was learned of centred and scaled inputs, for inputs as they are: (D, K) and (K,) float32.

    Of two classes scikit-learn gives what speaks for the second; the first then has 0.
    """
    if len(coef) == 1:
        coef, intercept = np.concatenate([0 * coef, coef]), np.concatenate([0 * intercept, intercept])
    scaled = coef.astype(np.float64) / spread
    return scaled.T.astype(np.float32), (intercept - scaled @ middle).astype(np.float32)


def _softmax(logits: np.ndarray) -> np.ndarray:
    weights = np.exp((logits - logits.max(1, keepdims=True)).astype(np.float64))
    shares: np.ndarray = weights / weights.sum(1, keepdims=True)
    return shares
