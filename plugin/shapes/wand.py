"""The wand: what looks alike around the mouse is shown as it moves, and a click gives it to a class."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QWheelEvent

from ..translation import figure, tr
from . import edits
from .alike import Picture, read_picture
from .step import Done
from .stroke import ShapeTool

USUAL, LEAST, MOST = 24, 2, 160  # of 255: how far a colour may be from that under the mouse
LARGER = 1.2
NOTCH = 120  # of a wheel, in Qt's eighths of a degree
SHOW_MS = 25  # after the mouse has moved
RasterAt = Callable[[QgsPointXY, QgsCoordinateReferenceSystem], Optional[QgsRasterLayer]]


class WandTool(ShapeTool):
    """Point at what is to be of the class; the wheel makes the piece larger and smaller, with Ctrl the map zooms.

    Signals:
        tolerance_changed: How far a colour may be from that under the mouse, 0 to 1.
    """

    tolerance_changed = pyqtSignal(float)
    kind = QgsWkbTypes.GeometryType.PolygonGeometry

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return tr("Point at what is to be of the class: it grows on the picture's colours; the wheel sizes it.")

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.tolerance = float(USUAL)
        self._raster_at: RasterAt = lambda _place, _crs: None
        self._picture: Optional[Picture] = None
        self._known: Any = None  # what the picture was read for
        self._mouse: Optional[QgsPointXY] = None
        self._turned = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SHOW_MS)
        self._later.timeout.connect(self._show)

    def set_rasters(self, raster_at: RasterAt) -> None:
        """Which raster is seen at a place, given in a coordinate system."""
        self._raster_at = raster_at

    def bigger(self) -> None:
        """A larger piece."""
        self._resize(max(self.tolerance * LARGER, self.tolerance + 1))

    def smaller(self) -> None:
        """A smaller one."""
        self._resize(min(self.tolerance / LARGER, self.tolerance - 1))

    def give(self) -> None:
        """Give the class what is shown; where nothing is, say why."""
        if self._mouse is not None:
            self._points = [self._mouse]
            self._finish()

    # the mouse and the keys

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Nothing yet: a click is over when the button is up."""

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """The piece follows the mouse."""
        self._mouse = self._at(event)
        self._later.start()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """A click gives the piece."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._mouse = self._at(event)
            self.give()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Away from the hand makes the piece larger."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        event.accept()
        self._turned += event.angleDelta().y()
        while abs(self._turned) >= NOTCH:
            (self.bigger if self._turned > 0 else self.smaller)()
            self._turned -= NOTCH if self._turned > 0 else -NOTCH

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter gives the piece."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.give()
        else:
            super().keyPressEvent(event)

    def drop(self) -> None:
        """Forget the piece, and the picture."""
        self._later.stop()
        self._picture = self._known = None
        super().drop()

    def deactivate(self) -> None:
        """Another tool takes over."""
        self._mouse = None
        super().deactivate()

    def _resize(self, tolerance: float) -> None:
        self.tolerance = min(max(tolerance, LEAST), MOST)
        self.tolerance_changed.emit(self.tolerance / 255)
        self._later.start()

    # what grows

    def _show(self, *_more: QgsPointXY) -> None:
        if self._mouse is None or self._layer is None:
            return
        grown = self._grown(self._mouse)
        band = self._line_band()
        band.reset(self.kind)
        if grown is not None:
            shape, crs = grown
            shape.transform(between(crs, self._map_crs()))
            band.setToGeometry(shape, QgsCoordinateReferenceSystem())

    def _edit(self, layer: QgsVectorLayer, points: list[QgsPointXY]) -> Optional[Done]:
        grown = self._grown(points[0])
        if grown is None:
            return self._said(None, tr("No picture is seen here. Show the raster below the polygons."))
        shape, crs = grown
        shape.transform(between(crs, layer.crs()))
        done = edits.reassign(layer, shape, self._class_id, self._grows(layer, points[0]))
        return self._said(done, tr("All of it is of that class already."))

    def _grown(self, place: QgsPointXY) -> Optional[tuple[QgsGeometry, QgsCoordinateReferenceSystem]]:
        """The piece around a place of the map, with its coordinate system; None where no picture is seen."""
        try:
            raster = self._raster_at(place, self._map_crs())
            if raster is None:
                return None
            picture = self._read(raster)
            there = between(self._map_crs(), raster.crs()).transform(place)
        except QgsCsException:  # nothing of it is seen there
            return None
        pixel = picture.pixel_at(there) if picture is not None else None
        if picture is None or pixel is None:
            return None
        return picture.outline(picture.piece(*pixel, round(self.tolerance))), raster.crs()

    def _read(self, raster: QgsRasterLayer) -> Optional[Picture]:
        """What is seen of a raster; read again where the map has moved."""
        canvas = self.canvas()
        view = canvas.extent()
        known = (raster.id(), view.toString(9), canvas.width())
        if known != self._known:
            box = between(self._map_crs(), raster.crs()).transformBoundingBox(view)
            self._picture, self._known = read_picture(raster, box, canvas.width()), known
        return self._picture

    def _map_crs(self) -> QgsCoordinateReferenceSystem:
        return self.canvas().mapSettings().destinationCrs()


def tolerance_in_words(share: float) -> str:
    """What the page says where the wheel was turned."""
    return tr("Colours up to {n} away look alike.").format(n=figure(f"{100 * share:.0f} %"))


def between(one: QgsCoordinateReferenceSystem, other: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
    """From one coordinate system to the other; as they are where either is not known."""
    if not (one.isValid() and other.isValid()):
        return QgsCoordinateTransform()
    return QgsCoordinateTransform(one, other, QgsProject.instance())
