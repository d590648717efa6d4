"""An area drawn on the map: tools for a rectangle and a polygon, and the band that shows an area."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsRectangle,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from ..translation import tr

LINE = QColor(255, 140, 0)  # on green fields as on grey roofs
FILL, NO_FILL = QColor(255, 140, 0, 28), QColor(0, 0, 0, 0)  # results are looked at through the area
SMALLEST_PX = 4  # a shorter drag was a click


class AreaBand:
    """The area on the map; `remove` before the canvas or the plugin goes. Filled only while it is drawn."""

    def __init__(self, canvas: QgsMapCanvas, width: int = 2, fill: QColor = NO_FILL) -> None:
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setStrokeColor(LINE)
        self._band.setSecondaryStrokeColor(QColor(0, 0, 0, 120))
        self._band.setFillColor(fill)
        self._band.setWidth(width)
        self._canvas = canvas

    def show(self, shape: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Show a shape; in the map's CRS it is moved to, where it can be."""
        self._band.setToGeometry(shape, crs)
        self._band.show()

    @property
    def shape(self) -> QgsGeometry:
        """What is shown, in the map's CRS; empty for nothing."""
        return self._band.asGeometry() if self._band.numberOfVertices() else QgsGeometry()

    def clear(self) -> None:
        """Show nothing."""
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)

    def remove(self) -> None:
        """Take it off the canvas for good."""
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        self._canvas.scene().removeItem(self._band)


class DrawTool(QgsMapTool):
    """Draws one shape and goes; Esc gives up. The tool that was in use before comes back.

    Signals:
        drawn: The shape (QgsGeometry) in the map's CRS.
        ended: Drawing is over, whether with a shape or without.
    """

    drawn = pyqtSignal(object)
    ended = pyqtSignal()

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return ""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._band: Optional[AreaBand] = None
        self._before: Optional[QgsMapTool] = None

    def start(self) -> None:
        """Take over the mouse."""
        self._before = self.canvas().mapTool()
        self._band = AreaBand(self.canvas(), 1, FILL)
        self.canvas().setMapTool(self)
        self.canvas().setFocus()

    def stop(self) -> None:
        """Give the mouse back; what is drawn so far is dropped."""
        canvas = self.canvas()
        if canvas is not None and canvas.mapTool() is self:
            if self._before is not None and self._before is not self:
                canvas.setMapTool(self._before)  # calls deactivate
            else:
                canvas.unsetMapTool(self)

    def deactivate(self) -> None:
        """Another tool takes over, or this one is done."""
        if self._band is not None:
            self._band.remove()
            self._band = None
            self.reset()
            self.ended.emit()
        super().deactivate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc gives up."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.stop()
        else:
            event.ignore()

    def reset(self) -> None:
        """Forget what is drawn so far."""

    def _crs(self) -> QgsCoordinateReferenceSystem:
        return self.canvas().mapSettings().destinationCrs()

    def _preview(self, shape: Optional[QgsGeometry]) -> None:
        if self._band is not None and shape is not None:
            self._band.show(shape, QgsCoordinateReferenceSystem())

    def _finish(self, shape: QgsGeometry) -> None:
        self.stop()
        self.drawn.emit(shape)


class RectangleTool(DrawTool):
    """Press at one corner, drag to the other."""

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return tr("Drag a rectangle on the map; Esc to stop.")

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._from: Any = None

    def reset(self) -> None:
        """Forget the first corner."""
        self._from = None

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """The first corner."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._from = (event.mapPoint(), event.pos())

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """The rectangle so far."""
        if self._from is not None:
            self._preview(QgsGeometry.fromRect(QgsRectangle(self._from[0], event.mapPoint())))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """The second corner."""
        if self._from is None or event.button() != Qt.MouseButton.LeftButton:
            return
        first, at = self._from
        self._from = None
        if min(abs(event.pos().x() - at.x()), abs(event.pos().y() - at.y())) >= SMALLEST_PX:
            self._finish(QgsGeometry.fromRect(QgsRectangle(first, event.mapPoint())))


class PolygonTool(DrawTool):
    """Click corner by corner; right click or Enter closes, Backspace takes the last corner back."""

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return tr("Click the corners on the map; right click to close, Backspace to go back, Esc to stop.")

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._points: list[QgsPointXY] = []

    def reset(self) -> None:
        """Forget the corners."""
        self._points = []

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """A corner, or the end."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._points.append(event.mapPoint())
            self._preview(self._shape(None))
        elif event.button() == Qt.MouseButton.RightButton:
            self._close()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """The polygon so far, with the mouse as its last corner."""
        if self._points:
            self._preview(self._shape(event.mapPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter closes, Backspace goes back, Esc gives up."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self._close()
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            event.accept()
            if self._points:
                self._points.pop()
                self._preview(self._shape(None))
        else:
            super().keyPressEvent(event)

    def _shape(self, mouse: Optional[QgsPointXY]) -> QgsGeometry:
        return QgsGeometry.fromPolygonXY([[*self._points, *([mouse] if mouse is not None else [])]])

    def _close(self) -> None:
        shape = self._shape(None).makeValid() if len(self._points) >= 3 else QgsGeometry()
        polygons = [p for p in shape.asGeometryCollection() if p.type() == QgsWkbTypes.GeometryType.PolygonGeometry]
        if polygons:
            self._finish(QgsGeometry.collectGeometry(polygons))


TOOLS = {"rectangle": RectangleTool, "polygon": PolygonTool}
