"""What making polygons takes over GDAL's polygonize and the same simplification, for `bench.py`.

Needs gdal_polygonize.py of Debian's gdal-bin, which QGIS brings along.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from teach_times import SAMPLE, run_of

COPIES = 4  # of the map, across and down
POLYGONIZE = ("/usr/bin/gdal_polygonize.py", "-q", "-f", "GPKG", "-b", "1")


def polygon_times(copies: int = COPIES, tries: int = 2) -> dict[str, float]:
    """The sample's class raster, six classes, balanced, `copies` times across and down.

    Crumbs below 16 pixels stay out of the raster, so that both make the same areas. Seconds of CPU time of both
    processes, the least of the tries. Both end with a GeoPackage that is closed. Ours also measures, checks that
    nothing was torn or lost, and reads back what was written.

    - `polygons_over_gdal`: the goal is 1.5.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["TERRALEX_CACHE"] = str(folder / "cache")
        run = run_of(SAMPLE, folder / "run")
        raster = without_crumbs(Path(run.classes), folder / "classes.tif", copies)
        ours, theirs = [], []
        for number in range(tries):
            ours.append(_ours(raster, folder / f"ours_{number}.gpkg"))
            theirs.append(_gdals(raster, folder / f"theirs_{number}.gpkg", folder / f"simple_{number}.gpkg"))
    (mine, count), (gdal, other) = min(ours), min(theirs)
    print(f"ours: {mine:.2f} s, {count:,} polygons; GDAL and simplifying: {gdal:.2f} s, {other:,} polygons")
    return {"polygons_over_gdal": mine / gdal}


def without_crumbs(classes: Path, out: Path, copies: int) -> Path:
    """The raster laid out beside itself, areas of fewer than 16 pixels joined to their surroundings."""
    import rasterio
    from rasterio.features import sieve

    with rasterio.open(classes) as raster:
        values, profile = raster.read(1), raster.profile
    large = sieve(np.tile(values, (copies, copies)), 16, connectivity=4)
    profile.update(driver="GTiff", height=large.shape[0], width=large.shape[1], compress="deflate")
    with rasterio.open(out, "w", **profile) as raster:
        raster.write(large, 1)
    return out


def _ours(raster: Path, out: Path) -> tuple[float, int]:
    from terralex.core.outputs.polygons import polygonise
    from terralex.core.progress import result_of

    began = time.process_time()
    made = result_of(polygonise(raster, out, [f"class {n}" for n in range(1, 7)]))
    return time.process_time() - began, made["polygons"]


def _gdals(raster: Path, traced: Path, out: Path) -> tuple[float, int]:
    import shapely
    from pyogrio.raw import read, write

    before, began = _of_children(), time.process_time()
    home = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PROJ", "GDAL"))}
    subprocess.run([*POLYGONIZE, str(raster), str(traced), "segments", "class_id"], check=True, env=home)
    meta, _, geometry, (values,) = read(traced, columns=["class_id"])
    shapes = shapely.from_wkb(geometry)
    simple = shapely.coverage_simplify(shapes, _pixel(raster), simplify_boundary=False)
    write(out, shapely.to_wkb(simple), [values], ["class_id"], geometry_type="Polygon", crs=meta["crs"], driver="GPKG")
    return time.process_time() - began + _of_children() - before, len(shapes)


def _pixel(raster: Path) -> float:
    import rasterio

    with rasterio.open(raster) as opened:
        return float(opened.transform.a)


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    print(polygon_times(*map(int, sys.argv[1:])))
