"""A list of small pictures with what is said of each: crossed out, or with a star; by mouse, by key, and by ear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Hashable, Optional, Sequence

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPen, QPixmap, QPolygonF, QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

USED, REJECTED, FAVOURED = "used", "rejected", "favoured"  # as `core.support.Choice` names them
SIDE = 76  # pixels: three beside each other in a panel of 300
GRID = 82
DIMMED = 0.35  # opacity of what takes no part
RED, GOLD, SHADE = QColor(215, 25, 28), QColor(255, 200, 40), QColor(0, 0, 0, 170)
_KEY = Qt.ItemDataRole.UserRole
# Corners of a star with five points, in a circle of radius 1; the inner ones at 0.4.
STAR = tuple(
    (r * x, r * y)
    for r, x, y in (
        (1.0, 0.0, -1.0), (0.4, 0.588, -0.809), (1.0, 0.951, -0.309), (0.4, 0.951, 0.309), (1.0, 0.588, 0.809),
        (0.4, 0.0, 1.0), (1.0, -0.588, 0.809), (0.4, -0.951, 0.309), (1.0, -0.951, -0.309), (0.4, -0.588, -0.809),
    )
)  # fmt: skip


@dataclass(frozen=True)
class Picture:
    """One picture of the list.

    Attributes:
        key: Tells it from the others.
        image: What is shown.
        label: Below it.
        told: What it is, and what was said of it: the tool tip, and what a screen reader says.
        state: `USED`, `REJECTED` or `FAVOURED`.
    """

    key: Hashable
    image: QPixmap
    label: str
    told: str
    state: str


class PictureList(QListWidget):
    """Small pictures in rows; several can be selected.

    Signals:
        rejected, favoured: The key for that was pressed.
    """

    rejected = pyqtSignal()
    favoured = pyqtSignal()

    def __init__(self, name: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Picture, ...] = ()
        self.setAccessibleName(name)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(SIDE, SIDE))
        self.setGridSize(QSize(GRID, SIDE + self.fontMetrics().height() + 8))
        self.setUniformItemSizes(True)
        self.setMinimumHeight(self.gridSize().height() + 2 * self.frameWidth() + 4)

    def sizeHint(self) -> QSize:
        """As low as may be: the panel gives it what room there is."""
        return QSize(3 * GRID, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many in a row as there is room for."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def show_pictures(self, pictures: Sequence[Picture]) -> None:
        """Show these; what was selected stays selected, and the list where it is, if they are the same ones."""
        chosen, old = set(self.chosen()), self._shown
        self._shown = tuple(pictures)
        if [each.key for each in old] != [each.key for each in pictures]:
            self.clear()
            for each in pictures:
                item = QListWidgetItem(self)
                item.setData(_KEY, each.key)
                item.setTextAlignment(Qt.AlignmentFlag.AlignHCenter)
                item.setSelected(each.key in chosen)
            old = ()
        for row, each in enumerate(pictures):
            if not old or old[row] != each:
                item = self.item(row)
                item.setIcon(QIcon(marked(each.image, each.state)))
                item.setText(each.label)
                item.setToolTip(each.told)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, each.told)

    def chosen(self) -> list[Any]:
        """The keys of those that are selected."""
        return [item.data(_KEY) for item in self.selectedItems()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and R reject, F favours; arrows go from one to the next."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_R):
            self.rejected.emit()
        elif plain and event.key() == Qt.Key.Key_F:
            self.favoured.emit()
        else:
            super().keyPressEvent(event)


def marked(image: QPixmap, state: str) -> QPixmap:
    """A picture as large as in the list: pale and crossed out where it is rejected, with a star where favoured."""
    aspect, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = image.scaled(SIDE, SIDE, aspect, smooth) if not image.isNull() else QPixmap(SIDE, SIDE)
    if image.isNull():
        small.fill(SHADE)
    shown = QPixmap(small.size())
    shown.fill(Qt.GlobalColor.transparent)
    painter = QPainter(shown)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == REJECTED:
        painter.setOpacity(DIMMED)
    painter.drawPixmap(0, 0, small)
    painter.setOpacity(1.0)
    box = QRectF(shown.rect())
    if state == REJECTED:
        for colour, width in ((SHADE, 5), (RED, 3)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(box.topLeft(), box.bottomRight())
            painter.drawLine(box.topRight(), box.bottomLeft())
    elif state == FAVOURED:
        middle = box.topRight() + QPointF(-12, 12)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(SHADE)
        painter.drawEllipse(middle, 11, 11)
        painter.setBrush(GOLD)
        painter.drawPolygon(QPolygonF([middle + 8 * QPointF(x, y) for x, y in STAR]))
    painter.end()
    return shown
