"""How words are placed in mosaics of photographs: a measure that says what it should of maps whose truth is known."""

import numpy as np
import pytest

from .test_limits import KNOWN, library, training  # noqa: F401 - fixtures


@pytest.fixture
def mosaics(training):  # noqa: F811
    return training("mosaics")


def scored(asked, channels):
    """Scores that name a channel at each place."""
    maps = np.stack([channels == c for c in range(1 + len(asked.words))]).astype(np.float32)
    return {"clip": maps, "early": maps, "text": maps}


def best_guess(asked):
    """At every place a channel that its photograph has, those that must be there first."""
    out = np.zeros_like(asked.parts)
    for photograph in range(len(asked.least)):
        places = np.argwhere(asked.parts == photograph)
        share = asked.least[photograph] / max(asked.least[photograph].sum(), 1e-9)
        ends = np.round(np.cumsum(share) * len(places)).astype(int)
        for channel, (start, end) in enumerate(zip(np.r_[0, ends], ends)):
            out[tuple(places[start:end].T)] = channel
    return out


def test_a_right_map_scores_full_marks_and_one_word_everywhere_nearly_none(mosaics, library):  # noqa: F811
    for resolution in (0, 1):
        asked = mosaics.mosaics(library, resolution, 30, set(KNOWN))
        assert len(asked) >= 24
        kinds = {m.background for m in asked}
        assert kinds == {True, False}
        how = mosaics.Setting(0.0, 0.0, 0.0)
        right = [(m, scored(m, best_guess(m)), True) for m in asked]
        assert mosaics.placed(right, how)["both"] > 97
        same = [(m, scored(m, np.ones_like(m.parts)), True) for m in asked]
        assert mosaics.placed(same, how)["both"] < 45
        nothing = [(m, scored(m, np.zeros_like(m.parts)), True) for m in asked if m.background]
        counts = sum(mosaics.counted(s["clip"].argmax(0), m)[0, 1:].sum() for m, s, _ in nothing)
        assert counts == 0


def test_no_photograph_is_asked_a_word_that_it_may_or_may_not_show_without_that_being_left_out(mosaics):
    states = np.array([1, 0, -1])
    least, most, known = mosaics.shares(np.r_[states, np.zeros(14, int)], [0, 1, 2], 0)
    assert list(known) == [True, True, True, False]
    assert least[0] == 0 and most[2] == 0


def test_a_word_alone_fills_its_photograph_and_of_two_each_takes_about_its_usual_share(mosaics, training):  # noqa: F811
    cover = training("words").COVER[0]
    states = np.zeros(17, int)
    states[cover.index("water")] = 1
    least, most, _ = mosaics.shares(states, [cover.index("water")], 0)
    assert list(least) == [0, 1] and list(most) == [0, 1]
    states[cover.index("car")] = 1
    least, most, _ = mosaics.shares(states, [cover.index("car")], 0)
    assert most[1] == pytest.approx(2 * 0.5 / 4.5) and least[0] == pytest.approx(1 - most[1])


def test_every_photograph_has_its_place(mosaics):
    for seed in range(20):
        parts = mosaics.arrangement(np.random.default_rng(seed))
        assert parts.shape == (mosaics.CELLS,) * 2 and set(np.unique(parts)) == set(range(mosaics.PHOTOGRAPHS))


def test_half_the_resolution_shows_each_place_four_times(mosaics):
    parts = np.arange(1024).reshape(32, 32)
    assert (mosaics.tiled(parts)[:16, :16] == parts[::2, ::2]).all()
    assert (mosaics.tiled(parts)[:16, 16:] == parts[::2, ::2][:, ::-1]).all()
