"""`terralex:polygonise` and `terralex:burnpolygons`: from raster to polygons, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Mapping, Optional

from osgeo import gdal
from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterVectorDestination,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...core.commands import Burn, Polygonise
from ...core.errors import InputError
from ...core.formats import FORMATS
from ...core.results import CLASS_TABLE, read_table
from ...core.vocabulary import ClassSpec
from ..results.layers import Classes, file_of, style_classes, style_polygons
from ..translation import tr
from .base import LABELS, EngineAlgorithm

POLYGON = [QgsProcessing.SourceType.TypeVectorPolygon]
OPENED = [
    each.suffix[1:] for each in FORMATS.values() if each.suffix
]  # what the engine reads as it is; other layers go through a copy


class PolygoniseAlgorithm(EngineAlgorithm):
    """Class raster in, polygons out."""

    ID, GROUP, COMMAND = "polygonise", LABELS, "polygonise"
    TAGS = ("vectorize", "vectorise", "polygonize", "coverage", "label", "classification", "raster to vector")

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Polygons from class raster")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Makes polygons of a class raster, for example after it was edited by hand.\n\n"
            "The polygons form a coverage without gaps or overlaps: areas of a few pixels join "
            "the neighbour they touch most, and shared borders are simplified together. Each "
            "polygon has its class and its area, and its confidence where the run's "
            "confidence.tif lies beside the class raster."
        )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare what goes in and what comes out."""
        self.add(QgsProcessingParameterRasterLayer("INPUT", tr("Class raster")), class_raster())
        self.add(
            QgsProcessingParameterNumber("MIN_AREA", tr("Smallest area, pixels"), defaultValue=16, minValue=0),
            tr("Areas of fewer pixels join the neighbour with the longest shared border; 0 keeps all."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "SIMPLIFY",
                tr("Simplify borders by, pixels"),
                QgsProcessingParameterNumber.Type.Double,
                1.0,
                minValue=0.0,
            ),
            tr("How far a border may move; 0 keeps the stairs of the pixels."),
        )
        self.add(
            QgsProcessingParameterVectorDestination("OUTPUT", tr("Polygons"), POLYGON[0]),
            tr("A new GeoPackage; a file that is there is never changed."),
        )
        self.addOutput(QgsProcessingOutputNumber("POLYGON_COUNT", tr("Number of polygons")))

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `remaking.polygonise_edited`."""
        hint = tr("Polygons are written as GeoPackage; “Export labels” makes other formats.")
        return Polygonise(
            str(raster_file(self, parameters, "INPUT", context)),
            str(self.target(parameters, "OUTPUT", context, (".gpkg",), hint)),
            min_area_px=self.parameterAsInt(parameters, "MIN_AREA", context),
            simplify_px=self.parameterAsDouble(parameters, "SIMPLIFY", context),
        ).to_dict()

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The polygons in the colours of the raster."""
        specs = classes_of(str((self.asked or {})["classes"]))
        if specs:
            self.styles[result["path"]] = lambda layer: style_polygons(layer, specs)
        return {"OUTPUT": result["path"], "POLYGON_COUNT": result["polygons"]}


class BurnAlgorithm(EngineAlgorithm):
    """Polygons and a class raster in, a new class raster out."""

    ID, GROUP, COMMAND = "burnpolygons", LABELS, "burn"
    TAGS = ("rasterize", "rasterise", "label", "classification", "edit", "vector to raster")

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Burn polygons into class raster")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Writes the classes of polygons into a copy of a class raster, for example after the "
            "polygons were edited.\n\n"
            "A pixel takes the class of the polygon that holds its centre; pixels in no polygon "
            "become background; pixels without data stay so. Grid, colours and class names are "
            "those of the raster that is given, which itself is not changed."
        )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare what goes in and what comes out."""
        self.add(
            QgsProcessingParameterFeatureSource("INPUT", tr("Polygons"), POLYGON),
            tr("With the field class_id or class_name, as a run makes them, in the raster's coordinate system."),
        )
        self.add(QgsProcessingParameterRasterLayer("CLASSES", tr("Class raster")), class_raster())
        self.add(
            QgsProcessingParameterRasterDestination("OUTPUT", tr("New class raster")),
            tr("A new GeoTIFF; a file that is there is never changed."),
        )
        self.addOutput(QgsProcessingOutputNumber("CHANGED_PIXELS", tr("Pixels whose class changed")))
        self.addOutput(QgsProcessingOutputNumber("POLYGON_COUNT", tr("Polygons burnt")))

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `burn.burn`."""
        classes = raster_file(self, parameters, "CLASSES", context)
        out = self.target(parameters, "OUTPUT", context, (".tif", ".tiff"), tr("Class rasters are GeoTIFF files."))
        path, layer = vector_file(self, parameters, context, feedback)
        return Burn(path, str(classes), str(out), layer).to_dict()

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The raster in its own colours."""
        for note in result["notes"]:
            feedback.pushWarning(note)
        specs = classes_of(result["path"])
        if specs:
            self.styles[result["path"]] = lambda layer: style_classes(layer, specs)
        return {
            "OUTPUT": result["path"],
            "CHANGED_PIXELS": result["changed_px"],
            "POLYGON_COUNT": result["polygons"],
        }


def classes_of(raster: str) -> Classes:
    """The classes that a class raster names, with its colours; nothing where it names none.

    Raises:
        InputError: the list of its run was edited and cannot be read.
    """
    if (Path(raster).parent / CLASS_TABLE).exists():
        return read_table(Path(raster).parent)
    opened = gdal.Open(raster)
    band = opened.GetRasterBand(1) if opened is not None else None
    table = band.GetColorTable() if band is not None else None  # first: GDAL 3.6 reads the .aux.xml on this call
    names = (band.GetCategoryNames() or []) if band is not None else []
    specs = []
    for value, name in enumerate(names[1:], start=1):
        colour = QColor(*table.GetColorEntry(value)[:3]).name() if table and value < table.GetCount() else "#808080"
        specs.append(ClassSpec(name, colour=colour))
    return specs


def class_raster() -> str:
    """What a class raster is, for the help of a parameter."""
    return tr("A class raster as Terralex makes it: whole numbers with the classes' names, classes.tif of a run.")


def raster_file(
    algorithm: EngineAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> Path:
    """The file of a class raster.

    Raises:
        InputError: there is no such layer, or it is no file.
    """
    layer = algorithm.parameterAsRasterLayer(parameters, name, context)
    if layer is None:
        raise InputError(
            tr("The class raster {name} cannot be opened.").format(name=parameters.get(name) or ""),
            tr("Is it there, and complete?"),
        )
    path = file_of(layer)
    if layer.providerType() != "gdal" or not path.is_file():
        raise InputError(
            tr("“{layer}” is no file on this computer.").format(layer=layer.name()),
            tr("Choose the class raster of a run."),
        )
    return path


def vector_file(
    algorithm: EngineAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[str, str]:
    """File and layer name of the polygons; what the engine cannot open as it is (a database, a memory layer, a filter,
    a selection) is copied first.

    Raises:
        InputError: there is no such layer.
    """
    tell_unsaved(polygons_of(algorithm, parameters, context), feedback)
    return algorithm.parameterAsCompatibleSourceLayerPathAndLayerName(
        parameters, "INPUT", context, OPENED, "gpkg", feedback
    )


def tell_unsaved(layer: QgsVectorLayer, feedback: QgsProcessingFeedback) -> None:
    """Say that the engine reads what is saved."""
    if layer.isEditable() and layer.isModified():
        feedback.pushWarning(
            tr("“{layer}” has edits that are not saved; they are left out.").format(layer=layer.name())
        )


def polygons_of(
    algorithm: EngineAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> QgsVectorLayer:
    """The layer behind INPUT, also where only its selection was asked for.

    Raises:
        InputError: there is none.
    """
    given = parameters.get("INPUT")
    if isinstance(given, QgsProcessingFeatureSourceDefinition):
        given = given.source.valueAsString(context.expressionContext())[0]
    layer = algorithm.parameterAsVectorLayer({"INPUT": given}, "INPUT", context)
    if layer is None:
        raise InputError(
            tr("The polygons {name} cannot be opened.").format(name=given if isinstance(given, str) else ""),
            tr("Is the layer there, and complete?"),
        )
    return layer
