"""The map tool of Review: a click chooses a polygon, and the keys act while it is the tool in use."""

from __future__ import annotations

from typing import Any, Collection, Optional

from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool
from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal

from .keys import HELD, Keys


class KeyFilter(QObject):
    """Takes the page's keys before QGIS's own shortcuts do, wherever it is installed.

    Args:
        keys: Which key does what.
        acts: The actions that are meant, beside the digits of classes; keys of others go on to QGIS.
        parent: Keeps it.

    Signals:
        pressed: A key of an action, or "class:N", went down.
        released: One of those that act as long as they are held went up.
    """

    pressed = pyqtSignal(str)
    released = pyqtSignal(str)

    def __init__(self, keys: Keys, acts: Collection[str], parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._keys, self._acts = keys, acts
        self._held: Optional[str] = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Key events of ours go no further; all others are let through."""
        kind = event.type()
        if kind == QEvent.Type.FocusOut:
            self.let_go()  # the key may go up where nobody tells us
            return False
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        action = self._keys.action_of(event)
        if action is None or not (action in self._acts or action.startswith("class:")):
            return False
        event.accept()
        if kind == QEvent.Type.ShortcutOverride:  # with this Qt asks whether to send a key press or act on a shortcut
            return True
        if event.isAutoRepeat():
            return True
        if kind == QEvent.Type.KeyRelease:
            self.let_go()
        else:
            self.let_go()
            if action in HELD:
                self._held = action
            self.pressed.emit(action)
        return True

    def let_go(self) -> None:
        """What is held is not held any more."""
        held, self._held = self._held, None
        if held is not None:
            self.released.emit(held)


class ReviewTool(QgsMapTool):
    """Chooses polygons.

    Signals:
        clicked: A place was clicked (QgsPointXY, in the map's coordinates).
    """

    clicked = pyqtSignal(object)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.ArrowCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """The polygon under the mouse, wherever QGIS would snap to."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit(event.originalMapPoint())

    def flags(self) -> Any:
        """No rectangle with Shift to zoom into: it would take clicks."""
        return QgsMapTool.Flags()
