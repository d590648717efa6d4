"""`terralex:train`: DEDOS learns from the reviewed polygons of finished runs, as a trained file of this computer."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...core.trained_requests import Train
from ..translation import figure, tr
from .base import LABELS, EngineAlgorithm


class TrainAlgorithm(EngineAlgorithm):
    """Folders of runs in, a trained file of this computer out."""

    ID, GROUP, COMMAND = "train", LABELS, "train"
    TAGS = ("learn", "corrections", "dedos", "clip", "fine-tune")

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Train on corrections")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Trains the method DEDOS on what you reviewed or changed in one or more finished runs of one pack. The "
            "result is a trained file of this computer; “Segment by class names” uses it with METHOD dedos and OPTIONS "
            "trained=NAME.\n\n"
            "A part of the windows is held back, and the log says whether the trained file is better there than CLIP "
            "as it is. A training that was stopped goes on when the same is asked again. Save edits before."
        )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare what goes in and what comes out."""
        self.add(
            QgsProcessingParameterMultipleLayers("RUNS", tr("Runs"), QgsProcessing.SourceType.TypeFile),
            tr("Folders of finished runs, or a file in each, for example recipe.json."),
        )
        self.add(
            QgsProcessingParameterString("NAME", tr("Name")),
            tr("What the trained file is called: letters, digits, points, dashes and spaces."),
        )
        self.add(
            QgsProcessingParameterNumber("STEPS", tr("Steps"), defaultValue=0, minValue=0, maxValue=10**6),
            tr("0 takes the usual number for the pack."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber("SEED", tr("Seed"), defaultValue=0, minValue=0, maxValue=2**31 - 1),
            tr("The same seed gives the same file; an odd one holds back the other side of each run."),
            advanced=True,
        )
        self.addOutput(QgsProcessingOutputString("KEY", tr("Key of the trained file")))
        self.addOutput(QgsProcessingOutputNumber("BEFORE", tr("Mean IoU of CLIP as it is, where it was not trained")))
        self.addOutput(QgsProcessingOutputNumber("AFTER", tr("Mean IoU of the trained file, where it was not trained")))
        self.addOutput(QgsProcessingOutputBoolean("BETTER", tr("Whether the trained file is better")))

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `core.jobs.train`."""
        given = [Path(path) for path in self.parameterAsFileList(parameters, "RUNS", context) if path]
        return Train(
            [str((path.parent if path.is_file() else path).absolute()) for path in given],
            self.parameterAsString(parameters, "NAME", context).strip(),
            self.parameterAsInt(parameters, "STEPS", context),
            self.parameterAsInt(parameters, "SEED", context),
        ).to_dict()

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """What was trained; the log has it in words."""
        if result["resumed"]:
            feedback.pushInfo(tr("Went on from step {n}, where it was stopped.").format(n=result["resumed"]))
        feedback.pushInfo(
            tr("Mean IoU where it was not trained: {before} before, {after} after.").format(
                before=figure(f"{result['before']:.3f}"), after=figure(f"{result['after']:.3f}")
            )
        )
        return {key.upper(): result[key] for key in ("key", "before", "after", "better")}
