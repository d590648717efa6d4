"""PAMR: scores are averaged over neighbours of like colour, a few times.

Source: Araslanov and Roth, “Single-Stage Semantic Segmentation from Image Labels”, CVPR 2020, as set in
OVDiff's code. Ours: what has no value takes no part. A pixel depends on nothing further away than `reach`, and every
sum has a fixed order, so a block with that much around it gets the bits of the whole.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from ..lattice import PAMR_PX, Block, plan_blocks

DILATIONS = (1, 2, 4, 8, 12, PAMR_PX)
AROUND = tuple((y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if (y, x) != (0, 0))
SHIFTS = tuple((y * d, x * d) for d in DILATIONS for y, x in AROUND)
SHARPNESS = 0.1  # of the local spread of colours: a difference of that much counts as one
PART = 1024  # side of what is refined at once; bounds the memory of 48 neighbours a pixel
STRIP = 32  # rows that a thread works on at a time, so that all they need stays in its cache


def reach(iterations: int) -> int:
    """How far from a pixel its refined scores look."""
    return PAMR_PX * iterations


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
    with ThreadPoolExecutor(threads) as pool:
        for part in plan_blocks(block, PART):
            wide = _grown(part, reach(iterations), field)
            here = wide.slices_in(field)
            near, own = affinity(picture[(slice(None), *here)], valid[here], pool)
            now = np.ascontiguousarray(scores[(slice(None), *here)])
            for left in range(iterations - 1, -1, -1):
                # What the steps that are left cannot see any more is not worked on.
                now = _averaged(now, near, own, _grown(part, reach(left), wide).slices_in(wide), pool)
            out[(slice(None), *part.slices_in(block))] = now[(slice(None), *part.slices_in(wide))]
    return out


def _grown(block: Block, margin: int, outer: Block) -> Block:
    wide = Block(block.row - margin, block.col - margin, block.rows + 2 * margin, block.cols + 2 * margin)
    return wide.intersect(outer) or block


def _averaged(
    now: np.ndarray, near: np.ndarray, own: np.ndarray, where: tuple[slice, slice], pool: ThreadPoolExecutor
) -> np.ndarray:
    """One step: (C, h, w) float32, of which only `where` means anything."""
    rows, cols = where
    padded, new = _padded(now), np.empty_like(now)

    def work(top: int) -> None:
        strip = slice(top, min(top + STRIP, rows.stop))
        total = now[:, strip, cols] * own[strip, cols]
        product = np.empty_like(total)
        for weight, shifted in zip(near, _shifts(padded, strip, cols)):
            total += np.multiply(weight[strip, cols], shifted, out=product)
        new[:, strip, cols] = total

    deque(pool.map(work, range(rows.start, rows.stop, STRIP)), 0)
    return new


def affinity(picture: np.ndarray, valid: np.ndarray, pool: ThreadPoolExecutor) -> tuple[np.ndarray, np.ndarray]:
    """How much each neighbour counts, by likeness of colour: a softmax over the neighbours that have a value.

    Args:
        picture: (3, h, w) uint8.
        valid: (h, w) bool.
        pool: Works on strips of rows.

    Returns:
        (48, h, w) float32 in the order of `SHIFTS`, and (h, w): what a pixel keeps of itself, 1 where no neighbour
        counts and else 0.
    """
    h, w = valid.shape
    colours = _padded(picture.astype(np.float32) / np.float32(255))
    there = _padded(valid.astype(np.float32))
    weights, alone = np.empty((len(SHIFTS), h, w), np.float32), np.empty((h, w), np.float32)

    def work(top: int) -> None:
        strip = slice(top, min(top + STRIP, h))
        weights[:, strip], alone[strip] = _strip_affinity(colours, there, strip)

    deque(pool.map(work, range(0, h, STRIP)), 0)
    return weights, alone


def _strip_affinity(colours: np.ndarray, there: np.ndarray, strip: slice) -> tuple[np.ndarray, np.ndarray]:
    """`affinity` of some rows, from padded planes."""
    cols = slice(0, there.shape[1] - 2 * PAMR_PX)
    known = list(_shifts(there, strip, cols))
    valid = _middle(there, strip, cols)
    logits = np.zeros((len(SHIFTS), *valid.shape), np.float32)
    for colour in colours:
        own = _middle(colour, strip, cols)
        scale = np.float32(1e-8) + np.float32(SHARPNESS) * _spread(colour, strip, cols, valid, known)
        for logit, shifted in zip(logits, _shifts(colour, strip, cols)):
            logit -= np.abs(own - shifted) / scale
    logits /= np.float32(len(colours))
    for logit, there_is in zip(logits, known):
        logit[there_is == 0] = -np.inf
    highest = logits.max(0)
    highest[np.isneginf(highest)] = 0
    logits -= highest
    weights = np.exp(logits, out=logits)
    weights *= valid  # what has no value keeps what it has
    total = np.zeros(valid.shape, np.float32)
    for weight in weights:
        total += weight
    alone = total == 0
    weights /= np.where(alone, np.float32(1), total)
    return weights, alone.astype(np.float32)


def _spread(colour: np.ndarray, strip: slice, cols: slice, valid: np.ndarray, known: list[np.ndarray]) -> np.ndarray:
    """Standard deviation over all neighbours and, once for each dilation, the pixel itself."""
    here, own = _middle(colour, strip, cols), valid * np.float32(len(DILATIONS))
    count, total = own.copy(), here * own
    for there_is, shifted in zip(known, _shifts(colour, strip, cols)):
        count += there_is
        total += there_is * shifted
    mean = total / np.maximum(count, 1)
    square = own * (here - mean) ** 2
    for there_is, shifted in zip(known, _shifts(colour, strip, cols)):
        square += there_is * (shifted - mean) ** 2
    return np.sqrt(square / np.maximum(count - 1, 1))


def _padded(planes: np.ndarray) -> np.ndarray:
    """Planes (..., h, w) with the edge repeated `PAMR_PX` beyond it."""
    return np.pad(planes, [(0, 0)] * (planes.ndim - 2) + [(PAMR_PX, PAMR_PX)] * 2, mode="edge")


def _middle(padded: np.ndarray, rows: slice, cols: slice) -> np.ndarray:
    """A view of rows and columns of what was padded."""
    return padded[..., PAMR_PX + rows.start : PAMR_PX + rows.stop, PAMR_PX + cols.start : PAMR_PX + cols.stop]


def _shifts(padded: np.ndarray, rows: slice, cols: slice) -> Iterator[np.ndarray]:
    """The same moved by each of `SHIFTS`."""
    for y, x in SHIFTS:
        top, left = PAMR_PX + y, PAMR_PX + x
        yield padded[..., top + rows.start : top + rows.stop, left + cols.start : left + cols.stop]
