"""What the encoder's training needs beside the CLIP itself: heads, soft labels, losses."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from networks import DENSE, EARLY, NARROW, TAP, pooled, stages
from teacher import assign
from torch import nn
from views import unmosaic
from words import COARSE, COVER, FINE, SCENE_WORDS, WORDS

ALSO = ["tree", "grass", "water", "building", "road"]  # at 10 m, beside COVER[COARSE]
WORDS_AT = [COVER[FINE], [*COVER[COARSE], *ALSO]]  # what competes for a place, by resolution
COLUMNS = [[WORDS.index(w) for w in words] for words in WORDS_AT]
SCENES = [WORDS.index(w) for w in SCENE_WORDS if w != "road"]
MIXED = [WORDS_AT[COARSE].index(w) for w in ("highway", "river")]  # fill a part of their pictures only
TAU = 0.5  # how much of the words' frequency is taken out
FOLLOW = 0.02  # of running means


class Map(nn.Module):
    """Directions of all words in one map of the trunk."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(channels))  # running mean of the map
        self.register_buffer("prior", torch.full((2, max(map(len, COLUMNS))), 0.06))
        self.log_scale = nn.Parameter(torch.tensor(math.log(12.0)))
        self.words = nn.Parameter(torch.randn(len(WORDS), channels))

    def scale(self) -> torch.Tensor:
        """What cosines are multiplied by."""
        return self.log_scale.clamp(max=math.log(24)).exp()

    def directions(self) -> torch.Tensor:
        """Every word's direction: (W, D) unit length."""
        return F.normalize(self.words, dim=1)

    def logits(self, seen: torch.Tensor) -> torch.Tensor:
        """Scaled cosines of every place, less the map's mean, with every word: (B, W, h, w)."""
        if self.training:
            with torch.no_grad():
                self.mean.lerp_(seen.mean((0, 2, 3)), FOLLOW)
        unit = F.normalize(seen - self.mean[:, None, None], dim=1)
        return self.scale() * torch.einsum("bdhw,cd->bchw", unit, self.directions())


class Heads(nn.Module):
    """What training needs beside the CLIP; its parts are not shipped, but for the dense map's mean."""

    def __init__(self) -> None:
        super().__init__()
        self.dense, self.early = Map(DENSE), Map(NARROW)
        self.picture_bias = nn.Parameter(torch.full((len(WORDS),), -3.0))


def soft_loss(logits: torch.Tensor, goals: torch.Tensor, prior: torch.Tensor) -> torch.Tensor:
    """Cross-entropy with soft goals, rare words lifted by TAU; `prior` follows what the goals hold."""
    with torch.no_grad():
        prior.lerp_(goals.mean((0, 2, 3)), FOLLOW)
    adjusted = (logits + TAU * prior.clamp_min(1e-3).log()[:, None, None]).log_softmax(1)
    return -(goals * adjusted).sum(1).mean()


def coarse_goals(logits: torch.Tensor, states: torch.Tensor) -> torch.Tensor:
    """What the places of 10 m pictures show: the class and what it means, or, beside a road or river, what is doubtful.

    logits (B, K, h, w) over WORDS_AT[COARSE]; states (B, W); returns like logits.
    """
    own = states[:, COLUMNS[COARSE]]
    present = torch.where(own == 1, 1.0, torch.where(own == 0, 0.0, 0.1))
    mixed = (own[:, MIXED] == 1).any(1, keepdim=True)
    present = torch.where(mixed, present, (own == 1).float())
    chances = assign(logits.flatten(2).transpose(1, 2), present, torch.ones(len(COLUMNS[COARSE])), least=0.7)
    return chances.transpose(1, 2).unflatten(2, logits.shape[2:])


def map_loss(head: Map, logits: torch.Tensor, goals: torch.Tensor, single: torch.Tensor, tiles: torch.Tensor) -> dict:
    """Losses of one map: the fine views against their soft labels, the 10 m views against their pictures' words.

    Args:
        head: The map's head.
        logits: (B, W, h, w): fine views, then single 10 m pictures, then mosaics of four.
        goals: (F, 17, h, w) of the fine views.
        single: (S, W) states of the single 10 m pictures.
        tiles: (4 M, W) states of the mosaics' pictures.
    """
    fine, after = len(goals), len(goals) + len(single)
    prior = head.prior[FINE, : len(COLUMNS[FINE])]
    out = {"fine": soft_loss(logits[:fine, COLUMNS[FINE]], goals, prior), "coarse": torch.zeros(())}
    parts = [(logits[fine:after, COLUMNS[COARSE]], single), (unmosaic(logits[after:, COLUMNS[COARSE]], 2), tiles)]
    for part, states in parts:
        goal = coarse_goals(part.detach(), states)
        out["coarse"] = out["coarse"] + soft_loss(part, goal, head.prior[COARSE, : len(COLUMNS[COARSE])])
    return out


def losses(clip: nn.Module, heads: Heads, batch: dict, captions: torch.Tensor) -> dict[str, torch.Tensor]:
    """All losses of one batch, as views.py and train_encoder.py draw it."""
    seen = stages(clip.visual.trunk, batch["pictures"])
    dense, goals, single = seen[TAP], batch["goals"], batch["single"]
    logits = heads.dense.logits(dense)
    fine, count = len(goals), len(batch["states"])
    found = map_loss(heads.dense, logits, goals, single, batch["tiles"])
    out = {"fine": found["fine"], "coarse": 0.3 * found["coarse"]}
    near = heads.early.logits(seen[EARLY])
    wide = F.interpolate(goals, near.shape[2:], mode="bilinear", align_corners=False)
    found = map_loss(heads.early, near, wide, single, batch["tiles"])
    out["early"] = 0.4 * found["fine"] + 0.1 * found["coarse"]
    scenes = batch["states"][:, SCENES] == 1
    place = logits[:count, SCENES].log_softmax(1).mean((2, 3))
    out["scenes"] = -0.1 * (place * scenes).sum() / scenes.sum().clamp_min(1)
    whole = pooled(clip.visual, torch.cat([dense[:count], dense[fine : fine + len(single)]]).detach())
    states = torch.cat([batch["states"], single])
    said = heads.dense.scale() * F.normalize(whole, dim=1) @ heads.dense.directions().T + heads.picture_bias
    known = (states >= 0).float()
    error = F.binary_cross_entropy_with_logits(said, (states == 1).float(), reduction="none")
    out["picture"] = 0.3 * (error * known).sum() / known.sum()
    centred = (dense - heads.dense.mean[:, None, None]).permute(0, 2, 3, 1).flatten(0, 2)
    basis = torch.linalg.qr(heads.dense.directions().detach().T)[0]  # angles decide: light and haze must be small
    out["span"] = 0.3 * (1 - (centred @ basis).pow(2).sum() / centred.pow(2).sum())
    texts = F.normalize(clip.encode_text(captions), dim=1)
    out["texts"] = 1 - (texts * heads.dense.directions().detach()).sum(1).mean()
    return out
