"""The big packs in small: their manifests, their kinds of networks, the paper's protocol on photographs of any size."""

import json
from types import SimpleNamespace

import numpy as np
import pytest
import rasterio
import torch
from PIL import Image
from terralex.core.config import RunConfig
from terralex.core.jobs.evaluate import evaluate
from terralex.core.jobs.labelled_sets import describe
from terralex.core.jobs.segment import segment
from terralex.core.model.libraries import prepare_libraries
from terralex.core.model.networks import load_networks
from terralex.core.packs import EMBEDDED, read_pack
from terralex.core.progress import CancelToken, result_of
from terralex.core.score.paper import crops_of, small_shape
from terralex.core.vocabulary import parse_names

STATISTICS = {"mean": [0.485, 0.456, 0.406], "std": [0.229, 0.224, 0.225]}


def save_generator(folder, tokenizer):
    """Stable Diffusion's four levels, with next to no channels."""
    from diffusers import AutoencoderKL, DPMSolverMultistepScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    end = tokenizer.eos_token_id
    text = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=16,
            intermediate_size=16,
            num_hidden_layers=1,
            num_attention_heads=2,
            max_position_embeddings=77,
            eos_token_id=end,
            bos_token_id=end - 1,
            pad_token_id=end,
        )
    )
    unet = UNet2DConditionModel(
        sample_size=64, block_out_channels=(4, 4, 4, 4), cross_attention_dim=16, attention_head_dim=1, norm_num_groups=4
    )
    vae = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        layers_per_block=1,
        block_out_channels=(4, 4, 4, 4),
        norm_num_groups=4,
        sample_size=512,
        mid_block_add_attention=False,
    )
    StableDiffusionPipeline(
        vae=vae,
        text_encoder=text,
        tokenizer=tokenizer,
        unet=unet,
        safety_checker=None,
        feature_extractor=None,
        scheduler=DPMSolverMultistepScheduler(steps_offset=1),
        requires_safety_checker=False,
    ).save_pretrained(folder, safe_serialization=True)


def as_on_the_hub(folder):
    """The index and the scheduler of Stable Diffusion 1.5: they name a safety checker whose files no pack lists."""
    index = json.loads((folder / "model_index.json").read_text())
    index.update(
        safety_checker=["stable_diffusion", "StableDiffusionSafetyChecker"],
        feature_extractor=["transformers", "CLIPImageProcessor"],
        scheduler=["diffusers", "PNDMScheduler"],
    )
    index.pop("requires_safety_checker"), index.pop("image_encoder")
    (folder / "model_index.json").write_text(json.dumps(index))
    betas = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "num_train_timesteps": 1000}
    told = {
        "_class_name": "PNDMScheduler",
        **betas,
        "set_alpha_to_one": False,
        "skip_prk_steps": True,
        "steps_offset": 1,
        "trained_betas": None,
        "clip_sample": False,
    }
    (folder / "scheduler" / "scheduler_config.json").write_text(json.dumps(told))


def save_dino(folder):
    from safetensors.torch import save_file
    from timm.models.vision_transformer import VisionTransformer

    shape = {"img_size": 64, "patch_size": 8, "embed_dim": 8, "depth": 2, "num_heads": 1}
    model = VisionTransformer(**shape, num_classes=0)
    folder.mkdir()
    config = {**STATISTICS, "input_size": [3, 64, 64], "num_classes": 0}
    written = {"architecture": "vit_base_patch8_224", "num_classes": 0, "pretrained_cfg": config, "model_args": shape}
    (folder / "config.json").write_text(json.dumps(written))
    save_file(model.state_dict(), folder / "model.safetensors")


def save_clip(folder, tokenizer):
    from open_clip.model import CLIP
    from safetensors.torch import save_file

    vision = {"image_size": 64, "layers": 2, "width": 16, "head_width": 8, "patch_size": 16}
    text = {"context_length": 77, "vocab_size": len(tokenizer), "width": 16, "heads": 2, "layers": 1}
    model = CLIP(embed_dim=16, vision_cfg=vision, text_cfg=text)
    folder.mkdir()
    tokenizer.save_pretrained(folder)
    named = {**text, "hf_tokenizer_name": "local", "tokenizer_kwargs": {}}
    written = {"model_cfg": {"embed_dim": 16, "vision_cfg": vision, "text_cfg": named}, "preprocess_cfg": STATISTICS}
    (folder / "open_clip_config.json").write_text(json.dumps(written))
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, folder / "open_clip_model.safetensors")


def save_dinov2(folder):
    from transformers import Dinov2Config, Dinov2Model

    config = Dinov2Config(hidden_size=8, num_hidden_layers=1, num_attention_heads=1, image_size=518, patch_size=14)
    Dinov2Model(config).save_pretrained(folder)
    told = {f"image_{name}": values for name, values in STATISTICS.items()}
    (folder / "preprocessor_config.json").write_text(json.dumps(told))


def in_small(name, root, tiny_tools):
    """A manifest as it is, but for the widths, depths and numbers of its networks."""
    prepare_libraries()
    torch.manual_seed(4)
    tokenizer = tiny_tools._tokenizer()
    tokenizer.model_max_length = 77
    save_generator(root / "generator", tokenizer)
    as_on_the_hub(root / "generator")
    save_clip(root / "clip", tokenizer)
    manifest = json.loads((EMBEDDED / name / "pack.json").read_text())
    sd, dino, clip = manifest["extractors"]
    sd["dim"], dino["dim"], clip["dim"] = 9 * 4, 8, 16
    clip["layer"] = "visual.transformer.resblocks.0:keys"
    if name == "ovdiff":
        save_dino(root / "dino")
        dino["layer"] = "blocks.1.attn.qkv:keys"
    else:
        save_dinov2(root / "dinov2")
    manifest["generator"]["chunk"], manifest["classifier"]["size_px"] = 1, 64
    tiny_tools.write_manifest(root, {**manifest, "sources": {}})
    pack = read_pack(root)
    return SimpleNamespace(root=root, pack=pack, networks=load_networks(pack, "cpu"))


@pytest.fixture(scope="module")
def small(tmp_path_factory, tiny_tools):
    return in_small("ovdiff", tmp_path_factory.mktemp("small"), tiny_tools)


def finish(job):
    return result_of(job)


@pytest.mark.parametrize("shape", [(448, 597), (452, 336), (503, 448)])
def test_every_extractor_takes_a_picture_whose_sides_are_no_multiples_of_a_patch(small, shape):
    picture = np.random.default_rng(0).integers(0, 256, (1, 3, *shape), np.uint8)
    cells = {"sd": (64, 64), "dino": (shape[0] // 8, shape[1] // 8), "clip": (28, 28)}
    for name, extractor in small.networks.extractors.items():
        assert extractor.encode(picture).shape == (1, extractor.dim, *cells[name])
    whole = np.ascontiguousarray(picture[:, :, : shape[0] // 8 * 8, : shape[1] // 8 * 8])
    dino = small.networks.extractor("dino")
    assert torch.equal(dino.encode(picture), dino.encode(whole))  # what is no whole patch is left out


def test_the_generator_samples_and_adds_noise_as_the_papers(small):
    pipeline = small.networks.generator.pipelines.make(small.pack.manifest["defaults"]["sampler"])
    config = pipeline.scheduler.config
    assert type(pipeline.scheduler).__name__ == "DPMSolverMultistepScheduler" and pipeline.safety_checker is None
    assert (config.algorithm_type, config.solver_order, config.beta_schedule) == ("dpmsolver++", 2, "scaled_linear")
    kept = small.networks.extractor("sd").noisy.scheduler.alphas_cumprod[200]
    betas = np.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2
    assert float(kept) == pytest.approx(np.prod(1 - betas[:201]), rel=1e-5)


def test_support_pictures_have_the_sizes_of_the_paper(small):
    picture = np.random.default_rng(0).integers(0, 256, (1, 3, 512, 512), np.uint8)
    shapes = {n: tuple(e.encode(picture, support=True).shape[2:]) for n, e in small.networks.extractors.items()}
    assert shapes == {"sd": (64, 64), "dino": (64, 64), "clip": (32, 32)}


def test_a_photograph_of_voc_goes_through_the_papers_protocol(small, tmp_path):
    """500 x 375 px, as most of VOC's: 597 x 448 at the small size, which no patch of 8 divides."""
    root = tmp_path / "set"
    (root / "images").mkdir(parents=True)
    (root / "masks").mkdir()
    rng = np.random.default_rng(1)
    Image.fromarray(rng.integers(0, 256, (15, 20, 3), np.uint8).repeat(25, 0).repeat(25, 1)).save(root / "images/a.jpg")
    Image.fromarray(rng.choice([0, 1, 2], (375, 500)).astype(np.uint8)).save(root / "masks/a.png")
    (root / "classes.csv").write_text("value,name\n0,background\n1,road\n2,tree\n")
    (root / "set.json").write_text('{"gsd_m": 0.2}')
    few = {"pictures": 2, "parts": 2, "steps": 1}
    config = RunConfig("", "", (), str(small.root), device="cpu", overrides={**describe("voc")["options"], **few})
    last = finish(evaluate(root, config, CancelToken(), tmp_path / "out"))
    assert small_shape(375, 500, 448) == (448, 597) and len(crops_of(448, 597, (448, 336), 224)) == 2 + 6 + 1
    assert set(last["per_class"]) == {"background", "road", "tree"} and last["pixels"] == 375 * 500
    assert last["recipe"]["options"]["prefilter"] == "subsets"
    with Image.open(tmp_path / "out" / "a.png") as found:
        assert found.size == (500, 375)


def test_the_aerial_pack_runs_with_its_preset_of_few_steps(tmp_path, tiny_tools, small_raster):
    """UniPC in 10 steps, DINOv2 and CLIP; then all three extractors, one of them the generator's own U-Net."""
    aerial = in_small("aerial", tmp_path / "aerial", tiny_tools)
    common = {"device": "cpu", "overrides": {"pictures": 1, "parts": 2, "store_gb": 0}}
    config = RunConfig(
        str(small_raster),
        str(tmp_path / "run"),
        tuple(parse_names("road, tree")),
        str(aerial.root),
        preset="draft",
        **common,
    )
    result = finish(segment(config, CancelToken()))
    recipe = json.loads((tmp_path / "run" / "recipe.json").read_text())
    options = recipe["identity"]["options"]
    assert (options["sampler"], options["steps"], options["extractors"]) == ("unipc", 10, ["dinov2", "clip"])
    assert recipe["prompts"]["road"] == "Satellite image features road, seen from directly above"
    with rasterio.open(result.classes) as classes:
        assert classes.shape == (75, 100)  # 0.5 m: every second pixel of 0.3
    window = np.random.default_rng(0).integers(0, 256, (1, 3, 448, 448), np.uint8)
    shapes = {n: tuple(e.encode(window).shape[1:]) for n, e in aerial.networks.extractors.items()}
    assert shapes == {"geosynth": (36, 64, 64), "dinov2": (8, 32, 32), "clip": (16, 28, 28)}
