"""The sum of overlapping windows: the same bits for every block, and never a pixel without weight."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from terralex.core.lattice import Block, Window, plan_blocks, windows_for
from terralex.core.score.canvas import DeviceCanvas, ScoreCanvas, window_weight

SIZES = st.lists(st.integers(4, 24), min_size=1, max_size=3).map(tuple)
SIDE = st.integers(1, 70)


def scores_of(window: Window, channels: int) -> np.ndarray:
    """Scores that differ for each window and pixel, as a network's would."""
    rng = np.random.default_rng([window.row, window.col, window.size, window.scale])
    return rng.normal(size=(channels, window.size, window.size)).astype(np.float32)


def blended(shape: tuple, block: Block, sizes: tuple, stride: int, blend: str, channels: int = 2) -> np.ndarray:
    canvas = ScoreCanvas(block, channels, blend)
    for window in windows_for(shape, block, sizes, stride):
        canvas.add(window, scores_of(window, channels))
    return canvas.result()


@settings(max_examples=25, deadline=None)
@given(SIDE, SIDE, SIZES, st.sampled_from(["hann", "uniform"]), st.integers(1, 40), st.data())
def test_any_area_in_any_blocks_has_the_same_bits_as_the_whole(rows, cols, sizes, blend, block_px, data):
    stride = data.draw(st.integers(max(1, min(sizes) // 3), min(sizes)))
    whole = blended((rows, cols), Block(0, 0, rows, cols), sizes, stride, blend)
    row, col = data.draw(st.integers(0, rows - 1)), data.draw(st.integers(0, cols - 1))
    area = Block(row, col, data.draw(st.integers(1, rows - row)), data.draw(st.integers(1, cols - col)))
    for block in plan_blocks(area, block_px):
        part = blended((rows, cols), block, sizes, stride, blend)
        expected = whole[(slice(None), *block.slices_in(Block(0, 0, rows, cols)))]
        assert part.tobytes() == np.ascontiguousarray(expected).tobytes()


@pytest.mark.parametrize("size", [16, 337, 2048])
def test_the_hann_weight_is_symmetric_and_never_zero(size):
    weight = window_weight(size, "hann")
    assert weight.dtype == np.float32 and weight.shape == (size, size)
    assert weight.min() > 0 and np.allclose(weight, weight[::-1, ::-1], rtol=1e-4) and np.array_equal(weight, weight.T)


def test_the_blend_of_equal_scores_is_that_score():
    canvas = ScoreCanvas(Block(3, 5, 40, 30), 1, "hann")
    for window in windows_for((60, 50), canvas.block, (16, 12), 8):
        canvas.add(window, np.full((1, window.size, window.size), 0.7, np.float32))
    assert np.allclose(canvas.result(), 0.7, rtol=1e-5)


def test_a_block_that_is_not_covered_is_a_mistake_and_not_a_zero():
    canvas = ScoreCanvas(Block(0, 0, 20, 20), 1, "hann")
    canvas.add(Window(0, 0, 16, 0), np.ones((1, 16, 16), np.float32))
    with pytest.raises(ValueError, match="do not cover"):
        canvas.result()


@pytest.mark.parametrize("blend", ["hann", "uniform"])
@pytest.mark.parametrize("there", [torch.from_numpy, lambda scores: scores])
def test_on_a_device_the_sum_has_the_bits_of_the_host(blend, there):
    block = Block(7, 3, 41, 52)
    host, device = ScoreCanvas(block, 3, blend), DeviceCanvas(block, 3, blend, "cpu:0")
    for window in windows_for((60, 70), block, (24, 16), 8):
        scores = scores_of(window, 3)
        host.add(window, scores)
        device.add(window, there(scores))
    assert isinstance(device.result(), torch.Tensor)
    assert device.result().numpy().tobytes() == host.result().tobytes()
    assert np.array_equal(device.covered, host.covered)
