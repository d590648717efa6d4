"""Seconds of making polygons where one has thousands of holes: `.venv/bin/python scripts/bench_polygons.py 4000`.

The raster is noise: two classes in blobs, and one background around them all. `--as-before` looks at the polygons with
GEOS's coverage_is_valid and cuts none, as Terralex did before it counted edges; it takes minutes from 1500 on.
The figures of docs/measurements.md, Polygons, come from here.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import rasterio
import shapely
from rasterio.transform import from_origin
from scipy.ndimage import gaussian_filter

ROOT = Path(__file__).resolve().parents[1]
NODATA, PIXEL_M, BLOB_PX, SHARE = 255, 0.3, 3, 0.1


def terralex() -> None:
    """Register the repository as the package `terralex`, whatever its folder is called."""
    spec = importlib.util.spec_from_file_location(
        "terralex", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["terralex"] = module
    spec.loader.exec_module(module)


def noise(side: int, out: Path) -> Path:
    """A class raster of `side` x `side` pixels, always the same: 0 but for a tenth in blobs of 1 and 2."""
    rng = np.random.default_rng(1)
    there, which = (gaussian_filter(rng.standard_normal((side, side), np.float32), BLOB_PX) for _ in range(2))
    values = np.where(there > np.quantile(there, 1 - SHARE), np.where(which > 0, 1, 2), 0).astype(np.uint8)
    profile = {"driver": "GTiff", "width": side, "height": side, "count": 1, "dtype": "uint8", "nodata": NODATA}
    with rasterio.open(
        out, "w", crs="EPSG:32633", transform=from_origin(500_000, 5_000_000, PIXEL_M, PIXEL_M), **profile
    ) as raster:
        raster.write(values, 1)
    return out


def main() -> None:
    """Makes polygons once and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("side", type=int, help="pixels")
    parser.add_argument("--as-before", action="store_true", help="GEOS's check, and no cuts")
    given = parser.parse_args()
    terralex()
    from terralex.core.files.layers import read_layer
    from terralex.core.outputs import coverage, polygons
    from terralex.core.progress import Progress

    if given.as_before:
        coverage.is_coverage = lambda shapes: bool(shapely.coverage_is_valid(shapes))
    with tempfile.TemporaryDirectory() as folder:
        raster, out = noise(given.side, Path(folder) / "classes.tif"), Path(folder) / "segments.gpkg"
        job = polygons.polygonise(raster, out, ["one", "two"], most=None if given.as_before else polygons.MOST)
        stages: dict[str, float] = {}
        last, longest, begun = time.monotonic(), 0.0, time.process_time()
        stage, start = "Finding areas", begun
        for event in job:
            now = time.monotonic()
            longest, last = max(longest, now - last), now
            name = event.message.split(" of ")[0] if isinstance(event, Progress) else stage
            if name != stage:
                stages[stage] = stages.get(stage, 0.0) + time.process_time() - start
                stage, start = name, time.process_time()
        layer = read_layer(out, None, Path(folder))
    corners, holes = shapely.get_num_coordinates(layer.geometry), shapely.get_num_interior_rings(layer.geometry)
    for name, seconds in stages.items():
        print(f"{name:40} {seconds:8.1f} s")
    print(f"{'all, CPU time':40} {time.process_time() - begun:8.1f} s")
    print(f"{'longest without a step, by the clock':40} {longest:8.1f} s")
    print(f"{len(corners):,} polygons, {corners.sum():,} corners")
    print(f"the largest: {corners.max():,} corners; the most holes: {holes.max():,}")


if __name__ == "__main__":
    main()
