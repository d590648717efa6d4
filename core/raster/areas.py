"""The user's area of interest on the working grid."""

from __future__ import annotations

import math
import warnings
from pathlib import Path

import numpy as np
import shapely
from affine import Affine
from rasterio.crs import CRS
from rasterio.features import rasterize
from rasterio.warp import transform as transform_points
from shapely.geometry.base import BaseGeometry

from ..config import Area
from ..errors import InputError
from ..files.rasters import check_place
from ..lattice import Block, plan_blocks
from .grid import NO_PLACE, WorkingGrid

TILE = 1024  # masks are drawn in tiles of a fixed lattice, so that a pixel's answer cannot depend on the block
_NEXT = "Draw it over the raster, or choose the whole layer."


def area_on_grid(area: Area, grid: WorkingGrid) -> BaseGeometry:
    """The area in grid pixels: x = columns, y = rows.

    Raises:
        InputError: no polygon, or one that cannot be brought into the raster's coordinates.
    """
    try:
        shapes = [shapely.geometry.shape(geometry) for geometry in area.geometries]
        parts = [shapely.make_valid(s) for s in shapes if s.geom_type in ("Polygon", "MultiPolygon") and not s.is_empty]
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, shapely.errors.ShapelyError) as error:
        raise InputError("The area cannot be read.", "Use a layer or a GeoJSON file with polygons.") from error
    if not parts:
        raise InputError("The area holds no polygon.", "Use a layer or a GeoJSON file with polygons.")
    union = shapely.union_all(parts)
    if area.crs and grid.crs:
        union = _reprojected(union, area.crs, grid.crs)
    a, b, c, d, e, f = (~Affine(*grid.transform))[:6]
    return shapely.transform(
        union, lambda xy: np.stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f], axis=1)
    )


def _reprojected(shape: BaseGeometry, source: str, target: str) -> BaseGeometry:
    try:
        here, there = CRS.from_user_input(source), CRS.from_user_input(target)
        if here == there:
            return shape
        low_x, low_y, high_x, high_y = shape.bounds
        # Straight edges become curves elsewhere: 64 steps along the longest side follow them within a pixel or so.
        shape = shapely.segmentize(shape, max(high_x - low_x, high_y - low_y) / 64 or 1.0)

        def move(xy: np.ndarray) -> np.ndarray:
            return np.stack(transform_points(here, there, xy[:, 0], xy[:, 1]), axis=1)

        moved = shapely.transform(shape, move)
    except NO_PLACE as error:
        raise InputError(
            "The area cannot be brought into the raster's coordinate system.",
            "Check the area's own coordinate system (a GeoJSON file means degrees unless it says otherwise), "
            "or save it in the raster's.",
        ) from error
    if not all(math.isfinite(v) for v in moved.bounds):
        raise InputError("The area reaches where the raster's coordinate system ends.", _NEXT)
    return shapely.make_valid(moved)


def doubt(area: Area | None, grid: WorkingGrid) -> str:
    """What the user should know where only one of area and raster says in which coordinates it is; else ""."""
    if area is None or bool(area.crs) == bool(grid.crs):
        return ""
    silent = "raster" if area.crs else "area"
    return f"The {silent} has no coordinate system; area and raster are taken to be in the same coordinates."


def bounding_block(shape: BaseGeometry, grid: WorkingGrid) -> Block:
    """The smallest block that holds the shape, within the grid.

    Raises:
        InputError: they have nothing in common.
    """
    common = shapely.intersection(shape, shapely.box(0, 0, grid.cols, grid.rows))
    if shape.area == 0:
        raise InputError("The area is a line or a point: nothing lies in it.", _NEXT)
    if common.area == 0:
        raise InputError("The area lies outside the raster.", _NEXT)
    left, top, right, bottom = common.bounds
    row, col = min(math.floor(top), grid.rows - 1), min(math.floor(left), grid.cols - 1)
    return Block(row, col, max(1, math.ceil(bottom) - row), max(1, math.ceil(right) - col))


def mask_of(shape: BaseGeometry, block: Block) -> np.ndarray:
    """Whether the centre of each pixel of the block lies in the shape, bool (rows, cols)."""
    mask = np.zeros((block.rows, block.cols), bool)
    for part in plan_blocks(block, TILE):
        corner = Block(part.row - part.row % TILE, part.col - part.col % TILE, TILE, TILE)
        tile = rasterize([shape], (TILE, TILE), transform=Affine.translation(corner.col, corner.row), dtype="uint8")
        mask[part.slices_in(block)] = tile[part.slices_in(corner)] == 1
    return mask


def read_area(path: str | Path) -> Area:
    """All polygons of a vector file's first layer.

    Raises:
        InputError: the file cannot be read, or holds no polygon.
    """
    import pyogrio

    path = Path(path)
    check_place(str(path))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of a ring that is not closed; told below
            meta, _, geometries, _ = pyogrio.raw.read(path, columns=[], force_2d=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(f"The area {path.name} cannot be read.", "Give a vector file with polygons.") from error
    try:
        listed = [] if geometries is None else shapely.from_wkb(geometries)  # None: a table without shapes
    except shapely.errors.ShapelyError as error:
        raise InputError(
            f"A shape in the area {path.name} is damaged, for example a ring that does not end where it began.",
            "Repair it in QGIS (Fix geometries), or draw it again.",
        ) from error
    shapes = [shape for shape in listed if shape is not None and not shape.is_empty]
    polygons = [shape for shape in shapes if shape.geom_type in ("Polygon", "MultiPolygon")]
    if not polygons:
        raise InputError(f"The area {path.name} holds no polygon.", "Give a vector file with polygons.")
    return Area(tuple(shapely.geometry.mapping(polygon) for polygon in polygons), meta["crs"] or "")
