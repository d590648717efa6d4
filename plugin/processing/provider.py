"""The provider that QGIS lists in its Processing toolbox."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ...core.formats import FORMATS
from .accuracy import ReportAlgorithm, SampleAlgorithm
from .export import ExportAlgorithm
from .labels import BurnAlgorithm, PolygoniseAlgorithm
from .networks import EvaluateAlgorithm, PrototypesAlgorithm
from .segment import SegmentAlgorithm
from .teach import TeachAlgorithm
from .train import TrainAlgorithm

ALGORITHMS = (
    SegmentAlgorithm,
    PrototypesAlgorithm,
    EvaluateAlgorithm,
    PolygoniseAlgorithm,
    BurnAlgorithm,
    ExportAlgorithm,
    SampleAlgorithm,
    ReportAlgorithm,
    TeachAlgorithm,
    TrainAlgorithm,
)
ICON = Path(__file__).resolve().parents[2] / "resources" / "icons" / "terralex.svg"


class TerralexProvider(QgsProcessingProvider):
    """Holds the algorithms under the id `terralex`."""

    def loadAlgorithms(self) -> None:
        """Called by QGIS, again after each refresh of the provider."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def id(self) -> str:
        """The first half of an algorithm's id."""
        return "terralex"

    def name(self) -> str:
        """What the toolbox shows."""
        return "Terralex"

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        """What the engine writes; QGIS's own list would be refused for most of it."""
        return [each.suffix[1:] for each in FORMATS.values()]

    def defaultVectorFileExtension(self, hasGeometry: bool = True) -> str:
        """Of temporary polygons."""
        return "gpkg"

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """What the engine writes."""
        return ["tif"]

    def supportsNonFileBasedOutput(self) -> bool:
        """Nothing goes into a database or into memory."""
        return False

    def icon(self) -> QIcon:
        """The plugin's own."""
        return QIcon(str(ICON))

    def svgIconPath(self) -> str:
        """The same, for places where QGIS scales it itself."""
        return str(ICON)
