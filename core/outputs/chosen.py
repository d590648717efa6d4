"""Which features of a layer are exported, and what a layer in QGIS has beyond its file: virtual fields and joins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from ..errors import InputError
from ..files.layers import Field, Layer, read_layer
from ..vocabulary import BACKGROUND
from .attributes import take

REVIEWER = "reviewer"  # the field with people's names


@dataclass(frozen=True)
class Choice:
    """Which features are meant, by default all, and in which form.

    Attributes:
        fids: Their ids in the file, as they are selected in QGIS; None: any.
        reviewed: Only those that a person has ticked as reviewed.
        background: Background, too.
        confidence: The least confidence, 0 to 1; above 0, features without one are left out.
        pieces: Large polygons stay in the pieces that the run cut them into; else these are put together (`dissolve`).
        reviewer: The field of that name, too; without being asked nobody's name leaves the computer.
    """

    fids: Sequence[int] | None = None
    reviewed: bool = False
    background: bool = True
    confidence: float = 0.0
    pieces: bool = False
    reviewer: bool = False


def choose(layer: Layer, choice: Choice) -> Layer:
    """The features that are meant.

    Raises:
        InputError: the layer lacks a field that is asked about, or none is left.
    """
    kept = np.ones(layer.fids.size, bool)
    if choice.fids is not None:
        kept &= np.isin(layer.fids, np.asarray(choice.fids, np.int64))
    if choice.reviewed:
        field = _asked(layer, "reviewed")
        yes = np.isin(field.values, ("1", "true")) if field.values.dtype == object else field.values.astype(bool)
        kept &= ~field.missing & yes
    if not choice.background:
        known = layer.fields.get("class_id")
        if known is not None and known.values.dtype != object:
            kept &= known.missing | (known.values != 0)
        else:
            kept &= _asked(layer, "class_name").values != BACKGROUND
    if choice.confidence > 0:
        field = _asked(layer, "confidence")
        if field.values.dtype == object:
            raise InputError(f"“confidence” in {layer.name} is a text.", "Export without a least confidence.")
        kept &= ~field.missing & (field.values >= choice.confidence)
    if not kept.any():
        raise InputError(
            f"None of the {layer.fids.size:,} polygons is among those that were asked for.",
            "Ask for more: selected, reviewed, background and confidence are what leaves polygons out.",
        )
    if not choice.reviewer:
        layer = replace(layer, fields={name: field for name, field in layer.fields.items() if name != REVIEWER})
    return layer if kept.all() else rows(layer, np.flatnonzero(kept))


def rows(layer: Layer, which: np.ndarray) -> Layer:
    """Some features of a layer."""
    fields = {name: take(field, which) for name, field in layer.fields.items()}
    return replace(layer, geometry=layer.geometry[which], fids=layer.fids[which], fields=fields)


def with_beyond(layer: Layer, table: str | Path, scratch: Path) -> Layer:
    """The layer with the values that QGIS shows beside those of the file.

    Args:
        layer: As it is in the file.
        table: A GeoPackage that QGIS has written: a row with the same id for each feature; "" for none.
        scratch: A folder for a copy of it.

    Raises:
        InputError: the table cannot be read, or is of another layer.
    """
    if not table:
        return layer
    beside = read_layer(table, None, scratch)
    place = np.searchsorted(beside.fids, layer.fids).clip(max=max(beside.fids.size - 1, 0))
    if not beside.fids.size or (beside.fids[place] != layer.fids).any():
        raise InputError(f"The polygons in {layer.name} have changed meanwhile.", "Export again.")
    new = {name: take(field, place) for name, field in beside.fields.items() if name not in layer.fields}
    return replace(layer, fields={**layer.fields, **new})


def _asked(layer: Layer, name: str) -> Field:
    field = layer.fields.get(name)
    if field is None:
        raise InputError(f"The layer {layer.name} has no field “{name}”.", "Choose polygons of a run, or ask for all.")
    return field
