"""Two more figures of a prediction beside IoU: how well borders are met, and how far a confidence can be believed."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from scipy.ndimage import binary_erosion

BORDER = 0.02  # width of a class's border zone, as a share of the tile's diagonal (Cheng et al., CVPR 2021)
BINS = 10


def border_zone(mask: np.ndarray, width: int) -> np.ndarray:
    """The pixels of a mask within `width` pixels of its outside; the picture's own edge is no border.

    Args:
        mask: bool (rows, cols).
        width: Pixels, at least 1.

    Returns:
        bool (rows, cols).
    """
    return mask & ~binary_erosion(mask, np.ones((3, 3), bool), iterations=width, border_value=1)


@dataclass
class Borders:
    """Boundary IoU over a set: the overlap of the border zones alone.

    Attributes:
        values: Class values that are compared.
    """

    values: tuple[int, ...]
    _both: dict[int, int] = field(default_factory=dict)
    _either: dict[int, int] = field(default_factory=dict)
    _true: set[int] = field(default_factory=set)

    def add(self, truth: np.ndarray, predicted: np.ndarray, seen: np.ndarray) -> None:
        """Take in a tile: values (rows, cols), and where the truth is known."""
        width = max(1, round(BORDER * float(np.hypot(*truth.shape))))
        for value in self.values:
            zones = [border_zone((tile == value) & seen, width) for tile in (truth, predicted)]
            self._both[value] = self._both.get(value, 0) + int((zones[0] & zones[1]).sum())
            self._either[value] = self._either.get(value, 0) + int((zones[0] | zones[1]).sum())
            if zones[0].any():
                self._true.add(value)

    def mean(self) -> float | None:
        """The mean over the classes that occur in the truth; None where none has a border."""
        found = [self._both[v] / self._either[v] for v in self.values if v in self._true]
        return round(float(np.mean(found)), 4) if found else None


@dataclass
class Calibration:
    """Expected calibration error: how far confidence is from the share of right pixels, in bins of equal width."""

    _count: np.ndarray = field(default_factory=lambda: np.zeros(BINS))
    _right: np.ndarray = field(default_factory=lambda: np.zeros(BINS))
    _said: np.ndarray = field(default_factory=lambda: np.zeros(BINS))

    def add(self, confidence: np.ndarray, right: np.ndarray) -> None:
        """Take in pixels: confidences of 0 to 1, and whether each is right; without a confidence they are left out."""
        known = np.isfinite(confidence)
        bins = np.clip((confidence[known] * BINS).astype(int), 0, BINS - 1)
        self._count += np.bincount(bins, minlength=BINS)
        self._right += np.bincount(bins, weights=right[known].astype(float), minlength=BINS)
        self._said += np.bincount(bins, weights=confidence[known].astype(float), minlength=BINS)

    def error(self) -> float | None:
        """The error, 0 to 1; None before any pixel."""
        total = self._count.sum()
        return round(float(np.abs(self._right - self._said).sum() / total), 4) if total else None
