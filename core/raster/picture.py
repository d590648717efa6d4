"""A raster's own pixels as the 8-bit colours that networks and people see, for pictures that go with labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rasterio.io import DatasetReader

from ..errors import InputError
from ..lattice import Block
from .bands import Bands, choose_bands, with_stretch
from .files import lost_files
from .reading import Reading
from .source import check_file, in_users_words, open_source, place_of


class Picture:
    """An open raster at full resolution: same bands, stretch and nodata as in a run (`Source`), without a pack.

    Attributes:
        path: Of the raster.
        shape: Rows and columns.
        transform: Pixel (col, row) to map, six numbers.
        crs: As WKT; "" where the raster has none.
    """

    def __init__(self, path: str, dataset: DatasetReader, bands: Bands, transform: tuple[float, ...], crs: str) -> None:
        self.path, self.transform, self.crs = path, transform, crs
        self.shape: tuple[int, int] = (dataset.height, dataset.width)
        self._dataset, self._bands = dataset, bands

    @classmethod
    def open(cls, path: str | Path, bands: Sequence[int] = (), reading: Mapping[str, Any] | None = None) -> Picture:
        """Open a raster; `bands` and `reading` as in a run's request.

        Raises:
            InputError: it is missing, no raster, damaged or without a value.
        """
        path, told = str(path), Reading.from_dict(reading or {})
        check_file(path)
        lost = lost_files(path)
        with in_users_words(path):
            dataset = open_source(path, lost)
            if dataset.count == 0:
                raise InputError(
                    f"{Path(path).name} is a container without bands of its own.", "Open one of its sub-datasets."
                )
            transform, crs, _ = place_of(dataset, told)
            picked = choose_bands(dataset, Path(path).name, bands, told, lost.places if lost else ())
            chosen, _, _ = with_stretch(dataset, Path(path).name, picked, told.collar)
        return cls(path, dataset, chosen, transform, crs.to_wkt() if crs is not None else "")

    def __enter__(self) -> Picture:
        return self

    def __exit__(self, *_: object) -> None:
        self._dataset.close()

    def read(self, block: Block) -> tuple[np.ndarray, np.ndarray]:
        """Colours of some pixels, uint8 (3, rows, cols), 0 without a value; and bool (rows, cols): with a value."""
        with in_users_words(self.path):
            raw, valid = self._bands.read_raw(self._dataset, block)
            return self._bands.colours(raw, valid), valid
