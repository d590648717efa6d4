"""`terralex:teach`: a finished run learns from its reviewed polygons."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from ...core.commands import DEFAULT_WAY, WAYS, Teach
from ..translation import tr
from .base import LABELS, EngineAlgorithm


class TeachAlgorithm(EngineAlgorithm):
    """A run's folder in, a new generation of its files out."""

    ID, GROUP, COMMAND = "teach", LABELS, "teach"
    TAGS = ("learn", "corrections", "active learning", "interactive", "retrain")

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Learn from corrections")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Learns from the polygons of a finished run that you reviewed or changed, and writes a new map beside the "
            "old one. Corrected polygons stay as they are; no file is replaced.\n\n"
            "The log says how it did on corrections that were held back. “Take back” shows what was before the last "
            "lesson, with what you corrected since. Save edits before."
        )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare what goes in and what comes out."""
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.add(
            QgsProcessingParameterFile("RUN", tr("Folder of the run"), folder),
            tr("The folder that holds recipe.json and segments.gpkg."),
        )
        self.add(
            QgsProcessingParameterEnum(
                "WAY", tr("Way of learning"), list(WAYS), defaultValue=DEFAULT_WAY, usesStaticStrings=True
            ),
            tr("The manual page on teaching says what each does."),
        )
        self.add(
            QgsProcessingParameterBoolean("ENCODE", tr("Look again at what is not kept"), defaultValue=False),
            tr("Else the run is refused where parts of the image are not kept any more, and their number is told."),
        )
        self.add(
            QgsProcessingParameterBoolean("UNDO", tr("Take back the last lesson"), defaultValue=False),
            tr("As one more map; what you corrected since stays."),
        )
        self.addOutput(QgsProcessingOutputVectorLayer("SEGMENTS", tr("Polygons")))
        self.addOutput(QgsProcessingOutputRasterLayer("CLASSES", tr("Class raster")))
        self.addOutput(QgsProcessingOutputRasterLayer("CONFIDENCE", tr("Confidence raster")))
        self.addOutput(QgsProcessingOutputFile("LESSON", tr("What was learned (JSON)")))
        self.addOutput(QgsProcessingOutputNumber("GENERATION", tr("Number of the new files")))

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `jobs.teach` and `outputs.undoing`."""
        return Teach(
            str(Path(self.parameterAsString(parameters, "RUN", context))),
            self.parameterAsEnumString(parameters, "WAY", context),
            self.parameterAsBool(parameters, "ENCODE", context),
            self.parameterAsBool(parameters, "UNDO", context),
        ).to_dict()

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The new files; nothing is loaded, as a layer of the run turns to them by itself."""
        for line in str(result.get("text", "")).splitlines():
            feedback.pushInfo(line)
        files = {key.upper(): result[key] for key in ("segments", "classes", "confidence", "lesson")}
        return {**files, "GENERATION": result["generation"]}
