"""Accuracy on a folder of labelled tiles, through the same engine as a run.

A set is `images/NAME.{jpg,png,tif}`, `masks/NAME.png` (8-bit index, 255 = ignore), `classes.csv` and `set.json`
(`gsd_m`). Without a row 0 in classes.csv the background channel is off. IoU comes from one confusion matrix over the
whole set, over the classes that occur in the truth; predictions of other listed classes count as errors.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from ..class_files.home import words_of
from ..config import RunConfig
from ..errors import InputError, NoDataError
from ..files.disk import writing
from ..methods.base import Brief, Method, State
from ..options import method_entry
from ..progress import CancelToken, Events, Note, Progress, result_of
from ..raster.source import Source
from ..score.prefilter import narrowed
from ..vocabulary import ClassList, ClassSpec, read_class_list
from .gauge import versions
from .labelled_sets import KnownSet, open_set
from .quality import Borders, Calibration
from .setting import Setting, Warm

IGNORE = 255


@dataclass(frozen=True)
class LabelledSet:
    """A folder of labelled tiles. `gsd_m`: metres per pixel of its images."""

    root: Path
    classes: ClassList
    gsd_m: float
    tiles: tuple[tuple[Path, Path], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """One for each tile."""
        return tuple(image.stem for image, _ in self.tiles)

    def read(self, path: Path) -> np.ndarray:
        """What a mask says."""
        return read_mask(path)


def read_set(root: str | Path) -> LabelledSet:
    """The set in a folder.

    Raises:
        InputError: a part of it is missing; the message names it.
    """
    root = Path(root)
    try:
        gsd = float(json.loads((root / "set.json").read_text(encoding="utf-8"))["gsd_m"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{root.name} has no set.json with “gsd_m”.", "Give the folder of a labelled set.") from error
    if not (math.isfinite(gsd) and gsd > 0):
        raise InputError(f"“gsd_m” of {root.name} is {gsd:g}.", "It is the size of a pixel in metres.")
    classes = read_class_list(root / "classes.csv")
    tiles: list[tuple[Path, Path]] = []
    for image in sorted((root / "images").glob("*")):
        mask = root / "masks" / f"{image.stem}.png"
        if image.suffix.lower() in (".jpg", ".jpeg", ".png", ".tif", ".tiff"):
            if not mask.is_file():
                raise InputError(f"{root.name}: the image {image.name} has no mask.", f"It should be {mask.name}.")
            if tiles and tiles[-1][1] == mask:
                raise InputError(f"{root.name}: {tiles[-1][0].name} and {image.name} share one mask.", "Remove one.")
            tiles.append((image, mask))
    if not tiles:
        raise InputError(f"{root.name} holds no images.", "They belong into its folder “images”.")
    listed = tuple(
        replace(spec, value=index if spec.value is None else spec.value)
        for index, spec in enumerate(classes.classes, start=1)
    )
    _check_values([spec.value or 0 for spec in listed], classes.background)
    return LabelledSet(root, ClassList(listed, classes.background), gsd, tuple(tiles))


def _check_values(values: Sequence[int], background: bool) -> None:
    """Values that masks of 8 bits can hold, each of one class."""
    taken = {0} if background else set()
    for value in values:
        if value >= IGNORE:
            raise InputError(
                f"The value {value} in classes.csv does not fit into a mask.",
                f"Use 0 to {IGNORE - 1}; {IGNORE} means: left out.",
            )
        if value in taken:
            raise InputError(f"Two classes in classes.csv have the value {value}.", "Give each its own.")
        taken.add(value)


def read_mask(path: Path) -> np.ndarray:
    """The values of a mask, uint8 (rows, cols).

    Raises:
        InputError: it is no picture of 8-bit values.
    """
    try:
        with Image.open(path) as picture:
            mask = np.asarray(picture)
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:  # Pillow calls damaged PNGs a SyntaxError
        raise InputError(f"The mask {path.name} cannot be read.", "Copy it again, or save it as PNG.") from error
    if mask.ndim != 2 or mask.dtype not in (np.uint8, np.bool_):
        raise InputError(f"The mask {path.name} is not one band of 8 bits.", "Its values are those of classes.csv.")
    return mask.astype(np.uint8)


def evaluate(
    folder: str | Path,
    config: RunConfig,
    token: CancelToken,
    predictions: Path | None = None,
    warm: Warm | None = None,
    known_as: str = "",
) -> Events[dict[str, Any]]:
    """Segment every tile of a set and compare it with its mask.

    Args:
        folder: The set.
        config: Pack, method, preset, device, seed and overrides are used; its image, classes and area are not.
        token: Asked between steps.
        predictions: Folder for one 8-bit PNG per tile in the values of classes.csv; made if missing.
        warm: Networks kept from before.
        known_as: Which set of the field the folder holds (`labelled_sets`); its protocol's options stand above the
            pack's and below the user's. Empty for a folder with classes.csv.

    Yields:
        Progress and Notes.

    Returns:
        The report, see `score`, with `boundary_iou`, `calibration_error` (of the confidence), `unknown` (class names
        without a known word) and the recipe.
    """
    labelled = open_set(folder, known_as) if known_as else read_set(folder)
    setting = Setting.of(config, warm or Warm(), labelled.options if isinstance(labelled, KnownSet) else None)
    pack = setting.pack
    background = labelled.classes.background and setting.options.background  # off with a threshold is one, too
    setting = setting.with_options(background=background, pixel_m=labelled.gsd_m or pack.resolutions[0].gsd_m)
    options = setting.options
    known = [spec for spec in labelled.classes.classes if spec.file or pack.known_words(spec)]
    unknown = [spec.name for spec in labelled.classes.classes if spec not in known]
    for name in unknown:
        yield Note(f"The pack “{pack.name}” knows no word of “{name}”; the class scores 0.", "warning")
    values = [spec.value for spec in labelled.classes.classes]
    if labelled.classes.background:
        values.insert(0, 0)
    matrix = np.zeros((256, 256), np.int64)
    if predictions is not None:
        with writing(predictions):
            predictions.mkdir(parents=True, exist_ok=True)
    borders, calibration = Borders(tuple(v for v in values if v is not None)), Calibration()
    predictor = _Predictor(setting, known, labelled.classes.background)
    for done, (image, mask) in enumerate(labelled.tiles, start=1):
        token.check()
        truth = labelled.read(mask)
        predicted, confidence = yield from predictor.predict(image, truth.shape, token)
        if predictions is not None:
            with writing(predictions):
                Image.fromarray(predicted).save(predictions / f"{labelled.names[done - 1]}.png")
        seen = truth != IGNORE
        matrix += np.bincount(truth[seen].astype(np.int64) * 256 + predicted[seen], minlength=65536).reshape(256, 256)
        borders.add(truth, predicted, seen)
        calibration.add(confidence[seen], predicted[seen] == truth[seen])
        yield Progress("match", f"Tile {done} of {len(labelled.tiles)}", done, len(labelled.tiles))
    names = {0: "background", **{spec.value: spec.name for spec in labelled.classes.classes}}
    report = score(matrix, {value: names[value] for value in values if value is not None})
    report.update(boundary_iou=borders.mean(), calibration_error=calibration.error())
    strange = [int(value) for value in np.flatnonzero(matrix.sum(axis=1)) if value not in values]
    if strange:
        yield Note(f"The masks hold values that classes.csv does not list: {strange}; they count as errors.", "warning")
    report["unknown"] = unknown
    report["set"] = known_as or labelled.root.name
    report["recipe"] = {
        "pack": {"name": pack.name, "version": pack.manifest.get("version"), "hash": pack.hash},
        "method": config.method,
        "preset": config.preset,
        "seed": config.seed,
        "options": options.to_dict(),
        "gsd_m": labelled.gsd_m,
        "prefilter": {"scope": "each tile", "left_out": predictor.left_out} if options.prefilter != "off" else None,
        "device": setting.device,
        "versions": versions(),
    }
    return report


class _Predictor:
    """One prepared method for all tiles of a set, or prepared anew for each where it goes by the raster."""

    def __init__(self, setting: Setting, known: list[ClassSpec], background: bool) -> None:
        self.setting, self.known, self.background = setting, known, background
        self.words = words_of(known, setting.pack)
        self.left_out: dict[str, int] = {}  # by the prefilter: class to number of tiles
        self.by_raster = method_entry(setting.config.method).by_raster
        self._ready: tuple[Method, State] | None = None

    def _narrowed(self, method: Method, state: State, source: Source, token: CancelToken) -> State:
        """The state for one tile; what its prefilter leaves out is counted, not told tile by tile."""
        names, setting = [spec.name for spec in self.known], self.setting
        events = narrowed(method, state, source, names, self.words, setting.options, setting.networks, token)
        state, facts = result_of(events)
        for name in facts.get("left_out", ()):
            self.left_out[name] = self.left_out.get(name, 0) + 1
        return state

    def predict(self, image: Path, shape: tuple[int, int], token: CancelToken) -> Events[tuple[np.ndarray, np.ndarray]]:
        """uint8 (rows, cols) of an image of this `shape`, in the values of the class list, and the confidence.

        Where the image holds no data nothing can be said: 0, or in a closed set its first known class.

        Raises:
            InputError: the image cannot be read, or is not as large as its mask.
        """
        if not self.known:
            return np.zeros(shape, np.uint8), np.full(shape, np.nan, np.float32)
        anything = 0 if self.background else self.known[0].value
        try:
            config = self.setting.config
            source = Source.open(str(image), self.setting.pack, self.setting.options, config.bands, config.reading)
        except NoDataError as error:
            yield Note(error.message, "warning")
            return np.full(shape, anything, np.uint8), np.full(shape, np.nan, np.float32)
        with source:
            grid = source.grid
            if grid.source_shape != shape:
                raise InputError(
                    f"{image.name} has {grid.source_shape[1]} x {grid.source_shape[0]} px, its mask "
                    f"{shape[1]} x {shape[0]}.",
                    "Make them the same size.",
                )
            if self._ready is None or self.by_raster:
                method = self.setting.method(keeps=False)
                brief = Brief(self.known, self.words, self.setting.resolution(source), source)
                self._ready = method, (yield from method.prepare(brief, token))
            method, prepared = self._ready
            state = self._narrowed(method, prepared, source, token)
            scorer = self.setting.scorer(source, method, state, len(self.known), store_gb=0.0)
            decided = result_of(scorer.finish(grid.block, None, token))
            ids = np.where(decided.classes == np.iinfo(decided.classes.dtype).max, 0, decided.classes)
        table = np.array([anything, *(spec.value for spec in self.known)], np.uint8)
        values, confidence = (
            a.repeat(grid.fy, axis=0).repeat(grid.fx, axis=1)[: shape[0], : shape[1]]
            for a in (table[ids], decided.confidence)
        )
        return values, confidence


def score(matrix: np.ndarray, names: dict[int, str]) -> dict[str, Any]:
    """Figures from a confusion matrix.

    Args:
        matrix: int64 (256, 256), rows truth, columns prediction, without ignored pixels.
        names: Class name of each listed value.

    Returns:
        `miou` (0 to 1, over the classes that occur in the truth), `per_class` (iou, precision, recall, pixels),
        `pixel_accuracy`, `pixels`.
    """
    per_class, ious = {}, []
    for value, name in names.items():
        hit = int(matrix[value, value])
        truth, predicted = int(matrix[value].sum()), int(matrix[:, value].sum())
        union = truth + predicted - hit
        iou = hit / union if union else 0.0
        if truth:
            ious.append(iou)
        per_class[name] = {
            "iou": round(iou, 4),
            "precision": round(hit / predicted, 4) if predicted else None,
            "recall": round(hit / truth, 4) if truth else None,
            "pixels": truth,
        }
    total = int(matrix.sum())
    return {
        "miou": round(float(np.mean(ious)), 4) if ious else 0.0,
        "per_class": per_class,
        "pixel_accuracy": round(float(np.trace(matrix)) / total, 4) if total else 0.0,
        "pixels": total,
    }
