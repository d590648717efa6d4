"""The list of Review's keys, where other keys can be chosen; and whether people's names are noted."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QKeySequenceEdit,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from .. import settings
from ..manual.help import add_help
from ..translation import tr
from ..wording import plain_labels
from .keys import USUAL, Keys, described, problem_of


class KeysDialog(QDialog):
    """Each action with its key.

    Args:
        keys: What is changed when the dialog is accepted.
        reviewer: The setting of whether names are noted.
        parent: The window that asks.
    """

    def __init__(self, keys: Keys, reviewer: str, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Keys of the review"))
        self._keys, self._reviewer = keys, reviewer
        self.edits: dict[str, QKeySequenceEdit] = {}
        grid = QGridLayout()
        grid.addWidget(QLabel(tr("Classes in their order, background")), 0, 0)
        grid.addWidget(QLabel(tr("1 to 9, 0")), 0, 1)
        for row, action in enumerate(USUAL, start=1):
            label, edit = QLabel(described(action)), QKeySequenceEdit(QKeySequence(keys.of(action)))
            edit.setAccessibleName(described(action))
            label.setBuddy(edit)
            edit.keySequenceChanged.connect(self._check)
            self.edits[action] = edit
            grid.addWidget(label, row, 0)
            grid.addWidget(edit, row, 1)
        grid.setColumnStretch(0, 1)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setAccessibleName(tr("What is wrong with the keys"))
        self.named = QCheckBox(tr("Note my name with what I review"))
        self.named.setToolTip(tr("In the field “reviewer”, which exports leave out unless you ask for it"))
        self.named.setChecked(settings.get(reviewer) == "on")
        restore = QDialogButtonBox.StandardButton.RestoreDefaults
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel | restore
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(restore).clicked.connect(self._restore)
        whole = QVBoxLayout(self)
        whole.addLayout(grid)
        whole.addWidget(self.problem)
        whole.addWidget(self.named)
        whole.addWidget(self.buttons)
        add_help(self, "review#keys", self.buttons)
        plain_labels(self)
        self._check()

    def accept(self) -> None:
        """Take the keys over."""
        chosen = self._chosen()
        if problem_of(chosen):
            return
        self._keys.choose(chosen)
        settings.put(self._reviewer, "on" if self.named.isChecked() else "")
        super().accept()

    def _chosen(self) -> dict[str, str]:
        return {
            action: edit.keySequence().toString(QKeySequence.SequenceFormat.PortableText).split(", ")[0]
            for action, edit in self.edits.items()
        }

    def _restore(self) -> None:
        for action, edit in self.edits.items():
            edit.setKeySequence(QKeySequence(USUAL[action]))

    def _check(self, *_sequence: object) -> None:
        """What is wrong is said while it is typed; a sequence of several keys counts as its first."""
        problem = problem_of(self._chosen())
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(not problem)
