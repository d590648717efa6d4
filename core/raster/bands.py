"""Which bands of a raster are shown, and how their values become the 8-bit colours that the networks see.

Everything here is decided once from the whole raster and recorded; a pixel's colour never depends on its neighbourhood.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from typing import Any, Iterator, Sequence

import numpy as np
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import NodataShadowWarning
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterWindow

from ..errors import InputError, NoDataError
from ..lattice import Block

# A file with both nodata and opacity: both are read here, so the warning that one hides the other does not apply.
warnings.filterwarnings("ignore", category=NodataShadowWarning)

PERCENTILES = (2.0, 98.0)
PATCH = 64  # side of the samples that are read from a raster, source pixels
PATCHES = 16  # samples along each side of a raster
SCAN = 2048  # side of the parts in which a raster is searched for a valid pixel


@dataclass(frozen=True)
class Bands:
    """How to read colours.

    Attributes:
        indexes: One (grey or palette) or three bands, from 1.
        dtype: Of the stored values.
        alpha: The band that holds opacity, or None.
        masked: Whether the file marks pixels as having no value.
        palette: (n, 4) uint8 red, green, blue, opacity for a raster of colour indexes; None otherwise.
        limits: For each band the values shown as 0 and 255; None where values are colours already.
    """

    indexes: tuple[int, ...]
    dtype: str
    alpha: int | None
    masked: bool
    palette: np.ndarray | None
    limits: tuple[tuple[float, float], ...] | None = None

    @property
    def complete(self) -> bool:
        """Whether nothing in this kind of file can be without a value."""
        stored = not self.masked and self.alpha is None and not self.dtype.startswith("float")
        return stored and (self.palette is None or bool(self.palette[:, 3].all()))

    def describe(self) -> dict[str, Any]:
        """For the recipe."""
        shown = "palette" if self.palette is not None else "as stored" if self.limits is None else "percentiles 2 to 98"
        limits = [list(pair) for pair in self.limits or ()]
        return {"bands": list(self.indexes), "alpha": self.alpha, "values": shown, "limits": limits}

    def read_raw(self, dataset: DatasetReader, block: Block) -> tuple[np.ndarray, np.ndarray]:
        """Stored values (bands, rows, cols) and whether all of a pixel's bands are valid, bool (rows, cols)."""
        window = RasterWindow(block.col, block.row, block.cols, block.rows)
        raw = dataset.read(list(self.indexes), window=window)
        valid = np.ones(raw.shape[1:], bool)
        if self.masked:
            valid &= dataset.read_masks(list(self.indexes), window=window).min(axis=0) > 0
        if self.alpha is not None:
            valid &= dataset.read(self.alpha, window=window) > 0
        if raw.dtype.kind == "f":
            valid &= np.isfinite(raw).all(axis=0)
        if self.palette is not None:
            valid &= self.palette[np.minimum(raw[0], len(self.palette) - 1), 3] > 0
        return raw, valid

    def colours(self, raw: np.ndarray, valid: np.ndarray) -> np.ndarray:
        """Stored values as colours: uint8 (3, rows, cols); 0 where not valid."""
        if self.palette is not None:
            shown = np.moveaxis(self.palette[np.minimum(raw[0], len(self.palette) - 1), :3], -1, 0)
        elif self.limits is None:
            shown = raw
        else:
            shown = np.stack([_stretched(band, valid, pair) for band, pair in zip(raw, self.limits)])
        shown = np.where(valid, shown, 0).astype(np.uint8, copy=False)
        return np.repeat(shown, 3, axis=0) if len(shown) == 1 else shown


def _stretched(band: np.ndarray, valid: np.ndarray, limits: tuple[float, float]) -> np.ndarray:
    """Values from `limits` to 0..255, cut off beyond. Double precision, pixel by pixel, so always the same bits."""
    low, high = limits
    if low == high:
        return np.full(band.shape, 127, np.uint8)  # a flat band: mid grey
    values = np.where(valid, band, low).astype(np.float64)
    return np.clip(np.floor((values - low) * (255.0 / (high - low)) + 0.5), 0, 255).astype(np.uint8)


def choose_bands(dataset: DatasetReader, name: str, wanted: Sequence[int]) -> Bands:
    """The bands a user asked for, else those the file calls red, green and blue, else its first three or its first.

    Raises:
        InputError: a band that the raster does not have, or numbers that are not real.
    """
    meaning = dataset.colorinterp
    alpha = next((i for i, m in enumerate(meaning, start=1) if m == ColorInterp.alpha and i not in wanted), None)
    if wanted:
        missing = [band for band in wanted if not 1 <= band <= dataset.count]
        if missing:
            raise InputError(f"{name} has no band {missing[0]}; it has {dataset.count}.", "Choose one of its bands.")
        indexes = tuple(wanted)
    elif {ColorInterp.red, ColorInterp.green, ColorInterp.blue} <= set(meaning):
        indexes = tuple(meaning.index(m) + 1 for m in (ColorInterp.red, ColorInterp.green, ColorInterp.blue))
    else:
        others = [i for i in range(1, dataset.count + 1) if i != alpha] or [1]
        indexes = tuple(others[:3]) if len(others) >= 3 else (others[0],)
    dtype = dataset.dtypes[indexes[0] - 1]
    if dtype.startswith("complex"):
        raise InputError(f"{name} holds complex numbers, as radar does.", "Convert it to amplitudes first.")
    # Opacity is read from its band; a mask that only repeats it need not be read as well.
    masked = any(not {MaskFlags.all_valid, MaskFlags.alpha} & set(dataset.mask_flag_enums[i - 1]) for i in indexes)
    palette = None
    if len(indexes) == 1 and meaning[indexes[0] - 1] == ColorInterp.palette:
        table = dataset.colormap(indexes[0])
        palette = np.zeros((max(table) + 1, 4), np.uint8)
        for value, colour in table.items():
            palette[value] = colour
    return Bands(indexes, dtype, alpha, masked, palette)


def sample_blocks(shape: tuple[int, int]) -> list[Block]:
    """A fixed lattice of small patches over the whole raster; all of it when the raster is small."""
    rows, cols = (_starts(length) for length in shape)
    height, width = min(PATCH, shape[0]), min(PATCH, shape[1])
    return [Block(row, col, height, width) for row in rows for col in cols]


def _starts(length: int) -> list[int]:
    count = min(PATCHES, -(-length // PATCH))
    return [k * max(0, length - PATCH) // max(1, count - 1) for k in range(count)]


def _scan_blocks(shape: tuple[int, int]) -> Iterator[Block]:
    whole = Block(0, 0, *shape)
    for row in range(0, shape[0], SCAN):
        for col in range(0, shape[1], SCAN):
            part = Block(row, col, SCAN, SCAN).intersect(whole)
            if part is not None:
                yield part


def with_stretch(dataset: DatasetReader, name: str, bands: Bands) -> tuple[Bands, bytes]:
    """The bands with their limits, and the bytes of the samples that the limits come from.

    8-bit values and palettes are colours already. Others are stretched between the 2nd and 98th percentile of each
    band; a negative scale of the file turns the stretch round.

    Raises:
        NoDataError: no pixel of the raster has a value.
    """
    parts = [bands.read_raw(dataset, block) for block in sample_blocks(dataset.shape)]
    if not any(valid.any() for _, valid in parts):
        # The samples may have missed a small island of data; only a full search can say that there is none.
        scan = (bands.read_raw(dataset, block) for block in _scan_blocks(dataset.shape))
        parts = [next((part for part in scan if part[1].any()), parts[0])]
        if not parts[0][1].any():
            raise NoDataError(f"{name} has no pixel with a value (all is nodata).", "Choose another raster or band.")
    body = b"".join(raw.tobytes() + valid.tobytes() for raw, valid in parts)
    if bands.palette is not None or bands.dtype == "uint8":
        return bands, body
    limits = []
    for k, index in enumerate(bands.indexes):
        values = np.concatenate([raw[k][valid] for raw, valid in parts]).astype(np.float64)
        low, high = (float(np.percentile(values, q)) for q in PERCENTILES)
        limits.append((high, low) if dataset.scales[index - 1] < 0 else (low, high))
    return replace(bands, limits=tuple(limits)), body


def cell_means(colours: np.ndarray, valid: np.ndarray, fy: int, fx: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean colours of cells of fy x fx pixels; the last cells may be cut off and average what is there.

    Sums are whole numbers, hence exact: a cell has the same bits whatever else is read with it.

    Args:
        colours: uint8 (3, rows, cols), 0 where not valid.
        valid: bool (rows, cols).
        fy: Rows in a cell.
        fx: Columns in a cell.

    Returns:
        uint8 (3, ceil(rows / fy), ceil(cols / fx)), the mean of each cell's valid pixels, and bool of the same size:
        whether at least half of the cell's pixels are valid.
    """
    if fy == fx == 1:
        return colours, valid
    rows, cols = valid.shape
    there = _cell_sums(np.ones((rows, cols), np.uint8), fy, fx)
    count = there if valid.all() else _cell_sums(valid.astype(np.uint8), fy, fx)
    divisor = np.maximum(count, 1)
    means = (2 * _cell_sums(colours, fy, fx) + divisor) // (2 * divisor)  # rounded half up
    kept = 2 * count >= there
    return np.where(kept, means, 0).astype(np.uint8), kept


def _cell_sums(values: np.ndarray, fy: int, fx: int) -> np.ndarray:
    """Sums over cells along the last two axes, uint32; strides instead of a reshape, so that cut-off cells fit in."""
    narrow = values[..., ::fy, :].astype(np.uint32)
    for k in range(1, min(fy, values.shape[-2])):
        more = values[..., k::fy, :]
        narrow[..., : more.shape[-2], :] += more
    sums = narrow[..., ::fx].copy()
    for k in range(1, min(fx, narrow.shape[-1])):
        more = narrow[..., k::fx]
        sums[..., : more.shape[-1]] += more
    return sums
