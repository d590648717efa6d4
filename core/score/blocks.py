"""From windows to finished blocks: read, encode what is not kept, score, blend, decide.

Parallelism is whole windows in threads; every window is computed alone and summed in a fixed order, so neither the
block size nor the thread count can change a pixel (docs/contracts.md, Equality).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..cache.features import FeaturesStore
from ..config import Options
from ..lattice import Block, Window, windows_for
from ..methods.base import Method, State
from ..progress import CancelToken
from ..raster.source import Source
from .canvas import ScoreCanvas, window_weight
from .decide import BlockResult, decide
from .pamr import reach, refine

GPU_BATCH = 16  # windows a GPU encodes at a time


@dataclass(frozen=True)
class Look:
    """What the networks saw of a place: pixels (3, h, w) uint8, which of them hold data, and where the place is."""

    pixels: np.ndarray
    valid: np.ndarray
    row: int
    col: int


def middle(size: int, row: int, col: int) -> float:
    """How much in the middle of a window of that side a place is."""
    return float(window_weight(size, "hann")[row, col])


class BlockScorer:
    """Turns blocks into scores: reads windows, encodes what is not kept, scores, blends.

    Attributes:
        encoded: Windows that went through the networks.
        found: Windows whose features were kept from before.
    """

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
        self.source, self.method, self.state, self.options, self.store = source, method, state, options, store
        self.threads = threads
        self.channels = classes + 1
        self.batch = 1 if device == "cpu" else GPU_BATCH  # on a CPU one shape for all, see above
        self.encoded = self.found = 0

    def field(self, block: Block) -> Block:
        """What has to be scored for a block: with refinement its surroundings, too, as far as the grid goes."""
        margin = reach(self.options.pamr_iterations) if self.options.pamr else 0
        wide = Block(block.row - margin, block.col - margin, block.rows + 2 * margin, block.cols + 2 * margin)
        return wide.intersect(self.source.grid.block) or block

    def windows(self, block: Block) -> list[Window]:
        """The windows that touch a block, in the order in which they are summed."""
        shape = (self.source.grid.rows, self.source.grid.cols)
        return windows_for(shape, block, self.options.windows, self.options.stride)

    def canvas(self, block: Block) -> ScoreCanvas:
        """An empty canvas for a block."""
        return ScoreCanvas(block, self.channels, self.options.blend)

    def scores(self, block: Block, token: CancelToken) -> Iterator[tuple[Window, np.ndarray | None]]:
        """(window, float32 (1 + C, size, size)) in summing order; None where a window holds no data."""
        groups = list(_groups(self.windows(block), self.batch))
        with ThreadPoolExecutor(self.threads, thread_name_prefix="windows") as pool:
            waiting: deque[tuple[list[Window], Future]] = deque()
            try:
                for group in groups:
                    token.check()
                    waiting.append((group, pool.submit(self._score_group, group)))
                    # A few groups ahead keep the threads busy; more would only fill memory.
                    if len(waiting) > 2 * self.threads:
                        yield from self._collect(waiting.popleft())
                while waiting:
                    token.check()
                    yield from self._collect(waiting.popleft())
            finally:
                for _, future in waiting:
                    future.cancel()

    def _collect(self, item: tuple[list[Window], Future]) -> Iterator[tuple[Window, np.ndarray | None]]:
        group, future = item
        scores, encoded, found = future.result()
        self.encoded += encoded
        self.found += found
        yield from zip(group, scores)

    def _score_group(self, group: list[Window]) -> tuple[list[np.ndarray | None], int, int]:
        features: list[dict[str, np.ndarray] | None] = [self.store.get(window) for window in group]
        found = sum(f is not None for f in features)
        pixels: dict[int, np.ndarray] = {}
        for index, window in enumerate(group):
            if features[index] is None:
                picture, valid = self.source.read(window)
                if valid.any():
                    pixels[index] = picture
        if pixels:
            fresh = self.method.encode(self._one_shape(list(pixels.values())))
            for row, index in enumerate(pixels):
                kept = {name: values[row : row + 1] for name, values in fresh.items()}
                features[index] = kept
                self.store.put(group[index], kept)
        scores = [None if f is None else self.method.score(f, self.state, w.size)[0] for f, w in zip(features, group)]
        return scores, len(pixels), found

    def _one_shape(self, pictures: list[np.ndarray]) -> np.ndarray:
        """A batch of always the same size, since another size could round differently: (batch, 3, size, size)."""
        return np.stack([*pictures, *[np.zeros_like(pictures[0])] * (self.batch - len(pictures))])

    def blended(self, canvas: ScoreCanvas, block: Block, inside: np.ndarray | None = None) -> np.ndarray:
        """Scores (1 + C, rows, cols) float32 of a block, refined where the options say so; see `decide`."""
        o, part = self.options, block.slices_in(canvas.block)
        inside = canvas.covered[part] if inside is None else inside
        if not o.pamr:
            return canvas.result(inside)
        if (inside & ~canvas.covered[part]).any():
            raise ValueError("the windows do not cover the block")
        picture, valid = self.source.pixels(canvas.block)
        return refine(
            canvas.result(canvas.covered),
            picture,
            valid & canvas.covered,
            o.pamr_iterations,
            block,
            canvas.block,
            self.threads,
        )

    def decide(self, canvas: ScoreCanvas, block: Block, inside: np.ndarray | None = None) -> BlockResult:
        """The winner of every pixel of a block, see `decide`; `canvas` covers its field.

        Args:
            canvas: With all windows of the field added.
            block: What is wanted.
            inside: bool (rows, cols) of the block, pixels that get a class; None for all that a window covers.
        """
        o = self.options
        inside = canvas.covered[block.slices_in(canvas.block)] if inside is None else inside
        return decide(self.blended(canvas, block, inside), inside, o.temperature, o.background, o.threshold)

    def look(self, pixel: Block) -> Look:
        """The window in whose middle a pixel is most, as the networks saw it."""
        window = max(self.windows(pixel), key=lambda w: middle(w.size, pixel.row - w.row, pixel.col - w.col))
        pixels, valid = self.source.read(window)
        return Look(pixels, valid, pixel.row - window.row, pixel.col - window.col)


def finish(
    scorer: Any, block: Block, inside: np.ndarray | None, token: CancelToken
) -> Generator[None, None, BlockResult]:
    """Score a block and decide; yields after every window.

    Args:
        scorer: A `BlockScorer`, or what stands in for it.
        block: Of the grid.
        inside: See `BlockScorer.decide`.
        token: Asked between windows.
    """
    field = scorer.field(block)
    canvas = scorer.canvas(field)
    for window, scores in scorer.scores(field, token):
        if scores is not None:
            canvas.add(window, scores)
        yield
    return scorer.decide(canvas, block, inside)


def _groups(windows: Iterable[Window], batch: int) -> Iterator[list[Window]]:
    """Neighbours of one size, at most `batch` at a time."""
    group: list[Window] = []
    for window in windows:
        if group and (len(group) == batch or group[0].size != window.size):
            yield group
            group = []
        group.append(window)
    if group:
        yield group
