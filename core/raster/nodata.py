"""What of a raster has no value, where the file itself does not say it plainly: decided from samples of the whole.

The samples are the patches that the stretch comes from (`bands.sample_blocks`), a fixed lattice over the raster, put
together as a smaller picture. Never from the area: a pixel's label must not depend on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

import numpy as np
from skimage.measure import label

from ..lattice import Block

COLLAR_SHARE = 1 / 8  # of the border; a picture that was turned or cut off leaves more, shadows and clouds less
OPAQUE_SHARE = 0.5  # of what is not transparent has one and the same opacity, or it is no opacity
LARGEST_SPECK = 64  # working pixels; a larger island is worth a label whatever the smallest polygon
HOLE_SHARE = 0.001  # of the raster inside its outline; less is not worth a warning


@dataclass(frozen=True)
class Samples:
    """A raster thinned to the rows and columns that its samples cover.

    Attributes:
        shape: Of the raster.
        raw: Stored values (bands, rows, cols).
        valid: Whether a pixel has a value, bool (rows, cols).
    """

    shape: tuple[int, int]
    raw: np.ndarray
    valid: np.ndarray


def thinned(shape: tuple[int, int], blocks: Sequence[Block], parts: Sequence[tuple[np.ndarray, np.ndarray]]) -> Samples:
    """Put samples together: blocks of a lattice, with their values (bands, rows, cols) and validity."""
    rows = np.unique(np.concatenate([np.arange(b.row, b.stop[0]) for b in blocks]))
    cols = np.unique(np.concatenate([np.arange(b.col, b.stop[1]) for b in blocks]))
    raw = np.zeros((len(parts[0][0]), rows.size, cols.size), parts[0][0].dtype)
    valid = np.zeros((rows.size, cols.size), bool)
    for block, (values, known) in zip(blocks, parts):
        row, col = np.searchsorted(rows, block.row), np.searchsorted(cols, block.col)
        here = slice(row, row + block.rows), slice(col, col + block.cols)
        raw[(slice(None), *here)], valid[here] = values, known
    return Samples(shape, raw, valid)


def collar_of(samples: Samples) -> float | None:
    """The value of a constant border that no tag, mask or opacity accounts for, or None.

    It is the same number in all bands, fills a corner of the raster and an eighth of its border, lies at the end of
    the raster's values (nothing is lower, or nothing is higher), and leaves something.
    """
    raw, valid = samples.raw, samples.valid
    border = np.concatenate([raw[:, 0], raw[:, -1], raw[:, :, 0], raw[:, :, -1]], axis=1)
    known = np.concatenate([valid[0], valid[-1], valid[:, 0], valid[:, -1]])
    same = known & (border == border[0]).all(axis=0)
    if not same.any():
        return None
    values, counts = np.unique(border[0][same], return_counts=True)
    value = values[counts.argmax()]
    if counts.max() < COLLAR_SHARE * known.size:
        return None
    corners = raw[:, [0, 0, -1, -1], [0, -1, 0, -1]]
    if not (corners == value).all(axis=0).any():
        return None
    rest = raw[:, valid & ~(raw == value).all(axis=0)]
    if not rest.size or not (rest.min() >= value or rest.max() <= value):
        return None
    return float(value)


def opacity_is_meant(alpha: Sequence[np.ndarray], colours: Sequence[np.ndarray]) -> bool:
    """Whether a band that the file calls opacity is one.

    Writers call a fourth band so whatever it holds, near infrared above all. An opacity is the same number in at least
    half of what is not transparent; or what is transparent shows one colour only, as what was cut away does.

    Args:
        alpha: Samples of the band, each (rows, cols).
        colours: The same places of the shown bands, each (bands, rows, cols).
    """
    values = np.concatenate([part.ravel() for part in alpha])
    shown = np.concatenate([part.reshape(len(part), -1) for part in colours], axis=1)
    clear = values == 0
    if not clear.any():
        return True  # it takes nothing away
    hidden = shown[:, clear]
    plain = bool((hidden == hidden[:, :1]).all())
    if clear.all():
        return plain
    _, counts = np.unique(values[~clear], return_counts=True)
    return bool(plain or counts.max() >= OPAQUE_SHARE * counts.sum())


def holes(samples: Samples) -> float:
    """The share of the raster inside its own outline that has no value.

    Inside is what has values on all four sides in its row and column. Specks make no outline: a value counts there
    where the eight around it have one as well.
    """
    solid = np.pad(samples.valid, 1, mode="edge")
    rows, cols = samples.valid.shape
    firm = np.ones((rows, cols), bool)
    for i in range(3):
        for j in range(3):
            firm &= solid[i : i + rows, j : j + cols]
    sides = [np.logical_or.accumulate(firm[::step], axis=0)[::step] for step in (1, -1)]
    sides += [np.logical_or.accumulate(firm[:, ::step], axis=1)[:, ::step] for step in (1, -1)]
    inside = np.logical_and.reduce(sides)
    return float((inside & ~samples.valid).sum() / inside.sum()) if inside.any() else 0.0


def without_specks(valid: np.ndarray, smallest: int) -> np.ndarray:
    """Validity less islands of fewer than `smallest` pixels, 4-connected: what JPEG leaves of a picture in its nodata.

    An island cut off by the edge of the array counts as large if it reaches `smallest` pixels inwards; so the answer is
    right everywhere but in that margin.
    """
    if smallest <= 1 or valid.all():
        return valid
    islands = label(valid, connectivity=1)
    large = np.bincount(islands.ravel()) >= smallest
    large[0] = False
    return large[islands]
