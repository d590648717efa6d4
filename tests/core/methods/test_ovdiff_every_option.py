"""For every option of the method the engine agrees with the plain reference, and half precision with the engine."""

import re
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from terralex.core.cache.features import FeaturesStore
from terralex.core.model.networks import load_networks
from terralex.core.options import Options, PrototypeOptions, resolve_options
from terralex.core.progress import CancelToken
from terralex.core.raster.source import Source
from terralex.core.score.blocks import BlockScorer
from terralex.core.score.decide import decide
from terralex.core.score.prefilter import shown

TESTS = Path(__file__).resolve().parents[2]
NAMES = "building, vegetation, road, storage tank"
GROUPS = [["building"], ["tree", "grass"], ["road"], ["storage tank"]]
THINGS, STUFF = ("building", "tree", "storage tank"), ("road", "grass")
WORDS = tuple(dict.fromkeys(word for group in GROUPS for word in group))
WINDOW = np.random.default_rng(5).integers(0, 256, (1, 3, 8, 8), np.uint8).repeat(8, 2).repeat(8, 3)
EXACT = 2e-6  # relative error of float32 scores; 16 bits of features are the engine's and the reference's alike

SCORES = {  # what is scored differently with it
    "as it is": {},
    "parts": {"parts": 2},
    "pictures": {"pictures": 2},
    "class_prototypes": {"class_prototypes": False},
    "instance_prototypes": {"instance_prototypes": False},
    "part_prototypes": {"part_prototypes": False},
    "background": {"background": False},
    "background_prototypes": {"background_prototypes": False},
    "background_constant": {"background_prototypes": False, "background_constant": 0.9},
    "background_bias": {"background_bias": 0.7},
    "stuff_filter": {"stuff_filter": False},
    "stuff_cosine": {"stuff_cosine": 0.8},
    "regions": {"regions": "whole", "background_prototypes": False},
    "segmenter": {"segmenter": "tokencut", "segmenter_extractor": "unet"},
    "segmenter_extractor": {"segmenter": "maskcut", "segmenter_extractor": "unet"},
    "masks_folder": {"segmenter": "folder"},
    "rotate_supports": {"rotate_supports": True},
    "extractors": {"extractors": ("unet",)},
    "remove_mean": {"remove_mean": 0.4},
    "upsample": {"upsample": 2},
    "calibrate": {"calibrate": False},
    "text_prototypes": {"text_prototypes": "beside"},
    "text_prototypes instead": {"text_prototypes": "instead"},
    "text_prototypes, not calibrated": {"text_prototypes": "beside", "calibrate": False},
}
ELSEWHERE = {  # options that change no score of a window, and the test that compares them with something plain
    "windows": "test_blended_windows_agree",
    "stride": "test_blended_windows_agree",
    "blend": "test_blended_windows_agree",
    "temperature": "test_decisions_agree",
    "threshold": "test_decisions_agree",
    "prefilter": "test_the_prefilters_subsets_agree",
    "prefilter_eta": "test_the_best_subset_is_the_pair_that_the_picture_shows",
    "short_side": "test_paper_mode_agrees",
    "pamr": "test_refinement_agrees_with_the_reference",
    "pamr_iterations": "test_refinement_agrees_with_the_reference",
    "sampler": "test_pictures_of_every_sampler_are_those_of_a_stock_pipeline",
    "steps": "test_recording_attribution_does_not_change_the_pictures",
    "guidance": "test_recording_attribution_does_not_change_the_pictures",
    "prompts": "test_a_set_of_prompts_is_taken_in_turn_and_each_picture_is_what_its_prompt_draws",
}
OUTSIDE = {"min_area_px", "simplify_px", "store_gb", "gsd_m", "pixel_m"}  # of polygons, the store and the grid


def test_no_option_of_the_method_is_left_out():
    assert {f.name for f in fields(PrototypeOptions)} == {k for k in SCORES if " " not in k} | set(ELSEWHERE) | OUTSIDE
    written = "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))
    for test in ELSEWHERE.values():
        assert re.search(rf"^def {test}\(", written, re.MULTILINE), test


def masks_of(reference, tiny, run, word, support, painted, means):
    """Foreground and background of every picture by the reference: two lists of masks."""
    o = run.options
    maps = [a.astype(np.float64) for a in support["attribution"]]
    if o.regions == "whole":
        return [np.ones(a.shape, bool) for a in maps], [np.zeros(a.shape, bool) for a in maps]
    if o.segmenter == "otsu":
        return reference.regions(maps)
    pairs = []
    for index, picture in enumerate(support["pictures"]):
        if o.segmenter == "folder":
            values = painted.get((word, index), np.zeros((32, 32), np.uint8))
            proposals = [values == v for v in sorted(set(values.ravel().tolist()) - {0})]
        else:
            name = o.segmenter_extractor
            keys = tiny.networks.extractor(name).encode(picture[None])[0].double().numpy() - means[name]
            tau, most = {"tokencut": (0.2, 1), "maskcut": (0.15, 3)}[o.segmenter]
            found = reference.cuts(keys, tau, most)
            to = [np.arange(32) * n // 32 for n in keys.shape[1:]]
            proposals = [mask[to[0]][:, to[1]] for mask in found]
        if proposals:
            pairs.append(reference.prompted(support["attribution"][index], np.array(proposals)))
        else:
            pairs.append((maps[index] > 0.5, maps[index] < 0.2))
    return tuple(zip(*pairs))


def by_reference(reference, tiny, run, features, painted, with_background):
    """Scores (5, 64, 64) of a window, from the support pictures on."""
    from safetensors.numpy import load_file

    o = run.options
    of_text = {"off": 0.0, "beside": 2 / 3, "instead": 1.0}[o.text_prototypes]
    names = [n for n in ("clip", "unet") if (not o.extractors or n in o.extractors) and (of_text < 1 or n == "clip")]
    numbers = {k: v.astype(np.float64) for k, v in load_file(tiny.pack.root / "calibration.safetensors").items()}
    means = {name: numbers[f"{name}.mean"][:, None, None] for name in ("clip", "unet")}
    levels = [n for n in ("class", "instance", "part") if getattr(o, f"{n}_prototypes")]
    sides = {}
    for word in WORDS if of_text < 1 else ():
        support = run.method.bank.get(run.method.imagination.made_by(word, tiny.pack.resolutions[0].prompt))
        masks = masks_of(reference, tiny, run, word, support, painted, means)
        pictures = list(support["pictures"])
        if o.rotate_supports:
            pictures = [np.rot90(p, k, (1, 2)) for k in range(4) for p in pictures]
            masks = [[np.rot90(m, k) for k in range(4) for m in side] for side in masks]
        for name in names:
            extractor = tiny.networks.extractor(name)
            maps = [extractor.encode(np.ascontiguousarray(p)[None])[0].double().numpy() for p in pictures]
            for side, of_side in zip(("fg", "bg"), masks):
                if side == "bg" and (not o.background_prototypes or not any(m.any() for m in of_side)):
                    continue
                if side == "fg" and not any(
                    reference.resize(m * 1.0, *maps[0].shape[1:]).max() > 1e-6 for m in of_side
                ):
                    of_side = [np.ones_like(m) for m in of_side]
                rows = reference.prototypes(maps, of_side, o.parts, levels) - numbers[f"{name}.mean"]
                sides[word, name, side] = rows
    for name in names if of_text < 1 else ():
        common = o.remove_mean * np.concatenate([sides[w, name, "fg"] for w in WORDS]).mean(0)
        for key in [k for k in sides if k[1] == name]:
            sides[key] = sides[key] - common
        numbers[f"{name}.mean"] = numbers[f"{name}.mean"] + common
        numbers[f"{name}.reference.0"] = numbers[f"{name}.reference.0"] - common
    background, seen, known = {}, {}, {}
    for name in names:
        around = [sides[w, name, "bg"] for w in THINGS if of_text < 1 and (w, name, "bg") in sides]
        if o.stuff_filter and with_background and of_text < 1:
            stuff = np.concatenate([sides[w, name, "fg"] for w in STUFF])
            around = [reference.stuff_filter(rows, stuff, o.stuff_cosine) for rows in around]
        if any(len(rows) for rows in around):
            background[name] = np.concatenate(around)
        seen[name] = features[name][0].astype(np.float64)
        if o.upsample > 1:
            finer = [n * o.upsample for n in seen[name].shape[1:]]
            seen[name] = np.stack([reference.resize(channel, *finer) for channel in seen[name]])
        seen[name] = seen[name] - numbers[f"{name}.mean"][:, None, None]
        known[name] = numbers[f"{name}.reference.0"]
    weights = {n: {"clip": 1.0, "unet": 0.5}[n] for n in names}
    said = [[{"clip": tiny.networks.classifier.text_embeddings([w]).astype(float)} for w in words] for words in GROUPS]
    foreground = [[{n: sides[w, n, "fg"] for n in names} if of_text < 1 else {} for w in words] for words in GROUPS]
    share = len(GROUPS) if o.calibrate else 1
    out = reference.scores(
        seen,
        foreground,
        background if set(background) == set(names) else said[0][0],
        known if o.calibrate else None,
        weights,
        64,
        texts=said,
        share=of_text,
    )
    assert not background or set(background) == set(names)
    out[0] = out[0] + o.background_bias / share if background else o.background_constant / share
    if of_text:
        out[0] = np.maximum(out[0], o.background_constant / share)
    return out


@pytest.fixture(scope="module")
def painted(tmp_path_factory):
    """Masks over most pictures of most words, as a user would paint them."""
    rng, folder = np.random.default_rng(2), tmp_path_factory.mktemp("masks")
    made = {}
    for word in WORDS[:4]:
        (folder / word).mkdir()
        for index in range(2):
            made[word, index] = rng.choice([0, 3, 9], (4, 4)).astype(np.uint8).repeat(8, 0).repeat(8, 1)
            Image.fromarray(made[word, index]).save(folder / word / f"{index:03}.png")
    return folder, made


@pytest.fixture(scope="module")
def halved(tiny):
    """Features of the window with the U-Net and its autoencoder in half precision, as on a GPU."""
    networks = load_networks(tiny.pack, "cpu")
    generator = networks.generator
    generator.unet.half(), generator.vae.half()
    generator.dtype, generator.empty_prompt = torch.float16, generator.empty_prompt.half()
    return networks.extractor("unet").encode(WINDOW).half().numpy()


@pytest.fixture(scope="module")
def usual(prepared_once):
    run = prepared_once(NAMES)
    return run.method.score(run.method.encode(WINDOW), run.state, 64)[0]


@pytest.mark.parametrize("option", SCORES)
def test_scores_agree_with_the_reference(
    option, prepared_once, tiny, reference, painted, halved, usual, record_property
):
    overrides = dict(SCORES[option])
    if overrides.get("segmenter") == "folder":
        overrides["masks_folder"] = str(painted[0])
    networks = load_networks(tiny.pack, "cpu", overrides["extractors"]) if "extractors" in overrides else None
    background = overrides.pop("background", True)
    run = prepared_once(NAMES, background=background, networks=networks, **overrides)
    features = run.method.encode(WINDOW)
    got = run.method.score(features, run.state, 64)[0]
    wanted = by_reference(reference, tiny, run, features[0], painted[1], background)
    first = 0 if background else 1  # without a background its channel is far below everything
    size = np.abs(wanted[first:]).max()
    error = np.abs(got[first:] - wanted[first:]).max() / size
    assert error < EXACT
    assert (got[first:].argmax(0) == wanted[first:].argmax(0)).mean() >= 0.999
    if option != "as it is":
        assert np.abs(got - usual).max() > 1e-3 * np.abs(usual).max(), "the option does something"
    less = run.method.score([{**features[0], **({"unet": halved} if "unet" in features[0] else {})}], run.state, 64)[0]
    same = (less[first:].argmax(0) == got[first:].argmax(0)).mean()
    assert same >= 0.99
    print(f"\n{option}: error {error:.1e}, half precision {same:.2%} of the classes")


@pytest.mark.parametrize("blend", ["hann", "uniform"])
def test_blended_windows_agree(blend, prepared_once, tiny, reference, small_raster):
    run = prepared_once("road, building")
    options = resolve_options(run.options.to_dict(), {"windows": "64,40", "stride": 24, "blend": blend})
    with Source.open(small_raster, tiny.pack, options) as source:
        store = FeaturesStore.open(0.0, {})
        scorer = BlockScorer(source, run.method, run.state, options, store, 1, 2)
        block = source.grid.block
        canvas, windows = scorer.canvas(block), []
        for window, scores in scorer.scores(block, CancelToken()):
            if scores is not None:
                canvas.add(window, scores)
                windows.append((window.row, window.col, window.size, scores))
    wanted = reference.raster_mean(*source.grid.shape, windows, blend)
    assert np.abs(canvas.result() - wanted).max() / np.abs(wanted).max() < EXACT


@pytest.mark.parametrize(("background", "threshold"), [(True, 0.0), (False, 0.0), (False, 0.6)])
@pytest.mark.parametrize("temperature", [0.05, 0.5])
def test_decisions_agree(background, threshold, temperature, reference):
    scores = np.random.default_rng(3).normal(size=(5, 20, 30)).astype(np.float32)
    got = decide(scores, np.ones((20, 30), bool), temperature, background, threshold)
    ids, confidence = reference.decided(scores.astype(np.float64), temperature, background, threshold)
    assert np.array_equal(got.classes, ids) and np.allclose(got.confidence, confidence, rtol=1e-5)
    assert (ids == 0).any() == (background or threshold > 0)


class Scattered:
    """A classifier that gives every text a direction of its own, with a little of its words in it."""

    prompt = "a {word}"

    def __init__(self, image):
        self.image = image

    def image_embeddings(self, pictures):
        return self.image[None]

    def text_embeddings(self, words):
        return self.phrase_embeddings([self.prompt.replace("{word}", w) for w in words])

    def phrase_embeddings(self, phrases):
        rows = [
            np.sum([direction(part) for part in phrase.split(" and ")], axis=0) + 0.3 * direction(phrase)
            for phrase in phrases
        ]
        return np.array([row / np.linalg.norm(row) for row in rows])


def direction(text):
    return np.random.default_rng(list(text.encode())).normal(size=16)


def test_the_prefilters_subsets_agree(reference):
    words, sizes = ["building", "tree", "storage tank", "road", "water", "car", "pond"], set()
    for seed in range(20):
        classifier = Scattered(np.random.default_rng(seed).normal(size=16))
        one = classifier.text_embeddings(words) @ classifier.image
        survivors = sorted(reference.passes(one), key=lambda i: -one[i])[:4]
        texts = {}
        for bits in range(1, 2 ** len(survivors)):
            members = [k for n, k in enumerate(survivors) if bits >> n & 1]  # in the order of their likeness
            text = " and ".join(f"a {words[k]}" for k in members)
            texts[tuple(sorted(members))] = classifier.phrase_embeddings([text])[0]
        options = Options(prefilter="subsets", prefilter_eta=4)
        got = shown(WINDOW[0], [[w] for w in words], range(len(words)), options, classifier)
        assert got == reference.best_subset(classifier.image, texts, survivors)
        sizes.add(len(got))
    assert len(sizes) > 1


@pytest.mark.parametrize("sampler", ["dpmsolver++", "unipc", "lcm"])
def test_pictures_of_every_sampler_are_those_of_a_stock_pipeline(sampler, tiny):
    import diffusers
    from terralex.core.model.generator import picture_seed
    from terralex.core.model.pipelines import SAMPLERS

    template = tiny.pack.resolutions[0].prompt
    drawn = tiny.networks.generator.pictures([(template, "road")], 3, 2, 4, 2.0, CancelToken(), sampler)
    _, pictures, _ = next(d.chunk for d in drawn if d.chunk)
    stock = diffusers.StableDiffusionPipeline.from_pretrained(
        tiny.pack.root / "generator", safety_checker=None, feature_extractor=None, requires_safety_checker=False
    )
    stock.scheduler = getattr(diffusers, SAMPLERS[sampler]).from_config(stock.scheduler.config)
    prompt = template.replace("{word}", "road")
    wanted = stock(
        [prompt] * 2,
        negative_prompt=[""] * 2,
        height=32,
        width=32,
        num_inference_steps=4,
        guidance_scale=2.0,
        output_type="np",
        generator=[torch.Generator().manual_seed(picture_seed(3, prompt, i)) for i in range(2)],
    )
    assert np.abs(pictures / 255 - wanted.images.transpose(0, 3, 1, 2)).max() <= 1.01 / 255
