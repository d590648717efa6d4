"""DEDOS without its CLIP: all that a trained file holds, from kept features and texts to scores."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from .parts import TOKENS, WIDTH, Head, Injection, TextInterface
from .towers import Kept, Tower

SCALE = 100.0  # CLIP's own: untrained, a ViT's scores are cosines


@dataclass(frozen=True)
class Strange:
    """Words without a part in the training. Their odds against all trained words together stay what CLIP gives them.

    Ours: what is learned raises the trained words everywhere, and beside them no other word would ever be the best. No
    score depends on what else is asked, since the trained words are those of the file.

    Attributes:
        which: Numbers of such words among those that are asked.
        own: (T, D) float32, texts of the trained words.
        plain: (1, D, h, w), places of unit length of CLIP without training, any float.
        scale: What CLIP's cosines are multiplied by in the softmax.
    """

    which: tuple[int, ...]
    own: np.ndarray
    plain: np.ndarray
    scale: float

    def scores(self, texts: np.ndarray, trained: torch.Tensor) -> torch.Tensor:
        """Scores (1, S, h, w) of such texts (S, D), from those (1, T, h, w) of the trained words, on the same scale."""
        before = self._dense(self.own, trained)
        gained = (trained * SCALE).logsumexp(1, keepdim=True) - (before * SCALE).logsumexp(1, keepdim=True)
        return self._dense(texts, trained) + gained / SCALE

    def _dense(self, texts: np.ndarray, like: torch.Tensor) -> torch.Tensor:
        here, directions = (torch.from_numpy(x).to(like.device).float() for x in (self.plain, texts))
        return torch.einsum("bdhw,kd->bkhw", here, F.normalize(directions, dim=1)) * (self.scale / SCALE)


class Dedos(nn.Module):
    """The parts behind a tower.

    Attributes:
        tokens: (100, 256), constant once trained.
        log_scale: Of what cosines are multiplied by in the softmax, its logarithm.
        nothing: The score of a place that is of no class, a cosine.
    """

    def __init__(self, width: int, sites: int, dim: int, start: float) -> None:
        super().__init__()
        self.injection, self.interface, self.head = Injection(width, sites), TextInterface(dim), Head()
        self.tokens = nn.Parameter(torch.randn(TOKENS, WIDTH) / WIDTH**0.5)
        self.log_scale = nn.Parameter(torch.tensor(float(np.log(start))))
        self.nothing = nn.Parameter(torch.zeros(()))

    @classmethod
    def for_tower(cls, tower: Tower, seed: int = 0) -> Dedos:
        """Untrained: what comes out is dense CLIP."""
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            return cls(tower.width, tower.sites, tower.dim, tower.start)

    def places(self, tower: Tower, kept: Kept, tokens: torch.Tensor | None = None) -> torch.Tensor:
        """Places (B, D, rows, cols) of unit length, free of classes; `tokens` in the place of the constant ones."""
        said = self.tokens if tokens is None else tokens
        return F.normalize(tower.after(kept, lambda site, patches: self.injection(site, patches, said)), dim=1)

    @staticmethod
    def plain(tower: Tower, kept: Kept) -> torch.Tensor:
        """Places of CLIP without training, as `places`."""
        return F.normalize(tower.after(kept, lambda _site, patches: patches), dim=1)

    def scores(self, places: torch.Tensor, texts: torch.Tensor, tokens: torch.Tensor | None = None) -> torch.Tensor:
        """Cosines (B, W, rows, cols), refined, of places of unit length to texts (W, D)."""
        said = self.tokens if tokens is None else tokens
        directions = F.normalize(self.interface(texts, said), dim=1)
        return self.head(torch.einsum("bdhw,kd->bkhw", places, directions))

    def background(self) -> float:
        """The background's score on the scale of `told`."""
        return float(self.nothing * self.log_scale.exp() / SCALE)

    @torch.no_grad()
    def told(
        self, places: np.ndarray, texts: np.ndarray, size: tuple[int, int], strange: Strange | None = None
    ) -> np.ndarray:
        """Scores of one window on a scale whose softmax at 1 / `SCALE` has the confidence that was learned.

        Args:
            places: (1, D, h, w) of unit length, any float.
            texts: (W, D) float32.
            size: Rows and columns.
            strange: Where some of the texts had no part in the training.

        Returns:
            (W, rows, cols) float32.
        """
        scores = self._told(places, texts)
        if strange is not None and strange.which:
            which = list(strange.which)
            scores[:, which] = strange.scores(texts[which], self._told(places, strange.own))
        return F.interpolate(scores, size, mode="bilinear", align_corners=False)[0].cpu().numpy()

    def _told(self, places: np.ndarray, texts: np.ndarray) -> torch.Tensor:
        device = self.nothing.device
        here = torch.from_numpy(places).to(device).float()
        return self.scores(here, torch.from_numpy(texts).to(device)) * (self.log_scale.exp() / SCALE)

    def arrays(self) -> dict[str, np.ndarray]:
        """All of it as float32 arrays by name."""
        return {name: value.detach().float().cpu().numpy().copy() for name, value in self.state_dict().items()}

    def take(self, arrays: Mapping[str, np.ndarray]) -> Dedos:
        """The inverse; returns itself.

        Raises:
            ValueError: a name or a shape is not one of these.
        """
        try:
            self.load_state_dict({name: torch.from_numpy(np.array(array)) for name, array in arrays.items()})
        except RuntimeError as error:
            raise ValueError(str(error)) from error
        return self


def of_classes(scores: torch.Tensor, members: list[tuple[int, ...]]) -> torch.Tensor:
    """From words (B, W, ...) to classes (B, C, ...): the best of each class's words."""
    return torch.stack([scores[:, list(words)].amax(1) for words in members], 1)
