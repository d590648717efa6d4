"""From blended scores to classes, confidence, margin and runner-up (docs/contracts.md, Scores)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields

import numpy as np

from ..files.class_raster import class_dtype
from ..lattice import Block

STRIP = 64  # rows that a thread decides at a time: what it makes on the way stays in its cache


@dataclass(frozen=True)
class BlockResult:
    """A finished block, arrays of (rows, cols).

    Attributes:
        classes: Ids, uint8 or uint16; the largest value where there is no data.
        confidence: float32, 0 to 1, NaN where there is no data.
        margin: float32, 0 to 1, NaN where there is no data.
        second: Ids of the runner-up, as `classes`.
    """

    classes: np.ndarray
    confidence: np.ndarray
    margin: np.ndarray
    second: np.ndarray


def decide(
    scores: np.ndarray, inside: np.ndarray, temperature: float, background: bool, threshold: float = 0.0
) -> BlockResult:
    """Classes and confidence from blended scores (docs/contracts.md, Scores).

    Args:
        scores: float32 (1 + C, rows, cols), channel 0 background.
        inside: bool (rows, cols); False becomes nodata.
        temperature: Of the softmax.
        background: Whether channel 0 takes part.
        threshold: Where it does not, a confidence below this makes a pixel nobody's (0).

    Returns:
        Class ids (ties to the lowest), confidence and margin (softmax values, NaN where nodata), runner-up ids.
    """
    first = 0 if background else 1
    field_scores = scores[first:]
    count, dtype = scores.shape[0] - 1, class_dtype(scores.shape[0] - 1)
    winner = field_scores.argmax(axis=0)
    top = np.take_along_axis(field_scores, winner[None], axis=0)[0]
    weights = np.exp((field_scores - top) / np.float32(temperature))
    total = np.zeros_like(top)
    for channel in weights:  # a fixed order of summing
        total += channel
    confidence = (1.0 / total).astype(np.float32)
    if len(field_scores) > 1:
        np.put_along_axis(weights, winner[None], -1.0, axis=0)
        second = weights.argmax(axis=0)
        runner = np.take_along_axis(weights, second[None], axis=0)[0] / total
    else:
        second, runner = winner, np.zeros_like(top)
    nodata = np.iinfo(dtype).max
    ids = winner + first
    if threshold and not background:
        unsure = confidence < np.float32(threshold)
        ids, second = np.where(unsure, 0, ids), np.where(unsure, winner, second)
    return BlockResult(
        classes=np.where(inside, ids, nodata).astype(dtype),
        confidence=np.where(inside, confidence, np.nan).astype(np.float32),
        margin=np.where(inside, confidence - runner, np.nan).astype(np.float32),
        second=np.where(inside, second + first, nodata).astype(class_dtype(count)),
    )


def decide_in_threads(
    scores: np.ndarray,
    inside: np.ndarray,
    temperature: float,
    background: bool,
    threshold: float,
    threads: int,
) -> BlockResult:
    """The same as `decide`, which looks at each pixel by itself: strips of rows side by side."""
    rows = range(0, inside.shape[0], STRIP)
    strips = [slice(row, row + STRIP) for row in rows]
    with ThreadPoolExecutor(threads, thread_name_prefix="decide") as pool:
        found = list(pool.map(lambda s: decide(scores[:, s], inside[s], temperature, background, threshold), strips))
    return BlockResult(**{f.name: np.concatenate([getattr(one, f.name) for one in found]) for f in fields(BlockResult)})


def nothing(block: Block, count: int) -> BlockResult:
    """A block outside the area or without data."""
    shape, dtype = (block.rows, block.cols), class_dtype(count)
    empty = np.full(shape, np.iinfo(dtype).max, dtype)
    nan = np.full(shape, np.nan, np.float32)
    return BlockResult(classes=empty, confidence=nan, margin=nan.copy(), second=empty.copy())
