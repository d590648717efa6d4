"""From words to prototypes: what the methods that imagine their classes have in common.

Support sets and prototypes are looked up in the bank first, each by everything that made it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from .. import prototypes as levels
from ..bank import Bank
from ..config import Options
from ..errors import OutputError
from ..masks import find_regions, to_grid
from ..matching import Matcher
from ..packs import Pack, Resolution
from ..progress import CancelToken, Note, Progress

if TYPE_CHECKING:
    from ..model.load import Networks

MIN_PICTURES = 60  # training pictures of a word below which a resolution cannot draw it

Encode = Callable[[np.ndarray], np.ndarray]  # one picture (3, s, s) uint8 -> features (D, h, w) float32


@dataclass(frozen=True)
class Support:
    """The support set of a word: pictures (N, 3, s, s) uint8, attribution (N, s, s) float32 in 0..1."""

    word: str
    made_by: dict[str, Any]
    pictures: np.ndarray = field(default_factory=lambda: np.zeros((0, 3, 0, 0), np.uint8))
    attribution: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 0), np.float32))


@dataclass
class State:
    """What `prepare` returns.

    Attributes:
        matcher: Scores features against the run's classes.
        prompts: What the generator was told, by word; for the recipe.
        found: Words whose support set was in the bank.
        folders: Where each word's pictures and attribution lie in the bank.
        counts: Numbers for the recipe, e.g. background prototypes removed.
    """

    matcher: Matcher
    prompts: dict[str, str] = field(default_factory=dict)
    found: tuple[str, ...] = ()
    folders: dict[str, str] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def template_for(pack: Pack, word: str, wanted: Resolution) -> tuple[str, Note | None]:
    """The prompt of a word at a resolution, or at the nearest one where the pack has seen the word often enough."""
    known = (pack.words or {}).get(word)
    if known is None:
        return wanted.prompt, None
    listed = [Resolution(**r) for r in pack.manifest["resolutions"]]  # in the order of the words' picture counts
    seen = dict(zip(listed, known.pictures))
    if seen.get(wanted, 0) >= MIN_PICTURES:
        return wanted.prompt, None
    enough = [r for r in listed if seen.get(r, 0) >= MIN_PICTURES]
    if not enough:
        return wanted.prompt, Note(f"“{word}” was hardly seen in training; expect little.", "warning")
    nearest = min(enough, key=lambda r: abs(math.log(r.gsd_m / wanted.gsd_m)))
    at, instead = f"{wanted.gsd_m:g} m per pixel", f"{nearest.gsd_m:g} m"
    message = f"The pack has not learned “{word}” at {at}; pictures for {instead} are used."
    return nearest.prompt, Note(message, "warning")


class Imagination:
    """Draws words, or finds them in the bank."""

    def __init__(self, networks: Networks, pack: Pack, options: Options, seed: int, bank: Bank, device: str) -> None:
        self.networks, self.pack, self.options = networks, pack, options
        self.seed, self.bank, self.device = seed, bank, device

    def made_by(self, word: str, template: str) -> dict[str, Any]:
        """Everything that decides a support set."""
        o = self.options
        return {
            "what": "support", "pack": self.pack.hash, "word": word, "prompt": template, "seed": self.seed,
            "pictures": o.pictures, "steps": o.steps, "guidance": o.guidance, "device": self.device,
            "versions": {name: version(name) for name in ("torch", "diffusers", "transformers")},
        }  # fmt: skip

    def imagine(
        self, words: Sequence[str], resolution: Resolution, token: CancelToken
    ) -> Generator[Union[Progress, Note], None, tuple[list[Support], tuple[str, ...]]]:
        """Support sets of words, in order, and which of them the bank had."""
        N, total = self.options.pictures, self.options.pictures * len(words)
        made: dict[str, Support] = {}
        missing: list[Support] = []
        for word in words:
            template, note = template_for(self.pack, word, resolution)
            if note:
                yield note
            made_by = self.made_by(word, template)
            kept = self.bank.get(made_by)
            if kept is None:
                missing.append(Support(word, made_by))
            else:
                made[word] = Support(word, made_by, kept["pictures"], kept["attribution"])
        found = tuple(made)
        if found:
            yield Progress("imagine", f"Pictures of {', '.join(found)} found", N * len(found), total)
        if missing:
            for drawn in self._draw(missing, token):
                if isinstance(drawn, Support):
                    made[drawn.word] = drawn
                    kept = {"pictures": drawn.pictures, "attribution": drawn.attribution}
                    yield from self._keep(drawn.made_by, kept)
                else:
                    wish, share = drawn
                    picture = min(N, int(share * N) + 1)
                    done = N * (len(found) + wish) + int(share * N)
                    yield Progress("imagine", f"Imagining {missing[wish].word}: picture {picture} of {N}", done, total)
        return [made[word] for word in words], found

    def _draw(self, missing: Sequence[Support], token: CancelToken) -> Iterator[Union[Support, tuple[int, float]]]:
        """Draw what is missing: support sets as they are complete, and between them (which, share of it done)."""
        o = self.options
        wishes = [(s.made_by["prompt"], s.word) for s in missing]
        parts: list[list[tuple[np.ndarray, np.ndarray]]] = [[] for _ in missing]
        yield 0, 0.0
        for drawn in self.networks.generator.pictures(wishes, self.seed, o.pictures, o.steps, o.guidance, token):
            yield drawn.wish, drawn.share
            if drawn.chunk is None:
                continue
            parts[drawn.wish].append(drawn.chunk[1:])
            if sum(len(pictures) for pictures, _ in parts[drawn.wish]) == o.pictures:
                pictures, maps = (np.concatenate(arrays) for arrays in zip(*parts[drawn.wish]))
                yield replace(missing[drawn.wish], pictures=pictures, attribution=maps)

    def learn(
        self, support: Support, extractor: str, encode: Encode, token: CancelToken
    ) -> Generator[Union[Progress, Note], None, dict[str, np.ndarray]]:
        """Prototypes of a word for one extractor (see `prototypes.build`)."""
        o = self.options
        made_by = {**support.made_by, "what": "prototypes", "extractor": extractor, "parts": o.parts,
                   "regions": o.regions, "sklearn": version("scikit-learn")}  # fmt: skip
        kept = self.bank.get(made_by)
        if kept is not None:
            return kept
        token.check()
        with ThreadPoolExecutor(self.networks.threads) as pool:
            features = list(pool.map(encode, support.pictures))
        token.check()
        regions = find_regions(support.attribution, o.regions)
        rows, cols = features[0].shape[1:]
        fg, bg = to_grid(regions.fg, rows, cols), to_grid(regions.bg, rows, cols)
        if not fg.any():
            yield Note(f"The pictures of “{support.word}” show no clear region; they are used whole.", "warning")
            fg = np.ones_like(fg)
        made = levels.build(features, fg, bg, o.parts)
        yield from self._keep(made_by, made)
        return made

    def _keep(self, made_by: dict[str, Any], arrays: dict[str, np.ndarray]) -> Generator[Note, None, None]:
        """Put something into the bank; a bank that cannot be written is told, but does not stop the run."""
        try:
            self.bank.put(made_by, arrays)
        except OutputError as error:
            yield Note(str(error), "warning")
