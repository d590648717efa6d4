"""The sum of overlapping windows."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from ..lattice import Block, Window

BLENDS = ("hann", "uniform")


@lru_cache(maxsize=16)
def window_weight(size: int, blend: str) -> np.ndarray:
    """How much each pixel of a window counts where windows overlap.

    Args:
        size: Side of the window.
        blend: "uniform" is 1 everywhere. "hann" is the separable Hann window sampled at pixel centres,
            sin²(π (i + ½) / size): never zero, so that a pixel under one single window has a score, too.

    Returns:
        (size, size) float32, read-only.
    """
    if blend not in BLENDS:
        raise ValueError(f"no such blend: {blend}")
    side = np.ones(size) if blend == "uniform" else np.sin(np.pi * (np.arange(size) + 0.5) / size) ** 2
    weight = np.outer(side, side).astype(np.float32)
    weight.setflags(write=False)
    return weight


class ScoreCanvas:
    """Weighted mean of the scores of overlapping windows over one block.

    A pixel's sum is taken in the order of `add`; windows in the order of `windows_for` give the same bits for every
    block that contains the pixel.
    """

    def __init__(self, block: Block, channels: int, blend: str = "hann") -> None:
        self.block = block
        self._blend = blend
        self._sum = np.zeros((channels, block.rows, block.cols), np.float32)
        self._weight = np.zeros((block.rows, block.cols), np.float32)

    def add(self, window: Window, scores: np.ndarray) -> None:
        """Add a window's scores, (channels, size, size) float32; what lies outside the block is ignored."""
        expected = (self._sum.shape[0], window.size, window.size)
        if scores.shape != expected:
            raise ValueError(f"scores are {scores.shape}, not {expected}")
        common = window.block.intersect(self.block)
        if common is None:
            return
        here, there = common.slices_in(self.block), common.slices_in(window.block)
        weight = window_weight(window.size, self._blend)[there]
        self._sum[(slice(None), *here)] += scores[(slice(None), *there)].astype(np.float32, copy=False) * weight
        self._weight[here] += weight

    @property
    def covered(self) -> np.ndarray:
        """Which pixels are under a window that was added, bool (rows, cols)."""
        return self._weight > 0

    def result(self, wanted: np.ndarray | None = None) -> np.ndarray:
        """The blended scores, (channels, rows, cols) float32.

        Args:
            wanted: bool (rows, cols), all by default; elsewhere windows may be missing and the scores be 0.

        Raises:
            ValueError: a wanted pixel is under no window.
        """
        empty = self._weight == 0
        if empty.any() and (wanted is None or (empty & wanted).any()):
            raise ValueError("the windows do not cover the block")
        return self._sum / np.where(empty, np.float32(1), self._weight)
