"""The engine agrees with the plain reference on tiny random networks."""

import numpy as np
import pytest
import torch

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
        images = generator.pipelines.make()(
            [prompt] * len(indices),
            negative_prompt=[generator.negative] * len(indices),
            height=generator.size_px,
            width=generator.size_px,
            num_inference_steps=steps,
            guidance_scale=guidance,
            output_type="np",
            generator=[torch.Generator().manual_seed(picture_seed(seed, prompt, i)) for i in indices],
        ).images
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
    encoded = run.method.encode(windows)
    got = run.method.score(encoded, run.state, 64)
    features = {name: np.concatenate([of_window[name] for of_window in encoded]) for name in encoded[0]}
    from safetensors.numpy import load_file

    calibration = {k: v.astype(np.float64) for k, v in load_file(tiny.pack.root / "calibration.safetensors").items()}
    sides = learned(reference, tiny, run, calibration, run.options.parts)
    return run, features, got, calibration, sides


def apart(features):
    """Features of several windows as the engine has them: of each its own."""
    return [{n: values[i : i + 1] for n, values in features.items()} for i in range(len(features["clip"]))]


def learned(reference, tiny, run, calibration, parts):
    """Prototypes of both sides by the reference, centred: {(word, extractor): [foreground, background]}."""
    sides = {}
    for word in ("building", "tree", "grass", "road", "storage tank"):
        made_by = run.method.imagination.made_by(word, tiny.pack.resolutions[0].prompt)
        support = run.method.bank.get(made_by)
        fg, bg = reference.regions([a.astype(np.float64) for a in support["attribution"]])
        for name, extractor in tiny.networks.extractors.items():
            maps = [extractor.encode(p[None])[0].double().numpy() for p in support["pictures"]]
            mean = calibration[f"{name}.mean"]
            sides[word, name] = [reference.prototypes(maps, masks, parts) - mean for masks in (fg, bg)]
    return sides


GROUPS = [["building"], ["tree", "grass"], ["road"], ["storage tank"]]
THINGS, STUFF = ("building", "tree", "storage tank"), ("road", "grass")
WEIGHTS = {"clip": 1.0, "unet": 0.5}


def by_reference(reference, both, window, over=np.max, **more):
    features = {name: values[window] for name, values in both[1].items()}
    return of_features(reference, both, features, 64, over, **more)


def of_features(reference, both, features, size, over=np.max, sides=None, common=None):
    """Reference scores of one window's features; `common`: what is taken from every vector besides the mean."""
    run, _, _, calibration, own = both
    sides, common = sides or own, common or dict.fromkeys(WEIGHTS, 0.0)
    foreground = [[{n: sides[w, n][0] - common[n] for n in WEIGHTS} for w in words] for words in GROUPS]
    background, centred, known = {}, {}, {}
    for name in WEIGHTS:
        stuff = np.concatenate([sides[w, name][0] for w in STUFF]) - common[name]
        kept = [
            reference.stuff_filter(sides[w, name][1] - common[name], stuff, run.options.stuff_cosine) for w in THINGS
        ]
        background[name] = np.concatenate(kept)
        mean = calibration[f"{name}.mean"] + common[name]
        centred[name] = features[name].astype(np.float64) - mean[:, None, None]
        known[name] = calibration[f"{name}.reference.0"] - common[name]
    return reference.scores(centred, foreground, background, known, WEIGHTS, size, over)


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


def test_a_reference_with_one_part_instead_of_several_does_not_agree(both, tiny, reference):
    run, _, got, calibration, _ = both
    sides = learned(reference, tiny, run, calibration, 1)
    assert relative_error(got[0], by_reference(reference, both, 0, sides=sides)) > 0.01


def test_a_reference_without_background_prototypes_does_not_agree(both, prepared_once, reference):
    """Neither its background nor its classes; and the engine without them has the constant instead."""
    run, features, got, _, _ = both
    without = by_reference(reference, both, 0)
    without[0] = run.options.background_constant / len(GROUPS)
    assert relative_error(got[0], without) > 0.1
    assert (got[0].argmax(0) == without.argmax(0)).mean() < 0.999
    off = prepared_once(NAMES, background_prototypes=False)
    assert relative_error(off.method.score(apart(features), off.state, 64)[0], without) < 1e-5


def test_scores_without_the_common_part_agree(both, prepared_once, reference):
    _, features, _, _, sides = both
    less = prepared_once(NAMES, remove_mean=0.3)
    words = ("building", "tree", "grass", "road", "storage tank")
    common = {n: 0.3 * np.concatenate([sides[w, n][0] for w in words]).mean(0) for n in WEIGHTS}
    wanted = by_reference(reference, both, 0, common=common)
    assert relative_error(less.method.score(apart(features), less.state, 64)[0], wanted) < 1e-5
    assert relative_error(both[2][0], wanted) > 0.01


def test_paper_mode_agrees(both, tiny, reference, small_raster):
    """All crops of the small picture, averaged: what the engine blends from the same networks."""
    from terralex.core.options import resolve_options
    from terralex.core.progress import CancelToken
    from terralex.core.raster.source import Source
    from terralex.core.score.paper import PaperScorer

    run = both[0]
    options = resolve_options(
        run.options.to_dict(), {"short_side": 64, "windows": "64,48", "stride": 32, "blend": "uniform"}
    )
    with Source.open(small_raster, tiny.pack, options) as source:
        scorer = PaperScorer(source, run.method, run.state, options, None, 1, 4)
        canvas, block = scorer.canvas(source.grid.block), source.grid.block
        crops = []
        for crop, scores in scorer.scores(block, CancelToken()):
            canvas.add(crop, scores)
            b = crop.block
            seen = scorer.picture[None, :, b.row : b.stop[0], b.col : b.stop[1]]
            features = {name: values[0] for name, values in run.method.encode(seen)[0].items()}
            crops.append((b.row, b.col, of_features(reference, both, features, (b.rows, b.cols))))
    wanted = reference.paper_mean(64, 85, crops)
    assert relative_error(canvas.result(), wanted) < 1e-5
    assert (canvas.result().argmax(0) == wanted.argmax(0)).mean() >= 0.999
    assert relative_error(canvas.result(), reference.paper_mean(64, 85, crops[:-1] + crops[:1])) > 0.01  # no full image


def test_classes_agree_in_half_precision(both, tiny):
    """The U-Net and its autoencoder in float16, as on a GPU; everything else as it was."""
    from terralex.core.model.networks import load_networks

    run, features, got, _, _ = both
    networks = load_networks(tiny.pack, "cpu")
    generator = networks.generator
    generator.unet.half(), generator.vae.half()
    generator.dtype, generator.empty_prompt = torch.float16, generator.empty_prompt.half()
    windows = np.random.default_rng(5).integers(0, 256, (2, 3, 8, 8), np.uint8).repeat(8, 2).repeat(8, 3)
    half = networks.extractor("unet").encode(windows).half().numpy()
    assert not np.array_equal(half, features["unet"])
    scores = run.method.score(apart({**features, "unet": half}), run.state, 64)
    assert relative_error(scores, got) < 0.02
    assert (scores.argmax(1) == got.argmax(1)).mean() >= 0.99
