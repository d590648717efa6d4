"""PAMR: scores are averaged over neighbours of like colour, a few times.

Source: Araslanov and Roth, “Single-Stage Semantic Segmentation from Image Labels”, CVPR 2020, as set in
OVDiff's code. Ours: what has no value takes no part. A pixel depends on nothing further away than `reach`, and every
sum has a fixed order, so a block with that much around it gets the bits of the whole.

One averaging is the product of a sparse matrix, 49 weights a pixel, and the scores. torch's product is the fastest that
was measured (docs/measurements.md, PAMR). All strips of rows have the same pattern of neighbours, so there is one
pattern and no index for each pixel. Sums of colours are whole numbers, so they are taken along columns, then rows.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from ..lattice import PAMR_PX, Block, plan_blocks
from ..model.device import one_thread

if TYPE_CHECKING:
    from torch import Tensor

DILATIONS = (1, 2, 4, 8, 12, PAMR_PX)
SHARPNESS = 0.1  # of the local spread of colours: a difference of that much counts as one
PART = 1024  # side of what is refined at once; bounds the memory of 49 weights a pixel
STRIP = 8  # rows that a thread works on at a time, so that all they need stays in its cache


def reach(iterations: int) -> int:
    """How far from a pixel its refined scores look."""
    return PAMR_PX * iterations


def neighbours() -> list[tuple[int, int]]:
    """(rows, columns) from a pixel to each of its 48 neighbours, from above and left to below and right."""
    around = [(y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if (y, x) != (0, 0)]
    return sorted((y * d, x * d) for d in DILATIONS for y, x in around)


def refine(
    scores: np.ndarray,
    picture: np.ndarray,
    valid: np.ndarray,
    iterations: int,
    block: Block,
    field: Block,
    threads: int = 1,
) -> np.ndarray:
    """Refined scores of a block, from those of a field around it.

    Args:
        scores: (C, rows, cols) float32 of the field.
        picture: (3, rows, cols) uint8 of the field.
        valid: (rows, cols) bool of the field; others keep their scores and lend them to nobody.
        iterations: How often.
        block: What is wanted.
        field: Holds the block and `reach(iterations)` around it, as far as the grid goes.
        threads: Strips of rows worked on at a time.

    Returns:
        (C, rows, cols) float32 of the block.
    """
    out = np.empty((len(scores), block.rows, block.cols), np.float32)
    with ThreadPoolExecutor(threads, initializer=partial(one_thread, "cpu")) as pool:
        for part in plan_blocks(block, PART):
            wide = _grown(part, reach(iterations), field)
            here = wide.slices_in(field)
            weights = affinity(picture[(slice(None), *here)], valid[here], pool)
            pattern = _Pattern(wide.cols)
            now = _padded(np.moveaxis(scores[(slice(None), *here)], 0, -1))
            new = now.copy()
            for left in range(iterations - 1, -1, -1):
                # What the steps that are left cannot see any more is not worked on.
                rows, _ = _grown(part, reach(left), wide).slices_in(wide)
                _average(now, weights, pattern, rows, new, pool)
                now, new = new, now
            out[(slice(None), *part.slices_in(block))] = np.moveaxis(_inner(now)[part.slices_in(wide)], -1, 0)
    return out


def _grown(block: Block, margin: int, outer: Block) -> Block:
    wide = Block(block.row - margin, block.col - margin, block.rows + 2 * margin, block.cols + 2 * margin)
    return wide.intersect(outer) or block


class _Pattern:
    """Where the weights of up to `STRIP` rows stand in a matrix of pixels by pixels with a margin."""

    def __init__(self, cols: int) -> None:
        """For rows of that many pixels."""
        from torch import from_numpy

        self.width = cols + 2 * PAMR_PX
        near = [(PAMR_PX + y) * self.width + PAMR_PX + x for y, x in sorted([*neighbours(), (0, 0)])]
        pixels = np.add.outer(np.arange(STRIP) * self.width, np.arange(cols)).reshape(-1, 1)
        self._columns = from_numpy((pixels + near).astype(np.int32).ravel())
        self._starts = from_numpy(np.arange(0, self._columns.numel() + 1, len(near), dtype=np.int32))

    def matrix(self, weights: np.ndarray) -> Tensor:
        """The matrix of weights (rows, cols, 49) float32, rows at most `STRIP`."""
        from torch import from_numpy, sparse_csr_tensor

        rows, cols, _ = weights.shape
        starts, columns = self._starts[: rows * cols + 1], self._columns[: weights.size]
        size = (rows * cols, (rows + 2 * PAMR_PX) * self.width)
        return sparse_csr_tensor(starts, columns, from_numpy(weights.reshape(-1)), size, check_invariants=False)


def _average(
    now: np.ndarray, weights: np.ndarray, pattern: _Pattern, rows: slice, new: np.ndarray, pool: ThreadPoolExecutor
) -> None:
    """One step, from padded scores (h, w, C) float32 into others, of which only those rows will mean anything."""
    from torch import from_numpy

    inner = _inner(new)

    def work(top: int) -> None:
        strip = slice(top, min(top + STRIP, rows.stop))
        seen = from_numpy(now[top : strip.stop + 2 * PAMR_PX]).flatten(0, 1)
        inner[strip] = (pattern.matrix(weights[strip]) @ seen).numpy().reshape(inner[strip].shape)

    deque(pool.map(work, range(rows.start, rows.stop, STRIP)), 0)
    _repeat_edge(new)


def affinity(picture: np.ndarray, valid: np.ndarray, pool: ThreadPoolExecutor) -> np.ndarray:
    """How much each neighbour counts, by likeness of colour: a softmax over the neighbours that have a value.

    Args:
        picture: (3, h, w) uint8.
        valid: (h, w) bool.
        pool: Works on strips of rows.

    Returns:
        (h, w, 49) float32: the weights of `neighbours` and, in their middle, what a pixel keeps of itself, 1 where it
        has no value or no neighbour has one, else 0.
    """
    h, w = valid.shape
    colours = _padded(picture.transpose(1, 2, 0).astype(np.float32)).transpose(2, 0, 1)
    colours, there = np.ascontiguousarray(colours), _padded(valid.astype(np.float32)[..., None])[..., 0]
    absent = np.where(there, np.float32(0), np.float32(-np.inf))
    sums = np.concatenate([there[None], there * colours, there * colours**2])
    weights = np.empty((h, w, len(neighbours()) + 1), np.float32)
    half = weights.shape[-1] // 2

    def work(top: int) -> None:
        strip = slice(top, min(top + STRIP, h))
        shares, alone = _softmax(_likeness(colours, absent, _spread(sums, strip), strip), valid[strip])
        weights[strip, :, :half] = shares[:half].transpose(1, 2, 0)
        weights[strip, :, half] = alone
        weights[strip, :, half + 1 :] = shares[half:].transpose(1, 2, 0)

    deque(pool.map(work, range(0, h, STRIP)), 0)
    return weights


def _spread(sums: np.ndarray, rows: slice) -> np.ndarray:
    """Standard deviation of each colour over all neighbours and, once for each dilation, the pixel itself.

    Args:
        sums: (7, ...) float32, padded: whether there is a value, the colours (0 to 255) and their squares, 0 where
            there is none. All sums of these are whole numbers below 2^24, exact in any order.
        rows: Which rows.

    Returns:
        (3, rows, w) float32.
    """
    high, wide = rows.stop - rows.start, sums.shape[-1] - 2 * PAMR_PX
    total = np.zeros((len(sums), high, wide), np.float32)
    for d in DILATIONS:
        tops = (PAMR_PX + rows.start + y for y in (-d, 0, d))
        above, here, below = (sums[:, top : top + high] for top in tops)
        column = above + here
        column += below
        for x in (-d, 0, d):
            total += column[..., PAMR_PX + x : PAMR_PX + x + wide]
    count, plain, squared = total[0].astype(np.float64), total[1:4].astype(np.float64), total[4:]
    variance = (count * squared - plain**2) / np.maximum(count * (count - 1), 1)
    return np.sqrt(variance).astype(np.float32)


def _likeness(colours: np.ndarray, absent: np.ndarray, spread: np.ndarray, rows: slice) -> np.ndarray:
    """How like each neighbour is to the pixel, (48, rows, w) float32: 0 if equal, -inf if it has no value."""
    scale = np.float32(1e-8 * 255) + np.float32(SHARPNESS) * spread
    own, factor = next(_moved(colours, rows, [(0, 0)])), np.float32(-1 / len(colours)) / scale
    out, difference = np.empty((len(neighbours()), *own.shape[1:]), np.float32), np.empty_like(own)
    places = neighbours()
    for like, near, missing in zip(out, _moved(colours, rows, places), _moved(absent, rows, places)):
        np.subtract(near, own, out=difference)
        np.abs(difference, out=difference)
        np.multiply(difference, factor, out=difference)
        np.add(difference[0], difference[1], out=like)
        like += difference[2]
        like += missing
    return out


def _softmax(logits: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Weights of the neighbours, in the place of their logits (48, rows, w); and where none counts, bool (rows, w)."""
    highest = logits.max(0)
    highest[np.isneginf(highest)] = 0
    logits -= highest
    weights = np.exp(logits, out=logits)
    weights *= valid  # what has no value keeps what it has
    total = weights.sum(0)
    alone = total == 0
    weights /= np.where(alone, np.float32(1), total)
    return weights, alone


def _padded(planes: np.ndarray) -> np.ndarray:
    """Planes (h, w, C) with the edge repeated `PAMR_PX` beyond it."""
    h, w, channels = planes.shape
    padded = np.empty((h + 2 * PAMR_PX, w + 2 * PAMR_PX, channels), planes.dtype)
    _inner(padded)[:] = planes
    _repeat_edge(padded)
    return padded


def _inner(padded: np.ndarray) -> np.ndarray:
    """A view of what was padded."""
    return padded[PAMR_PX:-PAMR_PX, PAMR_PX:-PAMR_PX]


def _repeat_edge(padded: np.ndarray) -> None:
    first, last = PAMR_PX, -PAMR_PX - 1
    padded[:, :first], padded[:, last + 1 :] = padded[:, first, None], padded[:, last, None]
    padded[:first], padded[last + 1 :] = padded[first], padded[last]


def _moved(padded: np.ndarray, rows: slice, places: list[tuple[int, int]]) -> Iterator[np.ndarray]:
    """Rows of what was padded, moved by each of these."""
    wide = padded.shape[-1] - 2 * PAMR_PX
    for y, x in places:
        top, left = PAMR_PX + y, PAMR_PX + x
        yield padded[..., top + rows.start : top + rows.stop, left : left + wide]
