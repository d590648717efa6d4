"""Views of training pictures for the encoder: squares at random places, turned, and seen through other air and sensors.

What must not decide a word is changed at random: light, colour, haze, shade of clouds and walls, season, resolution,
JPEG's blocks, and which bands a picture was made of. Everything is drawn from torch's global generator, which the
training seeds anew before each step, so that a continued training sees what an unbroken one would have seen.
"""

from __future__ import annotations

import io
import math

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image


def squares(count: int, side: torch.Tensor, full: int) -> torch.Tensor:
    """Affine matrices (count, 2, 3) of squares of `side` (count,) px of pictures of `full` px: anywhere, turned."""
    half = side / full
    angle = torch.rand(count) * 2 * math.pi
    flip = torch.where(torch.rand(count) < 0.5, -1.0, 1.0)
    where = (torch.rand(count, 2) * 2 - 1) * (1 - half).clamp_min(0)[:, None]
    cos, sin = torch.cos(angle) * half, torch.sin(angle) * half
    rows = [[cos * flip, -sin, where[:, 0]], [sin * flip, cos, where[:, 1]]]
    return torch.stack([torch.stack(row, 1) for row in rows], 1)


def sample(maps: torch.Tensor, matrices: torch.Tensor, out: int, finer: int) -> torch.Tensor:
    """Squares of maps (n, C, h, w): (n, C, out, out), taken `finer` times finer and averaged."""
    grid = F.affine_grid(matrices, [len(matrices), 1, out * finer, out * finer], align_corners=False)
    taken = F.grid_sample(maps, grid, mode="bilinear", padding_mode="reflection", align_corners=False)
    return F.avg_pool2d(taken, finer) if finer > 1 else taken


def mosaic(parts: torch.Tensor, k: int) -> torch.Tensor:
    """Squares side by side, k a side: (B k k, C, s, s) to (B, C, k s, k s)."""
    count, channels, side = len(parts) // (k * k), parts.shape[1], parts.shape[2]
    grid = parts.view(count, k, k, channels, side, side).permute(0, 3, 1, 4, 2, 5)
    return grid.reshape(count, channels, k * side, k * side)


def patched(parts: torch.Tensor, lines: torch.Tensor) -> torch.Tensor:
    """Four squares in one, each a part of itself: cut at a row and a column, in quarters of the side.

    Args:
        parts: (4 B, C, s, s), s a multiple of 4.
        lines: (B, 2) whole numbers 1 to 3.

    Returns:
        (B, C, s, s): at every place the pixel of the one of four that is there.
    """
    groups, quarter = parts.unflatten(0, (-1, 4)), parts.shape[2] // 4
    out = groups[:, 0].clone()
    for one, four, (row, col) in zip(out, groups, (lines * quarter).tolist()):
        one[:, :row, col:] = four[1, :, :row, col:]
        one[:, row:, :col] = four[2, :, row:, :col]
        one[:, row:, col:] = four[3, :, row:, col:]
    return out


def unmosaic(maps: torch.Tensor, k: int) -> torch.Tensor:
    """Undoes `mosaic`."""
    count, channels, rows, cols = maps.shape
    parts = maps.view(count, channels, k, rows // k, k, cols // k).permute(0, 2, 4, 1, 3, 5)
    return parts.reshape(count * k * k, channels, rows // k, cols // k)


def between(count: int, low: float, high: float, channels: int = 1) -> torch.Tensor:
    """Random numbers (count, channels, 1, 1)."""
    return low + (high - low) * torch.rand(count, channels, 1, 1)


def some(count: int, share: float) -> torch.Tensor:
    """1 for about a share of the pictures, else 0: (count, 1, 1, 1)."""
    return (torch.rand(count, 1, 1, 1) < share).float()


def weather(batch: torch.Tensor, strength: torch.Tensor) -> torch.Tensor:
    """Exposure, colour, contrast, haze, softness, sharpening, noise; `strength` (B, 1, 1, 1), result in 0 to 1."""
    n = len(batch)
    out = batch.clamp(1e-3, 1) ** torch.exp(between(n, -0.55, 0.55) * strength)
    grey = out.mean(1, keepdim=True)
    out = grey + (out - grey) * torch.exp(between(n, -0.9, 0.5) * strength)
    out = out * torch.exp(between(n, -0.22, 0.22, 3) * strength)
    centre = out.mean((1, 2, 3), keepdim=True)
    contrast, brightness = (torch.exp(between(n, -0.5, 0.45) * strength), torch.exp(between(n, -0.5, 0.35) * strength))
    out = (out - centre) * contrast + centre * brightness
    haze = some(n, 0.35) * between(n, 0, 0.55) * strength
    out = out * (1 - haze.clamp(0, 0.8)) + (0.7 + 0.2 * torch.rand(n, 3, 1, 1)) * haze.clamp(0, 0.8)
    soft = F.avg_pool2d(F.pad(out, (1, 1, 1, 1), mode="replicate"), 3, 1)
    blur = some(n, 0.35) * (between(n, 0, 1) * strength).clamp(0, 1)
    out = out * (1 - blur) + soft * blur
    out = out + some(n, 0.2) * between(n, 0, 0.8) * strength * (out - soft)
    return (out + some(n, 0.3) * 0.03 * strength * torch.randn_like(out)).clamp(0, 1)


def shade(batch: torch.Tensor, share: float = 0.25) -> torch.Tensor:
    """Darkens one side of a line or a stripe in some pictures, a little bluer: shade is no word of its own."""
    n, _, height, width = batch.shape
    rows, cols = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width), indexing="ij")
    angle = torch.rand(n, 1, 1) * 2 * math.pi
    across = rows * torch.sin(angle) + cols * torch.cos(angle) - (torch.rand(n, 1, 1) - 0.5) * 1.6
    wide = 0.1 + torch.rand(n, 1, 1) * 1.2
    inside = torch.sigmoid(across * 40) * torch.sigmoid((wide - across) * 40)
    dark = 0.3 + 0.4 * torch.rand(n, 1, 1, 1)
    light = dark * (1 + torch.tensor([-0.08, 0.0, 0.12]).view(1, 3, 1, 1) * torch.rand(n, 1, 1, 1))
    mask = inside[:, None] * some(n, share)
    return batch * (1 - mask + mask * light)


def infrared(batch: torch.Tensor, share: float = 0.12) -> torch.Tensor:
    """Some pictures as near-infrared composites (near infrared, red, green): plants bright in red, water dark.

    Near infrared was not recorded. It is guessed from how green a place is, which is enough for "red means plants".
    """
    red, green, blue = batch.split(1, 1)
    level = batch.mean(1, keepdim=True).clamp_min(0.02)
    plants = ((2 * green - red - blue) / level).clamp(0, 0.6)
    wet = ((blue - red) / level).clamp(0, 0.6)
    guess = (level * (0.9 + 2.2 * plants - 1.2 * wet)).clamp(0, 1)
    return torch.where(some(len(batch), share) > 0, torch.cat([guess, red, green], 1), batch)


def grey(batch: torch.Tensor, share: float = 0.06) -> torch.Tensor:
    """Some pictures without colour."""
    return torch.where(some(len(batch), share) > 0, batch.mean(1, keepdim=True).expand_as(batch), batch)


def compressed(batch: torch.Tensor, share: float = 0.25, low: int = 20, high: int = 85) -> torch.Tensor:
    """Some pictures through JPEG."""
    out = batch.clone()
    for i in torch.nonzero(torch.rand(len(batch)) < share)[:, 0].tolist():
        array = (batch[i].permute(1, 2, 0) * 255).round().byte().numpy()
        memory = io.BytesIO()
        Image.fromarray(array).save(memory, "JPEG", quality=int(torch.randint(low, high, (1,))))
        out[i] = torch.from_numpy(np.array(Image.open(memory))).permute(2, 0, 1).float() / 255
    return out


def softened(batch: torch.Tensor, share: float = 0.2) -> torch.Tensor:
    """The first few pictures as soft as imagery that was enlarged."""
    count = round(len(batch) * share)
    if not count:
        return batch
    small = int(batch.shape[2] * (0.35 + 0.5 * float(torch.rand(1))))
    soft = F.interpolate(batch[:count], (small, small), mode="bilinear", antialias=True)
    soft = F.interpolate(soft, batch.shape[2:], mode="bicubic").clamp(0, 1)
    return torch.cat([soft, batch[count:]])


def seen_otherwise(batch: torch.Tensor, light: float = 1.0) -> torch.Tensor:
    """All of the above, with a strength of its own for every picture; one in six stays as it is but for JPEG."""
    strength = torch.rand(len(batch), 1, 1, 1) * 1.15 * light
    strength = strength * (1 - some(len(batch), 1 / 6))
    batch = grey(infrared(shade(softened(batch))))
    return compressed(weather(batch, strength))
