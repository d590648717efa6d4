"""What is drawn on the map while points are judged: the square that is meant, and all points without their classes."""

from __future__ import annotations

from qgis.core import (
    QgsGeometry,
    QgsMarkerSymbol,
    QgsRectangle,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsRubberBand
from qgis.PyQt.QtGui import QColor

from ...core.sample import LABEL_ID
from ..translation import tr

AROUND = 60  # pixels of the map that are seen from side to side at the first point
LINES = ((QColor(0, 0, 0, 170), 5), (QColor(255, 255, 255), 2))  # a dark seam, so that snow does not hide it


def style_points(layer: QgsVectorLayer) -> None:
    """Small and alike: judged or not, and nothing of what was said."""
    root = QgsRuleBasedRenderer.Rule(None)
    for test, opacity, name in (
        (f'"{LABEL_ID}" IS NULL', 0, tr("Not judged yet")),
        (f'"{LABEL_ID}" IS NOT NULL', 255, tr("Judged")),
    ):
        symbol = QgsMarkerSymbol.createSimple(
            {"name": "circle", "size": "1.8", "outline_color": "#000000", "outline_width": "0.3"}
        )
        symbol.setColor(QColor(255, 255, 255, opacity))
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, test, name))
    layer.setRenderer(QgsRuleBasedRenderer(root))


class Square:
    """The pixel of the map that is judged, as an outline; `remove` before the canvas or the plugin goes.

    Args:
        canvas: QGIS's map.
        side: Width and height of a pixel, map units of the layer.
    """

    def __init__(self, canvas: QgsMapCanvas, side: tuple[float, float]) -> None:
        self._canvas, self._side = canvas, side
        self._bands = []
        for colour, width in LINES:
            band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
            band.setStrokeColor(colour)
            band.setFillColor(QColor(0, 0, 0, 0))
            band.setWidth(width)
            self._bands.append(band)

    def show(self, place: QgsGeometry, layer: QgsVectorLayer, closer: bool) -> None:
        """Show a point's pixel in the middle of the map; `closer`: also zoom to it."""
        centre = place.asPoint()
        box = QgsRectangle.fromCenterAndSize(centre, *self._side)
        for band in self._bands:
            band.setToGeometry(QgsGeometry.fromRect(box), layer)
            band.show()
        settings = self._canvas.mapSettings()
        if closer:
            box.scale(AROUND)
            self._canvas.setExtent(settings.layerExtentToOutputExtent(layer, box))
        else:
            self._canvas.setCenter(settings.layerToMapCoordinates(layer, centre))
        self._canvas.refresh()

    @property
    def shape(self) -> QgsGeometry:
        """What is shown, in the map's coordinates."""
        return self._bands[-1].asGeometry()

    def remove(self) -> None:
        """Take it off the canvas for good."""
        for band in self._bands:
            band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
            self._canvas.scene().removeItem(band)
