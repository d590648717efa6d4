"""Seconds and peak memory of every stage of a run: `.venv/bin/python scripts/measure.py IMAGE --classes "road, water"`.

The figures of docs/measurements.md come from here. `--copies 10` first lays the raster out 10 x 10 times, which gives a
raster a hundred times larger with the same content. Prototypes and features are kept in a cache of its own that starts
empty, so that nothing is found from before. Linux only: the peak of a stage is the kernel's, reset at its beginning.
"""

from __future__ import annotations

import argparse
import os
import re
import tempfile
import time
from pathlib import Path

TILE = 512


def mosaic(image: Path, copies: int, out: Path, down: int = 0) -> Path:
    """The raster, `copies` times across and down (or `down` times): uint8 bands 1 to 3, 0 where it has no data."""
    import rasterio
    from rasterio.windows import Window

    with rasterio.open(image) as source:
        pixels = source.read([1, 2, 3]) * (source.dataset_mask() > 0)
        rows, cols = source.shape
        profile = {
            "driver": "GTiff",
            "width": cols * copies,
            "height": rows * (down or copies),
            "count": 3,
            "dtype": "uint8",
            "crs": source.crs,
            "transform": source.transform,
            "nodata": 0,
            "tiled": True,
            "blockxsize": TILE,
            "blockysize": TILE,
            "compress": "deflate",
            "zlevel": 1,
            "BIGTIFF": "IF_SAFER",
        }
    with rasterio.open(out, "w", **profile) as large:
        for row in range(down or copies):
            for col in range(copies):
                large.write(pixels, window=Window(col * cols, row * rows, cols, rows))
    return out


def peak_mb(reset: bool) -> float:
    """Highest resident memory of this process since the last reset, MB."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    if reset:
        Path("/proc/self/clear_refs").write_text("5")
    return int(found[1]) / 1024


def main() -> None:
    """Runs once and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("image", type=Path)
    parser.add_argument("--classes", required=True)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--preset", default="balanced")
    parser.add_argument("--pack", default="starter")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TERRALEX_CACHE"] = str(Path(scratch) / "cache")
        from terralex.core.config import RunConfig
        from terralex.core.jobs.segment import segment
        from terralex.core.progress import CancelToken, Progress, result_of
        from terralex.core.vocabulary import parse_names

        image = given.image if given.copies == 1 else mosaic(given.image, given.copies, Path(scratch) / "mosaic.tif")
        config = RunConfig(
            str(image),
            str(Path(scratch) / "run"),
            tuple(parse_names(given.classes)),
            pack=given.pack,
            preset=given.preset,
        )
        stages: dict[str, list[float]] = {}
        now, began = "", time.monotonic()

        def close(stage: str) -> None:
            nonlocal began
            seconds, peak = stages.get(stage, (0.0, 0.0))
            stages[stage] = [seconds + time.monotonic() - began, max(peak, peak_mb(reset=True))]
            began = time.monotonic()

        def hear(event: object) -> None:
            nonlocal now, began
            if isinstance(event, Progress) and event.stage != now:
                if now:
                    close(now)
                now, began = event.stage, time.monotonic() if not now else began

        result = result_of(segment(config, CancelToken()), hear)
        close(now)
        size = sum(f.stat().st_size for f in (Path(scratch) / "run").iterdir()) / 1e6
        print(f"{'stage':12}{'seconds':>9}{'peak MB':>9}")
        for stage, (seconds, peak) in stages.items():
            print(f"{stage:12}{seconds:9.1f}{peak:9.0f}")
        print(f"{'all':12}{sum(s for s, _ in stages.values()):9.1f}{max(p for _, p in stages.values()):9.0f}")
        print(f"{result.polygons['polygons']:,} polygons, {size:.0f} MB of results")


if __name__ == "__main__":
    main()
