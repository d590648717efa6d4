"""`terralex:buildprototypes` and `terralex:evaluate`: words imagined ahead of a run, and accuracy on labelled tiles."""

from __future__ import annotations

import html
import json
from pathlib import Path
from typing import Any, Mapping, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFolder,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ...core.commands import Evaluate
from ...core.config import RunConfig
from ...core.errors import OutputError
from ...core.packs import resolve_classes
from ...core.vocabulary import check_classes, parse_names
from ..translation import figure, tr
from .base import EngineAlgorithm


class PrototypesAlgorithm(EngineAlgorithm):
    """Class names in, pictures and prototypes in the bank."""

    ID, COMMAND = "buildprototypes", "prototypes"
    TAGS = ("imagine", "words", "classes", "prepare", "support pictures", "open vocabulary")

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Build prototypes of class names")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Draws the pictures of class names and learns what they look like, without a raster.\n\n"
            "Everything is kept on this computer. A later run with the same pack, preset, seed, "
            "device and options finds it and begins to look at the raster at once. The page that "
            "is made shows the pictures: a word whose pictures look wrong will be found in wrong "
            "places, so give it other words (building: house|roof)."
        )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare what goes in and what comes out."""
        self.add(
            QgsProcessingParameterString("CLASSES", tr("Class names"), "building, road, water, tree", multiLine=True),
            tr(
                "Separated by commas or lines. Alternative words of a class follow a colon: building: house|roof, road."
            ),
        )
        self.add(
            QgsProcessingParameterNumber(
                "PIXEL_SIZE",
                tr("Pixel size of the raster, metres"),
                QgsProcessingParameterNumber.Type.Double,
                0.0,
                minValue=0.0,
                maxValue=1000.0,
            ),
            tr(
                "Of the raster that will be segmented: pictures are drawn for it. 0 takes the finest "
                "that the pack knows."
            ),
        )
        self.add_networks()
        self.add(
            QgsProcessingParameterFileDestination(
                "OUTPUT", tr("Page of the pictures"), tr("HTML files (*.html)"), optional=True, createByDefault=True
            ),
            tr("Shows the pictures of each word in a browser or in QGIS's results viewer."),
        )
        self.addOutput(QgsProcessingOutputNumber("WORD_COUNT", tr("Number of words")))
        self.addOutput(QgsProcessingOutputNumber("FOUND_COUNT", tr("Words whose pictures were there already")))
        self.addOutput(QgsProcessingOutputNumber("PICTURE_COUNT", tr("Number of pictures")))
        self.addOutput(
            QgsProcessingOutputString("WORDS", tr("Words, their prompts and the folders of their pictures, JSON"))
        )
        self.addOutput(QgsProcessingOutputFolder("FOLDER", tr("Where prototypes are kept")))

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `imagine.imagine`."""
        classes = tuple(parse_names(self.parameterAsString(parameters, "CLASSES", context)))
        check_classes(classes)
        pack, chosen = self.networks(parameters, context)
        resolve_classes(pack, classes)
        pixel_m = self.parameterAsDouble(parameters, "PIXEL_SIZE", context)
        if pixel_m:
            chosen["overrides"]["pixel_m"] = pixel_m
        self._page = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        return RunConfig("", "", classes, **chosen).to_dict()

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The words, and the page that shows them."""
        words = result["words"]
        for word in words:
            feedback.pushInfo(f"{word['name']}: {word['folder']}")
        made = {
            "WORD_COUNT": len(words),
            "FOUND_COUNT": sum(word["found"] for word in words),
            "PICTURE_COUNT": sum(word["pictures"] for word in words),
            "WORDS": json.dumps(words, ensure_ascii=False),
            "FOLDER": result["bank"],
        }
        if self._page:
            _write(Path(self._page), page_of(result))
            made["OUTPUT"] = self._page
        return made


class EvaluateAlgorithm(EngineAlgorithm):
    """A folder of labelled tiles in, a report of accuracy out."""

    ID = COMMAND = "evaluate"
    TAGS = ("accuracy", "assessment", "mIoU", "validation", "confusion matrix", "ground truth")

    def displayName(self) -> str:
        """What the toolbox shows."""
        return tr("Evaluate on labelled tiles")

    def shortHelpString(self) -> str:
        """Beside the dialog."""
        return tr(
            "Segments tiles whose right answer is known and compares.\n\n"
            "A labelled set is a folder with images/NAME.png (or .tif, .jpg), masks/NAME.png "
            "(8-bit class values, 255 is left out), classes.csv "
            "(value,name,alternatives,kind,colour) and set.json with the size of a pixel in "
            'metres: {"gsd_m": 0.3}. The report holds the intersection over union (IoU) of each '
            "class and their mean (mIoU), precision, recall, and everything that is needed to "
            "repeat it."
        )

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare what goes in and what comes out."""
        self.add(
            QgsProcessingParameterFile("INPUT", tr("Labelled set"), QgsProcessingParameterFile.Behavior.Folder),
            tr("Folder with images, masks, classes.csv and set.json."),
        )
        self.add(
            QgsProcessingParameterString("KNOWN_AS", tr("Known set"), "", optional=True),
            tr(
                "For a folder that holds a set of the field as it is distributed, its name: voc, "
                "loveda … (docs/evaluate.md lists them). Empty for a folder with classes.csv."
            ),
            advanced=True,
        )
        self.add_networks()
        self.add(
            QgsProcessingParameterFileDestination("OUTPUT", tr("Report"), tr("JSON files (*.json)")),
            tr("A JSON file; a report of that name is replaced."),
        )
        self.add(
            QgsProcessingParameterFolderDestination(
                "PREDICTIONS", tr("Folder of predicted masks"), optional=True, createByDefault=False
            ),
            tr("Gets one PNG for each tile, in the values of classes.csv."),
        )
        self.addOutput(QgsProcessingOutputNumber("MIOU", tr("Mean intersection over union, 0 to 1")))
        self.addOutput(QgsProcessingOutputNumber("PIXEL_ACCURACY", tr("Share of right pixels, 0 to 1")))
        self.addOutput(QgsProcessingOutputNumber("PIXELS", tr("Pixels compared")))

    def read(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """See `report.evaluate_to_file`."""
        _, chosen = self.networks(parameters, context)
        return Evaluate(
            self.parameterAsFile(parameters, "INPUT", context),
            self.parameterAsFileOutput(parameters, "OUTPUT", context),
            RunConfig("", "", (), **chosen).to_dict(),
            self.parameterAsString(parameters, "PREDICTIONS", context) or None,
            self.parameterAsString(parameters, "KNOWN_AS", context).strip(),
        ).to_dict()

    def outputs(
        self, result: Mapping[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The figures; the report is written already."""
        asked = self.asked or {}
        for name, row in result["per_class"].items():
            feedback.pushInfo(
                tr("{name}: IoU {iou}, {pixels} pixels").format(
                    name=name, iou=figure(f"{row['iou']:.3f}"), pixels=figure(f"{row['pixels']:,}")
                )
            )
        return {
            "OUTPUT": asked["out"],
            "MIOU": result["miou"],
            "PIXEL_ACCURACY": result["pixel_accuracy"],
            "PIXELS": result["pixels"],
            **({"PREDICTIONS": asked["predictions"]} if asked["predictions"] else {}),
        }


def page_of(result: Mapping[str, Any]) -> str:
    """A web page of the pictures of each word, from the engine's answer."""
    title = tr("Pack “{pack}”, {size} m per pixel").format(pack=result["pack"], size=figure(f"{result['gsd_m']:g}"))
    parts = [
        '<!DOCTYPE html><meta charset="utf-8"><title>Terralex: pictures of words</title>',
        "<style>body{font-family:sans-serif} img{width:128px;margin:2px;image-rendering:auto}</style>",
        f"<h1>{html.escape(title)}</h1>",
    ]
    for word in result["words"]:
        pictures = sorted(Path(word["folder"]).glob("*.png"))
        parts.append(f"<h2>{html.escape(word['name'])}</h2><p>“{html.escape(word['prompt'])}”</p><p>")
        parts += [f'<img alt="{html.escape(word["name"])}" src="{path.as_uri()}">' for path in pictures]
        parts.append("</p>")
    return "\n".join(parts)


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            tr("The page {file} could not be written: {error}.").format(file=path, error=error.strerror),
            tr("The prototypes are kept; choose another file."),
        ) from error
