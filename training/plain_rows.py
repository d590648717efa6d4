"""Rows of the table that need no network: what a map without any knowledge would score on a labelled set.

`majority` names every pixel by the set's largest class. `colour` compares the mean colour of each cell with the mean
colours of the classes, which it is told by the masks of the other half of the tiles: a floor for whatever claims to
know more than colour, and no method, since it has seen the answers.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from guard import prepare_imports
from PIL import Image

prepare_imports()
from terralex.core.jobs.evaluate import IGNORE, read_mask, read_set, score  # noqa: E402

CELL_M = 2.4  # metres that share one colour: 8 pixels of 0.3 m


def cells(picture: np.ndarray, side: int) -> np.ndarray:
    """Mean colour of each square of `side` px: (h, w, 3) float64 of a picture (H, W, 3), H and W multiples of it."""
    rows, cols = (n // side for n in picture.shape[:2])
    return picture[: rows * side, : cols * side].reshape(rows, side, cols, side, 3).mean((1, 3))


def whole(picture: np.ndarray, side: int, mode: str = "edge") -> np.ndarray:
    """A picture filled up to multiples of `side`."""
    more = [(0, -n % side) for n in picture.shape[:2]] + [(0, 0)] * (picture.ndim - 2)
    return np.pad(picture, more, mode=mode)


def compared(truths: list[np.ndarray], guesses: list[np.ndarray], names: dict[int, str]) -> dict:
    """The engine's report on predictions."""
    matrix = np.zeros((256, 256), np.int64)
    for truth, guess in zip(truths, guesses):
        seen = truth != IGNORE
        both = truth[seen].astype(np.int64) * 256 + guess[seen]
        matrix += np.bincount(both, minlength=65536).reshape(256, 256)
    return score(matrix, names)


def majority(truths: list[np.ndarray]) -> list[np.ndarray]:
    """The largest class everywhere."""
    counts = sum(np.bincount(t[t != IGNORE].ravel(), minlength=256) for t in truths)
    return [np.full_like(t, int(np.argmax(counts))) for t in truths]


def colour(pictures: list[np.ndarray], truths: list[np.ndarray], side: int) -> list[np.ndarray]:
    """The nearest mean colour, fitted on the even tiles for the odd ones and the other way round."""
    maps = [cells(whole(p, side), side) for p in pictures]
    out: list = [None] * len(maps)
    for fold in (0, 1):
        fitted = range(fold, len(maps), 2) if len(maps) > 1 else range(1)
        sums, counts = np.zeros((256, 3)), np.zeros(256)
        for i in fitted:
            truth = whole(truths[i], side)
            colours = maps[i].repeat(side, 0).repeat(side, 1)
            for value in np.unique(truth[truth != IGNORE]):
                sums[value] += colours[truth == value].sum(0)
                counts[value] += (truth == value).sum()
        known = np.flatnonzero(counts)
        means = sums[known] / counts[known, None]
        for i in range(1 - fold, len(maps), 2) if len(maps) > 1 else range(1):
            found = known[((maps[i][:, :, None] - means) ** 2).sum(3).argmin(2)].astype(np.uint8)
            out[i] = found.repeat(side, 0).repeat(side, 1)[: truths[i].shape[0], : truths[i].shape[1]]
    return out


def plain_rows(folder: Path) -> dict[str, dict]:
    """Reports of both on a set."""
    labelled = read_set(folder)
    names = {spec.value: spec.name for spec in labelled.classes.classes}
    if labelled.classes.background:
        names[0] = "background"
    truths = [read_mask(mask) for _, mask in labelled.tiles]
    pictures = [np.asarray(Image.open(image).convert("RGB"), np.float64) for image, _ in labelled.tiles]
    side = max(1, round(CELL_M / labelled.gsd_m))
    return {
        "majority": compared(truths, majority(truths), names),
        "mean colour fitted on the masks": compared(truths, colour(pictures, truths, side), names),
    }
