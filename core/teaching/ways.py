"""The ways of teaching by name, and how well each does on corrections that it has not seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from . import classifier, joint, limits, prototypes
from .cells import Cells, Terms
from .examples import Examples
from .lesson import Lesson, Way, guarded

WAYS: dict[str, Way] = {  # the names are those of `commands.WAYS`
    "prototypes": prototypes.learn,
    "limits": limits.learn,
    "joint": joint.learn,
    "classifier": classifier.learn,
}


@dataclass(frozen=True)
class HeldBack:
    """What a lesson is worth on corrections that were not learned from; all of them in turn, a quarter at a time.

    Attributes:
        polygons: How many.
        before: Share of their area that the machine had right; None where there are too few to hold any back.
        after: The same after learning from the others.
    """

    polygons: int
    before: float | None
    after: float | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        rounded = {k: None if v is None else round(v, 4) for k, v in (("before", self.before), ("after", self.after))}
        return {"polygons": self.polygons, **rounded}


def learned(way: str, examples: Examples, map_: Cells, terms: Terms, before: Lesson | None = None) -> Lesson:
    """What a way learns, no stronger than its corrections allow; in one thread, so that it is the same every time.

    Args:
        way: Its name.
        examples: Corrected places.
        map_: Places of the map.
        terms: Of the run.
        before: What it has learned of corrections that are much the same: a quicker answer, which may differ from one
            without it in places that are on the edge.
    """
    learn = WAYS[way] if before is None or before.again is None else before.again
    with threadpool_limits(1):
        return guarded(learn(examples, map_, terms), examples, map_, terms)


def held_back(way: str, examples: Examples, map_: Cells, terms: Terms) -> HeldBack:
    """How well a way does on corrections that it has not seen."""
    right_before = right_after = weight = 0.0
    for out in examples.folds():
        rest = examples.only(out)
        if not len(rest) or out.all():
            continue
        lesson = learned(way, _renumbered(examples.only(~out)), map_, terms)
        right_before += float(rest.weights[terms.winners(rest.cells.scores) == rest.labels].sum())
        right_after += float(rest.weights[terms.winners(lesson.changed(rest.cells)) == rest.labels].sum())
        weight += float(rest.weights.sum())
    if not weight:
        return HeldBack(0, None, None)
    return HeldBack(examples.polygons, right_before / weight, right_after / weight)


def _renumbered(examples: Examples) -> Examples:
    there, polygon = np.unique(examples.polygon, return_inverse=True)
    return Examples(examples.cells, examples.labels, polygon, examples.weights, len(there))
