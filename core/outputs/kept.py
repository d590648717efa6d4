"""Polygons that a run keeps of an earlier one: as shapes with attributes, as a file, and in rasters."""

from __future__ import annotations

import copy
import hashlib
import json
import os
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Mapping

import numpy as np
import rasterio
import rasterio.features
import shapely
from rasterio.transform import Affine
from rasterio.windows import Window

from ..files.class_raster import checksum, verify_raster
from ..files.layers import Field, Layer, scratch_folder, verify_layer, write_layer
from ..lattice import Block
from ..progress import Note
from ..recipe import LAYER
from ..results import KEPT
from ..score.decide import BlockResult
from .attributes import take
from .fitting import on_fine_grid

STRIP = 2048  # rows marked together
STRIPS, STRIP_PX, LEAST_ROWS = 3, 1 << 22, 256  # strips that stay, about 16 MB each, and the least rows of one


@dataclass(frozen=True)
class Kept:
    """Polygons that a run keeps.

    Attributes:
        geometry: (k,) shapes in map units.
        fields: Their attributes, those of docs/contracts.md, Results, and the user's own, with this run's class ids.
        crs: Of the shapes.
        mark: The value that stands for them in a raster that polygons are made of.
        run: The name of the run that they come from.
        file: The file that they were read from.
        left: Why corrected polygons are not among them, in words, and how many.
        fids: (k,) their numbers in that file.
    """

    geometry: np.ndarray
    fields: Mapping[str, Field]
    crs: str
    mark: int
    run: str
    file: str
    left: Mapping[str, int]
    fids: np.ndarray

    def only(self, rows: np.ndarray) -> Kept:
        """Some of them."""
        fields = {name: take(field, rows) for name, field in self.fields.items()}
        return replace(self, geometry=self.geometry[rows], fields=fields, fids=self.fids[rows])

    @property
    def hash(self) -> str:
        """sha256 of shapes and attributes."""
        digest = hashlib.sha256()
        for shape in shapely.to_wkb(self.geometry, byte_order=1):
            digest.update(shape)
        for name, field in self.fields.items():
            values = [None if gone else _plain(value) for value, gone in zip(field.values, field.missing)]
            digest.update(json.dumps([name, values], ensure_ascii=False).encode())
        return digest.hexdigest()

    def notes(self, placed: int, cut_off: int) -> list[Note]:
        """What the user should know, given how many have found a place in the new polygons, and how many in part."""
        notes = [Note(f"{placed:,} corrected polygons of {self.run} kept.")] if placed else []
        left = dict(self.left)
        if len(self.geometry) > placed:
            left["they lie outside the area of this run"] = len(self.geometry) - placed
        for why, count in left.items():
            text = f"{count:,} corrected polygons of {self.run} were not carried over: {why}. They are in {self.file}."
            notes.append(Note(text, "warning"))
        if cut_off:
            text = (
                f"{cut_off:,} corrected polygons of {self.run} reach beyond the data of this run and end at its edge. "
                f"They are whole in {self.file}."
            )
            notes.append(Note(text, "warning"))
        return notes

    def on_grid(self, transform: tuple[float, ...]) -> np.ndarray:
        """The shapes in pixel units of a raster, on the fine grid."""
        a, b, c, d, e, f = (~Affine(*transform))[:6]
        return on_fine_grid(
            shapely.transform(
                self.geometry,
                lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f]),
            )
        )

    def write(self, target: Path, work: Path) -> None:
        """Leave a copy in a run's folder, made in a folder `work` on the same disk.

        Raises:
            OutputError: it cannot be written.
        """
        with scratch_folder(work / KEPT) as scratch:
            layer = Layer(LAYER, self.geometry, np.arange(len(self.geometry)), self.fields, self.crs)
            kinds = set(shapely.get_type_id(self.geometry).tolist())
            write_layer(
                scratch / KEPT,
                layer,
                "GPKG",
                geometry_type="Polygon" if kinds == {3} else "MultiPolygon",
                dataset_options={"VERSION": "1.2"},
                layer_options={} if self.crs else {"SRID": "-1"},
            )
            verify_layer(scratch / KEPT, self.geometry)
            os.replace(scratch / KEPT, target)


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        value = value.item()
    return value if value is None or isinstance(value, (bool, int, float, str)) else str(value)


class Burning:
    """Kept polygons in rasters: a pixel is theirs where its centre is, and where there is data.

    Args:
        kept: The polygons.
        transform: Of the grid whose blocks are asked about.
    """

    def __init__(self, kept: Kept, transform: tuple[float, ...]) -> None:
        self._shapes = kept.on_grid(transform)
        self._values = kept.fields["class_id"].values.astype(int)
        self._boxes = shapely.bounds(self._shapes).reshape(-1, 4)
        self._mark = kept.mark

    def only(self, rows: np.ndarray) -> Burning:
        """Some of the polygons, by place."""
        some = copy.copy(self)
        some._shapes, some._values, some._boxes = self._shapes[rows], self._values[rows], self._boxes[rows]
        return some

    def _here(self, block: Block) -> np.ndarray:
        (bottom, right), boxes = block.stop, self._boxes
        return (boxes[:, 0] < right) & (boxes[:, 2] > block.col) & (boxes[:, 1] < bottom) & (boxes[:, 3] > block.row)

    def _under(self, block: Block, values: np.ndarray) -> np.ndarray:
        """What the polygons say in a block, int32 (rows, cols); -1 where they say nothing."""
        out = np.full((block.rows, block.cols), -1, np.int32)
        here = self._here(block)
        if here.any():
            shapes = zip(self._shapes[here], values[here].tolist())
            rasterio.features.rasterize(shapes, out=out, transform=Affine.translation(block.col, block.row))
        return out

    def touches(self, block: Block) -> bool:
        """Whether one of them may reach into a block, by their extents."""
        return bool(self._here(block).any())

    def numbers(self, block: Block) -> np.ndarray:
        """Which polygon each pixel of a block is of, int32 (rows, cols), by their order; -1 where it is of none."""
        return self._under(block, np.arange(len(self._shapes)))

    def classes(self, block: Block) -> np.ndarray:
        """Which class they give each pixel of a block, int32 (rows, cols); -1 where they say nothing."""
        return self._under(block, self._values)

    def into(self, block: Block, result: BlockResult) -> BlockResult:
        """A finished block with the kept polygons' classes; its confidence stays what the run said."""
        said = self._under(block, self._values)
        nodata = np.iinfo(result.classes.dtype).max
        use = (said >= 0) & (result.classes != nodata)
        if not use.any():
            return result
        return replace(result, classes=np.where(use, said, result.classes).astype(result.classes.dtype))

    def mark(self, classes: Path, out: Path, area: Block, moved: Mapping[int, int] | None = None) -> Path:
        """A class raster of an area in which the polygons' pixels have the mark, for `polygonise`.

        Classes that are gone count as those that took their place (`moved`).
        """
        with rasterio.open(classes) as raster:
            nodata = raster.nodata
            profile = {
                "driver": "GTiff",
                "width": raster.width,
                "height": raster.height,
                "count": 1,
                "dtype": "uint16",
                "nodata": 65535,
                "crs": raster.crs,
                "transform": raster.transform,
                "tiled": True,
                "compress": "deflate",
                "BIGTIFF": "IF_SAFER",
            }
            marks = np.full(len(self._values), self._mark)
            out.unlink(missing_ok=True)  # GDAL looks into what is there first, and a full disk may have left rubbish
            crc = 0
            with rasterio.open(out, "w", **profile) as made:
                for row in range(0, raster.height, STRIP):
                    window = Window(0, row, raster.width, min(STRIP, raster.height - row))
                    values = raster.read(1, window=window)
                    here = Block(area.row + row, area.col, window.height, raster.width)
                    for gone, into in (moved or {}).items():
                        values = np.where(values == gone, into, values)
                    said = self._under(here, marks)
                    values = np.where(values == nodata, 65535, np.where(said >= 0, said, values))
                    marked = values.astype(np.uint16)
                    made.write(marked, 1, window=window)
                    crc = checksum(marked, crc)
        verify_raster(out, crc)
        return out


class Strips:
    """What polygons say of small blocks. Strips of whole rows are burnt, once each, and the last ones stay.

    Args:
        area: Where blocks are asked about.
        said: What a block is told, (rows, cols).
    """

    def __init__(self, area: Block, said: Callable[[Block], np.ndarray]) -> None:
        self._area, self._said = area, said
        self._rows = max(STRIP_PX // area.cols, LEAST_ROWS)
        self._burnt: dict[int, np.ndarray] = {}
        self._lock = threading.Lock()

    def of(self, block: Block) -> np.ndarray:
        """The same of a block within the area. Thread-safe."""
        top, bottom = block.row - self._area.row, block.stop[0] - self._area.row
        cols = slice(block.col - self._area.col, block.stop[1] - self._area.col)
        with self._lock:
            found = [
                self._strip(number)[max(top - number * self._rows, 0) : bottom - number * self._rows, cols]
                for number in range(top // self._rows, -(-bottom // self._rows))
            ]
        return found[0] if len(found) == 1 else np.concatenate(found)

    def _strip(self, number: int) -> np.ndarray:
        if number not in self._burnt:
            if len(self._burnt) == STRIPS:
                self._burnt.pop(min(self._burnt))
            row = number * self._rows
            strip = Block(self._area.row + row, self._area.col, min(self._rows, self._area.rows - row), self._area.cols)
            self._burnt[number] = self._said(strip)
        return self._burnt[number]
