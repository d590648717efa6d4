"""Trains the autoencoder so that a round trip keeps what the encoder sees: texture, not only colour.

Losses: absolute error, the encoder's own features at every stage, local spread, a small patch discriminator, and a weak
pull of the latents to unit size. With --freeze only the decoder is trained: latents, and the denoiser that draws them,
stay what they are, and its pictures come to lie where photographs lie in the encoder's eyes.
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
from networks import SIZE_PX, TAP, make_clip, make_tokenizer, make_vae, stages
from pictures import Library
from torch import nn
from views import weather

COARSE_SHARE = 1 / 3  # of a batch


class Critic(nn.Sequential):
    """Tells real patches from decoded ones: (B, 3, h, w) to (B, 1, h/8, w/8)."""

    def __init__(self, width: int = 24) -> None:
        layers, channels = [], 3
        for k in range(3):
            layers += [nn.utils.spectral_norm(nn.Conv2d(channels, width << k, 4, 2, 1)), nn.LeakyReLU(0.2)]
            channels = width << k
        super().__init__(*layers, nn.utils.spectral_norm(nn.Conv2d(channels, 1, 3, 1, 1)))


def load_trunk(cache: Path) -> nn.Module:
    """The encoder's trunk as it was kept, or the pretrained one where there is none yet."""
    clip = make_clip(len(make_tokenizer(cache / "tokenizer")), cache / "trunk.safetensors")
    if (cache / "encoder.pt").exists():
        saved = torch.load(cache / "encoder.pt", weights_only=True)["ema"]
        clip.load_state_dict({k[2:]: v for k, v in saved.items() if k.startswith("0.")})
    return clip.visual.trunk.to(memory_format=torch.channels_last).eval().requires_grad_(False)


def draw(library: Library, size: int, count: int, rng: np.random.Generator) -> torch.Tensor:
    """Crops at 0.2 to 0.5 m and at 10 m, half of them in other weather: (count, 3, size, size), 0 to 1."""
    coarse = int(count * COARSE_SHARE)
    side = int(size * rng.uniform(0.75, 1.6))
    parts = [library.crop(0, library.draw(0, count - coarse, rng), side, size, rng)]
    parts.append(library.crop(1, library.draw(1, coarse, rng), 64, size, rng))
    batch = torch.cat(parts)[torch.randperm(count)]
    half = count // 2
    return torch.cat([weather(batch[:half], torch.rand(half, 1, 1, 1) * 0.7), batch[half:]])


def spread(batch: torch.Tensor) -> torch.Tensor:
    """Local spread of each 8 x 8 cell."""
    mean = F.avg_pool2d(batch, 8)
    return (F.avg_pool2d(batch**2, 8) - mean**2).clamp_min(1e-5).sqrt()


def distances(trunk: nn.Module, made: torch.Tensor, real: torch.Tensor) -> torch.Tensor:
    """How far pictures lie from their originals at the trunk's stages, each in units of its usual spread."""
    with torch.no_grad():
        goals = stages(trunk, real)
    return sum(F.l1_loss(a, b) / b.std().clamp_min(1e-3) for a, b in zip(stages(trunk, made), goals)) / (TAP + 1)


def main() -> None:
    """Trains for --steps in all, continuing from CACHE/vae_state.pt, else from CACHE/vae.pt if it is there."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py; checkpoints go there too")
    parser.add_argument("--steps", type=int, default=600, help="in all, over every continuation")
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--freeze", action="store_true", help="keep the encoder half: latents stay true")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    library, trunk = Library.load(args.cache), load_trunk(args.cache)
    vae, critic, facts = make_vae().to(memory_format=torch.channels_last), Critic(), {}
    if (args.cache / "vae.pt").exists():
        saved = torch.load(args.cache / "vae.pt", weights_only=True)
        vae.load_state_dict(saved["ema"])
        facts = {k: v for k, v in saved.items() if k == "scale"}
    ema = copy.deepcopy(vae).requires_grad_(False)
    if args.freeze:
        for frozen in (vae.encoder, vae.quant_conv):
            frozen.requires_grad_(False)
    free = [p for p in vae.parameters() if p.requires_grad]
    optimiser = torch.optim.AdamW(free, lr=args.rate, betas=(0.8, 0.99), weight_decay=1e-3)
    against = torch.optim.AdamW(critic.parameters(), lr=4e-4, betas=(0.5, 0.9))
    state, step = args.cache / "vae_state.pt", 0
    parts = {"model": vae, "ema": ema, "critic": critic, "optimiser": optimiser, "against": against}
    if state.exists():
        saved = torch.load(state, weights_only=True)
        for name, part in parts.items():
            part.load_state_dict(saved[name])
        step = saved["step"]
    history, began = [], time.time()
    while step < args.steps:
        torch.manual_seed(args.seed * 1_000_003 + step)
        rate = args.rate * min(1, (step + 1) / 50) * 0.5 * (1 + math.cos(math.pi * step / args.steps))
        for group in optimiser.param_groups:
            group["lr"] = max(rate, 1e-5)
        real = draw(library, SIZE_PX, args.batch, np.random.default_rng((args.seed, 7, step)))
        posterior = vae.encode((real * 2 - 1).contiguous(memory_format=torch.channels_last)).latent_dist
        made = vae.decode(posterior.mode() if args.freeze else posterior.sample()).sample / 2 + 0.5
        error = made - real
        losses = {
            "pixels": error.abs().mean() * 4,
            "colour": (error - error.mean(1, keepdim=True)).abs().mean() * 6 + F.avg_pool2d(error, 4).abs().mean() * 6,
            "spread": F.l1_loss(spread(made), spread(real)) * 8,
            "looks": distances(trunk, made, real) * 2,
        }
        if not args.freeze:
            losses["latents"] = posterior.kl().mean() * 1e-6
        if step >= 100:
            critic.requires_grad_(False)
            losses["critic"] = -critic(made).mean() * 0.05
            critic.requires_grad_(True)
        optimiser.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        nn.utils.clip_grad_norm_(free, 1.0)
        optimiser.step()
        against.zero_grad(set_to_none=True)
        gap = F.relu(1 - critic(real)).mean() + F.relu(1 + critic(made.detach())).mean()
        gap.backward()
        against.step()
        step += 1
        with torch.no_grad():
            for slow, fast in zip(ema.parameters(), vae.parameters()):
                slow.lerp_(fast, 1 - min(0.995, (1 + step) / (20 + step)))
        history.append({k: float(v.detach()) for k, v in losses.items()} | {"gap": float(gap.detach())})
        if step % 20 == 0:
            mean = {k: np.mean([h[k] for h in history[-20:] if k in h]) for k in history[-1]}
            line = " ".join(f"{k} {v:.3f}" for k, v in mean.items())
            print(f"step {step} seconds {time.time() - began:.0f} {line}", flush=True)
        if step % 100 == 0 or step == args.steps:
            write(state, {**{k: v.state_dict() for k, v in parts.items()}, "step": step})
            write(args.cache / "vae_trained.pt", {"ema": ema.state_dict(), **facts})


def write(path: Path, content: dict) -> None:
    """Saves in one step."""
    torch.save(content, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


if __name__ == "__main__":
    main()
