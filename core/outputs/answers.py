"""Points that another program has judged, such as AcATaMa: which class each has, by the numbers of the sample.

AcATaMa saves what was labelled into a file of its own (its core/response_design.py): `ID`, `Label`, and, where its
buttons were made for the classes of a map, `Is labeled as` with the value of the class; a Shapefile cuts names to ten
letters. Its `Label ID` is the number of a button and no class. Files with Terralex's own names are read as well.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import shapely

from ..errors import InputError
from ..files.layers import Field, Layer, read_layer
from ..sample import ID, LABEL, LABEL_ID

NAMES = {ID: (ID,), LABEL_ID: (LABEL_ID, "is.labeled.as", "is.labeled"), LABEL: (LABEL,)}  # the first one that is there
NEAR = 0.01  # pixels by which a point may lie beside the one that was drawn: numbers are rounded in files


def read_answers(path: Path, drawn: Layer, pixel: float, scratch: Path) -> Layer:
    """The points of a file with the fields `id`, `label_id` and `label`, where it has them under these or other names.

    Args:
        path: The file; its only or first layer counts.
        drawn: The points of the sample.
        pixel: Side of the map's pixels, in its coordinates.
        scratch: A folder for copies.

    Raises:
        InputError: it cannot be read, has no such fields, or its points are not those of the sample.
    """
    layer = read_layer(path, None, scratch)
    there = {name.lower().replace(" ", "."): field for name, field in layer.fields.items()}
    fields = {}
    for name, others in NAMES.items():
        found = next((there[other] for other in others if other in there), None)
        if found is not None:
            fields[name] = found if name == LABEL else _whole(found)
    if ID not in fields or len(fields) < 2:
        raise InputError(
            f"{path.name} does not say which class its points have.",
            "It needs the fields ID and Label, as AcATaMa saves them, or id and label_id.",
        )
    _check_places(path, layer, fields[ID], drawn, pixel)
    missing = Field(np.zeros(layer.fids.size, np.int64), np.ones(layer.fids.size, bool), "OFTInteger")
    return Layer(layer.name, layer.geometry, layer.fids, {LABEL_ID: missing, **fields}, layer.crs)


def _whole(field: Field) -> Field:
    """Numbers, also where a file has them as texts or with a point; what is no number counts as missing."""
    values, missing = np.zeros(field.values.size, np.int64), field.missing.copy()
    for row in np.flatnonzero(~missing).tolist():
        try:
            values[row] = int(float(field.values[row]))
        except (ValueError, OverflowError):
            missing[row] = True
    return Field(values, missing, "OFTInteger64")


def _check_places(path: Path, layer: Layer, ids: Field, drawn: Layer, pixel: float) -> None:
    """The numbers alone would fit any other sample."""
    places = dict(zip(drawn.fields[ID].values.tolist(), drawn.geometry))
    for row in np.flatnonzero(~ids.missing).tolist():
        point, place = layer.geometry[row], places.get(int(ids.values[row]))
        if place is not None and point is not None and shapely.distance(point, place) > NEAR * pixel:
            raise InputError(
                f"Point {int(ids.values[row])} of {path.name} does not lie where it was drawn.",
                "Choose the answers to this sample, in the coordinates of its points.",
            )
