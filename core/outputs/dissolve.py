"""Pieces of large polygons put together again, for programs that want the polygons as they were before the cut."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..files.layers import Field, Layer
from .attributes import take
from .edges import edges_of
from .fitting import united

OF_EACH = ("area_m2",)  # what pieces of one polygon need not have in common


def put_together(layer: Layer) -> tuple[Layer, int]:
    """The layer with the pieces of one region as one polygon.

    Pieces belong together where they share a border and say the same in everything but their area: what a person has
    given another class, or another note, stays apart.

    Returns:
        The layer, and how many pieces have become parts of others.
    """
    groups = [group for rows in _alike(layer) for group in _touching(layer.geometry, rows)]
    if not groups:
        return layer, 0
    geometry, area = layer.geometry.copy(), layer.fields.get("area_m2")
    values = None if area is None else area.values.copy()
    for first, *others in groups:
        geometry[first] = united(layer.geometry[[first, *others]])
        if area is not None and values is not None:
            values[first] = area.values[[first, *others]].sum()
    stays = np.ones(layer.fids.size, bool)
    stays[[row for group in groups for row in group[1:]]] = False
    rows = np.flatnonzero(stays)
    fields = {name: take(field, rows) for name, field in layer.fields.items()}
    if area is not None and values is not None:
        fields["area_m2"] = Field(values[rows], area.missing[rows], area.kind, area.boolean)
    made = replace(layer, geometry=geometry[rows], fids=layer.fids[rows], fields=fields)
    return made, int((~stays).sum())


def _alike(layer: Layer) -> list[np.ndarray]:
    """Rows of one region that say the same; only where there is more than one."""
    region = layer.fields.get("region")
    if region is None or region.values.dtype.kind not in "iu" or "class_id" not in layer.fields:
        return []
    usable = ~region.missing & (shapely.get_type_id(layer.geometry) == 3) & shapely.is_valid(layer.geometry)
    rows = np.flatnonzero(usable & ~shapely.is_empty(layer.geometry))
    _, group, times = np.unique(region.values[rows], return_inverse=True, return_counts=True)
    found = defaultdict(list)
    for row in rows[times[group] > 1]:
        said = [(None if f.missing[row] else f.values[row]) for name, f in layer.fields.items() if name not in OF_EACH]
        found[tuple(said)].append(row)
    return [np.array(alike) for alike in found.values() if len(alike) > 1]


def _touching(geometry: np.ndarray, rows: np.ndarray) -> list[list[int]]:
    """Rows that share borders, edge by edge; only where there is more than one."""
    edges = edges_of(shapely.orient_polygons(geometry[rows]))
    shared = np.flatnonzero(edges.partner >= 0)
    pair = edges.polygon[shared], edges.polygon[edges.partner[shared]]
    links = coo_matrix((np.ones(len(shared), np.int8), pair), shape=(len(rows),) * 2)
    count, part = connected_components(links, directed=False)
    return [rows[part == number].tolist() for number in range(count) if int((part == number).sum()) > 1]
