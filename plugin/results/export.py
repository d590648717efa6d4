"""“Export labels…”: the polygons of a run as a labelled Shapefile, GeoPackage or GeoJSON."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLabel, QVBoxLayout, QWidget
from qgis.PyQt.QtXml import QDomDocument

from ...core.commands import Export
from ...core.errors import InputError
from ...core.formats import FORMATS, Format
from ...core.recipe import LAYER
from ..engine.lasting import lasting_folder
from ..manual.help import add_help
from ..translation import said, tr
from ..wording import as_typed, plain_labels
from .desk import ResultDesk
from .layers import file_of
from .pending import Pending

# Not the custom properties: they tell which run a layer belongs to, and labels belong to none.
STYLE = (
    QgsMapLayer.StyleCategory.Symbology
    | QgsMapLayer.StyleCategory.Labeling
    | QgsMapLayer.StyleCategory.Fields
    | QgsMapLayer.StyleCategory.Forms
)


class ExportDialog(QDialog):
    """Asks for the format and the file."""

    def __init__(self, layer: QgsVectorLayer, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export labels"))
        self.format = QComboBox()
        self.format.setAccessibleName(tr("Format"))
        for each in FORMATS.values():
            self.format.addItem(each.label, each)
        self.file = QgsFileWidget()
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setDialogTitle(tr("Export labels to"))
        self.file.setConfirmOverwrite(False)  # nothing is overwritten: the engine refuses, and says so
        self.file.setAccessibleName(tr("File"))
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        shown = QLabel(layer.name())
        shown.setWordWrap(True)
        shown.setMinimumWidth(1)  # a long name must not widen the dialog
        shown.setToolTip(as_typed(layer.name()))
        form.addRow(tr("Layer"), shown)
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("File"), self.file)
        whole = QVBoxLayout(self)
        whole.addLayout(form)
        whole.addWidget(self.remark)
        whole.addWidget(self.buttons)
        add_help(self, "export", self.buttons)
        plain_labels(self)
        self._suggested = lasting_folder(file_of(layer).parent) / "labels"
        self.format.currentIndexChanged.connect(self._on_format)
        self._on_format()
        self.resize(460, self.sizeHint().height())

    def chosen(self) -> tuple[Format, Path]:
        """The format and the file, whose name ends as the format asks.

        Raises:
            InputError: no file was named.
        """
        text, chosen = self.file.filePath().strip(), self.format.currentData()
        if not text:
            raise InputError(tr("No file was named for the labels."), tr("Export again and choose a file."))
        return chosen, chosen.target(text)

    def _on_format(self, *_index: object) -> None:
        chosen = self.format.currentData()
        path = Path(self.file.filePath().strip() or str(self._suggested))
        known = {each.suffix for each in FORMATS.values()}
        stem = path.with_suffix("") if path.suffix.lower() in known else path
        self.file.setFilter(f"{chosen.label} (*{chosen.suffix})")
        self.file.setFilePath(str(stem.with_name(stem.name + chosen.suffix)))
        self.remark.setText(said(chosen.remark))


class Exporter(ResultDesk):
    """Exports the polygons."""

    def ask(self) -> None:
        """Ask for format and file, then export.

        Raises:
            InputError: there is no run, its file is gone, the target is open, or something else is going on.
        """
        layer = self.current("polygons")
        dialog = ExportDialog(layer, self._iface.mainWindow())
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        if accepted:
            chosen, path = dialog.chosen()
            self.export(layer, chosen, path)

    def export(self, layer: QgsVectorLayer, chosen: Format, path: Path) -> None:
        """Export what is saved in a layer; unsaved edits are asked about first.

        Raises:
            InputError: the target is open in this project, or something else is going on.
        """
        for other in QgsProject.instance().mapLayers().values():
            if file_of(other) == path:
                raise InputError(
                    tr("{file} is open in this project as “{layer}”.").format(file=path.name, layer=other.name()),
                    tr("Choose another file."),
                )
        pending = self.save(layer, tr("before exporting"))
        if pending is Pending.STOP:
            return
        # The style beside the labels is the one on screen, which the user may have changed.
        request = Export(str(file_of(layer)), str(path), chosen.key, LAYER, style=False)

        style = QDomDocument("qgis")  # of now: the layer may be gone at the end
        layer.exportNamedStyle(style, categories=STYLE)
        filtered, name = bool(layer.subsetString()), layer.name()

        def done(result: Mapping[str, Any]) -> None:
            try:
                path.with_suffix(".qml").write_text(style.toString(2), encoding="utf-8")
            except OSError as error:
                self._messages.warn(tr("The style could not be saved beside the labels: {error}").format(error=error))
            text = told(path, result, pending)
            if filtered:
                text += " " + tr("All polygons are in it: the filter of “{layer}” was not applied.").format(layer=name)
            self._messages.tell(text, seconds=0)
            for note in self.notes(layer, result):
                self._messages.warn(note)

        self.order(tr("Exporting labels"), "export", request, done)


def told(path: Path, result: Mapping[str, Any], pending: Pending) -> str:
    """What the user should know about an export: where it is, which fields were renamed, what is not in it."""
    text = tr("Labels were exported to {file}.").format(file=path)
    renamed = {old: new for old, new in dict(result.get("fields", {})).items() if old != new}
    if renamed:
        each = ", ".join(tr("{old} is now {new}").format(old=old, new=new) for old, new in renamed.items())
        text += " " + tr("Renamed fields: {fields}.").format(fields=each)
    if pending is Pending.LEFT:
        text += " " + tr("Unsaved edits are not in it.")
    return text
