"""The accuracy report of a map: judged points to an HTML page with the map's picture, and tables as CSV."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader

from ..accuracy import Accuracy, Estimate, estimate, may_stop, scaled, short_of_points
from ..accuracy_words import CHANGED
from ..commands import ReportAccuracy
from ..errors import InputError
from ..files.layers import Layer, read_layer, scratch_folder, snapshot
from ..files.map_picture import Mark, map_picture
from ..files.rasters import open_classes
from ..progress import CancelToken, Events, Note, Progress
from ..sample import BY, ID, LABEL, LABEL_ID, LAYER, Sample, read_sample
from .accuracy_page import Page, page_of
from .answers import read_answers
from .class_list import moved_now
from .datasets import publish_folder, refuse_full
from .sampling import count_classes, map_of

HTML, MATRIX, BY_CLASS = "report.html", "matrix.csv", "classes.csv"
PICTURE_PX = 900  # longer side of the map's picture


def report_accuracy(asked: ReportAccuracy, token: CancelToken) -> Events[dict[str, Any]]:
    """Write the report into a new folder, which appears when it is complete.

    Returns:
        path, html, judged, drawn, overall and half (0 to 1), may_stop, files, notes.

    Raises:
        InputError: the points are no sample, or a class has fewer than two judged ones.
        OutputError: the folder exists or cannot be written.
        Cancelled: the user's wish.
    """
    target, source = Path(asked.out), Path(asked.points)
    refuse_full(target)
    raster = map_of(asked.run)
    with scratch_folder(target) as scratch:
        sample, layer = read_points(source, scratch)
        answered, told = layer, source
        if asked.answers:
            told = Path(asked.answers)
            answered = read_answers(told, layer, _side(raster), scratch)
        judged = judged_points(answered, sample, told.name)
        counts = sample.counts(judged)
        _check(sample, counts, told.name)
        found = estimate(sample.pixels, counts)
        token.check()
        try:
            with open_classes(raster) as dataset:
                moved = moved_now(raster)
                pixels = yield from count_classes(dataset, moved, token)
                notes = [] if pixels == dict(sample.pixels) else [CHANGED]
                picture = _picture(dataset, moved, sample, layer, judged)
        except RasterioError as error:
            raise InputError(f"{raster.name} cannot be read as a raster.", "Is it complete?") from error
        yield Progress("write", "Writing the report", 0, 1)
        made = scratch / "made"
        made.mkdir()
        stop = may_stop(sample.pixels, counts, sample.drawn)
        by = [str(name) for name in np.unique(_present(answered, BY).astype(str))]
        page = Page(sample, found, stop, len(judged), picture, by, notes, Path(sample.run).name, asked.words)
        (made / HTML).write_text(page_of(page), encoding="utf-8")
        _write_matrix(made / MATRIX, sample, found)
        _write_classes(made / BY_CLASS, sample, found)
        files = sorted(file.name for file in made.iterdir())
        publish_folder(made, target)
    for note in notes:
        yield Note(note)
    return {
        "path": str(target),
        "html": str(target / HTML),
        "judged": len(judged),
        "drawn": len(sample.strata),
        "overall": found.overall.value,
        "half": found.overall.half,
        "may_stop": stop,
        "files": files,
        "notes": notes,
    }


def read_points(source: Path, scratch: Path) -> tuple[Sample, Layer]:
    """A sample and its points as they are saved; the file may be open in QGIS.

    Raises:
        InputError: it cannot be read, or is no sample.
    """
    if not source.is_file():
        raise InputError(f"{source.name} does not exist.", f"Look for it in {source.parent}.")
    sample = read_sample(snapshot(source, scratch), source.name)  # QGIS may have it open, and answers beside it
    layer = read_layer(source, LAYER, scratch)
    if ID not in layer.fields or LABEL_ID not in layer.fields:
        raise InputError(f"{source.name} has no field “{ID}” or “{LABEL_ID}” any more.", "Bring the fields back.")
    return sample, layer


def judged_points(layer: Layer, sample: Sample, name: str) -> dict[int, int]:
    """The class that was judged, by the points' ids; what was not judged is left out.

    Raises:
        InputError: a point has a class that there is not, or two points have one id.
    """
    ids, labels = layer.fields[ID], layer.fields[LABEL_ID]
    texts = layer.fields.get(LABEL)
    by_name = {text: value for value, text in sample.names.items()}
    judged: dict[int, int] = {}
    for row in range(layer.fids.size):
        if ids.missing[row] or not 0 < int(ids.values[row]) <= len(sample.strata):
            raise InputError(
                f"{name} has a point that was not drawn.", "Remove points that you added: only drawn ones count."
            )
        if not labels.missing[row]:
            value = int(labels.values[row])
        elif texts is not None and not texts.missing[row] and str(texts.values[row]) in by_name:
            value = by_name[str(texts.values[row])]  # filled in by hand, or by another program
        else:
            continue
        if value not in sample.names:
            raise InputError(
                f"Point {int(ids.values[row])} of {name} was judged as class {value}, which the map does not have.",
                "Choose one of its classes for it.",
            )
        if int(ids.values[row]) in judged:
            raise InputError(f"Two points of {name} have the id {int(ids.values[row])}.", "Remove one of them.")
        judged[int(ids.values[row])] = value
    return judged


def _side(raster: Path) -> float:
    """Of the map's pixels, in its coordinates."""
    try:
        with open_classes(raster) as dataset:
            return float(abs(dataset.transform.a))
    except RasterioError as error:
        raise InputError(f"{raster.name} cannot be read as a raster.", "Is it complete?") from error


def _check(sample: Sample, counts: Mapping[tuple[int, int], int], name: str) -> None:
    if not counts:
        raise InputError(f"No point of {name} was judged yet.", "Judge its points first.")
    short = short_of_points(sample.pixels, counts)
    if short:
        named = ", ".join(sample.names.get(value, str(value)) for value in short)
        raise InputError(
            f"Fewer than two points were judged where the map says: {named}.", "Judge more points, then try again."
        )


def _present(layer: Layer, name: str) -> np.ndarray:
    field = layer.fields.get(name)
    return np.array([], object) if field is None else field.values[~field.missing]


def _picture(
    dataset: DatasetReader, moved: dict[int, int], sample: Sample, layer: Layer, judged: Mapping[int, int]
) -> bytes:
    scale = max(dataset.height, dataset.width) / PICTURE_PX
    shape = (max(1, round(dataset.height / max(scale, 1))), max(1, round(dataset.width / max(scale, 1))))
    values = dataset.read(1, out_shape=shape).astype(np.int64)
    for old, now in moved.items():
        values[values == old] = now
    nodata = -1 if dataset.nodata is None else int(dataset.nodata)
    there = ~(shapely.is_missing(layer.geometry) | shapely.is_empty(layer.geometry))
    marks = []
    for id_, point in zip(layer.fields[ID].values[there].tolist(), layer.geometry[there]):
        col, row = ~dataset.transform * (point.x, point.y)
        right = sample.strata[id_ - 1] == judged[id_] if id_ in judged else None
        marks.append(Mark(col / dataset.width, row / dataset.height, right))
    return map_picture(values, nodata, sample.colours, marks, PICTURE_PX)


def _write_matrix(path: Path, sample: Sample, found: Accuracy) -> None:
    names = [sample.names.get(value, str(value)) for value in found.classes]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["what", "map", *names])
        for what, table in (("points", found.points), ("share", found.shares)):
            for i in sample.pixels:
                row = [table.get((i, j), 0) for j in found.classes]
                out.writerow([what, sample.names.get(i, str(i)), *(_number(value) for value in row)])


def _write_classes(path: Path, sample: Sample, found: Accuracy) -> None:
    whole = sum(sample.pixels.values())
    area = whole * sample.pixel_m2 if sample.pixel_m2 else float(whole)
    unit = "m2" if sample.pixel_m2 else "px"
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        pairs = [f"{what}{tail}" for what in ("users", "producers", f"area_{unit}") for tail in ("", "_half_95")]
        out.writerow(["id", "class", "pixels", f"mapped_{unit}", *pairs])
        for value in found.classes:
            pixels = sample.pixels.get(value, 0)
            users = found.users.get(value, Estimate(None, None))
            rows = (users, found.producers[value], scaled(found.areas[value], area))
            cells = [_number(number) for each in rows for number in (each.value, each.half)]
            mapped = _number(pixels / whole * area)
            out.writerow([value, sample.names.get(value, str(value)), pixels, mapped, *cells])
        overall = [_number(found.overall.value), _number(found.overall.half)]
        out.writerow(["", "overall", whole, _number(area), *overall, "", "", "", ""])


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.10g}"
