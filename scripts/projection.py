"""How many pixels keep their class when features are compared through fewer channels: a random, orthogonal projection.

`.venv/bin/python scripts/projection.py [IMAGE ...]` with the starter pack, on the CPU. Prototypes, texts and what
calibrates go through the same projection after their means were taken away, so that only what is compared changes.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from half_precision import CLASSES, ROOT, SAMPLES

SHARES = (0.75, 0.5, 0.25, 0.125)  # of the channels that are left
SEED = 7


def projection(channels: int, kept: int, seed: int = SEED) -> np.ndarray:
    """Onto `kept` random, orthogonal directions and back: (channels, channels) float32, symmetric, of that rank."""
    noise = np.random.default_rng(seed).normal(size=(channels, kept))
    directions = np.linalg.qr(noise)[0]
    return (directions @ directions.T).astype(np.float32)


@contextmanager
def through(share: float, least: int) -> Iterator[None]:
    """Have vectors of more than `least` channels compared through that share of them, meanwhile."""
    import torch
    from terralex.core.prototypes.matching import Matcher, Space
    from torch.nn import functional

    directions, calibrated = Space.directions, Matcher._calibrated

    def projected(x: torch.Tensor) -> torch.Tensor:
        channels = x.shape[1]
        if channels <= least:
            return x
        return x @ torch.from_numpy(projection(channels, round(channels * share))).to(x)

    def fewer(self: Space, x: torch.Tensor) -> torch.Tensor:
        common = 0 if self.common is None else torch.as_tensor(self.common, dtype=x.dtype)
        return functional.normalize(projected(x - common), dim=1)

    def bound(self: Matcher, space: Space, rows: torch.Tensor, lengths: list[int]) -> Any:
        return calibrated(self, space, functional.normalize(projected(rows), dim=1), lengths)  # texts as well

    Space.directions, Matcher._calibrated = fewer, bound  # type: ignore[method-assign]
    try:
        yield
    finally:
        Space.directions, Matcher._calibrated = directions, calibrated  # type: ignore[method-assign]


def agreements(
    image: Path, shares: Sequence[float], least: int, pack: str = "starter", classes: str = CLASSES, **options: Any
) -> dict[float, float]:
    """By share of channels, the share of labelled pixels with the class that all channels give, 0 to 1."""
    import rasterio
    from terralex.core.config import RunConfig
    from terralex.core.jobs.segment import segment
    from terralex.core.jobs.setting import Warm
    from terralex.core.progress import CancelToken, result_of
    from terralex.core.recipe import CLASSES as RASTER
    from terralex.core.vocabulary import parse_names

    warm, names, labels = Warm(), tuple(parse_names(classes)), {}
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TERRALEX_CACHE"] = str(Path(scratch) / "cache")
        for share in (1.0, *shares):
            out = Path(scratch) / str(share)
            config = RunConfig(str(image), str(out), names, pack, device="cpu", overrides={"pamr": False, **options})
            with through(share, least if share < 1 else 1 << 30):
                result_of(segment(config, CancelToken(), warm))
            with rasterio.open(out / RASTER) as raster:
                labels[share] = raster.read(1, masked=True)
    return {share: float(np.mean((labels[1.0] == labels[share]).compressed())) for share in shares}


def main() -> None:
    """Prints the shares, for all extractors and for those of more than 64 channels."""
    images = [Path(given) for given in sys.argv[1:]] or [ROOT / f"resources/sample/{name}.tif" for name in SAMPLES]
    for image in images:
        for least in (0, 64):
            for share, equal in agreements(image, SHARES, least).items():
                print(f"{image.name}, {share:.3g} of the channels where there are more than {least}: {equal:.2%} equal")


if __name__ == "__main__":
    main()
