"""Trains the autoencoder so that a round trip keeps what the encoder sees: texture, not only colour.

Losses: absolute error, the encoder's own features (once CACHE/encoder.pt exists), local spread and slopes of each 8 x
8 cell, a small patch discriminator, and a weak pull of the latents to unit size.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from networks import make_clip, make_tokenizer, make_vae
from pictures import Library, weather
from torch import nn
from train_encoder import colour_targets, normalise


class Critic(nn.Sequential):
    """Tells real patches from decoded ones: (B, 3, h, w) to (B, 1, h/8, w/8)."""

    def __init__(self, width: int = 24) -> None:
        layers, channels = [], 3
        for k in range(3):
            layers += [nn.utils.spectral_norm(nn.Conv2d(channels, width << k, 4, 2, 1)), nn.LeakyReLU(0.2)]
            channels = width << k
        super().__init__(*layers, nn.utils.spectral_norm(nn.Conv2d(channels, 1, 3, 1, 1)))


def load_visual(cache: Path):
    """The encoder's image tower as it stands, or None."""
    if not (cache / "encoder.pt").exists():
        return None
    clip = make_clip(len(make_tokenizer(cache / "tokenizer")))
    saved = torch.load(cache / "encoder.pt", weights_only=True)["ema"]
    clip.load_state_dict({k[2:]: v for k, v in saved.items() if k.startswith("0.")})
    return clip.visual.to(memory_format=torch.channels_last).eval().requires_grad_(False)


def looks(visual: nn.Module, batch: torch.Tensor) -> list[torch.Tensor]:
    """The encoder's stem and dense map of pictures of 0 to 1, each of about unit size."""
    early = visual.layer1(visual.stem(normalise(batch)))
    dense = visual.layer2(early)
    return [m / m.detach().std().clamp_min(1e-3) for m in (early, dense)]


def draw(library: Library, size: int, count: int, rng: np.random.Generator, generator: torch.Generator) -> torch.Tensor:
    """Half a batch at 0.2 to 0.5 m, half at 10 m, a part of it under other light: (count, 3, size, size), 0 to 1."""
    half = count * 2 // 3
    side = int(size * rng.uniform(0.75, 1.6))
    fine = library.crop(0, library.draw(0, half, rng), side, size, rng)
    coarse = library.crop(1, library.draw(1, count - half, rng), 64, 64, rng)
    coarse = coarse[..., :size, :size] if size <= 64 else F.pad(coarse, (0, size - 64, 0, size - 64), mode="reflect")
    batch = torch.cat([fine, coarse])
    return weather(batch, generator, 0.6) if rng.random() < 0.5 else batch


def main() -> None:
    """Trains for --minutes in all, continuing from CACHE/vae.pt."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py; checkpoints go there too")
    parser.add_argument("--minutes", type=float, default=20, help="training time in all, over every continuation")
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--freeze", action="store_true", help="keep the encoder half: latents.npz stays true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=9)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    library = Library.load(args.cache)
    vae, critic = make_vae().to(memory_format=torch.channels_last), Critic()
    ema = copy.deepcopy(vae).requires_grad_(False)
    optimiser = torch.optim.AdamW(vae.parameters(), lr=args.rate, betas=(0.8, 0.99), weight_decay=1e-3)
    against = torch.optim.AdamW(critic.parameters(), lr=4e-4, betas=(0.5, 0.9))
    checkpoint, spent, step = args.cache / "vae.pt", 0.0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        vae.load_state_dict(saved["model"])
        ema.load_state_dict(saved["ema"])
        critic.load_state_dict(saved["critic"])
        optimiser.load_state_dict(saved["optimiser"])
        against.load_state_dict(saved["against"])
        spent, step = saved["minutes"], saved["step"]
    if args.freeze:
        for frozen in (vae.encoder, vae.quant_conv):
            frozen.requires_grad_(False)
    visual, history = load_visual(args.cache), []
    clock = last_save = time.time()
    while spent < args.minutes:
        rng = np.random.default_rng((args.seed, 7, step))
        generator = torch.Generator().manual_seed(args.seed * 1_000_003 + step)
        rate = args.rate * min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * spent / args.minutes))
        for group in optimiser.param_groups:
            group["lr"] = max(rate, 2e-5)
        real = draw(library, 48, args.batch, rng, generator)
        posterior = vae.encode((real * 2 - 1).contiguous(memory_format=torch.channels_last)).latent_dist
        made = vae.decode(posterior.sample(generator)).sample / 2 + 0.5
        error = made - real
        losses = {
            "pixels": error.abs().mean() * 6,
            "colour": (error - error.mean(1, keepdim=True)).abs().mean() * 8 + F.avg_pool2d(error, 4).abs().mean() * 6,
            "cells": F.l1_loss(colour_targets(made), colour_targets(real)),
            "latents": posterior.kl().mean() * 2e-6,
        }
        if visual is not None and step % 2:  # every other step: it costs as much as the rest
            with torch.no_grad():
                goals = looks(visual, real)
            losses["looks"] = sum(F.l1_loss(a, b) for a, b in zip(looks(visual, made), goals))
        if step > 300:
            critic.requires_grad_(False)
            losses["critic"] = -critic(made).mean() * 0.1
            critic.requires_grad_(True)
        total = sum(losses.values())
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(vae.parameters(), 1.0)
        optimiser.step()
        if step > 200:
            against.zero_grad(set_to_none=True)
            gap = F.relu(1 - critic(real)).mean() + F.relu(1 + critic(made.detach())).mean()
            gap.backward()
            against.step()
            losses["gap"] = gap
        step += 1
        with torch.no_grad():
            for slow, fast in zip(ema.parameters(), vae.parameters()):
                slow.lerp_(fast, 1 - min(0.998, (1 + step) / (20 + step)))
        spent += (time.time() - clock) / 60
        clock = time.time()
        history.append({k: float(v.detach()) for k, v in losses.items()})
        if step % 50 == 0:
            mean = {k: np.mean([h[k] for h in history[-50:] if k in h]) for k in {**history[-2], **history[-1]}}
            line = " ".join(f"{k} {v:.3f}" for k, v in mean.items())
            print(f"step {step} minutes {spent:.1f} {line}", flush=True)
        if time.time() - last_save > 60 or spent >= args.minutes:
            last_save = time.time()
            temporary = checkpoint.with_suffix(".new")
            torch.save(
                {
                    "model": vae.state_dict(),
                    "ema": ema.state_dict(),
                    "critic": critic.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "against": against.state_dict(),
                    "minutes": spent,
                    "step": step,
                },
                temporary,
            )
            temporary.replace(checkpoint)
            if visual is not None:
                visual = load_visual(args.cache)  # the encoder may still be training beside this


if __name__ == "__main__":
    main()
