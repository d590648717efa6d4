"""An area from a file of polygons, for the command line; QGIS passes its geometries itself."""

from __future__ import annotations

from pathlib import Path

from .config import Area
from .errors import InputError


def read_area(path: str | Path) -> Area:
    """All polygons of a vector file's first layer.

    Raises:
        InputError: the file cannot be read, or holds no polygon.
    """
    import pyogrio
    import shapely

    path = Path(path)
    try:
        meta, _, geometries, _ = pyogrio.raw.read(path, columns=[], force_2d=True)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(f"The area {path.name} cannot be read.", "Give a vector file with polygons.") from error
    shapes = [shape for shape in shapely.from_wkb(geometries) if shape is not None and not shape.is_empty]
    polygons = [shape for shape in shapes if shape.geom_type in ("Polygon", "MultiPolygon")]
    if not polygons:
        raise InputError(f"The area {path.name} holds no polygon.", "Give a vector file with polygons.")
    return Area(tuple(shapely.geometry.mapping(polygon) for polygon in polygons), meta["crs"] or "")
