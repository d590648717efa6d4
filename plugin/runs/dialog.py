"""“Earlier runs…”: open, continue, use again, or delete what was run before."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Callable, Optional, Sequence

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..manual.help import add_help
from ..results.corrections import in_words as edits_in_words
from ..translation import figure, said, tr
from ..wording import as_typed
from .on_disk import Run, delete, in_words


class RunsDialog(QDialog):
    """A list of runs with what can be done to each.

    Signals:
        opened, resumed, reused: The user wants that of a `Run`; the dialog closes itself.
        failed: An exception that deleting has met.
    """

    opened = pyqtSignal(object)
    resumed = pyqtSignal(object)
    reused = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, runs: Sequence[Run], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Earlier runs"))
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("When"), tr("Raster"), tr("Classes")])
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setAccessibleName(tr("Earlier runs, newest first"))
        self.about = QPlainTextEdit()  # which breaks a path that is wider than the window; a label would widen it
        self.about.setReadOnly(True)
        self.about.setTabChangesFocus(True)
        self.about.setFrameShape(QFrame.Shape.NoFrame)
        self.about.viewport().setAutoFillBackground(False)
        self.about.setFixedHeight(6 * self.about.fontMetrics().lineSpacing())
        self.about.setAccessibleName(tr("About the chosen run"))
        self.open_button = self._button(tr("Open"), tr("Add its layers to the project"), self.opened.emit)
        self.resume_button = self._button(tr("Continue"), tr("Go on where it was stopped"), self.resumed.emit)
        self.reuse_button = self._button(
            tr("Use again"), tr("Put its raster, classes and quality into the panel"), self.reused.emit
        )
        self.delete_button = QPushButton(tr("Delete…"))
        self.delete_button.setToolTip(tr("Move its folder into the wastebasket"))
        self.delete_button.clicked.connect(self._delete)
        rows = QGridLayout()  # four in a row would be too wide in some languages
        buttons = (self.open_button, self.resume_button, self.reuse_button, self.delete_button)
        for number, button in enumerate(buttons):
            rows.addWidget(button, *divmod(number, 2))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(self.tree, 1)
        whole.addWidget(self.about)
        whole.addLayout(rows)
        whole.addWidget(close)
        add_help(self, "results#earlier-runs", close)
        self.tree.currentItemChanged.connect(self._on_current)
        self.tree.itemDoubleClicked.connect(lambda *_: self._default())
        self.resize(620, 380)
        self._fill(runs)

    def _button(self, text: str, tip: str, tell: Callable[[Run], None]) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.clicked.connect(lambda: self._choose(tell))
        return button

    def _fill(self, runs: Sequence[Run]) -> None:
        self.tree.clear()
        for run in runs:
            when = time.strftime("%Y-%m-%d %H:%M", time.localtime(run.written))
            item = QTreeWidgetItem([when, Path(run.image).name, in_words(run)])
            item.setData(0, Qt.ItemDataRole.UserRole, run)
            item.setToolTip(2, as_typed(in_words(run)))
            self.tree.addTopLevelItem(item)
        for column in (0, 1):
            self.tree.resizeColumnToContents(column)
        if runs:
            self.tree.setCurrentItem(self.tree.topLevelItem(0))
        else:
            self._on_current()

    def current(self) -> Optional[Run]:
        """The chosen run."""
        item = self.tree.currentItem()
        return item.data(0, Qt.ItemDataRole.UserRole) if item else None

    def _on_current(self, *_items: object) -> None:
        run = self.current()
        self.open_button.setEnabled(bool(run and run.finished))
        self.resume_button.setEnabled(bool(run and not run.finished))
        self.reuse_button.setEnabled(run is not None)
        self.delete_button.setEnabled(run is not None)
        if run is None:
            self.about.setPlainText(
                tr("No run was found in the output folder, beside the rasters of this project, or behind its results.")
            )
            return
        asked = run.request
        pack = Path(str(asked.get("pack", ""))).name
        lines = [
            tr("{method}, {preset}, pack {pack}, seed {seed}").format(
                method=asked.get("method"), preset=asked.get("preset"), pack=pack, seed=asked.get("seed")
            ),
            str(run.folder),
        ]
        trained = str(asked.get("overrides", {}).get("trained", ""))
        if trained:
            lines.insert(1, tr("Trained file: {name}").format(name=trained))
        self.about.setPlainText("\n".join([*lines, *(said(text) for text in run.warnings)]))

    def _default(self) -> None:
        run = self.current()
        if run is not None:
            self._choose(self.opened.emit if run.finished else self.resumed.emit)

    def _choose(self, tell: Callable[[Run], None]) -> None:
        run = self.current()
        if run is not None:
            self.accept()
            tell(run)

    def _delete(self) -> None:
        run = self.current()
        if run is None:
            return
        yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
        question = tr("Move the run {run} ({mb} MB) into the wastebasket?").format(
            run=run.name, mb=figure(f"{run.size / 1e6:.0f}")
        )
        edits = edits_in_words(run.folder) if run.finished else ""
        question = f"{question}\n\n{edits}" if edits else question
        if QMessageBox.question(self, tr("Delete a run"), as_typed(question), yes | no, no) != yes:
            return
        try:
            delete(run, QgsProject.instance())
        except Exception as error:
            self.failed.emit(error)
            return
        self.tree.takeTopLevelItem(self.tree.indexOfTopLevelItem(self.tree.currentItem()))
        self._on_current()
