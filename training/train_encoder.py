"""Trains the small CLIP on picture-level words and the pictures themselves; its stride-8 map is the main extractor.

Losses: (1) words: top-k pooled cosine of the dense map with each word's text, absent words as negatives; (2) cover:
each place carries one of the words that its picture may show (a partial label, marginal likelihood); (3) the pooled
picture against the texts; (4) the same place in two views under other light is the same, other places are not; (5)
the map still tells the place's own colours and texture.
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
from networks import DENSE, MEAN, STD, make_clip, make_tokenizer, make_vae, tokenise
from pictures import Library, turn, unturn, weather
from torch import nn
from words import COVER, PROMPTS, THINGS, WORDS

PLANS = [  # (chance, resolution, pictures, side of the crop, side of the view): the last two are ranges
    (0.25, 0, 2, (200, 256), (192, 256)),
    (0.30, 0, 6, (192, 256), (112, 160)),
    (0.10, 0, 10, (224, 256), (72, 112)),
    (0.10, 0, 5, (96, 150), (120, 152)),
    (0.25, 1, 12, (48, 64), (64, 104)),
]
COLOURS = 12  # channels of colour_targets


class Heads(nn.Module):
    """What training needs beside the CLIP: its parts are not shipped."""

    def __init__(self) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(DENSE))  # running mean of the dense map
        self.log_scale = nn.Parameter(torch.tensor(math.log(12.0)))
        self.bias = nn.Parameter(torch.full((len(WORDS),), -3.0))
        self.picture_bias = nn.Parameter(torch.full((len(WORDS),), -3.0))
        self.project = nn.Sequential(nn.Conv2d(DENSE, DENSE, 1), nn.ReLU(), nn.Conv2d(DENSE, 128, 1))
        self.colour = nn.Conv2d(DENSE, COLOURS, 1)

    def centre(self, dense: torch.Tensor) -> torch.Tensor:
        """Dense map less its running mean, unit length: (B, D, h, w)."""
        if self.training:
            with torch.no_grad():
                self.mean.lerp_(dense.mean((0, 2, 3)), 0.02)
        return F.normalize(dense - self.mean[:, None, None], dim=1)


def normalise(batch: torch.Tensor) -> torch.Tensor:
    """Pictures of 0 to 1 as the encoder expects them."""
    mean, std = torch.tensor(MEAN)[:, None, None], torch.tensor(STD)[:, None, None]
    return ((batch - mean) / std).contiguous(memory_format=torch.channels_last)


def encode(visual: nn.Module, batch: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Dense map (B, D, h/8, w/8) and pooled picture (B, D) of pictures in 0 to 1."""
    dense = visual.layer2(visual.layer1(visual.stem(normalise(batch))))
    return dense, visual.attnpool(visual.layer4(visual.layer3(dense)))


def colour_targets(batch: torch.Tensor) -> torch.Tensor:
    """Mean colour, fine and coarse local spread, slopes of each 8 x 8 cell: (B, COLOURS, h/8, w/8)."""
    cell = F.avg_pool2d(batch, 8)
    fine = (F.avg_pool2d(batch**2, 8) - cell**2).clamp_min(1e-5).sqrt()
    grey = batch.mean(1, keepdim=True)
    rows = F.pad((grey[:, :, 1:] - grey[:, :, :-1]).abs(), (0, 0, 0, 1))
    cols = F.pad((grey[:, :, :, 1:] - grey[:, :, :, :-1]).abs(), (0, 1))
    around = F.avg_pool2d(F.pad(cell, (1, 1, 1, 1), mode="replicate"), 3, 1)
    wide = (cell - around).abs().mean(1, keepdim=True)
    out = torch.cat([cell * 4 - 2, fine.mul(8) - 1, F.avg_pool2d(rows, 8) * 12, F.avg_pool2d(cols, 8) * 12, wide * 8,
                     around * 4 - 2], 1)  # fmt: skip
    return out[:, :COLOURS]


def word_loss(logits: torch.Tensor, states: torch.Tensor, bias: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """Top-k pooled logits (B, W, h, w) against the words of each picture (B, W)."""
    flat = logits.flatten(2)
    few = flat.topk(max(1, round(0.02 * flat.shape[2])), dim=2).values.mean(2)
    many = flat.topk(max(1, round(0.12 * flat.shape[2])), dim=2).values.mean(2)
    things = torch.tensor([w in THINGS for w in WORDS])
    pooled = torch.where(things, few, many) + bias
    return masked_bce(pooled, states, shares)


def masked_bce(pooled: torch.Tensor, states: torch.Tensor, shares: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy over known words, rare words weighted up; `shares` (W,) of positive pictures."""
    truth = (states == 1).float()
    weight = torch.where(states == 1, ((1 - shares) / shares).sqrt().clamp(1, 5), torch.ones(())) * (states >= 0)
    return (F.binary_cross_entropy_with_logits(pooled, truth, reduction="none") * weight).sum() / weight.sum()


def cover_loss(logits: torch.Tensor, states: torch.Tensor, resolution: int) -> torch.Tensor:
    """Each place's chance of carrying a word that its picture may show, as negative log likelihood."""
    columns = torch.tensor([WORDS.index(w) for w in COVER[resolution]])
    logits, states = logits[:, columns], states[:, columns]
    allowed = torch.where(states == 0, -30.0, torch.where(states < 0, -1.0, 0.0))[:, :, None, None]
    return (logits.logsumexp(1) - (logits + allowed).logsumexp(1)).mean()


def place_loss(one: torch.Tensor, two: torch.Tensor, generator: torch.Generator, places: int = 24) -> torch.Tensor:
    """InfoNCE between two views' maps (B, C, h, w): a place against the same place, and against all others drawn."""
    count, _, height, width = one.shape
    where = torch.randint(height * width, (count, 1, places), generator=generator).expand(-1, one.shape[1], -1)
    a = F.normalize(one.flatten(2).gather(2, where), dim=1).permute(0, 2, 1).flatten(0, 1)
    b = F.normalize(two.flatten(2).gather(2, where), dim=1).permute(0, 2, 1).flatten(0, 1)
    logits = a @ b.T / 0.15
    same = where[:, 0].flatten() + height * width * torch.arange(count).repeat_interleave(places)
    logits = logits.masked_fill((same[:, None] == same) & ~torch.eye(len(same), dtype=torch.bool), -30)
    target = torch.arange(len(logits))
    return (F.cross_entropy(logits, target) + F.cross_entropy(logits.T, target)) / 2


def load_vae(cache: Path):
    """The autoencoder, once trained: some views are then its round trips, as the support pictures will be."""
    if not (cache / "vae.pt").exists():
        return None
    vae = make_vae().to(memory_format=torch.channels_last)
    vae.load_state_dict(torch.load(cache / "vae.pt", weights_only=True)["ema"])
    return vae.eval()


@torch.no_grad()
def round_trip(vae, batch: torch.Tensor) -> torch.Tensor:
    """Pictures of 0 to 1 through the autoencoder, cut to sides that it takes."""
    latent = vae.encode(batch * 2 - 1).latent_dist.mode()
    return (vae.decode(latent).sample / 2 + 0.5).clamp(0, 1)


def main() -> None:
    """Trains for --minutes in all, continuing from CACHE/encoder.pt."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py; checkpoints go there too")
    parser.add_argument("--minutes", type=float, default=30, help="training time in all, over every continuation")
    parser.add_argument("--rate", type=float, default=2e-3, help="highest learning rate")
    parser.add_argument("--warm", type=float, default=0.0, help="where of the schedule (0 to 1) this training starts")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    library = Library.load(args.cache)
    known = torch.cat(library.states)
    shares = (((known == 1).sum(0) + 1) / ((known >= 0).sum(0) + 2)).float()
    tokenizer = make_tokenizer(args.cache / "tokenizer")
    clip, heads = make_clip(len(tokenizer)).to(memory_format=torch.channels_last), Heads()
    ema_clip, ema_heads = copy.deepcopy(clip), copy.deepcopy(heads)
    both = nn.ModuleList([clip, heads])
    ema = nn.ModuleList([ema_clip, ema_heads]).requires_grad_(False)
    optimiser = torch.optim.AdamW(both.parameters(), lr=args.rate, weight_decay=0.02)
    checkpoint, spent, step = args.cache / "encoder.pt", 0.0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        both.load_state_dict(saved["model"])
        ema.load_state_dict(saved["ema"])
        optimiser.load_state_dict(saved["optimiser"])
        spent, step = saved["minutes"], saved["step"]
    captions = [tokenise(tokenizer, [t.format(word=w) for w in WORDS]) for t in ["{word}", *PROMPTS]]
    vae = load_vae(args.cache)
    clock, history, last_save = time.time(), [], time.time()
    while spent < args.minutes:
        rng = np.random.default_rng((args.seed, step))
        generator = torch.Generator().manual_seed(args.seed * 1_000_003 + step)
        progress = args.warm + (1 - args.warm) * spent / args.minutes
        rate = args.rate * min(1, (step + 1) / 100) * 0.5 * (1 + math.cos(math.pi * min(1, progress)))
        for group in optimiser.param_groups:
            group["lr"] = max(rate, 1e-5)
        plan = PLANS[rng.choice(len(PLANS), p=[p[0] for p in PLANS])]
        _, resolution, count, sides, views = plan
        numbers = library.draw(resolution, count, rng)
        out = 8 * int(rng.integers(views[0] // 8, views[1] // 8 + 1))
        clean = library.crop(resolution, numbers, int(rng.integers(sides[0], sides[1] + 1)), out, rng)
        states = library.states[resolution][numbers]
        how = int(rng.integers(8))
        one, two = weather(clean, generator), turn(weather(clean, generator), how)
        if vae is not None and rng.random() < 0.3:
            half = max(1, count // 2)
            two = torch.cat([round_trip(vae, two[:half]), two[half:]])
        batch = torch.cat([one, two])
        dense, picture = encode(clip.visual, batch)
        texts = F.normalize(clip.encode_text(captions[0 if rng.random() < 0.6 else 1 + resolution]), dim=1)
        scale = heads.log_scale.clamp(max=math.log(30)).exp()
        logits = scale * torch.einsum("bdhw,cd->bchw", heads.centre(dense), texts)
        doubled = states.repeat(2, 1)
        whole = sides[0] > 180 or resolution == 1  # a small crop may lack its picture's words
        losses = {
            "words": word_loss(logits, doubled, heads.bias, shares) * (1.0 if whole else 0.2),
            "cover": cover_loss(logits, doubled, resolution) * 0.5,
            "picture": masked_bce(scale * F.normalize(picture, dim=1) @ texts.T + heads.picture_bias, doubled, shares)
            * (0.5 if whole else 0.1),
        }
        seen = heads.project(dense)
        losses["places"] = place_loss(seen[:count], unturn(seen[count:], how), generator) * 0.3
        losses["colour"] = F.smooth_l1_loss(heads.colour(dense), colour_targets(batch)) * 2.0
        total = sum(losses.values())
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(both.parameters(), 2.0)
        optimiser.step()
        step += 1
        decay = min(0.998, (1 + step) / (20 + step))
        with torch.no_grad():
            for slow, fast in zip(ema.state_dict().values(), both.state_dict().values()):
                slow.lerp_(fast, 1 - decay) if slow.is_floating_point() else slow.copy_(fast)
        spent += (time.time() - clock) / 60
        clock = time.time()
        history.append({k: float(v.detach()) for k, v in losses.items()} | {"scale": float(scale.detach())})
        if step % 50 == 0:
            mean = {k: np.mean([h[k] for h in history[-50:]]) for k in history[-1]}
            line = " ".join(f"{k} {v:.3f}" for k, v in mean.items())
            print(f"step {step} minutes {spent:.1f} {line}", flush=True)
        if time.time() - last_save > 60 or spent >= args.minutes:
            last_save = time.time()
            temporary = checkpoint.with_suffix(".new")
            torch.save({"model": both.state_dict(), "ema": ema.state_dict(), "optimiser": optimiser.state_dict(),
                        "minutes": spent, "step": step}, temporary)  # fmt: skip
            temporary.replace(checkpoint)


if __name__ == "__main__":
    main()
