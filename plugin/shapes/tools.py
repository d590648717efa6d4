"""Tools on the map for polygons of a result: lasso, brush, a line that splits, merging by a click, moving borders.

The wand is in wand.py.

Each asks for a layer and works by itself; what it did, and what it has to say, are signals.
"""

from __future__ import annotations

import math
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsRubberBand
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from ..translation import tr
from . import edits
from .step import Done
from .stroke import LINE, SHADE, LineTool, ShapeTool
from .wand import WandTool

CORNER_PX = 8  # from a corner that is meant
BRUSH_PX, SMALLEST_PX, LARGEST_PX = 12, 2, 200
BIGGER = 1.25


class LassoTool(ShapeTool):
    """Drag around what is to be of the class."""

    kind = QgsWkbTypes.GeometryType.PolygonGeometry

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return tr("Drag around what is to be of the class; begin inside a polygon of it to let that one grow.")

    def _edit(self, layer: QgsVectorLayer, points: list[QgsPointXY]) -> Optional[Done]:
        if len(points) < 3:
            return self._said(None, tr("Drag around an area."))
        first, shape = points[0], QgsGeometry.fromPolygonXY([points]).simplify(self._pixel())
        done = edits.reassign(layer, self._in_layer(shape, layer), self._class_id, self._grows(layer, first))
        return self._said(done, tr("All of it is of that class already."))


class BrushTool(ShapeTool):
    """Paint what is to be of the class.

    Signals:
        size_changed: The width of the brush, in the map's units.
    """

    size_changed = pyqtSignal(float)

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return tr("Paint what is to be of the class; [ and ] make the brush smaller and larger.")

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.radius_px = float(BRUSH_PX)
        self._ring: Optional[QgsRubberBand] = None
        self._mouse: Optional[QgsPointXY] = None

    def bigger(self) -> None:
        """A larger brush."""
        self._resize(self.radius_px * BIGGER)

    def smaller(self) -> None:
        """A smaller one."""
        self._resize(self.radius_px / BIGGER)

    def _resize(self, radius: float) -> None:
        self.radius_px = min(max(radius, SMALLEST_PX), LARGEST_PX)
        self._show_ring()
        self.size_changed.emit(2 * self.radius_px * self._pixel())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """[ and ] change the size."""
        if event.text() in ("[", "]"):
            event.accept()
            (self.smaller if event.text() == "[" else self.bigger)()
        else:
            super().keyPressEvent(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """The ring follows, and the stroke, too."""
        self._mouse = self._at(event)
        self._show_ring()
        super().canvasMoveEvent(event)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """A dab is seen at once."""
        super().canvasPressEvent(event)
        if self._points:
            self._show()

    def deactivate(self) -> None:
        """The ring goes."""
        if self._ring is not None:
            self.canvas().scene().removeItem(self._ring)
            self._ring = None
        super().deactivate()

    def _show_ring(self) -> None:
        if self._mouse is None or self.canvas() is None:
            return
        if self._ring is None:
            self._ring = QgsRubberBand(self.canvas(), QgsWkbTypes.GeometryType.PolygonGeometry)
            self._ring.setStrokeColor(LINE)
            self._ring.setSecondaryStrokeColor(SHADE)
            self._ring.setFillColor(QColor(0, 0, 0, 0))
        dab = QgsGeometry.fromPointXY(self._mouse).buffer(self.radius_px * self._pixel(), 12)
        self._ring.setToGeometry(dab, QgsCoordinateReferenceSystem())

    def _stroke(self, points: list[QgsPointXY]) -> QgsGeometry:
        line = QgsGeometry.fromPolylineXY(points) if len(points) > 1 else QgsGeometry.fromPointXY(points[0])
        return line.simplify(self._pixel() / 2).buffer(self.radius_px * self._pixel(), 8)

    def _show(self, *more: QgsPointXY) -> None:
        band = self._line_band()
        band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        band.setToGeometry(self._stroke([*self._points, *more]), QgsCoordinateReferenceSystem())

    def _edit(self, layer: QgsVectorLayer, points: list[QgsPointXY]) -> Optional[Done]:
        shape = self._in_layer(self._stroke(points), layer)
        done = edits.reassign(layer, shape, self._class_id, self._grows(layer, points[0]))
        return self._said(done, tr("All of it is of that class already."))


class SplitTool(LineTool):
    """Cuts the current polygon, or the one that the line begins in or enters first."""

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return tr("Draw a line right through the polygon; a right click ends it.")

    def _edit(self, layer: QgsVectorLayer, points: list[QgsPointXY]) -> Optional[Done]:
        if len(points) < 2:
            return self._said(None, tr("Draw a line right through the polygon."))
        line = self._in_layer(self._drawn(points), layer)
        fid = self._current
        if fid is None or not layer.getFeature(fid).isValid():
            found = edits.polygon_at(layer, line.interpolate(line.length() / 2).asPoint())
            fid = found.id() if found is not None else None
        done = edits.split(layer, fid, line) if fid is not None else None
        return self._said(done, tr("The line does not go right through the polygon."))


class BorderTool(LineTool):
    """Moves the border of the current polygon: to a line that begins and ends in it, or one corner by dragging it."""

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return tr("Draw where the border goes, from inside the polygon and back into it; or drag one of its corners.")

    def _edit(self, layer: QgsVectorLayer, points: list[QgsPointXY]) -> Optional[Done]:
        if len(points) < 2:
            return self._said(None, tr("Draw where the border goes."))
        fid = self._meant(layer, points[0])
        if fid is None:
            return self._said(None, tr("There is no polygon."))
        line = self._in_layer(self._drawn(points), layer)
        corner = self._corner(layer, fid, points[0])
        if corner is not None:
            end = self._in_layer(QgsGeometry.fromPointXY(points[-1]), layer).asPoint()
            return self._said(edits.move_corner(layer, corner, end), tr("The corner is where it was."))
        return self._said(
            edits.move_border(layer, fid, line),
            tr("The line has to begin and end in the polygon, and leave it."),
        )

    def _corner(self, layer: QgsVectorLayer, fid: int, point: QgsPointXY) -> Optional[QgsPointXY]:
        """A corner of the polygon that is right under a point of the map."""
        here = self._in_layer(QgsGeometry.fromPointXY(point), layer).asPoint()
        beside = QgsPointXY(point.x() + CORNER_PX * self._pixel(), point.y())
        reach = here.distance(self._in_layer(QgsGeometry.fromPointXY(beside), layer).asPoint())
        corner, _, _, _, squared = layer.getFeature(fid).geometry().closestVertex(here)
        return corner if squared >= 0 and math.sqrt(squared) <= reach else None


class MergeTool(ShapeTool):
    """Click a neighbour of the current polygon; without a current one the first click chooses it."""

    kind = QgsWkbTypes.GeometryType.PolygonGeometry

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._under: Optional[int] = None  # what a click would merge, and is shown

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return tr("Click the neighbour that is to become part of the current polygon.")

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """The polygon that a click would take is lit."""
        found = self._clicked(self._layer, self._at(event)) if self._layer is not None else None
        under = found.id() if found is not None and found.id() != self._current else None
        if under == self._under:
            return
        self._under = under
        band = self._line_band()
        band.reset(self.kind)
        if found is not None and under is not None:
            band.addGeometry(found.geometry(), self._layer)

    def drop(self) -> None:
        """Nothing is lit."""
        self._under = None
        super().drop()

    def _clicked(self, layer: QgsVectorLayer, point: QgsPointXY) -> Optional[QgsFeature]:
        return edits.polygon_at(layer, self._in_layer(QgsGeometry.fromPointXY(point), layer).asPoint())

    def _edit(self, layer: QgsVectorLayer, points: list[QgsPointXY]) -> Optional[Done]:
        clicked = self._clicked(layer, points[-1])
        if clicked is None:
            return self._said(None, tr("There is no polygon."))
        if self._current is None or not layer.getFeature(self._current).isValid():
            self._current = clicked.id()
            return self._said(None, tr("Now click the neighbour that is to become part of it."))
        done = edits.merge(layer, self._current, clicked.id())
        return self._said(done, tr("This is the current polygon itself; click a neighbour."))


TOOLS: dict[str, Any] = {
    "lasso": LassoTool,
    "brush": BrushTool,
    "wand": WandTool,
    "split": SplitTool,
    "merge": MergeTool,
    "border": BorderTool,
}
