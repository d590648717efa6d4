"""`terralex:segment`: the dock's run as a Processing algorithm, on the same engine process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Generator, Mapping

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ...core.commands import LoadClass
from ...core.config import GRIDS, RunConfig
from ...core.errors import InputError
from ...core.options import options_of
from ...core.packs import resolve_classes
from ...core.progress import CancelToken
from ...core.vocabulary import check_classes, loaded_spec, parse_names, with_colours
from ..area.areas import area_of_features, area_of_rectangle
from ..engine.inputs import direct_path
from ..engine.remote import Remote
from ..engine.shown import is_layer, shown
from ..results.layers import add_results
from ..runs.job import segment_job
from ..runs.places import output_in_words
from ..snapshots.order import Order, as_shown, estimate, order_for
from ..translation import tr
from .base import EngineAlgorithm


class SegmentAlgorithm(EngineAlgorithm):
    """Raster and class names in; class raster, confidence raster and polygons out."""

    ID = COMMAND = "segment"
    TAGS = ("classification", "land cover", "open vocabulary", "deep learning", "label", "building", "orthophoto")

    def __init__(self) -> None:
        super().__init__()
        self._config: RunConfig | None = None
        self._order: Order | None = None
        self._pack_hash = self._name = ""
        self._files: list[str] = []
        self._load = False
        self._result: dict[str, Any] = {}

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Segment by class names")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Finds what you name in an aerial or satellite image.\n\n"
            "For every class name Terralex draws pictures of it, turns them into visual "
            "prototypes and compares these with the raster, window by window; another method, "
            "DiffSegmenter, looks where the drawing network's attention finds each name. The results are a "
            "class raster, a confidence raster and polygons that form a coverage without gaps or "
            "overlaps, each with its class, its confidence and the second best class.\n\n"
            "The work is done by a process of its own on this computer. A run that was stopped "
            "goes on where it was when it is started again with the same output folder and the "
            "same parameters."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare what goes in and what comes out."""
        self.add(
            QgsProcessingParameterRasterLayer("INPUT", tr("Raster")),
            tr(
                "Any raster file that GDAL reads; its pixel size should be near what the pack was "
                "made for. Layers of web services are fetched for the area first, into a folder "
                "“snapshots” beside the run's."
            ),
        )
        self.add(
            QgsProcessingParameterString(
                "CLASSES", tr("Class names"), "building, road, water, tree", multiLine=True, optional=True
            ),
            tr(
                "Separated by commas or lines. Alternative words of a class follow a colon: building: house|roof, road."
            ),
        )
        self.add(
            QgsProcessingParameterVectorLayer(
                "AREA", tr("Only inside these polygons"), [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            tr("The selected ones where some are selected; outside them the results are empty."),
        )
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Only inside this extent"), optional=True),
            tr("Not together with polygons."),
        )
        self.add_networks()
        self.add(
            QgsProcessingParameterBand(
                "BANDS", tr("Red, green and blue band"), None, "INPUT", optional=True, allowMultiple=True
            ),
            tr("One or three bands; empty takes those that the layer shows, and of a path the file's own."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterMultipleLayers(
                "CLASS_FILES", tr("Class files"), QgsProcessing.SourceType.TypeFile, optional=True
            ),
            tr(
                "Classes that somebody saved (.terraclass), besides the names; they are not drawn anew, and need the "
                "pack they were saved with."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterRasterLayer("LESSONS", tr("Labels to learn from"), optional=True),
            tr("A class raster of the same image, as runs make them; for methods that learn."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                "GRID", tr("Grid of the rasters"), list(GRIDS), defaultValue="working", usesStaticStrings=True
            ),
            tr("working: the pack's ground resolution; source: the raster's own pixels."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterBoolean("LOAD", tr("Show the results in the project"), True),
            tr("As the panel does: one group with styled polygons, class raster and confidence."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFile(
                "KEEP",
                tr("Keep the corrections of this run"),
                QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            ),
            tr(
                "Folder of an earlier run on the same raster and grid: its reviewed and edited polygons stay as they "
                "are; classes are found by name."
            ),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination("OUTPUT", tr("Folder of the run")),
            tr(
                "A new or empty folder. An unfinished run of the same kind is resumed; a finished one is never changed."
            ),
        )
        self.addOutput(QgsProcessingOutputRasterLayer("CLASS_RASTER", tr("Class raster")))
        self.addOutput(QgsProcessingOutputRasterLayer("CONFIDENCE_RASTER", tr("Confidence raster, 0 to 1")))
        self.addOutput(
            QgsProcessingOutputVectorLayer("POLYGONS", tr("Polygons"), QgsProcessing.SourceType.TypeVectorPolygon)
        )
        self.addOutput(QgsProcessingOutputFolder("FOLDER", tr("Folder of the run")))
        self.addOutput(QgsProcessingOutputNumber("POLYGON_COUNT", tr("Number of polygons")))

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `config.RunConfig`."""
        self._load = self.parameterAsBool(parameters, "LOAD", context)
        layer = self.parameterAsRasterLayer(parameters, "INPUT", context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, "INPUT"))
        classes = with_colours(parse_names(self.parameterAsString(parameters, "CLASSES", context)))
        files = self.parameterAsFileList(parameters, "CLASS_FILES", context)
        self._files = [str(Path(path).absolute()) for path in files if path]
        if classes or not self._files:
            check_classes(classes)
        pack, chosen = self.networks(parameters, context)
        resolve_classes(pack, classes)
        polygons = self.parameterAsVectorLayer(parameters, "AREA", context)
        extent = self.parameterAsExtent(parameters, "EXTENT", context)
        area = area_of_features(polygons, layer) if polygons is not None else None
        if not extent.isNull():
            if area is not None:
                raise InputError(tr("Both polygons and an extent were given."), tr("Leave one of the two empty."))
            area = area_of_rectangle(extent, self.parameterAsExtentCrs(parameters, "EXTENT", context), layer)
        lessons = self.parameterAsRasterLayer(parameters, "LESSONS", context)
        path = direct_path(layer)
        if path is None:
            self._order = order_for(
                layer, area, pack.resolutions, options_of(chosen["method"], (), chosen["overrides"]).gsd_m
            )
            feedback.pushInfo(estimate(self._order))
        self._pack_hash, self._name = pack.hash, layer.name() if path is None else Path(path).stem
        self._config = RunConfig(
            image=path or "",
            out=str(Path(self.parameterAsString(parameters, "OUTPUT", context)).absolute()),
            classes=classes,
            area=area,
            grid=self.parameterAsEnumString(parameters, "GRID", context),
            bands=tuple(self.parameterAsInts(parameters, "BANDS", context)),
            lessons=lessons.source() if lessons is not None else "",
            keep=self.parameterAsFile(parameters, "KEEP", context),
            **chosen,
        )
        doubt = output_in_words(self._config.out, None)
        if doubt:
            feedback.pushWarning(doubt)
        if self._order is not None or is_layer(parameters.get("INPUT"), layer):
            self._config = as_shown(self._config, layer, self._order)
            feedback.pushInfo(shown(layer).said if path is not None else "")
        return self._config.to_dict()

    def job(self, remote: Remote, token: CancelToken) -> Generator[Any, None, dict[str, Any]]:
        """Class files are loaded, and a layer that the engine cannot open is exported first."""
        if self._config is None:
            raise ValueError("read was not called")
        for path in self._files:
            loaded = yield from remote.run("load_class", LoadClass(path).to_dict(), token)
            self._config = replace(self._config, classes=(*self._config.classes, loaded_spec(loaded)))
        check_classes(self._config.classes)
        parent = Path(self._config.out).resolve().parent
        return (yield from segment_job(remote, self._config, parent, self._pack_hash, self._order, token))

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Paths of the run's files."""
        self._result = dict(result)
        return {
            "CLASS_RASTER": result["classes"],
            "CONFIDENCE_RASTER": result["confidence"],
            "POLYGONS": result["segments"],
            "FOLDER": result["folder"],
            "POLYGON_COUNT": result["polygons"].get("polygons", 0),
            "OUTPUT": result["folder"],
        }

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """After the run: show its layers, where there is a project and this is the thread that may touch it."""
        in_main_thread = QThread.currentThread() == QCoreApplication.instance().thread()  # a model's steps are not
        if self._load and self._result and self._config and context.project() is not None and in_main_thread:
            add_results(context.project(), self._result, self._config.classes, self._name)
        return {}
