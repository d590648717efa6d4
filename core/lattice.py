"""Windows and blocks on one lattice that is anchored to the raster, and the sum of overlapping windows.

Pure arithmetic, no files. All numbers are pixels of the working grid. Where a window lies depends on the raster and the
settings only, never on the extent or the block that is asked for; this is what makes any two runs agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Sequence

import numpy as np

BLENDS = ("hann", "uniform")


@dataclass(frozen=True, order=True)
class Block:
    """A rectangle of grid pixels: a part of the result that is finished at once, or an area."""

    row: int
    col: int
    rows: int
    cols: int

    @property
    def stop(self) -> tuple[int, int]:
        """First row below and first column right of the block."""
        return self.row + self.rows, self.col + self.cols

    def intersect(self, other: Block) -> Block | None:
        """The common part, or None where there is none."""
        row, col = max(self.row, other.row), max(self.col, other.col)
        bottom, right = min(self.stop[0], other.stop[0]), min(self.stop[1], other.stop[1])
        return Block(row, col, bottom - row, right - col) if bottom > row and right > col else None

    def slices_in(self, outer: Block) -> tuple[slice, slice]:
        """Where this block lies in an array that covers `outer`, which must contain it."""
        row, col = self.row - outer.row, self.col - outer.col
        return slice(row, row + self.rows), slice(col, col + self.cols)


@dataclass(frozen=True, order=True)
class Window:
    """A square that a network sees at once; it may reach beyond the grid.

    Attributes:
        row: First row; a multiple of the stride.
        col: First column; a multiple of the stride.
        size: Side.
        scale: Index into the window sizes.
    """

    row: int
    col: int
    size: int
    scale: int

    @property
    def block(self) -> Block:
        """The window as a rectangle."""
        return Block(self.row, self.col, self.size, self.size)


def window_origins(length: int, size: int, stride: int) -> tuple[int, ...]:
    """Multiples of `stride` from 0 until windows of `size` cover `length`; the last one may reach beyond it."""
    if length < 1 or size < 1 or not 1 <= stride <= size:
        raise ValueError(f"no windows of {size} px every {stride} px cover {length} px")
    count = max(0, -(-(length - size) // stride)) + 1
    return tuple(k * stride for k in range(count))


def _touching(length: int, size: int, stride: int, start: int, stop: int) -> range:
    """The origins of `window_origins` whose windows touch [start, stop), without listing the others."""
    last = max(0, -(-(length - size) // stride))
    low = max(0, -(-(start - size + 1) // stride))
    return range(low * stride, min(last, (stop - 1) // stride) * stride + 1, stride)


def windows_for(grid_shape: tuple[int, int], block: Block, sizes: Sequence[int], stride: int) -> list[Window]:
    """All windows of the raster's lattice that touch a block: scale by scale, row-major within a scale.

    Args:
        grid_shape: Rows and columns of the whole working grid.
        block: A rectangle within the grid.
        sizes: Sides of the windows, one for each scale.
        stride: Distance of neighbouring windows, at most the smallest size.
    """
    if stride < 1 or stride > min(sizes):
        raise ValueError(f"windows of {min(sizes)} px every {stride} px leave gaps")
    (bottom, right), (height, width) = block.stop, grid_shape
    return [
        Window(row, col, size, scale)
        for scale, size in enumerate(sizes)
        for row in _touching(height, size, stride, block.row, bottom)
        for col in _touching(width, size, stride, block.col, right)
    ]


def plan_blocks(area: Block, block_px: int) -> list[Block]:
    """The parts of `area` in the cells of a lattice of `block_px` anchored at grid pixel (0, 0), row-major."""
    bottom, right = area.stop
    cells = (
        Block(row, col, block_px, block_px).intersect(area)
        for row in range(area.row - area.row % block_px, bottom, block_px)
        for col in range(area.col - area.col % block_px, right, block_px)
    )
    return [cell for cell in cells if cell is not None]


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
