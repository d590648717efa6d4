"""The fields of `segments` as columns (docs/contracts.md, Results)."""

from __future__ import annotations

from typing import Any, Mapping, Sequence

import numpy as np

from ..files.layers import Field
from ..results import ATTRIBUTES

_KINDS = {"integer": "OFTInteger", "real": "OFTReal", "text": "OFTString", "boolean": "OFTInteger"}


def column(kind: str, values: Sequence[Any]) -> Field:
    """A field of one of the kinds of `results.Attribute`; None is NULL."""
    missing = np.array([value is None for value in values], bool)
    if kind == "text":
        return Field(np.array([*values, None], object)[:-1], missing)
    dtype: Any = {"integer": np.int32, "real": np.float64, "boolean": bool}[kind]
    return Field(
        np.array([0 if value is None else value for value in values], dtype), missing, _KINDS[kind], kind == "boolean"
    )


def complete(count: int, known: Mapping[str, Field]) -> dict[str, Field]:
    """All fields of `segments` in their order; those that are not known have their defaults."""
    made = {}
    for attribute in ATTRIBUTES:
        made[attribute.name] = known.get(attribute.name) or column(attribute.kind, [attribute.default] * count)
    return made


def of_regions(
    classes: np.ndarray,
    means: Mapping[str, np.ndarray],
    second: np.ndarray,
    names: Mapping[int, str],
    source: str,
    codes: Mapping[int, int],
    unknown: int = -1,
) -> dict[str, Field]:
    """What a run says of its regions: (regions,) class values, means of confidence and margin, runner-ups.

    Of those with the value `unknown` it says nothing: they are background, of which nothing is known.
    """
    count, said = len(classes), classes != unknown
    values, second = [int(value) for value in np.where(said, classes, 0)], np.where(said, second, -1)

    def mean(name: str) -> Field:
        found = np.round(np.where(said, means.get(name, np.nan), np.nan), 6)
        return Field(found, np.isnan(found), "OFTReal")

    known = {
        "class_id": column("integer", values),
        "class_name": column("text", [names[value] for value in values]),
        "confidence": mean("confidence"),
        "second_class": column("text", [names.get(int(value)) for value in second]),
        "margin": mean("margin"),
        "source": column("text", [source or None] * count),
        "code": column("integer", [codes.get(value) for value in values]),
    }
    return complete(count, known)


def with_areas(fields: Mapping[str, Field], area_m2: np.ndarray | None, region: np.ndarray) -> dict[str, Field]:
    """The same for polygons as they are now: their areas (None: nobody knows them) and the numbers of their regions."""
    areas = np.full(len(region), np.nan) if area_m2 is None else np.round(area_m2, 6)
    numbered = {
        "area_m2": Field(areas, np.isnan(areas), "OFTReal"),
        "region": column("integer", region.tolist()),
    }
    return {name: numbered.get(name, field) for name, field in fields.items()}


def region_numbers(fields: Mapping[str, Field]) -> np.ndarray:
    """A number from 1 on for each polygon; polygons that are kept and were pieces of one region share one again."""
    said, classes = fields["region"], fields["class_id"].values
    numbers = np.arange(1, len(classes) + 1)
    kept = np.flatnonzero(~said.missing)
    if kept.size:
        pair = np.stack([said.values[kept].astype(np.int64), classes[kept].astype(np.int64)], axis=1)
        _, first, group = np.unique(pair, axis=0, return_index=True, return_inverse=True)
        numbers[kept] = numbers[kept][first[group.ravel()]]
    return numbers


def take(field: Field, rows: np.ndarray) -> Field:
    """Some rows of a field."""
    return Field(field.values[rows], field.missing[rows], field.kind, field.boolean)


def stack(one: Field, other: Field) -> Field:
    """Two fields of one kind, the second under the first."""
    return Field(
        np.concatenate([one.values, other.values]),
        np.concatenate([one.missing, other.missing]),
        one.kind,
        one.boolean,
    )
