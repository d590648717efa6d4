"""Polygons that a disk did not take: nothing is published that is not on the disk as it was written."""

import sqlite3

import numpy as np
import pytest
import rasterio
from terralex.core.errors import OutputError
from terralex.core.outputs import polygons
from terralex.core.progress import result_of

PLACE = rasterio.Affine(0.5, 0, 500_000, 0, -0.5, 600_000)


@pytest.mark.parametrize("lost", ["UPDATE gpkg_ogr_contents SET feature_count = 0", "DELETE FROM rtree_segments_geom"])
def test_polygons_that_are_not_on_the_disk_as_written_are_no_result(tmp_path, monkeypatch, lost):
    """As a disk leaves them that is full at the last moment: the rows are there, the count or the index is not."""
    whole, classes = polygons.write_layer, tmp_path / "classes.tif"

    def cut_short(path, *given, **more):
        whole(path, *given, **more)
        with sqlite3.connect(path) as file:
            for name in ("insert", "update1", "update2", "update3", "update4", "delete"):
                file.execute(f"DROP TRIGGER IF EXISTS rtree_segments_geom_{name}")
            file.execute(lost)

    with rasterio.open(classes, "w", "GTiff", 3, 2, 1, "EPSG:2180", PLACE, "uint8", 255) as out:
        out.write(np.array([[[1, 1, 2], [1, 2, 2]]], np.uint8))
    monkeypatch.setattr(polygons, "write_layer", cut_short)
    made = polygons.polygonise(classes, tmp_path / "out.gpkg", ["road", "water"], min_area_px=0, simplify_px=0)
    with pytest.raises(OutputError, match=r"holds 0 of 2 polygons on the disk"):
        result_of(made)
    assert not (tmp_path / "out.gpkg").exists()
