"""Support pictures: seeds, chunks, threads, cancelling, words of the prompt."""

import numpy as np
import pytest
import torch
from terralex.core.errors import Cancelled, ModelError, ShortOfMemoryError
from terralex.core.model.generator import Generator, at_once, picture_seed
from terralex.core.model.networks import load_networks
from terralex.core.progress import CancelToken


def draw(networks, count, word="road", seed=0, token=None, steps=2, guidance=2.0):
    prompt = networks.pack.resolutions[0].prompt
    drawn = networks.generator.pictures([(prompt, word)], seed, count, steps, guidance, token or CancelToken())
    chunks = [d.chunk for d in drawn if d.chunk]
    indices, pictures, maps = (np.concatenate(parts) for parts in zip(*chunks))
    assert indices.tolist() == list(range(count))
    return pictures, maps


def test_asking_for_more_pictures_extends_the_set(tiny):
    few, few_maps = draw(tiny.networks, 3)
    many, many_maps = draw(tiny.networks, 5)
    assert few.shape == (3, 3, 32, 32) and few.dtype == np.uint8
    assert np.array_equal(few, many[:3]) and np.array_equal(few_maps, many_maps[:3])
    assert len({picture.tobytes() for picture in many}) == 5  # no chunk repeats another


def test_one_thread_and_two_draw_the_same(tiny):
    one = draw(load_networks(tiny.pack, "cpu", threads=1), 4)
    two = draw(load_networks(tiny.pack, "cpu", threads=2), 4)
    assert np.array_equal(one[0], two[0]) and np.array_equal(one[1], two[1])


def test_several_words_at_once_are_drawn_as_each_alone(tiny):
    prompt = tiny.pack.resolutions[0].prompt
    wishes = [(prompt, "road"), (prompt, "water")]
    networks = load_networks(tiny.pack, "cpu", threads=2)
    drawn = [d for d in networks.generator.pictures(wishes, 0, 3, 2, 2.0, CancelToken()) if d.chunk]
    assert [(d.wish, d.chunk[0].tolist()) for d in drawn] == [(0, [0, 1]), (0, [2]), (1, [0, 1]), (1, [2])]
    for wish, word in enumerate(("road", "water")):
        pictures = np.concatenate([d.chunk[1] for d in drawn if d.wish == wish])
        assert np.array_equal(pictures, draw(tiny.networks, 3, word)[0])


def together(tiny, at_once):
    """Networks that draw so many pictures at a time, as a GPU does."""
    networks = load_networks(tiny.pack, "cpu", threads=1)
    networks.generator.at_once = at_once
    return networks


def told_by(networks, words=("road", "storage tank"), count=3):
    wishes = [(networks.pack.resolutions[0].prompt, word) for word in words]
    return list(networks.generator.pictures(wishes, 0, count, 2, 2.0, CancelToken()))


def test_chunks_of_several_words_drawn_together_are_those_of_each_alone(tiny, monkeypatch):
    networks, sizes = together(tiny, 6), []
    draw = networks.generator.pipelines.draw
    monkeypatch.setattr(networks.generator.pipelines, "draw", lambda *a: sizes.append(len(a[1])) or draw(*a))
    got = [d for d in told_by(networks) if d.chunk]
    wanted = [d for d in told_by(tiny.networks) if d.chunk]
    assert sizes == [6, 2]  # three chunks, of which the last is the second word's, and what is left
    assert [(d.wish, d.chunk[0].tolist()) for d in got] == [(0, [0, 1]), (0, [2]), (1, [0, 1]), (1, [2])]
    for one, other in zip(got, wanted):
        assert one.wish == other.wish and np.array_equal(one.chunk[0], other.chunk[0])
        assert np.abs(one.chunk[1].astype(int) - other.chunk[1]).max() <= 1
        assert np.abs(one.chunk[2] - other.chunk[2]).max() < 1e-4


def test_a_cpu_draws_a_chunk_at_a_time_and_a_gpu_as_many_as_fill_it():
    assert at_once("cpu", 512, 8) == 8
    assert at_once("cuda", 512, 8) == 16 and at_once("cuda", 256, 8) == 64
    assert at_once("cuda", 1024, 8) == 8 and at_once("cuda", 512, 5) == 15  # whole chunks


def test_pictures_that_memory_does_not_hold_together_are_drawn_by_half_and_it_is_said(tiny, monkeypatch):
    networks, sizes, limit = together(tiny, 8), [], 2
    draw = networks.generator.pipelines.draw

    def small(*args):
        sizes.append(len(args[1]))
        if sizes[-1] > limit:
            raise torch.OutOfMemoryError("no room")
        return draw(*args)

    monkeypatch.setattr(networks.generator.pipelines, "draw", small)
    got, wanted = ([d.chunk[1] for d in told_by(one, count=4) if d.chunk] for one in (networks, tiny.networks))
    assert np.array_equal(got, wanted) and sizes == [8, 4, 2, 2, 2, 2]
    assert [note.split(" ")[6] for note in networks.told()] == ["8", "4"]
    sizes[:], limit = [], 0
    with pytest.raises(ShortOfMemoryError):  # a chunk is the least of a CPU
        told_by(networks)


def test_progress_of_words_that_are_drawn_together_is_told_as_if_in_turn(tiny, monkeypatch):
    from terralex.core.model import generator

    monkeypatch.setattr(generator, "TICK_S", 0.001)
    told = told_by(together(tiny, 8), count=4)
    on_the_way = [(d.wish, d.share) for d in told if not d.chunk]
    assert on_the_way == sorted(on_the_way) and {wish for wish, _ in on_the_way} == {0, 1}
    assert [(d.wish, d.share) for d in told if d.chunk] == [(0, 1.0)] * 2 + [(1, 1.0)] * 2


def test_progress_is_told_while_a_chunk_is_drawn(tiny, monkeypatch):
    from terralex.core.model import generator

    monkeypatch.setattr(generator, "TICK_S", 0.01)
    wishes = [(tiny.pack.resolutions[0].prompt, "road")]
    shares = [d.share for d in tiny.networks.generator.pictures(wishes, 0, 2, 20, 2.0, CancelToken())]
    assert len(shares) > 3 and shares == sorted(shares) and 0 < shares[len(shares) // 2] < shares[-1] == 1


def test_attribution_of_each_picture_fills_zero_to_one(tiny):
    _, maps = draw(tiny.networks, 2)
    assert maps.dtype == np.float32 and maps.shape == (2, 32, 32)
    assert np.allclose(maps.min((1, 2)), 0) and np.allclose(maps.max((1, 2)), 1)


def test_guidance_of_one_is_the_prompt_alone(tiny):
    pictures, maps = draw(tiny.networks, 2, guidance=1.0)
    guided, _ = draw(tiny.networks, 2, guidance=2.0)
    assert maps.shape == (2, 32, 32) and not np.array_equal(pictures, guided)


def test_seed_word_and_index_each_change_the_picture(tiny):
    base, _ = draw(tiny.networks, 2)
    assert not np.array_equal(base, draw(tiny.networks, 2, seed=1)[0])
    assert not np.array_equal(base, draw(tiny.networks, 2, word="water")[0])
    assert picture_seed(0, "a", 1) != picture_seed(0, "a", 2) < 2**63


def test_class_tokens_are_those_of_the_whole_name(tiny):
    generator, prompt = tiny.networks.generator, tiny.pack.resolutions[0].prompt
    ids = generator.tokenizer(prompt.replace("{word}", "storage tank")).input_ids
    found = generator.class_tokens(prompt, "storage tank")
    assert generator.tokenizer.decode([ids[i] for i in found]).strip() == "storage tank"
    first = generator.class_tokens("{word} from above", "road")
    assert first == (1,)


def test_a_word_that_the_prompt_cannot_hold_is_named(tiny):
    with pytest.raises(ModelError, match="pneumono"):
        tiny.networks.generator.class_tokens("an aerial photo of {word}", "pneumonoultramicroscopic")


def test_cancelling_stops_between_steps(tiny):
    class AfterTwo(CancelToken):
        asked = 0

        def check(self):
            self.asked += 1
            if self.asked > 2:
                raise Cancelled

    token = AfterTwo()
    networks = load_networks(tiny.pack, "cpu", threads=1)
    with pytest.raises(Cancelled):
        draw(networks, 6, token=token, steps=20)
    assert token.asked < 20  # neither the other steps nor the other chunks were drawn


def without_numbers(generator, monkeypatch, calls):
    """Its first pictures of `calls` chunks are NaN, as where half precision overflows."""
    draw, left = generator.pipelines.draw, list(range(calls))

    def drawn(*args):
        pictures = draw(*args)
        return torch.full_like(pictures, torch.nan) if left and left.pop() >= 0 else pictures

    monkeypatch.setattr(generator.pipelines, "draw", drawn)


def test_what_half_precision_cannot_draw_is_drawn_again_in_full_and_said(tiny, monkeypatch):
    wanted, wanted_maps = draw(tiny.networks, 4)
    networks = load_networks(tiny.pack, "cpu", threads=1)
    networks.generator.dtype = torch.bfloat16  # as on a GPU; here its networks stay what they are
    without_numbers(networks.generator, monkeypatch, 1)
    wishes = [(tiny.pack.resolutions[0].prompt, "road")]
    told = [d for d in networks.generator.pictures(wishes, 0, 4, 2, 2.0, CancelToken()) if d.chunk]
    assert [d.again for d in told] == [True, False]
    assert networks.generator.full.dtype == torch.float32 and networks.generator.full is not networks.generator
    assert np.array_equal(np.concatenate([d.chunk[1] for d in told]), wanted)
    assert np.array_equal(np.concatenate([d.chunk[2] for d in told]), wanted_maps)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan"), -3.0])
def test_no_picture_is_black_or_white_because_half_precision_did_not_suffice(tiny, monkeypatch, value):
    """Infinity would be clamped, and what is below every colour is black; one such picture of two is noticed."""
    wanted, _ = draw(tiny.networks, 2)
    networks = load_networks(tiny.pack, "cpu", threads=1)
    half = networks._open("generator", "picture generator", lambda: Generator(networks, torch.bfloat16))
    last = half.vae.decoder.conv_out
    last.register_forward_hook(lambda _layer, _args, out: torch.cat([torch.full_like(out[:1], value), out[1:]]))
    wishes = [(tiny.pack.resolutions[0].prompt, "road")]
    (told,) = [d for d in half.pictures(wishes, 0, 2, 2, 2.0, CancelToken()) if d.chunk]
    assert told.again and np.array_equal(told.chunk[1], wanted)


def test_a_picture_of_one_colour_is_one_in_full_precision(tiny):
    networks = load_networks(tiny.pack, "cpu", threads=1)
    networks.generator.vae.decoder.conv_out.register_forward_hook(lambda _layer, _args, out: torch.zeros_like(out))
    pictures, _ = draw(networks, 2)
    assert (pictures == 128).all()


def test_an_infinite_value_in_full_precision_is_an_error(tiny):
    networks = load_networks(tiny.pack, "cpu", threads=1)
    networks.generator.vae.decoder.conv_out.register_forward_hook(lambda _layer, _args, out: out / 0)
    with pytest.raises(ModelError, match="gives no numbers for"):
        draw(networks, 2)


def test_a_generator_without_numbers_in_full_precision_is_an_error(tiny, monkeypatch):
    networks = load_networks(tiny.pack, "cpu", threads=1)
    without_numbers(networks.generator, monkeypatch, 1)
    with pytest.raises(ModelError, match="gives no numbers for"):
        draw(networks, 2)


def test_half_precision_draws_nearly_the_same(tiny):
    networks = load_networks(tiny.pack, "cpu", threads=1)
    half = networks._open("generator", "picture generator", lambda: Generator(networks, torch.bfloat16))
    assert networks.generator is half and half.unet.dtype == torch.bfloat16
    pictures, maps = draw(networks, 2)
    wanted, _ = draw(tiny.networks, 2)
    assert np.allclose(maps.max((1, 2)), 1)
    assert 0 < np.abs(pictures.astype(int) - wanted).mean() < 5
