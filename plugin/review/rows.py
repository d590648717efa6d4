"""The polygons of a run as plain rows, kept in step with QGIS's edit buffer: what the queue and the page ask about."""

from __future__ import annotations

from operator import itemgetter
from typing import Any, Callable, Optional

from qgis.core import QgsFeature, QgsFeatureRequest, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QVariant, pyqtSignal

FIELDS = ("class_id", "second_class", "confidence", "margin", "area_m2", "reviewed", "region")


class Row:
    """One polygon: its number and what is known of it.

    Attributes:
        fid: QGIS's number of it; below 0 until it is saved.
        class_id: 0 for background.
        second: What it would have been otherwise; "" where nothing is known.
        confidence: 0 to 1; None for a polygon that no run made.
        margin: Between the best two classes, 0 to 1; None likewise.
        area: Square metres; where the layer does not know them, square units of its map.
        reviewed: Whether a person has looked at it.
        region: Shared by the pieces of one that was cut; None for one that stands alone.
    """

    __slots__ = ("area", "class_id", "confidence", "fid", "margin", "region", "reviewed", "second")

    def __init__(self, fid: int, *values: Any) -> None:
        # 50,000 of them are made when a page opens: what is null comes as a QVariant, and is of no such type.
        class_id, second, confidence, margin, area, reviewed, region = values
        self.fid = fid
        self.class_id: int = class_id if type(class_id) is int else 0
        self.second: str = second if type(second) is str else ""
        self.confidence: Optional[float] = confidence if type(confidence) is float else None
        self.margin: Optional[float] = margin if type(margin) is float else None
        self.area: Optional[float] = area if type(area) is float else None
        self.reviewed = reviewed is True or reviewed == 1
        self.region: Optional[int] = region if type(region) is int and fid >= 0 else None  # see results/follow.py

    @property
    def doubt(self) -> float:
        """How likely another class is, 0 to 1: what the run was not sure of; 1 where it said nothing."""
        if self.confidence is not None:
            return 1.0 - self.confidence
        return 1.0 if self.margin is None else 1.0 - self.margin


class Rows(QObject):
    """All rows of a layer, by fid. Undo, QGIS's own tools and the attribute table are heard as well.

    Attributes:
        by_fid: The rows.
        version: Another number whenever polygons have come or gone.

    Signals:
        changed: Rows have come, gone or changed.
        touched: An edit (or its undo) has changed this one (fid).
        redrawn: The map looks different: class or shape of one, or one more or less.
    """

    changed = pyqtSignal()
    touched = pyqtSignal(object)
    redrawn = pyqtSignal()

    def __init__(self, layer: QgsVectorLayer) -> None:
        super().__init__()
        self._layer = layer
        self.by_fid: dict[int, Row] = {}
        self.version = 0
        self._pieces: dict[int, list[int]] = {}
        self._centres: dict[int, QgsPointXY] = {}
        self._columns: dict[int, str] = {}
        self._values: Callable[[list[Any]], tuple[Any, ...]] = tuple
        self._pairs = (
            (layer.attributeValueChanged, self._on_value),
            (layer.featureAdded, self._on_added),
            (layer.featureDeleted, self._on_deleted),
            (layer.geometryChanged, self._on_shape),
            (layer.afterCommitChanges, self.read),
            (layer.afterRollBack, self.read),
        )
        for signal, slot in self._pairs:
            signal.connect(slot)
        self.read()

    def close(self) -> None:
        """Let go of the layer."""
        for signal, slot in self._pairs:
            signal.disconnect(slot)

    def read(self) -> None:
        """Read all of them anew."""
        layer, fields = self._layer, self._layer.fields()
        columns = [fields.indexOf(name) for name in FIELDS]
        self._columns = {index: name for name, index in zip(FIELDS, columns) if index >= 0}
        self._values = itemgetter(*columns)  # -1, of a field that is not there, is the None at the end
        self._centres = {}
        request = QgsFeatureRequest()
        if "area_m2" in self._columns.values():
            request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(list(self._columns))  # after the flags, of which this sets one
        if -1 in columns:
            self.by_fid = {feature.id(): self._row(feature) for feature in layer.getFeatures(request)}
        else:  # 50,000 of them are to be there within a second
            values = self._values
            self.by_fid = {f.id(): Row(f.id(), *values(f.attributes())) for f in layer.getFeatures(request)}
        first: dict[int, int] = {}
        self._pieces = {}
        for fid, row in self.by_fid.items():
            if row.region is not None and first.setdefault(row.region, fid) != fid:
                self._pieces.setdefault(row.region, [first[row.region]]).append(fid)
        self.version += 1
        self.changed.emit()

    def pieces(self, fid: int) -> list[int]:
        """A polygon with the others that it was cut into one with, itself first: what is done to one is done to all."""
        row = self.by_fid.get(fid)
        if row is None:
            return []
        if row.region is None:
            return [fid]
        others = (self.by_fid.get(other) for other in self._pieces.get(row.region, ()) if other != fid)
        return [fid, *(other.fid for other in others if other is not None and other.region == row.region)]

    def cut(self) -> list[list[int]]:
        """The pieces of each polygon that was cut into several, as far as they are there."""
        several = (fids for fids in self._pieces.values() if len(fids) > 1)
        return [[fid for fid in fids if fid in self.by_fid] for fids in several]

    def centre(self, fid: int) -> Optional[QgsPointXY]:
        """The middle of a polygon's bounding box; read once for all of them, when first asked for."""
        if not self._centres:
            request = QgsFeatureRequest().setNoAttributes()
            for feature in self._layer.getFeatures(request):
                self._centres[feature.id()] = feature.geometry().boundingBox().center()
        return self._centres.get(fid)

    def _row(self, feature: QgsFeature) -> Row:
        row = Row(feature.id(), *self._values([*feature.attributes(), None]))
        if row.area is None and feature.hasGeometry():
            row.area = feature.geometry().area()
        return row

    def _on_value(self, fid: int, index: int, value: Any) -> None:
        row, name, value = self.by_fid.get(fid), self._columns.get(index), _plain(value)
        if row is None or name is None:
            return
        if name == "class_id":
            row.class_id = int(value or 0)
            self.redrawn.emit()
        elif name == "reviewed":
            row.reviewed = bool(value)
        elif name == "area_m2" and value is not None:
            row.area = value
        elif name == "region":
            row.region = value if fid >= 0 else None
        else:
            return
        self.touched.emit(fid)
        self.changed.emit()

    def _on_added(self, fid: int) -> None:
        feature = self._layer.getFeature(fid)
        if not feature.isValid():
            return
        self.by_fid[fid] = row = self._row(feature)
        if row.region in self._pieces:  # one that was deleted is back
            self._pieces[row.region].append(fid)
        if self._centres:
            self._centres[fid] = feature.geometry().boundingBox().center()
        self.version += 1
        self.touched.emit(fid)
        self.redrawn.emit()
        self.changed.emit()

    def _on_deleted(self, fid: int) -> None:
        row = self.by_fid.pop(fid, None)
        if row is not None and row.region is not None and fid in self._pieces.get(row.region, ()):
            self._pieces[row.region].remove(fid)
        self.version += 1
        self.touched.emit(fid)
        self.redrawn.emit()
        self.changed.emit()

    def _on_shape(self, fid: int, shape: Any) -> None:
        row = self.by_fid.get(fid)
        if row is not None:
            if self._centres:
                self._centres[fid] = shape.boundingBox().center()
            self.touched.emit(fid)
            self.redrawn.emit()
            self.changed.emit()


def _plain(value: Any) -> Any:
    return None if isinstance(value, QVariant) and value.isNull() else value
