"""Cells of features where the features are: taken, joined, their mean, and K-means as scikit-learn's, step by step.

On a GPU nothing of them goes to the host; on a CPU K-means with thousands of channels takes minutes a word.

Source: OVDiff clusters raw features with scikit-learn (k-means++, Lloyd). Seeds, trials, tolerance and what happens to
an empty cluster are the same here, so that both find the same centres but for rounding.
"""
# ruff: noqa: TID253 - points are clustered where the features are

from __future__ import annotations

from collections.abc import Sequence
from typing import Union

import numpy as np
import torch

Values = Union[np.ndarray, torch.Tensor]  # arrays on a CPU, tensors on a GPU

MOST_ITERATIONS = 300
PART = 4096  # rows that are squared at a time
TOLERANCE = 1e-4  # of the mean variance: centres that move less are final


def cells_of(features: Values, mask: np.ndarray) -> Values:
    """The cells (n, D) of a map (D, h, w) that a mask (h, w) bool shows."""
    if isinstance(features, np.ndarray):
        return features[:, mask].T
    return features.flatten(1)[:, torch.from_numpy(np.flatnonzero(mask)).to(features.device)].T


def rows_of(points: Values, index: np.ndarray) -> Values:
    """The rows of a matrix that an index (n,) int64 names."""
    return points[index] if isinstance(points, np.ndarray) else points[torch.from_numpy(index).to(points.device)]


def joined(cells: Sequence[Values]) -> Values:
    """Matrices (n_i, D), all of them arrays or all of them tensors, as one (n, D) float32."""
    arrays = [each for each in cells if isinstance(each, np.ndarray)]
    if arrays:
        return np.concatenate(arrays).astype(np.float32, copy=False)
    return torch.cat([each for each in cells if isinstance(each, torch.Tensor)]).float()


def mean_of(cells: Values) -> np.ndarray:
    """The mean (D,) float64 of cells (n, D)."""
    if isinstance(cells, np.ndarray):
        return cells.mean(0, dtype=np.float64)
    sums = torch.stack([part.sum(0, dtype=torch.float64) for part in cells.split(PART)])
    return (sums.sum(0) / len(cells)).cpu().numpy()


def kmeans(points: Values, k: int, seed: int, device: str) -> np.ndarray:
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
        x = torch.as_tensor(points, dtype=torch.float32, device=device).clone()  # a copy: it is centred in place
        middle = x.mean(0)
        x -= middle  # smaller numbers, less cancellation in the distances
        norms = torch.cat([(part * part).sum(1) for part in x.split(PART)])  # once, and never all squares at a time
        centres = _first_centres(x, norms, k, np.random.RandomState(seed))
        enough = TOLERANCE * float(norms.mean() / x.shape[1])
        labels = torch.full((len(x),), -1, device=device)
        for _ in range(MOST_ITERATIONS):
            distances, nearest = _distances(x, norms, centres).min(1)
            if torch.equal(nearest, labels):
                break
            labels, moved = nearest, _means(x, nearest, distances, k)
            shift = float(((moved - centres) ** 2).sum())
            centres = moved
            if shift <= enough:
                break
        return (centres + middle).cpu().numpy()


def _distances(x: torch.Tensor, norms: torch.Tensor, centres: torch.Tensor) -> torch.Tensor:
    """Squared distances (n, k); `norms` are the squared lengths of `x`."""
    return (norms[:, None] - 2 * (x @ centres.T) + (centres * centres).sum(1)).clamp(min=0)


def _first_centres(x: torch.Tensor, norms: torch.Tensor, k: int, draw: np.random.RandomState) -> torch.Tensor:
    """Greedy k-means++: of a few candidates, drawn by squared distance, the one that leaves the least of it."""
    trials = 2 + int(np.log(k))
    chosen = [int(draw.choice(len(x), p=np.full(len(x), 1 / len(x))))]
    closest = _distances(x, norms, x[chosen])[:, 0]
    for _ in range(k - 1):
        total = np.cumsum(closest.cpu().numpy().astype(np.float64))
        drawn = np.searchsorted(total, draw.uniform(size=trials) * total[-1]).clip(max=len(x) - 1)
        left = torch.minimum(closest[:, None], _distances(x, norms, x[torch.from_numpy(drawn).to(x.device)]))
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
