"""A question inside a window: what is asked, what has to be ticked, yes and no."""

from __future__ import annotations

from typing import Callable, Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from ..translation import tr


class Question(QFrame):
    """Hidden until something is asked. “Yes” can be pressed when every box is ticked.

    Signals:
        dismissed: It was answered, or taken back.
    """

    dismissed = pyqtSignal()

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAccessibleName(tr("Question"))
        self._act: Callable[[], None] = lambda: None
        self.boxes: list[QCheckBox] = []
        self.text = QLabel()
        self.text.setWordWrap(True)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setMinimumWidth(1)
        self.yes, self.no = QPushButton(), QPushButton(tr("&Not now"))
        for button in (self.yes, self.no):
            button.setAutoDefault(False)
        self.yes.clicked.connect(self._on_yes)
        self.no.clicked.connect(self.dismiss)
        self._checks = QVBoxLayout()
        buttons = QVBoxLayout()  # side by side they would be wider than a narrow window in some languages
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        whole = QVBoxLayout(self)
        whole.addWidget(self.text)
        whole.addLayout(self._checks)
        whole.addLayout(buttons)
        self.hide()

    def ask(self, text: str, yes: str, act: Callable[[], None], checks: Sequence[str] = ()) -> None:
        """Show a question, and take the focus.

        Args:
            text: What is asked.
            yes: What the button says that does it.
            act: What it does.
            checks: What has to be ticked first.
        """
        self._clear()
        self.text.setText(text)
        self.setAccessibleDescription(text)
        self.yes.setText(yes)
        self._act = act
        for check in checks:
            box = QCheckBox(check)
            box.setAccessibleDescription(text)
            box.toggled.connect(lambda _on: self._arrange())
            self._checks.addWidget(box)
            self.boxes.append(box)
        before = self.yes.previousInFocusChain()
        while before.focusPolicy() == Qt.FocusPolicy.NoFocus:
            before = before.previousInFocusChain()
        for after in (*self.boxes, self.yes):  # boxes are newer than the buttons below them
            self.setTabOrder(before, after)
            before = after
        self._arrange()
        self.show()
        (self.boxes[0] if self.boxes else self.no).setFocus()

    def dismiss(self) -> None:
        """Take the question back; nothing is done."""
        if self.isHidden():
            return
        self.hide()
        self._clear()
        self.dismissed.emit()

    def _clear(self) -> None:
        for box in self.boxes:
            self._checks.removeWidget(box)
            box.hide()
            box.deleteLater()
        self.boxes = []
        self._act = lambda: None

    def _arrange(self) -> None:
        self.yes.setEnabled(all(box.isChecked() for box in self.boxes))

    def _on_yes(self) -> None:
        act = self._act
        self.dismiss()
        act()
