"""Batches of training pictures: scale jitter that joins the resolutions, and what light and air do to colours."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F


@dataclass
class Library:
    """All training pictures in memory, by resolution (0 = about 0.3 m, 1 = 10 m)."""

    pictures: list[np.ndarray]  # per resolution (N, H, W, 3) uint8
    states: list[torch.Tensor]  # per resolution (N, W) int8: 1 present, 0 absent, -1 unknown
    weights: list[np.ndarray]  # per resolution (N,) how often a picture is drawn; 0 for those held back
    held: list[np.ndarray]  # per resolution the numbers of the pictures held back: nothing is trained on them

    @classmethod
    def load(cls, cache: Path) -> Library:
        """Reads what prepare.py wrote."""
        words = np.load(cache / "words.npz")
        pictures, states, weights, held = [], [], [], []
        for name in ("fine", "coarse"):
            pictures.append(np.load(cache / f"{name}.npy"))
            states.append(torch.from_numpy(words[name]))
            have = words[name] == 1
            rare = 1 / np.sqrt(have.sum(0).clip(30))  # pictures of rare words oftener, those without words a little
            weight = (have * rare).max(1)
            weight = np.where(have.any(1), weight / weight.max(), 0.1) + 0.15
            held.append(held_back(len(have)))
            weight[held[-1]] = 0
            weights.append(weight / weight.sum())
        return cls(pictures, states, weights, held)

    def draw(self, resolution: int, count: int, rng: np.random.Generator) -> np.ndarray:
        """Numbers of random pictures, (count,)."""
        return rng.choice(len(self.pictures[resolution]), count, p=self.weights[resolution])

    def crop(self, resolution: int, numbers: np.ndarray, side: int, out: int, rng: np.random.Generator) -> torch.Tensor:
        """One random square of `side` px of each picture, resized to `out` px: (B, 3, out, out) float32, 0 to 1."""
        stack = self.pictures[resolution]
        height, width = stack.shape[1:3]
        side = min(side, height, width)
        rows, cols = rng.integers(0, height - side + 1, len(numbers)), rng.integers(0, width - side + 1, len(numbers))
        cut = np.stack([stack[n, r : r + side, c : c + side] for n, r, c in zip(numbers, rows, cols)])
        batch = torch.from_numpy(cut).permute(0, 3, 1, 2).float().div_(255)
        if side != out:
            batch = F.interpolate(batch, (out, out), mode="bilinear", antialias=True, align_corners=False)
        return turn(batch, int(rng.integers(8)))


def held_back(count: int) -> np.ndarray:
    """Numbers of the pictures that are held back, one in ten: runs of ten, since neighbours may show one place."""
    numbers = np.arange(count)
    return numbers[numbers // 10 % 10 == 9]


def turn(batch: torch.Tensor, how: int) -> torch.Tensor:
    """One of the eight rotations and flips of (B, C, h, w); `how` 0 to 7."""
    batch = torch.rot90(batch, how % 4, (2, 3))
    return batch.flip(3) if how >= 4 else batch


def unturn(batch: torch.Tensor, how: int) -> torch.Tensor:
    """Undoes `turn`."""
    batch = batch.flip(3) if how >= 4 else batch
    return torch.rot90(batch, -(how % 4), (2, 3))


def weather(batch: torch.Tensor, generator: torch.Generator, strength: float = 1.0) -> torch.Tensor:
    """Brightness, contrast, white balance, saturation, gamma, haze, blur, noise; (B, 3, h, w), stays in 0 to 1."""
    count = len(batch)

    def uniform(low: float, high: float, channels: int = 1) -> torch.Tensor:
        draw = torch.rand(count, channels, 1, 1, generator=generator)
        return (low + (high - low) * draw) * strength

    out = batch.clamp(1e-3, 1) ** torch.exp(uniform(-0.45, 0.45))
    grey = out.mean(1, keepdim=True)
    out = grey + (out - grey) * torch.exp(uniform(-0.5, 0.4))
    out = out * torch.exp(uniform(-0.12, 0.12, 3))
    centre = out.mean((1, 2, 3), keepdim=True)
    out = (out - centre) * torch.exp(uniform(-0.4, 0.35)) + centre * torch.exp(uniform(-0.25, 0.25))
    hazy = (torch.rand(count, 1, 1, 1, generator=generator) < 0.3).float() * uniform(0.0, 0.45)
    air = 0.75 + 0.15 * torch.rand(count, 3, 1, 1, generator=generator)
    out = out * (1 - hazy) + air * hazy
    soft = F.avg_pool2d(F.pad(out, (1, 1, 1, 1), mode="replicate"), 3, 1)
    blur = (torch.rand(count, 1, 1, 1, generator=generator) < 0.3).float() * uniform(0.0, 1.0)
    out = out * (1 - blur) + soft * blur
    noisy = (torch.rand(count, 1, 1, 1, generator=generator) < 0.3).float() * 0.03 * strength
    return (out + noisy * torch.randn(out.shape, generator=generator)).clamp(0, 1)
