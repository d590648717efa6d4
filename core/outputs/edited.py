"""Which polygons of a run of the first format a person has changed: they differ from what its class raster gives."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping

import numpy as np
import rasterio
import shapely
from rasterio.errors import RasterioError
from rasterio.transform import Affine

from ..errors import InputError
from ..files.class_raster import checksum, verify_raster
from ..files.layers import Layer, read_layer
from ..progress import result_of
from ..recipe import CLASSES, LAYER
from .cutting import MOST
from .fitting import on_fine_grid
from .polygons import polygonise

SAME_PX = 2.0  # pixels by which two shapes may differ and still count as the same: rounding, another GEOS
SAME_SHARE = 0.01


def edited(layer: Layer, folder: Path, recipe: Mapping[str, Any], scratch: Path) -> np.ndarray:
    """Which polygons a person has changed, of those whose `origin` nobody has written: bool (features,).

    Args:
        layer: The polygons as they are now.
        folder: The run's folder.
        recipe: Of the run.
        scratch: A folder for the polygons as they were.
    """
    origin = layer.fields.get("origin")
    unknown = np.ones(layer.fids.size, bool) if origin is None else origin.missing.copy()
    if not unknown.any():
        return unknown
    try:
        was, transform = _as_made(folder / CLASSES, recipe, scratch)
    except InputError:
        return np.zeros(layer.fids.size, bool)  # without its class raster nothing can be compared
    now = _in_pixels(layer.geometry, transform)
    ids, ids_then = _ids(layer), _ids(was)
    before = _in_pixels(was.geometry, transform)
    known = {(shape, value) for shape, value in zip(_keys(before), ids_then)}
    changed = np.array([(shape, value) not in known for shape, value in zip(_keys(now), ids)], bool) & unknown
    tree = shapely.STRtree(before)
    for row in np.flatnonzero(changed):
        if now[row] is None or shapely.is_empty(now[row]):
            changed[row] = False
            continue
        for other in tree.query(now[row], predicate="intersects"):
            if ids_then[other] == ids[row]:
                apart = shapely.area(shapely.symmetric_difference(now[row], before[other]))
                if apart <= max(SAME_PX, SAME_SHARE * shapely.area(now[row])):
                    changed[row] = False
                    break
    return changed


def _as_made(classes: Path, recipe: Mapping[str, Any], scratch: Path) -> tuple[Layer, Affine]:
    """The polygons as the run made them, made once more from its class raster."""
    options = recipe["identity"].get("options", {})
    names = [spec["name"] for spec in recipe["identity"]["classes"]]
    source = on_working_grid(classes, recipe, scratch)
    with rasterio.open(source) as raster:
        transform = raster.transform
    job = polygonise(
        source,
        scratch / "as_made.gpkg",
        names,
        min_area_px=int(options.get("min_area_px", 16)),
        simplify_px=float(options.get("simplify_px", 1.0)),
        most=MOST if recipe.get("format") else None,  # 0.1 cut nothing
    )
    result_of(job, lambda _event: None)
    return read_layer(scratch / "as_made.gpkg", LAYER, scratch), transform


def on_working_grid(classes: Path, recipe: Mapping[str, Any], scratch: Path) -> Path:
    """The class raster on the working grid: the file itself, or made of one on the source's pixels."""
    rows, cols = recipe["identity"].get("raster", {}).get("factors", (1, 1))
    if recipe["identity"].get("grid", "working") == "working" or (rows, cols) == (1, 1):
        return classes
    try:
        with rasterio.open(classes) as raster:
            values, nodata = raster.read(1), raster.nodata
            profile = {**raster.profile, "transform": raster.transform * Affine.scale(cols, rows)}
    except RasterioError as error:
        raise InputError(f"{classes.name} cannot be read as a raster.", "Is it complete?") from error
    high, wide = -(-values.shape[0] // rows), -(-values.shape[1] // cols)
    cells = np.full((high * rows, wide * cols), nodata, values.dtype)
    cells[: values.shape[0], : values.shape[1]] = values
    values = cells.reshape(high, rows, wide, cols).min((1, 3))  # all pixels of a cell are alike, or nodata, the largest
    made = scratch / "working.tif"
    profile.update(width=wide, height=high)
    with rasterio.open(made, "w", **profile) as raster:
        raster.write(values, 1)
    verify_raster(made, checksum(values))
    return made


def _in_pixels(geometry: np.ndarray, transform: Affine) -> np.ndarray:
    a, b, c, d, e, f = (~transform)[:6]
    return on_fine_grid(
        shapely.transform(
            geometry, lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f])
        )
    )


def _keys(shapes: np.ndarray) -> list[bytes]:
    return shapely.to_wkb(shapely.normalize(shapes)).tolist()


def _ids(layer: Layer) -> list[int | None]:
    field = layer.fields.get("class_id")
    if field is None:
        return [None] * layer.fids.size
    return [None if gone else int(value) for value, gone in zip(field.values, field.missing)]
