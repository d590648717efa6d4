"""Windows and blocks: properties that every run relies on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from terralex.core.lattice import NEVER, Block, Tour, Window, pieces, plan_blocks, touching, windows_for

SIZES = st.lists(st.integers(4, 24), min_size=1, max_size=3).map(tuple)
SIDE = st.integers(1, 70)


def origins(length: int, size: int, stride: int) -> list[int]:
    """Where windows begin in one direction, one after the other."""
    found = [0]
    while found[-1] + size < length:
        found.append(found[-1] + stride)
    return found


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 500), st.integers(1, 64), st.data())
def test_the_windows_that_touch_a_stretch_are_counted_and_found_without_listing_the_others(length, size, data):
    stride = data.draw(st.integers(1, size))
    start = data.draw(st.integers(0, length - 1))
    stop = data.draw(st.integers(start + 1, length))
    every = [o for o in origins(length, size, stride) if o < stop and o + size > start]
    assert list(touching(length, size, stride, start, stop)) == every


@given(st.integers(0, 99), st.integers(1, 99), st.integers(1, 33))
def test_the_pieces_of_a_stretch_end_where_the_lattice_cuts(start, length, step):
    found = list(pieces(start, length, step))
    assert [first for first, _ in found] == [start, *(stop for _, stop in found[:-1])]
    assert all(stop % step == 0 for _, stop in found[:-1]) and found[-1][1] == start + length


@settings(max_examples=40, deadline=None)
@given(SIDE, SIDE, SIZES, st.data())
def test_windows_for_a_block_are_exactly_those_of_the_lattice_that_touch_it_in_its_order(rows, cols, sizes, data):
    stride = data.draw(st.integers(1, min(sizes)))
    row, col = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, cols - 1))
    block = Block(row, col, data.draw(st.integers(1, rows - row)), data.draw(st.integers(1, cols - col)))
    every = [
        Window(r, c, size, scale)
        for scale, size in enumerate(sizes)
        for r in origins(rows, size, stride)
        for c in origins(cols, size, stride)
    ]
    assert windows_for((rows, cols), block, sizes, stride) == [w for w in every if w.block.intersect(block)]


@settings(max_examples=40, deadline=None)
@given(SIDE, SIDE, SIZES, st.data())
def test_every_pixel_of_the_grid_is_under_a_window_of_each_scale(rows, cols, sizes, data):
    stride = data.draw(st.integers(1, min(sizes)))
    seen = np.zeros((len(sizes), rows, cols), int)
    for w in windows_for((rows, cols), Block(0, 0, rows, cols), sizes, stride):
        seen[w.scale, w.row : w.row + w.size, w.col : w.col + w.size] += 1
    assert seen.min() >= 1


@settings(max_examples=40, deadline=None)
@given(SIDE, SIDE, st.integers(0, 50), st.integers(0, 50), st.integers(1, 33))
def test_blocks_tile_the_area_once_on_an_anchored_lattice(rows, cols, row, col, block_px):
    area = Block(row, col, rows, cols)
    blocks = list(plan_blocks(area, block_px))
    count = np.zeros((rows, cols), int)
    for block in blocks:
        count[block.slices_in(area)] += 1
        assert block.row // block_px == (block.stop[0] - 1) // block_px
        assert block.col // block_px == (block.stop[1] - 1) // block_px
    assert (count == 1).all()
    assert blocks == sorted(blocks)


def test_a_stride_that_leaves_gaps_is_refused():
    with pytest.raises(ValueError, match="gaps"):
        windows_for((100, 100), Block(0, 0, 100, 100), (32, 16), 17)


@settings(max_examples=25, deadline=None)
@given(SIDE, SIDE, SIZES, st.data())
def test_a_tour_knows_when_each_window_is_looked_at(rows, cols, sizes, data):
    row, col = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, cols - 1))
    area = Block(row, col, data.draw(st.integers(1, rows - row)), data.draw(st.integers(1, cols - col)))
    stride = data.draw(st.integers(1, min(sizes)))
    tour = Tour(area, data.draw(st.integers(8, 40)), data.draw(st.integers(0, 30)))
    looks = {window: [] for window in windows_for((rows, cols), Block(0, 0, rows, cols), sizes, stride)}
    blocks = list(plan_blocks(area, tour.block_px))
    for turn, block in enumerate(blocks):
        assert tour.turn(block) == turn
        wide = (
            block.row - tour.margin,
            block.col - tour.margin,
            *(s + 2 * tour.margin for s in (block.rows, block.cols)),
        )
        for window in windows_for((rows, cols), Block(*wide).intersect(Block(0, 0, rows, cols)), sizes, stride):
            looks[window].append(turn)
    for since in {0, len(blocks) // 2, len(blocks)}:
        assert all(
            tour.next(window, since) == min((turn for turn in turns if turn >= since), default=NEVER)
            for window, turns in looks.items()
        )
