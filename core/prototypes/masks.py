"""Regions of support pictures: where the attribution says that the word is, and where it surely is not.

Source: OVDiff, section 3.1. Attribution chooses among the masks that a segmenter proposes (Eq. 1); without a segmenter
the maps are thresholded by multi-Otsu, jointly over a word.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import binary_erosion
from skimage.filters import threshold_multiotsu

FALLBACK = (0.2, 0.5)  # of OVDiff's code, for maps with too few different values
EPSILON = 1e-6  # a cell counts when the resized mask exceeds it; rounding alone does not make a cell


@dataclass(frozen=True)
class Regions:
    """Masks of a word's pictures at picture size.

    Attributes:
        fg: (N, s, s) bool, the word.
        bg: (N, s, s) bool, surely not the word; pixels in neither are left out.
    """

    fg: np.ndarray
    bg: np.ndarray


def find_regions(attribution: np.ndarray, how: str = "otsu") -> Regions:
    """Split a word's attribution maps into the word, its background, and neither.

    Args:
        attribution: (N, s, s) float32 in 0..1, all pictures of one word.
        how: "otsu" (two thresholds, jointly over the maps) or "whole" (the whole picture is the word).
    """
    if how == "whole":
        return Regions(np.ones(attribution.shape, bool), np.zeros(attribution.shape, bool))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns before it raises
            low, high = (float(t) for t in threshold_multiotsu(attribution, classes=3))
    except ValueError:  # fewer than three different values
        low, high = FALLBACK
    return Regions(attribution > high, attribution < low)


def prompted_regions(attribution: np.ndarray, proposals: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The word and its background among proposed masks: highest and lowest mean attribution (OVDiff, Eq. 1).

    As in OVDiff's code, what no mask covers is a mask, too; a pixel under several belongs to the one with the highest
    mean; the background is the lowest mask that still owns a pixel, keeps only low attribution and loses its rim, but
    not along the picture's. Without a proposal, fixed thresholds decide.

    Args:
        attribution: (s, s) float32 in 0..1 of one picture.
        proposals: (R, s, s) bool, R at least 0; may overlap.

    Returns:
        Two (s, s) bool; either may be empty.
    """
    low, high = FALLBACK
    masks = [mask for mask in proposals if mask.any()]
    if not masks:
        return attribution > high, attribution < low
    rest = ~np.any(masks, axis=0)
    masks += [rest] if rest.any() else []
    means = np.array([attribution[mask].mean(dtype=np.float64) for mask in masks])
    order = np.argsort(-means, kind="stable")
    rank = np.array([masks[r] for r in order]).argmax(0)  # the first that covers a pixel; one does, by construction
    fg, last = rank == 0, int(rank.max())
    bg = binary_erosion((rank == last) & (attribution < low), border_value=1) if last else np.zeros_like(fg)
    return fg, bg


def _weights(n_in: int, n_out: int) -> np.ndarray:
    """Bilinear resampling of a line (half-pixel centres, clamped at the ends): (n_out, n_in) float64."""
    centre = np.clip((np.arange(n_out) + 0.5) * n_in / n_out - 0.5, 0, n_in - 1)
    return np.maximum(0, 1 - np.abs(centre[:, None] - np.arange(n_in)[None, :]))


def to_grid(masks: np.ndarray, rows: int, cols: int) -> np.ndarray:
    """Masks on the grid of features: a cell counts when any pixel of its bilinear sample does (OVDiff's code).

    Args:
        masks: (N, s, s) bool.
        rows: Of the feature map.
        cols: Of the feature map.

    Returns:
        (N, rows, cols) bool.
    """
    tall = _weights(masks.shape[1], rows) @ masks.astype(np.float64)  # (N, rows, s)
    return tall @ _weights(masks.shape[2], cols).T > EPSILON
