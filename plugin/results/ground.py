"""The area of a polygon on the ground as an expression that QGIS keeps in step while people edit."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsDistanceArea,
    QgsGeometry,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)

EQUAL_AREA = "EPSG:6933"  # a cylindrical projection of the ellipsoid WGS 84 that keeps areas
EARTH_M = (6.3e6, 6.4e6)  # the semi-major axis of every ellipsoid of the earth


def ground_area(layer: QgsVectorLayer) -> str:
    """An expression for a polygon's area on the ellipsoid, in square metres; "" where nothing tells what a metre is.

    Not `$area`, which follows the project's ellipsoid: the plane's area of a projection that keeps areas, worked out
    in C++ in microseconds. Expressions name coordinate systems by authority alone; for others the scale at the
    layer's middle is taken.
    """
    crs = layer.crs()
    if not crs.isValid():
        return ""
    if ":" in crs.authid() and _of_the_earth(crs) and not crs.authid().startswith("USER:"):
        return f"area(transform($geometry, '{crs.authid()}', '{EQUAL_AREA}'))"
    scale = _scale(crs, layer.extent())
    return f"area($geometry) * {scale!r}" if scale else ""


def _of_the_earth(crs: QgsCoordinateReferenceSystem) -> bool:
    ellipsoid = QgsDistanceArea()
    return ellipsoid.setEllipsoid(crs.ellipsoidAcronym()) and EARTH_M[0] < ellipsoid.ellipsoidSemiMajor() < EARTH_M[1]


def _scale(crs: QgsCoordinateReferenceSystem, extent: QgsRectangle) -> float:
    """Square metres in a square unit of the map, at the middle of an extent; 0 where nothing tells."""
    metres = QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters)
    plain = 0.0 if crs.isGeographic() else metres * metres
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsCoordinateTransformContext())
    side = max(extent.width(), extent.height()) / 100
    if not side or not crs.ellipsoidAcronym() or not measure.setEllipsoid(crs.ellipsoidAcronym()):
        return plain
    middle = extent.center()
    square = QgsRectangle(middle.x() - side, middle.y() - side, middle.x() + side, middle.y() + side)
    try:
        return measure.measureArea(QgsGeometry.fromRect(square)) / square.area() or plain
    except QgsCsException:
        return plain
