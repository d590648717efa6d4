"""One result being reviewed: which polygon is looked at, and what each key does to it."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import Callable, Optional, Sequence

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsEditFormConfig,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...core.errors import InputError
from ...core.results import ClassTable
from ..results.layers import bare_vector, run_of, segments_uri
from ..results.teach import before_lesson
from ..shapes.editing import make_editable
from ..shapes.edits import polygon_at
from ..translation import tr
from . import changes
from .keys import ACCEPT, BEFORE, CONFIDENCE, HIDE, NEXT, PREVIOUS, SECOND, SKIP, SWIPE, UNDO
from .look import Look
from .marks import Outline, Swipe, fly
from .queue import Queue
from .rows import Row, Rows

SETTLE_MS = 30  # sums over all polygons are worked out once for changes that come in a row
BACKGROUND_KEY = 9  # the tenth key of classes, 0


class Session(QObject):
    """Reviews one layer of polygons.

    Args:
        canvas: QGIS's map.
        layer: The polygons.
        table: The classes as they are now.

    Signals:
        settled: Something is different: the current polygon, its class, or what is reviewed.
        said: A line for the page.
    """

    settled = pyqtSignal()
    said = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas, layer: QgsVectorLayer, table: Callable[[], ClassTable]) -> None:
        super().__init__()
        self.layer, self._canvas, self._table = layer, canvas, table
        self._began = not layer.isEditable()
        make_editable(layer)
        layer.removeSelection()  # its colour would hide those of the classes
        form = layer.editFormConfig()
        self._suppress = form.suppress()
        form.setSuppress(QgsEditFormConfig.FeatureFormSuppress.SuppressOn)
        layer.setEditFormConfig(form)
        self.rows = Rows(layer)
        self.queue = Queue(self.rows, self._middle)
        self.look, self._outline = Look(layer), Outline(canvas)
        self._swipe: Optional[Swipe] = None
        self._mouse_x = canvas.width() // 2
        self._touched: list[int] = []
        self._stale = False  # the map: QGIS draws edits of attributes only when it is told to
        self._known = self.rows.version
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(SETTLE_MS)
        self._later.timeout.connect(self._settle)
        self.rows.changed.connect(self._later.start)
        self.rows.touched.connect(self._touch)
        self.rows.redrawn.connect(self._on_redrawn)
        layer.selectionChanged.connect(self._on_selection)
        layer.dataSourceChanged.connect(self._on_source)
        canvas.xyCoordinates.connect(self._on_mouse)

    def close(self) -> None:
        """Leave the layer as it was found; edits that are not saved stay, and editing with them."""
        self._later.stop()
        self._canvas.xyCoordinates.disconnect(self._on_mouse)
        self.layer.selectionChanged.disconnect(self._on_selection)
        self.layer.dataSourceChanged.disconnect(self._on_source)
        self.rows.close()
        self.release(SWIPE)
        self._outline.remove()
        self.look.put_back()
        form = self.layer.editFormConfig()
        form.setSuppress(self._suppress)
        self.layer.setEditFormConfig(form)
        if self._began and self.layer.isEditable() and not self.layer.isModified():
            self.layer.rollBack()

    def abandon(self) -> None:
        """The layer has left, with all that hangs on it."""
        self._later.stop()
        self._canvas.xyCoordinates.disconnect(self._on_mouse)
        self.release(SWIPE)
        self._outline.remove()

    # what is looked at

    @property
    def current(self) -> Optional[Row]:
        """The polygon that is looked at."""
        return self.rows.by_fid.get(self.queue.current) if self.queue.current is not None else None

    @property
    def is_settled(self) -> bool:
        """Whether all has been told that has changed."""
        return not self._later.isActive()

    def targets(self) -> list[int]:
        """What a key acts on: what is selected, else the current polygon."""
        chosen = list(self.layer.selectedFeatureIds())
        return chosen if chosen or self.current is None else [self.current.fid]

    def start_over(self) -> None:
        """Look at the first polygon of the queue."""
        self.queue.current = None
        self.go(self.queue.next())

    def go(self, fid: Optional[int], fly_there: bool = True) -> None:
        """Look at a polygon; None for none."""
        self.queue.choose(fid)
        shapes = self._shapes(self.rows.pieces(fid)) if fid is not None else []
        self._outline.show(shapes, self.layer)
        self._repaint()  # before the map moves: it is drawn once then, not begun twice
        if fly_there:
            fly(self._canvas, shapes, self.layer)
        self._later.start()

    def look_at(self, place: QgsPointXY) -> None:
        """Look at the polygon under a place of the map: in it, not near it."""
        try:
            point = self._to_layer().transform(place)
        except QgsCsException:
            return
        found = polygon_at(self.layer, point)
        if found is not None:
            self.go(found.id(), fly_there=False)  # it is under the mouse: the map stays under it

    # what keys do

    def act(self, action: str) -> None:
        """Do what a key or a button asks for.

        Raises:
            InputError: the layer cannot be edited.
        """
        name, _, number = action.partition(":")
        if name == "class":
            self._by_key(int(number))
            return
        acts: dict[str, Callable[[], None]] = {
            ACCEPT: self._accept,
            SECOND: self._take_second,
            NEXT: lambda: self._go_on(tr("No polygon is left here.")),
            PREVIOUS: self._back,
            SKIP: self._skip,
            UNDO: self._undo,
            HIDE: partial(self.look.hide, True),
            CONFIDENCE: partial(self.look.show_confidence, True),
            SWIPE: self._begin_swipe,
            BEFORE: self._show_before,
        }
        acts[name]()

    def release(self, action: str) -> None:
        """A key that is held is let go."""
        if action == HIDE:
            self.look.hide(False)
        elif action == CONFIDENCE:
            self.look.show_confidence(False)
        elif self._swipe is not None:
            self._swipe.remove()
            self._swipe = None

    def relabel(self, class_id: int) -> None:
        """Give the current polygon, or what is selected, a class, and go on.

        Raises:
            InputError: the layer cannot be edited.
        """
        fids = self.targets()
        if fids:
            changes.relabel(self.layer, fids, class_id, self._table().names())
            self._done()

    def class_of(self, number: int) -> Optional[int]:
        """The class of the Nth key of classes; None, which is said, where there is none."""
        live = self._table().live
        if number == BACKGROUND_KEY:
            return 0
        if number < len(live):
            return live[number].value
        self.said.emit(tr("There is no class {n} in this result.").format(n=number + 1))
        return None

    def _by_key(self, number: int) -> None:
        class_id = self.class_of(number)
        if class_id is not None:
            self.relabel(class_id)

    def _accept(self) -> None:
        fids = self.targets()
        if fids:
            changes.accept(self.layer, fids)
            self._done()

    def _take_second(self) -> None:
        fids, row = self.targets(), self.current
        value = self._table().value_of(row.second) if row is not None and row.second else None
        if value is None:
            self.said.emit(tr("The run has no second guess for it."))
        elif fids:
            self.relabel(value)

    def _done(self) -> None:
        self.layer.removeSelection()
        self._go_on(tr("Everything here is reviewed."))

    def _go_on(self, otherwise: str) -> None:
        fid = self.queue.next()
        if fid is None:
            self.said.emit(otherwise)
        else:
            self.go(fid)

    def _back(self) -> None:
        fid = self.queue.previous()
        if fid is not None:
            self.go(fid)

    def _skip(self) -> None:
        self.queue.skip()
        self._go_on(tr("No polygon is left here."))

    def _undo(self) -> None:
        stack = self.layer.undoStack()
        if not stack.canUndo():
            self.said.emit(tr("There is nothing to undo."))
            return
        self._touched = []
        stack.undo()
        there = [fid for fid in self._touched if fid in self.rows.by_fid]
        if there:
            self.go(there[-1])

    def _begin_swipe(self) -> None:
        self.release(SWIPE)
        self._swipe = Swipe(self._canvas, self.layer)
        self._swipe.move(self._mouse_x)

    def _show_before(self) -> None:
        path = before_lesson(run_of(self.layer))
        if path is None:
            self.said.emit(tr("Nothing was learned in this result yet."))
            return
        self.release(BEFORE)
        self._swipe = Swipe(self._canvas, self.layer, bare_vector(segments_uri(path), self.layer.name()))
        self._swipe.move(self._mouse_x)

    def _on_mouse(self, place: QgsPointXY) -> None:
        self._mouse_x = round(self._canvas.getCoordinateTransform().transform(place).x())
        if self._swipe is not None:
            self._swipe.move(self._mouse_x)

    # how it hangs together

    def _touch(self, fid: int) -> None:
        self._touched = [*self._touched[-9:], fid]

    def _on_redrawn(self) -> None:
        self._stale = True

    def _on_source(self) -> None:
        """The layer shows another file, such as new polygons from an edited raster."""
        self.rows.read()
        if self.layer.isValid():
            with suppress(InputError):  # where it cannot be edited, the next key says so
                make_editable(self.layer)
        self.queue.forget()
        self.start_over()

    def _on_selection(self, *_fids: object) -> None:
        self._later.start()

    def _repaint(self) -> None:
        if self._stale:
            self._stale = False
            self.layer.triggerRepaint()

    def _settle(self) -> None:
        self._repaint()
        if self.rows.version != self._known:
            self._known = self.rows.version
            self.queue.rearrange()
        row = self.current
        if row is not None:
            self._outline.show(self._shapes(self.rows.pieces(row.fid)), self.layer)
        elif self.queue.current is not None:  # it has left, or has another number since it was saved
            self._outline.clear()
            self.queue.current = None
        self.settled.emit()

    def _shapes(self, fids: Sequence[int]) -> list[QgsGeometry]:
        request = QgsFeatureRequest().setFilterFids(list(fids)).setNoAttributes()
        return [feature.geometry() for feature in self.layer.getFeatures(request)]

    def _to_layer(self) -> QgsCoordinateTransform:
        crs = self._canvas.mapSettings().destinationCrs()
        return QgsCoordinateTransform(crs, self.layer.crs(), QgsProject.instance())

    def _middle(self) -> Optional[QgsPointXY]:
        try:
            return self._to_layer().transform(self._canvas.extent().center())
        except QgsCsException:
            return None
