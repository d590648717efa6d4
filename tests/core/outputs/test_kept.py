"""What polygons say of small blocks, from strips that are burnt once."""

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from terralex.core.lattice import Block
from terralex.core.outputs import kept as module
from terralex.core.outputs.attributes import column
from terralex.core.outputs.kept import Burning, Kept, Strips

AREA = Block(0, 0, 90, 70)


def burning():
    shapes = np.array([shapely.box(3, 4, 31, 66), shapely.Point(45, 40).buffer(22), shapely.box(10, 70, 69.5, 89)])
    kept = Kept(shapes, {"class_id": column("integer", [1, 2, 3])}, "", 9, "", "", {}, np.arange(3))
    return Burning(kept, (1, 0, 0, 0, 1, 0))


@given(st.integers(0, 80), st.integers(0, 60), st.integers(1, 60), st.integers(1, 60))
def test_a_block_of_strips_is_what_burning_it_alone_gives(row, col, rows, cols):
    block = Block(row, col, rows, cols).intersect(AREA)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "STRIP_PX", 70 * 16)
        patch.setattr(module, "LEAST_ROWS", 16)
        said = burning()
        np.testing.assert_array_equal(Strips(AREA, said.numbers).of(block), said.numbers(block))


def test_a_strip_is_burnt_once(monkeypatch):
    monkeypatch.setattr(module, "STRIP_PX", 70 * 30)
    monkeypatch.setattr(module, "LEAST_ROWS", 30)
    asked, said = [], burning()
    strips = Strips(AREA, lambda block: asked.append(block) or said.numbers(block))
    for row in range(0, 80, 5):
        strips.of(Block(row, 8, 10, 20))
    assert asked == [Block(0, 0, 30, 70), Block(30, 0, 30, 70), Block(60, 0, 30, 70)]


def test_some_polygons_are_numbered_by_their_place_among_these():
    said, some = burning(), burning().only(np.array([0, 2]))
    numbers = said.numbers(AREA)
    there = numbers != 1  # the circle's pixels go to what lies under it
    np.testing.assert_array_equal(some.numbers(AREA)[there], np.choose(numbers + 1, [-1, 0, -1, 1])[there])
    np.testing.assert_array_equal(some.classes(AREA) == 3, said.classes(AREA) == 3)
    assert said.touches(Block(38, 44, 4, 4)) and not some.touches(Block(38, 44, 4, 4))
