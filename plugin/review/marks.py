"""What Review draws over the map: an outline around the current polygon, and the swipe between picture and result."""

from __future__ import annotations

from typing import Any, Iterable, Optional

from qgis.core import (
    QgsGeometry,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsPointXY,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem, QgsRubberBand
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen

WHITE, DARK, NOTHING = QColor(255, 255, 255), QColor(0, 0, 0, 170), QColor(0, 0, 0, 0)
SHADOW_PX, LINE_PX = 5, 2  # a dark seam: on snow and concrete a white line alone is not seen
EDGE = 0.08  # of the map's side: what lies nearer to its border is not seen with what is around it
SPECK, ROOMY = 0.04, 0.25  # of the map's side: what is smaller is hard to judge; what it is enlarged to


class Outline:
    """White without a fill, so that what it surrounds can be judged; `remove` before the canvas or the plugin goes."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        self._canvas = canvas
        self._bands = [_band(canvas, DARK, SHADOW_PX), _band(canvas, WHITE, LINE_PX)]

    def show(self, shapes: Iterable[QgsGeometry], layer: QgsVectorLayer) -> None:
        """Show shapes of a layer, and nothing else."""
        self.clear()
        for shape in shapes:
            for band in self._bands:
                band.addGeometry(shape, layer)
        for band in self._bands:
            band.show()

    def clear(self) -> None:
        """Show nothing."""
        for band in self._bands:
            band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    @property
    def shape(self) -> QgsGeometry:
        """What is shown, in the map's coordinates; empty for nothing."""
        return self._bands[-1].asGeometry() if self._bands[-1].numberOfVertices() else QgsGeometry()

    def remove(self) -> None:
        """Take it off the canvas for good."""
        self.clear()
        for band in self._bands:
            self._canvas.scene().removeItem(band)


def _band(canvas: QgsMapCanvas, colour: QColor, width: int) -> QgsRubberBand:
    band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
    band.setStrokeColor(colour)
    band.setFillColor(NOTHING)
    band.setWidth(width)
    return band


class Swipe(QgsMapCanvasItem):
    """The map without the polygons, or with other ones, left of a line that follows the mouse; QGIS 3.22 has no such.

    Args:
        canvas: QGIS's map.
        layer: The polygons.
        instead: Shown in their place, with their style; None for nothing.
    """

    def __init__(self, canvas: QgsMapCanvas, layer: QgsVectorLayer, instead: Optional[QgsVectorLayer] = None) -> None:
        super().__init__(canvas)
        self._canvas, self._at = canvas, 0
        if instead is not None:
            instead.setRenderer(layer.renderer().clone())
            instead.setOpacity(layer.opacity())
        self._picture = _drawn(canvas.mapSettings(), layer, instead)
        self.setZValue(50)  # over the map, under rubber bands
        self.updatePosition()
        self.show()

    def move(self, x: int) -> None:
        """Put the line at a pixel column of the map."""
        self._at = x
        self.update()
        self._canvas.viewport().update()

    def updatePosition(self) -> None:
        """QGIS calls this where the map moves."""
        self.setRect(self._canvas.extent())

    def paint(self, painter: QPainter, *_others: Any) -> None:
        """The picture left of the line."""
        ratio = self._picture.devicePixelRatio()
        height = self._picture.height() / ratio
        painter.drawImage(
            QRectF(0, 0, self._at, height), self._picture, QRectF(0, 0, self._at * ratio, self._picture.height())
        )
        for colour, width in ((DARK, SHADOW_PX), (WHITE, LINE_PX)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(self._at, 0, self._at, round(height))

    def remove(self) -> None:
        """Take it off the canvas for good."""
        self.hide()
        self._canvas.scene().removeItem(self)
        self._canvas.viewport().update()


def _drawn(settings: QgsMapSettings, layer: QgsVectorLayer, instead: Optional[QgsVectorLayer]) -> QImage:
    """The map's picture with another layer, or none, for one; drawn at once, which takes as long as reading does."""
    settings = QgsMapSettings(settings)
    swapped = (instead if each.id() == layer.id() else each for each in settings.layers())
    settings.setLayers([each for each in swapped if each is not None])
    picture = QImage(settings.deviceOutputSize(), QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(settings.devicePixelRatio())
    picture.fill(settings.backgroundColor())
    painter = QPainter(picture)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.renderSynchronously()
    painter.end()
    return picture


def fly(canvas: QgsMapCanvas, shapes: Iterable[QgsGeometry], layer: QgsVectorLayer) -> bool:
    """Bring shapes into view, moving the map no more than needed; whether it moved.

    It stays where all of them is seen and large enough to be judged; it is pushed aside where they are outside; it
    zooms where they would be a speck, or do not fit.
    """
    settings = canvas.mapSettings()
    box, view = QgsRectangle(), canvas.extent()
    box.setMinimal()
    for shape in shapes:
        box.combineExtentWith(settings.layerExtentToOutputExtent(layer, shape.boundingBox()))
    if view.isEmpty() or not box.isFinite() or box.width() < 0:
        return False
    share = max(box.width() / view.width(), box.height() / view.height())
    fits = 1 - 2 * EDGE
    if SPECK <= share <= fits:
        inner = QgsRectangle(view)
        inner.scale(fits)
        aside = _aside(inner.xMinimum(), inner.xMaximum(), box.xMinimum(), box.xMaximum())
        up = _aside(inner.yMinimum(), inner.yMaximum(), box.yMinimum(), box.yMaximum())
        if not aside and not up:
            return False
        canvas.setCenter(QgsPointXY(view.center().x() + aside, view.center().y() + up))
    elif share > fits and view.contains(box):
        return False
    else:
        box.scale(1 / ROOMY if share < SPECK else 1 / fits)
        canvas.setExtent(box)
    canvas.refresh()
    return True


def _aside(low: float, high: float, first: float, last: float) -> float:
    """How far from low to high has to move so that it holds first to last, which is not longer."""
    return min(0.0, first - low) + max(0.0, last - high)
