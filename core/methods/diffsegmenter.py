"""DiffSegmenter: each word lies where the drawing network's attention looks for it. Nothing is drawn or learned.

Source: Wang et al., "Diffusion Model is Secretly a Training-free Open Vocabulary Semantic Segmenter", TIP 2025: one
pass of the U-Net for each word and picture (scheme=paper). Ours (scheme=onepass): one pass for all words under a text
that names none, whose queries any word is compared with afterwards, and one scale for a whole raster.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Generator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import InputError
from ..lattice import Window, touching
from ..options import AttentionOptions, Options
from ..packs.kinds import kind_of
from ..packs.learned import at_resolution
from ..progress import CancelToken, Events, Note, Progress
from ..vocabulary import ClassSpec
from .attending import Asked
from .base import Arrays, Brief, Features, Look, Pixels, State, Workplace
from .costs import Costs
from .diffsegmenter_costs import measured
from .diffsegmenter_explain import Attention

if TYPE_CHECKING:
    from ..model.cross_maps import CrossMaps
    from ..model.cross_parts import Rule, Scale, Seen, Text

PLACES = 16  # of a raster that the scale is found by
SHARE = 0.01  # of their cells that lie below 0, and above 1
NEVER = -10_000.0  # the score of a class that does not take part
CAPTION = "a photograph of {word}"  # how a caption begins where neither pack nor user says it, as published


class DiffSegmenter:
    """See `Method` for what its members promise."""

    name = "diffsegmenter"
    identity: Mapping[str, Any] = {}
    places = PLACES

    def __init__(self, workplace: Workplace) -> None:
        if not isinstance(workplace.options, AttentionOptions):
            raise ValueError("these are the options of another method")
        self.networks, self.pack, self.options = workplace.networks, workplace.pack, workplace.options
        self.device, self.bank, self.latents = workplace.device, workplace.bank, workplace.latents
        self.published = self.options.scheme == "paper"
        if self.options.captions and not self.pack.manifest.get("captioner"):
            raise InputError(
                f"The pack “{self.pack.name}” brings no captioner, which “captions” asks for.",
                "Leave “captions” out, or use a pack that brings one (docs/packs.md).",
            )
        spec: Mapping[str, Any] = next((e for e in self.pack.manifest["extractors"] if e["kind"] == "unet"), {})
        self.side = int(spec.get("size_px", 0))  # what the pack's U-Net is shown; 0 for windows as they are
        seen_as: dict[str, Any] = {"running": self.options.running, "entries": self.options.entries}
        if self.published:
            seen_as = {"captions": True} if self.options.captions else {}
        self.feature_key: Mapping[str, Any] = {
            "method": self.name,
            "scheme": self.options.scheme,
            "pack": self.pack.hash,
            "timestep": self.options.timestep,
            **seen_as,
            "device": self.device,
            "torch": version("torch"),
        }

    @property
    def maps(self) -> CrossMaps:
        """The U-Net's attention, opened with the pack's generator."""
        from ..model.cross_maps import CrossMaps

        generator, timestep = self.networks.generator, self.options.timestep
        return self.networks.shared(f"attention:{timestep}", "U-Net", lambda: CrossMaps(generator, timestep))

    @property
    def rule(self) -> Rule:
        """How maps become scores."""
        from ..model.cross_parts import Rule

        return Rule(self.options.power, self.options.weights, self.options.strength == "absolute")

    def prepare(self, brief: Brief, token: CancelToken) -> Events[State]:
        """Texts of the words; with scheme=onepass the scale of the raster, too."""
        words, left_out = at_resolution(self.pack, brief.words, brief.resolution)
        if left_out:
            yield Note(
                f"The pack has not learned {', '.join(left_out)} at {brief.resolution.gsd_m:g} m per pixel; left out."
            )
        names = ", ".join(f"“{spec.name}”" for spec in brief.classes if spec.file)
        if names:
            yield Note(f"This method draws nothing: only the words of {names} are used, not the class file.", "warning")
        unique = tuple(dict.fromkeys(word for of_class in words for word in of_class))
        yield Progress("prototypes", "Reading the words", 0, 1)
        asked = self.ask(unique, brief.resolution.prompt)
        asked = replace(asked, members=tuple(tuple(unique.index(w) for w in of_class) for of_class in words))
        asked = replace(asked, active=(True,) * len(words))
        facts: dict[str, Any] = {"asked": {t.word: asked.template for t in asked.texts}}
        if not self.published and brief.raster is not None:
            asked, found = yield from self._scaled(asked, unique, brief.raster, token)
            facts["scale"] = found
        yield Progress("prototypes", "All words are read", 1, 1)
        kinds = tuple(
            kind_of(self.pack, ClassSpec(of_class[0], kind=spec.kind)) for spec, of_class in zip(brief.classes, words)
        )
        return State(asked, kinds=kinds, facts=facts)

    def template(self, prompt: str) -> str:
        """The prompt of a word, as the option says; with captions what they begin with."""
        if self.options.template != "pack":
            return self.options.template
        return str(self.pack.manifest["captioner"].get("prompt", CAPTION)) if self.options.captions else prompt

    def ask(self, words: Sequence[str], prompt: str) -> Asked:
        """What is asked for some words, each a class of its own."""
        from ..model.device import in_words, one_thread

        one_thread(self.device)
        o, maps = self.options, self.maps
        with in_words(self.pack, self.device):
            template = self.template(prompt)
            texts = tuple(self._text(template, word) for word in words)
            joint = maps.running(o.running) if o.softmax == "joint" else None  # its start and end compete, too
            groups = tuple(maps.asked(texts, joint, values=o.weights == "agreement"))
        return Asked(texts, groups, tuple((i,) for i in range(len(words))), None, (True,) * len(words), template)

    def _text(self, template: str, word: str, more: str | None = None) -> Text:
        return self.maps.text(template, word, self.options.emphasis, self.options.piece == "last", more)

    def here(self, features: Features, asked: Asked, wanted: set[int]) -> Asked:
        """What is asked of one window: with captions each wanted word's sentence goes on with what is seen there."""
        if not self.options.captions:
            return asked
        texts, groups = list(asked.texts), list(asked.groups)
        (seen,) = _own(features)["seen"]
        for w in sorted(wanted):
            word = texts[w].word
            more = self.networks.captioner.more(seen, asked.template.replace("{word}", word))
            texts[w] = self._text(asked.template, word, more)
            groups[w] = self.maps.asked([texts[w]], values=self.options.weights == "agreement")[0]
        return replace(asked, texts=tuple(texts), groups=tuple(groups))

    def _scaled(
        self, asked: Asked, words: Sequence[str], raster: Pixels, token: CancelToken
    ) -> Generator[Progress, None, tuple[Asked, dict[str, Any]]]:
        """With the scale of a raster, found in the bank or by looking at places of it, and what the recipe remembers.

        The places are always the same, whatever area is wanted: squares as large as the largest window, side by side
        from the first pixel, thinned evenly.
        """
        from ..model.cross_parts import Scale

        side = max(self.options.windows)
        down, over = (touching(n, side, side, 0, n) for n in (raster.block.rows, raster.block.cols))
        squares = len(down) * len(over)  # not listed: a raster may say that it has any size
        chosen = range(squares) if squares <= PLACES else np.linspace(0, squares - 1, PLACES).round().astype(int)
        seen: list[tuple[np.ndarray, np.ndarray]] = []
        for index in chosen:
            token.check()
            found = raster.read(Window(down[int(index) // len(over)], over[int(index) % len(over)], side, 0))
            seen += [found] if found[1].any() else []
        key = self._scale_key(asked, words, seen)
        arrays = self.bank.get(key)
        if arrays is None:
            scale = yield from self._look_around(asked, seen, token)
            arrays = {f.name: getattr(scale, f.name) for f in fields(scale)}
            self.bank.put(key, arrays)
        scale = Scale(**arrays)
        facts = {
            "places": f"{len(seen)} of {squares} squares of {side} px, spread over the whole raster",
            "share": SHARE,
            "levels": [round(float(w), 4) for w in scale.weights],
            "words": {word: [float(scale.last_low[i]), float(scale.last_high[i])] for i, word in enumerate(words)},
        }
        return replace(asked, scale=scale), facts

    def _scale_key(
        self, asked: Asked, words: Sequence[str], seen: Sequence[tuple[np.ndarray, np.ndarray]]
    ) -> dict[str, Any]:
        """Everything that decides the scale."""
        digest = hashlib.sha256()
        for picture, valid in seen:
            digest.update(picture.tobytes() + valid.tobytes())
        o = self.options
        return {
            **self.feature_key,
            "what": "scale",
            "words": list(words),
            "texts": [hashlib.sha256(t.embeds.cpu().float().numpy().tobytes()).hexdigest() for t in asked.texts],
            "rule": [o.softmax, o.power, o.weights, o.strength, o.piece],
            "places": digest.hexdigest(),
        }

    def _look_around(
        self, asked: Asked, seen: Sequence[tuple[np.ndarray, np.ndarray]], token: CancelToken
    ) -> Generator[Progress, None, Scale]:
        """The scale over some windows, of which a few are looked at at a time."""
        from ..model.device import in_words

        features: list[Features] = []
        with ThreadPoolExecutor(self.networks.threads) as pool:
            waiting = [pool.submit(self.encode, picture[None]) for picture, _ in seen]
            try:
                for done, future in enumerate(waiting):
                    token.check()
                    yield Progress("prototypes", "Looking how strongly words are found", done, len(waiting))
                    features += future.result()
            finally:
                for future in waiting:
                    future.cancel()
        with in_words(self.pack, self.device):
            places = (self.seen(f) for f in features)
            return self.maps.scale(places, asked.groups, self.rule, SHARE, [valid for _, valid in seen])

    def encode(self, windows: np.ndarray) -> list[dict[str, np.ndarray]]:
        """Queries and self-attention of each window; with scheme=paper, where words run the network, its latent.

        With captions also what the captioner sees of it (1, T, D): whatever is free of words is here.
        """
        from ..model.device import in_words, one_thread

        one_thread(self.device)
        with in_words(self.pack, self.device):
            if self.device != "cpu":
                return self._encoded(windows)
            # One at a time: a window's features depend on nothing but the window.
            return [made for i in range(len(windows)) for made in self._encoded(windows[i : i + 1])]

    def _encoded(self, windows: np.ndarray) -> list[dict[str, np.ndarray]]:
        noisy = self.maps.latents(windows, self.side, self.latents)
        if self.options.captions:
            seen_by_it = self.networks.captioner.see(windows)
            return [{**kept, "seen": s[None]} for kept, s in zip(self.maps.latents_kept(noisy), seen_by_it)]
        if self.published:
            return self.maps.latents_kept(noisy)
        return [seen.arrays() for seen in self.maps.look(noisy, self.maps.running(self.options.running), self.entries)]

    @property
    def entries(self) -> int:
        """Of the self-attention that are looked at for each cell; 0 for all."""
        return 0 if self.published else self.options.entries

    def kept(self, features: Features) -> dict[str, np.ndarray]:
        """They are such arrays already."""
        return _own(features)

    def restored(self, arrays: Arrays) -> dict[str, np.ndarray]:
        """Likewise."""
        return dict(arrays)

    def seen(self, features: Features, text: Text | None = None) -> Seen:
        """What the U-Net saw of a window: as it was kept, or with scheme=paper now, under a text."""
        if not self.published:
            return self.maps.seen_again(_own(features))
        noisy = self.maps.latents_again(_own(features))
        return self.maps.look(noisy, text, self.entries)[0]

    def score(self, features: Sequence[Features], state: State, size: int | tuple[int, int]) -> np.ndarray:
        """Shares of attention on the raster's scale (with scheme=paper the window's), the background's constant."""
        from ..model.device import in_words, one_thread

        one_thread(self.device)
        shape = (size, size) if isinstance(size, int) else size
        with in_words(self.pack, self.device):
            return np.stack([self._scores(of_window, own_state(state), shape) for of_window in features])

    def _scores(self, features: Features, asked: Asked, shape: tuple[int, int]) -> np.ndarray:
        out = np.full((1 + len(asked.members), *shape), NEVER, np.float32)
        out[0] = self.options.background_score
        taking_part = [(i, words) for i, words in enumerate(asked.members) if asked.active[i]]
        wanted = {w for _, words in taking_part for w in words}
        of_word = self.word_scores(features, self.here(features, asked, wanted), wanted, shape)
        for i, words in taking_part:
            out[1 + i] = np.max([of_word[w] for w in words], axis=0)
        return out

    def word_scores(
        self, features: Features, asked: Asked, wanted: set[int], shape: tuple[int, int]
    ) -> dict[int, np.ndarray]:
        """Scores (rows, cols) float32 of the wanted words of what is asked of this window (`here`)."""
        if not self.published:
            if asked.scale is None:
                raise ValueError("without a raster there is no scale")
            return dict(enumerate(self.maps.scores(self.seen(features), asked.groups, self.rule, asked.scale, shape)))
        found = {}
        for w in sorted(wanted):
            seen = self.seen(features, asked.texts[w])
            found[w] = self.maps.scores(seen, [asked.groups[w]], self.rule, None, shape)[0]
        return found

    def layers(
        self, features: Features, asked: Asked, word: int, place: tuple[int, int], shape: tuple[int, int]
    ) -> dict[int, float]:
        """What each level adds to a word's score at a place of a window of that shape, by the rows of its maps."""
        seen = self.seen(features, asked.texts[word])
        row, col = (at * n // side for at, n, side in zip(place, seen.grid, shape))
        cell, group = row * seen.grid[1] + col, asked.groups[word : word + 1] if self.published else asked.groups
        of_level = self.maps.contributions(seen, group, self.rule, asked.scale)
        return {rows: float(maps[0 if self.published else word, cell]) for rows, maps in of_level.items()}

    def scoring(self, words: Sequence[str], features: Features, side: int) -> Callable[[], np.ndarray]:
        """Scores a window for some words, to be timed."""
        asked = self.ask(words, self.pack.resolutions[0].prompt)
        if not self.published:
            every = [np.ones((side, side), bool)]
            scale = self.maps.scale([self.seen(features)], asked.groups, self.rule, SHARE, every)
            asked = replace(asked, scale=scale)
        return partial(self.score, [features], State(asked), side)

    def restricted(self, state: State, active: Sequence[bool]) -> State:
        """A state that scores only some of its classes."""
        return replace(state, own=replace(own_state(state), active=tuple(active)))

    def explain(self, state: State, brief: Brief, look: Look, token: CancelToken) -> Attention:
        """Which words are looked for at the place, and in which layers."""
        return Attention(self, own_state(state), look)

    def costs(
        self, presets: Mapping[str, Options], batch: int, token: CancelToken
    ) -> Generator[Progress, None, dict[str, Costs]]:
        """Encoding and scoring; nothing is drawn."""
        return measured(self, presets, batch, token, 0 if self.published else self.places)


def own_state(state: State) -> Asked:
    """The part of a state that is this method's."""
    if not isinstance(state.own, Asked):
        raise ValueError("this is the state of another method")
    return state.own


def _own(features: Features) -> dict[str, np.ndarray]:
    if not isinstance(features, dict):
        raise ValueError("these are the features of another method")
    return features
