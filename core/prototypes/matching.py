"""Scores of windows: how well each place resembles each class, and its background.

Source: OVDiff, sections 3.2 and 3.3: maximum cosine over a class's prototypes, mean over extractors, the background
from what lies around things, and the stuff filter. Ours: features are centred and words calibrated where the pack can,
because in a small encoder all cosines are high and the widest range would decide.
"""
# ruff: noqa: TID253 - scores are computed where the features are, on a GPU too

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Union

import numpy as np
import torch
from torch.nn import functional as F

Values = Union[np.ndarray, torch.Tensor]  # features of any float type, wherever they are
NEVER = -1.0e4  # the background's score when there is no background: finite, so that blending stays finite
SMALLEST_SPREAD = 1e-3  # of a word's scores on the reference; below it they say nothing and are not blown up


@dataclass(frozen=True)
class Space:
    """What an extractor's vectors are compared by.

    Attributes:
        mean: (D,) subtracted before anything else, or None.
        reference: (P, D) float32 centred features of many places, that calibrate words; None: no calibration.
        weight: Of the extractor in the mean.
        cosine: Whether vectors are compared by their angle; else by 1 minus their distance over the cube's diagonal.
        common: (D,) a part that all vectors share, subtracted after `mean` and from `reference` too, or None.
    """

    mean: np.ndarray | None = None
    reference: np.ndarray | None = None
    weight: float = 1.0
    cosine: bool = True
    common: np.ndarray | None = None

    def vectors(self, x: torch.Tensor) -> torch.Tensor:
        """Centred and, for cosines, unit vectors: (n, D) float32."""
        if self.mean is not None:
            x = x - torch.as_tensor(self.mean, dtype=x.dtype, device=x.device)
        return self.directions(x)

    def directions(self, x: torch.Tensor) -> torch.Tensor:
        """The same for vectors that are centred already."""
        if self.common is not None:
            x = x - torch.as_tensor(self.common, dtype=x.dtype, device=x.device)
        return F.normalize(x, dim=1) if self.cosine else x

    def similarity(self, a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
        """Of every row of `a` to every row of `b`, both from `vectors`: (n, m), at most 1."""
        if self.cosine:
            return a @ b.T
        return 1 - torch.cdist(a, b, compute_mode="donot_use_mm_for_euclid_dist") / a.shape[1] ** 0.5


@dataclass(frozen=True)
class WordPrototypes:
    """Prototypes of one word by extractor: {name: (P, D) float32}; `bg` only where the word is a thing.

    `text` holds the word's own direction (1, D) in the centred features of extractors that are aligned with texts.
    """

    word: str
    fg: Mapping[str, np.ndarray]
    bg: Mapping[str, np.ndarray] = field(default_factory=dict)
    text: Mapping[str, np.ndarray] = field(default_factory=dict)


def without_common(space: Space, prototypes: Sequence[np.ndarray], share: float) -> Space:
    """The same space less a share of what the prototypes (each (P, D)) have in common, their mean.

    Ours: such a part says nothing about classes but lifts every cosine. It comes from the classes alone, never from a
    raster, so that a place scores alike whatever lies around it.
    """
    if not share:
        return space
    mean = np.concatenate(prototypes).mean(0, dtype=np.float64)
    if space.mean is not None:
        mean = mean - space.mean
    return replace(space, common=(share * mean).astype(np.float32))


def filter_background(space: Space, bg: np.ndarray, stuff: np.ndarray, limit: float) -> np.ndarray:
    """Background prototypes that resemble no foreground prototype of a stuff class (OVDiff, stuff filter).

    Args:
        space: The extractor's.
        bg: (P, D) of a thing word.
        stuff: (Q, D) of all stuff classes.
        limit: Cosine above which one is dropped.

    Returns:
        (P', D), P' at most P.
    """
    if not len(bg) or not len(stuff):
        return bg
    return bg[best_cosines(space, bg, stuff) <= limit]


def best_cosines(space: Space, rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    """The best similarity of each row (P, D) to the others (Q, D): (P,) float32."""
    a, b = space.vectors(torch.from_numpy(rows)), space.vectors(torch.from_numpy(others))
    return space.similarity(a, b).amax(1).numpy()


def quantiles(values: Sequence[np.ndarray]) -> dict[str, float]:
    """A few quantiles of all values together, for a recipe; to set a limit by. None where there are no values."""
    if not values:
        return {}
    return {f"q{q:g}": round(float(np.quantile(np.concatenate(values), q)), 4) for q in (0.05, 0.5, 0.95)}


@dataclass(frozen=True)
class _Bound:
    """An extractor's prototypes, ready: `lengths[i]` rows of `rows` belong to word i; a background comes last."""

    space: Space
    rows: torch.Tensor
    lengths: list[int]
    centre: torch.Tensor
    spread: torch.Tensor

    def in_common(self) -> _Bound:
        """The same with one centre and one spread for all words.

        Texts were learned against each other, so that their cosines say which word it is; drawings were not.
        """
        centre, spread = (t.mean().expand_as(t) for t in (self.centre, self.spread))
        return replace(self, centre=centre, spread=spread)

    def columns(self, vectors: torch.Tensor) -> torch.Tensor:
        """Best similarity of each vector to each word: (n, words)."""
        parts = self.space.similarity(vectors, self.rows).split(self.lengths, 1)
        return torch.stack([p.amax(1) for p in parts], 1)


@dataclass(frozen=True)
class _Compared:
    """What one source says of a window: maps (1, words and maybe a background, h, w), its share of a word's score, and
    its weight among those of the background.
    """

    maps: torch.Tensor
    share: float
    weight: float


class Matcher:
    """Scores features against a run's classes.

    Attributes:
        classes: Their number, C.
        words: The prototypes of every word, class by class; those of `members` belong to one class.
        members: For every class the numbers of its words.
    """

    def __init__(
        self,
        classes: Sequence[Sequence[WordPrototypes]],
        spaces: Mapping[str, Space],
        *,
        background: bool,
        background_constant: float,
        background_bias: float = 0.0,
        device: str = "cpu",
        upsample: int = 1,
        text_share: float = 0.0,
    ) -> None:
        """Bind prototypes to the device.

        Args:
            classes: The words of each class.
            spaces: By extractor; those that are matched.
            background: Whether a place may belong to no class.
            background_constant: Its score where no class has a background; with texts also its least score.
            background_bias: Added to its score where one has; there is more background than anything else.
            device: "cpu" or "cuda".
            upsample: How many times finer features are made (bilinear) before they are compared.
            text_share: Of a word's score that its text gives, beyond the paper: 0 none, 1 all. The rest comes from its
                drawings. Both are calibrated first, each for itself, and then averaged: their maximum would be decided
                by the one that errs upwards.
        """
        self.classes, self.device, self.upsample = len(classes), device, upsample
        self.background, self.constant, self.bias = background, background_constant, background_bias
        self._words_of, self._spaces = tuple(classes), dict(spaces)
        self._active = [True] * len(classes)
        self.members: list[list[int]] = []
        self.words: list[WordPrototypes] = []
        for of_class in classes:
            self.members.append(list(range(len(self.words), len(self.words) + len(of_class))))
            self.words.extend(of_class)
        self._words = len(self.words)
        self.text_share = text_share
        drawn = spaces if text_share < 1 else {}
        self._bound = {name: self._bind(name, space, self.words) for name, space in drawn.items()}
        self._texts = self._bind_texts() if text_share else {}

    @property
    def drawn(self) -> bool:
        """Whether drawings take part, and not the words' texts alone."""
        return self.text_share < 1

    def restricted(self, active: Sequence[bool]) -> Matcher:
        """The same less some classes: these score `NEVER`, and their background is nobody's."""
        if all(active):
            return self
        of_class = [
            words if on else [replace(word, bg={}) for word in words] for words, on in zip(self._words_of, active)
        ]
        other = Matcher(
            of_class,
            self._spaces,
            background=self.background,
            background_constant=self.constant,
            background_bias=self.bias,
            device=self.device,
            upsample=self.upsample,
            text_share=self.text_share,
        )
        other._active = list(active)
        return other

    def _bind(self, name: str, space: Space, words: Sequence[WordPrototypes]) -> _Bound:
        groups = [w.fg[name] for w in words]
        around = [w.bg[name] for w in words if name in w.bg and len(w.bg[name])] if self.background else []
        if around:
            groups.append(np.concatenate(around))
        rows = space.vectors(torch.from_numpy(np.concatenate(groups)).to(self.device))
        return self._calibrated(space, rows, [len(g) for g in groups])

    def _bind_texts(self) -> dict[str, _Bound]:
        """Directions of the words' texts, by the extractors that have them."""
        named = [n for n in self._spaces if all(n in w.text for w in self.words)]
        rows = {n: torch.from_numpy(np.concatenate([w.text[n] for w in self.words])).to(self.device) for n in named}
        ones = [1] * self._words
        bounds = {n: self._calibrated(self._spaces[n], F.normalize(rows[n], dim=1), ones) for n in named}
        return {name: bound.in_common() for name, bound in bounds.items()}

    def _calibrated(self, space: Space, rows: torch.Tensor, lengths: list[int]) -> _Bound:
        zero, one = torch.zeros(len(lengths), device=self.device), torch.ones(len(lengths), device=self.device)
        bound = _Bound(space, rows, lengths, zero, one)
        if space.reference is None:
            return bound
        reference = torch.from_numpy(np.ascontiguousarray(space.reference, np.float32)).to(self.device)
        best = bound.columns(space.directions(reference))
        spread = best.std(0, correction=0).clamp(min=SMALLEST_SPREAD)
        return _Bound(space, rows, bound.lengths, best.mean(0), spread)

    @torch.inference_mode()
    def similarities(self, cell: Mapping[str, np.ndarray]) -> dict[str, list[np.ndarray]]:
        """Calibrated similarity of one place to every prototype, for whoever asks why a place got its class.

        Args:
            cell: By extractor, (D,) of any float type.

        Returns:
            By extractor: for every word, and last for the background where it has prototypes, (P,) float32 in the
            order of their rows.
        """
        return self._alike(cell, self._bound)

    @torch.inference_mode()
    def text_similarities(self, cell: Mapping[str, np.ndarray]) -> dict[str, list[np.ndarray]]:
        """The same for the words' texts, where they take part: for every word (1,) float32."""
        return self._alike(cell, self._texts)

    def _alike(self, cell: Mapping[str, np.ndarray], bounds: Mapping[str, _Bound]) -> dict[str, list[np.ndarray]]:
        out = {}
        for name, bound in bounds.items():
            vector = torch.from_numpy(cell[name].astype(np.float32)[None]).to(self.device)
            groups = bound.space.similarity(bound.space.vectors(vector), bound.rows)[0].split(bound.lengths)
            scaled = [(g - c) / s for g, c, s in zip(groups, bound.centre, bound.spread)]
            out[name] = [g.cpu().numpy() for g in scaled]
        return out

    @torch.inference_mode()
    def score(self, features: Mapping[str, np.ndarray], size: int | tuple[int, int]) -> np.ndarray:
        """Scores of windows.

        Args:
            features: By extractor, (B, D, h', w') of any float type.
            size: Side of the windows, pixels; or rows and columns.

        Returns:
            (B, 1 + C, rows, cols) float32; channel 0 is the background, `NEVER` when it is switched off.
        """
        B = len(next(iter(features.values())))
        return np.stack([self.score_at({n: features[n][i] for n in self._names}, (size,))[0] for i in range(B)])

    @torch.inference_mode()
    def score_together(self, windows: Sequence[Mapping[str, Values]], size: int | tuple[int, int]) -> torch.Tensor:
        """What `score` says, (B, 1 + C, rows, cols) float32, by one product an extractor for all places of all windows.

        For a GPU, since a product may round otherwise when it has more rows; the scores stay there.

        Args:
            windows: Features of each, by extractor (D, h', w'), of the same shapes in all windows.
            size: Side of the windows, pixels; or rows and columns.
        """
        shape = (size, size) if isinstance(size, int) else size
        maps = {n: torch.cat([self._map(w[n]) for w in windows], 1) for n in self._names}  # one above the other
        parts = [(one, one.maps.chunk(len(windows), 2)) for one in self._compared(maps)]
        found = [[replace(one, maps=of_windows[i]) for one, of_windows in parts] for i in range(len(windows))]
        return torch.stack([self._sized(of_window, shape) for of_window in found])

    @torch.inference_mode()
    def score_at(self, features: Mapping[str, Values], sizes: Sequence[int | tuple[int, int]]) -> list[np.ndarray]:
        """Scores of one window, of features (D, h', w'), at several sizes: each (1 + C, rows, cols) float32.

        Each has the bits that `score` gives at that size alone; places are compared with prototypes only once.
        """
        found = self._compared({name: self._map(features[name]) for name in self._names})
        sized = [self._sized(found, (size, size) if isinstance(size, int) else size) for size in sizes]
        return [scores.cpu().numpy() for scores in sized]

    @property
    def _names(self) -> list[str]:
        """The extractors that are compared."""
        return [name for name in self._spaces if name in self._bound or name in self._texts]

    def _sized(self, found: Sequence[_Compared], size: tuple[int, int]) -> torch.Tensor:
        """Scores of a window, (1 + C, rows, cols)."""
        words, around = self._sides(found, size)
        out = torch.full((1 + self.classes, *size), NEVER, device=self.device)
        for i, members in enumerate(self.members):
            if self._active[i]:
                out[1 + i] = words[members[0]] if len(members) == 1 else words[members].amax(0)
        if not self.background:
            out[0] = NEVER
        else:
            out[0] = self.constant if around is None else around + self.bias
            if self.text_share:  # what lay around a word was drawn: it does not know what resembles a text by chance
                out[0].clamp_(min=self.constant)
        return out

    @torch.inference_mode()
    def word_scores(self, features: Mapping[str, Values], size: tuple[int, int]) -> np.ndarray:
        """Scores of each word by itself in one window, of features (D, h', w'): (words, rows, cols) float32.

        A class's score is their maximum over its `members`; words of a class that is left out score `NEVER`.
        """
        maps = {name: self._map(features[name]) for name in self._names}
        words, _ = self._sides(self._compared(maps), size)
        for members, on in zip(self.members, self._active):
            if not on:
                words[members] = NEVER
        return words.cpu().numpy()

    def _compared(self, maps: Mapping[str, torch.Tensor]) -> list[_Compared]:
        """What each source of scores says of maps (D, h, w), on its own grid."""
        found = []
        for bounds, share in ((self._bound, 1 - self.text_share), (self._texts, self.text_share)):
            total = sum(b.space.weight for b in bounds.values())
            for name, bound in bounds.items():
                weight = bound.space.weight
                found.append(_Compared(self._maps(bound, maps[name]), share * weight / total, weight))
        return found

    def _sides(self, found: Sequence[_Compared], size: tuple[int, int]) -> tuple[torch.Tensor, torch.Tensor | None]:
        """Scores of every word (words, rows, cols), and of what lay around them; None where nothing did."""
        words = torch.zeros((self._words, *size), device=self.device)
        around, around_weight = torch.zeros(size, device=self.device), 0.0
        for one in found:
            maps = F.interpolate(one.maps, size, mode="bilinear", align_corners=False)[0]
            words += maps[: self._words].mul_(one.share)
            if len(maps) > self._words:
                around += maps[-1].mul_(one.weight)
                around_weight += one.weight
        return words, around / around_weight if around_weight else None

    def _map(self, features: Values) -> torch.Tensor:
        """Features (D, h, w) of a window as they are compared: float32, on the device, as fine as the options say."""
        if isinstance(features, np.ndarray):
            features = torch.from_numpy(np.ascontiguousarray(features))
        map_ = features.to(self.device).float()
        if self.upsample > 1:
            map_ = F.interpolate(map_[None], scale_factor=float(self.upsample), mode="bilinear")[0]
        return map_

    def _maps(self, bound: _Bound, map_: torch.Tensor) -> torch.Tensor:
        """Calibrated scores (1, words and maybe a background, h, w) of a map (D, h, w) in one space."""
        D, rows, cols = map_.shape
        cells = map_.reshape(D, -1).T
        best = (bound.columns(bound.space.vectors(cells)) - bound.centre) / bound.spread  # (rows * cols, words)
        return best.T.reshape(1, -1, rows, cols)
