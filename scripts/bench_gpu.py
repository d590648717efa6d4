"""How fast the engine is on a GPU, against what the chip can: `make bench-gpu`, or `ARGS="matching"` for a part.

The networks of the pack `ovdiff` (Stable Diffusion 1.5, DINO ViT-B/8, CLIP ViT-B/16) in their true shapes with random
weights, which are made once and lie in build/bench_gpu (3 GB); the starter pack where labels are compared. Prints a
table and writes bench.json after every part. The parts, in this order: labels, class, few, matching, busy, generation,
whole (`gpu_parts.py`); none begins after 200 s. Beside a time stands its bound, what the products that were
counted (`gpu_flops.py`) take at 790 TFLOP/s.

`--smoke` tries every part with tiny networks on the CPU; what it finds says nothing of speed. `--count` tells the
bounds on any machine and measures nothing.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench_report import FILE, report
from gpu_flops import Flops, seconds
from gpu_ground import Ground
from gpu_pack import TINY, TRUE
from gpu_parts import FEW, LEAST, MOST, PARTS

ROOT = Path(__file__).resolve().parent.parent
SMOKED = ROOT / "build/bench_smoke.json"  # nobody shall take it for a measurement
LIMIT_S = 200  # no part begins after that: all of it takes four minutes
REFUSED = (
    "There is no GPU that torch can use, so there is nothing to measure. Run this on a computer with an NVIDIA GPU and "
    'a CUDA build of torch, or try the code without one: make bench-gpu ARGS="--smoke" (ARGS="--count": bounds alone).'
)


def main(given: Sequence[str] | None = None) -> int:
    """Measures, prints, writes; 0 where nothing failed."""
    began = time.monotonic()
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("parts", nargs="*", default=list(PARTS), help=", ".join(PARTS))
    ask.add_argument("--smoke", action="store_true", help="tiny networks on the CPU")
    ask.add_argument("--count", action="store_true", help="only count operations, on any machine")
    ask.add_argument("--out", type=Path, help="file to be written: bench.json, build/bench_smoke.json with --smoke")
    args = ask.parse_args(given)
    unknown = [name for name in args.parts if name not in PARTS]
    if unknown:
        ask.error(f"there is no part {unknown[0]}; there are {', '.join(PARTS)}")
    if args.count:
        count()
        return 0
    import torch

    if not args.smoke and not torch.cuda.is_available():
        print(REFUSED, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        packs = Path(scratch) / "packs" if args.smoke else ROOT / "build/bench_gpu"
        shapes, device = (TINY, "cpu") if args.smoke else (TRUE, "cuda")
        out = args.out or (SMOKED if args.smoke else FILE)
        out.parent.mkdir(parents=True, exist_ok=True)
        return measure(Ground(device, shapes, packs, Path(scratch)), args.parts, out, began)


def measure(ground: Ground, parts: Sequence[str], out: Path, began: float) -> int:
    """The parts one after the other; one that fails is told, and the others go on."""
    values: dict[str, float] = {}
    bounds: dict[str, float] = {}
    failed, machine = [], machine_of(ground.device)
    logging.getLogger("rasterio").setLevel(logging.ERROR)  # network libraries switch everybody's log on
    print(", ".join(f"{what} {value}" for what, value in machine.items()))
    for name in parts:
        if time.monotonic() - began > LIMIT_S:
            print(f"{name}: left out, {LIMIT_S} s are over; alone: make bench-gpu ARGS={name}")
            continue
        start = time.monotonic()
        try:
            found = PARTS[name](ground)
        except Exception:
            traceback.print_exc()
            failed.append(name)
            continue
        for note in ground.notes():
            print(note)
        values.update(found.values)
        bounds.update(found.bounds)
        print(f"== {name}, {time.monotonic() - start:.1f} s", flush=True)
        report(values, MOST, LEAST, bounds, machine, out)
    print(f"== all, {time.monotonic() - began:.1f} s")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def machine_of(device: str) -> dict[str, Any]:
    """What computes, in words."""
    import torch

    if device == "cpu":
        return {"gpu": "none, tiny networks on the CPU", "torch": torch.__version__}
    gpu = torch.cuda.get_device_properties(0)
    return {"gpu": f"{gpu.name}, {gpu.total_memory / 2**30:.0f} GB", "torch": torch.__version__}


def count() -> None:
    """Prints what the parts take at least, in TFLOP and at the chip's peak."""
    from terralex.core.lattice import Block, windows_for

    flops, shapes = Flops(TRUE), TRUE
    told = flops.manifest["defaults"]
    sides = [w.size for w in windows_for((1024, 1024), Block(0, 0, 1024, 1024), shapes.windows, shapes.stride)]
    windows, rows = {side: sides.count(side) for side in shapes.windows}, 2 * 8 * (1 + told["pictures"] + told["parts"])
    counted = {
        "one class": flops.one_class(told["pictures"], told["steps"], told["guidance"]),
        "one class, four steps": flops.one_class(told["pictures"], FEW["steps"], FEW["guidance"]),
        "matching a megapixel": flops.matching(windows, ("sd", "dino", "clip"), rows) / 1.024**2,
        "matching without the U-Net": flops.matching(windows, ("dino", "clip"), rows) / 1.024**2,
    }
    for what, flop in counted.items():
        print(f"{what}: {flop / 1e12:.1f} TFLOP, at least {1e3 * seconds(flop):.0f} ms")


if __name__ == "__main__":
    sys.exit(main())
