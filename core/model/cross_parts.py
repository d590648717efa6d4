"""What maps of cross-attention are made of: texts, what was seen, scales, and the arithmetic of one layer.

Sources as in `cross_maps`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

# Of the maps at 1, 1/2, 1/4 and 1/8 of the latent's side; in a smaller U-Net those that it has, brought to a sum of 1.
LEVELS = {"paper": (0.1, 0.1, 0.5, 0.3), "faseg": (0.0, 0.15, 0.7, 0.15)}
HALF_MAX = 65504.0  # the largest float16
FLAT = 1e-9  # a map whose values differ by less says nothing


@dataclass(frozen=True)
class Text:
    """A text as the U-Net takes it.

    Attributes:
        word: What is looked for.
        embeds: (tokens, D).
        own: Positions of the word's tokens.
        special: Positions of the tokens that belong to no word: start, end and what fills the text up.
        whole: (1, E) of the whole text, where the U-Net wants it.
        caption: The prompt, where a captioner has continued it; else "".
    """

    word: str
    embeds: torch.Tensor
    own: tuple[int, ...]
    special: tuple[int, ...]
    whole: torch.Tensor | None = None
    caption: str = ""


@dataclass(frozen=True)
class Group:
    """Tokens that share a softmax.

    Attributes:
        embeds: (tokens, D).
        members: Positions of each word's tokens.
        special: As in `Text`.
        keys: Of each layer, (tokens, D').
        values: Likewise, where heads are weighted by their agreement; else empty.
    """

    embeds: torch.Tensor
    members: tuple[tuple[int, ...], ...]
    special: tuple[int, ...]
    keys: tuple[torch.Tensor, ...] = ()
    values: tuple[torch.Tensor, ...] = ()


@dataclass(frozen=True)
class Rule:
    """How maps become scores; see core/options.py.

    Attributes:
        power: How often the self-attention is applied.
        weights: "agreement", or one of `LEVELS`.
        absolute: Whether a word's share is that against the special tokens, and all words have one scale.
    """

    power: int = 1
    weights: str = "paper"
    absolute: bool = False


@dataclass(frozen=True)
class Seen:
    """What the U-Net saw of one window.

    Attributes:
        queries: Of each layer, (n, D'), row-major.
        latent: Rows and columns of the latent.
        index: (N, entries) int64, cells that a cell looks at; None where `weight` is whole.
        weight: (N, entries) float32 that sum to 1, or the whole self-attention (N, N).
        grid: Rows and columns of its N cells.
    """

    queries: tuple[torch.Tensor, ...]
    latent: tuple[int, int]
    index: torch.Tensor | None
    weight: torch.Tensor
    grid: tuple[int, int]

    def arrays(self) -> dict[str, np.ndarray]:
        """To be kept: what does not fit into a half is cut off; only where `index` is there."""
        if self.index is None:
            raise ValueError("the whole self-attention is not kept")
        kept = {f"queries.{i:02}": halves(q) for i, q in enumerate(self.queries)}
        kept["cells"] = self.index.to(torch.int16).cpu().numpy()
        kept["weights"] = halves(self.weight)
        kept["shape"] = np.array([*self.latent, *self.grid], np.int32)
        return kept


@dataclass(frozen=True)
class Scale:
    """What is 0 and what is 1, for W words and R levels, as found over a raster.

    Attributes:
        low: (R, W) float32.
        high: (R, W).
        weights: (R,), of the levels.
        last_low: (W,), after refinement.
        last_high: (W,).
    """

    low: np.ndarray
    high: np.ndarray
    weights: np.ndarray
    last_low: np.ndarray
    last_high: np.ndarray


def halves(x: torch.Tensor) -> np.ndarray:
    """float16, what does not fit cut off."""
    found: np.ndarray = x.float().clamp(-HALF_MAX, HALF_MAX).half().cpu().numpy()
    return found


def in_heads(x: torch.Tensor, heads: int) -> torch.Tensor:
    """(n, heads * d) as (heads, n, d)."""
    return x.unflatten(1, (heads, -1)).transpose(0, 1)


def layer_maps(attn: Any, queries: torch.Tensor, group: Group, number: int, rule: Rule) -> torch.Tensor:
    """Maps (words, n) float32 of one layer: mean over heads, or weighted by how each agrees with all of them."""
    keys = in_heads(group.keys[number], attn.heads)
    shares = (in_heads(queries.to(keys.dtype), attn.heads) @ keys.transpose(1, 2) * attn.scale).float().softmax(-1)
    maps = torch.stack([shares[:, :, list(own)].mean(2) for own in group.members], 1)  # (heads, words, n)
    if rule.absolute:
        maps = maps / (maps + shares[:, :, list(group.special)].sum(2)[:, None]).clamp(min=FLAT)
    if rule.weights != "agreement":
        return maps.mean(0)
    values = in_heads(group.values[number], attn.heads).float()
    out = attn.to_out[0].weight.float().unflatten(1, (attn.heads, -1)).transpose(0, 1)  # (D, heads, d) -> (heads, D, d)
    parts = shares @ values @ out.transpose(1, 2)  # what each head adds, (heads, n, D)
    weights = (parts * parts.sum(0)).sum(2).clamp(min=0)
    weights = weights / weights.sum(0).clamp(min=FLAT)
    return (weights[:, None] * maps).sum(0)


def between(maps: torch.Tensor, low: torch.Tensor, high: torch.Tensor) -> torch.Tensor:
    """Maps (..., N) brought to 0 at `low` and 1 at `high` (...); 0 where these are the same."""
    span = (high - low)[..., None]
    return torch.where(span > FLAT, (maps - low[..., None]) / span.clamp(min=FLAT), torch.zeros_like(maps))


def ends(maps: torch.Tensor, together: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """Smallest and largest value of each word's map (W, N), or of all words together: (W,) each."""
    low, high = maps.amin(1), maps.amax(1)
    return (low.amin().expand_as(low), high.amax().expand_as(high)) if together else (low, high)


def quantiles(values: np.ndarray, share: float, together: bool) -> tuple[np.ndarray, np.ndarray]:
    """Quantiles `share` and 1 - `share` of (R, W, n) for each word, or for all words together: (R, W) float32 each."""
    if together:
        flat = np.quantile(values.reshape(len(values), -1), (share, 1 - share), axis=1)
        found = np.repeat(flat[:, :, None], values.shape[1], axis=2)
    else:
        found = np.quantile(values, (share, 1 - share), axis=2)
    return found[0].astype(np.float32), found[1].astype(np.float32)


def at_middles(valid: np.ndarray, grid: tuple[int, int]) -> np.ndarray:
    """Which cells of a grid hold data in their middle: bool (rows, cols); all where none does."""
    rows, cols = ((2 * np.arange(n) + 1) * side // (2 * n) for n, side in zip(grid, valid.shape))
    found = valid[rows][:, cols]
    return found if found.any() else np.ones_like(found)
