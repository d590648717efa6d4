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

PARTS = [  # of every batch: (resolution, pictures, range of the crop's side, trust in the picture's words for the crop)
    (0, 4, (208, 256), 1.0),
    (0, 4, (72, 150), 0.2),  # at full detail; may lack some of its picture's words
    (1, 5, (48, 64), 1.0),
]  # mixed, because batch normalisation over pictures that are all alike takes away what they have in common
VIEWS = (88, 128)  # side of a batch's views
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
                self.mean.lerp_(dense.mean((0, 2, 3)), 0.03)
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


def pooled(logits: torch.Tensor) -> torch.Tensor:
    """Mean of the highest logits (B, W, h, w) of each word, of fewer places for things: (B, W)."""
    flat = logits.flatten(2)
    few = flat.topk(max(1, round(0.05 * flat.shape[2])), dim=2).values.mean(2)
    many = flat.topk(max(1, round(0.25 * flat.shape[2])), dim=2).values.mean(2)
    return torch.where(torch.tensor([w in THINGS for w in WORDS]), few, many)


def masked_bce(found: torch.Tensor, states: torch.Tensor, shares: torch.Tensor, trust: torch.Tensor) -> torch.Tensor:
    """Binary cross-entropy of logits (B, W) over known words, rare words weighted up; `shares` (W,), `trust` (B, 1)."""
    truth = (states == 1).float()
    weight = torch.where(states == 1, ((1 - shares) / shares).sqrt().clamp(1, 5), torch.ones(()))
    weight = weight * (states >= 0) * trust
    return (F.binary_cross_entropy_with_logits(found, truth, reduction="none") * weight).sum() / weight.sum()


def draw_part(library: Library, part: tuple, out: int, rng: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """One part of a batch: pictures (n, 3, out, out) and their words' states (n, W)."""
    resolution, count, sides, _ = part
    numbers = library.draw(resolution, count, rng)
    side = int(rng.integers(sides[0], sides[1] + 1))
    return library.crop(resolution, numbers, side, out, rng), library.states[resolution][numbers]


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
        if saved["optimiser"]:
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
        out = 8 * int(rng.integers(VIEWS[0] // 8, VIEWS[1] // 8 + 1))
        drawn = [draw_part(library, part, out, rng) for part in PARTS]
        clean, states = torch.cat([d[0] for d in drawn]), torch.cat([d[1] for d in drawn])
        trust = torch.cat([torch.full((part[1],), part[3]) for part in PARTS]).repeat(2)[:, None]
        count, coarse = len(clean), torch.cat([torch.full((part[1],), part[0] == 1) for part in PARTS]).repeat(2)
        how = int(rng.integers(8))
        one, two = weather(clean, generator, 0.5), turn(weather(clean, generator), how)
        if vae is not None and rng.random() < 0.25:
            two[::2] = round_trip(vae, two[::2])
        batch = torch.cat([one, two])
        dense, picture = encode(clip.visual, batch)
        texts = F.normalize(clip.encode_text(captions[rng.integers(0, 6) // 2 if rng.random() < 0.5 else 0]), dim=1)
        scale = heads.log_scale.clamp(max=math.log(30)).exp()
        logits = scale * torch.einsum("bdhw,cd->bchw", heads.centre(dense), texts)
        doubled = states.repeat(2, 1)
        whole = scale * F.normalize(picture, dim=1) @ texts.T + heads.picture_bias
        losses = {
            "words": masked_bce(pooled(logits) + heads.bias, doubled, shares, trust),
            "cover": sum(cover_loss(logits[coarse == r], doubled[coarse == r], r) for r in (0, 1)) / 3,
            "picture": masked_bce(whole, doubled, shares, trust) * 0.4,
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
