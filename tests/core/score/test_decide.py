"""From scores to classes, confidence, margin and runner-up."""

import numpy as np
import pytest
from terralex.core.lattice import Block
from terralex.core.score import decide as module
from terralex.core.score.decide import decide, decide_in_threads, nothing

TEMPERATURE = 0.3


@pytest.fixture
def scores():
    """(1 + 3 classes, 40, 50) float32 in the range of cosines."""
    return np.random.default_rng(4).uniform(-1, 1, (4, 40, 50)).astype(np.float32)


@pytest.mark.parametrize("background", [True, False])
def test_confidence_and_margin_come_from_the_softmax_of_the_channels_that_take_part(scores, background):
    everywhere = np.ones(scores.shape[1:], bool)
    made = decide(scores, everywhere, TEMPERATURE, background)
    first = 0 if background else 1
    exact = np.exp(scores[first:].astype(np.float64) / TEMPERATURE)
    exact /= exact.sum(axis=0)
    order = exact.argsort(axis=0)
    best, second = (np.take_along_axis(exact, order[-k][None], axis=0)[0] for k in (1, 2))
    np.testing.assert_array_equal(made.classes, order[-1] + first)
    np.testing.assert_array_equal(made.second, order[-2] + first)
    np.testing.assert_allclose(made.confidence, best, rtol=1e-5)
    np.testing.assert_allclose(made.margin, best - second, atol=1e-6)


@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(monkeypatch, threads):
    rng = np.random.default_rng(2)
    scores, inside = rng.random((5, 21, 30)).astype(np.float32), rng.random((21, 30)) > 0.2
    monkeypatch.setattr(module, "STRIP", 4)
    one, other = decide(scores, inside, 0.2, False, 0.4), decide_in_threads(scores, inside, 0.2, False, 0.4, threads)
    for name in ("classes", "confidence", "margin", "second"):
        assert getattr(one, name).dtype == getattr(other, name).dtype
        assert getattr(one, name).tobytes() == getattr(other, name).tobytes()


def test_equal_scores_go_to_the_lowest_id():
    made = decide(np.zeros((4, 2, 2), np.float32), np.ones((2, 2), bool), TEMPERATURE, True)
    assert (made.classes == 0).all() and (made.second == 1).all()
    assert np.allclose(made.confidence, 0.25) and (made.margin == 0).all()


def test_a_single_class_without_background_is_certain(scores):
    made = decide(scores[:2], np.ones((40, 50), bool), TEMPERATURE, False)
    assert (made.classes == 1).all() and (made.confidence == 1).all()


def test_scores_far_apart_do_not_overflow():
    scores = np.array([1e4, -1e4, 0], np.float32).reshape(3, 1, 1)
    made = decide(scores, np.ones((1, 1), bool), 1e-4, True)
    assert made.classes[0, 0] == 0 and made.confidence[0, 0] == 1 and made.margin[0, 0] == 1


@pytest.mark.parametrize(
    ("count", "dtype", "nodata"), [(3, np.uint8, 255), (254, np.uint8, 255), (255, np.uint16, 65535)]
)
def test_what_is_not_wanted_is_nodata_everywhere(count, dtype, nodata):
    scores = np.random.default_rng(1).random((count + 1, 3, 4)).astype(np.float32)
    inside = np.zeros((3, 4), bool)
    inside[1, 2] = True
    made, empty = decide(scores, inside, TEMPERATURE, True), nothing(Block(5, 5, 3, 4), count)
    for result in (made, empty):
        assert result.classes.dtype == result.second.dtype == dtype
        assert (result.classes[~inside] == nodata).all() and (result.second[~inside] == nodata).all()
        assert np.isnan(result.confidence[~inside]).all() and np.isnan(result.margin[~inside]).all()
    assert made.classes[1, 2] != nodata and empty.classes[1, 2] == nodata
