"""What to do about edits that are not saved yet: the engine reads files, not QGIS's edit buffer."""

from __future__ import annotations

from enum import Enum
from typing import Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ..core.errors import OutputError


class Pending(Enum):
    """What became of a layer's unsaved edits."""

    NONE = "there were none"
    SAVED = "saved"
    LEFT = "left unsaved"
    STOP = "the user thought better of it"


def save_first(layer: QgsVectorLayer, purpose: str, parent: Optional[QWidget] = None) -> Pending:
    """Ask whether to save the unsaved edits of a layer, and do it.

    Args:
        layer: The layer; nothing is asked when it has no unsaved edits.
        purpose: What comes next, as the end of a question, e.g. "before exporting".
        parent: The window that asks.

    Raises:
        OutputError: the edits cannot be saved.
    """
    if not layer.isModified():
        return Pending.NONE
    yes, no, cancel = (QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No, QMessageBox.StandardButton.Cancel)
    answer = QMessageBox.question(
        parent, "Unsaved edits", f"“{layer.name()}” has unsaved edits. Save them {purpose}?", yes | no | cancel, yes
    )
    if answer == no:
        return Pending.LEFT
    if answer != yes:
        return Pending.STOP
    if not layer.commitChanges(False):  # the layer stays in editing mode
        raise OutputError(f"The edits of “{layer.name()}” cannot be saved: {'; '.join(layer.commitErrors())}.",
                          "Correct them, or discard them, and try again.")  # fmt: skip
    return Pending.SAVED
