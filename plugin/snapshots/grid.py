"""The fixed global grid on which layers of services are fetched: where its pixels lie, and which cells to ask for.

Pixel (col, row) of a grid reaches from x0 + col dx to x0 + (col + 1) dx, from y0 - row dy down to y0 - (row + 1) dy.
Grids differ only in origin and step, which follow from the service and the pack, never from the area: two exports of
the same layer ask for the very same cells where they overlap. Plain arithmetic; nothing of QGIS here.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Callable, Iterator, Optional, Sequence

from ...core.errors import InputError
from ...core.packs import Resolution

DEGREE_M = 111319.49079327358  # a degree on the equator of WGS 84, metres
CELL = 512  # least side of a cell, pixels: a multiple of every pack's stride, so that windows lie alike in all exports
MARGIN = 256  # pixels around the area that the networks see as well: the side of the largest window
FARTHEST_PIXELS = 4_000_000_000  # of a file, most never asked for; beyond it an area's parts lie too far apart

Box = tuple[float, float, float, float]  # low x, low y, high x, high y


@dataclass(frozen=True)
class Grid:
    """A global grid. `cell` is the side of its cells in pixels, `tile` that of the tiles that cells are made of."""

    x0: float
    y0: float
    dx: float
    dy: float
    cell: int = CELL
    tile: int = CELL

    @property
    def requests_per_cell(self) -> int:
        """How many tiles make a cell."""
        return (self.cell // self.tile) ** 2

    def box(self, cell: tuple[int, int]) -> Box:
        """Where a cell (col, row) lies."""
        col, row = cell
        width, height = self.cell * self.dx, self.cell * self.dy
        left, top = self.x0 + col * width, self.y0 - row * height
        return left, top - height, left + width, top


@dataclass(frozen=True)
class Cells:
    """The cells of an export; `left`, `top`, `cols` and `rows` say in cells which rectangle holds them all."""

    grid: Grid
    wanted: tuple[tuple[int, int], ...]
    left: int
    top: int
    cols: int
    rows: int

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the file, pixels."""
        return self.cols * self.grid.cell, self.rows * self.grid.cell

    @property
    def requests(self) -> int:
        """Tiles to ask for."""
        return len(self.wanted) * self.grid.requests_per_cell

    @property
    def pixels(self) -> int:
        """Pixels to ask for."""
        return len(self.wanted) * self.grid.cell**2

    @property
    def transform(self) -> tuple[float, float, float, float, float, float]:
        """As GDAL wants it."""
        left, _, _, top = self.grid.box((self.left, self.top))
        return left, self.grid.dx, 0.0, top, 0.0, -self.grid.dy

    def place(self, cell: tuple[int, int]) -> tuple[int, int]:
        """Column and row of a cell's first pixel in the file."""
        return (cell[0] - self.left) * self.grid.cell, (cell[1] - self.top) * self.grid.cell


def step_for(gsd_m: float, unit_m: float, ground_m: float) -> float:
    """The step of a grid without tiles, in units of its CRS.

    Steps are the pack's resolution in nominal metres times a power of the root of two, so that few of them exist: in a
    CRS of true metres always the same one, in Web Mercator and in degrees one for each band of latitudes.

    Args:
        gsd_m: Metres per pixel that the pack wants.
        unit_m: Nominal metres of a unit of the CRS (a degree: those on the equator).
        ground_m: Metres of a unit on the ground at the area.
    """
    return gsd_m / unit_m * 2 ** (round(2 * math.log2(unit_m / ground_m)) / 2)


def wanted_resolution(resolutions: Sequence[Resolution], native_m: Optional[float]) -> Resolution:
    """The pack's finest resolution that a source of `native_m` metres per pixel can serve; its coarsest, if none."""
    able = [r for r in resolutions if native_m is None or native_m <= r.max_m]
    return able[0] if able else resolutions[-1]


def nearest(values: Sequence[float], target: float) -> int:
    """Index of the value next to the target by ratio."""
    return min(range(len(values)), key=lambda i: abs(math.log(values[i] / target)))


def cells_for(grid: Grid, extent: Box, area: Box, most: int, touches: Optional[Callable[[Box], bool]] = None) -> Cells:
    """The cells that an area and the margin around it touch.

    Args:
        grid: The grid.
        extent: Of the layer; cells outside are not asked for.
        area: The area's bounding box.
        most: More requests than this are refused.
        touches: Whether a box has anything of the area; without it the whole bounding box counts.

    Raises:
        InputError: area and layer have nothing in common, too many requests, or parts that lie too far apart.
    """
    margin_x, margin_y = MARGIN * grid.dx, MARGIN * grid.dy
    reach = (area[0] - margin_x, area[1] - margin_y, area[2] + margin_x, area[3] + margin_y)
    common = (max(extent[0], reach[0]), max(extent[1], reach[1]), min(extent[2], reach[2]), min(extent[3], reach[3]))
    if common[0] >= common[2] or common[1] >= common[3]:
        raise InputError("The area lies outside the layer.", "Draw it where the layer has a picture.")
    width, height = grid.cell * grid.dx, grid.cell * grid.dy
    # A millionth of a cell: an edge on the lattice belongs to one side only, whatever the arithmetic left of it.
    first_col, last_col = _floor((common[0] - grid.x0) / width), _ceil((common[2] - grid.x0) / width)
    first_row, last_row = _floor((grid.y0 - common[3]) / height), _ceil((grid.y0 - common[1]) / height)
    cols, rows = last_col - first_col, last_row - first_row
    if touches is None and cols * rows * grid.requests_per_cell > most:
        raise too_many(cols * rows * grid.requests_per_cell, most)
    if cols * rows * grid.cell**2 > FARTHEST_PIXELS:
        raise InputError(
            "The area is too large for one run, or its parts lie too far apart: a picture around all of it would have "
            f"{cols * grid.cell:,} × {rows * grid.cell:,} pixels.",
            "Choose a smaller area, or run it part by part.",
        )

    def reached() -> Iterator[tuple[int, int]]:
        for row in range(first_row, last_row):
            for col in range(first_col, last_col):
                low_x, low_y, high_x, high_y = grid.box((col, row))
                box = (low_x - margin_x, low_y - margin_y, high_x + margin_x, high_y + margin_y)
                if touches is None or touches(box):
                    yield col, row

    wanted = tuple(reached())
    if not wanted:
        raise InputError("The area lies outside the layer.", "Draw it where the layer has a picture.")
    made = Cells(grid, wanted, first_col, first_row, cols, rows)
    if made.requests > most:
        raise too_many(made.requests, most)
    return made


def too_many(count: int, most: int) -> InputError:
    """What to tell somebody who asks a service for too much."""
    return InputError(
        f"This area would take {count:,} requests to the service; {most:,} are allowed in one run.",
        "Choose a smaller area or a coarser resolution; for more, ask the provider for the data as files.",
    )


def _floor(value: float) -> int:
    return math.floor(value + 1e-6)


def _ceil(value: float) -> int:
    return math.ceil(value - 1e-6)
