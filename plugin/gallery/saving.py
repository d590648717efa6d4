"""“Save the class…”: what a colleague gets, asked before anything is written."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.PyQt.QtWidgets import QFileDialog, QMessageBox, QWidget

from .. import settings
from ..translation import tr
from ..wording import as_typed

FOLDER = "class_folder"  # setting: where class lists and files were last
SUFFIX = ".terraclass"
_BAD = '<>:"/\\|?*'  # in names of files, on some system


def ask_file(name: str, parent: Optional[QWidget]) -> str:
    """Where to save a class; "" where the user thought better of it. One that is there is not replaced: told later."""
    usual = Path(settings.get(FOLDER, "")) / f"{''.join('_' if c in _BAD else c for c in name)}{SUFFIX}"
    kinds, keep = tr("Class files (*.terraclass)"), QFileDialog.Option.DontConfirmOverwrite
    path, _ = QFileDialog.getSaveFileName(parent, tr("Save the class"), str(usual), kinds, options=keep)
    if not path:
        return ""
    settings.put(FOLDER, str(Path(path).parent))
    return path if path.lower().endswith(SUFFIX) else path + SUFFIX


def ask_pictures(name: str, own: int, parent: Optional[QWidget]) -> Optional[bool]:
    """Whether pictures go with a class, of which `own` are pieces of imagery; None where nothing is to be saved."""
    if not own:
        return True  # nothing but what the machine has drawn
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(tr("Save the class"))
    box.setText(as_typed(tr("The file of “{name}” would hold {n} pieces of your imagery.").format(name=name, n=own)))
    box.setInformativeText(
        tr("Whoever gets it can see them. Without pictures it holds numbers alone, and works as well.")
    )
    with_them = box.addButton(tr("With pictures"), QMessageBox.ButtonRole.AcceptRole)
    without = box.addButton(tr("Without pictures"), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(without)
    box.setEscapeButton(cancel)
    box.exec()
    return {with_them: True, without: False}.get(box.clickedButton())
