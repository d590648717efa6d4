"""What to do when no Python on this machine can run the engine."""

from __future__ import annotations

from typing import Optional

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QApplication,
    QFileDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from . import settings
from .python import set_up_commands

STEPS = (
    "<b>The engine needs a Python of its own.</b> Open a terminal, paste these commands, and wait until they end "
    "(they fetch 1 to 3 GB). Then press “Look again”. If you already have such a Python, choose it."
)


class SetUpPanel(QFrame):
    """Shown in the dock until a Python is found.

    Signals:
        look_again: The user believes that it works now.
    """

    look_again = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName("Setting up the engine")
        steps = QLabel(STEPS)
        steps.setWordWrap(True)
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        self.commands = QPlainTextEdit(set_up_commands())
        self.commands.setReadOnly(True)
        self.commands.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.commands.setAccessibleName("Commands to paste into a terminal")
        self.commands.setMaximumHeight(110)
        copy, choose, again = QPushButton("Copy"), QPushButton("Choose…"), QPushButton("Look again")
        choose.setToolTip("Choose a Python that has the engine's packages")
        copy.clicked.connect(lambda: QApplication.clipboard().setText(self.commands.toPlainText()))
        choose.clicked.connect(self._choose)
        again.clicked.connect(self.look_again)
        buttons = QGridLayout()  # three in a row would be wider than a narrow dock
        buttons.addWidget(copy, 0, 0)
        buttons.addWidget(choose, 0, 1)
        buttons.addWidget(again, 1, 0, 1, 2)
        whole = QVBoxLayout(self)
        whole.addWidget(steps)
        whole.addWidget(self.commands)
        whole.addWidget(self.reason)
        whole.addLayout(buttons)
        self.hide()

    def explain(self, reason: str) -> None:
        """Show the panel with what was tried."""
        self.reason.setText(reason)
        self.commands.setPlainText(set_up_commands())
        self.show()

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, "The engine's Python", settings.get("python"))
        if path:
            settings.put("python", path)
            self.look_again.emit()
