"""DEDOS: places of a CLIP compared with the words' texts, after what was trained on a person's corrections.

After the idea of the paper (DEDOS, ICCV 2025); what is ours and why is in docs/contracts.md. Without a trained file it
is dense CLIP. No generator is asked here: what it had to say is in the trained file's tokens.
"""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..errors import ModelError
from ..model.device import in_words, key_of, one_thread
from ..options import Options, TrainedOptions
from ..packs.kinds import kind_of
from ..packs.learned import at_resolution
from ..progress import CancelToken, Events, Note, Progress
from ..prototypes.calibration import calibration_of
from ..trained.home import Trained, open_trained
from ..vocabulary import ClassSpec
from .base import Arrays, Brief, Features, Look, State, Witness, Workplace
from .costs import Costs
from .diffsegmenter_costs import measured

if TYPE_CHECKING:
    from ..model.dedos.model import Dedos
    from ..model.dedos.towers import Tower

KEPT, PLAIN = "places", "plain"  # what is kept of a window is called; the latter beside what was trained
CLIP = "CLIP"
NEVER = -10_000.0  # the score of a class that does not take part


@dataclass(frozen=True)
class Asked:
    """What the classes need.

    Attributes:
        words: All of them.
        texts: (W, D) float32, CLIP's.
        members: Words of each class.
        active: Which classes take part.
        strange: Which of the words had no part in the training.
        own: (T, D) float32, texts of those that had.
    """

    words: tuple[str, ...]
    texts: np.ndarray
    members: tuple[tuple[int, ...], ...]
    active: tuple[bool, ...]
    strange: tuple[int, ...]
    own: np.ndarray


class DEDOS:
    """See `Method` for what its members promise."""

    name = "dedos"

    def __init__(self, workplace: Workplace) -> None:
        if not isinstance(workplace.options, TrainedOptions):
            raise ValueError("these are the options of another method")
        self.networks, self.pack, self.options = workplace.networks, workplace.pack, workplace.options
        self.device = workplace.device
        called = self.options.trained
        self.trained: Trained | None = open_trained(called, self.pack) if called else None
        key = self.trained.key if self.trained else ""
        self.identity: Mapping[str, Any] = {"trained": {"name": self.trained.name, "key": key}} if self.trained else {}
        self.feature_key: Mapping[str, Any] = {
            "method": self.name,
            "pack": self.pack.hash,
            "trained": key,
            "kept": [KEPT, PLAIN] if key else [KEPT],
            "device": self.device,
            **key_of(self.pack, self.device),
            "torch": version("torch"),
        }

    @property
    def tower(self) -> Tower:
        """The pack's CLIP."""
        from ..model.dedos.towers import tower_of

        means = calibration_of(self.pack)
        return self.networks.shared("dedos", "CLIP", lambda: tower_of(self.networks, means))

    @property
    def model(self) -> Dedos:
        """What was trained; where nothing was, what adds nothing.

        Raises:
            ModelError: it does not fit the pack's CLIP.
        """
        from ..model.dedos.model import Dedos

        trained, tower = self.trained, self.tower
        if trained is None:
            return self.networks.shared("dedos:", "CLIP", lambda: _made(Dedos.for_tower(tower), self.device))
        sizes = {"width": tower.width, "sites": tower.sites, "dim": tower.dim}
        misfit = ModelError(
            f"The trained file “{trained.name}” does not fit the pack “{self.pack.name}” that it names.",
            "Ask for the file again, or train one of your own.",
        )
        if trained.manifest["sizes"] != sizes or trained.manifest["form"] != tower.form:
            raise misfit

        def make() -> Dedos:
            try:
                return _made(Dedos.for_tower(tower).take(trained.arrays), self.device)
            except ValueError as error:
                raise misfit from error

        return self.networks.shared(f"dedos:{trained.key}", "trained file", make)

    def prepare(self, brief: Brief, token: CancelToken) -> Events[State]:
        """The words' texts."""
        words, left_out = at_resolution(self.pack, brief.words, brief.resolution)
        if left_out:
            yield Note(
                f"The pack has not learned {', '.join(left_out)} at {brief.resolution.gsd_m:g} m per pixel; left out."
            )
        names = ", ".join(f"“{spec.name}”" for spec in brief.classes if spec.file)
        if names:
            yield Note(f"This method draws nothing: only the words of {names} are used, not the class file.", "warning")
        if self.trained is None:
            yield Note("Nothing was trained: this is CLIP as it is. Train it on corrections, and name the file.")
        elif not self.trained.manifest["better"]:
            yield Note(
                f"Where it was not trained “{self.trained.name}” was no better than CLIP without training.", "warning"
            )
        unseen = self._unseen([spec.name for spec in brief.classes], words)
        if self.trained is not None and unseen:
            strange = ", ".join(f"“{name}”" for name in unseen)
            yield Note(
                f"“{self.trained.name}” learned nothing of {strange}: beside what it learned, such words are looked "
                "for as CLIP does without training."
            )
        token.check()
        unique = tuple(dict.fromkeys(word for of_class in words for word in of_class))
        yield Progress("prototypes", "Reading the words", 0, 1)
        _ = self.model  # opened by one thread
        asked = replace(
            self.ask(unique),
            members=tuple(tuple(unique.index(word) for word in of_class) for of_class in words),
            active=(True,) * len(words),
        )
        yield Progress("prototypes", "All words are read", 1, 1)
        kinds = tuple(
            kind_of(self.pack, ClassSpec(of_class[0], kind=spec.kind)) for spec, of_class in zip(brief.classes, words)
        )
        form = self.tower.form
        return State(asked, kinds=kinds, facts={"clip": form, **({"unseen": unseen} if self.trained else {})})

    def _unseen(self, classes: Sequence[str], words: Sequence[Sequence[str]]) -> list[str]:
        """Classes of which no word had a part in the training."""
        known = self.learned
        return [name for name, of_class in zip(classes, words) if known and set(known).isdisjoint(of_class)]

    @property
    def learned(self) -> tuple[str, ...]:
        """Words that had a part in the training."""
        listed = self.trained.manifest["classes"] if self.trained is not None else ()
        return tuple(dict.fromkeys(word for one in listed for word in one["words"]))

    def ask(self, words: Sequence[str]) -> Asked:
        """What is asked for some words, each a class of its own."""
        learned = self.learned
        own = self.tower.texts(learned).cpu().numpy() if learned else np.zeros((0, self.tower.dim), np.float32)
        return Asked(
            tuple(words),
            self.tower.texts(words).cpu().numpy(),
            tuple((i,) for i in range(len(words))),
            (True,) * len(words),
            tuple(i for i, word in enumerate(words) if learned and word not in learned),
            own,
        )

    def encode(self, windows: np.ndarray) -> list[dict[str, np.ndarray]]:
        """Places of unit length, of each window {"places": (1, D, h, w) float16}; where trained "plain" ones."""
        one_thread(self.device)
        with in_words(self.pack, self.device):
            step = 1 if self.device == "cpu" else len(windows)
            made = []
            for i in range(0, len(windows), step):
                seen = self.tower.before(windows[i : i + step])
                parts = {KEPT: self.model.places(self.tower, seen)}
                if self.trained is not None:
                    parts[PLAIN] = self.model.plain(self.tower, seen)
                halves = {name: places.half().cpu().numpy() for name, places in parts.items()}
                made += [{name: half[k : k + 1] for name, half in halves.items()} for k in range(len(halves[KEPT]))]
        return made

    def kept(self, features: Features) -> dict[str, np.ndarray]:
        """They are such arrays already."""
        return _own(features)

    def restored(self, arrays: Arrays) -> dict[str, np.ndarray]:
        """Likewise."""
        return dict(arrays)

    def score(self, features: Sequence[Features], state: State, size: int | tuple[int, int]) -> np.ndarray:
        """Refined cosines on the scale that was learned, the background's constant."""
        one_thread(self.device)
        shape = (size, size) if isinstance(size, int) else size
        with in_words(self.pack, self.device):
            return np.stack([self._scores(of_window, own_state(state), shape) for of_window in features])

    def _scores(self, features: Features, asked: Asked, shape: tuple[int, int]) -> np.ndarray:
        out = np.full((1 + len(asked.members), *shape), NEVER, np.float32)
        of_word = self.word_maps(features, asked, shape)
        out[0] = self.model.background() + self.options.background_bias
        for i, words in enumerate(asked.members):
            if asked.active[i]:
                out[1 + i] = of_word[list(words)].max(0)
        return out

    def word_maps(self, features: Features, asked: Asked, shape: tuple[int, int]) -> np.ndarray:
        """Scores (W, rows, cols) float32 of each word by itself."""
        from ..model.dedos.model import Strange

        kept = _own(features)
        strange = Strange(asked.strange, asked.own, kept[PLAIN], self.tower.start) if asked.strange else None
        return self.model.told(kept[KEPT], asked.texts, shape, strange)

    def scoring(self, words: Sequence[str], features: Features, side: int) -> Any:
        """Scores a window for some words, to be timed."""
        state = State(self.ask(words))
        return lambda: self.score([features], state, side)

    def restricted(self, state: State, active: Sequence[bool]) -> State:
        """A state that scores only some of its classes."""
        return replace(state, own=replace(own_state(state), active=tuple(active)))

    def explain(self, state: State, brief: Brief, look: Look, token: CancelToken) -> Texts:
        """Which words' texts the place is like."""
        return Texts(self, own_state(state), look)

    def costs(
        self, presets: Mapping[str, Options], batch: int, token: CancelToken
    ) -> Generator[Progress, None, dict[str, Costs]]:
        """Encoding and scoring; nothing is drawn."""
        return measured(self, presets, batch, token)


class Texts:
    """How like the words' texts a place is; see `base.Explanation`."""

    def __init__(self, method: DEDOS, asked: Asked, look: Look) -> None:
        self.asked = asked
        (features,) = method.encode(look.pixels[None])
        maps = method.word_maps(features, asked, (look.valid.shape[0], look.valid.shape[1]))
        self._here = maps[:, look.row, look.col]

    def witnesses(self, value: int) -> tuple[Witness, ...]:
        """The words of a class, the one that the place is most like first."""
        if not value or not self.asked.active[value - 1]:
            return ()
        members = self.asked.members[value - 1]
        found = [Witness(CLIP, self.asked.words[w], "fg", "text", 0, float(self._here[w])) for w in members]
        return tuple(sorted(found, key=lambda witness: -witness.similarity))

    def draw(self, witness: Witness, out: Path) -> None:
        """None: a text has no picture."""


def _made(model: Dedos, device: str) -> Dedos:
    return model.to(device).eval().requires_grad_(False)


def own_state(state: State) -> Asked:
    """The part of a state that is this method's."""
    if not isinstance(state.own, Asked):
        raise ValueError("this is the state of another method")
    return state.own


def _own(features: Features) -> dict[str, np.ndarray]:
    if not isinstance(features, dict):
        raise ValueError("these are the features of another method")
    return features
