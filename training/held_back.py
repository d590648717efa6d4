"""How well words are found in photographs that nothing was trained on, as they are and seen otherwise.

This is what the training stops by, and what choices between trainings are made by. A picture's score for a word is the
mean over the tenth of its places that resemble the word most, each against the other words of the resolution; average
precision of that score over the pictures that are known to show the word or not, then the mean over words. The changes
are of fixed strength and partly of kinds that training never draws, so that what is learned must carry over.
"""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F
from pictures import Library
from PIL import Image
from words import COARSE, COVER, FINE, WORDS

FEW = 4  # pictures with and without a word that it needs to count


def jpeg(batch: torch.Tensor, quality: int) -> torch.Tensor:
    """Every picture through JPEG."""
    out = []
    for picture in (batch.permute(0, 2, 3, 1) * 255).round().byte().numpy():
        memory = io.BytesIO()
        Image.fromarray(picture).save(memory, "JPEG", quality=quality)
        out.append(np.array(Image.open(memory)))
    return torch.from_numpy(np.stack(out)).permute(0, 3, 1, 2).float() / 255


def smaller(batch: torch.Tensor) -> torch.Tensor:
    """Half as many pixels a side, mirrored to the old size: twice the ground resolution."""
    half = F.avg_pool2d(batch, 2)
    rows = torch.cat([half, half.flip(2)], 2)
    return torch.cat([rows, rows.flip(3)], 3)


def infrared(batch: torch.Tensor) -> torch.Tensor:
    """Bands turned round, what was green in red's place, as in a near-infrared composite."""
    red, green, blue = batch.split(1, 1)
    return torch.cat([(1.6 * green - 0.4 * blue).clamp(0, 1), red, green], 1)


def low_sun(batch: torch.Tensor) -> torch.Tensor:
    """Dark, of high contrast, reddish."""
    gains = torch.tensor([1.1, 0.9, 0.75]).view(1, 3, 1, 1)
    return ((batch**1.4) * gains).clamp(0, 1)


CHANGES: dict[str, Callable[[torch.Tensor], torch.Tensor]] = {
    "plain": lambda b: b,
    "half resolution": smaller,
    "haze": lambda b: b * 0.55 + 0.45 * torch.tensor([0.78, 0.82, 0.88]).view(1, 3, 1, 1),
    "low sun": low_sun,
    "JPEG 40": lambda b: jpeg(b, 40),
    "gains": lambda b: (b * torch.tensor([0.75, 1.0, 1.25]).view(1, 3, 1, 1)).clamp(0, 1),
    "infrared": infrared,
}


def precision(scores: np.ndarray, shown: np.ndarray) -> float:
    """Average precision of (n,) scores where `shown` (n,) says which are right."""
    right = shown[np.argsort(-scores, kind="stable")]
    return float((np.cumsum(right) / np.arange(1, len(right) + 1))[right].mean())


@torch.no_grad()
def measure(
    logits: Callable[[torch.Tensor], torch.Tensor], library: Library, most: int = 100, changes: tuple[str, ...] = ()
) -> dict[str, float]:
    """Mean average precision by change, and "shifted": the mean of all changes but "plain".

    Args:
        logits: Pictures (B, 3, h, w) in 0 to 1 to (B, W, h', w').
        library: Of which the pictures held back are taken.
        most: Pictures of each resolution, evenly over those held back.
        changes: Names of CHANGES; all when empty.
    """
    out = {}
    for name in changes or CHANGES:
        found = []
        for resolution in (FINE, COARSE):
            held = library.held[resolution]
            held = held[np.linspace(0, len(held) - 1, min(most, len(held))).astype(int)]
            columns, scores = [WORDS.index(w) for w in COVER[resolution]], []
            for start in range(0, len(held), 10):
                numbers = held[start : start + 10]
                batch = torch.from_numpy(library.pictures[resolution][numbers]).permute(0, 3, 1, 2).float() / 255
                maps = logits(CHANGES[name](batch))[:, columns].log_softmax(1).flatten(2)
                scores.append(maps.topk(max(1, maps.shape[2] // 10), dim=2).values.mean(2))
            table, states = torch.cat(scores).numpy(), library.states[resolution].numpy()[held][:, columns]
            for column in range(len(columns)):
                known = states[:, column] >= 0
                shown = states[known, column] == 1
                if min(shown.sum(), (~shown).sum()) >= FEW:
                    found.append(precision(table[known, column], shown))
        out[name] = float(np.mean(found))
    others = [v for k, v in out.items() if k != "plain"]
    return {**out, "shifted": float(np.mean(others))} if others else out
