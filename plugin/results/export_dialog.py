"""Asks how labels are exported: the format, the file, and which of the polygons."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Collection, Optional

from qgis.core import QgsMapLayerProxyModel, QgsProject, QgsVectorLayer
from qgis.gui import QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import InputError
from ...core.formats import FORMATS, Format, free_name
from .. import settings
from ..engine.inputs import file_path
from ..engine.lasting import lasting_folder
from ..manual.help import add_help
from ..translation import figure, said, told, tr
from ..wording import as_typed, plain_labels
from .layers import file_of, is_result

LICENCE, CREDIT = "export_licence", "export_credit"  # settings
RASTER = "terralex/chips"  # custom property of the polygons: the raster that was chosen last


@dataclass(frozen=True)
class Wanted:
    """Which polygons are exported; by default all.

    Attributes:
        selected: Only those that are selected in QGIS.
        reviewed: Only those that were reviewed.
        background: Background, too.
        confidence: The least confidence, 0 to 1.
        pieces: Large ones as the run cut them.
        chip: Side of chips, pixels; `overlap`: what they share; `empty`: also those without an object.
        split: Shares of training, validation and test, as 70/20/10; "" for none.
        reviewer: Names of those who have reviewed, too.
        image: The raster that chips are cut from; "" for that of the run.
        licence: Of the labels; `credit`: where they come from and whom to name. Both written into data sets.
    """

    selected: bool = False
    reviewed: bool = False
    background: bool = True
    confidence: float = 0.0
    pieces: bool = False
    chip: int = 1024
    overlap: int = 0
    empty: bool = True
    split: str = ""
    reviewer: bool = False
    image: str = ""
    licence: str = ""
    credit: str = ""


class ExportDialog(QDialog):
    """Asks for the format, the file and the polygons.

    Args:
        layer: Whose polygons.
        parent: The window that asks.
        taken: Files that are open in QGIS or about to be written, and are not proposed.
    """

    def __init__(
        self, layer: QgsVectorLayer, parent: Optional[QWidget] = None, taken: Collection[Path] = frozenset()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export labels"))
        self.format = QComboBox()
        self.format.setAccessibleName(tr("Format"))
        for each in FORMATS.values():
            self.format.addItem(each.label, each)
        self.file = QgsFileWidget()
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setDialogTitle(tr("Export labels to"))
        self.file.setConfirmOverwrite(False)  # nothing is overwritten: a name that is taken is refused, in words
        self.file.setAccessibleName(tr("File"))
        self._make_choice(layer.selectedFeatureCount())
        self._make_chips(layer)
        self._make_words()
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        shown = QLabel(layer.name())
        shown.setWordWrap(True)
        shown.setMinimumWidth(1)  # a long name must not widen the dialog
        shown.setToolTip(as_typed(layer.name()))
        form.addRow(tr("Format"), self.format)
        form.addRow(tr("File"), self.file)
        for each in (self.selected, self.reviewed, self.background):
            form.addRow(each)
        form.addRow(tr("Least confidence"), self.confidence)
        form.addRow(self.pieces)
        form.addRow(self.reviewer)
        whole = QVBoxLayout(self)
        for each in (QLabel(tr("Layer")), shown):  # above the form, whose rows do not grow with a long name's lines
            whole.addWidget(each)
        whole.addLayout(form)
        whole.addWidget(self.chips)
        whole.addWidget(self.words)
        whole.addWidget(self.remark)
        whole.addWidget(self.buttons)
        add_help(self, "export", self.buttons)
        plain_labels(self)
        self._taken, self._folder, self._proposed = taken, folder_for(file_of(layer).parent), ""
        self.format.currentIndexChanged.connect(self._on_format)
        self._on_format()
        self.resize(460, self.sizeHint().height())

    def _make_choice(self, selected: int) -> None:
        self.selected = QCheckBox(tr("Only selected ({n})").format(n=figure(f"{selected:,}")))
        self.selected.setEnabled(selected > 0)
        self.selected.setToolTip(tr("Those that are selected in the layer; select some first"))
        self.reviewed = QCheckBox(tr("Only reviewed"))
        self.background = QCheckBox(tr("Background, too"))
        self.background.setChecked(True)
        self.confidence = QDoubleSpinBox()
        self.confidence.setRange(0.0, 1.0)
        self.confidence.setSingleStep(0.05)
        self.confidence.setSpecialValueText(tr("any"))
        self.confidence.setToolTip(tr("The least confidence, 0 to 1; polygons without one are then left out"))
        self.confidence.setAccessibleName(tr("Least confidence"))
        self.reviewer = QCheckBox(tr("Names of reviewers, too"))
        self.reviewer.setToolTip(tr("The field “reviewer”; it is empty unless people switched it on in the review"))
        self.pieces = QCheckBox(tr("Large polygons in pieces"))
        self.pieces.setToolTip(tr("As the run has cut them; otherwise they are put together again"))

    def _make_chips(self, layer: QgsVectorLayer) -> None:
        """How the raster is cut, for formats that are made from pieces of it."""
        self.chips, self._layer = QWidget(), layer
        self.raster = QgsMapLayerComboBox()
        self.raster.setFilters(QgsMapLayerProxyModel.Filter.RasterLayer)
        layers = QgsProject.instance().mapLayers().values()
        self.raster.setExceptedLayerList([each for each in layers if is_result(each)])
        self.raster.setAllowEmptyLayer(True, tr("That of the run"))
        self.raster.setCurrentIndex(0)
        chosen = QgsProject.instance().mapLayer(str(layer.customProperty(RASTER) or ""))
        if chosen is not None:
            self.raster.setLayer(chosen)
        self.raster.setMinimumContentsLength(6)
        self.raster.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.raster.setAccessibleName(tr("Raster of the chips"))
        self.raster.setToolTip(tr("What chips are cut from; choose another one where the run's has moved"))
        self.chip, self.overlap = QSpinBox(), QSpinBox()
        self.chip.setRange(32, 8192)
        self.chip.setValue(1024)
        self.chip.setAccessibleName(tr("Side of a chip, pixels"))
        self.chip.setToolTip(tr("Pixels of the raster; at its edges chips are smaller."))
        self.overlap.setRange(0, 4096)
        self.overlap.setAccessibleName(tr("Overlap of chips, pixels"))
        self.overlap.setToolTip(tr("What neighbouring chips share."))
        self.split = QLineEdit()
        self.split.setPlaceholderText("70/20/10")
        self.split.setAccessibleName(tr("Split"))
        self.split.setToolTip(
            tr("Shares of training, validation and test, as in 70/20/10; no place is in two of them.")
        )
        self.empty = QCheckBox(tr("Empty chips, too"))
        self.empty.setChecked(True)
        self.empty.setToolTip(tr("Networks also learn from places where nothing is."))
        form = QFormLayout(self.chips)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("Raster"), self.raster)
        form.addRow(tr("Chip, pixels"), self.chip)
        form.addRow(tr("Overlap, pixels"), self.overlap)
        form.addRow(tr("Split"), self.split)
        form.addRow(self.empty)

    def _make_words(self) -> None:
        """What people who use a data set should know; a file has no place for it."""
        self.words, self.licence, self.credit = QWidget(), QLineEdit(), QLineEdit()
        form = QFormLayout(self.words)
        form.setContentsMargins(0, 0, 0, 0)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for edit, label, tip, example in (
            (self.licence, tr("Licence"), tr("Of the labels; written into data sets."), "CC BY 4.0"),
            (self.credit, tr("Credit"), tr("Whom to name; written into data sets."), ""),
        ):
            edit.setAccessibleName(label)
            edit.setToolTip(tip)
            edit.setPlaceholderText(example)
            form.addRow(label, edit)
        self.licence.setText(settings.get(LICENCE))
        self.credit.setText(settings.get(CREDIT))

    def chosen(self) -> tuple[Format, Path]:
        """The format and the file, whose name ends as the format asks.

        Raises:
            InputError: no file was named.
        """
        text, chosen = self.file.filePath().strip(), self.format.currentData()
        if not text:
            raise InputError(tr("No file was named for the labels."), tr("Export again and choose a file."))
        return chosen, chosen.target(text)

    def wanted(self) -> Wanted:
        """Which polygons, and what goes with them.

        Raises:
            InputError: the raster that was chosen is no file, or that file is gone.
        """
        chosen = self.format.currentData()
        raster = self.raster.currentLayer() if chosen.wants == "chips" else None
        return Wanted(
            self.selected.isEnabled() and self.selected.isChecked(),
            self.reviewed.isChecked(),
            self.background.isChecked(),
            self.confidence.value(),
            self.pieces.isChecked(),
            self.chip.value(),
            self.overlap.value(),
            self.empty.isChecked(),
            self.split.text().strip(),
            self.reviewer.isChecked(),
            "" if raster is None else file_path(raster),
            "" if chosen.suffix else self.licence.text().strip(),
            "" if chosen.suffix else self.credit.text().strip(),
        )

    def accept(self) -> None:
        """Save was pressed: a name that is taken is told here, where another one can be chosen."""
        try:
            chosen, path = self.chosen()
            self.wanted()
            if free_name(chosen, path, self._taken) != path:
                there = next(file for file in chosen.files(path) if file in self._taken or os.path.lexists(file))
                raise InputError(
                    tr("{file} exists already in {folder}.").format(file=there.name, folder=there.parent),
                    tr("Choose another name, or remove it first."),
                )
        except InputError as error:
            self.remark.setText(told(error))
            self.file.setFocus()
            return
        self._remember(chosen)
        super().accept()

    def _remember(self, chosen: Format) -> None:
        """For the next export: words for all runs, the raster for this one."""
        if not chosen.suffix:
            settings.put(LICENCE, self.licence.text().strip())
            settings.put(CREDIT, self.credit.text().strip())
        if chosen.wants == "chips":
            raster = self.raster.currentLayer()
            if raster is not None:
                self._layer.setCustomProperty(RASTER, raster.id())
            else:
                self._layer.removeCustomProperty(RASTER)

    def _on_format(self, *_index: object) -> None:
        """Propose a name for the format, or give the one that the user chose its suffix."""
        chosen = self.format.currentData()
        typed = self.file.filePath().strip()
        if typed in ("", self._proposed):
            name = "labels" if chosen.suffix else f"labels_{chosen.key}"
            path = self._proposed = str(free_name(chosen, chosen.target(self._folder / name), self._taken))
        else:
            known = {each.suffix for each in FORMATS.values() if each.suffix}
            given = Path(typed)
            stem = given.with_suffix("") if given.suffix.lower() in known else given
            path = str(stem.with_name(stem.name + chosen.suffix))
        self.chips.setVisible(chosen.wants == "chips")
        self.words.setVisible(not chosen.suffix)
        self.background.setEnabled(chosen.wants != "chips")  # there it is what lies between the objects
        self.file.setFilter(f"{chosen.label} (*{chosen.suffix})" if chosen.suffix else "")
        self.file.setFilePath(path)
        self.remark.setText(said(chosen.remark))
        self.resize(self.width(), self.layout().totalHeightForWidth(self.width()))


def folder_for(run: Path) -> Path:
    """Where labels of a run are proposed: beside it, or where results last, if it cannot be written to."""
    return lasting_folder(run if os.access(run, os.W_OK) or not run.exists() else None)
