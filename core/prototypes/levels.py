"""Prototypes of a word: means of its features at three levels, for the word and for what lies around it.

Source: OVDiff, section 3.2: class prototype (mean over all pictures), instance prototypes (mean per picture) and part
prototypes (K-means over all pictures), each for foreground and background.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence

import numpy as np
from sklearn.cluster import KMeans
from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_limits

from .kmeans import Values, cells_of, joined, kmeans, mean_of, rows_of

LEVELS = ("class", "instance", "part")
MAX_POINTS = 100_000  # cells that K-means sees; more are thinned evenly
KMEANS_SEED = 0
LOOKED_AT = 256  # rows that are fetched from a GPU at a time to be told apart


def different(rows: Values, enough: int) -> int:
    """How many different rows there are; counting ends at `enough`."""
    seen: set[bytes] = set()
    for start in range(0, len(rows), LOOKED_AT):
        some = rows[start : start + LOOKED_AT]
        for row in some if isinstance(some, np.ndarray) else some.cpu().numpy():
            seen.add(row.tobytes())
            if len(seen) == enough:
                return enough
    return len(seen)


def part_means(points: Values, parts: int, device: str = "cpu") -> np.ndarray:
    """Centres of K-means over cells.

    On a CPU by scikit-learn with one OpenMP thread and one fixed start: the same points give the same centres, whatever
    else the machine does. On a GPU the same steps there.

    Args:
        points: (n, D) float32, raw features, n at least 1.
        parts: K; fewer when there are fewer different points.
        device: Where to compute.

    Returns:
        (K, D) float32.
    """
    if len(points) > MAX_POINTS:
        points = rows_of(points, np.linspace(0, len(points) - 1, MAX_POINTS).astype(np.int64))
    k = different(points, parts)
    if device != "cpu" or not isinstance(points, np.ndarray):
        return kmeans(points, k, KMEANS_SEED, device)
    with threadpool_limits(1), warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        means = KMeans(k, n_init=1, random_state=KMEANS_SEED, algorithm="lloyd").fit(points).cluster_centers_
    return means.astype(np.float32)


def levels_of(
    cells: list[Values], parts: int, device: str = "cpu", counts: Sequence[int] = ()
) -> dict[str, np.ndarray]:
    """Prototypes of one side (foreground or background) of a word.

    Args:
        cells: Of each picture (n_i, D) float32; emptied, since all of them together fill gigabytes.
        parts: K of the part prototypes.
        device: Where parts are clustered.
        counts: How often each picture counts in what is made of all of them; () for once.

    Returns:
        "class" (1, D), "instance" (up to N, D), "part" (up to K, D) float32; all (0, 0) when no cell is masked.
    """
    often = [n for n, c in zip(counts or [1] * len(cells), cells) if len(c)]
    some = [c for c in cells if len(c)]
    cells.clear()
    if not some:
        return {level: np.zeros((0, 0), np.float32) for level in LEVELS}
    instances = np.stack([mean_of(c) for c in some]).astype(np.float32)
    points = joined([c for c, n in zip(some, often) for _ in range(n)])
    some.clear()
    return {
        "class": mean_of(points)[None].astype(np.float32),
        "instance": instances,
        "part": part_means(points, parts, device),
    }


def build(
    features: Iterable[Values],
    fg: np.ndarray,
    bg: np.ndarray,
    parts: int,
    device: str = "cpu",
    counts: Sequence[int] = (),
) -> dict[str, np.ndarray]:
    """Prototypes of a word for one extractor: {"fg.class": (1, D), "fg.instance": ..., "bg.part": ...}.

    Args:
        features: N maps (D, h, w) float32, arrays, or tensors on a GPU; of each only the masked cells are kept, there.
        fg: (N, h, w) bool, cells of the word.
        bg: (N, h, w) bool, cells that are surely not.
        parts: K of the part prototypes.
        device: Where parts are clustered.
        counts: How often each picture counts, see `levels_of`.
    """
    cells: dict[str, list[Values]] = {"fg": [], "bg": []}
    for one, *masks in zip(features, fg, bg):
        for of_side, mask in zip(cells.values(), masks):
            of_side.append(cells_of(one, mask))
    return {
        f"{side}.{level}": rows
        for side, of_side in cells.items()
        for level, rows in levels_of(of_side, parts, device, counts).items()
    }


def chosen(prototypes: dict[str, np.ndarray], side: str, levels: Iterable[str]) -> np.ndarray:
    """The prototypes of a side at the wanted levels as one matrix (P, D) float32; (0, D) when there are none."""
    found = [prototypes[f"{side}.{level}"] for level in LEVELS if level in set(levels)]
    found = [p for p in found if p.size]
    return np.concatenate(found) if found else np.zeros((0, 0), np.float32)
