"""The provider that QGIS lists in its Processing toolbox."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .segment import SegmentAlgorithm

ICON = Path(__file__).resolve().parents[2] / "resources" / "icons" / "terralex.svg"


class TerralexProvider(QgsProcessingProvider):
    """Holds the algorithms under the id `terralex`."""

    def loadAlgorithms(self) -> None:
        """Called by QGIS, again after each refresh of the provider."""
        self.addAlgorithm(SegmentAlgorithm())

    def id(self) -> str:
        """The first half of an algorithm's id."""
        return "terralex"

    def name(self) -> str:
        """What the toolbox shows."""
        return "Terralex"

    def icon(self) -> QIcon:
        """The plugin's own."""
        return QIcon(str(ICON))

    def svgIconPath(self) -> str:
        """The same, for places where QGIS scales it itself."""
        return str(ICON)
