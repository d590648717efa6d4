"""A method with a lesson, over the real one of a tiny pack."""

import numpy as np
import pytest
from terralex.core.cache.bank import Bank
from terralex.core.methods import make_method
from terralex.core.methods.base import Brief, Workplace
from terralex.core.model.networks import load_networks
from terralex.core.packs import find_pack, resolve_classes
from terralex.core.progress import CancelToken, result_of
from terralex.core.teaching.cells import Space, Terms
from terralex.core.teaching.examples import Examples
from terralex.core.teaching.method import TaughtMethod, cells_of, rough_scores, words_of
from terralex.core.teaching.ways import WAYS, learned
from terralex.core.vocabulary import parse_names


@pytest.fixture(scope="module")
def made(tiny_pack, tmp_path_factory):
    patch = pytest.MonkeyPatch()
    patch.setenv("TERRALEX_CACHE", str(tmp_path_factory.mktemp("cache")))
    pack = find_pack(str(tiny_pack))
    options = pack.options("draft", {}, "ovdiff")
    classes = tuple(parse_names("wet: water | grass, road, tree"))
    method = make_method(
        "ovdiff", Workplace(load_networks(pack, "cpu", options.extractors, 1), pack, options, 0, Bank(), "cpu")
    )
    words = tuple(resolve_classes(pack, classes))
    state = result_of(method.prepare(Brief(classes, words, pack.resolutions[0]), CancelToken()))
    pixels = np.random.default_rng(0).integers(0, 255, (2, 3, 64, 64)).astype(np.uint8)
    yield method, state, list(method.encode(pixels)), options
    patch.undo()


def taught(made, way="prototypes", label=2):
    method, state, features, options = made
    space = Space().centred_by([method.kept(f) for f in features])
    cells, _ = cells_of(method, space, state, features[0])
    members, words = words_of(method, state)
    terms = Terms(options.temperature, options.background, ("background", "wet", "road", "tree"), members, words)
    half = np.arange(len(cells)) % 2
    wins = terms.winners(cells.scores)
    label = int(np.bincount(wins).argmin()) if label is None else label
    examples = Examples.of([(cells, half)], np.array([label, label]))
    return TaughtMethod(method, space, learned(way, examples, cells, terms)), space


@pytest.mark.parametrize("way", WAYS)
def test_channels_that_are_not_taught_are_the_inner_methods_bit_by_bit(made, way):
    method, state, features, _ = made
    wrapped, _ = taught(made, way)
    before, after = method.score(features, state, 64), wrapped.score(features, state, 64)
    assert before.shape == after.shape and after.dtype == np.float32
    off = ~wrapped.lesson.taught
    assert off.any() and after[:, off].tobytes() == before[:, off].tobytes()


def test_a_window_does_not_depend_on_the_others_of_the_batch(made):
    _, state, features, _ = made
    wrapped, _ = taught(made)
    together = wrapped.score(features, state, (40, 50))
    assert together[1].tobytes() == wrapped.score(features[1:], state, (40, 50))[0].tobytes()


def test_rough_scores_are_those_of_the_cells_and_change_only_what_is_taught(made):
    method, state, features, _ = made
    wrapped, space = taught(made)
    cells, grid = cells_of(method, space, state, features[0], words=False)
    assert cells.words.shape == (len(cells), 0)
    before, after = rough_scores(wrapped.lesson, cells, grid, grid[0])
    assert before == pytest.approx(method.score(features[:1], state, grid)[0], abs=1e-5)
    assert after == pytest.approx(wrapped.score(features[:1], state, grid)[0], abs=1e-5)
    off = ~wrapped.lesson.taught
    assert after[off].tobytes() == before[off].tobytes() and (after != before).any()


def test_words_are_told_by_name_and_their_maximum_is_the_class(made):
    method, state, features, _ = made
    members, words = words_of(method, state)
    assert [[words[m] for m in of_class] for of_class in members] == [["water", "grass"], ["road"], ["tree"]]
    cells, grid = cells_of(method, Space(), state, features[0])
    assert cells.words.shape == (grid[0] * grid[1], 4)
    for channel, of_class in enumerate(members, start=1):
        assert cells.words[:, of_class].max(1) == pytest.approx(cells.scores[:, channel], abs=1e-6)
