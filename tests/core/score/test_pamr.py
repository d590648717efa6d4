"""PAMR: the same numbers as written down plainly, and the same bits whatever block they are asked for."""

import numpy as np
import pytest
from terralex.core.lattice import Block
from terralex.core.score import pamr as module
from terralex.core.score.pamr import reach, refine

RANDOM = np.random.default_rng(3)


def field(rows, cols, holes=0.0):
    picture = RANDOM.integers(0, 256, (3, rows // 3 + 1, cols // 3 + 1), np.uint8).repeat(3, 1).repeat(3, 2)
    scores = RANDOM.normal(size=(3, rows, cols)).astype(np.float32)
    return scores, picture[:, :rows, :cols], RANDOM.random((rows, cols)) >= holes


def whole(scores, picture, valid, iterations, **more):
    block = Block(0, 0, *valid.shape)
    return refine(scores, picture, valid, iterations, block, block, **more)


@pytest.mark.parametrize("iterations", [1, 3])
def test_refinement_agrees_with_the_reference(reference, iterations):
    scores, picture, valid = field(34, 41)
    wanted = reference.pamr(scores, picture, iterations)
    error = np.abs(whole(scores, picture, valid, iterations) - wanted).max() / np.abs(wanted).max()
    assert error < 2e-5
    assert np.abs(wanted - scores).max() > 0.5  # it does something


@pytest.mark.parametrize("box", [(0, 0, 9, 300), (60, 70, 33, 21), (101, 129, 29, 71), (0, 0, 130, 200)])
@pytest.mark.parametrize(("threads", "channels"), [(1, 2), (3, 1), (3, 7), (1, 8), (3, 17)])
def test_any_block_with_its_reach_has_the_bits_of_the_whole(monkeypatch, box, threads, channels):
    monkeypatch.setattr(module, "DILATIONS", (1, 2, 4))
    monkeypatch.setattr(module, "PAMR_PX", 4)
    rng = np.random.default_rng(9)
    picture = rng.integers(0, 256, (3, 130, 200), np.uint8)
    scores, valid = rng.normal(size=(channels, 130, 200)).astype(np.float32), rng.random((130, 200)) > 0.1
    grid, iterations = Block(0, 0, 130, 200), 5
    everything = refine(scores, picture, valid, iterations, grid, grid)
    block = Block(*box).intersect(grid)
    margin = reach(iterations)
    near = Block(block.row - margin, block.col - margin, block.rows + 2 * margin, block.cols + 2 * margin)
    near = near.intersect(grid)
    here = near.slices_in(grid)
    part = refine(
        scores[(slice(None), *here)], picture[(slice(None), *here)], valid[here], iterations, block, near, threads
    )
    np.testing.assert_array_equal(part, everything[(slice(None), *block.slices_in(grid))])
    monkeypatch.setattr(module, "PART", 37)
    monkeypatch.setattr(module, "CHUNK", 16)  # the last step begins in the second chunk
    np.testing.assert_array_equal(refine(scores, picture, valid, iterations, grid, grid), everything)


def test_the_reach_is_needed_in_full(monkeypatch):
    """A score that far away still counts; one pixel further nothing does."""
    scores, picture, valid = np.zeros((1, 1, 140), np.float32), np.zeros((3, 1, 140), np.uint8), np.ones((1, 140), bool)
    for distance, counts in ((reach(2), True), (reach(2) + 1, False)):
        moved = scores.copy()
        moved[0, 0, 60 + distance] = 1
        assert (whole(moved, picture, valid, 2)[0, 0, 60] > 0) == counts


def test_what_has_no_value_keeps_its_score_and_lends_it_to_nobody():
    scores, picture, valid = field(30, 30)
    valid[10:20, 10:20] = False
    loud = np.where(valid, scores, 1000).astype(np.float32)
    got = whole(loud, picture, valid, 2)
    assert (got[:, ~valid] == 1000).all() and np.abs(got[:, valid]).max() < 10
    np.testing.assert_array_equal(got[:, valid], whole(scores, picture, valid, 2)[:, valid])


def test_scores_stay_on_their_side_of_a_sharp_edge_of_colour():
    picture = np.zeros((3, 40, 40), np.uint8)
    picture[:, :, 20:] = 200
    scores = np.zeros((1, 40, 40), np.float32)
    scores[0, :, 20:] = 1
    scores[0, 5, 5] = 1
    got = whole(scores, picture, np.ones((40, 40), bool), 3)[0]
    assert got[:, 20:].min() > 0.95 and got[:, :20].max() < 0.05  # the edge stays, the odd pixel goes
