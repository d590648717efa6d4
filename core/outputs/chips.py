"""Where chips lie: a grid from the raster's first pixel, and which of them are for training, validation and test.

Chips are split by blocks of chips, since neighbours resemble each other, and no place is in two parts: with an overlap
the grid begins anew in each block.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..errors import InputError
from ..lattice import Block

SMALLEST, LARGEST = 32, 8192  # pixels a side
PARTS = ("train", "val", "test")
SIDES = (8, 4, 2, 1)  # chips along the side of a block; the largest that makes enough blocks
ENOUGH = 12  # blocks


@dataclass(frozen=True)
class Chipping:
    """How a raster is cut.

    Attributes:
        size: Side of a chip, source pixels; those at the raster's right and lower edge are smaller.
        overlap: Pixels that neighbours share.
        empty: Whether chips without an object are kept.
        split: Shares of training, validation and test, e.g. (70, 20, 10); empty: all in one.
        seed: The same seed splits the same.
    """

    size: int = 1024
    overlap: int = 0
    empty: bool = True
    split: tuple[float, ...] = ()
    seed: int = 0

    def __post_init__(self) -> None:
        if not SMALLEST <= self.size <= LARGEST:
            raise InputError(
                f"A chip of {self.size:,} pixels is not possible.", f"Choose {SMALLEST} to {LARGEST:,} pixels."
            )
        if not 0 <= self.overlap <= self.size // 2:
            raise InputError(f"Chips of {self.size} pixels cannot share {self.overlap}.", "At most half of a chip.")


def parse_split(text: str) -> tuple[float, ...]:
    """`70/20/10` or `80/20`: shares of training, validation and test; "" for no split.

    Raises:
        InputError: no such list.
    """
    if not text.strip():
        return ()
    try:
        shares = tuple(float(part) for part in text.replace(",", "/").split("/"))
    except ValueError:
        shares = ()
    if not 2 <= len(shares) <= len(PARTS) or min(shares) < 0 or sum(shares) <= 0:
        raise InputError(
            f"“{text}” does not say how to split.", "Write shares as in 70/20/10, or 80/20 without a test."
        )
    return shares


@dataclass(frozen=True)
class Chip:
    """A chip.

    Attributes:
        block: Its pixels in the raster.
        part: One of `PARTS`; "" without a split.
    """

    block: Block
    part: str = ""


def plan_chips(shape: tuple[int, int], chipping: Chipping, labelled: Callable[[Block], bool]) -> list[Chip]:
    """The chips that hold something labelled, row by row.

    Args:
        shape: Rows and columns of the raster.
        chipping: How to cut.
        labelled: Whether a block holds anything that was labelled.
    """
    if not chipping.split:
        return [Chip(block) for block in _grid(Block(0, 0, *shape), chipping) if labelled(block)]
    stride = chipping.size - chipping.overlap
    for chips in SIDES:
        side = chipping.size + (chips - 1) * stride
        blocks = {
            (row, col): [each for each in _grid(_part(row, col, side, shape), chipping) if labelled(each)]
            for row in range(0, shape[0], side)
            for col in range(0, shape[1], side)
        }
        blocks = {place: found for place, found in blocks.items() if found}
        if len(blocks) >= ENOUGH:
            break
    parts = assign({place: len(found) for place, found in blocks.items()}, chipping.split, chipping.seed)
    chips_of = [Chip(block, parts[place]) for place, found in blocks.items() for block in found]
    return sorted(chips_of, key=lambda chip: (chip.block.row, chip.block.col))


def assign(blocks: dict[tuple[int, int], int], shares: Sequence[float], seed: int) -> dict[tuple[int, int], str]:
    """The part of each block: in an order that only seed and place decide, until a part has its share of the chips."""
    order = sorted(blocks, key=lambda place: hashlib.sha256(f"{seed}/{place[0]}/{place[1]}".encode()).digest())
    ends = [sum(shares[: k + 1]) / sum(shares) for k in range(len(shares))]
    whole, before, found = sum(blocks.values()), 0.0, {}
    for place in order:
        middle = (before + blocks[place] / 2) / whole
        found[place] = PARTS[next((k for k, end in enumerate(ends) if middle < end), len(shares) - 1)]
        before += blocks[place]
    return found


def _part(row: int, col: int, side: int, shape: tuple[int, int]) -> Block:
    return Block(row, col, min(side, shape[0] - row), min(side, shape[1] - col))


def _grid(within: Block, chipping: Chipping) -> list[Block]:
    """Chips of a block; the last ones end with it."""
    rows, cols = (_starts(length, chipping) for length in (within.rows, within.cols))
    return [
        Block(
            within.row + row,
            within.col + col,
            min(chipping.size, within.rows - row),
            min(chipping.size, within.cols - col),
        )
        for row in rows
        for col in cols
    ]


def _starts(length: int, chipping: Chipping) -> range:
    stride = chipping.size - chipping.overlap
    count = 1 + max(0, -(-(length - chipping.size) // stride))
    return range(0, count * stride, stride)
