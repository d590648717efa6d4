"""Says quietly that polygons have gaps or overlaps, as QGIS's own tools leave them; offers to show and mend them."""

from __future__ import annotations

from typing import Any, Iterable, Mapping, Optional, Sequence

from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ..messages import Messages
from ..shapes.editing import make_editable
from ..shapes.step import is_writing
from ..shapes.tears import NEIGHBOUR, NEWEST, Tears, find_tears, mend
from ..translation import figure, said, tr
from .ground import ground_area
from .layers import role_of

PAUSE_MS = 400  # after the last change, so that a tool that changes much is looked at once
MOST = 50  # changed polygons whose surroundings are looked at, the last ones
LINE, FILL = QColor(230, 0, 150), QColor(230, 0, 150, 90)  # no class of a usual list is magenta


class TornWatch(QObject):
    """Watches the polygons of runs while QGIS's own tools change them, and shows what burning and exporting found.

    Signals:
        torn: A layer and its `Tears`; empty ones when it is whole again.
    """

    torn = pyqtSignal(object, object)

    def __init__(self, iface: Any, messages: Messages) -> None:
        super().__init__()
        self._iface, self._messages = iface, messages
        self._watched: dict[str, _Watched] = {}
        self._line: Any = None
        self._about: Optional[QgsVectorLayer] = None
        self._bands: list[QgsRubberBand] = []
        QgsProject.instance().layersAdded.connect(self._on_added)
        QgsProject.instance().layersWillBeRemoved.connect(self._on_removed)
        self._on_added(QgsProject.instance().mapLayers().values())

    def close(self) -> None:
        """The plugin is leaving."""
        QgsProject.instance().layersAdded.disconnect(self._on_added)
        QgsProject.instance().layersWillBeRemoved.disconnect(self._on_removed)
        for watched in self._watched.values():
            watched.stop()
        self._watched.clear()
        self.withdraw()

    def offer(self, layer: QgsVectorLayer, tears: Tears, text: str = "", newest: Sequence[int] = ()) -> None:
        """Show the line; an earlier one goes.

        Args:
            layer: The polygons.
            tears: What is wrong with them; nothing: there is no line.
            text: What the line says; "": how many, and how large.
            newest: The polygons that were changed last, the last one at the end.
        """
        self.withdraw()
        self.torn.emit(layer, tears)
        if not tears:
            return
        self._about = layer
        self._line = self._messages.offer(
            text or in_words(layer, tears),
            {
                tr("Show"): lambda: self.show(layer, tears),
                tr("Mend"): {
                    tr("The newest wins"): lambda: self.mend(layer, tears, NEWEST, newest),
                    tr("Fill from the neighbour"): lambda: self.mend(layer, tears, NEIGHBOUR, newest),
                },
            },
        )

    def offer_found(self, layer: QgsVectorLayer, result: Mapping[str, Any]) -> list[str]:
        """The same for what the engine found on burning or exporting.

        Returns:
            The other notes of the result; all of them where the layer has left.
        """
        found = result.get("torn") or {}
        notes = found.get("notes", [])
        gaps, overlaps = ([QgsGeometry.fromWkt(text) for text in found.get(kind, ())] for kind in ("gaps", "overlaps"))
        if sip.isdeleted(layer):  # nothing to show or mend, but no reason to be silent
            return list(result.get("notes", ()))
        if gaps or overlaps:
            self.offer(layer, Tears(gaps, overlaps), " ".join(map(said, notes)))
        return [note for note in result.get("notes", ()) if note not in notes]

    def show(self, layer: QgsVectorLayer, tears: Tears) -> None:
        """Draw gaps and overlaps on the map, and go there."""
        self._clear()
        canvas = self._iface.mapCanvas()
        for shape in tears.shapes:
            band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
            band.setStrokeColor(LINE)
            band.setFillColor(FILL)
            band.setWidth(2)
            band.setToGeometry(shape, layer.crs())
            self._bands.append(band)
        box = canvas.mapSettings().layerExtentToOutputExtent(layer, tears.box())
        box.scale(1.6)
        canvas.setExtent(box)
        canvas.refresh()

    def mend(self, layer: QgsVectorLayer, tears: Tears, rule: str, newest: Sequence[int] = ()) -> None:
        """Mend them, in one undo step, and say so.

        Raises:
            InputError: the layer cannot be edited, or arithmetic failed.
        """
        make_editable(layer)
        done = mend(layer, tears, rule, newest)
        self.withdraw()
        self.torn.emit(layer, Tears())
        if done is None:
            self._messages.tell(tr("There is nothing left to mend."))
            return
        count = len(done.changed) + len(done.made) + len(done.deleted)
        self._messages.tell(
            tr("Mended: {n} polygons were changed. Ctrl+Z takes it back; save to keep it.").format(
                n=figure(f"{count:,}")
            )
        )

    def withdraw(self) -> None:
        """What the line spoke of is over."""
        line, self._line, self._about = self._line, None, None
        self._messages.withdraw(line)
        self._clear()

    def _clear(self) -> None:
        bands, self._bands = self._bands, []
        for band in bands:
            if not sip.isdeleted(band):
                self._iface.mapCanvas().scene().removeItem(band)

    def _on_added(self, layers: Iterable[Any]) -> None:
        for layer in layers:
            if layer.id() not in self._watched and role_of(layer) == "polygons":
                self._watched[layer.id()] = _Watched(layer, self)

    def _on_removed(self, ids: Iterable[str]) -> None:
        for each in ids:
            watched = self._watched.pop(each, None)
            if watched is not None:
                watched.stop()
                if watched.layer is self._about:
                    self.withdraw()

    def found(self, layer: QgsVectorLayer, tears: Tears, newest: Sequence[int]) -> None:
        """A layer was looked at after changes."""
        if tears:
            self.offer(layer, tears, newest=newest)
        elif layer is self._about:
            self.withdraw()
            self.torn.emit(layer, tears)


class _Watched:
    """One layer, and the polygons that were changed by other tools than ours since it was saved."""

    def __init__(self, layer: QgsVectorLayer, watch: TornWatch) -> None:
        self.layer, self._watch = layer, watch
        self._changed: dict[int, None] = {}
        self._timer = QTimer()
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._look)
        self._pairs = (
            (layer.geometryChanged, lambda fid, _shape: self._note(fid)),
            (layer.featureAdded, self._note),
            (layer.featureDeleted, self._note),
            (layer.afterCommitChanges, self._forget),
            (layer.afterRollBack, self._look_again),
        )
        for signal, slot in self._pairs:
            signal.connect(slot)

    def stop(self) -> None:
        """Let go of the layer."""
        self._timer.stop()
        for signal, slot in self._pairs:
            signal.disconnect(slot)

    def _note(self, fid: int) -> None:
        if is_writing(self.layer):
            return
        self._changed.pop(fid, None)
        self._changed[fid] = None
        self._timer.start(PAUSE_MS)

    def _forget(self) -> None:
        """Saved: numbers change. What is torn stays told."""
        if self._timer.isActive():
            self._timer.stop()
            self._look()
        self._changed.clear()

    def _look_again(self) -> None:
        self._timer.start(PAUSE_MS)

    def _look(self) -> None:
        layer, fids = self.layer, list(self._changed)[-MOST:]
        if sip.isdeleted(layer):
            return
        request = QgsFeatureRequest().setFilterFids([fid for fid in fids if fid >= 0])
        request.setNoAttributes()
        saved = {each.id(): each.geometry() for each in layer.dataProvider().getFeatures(request)}
        gaps: dict[bytes, QgsGeometry] = {}
        overlaps: dict[bytes, QgsGeometry] = {}
        for fid in fids:
            box, lost = _changed(layer.getFeature(fid).geometry(), saved.get(fid, QgsGeometry()))
            if box.isNull():
                continue
            found = find_tears(layer, box, lost)
            gaps.update((bytes(shape.asWkb()), shape) for shape in found.gaps)
            overlaps.update((bytes(shape.asWkb()), shape) for shape in found.overlaps)
        self._watch.found(layer, Tears(list(gaps.values()), list(overlaps.values())), fids)


def _changed(now: QgsGeometry, was: QgsGeometry) -> tuple[QgsRectangle, QgsGeometry]:
    """Where a polygon has changed, which may be a small part of it, and what of its ground it has lost."""
    lost = was if now.isEmpty() else was.difference(now)
    gained = now if was.isEmpty() else now.difference(was)
    box = QgsRectangle()
    for part in (lost, gained):
        if not part.isEmpty():
            box.combineExtentWith(part.boundingBox())
    return box, lost


def in_words(layer: QgsVectorLayer, tears: Tears) -> str:
    """How many gaps and overlaps there are, and how large they are on the ground."""
    parts = []
    if tears.gaps:
        parts.append(
            tr("Gaps now: {n}, {area}.").format(n=figure(f"{len(tears.gaps):,}"), area=_size(layer, tears.gaps))
        )
    if tears.overlaps:
        parts.append(
            tr("Overlaps now: {n}, {area}.").format(
                n=figure(f"{len(tears.overlaps):,}"), area=_size(layer, tears.overlaps)
            )
        )
    return " ".join(parts)


def _size(layer: QgsVectorLayer, shapes: Iterable[QgsGeometry]) -> str:
    expression, context, total = QgsExpression(ground_area(layer) or "area($geometry)"), QgsExpressionContext(), 0.0
    for shape in shapes:
        feature = QgsFeature()
        feature.setGeometry(shape)
        context.setFeature(feature)
        total += float(expression.evaluate(context) or 0.0)
    text = figure(f"{total:,.3g}" if total < 10 else f"{total:,.0f}")
    return f"{text} m²" if ground_area(layer) else tr("{n} square units of the map").format(n=text)
