"""How near the drawings of a pack lie to photographs of the same words, in the encoder's eyes.

For every word of a resolution, crops of photographs (aimed at the word by the encoder's text scores) and drawings, each
as the mean of its dense map. Reported are: the distance of drawings to photographs beside that of two halves of the
photographs; how many drawings a linear probe, trained on photographs held back, gives the right name; and how far the
nearest training photograph is, for drawings and for photographs held back (a generator that copies would be nearer).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from pictures import Library
from reader import Reader
from sklearn.linear_model import LogisticRegression
from words import COARSE, COVER, FINE, WORDS

TRIES = 3  # crops of which the one that resembles the word most is kept


def seen(reader: Reader, batch: torch.Tensor) -> np.ndarray:
    """Pictures as the mean of their dense map, centred: (B, D)."""
    maps = [reader.features("clip", part) - reader.mean["clip"] for part in batch.split(16)]
    return torch.cat([m.mean((2, 3)) for m in maps]).numpy()


def photographs(reader: Reader, library: Library, word: str, resolution: int, numbers: np.ndarray, count: int,
                rng: np.random.Generator) -> torch.Tensor:  # fmt: skip
    """Crops at the size of a drawing of pictures that show the word: (count, 3, s, s)."""
    size = reader.manifest["generator"]["size_px"]
    own = numbers[library.states[resolution].numpy()[numbers, WORDS.index(word)] == 1]
    own = rng.choice(own, count, replace=len(own) < count)
    text = reader.texts([word])[0]
    tries = [library.crop(resolution, own, size, size, rng) for _ in range(TRIES if resolution == FINE else 1)]
    scores = []
    for batch in tries:
        maps = torch.cat([reader.features("clip", b) - reader.mean["clip"] for b in batch.split(16)])
        scores.append(torch.einsum("bdhw,d->bhw", F.normalize(maps, dim=1), text).flatten(1).mean(1))
    best = torch.stack(scores).argmax(0)
    return torch.stack(tries)[best, torch.arange(count)]


def distance(a: np.ndarray, b: np.ndarray) -> float:
    """Fréchet distance of two sets of vectors, taken as Gaussians without covariances between channels."""
    means = ((a.mean(0) - b.mean(0)) ** 2).sum()
    return float(np.sqrt(means + ((a.std(0) - b.std(0)) ** 2).sum()))


def nearest(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """1 minus the cosine of the nearest row of `b`, for every row of `a`."""
    unit = [x / np.linalg.norm(x, axis=1, keepdims=True) for x in (a, b)]
    return 1 - (unit[0] @ unit[1].T).max(1)


def main() -> None:
    """Prints a table and writes --out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py")
    parser.add_argument("--pack", type=Path, default=Path(__file__).parents[1] / "resources" / "packs" / "starter")
    parser.add_argument("--count", type=int, default=32, help="drawings of each word")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--out", type=Path)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    reader, library, rng = Reader(args.pack), Library.load(args.cache), np.random.default_rng(4)
    report: dict[str, dict] = {}
    for resolution in (FINE, COARSE):
        words = [w for w in COVER[resolution] if w in reader.manifest["words"]]
        held = library.held[resolution]
        free = np.setdiff1d(np.arange(len(library.pictures[resolution])), held)
        drawn, real, known = {}, {}, {}
        for word in words:
            drawn[word] = seen(reader, reader.generate(word, args.count, resolution)[0])
            real[word] = seen(reader, photographs(reader, library, word, resolution, free, 2 * args.count, rng))
            known[word] = seen(reader, photographs(reader, library, word, resolution, held, args.count, rng))
        probe = LogisticRegression(max_iter=500, C=0.1)
        rows = np.concatenate([known[w] for w in words])
        mean, spread = rows.mean(0), rows.std(0) + 1e-6
        probe.fit((rows - mean) / spread, np.repeat(words, args.count))
        every = np.concatenate(list(real.values()))
        for word in words:
            told = probe.predict((drawn[word] - mean) / spread)
            halves = np.split(real[word], 2)
            report[f"{word} {(0.3, 10)[resolution]} m"] = {
                "drawn to real": distance(drawn[word], real[word]), "real to real": distance(*halves),
                "named right": float((told == word).mean()),
                "nearest of drawings": float(nearest(drawn[word], every).mean()),
                "nearest of held back": float(nearest(known[word], every).mean()),
            }  # fmt: skip
            print(f"{word:16} " + " ".join(f"{k} {v:.2f}" for k, v in list(report.values())[-1].items()), flush=True)
    right = sum(row["named right"] >= 0.5 for row in report.values())
    ratio = np.mean([row["drawn to real"] / row["real to real"] for row in report.values()])
    print(f"words of which at least half of the drawings are named right: {right} of {len(report)}; ratio {ratio:.2f}")
    if args.out:
        args.out.write_text(json.dumps(report, indent=1) + "\n")


if __name__ == "__main__":
    main()
