"""Sets the pack's limits without a mask: each is one function of training pictures held back, and of their words.

What is known of a picture is which words it shows and which it does not. So a place is surely wrong where it gets a
word that its picture lacks, and that is enough to choose how extractors and texts are weighed, and how sharp the
confidence is. The limit lies where places of pictures that show a word are best told from places of those that do not.
Things have none: they are compared with what lay around them in their own drawings, as these are, and pictures without
a thing are other scenes, which say nothing about its surroundings.

Nothing here reads the development sets: a test watches what is opened.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from guard import prepare_imports
from held_back import CHANGES
from pictures import Library
from words import COARSE, COVER, FINE, WORDS

prepare_imports()
from terralex.core.cache.bank import Bank  # noqa: E402
from terralex.core.methods import make_method  # noqa: E402
from terralex.core.methods.base import Brief, Workplace  # noqa: E402
from terralex.core.model.networks import load_networks  # noqa: E402
from terralex.core.options import resolve_options  # noqa: E402
from terralex.core.packs import Pack, find_pack  # noqa: E402
from terralex.core.progress import CancelToken, result_of  # noqa: E402
from terralex.core.prototypes.texts import SHARES as TEXT  # noqa: E402
from terralex.core.vocabulary import ClassSpec  # noqa: E402

CELLS = 32  # scores a side of a picture of 256 px
SAMPLES = 100  # of the pictures, for a standard error
FEW = 6  # pictures with and without a word that a limit needs
NAMED = 6  # words that a picture is tried with: as many as a run names
EARLY = (0.0, 0.25, 0.5, 1.0)  # weights of the second extractor beside the first's 1
USUAL = ("beside", 0.5)  # drawings and texts alike, the finer map half as much as the dense one
TEMPERATURES = (0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.5, 2.0)
SOURCES = {"clip": (("clip",), "off"), "early": (("early",), "off"), "text": (("clip",), "instead")}


def prepared(pack: Pack, words: list[str], resolution: int, extractors: tuple[str, ...], texts: str, background: bool,
             bank: Bank):  # fmt: skip
    """A method and its state for words, each a class of its own."""
    given = {"extractors": extractors, "text_prototypes": texts, "background": background}
    options = resolve_options(pack.manifest["defaults"], given)
    networks = load_networks(pack, "cpu", options.extractors)
    method = make_method("ovdiff", Workplace(networks, pack, options, 0, bank))
    brief = Brief([ClassSpec(w) for w in words], [(w,) for w in words], pack.resolutions[resolution])
    return method, result_of(method.prepare(brief, CancelToken()))


def pictures_of(library: Library, resolution: int, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Pictures held back, changed in turn as held_back.py changes them, and what they say about every word.

    Returns:
        (N, 3, 256, 256) uint8, those at 10 m put together by four and four, and (N, 1 or 16, W) states.
    """
    held = library.held[resolution]
    each = 1 if resolution == FINE else 16
    take = held[np.linspace(0, len(held) - 1, min(count, len(held) // each) * each).astype(int)]
    take = np.random.default_rng(3).permutation(take).reshape(-1, each)
    out, names = [], list(CHANGES)
    for i, numbers in enumerate(take):
        stack = library.pictures[resolution][numbers]
        if each > 1:
            stack = stack.reshape(1, 4, 4, 64, 64, 3).transpose(0, 1, 3, 2, 4, 5).reshape(1, 256, 256, 3)
        batch = torch.from_numpy(stack).permute(0, 3, 1, 2).float() / 255
        name = names[i % len(names)] if each == 1 or names[i % len(names)] != "half resolution" else "plain"
        out.append((CHANGES[name](batch) * 255).round().byte().numpy()[0])
    return np.stack(out), library.states[resolution].numpy()[take]


def scores_of(pack: Pack, pictures: np.ndarray, words: list[str], resolution: int, bank: Bank) -> dict[str, np.ndarray]:
    """Calibrated scores of pictures by source, drawings in each extractor and texts: {source: (N, W, CELLS, CELLS)}."""
    out = {}
    for source, (extractors, texts) in SOURCES.items():
        method, state = prepared(pack, words, resolution, extractors, texts, False, bank)
        out[source] = np.stack([method.score(method.encode(p[None]), state, CELLS)[0, 1:] for p in pictures])
    return out


def by_tile(scores: np.ndarray, tiles: int) -> np.ndarray:
    """Scores (N, W, CELLS, CELLS) as (N tiles, W, places)."""
    k = int(tiles**0.5)
    count, words, side = scores.shape[0], scores.shape[1], CELLS // k
    parts = scores.reshape(count, words, k, side, k, side).transpose(0, 2, 4, 1, 3, 5)
    return parts.reshape(count * tiles, words, side * side)


def tried(states: np.ndarray, rng: np.random.Generator) -> list[tuple[np.ndarray, np.ndarray]]:
    """For each picture the columns of up to NAMED words to choose among, and which of them it shows; None: no use."""
    out = []
    for row in states:
        shown, absent = np.flatnonzero(row == 1), np.flatnonzero(row == 0)
        rng.shuffle(shown), rng.shuffle(absent)
        shown = shown[: NAMED // 2]
        columns = np.concatenate([shown, absent[: NAMED - len(shown)]])
        out.append((columns, np.arange(len(columns)) < len(shown)) if 0 < len(shown) < len(columns) else None)
    return out


def mixed(parts: dict[str, np.ndarray], early: float, text: float) -> np.ndarray:
    """Scores of all sources together, as the matcher averages them."""
    return (1 - text) * (parts["clip"] + early * parts["early"]) / (1 + early) + text * parts["text"]


def wins(scores: np.ndarray) -> np.ndarray:
    """Of each picture the share of places where one word scores more than another: (N, W, W) from (N, W, places)."""
    words = range(scores.shape[1])
    return np.stack([(scores[:, [a]] > scores).mean(2) for a in words], 1)


def agreement(won: np.ndarray, states: np.ndarray, times: np.ndarray | None = None) -> float:
    """How well pairs of words are told apart: mean over the pairs, 0 by chance, 1 where no place is wrong.

    Of the pictures that show the one word and lack the other, the share of places where the one wins; the same the
    other way round. So a word gains nothing by being frequent.

    Args:
        won: From `wins`.
        states: (N, W).
        times: (N,) how often each picture counts; once when None.
    """
    times = np.ones(len(states)) if times is None else times
    shown, absent = (states == 1) * times[:, None], (states == 0).astype(float)
    count = shown.T @ absent  # (W, W): pictures with the first word that lack the second
    share = np.einsum("na,nb,nab->ab", shown, absent, won) / np.maximum(count, 1)
    pairs = np.triu((count >= FEW) & (count.T >= FEW), 1)
    return float((share + share.T - 1)[pairs].mean())


def surprise(scores: np.ndarray, choices: list, temperature: float) -> float:
    """Mean of minus the logarithm of what the softmax gives to words that the picture shows."""
    losses = []
    for s, (columns, shown) in kept(scores, choices):
        logits = s[columns] / temperature
        chances = np.exp(logits - logits.max(0))
        losses.append(-np.log((chances[shown].sum(0) / chances.sum(0)).clip(1e-6)).mean())
    return float(np.mean(losses))


def kept(scores: np.ndarray, choices: list):
    """Pairs of scores and choice of the pictures that are of use."""
    return [(s, choice) for s, choice in zip(scores, choices) if choice is not None]


def weights_of(material: dict[int, tuple]) -> dict[str, object]:
    """`text_prototypes` and the second extractor's weight, by the agreement of both resolutions.

    Texts were learned on pictures like these and drawings were not, so these pictures flatter the texts. The usual
    setting is left only where another is better by more than one standard error of the difference, which is found by
    drawing the pictures again and again.
    """
    settings = [(text, early) for text in TEXT for early in EARLY]
    won = {s: [(wins(mixed(p, s[1], TEXT[s[0]])), states) for p, states in material.values()] for s in settings}
    means = {s: float(np.mean([agreement(w, states) for w, states in each])) for s, each in won.items()}
    best, rng, apart = max(means, key=means.__getitem__), np.random.default_rng(2), []
    for _ in range(SAMPLES):
        gaps = []
        for (mine, states), (usual, _) in zip(won[best], won[USUAL]):
            times = np.bincount(rng.integers(0, len(states), len(states)), minlength=len(states)).astype(float)
            gaps.append(agreement(mine, states, times) - agreement(usual, states, times))
        apart.append(np.mean(gaps))
    error = float(np.std(apart))
    text, early = best if means[best] - means[USUAL] > error else USUAL
    listed = {f"{t} {e}": round(v, 4) for (t, e), v in means.items()}
    return {"text_prototypes": text, "early": early, "error": round(error, 4), "table": listed}


def temperature_of(material: dict[int, tuple], early: float, text: str) -> float:
    """The temperature under which what the pictures show is likeliest."""
    rng = np.random.default_rng(0)
    scored = [(mixed(parts, early, TEXT[text]), tried(states, rng)) for parts, states in material.values()]
    losses = {t: float(np.mean([surprise(scores, choices, t) for scores, choices in scored])) for t in TEMPERATURES}
    return min(losses, key=losses.__getitem__)


def between(shown: np.ndarray, absent: np.ndarray) -> float:
    """The limit that tells places which show a word from places which do not, from pictures with and without it.

    A picture that shows a word is a mixture of both kinds of places. Its share of places above a limit, less that of
    pictures without the word, is the mixture's share times what the limit finds less what it finds wrongly: largest
    where both errors together are smallest, whatever the share is.

    Args:
        shown: Scores of places of pictures that show the word.
        absent: Of pictures that do not.
    """
    limits = np.quantile(np.concatenate([shown, absent]), np.linspace(0.01, 0.99, 99))
    gains = [(shown >= limit).mean() - (absent >= limit).mean() for limit in limits]
    return float(limits[int(np.argmax(gains))])


def enough(state: np.ndarray) -> bool:
    """Whether there are pictures with and without a word."""
    return min((state == 1).sum(), (state == 0).sum()) >= FEW


def constant_of(pack: Pack, scores: np.ndarray, words: list[str], states: np.ndarray) -> float:
    """`background_constant`: the median over stuff words of the limit between places with and without the word."""
    found = []
    for column, word in enumerate(words):
        state, own = states[:, column], scores[:, column]
        if pack.words[word].kind == "stuff" and enough(state):
            found.append(between(own[state == 1].ravel(), own[state == 0].ravel()))
    return float(np.median(found))


def limits(pack: Pack, library: Library, count: int, bank: Bank | None = None) -> dict:
    """All limits of a pack: changed defaults, and what was seen on the way."""
    bank, material = bank or Bank(), {}
    words_at = {r: [w for w in COVER[r] if pack.words and w in pack.words] for r in (FINE, COARSE)}
    for resolution, some in ((FINE, count), (COARSE, max(1, count // 6))):
        words = words_at[resolution]
        pictures, states = pictures_of(library, resolution, some)
        states = states[..., [WORDS.index(w) for w in words]]
        tiles = states.shape[1]
        parts = {k: by_tile(v, tiles) for k, v in scores_of(pack, pictures, words, resolution, bank).items()}
        flat = states.reshape(-1, len(words))
        material[resolution] = (parts, flat)
    weights = weights_of(material)
    text, early = str(weights["text_prototypes"]), float(weights["early"])
    fine = mixed(material[FINE][0], early, TEXT[text])
    defaults = {
        "text_prototypes": text, "extractors": ["clip", "early"] if early else ["clip"],
        "temperature": temperature_of(material, early, text),
        "background_constant": round(constant_of(pack, fine, words_at[FINE], material[FINE][1]), 2),
        "background_bias": 0.0,
    }  # fmt: skip
    return {"defaults": defaults, "early": early, "seen": weights}


def main() -> None:
    """Prints the limits, and writes them into the pack with --write; weights are not touched."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py")
    parser.add_argument("--pack", default="starter", help="name or folder of the pack")
    parser.add_argument("--pictures", type=int, default=90, help="pictures held back that are looked at")
    parser.add_argument("--write", action="store_true", help="write the limits into pack.json")
    given = parser.parse_args()
    pack = find_pack(given.pack)
    found = limits(pack, Library.load(given.cache), given.pictures)
    print(json.dumps(found, indent=1))
    if given.write:
        manifest = {**pack.manifest, "defaults": {**pack.manifest["defaults"], **found["defaults"]}}
        for extractor in manifest["extractors"]:
            if extractor["name"] == "early" and found["early"]:
                extractor["weight"] = found["early"]
        (pack.root / "pack.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
