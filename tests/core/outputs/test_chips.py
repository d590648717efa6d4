"""Where chips lie, and how they are split."""

import itertools

import pytest
from terralex.core.errors import InputError
from terralex.core.lattice import Block
from terralex.core.outputs.chips import PARTS, Chipping, assign, parse_split, plan_chips


def everywhere(_block):
    return True


@pytest.mark.parametrize("shape, size, overlap", [((100, 130), 32, 0), ((100, 130), 32, 10), ((20, 40), 64, 0)])
def test_chips_cover_the_raster_from_its_first_pixel(shape, size, overlap):
    blocks = [chip.block for chip in plan_chips(shape, Chipping(size, overlap), everywhere)]
    assert (blocks[0].row, blocks[0].col) == (0, 0)
    held = {
        (row, col)
        for block in blocks
        for row in range(block.row, block.stop[0])
        for col in range(block.col, block.stop[1])
    }
    assert held == set(itertools.product(range(shape[0]), range(shape[1])))
    assert all(block.row % (size - overlap) == 0 and block.col % (size - overlap) == 0 for block in blocks)
    assert max(block.stop[0] for block in blocks) == shape[0] and max(block.rows for block in blocks) <= size
    counted = sum(block.rows * block.cols for block in blocks)
    assert (counted == shape[0] * shape[1]) == (overlap == 0)


def test_only_labelled_chips_are_planned():
    plan = plan_chips((100, 100), Chipping(50), lambda block: block.col == 0)
    assert [chip.block for chip in plan] == [Block(0, 0, 50, 50), Block(50, 0, 50, 50)]


@pytest.mark.parametrize("overlap", [0, 12, 20])
def test_no_place_is_in_two_parts_and_the_same_seed_splits_the_same(overlap):
    shape, how = (700, 900), Chipping(40, overlap, split=(70, 20, 10), seed=4)
    plan = plan_chips(shape, how, everywhere)
    owner = {}
    for chip in plan:
        for row in range(chip.block.row, chip.block.stop[0], 4):
            for col in range(chip.block.col, chip.block.stop[1], 4):
                assert owner.setdefault((row, col), chip.part) == chip.part
    assert plan == plan_chips(shape, how, everywhere)
    other = plan_chips(shape, Chipping(40, overlap, split=(70, 20, 10), seed=5), everywhere)
    assert [chip.part for chip in other] != [chip.part for chip in plan]
    shares = [sum(chip.part == part for chip in plan) / len(plan) for part in PARTS]
    assert [round(share, 1) for share in shares] == pytest.approx([0.7, 0.2, 0.1], abs=0.1)


def test_blocks_hold_several_chips_where_there_are_enough():
    plan = plan_chips((1280, 1280), Chipping(40, split=(1, 1), seed=1), everywhere)  # 16 blocks of 8 x 8 chips
    parts = {(chip.block.row, chip.block.col): chip.part for chip in plan}
    blocks = {
        place: {parts[place[0] + r, place[1] + c] for r in (0, 280) for c in (0, 280)}
        for place in parts
        if place[0] % 320 == place[1] % 320 == 0
    }
    assert len(blocks) == 16 and all(len(found) == 1 for found in blocks.values())
    assert len(set(parts.values())) == 2


def test_a_part_that_gets_nothing_and_shares_of_nothing():
    assert set(assign({(0, 0): 1}, (70, 20, 10), 0).values()) == {"train"}
    assert set(assign({(0, k): 1 for k in range(9)}, (0, 1), 0).values()) == {"val"}


@pytest.mark.parametrize(
    "text, right", [("", ()), ("70/20/10", (70, 20, 10)), ("80,20", (80, 20)), (" 1/0/1 ", (1, 0, 1))]
)
def test_a_split_is_read(text, right):
    assert parse_split(text) == right


@pytest.mark.parametrize("text", ["70", "a/b", "1/2/3/4", "-1/2", "0/0"])
def test_what_is_no_split_is_said(text):
    with pytest.raises(InputError, match="does not say how to split"):
        parse_split(text)


def test_chips_of_a_wrong_size_are_refused():
    for wrong in ({"size": 8}, {"size": 10**5}, {"size": 64, "overlap": 40}, {"size": 64, "overlap": -1}):
        with pytest.raises(InputError):
            Chipping(**wrong)
