"""Paper mode: the whole picture at one small size, windows and the picture itself, averaged uniformly.

Source: OVDiff, section 4.1 and its code: short side 448 (Lanczos), windows of 448 and 336 px every 224 px, the last
ones moved back into the picture, plus the full image.
For pictures of labelled sets; a raster is looked at window by window at its own resolution (core/score/blocks.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Union

import numpy as np
from PIL import Image

from ..cache.features import FeaturesStore
from ..errors import InputError
from ..lattice import Block
from ..methods.base import Look, Method, State
from ..model.device import in_array
from ..options import Options
from ..progress import CancelToken
from ..raster.source import Source
from .blocks import BlockScorer, middle
from .decide import BlockResult, decide
from .pamr_tensors import refine_on
from .scoring import Scoring

LARGEST = 16384  # side of a raster that can be looked at whole
LONGEST = 6  # times the short side; a longer strip would not fit into memory at one go

Scorer = Union[BlockScorer, "PaperScorer"]


def scorer_for(
    source: Source,
    method: Method,
    state: State,
    options: Options,
    store: FeaturesStore,
    threads: int,
    classes: int,
    device: str = "cpu",
) -> Scorer:
    """What scores blocks in the mode that the options ask for."""
    kind = PaperScorer if options.short_side else BlockScorer
    return kind(source, method, state, options, store, threads, classes, device)


@dataclass(frozen=True)
class Crop:
    """A part of the small picture that the networks see at once."""

    block: Block


def small_shape(rows: int, cols: int, short_side: int) -> tuple[int, int]:
    """Rows and columns of a picture whose short side is brought to `short_side`.

    Raises:
        InputError: it is too large or too long to be looked at whole.
    """
    if max(rows, cols) > LARGEST or max(rows, cols) > LONGEST * min(rows, cols):
        raise InputError(
            f"Paper mode looks at a picture as a whole, and this one has {cols} x {rows} px.",
            "Leave “short_side” (or the preset paper) out, or cut the raster into tiles.",
        )
    return max(short_side, short_side * rows // cols), max(short_side, short_side * cols // rows)


def small_picture(source: Source, short_side: int) -> np.ndarray:
    """The whole raster at that short side, uint8 (3, h, w); pixels without a value take the mean of the others."""
    h, w = small_shape(source.grid.rows, source.grid.cols, short_side)
    colours, valid = source.pixels(source.grid.block)
    if valid.any() and not valid.all():
        mean = np.round(colours.sum((1, 2), dtype=np.int64) / valid.sum()).astype(np.uint8)  # 0 where not valid
        colours = np.where(valid, colours, mean[:, None, None])
    picture = Image.fromarray(np.ascontiguousarray(colours.transpose(1, 2, 0)))
    return np.asarray(picture.resize((w, h), Image.Resampling.LANCZOS)).transpose(2, 0, 1)


def crops_of(h: int, w: int, sizes: tuple[int, ...], stride: int) -> list[Crop]:
    """Windows of every size every `stride` px, the last ones moved back into the picture, and the picture itself."""
    crops = []
    for size in sizes:
        rows, cols = (sorted({min(k, n - size) for k in range(0, n - size + stride, stride)}) for n in (h, w))
        crops += [Crop(Block(row, col, size, size)) for row in rows for col in cols]
    return [*crops, Crop(Block(0, 0, h, w))]


class Mean:
    """Uniform mean of the scores of overlapping crops over a picture."""

    def __init__(self, channels: int, h: int, w: int) -> None:
        self._sum = np.zeros((channels, h, w), np.float32)
        self._count = np.zeros((h, w), np.float32)

    def add(self, crop: Crop, scores: np.ndarray) -> None:
        """Add a crop's scores, (channels, rows, cols) float32."""
        b = crop.block
        self._sum[:, b.row : b.stop[0], b.col : b.stop[1]] += scores
        self._count[b.row : b.stop[0], b.col : b.stop[1]] += 1

    def result(self) -> np.ndarray:
        """The means, (channels, h, w) float32; every pixel is under the crop of the whole picture."""
        return self._sum / self._count


class PaperScorer(Scoring[Crop, Mean]):
    """The picture is scored once, with the first block; features of its crops are not kept."""

    def __init__(
        self,
        source: Source,
        method: Method,
        state: State,
        options: Options,
        store: FeaturesStore,
        threads: int,
        classes: int,
        device: str = "cpu",
    ) -> None:
        super().__init__(source, method, state, options, store, threads if device == "cpu" else 1, classes)
        self.device = device
        self.picture = small_picture(source, options.short_side)
        self._shape = (self.picture.shape[1], self.picture.shape[2])
        self._whole: np.ndarray | None = None

    @property
    def margin(self) -> int:
        """Refinement is asked of the whole picture at once."""
        return 0

    def field(self, block: Block) -> Block:
        """What has to be scored for a block."""
        return block

    def windows(self, block: Block) -> list[Crop]:
        """All crops of the picture, whatever the block."""
        return crops_of(*self._shape, self.options.windows, self.options.stride)

    def canvas(self, block: Block) -> Mean:
        """An empty sum."""
        return Mean(self.channels, *self._shape)

    def add(self, canvas: Mean, seen: Crop, scores: np.ndarray) -> None:
        """Add a crop's scores."""
        canvas.add(seen, scores)

    def scores(self, block: Block, token: CancelToken) -> Iterator[tuple[Crop, np.ndarray | None]]:
        """(crop, float32 (1 + C, rows, cols)) in summing order; None where the picture has its scores already."""
        crops = self.windows(block)
        if self._whole is not None:
            yield from ((crop, None) for crop in crops)
            return
        with ThreadPoolExecutor(self.threads, thread_name_prefix="crops") as pool:
            waiting = [pool.submit(self._score, crop, token) for crop in crops]
            try:
                for crop, future in zip(crops, waiting):
                    yield crop, future.result()
                    self.encoded += 1
            finally:
                for future in waiting:
                    future.cancel()

    def _score(self, crop: Crop, token: CancelToken) -> np.ndarray:
        token.check()
        rows, cols = crop.block.slices_in(Block(0, 0, *self._shape))
        features = self.method.encode(np.ascontiguousarray(self.picture[None, :, rows, cols]))
        return in_array(self.method.score(features, self.state, (crop.block.rows, crop.block.cols))[0])

    def blended(self, canvas: Mean, block: Block, inside: np.ndarray | None = None) -> np.ndarray:
        """Scores (1 + C, rows, cols) float32 of a block; refinement comes first, then the picture's own size."""
        o = self.options
        if self._whole is None:
            whole = Block(0, 0, *self._shape)
            self._whole = canvas.result()
            if o.pamr:
                everywhere, often = np.ones(self._shape, bool), o.pamr_iterations
                self._whole = refine_on(
                    self.device, self._whole, self.picture, everywhere, often, whole, whole, self.threads
                )
        return enlarged(self._whole, block, self.source.grid.shape)

    def decide(self, canvas: Mean, block: Block, inside: np.ndarray | None = None) -> BlockResult:
        """The winner of every pixel of a block."""
        o, everywhere = self.options, np.ones((block.rows, block.cols), bool)
        scores = self.blended(canvas, block)
        return decide(scores, everywhere if inside is None else inside, o.temperature, o.background, o.threshold)

    def look(self, pixel: Block) -> Look:
        """The window of the small picture in whose middle a pixel is most."""
        (h, w), (rows, cols) = self._shape, self.source.grid.shape
        row, col = ((2 * k + 1) * n // (2 * total) for k, n, total in ((pixel.row, h, rows), (pixel.col, w, cols)))
        over = [c.block for c in self.windows(pixel)[:-1] if c.block.intersect(Block(row, col, 1, 1))]
        best = max(over, key=lambda b: middle(b.rows, row - b.row, col - b.col))
        pixels = self.picture[:, best.row : best.stop[0], best.col : best.stop[1]]
        return Look(np.ascontiguousarray(pixels), np.ones(pixels.shape[1:], bool), row - best.row, col - best.col)


def enlarged(scores: np.ndarray, block: Block, shape: tuple[int, int]) -> np.ndarray:
    """Bilinear (half-pixel) values of `scores` (C, h, w) in a block of a grid of that shape: (C, rows, cols) float32.

    Each value depends on its place in the grid alone, so blocks fit together to the last bit.
    """

    def place(start: int, count: int, n_in: int, n_out: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        centre = np.clip((np.arange(start, start + count) + 0.5) * n_in / n_out - 0.5, 0, n_in - 1)
        low = np.floor(centre).astype(int)
        return low, np.minimum(low + 1, n_in - 1), (centre - low).astype(np.float32)

    top, bottom, down = place(block.row, block.rows, scores.shape[1], shape[0])
    left, right, over = place(block.col, block.cols, scores.shape[2], shape[1])
    columns = scores[:, :, left] * (1 - over) + scores[:, :, right] * over  # few rows: single values are slow to pick
    out = columns[:, top] * (1 - down)[:, None]
    out += columns[:, bottom] * down[:, None]
    return out
