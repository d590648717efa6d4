"""“Classes of the result…”: a finished run's classes added to, renamed, recoloured, merged and removed, without a run.

What touches polygons is one step of the layer's undo, and counts when the edits are saved; all else counts at once, and
can be taken back (docs/contracts.md, Results).
"""

from __future__ import annotations

from functools import partial
from typing import Any, Callable, Mapping, Optional

from qgis.core import QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.gui import QgsColorButton
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

try:
    from qgis.PyQt.QtGui import QUndoCommand
except ImportError:  # Qt 5
    from qgis.PyQt.QtWidgets import QUndoCommand

from ...core.errors import InputError
from ...core.results import ClassTable, read_history, write_table
from ...core.vocabulary import BACKGROUND, ClassSpec
from ..engine.runner import Runner
from ..manual.help import add_help
from ..messages import Messages, guarded
from ..shapes.editing import make_editable
from ..translation import figure, tr
from .desk import ResultDesk
from .layers import run_layers, run_of, style_classes, style_polygons, table_of
from .looked import quiet


class _Shown(QUndoCommand):
    """A list of classes takes the place of another one on a layer; part of an undo step of the layer."""

    def __init__(self, edits: ClassEdits, layer: QgsVectorLayer, old: ClassTable, new: ClassTable, what: str) -> None:
        super().__init__(what)
        self._edits, self._layer, self._old, self._new, self._what = edits, layer, old, new, what
        self._before = edits.pending.get(layer.id())

    def redo(self) -> None:
        """Show the new list."""
        self._edits.pending[self._layer.id()] = (self._new, self._what)
        self._edits.show_table(self._layer, self._new)

    def undo(self) -> None:
        """Show the old one."""
        if self._before is None:
            self._edits.pending.pop(self._layer.id(), None)
        else:
            self._edits.pending[self._layer.id()] = self._before
        self._edits.show_table(self._layer, self._old)


class ClassEdits(ResultDesk):
    """Changes the classes of the run that is meant."""

    def __init__(self, iface: Any, runner: Runner, messages: Messages) -> None:
        super().__init__(iface, runner, messages)
        self.pending: dict[str, tuple[ClassTable, str]] = {}  # by layer: what counts when its edits are saved
        self._heard: set[str] = set()
        self._steps: list[_Shown] = []
        self.dialog: Optional[ClassesDialog] = None

    def ask(self) -> None:
        """Open the list of classes; QGIS goes on beside it.

        Raises:
            InputError: there is no run, or its list cannot be read.
        """
        self.close()
        layer = self.current("polygons")
        self.table(layer)
        self.dialog = ClassesDialog(self, layer, self._messages, self._iface.mainWindow())
        self.dialog.show()

    def close(self) -> None:
        """Close the list."""
        if self.dialog is not None:
            self.dialog.close()
            self.dialog.deleteLater()
        self.dialog = None

    def table(self, layer: QgsVectorLayer) -> ClassTable:
        """The classes as the layer shows them, saved or not."""
        pending = self.pending.get(layer.id())
        return pending[0] if pending else table_of(layer)

    def add(self, layer: QgsVectorLayer, name: str) -> None:
        """One more class.

        Raises:
            InputError: the name is taken, or cannot be one.
        """
        new = self.table(layer).added(ClassSpec(name.strip()))
        self._change(layer, new, tr("Class {name} added").format(name=name.strip()))

    def rename(self, layer: QgsVectorLayer, value: int, name: str) -> None:
        """Another name of a class, in its polygons as well.

        Raises:
            InputError: the name is taken, or cannot be one.
        """
        table = self.table(layer)
        what = tr("Class {old} renamed to {new}").format(old=table.entry(value).spec.name, new=name.strip())
        self._change(layer, table.changed(value, name=name.strip()), what, {value: value})

    def recolour(self, layer: QgsVectorLayer, value: int, colour: str) -> None:
        """Another colour of a class."""
        table = self.table(layer)
        what = tr("Class {name} recoloured").format(name=table.entry(value).spec.name)
        self._change(layer, table.changed(value, colour=colour), what)

    def remove(self, layer: QgsVectorLayer, value: int, into: int = 0) -> None:
        """Remove a class; its polygons become those of another one (merged), or background."""
        table = self.table(layer)
        name, other = table.entry(value).spec.name, table.names()[into]
        what = tr("Class {name} removed, now {other}").format(name=name, other=other)
        self._change(layer, table.without(value, into), what, {value: into})

    def take_back(self, layer: QgsVectorLayer) -> None:
        """Take back the last change that touched no polygon.

        Raises:
            InputError: there is none, or edits are going on, whose own undo knows it.
        """
        history = read_history(run_of(layer))
        if layer.isModified() or len(history) < 2:
            raise InputError(
                tr("There is no change of classes to take back here."),
                tr("While polygons are being edited, Edit > Undo takes it back."),
            )
        last, before = (ClassTable.from_list(step["classes"]) for step in (history[-1], history[-2]))
        now, then = last.names(), before.names()
        moved = {value: value for value in now if now[value] != then.get(value, now[value])}
        gone = [value for value in now if value not in then]
        if gone and self._count(layer, gone):
            raise InputError(
                tr("There are polygons of the class {name} by now.").format(name=now[gone[0]]),
                tr("Remove the class instead, or merge it into another one."),
            )
        self._change(layer, before, tr("Taken back: {what}").format(what=history[-1]["what"]), moved)

    def _count(self, layer: QgsVectorLayer, values: list[int]) -> int:
        return sum(1 for _ in layer.getFeatures(_of(values)))

    def _change(
        self, layer: QgsVectorLayer, new: ClassTable, what: str, moves: Optional[Mapping[int, int]] = None
    ) -> None:
        """Let a list count, with the polygons of `moves` (old id to new) brought in step."""
        old, names = self.table(layer), new.names()
        polygons = list(layer.getFeatures(_of(list(moves)))) if moves else []
        if not polygons and not layer.isEditable():
            write_table(run_of(layer), new, what)
            self.show_table(layer, new)
            self._messages.tell(f"{what}.")
            return
        make_editable(layer)
        self._hear(layer)
        number, name = (layer.fields().indexOf(field) for field in ("class_id", "class_name"))
        layer.beginEditCommand(what)
        step = _Shown(self, layer, old, new, what)
        self._steps.append(step)  # Qt owns it, yet without a reference here only its base class would be undone
        layer.undoStack().push(step)
        with quiet(layer):
            for feature in polygons:
                value = (moves or {})[int(feature["class_id"])]
                if value != feature["class_id"]:
                    layer.changeAttributeValue(feature.id(), number, value, feature["class_id"], True)
                layer.changeAttributeValue(feature.id(), name, names[value], feature["class_name"], True)
        layer.endEditCommand()
        said = tr("{what}: {n} polygons changed. It counts when the edits are saved.").format(
            what=what, n=figure(f"{len(polygons):,}")
        )
        self._messages.tell(said + " " + tr("The class raster follows when the polygons are burnt into it."))

    def _hear(self, layer: QgsVectorLayer) -> None:
        if layer.id() not in self._heard:
            self._heard.add(layer.id())
            layer.afterCommitChanges.connect(lambda: self._on_saved(layer))

    def _on_saved(self, layer: QgsVectorLayer) -> None:
        pending = self.pending.pop(layer.id(), None)
        if pending is not None:
            try:
                write_table(run_of(layer), *pending)
            except Exception as error:
                self._messages.show_error(error)
        if not self.pending:
            self._steps.clear()

    def show_table(self, layer: QgsVectorLayer, table: ClassTable) -> None:
        """Bring styles and forms in step."""
        style_polygons(layer, table)
        layer.triggerRepaint()
        raster = run_layers(QgsProject.instance(), layer).get("classes")
        if raster is not None:
            style_classes(raster, table)
            raster.triggerRepaint()
        if self.dialog is not None:
            self.dialog.fill()


def _of(values: list[int]) -> QgsFeatureRequest:
    listed = ", ".join(str(value) for value in values)
    request = QgsFeatureRequest().setFilterExpression(f'"class_id" in ({listed})')
    return request.setFlags(QgsFeatureRequest.Flag.NoGeometry)


class ClassesDialog(QDialog):
    """The list: names and colours are changed in place, the rest by buttons."""

    def __init__(self, edits: ClassEdits, layer: QgsVectorLayer, messages: Messages, parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Classes of the result"))
        self._edits, self._layer, self._filling = edits, layer, False
        self._guard = lambda action: guarded(action, messages.show_error)
        self.table = QTableWidget(0, 2)
        self.table.setHorizontalHeaderLabels([tr("Colour"), tr("Name")])
        self.table.setAccessibleName(tr("Classes of the result"))
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.line = QLineEdit()
        self.line.setPlaceholderText(tr("Name of a new class"))
        self.line.setAccessibleName(tr("Name of a new class"))
        self.add_button = QPushButton(tr("Add"))
        self.into = QComboBox()
        self.into.setAccessibleName(tr("What the polygons of a removed class become"))
        self.remove_button = QPushButton(tr("Remove, into:"))
        self.remove_button.setToolTip(tr("The polygons of the chosen class become those of the class on the right"))
        self.back_button = QPushButton(tr("Take back"))
        self.back_button.setToolTip(tr("Take back the last change of the list"))
        grid = QGridLayout()
        for number, widget in enumerate((self.line, self.add_button, self.remove_button, self.into, self.back_button)):
            grid.addWidget(widget, *divmod(number, 2))
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.rejected.connect(self.reject)
        whole = QVBoxLayout(self)
        whole.addWidget(self.table, 1)
        whole.addLayout(grid)
        whole.addWidget(close)
        add_help(self, "results#classes-of-the-result", close)
        for button, action in (
            (self.add_button, self._add),
            (self.remove_button, self._remove),
            (self.back_button, lambda: edits.take_back(layer)),
        ):
            button.clicked.connect(partial(self._pressed, action))
        self.table.itemChanged.connect(self._on_item)
        self.fill()
        self.resize(360, 380)

    def fill(self) -> None:
        """Show the list as it is now."""
        self._filling = True
        live = self._edits.table(self._layer).live
        self.table.setRowCount(len(live))
        self.into.clear()
        self.into.addItem(BACKGROUND, 0)
        for row, entry in enumerate(live):
            item = QTableWidgetItem(entry.spec.name)
            item.setData(Qt.ItemDataRole.UserRole, entry.value)
            self.table.setItem(row, 1, item)
            button = QgsColorButton()
            button.setColor(QColor(entry.spec.colour))
            button.setAccessibleName(tr("Colour of the class"))
            button.setShowMenu(False)
            button.colorChanged.connect(
                lambda colour, value=entry.value: self._guard(
                    lambda: self._edits.recolour(self._layer, value, colour.name())
                )()
            )
            self.table.setCellWidget(row, 0, button)
            self.into.addItem(entry.spec.name, entry.value)
        self._filling = False

    def _pressed(self, action: Callable[[], None], *_checked: object) -> None:
        self._guard(action)()

    def _add(self) -> None:
        self._edits.add(self._layer, self.line.text())
        self.line.clear()

    def _remove(self) -> None:
        item = self.table.item(self.table.currentRow(), 1)
        if item is None:
            raise InputError(tr("No class is chosen."), tr("Click one in the list first."))
        value, into = item.data(Qt.ItemDataRole.UserRole), self.into.currentData()
        if value == into:
            raise InputError(tr("A class cannot be merged into itself."), tr("Choose another one on the right."))
        self._edits.remove(self._layer, value, into)

    def _on_item(self, item: QTableWidgetItem) -> None:
        if self._filling or item.column() != 1:
            return

        def rename() -> None:
            self._edits.rename(self._layer, item.data(Qt.ItemDataRole.UserRole), text)

        text = item.text()
        self._guard(rename)()
        self.fill()  # a refused name goes back to what it was
