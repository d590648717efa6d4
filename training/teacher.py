"""Trains the teacher: which of a picture's words each cell shows, from the picture's words alone.

A cell shows one of the words that are present in its picture (a partial label). Over pictures with different words that
settles what each kind of cell is called. A small classifier looks at what the pretrained trunk, still frozen, says of
the cell. In a picture each present word owns a share of the cells near to what common sense says (TYPICAL), or frequent
words would swallow all others. Writes what it says of every picture, for train_encoder.py.
"""

from __future__ import annotations

import argparse
import math
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from networks import EARLY, TAP, make_clip, make_tokenizer, stages
from pictures import Library
from torch import nn
from views import weather
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
VIEWS = 2  # of every picture: as it is, and in other weather


def local_features(trunk: nn.Module, batch: torch.Tensor) -> torch.Tensor:
    """What the trunk says of each cell of its dense map, with the cell's colour and spread: (B, F, h, w)."""
    seen = stages(trunk, batch)
    size = seen[TAP].shape[2:]
    near, cell = F.adaptive_avg_pool2d(seen[EARLY], size), F.adaptive_avg_pool2d(batch, size)
    spread = (F.adaptive_avg_pool2d(batch**2, size) - cell**2).clamp_min(1e-5).sqrt()
    return torch.cat([seen[TAP], near, cell, spread, spread.log()], 1)


def make_teacher(inputs: int) -> nn.Sequential:
    """Features of a cell to logits over KINDS."""
    return nn.Sequential(nn.Linear(inputs, 128), nn.GELU(), nn.Dropout(0.1), nn.Linear(128, len(KINDS)))


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


@torch.no_grad()
def all_features(library: Library, trunk: nn.Module) -> list[torch.Tensor]:
    """Cell features of every fine picture in every view: each (N, F, h, w) float16."""
    out = []
    for view in range(VIEWS):
        parts = []
        for start in range(0, len(library.pictures[FINE]), 16):
            batch = torch.from_numpy(library.pictures[FINE][start : start + 16]).permute(0, 3, 1, 2).float() / 255
            if view:
                batch = weather(batch, torch.full((len(batch), 1, 1, 1), 0.5))
            parts.append(local_features(trunk, batch).half())
        out.append(torch.cat(parts))
    return out


def train(library: Library, features: list[torch.Tensor], steps: int, rate: float) -> nn.Sequential:
    """The teacher after `steps` batches of 32 pictures, those held back left out; its inputs in usual units."""
    some = features[0].permute(0, 2, 3, 1).flatten(0, 2)[::97].float()
    mean, spread = some.mean(0), some.std(0) + 1e-3
    teacher, rng = make_teacher(len(mean)), np.random.default_rng(21)
    present, typical = present_kinds(library.states[FINE]), typical_shares()
    optimiser = torch.optim.AdamW(teacher.parameters(), lr=rate, weight_decay=0.02)
    flat = [view.flatten(2).transpose(1, 2) for view in features]
    prior, losses = torch.full((len(KINDS),), 1 / len(KINDS)), []
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / 30) * 0.5 * (1 + math.cos(math.pi * step / steps))
        numbers, cells = torch.from_numpy(library.draw(FINE, 32, rng)), torch.randint(0, flat[0].shape[1], (256,))
        given = ((flat[step % VIEWS][numbers][:, cells].float() - mean) / spread).clamp(-5, 5)
        logits = teacher(given)
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
    first = teacher[0]  # so that the teacher takes features as they are
    first.bias.data -= first.weight.data @ (mean / spread)
    first.weight.data /= spread
    return teacher.eval()


@torch.no_grad()
def label(library: Library, teacher: nn.Sequential, features: torch.Tensor) -> np.ndarray:
    """Soft labels of every fine picture's cells over COVER[FINE]: (N, 17, 32, 32) uint8 of 255ths."""
    out, typical, states = [], typical_shares(), library.states[FINE]
    for start in range(0, len(states), 16):
        maps, own = features[start : start + 16].float(), states[start : start + 16]
        logits = teacher(maps.flatten(2).transpose(1, 2))
        chances = assign(logits, present_kinds(own), typical).transpose(1, 2).unflatten(2, maps.shape[2:])
        out.append((on_grid(split_kinds(chances, own)) * 255).round().byte().numpy())
    return np.concatenate(out)


def on_grid(chances: torch.Tensor) -> torch.Tensor:
    """Labels are kept on a grid of 32 by 32, whatever the encoder's cells are."""
    return F.interpolate(chances, (32, 32), mode="bilinear", align_corners=False)


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
    torch.manual_seed(args.seed)
    library = Library.load(args.cache)
    trunk = make_clip(len(make_tokenizer(args.cache / "tokenizer")), args.cache / "trunk.safetensors").visual.trunk
    features = all_features(library, trunk.to(memory_format=torch.channels_last).eval())
    teacher = train(library, features, args.steps, args.rate)
    np.save(args.cache / "labels.npy", label(library, teacher, features[0]))


if __name__ == "__main__":
    main()
