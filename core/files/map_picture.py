"""A class raster as a small picture with points on it, for pages that people read."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from ..accuracy_words import OPEN, RIGHT, WRONG

PAPER, BACKGROUND, UNKNOWN = (255, 255, 255), (232, 230, 224), (128, 128, 128)
INKS = {RIGHT: "#ffffff", WRONG: "#000000", OPEN: "#9a9a9a"}  # of the marks, also in a legend
RADIUS = 5.0


@dataclass(frozen=True)
class Mark:
    """A point: its place as shares of width and height, and whether the map is right there (None: not known)."""

    x: float
    y: float
    right: bool | None


def map_picture(values: np.ndarray, nodata: int, colours: Mapping[int, str], marks: Sequence[Mark], side: int) -> bytes:
    """A PNG.

    Args:
        values: (rows, cols) class ids.
        nodata: The value without a class.
        colours: By class, as #rrggbb; background is light grey.
        marks: What is drawn on it: circles where the map is right, crosses where it is wrong, rings where nobody knows.
        side: Of the longer side, pixels; a small map is enlarged without mixing its colours.
    """
    table = {0: BACKGROUND, nodata: PAPER}
    for value, colour in colours.items():
        text = colour.lstrip("#")
        table[value] = (int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16))
    pixels = np.empty((*values.shape, 3), np.uint8)
    for value in np.unique(values).tolist():
        pixels[values == value] = table.get(value, UNKNOWN)
    rows, cols = values.shape
    scale = side / max(rows, cols)
    size = (max(1, round(cols * scale)), max(1, round(rows * scale)))
    picture = Image.fromarray(pixels).resize(size, Image.Resampling.NEAREST)
    pen = ImageDraw.Draw(picture)
    for mark in sorted(marks, key=lambda each: (each.right is not None, each.right is False)):  # errors on top
        x, y, r = mark.x * size[0], mark.y * size[1], RADIUS
        if mark.right is None:
            pen.ellipse((x - r, y - r, x + r, y + r), outline=INKS[OPEN], width=1)
        elif mark.right:
            pen.ellipse((x - r, y - r, x + r, y + r), fill=INKS[RIGHT], outline="black", width=1)
        else:
            for width, ink in ((7, "white"), (3, INKS[WRONG])):  # a halo: maps may be dark, too
                pen.line((x - r, y - r, x + r, y + r), fill=ink, width=width)
                pen.line((x - r, y + r, x + r, y - r), fill=ink, width=width)
    file = io.BytesIO()
    picture.save(file, "PNG", optimize=True)
    return file.getvalue()
