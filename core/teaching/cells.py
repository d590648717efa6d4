"""Places of windows as a method keeps them: vectors that can be compared, and what the machine says of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from ..errors import InputError
from ..lattice import Window
from ..methods.base import Arrays

LEAST = 1e-12


@dataclass(frozen=True)
class Cells:
    """Places, each with what is known of it; rows belong together.

    Attributes:
        vectors: (n, D) float32 of unit length.
        scores: (n, 1 + C) float32, what the machine says; channel 0 is the background.
        words: (n, W) float32, what it says of each word; W is 0 where the method does not tell.
    """

    vectors: np.ndarray
    scores: np.ndarray
    words: np.ndarray

    def __len__(self) -> int:
        return len(self.vectors)

    def take(self, rows: np.ndarray | slice) -> Cells:
        """Some of them; those of a slice are views."""
        return Cells(self.vectors[rows], self.scores[rows], self.words[rows])

    @classmethod
    def joined(cls, parts: Sequence[Cells]) -> Cells:
        """All of them, one after the other."""
        return cls(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("vectors", "scores", "words")))


@dataclass(frozen=True)
class Terms:
    """What holds of all places of a run.

    Attributes:
        temperature: Of the softmax of its scores.
        background: Whether channel 0 takes part.
        members: Of each class the numbers of its words; empty where the method does not tell them.
        words: Their names.
        classes: Names by channel, background first.
    """

    temperature: float
    background: bool
    classes: tuple[str, ...]
    members: tuple[tuple[int, ...], ...] = ()
    words: tuple[str, ...] = ()

    def belief(self, scores: np.ndarray) -> np.ndarray:
        """(n, 1 + C) float64 shares of the machine's scores; a channel that takes no part has none."""
        scaled = scores.astype(np.float64) / self.temperature
        if not self.background:
            scaled[:, 0] = -np.inf
        weights = np.exp(scaled - scaled.max(1, keepdims=True))
        return weights / weights.sum(1, keepdims=True)

    def winners(self, scores: np.ndarray) -> np.ndarray:
        """(n,) the channel that wins; ties to the lowest."""
        first = 0 if self.background else 1
        return scores[:, first:].argmax(1) + first


@dataclass(frozen=True)
class Space:
    """How the arrays of a window become one vector a cell, on the finest of their grids.

    Each array is centred, brought to unit length and counts by its weight, so that the cosine of two vectors is the
    weighted mean of the arrays' cosines.

    Attributes:
        weights: Of each array by name; those that are not named count 1.
        means: What is subtracted before, by name; of the others the mean of what is learned from.
    """

    weights: Mapping[str, float] = field(default_factory=dict)
    means: Mapping[str, np.ndarray] = field(default_factory=dict)

    def centred_by(self, windows: Sequence[Arrays]) -> Space:
        """The same with the means of these windows where none was known."""
        means = dict(self.means)
        for name in windows[0] if windows else ():
            if name not in means:
                every = [w[name][0].reshape(w[name].shape[1], -1).mean(1, dtype=np.float64) for w in windows]
                means[name] = np.mean(every, 0).astype(np.float32)
        return replace(self, means=means)

    def vectors(self, arrays: Arrays) -> tuple[np.ndarray, tuple[int, int]]:
        """(rows * cols, D) float32 of a window, row-major, and (rows, cols).

        Args:
            arrays: By name (1, D, h, w), as the method keeps them.

        Raises:
            InputError: they have no places.
        """
        check_places(arrays)
        shape = shape_of(arrays)
        out = np.empty((shape[0] * shape[1], sum(values.shape[1] for values in arrays.values())), np.float32)
        square, first = np.zeros(len(out), np.float32), 0
        for name in sorted(arrays):  # safetensors names them in another order every time
            values = arrays[name]
            depth = values.shape[1]
            found = values[0].reshape(depth, -1).astype(np.float32)
            if name in self.means:
                found -= self.means[name].astype(np.float32)[:, None]
            length, weight = np.sqrt((found * found).sum(0)), np.float32(self.weights.get(name, 1.0))
            found *= np.sqrt(weight) / np.maximum(length, LEAST)
            cells = _finer(values.shape[2:], shape)
            out[:, first : first + depth] = found.T[cells]
            square += weight * (length > LEAST)[cells]
            first += depth
        out /= np.sqrt(np.maximum(square, LEAST))[:, None]
        return out, shape


def unit(rows: np.ndarray) -> np.ndarray:
    """(n, D) rows of length 1; those without a length stay 0."""
    return rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), LEAST)


def check_places(arrays: Arrays) -> None:
    """Raise InputError where arrays of a window are no maps, so that nothing can be taught of a place."""
    if not arrays or not all(values.ndim == 4 for values in arrays.values()):
        raise InputError(
            "What this run's method keeps has no places, so that it cannot be taught.",
            "Run it again with the method ovdiff.",
        )


def shape_of(arrays: Arrays) -> tuple[int, int]:
    """Rows and columns of the finest of a window's arrays."""
    shapes = [values.shape[-2:] for values in arrays.values()]
    rows, cols = max(shapes, key=lambda shape: shape[0] * shape[1])
    return int(rows), int(cols)


def _finer(grid: tuple[int, ...], shape: tuple[int, int]) -> np.ndarray:
    """(rows * cols,) of a grid of at least as many cells: the cell of the coarser one that each lies in, row-major."""
    rows, cols = (((np.arange(n) + 0.5) * of // n).astype(np.int64) for n, of in zip(shape, grid))
    cells: np.ndarray = (rows[:, None] * grid[1] + cols).ravel()
    return cells


def centres(window: Window, shape: tuple[int, int]) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the grid's pixels in which the centres of a window's cells lie, (h,) and (w,) int64."""
    down, over = (np.floor((np.arange(n) + 0.5) * window.size / n).astype(np.int64) for n in shape)
    return window.row + down, window.col + over


def owned(window: Window, shape: tuple[int, int], grid: tuple[int, int], stride: int) -> np.ndarray:
    """Which cells of a window are nearer to its middle than to that of any other window of its size: bool (h, w).

    So each place counts once, as it looks where most of its surroundings are seen. Cells beyond the grid are nobody's.
    """
    masks = []
    for length, start, places in zip(grid, (window.row, window.col), centres(window, shape)):
        last = max(0, -(-(length - window.size) // stride))
        nearest = np.clip(np.round((places - window.size / 2) / stride), 0, last)
        masks.append((nearest.astype(np.int64) * stride == start) & (places < length))
    return masks[0][:, None] & masks[1]
