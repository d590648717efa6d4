"""Scores by matching: properties that hold for any numbers."""

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
import torch
from terralex.core.progress import Note
from terralex.core.prototypes.matching import NEVER, Matcher, Space, WordPrototypes, filter_background

RANDOM = np.random.default_rng(8)


def normal(*shape):
    return RANDOM.normal(size=shape).astype(np.float32)


def matcher(classes, background=True, constant=0.3, **space):
    return Matcher(classes, {"net": Space(**space)}, background=background, background_constant=constant)


def words(*prototypes, bg=None):
    around = {} if bg is None else {"net": bg}
    return [WordPrototypes(f"w{i}", {"net": p}, around) for i, p in enumerate(prototypes)]


def test_the_order_of_classes_permutes_the_scores():
    a, b, c = (words(normal(4, 6), bg=normal(2, 6)) for _ in range(3))
    features = {"net": normal(2, 6, 4, 4).astype(np.float16)}
    one = matcher([a, b, c]).score(features, 16)
    two = matcher([c, a, b]).score(features, 16)
    assert one.shape == (2, 4, 16, 16) and one.dtype == np.float32
    assert np.allclose(one, two[:, [0, 2, 3, 1]], atol=1e-6)


def test_a_class_of_two_words_scores_as_its_better_word():
    one, other = words(normal(3, 6), normal(3, 6))
    features = {"net": normal(1, 6, 4, 4)}
    alone = matcher([[one], [other]]).score(features, 8)[0]
    both = matcher([[one, other]]).score(features, 8)[0]
    assert np.allclose(both[1], alone[1:].max(0))


def test_several_sizes_at_one_go_are_the_bits_of_each_alone():
    made = matcher([words(normal(4, 6), normal(2, 6), bg=normal(2, 6)), words(normal(4, 6))])
    features = {"net": normal(1, 6, 4, 5).astype(np.float16)}
    large, small = made.score_at({"net": features["net"][0]}, (16, (4, 5)))
    assert large.tobytes() == made.score(features, 16)[0].tobytes()
    assert small.shape == (3, 4, 5) and small.tobytes() == made.score(features, (4, 5))[0].tobytes()


def test_without_background_no_pixel_is_nobodys_and_without_prototypes_it_is_a_constant():
    features = {"net": normal(1, 6, 4, 4)}
    off = matcher([words(normal(3, 6), bg=normal(3, 6))], background=False).score(features, 8)
    assert (off[:, 0] == NEVER).all() and np.isfinite(off).all()
    constant = matcher([words(normal(3, 6))], constant=0.3).score(features, 8)
    assert np.allclose(constant[:, 0], 0.3)


def test_scores_are_cosines_of_centred_features():
    mean, prototype = normal(6), normal(1, 6)
    cell = normal(6)
    got = matcher([words(prototype)], mean=mean).score({"net": cell.reshape(1, 6, 1, 1)}, 4)[0, 1]
    a, b = cell - mean, prototype[0] - mean
    assert np.allclose(got, a @ b / np.linalg.norm(a) / np.linalg.norm(b), atol=1e-6)


def test_calibrated_words_have_mean_zero_and_spread_one_on_the_reference():
    reference = normal(64, 6)
    scores = matcher([words(normal(3, 6)), words(normal(9, 6))], reference=reference).score(
        {"net": reference.T.reshape(1, 6, 8, 8)}, 8
    )[0, 1:]
    assert np.allclose(scores.mean((1, 2)), 0, atol=1e-5) and np.allclose(scores.std((1, 2)), 1, atol=1e-4)


def test_extractors_are_averaged_by_weight():
    fg = {"a": normal(3, 6), "b": normal(3, 5)}
    features = {"a": normal(1, 6, 4, 4), "b": normal(1, 5, 2, 2)}

    def score(spaces):
        return Matcher([[WordPrototypes("w", fg)]], spaces, background=True, background_constant=0).score(features, 8)

    both = score({"a": Space(weight=3), "b": Space(weight=1)})
    assert np.allclose(both, 0.75 * score({"a": Space()}) + 0.25 * score({"b": Space()}), atol=1e-6)


def test_the_stuff_filter_drops_what_resembles_stuff():
    stuff = normal(3, 6)
    bg = np.concatenate([stuff[:1] * 2 + 0.01, -stuff[:1], normal(1, 6) * 0 + np.eye(6, dtype=np.float32)[:1]])
    kept = filter_background(Space(), bg, stuff, 0.98)
    assert len(kept) == 2 and np.array_equal(kept[0], bg[1])
    assert len(filter_background(Space(), bg, stuff[:0], 0.98)) == 3


def test_a_filter_that_drops_everything_warns_and_leaves_a_constant(prepared):
    run = prepared("building, road, water", stuff_cosine=-1.0)
    assert any(isinstance(e, Note) and e.level == "warning" and "All background" in e.message for e in run.events)
    windows = RANDOM.integers(0, 256, (1, 3, 32, 32), np.uint8)
    background = run.method.score(run.method.encode(windows), run.state, 32)[:, 0]
    assert (background == background.flat[0]).all()


def test_scores_do_not_depend_on_the_thread(prepared):
    run = prepared("building, vegetation, road")
    windows = RANDOM.integers(0, 256, (4, 3, 64, 64), np.uint8)
    one = run.method.score(run.method.encode(windows), run.state, 64)

    def alone(i):
        return run.method.score(run.method.encode(windows[i : i + 1]), run.state, 64)[0]

    with ThreadPoolExecutor(3) as pool:
        assert np.array_equal(one, list(pool.map(alone, range(4))))


def test_the_background_bias_lifts_the_background_and_nothing_else():
    fg, bg, features = normal(3, 6), normal(4, 6), {"net": normal(1, 6, 4, 4)}
    spaces = {"net": Space()}
    plain = Matcher([words(fg, bg=bg)], spaces, background=True, background_constant=0).score(features, 4)
    lifted = Matcher([words(fg, bg=bg)], spaces, background=True, background_constant=0, background_bias=1.5).score(
        features, 4
    )
    np.testing.assert_allclose(lifted[:, 0] - plain[:, 0], 1.5, rtol=1e-6)
    np.testing.assert_array_equal(lifted[:, 1:], plain[:, 1:])


@pytest.mark.parametrize(("names", "count"), [("building", 1), ("building, road", 2), ("building, road, water", 3)])
def test_the_background_limits_of_one_class_sink_with_every_further_class(prepared, names, count):
    limits = {"background_constant": 1.2, "background_bias": 0.6}
    matcher = prepared(names, **limits).state.own
    assert (matcher.constant, matcher.bias) == pytest.approx((1.2 / count, 0.6 / count))
    plain = prepared(names, calibrate=False, **limits).state.own  # cosines: their limit is absolute
    assert (plain.constant, plain.bias) == pytest.approx((1.2, 0.6))


def test_each_extractor_has_its_own_limit_of_the_stuff_filter_unless_the_user_gives_one(prepared, tiny, monkeypatch):
    plain = prepared("building, road, water").state
    facts = plain.facts["stuff_filter"]
    assert set(facts) == {"clip", "unet"} and {f["limit"] for f in facts.values()} == {0.95}
    assert all(f["q0.05"] <= f["q0.5"] <= f["q0.95"] <= 1 for f in facts.values())
    extractors = [{**e, "stuff_cosine": -1.0} if e["name"] == "unet" else e for e in tiny.pack.manifest["extractors"]]
    monkeypatch.setitem(tiny.pack.manifest, "extractors", extractors)
    own = prepared("building, road, water").state
    assert [own.facts["stuff_filter"][n]["limit"] for n in ("clip", "unet")] == [0.95, -1.0]
    assert own.counts["background_prototypes_dropped"] > plain.counts["background_prototypes_dropped"]
    users = prepared("building, road, water", stuff_cosine=0.9).state
    assert {f["limit"] for f in users.facts["stuff_filter"].values()} == {0.9}


def test_each_extractor_has_its_own_background_constant_unless_the_user_gives_one(prepared, tiny, monkeypatch):
    """The mean by weight of 0.5, the pack's, for clip (weight 1) and 0.2 for unet (weight 0.5)."""
    plain = {"calibrate": False, "background_prototypes": False}
    assert prepared("road, water", **plain).state.own.constant == pytest.approx(0.5)
    extractors = [
        {**e, "background_constant": 0.2} if e["name"] == "unet" else e for e in tiny.pack.manifest["extractors"]
    ]
    monkeypatch.setitem(tiny.pack.manifest, "extractors", extractors)
    own = prepared("road, water", **plain)
    assert own.state.own.constant == pytest.approx((1 * 0.5 + 0.5 * 0.2) / 1.5)
    window = RANDOM.integers(0, 256, (1, 3, 64, 64), np.uint8)
    assert np.allclose(own.method.score(own.method.encode(window), own.state, 64)[:, 0], 0.4)
    assert prepared("road", **plain, background_constant=0.3).state.own.constant == pytest.approx(0.3)
    facts = own.state.facts["background_constants"]
    assert [facts[name]["constant"] for name in ("clip", "unet")] == [0.5, 0.2]
    assert all(f["q0.05"] <= f["q0.5"] <= f["q0.95"] <= 1.0001 for f in facts.values())


def test_the_quantiles_to_set_a_background_constant_by_are_of_cosines_between_a_word_and_what_lay_around(
    prepared, reference
):
    run = prepared("road", calibrate=False)
    made_by = next(e for e in entries(run) if e["what"] == "prototypes" and e["extractor"] == "clip")
    own, mean = run.method.bank.get(made_by), run.state.own._spaces["clip"].mean
    fg, bg = (np.concatenate([own[f"{s}.{level}"] for level in ("class", "instance", "part")]) for s in ("fg", "bg"))
    wanted = reference.cosine(bg - mean, fg - mean).max(1)
    got = run.state.facts["background_constants"]["clip"]
    assert [got[f"q{q:g}"] for q in (0.05, 0.5, 0.95)] == pytest.approx(
        np.quantile(wanted, (0.05, 0.5, 0.95)), abs=1e-4
    )
    assert "background_constants" not in prepared("road").state.facts  # calibrated: the constant is no cosine


def entries(run):
    return [json.loads(path.read_text())["made_by"] for path in run.method.bank.root.rglob("about.json")]


@pytest.mark.parametrize("more", [{}, {"upsample": 2}, {"text_prototypes": "beside"}, {"background": False}])
def test_windows_scored_together_on_their_device_score_as_each_alone(prepared, more):
    run = prepared("building, vegetation, road", **more)
    features = run.method.encode(RANDOM.integers(0, 256, (3, 3, 64, 48), np.uint8))
    wanted = run.method.score(features, run.state, (64, 48))
    run.method.device = "cuda"  # the branch for one; its tensors are here
    there = [{name: torch.from_numpy(f) for name, f in one.items()} for one in features]
    got = run.method.score(there, run.state, (64, 48))
    assert got.shape == wanted.shape and np.allclose(got, wanted, rtol=1e-5, atol=1e-5)
    assert not np.allclose(got[0], wanted[1], atol=1e-2)
    for one, own in zip(there, features):
        kept = run.method.kept(one)
        assert all(np.array_equal(kept[name], own[name]) for name in own) and list(kept) == list(own)
        assert np.array_equal(
            run.method.score([run.method.restored(kept)], run.state, 64), run.method.score([one], run.state, 64)
        )
