"""Draws every word a few times, each picture with its attribution map beside it, as one PNG to look at."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageDraw
from reader import Reader


def main() -> None:
    """Writes --out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--pack", type=Path, default=Path(__file__).parents[1] / "resources" / "packs" / "starter")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--words", default="", help="comma list; all when empty")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    reader = Reader(args.pack)
    words = [w for w in args.words.split(",") if w] or list(reader.manifest["words"])
    size, columns = reader.manifest["generator"]["size_px"], 3
    width, height = args.count * 2 * size + 8, size + 16
    lines = -(-len(words) // columns)
    sheet = Image.new("RGB", (columns * width, lines * height))
    draw = ImageDraw.Draw(sheet)
    for i, word in enumerate(words):
        fine, coarse = reader.manifest["words"][word]["pictures"]
        pictures, maps = reader.generate(word, args.count, int(fine == 0))
        left, top = (i % columns) * width, (i // columns) * height
        draw.text((left + 2, top + 2), f"{word} ({fine} + {coarse} pictures)", fill="white")
        for k in range(args.count):
            shown = (pictures[k].permute(1, 2, 0).numpy() * 255).astype(np.uint8)
            where = Image.fromarray((maps[k].numpy() * 255).astype(np.uint8)).resize((size, size))
            sheet.paste(Image.fromarray(shown), (left + 2 * k * size, top + 16))
            sheet.paste(where.convert("RGB"), (left + (2 * k + 1) * size, top + 16))
    sheet.save(args.out)


if __name__ == "__main__":
    main()
