"""What the ways of teaching share: the one protocol, and the guard that lets few corrections change little."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from .cells import Cells, Terms
from .examples import PRIOR, Examples

Change = Callable[[Cells], np.ndarray]  # of (n) cells, (n, 1 + C) float32 that is added to their scores
Way = Callable[[Examples, Cells, Terms], "Lesson"]  # corrected places, places of the map, what holds of all
LOOKED_AT = 20_000  # cells of the map, by which the guard judges
BELOW = 1e-4  # of a score: what comes up to a class without corrections stays that much below it
HALVINGS = 6  # of a lesson's strength; what would change too much even then is not taught
SURE = 1e-4  # the least share that a class is given: nothing is ruled out for ever


@dataclass(frozen=True)
class Lesson:
    """What was learned.

    Attributes:
        change: Of the scores; 0 in every channel that is not among `taught`.
        taught: bool (1 + C,).
        facts: What was chosen, plain values for lesson.json.
        text: The same for people, each line by itself; "" where there is nothing to say.
        strength: By which share of what was learned scores change, 0 to 1.
        background: Whether channel 0 takes part.
        reads_words: Whether it looks at what each word says.
        again: The same way for other corrections, beginning with what was learned here: sooner done, and the same but
            for where it stops. None where a way has no use for it.
    """

    change: Change
    taught: np.ndarray
    facts: Mapping[str, Any] = field(default_factory=dict)
    text: str = ""
    strength: float = 1.0
    background: bool = True
    reads_words: bool = False
    again: Way | None = None

    def changed(self, cells: Cells) -> np.ndarray:
        """New scores (n, 1 + C) float32; channels that are not taught are the given ones, bit by bit."""
        out = cells.scores.copy()
        out[:, self.taught] += self.delta(cells)[:, self.taught]
        return out

    def delta(self, cells: Cells) -> np.ndarray:
        """What is added, (n, 1 + C) float32.

        Where a class without corrections wins it goes on winning: nobody has said that it is wrong, so that what is
        taught may come up to it and not beyond.
        """
        made = (self.change(cells) * np.float32(self.strength)).astype(np.float32)
        made[:, ~self.taught] = 0
        first = 0 if self.background else 1
        winner = cells.scores[:, first:].argmax(1) + first
        hers = np.flatnonzero(~self.taught[winner])
        room = cells.scores[hers, winner[hers]][:, None] - cells.scores[hers] - np.float32(BELOW)
        made[hers] = np.minimum(made[hers], np.maximum(room, 0))
        return made


def most_changed(corrections: int) -> float:
    """The share of the map that so many corrections may change: three 23 %, ten a half, thirty three quarters.

    Ours. What the machine said weighs as much as `PRIOR` corrections.
    """
    return corrections / (corrections + PRIOR)


def guarded(lesson: Lesson, examples: Examples, cells: Cells, terms: Terms) -> Lesson:
    """The lesson at the greatest strength (1, 1/2, 1/4, …) at which no more of the map changes than is allowed.

    Args:
        lesson: At full strength.
        examples: What it was learned from.
        cells: Of the map, evenly spread.
        terms: Of the run.
    """
    count = min(len(cells), LOOKED_AT)
    cells = cells.take(np.arange(count) * len(cells) // max(count, 1))
    before, allowed = terms.winners(cells.scores), most_changed(examples.polygons)
    full = lesson.change(cells)  # once, however often it is halved
    for strength in (*(0.5**k for k in range(HALVINGS)), 0.0):
        tried = replace(lesson, change=lambda _cells: full, strength=strength, background=terms.background)
        if not len(cells) or float((terms.winners(tried.changed(cells)) != before).mean()) <= allowed:
            break
    return replace(tried, change=lesson.change)


def towards(share: np.ndarray, belief: np.ndarray, taught: np.ndarray, terms: Terms) -> np.ndarray:
    """What to add to scores so that their softmax gives these shares instead of the machine's: (n, 1 + C) float32.

    Only to channels that are taught: the others keep their scores, so that where a way agrees with the machine
    nothing changes. What both think impossible is left alone.

    Args:
        share: (n, 1 + C) of the way.
        belief: (n, 1 + C) of the machine, see `Terms.belief`.
        taught: bool (1 + C,).
        terms: Of the run.
    """
    made = terms.temperature * (np.log(np.maximum(share, SURE)) - np.log(np.maximum(belief, SURE)))
    made[:, ~taught] = 0
    return made.astype(np.float32)
