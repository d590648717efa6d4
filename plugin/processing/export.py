"""`terralex:exportlabels`: polygons for other programs."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Mapping, Optional

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
    QgsProviderRegistry,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ...core.commands import Export
from ...core.errors import InputError, OutputError
from ...core.formats import FORMATS, Format
from ..engine.inputs import file_path
from ..results.beyond import write_beyond
from ..results.export import style_of
from ..translation import tr
from .base import LABELS, EngineAlgorithm
from .labels import OPENED, POLYGON, polygons_of, tell_unsaved, vector_file

BY_ENDING = "by ending"  # a word of the interface for scripts, like the formats' keys


class ExportAlgorithm(EngineAlgorithm):
    """Polygons in, a labelled file for other programs out."""

    ID, GROUP, COMMAND = "exportlabels", LABELS, "export"
    TAGS = (
        "shapefile",
        "geojson",
        "geopackage",
        "label",
        "annotation",
        "save",
        "COCO",
        "YOLO",
        "masks",
        "STAC",
        "chips",
    )

    def __init__(self) -> None:
        super().__init__()
        self._style: Optional[QDomDocument] = None
        self._scratch: Optional[tempfile.TemporaryDirectory[str]] = None

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Export labels")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Saves labelled polygons for other programs, with all attributes and a style file "
            "(.qml) beside them.\n\n"
            "The name of the file decides the format: .shp, .gpkg, .geojson or .fgb. In a Shapefile "
            "field names have at most 10 bytes: Latin, Greek and Cyrillic letters become plain ones, "
            "other scripts stay; which name became which is said in the log and in a table beside it. "
            "GeoJSON is in longitude and latitude (WGS 84). Virtual fields and joins are exported as values.\n\n"
            "With another format the labels go into a new folder: COCO, YOLO and masks with chips of the raster "
            "for training, or a STAC item for catalogues."
        )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare what goes in and what comes out."""
        self.add(
            QgsProcessingParameterFeatureSource("INPUT", tr("Polygons"), POLYGON),
            tr("The polygons of a run, edited or not; all that is saved in the layer, or only what is selected."),
        )
        self.add(
            QgsProcessingParameterBoolean("REVIEWED", tr("Only reviewed polygons"), False),
            tr("Those whose field “reviewed” is ticked."),
        )
        self.add(
            QgsProcessingParameterBoolean("BACKGROUND", tr("Background, too"), True),
            tr("Whether polygons of the background are exported."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "CONFIDENCE",
                tr("Least confidence"),
                QgsProcessingParameterNumber.Type.Double,
                0.0,
                minValue=0.0,
                maxValue=1.0,
            ),
            tr("0 takes all; above it, polygons without a confidence are left out."),
        )
        self.add(
            QgsProcessingParameterBoolean("PIECES", tr("Large polygons in pieces"), False),
            tr("As the run has cut them; otherwise they are put together again."),
        )
        self.add(
            QgsProcessingParameterBoolean("REVIEWER", tr("Names of reviewers, too"), False),
            tr("The field “reviewer”; it is empty unless people switched it on in the review."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                "FORMAT", tr("Format"), [BY_ENDING, *FORMATS], defaultValue=BY_ENDING, usesStaticStrings=True
            ),
            tr("“{ending}” goes by the name of the file. These make a folder: {formats}.").format(
                ending=BY_ENDING, formats=", ".join(key for key, each in FORMATS.items() if not each.suffix)
            ),
        )
        self._add_chips()
        self.add(
            QgsProcessingParameterVectorDestination("OUTPUT", tr("Labels"), POLYGON[0], optional=True),
            tr("A new file that ends in .shp, .gpkg, .geojson or .fgb; a file that is there is never changed."),
        )
        self.add(
            QgsProcessingParameterFolderDestination(
                "FOLDER", tr("Folder of the data set"), optional=True, createByDefault=False
            ),
            tr("For formats that need a folder: a new or empty one."),
        )
        self.addOutput(QgsProcessingOutputNumber("FEATURE_COUNT", tr("Polygons exported")))
        self.addOutput(QgsProcessingOutputNumber("CHIP_COUNT", tr("Chips written")))

    def _add_chips(self) -> None:
        """Declare how the raster is cut."""
        chips = (
            ("CHIP", tr("Side of a chip, pixels"), 1024, tr("Pixels of the raster; at its edges chips are smaller.")),
            ("OVERLAP", tr("Overlap of chips, pixels"), 0, tr("What neighbouring chips share.")),
            ("SEED", tr("Seed"), 0, tr("Another one splits otherwise; the same splits the same.")),
        )
        for name, label, default, text in chips:
            self.add(QgsProcessingParameterNumber(name, label, defaultValue=default, minValue=0), text, advanced=True)
        self.add(
            QgsProcessingParameterBoolean("EMPTY", tr("Chips without an object, too"), True),
            tr("Networks also learn from places where nothing is."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("SPLIT", tr("Split"), "", optional=True),
            tr("Shares of training, validation and test, as in 70/20/10; no place is in two of them."),
            advanced=True,
        )
        for name, label, text in (
            ("LICENCE", tr("Licence"), tr("Of the labels; written into data sets.")),
            ("CREDIT", tr("Credit"), tr("Whom to name; written into data sets.")),
        ):
            self.add(QgsProcessingParameterString(name, label, "", optional=True), text, advanced=True)
        self.add(
            QgsProcessingParameterRasterLayer("IMAGE", tr("Raster"), optional=True),
            tr("The raster of the chips; by default that of the run that the polygons lie in."),
            advanced=True,
        )

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `export.export_labels`."""
        chosen, out = self._target(parameters, context)
        image = self.parameterAsRasterLayer(parameters, "IMAGE", context)
        shown = polygons_of(self, parameters, context)
        if chosen.suffix and isinstance(shown.renderer(), QgsCategorizedSymbolRenderer):
            self._style = style_of(shown)  # as it is on screen, which the user may have changed
        path, layer, fids, beyond = self._source(shown, parameters, context, feedback)
        return Export(
            path,
            str(out),
            chosen.key,
            layer,
            self._style is None,
            fids,
            self.parameterAsBoolean(parameters, "REVIEWED", context),
            self.parameterAsBoolean(parameters, "BACKGROUND", context),
            self.parameterAsDouble(parameters, "CONFIDENCE", context),
            beyond,
            self.parameterAsBoolean(parameters, "PIECES", context),
            file_path(image) if image is not None else "",
            self.parameterAsInt(parameters, "CHIP", context),
            self.parameterAsInt(parameters, "OVERLAP", context),
            self.parameterAsBoolean(parameters, "EMPTY", context),
            self.parameterAsString(parameters, "SPLIT", context),
            self.parameterAsInt(parameters, "SEED", context),
            reviewer=self.parameterAsBoolean(parameters, "REVIEWER", context),
            licence=self.parameterAsString(parameters, "LICENCE", context).strip(),
            credit=self.parameterAsString(parameters, "CREDIT", context).strip(),
        ).to_dict()

    def _target(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[Format, Path]:
        """The format, and the file or folder to write.

        Raises:
            InputError: none was named, or a file ends otherwise.
        """
        key = self.parameterAsEnumString(parameters, "FORMAT", context) or BY_ENDING
        if key != BY_ENDING and not FORMATS[key].suffix:
            folder = self.parameterAsString(parameters, "FOLDER", context).strip()
            if not folder:
                raise InputError(
                    tr("No folder was named for the data set."), tr("Name a new one; this format is no single file.")
                )
            return FORMATS[key], Path(folder)
        if not parameters.get("OUTPUT"):
            raise InputError(tr("No file was named for the labels."), tr("Export again and choose a file."))
        by_suffix = {each.suffix: each for each in FORMATS.values() if each.suffix and key in (BY_ENDING, each.key)}
        out = self.target(parameters, "OUTPUT", context, tuple(by_suffix), tr("The ending decides the format."))
        return by_suffix[out.suffix.lower()], out

    def _source(
        self,
        shown: QgsVectorLayer,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> tuple[str, str, Optional[list[int]], str]:
        """File, layer in it, the features that are meant, and what QGIS shows beyond the file.

        A copy that QGIS makes of what the engine cannot open has all of it, and only what is meant.
        """
        path, layer = direct_file(shown)
        if not path:
            return (*vector_file(self, parameters, context, feedback), None, "")
        tell_unsaved(shown, feedback)
        given = parameters.get("INPUT")
        fids = None
        if isinstance(given, QgsProcessingFeatureSourceDefinition) and given.selectedFeaturesOnly:
            fids = [fid for fid in shown.selectedFeatureIds() if fid >= 0]
        elif shown.subsetString():
            fids = sorted(shown.allFeatureIds())
        self._scratch = tempfile.TemporaryDirectory(prefix="terralex_export_")
        return path, layer, fids, write_beyond(shown, Path(self._scratch.name) / "beyond.gpkg")

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The style beside the file, so that QGIS finds it whenever the labels are opened."""
        if self._scratch is not None:
            self._scratch.cleanup()
        if self._style is not None:
            try:
                Path(result["path"]).with_suffix(".qml").write_text(self._style.toString(2), encoding="utf-8")
            except OSError as error:
                raise OutputError(
                    tr("The style could not be saved beside the labels: {error}.").format(error=error.strerror),
                    tr("The labels themselves are complete: {file}.").format(file=result["path"]),
                ) from error
        for note in result["notes"]:
            feedback.pushWarning(note)
        renamed = [
            tr("{old} is now {new}").format(old=old, new=new) for old, new in result["fields"].items() if old != new
        ]
        if renamed:
            feedback.pushInfo(tr("Renamed fields: {fields}.").format(fields=", ".join(renamed)))
        made = "OUTPUT" if FORMATS[result["format"]].suffix else "FOLDER"
        counts = {"FEATURE_COUNT": result["features"], "CHIP_COUNT": result.get("chips", 0)}
        return {made: result["path"], **counts}


def direct_file(layer: QgsVectorLayer) -> tuple[str, str]:
    """File and layer in it that the engine opens as QGIS does, with the same ids of features; else two empty texts."""
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()) if layer.providerType() == "ogr" else {}
    if any(parts.get(part) for part in ("layerId", "geometryType", "openOptions", "vsiPrefix", "vsiSuffix")):
        return "", ""
    path = Path(str(parts.get("path") or ""))
    direct = path.suffix[1:].lower() in OPENED and path.is_file()
    return (str(path), str(parts.get("layerName") or "")) if direct else ("", "")
