"""K-means on the GPU, step by step as scikit-learn's: with thousands of channels it takes minutes a word on a CPU.

Source: OVDiff clusters raw features with scikit-learn (k-means++, Lloyd). Seeds, trials, tolerance and what happens to
an empty cluster are the same here, so that both find the same centres but for rounding.
"""
# ruff: noqa: TID253 - points are clustered where the features are

from __future__ import annotations

import numpy as np
import torch

MOST_ITERATIONS = 300
TOLERANCE = 1e-4  # of the mean variance: centres that move less are final


def kmeans(points: np.ndarray, k: int, seed: int, device: str) -> np.ndarray:
    """Centres of K-means.

    Sums are matrix products: no atomic additions, so the same device gives the same bits. Ties go to the lowest index.

    Args:
        points: (n, D) float32 with at least k different rows.
        k: How many centres.
        seed: Of the first choice.
        device: Where to compute.

    Returns:
        (k, D) float32.
    """
    with torch.inference_mode():
        x = torch.from_numpy(np.ascontiguousarray(points, np.float32)).to(device)
        middle = x.mean(0)
        x = x - middle  # smaller numbers, less cancellation in the distances
        centres = _first_centres(x, k, np.random.RandomState(seed))
        enough = TOLERANCE * float(x.var(0, correction=0).mean())
        labels = torch.full((len(x),), -1, device=device)
        for _ in range(MOST_ITERATIONS):
            distances, nearest = _distances(x, centres).min(1)
            if torch.equal(nearest, labels):
                break
            labels, moved = nearest, _means(x, nearest, distances, k)
            shift = float(((moved - centres) ** 2).sum())
            centres = moved
            if shift <= enough:
                break
        return (centres + middle).cpu().numpy()


def _distances(x: torch.Tensor, centres: torch.Tensor) -> torch.Tensor:
    """Squared distances (n, k)."""
    return ((x * x).sum(1)[:, None] - 2 * (x @ centres.T) + (centres * centres).sum(1)).clamp(min=0)


def _first_centres(x: torch.Tensor, k: int, draw: np.random.RandomState) -> torch.Tensor:
    """Greedy k-means++: of a few candidates, drawn by squared distance, the one that leaves the least of it."""
    trials = 2 + int(np.log(k))
    chosen = [int(draw.choice(len(x), p=np.full(len(x), 1 / len(x))))]
    closest = _distances(x, x[chosen])[:, 0]
    for _ in range(k - 1):
        total = np.cumsum(closest.cpu().numpy().astype(np.float64))
        drawn = np.searchsorted(total, draw.uniform(size=trials) * total[-1]).clip(max=len(x) - 1)
        left = torch.minimum(closest[:, None], _distances(x, x[torch.from_numpy(drawn).to(x.device)]))
        best = int(left.sum(0, dtype=torch.float64).argmin())
        chosen.append(int(drawn[best]))
        closest = left[:, best]
    return x[chosen]


def _means(x: torch.Tensor, labels: torch.Tensor, distances: torch.Tensor, k: int) -> torch.Tensor:
    """Mean of each cluster's points; an empty cluster takes the point that lies furthest from its own centre."""
    member = torch.nn.functional.one_hot(labels, k).to(x.dtype)  # (n, k)
    counts = member.sum(0)
    empty = torch.nonzero(counts == 0)[:, 0]
    if len(empty):
        furthest = distances.argsort(descending=True, stable=True)[: len(empty)]
        member[furthest] = 0
        member[furthest, empty] = 1
        counts = member.sum(0)
    return (member.T @ x) / counts.clamp(min=1)[:, None]
