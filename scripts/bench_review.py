"""Seconds in which QGIS's main thread is busy with what people do to polygons, as a table: scripts/bench_review.

A run's layer of squares is made in a temporary folder and watched as in QGIS. Rows of the table come from `ROWS`.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator

import numpy as np
import rasterio
from bench_polygons import terralex
from bench_wand import wand
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from rasterio.transform import from_origin

SQUARE_PX, PIXEL_M = 4, 0.3
MAP_PX, KEYS = (1000, 800), 20
WALKED, GOAL_S = 200, 0.5  # keys in a row, and within how long the next polygon is to be drawn
NAMES = ("building", "road")
COUNT = "while True: sum(range(100_000))"  # keeps a core busy


class Bench:
    """A layer of polygons to work on, and a stopwatch.

    Attributes:
        layer: Of a run's polygons, watched.
        rows: (what, polygons, seconds) so far.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer
        self.rows: list[tuple[str, int, float]] = []

    @contextmanager
    def timed(self, what: str, count: int, times: int = 1) -> Iterator[None]:
        """A row of the table: what is done inside, so many times."""
        began = time.thread_time()
        yield
        self.rows.append((what, count, (time.thread_time() - began) / times))


def relabel(bench: Bench, count: int) -> None:
    """As “Modify attributes of selected features” and the field calculator do it: one command, one change for each."""
    layer = bench.layer
    fids = sorted(layer.allFeatureIds())[:count]
    column = layer.fields().indexOf("class_id")
    if len(fids) < count:
        return
    layer.startEditing()
    with bench.timed("relabel", count):
        layer.beginEditCommand("Attributes changed")
        for fid in fids:
            layer.changeAttributeValue(fid, column, 2)
        layer.endEditCommand()
    with bench.timed("undo", count):
        layer.undoStack().undo()
    layer.undoStack().redo()
    with bench.timed("save", count):
        layer.commitChanges()


def review(bench: Bench, count: int) -> None:
    """The page Review: how long it takes to open, what a key takes, and until the next polygon is drawn."""
    from terralex.plugin.results.layers import table_of
    from terralex.plugin.review.figures import Figures
    from terralex.plugin.review.keys import ACCEPT, UNDO
    from terralex.plugin.review.queue import NEAR
    from terralex.plugin.review.session import Session

    canvas, layer = QgsMapCanvas(), bench.layer
    count = layer.featureCount()
    canvas.resize(*MAP_PX)
    canvas.setDestinationCrs(layer.crs())
    canvas.setLayers([layer])
    canvas.setExtent(layer.extent())  # the whole result is seen: the most that has to be drawn
    canvas.show()
    drawn(canvas)
    table = table_of(layer)
    with bench.timed("Review opens, first polygon", count):
        session = Session(canvas, layer, lambda: table)
        session.start_over()
    drawn(canvas)
    with bench.timed("sums that the page shows", count):
        Figures.of(session.rows.by_fid.values())
    for what, action in (("a class key", "class:0"), ("accept", ACCEPT), ("undo of it", UNDO)):
        with bench.timed(f"{what}, {KEYS} times, each", count, KEYS):
            for _ in range(KEYS):
                session.act(action)
        drawn(canvas)
    canvas.zoomToFeatureExtent(session._shapes([session.queue.current])[0].boundingBox().buffered(20))
    drawn(canvas)
    for where, zoom in (("close to it", None), ("all in view", layer.extent())):
        if zoom is not None:
            canvas.setExtent(zoom)
            drawn(canvas)
        done: list[object] = []
        canvas.renderComplete.connect(done.append)
        began = time.monotonic()
        session.act("class:1")
        while not done or canvas.isDrawing():
            QgsApplication.processEvents()
        canvas.renderComplete.disconnect(done.append)
        bench.rows.append((f"key to next polygon drawn, {where} (wall)", count, time.monotonic() - began))
    walked(bench, canvas, session)
    with bench.timed("next in the order “Nearest”, the first time", count):
        session.queue.arrange(NEAR)
        session.start_over()
    with bench.timed("next in the order “Nearest”", count):
        session.act("next")
    layer.rollBack()
    session.close()
    canvas.close()


def walked(bench: Bench, canvas: QgsMapCanvas, session: Any) -> None:
    """Class keys in a row, each as soon as the polygon is drawn that the one before led to: far from each other."""
    chance, count = random.Random(1), len(session.rows.by_fid)
    for row in session.rows.by_fid.values():
        row.confidence = chance.random()
    session.queue.forget()
    for where, close in (("close to it", True), ("all in view", False)):
        canvas.setExtent(session.layer.extent())
        drawn(canvas)
        session.start_over()
        if close:
            canvas.zoomToFeatureExtent(session._shapes([session.queue.current])[0].boundingBox().buffered(20))
        drawn(canvas)
        took = []
        for number in range(WALKED):
            done: list[float] = []
            canvas.renderComplete.connect(lambda _painter, done=done: done.append(time.monotonic()))
            began = time.monotonic()
            session.act(f"class:{number % 2}")
            while not (done and session.is_settled and not canvas.isDrawing()):
                QgsApplication.processEvents()
            canvas.renderComplete.disconnect()
            took.append(done[-1] - began)
            if not close:
                canvas.setExtent(session.layer.extent())
                drawn(canvas)
        took.sort()
        for what, share in (("median", 0.5), ("99 %", 0.99), ("most", 1.0)):
            bench.rows.append((f"{WALKED} keys, {where}: {what} (wall)", count, took[round(share * (WALKED - 1))]))
        within = sum(1 for each in took if each <= GOAL_S) / WALKED
        bench.rows.append((f"{WALKED} keys, {where}: share within {GOAL_S} s", count, within))


def drawn(canvas: QgsMapCanvas) -> None:
    """Wait until the map is drawn."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        QgsApplication.processEvents()
        if not canvas.isDrawing() and not canvas.isFrozen():
            QgsApplication.processEvents()
            if not canvas.isDrawing():
                return
        time.sleep(0.002)


ROWS: tuple[Callable[[Bench, int], None], ...] = (relabel, review)


def squares(count: int, folder: Path) -> dict[str, str]:
    """The files of a run with at least so many polygons."""
    from terralex.core.outputs.polygons import polygonise
    from terralex.core.progress import result_of

    side = int(np.ceil(count**0.5))
    values = np.kron(1 + np.indices((side, side)).sum(0) % 2, np.ones((SQUARE_PX, SQUARE_PX))).astype(np.uint8)
    files = {name: str(folder / f"{name}.tif") for name in ("classes", "confidence")}
    for path in files.values():
        profile = {"driver": "GTiff", "width": values.shape[1], "height": values.shape[0], "count": 1, "dtype": "uint8"}
        with rasterio.open(
            path, "w", crs="EPSG:32633", transform=from_origin(500_000, 5_000_000, PIXEL_M, PIXEL_M), **profile
        ) as raster:
            raster.write(values, 1)
    made = folder / "segments.gpkg"
    result_of(polygonise(files["classes"], made, NAMES, min_area_px=0, simplify_px=0))
    return {"folder": str(folder), "segments": str(made), **files}


class Silent:
    """Messages that nobody reads."""

    def __getattr__(self, _name: str) -> Callable[..., None]:
        return lambda *_texts, **_options: None


def measure(count: int, wanted: list[str]) -> list[tuple[str, int, float]]:
    """Rows for a layer of so many polygons."""
    from terralex.core.vocabulary import ClassSpec
    from terralex.plugin.results.layers import add_results, run_layers
    from terralex.plugin.results.watch import ResultWatch

    project: Any = QgsProject.instance()
    with tempfile.TemporaryDirectory() as folder:
        add_results(project, squares(count, Path(folder)), [ClassSpec(name) for name in NAMES], "squares")
        watch = ResultWatch(Silent())
        bench = Bench(run_layers(project, None)["polygons"])
        for row in ROWS:
            if row.__name__ in wanted:
                row(bench, count)
        watch.close()
        project.removeAllMapLayers()
    return bench.rows


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("polygons", type=int, nargs="*", default=[200, 2_000, 20_000])
    names = [*(row.__name__ for row in ROWS), "wand"]
    parser.add_argument("--rows", nargs="+", choices=names, default=names, help="which of the rows")
    parser.add_argument("--busy", type=int, default=0, help="so many processes that only count beside it")
    given = parser.parse_args()
    busy = [subprocess.Popen([sys.executable, "-c", COUNT]) for _ in range(given.busy)]
    terralex()
    application = QgsApplication([], True)  # the map is a widget
    application.initQgis()
    print("| what | polygons | s |\n|---|---|---|")
    for count in given.polygons:
        for what, polygons, seconds in measure(count, given.rows):
            print(f"| {what} | {polygons:,} | {seconds:.3f} |", flush=True)
    if "wand" in given.rows:
        print("\n| the wand | s (wall) |\n|---|---|")
        for what, seconds in wand():
            print(f"| {what} | {seconds:.3f} |", flush=True)
    for each in busy:
        each.terminate()
    application.exitQgis()


if __name__ == "__main__":
    sys.exit(main())
