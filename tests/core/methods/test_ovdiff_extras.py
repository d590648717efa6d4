"""Options beside the paper's method: prompts, turned supports, the common part, finer features, fewer classes."""

import numpy as np
import pytest
from terralex.core.errors import InputError
from terralex.core.prototypes.imagination import PROMPT_SETS, in_turn, turned
from terralex.core.prototypes.matching import NEVER, Matcher, Space, WordPrototypes, without_common

RANDOM = np.random.default_rng(6)
WINDOW = RANDOM.integers(0, 256, (1, 3, 64, 64), np.uint8)


def normal(*shape):
    return RANDOM.normal(size=shape).astype(np.float32)


def support(run, word):
    template = " | ".join(run.method.imagination.templates(word, run.method.pack.resolutions[0])[0])
    return run.method.bank.get(run.method.imagination.made_by(word, template))["pictures"]


def test_a_set_of_prompts_is_taken_in_turn_and_each_picture_is_what_its_prompt_draws(prepared):
    first, second, *_ = PROMPT_SETS["aerial"]
    run = prepared("road", prompts="aerial", pictures=3)
    pictures = support(run, "road")
    assert len(pictures) == 3 and run.state.prompts["road"].startswith(first.replace("{word}", "road"))
    alone = support(prepared("road", prompts=second, pictures=2), "road")
    assert np.array_equal(pictures[1], alone[0])
    more = support(prepared("road", prompts="aerial", pictures=6), "road")
    assert np.array_equal(more[:3], pictures)  # a larger set extends the smaller one
    assert np.array_equal(more[5], alone[1])


def test_the_papers_prompt_is_the_papers(tiny):
    from terralex.core.options import PrototypeOptions
    from terralex.core.prototypes.imagination import Imagination

    imagination = Imagination(tiny.networks, tiny.pack, PrototypeOptions(prompts="paper"), 0, None, "cpu")
    assert imagination.templates("road", tiny.pack.resolutions[0]) == (("A good picture of a {word}",), None)


def test_a_prompt_without_a_place_for_the_word_is_refused(prepared):
    with pytest.raises(InputError, match=r"\{word\}"):
        prepared("road", prompts="a picture")


def test_arrays_in_turn_begin_with_the_first_of_each():
    assert in_turn([np.array([0, 3]), np.array([1, 4]), np.array([2])]).tolist() == [0, 1, 2, 3, 4]


def test_turned_supports_give_four_instances_a_picture(prepared):
    plain, four = prepared("road"), prepared("road", rotate_supports=True)
    shapes = [len(run.state.own.words[0].fg["clip"]) for run in (plain, four)]
    assert shapes[1] - shapes[0] == 3 * 3  # instances of three pictures; class and parts stay 1 + 3
    pictures = normal(2, 3, 5, 5)
    assert np.array_equal(turned(pictures)[2], np.rot90(pictures[0], 1, (1, 2)))


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
