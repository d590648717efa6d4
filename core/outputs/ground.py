"""Areas on the ground: on the ellipsoid of the coordinate system, whatever its projection does to lengths."""

from __future__ import annotations

import math
import re
import warnings

import numpy as np
import shapely
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.warp import transform as transform_points

STEP_M = 500.0  # longer edges are split: straight in one projection is curved in another
_SPHEROID = re.compile(r'(?:ELLIPSOID|SPHEROID)\["(?:[^"]|"")*",\s*([\d.eE+]+),\s*([\d.eE+]+)')
_BASE = re.compile(r"(?:BASEGEOGCRS|BASEGEODCRS|GEOGCRS|GEOGCS)\[")


def ground_areas(polygons: np.ndarray, crs: CRS | None) -> np.ndarray | None:
    """Areas in square metres.

    Points are brought to longitude and latitude of the same datum and from there into the cylindrical projection that
    keeps areas (Snyder 1987, equations 3-12 and 10-15), where the plane's area is the ellipsoid's.

    Args:
        polygons: (n,) polygons in map units; None where there is no geometry.
        crs: Of the polygons.

    Returns:
        (n,) float64, NaN without a geometry; in a local system that knows no earth, the plane's; None where nothing
        says how long a metre is.
    """
    if not crs:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            areas = _on_ellipsoid(polygons, crs)
    except (RasterioError, CPLE_BaseError, ValueError, AttributeError):
        areas = None
    if areas is not None and np.isfinite(areas[~shapely.is_missing(polygons)]).all():
        return areas
    try:
        metres = float("nan") if crs.is_geographic else float(crs.units_factor[1])  # also of a local system
    except (RasterioError, CPLE_BaseError, ValueError):
        return None
    return shapely.area(polygons) * metres**2 if metres > 0 else None


def _on_ellipsoid(polygons: np.ndarray, crs: CRS) -> np.ndarray | None:
    figure = _SPHEROID.search(crs.to_wkt())
    if figure is None:
        return None
    axis, inverse = float(figure[1]), float(figure[2])
    squared = (2 - 1 / inverse) / inverse if inverse else 0.0  # eccentricity
    base = crs if crs.is_geographic else _geographic(crs)
    unit = base.units_factor[1]  # radians
    step = STEP_M / axis / unit if crs.is_geographic else STEP_M / crs.linear_units_factor[1]
    middle: list[float] = []

    def equal_area(xy: np.ndarray) -> np.ndarray:
        lon, lat = (xy[:, 0], xy[:, 1]) if base is crs else map(np.array, transform_points(crs, base, *xy.T.tolist()))
        lon, lat = lon * unit, lat * unit
        if not middle:
            middle.extend((float(lon[0]), float(lat[0])))
        east = lon - middle[0]
        if base is not crs:
            east = (east + math.pi) % (2 * math.pi) - math.pi  # a projection may cross the 180th meridian
        return np.stack([axis * east, axis / 2 * (_authalic(lat, squared) - _authalic(middle[1], squared))], axis=1)

    return np.where(
        shapely.is_missing(polygons),
        np.nan,
        shapely.area(shapely.transform(shapely.segmentize(polygons, step), equal_area)),
    )


def _authalic(lat: np.ndarray | float, squared: float) -> np.ndarray:
    """Twice the sine of the latitude that has the same share of a sphere's surface below it (Snyder 3-12)."""
    sine = np.sin(lat)
    if not squared:
        return 2 * sine
    e = math.sqrt(squared)
    return (1 - squared) * (sine / (1 - squared * sine**2) + np.arctanh(e * sine) / e)


def _geographic(crs: CRS) -> CRS:
    """The longitudes and latitudes that a projection is made of."""
    wkt = crs.to_wkt(version="WKT1_GDAL")
    start = _BASE.search(wkt)
    if start is None:
        raise ValueError("no geographic base")
    depth, quoted = 0, False
    for end in range(start.start(), len(wkt)):
        quoted ^= wkt[end] == '"'
        depth += 0 if quoted else (wkt[end] == "[") - (wkt[end] == "]")
        if wkt[end] == "]" and not quoted and depth == 0:
            return CRS.from_wkt(wkt[start.start() : end + 1])
    raise ValueError("no complete geographic base")
