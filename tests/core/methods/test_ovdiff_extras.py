"""Options beside the paper's method: the common part, finer features, fewer classes."""

import numpy as np
from terralex.core.prototypes.matching import NEVER, Matcher, Space, WordPrototypes, without_common

RANDOM = np.random.default_rng(6)
WINDOW = RANDOM.integers(0, 256, (1, 3, 64, 64), np.uint8)


def normal(*shape):
    return RANDOM.normal(size=shape).astype(np.float32)


def test_the_common_part_comes_from_the_classes_and_changes_cosines(prepared):
    plain, less = prepared("road, water"), prepared("road, water", remove_mean=0.5)
    words = less.state.own.words
    both = np.concatenate([w.fg["unet"] for w in words]).mean(0, dtype=np.float64)
    space = less.state.own._spaces["unet"]
    np.testing.assert_allclose(space.common, 0.5 * (both - space.mean), rtol=1e-4, atol=1e-5)
    features = plain.method.encode(WINDOW)
    a, b = (run.method.score(features, run.state, 64) for run in (plain, less))
    assert np.abs(a - b).max() > 1e-3
    assert without_common(Space(), [normal(3, 4)], 0.0) == Space()


def test_calibrated_words_stay_calibrated_without_the_common_part():
    reference, word = normal(64, 6) + 0.5, [WordPrototypes("w", {"net": normal(3, 6) + 1})]
    space = without_common(Space(reference=reference), [word[0].fg["net"]], 0.4)
    scores = Matcher([word], {"net": space}, background=True, background_constant=0).score(
        {"net": reference.T.reshape(1, 6, 8, 8)}, 8
    )[0, 1]
    assert abs(scores.mean()) < 1e-5 and abs(scores.std() - 1) < 1e-4


def test_finer_features_are_interpolated_before_the_cosine(reference):
    fg, features = normal(3, 6), normal(1, 6, 4, 4)
    got = Matcher(
        [[WordPrototypes("w", {"net": fg})]], {"net": Space()}, background=True, background_constant=0, upsample=2
    ).score({"net": features}, 16)[0, 1]
    fine = np.stack([reference.resize(channel, 8, 8) for channel in features[0].astype(np.float64)])
    best = reference.cosine(fine.reshape(6, -1).T, fg).max(1).reshape(8, 8)
    np.testing.assert_allclose(got, reference.resize(best, 16, 16), atol=1e-6)


def test_a_class_that_is_left_out_wins_nowhere_and_its_background_neither(prepared):
    run = prepared("building, road, tree")
    features = run.method.encode(WINDOW)
    whole = run.method.score(features, run.state, 64)[0]
    part = run.method.score(features, run.method.restricted(run.state, [False, True, True]), 64)[0]
    alone = prepared("road, tree", background_bias=0.0)
    assert (part[1] == NEVER).all() and np.array_equal(part[2:], whole[2:])
    assert np.allclose(part[0], alone.method.score(features, alone.state, 64)[0, 0], atol=1e-5)
    assert run.method.restricted(run.state, [True] * 3).own is run.state.own
