"""Pictures that the user gives of a class: any image file in, a square PNG with what counts as its alpha out."""

from __future__ import annotations

import io
import struct
import warnings
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from ..errors import InputError
from ..given import read_given, visible

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
MOST_MB = 64  # of a file
MOST_PIXELS = 50_000_000  # 150 MB when it is read
LEAST_PX = 8  # of a side; less shows nothing
NARROWEST = 8  # times that a side may be as long as the other one
CLEAR = 128  # alpha from which on a pixel counts
_DAMAGED = (
    OSError,
    ValueError,
    TypeError,
    SyntaxError,
    EOFError,
    LookupError,
    ArithmeticError,
    struct.error,
    RuntimeError,
    Image.DecompressionBombError,
)


def read_own_picture(path: str | Path, side: int) -> tuple[np.ndarray, np.ndarray, str]:
    """A picture of the user's as networks see support pictures: shrunk to fit, in the middle of a square.

    Args:
        path: An image file. Transparent places do not count; 16 bits and floats are stretched from least to most.
        side: Of the square, pixels.

    Returns:
        (3, side, side) uint8, (side, side) bool: what counts, and a note for the user or "".

    Raises:
        InputError: it is no image, too large or too small, damaged, or all of it is transparent.
    """
    path = Path(path)
    name = visible(path.name)[:100]
    try:
        data = read_given(path, MOST_MB << 20)
    except FileNotFoundError as error:
        raise InputError(f"There is no file {visible(str(path))[:300]}.", "Choose another one.") from error
    except (OSError, ValueError) as error:
        raise InputError(
            f"{name} cannot be read as a picture.", f"Give a plain file of at most {MOST_MB} MB."
        ) from error
    colours, clear = _decoded(data, name)
    rows, cols = clear.shape
    if min(rows, cols) < LEAST_PX:
        raise InputError(f"{name} has {cols:,} x {rows:,} pixels; that shows nothing.", "Give a larger picture.")
    if max(rows, cols) > NARROWEST * min(rows, cols):
        raise InputError(f"{name} is a strip of {cols:,} x {rows:,} pixels.", "Give a picture that is nearly square.")
    if not clear.any():
        raise InputError(f"{name} is transparent everywhere.", "Give a picture that shows the class.")
    note = ""
    if max(rows, cols) > side:
        note = f"{name} has {cols:,} x {rows:,} pixels and was shrunk to {side}."
        colours, clear = _shrunk(colours, clear, side)
    return (*_in_the_middle(colours, clear, side), note)


def to_png(colours: np.ndarray, clear: np.ndarray) -> bytes:
    """The bytes of a chip's file: colours (3, s, s) uint8, and as alpha what counts (s, s) bool. Always the same."""
    layers = np.concatenate([colours, clear[None].astype(np.uint8) * 255]).transpose(1, 2, 0)
    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(layers), "RGBA").save(file, "PNG", compress_level=6)
    return file.getvalue()


def from_png(data: bytes, side: int) -> tuple[np.ndarray, np.ndarray]:
    """The inverse of `to_png`.

    Raises:
        InputError: it is another kind of file, or of another size.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=("PNG",)) as image:
                if image.size != (side, side) or image.mode != "RGBA":
                    raise ValueError("not a chip")
                layers = np.asarray(image).transpose(2, 0, 1)
    except _DAMAGED as error:
        raise InputError(
            "A picture of your own in this run's folder is damaged.", "Take it out, and give it again."
        ) from error
    return np.ascontiguousarray(layers[:3]), layers[3] >= CLEAR


def _decoded(data: bytes, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Colours (3, h, w) uint8 and what is not transparent (h, w) bool."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                cols, rows = image.size
                if cols * rows <= MOST_PIXELS:
                    return _colours(ImageOps.exif_transpose(image) or image)
    except (UnidentifiedImageError, *_DAMAGED) as error:
        if isinstance(error, Image.DecompressionBombError):
            raise InputError(f"{name} has too many pixels.", "Cut out what shows the class.") from error
        hint = "Give a PNG, a JPEG or a TIFF file with 8 or 16 bits."
        raise InputError(f"{name} cannot be read as a picture.", hint) from error
    raise InputError(f"{name} has too many pixels.", "Cut out what shows the class.")


def _colours(image: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    if image.mode.startswith(("I", "F")):
        grey = _stretched(np.asarray(image, np.float64))
        return np.stack([grey] * 3), np.ones(grey.shape, bool)
    alpha = "A" in image.getbands() or "a" in image.getbands() or "transparency" in image.info
    layers = np.asarray(image.convert("RGBA" if alpha else "RGB")).transpose(2, 0, 1)
    clear = layers[3] >= CLEAR if alpha else np.ones(layers.shape[1:], bool)
    return np.ascontiguousarray(layers[:3]), clear


def _stretched(values: np.ndarray) -> np.ndarray:
    """Values (h, w) from their least to their most as 0 to 255, uint8; what is no number is 0."""
    sound = np.isfinite(values)
    low, high = (values[sound].min(), values[sound].max()) if sound.any() else (0.0, 0.0)
    scaled = (np.where(sound, values, low) - low) / max(high - low, 1e-12) * 255
    return np.round(scaled).astype(np.uint8)


def _shrunk(colours: np.ndarray, clear: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray]:
    rows, cols = clear.shape
    size = max(1, round(cols * side / max(rows, cols))), max(1, round(rows * side / max(rows, cols)))
    small = Image.fromarray(colours.transpose(1, 2, 0)).resize(size, Image.Resampling.LANCZOS)
    mask = Image.fromarray(clear.astype(np.uint8) * 255).resize(size, Image.Resampling.BOX)
    return np.asarray(small).transpose(2, 0, 1), np.asarray(mask) >= CLEAR


def _in_the_middle(colours: np.ndarray, clear: np.ndarray, side: int) -> tuple[np.ndarray, np.ndarray]:
    """In a square of that side; around it the picture is mirrored, which does not count."""
    around = [((side - n) // 2, side - n - (side - n) // 2) for n in clear.shape]
    return np.pad(colours, ((0, 0), *around), mode="symmetric"), np.pad(clear, around)
