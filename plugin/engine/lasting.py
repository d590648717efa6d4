"""Folders that last: results never go where QGIS or the system clears up."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from qgis.core import QgsProcessingUtils, QgsProject
from qgis.PyQt.QtCore import QDir, QStandardPaths


def temporary_folders() -> list[Path]:
    """Folders that QGIS empties at its end, or the system when it likes."""
    return [Path(each) for each in (QgsProcessingUtils.tempFolder(), QDir.tempPath(), tempfile.gettempdir()) if each]


def is_temporary(path: str | Path) -> bool:
    """Whether a file or folder lies where it will be cleared up."""
    if str(path).startswith("/vsimem"):
        return True
    path = Path(os.path.realpath(path))
    return any(Path(os.path.realpath(folder)) in (path, *path.parents) for folder in temporary_folders())


def lasting_folder(first: str | Path | None = None) -> Path:
    """A folder that stays: the one that is wished, else the project's, the user's documents, the user's own."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    wishes = [Path(each) for each in (first, QgsProject.instance().homePath(), documents, Path.home()) if each]
    return next((folder for folder in wishes if not is_temporary(folder)), wishes[-1])
