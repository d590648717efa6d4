"""Watches the polygons of runs while people edit them: missing fields, parts that cannot be saved, who did what.

Nothing here asks for more than a person would: fields are added through QGIS's own provider when editing begins, parts
are told apart in the undo step that made them, and who changed a class is noted in that step, whichever tool it was.
What scripts change outside of any edit command is noted when edits are saved.
"""

from __future__ import annotations

from typing import Any, Iterable

from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QObject, QVariant, pyqtSignal

from ...core.errors import TerralexError
from ...core.results import HAND, missing_attributes
from ..messages import Messages
from ..shapes.step import forget, gave_ground
from ..translation import figure, tr
from .follow import Following
from .form import is_set_up, set_up_form
from .layers import role_of, table_of
from .looked import Looked, review_of
from .saved import into_file

KINDS = {"integer": "int", "real": "double", "text": "string", "boolean": "bool"}  # as memory layers call them


class ResultWatch(QObject):
    """Watches all polygons of runs in the project.

    Signals:
        saved: Edits of one of them were saved.
    """

    saved = pyqtSignal()

    def __init__(self, messages: Messages) -> None:
        super().__init__()
        self._messages = messages
        self._watched: dict[str, _Watched] = {}
        QgsProject.instance().layersAdded.connect(self._on_added)
        QgsProject.instance().layersWillBeRemoved.connect(self._on_removed)
        self._on_added(QgsProject.instance().mapLayers().values())

    def close(self) -> None:
        """The plugin is leaving."""
        QgsProject.instance().layersAdded.disconnect(self._on_added)
        QgsProject.instance().layersWillBeRemoved.disconnect(self._on_removed)
        for watched in self._watched.values():
            watched.stop()
        self._watched.clear()

    def _on_added(self, layers: Iterable[Any]) -> None:
        for layer in layers:
            if layer.id() not in self._watched and role_of(layer) == "polygons":
                self._watched[layer.id()] = _Watched(layer, self._messages, self.saved.emit)

    def _on_removed(self, ids: Iterable[str]) -> None:
        for each in ids:
            watched = self._watched.pop(each, None)
            if watched is not None:
                watched.stop()


class _Watched:
    """One layer of polygons."""

    def __init__(self, layer: QgsVectorLayer, messages: Messages, saved: Any) -> None:
        self._layer, self._messages = layer, messages
        self._added: dict[int, None] = {}
        self._deleted: dict[int, None] = {}
        self._shapes: dict[int, None] = {}
        self._values: dict[tuple[int, int], None] = {}
        self._replaying, self._text = False, ""
        self._pairs = (
            (layer.beforeEditingStarted, self._complete),
            (layer.beforeCommitChanges, self._on_commit),
            (layer.afterCommitChanges, lambda: into_file(layer)),
            (layer.afterCommitChanges, saved),
            (layer.afterCommitChanges, lambda: forget(layer)),
            (layer.editCommandStarted, self._on_begun),
            (layer.editCommandEnded, self._on_ended),
            (layer.featureAdded, lambda fid: self._note(self._added, fid)),
            (layer.featureDeleted, lambda fid: self._note(self._deleted, fid)),
            (layer.geometryChanged, lambda fid, _shape: self._note(self._shapes, fid)),
            (layer.attributeValueChanged, lambda fid, index, _value: self._note(self._values, (fid, index))),
        )
        for signal, slot in self._pairs:
            signal.connect(slot)
        self._looked = Looked(layer, lambda: self._replaying)
        self._following = Following(layer, self._looked.before)  # hears each change after those two
        if not is_set_up(layer):  # a project of an earlier version
            self._set_up()

    def stop(self) -> None:
        """Let go of the layer."""
        for signal, slot in self._pairs:
            signal.disconnect(slot)
        self._looked.stop()
        self._following.stop()

    def _set_up(self) -> None:
        try:
            set_up_form(self._layer, table_of(self._layer).names())
        except TerralexError as error:
            self._messages.show_error(error)

    # fields that an earlier format lacks

    def _complete(self) -> None:
        layer = self._layer
        forget(layer)
        missing = missing_attributes(layer.fields().names())
        if not missing or not layer.isValid():
            return
        wanted = "&".join(f"field={each.name}:{KINDS[each.kind]}" for each in missing)
        fields = QgsVectorLayer(f"NoGeometry?{wanted}", "", "memory").fields()  # types have other names in Qt 6
        if not layer.dataProvider().addAttributes(fields.toList()):
            self._messages.warn(
                tr("“{layer}” could not be given the fields for review: {error}").format(
                    layer=layer.name(), error=layer.dataProvider().lastError() or "?"
                )
            )
        layer.updateFields()
        self._set_up()

    # separate parts

    def _on_begun(self, text: str) -> None:
        if not self._replaying:
            self._text = text
            logs: tuple[dict[Any, None], ...] = (self._added, self._deleted, self._shapes, self._values)
            for log in logs:
                log.clear()

    def _note(self, log: dict[Any, None], key: Any) -> None:
        if self._layer.isEditCommandActive() and not self._replaying:
            log[key] = None

    def _on_ended(self) -> None:
        if self._replaying or QgsWkbTypes.isMultiType(self._layer.wkbType()):
            return
        features = self._features({*self._added, *self._shapes})
        if not any(_in_parts(feature) for feature in features.values()):
            return
        values = {fid: self._layer.getFeature(fid) for fid, _ in self._values}
        self._replaying = True
        try:
            self._again(features, values)
        finally:
            self._replaying = False

    def _again(self, features: dict[int, QgsFeature], values: dict[int, QgsFeature]) -> None:
        """The same step once more, with each part a polygon of its own: QGIS's undo then knows one step."""
        layer, made = self._layer, 0
        added = [fid for fid in self._added if fid in features]
        deleted = [fid for fid in self._deleted if fid not in self._added]
        changed = [fid for fid in self._shapes if fid in features and fid not in self._added and fid not in deleted]
        layer.undoStack().undo()
        layer.beginEditCommand(self._text)
        for fid in deleted:
            layer.deleteFeature(fid)
        for fid, index in self._values:
            if fid not in self._added and fid not in deleted:
                layer.changeAttributeValue(fid, index, values[fid].attribute(index), None, True)
        for fid in changed:
            first, *others = _parts(features[fid])
            layer.changeGeometry(fid, first)
            made += 1 + len(others) if others else 0
            self._add(features[fid], others)
        for fid in added:
            parts = _parts(features[fid])
            made += len(parts) if len(parts) > 1 else 0
            self._add(features[fid], parts)
        layer.endEditCommand()
        self._tell(made)

    def _add(self, like: QgsFeature, shapes: Iterable[QgsGeometry]) -> None:
        layer, fields = self._layer, self._layer.fields()
        for shape in shapes:
            feature = QgsFeature(fields)
            feature.setAttributes(like.attributes())
            feature.setGeometry(shape)
            for index in layer.primaryKeyAttributes():
                feature.setAttribute(index, layer.dataProvider().defaultValueClause(index))
            area = fields.indexOf("area_m2")
            if area >= 0 and layer.defaultValueDefinition(area).isValid():
                feature.setAttribute(area, layer.defaultValue(area, feature))
            layer.addFeature(feature)

    def _tell(self, made: int) -> None:
        self._messages.tell(
            tr("The parts do not touch: they are {n} polygons with the same attributes now.").format(
                n=figure(str(made))
            )
        )

    def _features(self, fids: Iterable[int]) -> dict[int, QgsFeature]:
        found = {fid: self._layer.getFeature(fid) for fid in fids}
        return {fid: feature for fid, feature in found.items() if feature.isValid()}

    # who did what

    def _on_commit(self, *_stop: object) -> None:
        buffer = self._layer.editBuffer()
        if buffer is None:
            return
        self._split_left_over(buffer)
        self._following.settle(buffer)
        values, shapes = buffer.changedAttributeValues(), buffer.changedGeometries()
        before = {
            feature.id(): feature
            for feature in self._layer.dataProvider().getFeatures(
                QgsFeatureRequest().setFilterFids(list({*values, *shapes})).setFlags(QgsFeatureRequest.Flag.NoGeometry)
            )
        }
        try:
            codes = {entry.value: entry.spec.value for entry in table_of(self._layer).live}
        except TerralexError:
            codes = {}
        noted: list[tuple[int, str, Any]] = []
        for fid in {*values, *shapes}:
            reshaped = fid in shapes and fid not in gave_ground(self._layer)
            noted += self._notes(fid, before.get(fid), values.get(fid, {}), reshaped, codes)
        left = gave_ground(self._layer)
        for fid, feature in buffer.addedFeatures().items():
            if fid not in left:
                noted.append((fid, "origin", HAND))
            if _value(feature, "code") is None:
                noted.append((fid, "code", codes.get(_value(feature, "class_id"))))
            if _value(feature, "reviewed") in (True, 1):
                noted += [each for each in self._review(fid, True) if _value(feature, each[1]) is None]
        self._write(noted)

    def _split_left_over(self, buffer: Any) -> None:
        """Parts that a script has made outside of any edit command."""
        if QgsWkbTypes.isMultiType(self._layer.wkbType()):
            return
        made = 0
        self._replaying = True
        self._layer.beginEditCommand(tr("Separate parts"))
        for fid in {*buffer.changedGeometries(), *buffer.addedFeatures()}:
            feature = self._layer.getFeature(fid)
            if _in_parts(feature):
                first, *others = _parts(feature)
                self._layer.changeGeometry(fid, first)
                self._add(feature, others)
                made += 1 + len(others)
        if made:
            self._layer.endEditCommand()
            self._tell(made)
        else:
            self._layer.destroyEditCommand()
        self._replaying = False

    def _notes(
        self, fid: int, before: Any, values: dict[int, Any], reshaped: bool, codes: dict[int, Any]
    ) -> list[tuple[int, str, Any]]:
        """What is to be written beside the changes of one polygon, as far as it was not written with them."""
        names = self._layer.fields().names()
        new = {names[index]: value for index, value in values.items() if index < len(names)}
        old = {name: _value(before, name) for name in ("class_id", "class_name", "reviewed", "was", "reviewer")}
        noted: list[tuple[int, str, Any]] = []
        other = "class_id" in new and new["class_id"] != old["class_id"]
        if other:
            noted.append((fid, "code", codes.get(new["class_id"])))
            if old["was"] is None and old["class_name"] is not None:
                noted.append((fid, "was", old["class_name"]))
        if other or reshaped:
            noted.append((fid, "origin", HAND))
        if "reviewed" in new and bool(_plain(new["reviewed"])) != bool(old["reviewed"]):
            noted += self._review(fid, bool(_plain(new["reviewed"])))
        return [each for each in noted if each[1] not in new]

    def _review(self, fid: int, yes: bool) -> list[tuple[int, str, Any]]:
        return [(fid, name, value) for name, value in review_of(yes).items()]

    def _write(self, noted: list[tuple[int, str, Any]]) -> None:
        fields = self._layer.fields()
        for fid, name, value in noted:
            index = fields.indexOf(name)
            if index >= 0:
                self._layer.changeAttributeValue(fid, index, value, None, True)


def _plain(value: Any) -> Any:
    return None if isinstance(value, QVariant) and value.isNull() else value


def _value(feature: Any, name: str) -> Any:
    if feature is None or feature.fields().indexOf(name) < 0:
        return None
    return _plain(feature[name])


def _in_parts(feature: QgsFeature) -> bool:
    return feature.geometry().isMultipart() and feature.geometry().constGet().numGeometries() > 1


def _parts(feature: QgsFeature) -> list[QgsGeometry]:
    shape = feature.geometry()
    return shape.asGeometryCollection() if shape.isMultipart() else [shape]
