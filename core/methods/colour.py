"""The honest baseline: the same support pictures and regions, but only the mean colour of a cell is looked at."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..packs import Resolution
from ..prototypes.matching import Space
from .base import Workplace
from .ovdiff import OVDiff

CELL = 8  # pixels a side of what gets one colour, as the stride of the starter pack's extractor
BACKGROUND_SCORE = 0.85  # a colour further than 15 % of the cube's diagonal from every class belongs to none


class Colour(OVDiff):
    """OVDiff with the mean colour as its only extractor; scores are 1 minus the distance over the cube's diagonal.

    Colours are compared as they are: no centring, no calibration and, its limit being a cosine, no stuff filter.
    """

    name = "colour"
    filters_stuff = False
    reads_texts = False

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.feature_key = {"method": self.name, "cell": CELL}

    def extractor_names(self) -> tuple[str, ...]:
        """One, whatever the pack has."""
        return ("colour",)

    def encode_picture(self, name: str, picture: np.ndarray) -> np.ndarray:
        """Mean colours (3, h, w) float32 in 0..1 of a picture (3, s, s) uint8."""
        return mean_colours(picture[None])[0]

    def encode_pictures(self, name: str, pictures: np.ndarray) -> Iterator[np.ndarray]:
        """Likewise of each of several."""
        return iter(mean_colours(pictures))

    def encode(self, windows: np.ndarray) -> list[dict[str, np.ndarray]]:
        """Mean colours of windows."""
        made = mean_colours(windows).astype(np.float16)
        return [{"colour": made[i : i + 1]} for i in range(len(windows))]

    def spaces(self, resolution: Resolution) -> dict[str, Space]:
        """Distances, not angles: black and white have the same angle."""
        return {"colour": Space(cosine=False)}

    def background_constant(self) -> float:
        """The pack's constant is a cosine and says nothing about colours."""
        return BACKGROUND_SCORE

    def background_bias(self) -> float:
        """None: it is set for calibrated cosines."""
        return 0.0


def mean_colours(pictures: np.ndarray) -> np.ndarray:
    """Mean of every cell of CELL x CELL pixels; a part of a cell at the end is left out.

    Args:
        pictures: (B, 3, h, w) uint8.

    Returns:
        (B, 3, h // CELL, w // CELL) float32 in 0..1.
    """
    B, _, h, w = pictures.shape
    rows, cols = h // CELL, w // CELL
    cells = pictures[:, :, : rows * CELL, : cols * CELL].reshape(B, 3, rows, CELL, cols, CELL)
    return (cells.sum((3, 5), dtype=np.int64) / (CELL * CELL * 255)).astype(np.float32)
