"""What is seen while points are judged: how far it is, the classes with their keys, and whether people may stop."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QPoint, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ..manual.help import add_help, help_button
from ..translation import tr
from ..wording import as_typed, plain_labels
from .keys import CLEAR, NEXT, PREVIOUS, digit_of

CHIP = 14  # pixels a side
NEAR_PX = 20  # around the window; what is nearer to it is not seen with what lies around
HELP = "accuracy"


class JudgePanel(QDialog):
    """Beside the map. It never says what the map has at a point.

    Args:
        classes: Id, name and colour of each; background is 0.
        parent: QGIS's window.

    Signals:
        chosen: A class was chosen (id).
        act: `NEXT`, `PREVIOUS` or `CLEAR`.
        report: The report is wanted.
        closed: The user is done.
    """

    chosen = pyqtSignal(int)
    act = pyqtSignal(str)
    report = pyqtSignal()
    closed = pyqtSignal()

    def __init__(self, classes: Sequence[tuple[int, str, str]], parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Judge points"))
        self.question = _label()
        self.bar = QProgressBar()
        self.bar.setAccessibleName(tr("Points judged"))
        self.verdict = _label()
        self.verdict.setAccessibleName(tr("Accuracy so far"))
        self.buttons: dict[int, QPushButton] = {}
        rows = QVBoxLayout()
        rows.setSpacing(2)
        ids = [class_id for class_id, _, _ in classes]
        for class_id, name, colour in sorted(classes, key=lambda each: (each[0] == 0, ids.index(each[0]))):
            rows.addWidget(self._row(class_id, name, colour, digit_of(class_id, ids)))
        rows.addStretch(1)
        inner = QWidget()
        inner.setLayout(rows)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self.acts = {
            PREVIOUS: self._act(PREVIOUS, tr("Previous (P)"), tr("The point before")),
            NEXT: self._act(NEXT, tr("Next (N)"), tr("The next point, without an answer for this one")),
            CLEAR: self._act(CLEAR, tr("Clear (Backspace)"), tr("Take back what was said of this point")),
        }
        self.report_button = QPushButton(tr("Report…"))
        self.report_button.setToolTip(tr("Error matrix, accuracies and areas of what was judged so far"))
        self.report_button.clicked.connect(self.report)
        self.report_button.setAutoDefault(False)  # Enter is no answer
        self.report_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        steps, last = QHBoxLayout(), QHBoxLayout()
        for name in (PREVIOUS, NEXT):
            steps.addWidget(self.acts[name])
        last.addWidget(self.report_button)
        last.addStretch(1)
        last.addWidget(help_button(HELP))
        whole = QVBoxLayout(self)
        for widget in (self.question, scroll):
            whole.addWidget(widget)
        whole.addLayout(steps)
        whole.addWidget(self.acts[CLEAR])
        whole.addWidget(self.bar)
        whole.addWidget(self.verdict)
        whole.addLayout(last)
        add_help(self, HELP)
        plain_labels(self)
        self.resize(300, 460)

    def _row(self, class_id: int, name: str, colour: str, key: str) -> QPushButton:
        chip = QPixmap(CHIP, CHIP)
        chip.fill(QColor(colour) if colour else QColor(0, 0, 0, 0))
        button = QPushButton(QIcon(chip), f"{key}  {name}".strip().replace("&", "&&"))
        button.setIconSize(QSize(CHIP, CHIP))
        button.setStyleSheet("text-align: left; padding: 4px")
        button.setCheckable(True)
        button.setToolTip(tr("{name} is at this point").format(name=as_typed(name)))
        told = tr("key {key}").format(key=key)
        button.setAccessibleName(f"{name}, {told}" if key else name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the map
        button.setAutoDefault(False)
        button.setMinimumWidth(40)
        button.clicked.connect(lambda _checked=False: self.chosen.emit(class_id))
        self.buttons[class_id] = button
        return button

    def _act(self, name: str, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda _checked=False: self.act.emit(name))
        return button

    def show_point(self, number: int, count: int, judged: int, answer: Optional[int]) -> None:
        """Which point it is, of how many, how many have an answer, and this one's (None: none)."""
        self.question.setText(tr("Point {n} of {all}: what is in the square?").format(n=number, all=count))
        self.bar.setRange(0, count)
        self.bar.setValue(judged)
        self.bar.setFormat(tr("{n} of {all} judged").format(n=judged, all=count))
        for class_id, button in self.buttons.items():
            button.setChecked(class_id == answer)
        self.acts[CLEAR].setEnabled(answer is not None)
        self.acts[PREVIOUS].setEnabled(number > 1)
        self.acts[NEXT].setEnabled(number < count)
        self.report_button.setEnabled(judged > 0)

    def show_verdict(self, text: str) -> None:
        """How right the map is, as far as it is known."""
        self.verdict.setText(text)

    def step_aside(self, place: QPoint) -> None:
        """To the left edge of QGIS, away from the point in the middle of the map, a place of the screen."""
        frame, owner = self.frameGeometry(), self.parentWidget()
        if owner is not None and frame.adjusted(-NEAR_PX, -NEAR_PX, NEAR_PX, NEAR_PX).contains(place):
            within = owner.frameGeometry()
            self.move(within.left() + NEAR_PX // 2, max(within.top(), within.bottom() - frame.height() - NEAR_PX))

    def reject(self) -> None:
        """Esc, and what Qt calls when the window is closed in any other way: tell that the user is done."""
        super().reject()
        self.closed.emit()


def _label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    return label
