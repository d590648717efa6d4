"""What DiffSegmenter should do where its paper leaves a choice, by mosaics of photographs that nothing was trained on.

A mosaic has four of them side by side, each known to show a word that the other three are known not to show. Counted
are the pixels whose best word, of these four, is that of their quarter (chance: 25 %), and how well all words' scores
tell the quarters that show them from those that do not: average precision of the mean over a quarter's best tenth, over
all quarters of all mosaics, so that a word has to be low where it is not. Development sets play no part.
"""

from __future__ import annotations

import argparse
import itertools
import json
import time
from pathlib import Path

import numpy as np
from guard import prepare_imports
from held_back import FEW, precision
from pictures import Library
from words import COVER, WORDS

prepare_imports()
from terralex.core.cache.bank import Bank  # noqa: E402
from terralex.core.methods import make_method  # noqa: E402
from terralex.core.methods.base import Workplace  # noqa: E402
from terralex.core.methods.diffsegmenter import SHARE, DiffSegmenter  # noqa: E402
from terralex.core.model.networks import load_networks  # noqa: E402
from terralex.core.packs import find_pack  # noqa: E402

SIDES = (128, 64)  # of a quarter at 0.3 m and at 10 m
SCALED_BY = 16  # mosaics that the scale is found by, as a run takes places
CHOICES: dict[str, tuple] = {
    "running": ("", "an aerial photograph"),
    "softmax": ("prompt", "joint"),
    "power": (1, 2),
    "weights": ("paper", "faseg", "agreement"),
    "strength": ("relative", "absolute"),
}


def mosaics(library: Library, resolution: int, count: int) -> list[tuple[np.ndarray, list[int], np.ndarray]]:
    """Pictures (3, s, s) uint8, the word of each quarter, and what is known of the quarters, (4, words)."""
    rng = np.random.default_rng(resolution)
    columns = [WORDS.index(word) for word in COVER[resolution]]
    held, side, found = library.held[resolution], SIDES[resolution], []
    states = library.states[resolution].numpy()[held][:, columns]
    while len(found) < count:
        four = rng.choice(len(held), 4, replace=False)
        known = states[four]
        own = [np.flatnonzero((known[q] == 1) & ((np.delete(known, q, 0) == 0).all(0))) for q in range(4)]
        if not all(len(words) for words in own):
            continue
        cuts = []
        for n in held[four]:
            picture = library.pictures[resolution][n]
            row, col = (int(rng.integers(0, length - side + 1)) for length in picture.shape[:2])
            cuts.append(picture[row : row + side, col : col + side].transpose(2, 0, 1))
        picture = np.concatenate([np.concatenate(cuts[:2], 2), np.concatenate(cuts[2:], 2)], 1)
        found.append((picture, [int(rng.choice(words)) for words in own], known))
    return found


def quarters(scores: np.ndarray) -> list[np.ndarray]:
    """(..., s, s) as four of (..., s / 2, s / 2), row by row."""
    half = scores.shape[-1] // 2
    return [scores[..., r : r + half, c : c + half] for r, c in itertools.product((0, half), (0, half))]


def judged(made: list[np.ndarray], given: list[tuple[np.ndarray, list[int], np.ndarray]]) -> tuple[float, float]:
    """Share of right pixels among the mosaics' own words, and mean average precision of all words over quarters."""
    right, table, known = [], [], []
    for scores, (_, own, states) in zip(made, given):
        right += [float((part[own].argmax(0) == q).mean()) for q, part in enumerate(quarters(scores))]
        for part, state in zip(quarters(scores), states):
            flat = np.sort(part.reshape(len(part), -1), axis=1)
            table.append(flat[:, -max(1, flat.shape[1] // 10) :].mean(1))
            known.append(state)
    scores, states = np.stack(table), np.stack(known)
    found = []
    for word in range(scores.shape[1]):
        sure = states[:, word] >= 0
        shown = states[sure, word] == 1
        if min(shown.sum(), (~shown).sum()) >= FEW:
            found.append(precision(scores[sure, word], shown))
    return float(np.mean(right)), float(np.mean(found))


def main() -> None:
    """Prints a row for each combination, best first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py")
    parser.add_argument("--pack", default="starter")
    parser.add_argument("--mosaics", type=int, default=40, help="of each resolution")
    parser.add_argument(
        "--only", nargs="*", default=[], metavar="NAME=VALUE", help="leave out other values of a choice"
    )
    parser.add_argument("--published", type=int, default=0, help="mosaics that the paper's scheme is tried on, too")
    parser.add_argument("--out", type=Path, default=None)
    args = parser.parse_args()
    choices = dict(CHOICES)
    for name, _, value in (text.partition("=") for text in args.only):
        choices[name] = tuple(v for v in choices[name] if str(v) == value)
    pack = find_pack(args.pack)
    networks, library, rows = load_networks(pack, "cpu", threads=1), Library.load(args.cache), {}

    def method(**options: object) -> DiffSegmenter:
        given = pack.options("balanced", options, "diffsegmenter")
        return make_method("diffsegmenter", Workplace(networks, pack, given, 0, Bank(args.cache / "bank")))

    for resolution in range(2):
        given = mosaics(library, resolution, args.mosaics)
        shape, prompt = (2 * SIDES[resolution],) * 2, pack.resolutions[resolution].prompt
        every = [np.ones(shape, bool)] * SCALED_BY
        for running in choices["running"]:
            began = time.monotonic()
            features = [method(running=running).encode(picture[None])[0] for picture, _, _ in given]
            print(f"{resolution} “{running}”: {(time.monotonic() - began) / len(given):.3f} s a mosaic", flush=True)
            for rest in itertools.product(*list(choices.values())[1:]):
                one = method(running=running, piece="mean", **dict(zip(list(choices)[1:], rest)))
                asked, seen = one.ask(COVER[resolution], prompt), [one.seen(f) for f in features]
                scale = one.maps.scale(seen[:SCALED_BY], asked.groups, one.rule, SHARE, every)
                made = [one.maps.scores(s, asked.groups, one.rule, scale, shape) for s in seen]
                rows.setdefault((running, *rest), []).append(judged(made, given))
        if args.published:
            few = given[: args.published]
            one = method(scheme="paper", piece="mean")
            asked = one.ask(COVER[resolution], prompt)
            every_word, made = set(range(len(COVER[resolution]))), []
            for picture, _, _ in few:
                of_word = one.word_scores(one.encode(picture[None])[0], asked, every_word, shape)
                made.append(np.stack([of_word[w] for w in sorted(of_word)]))
            rows.setdefault(("as published",), []).append(judged(made, few))
    print("| Choice | right pixels 0.3 m | 10 m | AP 0.3 m | 10 m |\n|---|---|---|---|---|")
    for name, found in sorted(rows.items(), key=lambda item: -sum(r for r, _ in item[1])):
        cells = [f"{100 * found[i][k]:.1f}" for k in range(2) for i in range(2)]
        print(f"| {', '.join(str(n) or 'empty' for n in name)} | " + " | ".join(cells) + " |")
    if args.out:
        args.out.write_text(json.dumps([{"choice": list(k), "found": v} for k, v in rows.items()], indent=1))


if __name__ == "__main__":
    main()
