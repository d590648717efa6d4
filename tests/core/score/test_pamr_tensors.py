"""PAMR as a GPU computes it, run on the CPU: the plain numbers, and the same bits whatever part they are refined in."""

import numpy as np
import pytest
import torch
from terralex.core.lattice import Block
from terralex.core.model.device import one_thread
from terralex.core.score import pamr, pamr_tensors
from terralex.core.score.pamr import reach, refine
from terralex.core.score.pamr_tensors import refine_on, refine_tensor

ON = "cpu:0"  # a device to torch, and not the one that `refine` is for


def field(rows, cols, holes=0.0, channels=3):
    rng = np.random.default_rng(3)
    picture = rng.integers(0, 256, (3, rows // 3 + 1, cols // 3 + 1), np.uint8).repeat(3, 1).repeat(3, 2)
    scores = rng.normal(size=(channels, rows, cols)).astype(np.float32)
    return scores, picture[:, :rows, :cols], rng.random((rows, cols)) >= holes


def whole(scores, picture, valid, iterations):
    block = Block(0, 0, *valid.shape)
    return refine_on(ON, scores, picture, valid, iterations, block, block)


@pytest.fixture(autouse=True)
def _alone():
    one_thread("cpu")


@pytest.fixture
def near(monkeypatch):
    """Neighbours that are near, so that a small picture has an inside."""
    for module in (pamr, pamr_tensors):
        monkeypatch.setattr(module, "DILATIONS", (1, 2, 4))
        monkeypatch.setattr(module, "PAMR_PX", 4)


def test_refinement_agrees_with_the_reference(reference):
    scores, picture, valid = field(26, 31)
    wanted = reference.pamr(scores, picture, 3)
    error = np.abs(whole(scores, picture, valid, 3) - wanted).max() / np.abs(wanted).max()
    print(f"PAMR by tensors: largest relative error {error:.1e}")
    assert error < 2e-5
    assert np.abs(wanted - scores).max() > 0.5  # it does something


@pytest.mark.parametrize(("shape", "holes"), [((150, 90), 0.0), ((70, 130), 0.3), ((1, 140), 0.1), ((60, 60), 1.0)])
def test_it_agrees_with_the_arithmetic_of_the_cpu(shape, holes):
    scores, picture, valid = field(*shape, holes)
    block = Block(0, 0, *shape)
    wanted = refine(scores, picture, valid, 4, block, block)
    got = whole(scores, picture, valid, 4)
    assert np.abs(got - wanted).max() <= 1e-5 * np.abs(scores).max()
    np.testing.assert_array_equal(got[:, ~valid], scores[:, ~valid])
    assert (got.argmax(0) == wanted.argmax(0)).mean() > 0.9999


@pytest.mark.parametrize("box", [(0, 0, 9, 200), (60, 70, 33, 21), (0, 0, 130, 200)])
def test_any_block_in_any_parts_has_the_bits_of_the_whole(monkeypatch, near, box):
    scores, picture, valid = field(130, 200, 0.1, 2)
    grid, block, margin = Block(0, 0, 130, 200), Block(*box), reach(3)
    everything = whole(scores, picture, valid, 3)
    around = Block(block.row - margin, block.col - margin, block.rows + 2 * margin, block.cols + 2 * margin)
    around = around.intersect(grid)
    here = (slice(None), *around.slices_in(grid))
    monkeypatch.setattr(pamr_tensors, "PART", 37)
    part = refine_on(ON, scores[here], picture[here], valid[here[1:]], 3, block, around)
    np.testing.assert_array_equal(part, everything[(slice(None), *block.slices_in(grid))])


def test_a_part_that_memory_does_not_hold_is_halved(monkeypatch, near):
    scores, picture, valid = field(130, 200)
    everything, sides = whole(scores, picture, valid, 2), []
    refined = pamr_tensors._refined

    def small(*given):
        sides.append((given[4].rows, given[4].cols))
        if max(sides[-1]) > holds:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return refined(*given)

    monkeypatch.setattr(pamr_tensors, "_refined", small)
    holds = 70
    np.testing.assert_array_equal(whole(scores, picture, valid, 2), everything)
    assert sides[:3] == [(130, 200), (130, 100), (65, 100)] and (65, 50) in sides
    holds = 0
    with pytest.raises(torch.OutOfMemoryError):
        whole(scores, picture, valid, 2)
    assert max(sides[-1]) <= pamr_tensors.SMALLEST


def test_on_a_cpu_it_is_the_cpus_own_and_scores_stay_where_they_are_elsewhere():
    scores, picture, valid = field(40, 50)
    block = Block(0, 0, 40, 50)
    own = refine_on("cpu", scores, picture, valid, 2, block, block, 2)
    assert own.tobytes() == refine(scores, picture, valid, 2, block, block).tobytes()
    kept = refine_tensor(torch.from_numpy(scores), picture, valid, 2, block, block)
    assert isinstance(kept, torch.Tensor) and np.array_equal(kept, whole(scores, picture, valid, 2))
