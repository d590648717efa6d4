"""“Export labels…”: the polygons of a run as a file for other programs, or as a data set for training."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Mapping, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialog
from qgis.PyQt.QtXml import QDomDocument

from ...core.commands import Export
from ...core.errors import InputError
from ...core.formats import Format
from ...core.recipe import LAYER
from ..engine.runner import Runner
from ..messages import Messages
from ..translation import figure, tr
from .beyond import write_beyond
from .desk import ResultDesk
from .export_dialog import ExportDialog, Wanted
from .layers import file_of
from .pending import Pending

# Not the custom properties: they tell which run a layer belongs to, and labels belong to none.
STYLE = (
    QgsMapLayer.StyleCategory.Symbology
    | QgsMapLayer.StyleCategory.Labeling
    | QgsMapLayer.StyleCategory.Fields
    | QgsMapLayer.StyleCategory.Forms
)


class Exporter(ResultDesk):
    """Exports the polygons."""

    def __init__(self, iface: Any, runner: Runner, messages: Messages) -> None:
        super().__init__(iface, runner, messages)
        self._writing: set[Path] = set()  # what is being written now, which no other export may take

    def ask(self) -> None:
        """Ask for format, file and polygons, then export.

        Raises:
            InputError: there is no run, its file is gone, the target is open, or something else is going on.
        """
        layer = self.current("polygons")
        dialog = ExportDialog(layer, self._iface.mainWindow(), {*self._writing, *self._open_files()})
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            chosen, path = dialog.chosen()
            self.export(layer, chosen, path, dialog.wanted())

    def export(self, layer: QgsVectorLayer, chosen: Format, path: Path, wanted: Wanted = Wanted()) -> None:  # noqa: B008
        """Export what is saved in a layer, with its virtual fields and joins; unsaved edits are asked about first.

        Raises:
            InputError: the target is open in this project, nothing is selected, or something else is going on.
            OutputError: the virtual fields cannot be written for the engine.
        """
        name = self._open_files().get(path)
        if name is not None:
            raise InputError(
                tr("{file} is open in this project as “{layer}”.").format(file=path.name, layer=name),
                tr("Choose another file."),
            )
        pending = self.save(layer, tr("before exporting"))
        if pending is Pending.STOP:
            return
        fids = sorted(layer.selectedFeatureIds()) if wanted.selected else None
        if fids == []:
            raise InputError(
                tr("Nothing is selected in “{layer}”.").format(layer=layer.name()),
                tr("Select polygons first, or export all."),
            )
        scratch = tempfile.TemporaryDirectory(prefix="terralex_export_")
        request = Export(
            str(file_of(layer)),
            str(path),
            chosen.key,
            LAYER,
            style=False,  # the one beside the labels is the one on screen, which the user may have changed
            fids=fids,
            reviewed=wanted.reviewed,
            background=wanted.background,
            pieces=wanted.pieces,
            reviewer=wanted.reviewer,
            confidence=wanted.confidence,
            beyond=write_beyond(layer, Path(scratch.name) / "beyond.gpkg"),
            chip=wanted.chip,
            overlap=wanted.overlap,
            empty=wanted.empty,
            split=wanted.split,
            image=wanted.image,
            licence=wanted.licence,
            credit=wanted.credit,
        )
        style = style_of(layer)  # of now: the layer may be gone at the end
        filtered, name = bool(layer.subsetString()) and fids is None, layer.name()

        def done(result: Mapping[str, Any]) -> None:
            try:
                if chosen.suffix:
                    path.with_suffix(".qml").write_text(style.toString(2), encoding="utf-8")
            except OSError as error:
                self._messages.warn(tr("The style could not be saved beside the labels: {error}").format(error=error))
            text = told_of(path, result, pending)
            if filtered:
                text += " " + tr("The filter of “{layer}” was not applied.").format(layer=name)
            self._messages.tell(text, seconds=0)
            for note in self.notes(layer, result):
                self._messages.warn(note)

        def at_end() -> None:
            scratch.cleanup()
            self._writing.discard(path)

        self._writing.add(path)
        self.order(tr("Exporting labels"), "export", request, done, at_end)

    def _open_files(self) -> dict[Path, str]:
        """Files that layers of this project show, with their names."""
        return {file_of(layer): layer.name() for layer in QgsProject.instance().mapLayers().values()}


def style_of(layer: QgsVectorLayer) -> QDomDocument:
    """How a layer is drawn, for the file beside its labels, in which virtual fields are values."""
    style = QDomDocument("qgis")
    layer.exportNamedStyle(style, categories=STYLE)
    virtual = style.documentElement().firstChildElement("expressionfields")
    if not virtual.isNull():
        style.documentElement().removeChild(virtual)
    return style


def told_of(path: Path, result: Mapping[str, Any], pending: Optional[Pending] = None) -> str:
    """What people should know of an export: where it is, which fields were renamed, what is not in it."""
    text = tr("Labels were exported to {file}.").format(file=path)
    if result.get("of", 0) > result.get("features", 0):
        text += " " + tr("{n} of {all} polygons are in it.").format(
            n=figure(f"{result['features']:,}"), all=figure(f"{result['of']:,}")
        )
    if result.get("chips"):
        text += " " + tr("{chips} chips hold {objects} objects.").format(
            chips=figure(f"{result['chips']:,}"), objects=figure(f"{result['objects']:,}")
        )
    renamed = {old: new for old, new in dict(result.get("fields", {})).items() if old != new}
    if renamed:
        each = ", ".join(tr("{old} is now {new}").format(old=old, new=new) for old, new in renamed.items())
        text += " " + tr("Renamed fields: {fields}.").format(fields=each)
    if pending is Pending.LEFT:
        text += " " + tr("Unsaved edits are not in it.")
    return text
