"""Gaps and overlaps of polygons that should be a coverage: counted and told, since neither is seen on a map."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
import rasterio.features
import shapely
import shapely.geometry
from rasterio.crs import CRS
from rasterio.errors import RasterioError

from ..files.layers import Layer
from .edges import is_coverage
from .ground import ground_areas

MOST = 500  # gaps, and overlaps, that are handed on: the largest
ROUNDING = 1e-6  # of the smallest polygon: what is smaller is no hole but arithmetic


@dataclass(frozen=True)
class Torn:
    """What is wrong with a coverage.

    Attributes:
        gaps: (g,) where there is no polygon.
        overlaps: (o,) where there are two.
        crs: Of the shapes.
    """

    gaps: np.ndarray
    overlaps: np.ndarray
    crs: str

    def notes(self, burnt: bool = False) -> list[str]:
        """Sentences; none where nothing is wrong."""
        notes = []
        if len(self.gaps):
            where = _where(self.gaps)
            notes.append(f"The polygons leave gaps: {len(self.gaps):,} in all, {self._size(self.gaps)}, near {where}.")
        if len(self.overlaps):
            where = _where(self.overlaps)
            notes.append(f"Polygons overlap: {len(self.overlaps):,} times, {self._size(self.overlaps)}, near {where}.")
        if notes and burnt:
            notes.append("In the raster gaps are background, and where polygons overlap the later one counts.")
        return notes

    def to_dict(self, burnt: bool = False) -> dict[str, list[str]]:
        """Notes, and the largest gaps and overlaps as WKT in the layer's coordinates, for what shows and mends them."""
        return {"notes": self.notes(burnt), "gaps": _largest(self.gaps), "overlaps": _largest(self.overlaps)}

    def _size(self, shapes: np.ndarray) -> str:
        found = ground_areas(shapes, CRS.from_user_input(self.crs) if self.crs else None)
        if found is None:
            return f"{shapely.area(shapes).sum():,.6g} square units of the map"
        return f"{found.sum():,.3g} m²" if found.sum() < 10 else f"{found.sum():,.0f} m²"


def _largest(shapes: np.ndarray) -> list[str]:
    order = np.argsort(-shapely.area(shapes))[:MOST] if len(shapes) else []
    return [str(text) for text in shapely.to_wkt(shapes[order], rounding_precision=-1)] if len(shapes) else []


def _where(shapes: np.ndarray) -> str:
    """A place in the largest of them."""
    place = shapely.point_on_surface(shapes[int(np.argmax(shapely.area(shapes)))])
    return f"{place.x:.8g}, {place.y:.8g}"


def look(layer: Layer, classes: Path | None) -> Torn:
    """Gaps and overlaps of a run's polygons.

    Args:
        layer: The polygons.
        classes: A class raster of the run, which says where there is data; without one only holes are gaps.
    """
    shapes = layer.geometry[np.isin(shapely.get_type_id(layer.geometry), (3, 6)) & ~shapely.is_empty(layer.geometry)]
    nothing = np.array([], object)
    if not shapes.size:
        return Torn(nothing, nothing, layer.crs)
    shapes = np.where(shapely.is_valid(shapes), shapes, shapely.make_valid(shapes))
    ground, pixel = _ground(classes)
    sound = is_coverage(_parts(shapes))
    if sound and ground is not None and abs(ground - shapely.area(shapes).sum()) <= 1e-3 * pixel + 1e-9 * ground:
        return Torn(nothing, nothing, layer.crs)
    union = shapely.union_all(shapes)
    gaps = _parts(_holes(union) if ground is None or classes is None else shapely.difference(_data(classes), union))
    overlaps = nothing if sound else _overlaps(shapes)
    least = max(ROUNDING * float(shapely.area(shapes).min()), 1e-3 * pixel)
    return Torn(gaps[shapely.area(gaps) > least], overlaps[shapely.area(overlaps) > least], layer.crs)


def _ground(classes: Path | None) -> tuple[float | None, float]:
    """The area that a class raster labels, and that of a pixel, in units of the map."""
    if classes is None:
        return None, 0.0
    try:
        with rasterio.open(classes) as raster:
            pixel, windows = abs(raster.transform.determinant), [window for _, window in raster.block_windows(1)]
            count = sum(int(np.count_nonzero(raster.read(1, window=each) != raster.nodata)) for each in windows)
            return count * pixel, pixel
    except RasterioError:
        return None, 0.0


def _data(classes: Path) -> shapely.Geometry:
    """Where a class raster has data."""
    with rasterio.open(classes) as raster:
        mask = (raster.read(1) != raster.nodata).astype(np.uint8)
        found = rasterio.features.shapes(mask, mask.astype(bool), 4, raster.transform)
        return shapely.union_all([shapely.geometry.shape(shape) for shape, _ in found])


def _holes(union: shapely.Geometry) -> shapely.Geometry:
    rings = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    return shapely.union_all([shapely.Polygon(ring) for ring in rings])


def _overlaps(shapes: np.ndarray) -> np.ndarray:
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = one < other
    common = shapely.intersection(shapes[one[pairs]], shapes[other[pairs]])
    return _parts(shapely.union_all(common[shapely.area(common) > 0]))


def _parts(shapes: np.ndarray | shapely.Geometry) -> np.ndarray:
    parts = shapely.get_parts(shapely.get_parts(shapes))
    return parts[shapely.get_dimensions(parts) == 2]
