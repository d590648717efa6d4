"""Vectors of windows' cells, and which window a place belongs to."""

import numpy as np
import pytest
from terralex.core.errors import InputError
from terralex.core.lattice import Block, windows_for
from terralex.core.teaching.cells import Space, Terms, centres, owned


def test_vectors_are_of_unit_length_and_their_cosine_is_the_weighted_mean():
    rng = np.random.default_rng(0)
    arrays = {
        "a": rng.normal(size=(1, 6, 2, 2)).astype(np.float16),
        "b": rng.normal(size=(1, 3, 4, 4)).astype(np.float16),
    }
    space = Space({"a": 0.75, "b": 0.25}, {"a": np.ones(6, np.float32), "b": np.zeros(3, np.float32)})
    vectors, shape = space.vectors(arrays)
    assert shape == (4, 4) and vectors.shape == (16, 9) and vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(16), abs=1e-5)

    def cosine(x, y):
        return float(x @ y / np.linalg.norm(x) / np.linalg.norm(y))

    a, b = arrays["a"][0].astype(np.float32) - 1, arrays["b"][0].astype(np.float32)
    expected = 0.75 * cosine(a[:, 0, 0], a[:, 1, 1]) + 0.25 * cosine(b[:, 0, 1], b[:, 3, 2])
    assert float(vectors[1] @ vectors[3 * 4 + 2]) == pytest.approx(expected, abs=1e-5)


def test_vectors_are_the_same_in_whatever_order_arrays_come():
    rng = np.random.default_rng(1)
    arrays = {name: rng.normal(size=(1, 5, 3, 3)).astype(np.float16) for name in ("b", "a", "c")}
    space = Space({"a": 0.5, "b": 0.25, "c": 0.25})
    one, other = (space.vectors(given)[0] for given in (arrays, dict(reversed(arrays.items()))))
    assert one.tobytes() == other.tobytes()


def test_a_cell_without_a_length_stays_nothing():
    arrays = {"a": np.ones((1, 2, 1, 2), np.float16), "b": np.zeros((1, 2, 1, 2), np.float16)}
    arrays["a"][..., 1] = 0
    vectors, _ = Space().vectors(arrays)
    assert vectors[0] == pytest.approx([0.5**0.5, 0.5**0.5, 0, 0]) and not vectors[1].any()


def test_what_has_no_places_cannot_be_taught():
    with pytest.raises(InputError, match="has no places"):
        Space().vectors({"queries": np.zeros((1, 4, 9), np.float16)})


@pytest.mark.parametrize("shape", [(300, 500), (100, 90), (256, 257)])
def test_every_place_of_the_grid_is_owned_once(shape):
    count = np.zeros(shape, int)
    for window in windows_for(shape, Block(0, 0, *shape), (128,), 48):
        rows, cols = centres(window, (128, 128))
        mine = owned(window, (128, 128), shape, 48)
        for r, c in zip(*np.nonzero(mine)):
            count[rows[r], cols[c]] += 1
    assert (count == 1).all()


def test_a_channel_that_takes_no_part_has_no_share_and_never_wins():
    scores = np.array([[9.0, 1.0, 2.0]], np.float32)
    off = Terms(0.5, False, ("background", "a", "b"))
    assert off.belief(scores)[0, 0] == 0 and off.belief(scores).sum() == pytest.approx(1)
    assert off.winners(scores).tolist() == [2]
    assert Terms(0.5, True, off.classes).winners(scores).tolist() == [0]
