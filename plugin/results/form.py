"""The attribute form of a run's polygons: what a person decides can be changed; what was measured or follows cannot."""

from __future__ import annotations

from typing import Mapping

from qgis.core import QgsDefaultValue, QgsEditorWidgetSetup, QgsFieldConstraints, QgsVectorLayer

from ...core.results import ATTRIBUTES
from ..translation import tr
from .ground import ground_area

FOLLOWING = ("class_name", "area_m2")  # have an expression
HIDDEN = ("fid",)  # the file's own number of a row: changed by hand, nothing could be saved any more


def set_up_form(layer: QgsVectorLayer, names: Mapping[int, str]) -> None:
    """`class_id` is what the annotator chooses; `class_name` and the area follow it, so they cannot disagree.

    Args:
        layer: The polygons.
        names: The classes that can be chosen, by id.

    While the layer is edited, what follows is written by `follow.Following`, and the expressions rest.
    """
    fields, by_expression = layer.fields(), not layer.isEditable()
    identity, name, area = (fields.indexOf(field) for field in ("class_id", "class_name", "area_m2"))
    form = layer.editFormConfig()
    if identity >= 0:
        choices = [{label: str(value)} for value, label in names.items()]
        layer.setEditorWidgetSetup(identity, QgsEditorWidgetSetup("ValueMap", {"map": choices}))
        layer.setFieldAlias(identity, tr("class"))
        layer.setFieldConstraint(identity, QgsFieldConstraints.Constraint.ConstraintNotNull)
    if identity >= 0 and name >= 0:
        table = ", ".join(f"'{value}', {_quoted(label)}" for value, label in names.items())
        layer.setDefaultValueDefinition(
            name, QgsDefaultValue(f'map_get(map({table}), to_string("class_id"))', by_expression)
        )
        layer.setEditorWidgetSetup(
            name, QgsEditorWidgetSetup("ValueMap", {"map": [{label: label} for label in names.values()]})
        )
    ground = ground_area(layer)
    if area >= 0 and ground:
        layer.setDefaultValueDefinition(area, QgsDefaultValue(ground, by_expression))
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


def follow_by_expression(layer: QgsVectorLayer, yes: bool) -> None:
    """Whether QGIS works name and area out anew whenever anything of a polygon has changed."""
    for field in FOLLOWING:
        index = layer.fields().indexOf(field)
        definition = layer.defaultValueDefinition(index) if index >= 0 else QgsDefaultValue()
        if definition.isValid() and definition.applyOnUpdate() != yes:
            layer.setDefaultValueDefinition(index, QgsDefaultValue(definition.expression(), yes))


def names_of(layer: QgsVectorLayer) -> dict[int, str]:
    """The classes that can be chosen in the form, by id: those that are shown, saved or not."""
    choices = layer.editorWidgetSetup(layer.fields().indexOf("class_id")).config().get("map", ())
    return {int(value): label for choice in choices for label, value in choice.items()}


def is_set_up(layer: QgsVectorLayer) -> bool:
    """Whether the form is as this version makes it."""
    fields, form = layer.fields(), layer.editFormConfig()
    shut = [fields.indexOf(a.name) for a in ATTRIBUTES if a.by != "person"] + [fields.indexOf(f) for f in HIDDEN]
    follow = [layer.defaultValueDefinition(fields.indexOf(f)) for f in FOLLOWING if fields.indexOf(f) >= 0]
    resting = not layer.isEditable() and any(
        d.isValid() and not d.applyOnUpdate() for d in follow
    )  # saved while edited
    return not resting and all(form.readOnly(index) for index in shut if index >= 0)
