"""What follows from an edit of polygons, in the same undo step: a class's name, an area, the other pieces of a polygon.

Expressions of the layer would do the first two, and do so where this plugin is not loaded; but QGIS works each of them
out anew for every change of a polygon, in milliseconds. So they rest while the layer is edited here.
"""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import QgsExpression, QgsExpressionContext, QgsFeature, QgsGeometry, QgsVectorLayer
from qgis.PyQt.QtCore import QVariant

from ...core.recipe import LAYER
from ...core.results import ATTRIBUTES
from .form import follow_by_expression, names_of
from .layers import file_of, segments_uri

SHARED = tuple(attribute.name for attribute in ATTRIBUTES if attribute.by == "person")
PIECES = (  # in the file: SQLite finds them among 50,000 polygons in the time in which Python has looked at 2,000
    f'SELECT "fid" AS "piece", "region" FROM "{LAYER}" WHERE "region" IN '  # nosec B608: a name of ours
    f'(SELECT "region" FROM "{LAYER}" GROUP BY "region" HAVING COUNT(*) > 1)'
)
SAME_AREA = 1e-6  # share of an area that is rounding


class Following:
    """Writes what follows for one layer of polygons.

    Args:
        layer: The polygons.
        before: What a polygon said before this step, by its id and a field; None where that is not known.
    """

    def __init__(self, layer: QgsVectorLayer, before: Callable[[int, str], Any] = lambda _fid, _name: None) -> None:
        self._layer, self._before = layer, before
        self._region: Optional[dict[int, int]] = None  # of the pieces, by their feature ids; None: not looked up yet
        self._pieces: dict[int, list[int]] = {}
        self._names: Optional[dict[int, str]] = None
        self._told: dict[tuple[int, int], Any] = {}  # what pieces were told in this step, by region and field
        self._reshaped: set[int] = set()
        self._writing = False
        self._pairs = (
            (layer.editingStarted, self._begin),
            (layer.editingStopped, self._end),
            (layer.afterCommitChanges, self._forget),
            (layer.editCommandStarted, self._on_begun),
            (layer.attributeValueChanged, self._on_value),
            (layer.geometryChanged, self._on_shape),
            (layer.featureAdded, self._on_added),
        )
        for signal, slot in self._pairs:
            signal.connect(slot)
        if layer.isEditable():
            self._begin()

    def stop(self) -> None:
        """Let go of the layer."""
        for signal, slot in self._pairs:
            signal.disconnect(slot)
        self._end()

    def _begin(self) -> None:
        self._forget()
        follow_by_expression(self._layer, False)

    def _end(self) -> None:
        follow_by_expression(self._layer, True)

    def _forget(self) -> None:
        self._region = None

    def _on_begun(self, _text: str) -> None:
        self._names = None
        self._told.clear()
        self._reshaped.clear()

    @property
    def _on(self) -> bool:
        """Whether this is a person's step: while undo goes back and forth, and in scripts, no command is active."""
        return self._layer.isEditCommandActive() and not self._writing

    def _write(self, fid: int, index: int, value: Any, before: Any = None) -> None:
        if index >= 0:
            self._layer.changeAttributeValue(fid, index, value, before, True)

    # attributes

    def _on_value(self, fid: int, index: int, value: Any) -> None:
        fields = self._layer.fields()
        name = fields.at(index).name()
        if name == "region":
            self._forget()
        if not self._on:
            return
        if name == "class_id":
            self._write(fid, fields.indexOf("class_name"), self._name(value), self._before(fid, "class_name"))
        # Who reshapes a piece has looked at that piece alone.
        if name in SHARED and not (name == "reviewed" and fid in self._reshaped):
            for other in self._others(fid, index, value):
                self._write(other, index, value)  # comes back here, for the name of its class

    def _name(self, class_id: Any) -> Optional[str]:
        if self._names is None:
            self._names = names_of(self._layer)
        return self._names.get(int(class_id)) if _is_known(class_id) else None

    def _others(self, fid: int, index: int, value: Any) -> list[int]:
        """The other pieces of a polygon, unless they were told this before in the same step."""
        region = self._pieces_by_region().get(fid)
        if region is None or self._told.get((region, index), self) == value:
            return []
        self._told[(region, index)] = value
        return [other for other in self._pieces[region] if other != fid]

    def _pieces_by_region(self) -> dict[int, int]:
        """The region of each piece: of what is saved, but for pieces that are deleted or stand alone since."""
        if self._region is not None:
            return self._region
        self._region, self._pieces = {}, {}
        buffer, column = self._layer.editBuffer(), self._layer.fields().indexOf("region")
        if column < 0:
            return self._region
        gone = set(buffer.deletedFeatureIds()) if buffer is not None else set()
        changed = buffer.changedAttributeValues() if buffer is not None else {}
        table = QgsVectorLayer(f"{segments_uri(file_of(self._layer))}|subset={PIECES}", "", "ogr")
        for row in table.getFeatures() if table.isValid() else ():
            fid, region = int(row["piece"]), int(row["region"])
            if fid not in gone and column not in changed.get(fid, {}):
                self._region[fid] = region
                self._pieces.setdefault(region, []).append(fid)
        return self._region

    # shapes

    def _on_shape(self, fid: int, shape: QgsGeometry) -> None:
        if self._on:
            self._reshaped.add(fid)
            self._write(fid, self._layer.fields().indexOf("area_m2"), self._area(shape))

    def _area(self, shape: QgsGeometry) -> Optional[float]:
        fields = self._layer.fields()
        definition = self._layer.defaultValueDefinition(fields.indexOf("area_m2"))
        if not definition.isValid():
            return None
        feature, context = QgsFeature(fields), QgsExpressionContext()
        feature.setGeometry(shape)
        context.setFeature(feature)
        found = QgsExpression(definition.expression()).evaluate(context)
        return float(found) if _is_known(found) else None

    def _on_added(self, fid: int) -> None:
        """Who splits a piece wants the halves to be different: what is left of it is a piece no more."""
        column = self._layer.fields().indexOf("region")
        if not self._on or column < 0 or not self._reshaped:
            return
        new = self._layer.getFeature(fid)
        for other in self._reshaped:
            if _is_known(new[column]) and self._layer.getFeature(other)[column] == new[column]:
                self._write(other, column, None)

    # what scripts did outside of any command

    def settle(self, buffer: Any) -> None:
        """Before edits are saved: what was added is no piece of anything, and what has not followed yet follows."""
        fields = self._layer.fields()
        identity, name, area, region = (
            fields.indexOf(each) for each in ("class_id", "class_name", "area_m2", "region")
        )
        values, shapes = buffer.changedAttributeValues(), buffer.changedGeometries()
        self._names, self._writing = None, True
        try:
            for fid in buffer.addedFeatures():
                self._write(fid, region, None)
            for fid, changed in values.items():
                if identity in changed and changed.get(name, self) != self._name(changed[identity]):
                    self._write(fid, name, self._name(changed[identity]))
                for index in (each for each in changed if fields.at(each).name() in SHARED):
                    self._tell_late(fid, index, changed[index], values)
            for fid, shape in shapes.items():
                found, said = self._area(shape), values.get(fid, {}).get(area)
                if found is not None and not (_is_known(said) and abs(said - found) <= SAME_AREA * found):
                    self._write(fid, area, found)
        finally:
            self._writing = False

    def _tell_late(self, fid: int, index: int, value: Any, values: dict[int, dict[int, Any]]) -> None:
        region = self._pieces_by_region().get(fid)
        identity, name = (self._layer.fields().indexOf(each) for each in ("class_id", "class_name"))
        for other in self._pieces.get(region, ()) if region is not None else ():
            if index not in values.get(other, {}):
                self._write(other, index, value)
                if index == identity:
                    self._write(other, name, self._name(value))


def _is_known(value: Any) -> bool:
    return value is not None and not (isinstance(value, QVariant) and value.isNull())
