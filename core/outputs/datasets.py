"""Labels for training: pieces of the raster with what lies in them, as COCO, YOLO-seg or PNG masks.

The raster is read chip by chip, and what a chip holds is written before the next one is read: memory does not grow with
the raster. Pixels are the raster's own, counted from its upper left corner; shapes are cut at the chip's edges.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import rasterio.features
import shapely
from rasterio.crs import CRS
from rasterio.transform import Affine

from ..commands import Export
from ..errors import InputError
from ..files.chip_png import write_picture
from ..files.layers import Layer, refuse_existing, scratch_folder
from ..formats import format_of
from ..lattice import Block
from ..progress import CancelToken, Events, Progress
from ..raster.picture import Picture
from ..recipe import RECIPE, read_recipe
from ..vocabulary import BACKGROUND, as_cell
from .chips import PARTS, Chip, Chipping, parse_split, plan_chips
from .chosen import Choice, choose, rows
from .dataset_writers import WRITERS, ChipWriter, Object, Table
from .dissolve import put_together
from .export import class_colours, classes_beside, read_labels

UNLABELLED = 255  # in a mask: in no polygon, or in one that was left out; 65535 above 254 classes
LEAST_PX = 1.0  # of an object in a chip; less is what cutting leaves at an edge


@dataclass(frozen=True)
class Shapes:
    """The polygons in pixels of the raster.

    Attributes:
        shapes: (n,) valid shapes, x to the right and y down from the raster's corner.
        values: (n,) class ids, 0 for background.
        kept: (n,) bool: not left out. Background is no object in any case; where it is left out, it has no label.
        fids: (n,) their ids in the file.
        tree: Finds them by place.
        covered: Whether background is among them, so that what lies in none has no label.
    """

    shapes: np.ndarray
    values: np.ndarray
    kept: np.ndarray
    fids: np.ndarray
    tree: shapely.STRtree
    covered: bool


def export_chips(asked: Export, token: CancelToken) -> Events[dict[str, Any]]:
    """Write a data set of chips into a new folder, which appears when it is complete.

    Args:
        asked: The request; its format is one that is made from chips.
        token: Asked between two chips.

    Yields:
        Progress, chip by chip.

    Returns:
        path, format, features (polygons chosen, without background), of (in the layer), chips, objects, parts (chips
        by part), files, fields, truncated (both empty), notes, torn (as of `export_labels`).

    Raises:
        InputError: the polygons or the raster cannot be read, do not lie on one another, or nothing is left.
        OutputError: the folder exists or cannot be written.
    """
    chosen = format_of(asked.format)
    target, source = chosen.target(asked.out), Path(asked.source)
    chipping = Chipping(asked.chip, asked.overlap, asked.empty, parse_split(asked.split), asked.seed)
    refuse_full(target)
    yield Progress("write", "Reading the labels", 0, 1)
    image, bands, reading = raster_of(source, asked.image)
    with Picture.open(image, bands, reading) as picture, scratch_folder(target) as scratch:
        whole, notes, torn = read_labels(source, asked.layer, asked.beyond, scratch)
        labels = choose(whole, Choice(asked.fids, asked.reviewed, confidence=asked.confidence))
        _check_place(whole, picture, source.name)
        table = table_of(whole, source)
        shapes = _in_pixels(whole, labels, table, picture, asked.pieces)
        plan = plan_chips(picture.shape, chipping, _labelled(shapes))
        if not plan:
            raise InputError(f"No polygon lies on {Path(image).name}.", "Choose the raster that they were made from.")
        made = scratch / "made"
        made.mkdir()
        writer = WRITERS[asked.format](made, table, asked)
        counted = _Counted()
        for number, chip in enumerate(plan):
            token.check()
            yield Progress(
                "write", f"Writing chip {number + 1:,} of {len(plan):,}", number, len(plan), number / len(plan)
            )
            _write_chip(writer, chip, shapes, picture, chipping, counted)
        if not counted.chips:
            raise InputError("No chip holds an object.", "Keep empty chips, or leave fewer polygons out.")
        notes += counted.notes(chipping)
        writer.finish()
        _describe(made, table, asked, chipping, counted, picture, source)
        files = sorted(file.relative_to(made).as_posix() for file in made.rglob("*") if file.is_file())
        publish_folder(made, target)
    return {
        "path": str(target),
        "format": asked.format,
        "features": int((shapes.kept & (shapes.values > 0)).sum()),
        "of": int((shapes.values > 0).sum()),
        "chips": sum(counted.chips.values()),
        "objects": counted.objects,
        "parts": dict(counted.chips),
        "files": files,
        "fields": {},
        "truncated": {},
        "notes": notes,
        "torn": torn,
    }


def refuse_full(target: Path) -> None:
    """Raise OutputError where something of that name is there, unless it is an empty folder."""
    if target.is_symlink() or not target.is_dir() or any(target.iterdir()):
        refuse_existing(target)


def publish_folder(made: Path, target: Path) -> None:
    """Give a finished folder its name; raise OutputError where that was taken meanwhile."""
    refuse_full(target)
    if target.is_dir():
        target.rmdir()  # Windows puts nothing in the place of a folder
    os.replace(made, target)


def raster_of(source: Path, image: str) -> tuple[str, tuple[int, ...], Mapping[str, Any]]:
    """The raster that goes with polygons, its bands and what goes before its own word, as the run had it.

    Raises:
        InputError: none was named, and the polygons lie in no run.
    """
    try:
        recipe = read_recipe(source.parent)
    except InputError as error:
        if not image:
            raise InputError(
                f"{source.name} lies in the folder of no run, so its raster is not known.", "Name the raster, too."
            ) from error
        return image, (), {}
    request = recipe["request"]
    return image or str(recipe["image"]), tuple(request.get("bands") or ()), request.get("reading") or {}


def table_of(labels: Layer, source: Path) -> Table:
    """The classes of a layer: those of its run, and whatever else its polygons name.

    Raises:
        InputError: the layer has no class_name.
    """
    names = labels.fields.get("class_name")
    if names is None:
        raise InputError(f"The layer {labels.name} has no field “class_name”.", "Choose polygons of a run.")
    ids, specs = labels.fields.get("class_id"), classes_beside(source)
    known = {value: spec.name for value, spec in enumerate(specs, start=1)}
    found = [str(name) if name is not None else "" for name in names.values]
    numbered = ids is not None and ids.values.dtype.kind in "iu"
    if ids is not None and numbered:
        for value, name, missing in zip(ids.values.tolist(), found, ids.missing.tolist()):
            if value > 0 and name and not missing:
                known.setdefault(value, name)
    else:
        for name in sorted({*found} - {"", BACKGROUND, *known.values()}):
            known[max(known, default=0) + 1] = name
    colours = class_colours(labels, specs)
    return Table(
        dict(sorted(known.items())),
        {value: colours.get(name) or "#808080" for value, name in known.items()},
        {value: spec.value for value, spec in enumerate(specs, start=1) if spec.value is not None},
        numbered,
    )


def _check_place(labels: Layer, picture: Picture, name: str) -> None:
    if labels.crs and picture.crs and CRS.from_user_input(labels.crs) != CRS.from_user_input(picture.crs):
        raise InputError(
            f"{name} and {Path(picture.path).name} have different coordinate systems.",
            "Save the polygons in the system of the picture first.",
        )


def _in_pixels(whole: Layer, labels: Layer, table: Table, picture: Picture, pieces: bool) -> Shapes:
    """The polygons in pixels. Objects that a run cut are put together again, unless they are wanted in pieces; the rest
    stays in pieces, which are quicker to cut.
    """
    values = table.values(whole)
    usable = np.isin(shapely.get_type_id(whole.geometry), (3, 6)) & ~shapely.is_empty(whole.geometry) & (values >= 0)
    kept = np.isin(whole.fids, labels.fids)
    objects, rest = rows(whole, np.flatnonzero(usable & kept & (values > 0))), usable & ~(kept & (values > 0))
    if not pieces:
        objects, _ = put_together(objects)
    a, b, c, d, e, f = (~Affine(*picture.transform))[:6]
    shapes = shapely.transform(
        np.concatenate([whole.geometry[rest], objects.geometry]),
        lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f]),
    )
    wrong = ~shapely.is_valid(shapes)
    shapes[wrong] = shapely.make_valid(shapes[wrong])
    return Shapes(
        shapes,
        np.concatenate([values[rest], table.values(objects)]),
        np.concatenate([kept[rest], np.ones(objects.fids.size, bool)]),
        np.concatenate([whole.fids[rest], objects.fids]),
        shapely.STRtree(shapes),
        bool((values[usable] == 0).any()),
    )


def _labelled(shapes: Shapes) -> Any:
    """Whether any polygon reaches into a block."""

    @cache
    def labelled(block: Block) -> bool:
        inner = shapely.box(block.col, block.row, block.stop[1], block.stop[0]).buffer(-1e-3, join_style="mitre")
        return bool(shapes.tree.query(inner, predicate="intersects").size)

    return labelled


def _write_chip(
    writer: ChipWriter, chip: Chip, shapes: Shapes, picture: Picture, chipping: Chipping, counted: _Counted
) -> None:
    block = chip.block
    frame = shapely.box(block.col, block.row, block.stop[1], block.stop[0])
    here = np.sort(shapes.tree.query(frame))
    pieces = shapely.intersection(shapes.shapes[here], frame)
    pieces = shapely.transform(pieces, lambda xy: xy - (block.col, block.row))
    objects, values = [], shapes.values[here]
    for place in np.flatnonzero(shapes.kept[here] & (values > 0)):
        parts = [each for each in shapely.get_parts(pieces[place]) if each.geom_type == "Polygon"]
        parts = [each for each in parts if each.area >= LEAST_PX]
        if parts:
            objects.append(Object(int(values[place]), parts, int(shapes.fids[here[place]])))
        elif pieces[place].area > 0:
            counted.slivers += 1
    if not objects and not chipping.empty:
        counted.without += 1
        return
    colours, _ = picture.read(block)
    name = f"{Path(picture.path).stem}_{block.row:06d}_{block.col:06d}"
    transform = tuple(Affine(*picture.transform) * Affine.translation(block.col, block.row))[:6]
    pictures = writer.folder(chip.part, "images")
    write_picture(pictures / f"{name}.png", colours, transform, picture.crs)
    writer.add(chip, name, objects, lambda: _mask(pieces, values, shapes, here, block), (transform, picture.crs))
    counted.chips[chip.part or "all"] += 1
    counted.objects += len(objects)


def _mask(pieces: np.ndarray, values: np.ndarray, shapes: Shapes, here: np.ndarray, block: Block) -> np.ndarray:
    """Class ids of a chip's pixels, (rows, cols); the highest value where there is no label."""
    wide = bool(shapes.values.size) and int(shapes.values.max()) >= UNLABELLED
    none = 65535 if wide else UNLABELLED
    mask = np.full((block.rows, block.cols), none if shapes.covered else 0, np.uint16 if wide else np.uint8)
    burnt = np.where(shapes.kept[here], values, none)
    drawn = [(piece, int(value)) for piece, value in zip(pieces, burnt) if piece.area > 0]
    if drawn:
        rasterio.features.rasterize(drawn, out=mask)
    return mask


class _Counted:
    """What was written."""

    def __init__(self) -> None:
        self.chips: Counter[str] = Counter()
        self.objects = self.slivers = self.without = 0

    def notes(self, chipping: Chipping) -> list[str]:
        """Sentences about what people may not expect."""
        notes = []
        if self.slivers:
            notes.append(f"Pieces of less than a pixel at the edges of chips, left out: {self.slivers:,}.")
        if self.without:
            notes.append(f"Chips without an object, left out: {self.without:,}.")
        missing = [part for part, _ in zip(PARTS, chipping.split) if not self.chips[part]]
        if missing:
            notes.append(f"No chip is for {', '.join(missing)}: the area is too small for such a split.")
        return notes


def _describe(
    folder: Path,
    table: Table,
    asked: Export,
    chipping: Chipping,
    counted: _Counted,
    picture: Picture,
    source: Path,
) -> None:
    """classes.csv, dataset.json, and the run's recipe."""
    with (folder / "classes.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow(("id", "name", "colour", "code", "number"))
        for number, (value, name) in enumerate(table.names.items()):
            lines.writerow((value, as_cell(name), table.colours[value][:7], table.codes.get(value, ""), number))
    told = {
        "format": asked.format,
        "raster": Path(picture.path).name,
        "pixels": list(picture.shape),
        "transform": list(picture.transform),
        "crs": picture.crs,
        "chip": chipping.size,
        "overlap": chipping.overlap,
        "empty": chipping.empty,
        "split": dict(zip(PARTS, chipping.split)),
        "seed": chipping.seed,
        "chips": dict(counted.chips),
        "objects": counted.objects,
        "only": {"selected": asked.fids is not None, "reviewed": asked.reviewed, "confidence": asked.confidence},
        "licence": asked.licence,
        "credit": asked.credit,
    }
    (folder / "dataset.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if (source.parent / RECIPE).is_file():
        shutil.copyfile(source.parent / RECIPE, folder / RECIPE)
