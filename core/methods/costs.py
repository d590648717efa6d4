"""What the parts of a run cost on this machine, as a method tells it: seconds of the clock with all threads, and bytes.

The dock predicts from these numbers and knows no method (plugin/costs/estimates.py).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from typing import Any

from ..progress import CancelToken, Progress

PART_S = 0.6  # for each part that is measured
ROUNDS = 30  # of a part, at most


@dataclass(frozen=True)
class WindowCosts:
    """A window of one size.

    Attributes:
        encode_s: Until its features are there.
        score_s: Scoring it for one word.
        word_s: For each further word.
        kept_b: Bytes of its features on the disk.
    """

    encode_s: float
    score_s: float
    word_s: float
    kept_b: float


@dataclass(frozen=True)
class Costs:
    """Of a preset.

    Attributes:
        windows: By size.
        draws: Pieces of work in which the pictures of a new word are drawn; 0 where nothing is drawn.
        draw_s: Seconds of one of them; None where drawing was too slow to be measured.
        learn_s: Learning a new word from its pictures.
        word_b: Bytes that a new word leaves in the bank.
        looks: Windows of the largest size that are encoded before the first block, to find a raster's scale.
        words_as: What decides a word's pictures besides word, resolution and pack; words drawn otherwise are new.
    """

    windows: Mapping[int, WindowCosts]
    draws: int = 0
    draw_s: float | None = 0.0
    learn_s: float = 0.0
    word_b: float = 0.0
    looks: int = 0
    words_as: str = field(default="")

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {**asdict(self), "windows": {str(size): asdict(cost) for size, cost in self.windows.items()}}


def rate(work: Callable[[], Any], threads: int, token: CancelToken) -> Generator[Progress, None, float]:
    """Seconds of the clock for one call when `threads` of them are always under way."""
    calls, began = 0, time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        for number in range(ROUNDS):
            token.check()
            for future in [pool.submit(work) for _ in range(threads)]:
                future.result()
            spent = time.monotonic() - began
            if number == 0 and spent < PART_S / 2:  # the first calls prepare what the others use
                began = time.monotonic()
                continue
            calls += threads
            yield Progress("match", "Measuring how fast windows are matched", 0, 1)
            if spent > PART_S:
                break
        return (time.monotonic() - began) / calls
