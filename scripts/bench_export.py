"""Seconds and memory of a data set of chips: `.venv/bin/python scripts/bench_export.py SIDE [FORMAT]`.

A raster of SIDE pixels and a coverage of polygons of some 63 x 63 pixels with 40 corners each, in four classes of which
one is background, are made in a folder of the system's and exported with `--chip 1024 --split 70/20/10`. The figures of
docs/measurements.md come from here.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import rasterio
import shapely
from rasterio.transform import from_origin
from rasterio.windows import Window
from terralex.core.commands import Export
from terralex.core.files.layers import Field, Layer, write_layer
from terralex.core.jobs.commands import Engine
from terralex.core.progress import CancelToken, result_of

PIXEL, CELL, STEPS = 0.3, 63.3, 10  # metres; pixels of a polygon's side; corners along it


def make_raster(path: Path, side: int, rng: np.random.Generator) -> None:
    """Noise, another piece of it in each part."""
    noise = rng.integers(1, 255, (3, 1024, 1024), np.uint8)
    place = from_origin(500_000, 5_200_000, PIXEL, PIXEL)
    how = {"tiled": True, "blockxsize": 512, "blockysize": 512, "compress": "jpeg", "photometric": "ycbcr"}
    with rasterio.open(path, "w", "GTiff", side, side, 3, "EPSG:32633", place, "uint8", **how) as out:
        for row in range(0, side, 1024):
            for col in range(0, side, 1024):
                rows, cols = min(1024, side - row), min(1024, side - col)
                shifted = np.roll(noise, (row // 7, col // 5), (1, 2))[:, :rows, :cols]
                out.write(shifted, window=Window(col, row, cols, rows))


def make_polygons(path: Path, side: int, rng: np.random.Generator) -> None:
    """A grid whose corners were moved; neighbours share them."""
    count = round(side / CELL)
    line = np.linspace(0, side, count * STEPS + 1)
    grid = np.stack(np.meshgrid(line, line), -1)
    moved = rng.uniform(-2, 2, grid.shape)
    moved[[0, -1]] = moved[:, [0, -1]] = 0
    grid = np.round((grid + moved) * 4) / 4
    rings = []
    for row in range(0, count * STEPS, STEPS):
        for col in range(0, count * STEPS, STEPS):
            low, right = row + STEPS, col + STEPS
            down, back = grid[row:low, right], grid[low, col + 1 : right + 1][::-1]
            rings.append(np.concatenate([grid[row, col:right], down, back, grid[row + 1 : low + 1, col][::-1]]))
    shapes = shapely.polygons(np.array(rings))
    shapes = shapely.transform(shapes, lambda xy: np.array([500_000, 5_200_000]) + xy * (PIXEL, -PIXEL))
    ids = rng.integers(0, 4, len(shapes)).astype(np.int32)
    names = np.array(["background", "road", "water", "tree"], object)[ids]
    none = np.zeros(len(shapes), bool)
    fields = {"class_id": Field(ids, none, "OFTInteger"), "class_name": Field(names, none)}
    write_layer(path, Layer("segments", shapes, np.arange(len(shapes)), fields, "EPSG:32633"), "GPKG")


def main(side: int, format: str) -> None:
    """Make, export, and print what it took."""
    rng = np.random.default_rng(0)
    with tempfile.TemporaryDirectory() as scratch:
        image, polygons = Path(scratch) / "image.tif", Path(scratch) / "segments.gpkg"
        make_raster(image, side, rng)
        make_polygons(polygons, side, rng)
        before, seen = time.process_time(), []

        def hear(_event: object) -> None:
            seen.append((time.process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))

        asked = Export(str(polygons), str(Path(scratch) / "out"), format, image=str(image), split="70/20/10")
        done = result_of(Engine().do("export", asked.to_dict(), CancelToken()), hear)
        hear(None)
        print(f"{side} px, {format}: {done['chips']} chips, {done['objects']:,} objects of {done['of']:,}")
        print(f"before the first chip {seen[1][0]:.0f} s, peak {seen[1][1]:.0f} MB (making them included)")
        print(f"all {seen[-1][0]:.0f} s of CPU time, peak {seen[-1][1]:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "masks")
