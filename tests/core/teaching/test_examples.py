"""What is learned from: how much a polygon weighs, what is held back, and which cells stand for the map."""

import numpy as np
import pytest
from terralex.core.teaching.cells import Cells, Terms
from terralex.core.teaching.examples import CELLS_A_POLYGON, LARGEST, Examples, stratified

TERMS = Terms(0.4, True, ("background", "a", "b"))


def cells(count, win=1):
    scores = np.zeros((count, 3), np.float32)
    scores[:, win] = 1
    return Cells(np.ones((count, 2), np.float32), scores, np.zeros((count, 0), np.float32))


def test_a_large_polygon_is_bounded_and_weighs_at_most_four_times_the_median():
    sizes = (10, 10, 10, 5000)
    examples = Examples.of([(cells(n), np.full(n, k)) for k, n in enumerate(sizes)], np.array([1, 1, 2, 2]))
    weight = np.bincount(examples.polygon, examples.weights)
    assert np.bincount(examples.polygon).tolist() == [10, 10, 10, CELLS_A_POLYGON]
    assert weight[3] / weight[0] == pytest.approx(LARGEST) and weight.mean() == pytest.approx(1)
    assert examples.counts() == {1: 2, 2: 2}


def test_thinned_polygons_weigh_what_they_did():
    sizes = (10, 100, 200)
    examples = Examples.of([(cells(n), np.full(n, k)) for k, n in enumerate(sizes)], np.array([1, 2, 2]))
    some = examples.thinned(64)
    assert np.bincount(some.polygon).tolist() == [10, 64, 64] and some.counts() == examples.counts()
    before, after = (np.bincount(e.polygon, e.weights) for e in (examples, some))
    assert after == pytest.approx(before)


def test_whole_polygons_are_held_back_each_once():
    examples = Examples.of([(cells(5), np.full(5, k)) for k in range(9)], np.full(9, 1))
    folds = examples.folds()
    assert np.sum(folds, 0).tolist() == [1] * 45
    for out in folds:
        assert not set(examples.polygon[out]) & set(examples.polygon[~out])
    assert [f.tolist() for f in folds] == [f.tolist() for f in examples.folds()]


def test_taught_is_what_was_given_or_taken_away():
    taken = Examples.of([(cells(5, win=2), np.zeros(5, int))], np.array([1]))
    assert taken.taught(TERMS).tolist() == [False, True, True]
    accepted = Examples.of([(cells(5, win=1), np.zeros(5, int))], np.array([1]))
    assert accepted.taught(TERMS).tolist() == [False, True, False]


def test_a_rare_class_keeps_its_cells_in_the_sample():
    every = Cells.joined([cells(1000, 1), cells(30, 2)])
    some = stratified(every, TERMS, 200)
    assert len(some) == 200 and (TERMS.winners(some.scores) == 2).sum() == 30
    assert stratified(every, TERMS, 5000) is every
