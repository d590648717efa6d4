"""What is learned from: cells under polygons that a person has looked at, and cells of the map as the machine does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from .cells import Cells, Terms

CELLS_A_POLYGON = 256  # at most, evenly spread: the rest of a large polygon says the same again
LARGEST = 4.0  # times the median polygon: what is larger weighs no more
SAMPLE = 200_000  # cells of the map, stratified by the machine's classes
PRIOR = 10.0  # corrections that weigh as much as what the machine said before anybody corrected it
FOLDS = 4
FEWEST = 4  # corrections without which nothing is held back
SEED = 0


@dataclass(frozen=True)
class Examples:
    """Corrected places.

    Attributes:
        cells: (n) of them.
        labels: (n,) int64 the class that the person gave, by channel.
        polygon: (n,) int64 which polygon each lies in, 0 to `polygons` - 1.
        weights: (n,) float64, of all cells of a polygon together its weight; their mean over polygons is 1.
        polygons: How many.
    """

    cells: Cells
    labels: np.ndarray
    polygon: np.ndarray
    weights: np.ndarray
    polygons: int

    def __len__(self) -> int:
        return len(self.labels)

    @classmethod
    def of(cls, parts: Sequence[tuple[Cells, np.ndarray]], labels: np.ndarray) -> Examples:
        """Examples of what was found.

        Args:
            parts: Cells of each window, and the polygon that each lies in.
            labels: (polygons,) the class that each has, by channel. Those without a cell are left out.
        """
        cells, polygon = Cells.joined([c for c, _ in parts]), np.concatenate([p for _, p in parts])
        order = np.argsort(polygon, kind="stable")
        there, first, counts = np.unique(polygon[order], return_index=True, return_counts=True)
        weight = np.minimum(counts, LARGEST * np.median(counts)) if len(there) else np.zeros(0)
        weight = weight / max(float(weight.mean()) if len(there) else 1.0, 1e-12)
        rows, weights, numbers = [], [], []
        for number, (start, count) in enumerate(zip(first, counts)):
            kept = min(int(count), CELLS_A_POLYGON)
            rows.append(order[start + np.arange(kept) * count // kept])
            weights.append(np.full(kept, weight[number] / kept))
            numbers.append(np.full(kept, number))
        chosen = np.concatenate(rows) if rows else np.zeros(0, np.int64)
        return cls(
            cells.take(chosen),
            labels[polygon[chosen]].astype(np.int64),
            np.concatenate(numbers) if numbers else np.zeros(0, np.int64),
            np.concatenate(weights) if weights else np.zeros(0),
            len(there),
        )

    def only(self, rows: np.ndarray) -> Examples:
        """Some of their cells; polygons keep their numbers."""
        return replace(
            self,
            cells=self.cells.take(rows),
            labels=self.labels[rows],
            polygon=self.polygon[rows],
            weights=self.weights[rows],
        )

    def thinned(self, most: int) -> Examples:
        """The same with at most so many cells of a polygon, evenly spread, which weigh what all of its cells did."""
        order = np.argsort(self.polygon, kind="stable")
        _, first, counts = np.unique(self.polygon[order], return_index=True, return_counts=True)
        kept = np.minimum(counts, most)
        rows = [order[f + np.arange(k) * n // k] for f, n, k in zip(first, counts, kept)]
        some = self.only(np.concatenate(rows) if rows else np.zeros(0, np.int64))
        return replace(some, weights=some.weights * np.repeat(counts / np.maximum(kept, 1), kept))

    def folds(self) -> list[np.ndarray]:
        """Parts of the polygons, (n,) bool each, every polygon in one; none where there are too few."""
        if self.polygons < FEWEST:
            return []
        order = np.random.default_rng(SEED).permutation(self.polygons)
        return [np.isin(self.polygon, order[k::FOLDS]) for k in range(FOLDS)]

    def taught(self, terms: Terms) -> np.ndarray:
        """Which channels corrections speak of, bool (1 + C,): classes that a person gave, or took from a polygon.

        A class was taken from a polygon where most of it was the machine's choice and the person chose another.
        """
        found = np.zeros(self.cells.scores.shape[1], bool)
        found[np.unique(self.labels)] = True
        won = np.zeros((self.polygons, len(found)), np.int64)
        np.add.at(won, (self.polygon, terms.winners(self.cells.scores)), 1)
        found[won[np.unique(self.polygon)].argmax(1)] = True
        if not terms.background:
            found[0] = False
        return found

    def counts(self) -> dict[int, int]:
        """Polygons of each channel that a person gave."""
        _, first = np.unique(self.polygon, return_index=True)
        values, counts = np.unique(self.labels[first], return_counts=True)
        return {int(value): int(count) for value, count in zip(values, counts)}


def stratified(cells: Cells, terms: Terms, most: int = SAMPLE) -> Cells:
    """At most so many cells: of each class that the machine sees an equal part, less where it has fewer.

    Those of a class are spread evenly over what was given.
    """
    if len(cells) <= most:
        return cells
    wins = terms.winners(cells.scores)
    groups = [np.flatnonzero(wins == value) for value in np.unique(wins)]
    rows, left = [], most
    for done, group in enumerate(sorted(groups, key=len)):
        share = min(len(group), left // (len(groups) - done))
        rows.append(group[np.arange(share) * len(group) // max(share, 1)])
        left -= share
    return cells.take(np.sort(np.concatenate(rows)))
