"""What a key does to polygons: each is one step of the layer's own undo.

What follows is written by whoever does so for all of QGIS's tools: who and when by `results/looked`, the name of the
class and the other pieces of a polygon by `results/follow`.
"""

from __future__ import annotations

from typing import Mapping, Sequence

from qgis.core import QgsVectorLayer

from ..shapes.editing import make_editable
from ..translation import figure, tr


def relabel(layer: QgsVectorLayer, fids: Sequence[int], class_id: int, names: Mapping[int, str]) -> None:
    """Give polygons a class; they count as reviewed from then on.

    Args:
        layer: The polygons of a run.
        fids: Which of them.
        class_id: 0 for background.
        names: Of the classes, by id.

    Raises:
        InputError: the layer cannot be edited.
    """
    make_editable(layer)
    column = layer.fields().indexOf("class_id")
    layer.beginEditCommand(_in_words(names[class_id], len(fids)))
    for fid in fids:
        layer.changeAttributeValue(fid, column, class_id, None, True)
    layer.endEditCommand()


def accept(layer: QgsVectorLayer, fids: Sequence[int]) -> None:
    """Their class is right: they count as reviewed.

    Raises:
        InputError: the layer cannot be edited.
    """
    make_editable(layer)
    column = layer.fields().indexOf("reviewed")
    layer.beginEditCommand(tr("Class accepted"))
    for fid in fids:
        layer.changeAttributeValue(fid, column, True, None, True)
    layer.endEditCommand()


def _in_words(name: str, count: int) -> str:
    if count == 1:
        return tr("Class {name}").format(name=name)
    return tr("Class {name} for {n} polygons").format(name=name, n=figure(f"{count:,}"))
