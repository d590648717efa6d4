"""What a run of a method that draws nothing costs: seeing a window, and asking it for words."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from functools import partial
from typing import Any, Protocol

import numpy as np

from ..model.networks import Networks
from ..options import Options
from ..packs import Pack
from ..progress import CancelToken, Progress
from .base import Arrays, Features
from .costs import Costs, WindowCosts, rate

WORDS = (1, 6)  # asked for at a time; what a word adds is the difference
USUAL = ("road", "building", "tree", "water", "field", "car")  # for packs without a list of words


class Timed(Protocol):
    """A method that draws nothing, to be timed."""

    networks: Networks
    pack: Pack

    def encode(self, windows: np.ndarray) -> Sequence[Features]:
        """Features of each of (B, 3, h, w) uint8."""
        ...

    def kept(self, features: Features) -> Arrays:
        """Features of a window as arrays."""
        ...

    def scoring(self, words: Sequence[str], features: Features, side: int) -> Callable[[], np.ndarray]:
        """Scores a window for some words."""
        ...


def measured(
    method: Timed, presets: Mapping[str, Options], batch: int, token: CancelToken, looks: int = 0
) -> Generator[Progress, None, dict[str, Costs]]:
    """The costs of each preset.

    Args:
        method: Whose networks are asked.
        presets: Their options by name.
        batch: Windows that are encoded at a time.
        token: Asked between parts.
        looks: Windows that are looked at before the first block.
    """
    yield Progress("match", "Measuring how fast windows are matched", 0, 1)
    sides = sorted({side for options in presets.values() for side in options.windows})
    windows = {}
    for side in sides:
        windows[side] = yield from _window(method, side, batch, token)
    return {name: Costs({side: windows[side] for side in o.windows}, looks=looks) for name, o in presets.items()}


def _window(method: Timed, side: int, batch: int, token: CancelToken) -> Generator[Progress, None, WindowCosts]:
    """Of windows of one size, on noise: what it costs does not depend on what is seen."""
    threads = method.networks.threads
    pictures = np.random.default_rng(0).integers(0, 256, (batch, 3, side, side), np.uint8)
    encode_s = yield from rate(partial(method.encode, pictures), threads, token)
    features = method.encode(pictures)[0]
    found = []
    for count in WORDS:
        score = method.scoring(words_of(method.pack.words, count), features, side)
        found.append((yield from rate(score, threads, token)))
    kept = sum(a.nbytes for a in method.kept(features).values())
    return WindowCosts(encode_s / batch, found[0], max(0.0, (found[1] - found[0]) / (WORDS[1] - WORDS[0])), float(kept))


def words_of(known: Mapping[str, Any] | None, count: int) -> Sequence[str]:
    """So many words that the pack can read."""
    listed = list(known or USUAL)
    return [listed[i % len(listed)] for i in range(count)]
