"""How much of the ground one window of the networks sees, and what a preview takes, drawn on the map."""

from __future__ import annotations

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..costs.sight import Sight

LINE = QColor(0, 174, 239)  # unlike the area's orange
FILL, NO_FILL = QColor(0, 174, 239, 40), QColor(0, 0, 0, 0)
EDGE_POINTS = 20  # a straight edge is curved in another CRS


class WindowOnMap:
    """Two squares around one place: a window, filled, and what a preview takes, dashed.

    Args:
        canvas: QGIS's map.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._bands: list[QgsRubberBand] = []
        for fill, style in ((NO_FILL, Qt.PenStyle.DashLine), (FILL, Qt.PenStyle.SolidLine)):
            band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
            band.setStrokeColor(LINE)
            band.setFillColor(fill)
            band.setLineStyle(style)
            band.setWidth(2)
            self._bands.append(band)

    @property
    def shapes(self) -> list[QgsGeometry]:
        """What is shown, in the map's CRS: the preview's square and the window's; empty for nothing."""
        return [band.asGeometry() for band in self._bands if band.numberOfVertices()]

    def show(self, sight: Sight, centre: QgsPointXY, window_px: int, area_px: int) -> None:
        """Show both squares around a place of the grid's CRS."""
        for band, side in zip(self._bands, (area_px, window_px)):
            band.setToGeometry(sight.square(centre, side).densifyByCount(EDGE_POINTS), sight.crs)
            band.show()

    def clear(self) -> None:
        """Show nothing."""
        for band in self._bands:
            band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    def remove(self) -> None:
        """Take both off the canvas for good."""
        self.clear()
        for band in self._bands:
            self._canvas.scene().removeItem(band)
        self._bands = []
