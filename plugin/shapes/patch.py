"""The surroundings of an edit: borders and the edit's lines meet in shared corners, and the ground between is in faces.

What an edit does is then to say whose each face is. Faces that meet have their corners in common, so that whatever is
put together of them leaves no gap and no overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable, Sequence

from qgis.core import QgsFeature, QgsFeatureRequest, QgsGeometry, QgsPoint, QgsRectangle, QgsVectorLayer

from ...core.errors import InputError
from ..translation import tr
from .noder import Noder, Path, Point, tolerance
from .rings import lines, parts_of, polygon, rings_of

CLOSE = 1e-6  # of a polygon's area: by as much its faces may differ from it, through corners that got into its sides


def failure() -> InputError:
    """Said where arithmetic fails; the layer is as it was."""
    return InputError(
        tr("This could not be cut without leaving gaps, so nothing was changed."),
        tr("Draw it a little differently, or look for gaps and overlaps here first."),
    )


@dataclass
class Face:
    """A piece of ground that no line crosses.

    Attributes:
        shape: Its polygon.
        place: A point in it.
        owners: The features whose ground it is: one, or none in a gap, or several where they overlap.
        inside: Whether it lies in the edit's area.
    """

    shape: QgsGeometry
    place: QgsPoint
    owners: tuple[int, ...] = ()
    inside: bool = False


@dataclass
class Patch:
    """Features around an edit, and the faces of their ground.

    Attributes:
        features: By their ids.
        faces: All of them.
        cornered: Features whose sides got corners, as they are with these and nothing else changed.
        crossings: Corners that are there only because lines crossed.
        near: What counts as the same place, in map units.
    """

    features: dict[int, QgsFeature]
    faces: list[Face] = field(default_factory=list)
    cornered: dict[int, QgsGeometry] = field(default_factory=dict)
    crossings: set[Point] = field(default_factory=set)
    near: float = 0.0

    def of(self, fid: int) -> list[Face]:
        """The faces of one feature."""
        return [face for face in self.faces if fid in face.owners]


def near_of(layer: QgsVectorLayer) -> float:
    """What counts as the same place in a layer, in map units."""
    extent = layer.dataProvider().extent()  # the layer's own is worked out from all features after each deletion
    sides = (extent.xMinimum(), extent.xMaximum(), extent.yMinimum(), extent.yMaximum())
    return tolerance(max(1e-9, *(abs(side) for side in sides)))


def around(layer: QgsVectorLayer, shape: QgsGeometry, margin: float) -> dict[int, QgsFeature]:
    """The features that a shape touches, or nearly."""
    wide = shape.buffer(margin, 2)
    return {each.id(): each for each in _meeting(layer, wide)}


def _meeting(layer: QgsVectorLayer, shape: QgsGeometry) -> Iterable[QgsFeature]:
    engine = QgsGeometry.createGeometryEngine(shape.constGet())
    engine.prepareGeometry()
    for feature in layer.getFeatures(QgsFeatureRequest().setFilterRect(shape.boundingBox())):
        if feature.hasGeometry() and engine.intersects(feature.geometry().constGet()):
            yield feature


def lay(
    features: dict[int, QgsFeature],
    near: float,
    paths: Sequence[Path],
    area: QgsGeometry | None = None,
    torn: bool = False,
) -> Patch:
    """Cut features along lines.

    Args:
        features: All that the lines touch.
        near: What counts as the same place.
        paths: The edit's lines, in the layer's coordinates.
        area: Faces in it are `inside`.
        torn: The features may overlap and miss each other's corners: their borders are brought together, too.

    Raises:
        InputError: the faces do not add up to the features.
    """
    bounds = QgsRectangle()
    for path in paths:
        for x, y in path:
            bounds.combineExtentWith(x, y)
    if torn:
        for feature in features.values():
            bounds.combineExtentWith(feature.geometry().boundingBox())
    noder = Noder((bounds.xMinimum(), bounds.yMinimum(), bounds.xMaximum(), bounds.yMaximum()), near)
    borders = {fid: [rings_of(part) for part in parts_of(each.geometry())] for fid, each in features.items()}
    laid = borders
    if torn:
        laid = {fid: [[noder.brought(ring) for ring in part] for part in parts] for fid, parts in borders.items()}
    else:
        for ring in (ring for parts in borders.values() for ring in _flat(parts)):
            noder.add_border(ring)
    drawn = [noder.brought(path) for path in paths]
    drawn = [noder.with_corners(path) for path in drawn]
    patch, all_lines = Patch(features, crossings=noder.crossings, near=near), list(drawn)
    shapes: dict[int, QgsGeometry] = {}
    for fid, parts in borders.items():
        new = [[noder.with_corners(ring) for ring in part] for part in laid[fid]]
        shapes[fid] = features[fid].geometry()
        if new != parts:
            patch.cornered[fid] = shapes[fid] = QgsGeometry.collectGeometry([polygon(part) for part in new])
            if len(new) == 1:
                patch.cornered[fid] = shapes[fid] = polygon(new[0])
        all_lines += _flat(new)
    patch.faces = _faces(all_lines)
    _own(patch, shapes, area)
    _check(patch, torn)
    return patch


def _flat(parts: Sequence[Sequence[Path]]) -> list[Path]:
    return [ring for part in parts for ring in part]


def _faces(paths: Sequence[Path]) -> list[Face]:
    noded = QgsGeometry.unaryUnion([lines(paths)])  # one line for each side, however many polygons have it
    found = QgsGeometry.polygonize([noded])
    faces = []
    for shape in parts_of(found):
        place = shape.pointOnSurface()
        if not place.isEmpty():
            faces.append(Face(shape, QgsPoint(place.asPoint())))
    return faces


def _own(patch: Patch, shapes: dict[int, QgsGeometry], area: QgsGeometry | None) -> None:
    """Whose each face is, told by the point in it."""
    owners: list[list[int]] = [[] for _ in patch.faces]
    for fid, shape in shapes.items():
        box, engine = shape.boundingBox(), QgsGeometry.createGeometryEngine(shape.constGet())
        engine.prepareGeometry()
        for face, found in zip(patch.faces, owners):
            if box.contains(face.place.x(), face.place.y()) and engine.contains(face.place):
                found.append(fid)
    for face, found in zip(patch.faces, owners):
        face.owners = tuple(found)
    if area is not None:
        engine = QgsGeometry.createGeometryEngine(area.constGet())
        engine.prepareGeometry()
        for face in patch.faces:
            face.inside = engine.contains(face.place)


def _check(patch: Patch, torn: bool) -> None:
    for fid, feature in patch.features.items():
        whole = feature.geometry().area()
        if abs(sum(face.shape.area() for face in patch.of(fid)) - whole) > CLOSE * whole and not torn:
            raise failure()


def joined(shapes: Sequence[QgsGeometry]) -> list[QgsGeometry]:
    """Faces as polygons: those that share a side become one; largest first.

    Raises:
        InputError: arithmetic failed.
    """
    if not shapes:
        return []
    if len(shapes) == 1:
        return list(shapes)
    made = sorted(parts_of(QgsGeometry.unaryUnion(list(shapes))), key=lambda part: -part.area())
    whole = sum(shape.area() for shape in shapes)
    if abs(sum(part.area() for part in made) - whole) > 1e-9 * whole or not all(part.isGeosValid() for part in made):
        raise failure()
    return made
