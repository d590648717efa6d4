"""Takes the generator and the vocabulary of a pack, or a trained encoder, as the state to train on from.

The encoder of version 2 came in this way: the training kit's 399 steps (`encoder-399-steps.safetensors`, SHA-256
17edbb738d57a95645b67d8de7fdff7e902c742d83443d13b869de00a0bac349), made by the recipe that train_encoder.py follows.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file


def weights(folder: Path) -> dict[str, torch.Tensor]:
    """All tensors of a file, or of a part of a diffusers folder, float32."""
    path = next(folder.glob("*.safetensors")) if folder.is_dir() else folder
    return {k: v.float() if v.is_floating_point() else v for k, v in load_file(path).items()}


def encoder(file: Path) -> dict[str, torch.Tensor]:
    """A kit's encoder (tensors `clip.` and `heads.`) by the names of ours: the CLIP is 0, its heads are 1."""
    out = {}
    for name, value in weights(file).items():
        network, _, own = name.partition(".")
        if network == "heads":
            head, _, rest = own.partition("early_")
            own = own if own == "picture_bias" else f"early.{rest}" if rest and not head else f"dense.{own}"
        out[f"{'0' if network == 'clip' else '1'}.{own}"] = value
    return out


def main() -> None:
    """Writes CACHE/vae.pt, generator.pt and tokenizer/, and with --encoder encoder.pt, unless they are there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py")
    parser.add_argument("--pack", type=Path, default=Path(__file__).parents[1] / "resources" / "packs" / "starter")
    parser.add_argument("--encoder", type=Path, help="a kit's encoder, as safetensors")
    args = parser.parse_args()
    generator, tokenizer = args.pack / "generator", args.cache / "tokenizer"
    if not tokenizer.exists():
        shutil.copytree(generator / "tokenizer", tokenizer)
    if not (args.cache / "vae.pt").exists():
        scale = json.loads((generator / "vae" / "config.json").read_text())["scaling_factor"]
        torch.save({"ema": weights(generator / "vae"), "scale": scale}, args.cache / "vae.pt")
    if not (args.cache / "generator.pt").exists():
        parts = {0: weights(generator / "unet"), 1: weights(generator / "text_encoder")}
        both = {f"{i}.{name}": value for i, part in parts.items() for name, value in part.items()}
        torch.save({"ema": both}, args.cache / "generator.pt")
    if args.encoder and not (args.cache / "encoder.pt").exists():
        torch.save({"ema": encoder(args.encoder)}, args.cache / "encoder.pt")


if __name__ == "__main__":
    main()
