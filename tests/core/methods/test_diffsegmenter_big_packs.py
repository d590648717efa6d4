"""DiffSegmenter with packs in the formats of `ovdiff` and `aerial`: tiny networks run, true shapes are counted.

Their weights could not be had: what the true networks find is not shown here.
"""

import json
import shutil
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
import torch
from terralex.core.config import RunConfig
from terralex.core.jobs.segment import segment
from terralex.core.jobs.setting import Warm
from terralex.core.model.cross_maps import CrossMaps
from terralex.core.model.cross_parts import Rule
from terralex.core.model.libraries import prepare_libraries
from terralex.core.packs import EMBEDDED
from terralex.core.progress import CancelToken, result_of
from terralex.core.vocabulary import parse_names
from torch.utils.flop_counter import FlopCounterMode

from .test_ovdiff_full_size import AUTOENCODER

# Stable Diffusion 1.5's U-Net, and 2.1-base's, of which GeoSynth is made: heads, linear projections, width of the text.
TRUE = {
    "ovdiff": {"attention_head_dim": 8, "cross_attention_dim": 768},
    "aerial": {"attention_head_dim": [5, 10, 20, 20], "cross_attention_dim": 1024, "use_linear_projection": True},
}
TINY = {  # the same layers, narrow
    "ovdiff": {"attention_head_dim": 2},
    "aerial": {"attention_head_dim": [1, 2, 4, 4], "use_linear_projection": True},
}
NAMES = "building, storage tank, water"


def unet(**shape):
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(sample_size=64, **shape)  # its other defaults are Stable Diffusion's


@pytest.fixture(scope="module", params=TRUE)
def pack(request, tiny_pack, tiny_tools, tmp_path_factory):
    """A pack of that manifest, its words free; prompts of 77 tokens, 16 pairs of attention layers, all narrow."""
    from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

    prepare_libraries()
    folder = tmp_path_factory.mktemp("big") / request.param
    shutil.copytree(tiny_pack, folder)
    torch.manual_seed(3)
    narrow = unet(block_out_channels=(8, 16, 32, 32), norm_num_groups=8, cross_attention_dim=16, **TINY[request.param])
    with torch.no_grad():  # attention that tells something apart, as in the tiny pack
        for name, parameter in narrow.named_parameters():
            if ".to_q.weight" in name or ".to_k.weight" in name:
                parameter.mul_(4)
    tokenizer = CLIPTokenizer.from_pretrained(folder / "generator" / "tokenizer", model_max_length=77)
    tokenizer.save_pretrained(folder / "generator" / "tokenizer")
    config = CLIPTextConfig.from_pretrained(folder / "generator" / "text_encoder")
    config.max_position_embeddings = 77
    CLIPTextModel(config).save_pretrained(folder / "generator" / "text_encoder", safe_serialization=True)
    shutil.rmtree(folder / "generator" / "unet")
    narrow.save_pretrained(folder / "generator" / "unet", safe_serialization=True)
    manifest = json.loads((EMBEDDED / request.param / "pack.json").read_text())
    listed = [{**e, "size_px": 128} if e["kind"] == "unet" else e for e in manifest["extractors"]]
    tiny_tools.write_manifest(folder, {**manifest, "sources": {}, "extractors": listed})
    return folder


@pytest.mark.parametrize("scheme", ["onepass", "paper"])
def test_a_raster_is_mapped_with_the_packs_own_windows_and_words_that_no_list_has(pack, scheme, tmp_path, small_raster):
    warm = Warm()
    overrides = {"scheme": scheme, "store_gb": 0, "windows": "96", "stride": 96, "prefilter": "off"}
    config = RunConfig(
        str(small_raster),
        str(tmp_path / "run"),
        tuple(parse_names(NAMES)),
        str(pack),
        "diffsegmenter",
        "balanced",
        "cpu",
        overrides=overrides,
    )
    result = result_of(segment(config, CancelToken(), warm))
    with rasterio.open(result.classes) as raster:
        found = set(np.unique(raster.read(1))) - {255}
    assert len(found & {1, 2, 3}) > 1
    maps = CrossMaps(warm.loaded.generator, 100)
    (seen,) = maps.look(maps.latents(np.zeros((1, 3, 96, 96), np.uint8), 128), None, 8)
    assert len(seen.queries) == 16 and seen.latent == seen.grid == (32, 32)  # brought to the extractor's side
    levels, _ = maps.level_maps(seen, maps.asked([maps.text("a {word}", "road")]), Rule())
    assert levels == [0, 1, 2, 3]


@pytest.mark.parametrize("name", TRUE)
def test_the_true_shapes_cost_what_was_counted(name):
    """On torch's device without numbers: 1.12 TFLOP of the autoencoder and 0.80 of the U-Net for a window of 512 px."""
    prepare_libraries()
    from diffusers import AutoencoderKL, DPMSolverMultistepScheduler

    with torch.device("meta"):
        vae = AutoencoderKL(**AUTOENCODER).eval()
        network = unet(**TRUE[name]).eval()
        prompt = torch.zeros(1, 77, TRUE[name]["cross_attention_dim"])
    pipelines = SimpleNamespace(scheduler=DPMSolverMultistepScheduler(), vae_stride=8)
    generator = SimpleNamespace(
        unet=network, vae=vae, device="meta", dtype=torch.float32, empty_prompt=prompt, pipelines=pipelines,
        conditions=lambda *_: None,
    )  # fmt: skip
    maps = CrossMaps(generator, 100)
    counts = [FlopCounterMode(display=False) for _ in range(3)]
    with counts[0]:
        noisy = maps.latents(np.zeros((1, 3, 448, 448), np.uint8), 512)
    with counts[1]:
        (seen,) = maps.look(noisy, None, 64)
    with counts[2], torch.inference_mode():
        network(noisy, maps.noisy.time, encoder_hidden_states=prompt)
    tera = [round(c.get_total_flops() / 1e12, 3) for c in counts]
    print(f"{name}: autoencoder {tera[0]}, U-Net as looked through {tera[1]}, U-Net as a whole {tera[2]} TFLOP")
    assert tera[0] == pytest.approx(1.12, abs=0.01) and tera[2] == pytest.approx(0.80, abs=0.01)
    assert tera[1] == pytest.approx(tera[2] + 0.04, abs=0.01)  # self-attention once more, and nothing after the last
    shapes = [tuple(q.shape) for q in seen.queries]
    of_side = {side: [n for n in shapes if n[0] == side * side] for side in (64, 32, 16, 8)}
    assert {side: len(n) for side, n in of_side.items()} == {64: 5, 32: 5, 16: 5, 8: 1}  # the paper's 5/5/5/1
    assert [{width for _, width in n} for n in of_side.values()] == [{320}, {640}, {1280}, {1280}]
    kept = sum(2 * q.numel() for q in seen.queries) + 4 * seen.weight.numel()
    assert seen.weight.shape == (4096, 64) and kept == 24_150_016
