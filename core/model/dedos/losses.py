"""What DEDOS is trained by: cross-entropy, dice, and agreement of a picture with its denoised one.

Ours where the published code differs (docs/contracts.md, DEDOS): no matching of 100 masks, since a few dozen windows
do not make them specialise; agreement is asked of the denoised picture with the original, place by place.
"""

from __future__ import annotations

import torch
from torch.nn import functional as F


def cross_entropy(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Mean over labelled pixels; 0 where there are none.

    Args:
        logits: (B, C, h, w).
        labels: (B, h, w) channels, -1 where nothing is said.
    """
    said = labels >= 0
    if not said.any():
        return logits.sum() * 0
    return F.cross_entropy(logits.movedim(1, -1)[said], labels[said])


def dice(logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """1 - dice of each class that is labelled in the batch, over labelled pixels; their mean.

    Args:
        logits: As for `cross_entropy`.
        labels: Likewise.
    """
    said = labels >= 0
    if not said.any():
        return logits.sum() * 0
    shares, known = logits.softmax(1).movedim(1, -1)[said], labels[said]  # (n, C), (n,)
    truth = F.one_hot(known, shares.shape[1]).to(shares.dtype)
    there = truth.sum(0) > 0
    overlap, sizes = (shares * truth).sum(0), shares.sum(0) + truth.sum(0)
    return (1 - 2 * overlap[there] / sizes[there]).mean()


def consistency(
    clear: torch.Tensor, denoised: torch.Tensor, before: tuple[torch.Tensor, torch.Tensor], keys: torch.Tensor
) -> torch.Tensor:
    """Smooth L1 between two likenesses of a picture's places to those of its denoised one.

    Args:
        clear: Places (B, D, h, w).
        denoised: The same of the denoised pictures.
        before: The same of the frozen CLIP: how alike they are there is the target.
        keys: The tokens in the joint space (T, D): how alike both are in what the tokens say of them is the prediction.
    """
    with torch.no_grad():
        target = F.cosine_similarity(*before, dim=1)
    told = [torch.einsum("bdhw,td->bthw", places, keys) for places in (clear, denoised)]
    return F.smooth_l1_loss(F.cosine_similarity(*told, dim=1), target)
