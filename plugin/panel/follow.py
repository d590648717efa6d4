"""What the dock takes from the project: the classes that are kept with it, and the raster people work on."""

from __future__ import annotations

import json
from typing import Any, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QObject

from ...core.errors import InputError
from ...core.vocabulary import ClassSpec, with_colours
from .class_table import Row
from .form import Form

SCOPE, CLASSES = "terralex", "/classes"
OFF = {"on": False}  # beside what a class is


class Follow(QObject):
    """Listens to QGIS and the form, and keeps both in step.

    Args:
        iface: QGIS.
        form: Of the dock.
    """

    def __init__(self, iface: Any, form: Form) -> None:
        super().__init__(form)
        self._iface, self._form = iface, form
        self._reading = False
        form.classes.changed.connect(self._keep)
        QgsProject.instance().readProject.connect(self._read)
        iface.currentLayerChanged.connect(self._on_layer)
        self._read()

    def close(self) -> None:
        """The plugin is leaving."""
        QgsProject.instance().readProject.disconnect(self._read)
        self._iface.currentLayerChanged.disconnect(self._on_layer)

    def _keep(self) -> None:
        """Write the classes into the project; QGIS then asks whether to save it, as after any change of it."""
        try:
            kept = json.dumps(
                [{**row.spec().to_dict(), **({} if row.on else OFF)} for row in self._form.classes.rows()]
            )
        except InputError:
            return  # in the making: a name that is none
        if not self._reading and kept != self._kept():
            QgsProject.instance().writeEntry(SCOPE, CLASSES, kept)

    def _kept(self) -> str:
        text: str = QgsProject.instance().readEntry(SCOPE, CLASSES, "[]")[0]
        return text

    def _read(self, *_document: object) -> None:
        """Show the classes of a project that was opened; one without any leaves the list alone."""
        try:
            listed = json.loads(self._kept())
            specs = with_colours([ClassSpec.from_dict(each) for each in listed])
            rows = [Row.of(spec, on=each.get("on", True) is not False) for spec, each in zip(specs, listed)]
        except (ValueError, KeyError, TypeError, AttributeError, InputError):
            return  # of another version, or by another hand
        if rows:
            self._reading = True
            try:
                self._form.classes.set_rows(rows)
            finally:
                self._reading = False

    def _on_layer(self, layer: Optional[QgsMapLayer]) -> None:
        """Take the raster that becomes active; what the dock does not offer, such as results, is passed over."""
        offered = self._form.raster
        if not isinstance(layer, QgsRasterLayer) or layer in offered.exceptedLayerList() or not offered.isEnabled():
            return
        offered.setLayer(layer)
