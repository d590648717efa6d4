"""The engine agrees with the plain reference on tiny random networks."""

import numpy as np
import pytest
import torch  # noqa: TID253

NAMES = "building, vegetation, road, storage tank"  # two things, a class of two words, stuff


def relative_error(got, wanted):
    return np.abs(got - wanted).max() / np.abs(wanted).max()


def stored_attention(networks, template, word, seed, indices, steps, guidance):
    """A stock run that keeps every attention matrix: pictures, and per picture a list of (heads, positions, tokens)."""
    from diffusers.models.attention_processor import AttnProcessor, AttnProcessor2_0
    from terralex.core.model.generator import picture_seed

    generator = networks.generator
    kept = []

    class Storing(AttnProcessor):
        def __call__(self, attn, hidden_states, encoder_hidden_states=None, attention_mask=None, **kwargs):
            B = len(hidden_states)
            query = attn.head_to_batch_dim(attn.to_q(hidden_states))
            key = attn.head_to_batch_dim(attn.to_k(encoder_hidden_states))
            scores = attn.get_attention_scores(query, key).reshape(B, attn.heads, query.shape[1], key.shape[1])
            kept.append(scores[B // 2 :].numpy())  # [unconditional, conditional]
            return super().__call__(attn, hidden_states, encoder_hidden_states, attention_mask)

    ours = dict(generator.unet.attn_processors)
    stock = {n: Storing() if ".attn2." in n else AttnProcessor2_0() for n in ours}
    generator.unet.set_attn_processor(stock)
    try:
        prompt = template.replace("{word}", word)
        images = generator._pipeline()(
            [prompt] * len(indices), negative_prompt=[generator.negative] * len(indices), height=generator.size_px,
            width=generator.size_px, num_inference_steps=steps, guidance_scale=guidance, output_type="np",
            generator=[torch.Generator().manual_seed(picture_seed(seed, prompt, i)) for i in indices],
        ).images  # fmt: skip
    finally:
        generator.unet.set_attn_processor(ours)
    return images.transpose(0, 3, 1, 2), [[layer[i] for layer in kept] for i in range(len(indices))]


@pytest.fixture(scope="module")
def drawn(tiny):
    """Two pictures of a name of two words: by the engine, and by the stock pipeline with stored attention."""
    from terralex.core.progress import CancelToken

    what = (tiny.pack.resolutions[0].prompt, "storage tank")
    drawn = tiny.networks.generator.pictures([what], 0, 2, 3, 2.0, CancelToken())
    engine = next(d.chunk for d in drawn if d.chunk)
    return engine, stored_attention(tiny.networks, *what, 0, range(2), 3, 2.0)


def test_recording_attribution_does_not_change_the_pictures(drawn):
    (_, pictures, _), (stock, _) = drawn
    assert np.abs(pictures / 255 - stock).max() <= 1.01 / 255
    assert pictures.std() > 10  # there is something to see


def test_attribution_agrees_with_stored_attention(drawn, tiny, reference):
    (_, _, maps), (_, stored) = drawn
    tokens = tiny.networks.generator.class_tokens(tiny.pack.resolutions[0].prompt, "storage tank")
    assert len(tokens) == 2
    for got, kept in zip(maps, stored):
        wanted = reference.attribution(kept, tokens, 8, 32)
        assert relative_error(got, wanted) < 1e-5
        other = reference.attribution(kept, (tokens[0] - 1,), 8, 32)
        assert relative_error(got, other) > 0.05  # the test can tell another word


@pytest.fixture(scope="module")
def both(prepared_once, tiny, reference):
    """Scores of two windows by the engine, and all that the reference needs for the same."""
    run = prepared_once(NAMES)
    windows = np.random.default_rng(5).integers(0, 256, (2, 3, 8, 8), np.uint8).repeat(8, 2).repeat(8, 3)
    features = run.method.encode(windows)
    got = run.method.score(features, run.state, 64)
    from safetensors.numpy import load_file

    calibration = {k: v.astype(np.float64) for k, v in
                   load_file(tiny.pack.root / "calibration.safetensors").items()}  # fmt: skip
    sides = {}
    for word in ("building", "tree", "grass", "road", "storage tank"):
        made_by = run.method.imagination.made_by(word, tiny.pack.resolutions[0].prompt)
        support = run.method.bank.get(made_by)
        fg, bg = reference.regions([a.astype(np.float64) for a in support["attribution"]])
        for name, extractor in tiny.networks.extractors.items():
            maps = [extractor.encode(p[None])[0].double().numpy() for p in support["pictures"]]
            mean = calibration[f"{name}.mean"]
            sides[word, name] = [reference.prototypes(maps, masks, run.options.parts) - mean for masks in (fg, bg)]
    return run, features, got, calibration, sides


def by_reference(reference, both, window, over=np.max):
    run, features, _, calibration, sides = both
    weights = {"clip": 1.0, "unet": 0.5}
    groups = [["building"], ["tree", "grass"], ["road"], ["storage tank"]]
    foreground = [[{n: sides[w, n][0] for n in weights} for w in words] for words in groups]
    background = {}
    for name in weights:
        stuff = sides["road", name][0]
        stuff = np.concatenate([stuff, sides["grass", name][0]])
        things = [sides[w, name][1] for w in ("building", "tree", "storage tank")]
        kept = [reference.stuff_filter(bg, stuff, run.options.stuff_cosine) for bg in things]
        background[name] = np.concatenate(kept)
    centred = {n: features[n][window].astype(np.float64) - calibration[f"{n}.mean"][:, None, None] for n in weights}
    known = {n: calibration[f"{n}.reference.0"] for n in weights}
    return reference.scores(centred, foreground, background, known, weights, 64, over)


def test_scores_agree_with_the_reference(both, reference):
    _, _, got, _, _ = both
    for window in range(2):
        wanted = by_reference(reference, both, window)
        assert got[window].shape == wanted.shape == (5, 64, 64)
        assert relative_error(got[window], wanted) < 1e-5
        assert (got[window].argmax(0) == wanted.argmax(0)).mean() >= 0.999


def test_a_reference_with_the_mean_instead_of_the_maximum_does_not_agree(both, reference):
    _, _, got, _, _ = both
    assert relative_error(got[0], by_reference(reference, both, 0, over=np.mean)) > 0.1


def test_the_stuff_filter_took_some_but_not_all(both):
    run = both[0]
    counts = run.state.counts
    assert 0 < counts["background_prototypes_dropped"] < counts["background_prototypes"]
    assert any("resemble a stuff class" in getattr(e, "message", "") for e in run.events)
