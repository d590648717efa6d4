"""Writing class and confidence rasters strip by strip, so that memory stays flat, and reading their classes back.

Plain tiled GeoTIFFs: unlike a COG they can be edited in place. Colours and names travel inside the file; the names
stand also in classes.tif.aux.xml, where GDAL and QGIS look for them.
"""

from __future__ import annotations

import json
import warnings
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.windows import Window as RasterWindow

from ..errors import InputError
from ..vocabulary import ClassSpec
from .rasters import open_classes

STRIP = 256  # rows of a strip and side of the file's tiles: every tile is written once
CLASSES_TAG = "TERRALEX_CLASSES"


@dataclass(frozen=True)
class Frame:
    """Where a raster lies: its size, transform (6 numbers) and coordinate system (WKT or "")."""

    rows: int
    cols: int
    transform: tuple[float, ...]
    crs: str


def class_dtype(count: int) -> np.dtype:
    """uint8 up to 254 classes, uint16 above; the largest value is nodata (docs/contracts.md, Class ids)."""
    return np.dtype(np.uint8 if count <= 254 else np.uint16)


def colour_table(classes: Sequence[ClassSpec], nodata: int) -> dict[int, tuple[int, int, int, int]]:
    """Colours by value: of the classes, in the order of their ids; background and nodata are transparent."""
    table = {0: (255, 255, 255, 0), nodata: (0, 0, 0, 0)}
    for value, spec in enumerate(classes, start=1):
        text = (spec.colour or "#808080").lstrip("#")
        table[value] = (int(text[0:2], 16), int(text[2:4], 16), int(text[4:6], 16), 255)
    return table


def classes_text(classes: Sequence[ClassSpec]) -> str:
    """The classes as `read_classes` finds them in a raster's tag; of which file one came is the recipe's affair."""
    return json.dumps([replace(spec, file="").to_dict() for spec in classes], ensure_ascii=False)


class RasterWriter:
    """A one-band GeoTIFF written from top to bottom in strips of `STRIP` rows; use as a context manager.

    At its end overviews are built, and what lies on the disk is compared with what was written: GDAL reports a full
    disk late or not at all.
    """

    def __init__(self, path: Path, frame: Frame, dtype: np.dtype, nodata: float, final: bool = True) -> None:
        self.path, self.frame, self.nodata = path, frame, nodata
        self._final, self._crc, self._row = final, 0, 0
        profile: dict[str, Any] = {
            "driver": "GTiff",
            "width": frame.cols,
            "height": frame.rows,
            "count": 1,
            "dtype": dtype.name,
            "nodata": nodata,
            "transform": rasterio.Affine(*frame.transform),
            "tiled": True,
            "blockxsize": STRIP,
            "blockysize": STRIP,
            "compress": "deflate",
            "zlevel": 6 if final else 1,  # files that only the polygon stage reads: speed before size
            "predictor": 3 if dtype.kind == "f" else 1,
            "BIGTIFF": "IF_SAFER",
        }
        if frame.crs:
            profile["crs"] = rasterio.CRS.from_wkt(frame.crs)
        for old in (path, path.with_name(f"{path.name}.ovr"), path.with_name(f"{path.name}.aux.xml")):
            old.unlink(missing_ok=True)  # GDAL looks into what is there first, and a full disk may have left rubbish
        self._dataset = rasterio.open(path, "w", **profile)

    def __enter__(self) -> RasterWriter:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._dataset.close()
        if kind is None:
            if self._row != self.frame.rows:
                raise ValueError(f"only {self._row} of {self.frame.rows} rows were written")
            factors = overview_factors(self.frame.rows, self.frame.cols) if self._final else []
            if factors:
                with rasterio.open(self.path, "r+") as dataset:
                    dataset.build_overviews(factors, Resampling.nearest)
            verify_raster(self.path, self._crc, len(factors))

    def colour(self, classes: Sequence[ClassSpec]) -> None:
        """Give the file the classes' colours and names; before the first strip."""
        self._dataset.write_colormap(1, colour_table(classes, int(self.nodata)))
        self._dataset.update_tags(**{CLASSES_TAG: classes_text(classes)})

    def write(self, strip: np.ndarray) -> None:
        """Add the next rows, (rows, cols): `STRIP` of them, or what is left at the bottom."""
        expected = (min(STRIP, self.frame.rows - self._row), self.frame.cols)
        if strip.shape != expected:
            raise ValueError(f"the strip at row {self._row} is {strip.shape}, not {expected}")
        self._dataset.write(strip, 1, window=RasterWindow(0, self._row, strip.shape[1], strip.shape[0]))
        self._crc = checksum(strip, self._crc)
        self._row += strip.shape[0]


def overview_factors(rows: int, cols: int) -> list[int]:
    """Of the overviews that a raster of such a size gets: each half of the one before, until one tile shows it all."""
    factors: list[int] = []
    side = max(rows, cols)
    while side > STRIP:
        side = -(-side // 2)
        factors.append(2 ** (len(factors) + 1))
    return factors


def checksum(pixels: np.ndarray, before: int = 0) -> int:
    """CRC-32 of rows, and of those that came `before`."""
    return zlib.crc32(np.ascontiguousarray(pixels).view(np.uint8).data, before)


def verify_raster(path: Path, crc: int, overviews: int = 0) -> None:
    """Read back what was written, before anybody is told of it.

    Args:
        path: A GeoTIFF of one band.
        crc: The `checksum` of its rows from top to bottom.
        overviews: How many it has; each of their tiles has to be there, too.

    Raises:
        OSError: it is not on the disk as it was written.
    """
    found = 0
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)  # of one in pixel units
            with rasterio.open(path) as dataset:
                for row in range(0, dataset.height, STRIP):
                    rows = min(STRIP, dataset.height - row)
                    found = checksum(dataset.read(1, window=RasterWindow(0, row, dataset.width, rows)), found)
                whole = found == crc and len(dataset.overviews(1)) == overviews
        whole = whole and all(_is_whole(path, level) for level in range(overviews))
    except RasterioError:
        whole = False
    if not whole:
        raise OSError(f"{path.name} is not on the disk as it was written")


def _is_whole(path: Path, level: int) -> bool:
    """Whether every tile of an overview is there; one that is not would be shown as if it were empty.

    Raises:
        RasterioError: one is there and damaged.
    """
    with rasterio.open(path, overview_level=level) as small:
        side = small.block_shapes[0][0]
        for row in range(0, small.height, side):
            small.read(1, window=RasterWindow(0, row, small.width, min(side, small.height - row)))
        places = [(x, y) for y in range(-(-small.height // side)) for x in range(-(-small.width // side))]
    with rasterio.open(path) as dataset:
        tiles = [dataset.get_tag_item(f"BLOCK_OFFSET_{x}_{y}", "TIFF", bidx=1, ovr=level) for x, y in places]
    return all(tiles)


def class_writer(path: Path, frame: Frame, classes: Sequence[ClassSpec], final: bool = True) -> RasterWriter:
    """A writer of class ids; with colours, names and overviews when the raster is `final`."""
    dtype = class_dtype(len(classes))
    writer = RasterWriter(path, frame, dtype, int(np.iinfo(dtype).max), final=final)
    if final:
        writer.colour(classes)
    return writer


def share_writer(path: Path, frame: Frame, final: bool = True) -> RasterWriter:
    """A writer of confidences or margins, float32 0 to 1; NaN is nodata."""
    return RasterWriter(path, frame, np.dtype(np.float32), float("nan"), final=final)


def read_classes(path: str | Path) -> tuple[ClassSpec, ...]:
    """The classes of a class raster in the order of their ids, 1..n.

    Raises:
        InputError: the raster cannot be read, or does not say what its values mean.
    """
    name = Path(path).name
    try:
        with open_classes(path) as dataset:
            text = dataset.tags().get(CLASSES_TAG, "")
        return tuple(ClassSpec.from_dict(entry) for entry in json.loads(text))
    except RasterioError as error:
        raise InputError(f"{name} cannot be read.", "Choose the classes.tif of a run.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{name} does not name its classes.", "Choose the classes.tif of a run.") from error


def value_at(path: str | Path, x: float, y: float) -> int | None:
    """The class id of a class raster at a place in its own coordinates; None where it cannot be read."""
    try:
        with open_classes(path) as raster:
            return int(next(raster.sample([(x, y)], indexes=1))[0])
    except (RasterioError, InputError):
        return None
