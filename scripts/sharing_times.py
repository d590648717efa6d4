"""Whole runs of OVDiff and DiffSegmenter, one after the other on one raster: what the second finds, counted and timed.

`.venv/bin/python scripts/sharing_times.py [PACK] [--image FILE] [--classes NAMES] [--preset P] [--set NAME=VALUE ...]`:
options are for OVDiff alone; `extractors=clip,early,unet` has the starter pack's look through the U-Net. Each order
begins with nothing kept. Counted are pictures that went through the autoencoder and latents that went through the
U-Net, by their side (support pictures have another one than windows), and pictures drawn. CPU seconds are those of all
threads of this process, which other programs lengthen less than the clock's. Networks are loaded, and libraries
imported, before the first run.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources/sample/river_bridge.tif"
CLASSES = "building, road, water, tree"
ORDERS = (("ovdiff", "diffsegmenter"), ("diffsegmenter", "ovdiff"))


@dataclass(frozen=True)
class Told:
    """What a run took: seconds of the clock and of the CPU, and passes by what they are and the side in pixels."""

    method: str
    windows: int
    clock_s: float
    cpu_s: float
    passes: Counter[str]

    def row(self, place: str) -> str:
        """A line of the table."""
        of = ", ".join(f"{n} {what}" for what, n in sorted(self.passes.items())) or "none"
        return f"| {self.method}, {place} | {self.windows} | {self.clock_s:.1f} | {self.cpu_s:.1f} | {of} |"


def count(passes: Counter[str]) -> None:
    """From now on every pass of a picture through the autoencoder and of a latent through the U-Net is counted."""
    from terralex.core.model.noisy import NoisyUNet
    from terralex.core.model.pipelines import Pipelines

    look, clean, draw = NoisyUNet.look, NoisyUNet._clean, Pipelines.draw

    def looked(self: Any, noisy: Any, *more: Any) -> None:
        side = noisy.shape[3] * self.generator.pipelines.vae_stride
        passes[f"U-Net at {side} px, timestep {int(self.time)}"] += len(noisy)
        look(self, noisy, *more)

    def cleaned(self: Any, pictures: Any, size: tuple[int, int]) -> Any:
        passes[f"autoencoder at {size[1]} px"] += len(pictures)
        return clean(self, pictures, size)

    def drawn(self: Any, sampler: str, prompt: str, negative: str, generators: Any, *more: Any, **named: Any) -> Any:
        passes["pictures drawn"] += len(generators)
        return draw(self, sampler, prompt, negative, generators, *more, **named)

    NoisyUNet.look, NoisyUNet._clean, Pipelines.draw = looked, cleaned, drawn  # type: ignore[method-assign]


def whole_run(method: str, args: argparse.Namespace, out: Path, warm: Any, passes: Counter[str]) -> Told:
    """One run of a method with what is kept so far."""
    from terralex.core.config import RunConfig
    from terralex.core.jobs.segment import segment
    from terralex.core.progress import CancelToken, result_of
    from terralex.core.vocabulary import parse_names

    overrides = dict(item.split("=", 1) for item in args.set) if method == "ovdiff" else {}
    names = tuple(parse_names(args.classes))
    config = RunConfig(str(args.image), str(out), names, args.pack, method, args.preset, "cpu", overrides=overrides)
    passes.clear()
    clock, cpu = time.monotonic(), time.process_time()
    result = result_of(segment(config, CancelToken(), warm))
    took = time.monotonic() - clock, time.process_time() - cpu
    return Told(method, result.encoded_windows, *took, Counter(passes))


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pack", nargs="?", default="starter")
    parser.add_argument("--image", type=Path, default=SAMPLE)
    parser.add_argument("--classes", default=CLASSES)
    parser.add_argument("--preset", default="balanced")
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    args = parser.parse_args()
    from terralex.core.jobs.setting import Warm

    warms = {method: Warm() for method in ORDERS[0]}
    passes: Counter[str] = Counter()
    count(passes)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["TERRALEX_CACHE"] = str(folder / "warm")
        for method, warm in warms.items():
            whole_run(method, args, folder / method, warm, passes)
        print("| run | windows encoded | s | CPU s | passes |\n|---|---|---|---|---|")
        for number, order in enumerate(ORDERS):
            os.environ["TERRALEX_CACHE"] = str(folder / f"cache{number}")
            for place, method in zip(("first", "then"), order):
                told = whole_run(method, args, folder / f"{number}{method}", warms[method], passes)
                print(told.row(place), flush=True)


if __name__ == "__main__":
    main()
