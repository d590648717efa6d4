"""What to do about edits that are not saved yet: the engine reads files, not QGIS's edit buffer."""

from __future__ import annotations

from enum import Enum
from typing import Optional

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ...core.errors import OutputError
from ..translation import tr
from ..wording import as_typed


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
        purpose: What comes next, as the end of a question, e.g. tr("before exporting").
        parent: The window that asks.

    Raises:
        OutputError: the edits cannot be saved.
    """
    if not layer.isModified():
        return Pending.NONE
    yes, no, cancel = (QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No, QMessageBox.StandardButton.Cancel)
    answer = QMessageBox.question(
        parent,
        tr("Unsaved edits"),
        as_typed(tr("“{layer}” has unsaved edits. Save them {purpose}?").format(layer=layer.name(), purpose=purpose)),
        yes | no | cancel,
        yes,
    )
    if answer == no:
        return Pending.LEFT
    if answer != yes:
        return Pending.STOP
    if not layer.commitChanges(False):  # the layer stays in editing mode
        raise OutputError(
            tr("The edits of “{layer}” cannot be saved: {errors}.").format(
                layer=layer.name(), errors="; ".join(layer.commitErrors())
            ),
            tr("Correct them, or discard them, and try again."),
        )
    return Pending.SAVED
