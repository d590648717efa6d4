"""Corrections that survive the next run: the reviewed and edited polygons of an earlier run, for a new one on its grid.

They are copied into the new run's folder before anything else is made, and read from there when it is resumed.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any, Mapping, Sequence

import numpy as np
import shapely
from rasterio.transform import Affine

from ..errors import InputError
from ..files.layers import Field, Layer, read_layer, scratch_folder
from ..recipe import LAYER, SEGMENTS, WORK, read_ledger, read_recipe
from ..results import ATTRIBUTES, BY_PERSON, HAND, KEPT, NAMES, newest, read_table
from ..vocabulary import BACKGROUND, ClassSpec, normalise
from .attributes import column, complete, take
from .edited import edited
from .kept import Kept

NEAR = 1e-3  # of a working pixel
SHIFT = 1e-9  # of a pixel's side, by which two sides may differ: numbers of files are rounded


def find_kept(
    earlier: str | Path, out: str | Path, classes: Sequence[ClassSpec], description: Mapping[str, Any]
) -> Kept:
    """What a run keeps of an earlier one.

    Args:
        earlier: The earlier run's folder.
        out: The new run's; where it was begun before, its own copy counts.
        classes: Of the new run.
        description: Of its raster and grid (`Source.description`).

    Raises:
        InputError: `earlier` is no finished run, or its polygons cannot be read.
    """
    folder, out = Path(earlier), Path(out)
    begun = out / KEPT
    if begun.is_file() and read_ledger(out):
        with scratch_folder(out / WORK) as scratch:
            layer = read_layer(begun, None, scratch)
        return for_classes(layer, np.arange(layer.fids.size), {}, classes, folder, begun)
    recipe = read_recipe(folder)
    file = newest(folder, SEGMENTS)
    with _readable(out) as scratch:
        layer = read_layer(file, LAYER, scratch)
        chosen = np.flatnonzero(by_person(layer) | edited(layer, folder, recipe, scratch))
    if not on_one_grid(recipe["identity"].get("raster", {}), description):
        left = {"that run lies on another raster or grid": int(chosen.size)} if chosen.size else {}
        return for_classes(layer, chosen[:0], left, classes, folder, file)
    return for_classes(layer, chosen, {}, classes, folder, file)


def on_one_grid(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether the working pixels of two rasters (`Source.description`) are those of one grid, wherever each begins.

    What is fetched of a web layer for two areas is two files whose pixels agree.
    """
    if any(one.get(key) != other.get(key) for key in ("crs", "factors")):
        return False
    first, second = one.get("transform"), other.get("transform")
    if first == second:
        return True
    if first is None or second is None:
        return False
    (a, b, c, d, e, f), (a2, b2, c2, d2, e2, f2) = first, second
    side = max(abs(a), abs(b), abs(d), abs(e))
    if any(abs(x - y) > SHIFT * side for x, y in ((a, a2), (b, b2), (d, d2), (e, e2))):
        return False
    cols, rows = ~Affine(a, b, c, d, e, f) * (c2, f2)
    rows_of_one, cols_of_one = one["factors"]
    return all(
        abs(moved / of_one - round(moved / of_one)) < NEAR
        for moved, of_one in ((rows, rows_of_one), (cols, cols_of_one))
    )


def _readable(out: Path) -> Any:
    """A scratch folder on the disk of the new run, whose folder may not be there yet."""
    beside = out
    while not beside.is_dir() and beside != beside.parent:
        beside = beside.parent
    return scratch_folder(beside / KEPT)


def by_person(layer: Layer, origins: Sequence[str] = BY_PERSON) -> np.ndarray:
    """Which polygons are marked as reviewed, or as of one of these origins."""
    reviewed, origin = layer.fields.get("reviewed"), layer.fields.get("origin")
    found = np.zeros(layer.fids.size, bool)
    if reviewed is not None and reviewed.values.dtype != object:
        found |= ~reviewed.missing & reviewed.values.astype(bool)
    if origin is not None:
        found |= np.isin(origin.values.astype(object), origins) & ~origin.missing
    return found


def corrected_now(folder: Path, classes: Sequence[ClassSpec], layer: Layer, scratch: Path) -> Kept:
    """What a person has looked at or made in a run as it is now; what merely follows from teaching is not among it.

    Args:
        folder: Of the run.
        classes: As they are now, with ids from 1 on.
        layer: Its newest polygons.
        scratch: A folder for what is compared.
    """
    chosen = np.flatnonzero(by_person(layer, (HAND,)) | edited(layer, folder, read_recipe(folder), scratch))
    return for_classes(layer, chosen, {}, classes, folder, newest(folder, SEGMENTS))


def for_classes(
    layer: Layer, chosen: np.ndarray, left: Mapping[str, int], classes: Sequence[ClassSpec], folder: Path, file: Path
) -> Kept:
    """The chosen polygons with the ids of the new run's classes; without those whose class it does not have."""
    solid = np.isin(shapely.get_type_id(layer.geometry[chosen]), (3, 6)) & ~shapely.is_empty(layer.geometry[chosen])
    chosen = chosen[solid]
    names = _class_names(layer, folder)
    ids = {BACKGROUND: 0, **{normalise(spec.name): value for value, spec in enumerate(classes, start=1)}}
    found = [ids.get(normalise(names[row] or "")) for row in chosen]
    gone = Counter(names[row] or "?" for row, value in zip(chosen, found) if value is None)
    left = {**left, **{f"this run has no class “{name}”": count for name, count in gone.items()}}
    rows = np.array([row for row, value in zip(chosen, found) if value is not None], np.int64)
    values = [value for value in found if value is not None]
    spelled, codes = [BACKGROUND, *(spec.name for spec in classes)], [None, *(spec.value for spec in classes)]
    own = {name: take(field, rows) for name, field in layer.fields.items()}
    fields = complete(len(rows), {a.name: _as_ours(own[a.name], a.kind) for a in ATTRIBUTES if a.name in own})
    fields["class_id"] = column("integer", values)
    fields["class_name"] = column("text", [spelled[value] for value in values])
    fields["code"] = column("integer", [codes[value] for value in values])
    origin = fields["origin"]
    machine = "origin" not in own
    fields["origin"] = column(
        "text", [HAND if machine or gone else str(value) for value, gone in zip(origin.values, origin.missing)]
    )
    fields.update({name: field for name, field in own.items() if name not in NAMES})
    return Kept(
        layer.geometry[rows], fields, layer.crs, len(classes) + 1, folder.name, str(file), left, layer.fids[rows]
    )


def _class_names(layer: Layer, folder: Path) -> list[str | None]:
    """The class of each polygon by name; by its id where the name is empty."""
    name, ids = layer.fields.get("class_name"), layer.fields.get("class_id")
    texts: list[str | None] = [None] * layer.fids.size
    if name is not None:
        texts = [None if gone else str(value) for value, gone in zip(name.values, name.missing)]
    if ids is not None and None in texts:
        try:
            known = read_table(folder).names()
        except InputError:
            known = {0: BACKGROUND}
        texts = [text or (None if gone else known.get(int(v))) for text, v, gone in zip(texts, ids.values, ids.missing)]
    return texts


def _as_ours(field: Field, kind: str) -> Field:
    """A field in the type that `segments` has."""
    values = [None if gone else value for value, gone in zip(field.values, field.missing)]
    try:
        if kind == "text":
            return column(kind, [None if value is None else str(value) for value in values])
        made = {"integer": int, "real": float, "boolean": bool}[kind]
        return column(kind, [None if value is None else made(value) for value in values])
    except (TypeError, ValueError):
        return column(kind, [None] * len(values))  # somebody gave the field another meaning
