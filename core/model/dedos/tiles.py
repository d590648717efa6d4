"""From labelled windows to what DEDOS learns from: each is seen in four quarter turns, clear and denoised."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch

from ...progress import CancelToken, Progress
from .denoising import TIMESTEPS, Denoiser
from .towers import Tower
from .training import Tiles

TURNS = 4
EVERY = 4  # labels are learned at every fourth pixel of each row and column; a patch is as large or larger


def at_labels(labels: np.ndarray) -> np.ndarray:
    """Labels (h, w) at the pixels that are learned."""
    return labels[EVERY // 2 :: EVERY, EVERY // 2 :: EVERY]


def gather(
    tower: Tower,
    denoiser: Denoiser | None,
    windows: Sequence[np.ndarray],
    labels: Sequence[np.ndarray],
    words: tuple[Sequence[str], list[tuple[int, ...]]],
    token: CancelToken,
    threads: int = 1,
) -> Generator[Progress, None, Tiles]:
    """See every window with all networks, once.

    Args:
        tower: The CLIP.
        denoiser: The U-Net; None where none is asked.
        windows: (3, s, s) uint8, all of one size.
        labels: (s, s) integers: channels from 1 on, 0 background, -1 nothing said.
        words: All words, and those of each class and of each further one.
        token: Asked between pictures.
        threads: Windows at a time; changes nothing.

    Raises:
        Cancelled: the token was set.
    """

    def look(window: np.ndarray) -> tuple[torch.Tensor, tuple[torch.Tensor, ...], tuple[int, int]]:
        found = None if denoiser is None else denoiser.look(window)
        of_window, grid = [], (0, 0)
        for picture in [window] if found is None else [window, *found.pictures]:
            token.check()
            turned = np.stack([np.rot90(picture, turn, (1, 2)) for turn in range(TURNS)])
            tokens, grid = tower.before(turned)
            of_window.append(tokens.half().cpu())
        return torch.stack(of_window), () if found is None else found.seen, grid

    made = []
    with ThreadPoolExecutor(max(1, threads)) as pool:
        waiting = [pool.submit(look, window) for window in windows]
        try:
            for number, future in enumerate(waiting):
                message = f"Looking at window {number + 1} of {len(windows)}"
                yield Progress("imagine", message, number, len(windows))
                made.append(future.result())
        finally:
            for future in waiting:
                future.cancel()
    turned_labels = np.stack([[np.rot90(at_labels(each), turn) for turn in range(TURNS)] for each in labels])
    layers = [torch.stack([seen[layer] for _, seen, _ in made]) for layer in range(len(made[0][1]))]
    return Tiles(
        torch.stack([kept for kept, _, _ in made]),
        made[0][2],
        torch.from_numpy(turned_labels.astype(np.int64)),
        layers,
        len(TIMESTEPS),
        tower.texts(words[0]),
        words[1],
        bool((turned_labels == 0).any()),
    )
