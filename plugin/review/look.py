"""How the polygons look while they are reviewed: dimmed below a confidence, coloured by it, or away for a moment.

The layer's own style is put back at the end; nothing of this is kept with the project.
"""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsProject,
    QgsProperty,
    QgsRenderContext,
    QgsRendererRange,
    QgsSymbol,
    QgsVectorLayer,
)

from ..results.layers import VIRIDIS

DIM = 18  # per cent of its opacity: still seen where it lies, and no longer in the way
STEPS = 20  # colours of confidence
SEEN_THROUGH = "#b4"  # how opaque they are: what is doubtful can be looked at underneath


class Look:
    """The look of one layer."""

    def __init__(self, layer: QgsVectorLayer) -> None:
        self._layer = layer
        self._own: Optional[QgsFeatureRenderer] = None
        self._floor, self._hides, self._by_confidence = 0.0, False, False
        self._hidden, self._mine = False, False
        layer.rendererChanged.connect(self._on_renderer)

    def set_floor(self, floor: float, hides: bool) -> None:
        """Dim or hide what the run was less sure of than this, 0 to 1; 0 shows everything."""
        self._floor, self._hides = floor, hides
        self._refresh()

    def show_confidence(self, yes: bool) -> None:
        """Colours of confidence in place of those of the classes."""
        self._by_confidence = yes
        self._refresh()

    def hide(self, yes: bool) -> None:
        """Take the polygons off the map for a moment."""
        node = QgsProject.instance().layerTreeRoot().findLayer(self._layer.id())
        if node is None or yes == self._hidden:
            return
        self._hidden = yes
        node.setItemVisibilityChecked(not yes)

    def put_back(self) -> None:
        """As it was, for good."""
        self._layer.rendererChanged.disconnect(self._on_renderer)
        self._floor, self._by_confidence = 0.0, False
        self.hide(False)
        self._refresh()

    def _on_renderer(self) -> None:
        if not self._mine and self._own is not None:  # such as another list of classes: that is the one to build on
            self._own = None
            self._refresh()

    def _refresh(self) -> None:
        if not self._floor and not self._by_confidence:
            if self._own is not None:
                own, self._own = self._own, None
                self._set(own)
            return
        if self._own is None:
            self._own = self._layer.renderer().clone()
        shown = _of_confidence() if self._by_confidence else self._own.clone()
        if self._floor:
            opacity = QgsProperty.fromExpression(
                f'if("confidence" < {self._floor!r}, {0 if self._hides else DIM}, 100)'
            )
            for symbol in _symbols(shown):
                symbol.setDataDefinedProperty(QgsSymbol.Property.PropertyOpacity, opacity)
        self._set(shown)

    def _set(self, renderer: QgsFeatureRenderer) -> None:
        self._mine = True
        self._layer.setRenderer(renderer)  # which the layer owns from now on
        self._layer.triggerRepaint()
        self._mine = False


def _symbols(renderer: Any) -> list[QgsSymbol]:
    return list(renderer.symbols(QgsRenderContext()))


def _of_confidence() -> QgsGraduatedSymbolRenderer:
    """Viridis, the same as the raster of confidence has."""
    ranges = []
    for step in range(STEPS):
        low, high = step / STEPS, (step + 1) / STEPS
        fill = QgsFillSymbol.createSimple(
            {
                "color": SEEN_THROUGH + _viridis((low + high) / 2)[1:],
                "outline_color": "#40000000",
                "outline_width": "0.1",
            }
        )
        ranges.append(QgsRendererRange(low, high, fill, f"{low:.2f}"))
    return QgsGraduatedSymbolRenderer("confidence", ranges)


def _viridis(share: float) -> str:
    for (low, first), (high, last) in zip(VIRIDIS, VIRIDIS[1:]):
        if share <= high:
            part = (share - low) / (high - low)
            mixed = (
                round(int(first[at : at + 2], 16) * (1 - part) + int(last[at : at + 2], 16) * part) for at in (1, 3, 5)
            )
            return "#{:02x}{:02x}{:02x}".format(*mixed)
    return VIRIDIS[-1][1]
