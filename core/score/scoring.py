"""What both ways of looking at a raster share: windows are scored, added up on a canvas, and decided."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Iterator, Sequence
from typing import Any, Generic, TypeVar

import numpy as np

from ..cache.features import FeaturesStore
from ..lattice import Block
from ..methods.base import Look, Method, State
from ..options import Options
from ..progress import CancelToken, result_of
from ..raster.source import Source
from .decide import BlockResult

Seen = TypeVar("Seen")  # what is scored at once: a window, or a crop of the whole picture
Sums = TypeVar("Sums")  # a canvas: the sum of what was seen


class Scoring(ABC, Generic[Seen, Sums]):
    """Turns blocks of the working grid into scores and classes.

    Attributes:
        source: The raster.
        store: Where features of its windows are kept.
        channels: Of the scores: the background and the classes.
        encoded: Windows that went through the networks.
        found: Windows whose features were kept from before.
        notes: What the user should know, each once.
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
    ) -> None:
        self.source, self.method, self.state, self.options, self.store = source, method, state, options, store
        self.threads = threads
        self.channels = classes + 1
        self.encoded = self.found = 0
        self.notes: list[str] = []

    @property
    @abstractmethod
    def margin(self) -> int:
        """How many pixels around a block have to be scored for it, as far as the grid goes."""

    @abstractmethod
    def field(self, block: Block) -> Block:
        """What has to be scored for a block."""

    @abstractmethod
    def windows(self, block: Block) -> Sequence[Seen]:
        """What is looked at for a block, in the order in which it is summed."""

    @abstractmethod
    def canvas(self, block: Block) -> Sums:
        """An empty canvas for a block."""

    @abstractmethod
    def add(self, canvas: Sums, seen: Seen, scores: Any) -> None:
        """Add the scores of what was seen to a canvas."""

    @abstractmethod
    def scores(self, block: Block, token: CancelToken) -> Iterator[tuple[Seen, Any]]:
        """(what was seen, float32 (1 + C, rows, cols)) in summing order; None where there is nothing to add."""

    @abstractmethod
    def blended(self, canvas: Sums, block: Block, inside: np.ndarray | None = None) -> np.ndarray:
        """Scores (1 + C, rows, cols) float32 of a block, refined where the options say so; see `decide`."""

    @abstractmethod
    def decide(self, canvas: Sums, block: Block, inside: np.ndarray | None = None) -> BlockResult:
        """The winner of every pixel of a block; `canvas` covers its field.

        Args:
            canvas: With all windows of the field added.
            block: What is wanted.
            inside: bool (rows, cols) of the block, pixels that get a class; None for all that a window covers.
        """

    @abstractmethod
    def look(self, pixel: Block) -> Look:
        """The window in whose middle a pixel is most, as the networks saw it."""

    def count(self, block: Block) -> int:
        """How many windows are scored for a block."""
        return len(self.windows(self.field(block)))

    def painted(self, block: Block, token: CancelToken) -> Generator[None, None, Sums]:
        """The canvas of a block's field with all its windows; yields after every window."""
        field = self.field(block)
        canvas = self.canvas(field)
        for seen, scores in self.scores(field, token):
            if scores is not None:
                self.add(canvas, seen, scores)
            yield
        return canvas

    def scored(self, block: Block, token: CancelToken) -> np.ndarray:
        """The blended scores of a block alone, see `blended`."""
        return self.blended(result_of(self.painted(block, token)), block)

    @property
    def facts(self) -> dict[str, int]:
        """What the recipe remembers of how windows were scored, besides the options."""
        return {}

    def aside(self, block: Block) -> bool:
        """Whether one block may be decided while the next is scored: neither needs the other, and memory holds both."""
        return False

    def finish(self, block: Block, inside: np.ndarray | None, token: CancelToken) -> Generator[None, None, BlockResult]:
        """Score a block and decide; yields after every window. Arguments as those of `decide`."""
        canvas = yield from self.painted(block, token)
        return self.decide(canvas, block, inside)
