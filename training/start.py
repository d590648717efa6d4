"""Takes the generator and the vocabulary of a pack as the state to train on from, in place of nothing."""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import load_file


def weights(folder: Path) -> dict[str, torch.Tensor]:
    """All tensors of a part of a diffusers folder, float32."""
    path = next(folder.glob("*.safetensors"))
    return {k: v.float() if v.is_floating_point() else v for k, v in load_file(path).items()}


def main() -> None:
    """Writes CACHE/vae.pt, generator.pt and tokenizer/, unless they are there."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py")
    parser.add_argument("--pack", type=Path, default=Path(__file__).parents[1] / "resources" / "packs" / "starter")
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


if __name__ == "__main__":
    main()
