"""What the pack's bare networks take on this machine, for comparison with a run (scripts/measure.py).

Pictures: the denoiser's calls of one word (guided, so twice each) and the decoder, nothing else. Windows: the whole
image tower, in the course of which the dense map arises, on the windows of a square raster, in batches.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch
from reader import Reader

SIDE = 2000  # working pixels


def main() -> None:
    """Prints seconds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pack", type=Path, default=Path(__file__).parents[1] / "resources" / "packs" / "starter")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    reader = Reader(args.pack)
    options = reader.manifest["defaults"]
    size, chunk = reader.manifest["generator"]["size_px"] // 8, reader.manifest["generator"]["chunk"]
    pipe = reader.pipe
    latent = torch.randn(2 * chunk, pipe.unet.config.in_channels, size, size)
    text = reader.prompt(["water"]).expand(2 * chunk, -1, -1)
    with torch.inference_mode():
        for count in (1, options["steps"] * options["pictures"] // chunk):  # the first warms up
            began = time.monotonic()
            for _ in range(count):
                pipe.unet(latent, 500, text)
        for _ in range(options["pictures"] // chunk):
            pipe.vae.decode(latent[:chunk])
        print(f"pictures of one word: {time.monotonic() - began:.2f} s")
        began, windows = time.monotonic(), 0
        for side in options["windows"]:
            count = (-(-(SIDE - side) // options["stride"]) + 1) ** 2
            for start in range(0, count, 8):
                reader.features("clip", torch.rand(min(8, count - start), 3, side, side))
            windows += count
        print(f"{windows} windows of {SIDE} x {SIDE}: {time.monotonic() - began:.2f} s")


if __name__ == "__main__":
    main()
