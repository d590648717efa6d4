"""A stroke on the map: what every tool for the polygons of a result does with mouse and keys."""

from __future__ import annotations

import math
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from ...core.errors import InputError
from ..translation import tr
from . import edits
from .editing import make_editable
from .step import Done

LINE, FILL = QColor(255, 255, 255), QColor(255, 255, 255, 60)  # seen on every picture with the dark second line
SHADE = QColor(0, 0, 0, 150)
STEP_PX = 3  # between points of a stroke; less is a click


class ShapeTool(QgsMapTool):
    """What all have in common: the layer, a stroke from press to release, and Esc.

    Signals:
        done: What was done (`Done`).
        said: A sentence about why nothing was done.
        failed: An exception, for `Messages.show_error`.
    """

    done = pyqtSignal(object)
    said = pyqtSignal(str)
    failed = pyqtSignal(object)
    kind = QgsWkbTypes.GeometryType.LineGeometry

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self._layer: Optional[QgsVectorLayer] = None
        self._class_id = 0
        self._current: Optional[int] = None
        self._before: Optional[QgsMapTool] = None
        self._band: Optional[QgsRubberBand] = None
        self._points: list[QgsPointXY] = []  # of the stroke, in the map's coordinates
        self._pressed: Optional[QPoint] = None
        self._last, self._dragged = QPoint(), False

    # what it works on

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return ""

    def set_layer(self, layer: Optional[QgsVectorLayer]) -> None:
        """The polygons; editing begins with the first stroke where it has not."""
        self._layer = layer
        self.drop()

    def set_class(self, class_id: int) -> None:
        """The class that strokes give."""
        self._class_id = class_id

    def set_current(self, fid: Optional[int]) -> None:
        """The polygon that is meant; None: the one under the first click."""
        self._current = fid

    def start(self) -> None:
        """Take over the mouse; `stop` gives it back to the tool that had it."""
        self._before = self.canvas().mapTool()
        self.canvas().setMapTool(self)
        self.canvas().setFocus()

    def stop(self) -> None:
        """Give the mouse back."""
        canvas = self.canvas()
        if canvas is not None and canvas.mapTool() is self:
            if self._before is not None and self._before is not self:
                canvas.setMapTool(self._before)
            else:
                canvas.unsetMapTool(self)

    def drop(self) -> None:
        """Forget the stroke."""
        self._points, self._pressed = [], None
        if self._band is not None:
            self._band.reset(self.kind)

    def deactivate(self) -> None:
        """Another tool takes over."""
        self.drop()
        if self._band is not None:
            self.canvas().scene().removeItem(self._band)
            self._band = None
        super().deactivate()

    # the mouse and the keys

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """A stroke begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self._last = event.pos()
            self._dragged = False
            self._points.append(self._at(event))

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """It goes on."""
        if self._pressed is not None and _apart(event.pos(), self._last) >= STEP_PX:
            self._last, self._dragged = event.pos(), True
            self._points.append(self._at(event))
            self._show()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """It ends."""
        if event.button() == Qt.MouseButton.LeftButton and self._pressed is not None:
            if self._dragged and event.pos() != self._last:
                self._points.append(self._at(event))
            self._pressed = None
            self._released(not self._dragged)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc drops the stroke, and without one gives the mouse back."""
        if event.key() != Qt.Key.Key_Escape:
            event.ignore()
            return
        event.accept()
        if self._points:
            self.drop()
        else:
            self.stop()

    def _released(self, click: bool) -> None:
        """The button is up again; `click` says that the mouse has hardly moved."""
        self._finish()

    # what comes of a stroke

    def _finish(self) -> None:
        """Do it, and say what came of it."""
        points, layer = self._points, self._layer
        self.drop()
        try:
            if layer is None:
                raise InputError(tr("There are no polygons to edit."), tr("Choose a result first."))
            make_editable(layer)
            done = self._edit(layer, points)
        except Exception as error:  # Qt would end the process for it
            self.failed.emit(error)
            return
        if done is not None:
            self.done.emit(done)

    def _edit(self, layer: QgsVectorLayer, points: list[QgsPointXY]) -> Optional[Done]:
        """The edit that a stroke in the map's coordinates stands for."""
        raise NotImplementedError

    def _at(self, event: QgsMapMouseEvent) -> QgsPointXY:
        return self.toMapCoordinates(event.pos())  # not snapped: edits bring strokes onto borders by themselves

    def _pixel(self) -> float:
        """A pixel of the screen in the map's units."""
        return float(self.canvas().mapUnitsPerPixel())

    def _in_layer(self, shape: QgsGeometry, layer: QgsVectorLayer) -> QgsGeometry:
        crs = self.canvas().mapSettings().destinationCrs()
        if crs.isValid() and layer.crs().isValid() and crs != layer.crs():
            shape.transform(QgsCoordinateTransform(crs, layer.crs(), QgsProject.instance()))
        return shape

    def _meant(self, layer: QgsVectorLayer, point: QgsPointXY) -> Optional[int]:
        """The current polygon, else the one under a point of the map."""
        if self._current is not None and layer.getFeature(self._current).isValid():
            return self._current
        found = edits.polygon_at(layer, self._in_layer(QgsGeometry.fromPointXY(point), layer).asPoint())
        return found.id() if found is not None else None

    def _grows(self, layer: QgsVectorLayer, point: QgsPointXY) -> Optional[int]:
        """A polygon of the class that a stroke begins in."""
        found = edits.polygon_at(layer, self._in_layer(QgsGeometry.fromPointXY(point), layer).asPoint())
        return found.id() if found is not None and found["class_id"] == self._class_id else None

    def _said(self, done: Optional[Done], why_not: str) -> Optional[Done]:
        if done is None:
            self.said.emit(why_not)
        return done

    # what is seen of it

    def _line_band(self) -> QgsRubberBand:
        if self._band is None:
            self._band = QgsRubberBand(self.canvas(), self.kind)
            self._band.setStrokeColor(LINE)
            self._band.setSecondaryStrokeColor(SHADE)
            self._band.setFillColor(FILL)
            self._band.setWidth(2)
        return self._band

    def _show(self, *more: QgsPointXY) -> None:
        points = [*self._points, *more]
        closed = self.kind == QgsWkbTypes.GeometryType.PolygonGeometry
        shape = QgsGeometry.fromPolygonXY([points]) if closed else QgsGeometry.fromPolylineXY(points)
        self._line_band().setToGeometry(shape, QgsCoordinateReferenceSystem())


class LineTool(ShapeTool):
    """Drag a line, or click its corners and end with a right click or Enter; Backspace takes a corner back."""

    def _released(self, click: bool) -> None:
        if click:
            self._show()
        else:
            self._finish()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """A right click ends the line."""
        if event.button() == Qt.MouseButton.RightButton:
            self._finish()
        else:
            super().canvasReleaseEvent(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """The line follows the mouse."""
        super().canvasMoveEvent(event)
        if self._pressed is None and self._points:
            self._show(self._at(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter ends the line, Backspace takes a corner back."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._points:
            event.accept()
            self._finish()
        elif event.key() == Qt.Key.Key_Backspace and self._points:
            event.accept()
            self._points.pop()
            self._show()
        else:
            super().keyPressEvent(event)

    def _drawn(self, points: list[QgsPointXY]) -> QgsGeometry:
        return QgsGeometry.fromPolylineXY(points).simplify(self._pixel())


def _apart(one: QPoint, other: QPoint) -> float:
    return math.hypot(one.x() - other.x(), one.y() - other.y())
