"""The sum of overlapping windows, on the host or where their scores are."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from ..lattice import Block, Window

if TYPE_CHECKING:
    from torch import Tensor

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
        self._sum = self._empty((channels, block.rows, block.cols))
        self._weight = np.zeros((block.rows, block.cols), np.float32)

    def add(self, window: Window, scores: Any) -> None:
        """Add a window's scores, (channels, size, size) float32; what lies outside the block is ignored."""
        expected = (self._sum.shape[0], window.size, window.size)
        if scores.shape != expected:
            raise ValueError(f"scores are {scores.shape}, not {expected}")
        common = window.block.intersect(self.block)
        if common is None:
            return
        here, there = common.slices_in(self.block), common.slices_in(window.block)
        own, weight = self._own(scores[(slice(None), *there)]), self._weight_of(window.size)[there]
        self._sum[(slice(None), *here)] += own * weight
        self._weight[here] += window_weight(window.size, self._blend)[there]

    def _empty(self, shape: tuple[int, ...]) -> Any:
        """Zeros where the sum is."""
        return np.zeros(shape, np.float32)

    def _own(self, values: Any) -> Any:
        """float32 values where the sum is."""
        return values.astype(np.float32, copy=False)

    def _weight_of(self, size: int) -> Any:
        """`window_weight` where the sum is."""
        return window_weight(size, self._blend)

    @property
    def covered(self) -> np.ndarray:
        """Which pixels are under a window that was added, bool (rows, cols)."""
        return self._weight > 0

    def result(self, wanted: np.ndarray | None = None) -> Any:
        """The blended scores, (channels, rows, cols) float32.

        Args:
            wanted: bool (rows, cols), all by default; elsewhere windows may be missing and the scores be 0.

        Raises:
            ValueError: a wanted pixel is under no window.
        """
        empty = self._weight == 0
        if empty.any() and (wanted is None or (empty & wanted).any()):
            raise ValueError("the windows do not cover the block")
        return self._sum / self._own(np.where(empty, np.float32(1), self._weight))


class DeviceCanvas(ScoreCanvas):
    """The same with sum and result as tensors on a device, which scores need not leave.

    A product and a sum are two operations there, too, each rounded, so that the bits are those of the host.
    """

    def __init__(self, block: Block, channels: int, blend: str, device: str) -> None:
        self._device = device
        super().__init__(block, channels, blend)

    def _empty(self, shape: tuple[int, ...]) -> Tensor:
        from torch import zeros

        return zeros(shape, device=self._device)

    def _own(self, values: Any) -> Tensor:
        from torch import Tensor, float32, from_numpy

        return (values if isinstance(values, Tensor) else from_numpy(values)).to(self._device, float32)

    def _weight_of(self, size: int) -> Tensor:
        return _weight_on(size, self._blend, self._device)


@lru_cache(maxsize=16)
def _weight_on(size: int, blend: str, device: str) -> Tensor:
    """`window_weight` on a device, copied there once."""
    from torch import tensor

    return tensor(window_weight(size, blend), device=device)
