"""From windows to finished blocks: read, encode what is not kept, score, blend, decide.

Parallelism is whole windows in threads; every window is computed alone and summed in a fixed order, so neither the
block size nor the thread count can change a pixel (docs/contracts.md, Equality).
"""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np

from ..cache.features import FeaturesStore
from ..lattice import Block, Window, windows_for
from ..methods.base import Features, Look, Method, State
from ..model.device import bytes_taken, free_bytes, give_back, in_array, in_parts
from ..options import Options
from ..progress import CancelToken
from ..raster.source import Source
from .canvas import DeviceCanvas, ScoreCanvas, window_weight
from .decide import BlockResult, decide_in_threads
from .pamr import reach
from .pamr_tensors import refine_on
from .scoring import Scoring

GPU_BATCH = 16  # windows a GPU encodes at a time, until it is measured how many its memory holds
GPU_MOST = 64  # more at a time keep it no busier
WINDOWS_SHARE = 0.8  # of its free memory that they may take
GPU_GROUPS = 3  # batches under way on a GPU: one is read, one computed, one handed on; more would fill its memory
BLOCK_BYTES = 1 << 30  # of a block's scores with their surroundings, where a block may be as large as memory allows
COPIES = 4  # of them that are there at once: the sum, the mean, and what is refined, before and after
ASIDE_BYTES = 1 << 29  # of them, where one block is decided while the next one is scored
CANVAS_SHARE = 0.5  # of a GPU's free memory that these may take there; the rest is for windows


def batch_for(device: str) -> int:
    """Windows that are encoded at once to begin with: always as many, since another number could round differently."""
    return 1 if device == "cpu" else GPU_BATCH


def roomy(options: Options, channels: int, block_px: int) -> int:
    """The side of blocks for who keeps none of them for later: a multiple of `block_px`, as large as memory allows.

    What lies around a block is scored and refined with it, and again with its neighbour: the fewer, the less of that.
    """
    margin = reach(options.pamr_iterations) if options.pamr else 0
    side = block_px
    while 4 * COPIES * channels * (2 * side + 2 * margin) ** 2 <= BLOCK_BYTES:
        side *= 2
    return side


def batch_that_fits(free: int, each: int) -> int:
    """Windows that a GPU encodes at a time: a power of two, as many as its memory holds.

    Args:
        free: Bytes.
        each: Bytes that a window takes.
    """
    batch = GPU_MOST
    while batch > 1 and batch * each > WINDOWS_SHARE * free:
        batch //= 2
    return batch


def stays_there(channels: int, field: Block, free: int) -> bool:
    """Whether a field's scores are blended and refined where so many bytes are free, or on the host."""
    return 4 * COPIES * channels * field.rows * field.cols <= CANVAS_SHARE * free


def middle(size: int, row: int, col: int) -> float:
    """How much in the middle of a window of that side a place is."""
    return float(window_weight(size, "hann")[row, col])


class BlockScorer(Scoring[Window, ScoreCanvas]):
    """Reads windows, encodes what is not kept, scores, blends."""

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
        super().__init__(source, method, state, options, store, threads, classes)
        self.batch, self.device, self._settled = batch_for(device), device, device == "cpu"
        self.groups = threads if device == "cpu" else min(threads, GPU_GROUPS)
        self._ahead = 2 * threads if device == "cpu" else self.groups  # groups that wait, on a GPU with their scores
        # A GPU has one batch, or one block that is refined, at a time, so that what fits once fits always; on a CPU
        # windows are independent threads.
        self._turn: contextlib.AbstractContextManager = (
            contextlib.nullcontext() if device == "cpu" else threading.Lock()
        )

    @property
    def margin(self) -> int:
        """How far refinement looks."""
        return reach(self.options.pamr_iterations) if self.options.pamr else 0

    def field(self, block: Block) -> Block:
        """What has to be scored for a block: with refinement its surroundings, too, as far as the grid goes."""
        margin = self.margin
        wide = Block(block.row - margin, block.col - margin, block.rows + 2 * margin, block.cols + 2 * margin)
        return wide.intersect(self.source.grid.block) or block

    def windows(self, block: Block) -> list[Window]:
        """The windows that touch a block, in the order in which they are summed."""
        shape = (self.source.grid.rows, self.source.grid.cols)
        return windows_for(shape, block, self.options.windows, self.options.stride)

    def canvas(self, block: Block) -> ScoreCanvas:
        """An empty canvas for a block: on a GPU there, where its memory suffices."""
        if self.device != "cpu" and stays_there(self.channels, block, free_bytes(self.device)):
            return DeviceCanvas(block, self.channels, self.options.blend, self.device)
        return ScoreCanvas(block, self.channels, self.options.blend)

    def add(self, canvas: ScoreCanvas, seen: Window, scores: Any) -> None:
        """Add a window's scores."""
        canvas.add(seen, scores if isinstance(canvas, DeviceCanvas) else in_array(scores))

    def scores(self, block: Block, token: CancelToken) -> Iterator[tuple[Window, Any]]:
        """(window, float32 (1 + C, size, size)) in summing order; None where a window holds no data.

        Scores are arrays, or tensors where the method leaves them on a GPU.
        """
        windows = self.windows(block)
        if not self._settled and not all(self.store.has(window) for window in windows):
            self._settle()
        groups = list(_groups(windows, self.batch))
        with ThreadPoolExecutor(self.groups, thread_name_prefix="windows") as pool:
            waiting: deque[tuple[list[Window], Future]] = deque()
            try:
                for group in groups:
                    token.check()
                    waiting.append((group, pool.submit(self._score_group, group)))
                    # A few groups ahead keep the threads busy; more would only fill memory.
                    if len(waiting) > self._ahead:
                        yield from self._collect(waiting.popleft())
                while waiting:
                    token.check()
                    yield from self._collect(waiting.popleft())
            finally:
                for _, future in waiting:
                    future.cancel()

    def _collect(self, item: tuple[list[Window], Future]) -> Iterator[tuple[Window, Any]]:
        group, future = item
        scores, encoded, found = future.result()
        self.encoded += encoded
        self.found += found
        yield from zip(group, scores)

    def features(self, group: list[Window]) -> tuple[dict[int, Features], int]:
        """Features of at most `batch` windows of one size, by their place in the group, and how many were encoded.

        Windows without data have none. Thread-safe.
        """
        features: dict[int, Features] = {}
        pixels: dict[int, np.ndarray] = {}
        for index, window in enumerate(group):
            arrays = self.store.get(window)
            if arrays is not None:
                features[index] = self.method.restored(arrays)
                continue
            picture, valid = self.source.read(window)
            if valid.any():
                pixels[index] = picture
        if pixels:
            for index, made in zip(pixels, self._encoded(list(pixels.values()))):
                features[index] = made
                if self.store.takes(group[index]):
                    self.store.put(group[index], dict(self.method.kept(made)))
        return features, len(pixels)

    def _score_group(self, group: list[Window]) -> tuple[list[Any], int, int]:
        features, encoded = self.features(group)
        scores: list[Any] = [None] * len(group)
        if features:
            seen = sorted(features)
            with self._turn:
                rows = self.method.score([features[i] for i in seen], self.state, group[0].size)
            for index, row in zip(seen, rows):
                scores[index] = row
        return scores, encoded, len(features) - encoded

    def _encoded(self, pictures: list[np.ndarray]) -> list[Features]:
        """Features of each of at most `batch` pictures; of fewer at a time from where memory does not hold so many.

        Raises:
            ShortOfMemoryError: memory does not hold a single one.
        """
        with self._turn:
            return in_parts(pictures, lambda: self.batch, self._encoded_together, self._halve)

    def _encoded_together(self, pictures: Sequence[np.ndarray]) -> Sequence[Features]:
        return self.method.encode(_one_shape(pictures, self.batch))[: len(pictures)]

    def _settle(self) -> None:
        """Find how many windows this GPU's memory holds at a time, from one; before the first is encoded."""
        size = max(self.options.windows)
        black = np.zeros((1, 3, size, size), np.uint8)
        with self._turn:
            each = bytes_taken(lambda: self.method.score(self.method.encode(black), self.state, size))
        waiting = 4 * self.channels * size**2 * (self._ahead + 1)  # scores that are not blended yet
        self.batch, self._settled = batch_that_fits(free_bytes(self.device), each + waiting), True

    @property
    def facts(self) -> dict[str, int]:
        """See `Scoring.facts`."""
        return {"windows_at_a_time": self.batch} if self.encoded and self.device != "cpu" else {}

    def _halve(self) -> None:
        """Encode half as many windows at a time from now on, and say so."""
        before, self.batch = self.batch, self.batch // 2
        self.notes.append(
            f"Memory does not hold {before} windows at a time; the run goes on with {self.batch}, more slowly."
        )
        give_back(self.device)

    def blended(self, canvas: ScoreCanvas, block: Block, inside: np.ndarray | None = None) -> np.ndarray:
        """Scores (1 + C, rows, cols) float32 of a block, refined where the options say so; see `decide`."""
        o, part = self.options, block.slices_in(canvas.block)
        inside = canvas.covered[part] if inside is None else inside
        if not o.pamr:
            return in_array(canvas.result(inside))
        if (inside & ~canvas.covered[part]).any():
            raise ValueError("the windows do not cover the block")
        picture, valid = self.source.pixels(canvas.block)
        with self._turn:
            return refine_on(
                self.device,
                canvas.result(canvas.covered),
                picture,
                valid & canvas.covered,
                o.pamr_iterations,
                block,
                canvas.block,
                self.threads,
            )

    def aside(self, block: Block) -> bool:
        """See `Scoring.aside`."""
        field = self.field(block)
        return 4 * COPIES * self.channels * field.rows * field.cols <= ASIDE_BYTES

    def decide(self, canvas: ScoreCanvas, block: Block, inside: np.ndarray | None = None) -> BlockResult:
        """See `Scoring.decide`."""
        o = self.options
        inside = canvas.covered[block.slices_in(canvas.block)] if inside is None else inside
        scores = self.blended(canvas, block, inside)
        return decide_in_threads(scores, inside, o.temperature, o.background, o.threshold, self.threads)

    def look(self, pixel: Block) -> Look:
        """The window in whose middle a pixel is most, as the networks saw it."""
        window = max(self.windows(pixel), key=lambda w: middle(w.size, pixel.row - w.row, pixel.col - w.col))
        pixels, valid = self.source.read(window)
        return Look(pixels, valid, pixel.row - window.row, pixel.col - window.col)


def _one_shape(pictures: Sequence[np.ndarray], batch: int) -> np.ndarray:
    """A batch of always the same size, since another size could round differently: (batch, 3, size, size)."""
    return np.stack([*pictures, *[np.zeros_like(pictures[0])] * (batch - len(pictures))])


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
