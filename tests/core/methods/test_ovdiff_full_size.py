"""The paper's networks in their true shapes, with random weights, once through a whole run on a CPU.

Marked slow: about 10 TFLOP and 10 GB of disk. Run it with:
pytest -m slow tests/core/methods/test_ovdiff_full_size.py -s
"""

import json
import time
from pathlib import Path

import numpy as np
import pytest
import rasterio
import torch
from terralex.core.config import RunConfig
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.model.libraries import prepare_libraries
from terralex.core.packs import EMBEDDED, read_pack
from terralex.core.progress import CancelToken, Progress, result_of
from terralex.core.vocabulary import parse_names

SIZES = {  # of the queries at a picture of 512: channels, side (docs of the method: 320@64, 1280@8, 1280@16, 640@32)
    "down_blocks.0.attentions.0": (320, 64),
    "mid_block.attentions.0": (1280, 8),
    **{f"up_blocks.1.attentions.{i}": (1280, 16) for i in range(3)},
    **{f"up_blocks.2.attentions.{i}": (640, 32) for i in range(3)},
    "up_blocks.3.attentions.2": (320, 64),
}
AUTOENCODER = {  # of all of Stable Diffusion 1 and 2
    "down_block_types": ("DownEncoderBlock2D",) * 4,
    "up_block_types": ("UpDecoderBlock2D",) * 4,
    "block_out_channels": (128, 256, 512, 512),
    "layers_per_block": 2,
    "latent_channels": 4,
    "sample_size": 512,
}


def generator(folder):
    """Stable Diffusion 1.5 from its configuration: 860 M, 84 M and 123 M numbers."""
    from diffusers import AutoencoderKL, DPMSolverMultistepScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from open_clip.tokenizer import SimpleTokenizer
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

    known = SimpleTokenizer()
    named = {"<start_of_text>": "<|startoftext|>", "<end_of_text>": "<|endoftext|>"}
    vocab = {named.get(token, token): index for token, index in known.encoder.items()}
    tokenizer = CLIPTokenizer(vocab=vocab, merges=list(known.bpe_ranks), model_max_length=77, pad_token="<|endoftext|>")
    unet = UNet2DConditionModel(sample_size=64, cross_attention_dim=768, attention_head_dim=8)
    vae = AutoencoderKL(**AUTOENCODER)
    text = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=49408, hidden_size=768, intermediate_size=3072, num_hidden_layers=12, num_attention_heads=12
        )
    )
    counts = [round(sum(p.numel() for p in part.parameters()) / 1e6) for part in (unet, vae, text)]
    scheduler = DPMSolverMultistepScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear")
    StableDiffusionPipeline(
        vae=vae,
        text_encoder=text,
        tokenizer=tokenizer,
        unet=unet,
        scheduler=scheduler,
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder, safe_serialization=True)
    return counts


def dino(folder):
    import timm
    from safetensors.torch import save_file

    folder.mkdir()
    model = timm.create_model("vit_base_patch8_224.dino", pretrained=False, num_classes=0)
    save_file(model.state_dict(), folder / "model.safetensors")
    config = {k: model.pretrained_cfg[k] for k in ("mean", "std", "input_size")}
    written = {"architecture": "vit_base_patch8_224", "num_classes": 0, "pretrained_cfg": {**config, "num_classes": 0}}
    (folder / "config.json").write_text(json.dumps(written))
    return sum(p.numel() for p in model.parameters()) / 1e6


def clip(folder):
    import open_clip
    from safetensors.torch import save_file

    folder.mkdir()
    model = open_clip.create_model("ViT-B-16", pretrained=None)
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, folder / "open_clip_model.safetensors")
    statistics = {"mean": [0.48145466, 0.4578275, 0.40821073], "std": [0.26862954, 0.26130258, 0.27577711]}
    written = {"model_cfg": open_clip.get_model_config("ViT-B-16"), "preprocess_cfg": statistics}
    (folder / "open_clip_config.json").write_text(json.dumps(written))
    return sum(p.numel() for p in model.parameters()) / 1e6


@pytest.fixture(scope="module")
def folder(tmp_path_factory, tiny_tools):
    """The pack `ovdiff` as it is described, its weights random."""
    prepare_libraries()
    torch.manual_seed(0)
    root = tmp_path_factory.mktemp("full")
    assert generator(root / "generator") == [860, 84, 123]
    assert round(dino(root / "dino")) == 86 and round(clip(root / "clip")) == 150
    manifest = {**read_pack(EMBEDDED / "ovdiff").manifest, "sources": {}}
    manifest["generator"]["chunk"] = 1  # one picture is enough
    tiny_tools.write_manifest(root, manifest)
    return root


@pytest.mark.slow
def test_the_papers_networks_run_end_to_end_with_the_papers_shapes(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "cache"))
    image = tmp_path / "image.tif"
    profile = {
        "driver": "GTiff",
        "width": 448,
        "height": 448,
        "count": 3,
        "dtype": "uint8",
        "crs": "EPSG:32633",
        "transform": rasterio.Affine(0.2, 0, 5e5, 0, -0.2, 5e6),
    }
    with rasterio.open(image, "w", **profile) as raster:
        raster.write(np.random.default_rng(0).integers(0, 256, (3, 14, 14), np.uint8).repeat(32, 1).repeat(32, 2))
    warm, started = Warm(), time.monotonic()
    few = {"pictures": 1, "steps": 1, "parts": 4, "windows": "448", "prefilter": "share", "store_gb": 0}
    job = segment(
        RunConfig(
            str(image), str(tmp_path / "run"), tuple(parse_names("car")), str(folder), device="cpu", overrides=few
        ),
        CancelToken(),
        warm,
    )
    queries, stages = {}, [""]

    def hear(event):
        if isinstance(event, Progress) and event.stage != stages[-1]:
            stages.append(event.stage)
            print(f"{time.monotonic() - started:.0f} s: {event.stage}", flush=True)
        if isinstance(event, Progress) and event.stage == "prototypes" and not queries:
            unet = warm.loaded.generator.unet
            for name, (channels, side) in SIZES.items():
                queries[name] = (channels, side), []
                layer = unet.get_submodule(f"{name}.transformer_blocks.0.attn2.to_q")
                layer.register_forward_hook(lambda _m, _a, out, seen=queries[name][1]: seen.append(tuple(out.shape)))

    result = result_of(job, hear)
    for (channels, side), seen in queries.values():
        assert seen and set(seen) == {(1, side * side, channels)}
    with rasterio.open(result.classes) as raster, rasterio.open(result.confidence) as share:
        assert raster.shape == (448, 448) and set(np.unique(raster.read(1))) <= {0, 1}
        assert np.isfinite(share.read(1)).all()
    print(f"seconds {result.seconds}, peak {result.peak_mb} MB")
    networks = warm.loaded
    support = np.random.default_rng(1).integers(0, 256, (1, 3, 512, 512), np.uint8)
    assert networks.extractor("clip").encode(support, support=True).shape == (1, 768, 32, 32)
    assert networks.extractor("clip").encode(support[:, :, :448, :448]).shape == (1, 768, 28, 28)
    assert networks.extractor("dino").encode(support, support=True).shape == (1, 768, 64, 64)
    entries = [json.loads(p.read_text())["made_by"] for p in Path(tmp_path / "cache").rglob("about.json")]
    assert {e.get("extractor") for e in entries if e["what"] == "prototypes"} == {"sd", "dino", "clip"}
    words = networks.classifier.phrase_embeddings(["a car", "a car and a boat"])
    assert words.shape == (2, 512) and np.allclose(np.linalg.norm(words, axis=1), 1, atol=1e-5)
    assert SIZES.keys() == queries.keys() and sum(channels for channels, _ in SIZES.values()) == 7680
