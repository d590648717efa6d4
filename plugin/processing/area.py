"""Layers and extents of QGIS in the plain form that the engine takes."""

from __future__ import annotations

import json
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRasterLayer, QgsRectangle

from ...core.config import Area
from ...core.errors import InputError


def area_of_source(source: Any) -> Area:
    """All polygons of a feature source.

    Raises:
        InputError: it has none.
    """
    geometries = [feature.geometry() for feature in source.getFeatures()]
    found = tuple(json.loads(g.asJson(17)) for g in geometries if not g.isNull() and not g.isEmpty())
    if not found:
        raise InputError("The layer of the area has no polygon.", "Choose another layer, or leave the area empty.")
    return Area(found, wkt(source.sourceCrs()))


def area_of_extent(extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> Area:
    """A rectangle in its own reference system."""
    return Area((json.loads(QgsGeometry.fromRect(extent).asJson(17)),), wkt(crs))


def wkt(crs: QgsCoordinateReferenceSystem) -> str:
    """The reference system in words that every PROJ reads; empty where there is none."""
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED) if crs.isValid() else ""


def readable_source(layer: QgsRasterLayer) -> str:
    """The file (or GDAL's name of it) behind a layer, which the engine opens itself.

    Raises:
        InputError: the layer comes from a web service or a database connection.
    """
    if layer.providerType() != "gdal":
        raise InputError(f"The layer “{layer.name()}” is not a file.",
                         "Save the part you need as a GeoTIFF (Export > Save As) and choose that.")  # fmt: skip
    return layer.source()
