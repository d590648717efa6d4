"""From words to prototypes: what the methods that imagine their classes have in common.

Support sets and prototypes are looked up in the bank first, each by everything that made it.
"""

from __future__ import annotations

import contextlib
import math
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from itertools import chain
from typing import TYPE_CHECKING, Any, Union

import numpy as np

from ..cache.bank import Bank
from ..errors import OutputError
from ..options import PrototypeOptions
from ..packs import Pack, Resolution
from ..packs.learned import MIN_PICTURES, is_learned
from ..progress import CancelToken, Events, Note, Progress
from . import levels
from .masks import find_regions, prompted_regions, to_grid
from .segmenters import make_segmenter

if TYPE_CHECKING:
    from ..model.networks import Networks

# What `prompts` may name besides the pack's own; pictures of a word take the templates of a set in turn.
PROMPT_SETS = {
    "paper": ("A good picture of a {word}",),  # OVDiff, section 3.1
    "aerial": (  # ours; wordings in use for aerial pictures (docs/evaluate.md, What is still a guess)
        "an aerial photograph of {word}, seen from directly above",
        "a satellite image of {word}",
        "an aerial view of {word}",
        "a drone photo of {word}, looking straight down",
    ),
}
Encode = Callable[[np.ndarray], np.ndarray]  # one picture (3, s, s) uint8 -> features (D, h, w) float32


@dataclass(frozen=True)
class Support:
    """The support set of a word: pictures (N, 3, s, s) uint8, attribution (N, s, s) float32 in 0..1."""

    word: str
    made_by: dict[str, Any]
    templates: tuple[str, ...]
    pictures: np.ndarray = field(default_factory=lambda: np.zeros((0, 3, 0, 0), np.uint8))
    attribution: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 0), np.float32))


def template_for(pack: Pack, word: str, wanted: Resolution) -> tuple[str, Note | None]:
    """The prompt of a word at a resolution, or at the nearest one where the pack has seen the word often enough."""
    known = (pack.words or {}).get(word)
    if known is None or is_learned(pack, word, wanted):
        return wanted.prompt, None
    listed = [Resolution(**r) for r in pack.manifest["resolutions"]]  # in the order of the words' picture counts
    seen = dict(zip(listed, known.pictures))
    enough = [r for r in listed if seen.get(r, 0) >= MIN_PICTURES]
    if not enough:
        return wanted.prompt, Note(f"“{word}” was hardly seen in training; expect little.", "warning")
    nearest = min(enough, key=lambda r: abs(math.log(r.gsd_m / wanted.gsd_m)))
    at, instead = f"{wanted.gsd_m:g} m per pixel", f"{nearest.gsd_m:g} m"
    message = f"The pack has not learned “{word}” at {at}; pictures for {instead} are used."
    return nearest.prompt, Note(message, "warning")


def turned(arrays: np.ndarray) -> np.ndarray:
    """Arrays (N, ..., s, s) in all four quarter turns: (4 N, ..., s, s)."""
    return np.concatenate([np.rot90(arrays, k, axes=(-2, -1)) for k in range(4)])


def in_turn(arrays: Sequence[np.ndarray]) -> np.ndarray:
    """The first of each array, then the second of each, and so on; an array may be one shorter than those before it."""
    total = sum(len(a) for a in arrays)
    return np.stack([arrays[i % len(arrays)][i // len(arrays)] for i in range(total)])


def _until_cancelled(maps: Iterator[np.ndarray], token: CancelToken) -> Iterator[np.ndarray]:
    """The same maps; the token is asked before each."""
    for one in maps:
        token.check()
        yield one


class Imagination:
    """Draws words, or finds them in the bank."""

    def __init__(
        self, networks: Networks, pack: Pack, options: PrototypeOptions, seed: int, bank: Bank, device: str
    ) -> None:
        self.networks, self.pack, self.options = networks, pack, options
        self.seed, self.bank, self.device = seed, bank, device
        self.segmenter = make_segmenter(options, networks)

    def templates(self, word: str, wanted: Resolution) -> tuple[tuple[str, ...], Note | None]:
        """The prompts of a word, as the option says."""
        if self.options.prompts == "pack":
            template, note = template_for(self.pack, word, wanted)
            return (template,), note
        return PROMPT_SETS.get(self.options.prompts, (self.options.prompts,)), None

    def made_by(self, word: str, template: str) -> dict[str, Any]:
        """Everything that decides a support set."""
        o = self.options
        return {
            "what": "support",
            "pack": self.pack.hash,
            "word": word,
            "prompt": template,
            "seed": self.seed,
            "pictures": o.pictures,
            "steps": o.steps,
            "guidance": o.guidance,
            "sampler": o.sampler,
            "device": self.device,
            "versions": {name: version(name) for name in ("torch", "diffusers", "transformers")},
        }

    def imagine(
        self, words: Sequence[str], resolution: Resolution, token: CancelToken
    ) -> Events[tuple[list[Support], tuple[str, ...]]]:
        """Support sets of words, in order, and which of them the bank had."""
        N, total = self.options.pictures, self.options.pictures * len(words)
        made: dict[str, Support] = {}
        missing: list[Support] = []
        for word in words:
            templates, note = self.templates(word, resolution)
            if note:
                yield note
            made_by = self.made_by(word, " | ".join(templates))
            kept = self.bank.get(made_by)
            if kept is None:
                missing.append(Support(word, made_by, templates))
            else:
                made[word] = Support(word, made_by, templates, kept["pictures"], kept["attribution"])
        found = tuple(made)
        if found:
            yield Progress("imagine", f"Pictures of {', '.join(found)} found", N * len(found), total)
        if missing:
            if not self.networks.generator.attributes and self.options.regions != "whole":
                yield Note(
                    "This generator does not tell where in a picture a word is; its pictures are used whole.", "warning"
                )
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
        wishes = [  # which word, template, how many of its pictures
            (number, template, len(range(first, o.pictures, len(support.templates))))
            for number, support in enumerate(missing)
            for first, template in enumerate(support.templates[: o.pictures])
        ]
        parts: list[list[tuple[np.ndarray, ...]]] = [[] for _ in wishes]
        shares = [0.0] * len(wishes)
        yield 0, 0.0
        told = self.networks.generator.pictures(
            [(template, missing[number].word) for number, template, _ in wishes],
            self.seed,
            [count for _, _, count in wishes],
            o.steps,
            o.guidance,
            token,
            o.sampler,
        )
        for drawn in told:
            number = wishes[drawn.wish][0]
            mine = [w for w, wish in enumerate(wishes) if wish[0] == number]
            shares[drawn.wish] = drawn.share
            yield number, min(1.0, sum(shares[w] * wishes[w][2] for w in mine) / o.pictures)
            if drawn.chunk is None:
                continue
            parts[drawn.wish].append(drawn.chunk[1:])
            if sum(len(pictures) for w in mine for pictures, _ in parts[w]) == o.pictures:
                sets = [[np.concatenate(arrays) for arrays in zip(*parts[w])] for w in mine]
                pictures, maps = (in_turn([of_template[k] for of_template in sets]) for k in (0, 1))
                yield replace(missing[number], pictures=pictures, attribution=maps)

    def learn(
        self, support: Support, extractor: str, encode: Encode, token: CancelToken
    ) -> Events[dict[str, np.ndarray]]:
        """Prototypes of a word for one extractor (see `levels.build`)."""
        o = self.options
        made_by = {
            **support.made_by,
            "what": "prototypes",
            "extractor": extractor,
            "parts": o.parts,
            "regions": o.regions,
            "sklearn": version("scikit-learn"),
            **self._extras(),
        }
        kept = self.bank.get(made_by)
        if kept is not None:
            return kept
        token.check()
        fg_masks, bg_masks = self.regions(support, token)
        pictures = support.pictures
        if o.rotate_supports:
            pictures, fg_masks, bg_masks = (turned(a) for a in (pictures, fg_masks, bg_masks))
        from ..model.device import in_words

        with ThreadPoolExecutor(self.networks.threads) as pool, in_words(self.pack, self.device):
            try:
                maps = _until_cancelled(pool.map(encode, pictures), token)
                first = next(maps)
                fg, bg = (to_grid(masks, *first.shape[1:]) for masks in (fg_masks, bg_masks))
                whole = not fg.any()
                made = levels.build(chain([first], maps), fg | whole, bg, o.parts, self.device)
            finally:
                pool.shutdown(cancel_futures=True)
        if whole:
            yield Note(f"The pictures of “{support.word}” show no clear region; they are used whole.", "warning")
        yield from self._keep(made_by, made)
        return made

    def facts(self) -> dict[str, Any]:
        """What the recipe should remember besides the options."""
        return {"segmenter": self.segmenter.made_by} if self.segmenter else {}

    def _extras(self) -> dict[str, Any]:
        """What decides prototypes only where an option asks for it; without, banks stay what they were."""
        extras = dict(self.segmenter.made_by) if self.segmenter else {}
        return {**extras, "turned": True} if self.options.rotate_supports else extras

    def regions(self, support: Support, token: CancelToken) -> tuple[np.ndarray, np.ndarray]:
        """The word and its background in each support picture: two (N, s, s) bool."""
        if self.segmenter is None:
            found = find_regions(support.attribution, self.options.regions)
            return found.fg, found.bg
        made_by = {**support.made_by, "what": "regions", **self.segmenter.made_by}
        kept = self.bank.get(made_by)
        if kept is None:
            pairs = []
            for index, (picture, single) in enumerate(zip(support.pictures, support.attribution)):
                token.check()
                pairs.append(prompted_regions(single, self.segmenter(support.word, index, picture)))
            kept = {side: np.stack(masks) for side, masks in zip(("fg", "bg"), zip(*pairs))}
            with contextlib.suppress(OutputError):  # a bank that cannot be written is told by the prototypes
                self.bank.put(made_by, kept)
        return kept["fg"], kept["bg"]

    def _keep(self, made_by: dict[str, Any], arrays: dict[str, np.ndarray]) -> Generator[Note, None, None]:
        """Put something into the bank; a bank that cannot be written is told, but does not stop the run."""
        try:
            self.bank.put(made_by, arrays)
        except OutputError as error:
            yield Note(str(error), "warning")
