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

from ..lattice import PAMR_PX, Block, pieces
from ..model.device import one_thread

if TYPE_CHECKING:
    from torch import Tensor

DILATIONS = (1, 2, 4, 8, 12, PAMR_PX)
SHARPNESS = 0.1  # of the local spread of colours: a difference of that much counts as one
PART = 2048  # columns that are refined at once; bounds the memory of 49 weights a pixel
CHUNK = 128  # rows by which each step goes on at a time, a multiple of `STRIP`
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
        for left, right in pieces(block.col, block.cols, PART):
            part = Block(block.row, left, block.rows, right - left)
            wide = grown(part, reach(iterations), field)
            here, (rows, cols) = wide.slices_in(field), part.slices_in(wide)
            weights = _Weights(picture[(slice(None), *here)], valid[here], iterations)
            to = out[:, :, left - block.col : right - block.col]
            for top, found in _swept(scores[(slice(None), *here)], weights, iterations, rows, pool):
                to[:, top : top + len(found)] = np.moveaxis(found[:, cols], -1, 0)
    return out


def grown(block: Block, margin: int, outer: Block) -> Block:
    """A block with so many pixels around it, as far as `outer` goes."""
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


def _swept(
    scores: np.ndarray, weights: _Weights, iterations: int, wanted: slice, pool: ThreadPoolExecutor
) -> Iterator[tuple[int, np.ndarray]]:
    """Refined rows from top to bottom: where they begin among the wanted ones, and (rows, w, C) float32.

    All steps go down the field together, each one `PAMR_PX` rows behind the one before: all that it looks at is there
    then, and weights are kept only until the last step has passed.
    """
    channels, h, w = scores.shape
    spans = []  # rows of each step that the steps after it look at
    for left in range(iterations, -1, -1):
        spans.append((max(wanted.start - reach(left), 0), min(wanted.stop + reach(left), h)))
    sheets = [_Sheet(h, w, channels, first) for first, _ in spans]
    pattern, done, tick = _Pattern(w), [first for first, _ in spans], 0
    while done[-1] < spans[-1][1]:
        tick += 1
        weights.add(slice(max((tick - 1) * CHUNK, spans[1][0]), min(tick * CHUNK, spans[1][1])), pool)
        for step, sheet in enumerate(sheets):
            rows = slice(done[step], min(tick * CHUNK - step * PAMR_PX, spans[step][1]))
            if rows.stop <= rows.start:
                continue
            sheet.forget(done[step + 1] if step < iterations else rows.start)
            new = sheet.rows(rows)
            if step:
                _average(sheets[step - 1], weights, pattern, rows, new, pool)
            else:
                new[:] = np.moveaxis(scores[:, rows], 0, -1)
            sheet.close(rows)
            done[step] = rows.stop
            if step == iterations:
                yield rows.start - wanted.start, new


class _Sheet:
    """The newest rows of a step's scores, channel by channel side by side, with the edge of the field repeated."""

    def __init__(self, h: int, w: int, channels: int, first: int) -> None:
        """For a field of (h, w) pixels; `first` is the first row that comes."""
        self._h = h
        self._values = np.empty((CHUNK + 3 * PAMR_PX, w + 2 * PAMR_PX, channels), np.float32)
        self._first = self._stop = first + PAMR_PX if first else 0  # of what is held, counted with the edge

    def forget(self, row: int) -> None:
        """Rows that lie further than `PAMR_PX` above this one are not looked at any more."""
        if row > self._first:
            left = max(self._stop - row, 0)
            self._values[:left] = self._values[row - self._first : row - self._first + left]
            self._first = row

    def rows(self, rows: slice) -> np.ndarray:
        """A view (rows, w, C) of rows of the field, to be filled."""
        top = rows.start + PAMR_PX - self._first
        return self._values[top : top + rows.stop - rows.start, PAMR_PX:-PAMR_PX]

    def close(self, rows: slice) -> None:
        """Repeat the edge beside rows that were filled, and above the first and below the last of the field."""
        top, stop = rows.start + PAMR_PX - self._first, rows.stop + PAMR_PX - self._first
        filled = self._values[top:stop]
        filled[:, :PAMR_PX], filled[:, -PAMR_PX:] = filled[:, PAMR_PX, None], filled[:, -PAMR_PX - 1, None]
        if rows.start == 0:
            self._values[:top] = self._values[top]
        if rows.stop == self._h:
            self._values[stop : stop + PAMR_PX] = self._values[stop - 1]
            stop += PAMR_PX
        self._stop = stop + self._first

    def around(self, rows: slice) -> np.ndarray:
        """Rows of the field with `PAMR_PX` around them, (rows + 2 PAMR_PX, w + 2 PAMR_PX, C)."""
        return self._values[rows.start - self._first : rows.stop + 2 * PAMR_PX - self._first]


def _average(
    before: _Sheet, weights: _Weights, pattern: _Pattern, rows: slice, new: np.ndarray, pool: ThreadPoolExecutor
) -> None:
    """One step: rows of the field from the step before."""
    from torch import from_numpy

    def work(strip: tuple[int, int]) -> None:
        here = slice(*strip)
        seen = from_numpy(before.around(here)).flatten(0, 1)
        made = (pattern.matrix(weights.of(here)) @ seen).numpy()
        new[here.start - rows.start : here.stop - rows.start] = made.reshape(-1, *new.shape[1:])

    deque(pool.map(work, pieces(rows.start, rows.stop - rows.start, STRIP)), 0)


class _Weights:
    """How much each neighbour counts, by likeness of colour: a softmax over the neighbours that have a value.

    Of as many rows as the steps need at a time.
    """

    def __init__(self, picture: np.ndarray, valid: np.ndarray, iterations: int) -> None:
        """Of a picture (3, h, w) uint8, where it is valid, bool (h, w)."""
        self._valid = valid
        self._colours = np.ascontiguousarray(_padded(picture.transpose(1, 2, 0)).transpose(2, 0, 1))
        self._there = _padded(valid[..., None])[..., 0]
        shape = (reach(iterations) // CHUNK + 2, CHUNK, valid.shape[1], len(neighbours()) + 1)
        self._kept = np.empty(shape, np.float32)

    def of(self, rows: slice) -> np.ndarray:
        """(rows, w, 49) float32 of at most `STRIP` rows of one chunk: the weights of `neighbours` and, in their middle,
        what a pixel keeps of itself, 1 where it has no value or no neighbour has one, else 0.
        """
        chunk, top = divmod(rows.start, CHUNK)
        return self._kept[chunk % len(self._kept), top : top + rows.stop - rows.start]

    def add(self, rows: slice, pool: ThreadPoolExecutor) -> None:
        """Work them out for the next rows, of one chunk."""
        if rows.stop <= rows.start:
            return
        seen = slice(rows.start, rows.stop + 2 * PAMR_PX)
        colours, there = self._colours[:, seen].astype(np.float32), self._there[seen].astype(np.float32)
        absent = np.where(there, np.float32(0), np.float32(-np.inf))
        sums = np.concatenate([there[None], there * colours, there * colours**2])
        half = self._kept.shape[-1] // 2

        def work(strip: tuple[int, int]) -> None:
            here, within = slice(*strip), slice(strip[0] - rows.start, strip[1] - rows.start)
            logits = _likeness(colours, absent, _spread(sums, within), within)
            shares, alone = _softmax(logits, self._valid[here])
            weights = self.of(here)
            weights[..., :half] = shares[:half].transpose(1, 2, 0)
            weights[..., half] = alone
            weights[..., half + 1 :] = shares[half:].transpose(1, 2, 0)

        deque(pool.map(work, pieces(rows.start, rows.stop - rows.start, STRIP)), 0)


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
    return np.pad(planes, ((PAMR_PX, PAMR_PX), (PAMR_PX, PAMR_PX), (0, 0)), "edge")


def _moved(padded: np.ndarray, rows: slice, places: list[tuple[int, int]]) -> Iterator[np.ndarray]:
    """Rows of what was padded, moved by each of these."""
    wide = padded.shape[-1] - 2 * PAMR_PX
    for y, x in places:
        top, left = PAMR_PX + y, PAMR_PX + x
        yield padded[..., top + rows.start : top + rows.stop, left : left + wide]
