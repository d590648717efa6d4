"""From words to prototypes: what the methods that imagine their classes have in common.

Support sets and prototypes are looked up in the bank first, each by everything that made it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.metadata import version as installed
from itertools import accumulate, chain
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, Union

import numpy as np

from ..cache.bank import Bank
from ..cache.writing import BankWriter
from ..errors import OutputError, ShortOfMemoryError
from ..model.device import give_back, in_words, key_of
from ..options import PrototypeOptions
from ..packs import Pack, Resolution
from ..progress import CancelToken, Events, Note, Progress
from . import levels
from .chosen import Chip, Material, Wish
from .kmeans import Values
from .masks import Regions, find_regions, prompted_regions, to_grid
from .prompts import PROMPT_SETS, template_for
from .seen import PictureMemory
from .segmenters import make_segmenter

if TYPE_CHECKING:
    from ..model.networks import Networks

T = TypeVar("T")
Encode = Callable[[np.ndarray], np.ndarray]  # one picture (3, s, s) uint8 -> features (D, h, w) float32
EncodeTogether = Callable[[np.ndarray], Iterable[Values]]  # pictures (N, 3, s, s) uint8 -> of each such features


@cache
def version(name: str) -> str:
    """A library's version; asked for again and again while a person chooses, and slow to look up."""
    return installed(name)


@dataclass(frozen=True)
class Support:
    """The support set of a word, and what was chosen of it.

    Attributes:
        wish: The word and what was chosen.
        made_by: Everything that decides the set.
        templates: What the generator was told.
        pictures: (N, 3, s, s) uint8.
        attribution: (N, s, s) float32 in 0..1.
    """

    wish: Wish
    made_by: dict[str, Any]
    templates: tuple[str, ...]
    pictures: np.ndarray = field(default_factory=lambda: np.zeros((0, 3, 0, 0), np.uint8))
    attribution: np.ndarray = field(default_factory=lambda: np.zeros((0, 0, 0), np.float32))

    @property
    def word(self) -> str:
        """The pack's word."""
        return self.wish.word


def in_turn(arrays: Sequence[np.ndarray]) -> np.ndarray:
    """The first of each array, then the second of each, and so on; an array may be one shorter than those before it."""
    total = sum(len(a) for a in arrays)
    return np.stack([arrays[i % len(arrays)][i // len(arrays)] for i in range(total)])


def _until_cancelled(maps: Iterator[Values], token: CancelToken) -> Iterator[Values]:
    """The same maps; the token is asked before each."""
    for one in maps:
        token.check()
        yield one


def _told(errors: Iterable[OutputError]) -> Iterator[Note]:
    """What could not be written does not stop a run."""
    for error in errors:
        yield Note(str(error), "warning")


class Imagination:
    """Draws words, or finds them in the bank."""

    def __init__(
        self, networks: Networks, pack: Pack, options: PrototypeOptions, seed: int, bank: Bank, device: str
    ) -> None:
        self.networks, self.pack, self.options = networks, pack, options
        self.seed, self.bank, self.device = seed, bank, device
        self.segmenter = make_segmenter(options, networks)
        self.memory = PictureMemory()
        self._writer: BankWriter | None = None
        self._regions: tuple[tuple[np.ndarray, str], Regions] | None = None

    def writing(self, events: Events[T]) -> Events[T]:
        """The same events; what is drawn and learned on the way is written in the background.

        They end, in whatever way, when all of it is written.
        """
        with BankWriter(self.bank) as writer:
            self._writer = writer
            try:
                result = yield from events
            finally:
                self._writer = None
            yield from _told(writer.failures(wait=True))
        return result

    def templates(self, word: str, wanted: Resolution) -> tuple[tuple[str, ...], Note | None]:
        """The prompts of a word, as the option says."""
        if self.options.prompts == "pack":
            template, note = template_for(self.pack, word, wanted)
            return (template,), note
        return PROMPT_SETS.get(self.options.prompts, (self.options.prompts,)), None

    def made_by(self, word: str, template: str, pictures: int = 0) -> dict[str, Any]:
        """Everything that decides a support set; of so many pictures, else of as many as the options say."""
        o = self.options
        return {
            "what": "support",
            "pack": self.pack.hash,
            "word": word,
            "prompt": template,
            "seed": self.seed,
            "pictures": pictures or o.pictures,
            "steps": o.steps,
            "guidance": o.guidance,
            "sampler": o.sampler,
            "device": self.device,
            "versions": {name: version(name) for name in ("torch", "diffusers", "transformers")},
        }

    def imagine(
        self, wishes: Sequence[Wish], resolution: Resolution, token: CancelToken
    ) -> Events[tuple[list[Support], tuple[str, ...]]]:
        """Support sets of words, in order, and which of them the bank had as they are wanted."""
        made: dict[tuple[str, int], Support] = {}
        missing: list[Support] = []
        told: set[str] = set()
        for wish in {(w.word, w.more): w for w in wishes}.values():
            templates, note = self.templates(wish.word, resolution)
            if note and wish.word not in told:
                told.add(wish.word)
                yield note
            support = self._found(wish, templates)
            if len(support.pictures) < self.options.pictures + wish.more:
                missing.append(support)
            else:
                made[wish.word, wish.more] = support
        found = tuple(dict.fromkeys(word for word, _ in made))
        done = sum(len(support.pictures) for support in made.values())
        total = done + sum(self.options.pictures + support.wish.more for support in missing)
        if found:
            yield Progress("imagine", f"Pictures of {', '.join(found)} found", done, total)
        if missing:
            if not self.networks.generator.attributes and self.options.regions != "whole":
                yield Note(
                    "This generator does not tell where in a picture a word is; its pictures are used whole.", "warning"
                )
            yield from self._imagined(missing, made, done, total, token)
        return [replace(made[wish.word, wish.more], wish=wish) for wish in wishes], found

    def _found(self, wish: Wish, templates: tuple[str, ...]) -> Support:
        """What the bank has of a set: all of it, else its first pictures, as many as there are."""
        prompt, count = " | ".join(templates), self.options.pictures
        wanted = Support(wish, self.made_by(wish.word, prompt, count + wish.more), templates)
        for more in range(wish.more, -1, -1):
            kept = self.bank.get(self.made_by(wish.word, prompt, count + more))
            if kept is not None:
                return replace(wanted, pictures=kept["pictures"], attribution=kept["attribution"])
        return wanted

    def _imagined(
        self,
        missing: Sequence[Support],
        made: dict[tuple[str, int], Support],
        done: int,
        total: int,
        token: CancelToken,
    ) -> Generator[Progress | Note, None, None]:
        """Draw what is missing into `made`."""
        before = list(accumulate((self.options.pictures + s.wish.more for s in missing), initial=done))
        furthest = done
        for drawn in self._draw(missing, token):
            if isinstance(drawn, Note):
                yield drawn
            elif isinstance(drawn, Support):
                made[drawn.word, drawn.wish.more] = drawn
                kept = {"pictures": drawn.pictures, "attribution": drawn.attribution}
                yield from self._keep(drawn.made_by, kept)
                for told in self.networks.told():
                    yield Note(told, "warning")
            else:
                number, share = drawn
                had, N = len(missing[number].pictures), self.options.pictures + missing[number].wish.more
                at = had + int(share * (N - had))
                picture = min(N, at + 1)
                message = f"Imagining {missing[number].word}: picture {picture} of {N}"
                if before[number] + at >= furthest:  # words that are drawn together end together
                    furthest = before[number] + at
                    yield Progress("imagine", message, furthest, total)

    def _draw(
        self, missing: Sequence[Support], token: CancelToken
    ) -> Iterator[Union[Support, Note, tuple[int, float]]]:
        """Draw what is missing: support sets as they are complete, between them (which, share of it done), notes."""
        o = self.options
        counts = [o.pictures + support.wish.more for support in missing]
        wishes = [  # which word, template, which of its pictures
            (number, template, range(had, len(range(first, counts[number], len(support.templates)))))
            for number, support in enumerate(missing)
            for first, template in enumerate(support.templates[: counts[number]])
            for had in (len(range(first, len(support.pictures), len(support.templates))),)
        ]
        wishes = [wish for wish in wishes if wish[2]]
        parts: list[list[tuple[np.ndarray, ...]]] = [[] for _ in wishes]
        shares = [0.0] * len(wishes)
        yield 0, 0.0
        told = self.networks.generator.pictures(
            [(template, missing[number].word) for number, template, _ in wishes],
            self.seed,
            [wanted.stop for _, _, wanted in wishes],
            o.steps,
            o.guidance,
            token,
            o.sampler,
            [wanted.start for _, _, wanted in wishes],
        )
        for drawn in told:
            number = wishes[drawn.wish][0]
            mine = [w for w, wish in enumerate(wishes) if wish[0] == number]
            shares[drawn.wish] = drawn.share
            total = sum(len(wishes[w][2]) for w in mine)
            yield number, min(1.0, sum(shares[w] * len(wishes[w][2]) for w in mine) / total)
            if drawn.chunk is None:
                continue
            if drawn.again:
                yield Note(
                    f"Half precision did not suffice for pictures of {missing[number].word}; "
                    "they were drawn again in full precision.",
                    "warning",
                )
            parts[drawn.wish].append(drawn.chunk[1:])
            if sum(len(pictures) for w in mine for pictures, _ in parts[w]) == total:
                yield self._complete(missing[number], {wishes[w][1]: parts[w] for w in mine})

    @staticmethod
    def _complete(begun: Support, drawn: Mapping[str, Sequence[tuple[np.ndarray, ...]]]) -> Support:
        """A set with what was drawn behind what it had, of each template."""
        sides = []
        for side, had in enumerate((begun.pictures, begun.attribution)):
            of_templates = []
            for first, template in enumerate(begun.templates):
                own = had[first :: len(begun.templates)]
                new = [part[side] for part in drawn.get(template, ())]
                of_templates.append(np.concatenate([*([own] if len(own) else []), *new]) if len(own) or new else own)
            sides.append(in_turn(of_templates))
        return replace(begun, pictures=sides[0], attribution=sides[1])

    def learn(
        self,
        support: Support,
        extractor: str,
        encode: Encode,
        token: CancelToken,
        chips: Mapping[str, Chip] = MappingProxyType({}),
        together: EncodeTogether | None = None,
    ) -> Events[dict[str, np.ndarray]]:
        """Prototypes of a word for one extractor (see `levels.build`), as was chosen.

        Args:
            support: The word's pictures.
            extractor: Its name.
            encode: What it sees of one picture.
            token: Asked between pictures.
            chips: The user's own pictures.
            together: What it sees of several, which stays on a GPU; there it is asked instead, and `encode` where the
                GPU's memory does not hold all that was seen.

        Raises:
            InputError: what was chosen leaves nothing, or is not there.
        """
        o, wish = self.options, support.wish
        wish.check(len(support.pictures))
        made_by = {
            **support.made_by,
            "what": "prototypes",
            "extractor": extractor,
            "parts": o.parts,
            "regions": o.regions,
            **key_of(self.pack, self.device),
            "sklearn": version("scikit-learn"),
            **self._extras(),
            **wish.made_by,
        }
        kept = self.bank.get(made_by)
        if kept is not None:
            return kept
        token.check()
        material = self.material(support, chips, token)
        see = encode
        if wish.made_by:  # who chooses asks again and again, and of few pictures anew
            see, together = self.memory.remembering(encode, extractor), None
        try:
            made, whole = self._built(material, see, together, token)
        except ShortOfMemoryError:
            if together is None:
                raise
            made = None
        if made is None:  # out here, where the error no longer holds what filled the memory
            give_back(self.device)
            yield Note(
                f"The GPU's memory does not hold what was seen of “{support.word}”; the computer's does, slower."
            )
            made, whole = self._built(material, see, None, token)
        if whole:
            yield Note(f"The pictures of “{support.word}” show no clear region; they are used whole.", "warning")
        yield from self._keep(made_by, made)
        return made

    def _built(
        self, material: Material, see: Encode, together: EncodeTogether | None, token: CancelToken
    ) -> tuple[dict[str, np.ndarray], bool]:
        """Prototypes, and whether the pictures are used whole, because nothing in them is the word."""
        with ThreadPoolExecutor(self.networks.threads) as pool, in_words(self.pack, self.device):
            try:
                seen: Iterator[Values]
                seen = pool.map(see, material.pictures) if together is None else iter(together(material.pictures))
                maps = _until_cancelled(seen, token)
                first = next(maps)
                fg, bg = (to_grid(masks, *first.shape[1:]) for masks in (material.fg, material.bg))
                whole, counts = not fg.any(), material.counts.tolist()
                return levels.build(
                    chain([first], maps), fg | whole, bg, self.options.parts, self.device, counts
                ), whole
            finally:
                pool.shutdown(cancel_futures=True)

    def material(self, support: Support, chips: Mapping[str, Chip], token: CancelToken) -> Material:
        """What prototypes of a word are learned from."""
        fg, bg = self.regions(support, token)
        found = Material.of(support.wish, support.pictures, fg, bg, chips)
        return found.turned() if self.options.rotate_supports else found

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
            asked = support.attribution, self.options.regions
            if self._regions is None or self._regions[0][0] is not asked[0] or self._regions[0][1] != asked[1]:
                self._regions = asked, find_regions(*asked)  # the next extractor asks again for the same word
            return self._regions[1].fg, self._regions[1].bg
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
        if self._writer is not None:
            self._writer.put(made_by, arrays)
            yield from _told(self._writer.failures())
            return
        try:
            self.bank.put(made_by, arrays)
        except OutputError as error:
            yield from _told([error])
