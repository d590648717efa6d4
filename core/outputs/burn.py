"""A class raster from polygons that were edited by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Mapping, Sequence

import numpy as np
import rasterio
import rasterio.features
import shapely
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.errors import RasterioError
from rasterio.transform import Affine
from rasterio.windows import Window

from ..errors import InputError
from ..files.category_names import names_file, write_category_names
from ..files.class_raster import CLASSES_TAG, checksum, class_dtype, classes_text, colour_table, verify_raster
from ..files.layers import Layer, not_written, publish, read_layer, refuse_existing, scratch_folder
from ..files.rasters import open_classes
from ..vocabulary import ClassSpec
from .class_list import moved_now, names_now, specs_now, table_beside
from .torn import look

TILE = 512
STRIP_PX = 16_000_000  # pixels burnt together


def burn(segments: str | Path, layer: str, classes: str | Path, out: str | Path) -> dict:
    """Burn polygons into a new class raster with the grid, nodata, colours and names of another one.

    A pixel takes the class of the last polygon (by feature id) that holds its centre. Where two parts of one polygon
    overlap (an edited polygon may be invalid), holes and islands alternate, as QGIS draws them. Pixels in no polygon
    become background, nodata stays nodata. The GeoPackage may be open in QGIS: it is read through a copy.

    Args:
        segments: A vector file with the fields class_id or class_name.
        layer: The name of its layer; "" for the first one.
        classes: The class raster that the polygons came from; it is not changed.
        out: The class raster to write; must not exist.

    Returns:
        path, polygons (burnt), changed_px (pixels that differ from `classes`), notes, torn (gaps, overlaps as WKT, and
        the notes about them, which are among the others).

    Raises:
        InputError: a file cannot be read, a polygon has no known class, or the coordinate systems differ.
        OutputError: `out` exists or cannot be written.
    """
    target, like = Path(out), Path(classes)
    try:
        grid = open_classes(like)
    except RasterioError as error:
        raise InputError(f"{like.name} cannot be read as a raster.", "Is it complete?") from error
    try:
        with grid, scratch_folder(target) as scratch:  # which clears what a kill left, before the next line looks
            refuse_existing(target, names_file(target))
            polygons = read_layer(segments, layer, scratch)
            _check_crs(polygons, grid.crs, Path(segments).name, like.name)
            names = names_now(like)
            specs = specs_now(like) if table_beside(like) is not None else ()
            shapes, values, notes = _shapes(polygons, grid, names, moved_now(like), Path(segments).name)
            torn = look(polygons, like).to_dict(burnt=True)
            notes += torn["notes"]
            changed, dropped = _burn(shapes, values, grid, scratch / target.name, specs)
            files = [(scratch / target.name, target)]
            if names:
                write_category_names(names_file(scratch / target.name), names)
                files.insert(0, (names_file(scratch / target.name), names_file(target)))
            publish(files, scratch)
    except RasterioError as error:
        raise not_written(target, error) from error
    if dropped:
        notes.append(f"Pixels of polygons where the raster has no data, left without a class: {dropped:,}.")
    return {"path": str(target), "polygons": len(shapes), "changed_px": changed, "notes": notes, "torn": torn}


def _check_crs(polygons: Layer, crs: CRS | None, segments: str, classes: str) -> None:
    if polygons.crs and crs and CRS.from_user_input(polygons.crs) != crs:
        raise InputError(
            f"{segments} and {classes} have different coordinate systems.",
            f"Save the polygons in the system of {classes} first.",
        )


def _shapes(
    layer: Layer, grid: rasterio.DatasetReader, names: list[str], moved: Mapping[int, int], file: str
) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Polygons in pixel units and their class values, in the order of burning; and what was left out."""
    usable = np.isin(shapely.get_type_id(layer.geometry), (3, 6)) & ~shapely.is_empty(layer.geometry)  # (multi)polygon
    notes = []
    if not usable.all():
        notes.append(f"Features without a polygon, left out: {int((~usable).sum()):,}.")
    highest = len(names) - 1 if names else int(np.iinfo(grid.dtypes[0]).max) - 1
    values = _values(layer, {name: value for value, name in enumerate(names) if name}, highest)
    for gone, into in moved.items():
        values[values == gone] = into
    unknown = np.flatnonzero(usable & (values < 0))
    if unknown.size:
        shown = ", ".join(f"{name} {_text(layer, name, unknown[0])}" for name in ("class_id", "class_name"))
        raise InputError(
            f"Polygon {layer.fids[unknown[0]]} of {file} has no class of the raster: {shown} "
            f"({unknown.size:,} such polygons).",
            f"Its classes are {', '.join(f'{v} {n}' for v, n in list(enumerate(names))[:20] if n)}."
            if names
            else f"Give it a class_id from 0 to {highest}.",
        )
    a, b, c, d, e, f = (~grid.transform)[:6]
    pixels = shapely.transform(
        layer.geometry[usable],
        lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f]),
    )
    return pixels, values[usable], notes


def _values(layer: Layer, by_name: Mapping[str, int], highest: int) -> np.ndarray:
    """Class values: class_id where it is one of the raster's, else the value of class_name, else -1."""
    values = np.full(layer.fids.size, -1, np.int64)
    names = layer.fields.get("class_name")
    if names is not None:
        values = np.array([by_name.get(str(name), -1) for name in names.values], np.int64).reshape(values.shape)
        values[names.missing] = -1
    ids = layer.fields.get("class_id")
    if ids is not None and ids.values.dtype.kind in "iuf":
        number = np.where(ids.missing, -1, ids.values)
        known = (number >= 0) & (number <= highest) & (number == np.floor(number))
        values = np.where(known, number, values).astype(np.int64)
    return values


def _text(layer: Layer, name: str, index: int) -> str:
    field = layer.fields.get(name)
    return "is missing" if field is None else "empty" if field.missing[index] else f"“{field.values[index]}”"


def _burn(
    shapes: np.ndarray, values: np.ndarray, grid: rasterio.DatasetReader, path: Path, specs: Sequence[ClassSpec]
) -> tuple[int, int]:
    """Write the raster strip by strip; (pixels that changed, pixels of polygons on nodata).

    `specs` are the classes where their list was edited; empty where those of `grid` hold.
    """
    dtype, nodata = grid.dtypes[0], grid.nodata
    if specs and dtype == "uint8" and class_dtype(len(specs)) != np.uint8:
        dtype, nodata = "uint16", None if nodata is None else 65535
    profile = {
        "driver": "GTiff",
        "width": grid.width,
        "height": grid.height,
        "count": 1,
        "dtype": dtype,
        "crs": grid.crs,
        "transform": grid.transform,
        "nodata": nodata,
        "tiled": True,
        "blockxsize": TILE,
        "blockysize": TILE,
        "compress": "deflate",
        "BIGTIFF": "IF_SAFER",
    }
    boxes = shapely.bounds(shapes).reshape(-1, 4)
    rows = max(STRIP_PX // grid.width // TILE, 1) * TILE
    changed = dropped = crc = 0
    with rasterio.open(path, "w", **profile) as raster:
        if specs:
            raster.write_colormap(1, colour_table(specs, 255 if nodata is None else int(nodata)))
        elif "palette" in {interpretation.name for interpretation in grid.colorinterp}:
            raster.write_colormap(1, grid.colormap(1))
        raster.update_tags(**{k: v for k, v in grid.tags().items() if k != "AREA_OR_POINT"})
        if specs:
            raster.update_tags(**{CLASSES_TAG: classes_text(specs)})
        for row in range(0, grid.height, rows):
            window = Window(0, row, grid.width, min(rows, grid.height - row))
            try:
                before = grid.read(1, window=window)
            except RasterioError as error:
                raise InputError(f"{Path(grid.name).name} cannot be read to its end.", "Is it complete?") from error
            after = np.zeros(before.shape, dtype)
            here = (boxes[:, 3] > row) & (boxes[:, 1] < row + window.height)
            if here.any():
                rasterio.features.rasterize(
                    zip(shapes[here], values[here].tolist()), out=after, transform=Affine.translation(0, row)
                )
            if grid.nodata is not None:
                outside = before == grid.nodata
                dropped += int(np.count_nonzero(after[outside]))
                after[outside] = before[outside] if nodata == grid.nodata else nodata
            else:
                outside = np.zeros(before.shape, bool)
            changed += int(np.count_nonzero((after != before) & ~outside))
            raster.write(after, 1, window=window)
            crc = checksum(after, crc)
    factors = [2**k for k in range(1, 16) if max(grid.shape) >> k >= 256]
    if factors:
        with rasterio.open(path, "r+") as raster:
            raster.build_overviews(factors, Resampling.nearest)
    verify_raster(path, crc, len(factors))
    return changed, dropped
