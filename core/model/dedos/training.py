"""How DEDOS learns from labelled windows: seeded steps that can be stopped after any and go on to the same bytes.

Everything random of a step comes from the seed and the step's number alone, so that a checkpoint holds numbers only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..device import one_thread
from .losses import consistency, cross_entropy, dice
from .model import Dedos, of_classes
from .parts import WIDTH, Queries
from .towers import Tower

BATCH = 8
FROM = 1  # windows of a batch that the tokens of a step are made from; most of a step's time on a CPU
RATE, DECAY, LONGEST = 5e-4, 1e-4, 1.0  # AdamW's, and the longest gradient
KEEPS = 0.99  # share of the running mean of weights that a step leaves


@dataclass(frozen=True)
class Course:
    """What is trained, and by what; each switch is a row of the ablations.

    Attributes:
        iterations: Steps.
        tokens: "fed" by what the U-Net saw, "constant" (learned, without it) or "off": the head alone.
        denoised: Whether denoised pictures are trained on, too.
        consistency: The weight of their agreement with the clear ones.
        seed: Of everything drawn.
    """

    iterations: int
    tokens: str = "fed"
    denoised: bool = True
    consistency: float = 1.0
    seed: int = 0


@dataclass(frozen=True)
class Tiles:
    """The windows that are learned from.

    Attributes:
        kept: (n, pictures, views, N, C) float16, clear and denoised, before the first injection.
        grid: Rows and columns of patches.
        labels: (n, views, h, w) channels of `members`, counted from 1; 0 background; -1 where nothing is said.
        seen: Of each layer (n, N, C) float16; empty where no U-Net was asked.
        timesteps: How many.
        texts: (W, D), of all words: the classes' own, and further ones that are never right.
        members: Words of each class, and of each further word.
        background: Whether anything is labelled background; else nothing can be learned of it.
    """

    kept: torch.Tensor
    grid: tuple[int, int]
    labels: torch.Tensor
    seen: Sequence[torch.Tensor]
    timesteps: int
    texts: torch.Tensor
    members: list[tuple[int, ...]]
    background: bool


class Trainer:
    """Trains the parts behind a tower.

    Attributes:
        model: As it is now.
        mean: The running mean of its weights, by name; what is kept in the end.
        step: How many steps were made.
    """

    def __init__(self, tower: Tower, tiles: Tiles, course: Course, device: str = "cpu") -> None:
        self.tower, self.tiles, self.course, self.device, self.step = tower, tiles, course, device, 0
        one_thread(device)
        self.model = Dedos.for_tower(tower, course.seed).to(device)
        parts: dict[str, nn.Module] = {"model": self.model}
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(course.seed + 1)
            if course.tokens == "fed":
                stages = len(tiles.seen) // tiles.timesteps
                widths = tuple(layer.shape[-1] for layer in tiles.seen[:stages])
                parts["queries"] = Queries(widths, tiles.timesteps).to(device)
            if course.consistency and course.denoised:
                parts["likeness"] = nn.Linear(WIDTH, tower.dim).to(device)
        self.parts = nn.ModuleDict(parts)
        self.trained = {name: p for name, p in self.parts.named_parameters() if self._learns(name)}
        self.mean = {name: value.detach().clone() for name, value in self.trained.items()}
        self.optimiser = torch.optim.AdamW(self.trained.values(), lr=RATE, weight_decay=DECAY, foreach=False)

    def _learns(self, name: str) -> bool:
        """Whether a weight takes part: tokens that are fed are no weights, and `tokens=off` leaves CLIP as it is."""
        if name == "model.nothing":
            return self.tiles.background
        if self.course.tokens == "off" and name.startswith(("model.injection", "model.interface")):
            return False
        return name != "model.tokens" or self.course.tokens == "constant"

    def advance(self) -> float:
        """One step; returns its loss."""
        one_thread(self.device)
        loss = self.loss(np.random.default_rng([self.course.seed, self.step]))
        self.optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.trained.values(), LONGEST, foreach=False)
        self.optimiser.step()
        self.step += 1
        with torch.no_grad():
            for name, value in self.trained.items():
                self.mean[name].mul_(KEEPS).add_(value.detach(), alpha=1 - KEEPS)
        return float(loss.detach())

    def loss(self, rng: np.random.Generator) -> torch.Tensor:
        """Of a batch that is drawn by `rng`."""
        tiles, course = self.tiles, self.course
        n, pictures, views = tiles.kept.shape[:3]
        chosen = torch.from_numpy(rng.choice(n, BATCH, replace=n < BATCH))
        view = torch.from_numpy(rng.integers(0, views, BATCH))
        at = torch.from_numpy(rng.integers(1, max(pictures, 2), BATCH))
        again = torch.arange(BATCH // 2 if course.denoised else 0)  # those that are seen denoised, too
        clear = tiles.kept[chosen, 0, view]
        both = torch.cat([clear, tiles.kept[chosen[again], at[again], view[again]]]).to(self.device).float()
        labels = tiles.labels[chosen, view].to(self.device)
        labels = torch.cat([labels, labels[again.to(self.device)]])
        tokens = self.tokens(chosen[:FROM], rng)
        places = self.model.places(self.tower, (both, tiles.grid), tokens)
        logits = self.logits(places, labels.shape[1:], tokens)
        channels = labels if tiles.background else torch.where(labels > 0, labels - 1, -1)
        total = cross_entropy(logits, channels) + dice(logits, channels)
        if "likeness" in self.parts and len(again):
            with torch.no_grad():
                frozen = F.normalize(self.tower.after((both, tiles.grid), lambda _site, patches: patches), dim=1)
            said = self.model.tokens if tokens is None else tokens
            pairs = [(of[: len(again)], of[BATCH:]) for of in (places, frozen)]
            total = total + course.consistency * consistency(*pairs[0], pairs[1], self.parts["likeness"](said))
        return total

    def logits(self, places: torch.Tensor, size: Sequence[int], tokens: torch.Tensor | None = None) -> torch.Tensor:
        """Of background (where it is learned), classes and further words, at that size."""
        scores = of_classes(self.model.scores(places, self.tiles.texts, tokens), self.tiles.members)
        scores = F.interpolate(scores, tuple(size), mode="bilinear", align_corners=False)
        if self.tiles.background:
            scores = torch.cat([self.model.nothing.expand(len(scores), 1, *size), scores], 1)
        return scores * self.model.log_scale.exp()

    def tokens(self, windows: torch.Tensor, rng: np.random.Generator | None = None) -> torch.Tensor | None:
        """Tokens of some windows; None for the model's own. With `rng` some keys are left out."""
        if "queries" not in self.parts:
            return None
        seen = [layer[windows].to(self.device).float() for layer in self.tiles.seen]
        masks = None
        if rng is not None:
            masks = [torch.from_numpy(rng.random(layer.shape[:2]) < Queries.MASKED).to(self.device) for layer in seen]
            for mask in masks:
                mask[:, 0] = False  # one key is always there, or the softmax has nothing to share
        return self.parts["queries"](seen, masks)

    def finished(self) -> Dedos:
        """The model with its mean weights, and constant tokens: the mean over all windows."""
        one_thread(self.device)
        now = {name: value.detach().clone() for name, value in self.trained.items()}
        with torch.no_grad():
            for name, value in self.trained.items():
                value.copy_(self.mean[name])
            made = Dedos.for_tower(self.tower).to(self.device)
            made.load_state_dict(self.model.state_dict())
            every = [self.tokens(torch.tensor([i])) for i in range(len(self.tiles.kept))]
            if every[0] is not None:
                made.tokens.copy_(torch.stack([each for each in every if each is not None]).mean(0))
            for name, value in self.trained.items():
                value.copy_(now[name])
        return made.eval().requires_grad_(False)

    def checkpoint(self) -> dict[str, np.ndarray]:
        """All that goes on: weights, their mean, and what the optimiser has seen."""
        found = {"step": np.array([self.step], np.int64)}
        for name, value in self.trained.items():
            state = self.optimiser.state.get(value, {})
            kept = {"now": value, "mean": self.mean[name]}
            kept.update({part: state[part] for part in ("exp_avg", "exp_avg_sq") if part in state})
            found.update({f"{part}:{name}": each.detach().cpu().numpy().copy() for part, each in kept.items()})
        return found

    def resume(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Go on from a checkpoint.

        Raises:
            KeyError, ValueError, RuntimeError: it is of another training.
        """
        self.step = int(arrays["step"][0])
        with torch.no_grad():
            for name, value in self.trained.items():
                value.copy_(torch.from_numpy(arrays[f"now:{name}"]))
                self.mean[name].copy_(torch.from_numpy(arrays[f"mean:{name}"]))
                if self.step:
                    moments = {
                        part: torch.from_numpy(arrays[f"{part}:{name}"]).to(self.device)
                        for part in ("exp_avg", "exp_avg_sq")
                    }
                    self.optimiser.state[value] = {"step": torch.tensor(float(self.step)), **moments}
