"""Measures a pack on the development sets, masks used for nothing else: how good are features, words and prototypes.

Rows: random, majority, colour (mean colour of the same regions), text (dense map against the words' texts), real
(prototypes from real training pictures, regions by the encoder), round (the same pictures through the autoencoder),
generated (pictures drawn from words, regions by attribution), and two ceilings: a linear probe on the features, and
on colour, fitted on every other tile's masks. Rows of the engine itself come from `terralex evaluate`.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from pictures import Library
from PIL import Image
from reader import Reader, load_array
from skimage.filters import threshold_multiotsu
from sklearn.cluster import KMeans
from sklearn.linear_model import LogisticRegression
from words import GROUPS, SYNONYMS, WORDS

GSD_M = 0.3
MAX_SIDE = 768  # a larger tile is cut to its middle, to save time
Maps = Callable[[torch.Tensor], torch.Tensor]  # pictures (1, 3, H, W) to features (1, D, h, w), centred


def known_words(names: list[str]) -> list[str]:
    """The pack's words for a class's name and alternatives."""
    found = []
    for name in names:
        found += [w for w in WORDS if name == w or name in SYNONYMS.get(w, [])] or GROUPS.get(name, [])
    return list(dict.fromkeys(found))


def spread(count: int, wanted: int) -> list[int]:
    """Numbers of `wanted` of `count` tiles, evenly over the set."""
    return sorted({int((i + 0.5) * count / wanted) for i in range(min(wanted, count))})


def read_set(folder: Path, tiles: int) -> tuple[list[dict], list[tuple[torch.Tensor, np.ndarray]]]:
    """Classes and (picture on the engine's working grid, mask) of `tiles` tiles of a set."""
    with (folder / "classes.csv").open() as lines:
        classes = list(csv.DictReader(lines))
    gsd = json.loads((folder / "set.json").read_text())["gsd_m"]
    factor, out = max(1, round(GSD_M / gsd)), []  # the engine makes pixels coarser by whole numbers, never finer
    paths = sorted((folder / "images").iterdir())
    for path in (paths[i] for i in spread(len(paths), tiles)):
        mask = np.asarray(Image.open(folder / "masks" / f"{path.stem}.png"))
        batch = F.avg_pool2d(load_array(Image.open(path).convert("RGB")), factor, ceil_mode=True)
        size = [max(16, s // 16 * 16) for s in batch.shape[2:]]  # what the U-Net takes
        batch = F.interpolate(batch, size, mode="bilinear", antialias=True, align_corners=False)
        if max(size) > MAX_SIDE:
            keep = [min(s, MAX_SIDE) for s in size]
            at = [(s - k) // 2 for s, k in zip(size, keep)]
            batch = batch[:, :, at[0] : at[0] + keep[0], at[1] : at[1] + keep[1]]
            edges = [(round(a * m / s), round((a + k) * m / s)) for a, k, s, m in zip(at, keep, size, mask.shape)]
            mask = mask[edges[0][0] : edges[0][1], edges[1][0] : edges[1][1]]
        out.append((batch, mask))
    return classes, out


def mean_iou(truths: list[np.ndarray], guesses: list[np.ndarray], values: list[int]) -> float:
    """Mean IoU from one confusion over a set, over the values that occur in the truth; 255 left out."""
    hit, said, true = (dict.fromkeys(values, 0) for _ in range(3))
    for truth, guess in zip(truths, guesses):
        valid = truth != 255
        for v in values:
            t, g = (truth == v) & valid, (guess == v) & valid
            hit[v] += int((t & g).sum())
            said[v] += int(g.sum())
            true[v] += int(t.sum())
    scores = [hit[v] / (said[v] + true[v] - hit[v]) for v in values if true[v]]
    return float(np.mean(scores))


class Words:
    """Prototypes of words in one feature space, calibrated on reference features."""

    def __init__(self, reference: torch.Tensor) -> None:
        self.reference = F.normalize(reference, dim=1)
        self.fg: dict[str, torch.Tensor] = {}
        self.bg: dict[str, torch.Tensor] = {}

    def add(self, word: str, features: torch.Tensor, attribution: torch.Tensor, parts: int = 16) -> None:
        """Class, instance and part prototypes from features (N, D, h, w) and attribution (N, h, w) of 0 to 1."""
        low, high = threshold_multiotsu(attribution.numpy().ravel(), 3)
        for store, mask in ((self.fg, attribution > high), (self.bg, attribution < low)):
            cells = [f[:, m].T for f, m in zip(features, mask) if m.any()]
            every = torch.cat(cells)
            means = KMeans(parts, n_init=1, random_state=0).fit(every.numpy()).cluster_centers_
            each = torch.stack([c.mean(0) for c in cells])
            rows = torch.cat([every.mean(0, keepdim=True), each, torch.from_numpy(means)])
            store[word] = F.normalize(rows, dim=1)

    def scores(self, features: torch.Tensor, rows: torch.Tensor) -> torch.Tensor:
        """Best cosine less its mean over the reference, over its spread there: (h, w)."""
        best = (self.reference @ rows.T).amax(1)
        found = torch.einsum("dhw,pd->phw", F.normalize(features[0], dim=0), rows).amax(0)
        return (found - best.mean()) / best.std().clamp_min(1e-3)


def predict(words: Words, classes: list[dict], tiles: list, maps: Maps, background: bool) -> list[np.ndarray]:
    """Class values of every tile."""
    out = []
    for batch, mask in tiles:
        features, channels = maps(batch), []
        for row in classes:
            if row["name"] == "background":
                every = [w for c in classes for w in known_words([c["name"], *c["alternatives"].split("|")])]
                rows = torch.cat([words.bg[w] for w in dict.fromkeys(every)]) if words.bg and background else None
                channels.append(words.scores(features, rows) if rows is not None else torch.zeros(features.shape[2:]))
                continue
            known = known_words([row["name"], *row["alternatives"].split("|")])
            channels.append(torch.stack([words.scores(features, words.fg[w]) for w in known]).amax(0))
        scores = F.interpolate(torch.stack(channels)[None], mask.shape, mode="bilinear", align_corners=False)[0]
        out.append(np.array([int(c["value"]) for c in classes])[scores.argmax(0).numpy()])
    return out


def probe(classes: list[dict], tiles: list, maps: Maps, rng: np.random.Generator) -> list[np.ndarray]:
    """A linear probe fitted on the even tiles' masks for the odd ones, and the other way round."""
    features = [maps(batch) for batch, _ in tiles]
    labels = []
    for f, (_, mask) in zip(features, tiles):
        rows, cols = ((np.arange(n) + 0.5) * m / n for n, m in zip(f.shape[2:], mask.shape))
        labels.append(mask[np.ix_(rows.astype(int), cols.astype(int))])
    out: list = [None] * len(tiles)
    for fold in (0, 1):
        x, y = [], []
        for i in range(fold, len(tiles), 2):
            pick = rng.choice(labels[i].size, min(500, labels[i].size), replace=False)
            x.append(features[i][0].flatten(1).T.numpy()[pick])
            y.append(labels[i].ravel()[pick])
        x, y = np.concatenate(x), np.concatenate(y)
        mean, spread = x.mean(0), x.std(0) + 1e-4
        fit = LogisticRegression(max_iter=300, class_weight="balanced", C=0.1)
        fit.fit((x[y != 255] - mean) / spread, y[y != 255])
        for i in range(1 - fold, len(tiles), 2):
            chances = fit.predict_proba((features[i][0].flatten(1).T.numpy() - mean) / spread)
            grid = torch.from_numpy(chances.T.reshape(1, -1, *features[i].shape[2:])).float()
            grid = F.interpolate(grid, tiles[i][1].shape, mode="bilinear", align_corners=False)[0]
            out[i] = fit.classes_[grid.argmax(0).numpy()]
    return out


def colour_cells(batch: torch.Tensor) -> torch.Tensor:
    """Mean colour of each 8 x 8 cell, less grey: (1, 3, h, w)."""
    return F.avg_pool2d(batch, 8) - 0.4


def real_pictures(library: Library, reader: Reader, word: str, count: int, rng: np.random.Generator) -> torch.Tensor:
    """Crops of training pictures said to show the word, those where the encoder finds it most: (count, 3, 96, 96)."""
    numbers = np.flatnonzero(library.states[0][:, WORDS.index(word)].numpy() == 1)
    numbers = rng.choice(numbers, 3 * count, replace=len(numbers) < 3 * count)
    batch = library.crop(0, numbers, 96, 96, rng)
    found = text_maps(reader, batch, [word]).flatten(1).topk(12, dim=1).values.mean(1)
    return batch[found.topk(count).indices]


def text_maps(reader: Reader, batch: torch.Tensor, words: list[str]) -> torch.Tensor:
    """Cosine of the dense map with one word's text, less the picture-independent mean: (B, h, w)."""
    features = F.normalize(reader.features("clip", batch) - reader.mean["clip"], dim=1)
    return torch.einsum("bdhw,d->bhw", features, reader.texts(words)[0])


def stretch(maps: torch.Tensor) -> torch.Tensor:
    """Each map to 0 to 1."""
    low, high = maps.amin((1, 2), keepdim=True), maps.amax((1, 2), keepdim=True)
    return (maps - low) / (high - low).clamp_min(1e-6)


def build_words(reader: Reader, library: Library, needed: list[str], row: str, name: str, count: int) -> Words:
    """Prototypes of one row: `row` says which pictures, `name` which features ("colour" or an extractor)."""
    rng = np.random.default_rng(3)
    if name == "colour":
        some = library.crop(0, library.draw(0, 200, rng), 96, 96, rng)
        words = Words(colour_cells(some).permute(0, 2, 3, 1).flatten(0, 2))
    else:
        words = Words(reader.reference[name])
    for word in needed:
        if row == "text":
            words.fg[word] = reader.texts([word])
            continue
        if row == "generated":
            batch, attribution = reader.generate(word, count)
        else:
            batch = real_pictures(library, reader, word, count, rng)
            attribution = stretch(text_maps(reader, batch, [word]))
        if row == "round":
            batch = reader.round_trip(batch)
        features = colour_cells(batch) if name == "colour" else reader.features(name, batch) - reader.mean[name]
        words.add(word, features, F.interpolate(attribution[:, None], features.shape[2:], mode="bilinear")[:, 0])
    return words


def main() -> None:
    """Prints one line per row and writes --out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds dev/")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py, for the real pictures")
    parser.add_argument("--pack", type=Path, default=Path(__file__).parents[1] / "resources" / "packs" / "starter")
    parser.add_argument("--tiles", type=int, default=8, help="tiles of each set")
    parser.add_argument("--rows", default="random,majority,text,real,round,generated,probe,probe-colour")
    parser.add_argument("--sets", default="dubai,dronedeploy,epfl_roads,banepa,inria_austin")
    parser.add_argument("--pictures", type=int, default=16)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--out", type=Path, default=None, help="JSON file for the numbers")
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    reader, library = Reader(args.pack), Library.load(args.cache)
    sets = {name: read_set(args.data / "dev" / name, args.tiles) for name in args.sets.split(",")}
    needed = sorted(
        {
            w
            for classes, _ in sets.values()
            for c in classes
            if c["name"] != "background"
            for w in known_words([c["name"], *c["alternatives"].split("|")])
        }
    )
    sources = {
        "colour": ("real", "colour"),
        "text": ("text", "clip"),
        "real": ("real", "clip"),
        "round": ("round", "clip"),
        "unet": ("real", "unet"),
        "generated": ("generated", "clip"),
        "generated-unet": ("generated", "unet"),
        "generated-colour": ("generated", "colour"),
    }
    table: dict[str, dict[str, float]] = {}
    for row in args.rows.split(","):
        rng = np.random.default_rng(0)
        words = build_words(reader, library, needed, *sources[row], args.pictures) if row in sources else None
        table[row] = {}
        for name, (classes, tiles) in sets.items():
            truths = [mask for _, mask in tiles]
            values = [int(c["value"]) for c in classes]
            space = "colour" if row.endswith("colour") else sources.get(row, ("", "clip"))[1]
            maps = colour_cells if space == "colour" else (lambda b, s=space: reader.features(s, b) - reader.mean[s])
            if row == "random":
                guesses = [rng.choice(values, t.shape) for t in truths]
            elif row == "majority":
                often = max(values, key=lambda v: sum(int((t == v).sum()) for t in truths))
                guesses = [np.full(t.shape, often) for t in truths]
            elif row.startswith("probe"):
                guesses = probe(classes, tiles, maps, rng)
            else:
                guesses = predict(words, classes, tiles, maps, background=row != "text")
            table[row][name] = 100 * mean_iou(truths, guesses, values)
        table[row]["mean"] = float(np.mean(list(table[row].values())))
        print(f"{row:18}" + " ".join(f"{k} {v:5.1f}" for k, v in table[row].items()), flush=True)
    if args.out:
        args.out.write_text(json.dumps(table, indent=1) + "\n")


if __name__ == "__main__":
    main()
