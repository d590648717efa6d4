"""The pack `ovdiff` with random weights, in the pack's own formats: the true shapes, or tiny ones, for `bench_gpu.py`.

What networks cost depends on their shapes, not on what they have learned; 3 GB of weights need not be fetched for it.
"""

from __future__ import annotations

import copy
import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

CONTEXT = 77  # tokens of a prompt
MEAN, STD = [0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]  # of OpenAI's CLIP
SHARPER = 6  # untrained attention is nearly flat, and so would be what it tells of a word


@dataclass(frozen=True)
class Shapes:
    """Widths and sizes of all networks, and how much is asked of them.

    Attributes:
        name: Of the shapes.
        picture_px: Side of a support picture, and of what the U-Net is shown.
        unet: Channels of the U-Net's four levels.
        unet_heads: Of its attention.
        groups: Of its norms, and of the autoencoder's.
        vae: Channels of the autoencoder's four levels.
        text: Of the text encoder, as its configuration says: Stable Diffusion's is that of CLIP ViT-L/14.
        dino: Of the ViT-B/8, where it is another than that.
        clip: Of the CLIP ViT-B/16: embed_dim, vision_cfg, text_cfg; where it is another than that.
        clip_px: Side that CLIP's windows are brought to.
        windows: Of a run.
        stride: Likewise.
        raster_px: Side of the raster that is matched; a whole run has twice as much.
        tries: Of what is timed: the shortest counts, after one that does not.
        defaults: Further options of the pack, where they are not those of `ovdiff`.
    """

    name: str
    picture_px: int = 512
    unet: tuple[int, ...] = (320, 640, 1280, 1280)
    unet_heads: int = 8
    groups: int = 32
    vae: tuple[int, ...] = (128, 256, 512, 512)
    text: Mapping[str, int] = field(default_factory=dict)
    dino: Mapping[str, int] = field(default_factory=dict)
    clip: Mapping[str, Any] = field(default_factory=dict)
    clip_px: int = 448
    windows: tuple[int, ...] = (448, 336)
    stride: int = 224
    raster_px: int = 1024
    tries: int = 2
    defaults: Mapping[str, Any] = field(default_factory=dict)


def _text(width: int, layers: int, heads: int) -> dict[str, int]:
    sizes = {"hidden_size": width, "intermediate_size": 4 * width, "projection_dim": width}
    return {**sizes, "num_hidden_layers": layers, "num_attention_heads": heads}


TRUE = Shapes("true", text=_text(768, 12, 12))
TINY = Shapes(
    "tiny",
    picture_px=64,
    unet=(16, 16, 32, 32),
    unet_heads=2,
    groups=8,
    vae=(8, 8, 16, 16),
    text=_text(32, 1, 2),
    dino={"embed_dim": 48, "num_heads": 3},
    clip={
        "embed_dim": 32,
        "vision_cfg": {"width": 64, "head_width": 32},
        "text_cfg": {"width": 64, "heads": 2, "layers": 1},
    },
    clip_px=64,
    windows=(64, 48),
    stride=32,
    raster_px=32,
    tries=1,
    defaults={"pictures": 4, "parts": 4, "steps": 2},
)


def make_unet(shapes: Shapes) -> Any:
    """The U-Net of Stable Diffusion 1.5."""
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        sample_size=shapes.picture_px // 8,
        cross_attention_dim=shapes.text["hidden_size"],
        attention_head_dim=shapes.unet_heads,
        block_out_channels=shapes.unet,
        norm_num_groups=shapes.groups,
    )


def make_vae(shapes: Shapes) -> Any:
    """Its autoencoder."""
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=shapes.vae,
        layers_per_block=2,
        norm_num_groups=shapes.groups,
        sample_size=shapes.picture_px,
    )


def make_dino(shapes: Shapes) -> Any:
    """The DINO ViT-B/8 of timm."""
    import timm

    options = {"num_classes": 0, "dynamic_img_size": True, **shapes.dino}
    return timm.create_model("vit_base_patch8_224.dino", pretrained=False, **options)


def clip_config(shapes: Shapes) -> dict[str, Any]:
    """The CLIP ViT-B/16 as open_clip describes it."""
    import open_clip

    told = copy.deepcopy(open_clip.get_model_config("ViT-B-16"))
    for name, value in shapes.clip.items():
        if isinstance(value, Mapping):
            told[name].update(value)
        else:
            told[name] = value
    return {**told, "quick_gelu": True}  # as OpenAI's


def make_clip(shapes: Shapes) -> Any:
    """The CLIP ViT-B/16 of open_clip."""
    from open_clip.model import CLIP

    return CLIP(**clip_config(shapes))


def manifest(shapes: Shapes) -> dict[str, Any]:
    """That of `ovdiff`, less where its files come from, with the sizes of the shapes."""
    from terralex.core.packs import EMBEDDED, read_pack

    told = copy.deepcopy(dict(read_pack(EMBEDDED / "ovdiff").manifest))
    told.update(name=f"ovdiff-{shapes.name}", sources={}, files=[])
    told["generator"]["size_px"] = shapes.picture_px
    sd, dino, clip = told["extractors"]
    first, second, third, last = shapes.unet
    sd.update(size_px=shapes.picture_px, dim=first + last + 3 * third + 3 * second + first)
    dino["dim"] = shapes.dino.get("embed_dim", dino["dim"])
    clip.update(size_px=shapes.clip_px, support_px=shapes.picture_px)
    clip["dim"] = shapes.clip.get("vision_cfg", {}).get("width", clip["dim"])
    told["defaults"].update(windows=list(shapes.windows), stride=shapes.stride, **shapes.defaults)
    return told


def pack_in(folder: Path, shapes: Shapes, device: str) -> Path:
    """A folder with the pack, made unless it is there: a new one where this file is another.

    Args:
        folder: That holds such packs.
        shapes: Of the networks.
        device: Where weights are drawn; a GPU is quicker.
    """
    mark = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:8]
    made = folder / f"ovdiff-{shapes.name}-{mark}"
    if not (made / "pack.json").is_file():  # is written last
        shutil.rmtree(folder, ignore_errors=True)
        _write(made, shapes, device)
    return made


def _write(folder: Path, shapes: Shapes, device: str) -> None:
    import torch
    from terralex.core.model.libraries import prepare_libraries
    from terralex.core.packs import file_sha256

    prepare_libraries()
    torch.manual_seed(0)
    folder.mkdir(parents=True)
    _write_generator(folder / "generator", shapes, device)
    _write_dino(folder / "dino", make_dino(shapes))
    _write_clip(folder / "clip", shapes)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    listed = [
        {"path": f.relative_to(folder).as_posix(), "size": f.stat().st_size, "sha256": file_sha256(f)} for f in files
    ]
    (folder / "pack.json").write_text(json.dumps({**manifest(shapes), "files": listed}, indent=1), encoding="utf-8")


def _write_generator(folder: Path, shapes: Shapes, device: str) -> None:
    import torch
    from diffusers import DPMSolverMultistepScheduler, StableDiffusionPipeline
    from transformers import CLIPTextConfig, CLIPTextModel

    tokenizer = _tokenizer()
    with torch.device(device):
        unet, vae = make_unet(shapes), make_vae(shapes)
        ends = {"bos_token_id": tokenizer.bos_token_id, "eos_token_id": tokenizer.eos_token_id}
        text = CLIPTextModel(CLIPTextConfig(vocab_size=len(tokenizer), **ends, **shapes.text))
    with torch.no_grad():
        for name, parameter in unet.named_parameters():
            if name.endswith(("attn2.to_q.weight", "attn2.to_k.weight")):
                parameter.mul_(SHARPER)
    StableDiffusionPipeline(
        vae=vae.half(),
        text_encoder=text.half(),
        tokenizer=tokenizer,
        unet=unet.half(),
        scheduler=DPMSolverMultistepScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear"),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder, safe_serialization=True)


def _tokenizer() -> Any:
    """CLIP's own, from open_clip's copy of its vocabulary."""
    from open_clip.tokenizer import SimpleTokenizer
    from transformers import CLIPTokenizer

    known = SimpleTokenizer()
    named = {"<start_of_text>": "<|startoftext|>", "<end_of_text>": "<|endoftext|>"}
    vocab = {named.get(token, token): index for token, index in known.encoder.items()}
    merges = list(known.bpe_ranks)
    return CLIPTokenizer(vocab=vocab, merges=merges, model_max_length=CONTEXT, pad_token="<|endoftext|>")


def _write_dino(folder: Path, model: Any) -> None:
    from safetensors.torch import save_file

    folder.mkdir()
    save_file(model.state_dict(), folder / "model.safetensors")
    own = {key: model.pretrained_cfg[key] for key in ("mean", "std", "input_size")}
    args = {"embed_dim": model.embed_dim, "num_heads": model.blocks[0].attn.num_heads}
    told = {"architecture": "vit_base_patch8_224", "num_classes": 0, "pretrained_cfg": {**own, "num_classes": 0}}
    (folder / "config.json").write_text(json.dumps({**told, "model_args": args}), encoding="utf-8")


def _write_clip(folder: Path, shapes: Shapes) -> None:
    from safetensors.torch import save_file

    folder.mkdir()
    state = make_clip(shapes).state_dict()
    save_file({name: values.contiguous() for name, values in state.items()}, folder / "open_clip_model.safetensors")
    told = {"model_cfg": clip_config(shapes), "preprocess_cfg": {"mean": MEAN, "std": STD}}
    (folder / "open_clip_config.json").write_text(json.dumps(told), encoding="utf-8")
