"""`terralex:accuracysample` and `terralex:accuracyreport`: points of a map to judge, and what the judged ones say."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
    QgsProcessingParameterVectorLayer,
)

from ...core.accuracy_words import WORDS
from ...core.commands import DrawSample, ReportAccuracy
from ...core.errors import InputError
from ..accuracy.marks import style_points
from ..results.layers import file_of
from ..translation import said, tr
from .base import LABELS, EngineAlgorithm
from .labels import class_raster, raster_file

POINT = QgsProcessing.SourceType.TypeVectorPoint


class SampleAlgorithm(EngineAlgorithm):
    """Class raster in, points out."""

    ID, GROUP, COMMAND = "accuracysample", LABELS, "sample"
    TAGS = ("accuracy", "assessment", "stratified", "random", "validation", "AcATaMa", "Olofsson")

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Draw points to judge a map")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Draws points at random in each class of a map, for a person to say what is there.\n\n"
            "Judge them with “Accuracy…” in Terralex's panel, or in AcATaMa, whose answers are a file of their own; "
            "“Accuracy report” then says how right the map is. The points do not say what the map has there, so that "
            "nobody is led by it."
        )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare what goes in and what comes out."""
        self.add(QgsProcessingParameterRasterLayer("INPUT", tr("Class raster")), class_raster())
        numbers = (
            ("POINTS", tr("Points"), 300, 2, tr("All together.")),
            ("AT_LEAST", tr("Of each class at least"), 30, 2, tr("So that rare classes are judged, too.")),
            ("SEED", tr("Seed"), 0, 0, tr("The same seed draws the same points.")),
        )
        for name, label, default, least, text in numbers:
            self.add(QgsProcessingParameterNumber(name, label, defaultValue=default, minValue=least), text)
        self.add(
            QgsProcessingParameterEnum(
                "ALLOCATION",
                tr("The others"),
                ["proportional", "equal"],
                defaultValue="proportional",
                usesStaticStrings=True,
            ),
            tr("By the area of each class, or as many for each."),
        )
        self.add(
            QgsProcessingParameterVectorDestination("OUTPUT", tr("Points"), POINT),
            tr("A new GeoPackage; a file that is there is never changed."),
        )
        self.addOutput(QgsProcessingOutputNumber("POINT_COUNT", tr("Number of points")))

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `sampling.draw_sample`."""
        return DrawSample(
            str(raster_file(self, parameters, "INPUT", context)),
            str(self.target(parameters, "OUTPUT", context, (".gpkg",), tr("Points are written as GeoPackage."))),
            self.parameterAsInt(parameters, "POINTS", context),
            self.parameterAsInt(parameters, "AT_LEAST", context),
            self.parameterAsInt(parameters, "SEED", context),
            self.parameterAsEnumString(parameters, "ALLOCATION", context),
        ).to_dict()

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The points, all alike."""
        self.styles[result["path"]] = style_points
        return {"OUTPUT": result["path"], "POINT_COUNT": result["points"]}


class ReportAlgorithm(EngineAlgorithm):
    """Judged points in, a folder with the report out."""

    ID, GROUP, COMMAND = "accuracyreport", LABELS, "accuracy"
    TAGS = ("accuracy", "error matrix", "confusion matrix", "area", "confidence interval", "Olofsson")

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Accuracy report")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Says how right a map is, from points that a person has judged: error matrix, user's and producer's "
            "accuracy, and the area of each class, with 95 % confidence intervals (Olofsson et al. 2014).\n\n"
            "The folder holds a page that opens in every browser, and tables as CSV."
        )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare what goes in and what comes out."""
        self.add(QgsProcessingParameterRasterLayer("CLASSES", tr("Class raster")), class_raster())
        self.add(
            QgsProcessingParameterVectorLayer("INPUT", tr("Judged points"), [POINT]),
            tr("As “Draw points to judge a map” has made them; each class needs two judged ones at least."),
        )
        self.add(
            QgsProcessingParameterVectorLayer("ANSWERS", tr("Answers of another program"), [POINT], optional=True),
            tr("What AcATaMa has saved of these points, if they were judged there."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT", tr("Folder of the report")), tr("A new or empty one.")
        )
        self.addOutput(QgsProcessingOutputFile("HTML", tr("Report")))
        self.addOutput(QgsProcessingOutputNumber("OVERALL", tr("Overall accuracy")))
        self.addOutput(QgsProcessingOutputNumber("HALF", tr("Half of its 95 % interval")))

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `accuracy_report.report_accuracy`."""
        layer = self.parameterAsVectorLayer(parameters, "INPUT", context)
        if layer is None:
            raise InputError(tr("The points cannot be opened."), tr("Is the layer there, and complete?"))
        classes = raster_file(self, parameters, "CLASSES", context)
        out = self.parameterAsString(parameters, "OUTPUT", context)
        answers = self.parameterAsVectorLayer(parameters, "ANSWERS", context)
        named = "" if answers is None else str(file_of(answers))
        words = {text: said(text) for text in WORDS}
        return ReportAccuracy(str(classes), str(file_of(layer)), out, words, named).to_dict()

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Where the page is, and the two numbers."""
        return {
            "OUTPUT": result["path"],
            "HTML": result["html"],
            "OVERALL": result["overall"],
            "HALF": result["half"],
        }
