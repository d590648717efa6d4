"""How many pixels keep their class when features are compared through fewer channels, by an orthogonal projection.

`.venv/bin/python scripts/projection.py [IMAGE ...]` with the starter pack, on the CPU. Onto random directions, and onto
those along which the pack's own reference, which calibrates words, spreads most. Prototypes, texts and the reference go
through the same projection after their means were taken away, so that only what is compared changes.
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


def projection(channels: int, kept: int, reference: np.ndarray | None = None) -> np.ndarray:
    """Onto `kept` orthogonal directions and back: (channels, channels) float32, symmetric, of that rank.

    Args:
        channels: Of the vectors.
        kept: Directions.
        reference: (P, channels) whose widest directions are taken; random ones without.
    """
    if reference is None:
        directions = np.linalg.qr(np.random.default_rng(SEED).normal(size=(channels, kept)))[0]
    else:
        directions = np.linalg.svd(reference.astype(np.float64), full_matrices=False)[2][:kept].T
    return (directions @ directions.T).astype(np.float32)


@contextmanager
def through(share: float, least: int, principal: bool) -> Iterator[None]:
    """Have vectors of more than `least` channels compared through that share of them, meanwhile."""
    import torch
    from terralex.core.prototypes.matching import Matcher, Space
    from torch.nn import functional

    directions, calibrated = Space.directions, Matcher._calibrated
    made: dict[int, np.ndarray] = {}  # by channels; no two extractors of the starter pack have as many

    def projected(space: Space, x: torch.Tensor) -> torch.Tensor:
        channels = x.shape[1]
        if channels > least:
            if channels not in made:
                made[channels] = projection(channels, round(channels * share), space.reference if principal else None)
            x = x @ torch.from_numpy(made[channels]).to(x)
        return functional.normalize(x, dim=1)

    def fewer(self: Space, x: torch.Tensor) -> torch.Tensor:
        return projected(self, x if self.common is None else x - torch.as_tensor(self.common, dtype=x.dtype))

    def bound(self: Matcher, space: Space, rows: torch.Tensor, lengths: list[int]) -> Any:
        return calibrated(self, space, projected(space, rows), lengths)  # texts as well

    Space.directions, Matcher._calibrated = fewer, bound  # type: ignore[method-assign]
    try:
        yield
    finally:
        Space.directions, Matcher._calibrated = directions, calibrated  # type: ignore[method-assign]


def agreements(
    image: Path,
    shares: Sequence[float],
    least: int = 0,
    principal: bool = False,
    pack: str = "starter",
    classes: str = CLASSES,
    **options: Any,
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
            with through(share, least if share < 1 else 1 << 30, principal):
                result_of(segment(config, CancelToken(), warm))
            with rasterio.open(out / RASTER) as raster:
                labels[share] = raster.read(1, masked=True)
    return {share: float(np.mean((labels[1.0] == labels[share]).compressed())) for share in shares}


def main() -> None:
    """Prints the shares."""
    images = [Path(given) for given in sys.argv[1:]] or [ROOT / f"resources/sample/{name}.tif" for name in SAMPLES]
    for image in images:
        for principal in (False, True):
            for share, equal in agreements(image, SHARES, principal=principal).items():
                onto = "widest" if principal else "random"
                print(f"{image.name}, {onto} directions, {share:.3g} of the channels: {equal:.2%} equal")


if __name__ == "__main__":
    main()
