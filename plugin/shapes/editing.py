"""To begin editing polygons, while QGIS may be drawing them."""

from __future__ import annotations

from qgis.core import QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QThreadPool
from qgis.PyQt.QtWidgets import QApplication

from ...core.errors import InputError
from ..translation import tr

STOPPED_MS = 500  # a drawing that was told to stop has stopped after this, or editing begins all the same


def make_editable(layer: QgsVectorLayer) -> None:
    """Begin to edit, unless it is being edited.

    QGIS 3.22 opens a GeoPackage that it only reads without SQLite's locks, and gives it a log when editing begins. A
    drawing thread that opens the file in that moment has a connection that cannot see the log ("unable to open database
    file"), QGIS asks it later whether a number is still free, and saving a split polygon fails. So the maps stop being
    drawn first, and are drawn anew afterwards.

    Raises:
        InputError: its file may not be written.
    """
    if layer.isEditable():
        return
    canvases = [one for one in QApplication.allWidgets() if isinstance(one, QgsMapCanvas) and one.isDrawing()]
    for canvas in canvases:
        canvas.stopRendering()
    if canvases:
        QThreadPool.globalInstance().waitForDone(STOPPED_MS)
    try:
        if not layer.startEditing():
            raise InputError(
                tr("“{layer}” cannot be edited.").format(layer=layer.name()), tr("May you write its file?")
            )
    finally:
        for canvas in canvases:
            canvas.refresh()
