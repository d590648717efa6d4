"""OVDiff: imagine each word, keep prototypes of what was drawn and of what lies around it, match windows by cosine.

Source: Karazija et al., "Diffusion Models for Open-Vocabulary Segmentation", ECCV 2024.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from typing import Any

import numpy as np

from ..class_files.home import LoadedClass, open_classes
from ..model.device import give_back, in_parts, in_words, key_of, on_host, one_thread
from ..options import Options, PrototypeOptions
from ..packs import Resolution
from ..packs.kinds import kind_of
from ..progress import CancelToken, Events, Note, Progress
from ..prototypes import levels, texts
from ..prototypes.calibration import calibration_of
from ..prototypes.chosen import Wish
from ..prototypes.imagination import Imagination
from ..prototypes.kmeans import Values
from ..prototypes.matching import (
    Matcher,
    Space,
    WordPrototypes,
    best_cosines,
    filter_background,
    quantiles,
    without_common,
)
from ..prototypes.seen import PictureMemory
from ..vocabulary import ClassSpec
from .base import Arrays, Brief, Features, Look, State, Workplace
from .costs import Costs
from .looks import check_files, looks, taking_part, told_of_files, wishes_of
from .ovdiff_costs import measured
from .ovdiff_explain import Witnesses

HALF_MAX = 65504.0  # the largest float16
PICTURES = 16  # support pictures that a GPU looks at together, where its memory holds so many
GLANCES_BYTES = 64 << 20  # of support pictures, what other extractors saw by the pass of the one that was asked


class OVDiff:
    """See `Method` for what its members promise."""

    name = "ovdiff"
    filters_stuff = True
    reads_texts = True

    def __init__(self, workplace: Workplace) -> None:
        if not isinstance(workplace.options, PrototypeOptions):
            raise ValueError("these are the options of another method")
        self.networks, self.pack, self.options = workplace.networks, workplace.pack, workplace.options
        self.device, self.bank, self.latents = workplace.device, workplace.bank, workplace.latents
        self.imagination = Imagination(self.networks, self.pack, self.options, workplace.seed, self.bank, self.device)
        self._at_once = PICTURES
        self._glances = PictureMemory(GLANCES_BYTES)
        self.texts = self.options.text_prototypes if self.reads_texts else "off"
        texts.check(self.pack, self.networks.names, self.texts)
        segmenter = self.imagination.segmenter
        painted = segmenter.made_by.get("masks") if segmenter is not None else None  # by the user, in a folder
        self.identity: Mapping[str, Any] = {"masks": painted} if painted else {}
        self.feature_key: Mapping[str, Any] = {
            "method": self.name,
            "pack": self.pack.hash,
            "extractors": list(self.extractor_names()),
            "device": self.device,
            **key_of(self.pack, self.device),
            "torch": version("torch"),
        }

    def extractor_names(self) -> tuple[str, ...]:
        """Keys of what `encode` returns."""
        names = self.networks.names
        return tuple(texts.templates(self.pack, names)) if self.texts == "instead" else names

    def encode_picture(self, name: str, picture: np.ndarray) -> np.ndarray:
        """Features (D, h, w) float32 of one picture (3, s, s) uint8."""
        names = self.networks.looking_with(name, support=True)

        def see(one: np.ndarray) -> dict[str, np.ndarray]:
            return {n: f[0].cpu().numpy() for n, f in self.networks.encode(names, one[None], support=True).items()}

        return self._glances.remembering_all(see, name)(picture) if len(names) > 1 else see(picture)[name]

    def encode_pictures(self, name: str, pictures: np.ndarray) -> Iterator[Values]:
        """The same of each of (N, 3, s, s) uint8; tensors, which stay where they were made."""
        extractor = self.networks.extractor(name)

        def see(some: Sequence[np.ndarray]) -> Sequence[Values]:
            return list(extractor.encode(np.stack(some), support=True))

        for start in range(0, len(pictures), PICTURES):
            some = list(pictures[start : start + PICTURES])
            yield from in_parts(some, lambda: self._at_once, see, self._halve)

    def _halve(self) -> None:
        before, self._at_once = self._at_once, self._at_once // 2
        self.networks.notes.append(
            f"Memory does not hold what is seen of {before} pictures; the run looks at {self._at_once}, more slowly."
        )
        give_back(self.device)

    def encode(self, windows: np.ndarray) -> list[dict[str, Any]]:
        """Dense features of every extractor: of each window {name: (1, D, h', w') float16}.

        They are arrays on a CPU; on a GPU tensors, which stay there.
        """
        made = self.networks.encode(self.extractor_names(), windows, kept=self.latents)
        halves: dict[str, Any] = {name: f.clamp(-HALF_MAX, HALF_MAX).half() for name, f in made.items()}
        if self.device == "cpu":
            halves = {name: half.numpy() for name, half in halves.items()}
        return [{name: f[i : i + 1] for name, f in halves.items()} for i in range(len(windows))]

    def kept(self, features: Features) -> dict[str, np.ndarray]:
        """They are such arrays already, or tensors that are copied to the host."""
        own = _own(features)
        arrays = {name: f for name, f in own.items() if isinstance(f, np.ndarray)}
        return arrays or on_host(own)

    def restored(self, arrays: Arrays) -> dict[str, np.ndarray]:
        """Arrays are such features already."""
        return dict(arrays)

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

    def prepare(self, brief: Brief, token: CancelToken) -> Events[State]:
        """Support sets, prototypes, stuff filter, matcher."""
        classes, resolution, files = brief.classes, brief.resolution, open_classes(brief.classes, self.pack)
        if not self.draws:
            files = yield from self._texts_alone(files)
        check_files(self, files)
        yield from told_of_files(files, resolution)
        words, left_out = taking_part(self, brief)
        if left_out:
            yield Note(f"The pack has not learned {', '.join(left_out)} at {resolution.gsd_m:g} m per pixel; left out.")
        wishes = wishes_of(brief, words, files)
        unique = tuple(dict.fromkeys(wish for of_class in wishes for wish in of_class))
        drawn = unique if self.draws else ()
        seen = yield from looks(self, drawn, files, brief, token)
        sets, found, learned = list(seen.sets.values()), seen.found, seen.learned
        if found:
            yield Note(f"Prototypes of {', '.join(found)} found; they were not imagined again.")
        spaces = self.spaces(resolution)
        kinds = {  # a group may hold things and stuff; the user's own word for a class stands above the pack's
            wish: kind_of(self.pack, ClassSpec(wish.word, kind=spec.kind))
            for spec, of_class in zip(classes, wishes)
            for wish in of_class
        }
        fg = {wish: self._side(learned[wish], "fg") for wish in drawn}
        removed = self.options.remove_mean if drawn else 0.0
        spaces = {n: without_common(s, [fg[wish][n] for wish in drawn], removed) for n, s in spaces.items()}
        bg = {wish: self._side(learned[wish], "bg") for wish in drawn if kinds[wish] == "thing"}
        said = self._directions(tuple(dict.fromkeys(wish.word for wish in unique)))
        counts, filtered = yield from self._filter(spaces, kinds, fg, bg)
        # A calibrated score is a deviation from the usual, and the limits hold for one class alone. The more classes
        # a run names, the less is left that is none of them: the limit sinks towards the usual.
        share = 1 / len(classes) if any(s.reference is not None for s in spaces.values()) else 1.0
        made = {w: WordPrototypes(w.word, fg.get(w, {}), bg.get(w, {}), said.get(w.word, {})) for w in unique}
        matcher = Matcher(
            [[made[w] for w in of_class] for of_class in wishes],
            spaces,
            background=self.options.background,
            background_constant=self.background_constant() * share,
            background_bias=self.background_bias() * share,
            device=self.device,
            upsample=self.options.upsample,
            text_share=texts.SHARES[self.texts],
        )
        yield Progress("prototypes", "All words are learned", len(unique), len(unique))
        return State(
            matcher,
            {s.word: s.made_by["prompt"].replace("{word}", s.word) for s in sets},
            found,
            {s.word: str(self.bank.folder(s.made_by)) for s in sets},
            counts,
            tuple(kinds[of_class[0]] for of_class in wishes),
            {**self.imagination.facts(), **filtered, **self._background_facts(spaces, learned, fg)},
        )

    @property
    def draws(self) -> bool:
        """Whether words are drawn, and not their texts alone compared."""
        return self.texts != "instead"

    def restricted(self, state: State, active: Sequence[bool]) -> State:
        """A state that scores only some of its classes."""
        return replace(state, own=_matcher(state).restricted(active))

    def explain(self, state: State, brief: Brief, look: Look, token: CancelToken) -> Witnesses:
        """The prototypes that decide a place, and their pictures."""
        return Witnesses(self, _matcher(state), brief, look, token)

    def costs(
        self, presets: Mapping[str, Options], batch: int, token: CancelToken
    ) -> Generator[Progress, None, dict[str, Costs]]:
        """Drawing, learning, encoding and scoring."""
        return measured(self, presets, batch, token)

    def background_constant(self) -> float:
        """The background's score where no class has one: the mean of the extractors', by their weights."""
        listed = {e["name"]: float(e.get("weight", 1.0)) for e in self.pack.manifest["extractors"]}
        weights = [listed[name] for name in self.extractor_names()]
        own = [self.limit("background_constant", name) for name in self.extractor_names()]
        return float(np.average(own, weights=weights))

    def background_bias(self) -> float:
        """Added to the background's score where a class has one."""
        return self.options.background_bias

    def _texts_alone(self, files: Mapping[str, LoadedClass]) -> Generator[Note, None, dict[str, LoadedClass]]:
        """No class file takes part where nothing but texts are compared."""
        if files:
            names = ", ".join(f"“{loaded.spec.name}”" for loaded in files.values())
            yield Note(
                f"This run compares texts alone: only the words of {names} are used, not the class file.", "warning"
            )
        return {}

    def _directions(self, words: tuple[str, ...]) -> dict[str, dict[str, np.ndarray]]:
        """The words' texts by extractor, where the options want them."""
        if self.texts == "off":
            return {}
        return texts.directions(self.networks, self.pack, words, self.extractor_names(), self.bank, self.device)

    def _side(self, learned: Mapping[str, dict[str, np.ndarray]], side: str) -> dict[str, np.ndarray]:
        """The prototypes of a side that the options want, by extractor."""
        o = self.options
        if side == "bg" and not o.background_prototypes:
            return {}
        wanted = (o.class_prototypes, o.instance_prototypes, o.part_prototypes)
        use = [level for level, on in zip(levels.LEVELS, wanted) if on]
        return {name: levels.chosen(made, side, use) for name, made in learned.items()}

    def _background_facts(
        self,
        spaces: dict[str, Space],
        learned: Mapping[Wish, Mapping[str, dict[str, np.ndarray]]],
        fg: dict[Wish, dict[str, np.ndarray]],
    ) -> dict[str, Any]:
        """What to set `background_constant` by: how much the backgrounds of words resemble the words themselves.

        Where words are calibrated the constant is no cosine, and there is nothing to compare it with.
        """
        plain = {name: space for name, space in spaces.items() if space.cosine and space.reference is None}
        if not self.options.background or not plain or not learned:
            return {}
        facts = {}
        for name, space in plain.items():
            around = [levels.chosen(made[name], "bg", levels.LEVELS) for made in learned.values()]
            best = [best_cosines(space, rows, fg[wish][name]) for wish, rows in zip(learned, around) if len(rows)]
            facts[name] = {"constant": self.limit("background_constant", name), **quantiles(best)}
        return {"background_constants": facts}

    def _filter(
        self,
        spaces: dict[str, Space],
        kinds: dict[Wish, str],
        fg: dict[Wish, dict[str, np.ndarray]],
        bg: dict[Wish, dict[str, np.ndarray]],
    ) -> Generator[Note, None, tuple[dict[str, int], dict[str, Any]]]:
        """The stuff filter on `bg`, in place; yields what was removed and returns the counts and facts."""
        stuff = [wish for wish, kind in kinds.items() if kind == "stuff"]
        before = sum(len(p) for sides in bg.values() for p in sides.values())
        facts: dict[str, Any] = {}
        if self.filters_stuff and self.options.stuff_filter and stuff and bg and self.options.background:
            for name, space in spaces.items():
                of_stuff = np.concatenate([fg[wish][name] for wish in stuff])
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
        usual = manifest["defaults"].get(what, getattr(PrototypeOptions(), what))
        return wanted if own is None or wanted != usual else float(own)

    def score(self, features: Sequence[Features], state: State, size: int | tuple[int, int]) -> Any:
        """Cosine scores, calibrated where the pack can; on a CPU window by window: none depends on the others.

        An array on a CPU; on a GPU a tensor, which stays there.
        """
        one_thread(self.device)
        with in_words(self.pack, self.device):
            if self.device == "cpu":
                return np.concatenate([_matcher(state).score(_own(of_window), size) for of_window in features])
            return _matcher(state).score_together([{n: f[0] for n, f in _own(w).items()} for w in features], size)

    def score_at(self, features: Features, state: State, sizes: Sequence[int | tuple[int, int]]) -> list[np.ndarray]:
        """What `score` says of one window at several sizes, each (1 + C, rows, cols), for less than one by one."""
        one_thread(self.device)
        with in_words(self.pack, self.device):
            return _matcher(state).score_at({name: f[0] for name, f in _own(features).items()}, sizes)

    def word_scores(self, features: Features, state: State, size: tuple[int, int]) -> np.ndarray:
        """Scores of each word by itself in one window: (words, rows, cols) float32, for who weighs a class's words."""
        one_thread(self.device)
        with in_words(self.pack, self.device):
            return _matcher(state).word_scores({name: f[0] for name, f in _own(features).items()}, size)

    def word_members(self, state: State) -> tuple[tuple[tuple[int, ...], ...], tuple[str, ...]]:
        """Of each class the numbers of its words in `word_scores`, and the words' names."""
        matcher = _matcher(state)
        return tuple(tuple(of_class) for of_class in matcher.members), tuple(word.word for word in matcher.words)


def _matcher(state: State) -> Matcher:
    if not isinstance(state.own, Matcher):
        raise ValueError("this is the state of another method")
    return state.own


def _own(features: Features) -> dict[str, Any]:
    if not isinstance(features, dict):
        raise ValueError("these are the features of another method")
    return features
