"""What the networks see of a raster: how large a working pixel is on the ground, and where the working grid lies.

The engine's choice (core/packs, core/raster) from what QGIS knows of a layer, so that it can be told before a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)

from ...core.errors import InputError
from ...core.packs import Resolution, Scale, scale_for
from ..engine.shown import choice_of
from ..snapshots.order import Order, ground_metres
from ..translation import tr

BLOCK_PX = 1024  # as RunConfig's; a block that the area does not touch costs nothing
NEAR = 1e-6  # of a pixel: an edge on the grid may come out a rounding beside it
MOST_BLOCKS = 900  # asked one by one; of more the share is that of the areas


@dataclass(frozen=True)
class Sight:
    """A raster as the networks will see it.

    Attributes:
        scale: The pack's resolution, and how many pixels make a working pixel.
        crs: Of the grid.
        extent: Of the grid, in that CRS.
        pixel: Width and height of a working pixel, in units of that CRS.
        decimation: Pixels of the raster in a working pixel.
    """

    scale: Scale
    crs: QgsCoordinateReferenceSystem
    extent: QgsRectangle
    pixel: tuple[float, float]
    decimation: int

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the whole grid."""
        width, height = self.pixel
        return max(1, round(self.extent.height() / height)), max(1, round(self.extent.width() / width))

    def square(self, centre: QgsPointXY, side_px: int) -> QgsGeometry:
        """A square of working pixels around a place, in the grid's CRS; oblong on the ground only where the grid is."""
        x, y = side_px * self.pixel[0] / 2, side_px * self.pixel[1] / 2
        return QgsGeometry.fromRect(QgsRectangle(centre.x() - x, centre.y() - y, centre.x() + x, centre.y() + y))

    def block(self, area: Optional[QgsGeometry]) -> tuple[tuple[int, int, int, int], int, float]:
        """An area (in the grid's CRS; None for all) on the grid.

        Returns:
            Row, column, rows and columns of its rectangle; how many pixels lie inside; and the share of the rectangle's
            blocks that it touches.
        """
        rows, cols = self.shape
        if area is None:
            return (0, 0, rows, cols), rows * cols, 1.0
        (width, height), box = self.pixel, area.boundingBox().intersect(self.extent)
        row = min(rows - 1, max(0, int((self.extent.yMaximum() - box.yMaximum()) / height + NEAR)))
        col = min(cols - 1, max(0, int((box.xMinimum() - self.extent.xMinimum()) / width + NEAR)))
        tall = max(1, min(rows - row, round(box.height() / height)))
        wide = max(1, min(cols - col, round(box.width() / width)))
        whole = area.area() > 0.98 * area.boundingBox().area()
        inside = tall * wide if whole else min(tall * wide, max(1, round(area.area() / (width * height))))
        share = 1.0 if whole else self._touched(area, (row, col, tall, wide), inside / (tall * wide))
        return (row, col, tall, wide), inside, share

    def _touched(self, area: QgsGeometry, block: tuple[int, int, int, int], share: float) -> float:
        row, col, rows, cols = block
        tops = range(row - row % BLOCK_PX, row + rows, BLOCK_PX)
        lefts = range(col - col % BLOCK_PX, col + cols, BLOCK_PX)
        if len(tops) * len(lefts) > MOST_BLOCKS:
            return min(1.0, 2 * share)
        engine = QgsGeometry.createGeometryEngine(area.constGet())
        engine.prepareGeometry()
        (width, height), touched = self.pixel, 0
        for top in tops:
            for left in lefts:
                x, y = self.extent.xMinimum() + left * width, self.extent.yMaximum() - top * height
                cell = QgsGeometry.fromRect(QgsRectangle(x, y - BLOCK_PX * height, x + BLOCK_PX * width, y))
                touched += engine.intersects(cell.constGet())
        return max(1, touched) / (len(tops) * len(lefts))


def sight_of(raster: QgsRasterLayer, order: Optional[Order], resolutions: Sequence[Resolution]) -> Sight:
    """How a raster will be seen.

    Args:
        raster: The layer.
        order: What is exported of it first, where the engine cannot open it.
        resolutions: The pack's.
    """
    if order is not None:
        (dx, dy), (east, north) = order.step, order.ground_m
        crs, extent = order.crs, QgsRectangle(*order.extent)
    else:
        crs, extent = raster.crs(), raster.extent()
        dx, dy = abs(raster.rasterUnitsPerPixelX()), abs(raster.rasterUnitsPerPixelY())
        east, north = _ground(raster, resolutions, dx)
        chosen = choice_of(raster).pixel_m
        if chosen:
            east, north = chosen / dx, chosen / dy
    scale = scale_for(dx * east, dy * north, resolutions)
    return Sight(scale, crs, extent, (dx * scale.fx, dy * scale.fy), scale.fx * scale.fy)


def _ground(raster: QgsRasterLayer, resolutions: Sequence[Resolution], dx: float) -> tuple[float, float]:
    """Metres of a unit of a raster's CRS; without one as the engine has it (core/raster/grid.py, pixel_metres)."""
    extent = raster.extent()
    if raster.crs().isValid():
        return ground_metres(raster.crs(), extent.center())
    corners = (extent.xMinimum(), extent.xMaximum(), extent.yMinimum(), extent.yMaximum())
    placed = (corners[0], corners[3]) != (0.0, 0.0) and (
        max(map(abs, corners[:2])) > 180 or max(map(abs, corners[2:])) > 90
    )
    metres = 1.0 if placed else resolutions[0].gsd_m / dx
    return metres, metres


def place_in(
    point: QgsPointXY, here: QgsCoordinateReferenceSystem, there: QgsCoordinateReferenceSystem, name: str
) -> QgsPointXY:
    """A point in another CRS; as it is where one of both is unknown.

    Raises:
        InputError: it has no place there.
    """
    if not here.isValid() or not there.isValid() or here == there:
        return point
    try:
        moved = QgsCoordinateTransform(here, there, QgsProject.instance()).transform(point)
    except QgsCsException as error:
        raise _elsewhere(name) from error
    if not abs(moved.x()) < float("inf") or not abs(moved.y()) < float("inf"):
        raise _elsewhere(name)
    return moved


def _elsewhere(name: str) -> InputError:
    return InputError(
        tr("The middle of the map lies where the coordinate system of “{name}” ends.").format(name=name),
        tr("Move the map to the raster."),
    )
