"""Which bands of a raster are shown, and how their values become the 8-bit colours that the networks see.

Everything here is decided once from the whole raster and recorded; a pixel's colour never depends on its neighbourhood.
"""

from __future__ import annotations

import hashlib
import math
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
from .nodata import HOLE_SHARE, Samples, collar_of, holes, opacity_is_meant, thinned
from .reading import Reading

# A file with both nodata and opacity: both are read here, so the warning that one hides the other does not apply.
warnings.filterwarnings("ignore", category=NodataShadowWarning)

PERCENTILES = (2.0, 98.0)
PATCH = 64  # side of the samples that are read from a raster, source pixels
PATCHES = 16  # samples along each side of a raster
SCAN = 2048  # side of the parts in which a raster is searched for a valid pixel
FULL = 0.4  # of a type's height that the 98th percentile reaches where values are colours already
TWIN = 257  # 8-bit colours as 16 bits: 255 becomes 65535


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
        nodata: Further ranges of values, ends included, that mean nothing: the user's, and that of a collar.
        lost: Parts of a mosaic whose files are gone, source pixels.
    """

    indexes: tuple[int, ...]
    dtype: str
    alpha: int | None
    masked: bool
    palette: np.ndarray | None
    limits: tuple[tuple[float, float], ...] | None = None
    nodata: tuple[tuple[float, float], ...] = ()
    lost: tuple[Block, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether nothing in this kind of file can be without a value."""
        stored = not (self.masked or self.alpha or self.nodata or self.lost or self.dtype.startswith("float"))
        return stored and (self.palette is None or bool(self.palette[:, 3].all()))

    def describe(self) -> dict[str, Any]:
        """For the recipe."""
        limits = [list(pair) for pair in self.limits or ()]
        shown = "palette" if self.palette is not None else "as stored" if self.limits is None else "percentiles 2 to 98"
        if limits and all(sorted(pair) in ([0.0, 255.0], [0.0, 65535.0]) for pair in limits):
            shown = "0..255" if max(limits[0]) == 255 else "0..65535"
        said: dict[str, Any] = {"bands": list(self.indexes), "alpha": self.alpha, "values": shown, "limits": limits}
        if self.palette is not None:
            said["palette"] = hashlib.sha256(self.palette.tobytes()).hexdigest()
        if self.nodata:
            said["further_nodata"] = [list(pair) for pair in self.nodata]
        if self.lost:
            said["lost"] = [[block.row, block.col, block.rows, block.cols] for block in self.lost]
        return said

    def read_raw(self, dataset: DatasetReader, block: Block) -> tuple[np.ndarray, np.ndarray]:
        """Stored values (bands, rows, cols) and whether a pixel has a value, bool (rows, cols)."""
        raw, missing = self.read_missing(dataset, block)
        return raw, ~missing.all(axis=0)

    def read_missing(self, dataset: DatasetReader, block: Block) -> tuple[np.ndarray, np.ndarray]:
        """Stored values, and where each band has none, both (bands, rows, cols).

        What is nodata in some bands only is a colour: a roof may be 255, 212, 0. Opacity, what is no number and what
        is lost go for all bands.
        """
        window = RasterWindow(block.col, block.row, block.cols, block.rows)
        raw = dataset.read(list(self.indexes), window=window)
        if self.masked:
            missing = dataset.read_masks(list(self.indexes), window=window) == 0
        else:
            missing = np.zeros(raw.shape, bool)
        for low, high in self.nodata:
            missing |= _between(raw, low, high)
        if self.alpha is not None:
            missing |= dataset.read(self.alpha, window=window) == 0
        if raw.dtype.kind == "f":
            missing |= ~np.isfinite(raw).all(axis=0)
        if self.palette is not None:
            missing |= self.palette[np.minimum(raw[0], len(self.palette) - 1), 3] == 0
        for lost in self.lost:
            common = lost.intersect(block)
            if common is not None:
                missing[(slice(None), *common.slices_in(block))] = True
        return raw, missing

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


def _between(values: np.ndarray, low: float, high: float) -> np.ndarray:
    """Where values lie in a range, compared in their own type: a float that a file rounded is meant as it rounded."""
    if values.dtype.kind == "f":
        return (values >= values.dtype.type(low)) & (values <= values.dtype.type(high))
    most = np.iinfo(values.dtype)
    if high < most.min or low > most.max:
        return np.zeros(values.shape, bool)
    return (values >= max(math.ceil(low), most.min)) & (values <= min(math.floor(high), most.max))


def choose_bands(
    dataset: DatasetReader, name: str, wanted: Sequence[int], reading: Reading, lost: Sequence[Block] = ()
) -> Bands:
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
    idle = {MaskFlags.all_valid, MaskFlags.alpha} | (set() if reading.file_nodata else {MaskFlags.nodata})
    masked = any(not idle & set(dataset.mask_flag_enums[i - 1]) for i in indexes)
    palette = None
    if len(indexes) == 1 and meaning[indexes[0] - 1] == ColorInterp.palette:
        table = dataset.colormap(indexes[0])
        palette = np.zeros((max(table) + 1, 4), np.uint8)
        for value, colour in table.items():
            palette[value] = colour
    return Bands(indexes, dtype, alpha, masked, palette, nodata=reading.nodata, lost=tuple(lost))


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


Part = tuple[np.ndarray, np.ndarray]  # stored values and where each band has none, both (bands, rows, cols)


def with_stretch(
    dataset: DatasetReader, name: str, bands: Bands, collar: bool = True
) -> tuple[Bands, bytes, list[str]]:
    """The bands with what only pixels tell: whether opacity is meant, a collar, the limits of the stretch.

    8-bit values and palettes are colours already, and so are whole numbers that fill 8 or 16 bits (`_height`): a
    stretch would give them more contrast than the same picture has in 8 bits. Others are stretched between the 2nd and
    98th percentile: of all bands together where the file calls them red, green and blue, which keeps the hue, else of
    each band, since a sensor's bands differ in height. A negative scale of the file turns the stretch round.

    Args:
        dataset: The raster.
        name: What it is called.
        bands: As they were chosen.
        collar: Whether to look for one.

    Returns:
        The bands, the bytes of the samples that all this comes from, and what the user should know.

    Raises:
        NoDataError: no pixel of the raster has a value.
    """
    bands, notes = _with_opacity(dataset, bands)
    blocks = sample_blocks(dataset.shape)
    parts = [bands.read_missing(dataset, block) for block in blocks]
    body = b"".join(raw.tobytes() + np.packbits(missing).tobytes() for raw, missing in parts)
    if all(missing.all(axis=0).all() for _, missing in parts):
        # The samples may have missed a small island of data; only a full search can say that there is none.
        scan = (bands.read_missing(dataset, block) for block in _scan_blocks(dataset.shape))
        island = next((part for part in scan if not part[1].all(axis=0).all()), None)
        if island is None:
            raise NoDataError(f"{name} has no pixel with a value (all is nodata).", "Choose another raster or band.")
        parts = [island]
        body += island[0].tobytes()
    else:
        samples = thinned(dataset.shape, blocks, [(raw, ~missing.all(axis=0)) for raw, missing in parts])
        value = collar_of(samples) if collar and bands.palette is None else None
        if value is not None:
            bands = replace(bands, nodata=(*bands.nodata, (value, value)))
            parts = [(raw, missing | (raw == value)) for raw, missing in parts]
            taken = float((samples.valid & (samples.raw == value).all(axis=0)).mean())
            samples = replace(samples, valid=samples.valid & ~(samples.raw == value).all(axis=0))
            notes.append(
                f"The border of the raster is {value:g} throughout and is not marked as nodata; pixels of that value "
                f"are taken as nodata ({taken:.1%} of the raster). Switch “empty border” off where they are picture."
            )
        notes += _about_holes(samples, bands)
    return replace(bands, limits=_limits(dataset, bands, parts)), body, notes


def _with_opacity(dataset: DatasetReader, bands: Bands) -> tuple[Bands, list[str]]:
    """The bands without an opacity that is none."""
    if bands.alpha is None:
        return bands, []
    windows = [RasterWindow(b.col, b.row, b.cols, b.rows) for b in sample_blocks(dataset.shape)]
    alpha = [dataset.read(bands.alpha, window=window) for window in windows]
    if opacity_is_meant(alpha, [dataset.read(list(bands.indexes), window=window) for window in windows]):
        return bands, []
    return replace(bands, alpha=None), [
        f"Band {bands.alpha} is called opacity, but holds a picture; it is not taken as nodata."
    ]


def _about_holes(samples: Samples, bands: Bands) -> list[str]:
    """A warning where much of the picture counts as nodata: a nodata value may be a colour as well."""
    share = holes(samples)
    if share < HOLE_SHARE:
        return []
    return [
        f"{share:.1%} of the raster, inside its outline, is taken as nodata and gets no label. "
        "If that is picture, correct the raster's nodata value or mask."
    ]


def _limits(dataset: DatasetReader, bands: Bands, parts: Sequence[Part]) -> tuple[tuple[float, float], ...] | None:
    """For each band the values shown as 0 and 255; None for colours."""
    if bands.palette is not None or bands.dtype == "uint8":
        return None
    values = [
        np.concatenate([raw[k][~missing[k]] for raw, missing in parts]).astype(np.float64)
        for k in range(len(bands.indexes))
    ]
    together = np.concatenate(values)
    height = _height(together, bands.dtype)
    meaning = {dataset.colorinterp[index - 1] for index in bands.indexes}
    if height:
        pairs = [(0.0, float(height))] * len(values)
    elif meaning == {ColorInterp.red, ColorInterp.green, ColorInterp.blue}:
        pairs = [_ends(together)] * len(values)
    else:
        pairs = [_ends(own if own.size else together) for own in values]
    turned = [dataset.scales[index - 1] < 0 for index in bands.indexes]
    return tuple((high, low) if turn else (low, high) for (low, high), turn in zip(pairs, turned))


def _ends(values: np.ndarray) -> tuple[float, float]:
    low, high = (float(np.percentile(values, q)) for q in PERCENTILES)
    return low, high


def _height(values: np.ndarray, dtype: str) -> int:
    """255 or 65535 where whole numbers are colours of that many steps; 0 where they are measurements."""
    if np.dtype(dtype).kind not in "iu" or values.min() < 0:
        return 0
    if 255 < values.max() <= 65535 and not (values % TWIN).any():
        return 65535
    high = np.percentile(values, PERCENTILES[1])
    heights = (255, 65535) if dtype == "uint16" else (255,)
    return next((top for top in heights if values.max() <= top and high >= FULL * top), 0)


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
