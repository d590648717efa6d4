"""Pictures of a class file: never shown as they came, always drawn anew from their pixels, when saved and when loaded.

A picture is RGBA: opaque where the class is, clear around it, with the colours of both.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass

import numpy as np
from PIL import Image

SIDE_PX = 256  # the largest side of a picture
LONGEST = 1 << 20  # bytes of a picture's file; 256 x 256 x 4 of noise has 0.26 MB
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Picture:
    """A picture (s, s, 4) uint8 of a class; `own`: a piece of the imagery of whoever saved it."""

    pixels: np.ndarray
    own: bool = False


def decoded(data: bytes) -> np.ndarray | None:
    """The pixels (s, s, 4) uint8 of a PNG, at most `SIDE_PX` a side; None for anything else.

    Its size is read before anything is unpacked: a small file may say that it has any size.
    """
    if len(data) > LONGEST or data[:8] != _PNG or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    width, height = struct.unpack(">II", data[16:24])
    if not 0 < width == height <= SIDE_PX or data[24:29] != b"\x08\x06\x00\x00\x00":  # 8 bits, RGBA, not interlaced
        return None
    try:
        with Image.open(io.BytesIO(data), formats=("PNG",)) as picture:
            pixels = np.asarray(picture)
    except Exception:  # whatever the decoder trips over: it reads a stranger's bytes
        return None
    return pixels if pixels.shape == (height, width, 4) and pixels.dtype == np.uint8 else None


def encoded(pixels: np.ndarray) -> bytes:
    """A PNG of pixels (s, s, 4) uint8, with nothing in it but them."""
    body = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(body, "PNG", compress_level=6)
    return body.getvalue()


def with_region(picture: np.ndarray, region: np.ndarray) -> np.ndarray:
    """The pixels (s, s, 4) uint8 of a picture (3, s, s) uint8 and of where in it the class is, bool (s, s)."""
    whole = np.concatenate([picture, region[None].astype(np.uint8) * 255]).transpose(1, 2, 0)
    if whole.shape[0] <= SIDE_PX:
        return whole
    colours = Image.fromarray(np.ascontiguousarray(whole[..., :3])).resize((SIDE_PX,) * 2, Image.Resampling.BOX)
    alpha = Image.fromarray(np.ascontiguousarray(whole[..., 3])).resize((SIDE_PX,) * 2, Image.Resampling.NEAREST)
    return np.dstack([np.asarray(colours), np.asarray(alpha)])


def without_region(pixels: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray]:
    """The inverse at another side: a picture (3, side, side) uint8, and where in it the class is, bool."""
    colours, alpha = Image.fromarray(np.ascontiguousarray(pixels[..., :3])), Image.fromarray(pixels[..., 3].copy())
    picture = np.asarray(colours.resize((side, side), Image.Resampling.BICUBIC)).transpose(2, 0, 1)
    return np.ascontiguousarray(picture), np.asarray(alpha.resize((side, side), Image.Resampling.NEAREST)) > 127
