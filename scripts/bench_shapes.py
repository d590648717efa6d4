"""How long an edit takes among many polygons: median and worst of strokes, in milliseconds.

.venv/bin/python scripts/bench_shapes.py            # 5,000 and 50,000 polygons in a GeoPackage, as a run leaves them
"""

import importlib.util
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[1]
STROKES = 60


def _package() -> None:
    spec = importlib.util.spec_from_file_location(
        "terralex", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["terralex"] = module
    spec.loader.exec_module(module)


def saved(count: int, folder: Path):
    """A coverage of about so many polygons, saved and opened again."""
    import numpy as np
    from qgis.core import QgsProject, QgsVectorFileWriter, QgsVectorLayer
    from terralex.plugin.results.form import set_up_form
    from terralex.tests.plugin.shapes import coverage

    size = int((count / 0.3) ** 0.5)  # random labels of four classes make so many regions
    shapes, classes = coverage.blocks(1, size)
    layer = coverage.layer_of(shapes, classes)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.layerName = "segments"
    path = str(folder / f"{count}.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, QgsProject.instance().transformContext(), options)
    opened = QgsVectorLayer(f"{path}|layername=segments", "polygons", "ogr")
    set_up_form(opened, coverage.NAMES)
    corners = int(np.mean([len(shape.exterior.coords) for shape in shapes]))
    return opened, len(shapes), corners


def main() -> None:
    """Print the table."""
    from qgis.core import QgsApplication

    app = QgsApplication([], False)
    app.initQgis()
    from qgis.core import QgsGeometry, QgsPointXY
    from terralex.plugin.shapes import edits
    from terralex.tests.plugin.shapes.coverage import CELL, wandering

    print("polygons  corners  tool       median ms  worst ms  polygons changed (median)")
    with tempfile.TemporaryDirectory() as folder:
        for wanted in (5_000, 50_000):
            layer, count, corners = saved(wanted, Path(folder))
            layer.startEditing()
            rng, box = random.Random(4), layer.extent()
            for name in ("lasso", "brush", "split", "undo"):
                took, touched = [], []
                for _ in range(STROKES):
                    x, y = rng.uniform(box.xMinimum(), box.xMaximum()), rng.uniform(box.yMinimum(), box.yMaximum())
                    size = 40 * CELL
                    path = wandering(rng, (x, y, x + size, y + size), closed=name == "lasso", steps=40)
                    points = [QgsPointXY(*point) for point in path]
                    found = edits.polygon_at(layer, QgsPointXY(x, y))
                    begun = time.perf_counter()
                    done = None
                    if name == "lasso":
                        done = edits.reassign(layer, QgsGeometry.fromPolygonXY([points]), rng.randrange(4))
                    elif name == "brush":
                        stroke = QgsGeometry.fromPolylineXY(points).buffer(3 * CELL, 8)
                        done = edits.reassign(layer, stroke, rng.randrange(4))
                    elif name == "split" and found is not None:
                        box_ = found.geometry().boundingBox().buffered(CELL)
                        line = [
                            QgsPointXY(box_.xMinimum(), box_.yMinimum()),
                            QgsPointXY(box_.xMaximum(), box_.yMaximum()),
                        ]
                        done = edits.split(layer, found.id(), QgsGeometry.fromPolylineXY(line))
                    else:
                        layer.undoStack().undo()
                    took.append((time.perf_counter() - begun) * 1000)
                    touched.append(len(done.made) + len(done.changed) + len(done.deleted) if done else 0)
                print(
                    f"{count:8,}  {corners:7}  {name:9}  {statistics.median(took):9.1f}  {max(took):8.1f}  "
                    f"{statistics.median(touched):g}",
                    flush=True,
                )
            layer.rollBack()
            del layer
    sys.stdout.flush()
    os._exit(0)  # QGIS's statics do not outlive Python's


if __name__ == "__main__":
    _package()
    main()
