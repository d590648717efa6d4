"""What an edit does to a layer, written as one undo step with all attributes that follow from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Mapping

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QVariant

from ...core.errors import InputError
from ...core.results import HAND, utc_now
from ..translation import tr

_GAVE: dict[str, set[int]] = {}  # by the layers' ids
_WRITING: set[str] = set()


@dataclass(frozen=True)
class Done:
    """What an edit did.

    Attributes:
        fid: The polygon that it was about.
        made: New polygons.
        changed: Polygons whose shape or attributes changed.
        deleted: Polygons that are gone.
    """

    fid: int
    made: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    deleted: tuple[int, ...] = ()


@dataclass(frozen=True)
class Added:
    """A polygon that an edit makes.

    Attributes:
        like: The feature whose attributes it takes.
        other: What is different, by names.
        shape: Its polygon.
        left: Whether it is what an edit has left of `like`, which only gave ground.
    """

    like: QgsFeature
    other: Mapping[str, Any]
    shape: QgsGeometry
    left: bool = False


@dataclass
class Plan:
    """What an edit is going to do.

    Attributes:
        shapes: New shapes of features.
        values: New attributes of features, by names.
        added: New polygons.
        deleted: Features that go.
        gave: Features that only gave ground or got corners: what they say of themselves is still the machine's word.
    """

    shapes: dict[int, QgsGeometry] = field(default_factory=dict)
    values: dict[int, dict[str, Any]] = field(default_factory=dict)
    added: list[Added] = field(default_factory=list)
    deleted: list[int] = field(default_factory=list)
    gave: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.shapes or self.values or self.added or self.deleted)


def check_editable(layer: QgsVectorLayer) -> None:
    """Before anything is worked out.

    Raises:
        InputError: the layer is not being edited.
    """
    if not layer.isEditable():
        raise InputError(
            tr("“{layer}” is not being edited.").format(layer=layer.name()), tr("Switch editing on, and try again.")
        )


def gave_ground(layer: QgsVectorLayer) -> set[int]:
    """Polygons that only gave ground to an edit, or got corners from it, since editing began or was saved."""
    return _GAVE.setdefault(layer.id(), set())


def forget(layer: QgsVectorLayer) -> None:
    """Editing begins anew, or the layer goes."""
    _GAVE.pop(layer.id(), None)


def is_writing(layer: QgsVectorLayer) -> bool:
    """Whether what changes right now is one of the edits here, which tear nothing."""
    return layer.id() in _WRITING


def by_hand(before: Any = None) -> dict[str, Any]:
    """What is said of a polygon that a person made or looked at just now; `before` is the class it was of."""
    return {"origin": HAND, "reviewed": True, "reviewed_at": utc_now(), **({"was": before} if before else {})}


def value_of(feature: QgsFeature, name: str) -> Any:
    """An attribute as a plain value; None where it is null or there is no such field."""
    index = feature.fields().indexOf(name)
    value = feature.attribute(index) if index >= 0 else None
    return None if isinstance(value, QVariant) and value.isNull() else value


def written(layer: QgsVectorLayer, text: str, plan: Plan, fid: int | None) -> Done | None:
    """Carry out a plan as one undo step.

    Args:
        layer: Being edited.
        text: Of the step, in QGIS's list of them.
        plan: What to do; where it is nothing, there is no step.
        fid: The polygon that it is about; None: the first new one.

    Raises:
        InputError: the layer refused it, and is as it was.
    """
    if not plan:
        return None
    follow = _Following(layer)
    layer.beginEditCommand(text)
    _WRITING.add(layer.id())
    try:
        made = _carry_out(layer, plan, follow)
    except InputError:
        layer.destroyEditCommand()
        raise
    finally:
        _WRITING.discard(layer.id())
    gave_ground(layer).update(plan.gave)
    gave_ground(layer).difference_update(*([fid] if fid is not None else [], plan.values))
    gave_ground(layer).update(new for each, new in zip(plan.added, made) if each.left)
    layer.endEditCommand()
    layer.triggerRepaint()
    changed = tuple(sorted({*plan.shapes, *plan.values}))
    return Done(made[0] if fid is None else fid, tuple(made), changed, tuple(plan.deleted))


def _carry_out(layer: QgsVectorLayer, plan: Plan, follow: _Following) -> list[int]:
    fields = layer.fields()
    for fid in plan.deleted:
        _sure(layer, layer.deleteFeature(fid))
    for fid in {**plan.shapes, **plan.values}:
        before, new = layer.getFeature(fid), dict(plan.values.get(fid, {}))
        after = QgsFeature(before)
        if fid in plan.shapes:
            _sure(layer, layer.changeGeometry(fid, plan.shapes[fid], True))
            after.setGeometry(plan.shapes[fid])
            new["area_m2"] = follow.area(after)
        if "class_id" in new:
            after.setAttribute("class_id", new["class_id"])
            new["class_name"] = follow.class_name(after)
        for name, value in new.items():
            index = fields.indexOf(name)
            if index >= 0 and value_of(before, name) != value:
                _sure(layer, layer.changeAttributeValue(fid, index, value, before.attribute(index), True))
    made = []
    for each in plan.added:
        feature = QgsFeature(fields)
        feature.setAttributes(each.like.attributes())
        for index in layer.primaryKeyAttributes():
            feature.setAttribute(index, layer.dataProvider().defaultValueClause(index))
        feature.setGeometry(each.shape)
        for name, value in each.other.items():
            if fields.indexOf(name) >= 0:
                feature.setAttribute(name, value)
        if "class_id" in each.other:
            feature.setAttribute("class_name", follow.class_name(feature))
        if fields.indexOf("area_m2") >= 0:
            feature.setAttribute("area_m2", follow.area(feature))
        _sure(layer, layer.addFeature(feature))
        made.append(feature.id())
    return made


def _sure(layer: QgsVectorLayer, well: bool) -> None:
    if not well:
        raise InputError(
            tr("“{layer}” refused the change, and is as it was.").format(layer=layer.name()),
            tr("Save your edits, and try again."),
        )


class _Following:
    """The fields that follow from others, by the expressions that the layer has for them."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        self._expressions = {name: self._expression(layer, name) for name in ("class_name", "area_m2")}

    def _expression(self, layer: QgsVectorLayer, name: str) -> QgsExpression | None:
        index = layer.fields().indexOf(name)
        text = layer.defaultValueDefinition(index).expression() if index >= 0 else ""
        if not text:
            return None
        made = QgsExpression(text)
        self._context.setFields(layer.fields())
        made.prepare(self._context)
        return made

    def class_name(self, feature: QgsFeature) -> Any:
        """The name of the class whose id the feature has."""
        return self._evaluated("class_name", feature)

    def area(self, feature: QgsFeature) -> Any:
        """The area on the ground, in square metres."""
        return self._evaluated("area_m2", feature)

    def _evaluated(self, name: str, feature: QgsFeature) -> Any:
        expression = self._expressions[name]
        if expression is None:
            return value_of(feature, name)
        self._context.setFeature(feature)
        return expression.evaluate(self._context)
