"""Pieces of a run's raster that show a class, as the networks see support pictures."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import shapely
from rasterio.features import rasterize
from rasterio.transform import Affine
from shapely.geometry.base import BaseGeometry

from ..errors import InputError
from ..files.layers import read_layer, scratch_folder
from ..lattice import Window
from ..raster.source import Source
from ..recipe import LAYER, SEGMENTS
from ..results import newest


def cut_chip(source: Source, shape: BaseGeometry, side: int) -> tuple[np.ndarray, np.ndarray, bool]:
    """The square of working pixels around a shape.

    Args:
        source: The run's raster.
        shape: Polygon in its coordinates.
        side: Of the square, working pixels.

    Returns:
        (3, side, side) uint8; (side, side) bool, the pixels whose middle the shape holds, where there is data; whether
        the shape is larger than the square, which is then at the place furthest from the shape's border.

    Raises:
        InputError: it holds no pixel with data.
    """
    a, b, c, d, e, f = (~Affine(*source.grid.transform))[:6]
    shape = shapely.transform(
        shape, lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f])
    )
    if shape.is_empty or not np.isfinite(shape.bounds).all():
        raise _nothing()
    left, top, right, bottom = shape.bounds
    larger = max(right - left, bottom - top) > side
    col, row = _heart(shape) if larger else ((left + right) / 2, (top + bottom) / 2)
    first = [round(at - side / 2) for at in (row, col)]
    row, col = (max(0, min(at, length - side)) for at, length in zip(first, source.grid.shape))
    if row >= source.grid.rows or col >= source.grid.cols:
        raise _nothing()
    picture, valid = source.read(Window(row, col, side, 0))
    inside = rasterize([(shape, 1)], out_shape=(side, side), transform=Affine.translation(col, row), dtype="uint8")
    mask = (inside > 0) & valid
    if not mask.any():
        raise _nothing()
    return picture, mask, larger


def box_shape(box: Sequence[float]) -> BaseGeometry:
    """A rectangle: left, bottom, right, top.

    Raises:
        InputError: it is none.
    """
    sides = [float(value) for value in box if isinstance(value, (int, float))]
    if len(sides) != 4 or len(box) != 4 or not np.isfinite(sides).all():
        raise InputError("A box has four numbers: left, bottom, right and top.", "Draw it again.")
    return shapely.box(*sides)


def polygon_shapes(folder: Path, fids: Sequence[int]) -> list[BaseGeometry]:
    """Polygons of a run's newest `segments` by their numbers.

    Raises:
        InputError: one is not there, or the file cannot be read.
    """
    if not fids:
        return []
    file = newest(folder, SEGMENTS)
    with scratch_folder(file) as scratch:
        layer = read_layer(file, LAYER, scratch)
    there = dict(zip(layer.fids.tolist(), layer.geometry))
    gone = [fid for fid in fids if there.get(fid) is None]
    if gone:
        raise InputError(f"{file.name} has no polygon {gone[0]}.", "Choose it again in the newest layer of this run.")
    return [there[fid] for fid in fids]


def _heart(shape: BaseGeometry) -> tuple[float, float]:
    """The place of a shape that is furthest from its border, column and row."""
    sound = shapely.make_valid(shape)
    parts = [part for part in shapely.get_parts(sound) if part.geom_type == "Polygon"] or [sound]
    largest = max(parts, key=lambda part: part.area)
    point = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=1.0), 0)
    return float(point.x), float(point.y)


def _nothing() -> InputError:
    return InputError("This piece of the map holds no pixel of the run's raster.", "Draw a larger box, on the raster.")
