"""Asks which sample is to be judged: one that is there, or a new one with so many points."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ...core.commands import DrawSample
from ..manual.help import add_help
from ..translation import tr
from ..wording import plain_labels
from .page import HELP


class SampleDialog(QDialog):
    """Asks for the file, and for what a new one is to hold.

    Args:
        file: What is proposed.
        parent: The window that asks.
    """

    def __init__(self, file: Path, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Accuracy of the map"))
        usual = DrawSample("", "")
        about = QLabel(
            tr(
                "Points are drawn at random in each class of the map. You say what is there, without seeing what the "
                "map says; from your answers comes how right it is."
            )
        )
        about.setWordWrap(True)
        self.file = QgsFileWidget()
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setConfirmOverwrite(False)  # a file that is there is gone on with
        self.file.setFilter("GeoPackage (*.gpkg)")
        self.file.setDialogTitle(tr("File of the points"))
        self.file.setAccessibleName(tr("File of the points"))
        self.file.setFilePath(str(file))
        self.points, self.least, self.seed = QSpinBox(), QSpinBox(), QSpinBox()
        for box, low, high, value, name in (
            (self.points, 2, 10_000, usual.points, tr("Points")),
            (self.least, 2, 1000, usual.at_least, tr("Of each class at least")),
            (self.seed, 0, 2**31 - 1, usual.seed, tr("Seed")),
        ):
            box.setRange(low, high)
            box.setValue(value)
            box.setAccessibleName(name)
        self.seed.setToolTip(tr("The same seed draws the same points."))
        self.allocation = QComboBox()
        self.allocation.setAccessibleName(tr("The others"))
        self.allocation.addItem(tr("by the area of each class"), "proportional")
        self.allocation.addItem(tr("as many for each class"), "equal")
        self.remark = QLabel()
        self.remark.setWordWrap(True)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(tr("File"), self.file)
        form.addRow(tr("Points"), self.points)
        form.addRow(tr("Of each class at least"), self.least)
        form.addRow(tr("The others"), self.allocation)
        form.addRow(tr("Seed"), self.seed)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(about)
        whole.addLayout(form)
        whole.addWidget(self.remark)
        whole.addWidget(self.buttons)
        add_help(self, HELP, self.buttons)
        plain_labels(self)
        self.file.fileChanged.connect(self._on_file)
        self._on_file()
        self.resize(440, self.sizeHint().height())

    def path(self) -> Path:
        """The file, with its ending."""
        return Path(self.file.filePath().strip()).with_suffix(".gpkg")

    @property
    def goes_on(self) -> bool:
        """Whether the file is there, so that nothing is drawn."""
        return bool(self.file.filePath().strip()) and self.path().is_file()

    def request(self, run: str) -> DrawSample:
        """What the engine is asked for, where a sample is drawn."""
        return DrawSample(
            run,
            str(self.path()),
            self.points.value(),
            self.least.value(),
            self.seed.value(),
            str(self.allocation.currentData()),
        )

    def _on_file(self, *_path: object) -> None:
        there, named = self.goes_on, bool(self.file.filePath().strip())
        for widget in (self.points, self.least, self.seed, self.allocation):
            widget.setEnabled(not there)
        button = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        button.setText(tr("Go on judging") if there else tr("Draw and judge"))
        button.setEnabled(named)
        self.remark.setText(
            tr("These points are there already; your answers in them stay.")
            if there
            else tr("Every answer is saved at once; you can stop at any time and go on later.")
        )
