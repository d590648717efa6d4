"""What the engine asks of a method: windows in, scores with a background channel out.

A method is one file and one line in `options.METHODS`; nothing else of the engine names it.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from ..cache.bank import Bank
from ..cache.latents import Latents
from ..lattice import Block, Window
from ..model.networks import Networks
from ..options import Options
from ..packs import Pack, Resolution
from ..progress import CancelToken, Events, Progress
from ..prototypes.chosen import Chip
from ..support import Support
from ..vocabulary import ClassSpec
from .costs import Costs

# Of one window, as `encode` made them: arrays, tensors on a device, whatever the method compares. Only it looks inside.
Features = object
Arrays = Mapping[str, np.ndarray]  # the same on this machine's disk and memory


@dataclass(frozen=True)
class Workplace:
    """What a method is made with.

    Attributes:
        networks: Of the pack, opened when they are asked for.
        pack: Whose networks they are.
        options: Of the kind that the method's entry names; those that it does not read have their defaults.
        seed: Of whatever is drawn.
        bank: Where support sets and prototypes are kept between runs.
        device: "cpu" or "cuda".
        latents: Of windows, where they are kept between runs and methods.
    """

    networks: Networks
    pack: Pack
    options: Options
    seed: int
    bank: Bank
    device: str = "cpu"
    latents: Latents | None = None


class Pixels(Protocol):
    """The raster of a run, as a method may read it."""

    @property
    def block(self) -> Block:
        """The whole working grid."""
        ...

    def read(self, window: Window) -> tuple[np.ndarray, np.ndarray]:
        """A window's pixels (3, size, size) uint8, and which of them hold data, bool (size, size)."""
        ...


class Labels(Protocol):
    """The user's own labels on that raster."""

    def of(self, block: Block) -> np.ndarray:
        """int32 (rows, cols): 1 to n in the order of the run's classes, 0 background, -1 where nothing is said."""
        ...


@dataclass(frozen=True)
class Brief:
    """What a run wants of a method.

    Attributes:
        classes: In the order of their ids.
        words: The pack's words of each class (`packs.resolve_classes`).
        resolution: The trained resolution that the working grid was made for.
        raster: At hand, except where words are imagined ahead of any run.
        lessons: Labels to learn from, where the user gave some; only to methods whose entry says that they learn.
        support: What a person has chosen of the classes' pictures, by the classes' names; for methods that draw.
        chips: Pictures that the user gave, by key: all that `support` names.
    """

    classes: Sequence[ClassSpec]
    words: Sequence[tuple[str, ...]]
    resolution: Resolution
    raster: Pixels | None = None
    lessons: Labels | None = None
    support: Support = field(default_factory=dict)
    chips: Mapping[str, Chip] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """What `prepare` returns: all that the classes need, and what the recipe remembers of it.

    Attributes:
        own: The method's own part; only it looks inside.
        prompts: What a generator was told, by word.
        found: Words that were in the bank.
        folders: Where each word's pictures lie in the bank.
        counts: Numbers for the recipe, e.g. background prototypes removed.
        kinds: Of each class, "thing" or "stuff".
        facts: Further things for the recipe.
    """

    own: object
    prompts: Mapping[str, str] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    folders: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """What the networks saw of a place: pixels (3, h, w) uint8, which of them hold data, and where the place is."""

    pixels: np.ndarray
    valid: np.ndarray
    row: int
    col: int


@dataclass(frozen=True)
class Witness:
    """What speaks for a class at a place: a prototype, and the support picture that it comes from.

    Attributes:
        extractor: Whose features were compared.
        word: The word whose pictures made it.
        side: "fg", the word itself; "bg", what lay around it.
        level: "class" (mean of all pictures), "instance" (of one) "part" (a cluster of places), "text",
            the word itself, which has no picture, or "attention", where the network looks for the word.
        number: Which of its level, from 0; of attention the rows of the maps that say most.
        similarity: Calibrated where the pack can, else the cosine; of attention the word's score.
        picture: The support picture that it resembles most (at level instance: that made it), from 0.
        chip: The key of the user's own picture that it is instead; `picture` is then its number among them.
        turn: Quarter turns of that picture, where it was learned from in all four.
        cell: (row, column) of the place in that picture, in the extractor's cells.
        grid: (rows, columns) of cells of that picture.
        owner: The class that the word belongs to.
        class_file: The key of the class file that it comes from, "" where it was drawn for the run.
        caption: Of attention: the sentence that a captioner made of the word and the window; "" where none was asked.
    """

    extractor: str
    word: str
    side: str
    level: str
    number: int
    similarity: float
    picture: int = 0
    cell: tuple[int, int] = (0, 0)
    grid: tuple[int, int] = (1, 1)
    chip: str = ""
    turn: int = 0
    owner: str = ""
    class_file: str = ""
    caption: str = ""


class Explanation(Protocol):
    """Why a place got its scores."""

    def witnesses(self, value: int) -> tuple[Witness, ...]:
        """What speaks for a class (0: the background), the weightiest first; nothing where there is nothing to show."""
        ...

    def draw(self, witness: Witness, out: Path) -> Path | None:
        """A picture of a witness as a PNG in the folder `out`; None where there is none."""
        ...


class Method(Protocol):
    """What the engine asks of a method. Made as `Class(workplace)`.

    Attributes:
        name: In `options.METHODS`.
        feature_key: What, besides the raster, decides the encoded features; plain values.
        identity: What else made a run, besides its classes, pack and options, e.g. the content of files; plain values.
    """

    name: str
    feature_key: Mapping[str, Any]
    identity: Mapping[str, Any]

    def prepare(self, brief: Brief, token: CancelToken) -> Events[State]:
        """Make or find all that the classes need; yields progress and notes, returns the state for `score`."""
        ...

    def encode(self, windows: np.ndarray) -> Sequence[Features]:
        """Features of each of (B, 3, h, w) uint8, free of classes; they stay where they were made. Thread-safe."""
        ...

    def kept(self, features: Features) -> Arrays:
        """Features of a window as arrays that can be kept between runs."""
        ...

    def restored(self, arrays: Arrays) -> Features:
        """The inverse."""
        ...

    def score(self, features: Sequence[Features], state: State, size: int | tuple[int, int]) -> Any:
        """Scores (B, 1 + C, rows, cols) float32 of windows of that side, channel 0 background. Thread-safe.

        An array; on a GPU perhaps a tensor that stays there. The scores of a window do not depend on the others of the
        batch; on a GPU their last bits may.
        """
        ...

    def restricted(self, state: State, active: Sequence[bool]) -> State:
        """A state that scores only some of its classes, for the prefilter."""
        ...

    def explain(self, state: State, brief: Brief, look: Look, token: CancelToken) -> Explanation:
        """Why a place gets its scores."""
        ...

    def costs(
        self, presets: Mapping[str, Options], batch: int, token: CancelToken
    ) -> Generator[Progress, None, Mapping[str, Costs]]:
        """What the parts of a run cost on this machine, measured for a moment, for each preset.

        Args:
            presets: Their options by name.
            batch: Windows that a run encodes at a time.
            token: Asked between steps.
        """
        ...
