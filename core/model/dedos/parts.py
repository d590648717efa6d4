"""What DEDOS puts into a frozen CLIP: tokens, their injection, the text interface, and a head on the cost volume.

Source: the paper's idea (DEDOS, ICCV 2025) and the adapters of its published code, `model_vpt.py`. Its head re-learns
the joint space from 80,000 iterations; a few dozen windows cannot, so that ours keeps CLIP's projection and refines
cosines. Every part adds a residual that starts at zero: untrained, the whole is dense CLIP.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional as F

BASE = 10  # rows of each factor of the queries: their products are the tokens
TOKENS = BASE * BASE
WIDTH = 256  # of a token
HEADS = 8
KEYS = 128  # of the text interface, all heads together
CHANNELS = 16  # of the head, shared by all classes
WHOLE = 128  # widest features whose linear layers are not of low rank
RANK = 64


def linear(width: int) -> nn.Module:
    """A linear layer on features of that width, of low rank where they are wide: labels are few."""
    if width <= WHOLE:
        return nn.Linear(width, width)
    return nn.Sequential(nn.Linear(width, RANK, bias=False), nn.Linear(RANK, width))


class Injection(nn.Module):
    """Patches look at the tokens, and what they find is added to them; token 0 is a sink that stands for nothing.

    Args:
        width: C, of the features at every site.
        sites: Blocks after which it happens.
    """

    def __init__(self, width: int, sites: int) -> None:
        super().__init__()
        self.to_site = nn.ModuleList(nn.Linear(WIDTH, width, bias=False) for _ in range(sites))
        self.value, self.mix = linear(width), linear(width)  # shared by all sites
        self.strength = nn.Parameter(torch.zeros(()))

    def forward(self, site: int, patches: torch.Tensor, tokens: torch.Tensor) -> torch.Tensor:
        """Patches (B, N, C) with what they find in the tokens (100, 256)."""
        at_site = self.to_site[site](tokens)  # (100, C)
        shares = (patches @ at_site.T / patches.shape[-1] ** 0.5).softmax(-1)
        found = shares[..., 1:] @ self.value(at_site[1:])
        return patches + self.strength * self.mix(found + patches)


class TextInterface(nn.Module):
    """Texts look at the tokens by linear attention, and what they find is added to them.

    Source: Katharopoulos et al. 2020 (elu + 1) for the attention; residual and zero start as in the paper's figure.

    Args:
        dim: D, of the space that CLIP's texts and places share.
    """

    def __init__(self, dim: int) -> None:
        super().__init__()
        self.query = nn.Linear(dim, KEYS, bias=False)
        self.key, self.value = nn.Linear(WIDTH, KEYS, bias=False), nn.Linear(WIDTH, KEYS, bias=False)
        self.out = nn.Linear(KEYS, dim)
        self.strength = nn.Parameter(torch.zeros(()))

    def forward(self, texts: torch.Tensor, tokens: torch.Tensor) -> torch.Tensor:
        """Texts (W, D) with what they find in the tokens (100, 256)."""
        q = F.elu(self.query(texts).unflatten(-1, (HEADS, -1))) + 1  # (W, heads, d)
        k = F.elu(self.key(tokens).unflatten(-1, (HEADS, -1))) + 1
        v = self.value(tokens).unflatten(-1, (HEADS, -1))
        summed = torch.einsum("nhd,nhe->hde", k, v)
        found = torch.einsum("whd,hde->whe", q, summed) / torch.einsum("whd,hd->wh", q, k.sum(0))[..., None]
        return texts + self.strength * self.out(found.flatten(1))


class Head(nn.Module):
    """Refines each class's map of cosines by itself, with the same weights for all: any word can be asked for later."""

    def __init__(self) -> None:
        super().__init__()
        self.lift = nn.Conv2d(1, CHANNELS, 1)
        self.around = nn.ModuleList(nn.Conv2d(CHANNELS, CHANNELS, 3, padding=1, groups=CHANNELS) for _ in range(2))
        self.across = nn.ModuleList(nn.Conv2d(CHANNELS, CHANNELS, 1) for _ in range(2))
        self.lower = nn.Conv2d(CHANNELS, 1, 1)
        nn.init.zeros_(self.lower.weight)
        nn.init.zeros_(self.lower.bias)

    def forward(self, cosines: torch.Tensor) -> torch.Tensor:
        """Maps (B, W, h, w) of the same shape."""
        maps = self.lift(cosines.flatten(0, 1)[:, None])
        for around, across in zip(self.around, self.across):
            maps = F.gelu(across(around(maps)))
        return cosines + self.lower(maps)[:, 0].unflatten(0, cosines.shape[:2])


class Queries(nn.Module):
    """Makes the tokens from what the U-Net saw of training windows; only their mean is kept in the end.

    Queries are products of 10 rows for all layers and 10 rows of each; one block for all layers lets them look at the
    layer's features; a token is joined from largest, mean and last over the layers.

    Args:
        widths: C of each stage's features. The layers are the stages at each timestep, timestep by timestep.
        timesteps: How many.
    """

    MASKED = 0.3  # of the keys that are left out while training

    def __init__(self, widths: tuple[int, ...], timesteps: int) -> None:
        super().__init__()
        self.stages = len(widths)
        limit = (6 / (3 + WIDTH)) ** 0.5
        self.base = nn.Parameter(torch.empty(BASE, WIDTH).uniform_(-limit, limit))
        self.of_layer = nn.Parameter(torch.empty(timesteps * self.stages, BASE, WIDTH).uniform_(-1, 1))
        self.from_stage = nn.ModuleList(nn.Linear(width, WIDTH) for width in widths)
        self.before, self.between = nn.LayerNorm(WIDTH, eps=1e-6), nn.LayerNorm(WIDTH, eps=1e-6)
        self.look = nn.MultiheadAttention(WIDTH, HEADS, batch_first=True)
        self.wide, self.narrow = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)
        self.along = nn.Conv1d(4 * WIDTH, 4 * WIDTH, 3, padding=1, groups=4 * WIDTH)  # over the row of queries
        self.join = nn.Linear(3 * WIDTH, WIDTH)

    def forward(self, seen: list[torch.Tensor], masks: list[torch.Tensor] | None = None) -> torch.Tensor:
        """Tokens (100, 256) of some windows, the mean over them.

        Args:
            seen: Of each layer (B, N, C).
            masks: Of each layer (B, N) bool, the keys that are left out; None leaves none out.
        """
        made = []
        for layer, features in enumerate(seen):
            q = (self.base[:, None] * self.of_layer[layer]).flatten(0, 1).expand(len(features), -1, -1)
            keys = self.from_stage[layer % self.stages](features)
            mask = None if masks is None else masks[layer]
            q = q + self.look(self.before(q), keys, keys, key_padding_mask=mask, need_weights=False)[0]
            inner = self.along(self.wide(self.between(q)).transpose(1, 2)).transpose(1, 2)
            made.append(q + self.narrow(F.gelu(inner)))
        every = torch.stack(made)
        joined = self.join(torch.cat([every.amax(0), every.mean(0), every[-1]], -1))
        return joined.mean(0)
