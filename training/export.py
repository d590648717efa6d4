"""Writes the pack: networks as fp16 safetensors in stock formats, calibration, and the manifest pack.json."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import torch
from encoder import Heads
from networks import (
    CLIP_CONFIG,
    DENSE,
    EARLY,
    MEAN,
    NARROW,
    SIZE_PX,
    STD,
    TAP,
    VIEW,
    ZOOM,
    make_clip,
    make_text_encoder,
    make_tokenizer,
    make_unet,
    make_vae,
)
from pictures import Library
from safetensors.torch import save_file
from torch import nn
from train_generator import SCHEDULE
from words import COARSE, FINE, GROUPS, MIN_PICTURES, PROMPTS, SYNONYMS, THINGS, WORDS

QUERIES = [
    "down_blocks.0.attentions.0.transformer_blocks.0.attn2",
    "up_blocks.0.attentions.1.transformer_blocks.0.attn2",
    "up_blocks.1.attentions.0.transformer_blocks.0.attn2",
]
REFERENCE = 1000  # dense features kept per resolution, for the z-score of a word's similarity
DEFAULTS = {  # the last but one line is set from training pictures by limits.py
    "pictures": 16, "parts": 16, "steps": 12, "guidance": 4.0, "windows": [256], "stride": 128, "stuff_cosine": 0.85,
    # Pictures of a generator this small show other things too: the best of many prototypes is then one of those, while
    # the mean over all pictures is the word's own.
    "instance_prototypes": False, "part_prototypes": False, "pamr": True,
    "text_prototypes": "beside", "extractors": ["clip", "early"], "temperature": 0.5, "background_constant": 0.31,
    "background_bias": 0.0,
}  # fmt: skip


def averaged(cache: Path, name: str) -> dict:
    """The averaged weights of a checkpoint."""
    return torch.load(cache / f"{name}.pt", weights_only=True)["ema"]


def part(state: dict, index: int) -> dict:
    """One network's weights out of a ModuleList's."""
    start = f"{index}."
    return {k[len(start) :]: v for k, v in state.items() if k.startswith(start)}


def fit_for_half(trunk: nn.Module) -> None:
    """Moves the spread that each batch normalisation divides by into its convolution: fp16 ends at 65,504."""
    pairs = [(trunk.conv_stem, trunk.bn1), (trunk.conv_head, trunk.bn2)]
    for block in trunk.modules():
        if hasattr(block, "conv_pwl"):
            pairs += [(block.conv_pw, block.bn1), (block.conv_dw, block.bn2), (block.conv_pwl, block.bn3)]
        elif hasattr(block, "conv_dw"):
            pairs += [(block.conv_dw, block.bn1), (block.conv_pw, block.bn2)]
    for conv, norm in pairs:
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
    fit_for_half(clip.visual.trunk)
    copy_tokenizer(cache, folder)
    half = {k: v.half().contiguous() if v.is_floating_point() else v for k, v in clip.state_dict().items()}
    save_file(half, folder / "open_clip_model.safetensors", metadata={"format": "pt"})
    config = {
        "model_cfg": {**CLIP_CONFIG,
                      "text_cfg": {**CLIP_CONFIG["text_cfg"], "vocab_size": len(tokenizer)}},
        "preprocess_cfg": {"size": int(VIEW * ZOOM), "mean": MEAN, "std": STD, "interpolation": "bilinear"},
    }  # fmt: skip
    (folder / "open_clip_config.json").write_text(json.dumps(config, indent=1))


def latent_scale(cache: Path) -> float:
    """What latents are multiplied by: of the pack that was started from, or of the material made here."""
    started = torch.load(cache / "vae.pt", weights_only=True).get("scale")
    return float(started) if started is not None else float(np.load(cache / "latents.npz")["scale"])


def write_generator(cache: Path, folder: Path) -> None:
    """The diffusers folder."""
    from diffusers import DPMSolverMultistepScheduler, StableDiffusionPipeline

    tokenizer = make_tokenizer(cache / "tokenizer")
    vae, unet = make_vae(), make_unet()
    text = make_text_encoder(len(tokenizer), tokenizer.eos_token_id)
    vae.load_state_dict(averaged(cache, "vae"))
    vae.register_to_config(scaling_factor=latent_scale(cache))
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
    spec = {"kind": "open_clip", "folder": "clip", "zoom": ZOOM}
    return {
        "format": 1,
        "name": "starter",
        "version": "2.0.0",
        "title": "Starter (embedded)",
        "description": "Small networks fine-tuned for Terralex on openly licensed aerial and satellite pictures with "
        "picture-level words only, from a trunk that was trained on ImageNet. Knows a limited list of words; runs on a "
        "CPU.",
        "licence": {
            "name": "GPL-2.0-or-later",
            "note": "Trained on UC Merced Land Use (USGS imagery, public domain), EuroSAT (MIT; contains modified "
            "Copernicus Sentinel data), USGS coastal frames by way of dash_doodler (MIT), NEON crops (CC0), "
            "DeepForest, NRCan and Mapbox samples (MIT), OAM-TCD (CC BY 4.0). The encoder's trunk began as "
            "EfficientNet-lite0 trained on ImageNet (Google; Apache-2.0).",
        },
        "resolutions": [
            {"gsd_m": 0.3, "min_m": 0.1, "max_m": 1.5, "prompt": PROMPTS[0]},
            {"gsd_m": 10.0, "min_m": 5.0, "max_m": 20.0, "prompt": PROMPTS[1]},
        ],
        "generator": {"kind": "diffusers", "folder": "generator", "size_px": SIZE_PX, "negative": "", "chunk": 8},
        "extractors": [
            {
                "name": "clip",
                **spec,
                "layer": f"visual.trunk.blocks.{TAP}",
                "stride": 16,
                "dim": DENSE,
                "weight": 1.0,
                "text": "{word}",
            },
            {
                "name": "early",
                **spec,
                "layer": f"visual.trunk.blocks.{EARLY}",
                "stride": 8,
                "dim": NARROW,
                "weight": 0.5,
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
        "classifier": {"kind": "open_clip", "folder": "clip", "prompt": "{word}", "size_px": int(VIEW * ZOOM)},
        "words": words,
        "groups": GROUPS,
        "defaults": DEFAULTS,
        "presets": {
            "draft": {"pictures": 8, "steps": 8, "stride": 192, "pamr": False},
            "balanced": {},
            "best": {"pictures": 32, "stride": 96},
        },
        "calibration": {"file": "calibration.safetensors"},
        "files": [],
    }


def whole_pictures(library: Library, resolution: int, count: int, rng: np.random.Generator) -> np.ndarray:
    """Pictures of 256 px, those at 10 m put together by four and four: (count, 3, 256, 256) uint8."""
    free = np.setdiff1d(np.arange(len(library.pictures[resolution])), library.held[resolution])
    if resolution == FINE:
        stack = library.pictures[FINE][np.sort(rng.choice(free, count, replace=False))]
    else:
        stack = library.pictures[COARSE][rng.choice(free, 16 * count, replace=False)]
        stack = stack.reshape(count, 4, 4, 64, 64, 3).transpose(0, 1, 3, 2, 4, 5).reshape(count, 256, 256, 3)
    return stack.transpose(0, 3, 1, 2)


def calibrate(cache: Path, folder: Path) -> None:
    """Mean and reference features of training pictures by extractor, as the engine sees them."""
    from terralex.core.model.networks import load_networks
    from terralex.core.packs import read_pack

    library, out, rng = Library.load(cache), {}, np.random.default_rng(5)
    heads = Heads()
    heads.load_state_dict(part(averaged(cache, "encoder"), 1))
    means = {"clip": heads.dense.mean, "early": heads.early.mean}  # those that the directions were learned with
    networks = load_networks(read_pack(folder), "cpu")
    for name in networks.names:
        places = []
        for resolution, count in ((FINE, 160), (COARSE, 20)):
            pictures = whole_pictures(library, resolution, count, np.random.default_rng(5))
            maps = torch.cat([networks.extractor(name).encode(picture[None]) for picture in pictures])
            places.append(maps.permute(0, 2, 3, 1).flatten(0, 2))
        mean = means.get(name, sum(p.mean(0) for p in places) / 2)
        out[f"{name}.mean"] = mean.float().contiguous()
        for resolution, some in enumerate(places):
            drawn = torch.from_numpy(rng.choice(len(some), REFERENCE, replace=False))
            out[f"{name}.reference.{resolution}"] = (some[drawn] - mean).half().contiguous()
    save_file(out, folder / "calibration.safetensors")


def listed(folder: Path) -> list[dict]:
    """Path, size and hash of every file of a pack but its manifest."""
    out = []
    for path in sorted(p for p in folder.rglob("*") if p.is_file() and p.name != "pack.json"):
        content = path.read_bytes()
        entry = {"path": path.relative_to(folder).as_posix(), "size": len(content)}
        out.append(entry | {"sha256": hashlib.sha256(content).hexdigest()})
    return out


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
    first = {**pack, "calibration": None, "files": listed(folder)}
    (folder / "pack.json").write_text(json.dumps(first, indent=1))
    calibrate(args.cache, folder)
    pack["files"] = listed(folder)
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
