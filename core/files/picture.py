"""Pictures for people to look at: what lies outside a region is dimmed, and a place is framed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

PICTURE_PX = 256  # side of the pictures that are written


def write_marked(path: Path, picture: np.ndarray, lit: np.ndarray, box: tuple[float, float, float, float]) -> Path:
    """Write a square picture as PNG.

    Args:
        path: Where to.
        picture: (3, s, s) uint8.
        lit: (s, s) bool; elsewhere it is dimmed.
        box: What is framed: left, top, width, height in the picture's pixels.

    Returns:
        The path.
    """
    side = picture.shape[1]
    large = Image.fromarray(picture.transpose(1, 2, 0)).resize((PICTURE_PX, PICTURE_PX), Image.Resampling.LANCZOS)
    mask = Image.fromarray(lit.astype(np.uint8) * 255).resize((PICTURE_PX, PICTURE_PX), Image.Resampling.NEAREST)
    large = Image.composite(large, large.point(lambda v: int(v * 0.35)), mask)
    scale = PICTURE_PX / side
    left, top, right, bottom = box[0] * scale, box[1] * scale, (box[0] + box[2]) * scale, (box[1] + box[3]) * scale
    pen = ImageDraw.Draw(large)
    pen.rectangle((left - 1, top - 1, right + 1, bottom + 1), outline="black", width=1)
    pen.rectangle((left, top, right, bottom), outline="yellow", width=2)
    large.save(path)
    return path
