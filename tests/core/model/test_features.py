"""Every kind of extractor gives the features that its library would give by hand."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from terralex.core.model.features import sized
from terralex.core.model.generator import Generator
from terralex.core.model.libraries import prepare_libraries
from terralex.core.model.networks import load_networks
from terralex.core.model.tap import Tap, run_together
from terralex.core.packs import read_pack
from torch.nn import functional as F

WINDOWS = np.random.default_rng(2).integers(0, 256, (3, 3, 64, 64), np.uint8)
MEAN, STD = [0.5, 0.4, 0.3], [0.2, 0.3, 0.25]


def normalised(windows, mean=MEAN, std=STD):
    x = torch.from_numpy(windows).float() / 255
    return (x - torch.tensor(mean).reshape(3, 1, 1)) / torch.tensor(std).reshape(3, 1, 1)


@pytest.fixture
def with_network(tiny_tools, tmp_path):
    """A pack with one further network in `net/` and one extractor that uses it."""

    def make(save, **spec):
        prepare_libraries()
        torch.manual_seed(1)
        (tmp_path / "net").mkdir()
        model = save(tmp_path / "net")
        manifest = {
            "format": 1,
            "name": "one",
            "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
            "generator": {},
            "defaults": {},
            "extractors": [{"name": "net", "folder": "net", "weight": 1, **spec}],
        }
        tiny_tools.write_manifest(tmp_path, manifest)
        return SimpleNamespace(model=model, extractor=load_networks(read_pack(tmp_path), "cpu").extractor("net"))

    return make


def open_clip_vit(folder):
    from open_clip.model import CLIP
    from safetensors.torch import save_file

    vision = {"image_size": 64, "layers": 2, "width": 32, "head_width": 16, "patch_size": 16}
    text = {"context_length": 8, "vocab_size": 20, "width": 16, "heads": 2, "layers": 1}
    model = CLIP(embed_dim=16, vision_cfg=vision, text_cfg=text).eval()
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, folder / "open_clip_model.safetensors")
    config = {
        "model_cfg": {"embed_dim": 16, "vision_cfg": vision, "text_cfg": text},
        "preprocess_cfg": {"mean": MEAN, "std": STD},
    }
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    return model


def test_keys_of_a_clip_vit_are_those_of_its_attention(with_network):
    made = with_network(open_clip_vit, kind="open_clip", layer="visual.transformer.resblocks.1:keys", stride=16, dim=32)
    visual = made.model.visual
    with torch.inference_mode():
        tokens = visual.transformer.resblocks[0](visual._embeds(normalised(WINDOWS)))
        block = visual.transformer.resblocks[1]
        x = block.ln_1(tokens)
        keys = (x @ block.attn.in_proj_weight[32:64].T + block.attn.in_proj_bias[32:64])[:, 1:]
    wanted = keys.transpose(1, 2).reshape(3, 32, 4, 4)
    assert torch.allclose(made.extractor.encode(WINDOWS), wanted, atol=1e-5)


def test_a_clip_vit_takes_windows_of_another_size(with_network):
    made = with_network(open_clip_vit, kind="open_clip", layer="visual.transformer.resblocks.1", stride=16, dim=32)
    large = WINDOWS.repeat(2, 2).repeat(2, 3)
    assert made.extractor.encode(large).shape == (3, 32, 8, 8)
    resized = sized(made.extractor.visual, 8, 8).positional_embedding
    old = made.model.visual.positional_embedding.detach()
    wanted = F.interpolate(old[1:].T.reshape(1, 32, 4, 4), (8, 8), mode="bicubic")[0].reshape(32, -1).T
    assert torch.allclose(resized[1:], wanted) and torch.equal(resized[0], old[0])
    assert torch.equal(made.extractor.visual.positional_embedding, old)  # the shared tower is as it was


def dinov2(folder):
    from transformers import Dinov2Config, Dinov2Model

    config = Dinov2Config(
        hidden_size=24, num_hidden_layers=2, num_attention_heads=2, image_size=64, patch_size=8, use_swiglu_ffn=False
    )
    model = Dinov2Model(config).eval()
    model.save_pretrained(folder)
    (folder / "preprocessor_config.json").write_text(json.dumps({"image_mean": MEAN, "image_std": STD}))
    return model


def test_a_transformers_backbone_gives_its_last_hidden_state(with_network):
    made = with_network(dinov2, kind="transformers", stride=8, dim=24)
    with torch.inference_mode():
        wanted = made.model(normalised(WINDOWS)).last_hidden_state[:, 1:].transpose(1, 2).reshape(3, 24, 8, 8)
    assert torch.allclose(made.extractor.encode(WINDOWS), wanted, atol=1e-5)


def test_a_transformers_backbone_gives_the_keys_of_its_last_layer(with_network):
    from transformers import Dinov2Config, Dinov2Model

    names = dict(Dinov2Model(Dinov2Config(hidden_size=24, num_hidden_layers=2, num_attention_heads=2)).named_modules())
    key = [n for n in names if n.endswith((".key", ".k_proj"))][-1]
    made = with_network(dinov2, kind="transformers", layer=key, stride=8, dim=24)
    seen = []
    made.model.get_submodule(key).register_forward_hook(lambda *args: seen.append(args[2]))
    with torch.inference_mode():
        made.model(normalised(WINDOWS))
    wanted = seen[0][:, 1:].transpose(1, 2).reshape(3, 24, 8, 8)
    assert torch.allclose(made.extractor.encode(WINDOWS), wanted, atol=1e-5)


def timm_resnet(folder):
    import timm

    model = timm.create_model("test_resnet", pretrained=False).eval()
    timm.models.save_for_hf(
        model,
        folder,
        model_config={"pretrained_cfg": {**model.pretrained_cfg, "mean": MEAN, "std": STD}},
        safe_serialization=True,
    )
    return model


def test_a_timm_backbone_gives_one_of_its_levels(with_network):
    made = with_network(timm_resnet, kind="timm", level=2, stride=8, dim=48)
    with torch.inference_mode():
        wanted = made.model.forward_intermediates(normalised(WINDOWS), indices=[2], intermediates_only=True)[0]
    assert torch.allclose(made.extractor.encode(WINDOWS), wanted, atol=1e-5)


def test_a_convolutional_clip_gives_the_map_of_its_layer(tiny, tiny_tools):
    visual = tiny.networks.extractor("clip").visual
    with torch.inference_mode():
        x = visual.stem(normalised(WINDOWS, tiny_tools.MEAN, tiny_tools.STD))
        wanted = visual.layer2(visual.layer1(x))
    assert torch.allclose(tiny.networks.extractor("clip").encode(WINDOWS), wanted, atol=1e-5)


def test_the_unet_gives_queries_of_the_noisy_window_without_a_prompt(tiny):
    extractor, generator = tiny.networks.extractor("unet"), tiny.networks.generator
    seen = {}
    hooks = [
        generator.unet.get_submodule(f"{layer}.to_q").register_forward_hook(
            lambda module, args, out, layer=layer: seen.setdefault(layer, out)
        )
        for layer in extractor.layers
    ]
    x = torch.from_numpy(WINDOWS[:1]).float() / 127.5 - 1
    with torch.inference_mode():
        latent = generator.vae.encode(x).latent_dist.mean * generator.vae.config.scaling_factor
        noise = torch.randn((1, 4, 16, 16), generator=torch.Generator().manual_seed(0))
        share = extractor.noisy.scheduler.alphas_cumprod[50]
        tokens = generator.tokenizer("", padding="max_length", max_length=12, return_tensors="pt").input_ids
        prompt = generator.pipelines.parts["text_encoder"](tokens)[0]
        generator.unet(share**0.5 * latent + (1 - share) ** 0.5 * noise, 50, prompt)
    for hook in hooks:
        hook.remove()
    fine, coarse = (seen[layer].transpose(1, 2) for layer in extractor.layers)
    coarse = F.interpolate(coarse.reshape(1, -1, 8, 8), (16, 16), mode="bilinear")
    wanted = torch.cat([fine.reshape(1, -1, 16, 16), coarse], 1)
    assert torch.allclose(extractor.encode(WINDOWS[:1]), wanted, atol=1e-4)


def test_a_forward_pass_ends_where_everything_wanted_was_seen(tiny):
    """Leaving out the last layers saves what comes after them: a quarter of Stable Diffusion's U-Net."""
    networks = load_networks(tiny.pack, "cpu")
    unet, visual, ran = networks.generator.unet, networks.extractor("clip").visual, []
    watched = {"up 0": unet.up_blocks[0], "up 1": unet.up_blocks[1], "layer 2": visual.layer2, "layer 3": visual.layer3}
    for name, module in watched.items():
        module.register_forward_pre_hook(lambda _m, _a, name=name: ran.append(name))
    networks.extractor("clip").encode(WINDOWS[:1]), networks.extractor("unet").encode(WINDOWS[:1])
    assert ran == ["layer 2", "up 0"]


@pytest.mark.parametrize("name", ["clip", "unet"])
def test_features_of_a_window_depend_on_nothing_but_the_window(tiny, name):
    extractor = tiny.networks.extractor(name)
    together = extractor.encode(WINDOWS)
    alone = [extractor.encode(WINDOWS[i : i + 1]) for i in (2, 0, 1)]
    with ThreadPoolExecutor(3) as pool:
        threads = list(pool.map(lambda i: extractor.encode(WINDOWS[i : i + 1]), (2, 0, 1)))
    for i, a, b in zip((2, 0, 1), alone, threads):
        assert torch.equal(together[i], a[0]) and torch.equal(a, b)
    assert not torch.equal(together[0], together[1])


def test_texts_read_several_at_a_time_are_those_read_one_by_one(tiny):
    phrases = ["road", "a road and a tree", "water", "storage tank", "a tree", "road"]
    one = tiny.networks.classifier.phrase_embeddings(phrases)
    classifier = load_networks(tiny.pack, "cpu").classifier
    classifier.batch = 4
    several = classifier.phrase_embeddings(phrases)
    assert np.allclose(one, several, atol=1e-6) and np.array_equal(several[0], several[-1])
    assert np.abs(several[0] - several[1]).max() > 1e-3
    seen = []
    classifier.model.encode_text = lambda tokens, normalize: seen.append(tokens.shape[0])
    classifier.phrase_embeddings(phrases)
    assert seen == []  # kept


def test_words_and_pictures_are_embedded_by_the_clip(tiny, tiny_tools):
    classifier = tiny.networks.classifier
    words = classifier.text_embeddings(["road", "storage tank", "water"])
    pictures = classifier.image_embeddings(WINDOWS)
    assert words.shape == (3, 64) and pictures.shape == (3, 64)
    assert np.allclose(np.linalg.norm(words, axis=1), 1, atol=1e-5)
    assert np.allclose(np.linalg.norm(pictures, axis=1), 1, atol=1e-5)
    with torch.inference_mode():
        wanted = classifier.model.encode_image(normalised(WINDOWS, tiny_tools.MEAN, tiny_tools.STD), normalize=True)
        text = classifier.model.encode_text(classifier.tokenizer(["storage tank"]), normalize=True)
    assert np.allclose(pictures, wanted.numpy(), atol=1e-5) and np.allclose(words[1], text[0].numpy(), atol=1e-5)


def test_keys_of_a_timm_vit_are_those_of_its_attention_at_any_size(tmp_path, tiny_tools):
    from safetensors.torch import save_file
    from terralex.core.model.networks import load_networks
    from timm.models.vision_transformer import VisionTransformer

    torch.manual_seed(2)
    shape = {"img_size": 64, "patch_size": 16, "embed_dim": 24, "depth": 2, "num_heads": 2}
    model = VisionTransformer(**shape, num_classes=0, dynamic_img_size=True).eval()
    folder = tmp_path / "net"
    folder.mkdir()
    config = {"mean": [0.5] * 3, "std": [0.25] * 3, "input_size": [3, 64, 64], "num_classes": 0}
    written = {"architecture": "vit_base_patch16_224", "num_classes": 0, "pretrained_cfg": config, "model_args": shape}
    (folder / "config.json").write_text(json.dumps(written))
    save_file(model.state_dict(), folder / "model.safetensors")
    spec = {"name": "net", "kind": "timm", "folder": "net", "layer": "blocks.1.attn.qkv:keys", "stride": 16, "dim": 24}
    manifest = {
        "format": 1,
        "name": "one",
        "resolutions": [{"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.0}],
        "generator": {},
        "defaults": {},
        "extractors": [spec],
    }
    tiny_tools.write_manifest(tmp_path, manifest)
    extractor = load_networks(read_pack(tmp_path), "cpu").extractor("net")
    for side in (64, 96):  # 96: the position embedding follows
        pictures = np.random.default_rng(1).integers(0, 256, (2, 3, side, side), np.uint8)
        x = (torch.from_numpy(pictures).float() / 255 - 0.5) / 0.25
        with torch.inference_mode():
            tokens = model.norm_pre(model.patch_drop(model._pos_embed(model.patch_embed(x))))
            tokens = model.blocks[0](tokens)
            attention = model.blocks[1].attn
            k = attention.qkv(model.blocks[1].norm1(tokens))[:, 1:, 24:48]
        cells = side // 16
        wanted = k.transpose(1, 2).reshape(2, 24, cells, cells)
        assert torch.allclose(extractor.encode(pictures), wanted, atol=1e-5)


def halved(tiny, name, dtype=torch.bfloat16):
    """An extractor as it would be on a GPU: in half precision."""
    networks = load_networks(tiny.pack, "cpu")
    networks._open("generator", "picture generator", lambda: Generator(networks, dtype))
    extractor = networks.extractor(name)
    extractor.dtype = dtype
    return networks, extractor


@pytest.mark.parametrize("name", ["clip", "unet"])
def test_in_half_precision_features_are_nearly_the_same_and_still_float32(tiny, name):
    wanted = tiny.networks.extractor(name).encode(WINDOWS)
    networks, extractor = halved(tiny, name)
    got = extractor.encode(WINDOWS)
    assert got.dtype == torch.float32 and not torch.equal(got, wanted)
    assert F.cosine_similarity(got, wanted, dim=1).min() > 0.99
    assert networks.told() == ()


@pytest.mark.parametrize("name", ["clip", "unet"])
def test_what_half_precision_cannot_see_is_seen_in_full_and_said_once(tiny, name, monkeypatch):
    wanted = tiny.networks.extractor(name).encode(WINDOWS)
    networks, extractor = halved(tiny, name)
    part = "_seen" if name == "unet" else "_forward"  # the U-Net's full precision is a network of its own
    usual = getattr(extractor, part)

    def overflowing(*args):
        return usual(*args) * (torch.inf if name == "unet" or torch.is_autocast_enabled("cpu") else 1)

    monkeypatch.setattr(extractor, part, overflowing)
    assert torch.equal(extractor.encode(WINDOWS), wanted)
    (note,) = networks.told()
    assert f"“{name}”" in note and networks.told() == ()


@pytest.fixture
def two_layers(tiny, tmp_path):
    """A pack with two layers of one tower beside its U-Net."""
    folder = shutil.copytree(tiny.pack.root, tmp_path / "two")
    manifest = json.loads((folder / "pack.json").read_text())
    clip = manifest["extractors"][0]
    early = {**clip, "name": "early", "layer": "visual.layer1", "stride": 4, "dim": 32}
    manifest["extractors"] = [early, *manifest["extractors"], {**clip, "name": "large", "zoom": 2}]
    (folder / "pack.json").write_text(json.dumps(manifest))
    return load_networks(read_pack(folder), "cpu", threads=1)


@pytest.mark.parametrize("support", [False, True])
def test_layers_of_one_tower_are_seen_by_one_pass_with_the_bits_of_each_alone(two_layers, monkeypatch, support):
    wanted = {name: two_layers.extractor(name).encode(WINDOWS, support) for name in two_layers.names}
    passes, visual = [], two_layers.extractor("clip").visual
    visual.register_forward_pre_hook(lambda *_: passes.append(1))
    got = two_layers.encode(two_layers.names, WINDOWS, support)
    assert list(got) == ["early", "clip", "unet", "large"] and len(passes) == 2 * len(
        WINDOWS
    )  # another size: another pass
    for name, features in wanted.items():
        assert torch.equal(got[name], features) and got[name].stride() == features.stride()
    assert two_layers.looking_with("early") == ("early", "clip") and two_layers.looking_with("unet") == ("unet",)


def test_what_goes_on_in_place_behind_a_layer_does_not_change_what_was_seen_of_it():
    layers = torch.nn.Sequential(torch.nn.Linear(3, 3), torch.nn.ReLU(inplace=True), torch.nn.Linear(3, 2))
    taps = Tap(), Tap()
    for tap, layer in zip(taps, "02"):
        tap.attach(layers, layer, "layer")
    x = torch.randn(4, 3, generator=torch.Generator().manual_seed(2))
    first, last = run_together(taps, 1, lambda: layers(x))
    assert torch.equal(first["layer"], layers[0](x)) and torch.equal(last["layer"], layers(x))
