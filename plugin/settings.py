"""What is remembered between sessions of QGIS, and where the plugin keeps its own files."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.core import QgsSettings

PREFIX = "terralex/"


def get(name: str, default: str = "") -> str:
    """A remembered text."""
    return str(QgsSettings().value(PREFIX + name, default) or default)


def put(name: str, value: str) -> None:
    """Remember a text; an empty one is forgotten."""
    if value:
        QgsSettings().setValue(PREFIX + name, value)
    else:
        QgsSettings().remove(PREFIX + name)


def data_folder() -> Path:
    """The user's own folder for packs, the engine's environment and its log; outside the plugin, so updates keep it.

    An administrator may set another with the variable TERRALEX_HOME.
    """
    chosen = os.environ.get("TERRALEX_HOME", "")
    if chosen:
        return Path(chosen)
    home = os.environ.get("XDG_DATA_HOME") or os.path.join(os.path.expanduser("~"), ".local", "share")
    return Path(home) / "terralex"
