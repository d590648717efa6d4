"""What the engine asks of a method: windows in, scores with a background channel out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from ..progress import CancelToken, Events
from ..vocabulary import ClassSpec

if TYPE_CHECKING:
    import numpy as np

    from ..packs import Resolution
    from ..prototypes.matching import Matcher


@dataclass
class State:
    """What `prepare` returns.

    Attributes:
        matcher: Scores features against the run's classes.
        prompts: What the generator was told, by word; for the recipe.
        found: Words whose support set was in the bank.
        folders: Where each word's pictures and attribution lie in the bank.
        counts: Numbers for the recipe, e.g. background prototypes removed.
        kinds: Of each class, "thing" or "stuff".
        facts: Further things for the recipe, e.g. what proposed regions.
    """

    matcher: Matcher
    prompts: dict[str, str] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    folders: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    kinds: tuple[str, ...] = ()
    facts: dict[str, Any] = field(default_factory=dict)


class Method(Protocol):
    """What the engine asks of a method.

    Attributes:
        name: In `METHODS`.
        feature_key: What, besides the raster, decides the encoded features; plain values.
    """

    name: str
    feature_key: dict[str, Any]

    def prepare(
        self, classes: Sequence[ClassSpec], words: Sequence[tuple[str, ...]], resolution: Resolution, token: CancelToken
    ) -> Events[State]:
        """Make or find all that the classes need; yields progress and notes, returns the state for `score`.

        Args:
            classes: Of the run, in order.
            words: The pack's words of each class (`packs.resolve_classes`).
            resolution: One of `pack.resolutions`, the one that the working grid was made for.
            token: Asked between steps.
        """
        ...

    def encode(self, windows: np.ndarray) -> dict[str, np.ndarray]:
        """Features of windows (B, 3, h, w) uint8, free of classes: {name: (B, D, h', w') float16}; thread-safe."""
        ...

    def score(self, features: dict[str, np.ndarray], state: State, size: int | tuple[int, int]) -> np.ndarray:
        """Scores (B, 1 + C, rows, cols) float32 of encoded windows of that side, channel 0 background; thread-safe."""
        ...

    def restricted(self, state: State, active: Sequence[bool]) -> State:
        """A state that scores only some of its classes, for the prefilter."""
        ...
