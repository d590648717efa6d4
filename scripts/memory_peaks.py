"""How much more memory a larger raster takes, for `bench.py`: each run in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

SAMPLE = Path(__file__).resolve().parent.parent / "resources/sample/river_bridge.tif"
CLASSES = "building, pavement, water, vegetation, car, road"
TILE_PX, BASE = 683, 3  # working pixels of the sample; samples across and down of the base, 2,049 x 2,049
TIMES, LONG = 4, 10  # as many across and down: 16 and 100 times the pixels


def memory_peaks(long: bool = False) -> dict[str, float]:
    """Samples at 0.3 m as one raster: 4 megapixels, and 16 times as many (100 with `long`); six classes, draft.

    - `peak_memory_ratio_16x`, or `peak_memory_ratio_100x`: the large run's highest resident memory before polygons are
      made, over the small one's. The goal is 1.05.
    """
    times, peaks = LONG if long else TIMES, {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, across in (("small", BASE), ("large", BASE * times)):
            raster = laid_out(Path(scratch) / f"{name}.tif", across)
            peaks[name] = _peak(raster, Path(scratch) / name)
    print(f"{times**2} times the pixels: {peaks['large']:.0f} MB, {peaks['small']:.0f} MB for 4 megapixels")
    return {f"peak_memory_ratio_{times**2}x": peaks["large"] / peaks["small"]}


def laid_out(out: Path, across: int, tile_px: int = TILE_PX) -> Path:
    """The sample at 0.3 m, so many times across and down, a row of samples at a time."""
    import rasterio
    from rasterio.enums import Resampling
    from rasterio.transform import from_origin
    from rasterio.windows import Window

    with rasterio.open(SAMPLE) as sample:
        tile = sample.read([1, 2, 3], out_shape=(3, tile_px, tile_px), resampling=Resampling.average)
        crs = sample.crs
    row, side = np.tile(tile, (1, 1, across)), tile_px * across
    profile = {"driver": "GTiff", "width": side, "height": side, "count": 3, "dtype": "uint8", "crs": crs}
    with rasterio.open(out, "w", **profile, transform=from_origin(5e5, 5.2e6, 0.3, 0.3), BIGTIFF="IF_SAFER") as raster:
        for number in range(across):
            raster.write(row, window=Window(0, number * tile_px, side, tile_px))
    return out


def peak_of_run(raster: str, out: str) -> float:
    """The highest resident memory of this process, MB, at the moment when polygons would be made."""
    from terralex.core.config import RunConfig
    from terralex.core.jobs.gauge import peak_memory_mb
    from terralex.core.jobs.segment import segment
    from terralex.core.progress import CancelToken, Progress
    from terralex.core.vocabulary import parse_names

    job = segment(RunConfig(raster, out, tuple(parse_names(CLASSES)), preset="draft"), CancelToken())
    for event in job:
        if isinstance(event, Progress) and event.stage == "polygons":
            break
    peak = peak_memory_mb()
    job.close()
    return peak


def _peak(raster: Path, out: Path) -> float:
    """The same of a process of its own, with an empty cache."""
    own = {**os.environ, "TERRALEX_CACHE": f"{out}_cache"}
    told = subprocess.run(
        [sys.executable, __file__, raster, out], check=True, env=own, stdout=subprocess.PIPE, text=True
    )
    return float(json.loads(told.stdout.splitlines()[-1]))


if __name__ == "__main__":
    print(json.dumps(peak_of_run(*sys.argv[1:])))
