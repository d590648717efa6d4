"""Random edits with all tools, and undo: whatever is drawn, it stays a coverage, and undo gives every byte back.

TERRALEX_EDITS=5000 pytest tests/plugin/shapes/test_edits_random.py      # the long run
"""

import os
import random
from collections import Counter

import shapely
from hypothesis import HealthCheck, event, example, given, settings
from hypothesis import strategies as st
from qgis.core import QgsGeometry, QgsPointXY
from terralex.core.errors import InputError
from terralex.plugin.shapes import edits

from .coverage import CELL, ORIGIN, across, blocks, complaints, image_of, layer_of, nudged, wandering

LENGTH = 15  # edits in a row
EXAMPLES = max(1, int(os.environ.get("TERRALEX_EDITS", 195)) // LENGTH)
DEGREES = (7.5e-6, (11.31, 48.14))  # a cell and a corner of the map, for polygons in degrees


def polygon(path):
    return QgsGeometry.fromPolygonXY([[QgsPointXY(*point) for point in path]])


def line(path):
    return QgsGeometry.fromPolylineXY([QgsPointXY(*point) for point in path])


class Hand:
    """Somebody who does anything."""

    def __init__(self, layer, seed, cell, origin):
        self.layer, self.rng, self.cell, self.origin = layer, random.Random(seed), cell, origin
        box = layer.extent()
        self.extent = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
        self.fid = self.rng.choice(sorted(each.id() for each in layer.getFeatures()))

    def across(self):
        return line(nudged(self.rng, self.layer, across(self.rng, self.layer, self.fid, self.cell), self.cell))

    def lasso(self):
        path = nudged(self.rng, self.layer, wandering(self.rng, self.extent, closed=True), self.cell)
        return edits.reassign(self.layer, polygon(path), self.rng.randrange(4))

    def brush(self):
        stroke = line(wandering(self.rng, self.extent, closed=False)).buffer(self.rng.uniform(1, 8) * self.cell, 8)
        return edits.reassign(self.layer, stroke, self.rng.randrange(4), into=self.fid)

    def split(self):
        return edits.split(self.layer, self.fid, self.across())

    def merge(self):
        shape = self.layer.getFeature(self.fid).geometry()
        beside = [each.id() for each in self.layer.getFeatures() if each.geometry().touches(shape)]
        return edits.merge(self.layer, self.fid, self.rng.choice(beside)) if beside else None

    def hole(self):
        return edits.fill_hole(self.layer, self.fid)

    def border(self):
        return edits.move_border(self.layer, self.fid, self.across())

    def corner(self):
        at, far = self.rng.choice(list(self.layer.getFeature(self.fid).geometry().vertices())), 3 * self.cell
        to = QgsPointXY(at.x() + self.rng.uniform(-far, far), at.y() + self.rng.uniform(-far, far))
        return edits.move_corner(self.layer, QgsPointXY(at.x(), at.y()), to)

    def right(self):
        return edits.right_angles(self.layer, self.fid)

    def smooth(self):
        return edits.smooth(self.layer, self.fid)

    def cells(self):
        return edits.snap_to_cells(self.layer, self.fid, self.cell, self.cell, *self.origin)

    def undo(self):
        if self.layer.undoStack().canUndo():
            self.layer.undoStack().undo()


KINDS = ("lasso", "lasso", "brush", "split", "merge", "hole", "border", "corner", "right", "smooth", "cells", "undo")


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    seed=st.integers(0, 10_000),
    degrees=st.booleans(),
    steps=st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 2**32)), min_size=LENGTH, max_size=LENGTH),
)
@example(seed=69, degrees=True, steps=[("lasso", 20056767), *[("lasso", 0)] * 13, ("brush", 13380)])
def test_any_edits_and_undos_leave_a_coverage(qgis_new_project, seed, degrees, steps):
    cell, origin = DEGREES if degrees else (CELL, ORIGIN)
    shapes, classes = blocks(seed, size=7, cell=cell, origin=origin)
    layer = layer_of(shapes, classes, "EPSG:4326" if degrees else "EPSG:32633")
    area = shapely.area(shapes).sum()
    assert complaints(layer, area) == []
    layer.startEditing()
    first, did = image_of(layer), Counter()
    for kind, at in steps:
        before, step = image_of(layer), layer.undoStack().index()
        hand = Hand(layer, at, cell, origin)
        try:
            done = getattr(hand, kind)()
        except InputError as refusal:
            done = None
            event(f"{kind}: {refusal.message}")
        assert complaints(layer, area) == [], kind
        if kind != "undo":
            assert layer.undoStack().index() == step + (done is not None), kind
            assert done is not None or image_of(layer) == before, kind
        did[kind] += done is not None
    for kind, times in did.items():
        event(f"{kind}: {'done' if times else 'nothing'}")
    layer.undoStack().setIndex(0)
    assert image_of(layer) == first
