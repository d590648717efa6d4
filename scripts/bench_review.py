"""Seconds in which QGIS's main thread is busy with what people do to polygons, as a table: scripts/bench_review.

A run's layer of squares is made in a temporary folder and watched as in QGIS. Rows of the table come from `ROWS`.
"""

from __future__ import annotations

import argparse
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
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from rasterio.transform import from_origin

SQUARE_PX, PIXEL_M = 4, 0.3
NAMES = ("building", "road")


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
    def timed(self, what: str, count: int) -> Iterator[None]:
        """A row of the table: what is done inside."""
        began = time.process_time()
        yield
        self.rows.append((what, count, time.process_time() - began))


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


ROWS: tuple[Callable[[Bench, int], None], ...] = (relabel,)


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


def measure(count: int) -> list[tuple[str, int, float]]:
    """All rows for a layer of so many polygons."""
    from terralex.core.vocabulary import ClassSpec
    from terralex.plugin.results.layers import add_results, run_layers
    from terralex.plugin.results.watch import ResultWatch

    project: Any = QgsProject.instance()
    with tempfile.TemporaryDirectory() as folder:
        add_results(project, squares(count, Path(folder)), [ClassSpec(name) for name in NAMES], "squares")
        watch = ResultWatch(Silent())
        bench = Bench(run_layers(project, None)["polygons"])
        for row in ROWS:
            row(bench, count)
        watch.close()
        project.removeAllMapLayers()
    return bench.rows


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("polygons", type=int, nargs="*", default=[200, 2_000, 20_000])
    given = parser.parse_args()
    terralex()
    application = QgsApplication([], False)
    application.initQgis()
    print("| what | polygons | s |\n|---|---|---|")
    for count in given.polygons:
        for what, polygons, seconds in measure(count):
            print(f"| {what} | {polygons:,} | {seconds:.2f} |", flush=True)
    application.exitQgis()


if __name__ == "__main__":
    sys.exit(main())
