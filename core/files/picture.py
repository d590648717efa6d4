"""Pictures for people to look at: what lies outside a region is dimmed, a place is framed, a region is outlined."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from scipy.ndimage import binary_dilation, binary_erosion

PICTURE_PX = 256  # side of the pictures that are written
THUMBNAIL_PX = 128  # of thumbnails


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


def write_outlined(path: Path, picture: np.ndarray, region: np.ndarray) -> Path:
    """Write a thumbnail as PNG, the region's border white between dark lines, so that it shows on any picture.

    Args:
        path: Where to.
        picture: (3, s, s) uint8.
        region: (s, s) bool; nothing is drawn along the picture's own edge.

    Returns:
        The path.
    """
    size = (THUMBNAIL_PX, THUMBNAIL_PX)
    large = Image.fromarray(picture.transpose(1, 2, 0)).resize(size, Image.Resampling.LANCZOS)
    inside = np.asarray(Image.fromarray(region.astype(np.uint8) * 255).resize(size, Image.Resampling.NEAREST)) > 0
    line = inside & ~binary_erosion(inside, np.ones((3, 3)), border_value=1)
    colours = np.array(large)
    colours[binary_dilation(line, np.ones((3, 3)))] = 0
    colours[line] = 255
    Image.fromarray(colours).save(path, compress_level=3)
    return path
