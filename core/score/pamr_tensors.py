"""PAMR where scores lie on a GPU: the arithmetic of `pamr`, neighbour by neighbour over the whole part at once.

Every operation looks at each pixel alone and sums have the order of `pamr`, so that a pixel's bits do not depend on the
block or the part that it is refined in. A product is added in one rounding here and there, and the exponential is the
device's: from those of a CPU the last bits differ.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from ..lattice import PAMR_PX, Block, plan_blocks
from ..model.device import give_back
from .pamr import DILATIONS, SHARPNESS, grown, neighbours, reach, refine

if TYPE_CHECKING:
    from torch import Tensor

PART = 1024  # side of what is refined at once: 0.44 GB of weights with ten iterations
SMALLEST = 64  # side below which halving a part saves nothing: what lies around it stays


def refine_on(
    device: str,
    scores: np.ndarray | Tensor,
    picture: np.ndarray,
    valid: np.ndarray,
    iterations: int,
    block: Block,
    field: Block,
    threads: int = 1,
) -> np.ndarray:
    """What `refine` says, computed on a device: "cpu" is `refine` itself, on others scores may lie already."""
    import torch

    if device == "cpu" and isinstance(scores, np.ndarray):
        return refine(scores, picture, valid, iterations, block, field, threads)
    there = torch.as_tensor(scores).to(device)
    return refine_tensor(there, picture, valid, iterations, block, field).cpu().numpy()


def refine_tensor(
    scores: Tensor, picture: np.ndarray, valid: np.ndarray, iterations: int, block: Block, field: Block
) -> Tensor:
    """`refine` on the device of the scores; arguments, but for threads, and result (a tensor there) as its own.

    Raises:
        torch.OutOfMemoryError: the device does not hold a part of `SMALLEST` pixels.
    """
    import torch

    out = scores.new_empty((len(scores), block.rows, block.cols))
    parts = list(plan_blocks(block, PART))[::-1]
    while parts:
        part = parts.pop()
        try:
            out[(slice(None), *part.slices_in(block))] = _refined(scores, picture, valid, iterations, part, field)
            continue
        except torch.OutOfMemoryError:
            if max(part.rows, part.cols) <= SMALLEST:
                raise
        give_back(scores.device.type)
        parts += _halves(part)
    return out


def _halves(part: Block) -> tuple[Block, Block]:
    """A part in two, across its longer side."""
    row, col, rows, cols = part.row, part.col, part.rows // 2, part.cols // 2
    if part.rows >= part.cols:
        return Block(row, col, rows, part.cols), Block(row + rows, col, part.rows - rows, part.cols)
    return Block(row, col, part.rows, cols), Block(row, col + cols, part.rows, part.cols - cols)


def _refined(
    scores: Tensor, picture: np.ndarray, valid: np.ndarray, iterations: int, part: Block, field: Block
) -> Tensor:
    """Refined scores of a part, (C, rows, cols); each step needs `PAMR_PX` less around it than the one before."""
    import torch

    seen = grown(part, reach(iterations), field)
    here = seen.slices_in(field)
    colours = torch.as_tensor(np.ascontiguousarray(picture[(slice(None), *here)])).to(scores.device)
    there = torch.as_tensor(np.ascontiguousarray(valid[here])).to(scores.device)
    near, own = _weights(colours, there)
    whole, now = seen, scores[(slice(None), *here)]
    for left in range(iterations - 1, -1, -1):
        wanted = grown(part, reach(left), field)
        within, weighed = wanted.slices_in(seen), wanted.slices_in(whole)
        half, moved = len(near) // 2, _moved(_padded(now), within)
        sums = torch.zeros((len(now), wanted.rows, wanted.cols), device=now.device)
        for number, shifted in enumerate(moved):
            if number == half:  # the pixel itself stands in the middle of its neighbours
                sums.addcmul_(own[weighed], now[(slice(None), *within)])
            sums.addcmul_(near[(number, *weighed)], shifted)
        seen, now = wanted, sums
    return now


def _weights(colours: Tensor, there: Tensor) -> tuple[Tensor, Tensor]:
    """Weights of the neighbours (48, h, w), and of a pixel itself (h, w): 1 where it keeps its score, else 0.

    Args:
        colours: (3, h, w) uint8.
        there: (h, w) bool, which of them have a value.
    """
    import torch

    padded, present = _padded(colours.float()), _padded(there[None].float())
    absent = torch.where(present > 0, 0.0, float("-inf"))
    everywhere = (slice(0, there.shape[0]), slice(0, there.shape[1]))
    scale = 1e-8 * 255 + SHARPNESS * _spread(padded, present, everywhere)
    own, factor = colours.float(), (-1 / len(colours)) / scale
    likeness = colours.new_empty((len(neighbours()), *there.shape), dtype=torch.float32)
    for like, near, missing in zip(likeness, _moved(padded, everywhere), _moved(absent, everywhere)):
        difference = (near - own).abs_().mul_(factor)
        torch.add(difference[0], difference[1], out=like)
        like += difference[2]
        like += missing[0]
    highest = likeness.amax(0)
    likeness -= torch.where(highest.isneginf(), torch.zeros_like(highest), highest)
    weights = likeness.exp_().mul_(there)  # what has no value keeps what it has
    total = torch.zeros_like(highest)
    for weight in weights:  # a fixed order of summing
        total += weight
    alone = total == 0
    weights /= torch.where(alone, torch.ones_like(total), total)
    return weights, alone.float()


def _spread(padded: Tensor, present: Tensor, place: tuple[slice, slice]) -> Tensor:
    """Standard deviation of each colour over all neighbours and, once for each dilation, the pixel itself: (3, h, w).

    Sums of colours and of their squares are whole numbers below 2^24, exact in any order.
    """
    import torch

    values = torch.cat([present, present * padded, present * padded**2])
    total = values[:, PAMR_PX:-PAMR_PX, PAMR_PX:-PAMR_PX] * len(DILATIONS)
    for moved in _moved(values, place):
        total += moved
    count, plain, squared = total[0].double(), total[1:4].double(), total[4:].double()
    variance = (count * squared - plain**2) / (count * (count - 1)).clamp_(min=1)
    return variance.sqrt_().float()


def _padded(planes: Tensor) -> Tensor:
    """Planes (C, h, w) with the edge repeated `PAMR_PX` beyond it."""
    from torch.nn import functional

    return functional.pad(planes[None], (PAMR_PX,) * 4, mode="replicate")[0]


def _moved(padded: Tensor, place: tuple[slice, slice]) -> Iterator[Tensor]:
    """A place of planes that were padded, moved by each of `neighbours`: views (C, rows, cols)."""
    rows, cols = place
    for y, x in neighbours():
        down, over = PAMR_PX + y, PAMR_PX + x
        yield padded[:, rows.start + down : rows.stop + down, cols.start + over : cols.stop + over]
