"""The menu beside the class table: load, save, recent lists, lists of layers, colours of a ramp."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Callable, Optional, Sequence

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QMenu, QToolButton, QWidget

from ...core.errors import OutputError
from ...core.vocabulary import ClassSpec, read_class_list, write_class_list
from .. import settings
from ..translation import tr
from . import class_lists

NAMES_SHOWN = 60  # characters of a list in the menu


class ClassMenu(QToolButton):
    """A button whose menu is made anew each time it opens, since layers come and go.

    Signals:
        chosen: A list of classes to take instead of the table's.
        file_wanted: The path of a class file, whose class should be added.
        coloured: A ramp's name, whose colours the classes should take.
        refused: A TerralexError about what was chosen.
    """

    chosen = pyqtSignal(object)
    file_wanted = pyqtSignal(str)
    coloured = pyqtSignal(str)
    refused = pyqtSignal(object)

    def __init__(self, specs: Callable[[], Sequence[ClassSpec]], parent: Optional[QWidget] = None) -> None:
        """`specs` gives the table's classes; it raises InputError where they cannot be used."""
        super().__init__(parent)
        self._specs = specs
        self.setText(tr("Lists"))
        self.setAccessibleName(tr("Class lists"))
        self.setToolTip(tr("Load, save or take over a list of classes"))
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self.setMenu(menu)

    def _fill(self) -> None:
        menu = self.menu()
        menu.clear()
        menu.addAction(tr("Load a list…")).triggered.connect(lambda: self._try(self._load))
        menu.addAction(tr("Save this list…")).triggered.connect(lambda: self._try(self._save))
        menu.addAction(tr("Load a class…")).triggered.connect(lambda: self._try(self._load_class))
        recent = menu.addMenu(tr("Recent lists"))
        for specs in class_lists.recent():
            self._add(recent, _short(specs), partial(tuple, specs))
        layers = list(QgsProject.instance().mapLayers().values())
        styles, fields = menu.addMenu(tr("From a layer's style")), menu.addMenu(tr("From a layer's field"))
        for layer in layers:
            if class_lists.styled(layer):
                self._add(styles, layer.name(), partial(class_lists.of_style, layer))
            if isinstance(layer, QgsVectorLayer) and len(layer.fields()):
                of_layer = fields.addMenu(layer.name())
                for field in layer.fields():
                    name = field.name()
                    self._add(of_layer, name, partial(class_lists.of_field, layer, name))
        ramps = menu.addMenu(tr("Colours of a ramp"))
        for ramp in class_lists.ramps():
            ramps.addAction(ramp).triggered.connect(lambda _checked=False, ramp=ramp: self.coloured.emit(ramp))
        for sub in (recent, styles, fields, ramps):
            sub.setEnabled(bool(sub.actions()))

    def _add(self, menu: QMenu, text: str, specs: Callable[[], Sequence[ClassSpec]]) -> None:
        def take() -> None:
            self.chosen.emit(specs())

        menu.addAction(text.replace("&", "&&")).triggered.connect(lambda _checked=False: self._try(take))

    def _try(self, action: Callable[[], None]) -> None:
        try:
            action()
        except Exception as error:
            self.refused.emit(error)

    def _load(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Load a class list"), settings.get("class_folder"), _files())
        if path:
            self.load(path)

    def load(self, path: str) -> None:
        """Take over the classes of a file.

        Raises:
            InputError: it is no class list.
        """
        self.chosen.emit(read_class_list(path).classes)
        settings.put("class_folder", str(Path(path).parent))

    def _load_class(self) -> None:
        kinds = tr("Class files (*.terraclass)")
        path, _ = QFileDialog.getOpenFileName(self, tr("Load a class"), settings.get("class_folder"), kinds)
        if path:
            settings.put("class_folder", str(Path(path).parent))
            self.file_wanted.emit(path)

    def _save(self) -> None:
        specs = self._specs()
        path, _ = QFileDialog.getSaveFileName(self, tr("Save the class list"), settings.get("class_folder"), _files())
        if path:
            self.save(path if path.lower().endswith(".csv") else f"{path}.csv", specs)

    def save(self, path: str, specs: Sequence[ClassSpec]) -> None:
        """Write classes into a file that `load`, and the command line, read.

        Raises:
            OutputError: it cannot be written.
        """
        try:
            write_class_list(path, specs)
        except OSError as error:
            raise OutputError(
                tr("The class list {file} cannot be written: {error}.").format(
                    file=Path(path).name, error=error.strerror or error
                ),
                tr("Choose another folder."),
            ) from error
        settings.put("class_folder", str(Path(path).parent))


def _files() -> str:
    return tr("Class lists (*.csv)")


def _short(specs: Sequence[ClassSpec]) -> str:
    text = ", ".join(spec.name for spec in specs)
    return text if len(text) <= NAMES_SHOWN else f"{text[: NAMES_SHOWN - 1]}…"
