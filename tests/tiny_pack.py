"""A complete pack of tiny random networks in the true formats, for tests; a few seconds to make, under 3 MB."""

import importlib.util
import json
from pathlib import Path

import numpy as np
import torch

WORDS = {  # name: kind, pictures at 0.3 m and at 10 m
    "building": ("thing", (300, 100)),
    "road": ("stuff", (200, 80)),
    "water": ("stuff", (150, 90)),
    "tree": ("thing", (250, 10)),
    "grass": ("stuff", (120, 70)),
    "storage tank": ("thing", (90, 0)),
}
PROMPTS = ("an aerial photo of {word}", "a satellite photo of {word}")
CONTEXT = 12  # tokens of a prompt
MEAN, STD = [0.42, 0.43, 0.40], [0.20, 0.19, 0.18]


def _tokenizer():
    """A byte-pair vocabulary that knows the words above; everything else is read letter by letter."""
    from transformers import CLIPTokenizer

    texts = [*WORDS, *(p.replace("{word}", "") for p in PROMPTS)]
    letters = [chr(c) for c in range(ord("!"), ord("~") + 1)]
    merges = {}
    for word in sorted({w for text in texts for w in text.split()}):
        left = word[0]
        for i, letter in enumerate(word[1:], start=2):
            merges[(left, letter + ("</w>" if i == len(word) else ""))] = None
            left += letter
    tokens = [*letters, *(c + "</w>" for c in letters), *("".join(m) for m in merges)]
    vocab = {t: i for i, t in enumerate(dict.fromkeys([*tokens, "<|startoftext|>", "<|endoftext|>"]))}
    return CLIPTokenizer(vocab=vocab, merges=list(merges), model_max_length=CONTEXT, pad_token="<|endoftext|>")


def _generator(folder: Path, tokenizer) -> None:
    from diffusers import AutoencoderKL, DPMSolverMultistepScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    end = tokenizer.eos_token_id
    text = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=len(tokenizer),
            hidden_size=16,
            intermediate_size=32,
            num_hidden_layers=1,
            num_attention_heads=2,
            max_position_embeddings=CONTEXT,
            eos_token_id=end,
            bos_token_id=end - 1,
            pad_token_id=end,
        )
    )
    unet = UNet2DConditionModel(
        sample_size=8,
        in_channels=4,
        out_channels=4,
        block_out_channels=(16, 32),
        layers_per_block=1,
        down_block_types=("CrossAttnDownBlock2D",) * 2,
        up_block_types=("CrossAttnUpBlock2D",) * 2,
        cross_attention_dim=16,
        attention_head_dim=2,
        norm_num_groups=8,
    )
    vae = AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * 3,
        up_block_types=("UpDecoderBlock2D",) * 3,
        block_out_channels=(8, 8, 16),
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=32,
        mid_block_add_attention=False,
    )
    with torch.no_grad():  # untrained attention is nearly flat; larger weights give the tests something to tell apart
        for name, parameter in unet.named_parameters():
            if name.endswith(("attn2.to_q.weight", "attn2.to_k.weight")):
                parameter.mul_(6)
        for parameter in vae.decoder.conv_out.parameters():
            parameter.mul_(4)
    StableDiffusionPipeline(
        vae=vae,
        text_encoder=text,
        tokenizer=tokenizer,
        unet=unet,
        scheduler=DPMSolverMultistepScheduler(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    ).save_pretrained(folder, safe_serialization=True)


def _clip(folder: Path, tokenizer) -> None:
    from open_clip.model import CLIP
    from safetensors.torch import save_file

    vision = {"image_size": 31, "layers": [1, 1, 1, 1], "width": 8, "head_width": 64}
    text = {"context_length": CONTEXT, "vocab_size": len(tokenizer), "width": 16, "heads": 2, "layers": 1}
    model = CLIP(embed_dim=64, vision_cfg=vision, text_cfg=text)
    with torch.no_grad():  # as if trained: batch statistics and branches that are not zero
        for name, parameter in model.visual.named_parameters():
            if name.endswith("bn3.weight"):
                parameter.uniform_(0.5, 1)
    folder.mkdir(parents=True)
    tokenizer.save_pretrained(folder)
    config = {
        "model_cfg": {
            "embed_dim": 64,
            "vision_cfg": vision,
            "text_cfg": {**text, "hf_tokenizer_name": "local", "tokenizer_kwargs": {}},
        },
        "preprocess_cfg": {"mean": MEAN, "std": STD},
    }
    (folder / "open_clip_config.json").write_text(json.dumps(config))
    save_file({k: v.contiguous() for k, v in model.state_dict().items()}, folder / "open_clip_model.safetensors")


def _manifest(folder: Path) -> dict:
    layer = "{}.attentions.0.transformer_blocks.0.attn2".format
    return {
        "format": 1,
        "name": "tiny",
        "license": "random numbers",
        "resolutions": [
            {"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.5, "prompt": PROMPTS[0]},
            {"gsd_m": 10.0, "min_m": 5.0, "max_m": 30.0, "prompt": PROMPTS[1]},
        ],
        "generator": {"kind": "diffusers", "folder": "generator", "size_px": 32, "negative": "", "chunk": 2},
        "extractors": [
            {
                "name": "clip",
                "kind": "open_clip",
                "folder": "clip",
                "layer": "visual.layer2",
                "stride": 8,
                "dim": 64,
                "weight": 1.0,
                "text": "{word}",
            },
            {
                "name": "unet",
                "kind": "unet",
                "layers": [layer("down_blocks.0"), layer("up_blocks.0")],
                "timestep": 50,
                "stride": 4,
                "dim": 48,
                "weight": 0.5,
            },
        ],
        "classifier": {"kind": "open_clip", "folder": "clip", "prompt": "{word}"},
        "words": {name: {"kind": kind, "pictures": list(n), "synonyms": []} for name, (kind, n) in WORDS.items()},
        "groups": {"vegetation": ["tree", "grass"]},
        "defaults": {
            "pictures": 3,
            "parts": 3,
            "steps": 2,
            "guidance": 2.0,
            "windows": [64, 48],
            "stride": 32,
            "stuff_cosine": 0.95,
            "background_constant": 0.5,
            "temperature": 0.5,
        },
        "presets": {"draft": {"extractors": ["clip"], "windows": [64]}, "balanced": {}, "best": {"pictures": 4}},
        "calibration": {"file": "calibration.safetensors"},
    }


def list_files(folder: Path) -> list[dict]:
    """What pack.json says about every file beside it."""
    from terralex.core.packs import file_sha256

    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "pack.json")
    return [
        {"path": p.relative_to(folder).as_posix(), "size": p.stat().st_size, "sha256": file_sha256(p)} for p in files
    ]


def write_manifest(folder: Path, manifest: dict) -> None:
    """pack.json with the checksums of what lies beside it."""
    (folder / "pack.json").write_text(json.dumps({**manifest, "files": list_files(folder)}, indent=1))


def make_tiny_pack(folder: Path) -> Path:
    """Write the pack into a folder (made if it is not there) and return it."""
    from terralex.core.model.libraries import prepare_libraries
    from terralex.core.model.networks import load_networks
    from terralex.core.packs import read_pack

    prepare_libraries()
    torch.manual_seed(7)
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    tokenizer = _tokenizer()
    _generator(folder / "generator", tokenizer)
    _clip(folder / "clip", tokenizer)
    manifest = _manifest(folder)
    write_manifest(folder, {**manifest, "calibration": None})
    networks = load_networks(read_pack(folder), "cpu")
    places = np.random.default_rng(3).integers(0, 256, (6, 3, 8, 8), np.uint8).repeat(8, 2).repeat(8, 3)
    tensors = {}
    for name, extractor in networks.extractors.items():
        cells = extractor.encode(places).permute(0, 2, 3, 1).reshape(-1, extractor.dim)
        tensors[f"{name}.mean"] = cells.mean(0)
        for index in range(2):
            tensors[f"{name}.reference.{index}"] = (cells - cells.mean(0))[index::5].contiguous()
    from safetensors.torch import save_file

    save_file({k: v.contiguous().half() for k, v in tensors.items()}, folder / "calibration.safetensors")
    write_manifest(folder, manifest)
    return folder


def add_captioner(folder: Path) -> Path:
    """Give a pack in a folder a tiny random BLIP, in the files that transformers saves; returns the folder."""
    from terralex.core.model.libraries import prepare_libraries

    prepare_libraries()
    from transformers import BertTokenizer, BlipConfig, BlipForConditionalGeneration

    torch.manual_seed(27)
    place = folder / "captioner"
    # Words that the tiny generator knows as one token each, one in "-ing" that it spells, and a piece of words.
    known = [word for name in (*WORDS, *PROMPTS) for word in name.split() if "{" not in word]
    listed = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *known, "flying", "##s"]
    vocab = {token: i for i, token in enumerate(dict.fromkeys(listed))}
    BertTokenizer(vocab=vocab).save_pretrained(place)
    text = {
        "vocab_size": len(vocab) + 1,  # and the token that starts a caption, which no tokenizer knows
        "bos_token_id": len(vocab),
        "sep_token_id": vocab["[SEP]"],
        "pad_token_id": vocab["[PAD]"],
        "hidden_size": 16,
        "encoder_hidden_size": 16,
        "intermediate_size": 32,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "max_position_embeddings": 32,
    }
    vision = {
        "hidden_size": 16,
        "intermediate_size": 32,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "image_size": 32,
        "patch_size": 8,
        "initializer_range": 0.2,
    }
    model = BlipForConditionalGeneration(BlipConfig(text_config=text, vision_config=vision))
    with torch.no_grad():  # captions that depend on the picture and on the word
        for name, parameter in model.text_decoder.named_parameters():
            parameter.mul_(60 if "crossattention" in name else 0 if "predictions" in name and "bias" in name else 8)
    model.save_pretrained(place, safe_serialization=True)
    statistics = {"image_processor_type": "BlipImageProcessor", "size": {"height": 32, "width": 32}}
    statistics |= {"image_mean": MEAN, "image_std": STD, "do_resize": True, "resample": 3}
    (place / "preprocessor_config.json").write_text(json.dumps(statistics))
    manifest = json.loads((folder / "pack.json").read_text())
    write_manifest(folder, {**manifest, "captioner": {"kind": "blip", "folder": "captioner", "prompt": PROMPTS[0]}})
    return folder


if __name__ == "__main__":
    import sys

    root = Path(__file__).resolve().parents[1]
    search = [str(root)]
    spec = importlib.util.spec_from_file_location("terralex", root / "__init__.py", submodule_search_locations=search)
    sys.modules["terralex"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["terralex"])
    print(make_tiny_pack(Path(sys.argv[1])))
