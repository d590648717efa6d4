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
from qgis.PyQt import sip
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
LATE_MS = 350  # without an answer of the engine colours are shown
Grown = tuple[QgsGeometry, QgsCoordinateReferenceSystem]
Meant = tuple[QgsPointXY, float]  # the place and the tolerance
Ask = Callable[[QgsPointXY, QgsCoordinateReferenceSystem, float, Callable[[Optional[Grown]], None]], bool]
RasterAt = Callable[[QgsPointXY, QgsCoordinateReferenceSystem], Optional[QgsRasterLayer]]


class WandTool(ShapeTool):
    """Point at what is to be of the class; the wheel makes the piece larger and smaller, with Ctrl the map zooms.

    It asks what it was given to `ask`; without an answer it grows on the colours of the picture.

    Attributes:
        tolerance: How far a colour may be from that under the mouse, of 255; see `level` for answers.
        on_features: Whether what is shown is an answer.

    Signals:
        tolerance_changed: The wheel was turned.
        source_changed: `on_features` is another.
    """

    tolerance_changed = pyqtSignal()
    source_changed = pyqtSignal()
    kind = QgsWkbTypes.GeometryType.PolygonGeometry

    @property
    def hint(self) -> str:
        """What the user does with it."""
        return tr("Point at what is to be of the class: the wheel makes it larger and smaller.")

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.tolerance = float(USUAL)
        self.on_features = False
        self._raster_at: RasterAt = lambda _place, _crs: None
        self._ask: Ask = lambda _place, _crs, _level, _on_answer: False
        self._asking = self._wanted = False  # a question is out; the piece is given as soon as it is shown
        self._piece: Optional[tuple[Meant, Optional[Grown]]] = None  # what is shown, and for what
        self._picture: Optional[Picture] = None
        self._known: Any = None  # what the picture was read for
        self._giving: Optional[Grown] = None
        self._mouse: Optional[QgsPointXY] = None
        self._turned = 0
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SHOW_MS)
        self._later.timeout.connect(self._show)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(self._show_colours)

    def grow_on(self, ask: Ask, raster_at: RasterAt) -> None:
        """What it grows on.

        Args:
            ask: Asks for the piece around a place (in a coordinate system) at a level, and says whether it could.
            raster_at: Which raster is seen at a place.
        """
        self._ask, self._raster_at = ask, raster_at

    @property
    def level(self) -> float:
        """How much may belong, 0 to 1, where it is asked for."""
        return (self.tolerance / 255) ** (1 / 3)

    def bigger(self) -> None:
        """A larger piece."""
        self._resize(max(self.tolerance * LARGER, self.tolerance + 1))

    def smaller(self) -> None:
        """A smaller one."""
        self._resize(min(self.tolerance / LARGER, self.tolerance - 1))

    def give(self) -> None:
        """Give the class what is shown, or as soon as it is; where nothing is, say why."""
        meant = self._meant_now()
        if meant is None:
            return
        if self._piece is None or self._piece[0] != meant:
            self._wanted = True
            self._show()
            return
        self._giving, self._points = self._piece[1], [meant[0]]
        self._finish()

    def look_again(self) -> None:
        """What is under the mouse is asked for once more: who could not answer can now."""
        if not sip.isdeleted(self):
            self._later.start()

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
        for timer in (self._later, self._late):
            timer.stop()
        self._picture = self._known = self._piece = None
        self._wanted = False
        super().drop()

    def deactivate(self) -> None:
        """Another tool takes over."""
        self._mouse = None
        super().deactivate()

    def _resize(self, tolerance: float) -> None:
        self.tolerance = min(max(tolerance, LEAST), MOST)
        self.tolerance_changed.emit()
        self._later.start()

    # what grows

    def _meant_now(self) -> Optional[Meant]:
        return None if self._mouse is None or self._layer is None else (self._mouse, self.tolerance)

    def _show(self, *_more: QgsPointXY) -> None:
        meant = self._meant_now()
        if meant is None:
            return
        if self._asking:  # asked again when the answer is here
            if not self._late.isActive():
                self._show_colours()
            return
        self._asking = True
        if self._ask(meant[0], self._map_crs(), self.level, lambda grown: self._on_answer(meant, grown)):
            self._late.start()
        else:
            self._asking = False
            self._show_colours()

    def _on_answer(self, meant: Meant, grown: Optional[Grown]) -> None:
        if sip.isdeleted(self) or self.canvas() is None:  # QGIS has gone on without us
            return
        self._asking = False
        if meant != self._meant_now():
            self._later.start()
        elif grown is not None:
            self._show_piece(meant, grown, True)
        else:
            self._show_colours()

    def _show_colours(self) -> None:
        meant = self._meant_now()
        if meant is not None:
            self._show_piece(meant, self._grown(meant[0]), False)

    def _show_piece(self, meant: Meant, grown: Optional[Grown], on_features: bool) -> None:
        self._late.stop()
        self._piece = meant, grown
        band = self._line_band()
        band.reset(self.kind)
        if grown is not None:
            shape = QgsGeometry(grown[0])
            shape.transform(between(grown[1], self._map_crs()))
            band.setToGeometry(shape, QgsCoordinateReferenceSystem())
        if on_features != self.on_features:
            self.on_features = on_features
            self.source_changed.emit()
        if self._wanted:
            self._wanted = False
            self.give()

    def _edit(self, layer: QgsVectorLayer, points: list[QgsPointXY]) -> Optional[Done]:
        if self._giving is None:
            return self._said(None, tr("No picture is seen here. Show the raster below the polygons."))
        shape, crs = QgsGeometry(self._giving[0]), self._giving[1]
        shape.transform(between(crs, layer.crs()))
        done = edits.reassign(layer, shape, self._class_id, self._grows(layer, points[0]))
        return self._said(done, tr("All of it is of that class already."))

    def _grown(self, place: QgsPointXY) -> Optional[Grown]:
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


def tolerance_in_words(tool: WandTool) -> str:
    """What the page says where the wheel was turned."""
    if tool.on_features:
        return tr("What is alike by {n} or more belongs to it.").format(n=figure(f"{100 * (1 - tool.level):.0f} %"))
    return tr("Colours up to {n} away look alike.").format(n=figure(f"{100 * tool.tolerance / 255:.0f} %"))


def between(one: QgsCoordinateReferenceSystem, other: QgsCoordinateReferenceSystem) -> QgsCoordinateTransform:
    """From one coordinate system to the other; as they are where either is not known."""
    if not (one.isValid() and other.isValid()):
        return QgsCoordinateTransform()
    return QgsCoordinateTransform(one, other, QgsProject.instance())
