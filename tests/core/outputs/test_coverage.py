"""Rings get the corners that they share with others, and what was torn before it was simplified is found."""

import numpy as np
import pytest
import shapely
from skimage.measure import label
from terralex.core.outputs import coverage
from terralex.core.progress import result_of


def traced(labels, folder):
    """Polygons of a raster of regions, and where its nodes are."""
    for name, values in (("labels", labels), ("mask", (labels > 0).astype(np.uint8))):
        profile = {"driver": "GTiff", "width": labels.shape[1], "height": labels.shape[0], "count": 1}
        with coverage.open_unplaced(folder / f"{name}.tif", "w", dtype=values.dtype, **profile) as raster:
            raster.write(values, 1)
    nodes = coverage.corners(np.pad(labels, 1), 0)
    found = coverage.trace(folder / "labels.tif", folder / "mask.tif", nodes)
    return np.concatenate([polygons for _, polygons in found]), nodes


def points_of(ring, nodes, cols):
    """Turns, nodes and the beginning of a ring, found by walking along it from pixel corner to pixel corner."""
    walk = shapely.get_coordinates(shapely.segmentize(ring, 1.0))[:-1].round().astype(int)
    before, after = np.roll(walk, 1, axis=0), np.roll(walk, -1, axis=0)
    turn = ((after - walk) != (walk - before)).any(axis=1)
    node = np.isin(walk[:, 1] * (cols + 1) + walk[:, 0], nodes)
    turn[0] = True
    return [*map(tuple, walk[turn | node]), tuple(walk[0])]


@pytest.mark.parametrize("seed", range(12))
def test_rings_have_points_at_turns_and_at_nodes_and_nowhere_else(tmp_path, seed):
    rng = np.random.default_rng(seed)
    squares = rng.integers(seed % 2, 4, rng.integers(1, 14, 2)).repeat(1 + seed % 4, 0).repeat(1 + seed % 3, 1)
    labels = label(squares, connectivity=1, background=0).astype(np.int32)
    labels.flat[0] = labels.max() + 1  # never nothing
    polygons, nodes = traced(labels, tmp_path)
    assert shapely.area(polygons).sum() == (labels > 0).sum() and coverage.is_coverage(polygons)
    for ring in shapely.get_rings(polygons):
        assert [tuple(at) for at in shapely.get_coordinates(ring)] == points_of(ring, nodes, labels.shape[1])


def test_what_was_torn_before_is_not_simplified():
    large, small, other = shapely.box(0, 0, 4, 8), shapely.box(4, 0, 9, 3), shapely.box(4, 3, 9, 8)
    assert result_of(coverage.simplify(np.array([large, small, other]), 1.0)) is None  # no point of `large` at (4, 3)
    joined = shapely.Polygon([(0, 0), (4, 0), (4, 3), (4, 8), (0, 8)])
    assert len(result_of(coverage.simplify(np.array([joined, small, other]), 1.0))) == 3
    over = np.array([joined, shapely.box(3, 0, 9, 3), other])
    assert result_of(coverage.simplify(over, 1.0)) is None
