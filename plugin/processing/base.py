"""What the algorithms share: their face in the toolbox, the engine's process, progress, cancel, errors as sentences."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any, Callable, Generator, Mapping, Optional, Sequence

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtGui import QIcon

from ...core.config import DEVICES
from ...core.errors import Cancelled, InputError, TerralexError
from ...core.options import METHODS, PRESETS, options_of
from ...core.packs import Pack, find_pack, list_packs
from ...core.progress import CancelToken, result_of
from ...core.protocol import NoteEvent, ProgressEvent
from ..engine.remote import Remote
from ..engine.runner import make_remote
from ..translation import said, told, tr

SPEAK_S = 5.0  # between two lines of the log within a stage, which would else get a line for every window
PATHS = (
    "out",
    "predictions",
    "image",
    "segments",
    "classes",
    "source",
    "folder",
    "run",
    "points",
)  # in a request; the first two are made
NETWORKS, LABELS = "segmentation", "labels"  # groups in the toolbox

_styling: list[Styling] = []  # QGIS does not own them and asks for them later


class EngineAlgorithm(QgsProcessingAlgorithm):
    """One request to the engine's process as an algorithm.

    A subclass names itself (the constants, `displayName`, `shortHelpString`), declares its parameters, turns them into
    the request's settings (`read`) and the answer into outputs (`outputs`).
    """

    ID = COMMAND = ""
    GROUP = NETWORKS
    TAGS: tuple[str, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.asked: Optional[dict[str, Any]] = None
        self.styles: dict[str, Callable[[QgsMapLayer], None]] = {}  # of outputs, by path

    def createInstance(self) -> EngineAlgorithm:
        """A fresh one for each run."""
        return type(self)()

    def name(self) -> str:
        """The second half of the id."""
        return self.ID

    def groupId(self) -> str:
        """Its place in the toolbox."""
        return self.GROUP

    def group(self) -> str:
        """The same, as shown."""
        return {NETWORKS: tr("Segmentation"), LABELS: tr("Labels")}[self.GROUP]

    def tags(self) -> list[str]:
        """What people search for."""
        return list(self.TAGS)

    def icon(self) -> QIcon:
        """The provider's."""
        return self.provider().icon() if self.provider() else QIcon()

    def add(self, parameter: QgsProcessingParameterDefinition, text: str, advanced: bool = False) -> None:
        """Declare a parameter with its help."""
        parameter.setHelp(text)
        if advanced:
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(parameter)

    def add_networks(self) -> None:
        """Declare what chooses the networks and how they are used; see `networks`."""
        packs = ", ".join(pack.name for pack in list_packs()) or tr("none found yet")
        self.add(
            QgsProcessingParameterEnum(
                "PRESET", tr("Preset"), list(PRESETS), defaultValue="balanced", usesStaticStrings=True
            ),
            tr("draft is fast, best is careful."),
        )
        self.add(
            QgsProcessingParameterString("PACK", tr("Pack"), "starter"),
            tr("Set of networks, by name or folder. On this computer: {packs}.").format(packs=packs),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                "DEVICE", tr("Device"), list(DEVICES), defaultValue="auto", usesStaticStrings=True
            ),
            tr("auto takes a CUDA GPU where there is one."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber("SEED", tr("Seed"), defaultValue=0, minValue=0, maxValue=2**31 - 1),
            tr("The same seed draws the same pictures and gives the same map."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterEnum(
                "METHOD", tr("Method"), list(METHODS), defaultValue="ovdiff", usesStaticStrings=True
            ),
            " ".join(f"{name}: {said(entry.text)}" for name, entry in METHODS.items()),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString("OPTIONS", tr("Options"), "", multiLine=True, optional=True),
            tr(
                "Settings of the method, name=value, separated by semicolons or lines, for example "
                "pictures=8; steps=10."
            ),
            advanced=True,
        )

    def networks(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[Pack, dict[str, Any]]:
        """The pack, and the fields of a RunConfig that `add_networks` asks for.

        Raises:
            TerralexError: there is no such pack or option.
        """
        pack = find_pack(self.parameterAsString(parameters, "PACK", context).strip() or "starter")
        options = parse_options(self.parameterAsString(parameters, "OPTIONS", context))
        method = self.parameterAsEnumString(parameters, "METHOD", context)
        options_of(method, (), options)
        return pack, {
            "pack": str(pack.root),
            "method": method,
            "preset": self.parameterAsEnumString(parameters, "PRESET", context),
            "device": self.parameterAsEnumString(parameters, "DEVICE", context),
            "seed": self.parameterAsInt(parameters, "SEED", context),
            "overrides": options,
        }

    def target(
        self, parameters: dict[str, Any], name: str, context: QgsProcessingContext, suffixes: Sequence[str], hint: str
    ) -> Path:
        """The file of a layer to be made, one of a few kinds.

        Raises:
            InputError: it would be another kind of file, or there is one already.
        """
        path = Path(self.parameterAsOutputLayer(parameters, name, context))
        if path.suffix.lower() not in suffixes:
            either = " " + tr("or") + " "
            raise InputError(
                tr("{file} does not end in {endings}.").format(file=path.name, endings=either.join(suffixes)), hint
            )
        if path.exists():  # QGIS may show it; a file that changes under an open layer is broken for both
            raise InputError(
                tr("{file} exists already in {folder}.").format(file=path.name, folder=path.parent),
                tr("Choose another name, or remove it first."),
            )
        return path

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """In the main thread, where layers may be asked: everything that can be wrong is found before the work."""
        try:
            self.asked = absolute(self.read(parameters, context, feedback))
        except TerralexError as error:
            raise QgsProcessingException(told(error)) from error
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """In a background thread: drive the engine's process and pass on what it says."""
        if self.asked is None:
            raise ValueError("prepareAlgorithm was not called")
        token = CancelToken()
        feedback.canceled.connect(token.cancel)
        remote = make_remote()
        try:
            return self.outputs(drive(self.job(remote, token), token, feedback), context, feedback)
        except Cancelled:
            return {}
        except TerralexError as error:
            raise QgsProcessingException(told(error)) from error
        finally:
            remote.shutdown()

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """After the work, where the context is the one that loads the outputs: say how they are drawn."""
        for path, style in self.styles.items():
            if context.willLoadLayerOnCompletion(path):
                _styling[:] = [*_styling[-19:], Styling(style)]
                context.layerToLoadOnCompletionDetails(path).setPostProcessor(_styling[-1])
        return {}

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The request's settings, plain values. Raises TerralexError."""
        raise NotImplementedError

    def job(self, remote: Remote, token: CancelToken) -> Generator[Any, None, dict[str, Any]]:
        """The work: one request, unless a subclass needs more."""
        return remote.run(self.COMMAND, self.asked or {}, token)

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The algorithm's outputs from the engine's answer."""
        raise NotImplementedError


def absolute(asked: Mapping[str, Any]) -> dict[str, Any]:
    """A request whose files are named from the root: the engine's process works in another folder than QGIS."""
    return {
        key: str(Path(value).absolute())
        if key in PATHS and isinstance(value, str) and value and (key in PATHS[:2] or Path(value).exists())
        else value
        for key, value in asked.items()
    }


def drive(events: Any, token: CancelToken, feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """Follow a request to its end."""
    stage, spoken = "", 0.0

    def look() -> None:
        if feedback.isCanceled():  # qgis_process has no event loop that would deliver the signal
            token.cancel()

    def hear(event: Any) -> None:
        nonlocal stage, spoken
        if isinstance(event, ProgressEvent):
            feedback.setProgress(100.0 * (event.overall or event.done / max(event.total, 1)))
            if event.stage != stage or time.monotonic() - spoken > SPEAK_S:
                stage, spoken = event.stage, time.monotonic()
                feedback.setProgressText(said(event.message))
        elif isinstance(event, NoteEvent):
            (feedback.pushWarning if event.level == "warning" else feedback.pushInfo)(said(event.message))
        look()

    look()
    return result_of(events, hear)


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
                raise InputError(
                    tr("“{part}” is not an option.").format(part=part.strip()), tr("Write name=value, as in steps=10.")
                )
            options[name.strip()] = value.strip()
    return options


class Styling(QgsProcessingLayerPostProcessorInterface):
    """Gives a layer its style when QGIS has put it into the project."""

    def __init__(self, style: Callable[[QgsMapLayer], None]) -> None:
        super().__init__()
        self._style = style

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Called by QGIS in the main thread."""
        self._style(layer)
        layer.triggerRepaint()
