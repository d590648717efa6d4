"""The user's own labels on a raster, read on its working grid: what a method may learn from."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from rasterio.errors import RasterioError
from rasterio.windows import Window as RasterWindow

from ..errors import InputError
from ..files.category_names import read_category_names
from ..files.rasters import open_classes
from ..lattice import Block
from .grid import WorkingGrid


class RasterLabels:
    """A class raster beside the run's raster, as Terralex writes them; see `methods.base.Labels`.

    Attributes:
        digest: sha256 of the file.
    """

    def __init__(self, path: Path, grid: WorkingGrid, table: np.ndarray, nodata: float | None, digest: str) -> None:
        self._path, self._grid, self._table, self._nodata = path, grid, table, nodata
        self.digest = digest

    @classmethod
    def open(cls, path: str | Path, grid: WorkingGrid, names: Sequence[str]) -> RasterLabels:
        """Labels on a working grid; classes are found by their names.

        Args:
            path: A class raster, e.g. classes.tif of an earlier run; what it has no value for is not labelled.
            grid: The run's.
            names: Of the run's classes, in order.

        Raises:
            InputError: it cannot be read, lies elsewhere, or has none of the classes.
        """
        path = Path(path)
        try:
            with open_classes(path) as raster:
                crs = raster.crs.to_wkt() if raster.crs else ""
                same = not crs or not grid.crs or rasterio.crs.CRS.from_wkt(grid.crs) == raster.crs
                nodata = raster.nodata
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
        except (RasterioError, OSError) as error:
            raise InputError(f"The labels {path.name} cannot be read.", "Choose the classes.tif of a run.") from error
        if not same:
            raise InputError(
                f"The labels {path.name} lie in another coordinate system than the raster.",
                "Choose labels that were made on this raster.",
            )
        known = ["background", *names]
        table = np.array([known.index(name) if name in known else -1 for name in read_category_names(path)], np.int32)
        if not (table > 0).any():
            raise InputError(f"The labels {path.name} have none of the run's classes.", "Name the classes as there.")
        return cls(path, grid, table, nodata, digest)

    def of(self, block: Block) -> np.ndarray:
        """int32 (rows, cols): 1 to n in the order of the run's classes, 0 background, -1 where nothing is said."""
        found = np.full((block.rows, block.cols), -1, np.int32)
        with open_classes(self._path) as raster:
            onto = ~raster.transform * Affine(*self._grid.transform)
            cols, _ = onto * (np.arange(block.col, block.stop[1]) + 0.5, np.zeros(block.cols))
            _, rows = onto * (np.zeros(block.rows), np.arange(block.row, block.stop[0]) + 0.5)
            rows, cols = np.floor(rows).astype(int), np.floor(cols).astype(int)
            inside = np.ix_((rows >= 0) & (rows < raster.height), (cols >= 0) & (cols < raster.width))
            rows, cols = rows[inside[0].ravel()], cols[inside[1].ravel()]
            if not len(rows) or not len(cols):
                return found
            window = RasterWindow(cols[0], rows[0], cols[-1] - cols[0] + 1, rows[-1] - rows[0] + 1)
            values = raster.read(1, window=window)[np.ix_(rows - rows[0], cols - cols[0])]
        named = np.where(values < len(self._table), self._table[np.minimum(values, len(self._table) - 1)], -1)
        found[inside] = np.where(values == self._nodata, -1, named)
        return found
