"""A slider over confidence with a histogram of what lies where."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPaintEvent, QPalette
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from ..translation import figure, tr

BINS = 40
HEIGHT = 34  # pixels


class Bars(QWidget):
    """The histogram: area by confidence, 0 on the left and 1 on the right; pale where it is dimmed."""

    def __init__(self) -> None:
        super().__init__()
        self._bins: Sequence[float] = ()
        self._floor = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Low and wide."""
        return QSize(120, HEIGHT)

    def show_bins(self, bins: Sequence[float]) -> None:
        """Show other bars."""
        self._bins = bins
        self.update()

    def show_floor(self, floor: float) -> None:
        """What is below it is pale."""
        self._floor = floor
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bars, the highest as high as there is room."""
        most = max(self._bins, default=0.0)
        if not most:
            return
        painter = QPainter(self)
        bright = self.palette().color(QPalette.ColorRole.Highlight)
        pale = self.palette().color(QPalette.ColorRole.Mid)
        wide = self.width() / len(self._bins)
        for index, value in enumerate(self._bins):
            high = (self.height() - 1) * value / most
            colour = pale if (index + 0.5) / len(self._bins) < self._floor else bright
            painter.fillRect(QRectF(index * wide, self.height() - high, max(1.0, wide - 1), high), colour)
        painter.end()


class ConfidenceSlider(QWidget):
    """Dims or hides what the run was less sure of.

    Signals:
        changed: The confidence below which polygons are dimmed, 0 to 1, and whether they are hidden.
    """

    changed = pyqtSignal(float, bool)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.bars, self.slider, self.hides = Bars(), QSlider(Qt.Orientation.Horizontal), QCheckBox(tr("Hide"))
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(tr("Dim what the run was less sure of"))
        self.hides.setToolTip(tr("Hide it instead of dimming it"))
        self.hides.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.line = QLabel()
        self.line.setWordWrap(True)
        line = QHBoxLayout()
        line.addWidget(self.line, 1)
        line.addWidget(self.hides)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(1)
        whole.addWidget(self.bars)
        whole.addWidget(self.slider)
        whole.addLayout(line)
        self.slider.valueChanged.connect(self._tell)
        self.hides.toggled.connect(self._tell)
        self._say()

    @property
    def floor(self) -> float:
        """The confidence below which polygons are dimmed, 0 to 1."""
        return self.slider.value() / 100

    def show_bins(self, bins: Sequence[float]) -> None:
        """Area by confidence."""
        self.bars.show_bins(bins)

    def clear(self) -> None:
        """Dim nothing."""
        self.slider.setValue(0)

    def _tell(self, *_value: object) -> None:
        self._say()
        self.bars.show_floor(self.floor)
        self.changed.emit(self.floor, self.hides.isChecked())

    def _say(self) -> None:
        if not self.slider.value():
            self.line.setText(tr("Confidence: all are shown"))
        elif self.hides.isChecked():
            self.line.setText(tr("Hidden below {n}").format(n=figure(f"{self.floor:.2f}")))
        else:
            self.line.setText(tr("Dimmed below {n}").format(n=figure(f"{self.floor:.2f}")))
