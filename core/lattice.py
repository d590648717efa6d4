"""Windows and blocks on one lattice that is anchored to the raster.

Pure arithmetic, standard library only: the engine plans by it, and the plugin counts by it what a run will take.
All numbers are pixels of the working grid. Where a window lies depends on the raster and the settings only, never on
the extent or the block that is asked for; this is what makes any two runs agree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Sequence

MOST_WINDOWS = 10_000_000  # of a run: weeks on a CPU, hours on the largest GPU
PAMR_PX = 24  # how far one iteration of the refinement looks, in all directions
NEVER = 1 << 62  # a turn after all others


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


def touching(length: int, size: int, stride: int, start: int, stop: int) -> range:
    """The windows of one direction that touch [start, stop), by where they begin.

    They begin at the multiples of `stride` from 0 until `length` is covered; the last one may reach beyond it.
    """
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
        for row in touching(height, size, stride, block.row, bottom)
        for col in touching(width, size, stride, block.col, right)
    ]


def pieces(start: int, length: int, step: int) -> Iterator[tuple[int, int]]:
    """Where a lattice of `step` anchored at 0 cuts a stretch: first and stop of each piece."""
    low = start
    for cut in range(start - start % step + step, start + length, step):
        yield low, cut
        low = cut
    yield low, start + length


def plan_blocks(area: Block, block_px: int) -> Iterator[Block]:
    """The parts of `area` in the cells of a lattice of `block_px` anchored at grid pixel (0, 0), row-major.

    One after the other: a raster may say that it has any number of pixels.
    """
    return (
        Block(top, left, bottom - top, right - left)
        for top, bottom in pieces(area.row, area.rows, block_px)
        for left, right in pieces(area.col, area.cols, block_px)
    )


def count_windows(grid_shape: tuple[int, int], block: Block, sizes: Sequence[int], stride: int) -> int:
    """How many windows `windows_for` would list, without listing them."""
    (bottom, right), (height, width) = block.stop, grid_shape
    return sum(
        len(touching(height, size, stride, block.row, bottom)) * len(touching(width, size, stride, block.col, right))
        for size in sizes
    )


@dataclass(frozen=True)
class Tour:
    """Blocks one after the other, as `plan_blocks` lists them: when a window is looked at.

    A turn is the number of a cell of the lattice, row-major; cells without anything to do have one, too.

    Attributes:
        area: What is cut into blocks.
        block_px: The lattice's step.
        margin: How far each block looks beyond itself.
    """

    area: Block
    block_px: int
    margin: int = 0

    def turn(self, block: Block) -> int:
        """Of a block that the tour comes to."""
        step, area = self.block_px, self.area
        return (block.row // step - area.row // step) * self._across + block.col // step - area.col // step

    def next(self, window: Window, since: int) -> int:
        """The first turn from `since` on whose block looks at a window; NEVER where there is none."""
        margin, step = self.margin, self.block_px
        side = window.size + 2 * margin
        seen = Block(window.row - margin, window.col - margin, side, side).intersect(self.area)
        if seen is None:
            return NEVER
        bottom, right = seen.stop
        width = (right - 1) // step - seen.col // step
        first = self.turn(seen)
        for row in range((bottom - 1) // step - seen.row // step + 1):
            left = first + row * self._across
            if since <= left + width:
                return max(since, left)
        return NEVER

    @property
    def _across(self) -> int:
        """Cells side by side."""
        return (self.area.stop[1] - 1) // self.block_px - self.area.col // self.block_px + 1
