"""Words imagined and learned: prompts, turned supports, progress, and when it stops."""

import json
import threading

import numpy as np
import pytest
import torch
from terralex.core.cache.bank import Bank
from terralex.core.errors import Cancelled, InputError, ShortOfMemoryError
from terralex.core.options import PrototypeOptions
from terralex.core.progress import CancelToken, Note, Progress, result_of
from terralex.core.prototypes.chosen import Wish, turned
from terralex.core.prototypes.imagination import in_turn
from terralex.core.prototypes.prompts import PROMPT_SETS

from ..conftest import preparation

RANDOM = np.random.default_rng(8)


def normal(*shape):
    return RANDOM.normal(size=shape).astype(np.float32)


def test_a_word_not_learned_at_this_resolution_takes_the_nearest_prompt_and_says_so(prepared):
    run = prepared("storage tank, road", resolution=1)
    assert run.state.prompts == {"storage tank": "an aerial photo of storage tank", "road": "a satellite photo of road"}
    notes = [e.message for e in run.events if isinstance(e, Note)]
    assert any("has not learned “storage tank” at 10 m" in n for n in notes) and not any("“road”" in n for n in notes)


def test_progress_never_falls_and_ends_complete(prepared):
    events = prepared("road, tree, water").events
    for stage in ("imagine", "prototypes"):
        steps = [(e.done, e.total) for e in events if isinstance(e, Progress) and e.stage == stage]
        assert steps == sorted(steps) and steps[-1][0] == steps[-1][1]
    assert any(getattr(e, "message", "").startswith("Imagining tree: picture ") for e in events)


def test_progress_of_words_that_are_drawn_together_never_falls_and_each_set_is_its_own(
    prepared, tiny, monkeypatch, tmp_path
):
    from terralex.core.model import generator

    alone = {word: support(prepared(word), word) for word in ("road", "storage tank")}
    monkeypatch.setattr(generator, "TICK_S", 0.001)
    monkeypatch.setattr(tiny.networks.generator, "at_once", 8)
    run = prepared("road, storage tank", bank=Bank(tmp_path / "together"))
    steps = [(e.done, e.total) for e in run.events if isinstance(e, Progress) and e.stage == "imagine"]
    assert steps == sorted(steps) and steps[-1] == (6, 6)
    for word, pictures in alone.items():
        assert np.abs(support(run, word).astype(int) - pictures).max() <= 1


def test_learning_stops_between_pictures(prepared, tiny):
    run = prepared("road")
    (found,), _ = result_of(run.method.imagination.imagine((Wish("road"),), tiny.pack.resolutions[0], CancelToken()))
    token, asked = CancelToken(), []

    def encode(picture):
        asked.append(1)
        token.cancel()
        return normal(64, 4, 4)

    run.method.imagination.options = PrototypeOptions(**{**run.options.__dict__, "parts": 1})  # not in the bank
    with pytest.raises(Cancelled):
        list(run.method.imagination.learn(found, "clip", encode, token))


def test_what_a_gpu_sees_of_several_pictures_is_learned_there_or_where_it_finds_room(prepared, tiny):
    """Here the GPU is the CPU: the same pictures at a time, tensors, and a memory that is too small once."""
    run, asked = prepared("road", pictures=5), []
    imagination, method = run.method.imagination, run.method
    (found,), _ = result_of(imagination.imagine([Wish("road")], tiny.pack.resolutions[0], CancelToken()))

    def learn(parts, encode, together=None):
        imagination.options = PrototypeOptions(**{**run.options.__dict__, "parts": parts})  # not in the bank
        notes = []
        told = imagination.learn(found, "clip", encode, CancelToken(), {}, together)
        return result_of(told, notes.append), [note.message for note in notes]

    def one(picture):
        return method.encode_picture("clip", picture)

    def several(pictures):
        asked.append(len(pictures))
        return method.encode_pictures("clip", pictures)

    def too_small(_pictures):
        raise torch.OutOfMemoryError("no room")

    wanted, _ = learn(2, one)
    imagination.bank = Bank(run.method.bank.root / "other")
    got, notes = learn(2, lambda _: pytest.fail("asked one by one"), several)
    assert asked == [5] and not notes
    for name, rows in wanted.items():
        assert np.allclose(got[name], rows, atol=1e-4)
    again, (note,) = learn(1, one, too_small)
    assert "does not hold what was seen of “road”" in note and len(again["fg.part"]) == 1


def test_pictures_are_looked_at_together_as_each_alone_and_by_half_where_memory_is_short(prepared, tiny, monkeypatch):
    run, sizes, extractor = prepared("road", pictures=5), [], tiny.networks.extractor("clip")
    pictures, encode = support(run, "road"), extractor.encode
    wanted = [run.method.encode_picture("clip", picture) for picture in pictures]

    def small(some, **more):
        sizes.append(len(some))
        if len(some) > 2:
            raise ShortOfMemoryError("no room")
        return encode(some, **more)

    monkeypatch.setattr(extractor, "encode", small)
    monkeypatch.setattr(run.method, "_at_once", 8)
    got = list(run.method.encode_pictures("clip", pictures))
    assert sizes == [5, 4, 2, 2, 1] and all(np.array_equal(a, b) for a, b in zip(got, wanted))
    assert [note.split(" ")[8] for note in tiny.networks.told()] == ["8", "4"]


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


@pytest.mark.parametrize("prompts", ["pack", "aerial"])
def test_more_pictures_extend_a_set_and_only_those_are_drawn(prepared, tiny, monkeypatch, prompts):
    run = prepared("road", prompts=prompts, pictures=3)
    told = prepared("road", prompts=prompts, pictures=8)
    drawn, pictures = [], tiny.networks.generator.pictures

    def watched(*args):
        for one in pictures(*args):
            drawn.extend([] if one.chunk is None else one.chunk[0])
            yield one

    monkeypatch.setattr(tiny.networks.generator, "pictures", watched)
    imagination = run.method.imagination

    def imagined(more):
        wishes = [Wish("road", more)]
        return result_of(imagination.imagine(wishes, tiny.pack.resolutions[0], CancelToken()))[0][0]

    first, seven = imagined(0), imagined(4)
    assert not drawn[4:] and len(drawn) == 4
    assert len(first.pictures) == 3 and np.array_equal(seven.pictures[:3], first.pictures)
    eight = imagined(5)
    assert len(drawn) == 4  # the bank had it, as the run's of eight
    assert np.array_equal(eight.pictures[:7], seven.pictures)
    whole = told.method.imagination.imagine([Wish("road")], tiny.pack.resolutions[0], CancelToken())
    (same,), _ = result_of(whole)
    assert np.array_equal(same.pictures, eight.pictures) and np.array_equal(same.attribution, eight.attribution)


def test_banks_of_runs_without_choices_are_found_as_ever(prepared, tiny):
    """The keys are those of version 0.1: nothing that was imagined is lost."""
    run = prepared("road")
    method, bank = run.method, run.method.bank
    made_by = method.imagination.made_by("road", "an aerial photo of {word}")
    assert set(made_by) == {
        *("what", "pack", "word", "prompt", "seed", "pictures", "steps", "guidance", "sampler", "device", "versions"),
    }
    from importlib.metadata import version

    key = {**made_by, "what": "prototypes", "extractor": "clip", "parts": 3, "regions": "otsu"}
    assert bank.get({**key, "sklearn": version("scikit-learn")}) is not None


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


def test_pictures_are_written_while_the_next_word_is_drawn_and_a_cancel_waits_for_that(tiny, tmp_path, monkeypatch):
    """The first word's entry is complete, and the second's absent, whenever the user stops."""
    draw, put, begun, go, events = tiny.networks.generator.pictures, Bank.put, threading.Event(), threading.Event(), []

    def slowly(self, made_by, arrays):
        begun.set()
        assert go.wait(30)
        put(self, made_by, arrays)

    def drawn(*args):
        for one in draw(*args):
            if one.wish == 1:
                events.append(begun.wait(30) and not list(tmp_path.rglob("about.json")))  # not written yet
                threading.Timer(0.2, go.set).start()
                raise Cancelled
            yield one

    monkeypatch.setattr(Bank, "put", slowly)
    monkeypatch.setattr(tiny.networks.generator, "pictures", drawn)
    with pytest.raises(Cancelled):
        preparation(tiny, tmp_path)("road, water")
    assert events == [True]
    (about,) = tmp_path.rglob("about.json")
    assert json.loads(about.read_text())["made_by"]["word"] == "road" and not list(tmp_path.rglob(".new-*"))
