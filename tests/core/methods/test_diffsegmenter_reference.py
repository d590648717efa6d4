"""DiffSegmenter agrees with the plain reference on a tiny random U-Net of four levels, option by option."""

import json
import shutil
from dataclasses import fields
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from terralex.core.cache.bank import Bank
from terralex.core.lattice import Block
from terralex.core.methods import make_method
from terralex.core.methods.base import Brief, Workplace
from terralex.core.options import AttentionOptions, Options
from terralex.core.packs import resolve_classes
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names

from .. import reference_diffsegmenter as plain

NAMES = "building, vegetation, storage tank"  # a word, a class of two words, a word of two tokens
WORDS = ("building", "tree", "grass", "storage tank")
MEMBERS = ((0,), (1, 2), (3,))
SIDE, LATENT, CELLS = 64, 16, 256
RULE = {"softmax": "prompt", "power": 1, "weights": "paper", "strength": "relative", "piece": "last"}


def four_levels(tiny_tools, folder):
    """The tiny pack with a U-Net that has Stable Diffusion's four levels of attention."""
    from diffusers import UNet2DConditionModel

    torch.manual_seed(11)
    unet = UNet2DConditionModel(
        sample_size=16,
        in_channels=4,
        out_channels=4,
        block_out_channels=(8, 16, 16, 16),
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D",) * 3 + ("DownBlock2D",),
        up_block_types=("UpBlock2D",) + ("CrossAttnUpBlock2D",) * 3,
        cross_attention_dim=16,
        attention_head_dim=2,
        norm_num_groups=8,
    )
    with torch.no_grad():  # attention that tells something apart, as in the tiny pack
        for name, parameter in unet.named_parameters():
            if ".to_q.weight" in name or ".to_k.weight" in name:
                parameter.mul_(4)
    shutil.rmtree(folder / "generator" / "unet")
    unet.save_pretrained(folder / "generator" / "unet", safe_serialization=True)
    manifest = json.loads((folder / "pack.json").read_text())
    tiny_tools.write_manifest(folder, manifest)
    return folder


class Raster:
    """Four windows of smooth colours; a part of the last holds no data."""

    block = Block(0, 0, 2 * SIDE, 2 * SIDE)
    pixels = np.random.default_rng(4).integers(0, 256, (3, 16, 16), np.uint8).repeat(8, 1).repeat(8, 2)
    valid = np.ones((2 * SIDE, 2 * SIDE), bool)
    valid[100:, 90:] = False

    def read(self, window):
        rows, cols = window.block.slices_in(self.block)
        return self.pixels[:, rows, cols], self.valid[rows, cols]


@pytest.fixture(scope="module")
def deep(tiny_pack, tiny_tools, tmp_path_factory):
    """`make(**options)`: the method, its state on the raster, and the networks, opened once."""
    folder = shutil.copytree(tiny_pack, tmp_path_factory.mktemp("deep") / "pack")
    return opened(four_levels(tiny_tools, folder), tmp_path_factory.mktemp("bank"))


def opened(folder, bank_root):
    from terralex.core.model.networks import load_networks
    from terralex.core.packs import read_pack

    pack = read_pack(folder)
    networks, bank = load_networks(pack, "cpu"), Bank(bank_root)
    classes = tuple(parse_names(NAMES))
    brief = Brief(classes, resolve_classes(pack, classes), pack.resolutions[0], Raster())

    def make(**overrides):
        options = pack.options("", {"windows": (SIDE,), "entries": 24, **overrides}, "diffsegmenter")
        method = make_method("diffsegmenter", Workplace(networks, pack, options, 0, bank))
        return SimpleNamespace(method=method, state=result_of(method.prepare(brief, CancelToken())), options=options)

    make.networks, make.pack, make.brief = networks, pack, brief
    return make


def embedded(generator, prompt):
    """The text tower alone: (tokens, D) float64."""
    how = {"padding": "max_length", "truncation": True, "max_length": 12, "return_tensors": "pt"}
    tokens = generator.tokenizer(prompt, **how).input_ids
    with torch.inference_mode():
        return generator.pipelines.parts["text_encoder"](tokens)[0][0].double().numpy()


def text_of(generator, word, emphasis=1.21, token="last", before="an aerial photo of", after=""):
    """(embeds, the word's positions, positions of start, end and padding); after: how a captioner goes on."""
    lead, own, more = (generator.tokenizer(t, add_special_tokens=False).input_ids for t in (before, word, after))
    start, stop = 1 + len(lead), 1 + len(lead) + len(own)
    positions = list(range(start, stop))
    prompt = f"{before} {word} {after}".strip()
    embeds = plain.emphasised(embedded(generator, prompt), embedded(generator, ""), positions, emphasis)
    stand = positions[-1:] if token == "last" else positions
    if after.split(" ")[0].endswith("ing"):
        stand = [*stand, stop]
    return embeds, stand, [0, *range(min(stop + len(more), 11), 12)]


def groups_of(generator, softmax="prompt", running="", **text):
    texts = [text_of(generator, word, **text) for word in WORDS]
    if softmax == "prompt":
        return [(embeds, [own], special) for embeds, own, special in texts]
    empty = embedded(generator, running)
    words = len(generator.tokenizer(running, add_special_tokens=False).input_ids)
    rows = [empty[0], *empty[1 + words :]]
    special, members = list(range(len(rows))), []
    for embeds, own, _ in texts:
        members.append(list(range(len(rows), len(rows) + len(own))))
        rows += [embeds[i] for i in own]
    return [(np.array(rows), members, special)]


def latent_of(generator, window, time=100):
    x = torch.from_numpy(window[None]).float() / 127.5 - 1
    with torch.inference_mode():
        clean = generator.vae.encode(x).latent_dist.mean * generator.vae.config.scaling_factor
        noise = torch.randn((1, 4, LATENT, LATENT), generator=torch.Generator().manual_seed(0))
    betas = torch.linspace(*(generator.pipelines.scheduler.config[f"beta_{k}"] for k in ("start", "end")), 1000)
    share = torch.cumprod(1 - betas.double(), 0)[time]  # the tiny pack's schedule is linear
    return (share**0.5 * clean + (1 - share) ** 0.5 * noise).float()


def layers_of(generator, latent, embeds, time=100):
    """What every attention layer takes in and its matrices, in the network's order."""
    found, hooks = [], []
    for name, module in generator.unet.named_modules():
        if name.endswith((".attn1", ".attn2")):

            def before(module, args, name=name):
                matrices = {
                    "q": module.to_q, "k": module.to_k, "v": module.to_v, "out": module.to_out[0],
                }  # fmt: skip
                found.append(
                    {
                        "kind": "own" if name.endswith("1") else "cross",
                        "x": args[0][0].double().numpy(),
                        "heads": module.heads,
                        **{k: m.weight.double().numpy() for k, m in matrices.items()},
                    }
                )

            hooks.append(module.register_forward_pre_hook(before))
    with torch.inference_mode():
        generator.unet(latent, time, torch.from_numpy(embeds[None]).float())
    for hook in hooks:
        hook.remove()
    return found


def seen_by(generator, window, groups, rule, running="", entries=24, time=100):
    """Level maps and self-attention of a window by the reference, in one pass."""
    layers = layers_of(generator, latent_of(generator, window, time), embedded(generator, running), time)
    return plain.level_maps(layers, groups, rule, LATENT, True), plain.self_attention(layers, entries)


def middles(valid):
    return np.array([valid[4 * i + 2, 4 * j + 2] for i in range(LATENT) for j in range(LATENT)])


def by_reference(deep, rule, emphasis=1.21, running="", before="an aerial photo of", background=0.5, **seen):
    """Scores of the raster's first window."""
    generator = deep.networks.generator
    groups = groups_of(generator, rule["softmax"], running, emphasis=emphasis, token=rule["piece"], before=before)
    places = []
    for row in (0, SIDE):
        for col in (0, SIDE):
            part = np.s_[row : row + SIDE, col : col + SIDE]
            maps, S = seen_by(generator, Raster.pixels[:, part[0], part[1]], groups, rule, running, **seen)
            places.append((maps, S, middles(Raster.valid[part])))
    words = plain.one_pass(*places[0][:2], plain.raster_scale(places, rule), rule, SIDE)
    return np.stack([np.full((SIDE, SIDE), background), *(np.max(words[list(m)], axis=0) for m in MEMBERS)])


def by_engine(run):
    window = Raster.pixels[None, :, :SIDE, :SIDE]
    return run.method.score(run.method.encode(window), run.state, SIDE)[0]


def relative_error(got, wanted):
    return np.abs(got - wanted).max() / np.abs(wanted).max()


# What the engine is told, what of it the rule holds, and what else the reference is told.
CASES = {
    "as it comes": ({}, {}),
    "joint": ({"softmax": "joint"}, {}),
    "not refined": ({"power": 0}, {}),
    "refined twice": ({"power": 2}, {}),
    "other weights": ({"weights": "faseg"}, {}),
    "agreement": ({"weights": "agreement"}, {}),
    "absolute": ({"strength": "absolute"}, {}),
    "joint, absolute, agreement": ({"softmax": "joint", "strength": "absolute", "weights": "agreement"}, {}),
    "all tokens": ({"piece": "mean"}, {}),
    "a running text": ({"running": "an aerial photo of"}, {"running": "an aerial photo of"}),
    "a running text, joint": (
        {"running": "an aerial photo of", "softmax": "joint"}, {"running": "an aerial photo of"}),
    "no emphasis": ({"emphasis": 1.0}, {"emphasis": 1.0}),
    "another sentence": ({"template": "a satellite photo of {word}"}, {"before": "a satellite photo of"}),
    "another background": ({"background_score": 0.7}, {"background": 0.7}),
    "more noise": ({"timestep": 300}, {"time": 300}),
    "all of the self-attention": ({"entries": 256}, {"entries": 256}),
}  # fmt: skip


def test_every_option_of_its_own_is_among_the_cases():
    own = {f.name for f in fields(AttentionOptions)} - {f.name for f in fields(Options)}
    of_case = {name for told, _ in CASES.values() for name in told}
    assert own == {"scheme", "captions", "strength"} | of_case  # the scheme and its captions have tests of their own


@pytest.fixture(scope="module")
def usual(deep):
    return by_reference(deep, RULE)


@pytest.mark.parametrize("case", CASES)
def test_one_pass_agrees_with_the_reference(deep, usual, case):
    told, more = CASES[case]
    rule = {**RULE, **{name: value for name, value in told.items() if name in RULE}}
    got = by_engine(deep(**{**RULE, **told}))
    wanted = by_reference(deep, rule, **more)
    assert got.shape == wanted.shape == (4, SIDE, SIDE)
    print(f"{case}: {relative_error(got, wanted):.1e}")
    assert relative_error(got, wanted) < 2e-3  # what is kept are halves
    assert (got.argmax(0) == wanted.argmax(0)).mean() >= 0.995
    if case != "as it comes":  # broken on purpose: without the option nothing agrees
        assert relative_error(got, usual) > 0.02, case


def test_the_published_scheme_agrees_with_the_reference(deep):
    got = by_engine(deep(scheme="paper"))
    generator, window = deep.networks.generator, Raster.pixels[:, :SIDE, :SIDE]
    latent = latent_of(generator, window).half().float()  # kept so between runs
    words, others = [], []
    for word in WORDS:
        embeds, own, special = text_of(generator, word)
        for kept, prompt in ((words, embeds), (others, embedded(generator, ""))):  # the second: not run by the word
            layers = layers_of(generator, latent, prompt)
            maps = plain.level_maps(layers, [(embeds, [own], special)], RULE, LATENT, False)
            kept.append(plain.published(maps, plain.self_attention(layers), RULE, SIDE))
    wanted = np.stack([np.full((SIDE, SIDE), 0.5), *(np.max([words[i] for i in m], axis=0) for m in MEMBERS)])
    assert relative_error(got, wanted) < 1e-3
    assert (got.argmax(0) == wanted.argmax(0)).mean() >= 0.999
    assert relative_error(got[3], others[3]) > 0.02
    assert got[1].min() == 0 and got[1].max() == 1  # every class is somewhere, as the paper has it


def test_scores_can_be_low_everywhere_in_a_window(deep):
    """The scale is the raster's: a window that shows less than others stays below 1."""
    run = deep(**RULE)
    tops = []
    for row in (0, SIDE):
        for col in (0, SIDE):
            window = Raster.pixels[None, :, row : row + SIDE, col : col + SIDE]
            tops.append(run.method.score(run.method.encode(window), run.state, SIDE)[0, 1:].max((1, 2)))
    assert min(np.min(tops, axis=0)) < 0.9 < max(np.max(tops, axis=0))
    scale = run.state.facts["scale"]
    assert scale["places"].startswith("4 of 4 squares of 64 px") and set(scale["words"]) == set(WORDS)


def test_encoding_knows_no_classes_and_keeps_bounded_bytes(deep):
    one, other = deep(**RULE), deep(**{**RULE, "softmax": "joint", "power": 2})
    assert one.method.feature_key == other.method.feature_key
    window = Raster.pixels[None, :, :SIDE, :SIDE]
    kept = one.method.kept(one.method.encode(window)[0])
    assert sum(kept[name].nbytes for name in ("cells", "weights")) == CELLS * 24 * 4
    again = one.method.restored({name: a.copy() for name, a in kept.items()})
    assert np.array_equal(
        one.method.score([again], one.state, SIDE), one.method.score(one.method.encode(window), one.state, SIDE)
    )


def test_windows_of_a_batch_do_not_depend_on_each_other(deep):
    run = deep(**RULE)
    windows = np.stack([Raster.pixels[:, :SIDE, :SIDE], Raster.pixels[:, SIDE:, :SIDE]])
    both = run.method.score(run.method.encode(windows), run.state, SIDE)
    alone = [run.method.score(run.method.encode(w[None]), run.state, SIDE)[0] for w in windows]
    assert np.array_equal(both, np.stack(alone))


def test_a_class_that_is_left_out_scores_nothing_and_the_others_as_before(deep):
    run = deep(**RULE)
    features = run.method.encode(Raster.pixels[None, :, :SIDE, :SIDE])
    whole = run.method.score(features, run.state, SIDE)[0]
    less = run.method.score(features, run.method.restricted(run.state, [True, False, True]), SIDE)[0]
    assert np.array_equal(less[[0, 1, 3]], whole[[0, 1, 3]]) and (less[2] < -1000).all()
