"""From finished blocks to whole rasters, one strip of rows at a time."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import rasterio

from ..files.class_raster import STRIP, Frame, RasterWriter, class_dtype, class_writer, share_writer
from ..lattice import Block
from ..raster.source import Source
from ..score.decide import BlockResult
from ..vocabulary import ClassSpec

IDS = ("classes", "second")
CACHE_MB = 32  # of GDAL's own, while rasters are written: each tile once, and none is asked for again


def assemble(
    source: Source,
    area: Block,
    classes: Sequence[ClassSpec],
    grid_mode: str,
    blocks: Sequence[Block],
    get_block: Callable[[Block], BlockResult],
    outputs: Mapping[str, Path],
    working: Mapping[str, Path],
) -> np.ndarray:
    """Write the published rasters and those on the working grid that the polygons are made from.

    Args:
        source: The raster, for its grid and, on the source's grid, for which of its pixels have a value.
        area: The rectangle that all rasters show, grid pixels.
        classes: In the order of their ids.
        grid_mode: "working" or "source".
        blocks: Finished blocks that tile the area.
        get_block: Gives a block's arrays by name. Thread-safe.
        outputs: Paths of "classes" and "confidence", final.
        working: Paths of what is wanted besides on the working grid: "classes", "confidence", "margin", "second".

    Returns:
        int64 (1 + number of classes): pixels of each id in the published class raster.
    """
    grid = source.grid
    frame = Frame(area.rows, area.cols, grid.transform_of(area), grid.crs)
    part = grid.source_block(area)
    final = (
        frame if grid_mode == "working" else Frame(part.rows, part.cols, grid.transform_of(area, "source"), grid.crs)
    )
    counts = np.zeros(len(classes) + 1, np.int64)
    dtype = class_dtype(len(classes))

    def strip_of(name: str, rows: Block) -> np.ndarray:
        strip = np.empty((rows.rows, rows.cols), dtype if name in IDS else np.float32)
        for block in blocks:
            common = block.intersect(rows)
            if common is not None:
                strip[common.slices_in(rows)] = getattr(get_block(block), name)[common.slices_in(block)]
        return strip

    def published(rows: Block) -> dict[str, np.ndarray]:
        """Both final rasters' pixels of a strip, in the rows of the final grid counted from its top."""
        if grid_mode == "working":
            here = Block(area.row + rows.row, area.col, rows.rows, area.cols)
            return {name: strip_of(name, here) for name in outputs}
        there = Block(part.row + rows.row, part.col, rows.rows, part.cols)
        top, bottom = there.row // grid.fy, -(-there.stop[0] // grid.fy)
        under = Block(top, area.col, bottom - top, area.cols)
        at_row = np.arange(there.row, there.stop[0]) // grid.fy - top
        at_col = np.arange(there.cols) // grid.fx
        strips = {name: strip_of(name, under)[at_row][:, at_col] for name in outputs}
        missing = ~source.source_valid(there)  # nodata of the source stays nodata, pixel by pixel
        strips["classes"][missing] = np.iinfo(dtype).max
        strips["confidence"][missing] = np.nan
        return strips

    def write_published() -> None:
        with contextlib.ExitStack() as stack:
            writers: dict[str, RasterWriter] = {
                "classes": stack.enter_context(class_writer(outputs["classes"], final, classes)),
                "confidence": stack.enter_context(share_writer(outputs["confidence"], final)),
            }
            for row in range(0, final.rows, STRIP):
                strips = published(Block(row, 0, min(STRIP, final.rows - row), final.cols))
                counts[:] += np.bincount(strips["classes"].ravel(), minlength=len(counts))[: len(counts)]
                for name, writer in writers.items():
                    writer.write(strips[name])

    def write_working(name: str) -> None:
        path = working[name]
        make = class_writer(path, frame, classes, final=False) if name in IDS else share_writer(path, frame, False)
        with make as writer:
            for row in range(area.row, area.stop[0], STRIP):
                writer.write(strip_of(name, Block(row, area.col, min(STRIP, area.stop[0] - row), area.cols)))

    # On the source's grid what was read of it is asked for, too.
    small = rasterio.Env(GDAL_CACHEMAX=CACHE_MB) if grid_mode == "working" else contextlib.nullcontext()
    with small, ThreadPoolExecutor(2, thread_name_prefix="rasters") as pool:  # to compress is most of it
        waiting = [pool.submit(write_published), *(pool.submit(write_working, name) for name in working)]
        for future in waiting:
            future.result()
    return counts
