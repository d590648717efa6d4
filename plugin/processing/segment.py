"""`terralex:segment`: the dock's run as a Processing algorithm, on the same engine process."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread
from qgis.PyQt.QtGui import QIcon

from ...core.config import DEVICES, GRIDS, PRESETS, RunConfig, resolve_options
from ...core.errors import Cancelled, InputError, TerralexError
from ...core.packs import find_pack, list_packs, resolve_classes
from ...core.progress import CancelToken
from ...core.protocol import NoteEvent, ProgressEvent
from ...core.vocabulary import check_classes, parse_names, with_colours
from ..areas import area_of_features, area_of_rectangle
from ..inputs import direct_path
from ..job import segment_job
from ..layers import add_results
from ..runner import make_remote
from ..snapshot import Order, estimate, order_for

SPEAK_S = 5.0  # between two lines of the log within a stage, which would else get a line for every window
HELP = """Finds what you name in an aerial or satellite image.

For every class name Terralex draws pictures of it, turns them into visual prototypes and compares these with the \
raster, window by window. The results are a class raster, a confidence raster and polygons that form a coverage \
without gaps or overlaps, each with its class, its confidence and the second best class.

The work is done by a process of its own on this computer. A run that was stopped goes on where it was when it is \
started again with the same output folder and the same parameters."""


class SegmentAlgorithm(QgsProcessingAlgorithm):
    """Raster and class names in; class raster, confidence raster and polygons out."""

    def __init__(self) -> None:
        super().__init__()
        self._config: RunConfig | None = None
        self._order: Order | None = None
        self._pack_hash = self._name = ""
        self._load = False
        self._result: dict[str, Any] = {}

    def createInstance(self) -> SegmentAlgorithm:
        """A fresh one for each run."""
        return SegmentAlgorithm()

    def name(self) -> str:
        """The second half of the id."""
        return "segment"

    def displayName(self) -> str:
        """What the toolbox shows."""
        return "Segment by class names"

    def tags(self) -> list[str]:
        """What people search for."""
        return ["classification", "land cover", "open vocabulary", "deep learning", "label", "building", "orthophoto"]

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return HELP

    def icon(self) -> QIcon:
        """The provider's."""
        return self.provider().icon() if self.provider() else QIcon()

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare what goes in and what comes out."""
        packs = ", ".join(pack.name for pack in list_packs()) or "none found yet"
        self._add(
            QgsProcessingParameterRasterLayer("INPUT", "Raster"),
            "Any raster file that GDAL reads; its pixel size should be near what the pack was made for. Layers of web "
            "services are fetched for the area first, into a folder “snapshots” beside the run's.",
        )
        self._add(
            QgsProcessingParameterString("CLASSES", "Class names", "building, road, water, tree", multiLine=True),
            "Separated by commas or lines. Alternative words of a class follow a colon: building: house|roof, road.",
        )
        self._add(
            QgsProcessingParameterVectorLayer(
                "AREA", "Only inside these polygons", [QgsProcessing.SourceType.TypeVectorPolygon], optional=True
            ),
            "The selected ones where some are selected; outside them the results are empty.",
        )
        self._add(
            QgsProcessingParameterExtent("EXTENT", "Only inside this extent", optional=True),
            "Not together with polygons.",
        )
        self._add(
            QgsProcessingParameterEnum(
                "PRESET", "Preset", list(PRESETS), defaultValue="balanced", usesStaticStrings=True
            ),
            "draft is fast, best is careful.",
        )
        self._add(
            QgsProcessingParameterString("PACK", "Pack", "starter"),
            f"Set of networks, by name or folder. On this computer: {packs}.",
            advanced=True,
        )
        self._add(
            QgsProcessingParameterBand(
                "BANDS", "Red, green and blue band", None, "INPUT", optional=True, allowMultiple=True
            ),
            "One or three bands; empty takes the first three.",
            advanced=True,
        )
        self._add(
            QgsProcessingParameterEnum(
                "GRID", "Grid of the rasters", list(GRIDS), defaultValue="working", usesStaticStrings=True
            ),
            "working: the pack's ground resolution; source: the raster's own pixels.",
            advanced=True,
        )
        self._add(
            QgsProcessingParameterEnum("DEVICE", "Device", list(DEVICES), defaultValue="auto", usesStaticStrings=True),
            "auto takes a CUDA GPU where there is one.",
            advanced=True,
        )
        self._add(
            QgsProcessingParameterNumber("SEED", "Seed", defaultValue=0, minValue=0, maxValue=2**31 - 1),
            "The same seed draws the same pictures and gives the same map.",
            advanced=True,
        )
        self._add(
            QgsProcessingParameterString("OPTIONS", "Options", "", multiLine=True, optional=True),
            "Settings of the method, name=value, separated by semicolons or lines, for example pictures=8; steps=10.",
            advanced=True,
        )
        self._add(
            QgsProcessingParameterBoolean("LOAD", "Show the results in the project", True),
            "As the panel does: one group with styled polygons, class raster and confidence.",
            advanced=True,
        )
        self._add(
            QgsProcessingParameterFolderDestination("OUTPUT", "Folder of the run"),
            "A new or empty folder. An unfinished run of the same kind is resumed; a finished one is never changed.",
        )
        self.addOutput(QgsProcessingOutputRasterLayer("CLASS_RASTER", "Class raster"))
        self.addOutput(QgsProcessingOutputRasterLayer("CONFIDENCE_RASTER", "Confidence raster, 0 to 1"))
        self.addOutput(
            QgsProcessingOutputVectorLayer("POLYGONS", "Polygons", QgsProcessing.SourceType.TypeVectorPolygon)
        )
        self.addOutput(QgsProcessingOutputFolder("FOLDER", "Folder of the run"))
        self.addOutput(QgsProcessingOutputNumber("POLYGON_COUNT", "Number of polygons"))

    def _add(self, parameter: QgsProcessingParameterDefinition, text: str, advanced: bool = False) -> None:
        parameter.setHelp(text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """In the main thread, where layers may be asked: everything that can be wrong is found before the work."""
        self._load = self.parameterAsBool(parameters, "LOAD", context)
        try:
            self._config = self._read(parameters, context, feedback)
        except TerralexError as error:
            raise QgsProcessingException(str(error)) from error
        return True

    def _read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> RunConfig:
        layer = self.parameterAsRasterLayer(parameters, "INPUT", context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, "INPUT"))
        classes = with_colours(parse_names(self.parameterAsString(parameters, "CLASSES", context)))
        check_classes(classes)
        pack = find_pack(self.parameterAsString(parameters, "PACK", context).strip() or "starter")
        resolve_classes(pack, classes)
        polygons = self.parameterAsVectorLayer(parameters, "AREA", context)
        extent = self.parameterAsExtent(parameters, "EXTENT", context)
        area = area_of_features(polygons, layer) if polygons is not None else None
        if not extent.isNull():
            if area is not None:
                raise InputError("Both polygons and an extent were given.", "Leave one of the two empty.")
            area = area_of_rectangle(extent, self.parameterAsExtentCrs(parameters, "EXTENT", context), layer)
        path, options = direct_path(layer), parse_options(self.parameterAsString(parameters, "OPTIONS", context))
        if path is None:
            gsd_m = float(resolve_options({k: v for k, v in options.items() if k == "gsd_m"}).gsd_m)
            self._order = order_for(layer, area, pack.resolutions, gsd_m)
            feedback.pushInfo(estimate(self._order))
        self._pack_hash, self._name = pack.hash, layer.name() if path is None else Path(path).stem
        return RunConfig(
            image=path or "",
            out=self.parameterAsString(parameters, "OUTPUT", context),
            classes=classes,
            pack=str(pack.root),
            preset=self.parameterAsEnumString(parameters, "PRESET", context),
            device=self.parameterAsEnumString(parameters, "DEVICE", context),
            seed=self.parameterAsInt(parameters, "SEED", context),
            area=area,
            grid=self.parameterAsEnumString(parameters, "GRID", context),
            bands=tuple(self.parameterAsInts(parameters, "BANDS", context)),
            overrides=options,
        )

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """In a background thread: drive the engine's process and pass on what it says."""
        if self._config is None:
            raise ValueError("prepareAlgorithm was not called")
        token = CancelToken()
        feedback.canceled.connect(token.cancel)
        remote = make_remote()
        try:
            parent = Path(self._config.out).resolve().parent
            job = segment_job(remote, self._config, parent, self._pack_hash, self._order, token)
            result = self._result = _drive(job, token, feedback)
        except Cancelled:
            return {}
        except TerralexError as error:
            raise QgsProcessingException(str(error)) from error
        finally:
            remote.shutdown()
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


def _drive(events: Any, token: CancelToken, feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """Follow a run to its end."""
    stage, spoken = "", 0.0
    while True:
        if feedback.isCanceled():  # qgis_process has no event loop that would deliver the signal
            token.cancel()
        try:
            event = next(events)
        except StopIteration as end:
            return end.value
        if isinstance(event, ProgressEvent):
            feedback.setProgress(100.0 * event.overall)
            if event.stage != stage or time.monotonic() - spoken > SPEAK_S:
                stage, spoken = event.stage, time.monotonic()
                feedback.setProgressText(event.message)
        elif isinstance(event, NoteEvent):
            (feedback.pushWarning if event.level == "warning" else feedback.pushInfo)(event.message)


def parse_options(text: str) -> dict[str, str]:
    """`pictures=8; steps=10` as a mapping; the engine checks names and values.

    Raises:
        InputError: a part has no equals sign.
    """
    options = {}
    for part in re.split(r"[;\n]", text):
        if part.strip():
            name, equals, value = part.partition("=")
            if not equals:
                raise InputError(f"“{part.strip()}” is not an option.", "Write name=value, as in steps=10.")
            options[name.strip()] = value.strip()
    return options
