"""Where to work: the map's extent, a drawn shape or polygons of a layer, brought to the raster and checked."""

from __future__ import annotations

import json
from typing import Any, Iterable, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)

from ...core.config import Area
from ...core.errors import InputError
from ..translation import tr

EDGE_POINTS = 64  # a straight edge is curved in another CRS; the longest gets this many points
MUCH_LARGER = 50.0  # than the raster: a drawn shape that is gets cut
HALF_WORLD_M, HALF_WORLD_DEGREES = 20037508.0, 180.0


def area_of_rectangle(rectangle: QgsRectangle, crs: QgsCoordinateReferenceSystem, raster: QgsRasterLayer) -> Area:
    """A rectangle of the map, such as the canvas.

    Raises:
        InputError: it does not touch the raster.
    """
    there = _raster_in(crs, raster)
    common = rectangle if there is None else rectangle.intersect(there)
    geometry = QgsGeometry.fromRect(rectangle if common.isEmpty() else common).densifyByCount(20)
    return _area(
        [geometry],
        crs,
        raster,
        tr("The map shows no part of “{raster}”."),
        tr("Zoom to the raster and press Run again."),
    )


def area_of_shape(shape: QgsGeometry | None, crs: QgsCoordinateReferenceSystem, raster: QgsRasterLayer) -> Area:
    """A shape drawn on the map.

    Raises:
        InputError: none was drawn, or it does not touch the raster.
    """
    if shape is None or shape.isEmpty():
        raise InputError(tr("No area is drawn yet."), tr("Press “Draw on the map”, draw it, and press Run again."))
    there, box = _raster_in(crs, raster), shape.boundingBox()
    if there is not None and max(box.width() / there.width(), box.height() / there.height()) > MUCH_LARGER:
        common = shape.intersection(QgsGeometry.fromRect(there))
        shape = shape if common.isEmpty() else common
    return _area([shape], crs, raster, tr("The drawn area lies outside “{raster}”."), tr("Draw it over the raster."))


def area_of_square(square: QgsGeometry, crs: QgsCoordinateReferenceSystem, raster: QgsRasterLayer) -> Area:
    """A square around the middle of the map.

    Raises:
        InputError: it does not touch the raster.
    """
    return _area(
        [square],
        crs,
        raster,
        tr("The middle of the map shows no part of “{raster}”."),
        tr("Move the map to the raster."),
    )


def area_of_features(polygons: QgsVectorLayer | None, raster: QgsRasterLayer) -> Area:
    """The selected features of a polygon layer, or all of them when none is selected.

    Raises:
        InputError: no layer, no feature, or none that touches the raster.
    """
    if polygons is None:
        raise InputError(tr("No polygon layer is chosen for the area."), tr("Choose one, or take the whole layer."))
    request = QgsFeatureRequest().setNoAttributes()
    if polygons.selectedFeatureCount():
        request.setFilterFids(polygons.selectedFeatureIds())
    geometries = [f.geometry() for f in polygons.getFeatures(request) if f.hasGeometry() and not f.geometry().isEmpty()]
    if not geometries:
        raise InputError(
            tr("The layer “{layer}” holds no polygon.").format(layer=polygons.name()),
            tr("Draw one, or choose another layer."),
        )
    return _area(
        geometries,
        polygons.crs(),
        raster,
        tr("The polygons of “{layer}” lie outside “{raster}”.").replace("{layer}", polygons.name()),
        tr("Choose polygons that cover a part of the raster."),
    )


def area_in(area: Area, crs: QgsCoordinateReferenceSystem, name: str) -> QgsGeometry:
    """An area as one shape in another CRS; `name` is the layer's, for what is told.

    Raises:
        InputError: it cannot be brought there, or it would be torn apart at the 180th meridian.
    """
    shapes = [_shape(geometry) for geometry in area.geometries]
    here = QgsCoordinateReferenceSystem(area.crs)
    if here.isValid() and crs.isValid() and here != crs:
        transform = QgsCoordinateTransform(here, crs, QgsProject.instance())
        degrees = crs.mapUnits() == QgsUnitTypes.DistanceUnit.DistanceDegrees
        half = HALF_WORLD_DEGREES if degrees else HALF_WORLD_M / _metres(crs)
        shapes = [_moved(shape, transform, half, name) for shape in shapes]
    union = QgsGeometry.unaryUnion(shapes)
    return union if not union.isEmpty() else QgsGeometry.collectGeometry(shapes)


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """A CRS as AUTHORITY:CODE, as WKT where it has no code, "" where there is none."""
    if not crs.isValid():
        return ""
    code = crs.authid()
    if code and not code.startswith("USER:"):
        return code
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)


def _raster_in(crs: QgsCoordinateReferenceSystem, raster: QgsRasterLayer) -> QgsRectangle | None:
    """Where a raster lies in another CRS, which shapes are cut to: a map of the world has no place in a national CRS.

    None where there is nothing to cut to.
    """
    if not crs.isValid() or not raster.crs().isValid() or crs == raster.crs():
        return None
    try:
        there = QgsCoordinateTransform(raster.crs(), crs, QgsProject.instance()).transformBoundingBox(raster.extent())
    except QgsCsException:
        return None
    return None if there.isEmpty() or not there.isFinite() else there


def _area(
    geometries: Sequence[QgsGeometry],
    crs: QgsCoordinateReferenceSystem,
    raster: QgsRasterLayer,
    outside: str,
    hint: str,
) -> Area:
    area = Area(tuple(shape for geometry in geometries for shape in _plain(geometry)), crs_text(crs))
    there = area_in(area, raster.crs(), raster.name()).boundingBox()
    if not raster.extent().intersects(there):
        raise InputError(outside.replace("{raster}", raster.name()), hint)
    return area


def _plain(geometry: QgsGeometry) -> list[dict[str, Any]]:
    """A geometry as GeoJSON polygons: curves become segments, heights are left out."""
    flat = QgsGeometry(geometry.constGet().segmentize())
    flat.get().dropZValue()
    flat.get().dropMValue()
    return [json.loads(part.asJson(17)) for part in flat.asGeometryCollection()]


def _shape(geometry: dict[str, Any]) -> QgsGeometry:
    """The inverse of `_plain`."""

    def polygon(rings: Iterable[Any]) -> list[list[QgsPointXY]]:
        return [[QgsPointXY(*point[:2]) for point in ring] for ring in rings]

    if geometry["type"] == "MultiPolygon":
        return QgsGeometry.fromMultiPolygonXY([polygon(rings) for rings in geometry["coordinates"]])
    return QgsGeometry.fromPolygonXY(polygon(geometry["coordinates"]))


def _moved(shape: QgsGeometry, transform: QgsCoordinateTransform, half_world: float, name: str) -> QgsGeometry:
    box = shape.boundingBox()
    shape = shape.densifyByDistance(max(box.width(), box.height(), 1e-12) / EDGE_POINTS)
    try:
        shape.transform(transform)
    except QgsCsException as error:
        raise _no_place(name) from error
    if not shape.boundingBox().isFinite():
        raise _no_place(name)
    last = None
    for vertex in shape.vertices():
        if last is not None and abs(vertex.x() - last) > half_world:
            raise InputError(
                tr("The area crosses the 180th meridian, where “{layer}” is torn into two ends.").format(layer=name),
                tr("Run each side by itself: one area west of the meridian, one east of it."),
            )
        last = vertex.x()
    return shape


def _no_place(name: str) -> InputError:
    return InputError(
        tr("The area reaches where the coordinate system of “{layer}” ends.").format(layer=name),
        tr("Zoom in, or draw the area over the raster."),
    )


def _metres(crs: QgsCoordinateReferenceSystem) -> float:
    return QgsUnitTypes.fromUnitToUnitFactor(crs.mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters) or 1.0
