"""Way 2, words and limits: how much each of a class's words counts, and how easily the class wins.

Source: ConceptBank, arXiv 2602.06333: the Dice of each word by itself on labelled places, words more than 0.3 below the
best left out, weights by softmax, and of 64 quantiles the limit of the best mean Dice. Its temperature 0.15 is that of
its aerial script. Ours: corrected cells in the place of crops, places of the map as the machine sees them beside them
(they weigh ten corrections), limits of all classes in turn, and what was learned from the other corrections has to be
better on those held back, else it is not done.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .cells import Cells, Terms
from .examples import PRIOR, Examples
from .lesson import Lesson

OF_THE_MAP = 20_000
QUANTILES = np.linspace(0.02, 0.98, 64)
TAU, FAR_BELOW = 0.15, 0.3
SWEEPS = 2
SHARES = (1.0, 0.75, 0.5, 0.25)  # of the limits that were found; and none


@dataclass(frozen=True)
class _Places:
    """Cells with labels and weights."""

    cells: Cells
    labels: np.ndarray
    weights: np.ndarray


@dataclass(frozen=True)
class _Choice:
    """Words' weights by channel ({} where they are the machine's own), and what is added by channel."""

    words: dict[int, np.ndarray]
    limits: np.ndarray

    def scores(self, cells: Cells, terms: Terms) -> np.ndarray:
        out = cells.scores.astype(np.float32, copy=True)
        for channel, weights in self.words.items():
            out[:, channel] = cells.words[:, terms.members[channel - 1]] @ weights
        return out + self.limits


def learn(examples: Examples, map_: Cells, terms: Terms) -> Lesson:
    """See above."""
    taught = examples.taught(terms)
    rows = np.arange(min(len(map_), OF_THE_MAP)) * len(map_) // max(min(len(map_), OF_THE_MAP), 1)
    some = map_.take(rows)
    of_map = _Places(some, terms.winners(some.scores), np.full(len(some), PRIOR / max(len(some), 1)))
    found = _chosen(examples, of_map, taught, terms)
    share, words = _on_held_back(examples, of_map, taught, terms)
    found = replace(found, limits=found.limits * np.float32(share), words=found.words if words else {})

    def change(cells: Cells) -> np.ndarray:
        made = found.scores(cells, terms) - cells.scores
        made[:, ~taught] = 0
        return made

    text = _text(found, taught, terms)
    return Lesson(change, taught, _facts(found, terms), text, reads_words=bool(found.words))


def _chosen(examples: Examples, of_map: _Places, taught: np.ndarray, terms: Terms) -> _Choice:
    places = _Places(
        Cells.joined([examples.cells, of_map.cells]),
        np.concatenate([examples.labels, of_map.labels]),
        np.concatenate([examples.weights, of_map.weights]),
    )
    given = np.unique(examples.labels)
    words = {int(c): w for c in given if c and (w := _weights(int(c), examples, terms)) is not None}
    choice = _Choice(words, np.zeros(len(taught), np.float32))
    for _ in range(SWEEPS):
        for channel in np.flatnonzero(taught):
            choice = _with_limit(choice, int(channel), places, taught, terms)
    return choice


def _weights(channel: int, examples: Examples, terms: Terms) -> np.ndarray | None:
    """Of a class's words, by the Dice of each alone on the corrected places; None where it has one word only."""
    members = list(terms.members[channel - 1]) if terms.members else []
    if len(members) < 2 or not examples.cells.words.shape[1]:
        return None
    others = examples.cells.scores.copy()
    others[:, channel] = -np.inf
    if not terms.background:
        others[:, 0] = -np.inf
    best, true = others.max(1), examples.labels == channel
    dice = np.array([_dice(examples.cells.words[:, m] > best, true, examples.weights) for m in members])
    weights = np.exp((dice - dice.max()) / TAU) * (dice >= dice.max() - FAR_BELOW)
    return (weights / weights.sum()).astype(np.float32)


def _with_limit(choice: _Choice, channel: int, places: _Places, taught: np.ndarray, terms: Terms) -> _Choice:
    """With the limit of one class that gives the best mean Dice of all that are taught; ties to the least change."""
    scores = choice.scores(places.cells, terms)
    if not terms.background:
        scores[:, 0] = -np.inf
    others = scores.copy()
    others[:, channel] = -np.inf
    needed: np.ndarray = others.max(1) - scores[:, channel]
    tries = sorted({0.0, *map(float, np.atleast_1d(np.quantile(needed, QUANTILES)))}, key=abs)
    runner = others.argmax(1)
    best, found = -1.0, 0.0
    for added in tries:
        value = _mean_dice(np.where(needed < added, channel, runner), places, taught)
        if value > best + 1e-9:
            best, found = value, added
    limits = choice.limits.copy()
    limits[channel] += np.float32(found)
    return replace(choice, limits=limits)


def _on_held_back(examples: Examples, of_map: _Places, taught: np.ndarray, terms: Terms) -> tuple[float, bool]:
    """Which share of the limits, and whether words' weights, are best on corrections that were not learned from."""
    tries = [(share, words) for words in (False, True) for share in (0.0, *reversed(SHARES))]
    total = np.zeros(len(tries))
    for out in examples.folds():
        learned, rest = examples.only(~out), examples.only(out)
        if not len(learned) or not len(rest):
            continue
        found = _chosen(learned, of_map, taught, terms)
        places = _Places(rest.cells, rest.labels, rest.weights)
        for number, (share, words) in enumerate(tries):
            part = replace(found, limits=found.limits * np.float32(share), words=found.words if words else {})
            total[number] += _mean_dice(terms.winners(part.scores(rest.cells, terms)), places, taught)
    return tries[int(total.argmax())] if examples.folds() else (SHARES[-1], False)


def _dice(found: np.ndarray, true: np.ndarray, weights: np.ndarray) -> float:
    both = float(weights[found & true].sum())
    return 2 * both / max(float(weights[found].sum() + weights[true].sum()), 1e-12)


def _mean_dice(wins: np.ndarray, places: _Places, taught: np.ndarray) -> float:
    there = [int(c) for c in np.flatnonzero(taught) if (places.labels == c).any()]
    size = len(taught)
    both = np.bincount(wins[wins == places.labels], places.weights[wins == places.labels], size)
    total = np.bincount(wins, places.weights, size) + np.bincount(places.labels, places.weights, size)
    return float(np.mean([2 * both[c] / max(total[c], 1e-12) for c in there])) if there else 0.0


def _facts(choice: _Choice, terms: Terms) -> dict[str, dict[str, Any]]:
    words: dict[str, Any] = {
        terms.classes[channel]: {
            terms.words[m]: round(float(w), 2) for m, w in zip(terms.members[channel - 1], weights) if w > 0.005
        }
        for channel, weights in choice.words.items()
    }
    limits: dict[str, Any] = {terms.classes[k]: round(float(v), 3) for k, v in enumerate(choice.limits) if v}
    return {"words": words, "limits": limits}


def _text(choice: _Choice, taught: np.ndarray, terms: Terms) -> str:
    """As “water: river 0.4, lake 0.3, +0.12”, a line for each class that is another one now."""
    lines = []
    facts = _facts(choice, terms)
    words, limits = facts["words"], facts["limits"]
    for channel in np.flatnonzero(taught):
        name = terms.classes[channel]
        said = [f"{word} {weight:.1f}" for word, weight in words.get(name, {}).items()]
        if name in limits:
            said.append(f"{limits[name]:+.2f}")
        if said:
            lines.append(f"{name}: {', '.join(said)}")
    return "\n".join(lines)
