"""Where words are found, without a mask: photographs held back, parts of which lie side by side.

What is known of a photograph is which words it shows. So in a picture put together from several, what is said at a
place can be wrong: a word that the photograph at this place lacks. That is a measure of place, and of the borders
between kinds of ground, which whole photographs cannot give. A few words are named, as in a run. Of a photograph that
shows several words it is not known where, only about how much each of them takes (the teacher's typical shares): more
than twice its share is too much of a word, less than four tenths too little.

Some pictures ask with a background: of some of their photographs no word is named, and there nothing may be found. All
photographs are changed as held_back.py changes them, one change after the other, so that what is chosen by this holds
in other light and by other sensors, too.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from guard import prepare_imports
from held_back import CHANGES
from pictures import Library
from teacher import LEAST, MOST, SAME, TYPICAL
from words import COARSE, COVER, FINE, WORDS

prepare_imports()
from terralex.core.cache.bank import Bank  # noqa: E402
from terralex.core.methods import make_method  # noqa: E402
from terralex.core.methods.base import Brief, Method, Workplace  # noqa: E402
from terralex.core.model.networks import load_networks  # noqa: E402
from terralex.core.options import resolve_options  # noqa: E402
from terralex.core.packs import Pack, find_pack  # noqa: E402
from terralex.core.progress import CancelToken, result_of  # noqa: E402
from terralex.core.vocabulary import ClassSpec  # noqa: E402

SIDE = 256  # px of a mosaic: one window of a run
CELLS = 32  # scores a side of it
PHOTOGRAPHS = 3  # in a mosaic
NAMED = 8  # most words that are named
TRIES = 400  # draws of photographs for a mosaic
SOURCES = {"clip": (("clip",), "off"), "early": (("early",), "off"), "text": (("clip",), "instead")}
SIZES = {**TYPICAL, **{other: TYPICAL[word] for word, others in SAME.items() for other in others}}


@dataclass(frozen=True)
class Mosaic:
    """A picture put together, and what it is asked.

    Attributes:
        picture: (3, SIDE, SIDE) uint8.
        parts: (CELLS, CELLS) number of the photograph at each place.
        words: Those that are named.
        least: (P, 1 + W) least share of each photograph's places that background and words have there.
        most: (P, 1 + W) the same, most.
        known: (P, 1 + W) False where it is not known whether a photograph shows a word.
        background: Whether a place may belong to no word.
    """

    picture: np.ndarray
    parts: np.ndarray
    words: tuple[str, ...]
    least: np.ndarray
    most: np.ndarray
    known: np.ndarray
    background: bool


def arrangement(rng: np.random.Generator) -> np.ndarray:
    """Which photograph lies where: (CELLS, CELLS), two or three a side, lines at random."""
    side = int(rng.integers(2, 4))
    inner = np.arange(1, side) * CELLS // side
    rows, cols = (inner + rng.integers(-CELLS // 8, CELLS // 8 + 1, side - 1) for _ in range(2))
    numbers = np.concatenate([rng.permutation(PHOTOGRAPHS) for _ in range(side)])[: side * side].reshape(side, side)
    at = [np.searchsorted(lines, np.arange(CELLS), side="right") for lines in (rows, cols)]
    return numbers[np.ix_(*at)]


def shares(states: np.ndarray, named: Sequence[int], resolution: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Bounds of what the named words take of a photograph, and what is left for the background.

    Args:
        states: (W,) over COVER[resolution].
        named: Columns of the named words.
        resolution: Of the photograph.

    Returns:
        (1 + N,) each: least, most, known.
    """
    sizes = np.array([SIZES.get(w, 1.0) for w in COVER[resolution]]) * (states == 1)
    alone = (states == 1).sum() == 1
    want = sizes / max(sizes.sum(), 1e-9)
    low = np.where(states == 1, 1.0 if alone else LEAST * want, 0.0)[list(named)]
    high = np.where(states == 1, np.minimum(1.0, MOST * want), 0.0)[list(named)]
    known = states[list(named)] >= 0
    left = 0.0 if not known.all() else max(0.0, 1 - high.sum())
    none = not (states[list(named)] != 0).any()
    rest = 1.0 if none else 0.0 if set(np.flatnonzero(states == 1)) <= set(named) else 1 - low.sum()
    return np.r_[left, low], np.r_[rest, high], np.r_[True, known]


def question(states: np.ndarray, kind: str, rng: np.random.Generator) -> list[int] | None:
    """Columns of the words that a mosaic of photographs (P, W) is asked; None where it makes no sense.

    "closed": all words of all photographs. "some": those of the first two. "one": one word of the first. The others
    must lack what is named.
    """
    shown = states == 1
    if not shown.any(1).all():
        return None
    if kind == "closed":
        named = np.flatnonzero(shown.any(0))
        differs = all((states[p, named] == 0).any() for p in range(len(states)))
        return list(named) if differs and len(named) <= NAMED else None
    with_it = 2 if kind == "some" else 1
    named = np.flatnonzero(shown[:with_it].any(0))
    if kind == "one":
        named = rng.choice(named, 1)
    lacking = (states[with_it:][:, named] == 0).all()
    return list(named) if lacking and len(named) <= NAMED else None


def mosaics(library: Library, resolution: int, count: int, known: set[str], seed: int = 4) -> list[Mosaic]:
    """Mosaics of photographs held back, a third of each kind of question.

    Args:
        library: Of which the photographs held back are taken.
        resolution: FINE or COARSE.
        count: Mosaics.
        known: Words that may be named.
        seed: Of everything that is drawn.
    """
    rng, out = np.random.default_rng((seed, resolution)), []
    held, columns = library.held[resolution], [WORDS.index(w) for w in COVER[resolution]]
    states = library.states[resolution].numpy()[:, columns]
    unknown = [i for i, w in enumerate(COVER[resolution]) if w not in known]
    for number in range(count):
        kind = ("closed", "some", "one")[number % 3]
        for _ in range(TRIES):
            some = rng.choice(held, PHOTOGRAPHS, replace=False)
            named = question(states[some], kind, rng)
            if named and not set(named) & set(unknown):
                break
        else:
            continue
        bounds = [shares(states[n], named, resolution) for n in some]
        parts = arrangement(rng)
        picture = together(library.pictures[resolution][some], parts, rng)
        name = list(CHANGES)[number // 3 % len(CHANGES)]
        if name == "half resolution" and resolution == COARSE:
            name = "plain"
        seen = CHANGES[name](torch.from_numpy(picture)[None].float() / 255)
        words = tuple(COVER[resolution][i] for i in named)
        out.append(Mosaic((seen * 255).round().byte().numpy()[0],
                          tiled(parts) if name == "half resolution" else parts, words,
                          *(np.stack([b[i] for b in bounds]) for i in range(3)), kind != "closed"))  # fmt: skip
    return out


def tiled(parts: np.ndarray) -> np.ndarray:
    """What `held_back.smaller` makes of places: half the size, mirrored."""
    half = parts[::2, ::2]
    rows = np.concatenate([half, half[::-1]])
    return np.concatenate([rows, rows[:, ::-1]], 1)


def together(stack: np.ndarray, parts: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Photographs (P, s, s, 3), each mirrored to fill SIDE and moved at random, where `parts` says: (3, SIDE, SIDE)."""
    full = []
    for photograph in stack:
        while len(photograph) < SIDE:
            photograph = np.concatenate([photograph, photograph[:, ::-1]], 1)
            photograph = np.concatenate([photograph, photograph[::-1]])
        turned = np.rot90(photograph, int(rng.integers(4)))
        full.append(np.roll(turned, tuple(rng.integers(0, SIDE, 2)), (0, 1)) if len(stack[0]) < SIDE else turned)
    wide = parts.repeat(SIDE // CELLS, 0).repeat(SIDE // CELLS, 1)
    return np.take_along_axis(np.stack(full), wide[None, :, :, None], 0)[0].transpose(2, 0, 1)


class Asker:
    """Scores of mosaics from each source: drawings in both extractors, and texts."""

    def __init__(self, pack: Pack, resolution: int, bank: Bank) -> None:
        self.pack, self.resolution = pack, pack.resolutions[resolution]
        self.methods: dict[tuple[str, bool], Method] = {}
        for source, (extractors, texts) in SOURCES.items():
            for background in (False, True):
                given = {"extractors": extractors, "text_prototypes": texts, "background": background}
                options = resolve_options(pack.manifest["defaults"], given)
                networks = load_networks(pack, "cpu", options.extractors)
                self.methods[source, background] = make_method("ovdiff", Workplace(networks, pack, options, 0, bank))

    def ask(self, asked: Mosaic) -> dict[str, np.ndarray]:
        """Scores by source, (1 + W, CELLS, CELLS) float32; channel 0 is nothing where no background is compared."""
        out, seen = {}, {}
        brief = Brief([ClassSpec(w) for w in asked.words], [(w,) for w in asked.words], self.resolution)
        for source in SOURCES:
            method = self.methods[source, asked.background]
            state = result_of(method.prepare(brief, CancelToken()))
            name = SOURCES[source][0]
            if name not in seen:
                seen[name] = method.encode(asked.picture[None])
            out[source] = method.score(seen[name], state, CELLS)[0]
        return out


@dataclass(frozen=True)
class Setting:
    """What is decided by: the texts' share, the second extractor's weight, the background's constant."""

    text: float
    early: float
    constant: float


def mixed(scores: dict[str, np.ndarray], asked: Mosaic, things: bool, how: Setting) -> np.ndarray:
    """Scores of all sources together, as the matcher averages them: (1 + W, CELLS, CELLS).

    Args:
        scores: From `Asker.ask`.
        asked: The mosaic.
        things: Whether a named word is a thing, whose surroundings the background is then compared with.
        how: The setting.
    """
    drawn = (scores["clip"] + how.early * scores["early"]) / (1 + how.early)
    out = (1 - how.text) * drawn + how.text * scores["text"]
    if not asked.background:
        out[0] = -np.inf
    else:
        constant = how.constant / len(asked.words)
        around = drawn[0] if things and how.text < 1 else np.full_like(drawn[0], constant)
        out[0] = np.maximum(around, constant) if how.text else around
    return out


def counted(found: np.ndarray, asked: Mosaic) -> np.ndarray:
    """Places right, too many and missing of each channel: (3, 1 + W), from each place's channel (CELLS, CELLS)."""
    out = np.zeros((3, 1 + len(asked.words)))
    for photograph in range(PHOTOGRAPHS):
        here = found[asked.parts == photograph]
        if not len(here):
            continue
        share = np.bincount(here, minlength=out.shape[1]) / len(here)
        least, most, known = asked.least[photograph], asked.most[photograph], asked.known[photograph]
        right = np.minimum(share, most)
        out += len(here) * np.stack([right, share - right, (least - share).clip(0)]) * known
    return out


Material = list[tuple[Mosaic, dict[str, np.ndarray], bool]]  # mosaic, scores, whether a named word is a thing


def placed(material: Material, how: Setting, times: np.ndarray | None = None) -> dict[str, float]:
    """How well words are placed, in points: mean intersection over union of words, and of the background.

    Args:
        material: The mosaics of one resolution and their scores.
        how: The setting.
        times: How often each mosaic counts; once when None.

    Returns:
        "closed": mean over words where every place has one, 0 where nothing is asked so. "open": of questions with a
        background, the mean of the words' mean and the background's. "both": their mean.
    """
    sums: dict[bool, dict[str, np.ndarray]] = {False: {}, True: {}}
    for i, (asked, scores, things) in enumerate(material):
        counts = counted(mixed(scores, asked, things, how).argmax(0), asked) * (1 if times is None else times[i])
        for channel, word in enumerate(("", *asked.words)):
            if channel or asked.background:
                own = sums[asked.background]
                own[word] = own.get(word, 0) + counts[:, channel]
    values = {kind: {w: 100 * c[0] / max(c.sum(), 1e-9) for w, c in own.items()} for kind, own in sums.items()}
    none = values[True].pop("", 0.0)
    closed, words = (float(np.mean([*own.values()])) if own else 0.0 for own in values.values())
    opened = (words + none) / 2
    return {"closed": closed, "words": words, "background": none, "open": opened, "both": (closed + opened) / 2}


def material_of(pack: Pack, library: Library, count: int, bank: Bank | None = None) -> dict[int, Material]:
    """Mosaics of both resolutions and their scores; of 10 m a third as many."""
    out = {}
    for resolution, some in ((FINE, count), (COARSE, max(3, count // 3))):
        asker = Asker(pack, resolution, bank or Bank())
        asked = mosaics(library, resolution, some, set(pack.words))
        out[resolution] = [(m, asker.ask(m), any(pack.words[w].kind == "thing" for w in m.words)) for m in asked]
    return out


def mean_of(material: dict[int, Material], how: Setting, what: str = "both") -> float:
    """Mean over both resolutions, in points."""
    return float(np.mean([placed(some, how)[what] for some in material.values()]))


def by_word(material: Material, how: Setting) -> dict[str, float]:
    """Of the closed questions each word's intersection over union."""
    sums: dict[str, np.ndarray] = {}
    for asked, scores, things in material:
        if not asked.background:
            counts = counted(mixed(scores, asked, things, how).argmax(0), asked)
            for channel, word in enumerate(asked.words, 1):
                sums[word] = sums.get(word, 0) + counts[:, channel]
    return {w: 100 * float(c[0] / max(c.sum(), 1e-9)) for w, c in sums.items()}


def main() -> None:
    """Prints how well packs place words, by the share of texts and the second extractor's weight."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py")
    parser.add_argument("--packs", default="starter", help="names or folders of packs, comma list")
    parser.add_argument("--count", type=int, default=120, help="mosaics of 0.3 m")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    library = Library.load(args.cache)
    for name in args.packs.split(","):
        material = material_of(find_pack(name), library, args.count)
        print(name)
        for text in (0.0, 2 / 3, 1.0):
            for early in (0.0, 0.5):
                how = Setting(text, early, 0.31)
                rows = {("0.3 m", "10 m")[r]: placed(some, how) for r, some in material.items()}
                print(f"  text {text:.2f} early {early}", json.dumps({
                    k: {n: round(x, 1) for n, x in v.items()} for k, v in rows.items()}), flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
