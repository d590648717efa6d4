"""Regions, prototypes and scores: properties that hold for any numbers."""

import json
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from terralex.core.errors import InputError
from terralex.core.methods import make_method
from terralex.core.methods.colour import mean_colours
from terralex.core.options import PrototypeOptions
from terralex.core.progress import Note, Progress
from terralex.core.prototypes.levels import build, chosen, part_means
from terralex.core.prototypes.masks import find_regions, to_grid
from terralex.core.prototypes.matching import NEVER, Matcher, Space, WordPrototypes, filter_background

RANDOM = np.random.default_rng(8)


def normal(*shape):
    return RANDOM.normal(size=shape).astype(np.float32)


def matcher(classes, background=True, constant=0.3, **space):
    return Matcher(classes, {"net": Space(**space)}, background=background, background_constant=constant)


def words(*prototypes, bg=None):
    around = {} if bg is None else {"net": bg}
    return [WordPrototypes(f"w{i}", {"net": p}, around) for i, p in enumerate(prototypes)]


def test_regions_split_three_levels_of_attribution():
    maps = np.full((2, 8, 8), 0.45, np.float32)
    maps[0, :2], maps[1, :, :3], maps[0, 6:] = 0.05, 0.1, 0.9
    found = find_regions(maps)
    assert np.array_equal(found.fg, maps == np.float32(0.9)) and np.array_equal(found.bg, maps < 0.2)


def test_thresholds_are_found_over_all_maps_of_a_word_together():
    maps = RANDOM.random((3, 8, 8)).astype(np.float32)
    maps[0] *= 0.1  # a picture in which the word hardly is
    found = find_regions(maps)
    assert not found.fg[0].any() and found.fg[1].any()


def test_flat_attribution_falls_back_and_whole_takes_everything():
    flat = find_regions(np.full((1, 4, 4), 0.19, np.float32)), find_regions(np.full((1, 4, 4), 0.51, np.float32))
    assert [(found.fg.all(), found.bg.all()) for found in flat] == [(False, True), (True, False)]
    whole = find_regions(np.zeros((1, 4, 4), np.float32), "whole")
    assert whole.fg.all() and not whole.bg.any()


def test_masks_on_the_grid_are_never_lost_and_same_size_is_the_same():
    mask = np.zeros((1, 16, 16), bool)
    mask[0, 3, 8] = True  # one pixel, in the sample of cell (0, 2)
    assert np.argwhere(to_grid(mask, 4, 4)[0]).tolist() == []  # samples look at pixels 1, 2 of four
    mask[0, 2, 9] = True
    assert np.argwhere(to_grid(mask, 4, 4)[0]).tolist() == [[0, 2]]
    some = RANDOM.random((2, 7, 7)) > 0.5
    assert np.array_equal(to_grid(some, 7, 7), some)


def test_prototypes_are_means_at_three_levels():
    features = [normal(5, 3, 3), normal(5, 3, 3), normal(5, 3, 3)]
    fg = RANDOM.random((3, 3, 3)) > 0.4
    fg[1] = False  # a picture without the word has no instance
    made = build(features, fg, ~fg, parts=4)
    points = np.concatenate([f[:, m].T for f, m in zip(features, fg)])
    assert np.allclose(made["fg.class"][0], points.mean(0), atol=1e-6)
    assert np.allclose(made["fg.instance"][1], features[2][:, fg[2]].mean(1), atol=1e-6)
    assert made["fg.instance"].shape == (2, 5) and made["bg.instance"].shape == (3, 5)
    assert chosen(made, "fg", ("class", "part")).shape == (1 + 4, 5)


def test_part_prototypes_are_the_means_of_the_cells_nearest_to_them():
    points = normal(60, 4)
    centres = part_means(points, 5)
    nearest = ((points[:, None] - centres) ** 2).sum(2).argmin(1)
    assert np.allclose(centres, [points[nearest == k].mean(0) for k in range(5)], atol=1e-4)
    assert np.array_equal(centres, part_means(points, 5))
    assert len(part_means(np.ones((9, 4), np.float32), 5)) == 1


def test_no_masked_cell_gives_no_prototype():
    made = build([normal(5, 3, 3)], np.zeros((1, 3, 3), bool), np.zeros((1, 3, 3), bool), 2)
    assert len(chosen(made, "bg", ("class", "instance", "part"))) == 0


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


def test_a_word_not_learned_at_this_resolution_takes_the_nearest_prompt_and_says_so(prepared):
    run = prepared("storage tank, road", resolution=1)
    assert run.state.prompts == {"storage tank": "an aerial photo of storage tank", "road": "a satellite photo of road"}
    notes = [e.message for e in run.events if isinstance(e, Note)]
    assert any("has not learned “storage tank” at 10 m" in n for n in notes) and not any("“road”" in n for n in notes)


def test_mean_colours_are_means_of_cells():
    picture = RANDOM.integers(0, 256, (1, 3, 16, 24), np.uint8)
    got = mean_colours(picture)
    assert got.shape == (1, 3, 2, 3)
    assert np.isclose(got[0, 1, 1, 2], picture[0, 1, 8:, 16:].mean() / 255)


def test_the_colour_method_finds_the_class_of_the_nearest_colour():
    red, green = np.float32([[0.9, 0.1, 0.1]]), np.float32([[0.1, 0.8, 0.1]])
    window = np.zeros((1, 3, 32, 32), np.uint8)
    window[:, 0, :, :16], window[:, 1, :, 16:] = 230, 204
    m = Matcher([words(red), words(green)], {"net": Space(cosine=False)}, background=True, background_constant=0.5)
    best = m.score({"net": mean_colours(window)}, 32)[0].argmax(0)
    assert (best[:, :12] == 1).all() and (best[:, 20:] == 2).all()


def test_an_unknown_method_names_the_known_ones():
    with pytest.raises(InputError, match="ovdiff, colour"):
        make_method("magic", None)


def test_scores_do_not_depend_on_the_thread(prepared):
    run = prepared("building, vegetation, road")
    windows = RANDOM.integers(0, 256, (4, 3, 64, 64), np.uint8)
    one = run.method.score(run.method.encode(windows), run.state, 64)

    def alone(i):
        return run.method.score(run.method.encode(windows[i : i + 1]), run.state, 64)[0]

    with ThreadPoolExecutor(3) as pool:
        assert np.array_equal(one, list(pool.map(alone, range(4))))


def test_progress_never_falls_and_ends_complete(prepared):
    events = prepared("road, tree, water").events
    for stage in ("imagine", "prototypes"):
        steps = [(e.done, e.total) for e in events if isinstance(e, Progress) and e.stage == stage]
        assert steps == sorted(steps) and steps[-1][0] == steps[-1][1]
    assert any(getattr(e, "message", "").startswith("Imagining tree: picture ") for e in events)


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


def test_of_features_only_the_masked_cells_are_kept():
    """32 pictures of the paper's U-Net would fill 4 GB; a map is gone when the next one comes."""
    import gc
    import weakref

    class Map(np.ndarray):
        """An array that can be watched."""

    seen, alive = [], []

    def maps():
        for _ in range(6):
            one = normal(5, 8, 8).view(Map)
            seen.append(weakref.ref(one))
            yield one
            del one
            gc.collect()
            alive.append(sum(ref() is not None for ref in seen))

    fg = np.zeros((6, 8, 8), bool)
    fg[:, :2, :2] = True
    made = build(maps(), fg, ~fg, parts=2)
    assert made["fg.instance"].shape == (6, 5) and max(alive) <= 2


def test_learning_stops_between_pictures(prepared, tiny):
    from terralex.core.errors import Cancelled
    from terralex.core.progress import CancelToken

    run = prepared("road")
    support = run.method.imagination.imagine(("road",), tiny.pack.resolutions[0], CancelToken())
    while True:
        try:
            next(support)
        except StopIteration as end:
            (found,), _ = end.value
            break
    token, asked = CancelToken(), []

    def encode(picture):
        asked.append(1)
        token.cancel()
        return normal(64, 4, 4)

    run.method.imagination.options = PrototypeOptions(**{**run.options.__dict__, "parts": 1})  # not in the bank
    with pytest.raises(Cancelled):
        list(run.method.imagination.learn(found, "clip", encode, token))
