"""The line that says how a run will read the raster, and the window in which that is changed."""

from __future__ import annotations

import contextlib
from typing import Any, Optional

from qgis.core import QgsMapLayer, QgsRasterLayer
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QToolButton,
    QWidget,
)

from ...core.errors import InputError
from ..engine.inputs import direct_path
from ..engine.shown import Choice, choice_of, choose, shown
from ..translation import tr


class Taken(QLabel):
    """One line of the dock, and a button for where the raster is chosen.

    Signals:
        changed: The user has set something else, here or in the layer's properties.
    """

    changed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.button = QToolButton()
        self.setWordWrap(True)
        self.setAccessibleName(tr("How the raster is read"))
        self.button.setText("…")
        self.button.setAccessibleName(tr("Bands and pixels"))
        self.button.setToolTip(tr("Choose bands, pixel size, and whether an empty border is nodata"))
        self.button.clicked.connect(self.ask)
        self.dialog: Optional[PixelDialog] = None
        self._layer: Optional[QgsRasterLayer] = None
        self.hide()

    def show_layer(self, layer: Optional[QgsMapLayer]) -> None:
        """Say how this layer would be read; nothing of services, which have no bands."""
        if self._layer is not None:
            for signal in ("rendererChanged", "crsChanged", "styleChanged"):
                with contextlib.suppress(RuntimeError, TypeError):  # it was deleted, and its connections with it
                    getattr(self._layer, signal).disconnect(self._on_layer)
        self._layer = layer if isinstance(layer, QgsRasterLayer) else None
        if self._layer is not None:
            for signal in ("rendererChanged", "crsChanged", "styleChanged"):
                getattr(self._layer, signal).connect(self._on_layer)
        self.refresh()

    def refresh(self) -> None:
        """Say it again."""
        text = ""
        try:
            if self._layer is not None and self._layer.isValid() and direct_path(self._layer) is not None:
                text = shown(self._layer).said
        except (InputError, RuntimeError):  # its file is gone, or the layer
            text = ""
        self.setText(text)
        self.setVisible(bool(text))
        self.button.setEnabled(bool(text))

    def ask(self) -> None:
        """Open the window; the dock goes on beside it."""
        if self._layer is None:
            return
        layer = self._layer
        self.dialog = PixelDialog(layer, self)
        self.dialog.accepted.connect(lambda: self._on_chosen(layer))
        self.dialog.open()

    def _on_chosen(self, layer: QgsRasterLayer) -> None:
        if self.dialog is not None:
            choose(layer, self.dialog.choice())
        self.refresh()
        self.changed.emit()

    def _on_layer(self, *_what: object) -> None:
        self.refresh()
        self.changed.emit()


class PixelDialog(QDialog):
    """Bands, pixel size, border."""

    def __init__(self, layer: QgsRasterLayer, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("How the raster is read"))
        kept = choice_of(layer)
        self.as_shown = QCheckBox(tr("Bands as the layer shows them"))
        self.as_shown.setChecked(not kept.bands)
        self.bands = [QComboBox() for _ in range(3)]
        first = kept.bands or shown(layer).bands or tuple(range(1, min(3, layer.bandCount()) + 1))
        for k, combo in enumerate(self.bands):
            for band in range(1, layer.bandCount() + 1):
                combo.addItem(layer.bandName(band), band)
            combo.setCurrentIndex(combo.findData(first[min(k, len(first) - 1)]))
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(12)
        self.pixel = QDoubleSpinBox()
        self.pixel.setDecimals(4)
        self.pixel.setRange(0.0, 1000.0)
        self.pixel.setSuffix(" m")
        self.pixel.setSpecialValueText(tr("as the file says"))
        self.pixel.setAccessibleName(tr("Size of a pixel on the ground"))
        self.pixel.setValue(kept.pixel_m)
        self.border = QCheckBox(tr("An empty border counts as nodata"))
        self.border.setToolTip(
            tr("A border of one value throughout, the lowest or highest, that the file does not tag")
        )
        self.border.setChecked(kept.collar)
        layout = QFormLayout(self)
        layout.addRow(self.as_shown)
        for label, combo in zip((tr("Red"), tr("Green"), tr("Blue")), self.bands):
            combo.setAccessibleName(label)
            layout.addRow(label, combo)
        layout.addRow(tr("Pixel"), self.pixel)
        layout.addRow(self.border)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout.addRow(buttons)
        self.as_shown.toggled.connect(self._on_as_shown)
        self._on_as_shown(self.as_shown.isChecked())

    def choice(self) -> Choice:
        """What is set in the window."""
        bands: tuple[int, ...] = tuple(int(combo.currentData()) for combo in self.bands)
        bands = bands[:1] if len(set(bands)) == 1 else bands
        return Choice(() if self.as_shown.isChecked() else bands, self.pixel.value(), self.border.isChecked())

    def _on_as_shown(self, as_shown: Any) -> None:
        for combo in self.bands:
            combo.setEnabled(not as_shown)
