"""OVDiff: imagine each word, keep prototypes of what was drawn and of what lies around it, match windows by cosine.

Source: Karazija et al., "Diffusion Models for Open-Vocabulary Segmentation", ECCV 2024.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from .. import prototypes as levels
from ..bank import Bank
from ..calibration import calibration_of
from ..config import Options
from ..kinds import kind_of
from ..learned import at_resolution
from ..matching import Matcher, Space, WordPrototypes, best_cosines, filter_background, quantiles, without_common
from ..packs import Pack, Resolution
from ..progress import CancelToken, Note, Progress
from ..vocabulary import ClassSpec
from . import texts
from .support import Imagination, State

if TYPE_CHECKING:
    from ..model.load import Networks
    from . import Events

HALF_MAX = 65504.0  # the largest float16


class OVDiff:
    """See `Method` for what its members promise."""

    name = "ovdiff"
    filters_stuff = True
    reads_texts = True

    def __init__(
        self, networks: Networks, pack: Pack, options: Options, background: bool, seed: int, bank: Bank, device: str
    ) -> None:
        self.networks, self.pack, self.options = networks, pack, options
        self.background, self.device, self.bank = background, device, bank
        self.imagination = Imagination(networks, pack, options, seed, bank, device)
        self.texts = options.text_prototypes if self.reads_texts else "off"
        texts.check(pack, networks.names, self.texts)
        self.feature_key: dict[str, Any] = {
            "method": self.name, "pack": pack.hash, "extractors": list(self.extractor_names()), "device": device,
            "torch": version("torch"),
        }  # fmt: skip

    def extractor_names(self) -> tuple[str, ...]:
        """Keys of what `encode` returns."""
        names = self.networks.names
        return tuple(texts.templates(self.pack, names)) if self.texts == "instead" else names

    def encode_picture(self, name: str, picture: np.ndarray) -> np.ndarray:
        """Features (D, h, w) float32 of one picture (3, s, s) uint8."""
        return self.networks.extractor(name).encode(picture[None], support=True)[0].cpu().numpy()

    def encode(self, windows: np.ndarray) -> dict[str, np.ndarray]:
        """Dense features of every extractor."""
        made = {name: self.networks.extractor(name).encode(windows) for name in self.extractor_names()}
        return {name: f.clamp(-HALF_MAX, HALF_MAX).half().cpu().numpy() for name, f in made.items()}

    def spaces(self, resolution: Resolution) -> dict[str, Space]:
        """How each extractor's vectors are compared, from the pack's calibration where it has one."""
        tensors = calibration_of(self.pack)
        index = [r["gsd_m"] for r in self.pack.manifest["resolutions"]].index(resolution.gsd_m)
        listed = {e["name"]: e for e in self.pack.manifest["extractors"]}
        return {
            name: Space(
                mean=tensors.get(f"{name}.mean"),
                reference=tensors.get(f"{name}.reference.{index}") if self.options.calibrate else None,
                weight=float(listed[name].get("weight", 1.0)),
            )
            for name in self.extractor_names()
        }

    def prepare(
        self, classes: Sequence[ClassSpec], words: Sequence[tuple[str, ...]], resolution: Resolution, token: CancelToken
    ) -> Events:
        """Support sets, prototypes, stuff filter, matcher."""
        words, left_out = at_resolution(self.pack, words, resolution)
        if left_out:
            yield Note(f"The pack has not learned {', '.join(left_out)} at {resolution.gsd_m:g} m per pixel; left out.")
        unique = tuple(dict.fromkeys(word for of_class in words for word in of_class))
        drawn = () if self.texts == "instead" else unique
        sets, found = yield from self.imagination.imagine(drawn, resolution, token)
        names = self.extractor_names()
        learned: dict[str, dict[str, dict[str, np.ndarray]]] = {}
        for number, support in enumerate(sets):
            yield Progress("prototypes", f"Learning what {support.word} looks like", number, len(sets))
            learned[support.word] = {}
            for name in names:
                learned[support.word][name] = yield from self.imagination.learn(
                    support, name, partial(self.encode_picture, name), token
                )
        if found:
            yield Note(f"Prototypes of {', '.join(found)} found; they were not imagined again.")
        spaces = self.spaces(resolution)
        kinds = {  # a group may hold things and stuff; the user's own word for a class stands above the pack's
            word: kind_of(self.pack, ClassSpec(word, kind=spec.kind))
            for spec, of_class in zip(classes, words)
            for word in of_class
        }
        fg = {word: self._side(learned[word], "fg") for word in drawn}
        removed = self.options.remove_mean if drawn else 0.0
        spaces = {n: without_common(s, [fg[word][n] for word in drawn], removed) for n, s in spaces.items()}
        bg = {word: self._side(learned[word], "bg") for word in drawn if kinds[word] == "thing"}
        said = self._directions(unique)
        counts, filtered = yield from self._filter(spaces, kinds, fg, bg)
        # A calibrated score is a deviation from the usual, and the limits hold for one class alone. The more classes
        # a run names, the less is left that is none of them: the limit sinks towards the usual.
        share = 1 / len(classes) if any(s.reference is not None for s in spaces.values()) else 1.0
        made = {w: WordPrototypes(w, fg.get(w, {}), bg.get(w, {}), said.get(w, {})) for w in unique}
        matcher = Matcher(
            [[made[w] for w in of_class] for of_class in words], spaces,
            background=self.background, background_constant=self.background_constant() * share,
            background_bias=self.background_bias() * share, device=self.device, upsample=self.options.upsample,
            text_share=texts.SHARES[self.texts],
        )  # fmt: skip
        yield Progress("prototypes", "All words are learned", len(unique), len(unique))
        return State(
            matcher, {s.word: s.made_by["prompt"].replace("{word}", s.word) for s in sets}, found,
            {s.word: str(self.bank.folder(s.made_by)) for s in sets}, counts,
            tuple(kinds[of_class[0]] for of_class in words),
            {**self.imagination.facts(), **filtered, **self._background_facts(spaces, learned, fg)},
        )  # fmt: skip

    def restricted(self, state: State, active: Sequence[bool]) -> State:
        """A state that scores only some of its classes."""
        return replace(state, matcher=state.matcher.restricted(active))

    def background_constant(self) -> float:
        """The background's score where no class has one: the mean of the extractors', by their weights."""
        listed = {e["name"]: float(e.get("weight", 1.0)) for e in self.pack.manifest["extractors"]}
        weights = [listed[name] for name in self.extractor_names()]
        own = [self.limit("background_constant", name) for name in self.extractor_names()]
        return float(np.average(own, weights=weights))

    def background_bias(self) -> float:
        """Added to the background's score where a class has one."""
        return self.options.background_bias

    def _directions(self, words: tuple[str, ...]) -> dict[str, dict[str, np.ndarray]]:
        """The words' texts by extractor, where the options want them."""
        if self.texts == "off":
            return {}
        return texts.directions(self.networks, self.pack, words, self.extractor_names(), self.bank, self.device)

    def _side(self, learned: dict[str, dict[str, np.ndarray]], side: str) -> dict[str, np.ndarray]:
        """The prototypes of a side that the options want, by extractor."""
        o = self.options
        if side == "bg" and not o.background_prototypes:
            return {}
        wanted = (o.class_prototypes, o.instance_prototypes, o.part_prototypes)
        use = [level for level, on in zip(levels.LEVELS, wanted) if on]
        return {name: levels.chosen(made, side, use) for name, made in learned.items()}

    def _background_facts(
        self, spaces: dict[str, Space], learned: dict[str, dict[str, dict[str, np.ndarray]]],
        fg: dict[str, dict[str, np.ndarray]],
    ) -> dict[str, Any]:  # fmt: skip
        """What to set `background_constant` by: how much the backgrounds of words resemble the words themselves.

        Where words are calibrated the constant is no cosine, and there is nothing to compare it with.
        """
        plain = {name: space for name, space in spaces.items() if space.cosine and space.reference is None}
        if not self.background or not plain or not learned:
            return {}
        facts = {}
        for name, space in plain.items():
            around = [levels.chosen(made[name], "bg", levels.LEVELS) for made in learned.values()]
            best = [best_cosines(space, rows, fg[word][name]) for word, rows in zip(learned, around) if len(rows)]
            facts[name] = {"constant": self.limit("background_constant", name), **quantiles(best)}
        return {"background_constants": facts}

    def _filter(
        self, spaces: dict[str, Space], kinds: dict[str, str], fg: dict[str, dict[str, np.ndarray]],
        bg: dict[str, dict[str, np.ndarray]],
    ) -> Any:  # fmt: skip
        """The stuff filter on `bg`, in place; yields what was removed and returns the counts and facts."""
        stuff = [word for word, kind in kinds.items() if kind == "stuff"]
        before = sum(len(p) for sides in bg.values() for p in sides.values())
        facts: dict[str, Any] = {}
        if self.filters_stuff and self.options.stuff_filter and stuff and bg and self.background:
            for name, space in spaces.items():
                of_stuff = np.concatenate([fg[word][name] for word in stuff])
                limit = self.limit("stuff_cosine", name)
                facts[name] = {
                    "limit": limit,
                    **quantiles([best_cosines(space, bg[w][name], of_stuff) for w in bg if len(bg[w].get(name, ()))]),
                }
                for sides in bg.values():
                    if name in sides:
                        sides[name] = filter_background(space, sides[name], of_stuff, limit)
        after = sum(len(p) for sides in bg.values() for p in sides.values())
        if before and not after:
            message = "All background prototypes resemble a stuff class and were dropped; a constant takes their place."
            yield Note(message, "warning")
        elif before != after:
            yield Note(f"{before - after} of {before} background prototypes resemble a stuff class and were dropped.")
        counts = {"background_prototypes": before, "background_prototypes_dropped": before - after}
        return counts, {"stuff_filter": facts} if facts else {}

    def limit(self, what: str, name: str) -> float:
        """`stuff_cosine` or `background_constant` of an extractor: its own, unless the user gave another.

        The paper's 0.85 and 0.72 belong to Stable Diffusion's features; a pack sets both for each extractor, by the
        quantiles that the recipes of its runs hold.
        """
        manifest, wanted = self.pack.manifest, float(getattr(self.options, what))
        own = next((e.get(what) for e in manifest["extractors"] if e["name"] == name), None)
        usual = manifest["defaults"].get(what, getattr(Options(), what))
        return wanted if own is None or wanted != usual else float(own)

    def score(self, features: dict[str, np.ndarray], state: State, size: int | tuple[int, int]) -> np.ndarray:
        """Cosine scores, calibrated where the pack can."""
        from ..model.load import in_words, one_thread

        one_thread(self.device)
        with in_words(self.pack, self.device):
            return state.matcher.score(features, size)
