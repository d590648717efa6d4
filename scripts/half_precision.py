"""How many pixels keep their class when extractors and matching's U-Net compute in bfloat16, on the CPU.

`.venv/bin/python scripts/half_precision.py [IMAGE ...]` with the starter pack; drawings and prototypes are those of
full precision, so that the features of the raster's windows alone differ. Says nothing of a GPU's own rounding.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ("river_bridge", "prairie")
CLASSES = "building, pavement, water, vegetation, car, road"


def halve(networks: Any) -> None:
    """Have all extractors compute in bfloat16, the U-Net's with networks of that precision."""
    import torch
    from terralex.core.model.features import UNet
    from terralex.core.model.generator import Generator

    for extractor in networks.extractors.values():
        if isinstance(extractor, UNet):
            half = UNet(extractor.place, extractor.spec, Generator(networks, torch.bfloat16))
            extractor.__dict__.update(half.__dict__)
        extractor.dtype = torch.bfloat16


def agreement(image: Path, pack: str = "starter", classes: str = CLASSES, **options: Any) -> float:
    """The share of labelled pixels with equal classes in both precisions, 0 to 1."""
    import rasterio
    from terralex.core.config import RunConfig
    from terralex.core.jobs.segment import segment
    from terralex.core.jobs.setting import Warm
    from terralex.core.progress import CancelToken, result_of
    from terralex.core.recipe import CLASSES as RASTER
    from terralex.core.vocabulary import parse_names

    warm, labels = Warm(), []
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TERRALEX_CACHE"] = str(Path(scratch) / "cache")
        for name in ("full", "half"):
            out, names = str(Path(scratch) / name), tuple(parse_names(classes))
            more = {"device": "cpu", "overrides": {"store_gb": 0, **options}}
            result_of(segment(RunConfig(str(image), out, names, pack, **more), CancelToken(), warm))
            with rasterio.open(Path(out) / RASTER) as raster:
                labels.append(raster.read(1, masked=True))
            if warm.loaded is not None:
                halve(warm.loaded)
    full, half = labels
    return float(np.mean((full == half).compressed()))


def main() -> None:
    """Prints the shares."""
    images = [Path(given) for given in sys.argv[1:]] or [ROOT / f"resources/sample/{name}.tif" for name in SAMPLES]
    for image in images:
        for pamr in (False, True):
            share = agreement(image, pamr=pamr)
            print(f"{image.name}, PAMR {'on' if pamr else 'off'}: {share:.2%} of the classes are equal")


if __name__ == "__main__":
    main()
