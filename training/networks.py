"""The starter pack's networks: their sizes, in one place, and the small vocabulary they share."""

from __future__ import annotations

import json
from pathlib import Path

import torch
import torch.nn.functional as F
from guard import prepare_imports
from words import PROMPTS, WORDS

prepare_imports()

TRUNK = "tf_efficientnet_lite0"  # timm's name; trunk.py fetches its weights
TAP, DENSE = 4, 112  # the stage of the trunk whose output is the dense map, at stride 16, and its channels
EARLY, NARROW = 2, 40  # a second map, at stride 8
ZOOM = 1.5  # the encoder sees pictures enlarged by this: a cell of the dense map is then 11 px of the picture
VIEW = 128  # side of a training view
CONTEXT = 16  # tokens of the longest caption
MEAN, STD = [0.5] * 3, [0.5] * 3  # what the trunk was trained with
SIZE_PX = 64  # side of a generated picture
LATENT = 8  # channels of the VAE; its stride is 8
TEXT = 128  # width of the generator's text encoder

CLIP_CONFIG = {
    "embed_dim": DENSE,
    "vision_cfg": {
        "timm_model_name": TRUNK,
        "timm_model_pretrained": False,
        "timm_pool": "avg",
        "timm_proj": "linear",
        "image_size": int(VIEW * ZOOM),
    },
    "text_cfg": {
        "context_length": CONTEXT,
        "vocab_size": 0,
        "width": 64,
        "heads": 2,
        "layers": 1,
        "mlp_ratio": 2.0,
        "hf_tokenizer_name": "local",
        "tokenizer_kwargs": {},
    },
}


def write_tokenizer(folder: Path) -> None:
    """A byte-pair vocabulary in which every word of a known name, and of the prompts, is one token."""
    from tokenizers import Tokenizer, models, pre_tokenizers, trainers

    texts = sorted({w for text in [*WORDS, *(p.replace("{word}", "") for p in PROMPTS)] for w in text.split()})
    bpe = Tokenizer(models.BPE(end_of_word_suffix="</w>"))
    bpe.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    letters = [chr(c) for c in range(ord("!"), ord("~") + 1)]
    trainer = trainers.BpeTrainer(
        vocab_size=2000, min_frequency=1, initial_alphabet=letters, end_of_word_suffix="</w>", show_progress=False
    )
    bpe.train_from_iterator(texts, trainer)
    learned = json.loads(bpe.to_str())["model"]
    merges = [m if isinstance(m, str) else " ".join(m) for m in learned["merges"]]
    tokens = dict.fromkeys([*letters, *(c + "</w>" for c in letters), *("".join(m.split()) for m in merges)])
    vocab = {t: i for i, t in enumerate([*tokens, "<|startoftext|>", "<|endoftext|>"])}  # the end is the highest id
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "vocab.json").write_text(json.dumps(vocab))
    (folder / "merges.txt").write_text("#version: 0.2\n" + "\n".join(merges) + "\n")
    special = {
        "bos_token": "<|startoftext|>",
        "eos_token": "<|endoftext|>",
        "unk_token": "<|endoftext|>",
        "pad_token": "<|endoftext|>",
    }
    config = {"tokenizer_class": "CLIPTokenizer", "model_max_length": CONTEXT, **special}
    (folder / "tokenizer_config.json").write_text(json.dumps(config, indent=1))
    (folder / "special_tokens_map.json").write_text(json.dumps(special, indent=1))


def make_tokenizer(folder: Path):
    """The CLIP tokenizer of the pack, written on first use."""
    from transformers import CLIPTokenizer

    if not (folder / "vocab.json").exists():
        write_tokenizer(folder)
    return CLIPTokenizer.from_pretrained(folder)


def tokenise(tokenizer, texts: list[str]) -> torch.Tensor:
    """Token numbers of captions: (B, CONTEXT) int64."""
    return tokenizer(texts, padding="max_length", truncation=True, max_length=CONTEXT, return_tensors="pt").input_ids


def make_clip(vocabulary: int, trunk: Path | None = None):
    """The small CLIP: a pretrained convolutional trunk and a text tower of one layer in the space of its dense map."""
    from open_clip.model import CLIP
    from safetensors.torch import load_file

    text = {**CLIP_CONFIG["text_cfg"], "vocab_size": vocabulary}
    clip = CLIP(embed_dim=DENSE, vision_cfg=dict(CLIP_CONFIG["vision_cfg"]), text_cfg=text)
    if trunk is not None:
        weights = {name: value.float() for name, value in load_file(trunk).items()}
        missing, unknown = clip.visual.trunk.load_state_dict(weights, strict=False)
        if unknown or any("num_batches" not in name for name in missing):
            raise ValueError(f"{trunk} is no trunk of these networks: {[*missing, *unknown][:3]}")
    return clip


def stages(trunk: torch.nn.Module, batch: torch.Tensor, last: int = TAP) -> list[torch.Tensor]:
    """Outputs of the trunk's stages 0 to `last` for pictures of 0 to 1, which are enlarged first."""
    size = [int(n * ZOOM) for n in batch.shape[2:]]
    batch = F.interpolate(batch, size, mode="bilinear", align_corners=False)
    x = trunk.bn1(trunk.conv_stem((batch.contiguous(memory_format=torch.channels_last) - MEAN[0]) / STD[0]))
    seen = []
    for block in trunk.blocks[: last + 1]:
        x = block(x)
        seen.append(x)
    return seen


def pooled(visual: torch.nn.Module, dense: torch.Tensor) -> torch.Tensor:
    """The picture's own vector (B, DENSE) from its dense map."""
    x = dense
    for block in visual.trunk.blocks[TAP + 1 :]:
        x = block(x)
    return visual.head(visual.trunk.bn2(visual.trunk.conv_head(x)).mean((2, 3)))


def make_vae():
    """Autoencoder of stride 8."""
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(16, 32, 64, 96),
        layers_per_block=1,
        latent_channels=LATENT,
        norm_num_groups=1,  # more groups take a picture's mean colour away: 2 channels each at full size
        sample_size=SIZE_PX,
        mid_block_add_attention=False,
    )


def make_unet():
    """Denoiser with cross-attention to the caption at every resolution."""
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        sample_size=SIZE_PX // 8,
        in_channels=LATENT,
        out_channels=LATENT,
        down_block_types=("CrossAttnDownBlock2D", "CrossAttnDownBlock2D"),
        up_block_types=("CrossAttnUpBlock2D", "CrossAttnUpBlock2D"),
        block_out_channels=(64, 96),
        layers_per_block=1,
        cross_attention_dim=TEXT,
        attention_head_dim=4,  # number of heads, by diffusers' naming
        norm_num_groups=16,
    )


def make_text_encoder(vocabulary: int, end: int):
    """Text encoder of the generator."""
    from transformers import CLIPTextConfig, CLIPTextModel

    return CLIPTextModel(
        CLIPTextConfig(
            vocab_size=vocabulary,
            hidden_size=TEXT,
            intermediate_size=2 * TEXT,
            num_hidden_layers=1,
            num_attention_heads=4,
            max_position_embeddings=CONTEXT,
            projection_dim=TEXT,
            eos_token_id=end,
            bos_token_id=end - 1,
            pad_token_id=end,
        )
    )
