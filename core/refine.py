"""PAMR: scores are averaged over neighbours of like colour, a few times.

Source: Araslanov and Roth, “Single-Stage Semantic Segmentation from Image Labels”, CVPR 2020, as set in
OVDiff's code. Ours: what has no value takes no part. A pixel depends on nothing further away than `reach`, and every
sum has a fixed order, so a block with that much around it gets the bits of the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from .tiling import Block, plan_blocks

DILATIONS = (1, 2, 4, 8, 12, 24)
AROUND = tuple((y, x) for y in (-1, 0, 1) for x in (-1, 0, 1) if (y, x) != (0, 0))
SHIFTS = tuple((y * d, x * d) for d in DILATIONS for y, x in AROUND)
FAR = max(DILATIONS)
SHARPNESS = 0.1  # of the local spread of colours: a difference of that much counts as one
PART = 1024  # side of what is refined at once; bounds the memory of 48 neighbours a pixel


def reach(iterations: int) -> int:
    """How far from a pixel its refined scores look."""
    return FAR * iterations


def refine(
    scores: np.ndarray, picture: np.ndarray, valid: np.ndarray, iterations: int, block: Block, field: Block,
    threads: int = 1,
) -> np.ndarray:  # fmt: skip
    """Refined scores of a block, from those of a field around it.

    Args:
        scores: (C, rows, cols) float32 of the field.
        picture: (3, rows, cols) uint8 of the field.
        valid: (rows, cols) bool of the field; others keep their scores and lend them to nobody.
        iterations: How often.
        block: What is wanted.
        field: Holds the block and `reach(iterations)` around it, as far as the grid goes.
        threads: Channels worked on at a time.

    Returns:
        (C, rows, cols) float32 of the block.
    """
    out = np.empty((len(scores), block.rows, block.cols), np.float32)
    margin = reach(iterations)
    for part in plan_blocks(block, PART):
        wide = Block(part.row - margin, part.col - margin, part.rows + 2 * margin, part.cols + 2 * margin)
        wide = wide.intersect(field) or part
        here = wide.slices_in(field)
        near, own = affinity(picture[(slice(None), *here)], valid[here])
        rows, cols = part.slices_in(wide)

        def averaged(channel: np.ndarray, near: np.ndarray = near, own: np.ndarray = own) -> np.ndarray:
            for _ in range(iterations):
                total = channel * own
                for weight, shifted in zip(near, _shifts(channel)):
                    total += weight * shifted
                channel = total
            return channel

        with ThreadPoolExecutor(threads) as pool:
            done = pool.map(averaged, [np.ascontiguousarray(channel[here]) for channel in scores])
            for target, channel in zip(out, done):
                target[part.slices_in(block)] = channel[rows, cols]
    return out


def affinity(picture: np.ndarray, valid: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """How much each neighbour counts, by likeness of colour: a softmax over the neighbours that have a value.

    Args:
        picture: (3, h, w) uint8.
        valid: (h, w) bool.

    Returns:
        (48, h, w) float32 in the order of `SHIFTS`, and (h, w): what a pixel keeps of itself, 1 where no neighbour
        counts and else 0.
    """
    colours = picture.astype(np.float32) / np.float32(255)
    there = [np.ascontiguousarray(v) for v in _shifts(valid.astype(np.float32))]
    logits = np.zeros((len(SHIFTS), *valid.shape), np.float32)
    for colour in colours:
        spread = _spread(colour, valid.astype(np.float32), there)
        scale = np.float32(1e-8) + np.float32(SHARPNESS) * spread
        for index, shifted in enumerate(_shifts(colour)):
            logits[index] -= np.abs(colour - shifted) / scale
    logits /= np.float32(len(colours))
    for logit, known in zip(logits, there):
        logit[known == 0] = -np.inf
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


def _spread(colour: np.ndarray, valid: np.ndarray, there: list[np.ndarray]) -> np.ndarray:
    """Standard deviation over all neighbours and, once for each dilation, the pixel itself."""
    own = valid * np.float32(len(DILATIONS))
    count, total = own.copy(), colour * own
    for known, shifted in zip(there, _shifts(colour)):
        count += known
        total += known * shifted
    mean = total / np.maximum(count, 1)
    square = own * (colour - mean) ** 2
    for known, shifted in zip(there, _shifts(colour)):
        square += known * (shifted - mean) ** 2
    return np.sqrt(square / np.maximum(count - 1, 1))


def _shifts(plane: np.ndarray) -> Iterator[np.ndarray]:
    """Views of a plane (h, w) moved by each of `SHIFTS`; the edge is repeated beyond it."""
    h, w = plane.shape
    padded = np.pad(plane, FAR, mode="edge")
    for y, x in SHIFTS:
        yield padded[FAR + y : FAR + y + h, FAR + x : FAR + x + w]
