"""Writes the pack: networks as fp16 safetensors in stock formats, calibration, and the manifest pack.json."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from latents import CROPS, crops
from networks import (
    CLIP_CONFIG,
    DENSE,
    MEAN,
    SIZE_PX,
    STD,
    make_clip,
    make_text_encoder,
    make_tokenizer,
    make_unet,
    make_vae,
)
from pictures import Library
from reader import Reader
from safetensors.torch import save_file
from torch import nn
from train_generator import SCHEDULE
from words import GROUPS, MIN_PICTURES, PROMPTS, SYNONYMS, THINGS, WORDS

QUERIES = [
    "down_blocks.0.attentions.0.transformer_blocks.0.attn2",
    "up_blocks.0.attentions.1.transformer_blocks.0.attn2",
    "up_blocks.1.attentions.0.transformer_blocks.0.attn2",
]
REFERENCE = 1000  # dense features kept per resolution, for the z-score of a word's similarity
DEFAULTS = {
    "pictures": 16,
    "parts": 16,
    "steps": 12,
    "guidance": 4.0,
    "windows": [256, 192],
    "stride": 128,
    "temperature": 0.5,
    "stuff_cosine": 0.85,
    "background_constant": 0.31,
    "background_bias": 0.0,
    # Pictures of a generator this small show other things too: the best of many prototypes is then one of those, while
    # the mean over all pictures is the word's own. The U-Net's queries tell less than the encoder's map (model card).
    "instance_prototypes": False,
    "part_prototypes": False,
    "extractors": ["clip"],
    "pamr": True,
}


def averaged(cache: Path, name: str) -> dict:
    """The averaged weights of a checkpoint."""
    return torch.load(cache / f"{name}.pt", weights_only=True)["ema"]


def part(state: dict, index: int) -> dict:
    """One network's weights out of a ModuleList's."""
    start = f"{index}."
    return {k[len(start) :]: v for k, v in state.items() if k.startswith(start)}


def fit_for_half(visual: nn.Module) -> None:
    """Moves the spread that each batch normalisation divides by into its convolution: fp16 ends at 65,504."""
    for block in visual.modules():
        pairs = [(getattr(block, f"conv{i}", None), getattr(block, f"bn{i}", None)) for i in (1, 2, 3)]
        down = getattr(block, "downsample", None)
        for conv, norm in [*pairs, (down[1], down[2]) if down is not None else (None, None)]:
            if conv is None or norm is None:
                continue
            spread = (norm.running_var + norm.eps).sqrt()
            conv.weight.data /= spread[:, None, None, None]
            norm.running_mean /= spread
            norm.running_var.fill_(1 - norm.eps)


def copy_tokenizer(cache: Path, folder: Path) -> None:
    """The vocabulary that the networks were trained with: learning it again breaks ties in another order."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted((cache / "tokenizer").iterdir()):
        shutil.copyfile(path, folder / path.name)


def write_clip(cache: Path, folder: Path) -> None:
    """The open_clip folder."""
    tokenizer = make_tokenizer(cache / "tokenizer")
    clip = make_clip(len(tokenizer))
    clip.load_state_dict(part(averaged(cache, "encoder"), 0))
    fit_for_half(clip.visual)
    copy_tokenizer(cache, folder)
    half = {k: v.half().contiguous() if v.is_floating_point() else v for k, v in clip.state_dict().items()}
    save_file(half, folder / "open_clip_model.safetensors", metadata={"format": "pt"})
    vision = {k: v for k, v in CLIP_CONFIG["vision_cfg"].items() if v is not None}
    config = {
        "model_cfg": {
            **CLIP_CONFIG,
            "vision_cfg": vision,
            "text_cfg": {**CLIP_CONFIG["text_cfg"], "vocab_size": len(tokenizer)},
        },
        "preprocess_cfg": {"size": SIZE_PX, "mean": MEAN, "std": STD, "interpolation": "bilinear"},
    }
    (folder / "open_clip_config.json").write_text(json.dumps(config, indent=1))


def write_generator(cache: Path, folder: Path) -> None:
    """The diffusers folder."""
    from diffusers import DPMSolverMultistepScheduler, StableDiffusionPipeline

    tokenizer = make_tokenizer(cache / "tokenizer")
    vae, unet = make_vae(), make_unet()
    text = make_text_encoder(len(tokenizer), tokenizer.eos_token_id)
    vae.load_state_dict(averaged(cache, "vae"))
    vae.register_to_config(scaling_factor=float(np.load(cache / "latents.npz")["scale"]))
    both = nn.ModuleList([unet, text])
    both.load_state_dict(averaged(cache, "generator"))
    pipe = StableDiffusionPipeline(
        vae=vae.half(),
        text_encoder=text.half(),
        tokenizer=tokenizer,
        unet=unet.half(),
        scheduler=DPMSolverMultistepScheduler(**SCHEDULE),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipe.save_pretrained(folder)
    shutil.rmtree(folder / "tokenizer")  # saved in a form that only new libraries read
    copy_tokenizer(cache, folder / "tokenizer")


def manifest(cache: Path) -> dict:
    """pack.json without calibration's numbers and file list."""
    found = json.loads((cache / "counts.json").read_text())
    words = {
        w: {"kind": "thing" if w in THINGS else "stuff", "pictures": found[w], "synonyms": SYNONYMS.get(w, [])}
        for w in WORDS
        if sum(found[w]) >= MIN_PICTURES
    }
    width = {"down_blocks.0": 64, "up_blocks.0": 96, "up_blocks.1": 64}
    return {
        "format": 1,
        "name": "starter",
        "version": "1.1.0",
        "title": "Starter (embedded)",
        "description": "Small networks trained for Terralex on openly licensed aerial and satellite pictures with "
        "picture-level words only. Knows a limited list of words; runs on a CPU.",
        "licence": {
            "name": "GPL-2.0-or-later",
            "note": "Trained on UC Merced Land Use (USGS imagery, public domain), EuroSAT (MIT; contains modified "
            "Copernicus Sentinel data), USGS coastal frames by way of dash_doodler (MIT), NEON crops (CC0), "
            "DeepForest, NRCan and Mapbox samples (MIT), OAM-TCD (CC BY 4.0).",
        },
        "resolutions": [
            {"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.5, "prompt": PROMPTS[0]},
            {"gsd_m": 10.0, "min_m": 5.0, "max_m": 20.0, "prompt": PROMPTS[1]},
        ],
        "generator": {"kind": "diffusers", "folder": "generator", "size_px": SIZE_PX, "negative": "", "chunk": 8},
        "extractors": [
            {
                "name": "clip",
                "kind": "open_clip",
                "folder": "clip",
                "layer": "visual.layer2",
                "stride": 8,
                "dim": DENSE,
                "weight": 1.0,
            },
            {
                "name": "unet",
                "kind": "unet",
                "layers": QUERIES,
                "timestep": 50,
                "stride": 8,
                "dim": sum(width[".".join(q.split(".")[:2])] for q in QUERIES),
                "weight": 0.5,
            },
        ],
        "classifier": {"kind": "open_clip", "folder": "clip", "prompt": "{word}"},
        "words": words,
        "groups": GROUPS,
        "defaults": DEFAULTS,
        "presets": {
            "draft": {"pictures": 8, "steps": 8, "windows": [256], "stride": 192, "pamr": False},
            "balanced": {},
            "best": {"pictures": 32, "stride": 96},
        },
        "calibration": {"file": "calibration.safetensors"},
        "files": [],
    }


def calibrate(cache: Path, folder: Path, pictures: int = 400) -> None:
    """Mean and reference features of training pictures, per extractor."""
    reader, library, out = Reader(folder), Library.load(cache), {}
    rng = np.random.default_rng(5)
    batches = {r: [] for r in (0, 1)}
    for resolution in (0, 1):
        for numbers, batch in crops(library, resolution, rng):
            pick = rng.random(len(numbers)) < pictures / (len(library.pictures[resolution]) * CROPS[resolution])
            batches[resolution].append(batch[torch.from_numpy(pick)])
        batches[resolution] = torch.cat(batches[resolution])
    for name in reader.extractors:
        flat = []
        for resolution in (0, 1):
            maps = torch.cat([reader.features(name, b) for b in batches[resolution].split(32)])
            flat.append(maps.permute(0, 2, 3, 1).flatten(0, 2))
        mean = (flat[0].mean(0) + flat[1].mean(0)) / 2
        out[f"{name}.mean"] = mean.float().contiguous()
        for resolution, places in enumerate(flat):
            drawn = torch.from_numpy(rng.choice(len(places), REFERENCE, replace=False))
            out[f"{name}.reference.{resolution}"] = (places[drawn] - mean).half().contiguous()
    save_file(out, folder / "calibration.safetensors")


def main() -> None:
    """Writes the pack beside --out and puts it in place in one step."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of the checkpoints")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[1] / "resources" / "packs" / "starter")
    args = parser.parse_args()
    folder = args.out.with_name(args.out.name + ".new")
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "clip").mkdir(parents=True)
    write_clip(args.cache, folder / "clip")
    write_generator(args.cache, folder / "generator")
    pack = manifest(args.cache)
    (folder / "pack.json").write_text(json.dumps(pack, indent=1))
    calibrate(args.cache, folder)
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "pack.json"):
        content = path.read_bytes()
        entry = {"path": path.relative_to(folder).as_posix(), "size": len(content)}
        pack["files"].append(entry | {"sha256": hashlib.sha256(content).hexdigest()})
    (folder / "pack.json").write_text(json.dumps(pack, indent=1) + "\n")
    old = args.out.with_name(args.out.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if args.out.exists():
        args.out.rename(old)
    folder.rename(args.out)
    shutil.rmtree(old, ignore_errors=True)
    print(f"{sum(f['size'] for f in pack['files']) / 1e6:.1f} MB, {len(pack['words'])} words, {args.out}")


if __name__ == "__main__":
    main()
