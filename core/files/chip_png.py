"""Small pictures that know their place: PNG with a world file, and the coordinate system where GDAL and QGIS look."""

from __future__ import annotations

import html
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from PIL import Image


def write_picture(path: Path, colours: np.ndarray, transform: tuple[float, ...], crs: str) -> None:
    """Write colours, uint8 (3, rows, cols); `transform` is that of the picture's pixel (0, 0), `crs` WKT or ""."""
    Image.fromarray(np.ascontiguousarray(colours.transpose(1, 2, 0))).save(path, compress_level=3)
    _write_place(path, transform, crs)


def write_mask(
    path: Path, values: np.ndarray, colours: Mapping[int, str], transform: tuple[float, ...], crs: str
) -> None:
    """Write class values, uint8 or uint16 (rows, cols); those of 8 bits with the classes' colours ("#rrggbb")."""
    if values.dtype == np.uint8:
        picture = Image.fromarray(values, "P")
        palette = bytearray(3 * 256)
        for value, colour in colours.items():
            palette[3 * value : 3 * value + 3] = bytes.fromhex(colour[1:7])
        picture.putpalette(bytes(palette))
    else:
        picture = Image.fromarray(values.astype(np.uint16))
    picture.save(path, compress_level=3)
    _write_place(path, transform, crs)


def _write_place(path: Path, transform: tuple[float, ...], crs: str) -> None:
    a, b, c, d, e, f = transform
    centre = (a * 0.5 + b * 0.5 + c, d * 0.5 + e * 0.5 + f)  # a world file speaks of the middle of the first pixel
    numbers = (a, d, b, e, *centre)
    path.with_suffix(".pgw").write_text("".join(f"{number!r}\n" for number in map(float, numbers)), encoding="ascii")
    if crs:
        body = f"<PAMDataset>\n  <SRS>{html.escape(crs, quote=False)}</SRS>\n</PAMDataset>\n"
        path.with_name(path.name + ".aux.xml").write_text(body, encoding="utf-8")
