"""How much more memory a larger raster takes, for `bench.py`: each run in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

SAMPLE = Path(__file__).resolve().parent.parent / "resources/sample/river_bridge.tif"
CLASSES = "building, pavement, water, vegetation, car, road"
TILE_PX, BASE = 683, 3  # working pixels of the sample; samples across and down of the base, 2,049 x 2,049
TIMES, LONG = 4, 10  # as many across and down: 16 and 100 times the pixels


def memory_peaks(long: bool = False) -> dict[str, float]:
    """Samples at 0.3 m as one raster: 4 megapixels, and 16 times as many (100 with `long`); six classes, draft.

    What neighbouring blocks share is kept on the disk (`store_gb` as usual, 10); the large raster's is several times
    what memory takes of it.

    - `peak_memory_ratio_16x`, or `peak_memory_ratio_100x`: the large run's highest resident memory before polygons are
      made, over the small one's. The goal is 1.05.
    - `features_on_disk_mb`: of the large run, at its end.
    """
    times, told = LONG if long else TIMES, {}
    with tempfile.TemporaryDirectory() as scratch:
        for name, across in (("small", BASE), ("large", BASE * times)):
            raster = laid_out(Path(scratch) / f"{name}.tif", across)
            told[name] = _alone(raster, Path(scratch) / name)
    for name, of_run in told.items():
        stages = ", ".join(f"{stage} {peak:.0f}" for stage, peak in of_run["stages"].items())
        print(f"{name}: {stages} MB; {of_run['kept_mb']:.0f} MB of features on the disk")
    small, large = (max(told[name]["stages"].values()) for name in ("small", "large"))
    print(f"{times**2} times the pixels: {large:.0f} MB, {small:.0f} MB for 4 megapixels")
    return {f"peak_memory_ratio_{times**2}x": large / small, "features_on_disk_mb": told["large"]["kept_mb"]}


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


def peaks_of_run(raster: str, out: str, **more: Any) -> dict[str, Any]:
    """What a run takes until polygons would be made.

    Args:
        raster: Its raster.
        out: Its folder.
        more: Of its configuration, e.g. other classes or another preset.

    Returns:
        "stages": the highest resident memory of this process in each of them, MB; "kept_mb": features on the disk.
    """
    from terralex.core.config import RunConfig
    from terralex.core.files.disk import cache_folder
    from terralex.core.jobs.gauge import forget_peak, peak_memory_mb
    from terralex.core.jobs.segment import segment
    from terralex.core.progress import CancelToken, Progress
    from terralex.core.vocabulary import parse_names

    config = RunConfig(raster, out, **{"classes": tuple(parse_names(CLASSES)), "preset": "draft", **more})
    stages: dict[str, float] = {}
    job, now = segment(config, CancelToken()), "check"
    for event in job:
        if isinstance(event, Progress) and event.stage != now:
            stages[now] = max(stages.get(now, 0.0), peak_memory_mb())
            forget_peak()
            now = event.stage
            if now == "polygons":
                break
    job.close()
    kept = sum(file.stat().st_size for file in cache_folder("features").rglob("*.features"))
    return {"stages": stages, "kept_mb": kept / 1e6}


def _alone(raster: Path, out: Path) -> dict[str, Any]:
    """The same of a process of its own, with an empty cache."""
    own = {**os.environ, "TERRALEX_CACHE": f"{out}_cache"}
    told = subprocess.run(
        [sys.executable, __file__, raster, out], check=True, env=own, stdout=subprocess.PIPE, text=True
    )
    return dict(json.loads(told.stdout.splitlines()[-1]))


if __name__ == "__main__":
    print(json.dumps(peaks_of_run(*sys.argv[1:])))
