"""100 corrections by keys in QGIS, as a log: what was pressed, and how long it took until the next polygon was drawn.

It says nothing of how long a person looks; that is in the simulation. What it counts is what the computer takes.
"""

from __future__ import annotations

import csv
import statistics
import time
from itertools import cycle, islice

from pictures_scenes import finished_run, prepare
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from stage import ROOT, Stage, Steps, patient, say, scene
from terralex.plugin.review.pages import REVIEW

CORRECTIONS = 100
# Of ten corrections: four classes by digit, three accepted, two second guesses, one skipped; each tenth is taken back.
WAY = ("1", "A", "X", "3", "A", "2", "J", "X", "A", "4")
TAKEN_BACK = 10
QUIET_S = 0.3  # after a key, before the map is taken to have nothing to draw
LOG = ROOT / "build" / "review_walk.csv"

__all__ = ["prepare", "walk"]


@scene
def walk(stage: Stage) -> Steps:
    """The walk and its log."""
    yield from finished_run(stage)
    began = time.monotonic()
    stage.dock.pages.turn(REVIEW)
    yield patient(lambda: stage.dock.review.session is not None, 30.0)
    say(f"walk: Review is open after {time.monotonic() - began:.2f} s")
    yield from stage.drawn()
    session, canvas = stage.dock.review.session, stage.canvas
    rows, drawn = [], []

    def note(*_painter: object) -> None:
        drawn.append(time.monotonic())

    canvas.renderComplete.connect(note)
    count = len(session.rows.by_fid)
    for number, key in enumerate(islice(cycle(WAY), min(CORRECTIONS, count - 1)), start=1):
        for pressed in (key, "Z") if number % TAKEN_BACK == 0 else (key,):
            drawn.clear()
            began = time.monotonic()
            modifier = Qt.KeyboardModifier.ControlModifier if pressed == "Z" else Qt.KeyboardModifier.NoModifier
            QTest.keyClick(canvas, pressed, modifier)
            answered = time.monotonic() - began
            yield QUIET_S  # a polygon that is in view already and keeps its class needs no map anew
            yield lambda: not canvas.isDrawing()
            rows.append((number, pressed, answered, drawn[-1] - began if drawn else answered, session.queue.current))
    canvas.renderComplete.disconnect(note)
    with LOG.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("correction", "key", "answered_s", "drawn_s", "next_polygon"))
        table.writerows((n, key, f"{a:.3f}", f"{d:.3f}", fid) for n, key, a, d, fid in rows)
    for what, column in (("a key is answered", 2), ("the next polygon is drawn", 3)):
        seconds = sorted(row[column] for row in rows)
        p95 = seconds[round(0.95 * (len(seconds) - 1))]
        middle = statistics.median(seconds)
        say(f"walk: {what} after {middle:.3f} s (median), {p95:.3f} s (95 %), {seconds[-1]:.3f} s (most)")
    layer = session.layer
    said = [layer.getFeature(fid) for fid in layer.allFeatureIds()]
    reviewed = sum(1 for feature in said if feature["reviewed"])
    say(f"walk: {count} polygons, {len(rows)} keys, {reviewed} reviewed, {layer.undoStack().index()} undo steps")
    if layer.undoStack().index() != reviewed_steps(rows):
        raise RuntimeError("there is not one undo step for each key that changes something")
    stage.dock.pages.turn(0)
    layer.rollBack()
    QgsProject.instance().setDirty(False)


def reviewed_steps(rows: list[tuple[int, str, float, float, int]]) -> int:
    """How many undo steps there have to be: one a key that changes something, less those that were taken back."""
    keys = [row[1] for row in rows]
    return sum(1 for key in keys if key not in "JZ") - keys.count("Z")
