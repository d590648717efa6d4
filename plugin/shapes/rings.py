"""Polygons as plain rings and back, by their binary form: exact to the bit, and quick with thousands of corners."""

from __future__ import annotations

import struct
from itertools import chain
from typing import Iterable, Sequence

from qgis.core import QgsGeometry, QgsWkbTypes

from .noder import Path

_POLYGON, _LINE, _LINES = 3, 2, 5  # of the OGC's well-known binary


def rings_of(shape: QgsGeometry) -> list[Path]:
    """The rings of a polygon, or of all parts of several; heights are left out. Points as (x, y) in map units."""
    found: list[Path] = []
    for part in parts_of(shape):
        data = bytes(part.asWkb())
        (count,) = struct.unpack_from("<I", data, 5)
        at = 9
        for _ in range(count):
            (corners,) = struct.unpack_from("<I", data, at)
            numbers = struct.unpack_from(f"<{2 * corners}d", data, at + 4)
            found.append(list(zip(numbers[::2], numbers[1::2])))
            at += 4 + 16 * corners
    return found


def paths_of(line: QgsGeometry) -> list[Path]:
    """The points of a line, or of several."""
    parts = line.asMultiPolyline() if line.isMultipart() else [line.asPolyline()]
    return [[(point.x(), point.y()) for point in part] for part in parts]


def polygon(rings: Sequence[Path]) -> QgsGeometry:
    """A polygon of closed rings, the outer one first."""
    body = [struct.pack("<BII", 1, _POLYGON, len(rings))]
    body += [struct.pack(f"<I{2 * len(ring)}d", len(ring), *chain.from_iterable(ring)) for ring in rings]
    return _read(b"".join(body))


def lines(paths: Iterable[Path]) -> QgsGeometry:
    """Several lines as one geometry."""
    drawn = [path for path in paths if len(path) > 1]
    body = [struct.pack("<BII", 1, _LINES, len(drawn))]
    for path in drawn:
        body.append(struct.pack(f"<BII{2 * len(path)}d", 1, _LINE, len(path), *chain.from_iterable(path)))
    return _read(b"".join(body))


def parts_of(shape: QgsGeometry) -> list[QgsGeometry]:
    """The flat single polygons that a geometry is made of."""
    if shape.isNull() or shape.isEmpty():
        return []
    found = []
    for part in shape.asGeometryCollection() if shape.isMultipart() else [shape]:
        if part.type() == QgsWkbTypes.GeometryType.PolygonGeometry and not part.isEmpty():
            if part.wkbType() != QgsWkbTypes.Type.Polygon:
                part = part.coerceToType(QgsWkbTypes.Type.Polygon)[0]
            found.append(part)
    return found


def _read(data: bytes) -> QgsGeometry:
    shape = QgsGeometry()
    shape.fromWkb(data)
    return shape
