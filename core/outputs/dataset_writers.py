"""What a chip becomes in COCO, YOLO-seg and as a mask.

COCO: https://cocodataset.org/#format-data (polygons as x, y, x, y …; RLE column by column, beginning with the count of
zeros). YOLO: https://docs.ultralytics.com/datasets/segment/ (a line for each object, in shares of width and height).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import rasterio.features
import shapely

from ..commands import Export
from ..files.chip_png import write_mask
from ..files.layers import Layer
from ..vocabulary import BACKGROUND
from .chips import Chip

Place = tuple[tuple[float, ...], str]  # transform of a chip's first pixel, and coordinate system


@dataclass(frozen=True)
class Table:
    """The classes.

    Attributes:
        names: By id, from 1 on, without background.
        colours: "#rrggbb" by id.
        codes: The user's own codes, by id.
        numbered: Whether a polygon's class_id says its class; else its class_name does.
    """

    names: Mapping[int, str]
    colours: Mapping[int, str]
    codes: Mapping[int, int]
    numbered: bool

    def values(self, layer: Layer) -> np.ndarray:
        """(features,) the class id of each polygon; 0 background, -1 unknown."""
        if self.numbered:
            ids = layer.fields["class_id"]
            return np.where(ids.missing, -1, ids.values).astype(np.int64)
        by_name = {**{name: value for value, name in self.names.items()}, BACKGROUND: 0}
        return np.array([by_name.get(str(name), -1) for name in layer.fields["class_name"].values], np.int64)


@dataclass(frozen=True)
class Object:
    """What a chip holds of a polygon: parts in the chip's pixels, its class id, its id in the file."""

    value: int
    parts: list[Any]
    fid: int


class ChipWriter:
    """Writes a data set into a folder, chip by chip."""

    def __init__(self, root: Path, table: Table, asked: Export) -> None:
        self.root, self.table, self.asked = root, table, asked
        self.parts: dict[str, None] = {}  # in the order of their first chip

    def folder(self, part: str, kind: str) -> Path:
        """The folder of pictures or labels of a part, made where it is missing."""
        folder = self.root / kind / part
        folder.mkdir(parents=True, exist_ok=True)
        return folder

    def add(self, chip: Chip, name: str, objects: list[Object], mask: Callable[[], np.ndarray], place: Place) -> None:
        """Write what is in a chip; `mask` makes its class ids, (rows, cols)."""
        raise NotImplementedError

    def finish(self) -> None:
        """All chips are there."""


class MaskWriter(ChipWriter):
    """masks/NAME.png beside images/NAME.png: class ids, in the classes' colours."""

    def add(self, chip: Chip, name: str, objects: list[Object], mask: Callable[[], np.ndarray], place: Place) -> None:
        """See `ChipWriter`."""
        write_mask(self.folder(chip.part, "masks") / f"{name}.png", mask(), self.table.colours, *place)


class YoloWriter(ChipWriter):
    """labels/NAME.txt beside images/NAME.png, and data.yaml. Classes are numbered from 0 in the order of their ids."""

    def add(self, chip: Chip, name: str, objects: list[Object], mask: Callable[[], np.ndarray], place: Place) -> None:
        """See `ChipWriter`."""
        self.parts[chip.part] = None
        numbers = {value: number for number, value in enumerate(self.table.names)}
        size = np.array([chip.block.cols, chip.block.rows], float)
        lines = []
        for each in objects:
            for part in each.parts:
                corners = np.clip(one_ring(part) / size, 0.0, 1.0)
                lines.append(" ".join([str(numbers[each.value]), *(f"{value:.6f}" for value in corners.ravel())]))
        text = "".join(f"{line}\n" for line in lines)
        (self.folder(chip.part, "labels") / f"{name}.txt").write_text(text, encoding="ascii")

    def finish(self) -> None:
        """data.yaml, in the part of YAML that is JSON."""
        first = f"images/{next(iter(self.parts))}".rstrip("/")
        rows = {"train": first, "val": first}  # from this file's folder; without a split the same, both are asked for
        rows.update({part: f"images/{part}" for part in self.parts if part})
        told = [f"{key}: {json.dumps(value)}" for key, value in rows.items()]
        told += ["names:", *(f"  {k}: {json.dumps(name)}" for k, name in enumerate(self.table.names.values()))]
        (self.root / "data.yaml").write_text("\n".join(told) + "\n", encoding="utf-8")


class CocoWriter(ChipWriter):
    """annotations/instances.json, or one for each part; written to the disk as it grows."""

    ALWAYS_RLE = False

    def __init__(self, root: Path, table: Table, asked: Export) -> None:
        super().__init__(root, table, asked)
        self._lists: dict[str, tuple[TextIO, TextIO]] = {}
        self._images = self._objects = 0

    def add(self, chip: Chip, name: str, objects: list[Object], mask: Callable[[], np.ndarray], place: Place) -> None:
        """See `ChipWriter`."""
        pictures, annotations = self._open(chip.part)
        block, self._images = chip.block, self._images + 1
        file = "/".join(part for part in (chip.part, f"{name}.png") if part)
        transform, _ = place
        _append(
            pictures,
            {
                "id": self._images,
                "file_name": file,
                "width": block.cols,
                "height": block.rows,
                "row": block.row,
                "col": block.col,
                "transform": list(transform),
                "license": 1,
            },
        )
        for each in objects:
            shape = self._segmentation(each, (block.rows, block.cols))
            if shape is not None:
                self._objects += 1
                about = {"id": self._objects, "image_id": self._images, "category_id": each.value, "iscrowd": 0}
                _append(annotations, {**about, **shape, "fid": each.fid})

    def _segmentation(self, each: Object, shape: tuple[int, int]) -> dict[str, Any] | None:
        if not self.ALWAYS_RLE and not any(part.interiors for part in each.parts):
            left, top, right, bottom = shapely.total_bounds(each.parts)
            return {
                "segmentation": [np.round(_open_ring(part.exterior).ravel(), 3).tolist() for part in each.parts],
                "area": round(float(shapely.area(each.parts).sum()), 3),
                "bbox": np.round([left, top, right - left, bottom - top], 3).tolist(),
            }
        return as_rle(each.parts, shape)

    def finish(self) -> None:
        """Put the lists together."""
        categories = [
            {"id": value, "name": name, "supercategory": "", "code": self.table.codes.get(value)}
            for value, name in self.table.names.items()
        ]
        head = {
            "info": {"description": "Labels made with Terralex", "contributor": self.asked.credit},
            "licenses": [{"id": 1, "name": self.asked.licence, "url": ""}],
            "categories": categories,
        }
        folder = self.root / "annotations"
        for part, lists in self._lists.items():
            name = f"instances_{part}.json" if part else "instances.json"
            with (folder / name).open("w", encoding="utf-8") as out:
                out.write(json.dumps(head, ensure_ascii=False)[:-1])
                for key, rows in zip(("images", "annotations"), lists):
                    out.write(f', "{key}": [\n')
                    rows.seek(0)
                    shutil.copyfileobj(rows, out)
                    out.write("]")
                    rows.close()
                    Path(rows.name).unlink()
                out.write("}\n")

    def _open(self, part: str) -> tuple[TextIO, TextIO]:
        if part not in self._lists:
            folder = self.root / "annotations"
            folder.mkdir(exist_ok=True)
            names = (folder / f"images_{part}.part", folder / f"annotations_{part}.part")
            opened = [name.open("w+", encoding="utf-8") for name in names]
            self._lists[part] = (opened[0], opened[1])
        return self._lists[part]


class CocoRleWriter(CocoWriter):
    """The same, with the pixels of every object."""

    ALWAYS_RLE = True


def _append(rows: TextIO, row: Mapping[str, Any]) -> None:
    rows.write(("" if rows.tell() == 0 else ",\n") + json.dumps(row))


def _open_ring(ring: Any) -> np.ndarray:
    """(n, 2) corners, the first one not repeated."""
    return shapely.get_coordinates(ring)[:-1]


def as_rle(parts: list[Any], shape: tuple[int, int]) -> dict[str, Any] | None:
    """The pixels whose centre the parts hold, column by column; None where there is none.

    Args:
        parts: Polygons in the chip's pixels.
        shape: Rows and columns of the chip.
    """
    left, top, right, bottom = shapely.total_bounds(parts)
    row, col = int(np.floor(top)), int(np.floor(left))
    rows, cols = max(1, int(np.ceil(bottom)) - row), max(1, int(np.ceil(right)) - col)
    mask = rasterio.features.rasterize(
        [(part, 1) for part in parts],
        out_shape=(rows, cols),
        transform=rasterio.Affine.translation(col, row),
        dtype="uint8",
    )
    if not mask.any():
        return None
    steps = np.diff(np.pad(mask.T.astype(np.int8), ((0, 0), (1, 1))), axis=1)  # (cols, rows + 1)
    starts, ends = ((col + at[0]) * shape[0] + row + at[1] for at in (np.nonzero(steps == 1), np.nonzero(steps == -1)))
    apart = starts[1:] != ends[:-1]  # a run that reaches the bottom goes on at the top of the next column
    starts, ends = np.r_[starts[:1], starts[1:][apart]], np.r_[ends[:-1][apart], ends[-1:]]
    edges = np.r_[0, np.column_stack([starts, ends]).ravel(), shape[0] * shape[1]]
    counts = np.diff(edges)
    found = np.argwhere(mask)
    (up, across), (down, over) = found.min(axis=0), found.max(axis=0) + 1
    return {
        "segmentation": {"size": [int(shape[0]), int(shape[1])], "counts": counts.tolist()},
        "area": int(mask.sum()),
        "bbox": [int(col + across), int(row + up), int(over - across), int(down - up)],
    }


def one_ring(part: Any) -> np.ndarray:
    """A polygon as one ring, (n, 2): each hole is joined by a cut of no width, so the area stays."""
    ring = _open_ring(shapely.geometry.polygon.orient(part, 1.0).exterior)
    for hole in sorted(shapely.geometry.polygon.orient(part, 1.0).interiors, key=lambda each: each.bounds):
        corners = _open_ring(hole)
        around = np.roll(corners, -int(corners[:, 0].argmin()), axis=0)
        here = int(((ring - around[0]) ** 2).sum(axis=1).argmin())
        ring = np.concatenate([ring[: here + 1], around, around[:1], ring[here:]])
    return ring


# By the keys of `formats.FORMATS` that are made from chips.
WRITERS: dict[str, type[ChipWriter]] = {
    "coco": CocoWriter,
    "coco-rle": CocoRleWriter,
    "yolo": YoloWriter,
    "masks": MaskWriter,
}
