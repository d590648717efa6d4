"""Trains the teacher: which of a picture's words each 8 px cell shows, from the picture's words alone.

A cell shows one of the words that are present in its picture (a partial label). Over pictures with different words that
settles what each kind of cell is called, provided that the classifier cannot see the whole scene: it looks at colour
and texture within 40 px only. In a picture each present word owns a share of the cells near to what common sense says
(TYPICAL), or frequent words would swallow all others. Writes what it says of every picture, for train_encoder.py.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from pictures import Library, weather
from torch import nn
from words import COVER, FINE, WORDS

TYPICAL = {  # cells of a picture that show a word, relative to the picture's other words
    "building": 3,
    "car": 0.5,
    "tree": 2,
    "grass": 3,
    "bare soil": 2,
    "pavement": 3,
    "sand": 3,
    "water": 4,
    "court": 1.5,
    "cropland": 6,
    "ship": 1,
    "airplane": 0.8,
    "dock": 0.7,
    "storage tank": 2,
}
KINDS = list(TYPICAL)  # what the teacher tells apart
SAME = {"building": ["mobile home"], "pavement": ["road"], "water": ["sea"]}  # only the scene tells these apart
LEAST, MOST = 0.4, 2.0  # of the typical share
VIEWS = [(256, 0.0), (256, 0.8), (144, 0.5), (192, 0.8), (96, 0.6), (64, 0.6), (144, 0.9)]  # side, strength of weather
OFTEN = (0, 0, 1, 1, 2, 3, 4, 5, 6)  # how often each view is drawn


def around(maps: torch.Tensor, cells: int) -> torch.Tensor:
    """Mean over a square of an odd number of cells, the border repeated."""
    k = cells // 2
    return F.avg_pool2d(F.pad(maps, (k, k, k, k), mode="replicate"), cells, 1)


def local_features(batch: torch.Tensor) -> torch.Tensor:
    """Colour, spread, band energies and edge directions of each 8 px cell: (B, F, h/8, w/8) of pictures in 0 to 1."""
    grey = batch.mean(1, keepdim=True)
    red, green, blue = batch.split(1, 1)
    plain = torch.cat([grey, red - green, (red + green) / 2 - blue], 1)
    mean, tone = F.avg_pool2d(batch, 8), F.avg_pool2d(plain, 8)
    ratio = mean / mean.sum(1, keepdim=True).clamp_min(0.05)

    def log_spread(square: torch.Tensor, centre: torch.Tensor) -> torch.Tensor:
        return (square - centre**2).clamp_min(0).add(1e-5).log() / 2 + 3

    wide, broad = around(tone, 3), around(tone, 5)
    high, low = F.max_pool2d(grey, 8), -F.max_pool2d(-grey, 8)
    out = [
        mean * 4 - 2,
        tone[:, 1:] * 10,
        ratio * 10 - 3.3,
        log_spread(F.avg_pool2d(batch**2, 8), mean),
        log_spread(around(F.avg_pool2d(plain**2, 8), 3), wide),
        log_spread(around(tone**2, 5), broad),
        wide * 4,
        broad * 4,
        high * 4 - 2,
        low * 4 - 2,
        around(high, 3) * 4 - 2,
        around(low, 3) * 4 - 2,
    ]
    level = grey
    for k in range(3):  # bands of about 1, 2 and 4 px
        soft = F.avg_pool2d(F.pad(level, (1, 1, 1, 1), mode="replicate"), 3, 1)
        energy = F.avg_pool2d((level - soft).abs(), 8 >> k)
        rows = F.pad(level[:, :, 2:] - level[:, :, :-2], (0, 0, 1, 1))
        cols = F.pad(level[:, :, :, 2:] - level[:, :, :, :-2], (1, 1))
        tensor = F.avg_pool2d(torch.cat([rows**2, cols**2, rows * cols], 1), 8 >> k)
        for size in (1, 3, 5):  # strength of the edges, and how much they agree in direction
            xx, yy, xy = (around(tensor, size) if size > 1 else tensor).split(1, 1)
            trace = xx + yy + 1e-5
            out += [trace.log() / 2 + 3, ((xx - yy) ** 2 + 4 * xy**2 + 1e-9).sqrt() / trace * 3]
        out += [(energy + 1e-3).log() + 4, (around(energy, 3) + 1e-3).log() + 4]
        level = F.avg_pool2d(soft, 2)
    return torch.cat(out, 1)


def make_teacher(inputs: int) -> nn.Sequential:
    """Features of a cell to logits over KINDS."""
    return nn.Sequential(
        nn.BatchNorm1d(inputs),
        nn.Linear(inputs, 128),
        nn.GELU(),
        nn.Dropout(0.1),
        nn.Linear(128, 96),
        nn.GELU(),
        nn.Linear(96, len(KINDS)),
    )


def present_kinds(states: torch.Tensor, doubt: float = 0.05) -> torch.Tensor:
    """1 where a picture has a kind, 0 where not, `doubt` where unknown: (B, K) from (B, W)."""
    out = torch.zeros(len(states), len(KINDS))
    for i, kind in enumerate(KINDS):
        own = states[:, WORDS.index(kind)]
        alike = [states[:, WORDS.index(w)] for w in SAME.get(kind, []) if w != "road"]
        found = torch.stack([own, *alike]).eq(1).any(0)
        out[:, i] = torch.where(found, 1.0, torch.where(own == 0, 0.0, doubt))
    return out


def assign(
    logits: torch.Tensor, present: torch.Tensor, typical: torch.Tensor, least: float = LEAST, rounds: int = 15
) -> torch.Tensor:
    """Chances of what a picture has, moved until every present word owns a share within its bounds.

    Args:
        logits: (B, n, K) of the cells.
        present: (B, K) of 1 present, 0 absent, between: doubtful.
        typical: (K,) sizes relative to each other.
        least: Lower bound, of the typical share.
        rounds: Steps of moving.

    Returns:
        (B, n, K), rows sum to 1.
    """
    logits = logits + present.clamp_min(1e-9).log()[:, None]
    sure = (present == 1).float()
    want = typical * present * torch.where(sure > 0, 1.0, 0.5)
    want = want / want.sum(1, keepdim=True)
    low, high = want * least * sure, torch.where(present > 0, (want * MOST).clamp(max=1), torch.zeros(()))
    free = ((present > 0).sum(1, keepdim=True) == 1) | (sure.sum(1, keepdim=True) == 0)
    high = torch.where(free, torch.ones(()), high)
    bias = torch.zeros_like(want)
    for _ in range(rounds):
        share = (logits + bias[:, None]).softmax(2).mean(1).clamp_min(1e-6)
        goal = torch.maximum(torch.minimum(share, high), low).clamp_min(1e-6)
        bias = (bias + (goal / share).log()).clamp(-10, 10)
    return (logits + bias[:, None]).softmax(2)


def split_kinds(chances: torch.Tensor, states: torch.Tensor) -> torch.Tensor:
    """Chances over KINDS as chances over COVER[FINE]: the scene says which of the words that look the same it is.

    chances (B, K, ...), states (B, W); returns (B, 17, ...).
    """
    out = torch.zeros(len(chances), len(COVER[FINE]), *chances.shape[2:])
    for k, kind in enumerate(KINDS):
        words = [kind, *SAME.get(kind, [])]
        said = torch.stack([states[:, WORDS.index(w)] for w in words], 1)
        weight = torch.where(said == 1, 1.0, torch.where(said < 0, 0.3, 0.0))
        if kind == "pavement":  # what is paved in a scene of roads is mostly road
            weight[said[:, 1] == 1, 0] = 0.25
        weight = weight / weight.sum(1, keepdim=True).clamp_min(1e-6)
        for i, word in enumerate(words):
            out[:, COVER[FINE].index(word)] = chances[:, k] * weight[:, i].view(-1, *[1] * (chances.ndim - 2))
    return out


def join_words(logits: torch.Tensor) -> torch.Tensor:
    """Logits over COVER[FINE] as logits over KINDS: (B, 17, ...) to (B, K, ...)."""
    return torch.stack(
        [logits[:, [COVER[FINE].index(w) for w in (k, *SAME.get(k, []))]].logsumexp(1) for k in KINDS], 1
    )


def typical_shares() -> torch.Tensor:
    """TYPICAL in the order of KINDS."""
    return torch.tensor([float(TYPICAL[k]) for k in KINDS])


def all_features(library: Library, seed: int) -> list[torch.Tensor]:
    """Cell features of every fine picture in every view: each (N, n, F) float16."""
    rng, generator, out = np.random.default_rng((seed, 20)), torch.Generator().manual_seed(seed), []
    count = len(library.pictures[FINE])
    for number, (side, strength) in enumerate(VIEWS):
        parts = []
        for start in range(0, count, 16):
            pick = np.arange(start, min(start + 16, count))
            how = rng if number else np.random.default_rng(0)
            batch = library.crop(FINE, pick, 256, side, how)
            if number == 3:  # as soft as imagery that was enlarged
                small = int(rng.uniform(0.4, 0.8) * side)
                batch = F.interpolate(batch, (small, small), mode="bilinear", antialias=True)
                batch = F.interpolate(batch, (side, side), mode="bilinear")
            batch = weather(batch, generator, strength) if strength else batch
            parts.append(local_features(batch).flatten(2).transpose(1, 2).half())
        out.append(torch.cat(parts))
    return out


def train(library: Library, features: list[torch.Tensor], steps: int, rate: float, seed: int) -> nn.Sequential:
    """The teacher after `steps` batches of 24 pictures."""
    torch.manual_seed(seed)
    rng, teacher = np.random.default_rng((seed, 21)), make_teacher(features[0].shape[2])
    present, typical = present_kinds(library.states[FINE]), typical_shares()
    optimiser = torch.optim.AdamW(teacher.parameters(), lr=rate, weight_decay=0.02)
    prior, losses = torch.full((len(KINDS),), 1 / len(KINDS)), []
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 50) * 0.5 * (1 + math.cos(math.pi * step / steps))
        view = features[OFTEN[int(rng.integers(len(OFTEN)))]]
        numbers = library.draw(FINE, 24, rng)
        cells = rng.choice(view.shape[1], min(384, view.shape[1]), replace=False)
        given = view[torch.from_numpy(numbers)][:, cells].float()
        logits = teacher(given.flatten(0, 1)).unflatten(0, given.shape[:2])
        goal = assign(logits.detach(), present[numbers], typical)
        prior = prior * 0.98 + 0.02 * goal.mean((0, 1))
        loss = -(goal * (logits + prior.log()).log_softmax(2)).sum(2).mean()  # so that rare kinds are not drowned
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        optimiser.step()
        losses.append(float(loss.detach()))
        if step % 100 == 99:
            print(f"step {step + 1} loss {np.mean(losses[-100:]):.3f}", flush=True)
    print("shares " + " ".join(f"{k} {float(p):.3f}" for k, p in zip(KINDS, prior)), flush=True)
    return teacher.eval()


@torch.no_grad()
def label(library: Library, teacher: nn.Sequential) -> np.ndarray:
    """Soft labels of every fine picture's cells over COVER[FINE]: (N, 17, 32, 32) uint8 of 255ths."""
    out, typical, states = [], typical_shares(), library.states[FINE]
    for start in range(0, len(states), 16):
        batch = torch.from_numpy(library.pictures[FINE][start : start + 16]).permute(0, 3, 1, 2).float() / 255
        maps = local_features(batch)
        logits = teacher(maps.permute(0, 2, 3, 1).flatten(0, 2)).unflatten(0, (len(batch), -1))
        own = states[start : start + 16]
        chances = assign(logits, present_kinds(own), typical).transpose(1, 2).unflatten(2, maps.shape[2:])
        out.append((split_kinds(chances, own) * 255).round().byte().numpy())
    return np.concatenate(out)


def main() -> None:
    """Writes CACHE/labels.npy."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py; checkpoints go there too")
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--rate", type=float, default=3e-3)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    library = Library.load(args.cache)
    teacher = train(library, all_features(library, args.seed), args.steps, args.rate, args.seed)
    torch.save(teacher.state_dict(), args.cache / "teacher.pt")
    np.save(args.cache / "labels.npy", label(library, teacher))


if __name__ == "__main__":
    main()
