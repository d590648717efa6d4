"""The table of classes: what they are called, how they are drawn, and whether the pack knows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Callable, Optional, Sequence

from qgis.gui import QgsColorButton
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QKeySequence, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QStyle,
    QTableWidget,
    QTableWidgetItem,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...core.errors import InputError
from ...core.packs import Pack
from ...core.vocabulary import ClassSpec, check_classes, parse_names, with_colours
from ..translation import told, tr
from ..wording import as_typed
from .class_lists import parse_pasted, ramp_colours
from .class_menu import ClassMenu

NAME, COLOUR, KIND, WORDS = range(4)
VALUE, FILE = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1  # of the name's cell: kept with the class
EXAMPLE = "building, road, water"


@dataclass(frozen=True)
class Row:
    """A row as it is typed, valid or not; with the value that the class has in a list of the user's, if any, and the
    key of the class file that it comes from, if any.
    """

    name: str
    colour: str = ""
    kind: str = ""
    words: str = ""
    on: bool = True
    value: Optional[int] = None
    file: str = ""

    @classmethod
    def of(cls, spec: ClassSpec, on: bool = True) -> Row:
        """The row of a class."""
        return cls(spec.name, spec.colour, spec.kind, ", ".join(spec.words), on, spec.value, spec.file)

    def spec(self) -> ClassSpec:
        """The class; raises InputError in the user's words where it cannot be one."""
        words = tuple(word.strip() for word in self.words.replace("|", ",").split(",") if word.strip())
        return ClassSpec(self.name.strip(), words, self.kind, self.colour, self.value, self.file)

    def for_colour(self) -> ClassSpec:
        """A class of this colour, also where the name cannot be one yet."""
        try:
            return ClassSpec(self.name.strip(), colour=self.colour)
        except InputError:
            return ClassSpec("?", colour=self.colour)


class NameLine(QLineEdit):
    """One line for names, into which cells of a spreadsheet can be pasted.

    Signals:
        pasted: Text of several lines or cells, which a line of text would run together.
    """

    pasted = pyqtSignal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take over what a plain line would spoil."""
        text = QApplication.clipboard().text() if event.matches(QKeySequence.StandardKey.Paste) else ""
        if "\n" in text.strip() or "\t" in text.strip():
            self.pasted.emit(text)
        else:
            super().keyPressEvent(event)


class ClassTable(QWidget):
    """Names typed or pasted into a line, then a table to refine them.

    Signals:
        changed: After every change of the list.
        refused: An InputError about what was typed into the line; the text stays there.
    """

    changed = pyqtSignal()
    refused = pyqtSignal(object)

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._pack: Optional[Pack] = None
        self._filling = False
        self.line = NameLine()
        self.line.setPlaceholderText(EXAMPLE)
        self.line.setAccessibleName(tr("Class names to add"))
        self.line.setToolTip(
            tr(
                "Type or paste names with commas, and press Enter.\n“building: house|roof” adds words "
                "that mean the same."
            )
        )
        self.line.setClearButtonEnabled(True)
        self.line.returnPressed.connect(self.add_typed)
        self.line.pasted.connect(self._add_pasted)
        self.menu = ClassMenu(self.specs)
        self.menu.chosen.connect(self.set_specs)
        self.menu.coloured.connect(self._take_ramp)
        self.menu.refused.connect(self.refused)
        self.table = self._make_table()
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)  # it quotes names
        self.problem.setVisible(False)
        self.problem.setAccessibleName(tr("Problems with the classes"))
        self.read = QLabel()
        self.read.setWordWrap(True)
        self.read.setTextFormat(Qt.TextFormat.PlainText)
        self.read.setVisible(False)
        self.read.setAccessibleName(tr("Words in English"))
        self._add = self._button(tr("Add"), tr("Add the typed names"), self.add_typed)
        self._remove = self._button(tr("Remove"), tr("Remove the selected classes"), self.remove_selected)
        self._up = self._button(tr("Up"), tr("Move the selected class up"), lambda: self.move(-1), Qt.ArrowType.UpArrow)
        self._down = self._button(
            tr("Down"), tr("Move the selected class down"), lambda: self.move(1), Qt.ArrowType.DownArrow
        )
        top, bottom, whole = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        top.addWidget(self.line, 1)
        top.addWidget(self._add)
        bottom.addWidget(self.menu)
        bottom.addStretch(1)
        for button in (self._up, self._down, self._remove):
            bottom.addWidget(button)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(top)
        whole.addWidget(self.table)
        whole.addLayout(bottom)
        whole.addWidget(self.problem)
        whole.addWidget(self.read)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 4)
        table.setHorizontalHeaderLabels([tr("Name"), "", tr("Kind"), tr("Also")])
        table.setAccessibleName(tr("Classes"))
        table.horizontalHeaderItem(WORDS).setToolTip(tr("Other words for the same class, with commas"))
        table.horizontalHeaderItem(KIND).setToolTip(tr("Whether it can be counted (thing) or covers the land (stuff)"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.verticalHeader().setVisible(False)
        table.setMinimumHeight(150)
        header = table.horizontalHeader()
        header.setMinimumSectionSize(28)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COLOUR, QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(KIND, QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setColumnWidth(COLOUR, 30)
        table.setTabKeyNavigation(False)  # Tab goes on to the next control; arrow keys move inside
        table.setAccessibleDescription(
            tr("Arrow keys move, F2 edits, Space switches a class on or off, Enter opens its colour or kind.")
        )
        table.cellActivated.connect(self._open)
        table.itemChanged.connect(self._on_edited)
        return table

    def _button(
        self, name: str, tip: str, slot: Callable[[], None], arrow: Optional[Qt.ArrowType] = None
    ) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(tip)
        button.setToolTip(tip)
        if arrow is None:
            button.setText(name)
        else:
            button.setArrowType(arrow)
        button.clicked.connect(lambda _checked=False: slot())
        return button

    # what is in it

    def rows(self) -> list[Row]:
        """The rows as they are typed."""
        found = []
        for line in range(self.table.rowCount()):
            colour, kind = self.table.cellWidget(line, COLOUR), self.table.cellWidget(line, KIND)
            name = self.table.item(line, NAME)
            on = name.checkState() == Qt.CheckState.Checked
            words, kept = self.table.item(line, WORDS).text(), (name.data(VALUE), name.data(FILE) or "")
            found.append(Row(name.text(), colour.color().name(), kind.currentData(), words, on, *kept))
        return found

    def specs(self) -> tuple[ClassSpec, ...]:
        """The classes in their order; those that are switched off are left out.

        Raises:
            InputError: no class, a name that cannot be used, or two of the same.
        """
        specs = tuple(row.spec() for row in self.rows() if row.on)
        check_classes(specs)
        return specs

    def set_specs(self, specs: Sequence[ClassSpec]) -> None:
        """Replace all rows."""
        self._fill([Row.of(spec) for spec in with_colours(specs)])

    def set_rows(self, rows: Sequence[Row]) -> None:
        """The same with classes that are switched off."""
        self._fill(rows)

    def set_pack(self, pack: Optional[Pack]) -> None:
        """The pack whose words are compared with the names."""
        self._pack = pack
        self._mark()

    # what changes it

    def add_typed(self) -> None:
        """Move the names from the line into the table; what cannot be a class is refused and stays there."""
        try:
            self.take_typed()
        except InputError as error:
            self.refused.emit(error)

    def take_typed(self) -> None:
        """The same for a script.

        Raises:
            InputError: a name cannot be used.
        """
        new = [Row.of(spec) for spec in parse_names(self.line.text())]
        if new:
            self.line.clear()
            self._fill(self.rows() + new)

    def _add_pasted(self, text: str) -> None:
        try:
            new = [Row.of(spec) for spec in parse_pasted(text)]
        except InputError as error:
            self.refused.emit(error)
        else:
            self._fill(self.rows() + new)

    def _take_ramp(self, ramp: str) -> None:
        rows = self.rows()
        self._fill([replace(row, colour=c) for row, c in zip(rows, ramp_colours(ramp, len(rows)))])

    def remove_selected(self) -> None:
        """Remove the selected rows."""
        gone = {index.row() for index in self.table.selectionModel().selectedRows()}
        self._fill([row for line, row in enumerate(self.rows()) if line not in gone])

    def move(self, step: int) -> None:
        """Move the current row up (-1) or down (1); the order gives the class ids."""
        line, rows = self.table.currentRow(), self.rows()
        if line < 0 or not 0 <= line + step < len(rows):
            return
        rows[line], rows[line + step] = rows[line + step], rows[line]
        self._fill(rows)
        self.table.selectRow(line + step)

    def _fill(self, rows: Sequence[Row]) -> None:
        palette = with_colours([row.for_colour() for row in rows])
        self._filling = True
        self.table.setRowCount(0)
        for line, row in enumerate(rows):
            self.table.insertRow(line)
            name = QTableWidgetItem(row.name)
            name.setData(VALUE, row.value)
            name.setData(FILE, row.file)
            name.setFlags(name.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            name.setCheckState(Qt.CheckState.Checked if row.on else Qt.CheckState.Unchecked)
            self.table.setItem(line, NAME, name)
            words = QTableWidgetItem(row.words)
            if row.file:  # other words would change nothing: it is not drawn
                words.setFlags(words.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(line, WORDS, words)
            self.table.setCellWidget(line, COLOUR, self._colour_button(palette[line].colour))
            kind = self._kind_combo(row.kind)
            self.table.setCellWidget(line, KIND, kind)
            kind.ensurePolished()  # themes differ in the room that a choice needs
            self.table.setColumnWidth(KIND, max(self.table.columnWidth(KIND), kind.sizeHint().width()))
        self._filling = False
        self._set_widths()
        self._on_edited()

    def _set_widths(self) -> None:
        """Names are read before all else: they get the room they need, up to two thirds of what is left."""
        table, header = self.table, self.table.horizontalHeader()
        combo = table.cellWidget(0, KIND)
        kind = combo.sizeHint().width() if combo is not None else 66
        table.setColumnWidth(KIND, max(kind, header.sectionSizeHint(KIND)))
        left = table.viewport().width() - table.columnWidth(COLOUR) - table.columnWidth(KIND)
        wanted = max(table.sizeHintForColumn(NAME), header.sectionSizeHint(NAME), 2 * left // 5)
        most = min(2 * left // 3, left - header.sectionSizeHint(WORDS))
        table.setColumnWidth(NAME, max(min(wanted, most), header.sectionSizeHint(NAME)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The columns follow."""
        super().resizeEvent(event)
        self._set_widths()

    def _open(self, line: int, column: int) -> None:
        """Enter in a cell: what a click into it would do."""
        widget = self.table.cellWidget(line, column)
        if isinstance(widget, QComboBox):
            widget.showPopup()
        elif widget is not None:
            widget.click()

    def _colour_button(self, colour: str) -> QgsColorButton:
        button = QgsColorButton()
        button.setColor(QColor(colour))
        button.setAccessibleName(tr("Colour of the class"))
        button.setToolTip(tr("Colour of the class"))
        button.setColorDialogTitle(tr("Colour of the class"))
        button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # by keyboard: Enter in its cell
        button.setShowMenu(False)
        button.colorChanged.connect(self._on_edited)
        return button

    def _kind_combo(self, kind: str) -> QComboBox:
        combo = QComboBox()
        for value, label in (("", tr("auto")), ("thing", tr("thing")), ("stuff", tr("stuff"))):
            combo.addItem(label, value)
        combo.setCurrentIndex(combo.findData(kind))
        combo.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        combo.setAccessibleName(tr("Kind of the class"))
        combo.setToolTip(tr("thing: can be counted (building)\nstuff: covers the land (grass)\nauto: the pack decides"))
        combo.currentIndexChanged.connect(self._on_edited)
        return combo

    def _on_edited(self, *_changed: object) -> None:
        if not self._filling:
            self._mark()
            self.changed.emit()

    def _mark(self) -> None:
        """Show at each row what is wrong with it, before anybody presses Run."""
        self._filling = True
        seen: list[ClassSpec] = []
        problems = []
        for line, row in enumerate(self.rows()):
            problem = self._problem_of(row, seen) if row.on else ""
            if problem:
                problems.append(problem)
            item = self.table.item(line, NAME)
            sign = QStyle.StandardPixmap.SP_MessageBoxWarning if problem else QStyle.StandardPixmap.SP_FileIcon
            icon = self.style().standardIcon(sign) if problem or row.file else None
            about = problem or (tr("From a class file: its pictures are not drawn anew.") if row.file else "")
            item.setData(Qt.ItemDataRole.DecorationRole, icon)
            item.setToolTip(as_typed(about))
            item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, about)
        self._filling = False
        self.problem.setText(problems[0] if problems else "")
        self.problem.setVisible(bool(problems))
        read = [f"{typed} → {english}" for spec in seen for typed, english in self._understood(spec).items()]
        self.read.setText(tr("In English for the pack: {words}.").format(words=", ".join(read)))
        self.read.setVisible(bool(read))

    def _understood(self, spec: ClassSpec) -> dict[str, str]:
        return {} if self._pack is None or spec.file else self._pack.understood(spec)

    def _problem_of(self, row: Row, seen: list[ClassSpec]) -> str:
        """What is wrong with a row, or nothing; a sound one joins `seen`."""
        try:
            spec = row.spec()
            check_classes([*seen, spec])
            seen.append(spec)
            if self._pack is not None and not spec.file and not self._pack.known_words(spec):
                raise self._pack.unknown(spec)
        except InputError as error:
            return told(error)
        return ""
