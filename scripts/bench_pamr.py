"""Seconds of CPU time that PAMR takes for a block: `.venv/bin/python scripts/bench_pamr.py [IMAGE] [--classes 6]`."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import rasterio
from rasterio.windows import Window

BLOCK, ITERATIONS, TRIES = 1024, 10, 3
SAMPLE = Path(__file__).resolve().parent.parent / "resources/sample/river_bridge.tif"


def main() -> None:
    """Prints the least of some tries: other programs only ever make it longer."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("image", nargs="?", type=Path, default=SAMPLE)
    ask.add_argument("--classes", type=int, default=6)
    given = ask.parse_args()

    from terralex.core.lattice import Block
    from terralex.core.model.device import one_thread
    from terralex.core.score.pamr import reach, refine

    one_thread("cpu")
    side = BLOCK + reach(ITERATIONS)
    with rasterio.open(given.image) as source:
        picture = source.read([1, 2, 3], window=Window(0, 0, side, side), boundless=True)
    scores = np.random.default_rng(0).random((1 + given.classes, side, side), np.float32)
    block, field, took = Block(0, 0, BLOCK, BLOCK), Block(0, 0, side, side), []
    for _ in range(TRIES):
        began = time.process_time()
        refine(scores, picture, np.ones((side, side), bool), ITERATIONS, block, field)
        took.append(time.process_time() - began)
    print(f"{BLOCK} x {BLOCK} px, {given.classes} classes, {ITERATIONS} iterations: {min(took):.2f} s of CPU time")


if __name__ == "__main__":
    main()
