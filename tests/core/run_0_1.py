"""A run folder as 0.1 made it (tests/fixtures/run_0_1), for what has to open, edit, burn, export and carry over."""

import shutil
import sqlite3
import struct
from pathlib import Path

import pyogrio
import shapely
from pyogrio import raw

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "run_0_1"
RIVER, LOT = 3, 9  # features of it: water of 998 pixels, a building of 2415


def copy(folder):
    """The run and its raster, to be changed: (run, raster)."""
    shutil.copytree(FIXTURE, folder)
    return folder / "run", folder / "image.tif"


def change(run, sql):
    """Change its polygons in place, as QGIS does when edits are saved."""
    file = sqlite3.connect(run / "segments.gpkg")
    triggers = file.execute(
        "select name, sql from sqlite_master where type = 'trigger' and sql like '%ST_%'"
    ).fetchall()
    for name, _ in triggers:  # of the spatial index: they call functions that plain SQLite does not have
        file.execute(f'drop trigger "{name}"')
    file.execute(sql)
    for _, made in triggers:
        file.execute(made)
    file.commit()
    file.close()


def redraw(run, fid, shape):
    """Give a polygon another shape; the spatial index still has its old extent."""
    (srs,) = sqlite3.connect(run / "segments.gpkg").execute("select srs_id from gpkg_geometry_columns").fetchone()
    blob = b"GP\x00\x01" + struct.pack("<i", srs) + shapely.to_wkb(shape, byte_order=1)
    change(run, f"update segments set geom = x'{blob.hex()}' where fid = {fid}")


def rows(path, layer=None):
    """Polygons as another library reads them: a dict for each, with `shape` and `fid`."""
    meta, fids, shapes, data = raw.read(path, layer=layer or pyogrio.list_layers(path)[0][0], return_fids=True)
    names = [str(name) for name in meta["fields"]]
    return [
        {"fid": int(fid), "shape": shape, **{name: values[i] for name, values in zip(names, data)}}
        for i, (fid, shape) in enumerate(zip(fids, shapely.from_wkb(shapes)))
    ]
