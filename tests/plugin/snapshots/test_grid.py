"""The grid of a service: its steps, and the cells that an area takes."""

import pytest
from terralex.plugin.snapshots.grid import Grid, cells_for, step_for


def test_steps_are_the_same_everywhere_in_metres_and_change_by_bands_of_latitude_elsewhere():
    assert step_for(0.3, 1.0, 0.9996) == step_for(0.3, 1.0, 1.0004) == 0.3
    warsaw, krakow = step_for(0.3, 1.0, 0.6157), step_for(0.3, 1.0, 0.6427)
    assert warsaw == krakow == pytest.approx(0.3 * 2**0.5)
    assert step_for(0.3, 1.0, 0.5) == pytest.approx(0.6)


def test_cells_cover_the_area_and_a_margin_and_stop_at_the_layer():
    grid = Grid(0.0, 0.0, 0.5, 0.5, 512, 256)
    cells = cells_for(grid, (-1e6, -1e6, 1e6, 1e6), (10.0, 10.0, 20.0, 20.0), 100)
    assert cells.wanted == ((-1, -1), (0, -1), (-1, 0), (0, 0)) and cells.requests == 16
    assert cells.transform == (-256.0, 0.5, 0.0, 256.0, 0.0, -0.5) and cells.size == (1024, 1024)
    clipped = cells_for(grid, (0.0, 0.0, 1e6, 1e6), (10.0, 10.0, 20.0, 20.0), 100)
    assert clipped.wanted == ((0, -1),)
