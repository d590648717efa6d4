"""A run's method with a lesson: what is kept stays the same, what it is worth is another matter."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from typing import Any

import numpy as np

from ..lattice import Block
from ..methods.base import Arrays, Brief, Explanation, Features, Look, Method, State
from ..methods.costs import Costs
from ..model.device import in_array
from ..options import Options
from ..progress import CancelToken, Events, Progress
from ..score.paper import enlarged
from .cells import Cells, Space, shape_of
from .lesson import Lesson


class TaughtMethod:
    """See `Method` for what its members promise. Scores are the inner method's, and in taught channels what was
    learned is added, cell by cell, between cells bilinearly.
    """

    def __init__(self, inner: Method, space: Space, lesson: Lesson) -> None:
        self.inner, self.space, self.lesson = inner, space, lesson
        self.name, self.feature_key, self.identity = inner.name, inner.feature_key, inner.identity

    def prepare(self, brief: Brief, token: CancelToken) -> Events[State]:
        """The inner method's."""
        return self.inner.prepare(brief, token)

    def encode(self, windows: np.ndarray) -> Sequence[Features]:
        """The inner method's."""
        return self.inner.encode(windows)

    def kept(self, features: Features) -> Arrays:
        """The inner method's."""
        return self.inner.kept(features)

    def restored(self, arrays: Arrays) -> Features:
        """The inner method's."""
        return self.inner.restored(arrays)

    def restricted(self, state: State, active: Sequence[bool]) -> State:
        """The inner method's."""
        return self.inner.restricted(state, active)

    def explain(self, state: State, brief: Brief, look: Look, token: CancelToken) -> Explanation:
        """The inner method's: what speaks for a class without what was taught."""
        return self.inner.explain(state, brief, look, token)

    def costs(
        self, presets: Mapping[str, Options], batch: int, token: CancelToken
    ) -> Generator[Progress, None, Mapping[str, Costs]]:
        """The inner method's."""
        return self.inner.costs(presets, batch, token)

    def score(self, features: Sequence[Features], state: State, size: int | tuple[int, int]) -> np.ndarray:
        """Scores (B, 1 + C, rows, cols) float32; channels that are not taught are the inner method's, bit by bit."""
        return np.stack([self._scored(of_window, state, size) for of_window in features])

    def _scored(self, features: Features, state: State, size: int | tuple[int, int]) -> np.ndarray:
        """(1 + C, rows, cols) of one window: its cells and its pixels are scored at one go."""
        grid = shape_of(self.inner.kept(features))
        scores, coarse = scores_at(self.inner, state, features, (size, grid))
        vectors, _ = self.space.vectors(self.inner.kept(features))
        cells = _cells(vectors, grid, self.inner, state, features, coarse, self.lesson.reads_words)
        teach_scores(scores, self.lesson, cells, grid)
        return scores


def teach_scores(scores: np.ndarray, lesson: Lesson, cells: Cells, grid: tuple[int, int]) -> None:
    """Add what was learned to a window's scores (1 + C, rows, cols), in place, given all of its cells."""
    taught, shape = np.flatnonzero(lesson.taught), scores.shape[1:]
    delta = lesson.delta(cells)[:, taught].T.reshape(len(taught), *grid)
    for channel, added in zip(taught, enlarged(delta, Block(0, 0, *shape), shape)):
        scores[channel] += added


def rough_scores(lesson: Lesson, cells: Cells, grid: tuple[int, int], size: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores (1 + C, size, size) of a window without and with what was learned, from its cells alone."""
    before = enlarged(cells.scores.T.reshape(-1, *grid), Block(0, 0, size, size), (size, size))
    after = before.copy()
    teach_scores(after, lesson, cells, grid)
    return before, after


def cells_of(
    method: Method, space: Space, state: State, features: Features, words: bool = True
) -> tuple[Cells, tuple[int, int]]:
    """All cells of a window, row-major, and their rows and columns; `words`: what each word says, too."""
    vectors, grid = space.vectors(method.kept(features))
    return cells_with(vectors, grid, method, state, features, words), grid


def cells_with(
    vectors: np.ndarray, grid: tuple[int, int], method: Method, state: State, features: Features, words: bool = True
) -> Cells:
    """The same of a window whose vectors are at hand."""
    (scores,) = scores_at(method, state, features, (grid,))
    return _cells(vectors, grid, method, state, features, scores, words)


def scores_at(
    method: Method, state: State, features: Features, sizes: Sequence[int | tuple[int, int]]
) -> list[np.ndarray]:
    """What a method says of one window at several sizes, each (1 + C, rows, cols); at one go where it can."""
    at_once: Any = getattr(method, "score_at", None)
    if at_once is not None:
        found: list[np.ndarray] = at_once(features, state, sizes)
        return found
    return [np.array(in_array(method.score([features], state, size)[0])) for size in sizes]


def _cells(
    vectors: np.ndarray,
    grid: tuple[int, int],
    method: Method,
    state: State,
    features: Features,
    scores: np.ndarray,
    words: bool,
) -> Cells:
    """Cells of a window whose vectors and scores (1 + C, rows, cols) are known."""
    words_of = getattr(method, "word_scores", None) if words else None
    by_word = words_of(features, state, grid) if words_of is not None else np.zeros((0, *grid), np.float32)
    return Cells(vectors, _flat(scores), _flat(by_word))


def _flat(maps: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(maps.reshape(len(maps), maps.shape[1] * maps.shape[2]).T.astype(np.float32))


def words_of(method: Method, state: State) -> tuple[tuple[tuple[int, ...], ...], tuple[str, ...]]:
    """Of each class the numbers of its words in `word_scores`, and the words' names; empty where a method is silent."""
    told: Any = getattr(method, "word_members", None)
    return told(state) if told is not None else ((), ())
