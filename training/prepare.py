"""Reads the training pictures once into one array file, with what each says about every word."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from PIL import Image
from words import MIN_PICTURES, WORDS, counts, resolution_of, states


def main() -> None:
    """Writes CACHE/fine.npy, coarse.npy (N, H, W, 3) uint8 and words.npz, and prints the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder that holds train/index.jsonl")
    parser.add_argument("--cache", type=Path, required=True, help="where intermediate files go")
    args = parser.parse_args()
    args.cache.mkdir(parents=True, exist_ok=True)
    rows = [json.loads(line) for line in (args.data / "train" / "index.jsonl").read_text().splitlines()]
    rows = [r for r in rows if not r["file"].endswith("airplane02.jpg")]  # the same picture as airplane01
    groups = [[r for r in rows if resolution_of(r["gsd"]) == i] for i in (0, 1)]
    out = {}
    for name, group in zip(("fine", "coarse"), groups):
        pictures = [np.asarray(Image.open(args.data / "train" / r["file"]).convert("RGB")) for r in group]
        np.save(args.cache / f"{name}.npy", np.stack(pictures))
        out[name] = np.stack([states(r) for r in group])
        out[f"{name}_gsd"] = np.array([r["gsd"] for r in group], np.float32)
    np.savez(args.cache / "words.npz", **out)
    table = np.concatenate([out["fine"], out["coarse"]])
    resolution = np.repeat([0, 1], [len(out["fine"]), len(out["coarse"])])
    found = counts(table, resolution)
    (args.cache / "counts.json").write_text(json.dumps(found, indent=1))
    for word in WORDS:
        total = sum(found[word])
        print(f"{word:20} {found[word][0]:5} {found[word][1]:5}  {'' if total >= MIN_PICTURES else 'REFUSED'}")


if __name__ == "__main__":
    main()
