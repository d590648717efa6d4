"""“Train…”: on which results of the project DEDOS is trained, and what the file is called."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Iterable, Optional, Sequence

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..manual.help import add_help, help_button
from ..results.corrections import count
from ..results.layers import is_result, role_of, run_of
from ..translation import figure, tr
from ..wording import as_typed

MOST_LETTERS = 64  # of a name


@dataclass(frozen=True)
class Source:
    """A result that can be learned from.

    Attributes:
        folder: Of the run.
        title: What its polygons are called in the project.
        reviewed: How many of them are reviewed or by hand.
        active: Whether it is the one that is worked on.
    """

    folder: str
    title: str
    reviewed: int
    active: bool


def sources(project: QgsProject, active: Optional[QgsMapLayer]) -> list[Source]:
    """The project's results with something reviewed in them; the active one first, else as they lie."""
    chosen = run_of(active) if active is not None and is_result(active) else ""
    found: list[Source] = []
    for layer in project.layerTreeRoot().layerOrder():
        if role_of(layer) == "polygons" and run_of(layer) not in [each.folder for each in found]:
            reviewed = count(Path(run_of(layer)))
            if reviewed:
                found.append(Source(run_of(layer), layer.name(), reviewed, run_of(layer) == chosen))
    return sorted(found, key=lambda each: not each.active)


def free_name(taken: Iterable[str]) -> str:
    """A name that no trained file has."""
    name = plain = f"DEDOS {date.today():%Y-%m-%d}"
    number, names = 1, set(taken)
    while name in names:
        number += 1
        name = f"{plain} {number}"
    return name


class LessonDialog(QDialog):
    """Asks, beside QGIS's window.

    Signals:
        start: Folders of the ticked results, and the name.
    """

    start = pyqtSignal(list, str)

    def __init__(self, found: Sequence[Source], name: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Train on corrections"))
        self.setObjectName("TerralexLesson")
        about = QLabel(
            tr(
                "DEDOS learns from what you reviewed, 24 windows at least, and is judged on a quarter of them that is "
                "held back. It takes minutes to hours; you can go on working, and stop it without losing anything."
            )
        )
        about.setWordWrap(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([tr("Result"), tr("Reviewed")])
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.tree.setAccessibleName(tr("Results to learn from"))
        self.tree.header().setStretchLastSection(False)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.setMinimumHeight(60)
        for each in found:
            item = QTreeWidgetItem([each.title, figure(f"{each.reviewed:,}")])
            item.setData(0, Qt.ItemDataRole.UserRole, each)
            item.setToolTip(0, as_typed(each.folder))
            ticked = each.active or (each is found[0] and not any(other.active for other in found))
            item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.tree.addTopLevelItem(item)
        self.tree.setCurrentItem(self.tree.topLevelItem(0))
        label = QLabel(tr("Na&me"))
        self.name = QLineEdit(name)
        self.name.setMaxLength(MOST_LETTERS)
        self.name.setToolTip(tr("Letters, digits, points, dashes and spaces"))
        label.setBuddy(self.name)
        self.start_button, leave = QPushButton(tr("&Start")), QPushButton(tr("&Not now"))
        self.start_button.setDefault(True)
        buttons = QGridLayout()
        buttons.addWidget(self.start_button, 0, 0)
        buttons.addWidget(leave, 0, 1)
        whole = QVBoxLayout(self)
        whole.addWidget(about)
        whole.addWidget(self.tree, 1)
        whole.addWidget(label)
        whole.addWidget(self.name)
        whole.addLayout(buttons)
        whole.addWidget(help_button("trained#train"))
        add_help(self, "trained#train")
        self.tree.itemChanged.connect(lambda *_: self._arrange())
        self.name.textChanged.connect(lambda _text: self._arrange())
        self.start_button.clicked.connect(self._on_start)
        leave.clicked.connect(self.reject)
        self.resize(420, 360)
        self._arrange()

    def ticked(self) -> list[str]:
        """Folders of the results that are to be learned from."""
        items = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        return [
            item.data(0, Qt.ItemDataRole.UserRole).folder
            for item in items
            if item.checkState(0) == Qt.CheckState.Checked
        ]

    def _arrange(self) -> None:
        self.start_button.setEnabled(bool(self.ticked() and self.name.text().strip()))

    def _on_start(self) -> None:
        asked = self.ticked(), self.name.text().strip()
        self.accept()
        self.start.emit(*asked)
