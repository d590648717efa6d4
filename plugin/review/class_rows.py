"""The classes of a result as rows that are buttons: key, colour, name, share of the area where it may be seen."""

from __future__ import annotations

from typing import Optional, Sequence

from qgis.PyQt.QtCore import QEvent, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QResizeEvent
from qgis.PyQt.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ...core.vocabulary import normalise
from ..translation import figure, tr
from ..wording import as_typed
from .keys import CLASS_KEYS

CHIP = 12  # pixels a side
FEW = 10  # classes; more than there are digits, and their first letters are typed


class Name(QLabel):
    """A name that is cut with “…” where it does not fit, whatever its letters are."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(10)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width, another end."""
        super().resizeEvent(event)
        self.elide()

    def changeEvent(self, event: QEvent) -> None:
        """And with other letters."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.elide()

    def elide(self) -> None:
        """Show as much as fits."""
        letters = self.fontMetrics()
        around = self.sizeHint().width() - letters.horizontalAdvance(self.text())  # what themes add
        self.setText(letters.elidedText(self._name, Qt.TextElideMode.ElideRight, self.width() - around))


class ClassRow(QPushButton):
    """One class.

    Args:
        class_id: 0 for background.
        name: As it is typed.
        colour: As Qt reads it; "" for none.
        key: Its digit; "" where there are not enough of them.
        blind: Of a point that is judged: no share of the area, and the row of the answer is down.
    """

    def __init__(self, class_id: int, name: str, colour: str, key: str, blind: bool = False) -> None:
        super().__init__()
        self.class_id, self.name, self.key, self._blind = class_id, name, key, blind
        self.setCheckable(blind)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys to the map
        self.setFlat(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._key, self._chip, self._name, self._share = QLabel(key), QFrame(), Name(name), QLabel()
        self._chip.setFixedSize(CHIP, CHIP)
        line = "palette(mid)"
        self._chip.setStyleSheet(f"background: {QColor(colour).name() if colour else 'none'}; border: 1px solid {line}")
        self._key.setMinimumWidth(self._key.fontMetrics().horizontalAdvance("0") + 2)
        for label in (self._key, self._share):
            label.setTextFormat(Qt.TextFormat.PlainText)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(6, 2, 6, 2)
        for widget in (self._key, self._chip):
            layout.addWidget(widget)
        layout.addWidget(self._name, 1)
        layout.addWidget(self._share)
        for widget in (self._key, self._chip, self._name, self._share):
            widget.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_share(0.0)
        tip = tr("{name} is at this point") if blind else tr("{name}: give it to the current polygon")
        self.setToolTip(tip.format(name=as_typed(name)))

    def sizeHint(self) -> QSize:
        """As tall as its letters, whatever they are."""
        return QSize(self.layout().sizeHint().width(), max(24, self.layout().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """A long name is cut before it widens the dock."""
        return QSize(80, self.sizeHint().height())

    def show_share(self, share: float) -> None:
        """How much of the area it has, 0 to 1."""
        percent = "" if self._blind else _percent(share)
        self._share.setText(percent)
        told = [self.name, percent] if percent else [self.name]
        if self.key:
            told.append(tr("key {key}").format(key=self.key))
        self.setAccessibleName(", ".join(told))

    def mark(self, current: bool) -> None:
        """Whether the current polygon or point is of it."""
        font = self._name.font()
        font.setBold(current)
        self._name.setFont(font)
        if self._blind:
            self.setChecked(current)


class FindLine(QLineEdit):
    """A line that Esc leaves.

    Signals:
        given_up: Esc was pressed.
    """

    given_up = pyqtSignal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is ours."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class ClassRows(QWidget):
    """All classes, and background at the end.

    Args:
        blind: As in ClassRow.
        parent: Keeps it.

    Signals:
        chosen: A class was chosen (id).
        left: The line for first letters is done: keys are the map's again.
    """

    chosen = pyqtSignal(int)
    left = pyqtSignal()

    def __init__(self, blind: bool = False, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._blind = blind
        self.rows: list[ClassRow] = []
        self.find = FindLine()
        self.find.setPlaceholderText(tr("First letters of a class"))
        self.find.setAccessibleName(tr("First letters of a class"))
        self.find.textEdited.connect(self._on_typed)
        self.find.returnPressed.connect(self._on_enter)
        self.find.given_up.connect(self._end)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self.find)
        self.find.hide()

    def show_classes(self, classes: Sequence[tuple[int, str, str]]) -> None:
        """Show a list: id, name and colour of each in order, background last."""
        wanted = [(*each, _key(index, len(classes))) for index, each in enumerate(classes)]
        if wanted == self._shown():
            return
        for row in self.rows:
            self._layout.removeWidget(row)
            row.deleteLater()
        self.rows = []
        for class_id, name, colour, key in wanted:
            row = ClassRow(class_id, name, colour, key, self._blind)
            row.setProperty("colour", colour)
            row.clicked.connect(lambda _checked=False, chosen=class_id: self.chosen.emit(chosen))
            self._layout.addWidget(row)
            self.setTabOrder(self.rows[-1] if self.rows else self.find, row)
            self.rows.append(row)
        self.find.setVisible(len(classes) > FEW)

    def show_shares(self, shares: dict[int, float], current: Optional[int]) -> None:
        """The share of each class, 0 to 1, and which is the current polygon's or point's."""
        for row in self.rows:
            row.mark(row.class_id == current)
            row.show_share(shares.get(row.class_id, 0.0))

    def ask(self) -> None:
        """Let the user type first letters."""
        self.find.show()
        self.find.clear()
        self.find.setFocus()

    def _shown(self) -> list[tuple[int, str, str, str]]:
        return [(row.class_id, row.name, row.property("colour"), row.key) for row in self.rows]

    def _matches(self) -> list[ClassRow]:
        typed = normalise(self.find.text())
        return [row for row in self.rows if typed and normalise(row.name).startswith(typed)]

    def _on_typed(self, _text: str) -> None:
        found = self._matches()
        if len(found) == 1:
            self._take(found[0])

    def _on_enter(self) -> None:
        found = self._matches()
        if found:
            self._take(found[0])
        else:
            self._end()

    def _take(self, row: ClassRow) -> None:
        self._end()
        self.chosen.emit(row.class_id)

    def _end(self) -> None:
        self.find.clear()
        self.find.setVisible(len(self.rows) > FEW)
        self.left.emit()


def _key(index: int, count: int) -> str:
    """The digit of a row: 0 is background, the last one; others have 1 to 9."""
    if index == count - 1:
        return CLASS_KEYS[-1]
    return CLASS_KEYS[index] if index < len(CLASS_KEYS) - 1 else ""


def _percent(share: float) -> str:
    percent = 100 * share
    if 0 < percent < 1:
        return figure("<1") + " %"
    return f"{percent:.0f} %"
