"""Sets the pack's limits without a mask: from what the words' scores do on pictures that are known to lack the word.

A place of a picture without the word is a false alarm wherever the word wins. `background_constant` (stuff) is set so
that one place in three is, in the median over words: a run names what is there, so most of its false alarms meet a
class that is. Things are compared with their own background, which needs no limit. `temperature` is the one under which
the 10 m pictures' own labels are likeliest at every place.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
from guard import prepare_imports
from pictures import Library
from words import COVER, WORDS

prepare_imports()
from terralex.core.cache.bank import Bank  # noqa: E402
from terralex.core.methods import make_method  # noqa: E402
from terralex.core.methods.base import Brief, Workplace  # noqa: E402
from terralex.core.model.networks import load_networks  # noqa: E402
from terralex.core.options import resolve_options  # noqa: E402
from terralex.core.packs import Pack, find_pack  # noqa: E402
from terralex.core.progress import CancelToken, result_of  # noqa: E402
from terralex.core.vocabulary import ClassSpec  # noqa: E402

FALSE_ALARMS = 1 / 3
CELLS = 32  # scores a side of a picture
TEMPERATURES = (0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0, 1.5, 2.0, 3.0, 5.0)


def prepared(method, words: list[str], resolution) -> object:
    """The method's state for words as classes."""
    brief = Brief([ClassSpec(w) for w in words], [(w,) for w in words], resolution)
    return result_of(method.prepare(brief, CancelToken()))


def encoded(method, library: Library, resolution: int, count: int, rng: np.random.Generator) -> tuple[list, np.ndarray]:
    """Features of random training pictures, and their numbers."""
    numbers = rng.choice(len(library.pictures[resolution]), count, replace=False)
    return [method.encode(library.pictures[resolution][n].transpose(2, 0, 1)[None]) for n in numbers], numbers


def limits(pack: Pack, library: Library, count: int) -> dict[str, float]:
    """`background_constant` and `temperature` for a pack."""
    options = resolve_options(pack.manifest["defaults"])
    networks = load_networks(pack, "cpu", options.extractors)
    method = make_method("ovdiff", Workplace(networks, pack, replace(options, background=True), 0, Bank()))
    rng = np.random.default_rng(0)
    known = pack.words or {}
    fine = [w for w in WORDS if known[w].pictures[0] >= 60 and known[w].kind == "stuff"]
    features, numbers = encoded(method, library, 0, count, rng)
    states = library.states[0].numpy()[numbers]
    constants = []
    for word in fine:
        state = prepared(method, [word], pack.resolutions[0])
        absent = [f for f, s in zip(features, states[:, WORDS.index(word)]) if s == 0]
        if len(absent) < 10:
            continue
        scores = np.concatenate([method.score(f, state, CELLS)[0, 1].ravel() for f in absent])
        constants.append(np.quantile(scores, 1 - FALSE_ALARMS))
    return {
        "background_constant": round(float(np.median(constants)), 2),
        "temperature": temperature(pack, method, library, count, rng),
    }


def temperature(pack: Pack, method, library: Library, count: int, rng: np.random.Generator) -> float:
    """The temperature under which the 10 m pictures' labels are likeliest, every place taken as its picture's label."""
    words = COVER[1]
    state = prepared(method, words, pack.resolutions[1])
    features, numbers = encoded(method, library, 1, count, rng)
    labels = library.states[1].numpy()[numbers][:, [WORDS.index(w) for w in words]]
    losses = dict.fromkeys(TEMPERATURES, 0.0)
    for f, label in zip(features, labels):
        if (label == 1).sum() != 1:
            continue
        scores = method.score(f, state, CELLS)[0, 1:].reshape(len(words), -1)
        for t in TEMPERATURES:
            logits = scores / t - (scores / t).max(0)
            losses[t] -= float((logits[label.argmax()] - np.log(np.exp(logits).sum(0))).mean())
    return min(losses, key=losses.__getitem__)


def main() -> None:
    """Prints the limits, and writes them into the pack's defaults with --write; weights are not touched."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py")
    parser.add_argument("--pack", default="starter", help="name or folder of the pack")
    parser.add_argument("--pictures", type=int, default=120, help="training pictures looked at, per resolution")
    parser.add_argument("--write", action="store_true", help="write the limits into pack.json")
    given = parser.parse_args()
    pack = find_pack(given.pack)
    found = limits(pack, Library.load(given.cache), given.pictures)
    print(json.dumps(found))
    if given.write:
        manifest = {**pack.manifest, "defaults": {**pack.manifest["defaults"], **found}}
        (pack.root / "pack.json").write_text(json.dumps(manifest, indent=1) + "\n")


if __name__ == "__main__":
    main()
