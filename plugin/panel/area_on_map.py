"""The chosen area as people see it: on the map while they choose, and in words what fetching a layer will take."""

from __future__ import annotations

import contextlib
from typing import Any, Optional

from qgis.core import QgsCoordinateReferenceSystem, QgsGeometry, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import QEvent, QObject, QTimer, pyqtSignal

from ...core.config import Area
from ...core.errors import TerralexError
from ..area.areas import area_in, area_of_features, area_of_rectangle, area_of_shape
from ..area.draw import TOOLS, AreaBand, DrawTool
from ..engine.inputs import direct_path
from ..snapshots.order import Order, estimate, order_for
from ..translation import told
from ..wording import size_in_words
from .form import Form

SETTLE_MS = 250  # after the last change, before anything is looked at: panning is a hundred changes
MANY_FEATURES = 2000  # more polygons than these are shown by their bounding box; a run takes each of them


class AreaOnMap(QObject):
    """Ties the form's area to the map.

    Args:
        canvas: QGIS's map.
        form: The dock's form.

    Signals:
        looked: What a run would take now: raster, area (None for all of it) and order, as `area` and `order` give them;
            three times None where there can be no run, and while nobody sees the form.
    """

    looked = pyqtSignal(object, object, object)

    def __init__(self, canvas: Any, form: Form) -> None:
        super().__init__(form)
        self._canvas, self._form = canvas, form
        self._band: Optional[AreaBand] = AreaBand(canvas)
        self._drawn: dict[str, tuple[QgsGeometry, QgsCoordinateReferenceSystem]] = {}
        self._tool: Optional[DrawTool] = None
        self._polygons: Optional[QgsVectorLayer] = None
        self._frozen = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.refresh)
        canvas.extentsChanged.connect(self._later)
        canvas.destinationCrsChanged.connect(self._later)
        form.raster.layerChanged.connect(self._later)
        form.taken.changed.connect(self._later)
        form.polygons.layerChanged.connect(self._on_polygons)
        form.area.currentIndexChanged.connect(self._later)
        form.area.activated.connect(self._on_chosen)
        form.pack.currentIndexChanged.connect(self._later)
        form.resolution.currentIndexChanged.connect(self._later)
        form.draw.clicked.connect(self.draw)
        form.installEventFilter(self)
        self._on_polygons()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The area is on the map while the dock is seen."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self._later()
        return super().eventFilter(watched, event)

    def area(self, raster: QgsRasterLayer) -> Optional[Area]:
        """The chosen area; None for all of the raster. Raises InputError where it is none, or lies elsewhere."""
        kind = self._form.area_kind()
        if kind == "canvas":
            return area_of_rectangle(self._canvas.extent(), self._crs(), raster)
        if kind == "features":
            return area_of_features(self._form.polygons.currentLayer(), raster)
        if kind in TOOLS:
            shape, crs = self._drawn.get(kind, (None, QgsCoordinateReferenceSystem()))
            return area_of_shape(shape, crs, raster)
        return None

    def drawn(self) -> Optional[tuple[QgsGeometry, QgsCoordinateReferenceSystem]]:
        """The shape that was drawn last, of the kind that is chosen or else of any, with its coordinate system."""
        found = self._drawn.get(self._form.area_kind())
        return found or next(iter(self._drawn.values()), None)

    def order(self, raster: QgsRasterLayer, area: Optional[Area]) -> Optional[Order]:
        """What has to be exported of a raster first; None where the engine opens it itself. Raises InputError."""
        pack = self._form.pack.currentData()
        if direct_path(raster) is not None or pack is None:
            return None
        return order_for(raster, area, pack.resolutions, float(self._form.resolution.currentData() or 0.0))

    def set_drawn(self, shape: QgsGeometry, crs: QgsCoordinateReferenceSystem, kind: str = "polygon") -> None:
        """Take a shape as if it had been drawn, and choose it; `kind` is "rectangle" or "polygon"."""
        self._drawn[kind] = (QgsGeometry(shape), crs)
        self._form.area.setCurrentIndex(self._form.area.findData(kind))
        self.refresh()

    def draw(self) -> None:
        """Let the user draw what is chosen; pressed once more, stop."""
        if self._tool is not None:
            self._tool.stop()
            return
        kind = self._form.area_kind()
        if kind not in TOOLS:
            return
        self._tool = TOOLS[kind](self._canvas)
        self._tool.drawn.connect(lambda shape: self.set_drawn(shape, self._crs(), kind))
        self._tool.ended.connect(self._on_drawing_ended)
        self._tool.start()
        self._form.show_drawing(True)
        self._form.say_area(self._tool.hint)

    def freeze(self, frozen: bool) -> None:
        """While a run goes on the map keeps showing the area of the run."""
        self._frozen = frozen
        if frozen and self._tool is not None:
            self._tool.stop()
        self._later()

    def refresh(self) -> None:
        """Look at the form and the map, and show what they mean."""
        band = self._band
        if band is None or self._frozen or self._tool is not None:
            return
        if not self._form.isVisible():
            band.clear()
            self.looked.emit(None, None, None)
            return
        raster = self._form.raster.currentLayer()
        if raster is None:
            band.clear()
            self._form.say_area("")
            return
        try:
            self._look(raster, band)
        except TerralexError as error:
            band.clear()
            self._form.say_area(told(error), wrong=True)

    def remove(self) -> None:
        """The plugin is leaving: nothing stays on the map, and nothing listens to it."""
        if self._tool is not None:
            self._tool.stop()
        self._timer.stop()
        if self._band is not None:
            self._canvas.extentsChanged.disconnect(self._later)
            self._canvas.destinationCrsChanged.disconnect(self._later)
            self._form.removeEventFilter(self)
            self._watch(None)
            self._band.remove()
            self._band = None

    def _look(self, raster: QgsRasterLayer, band: AreaBand) -> None:
        area = self._area_to_show(raster)
        said = ""
        if area is None:
            band.clear()
        else:
            crs = QgsCoordinateReferenceSystem(area.crs)
            shape = area_in(area, crs, raster.name())
            band.show(shape, crs)
            size = size_in_words(shape, crs)
            said = f"{size}." if size else ""
        fetched = direct_path(raster) is None
        pack = self._form.pack.currentData()
        self._form.offer_resolutions(pack.resolutions if fetched and pack is not None else ())
        order = self.order(raster, area) if fetched else None
        if order is not None:
            said = estimate(order)
        self._form.say_area(said)
        self.looked.emit(raster, area, order)

    def _area_to_show(self, raster: QgsRasterLayer) -> Optional[Area]:
        layer = self._form.polygons.currentLayer() if self._form.area_kind() == "features" else None
        if layer is not None and (layer.selectedFeatureCount() or layer.featureCount()) > MANY_FEATURES:
            box = layer.boundingBoxOfSelected() if layer.selectedFeatureCount() else layer.extent()
            return area_of_rectangle(box, layer.crs(), raster)
        return self.area(raster)

    def _crs(self) -> QgsCoordinateReferenceSystem:
        return self._canvas.mapSettings().destinationCrs()

    def _later(self, *_changed: object) -> None:
        if not self._frozen:
            self._timer.start()

    def _on_chosen(self, *_index: object) -> None:
        """Chosen by hand: nobody chooses a shape to draw without wanting to draw it."""
        if self._tool is not None:
            self._tool.stop()
        if self._form.area_kind() in TOOLS and self._form.area_kind() not in self._drawn:
            self.draw()

    def _on_drawing_ended(self) -> None:
        self._tool = None
        self._form.show_drawing(False)
        self._later()

    def _on_polygons(self, *_layer: object) -> None:
        self._watch(self._form.polygons.currentLayer())
        self._later()

    def _watch(self, layer: Optional[QgsVectorLayer]) -> None:
        """Listen to the selection of the layer that gives the area, and of no other."""
        if self._polygons is not None:
            with contextlib.suppress(RuntimeError, TypeError):  # it was deleted, and its connections with it
                self._polygons.selectionChanged.disconnect(self._later)
        self._polygons = layer
        if layer is not None:
            layer.selectionChanged.connect(self._later)
