"""The keys of judging: a digit is a class, N and P go on and back, Backspace takes an answer back."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

CLASS_KEYS = "1234567890"  # of the first nine classes, and of background
NEXT, PREVIOUS, CLEAR = "next", "previous", "clear"
_ACTS = {Qt.Key.Key_N: NEXT, Qt.Key.Key_P: PREVIOUS, Qt.Key.Key_Backspace: CLEAR}
_IGNORED = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier


def digit_of(class_id: int, ids: list[int]) -> str:
    """The key of a class, "" where there are not enough digits; `ids` are all in their order."""
    if class_id == 0:
        return CLASS_KEYS[-1]
    index = [each for each in ids if each].index(class_id)
    return CLASS_KEYS[index] if index < len(CLASS_KEYS) - 1 else ""


class JudgingKeys(QObject):
    """Takes these keys before QGIS's own shortcuts do, wherever it is installed.

    Signals:
        digit: One of `CLASS_KEYS` went down.
        act: `NEXT`, `PREVIOUS` or `CLEAR` is asked for.
    """

    digit = pyqtSignal(str)
    act = pyqtSignal(str)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Key events of ours go no further; all others are let through."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            return False
        found = _meaning(event)
        if found is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress and not event.isAutoRepeat():
            (self.digit if found in CLASS_KEYS else self.act).emit(found)
        return True


def _meaning(event: QKeyEvent) -> Optional[str]:
    if event.modifiers() & ~_IGNORED != Qt.KeyboardModifier.NoModifier:
        return None
    key = event.key()
    return chr(key) if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else _ACTS.get(key)
