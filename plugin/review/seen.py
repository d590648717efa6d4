"""What the pages of Review share: they tell whether people see them, and name keys on their buttons."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QWidget

from .keys import UNDO, USUAL, Keys


class SeenPage(QWidget):
    """Signals `seen`: whether people see the page. A window that is only restored is no news."""

    seen = pyqtSignal(bool)

    def showEvent(self, event: QEvent) -> None:
        """What belongs to the page begins."""
        super().showEvent(event)
        if not event.spontaneous():
            self.seen.emit(True)

    def hideEvent(self, event: QEvent) -> None:
        """And ends."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.seen.emit(False)


def name_key(button: QPushButton, text: str, action: str, keys: Keys) -> None:
    """Show an action's key on its button."""
    known = action == UNDO and keys.of(action) == USUAL[UNDO]  # everywhere the same, and long
    button.setText(text if known else f"{text} ({keys.shown(action)})")
    button.setToolTip(keys.told(action))
