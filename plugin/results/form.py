"""The attribute form of a run's polygons: what a person decides can be changed; what was measured or follows cannot."""

from __future__ import annotations

from typing import Mapping

from qgis.core import QgsDefaultValue, QgsEditorWidgetSetup, QgsFieldConstraints, QgsVectorLayer

from ...core.results import ATTRIBUTES
from ..translation import tr
from .ground import ground_area

HIDDEN = ("fid",)  # the file's own number of a row: changed by hand, nothing could be saved any more


def set_up_form(layer: QgsVectorLayer, names: Mapping[int, str]) -> None:
    """`class_id` is what the annotator chooses; `class_name` and the area follow it, so they cannot disagree.

    Args:
        layer: The polygons.
        names: The classes that can be chosen, by id.
    """
    fields = layer.fields()
    identity, name, area = (fields.indexOf(field) for field in ("class_id", "class_name", "area_m2"))
    form = layer.editFormConfig()
    if identity >= 0:
        choices = [{label: str(value)} for value, label in names.items()]
        layer.setEditorWidgetSetup(identity, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
        layer.setFieldAlias(identity, tr("class"))
        layer.setFieldConstraint(identity, QgsFieldConstraints.Constraint.ConstraintNotNull)
    if identity >= 0 and name >= 0:
        table = ", ".join(f"'{value}', {_quoted(label)}" for value, label in names.items())
        layer.setDefaultValueDefinition(name, QgsDefaultValue(f'map_get(map({table}), to_string("class_id"))', True))
        layer.setEditorWidgetSetup(
            name, QgsEditorWidgetSetup("ValueMap", {"map": [{label: label} for label in names.values()]})
        )
    ground = ground_area(layer)
    if area >= 0 and ground:
        layer.setDefaultValueDefinition(area, QgsDefaultValue(ground, True))
    for attribute in ATTRIBUTES:
        index = fields.indexOf(attribute.name)
        if index >= 0:
            form.setReadOnly(index, attribute.by != "person")
    for field in HIDDEN:
        index = fields.indexOf(field)
        if index >= 0:
            form.setReadOnly(index, True)
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("Hidden", {}))
    layer.setEditFormConfig(form)


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'"


def is_set_up(layer: QgsVectorLayer) -> bool:
    """Whether the form is as this version makes it."""
    fields, form = layer.fields(), layer.editFormConfig()
    shut = [fields.indexOf(a.name) for a in ATTRIBUTES if a.by != "person"] + [fields.indexOf(f) for f in HIDDEN]
    return all(form.readOnly(index) for index in shut if index >= 0)
