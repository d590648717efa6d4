"""How well a model does on windows that were held back, beside the CLIP that it began from."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch.nn import functional as F

from ..device import one_thread
from .model import Dedos, of_classes
from .tiles import at_labels
from .towers import Tower

TRIED = 64  # scores of the background that the untrained model may choose among


def scored(
    model: Dedos, tower: Tower, windows: Sequence[np.ndarray], texts: torch.Tensor, members: list[tuple[int, ...]]
) -> list[np.ndarray]:
    """Scores (C, h, w) float32 of the classes at the labels' pixels of each window (3, s, s) uint8."""
    one_thread(texts.device.type)
    found = []
    with torch.no_grad():
        for window in windows:
            scores = of_classes(model.scores(model.places(tower, tower.before(window[None])), texts), members)
            size = at_labels(window[0]).shape
            scores = F.interpolate(scores, size, mode="bilinear", align_corners=False)
            found.append(scores[0].cpu().numpy())
    return found


def confusion(scores: Sequence[np.ndarray], labels: Sequence[np.ndarray], nothing: float | None) -> np.ndarray:
    """Pixels by (label, choice), (1 + C, 1 + C); nobody is background where `nothing`, its score, is None."""
    C = len(scores[0])
    counts = np.zeros((1 + C, 1 + C), np.int64)
    for of_window, said in zip(scores, labels):
        known = at_labels(said)
        choice = of_window.argmax(0) + 1
        if nothing is not None:
            choice = np.where(of_window.max(0) > nothing, choice, 0)
        use = known >= 0
        np.add.at(counts, (known[use], choice[use]), 1)
    return counts


def shares(counts: np.ndarray) -> np.ndarray:
    """Intersection over union of each channel, (1 + C,); NaN where it is not labelled."""
    right, labelled, chosen = np.diag(counts), counts.sum(1), counts.sum(0)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = right / (labelled + chosen - right)
    return np.where(labelled > 0, found, np.nan)


def mean_share(counts: np.ndarray) -> float:
    """Mean over the labelled channels; 0 without any."""
    found = shares(counts)
    return float(np.nanmean(found)) if not np.isnan(found).all() else 0.0


def best_nothing(scores: Sequence[np.ndarray], labels: Sequence[np.ndarray]) -> float:
    """The background's score by which these windows come out best: what CLIP without training may know, too."""
    best = np.concatenate([of_window.max(0).ravel() for of_window in scores])
    tried = np.unique(np.quantile(best, np.linspace(0, 1, TRIED)))
    found = [mean_share(confusion(scores, labels, float(nothing))) for nothing in tried]
    return float(tried[int(np.argmax(found))])
