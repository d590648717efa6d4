"""What the page Review shows while points are judged: the classes with their keys, how far it is, whether to stop."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..manual.help import add_help, help_button
from ..review.class_rows import ClassRows
from ..review.keys import CLEAR, NEXT, PREVIOUS, UNDO, Keys
from ..review.page import BAR, flow, short
from ..review.seen import SeenPage, name_key
from ..translation import figure, tr
from ..wording import plain_labels

ACTS = (PREVIOUS, NEXT, UNDO, CLEAR)
HELP = "accuracy"


class JudgePage(SeenPage):
    """In the place of the polygons' page, with its rows and keys. It never says what the map has at a point.

    Args:
        classes: Id, name and colour of each, background last.
        keys: Shown on the buttons.
        parent: Keeps it.

    Signals:
        chosen: A class was chosen (id).
        action: A button of an action was pressed (see keys.py of the review).
        report, keys_wanted: The button of that name was pressed.
        done: The user goes back to the polygons.
        seen: Whether people see the page, told when that changes.
    """

    chosen = pyqtSignal(int)
    action = pyqtSignal(str)
    report = pyqtSignal()
    keys_wanted = pyqtSignal()
    done = pyqtSignal()

    def __init__(self, classes: Sequence[tuple[int, str, str]], keys: Keys, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.progress, self.question, self.verdict = _label(), _label(), _label()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(BAR)
        self.bar.setAccessibleName(tr("Points judged"))
        self.question.setAccessibleName(tr("The current point"))
        self.verdict.setAccessibleName(tr("Accuracy so far"))
        self.classes = ClassRows(blind=True)
        self.classes.show_classes(classes)
        self.acts = {name: QPushButton() for name in ACTS}
        self.report_button, self.done_button = QPushButton(tr("Report…")), QPushButton(tr("Back to the polygons"))
        self.report_button.setToolTip(tr("Error matrix, accuracies and areas of what was judged so far"))
        self.done_button.setToolTip(tr("Your answers are saved; “Accuracy…” goes on with them"))
        self.keys_button = QToolButton()
        self.keys_button.setText(tr("Keys…"))
        self.keys_button.setToolTip(tr("What each key does; choose other keys"))
        self.name_keys()
        self._lay_out()
        self._connect()
        plain_labels(self)

    def _lay_out(self) -> None:
        inner, line = QWidget(), QFrame()
        line.setFrameShape(QFrame.Shape.HLine)
        line.setFrameShadow(QFrame.Shadow.Sunken)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 4, 0, 4)
        for widget in (self.progress, self.bar, self.question, self.classes, line):
            column.addWidget(widget)
        column.addLayout(flow(list(self.acts.values())))
        column.addWidget(self.verdict)
        column.addLayout(flow((self.report_button, self.done_button)))
        words = QHBoxLayout()
        words.addWidget(self.keys_button)
        words.addStretch(1)
        words.addWidget(help_button(HELP))
        column.addLayout(words)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        add_help(self, HELP)
        for each in (*self.acts.values(), self.report_button, self.done_button, self.keys_button):
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the map

    def _connect(self) -> None:
        for name, button in self.acts.items():
            button.clicked.connect(lambda _checked=False, name=name: self.action.emit(name))
        self.classes.chosen.connect(self.chosen)
        self.report_button.clicked.connect(self.report)
        self.done_button.clicked.connect(self.done)
        self.keys_button.clicked.connect(self.keys_wanted)

    # what it shows

    def name_keys(self) -> None:
        """Show each key on its button."""
        for name, button in self.acts.items():
            name_key(button, short(name), name, self._keys)

    def show_point(self, number: int, count: int, judged: int, answer: Optional[int], undo: bool) -> None:
        """Which point it is, of how many; how many have an answer; this one's, if any; whether one can be undone."""
        self.progress.setText(
            tr("{n} of {all} points judged").format(n=figure(f"{judged:,}"), all=figure(f"{count:,}"))
        )
        self.bar.setRange(0, count)
        self.bar.setValue(judged)
        self.question.setText(tr("Point {n}: what is in the square?").format(n=figure(f"{number:,}")))
        self.classes.show_shares({}, answer)
        for name, can in ((CLEAR, answer is not None), (PREVIOUS, number > 1), (NEXT, number < count), (UNDO, undo)):
            self.acts[name].setEnabled(can)
        self.report_button.setEnabled(judged > 0)

    def show_verdict(self, text: str) -> None:
        """How right the map is, as far as it is known."""
        self.verdict.setText(text)


def _label() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    return label
