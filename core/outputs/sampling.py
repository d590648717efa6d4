"""A stratified random sample of a finished map: points that a person judges without seeing what the map says.

The strata are the classes of the map, background among them (Olofsson et al. 2014, section 5.1). In each one, pixels
are drawn without replacement, all alike, by a seed and the class: other classes change nothing. The points' order is
random across classes, so that what was judged until any moment is a stratified random sample, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from rasterio.transform import Affine
from rasterio.windows import Window

from ..accuracy import LEAST, allocate
from ..commands import DrawSample
from ..errors import InputError
from ..files.class_raster import STRIP
from ..files.layers import Field, Layer, publish, refuse_existing, scratch_folder, verify_layer, write_layer
from ..files.rasters import open_classes
from ..progress import CancelToken, Events, Note, Progress
from ..recipe import CLASSES
from ..results import ClassTable, current_files, is_edited
from ..sample import AT, BY, ID, KEY, LABEL, LABEL_ID, LAYER, NOTES, Sample
from ..vocabulary import BACKGROUND
from .class_list import moved_now, names_now, specs_now
from .ground import ground_areas

ALLOCATIONS = ("proportional", "equal")
MOST = 10_000  # points: nobody judges more


def draw_sample(asked: DrawSample, token: CancelToken) -> Events[dict[str, Any]]:
    """Draw a sample and write its points.

    Returns:
        path, points, classes (name, pixels and points of each), notes.

    Raises:
        InputError: there is no finished map, it holds one class only, or the numbers make no sense.
        OutputError: the file exists or cannot be written.
        Cancelled: the user's wish.
    """
    target = Path(asked.out).with_suffix(".gpkg")
    _check(asked)
    refuse_existing(target)
    raster = map_of(asked.run)
    notes = _notes(raster)
    try:
        with open_classes(raster) as dataset:
            moved = moved_now(raster)
            pixels = yield from count_classes(dataset, moved, token)
            if len(pixels) < 2:
                raise InputError(
                    f"{raster.name} holds one class only: there is nothing to confuse.", "Choose another result."
                )
            given = allocate(pixels, asked.points, asked.at_least, asked.allocation == "equal")
            if sum(given.values()) < asked.points:
                notes.append(f"The map has no more than {sum(given.values())} pixels: each of them is a point.")
            if any(given[i] < min(LEAST, pixels[i]) for i in pixels):
                notes.append(f"A class has fewer than {LEAST} points; its accuracy will be known roughly at best.")
            rows, cols, strata = yield from _draw(dataset, moved, pixels, given, asked.seed, token)
            points = _centres(rows, cols, dataset.transform)
            crs = dataset.crs.to_wkt() if dataset.crs else ""
            area = _pixel_m2(dataset)
    except RasterioError as error:
        raise InputError(f"{raster.name} cannot be read as a raster.", "Is it complete?") from error
    names, colours = classes_of(raster, list(pixels))
    sample = Sample(
        str(raster.parent.absolute()),
        raster.name,
        asked.seed,
        asked.allocation,
        pixels,
        names,
        colours,
        area,
        tuple(strata.tolist()),
    )
    yield Progress("write", "Writing the points", 0, 1)
    with scratch_folder(target) as scratch:
        made = scratch / target.name
        write_layer(
            made,
            _layer(points, crs),
            "GPKG",
            geometry_type="Point",
            dataset_options={"VERSION": "1.2"},
            metadata={KEY: sample.to_text()},
        )
        verify_layer(made, points)
        publish([(made, target)], scratch)
    for note in notes:
        yield Note(note)
    return {
        "path": str(target),
        "points": len(points),
        "classes": [{"id": i, "name": names[i], "pixels": pixels[i], "points": given[i]} for i in pixels],
        "notes": notes,
    }


def map_of(run: str | Path) -> Path:
    """The class raster that counts of a run; `run` may also be a class raster itself.

    Raises:
        InputError: there is none.
    """
    path = Path(run)
    if path.is_file():
        return path
    found = current_files(path)["classes"]
    if not found.is_file():
        raise InputError(f"{path} holds no finished map.", "Choose the folder of a finished run.")
    return found


def count_classes(dataset: DatasetReader, moved: dict[int, int], token: CancelToken) -> Events[dict[int, int]]:
    """Pixels of each class, by id; those of classes that are gone count for what took their place.

    Yields:
        Progress.

    Raises:
        InputError: no pixel has a class, or the values are no class ids.
    """
    if dataset.dtypes[0] not in ("uint8", "uint16"):
        raise InputError(f"{Path(dataset.name).name} is no class raster.", "Choose the classes.tif of a run.")
    found = np.zeros(1 << 16, np.int64)
    for row, strip in _strips(dataset, token):
        yield Progress("check", "Counting the classes", row, dataset.height)
        found += np.bincount(strip.ravel(), minlength=found.size)
    if dataset.nodata is not None:
        found[int(dataset.nodata)] = 0
    pixels: dict[int, int] = {}
    for value in np.flatnonzero(found).tolist():
        now = moved.get(value, value)
        pixels[now] = pixels.get(now, 0) + int(found[value])
    if not pixels:
        raise InputError(f"No pixel of {Path(dataset.name).name} has a class.", "Choose another result.")
    return dict(sorted(pixels.items()))


def classes_of(raster: Path, there: list[int]) -> tuple[dict[int, str], dict[int, str]]:
    """Names and colours of the classes that can be judged, and of those that are on the map, by id."""
    names = {value: name for value, name in enumerate(names_now(raster)) if name}
    names[0] = BACKGROUND
    specs = ClassTable.of_specs(specs_now(raster)).entries
    colours = {entry.value: entry.spec.colour for entry in specs if entry.value in names}
    for k in there:
        names.setdefault(k, f"class {k}")
    return dict(sorted(names.items())), colours


def _check(asked: DrawSample) -> None:
    if asked.allocation not in ALLOCATIONS:
        raise InputError(
            f"“{asked.allocation}” is no way to share points among classes.", "Choose proportional or equal."
        )
    if not 2 <= asked.points <= MOST:
        raise InputError(f"A sample has from 2 to {MOST:,} points.", "Choose another number; 300 is a good beginning.")
    if asked.at_least < 2:
        raise InputError("Each class needs at least two points.", "Choose a larger number; 30 is a good beginning.")
    if asked.seed < 0:
        raise InputError("The seed is a whole number from 0 on.", "Choose another one.")


def _notes(raster: Path) -> list[str]:
    """What people should know before they judge: polygons that were corrected and are not in the class raster yet."""
    folder = raster.parent
    if raster.name != CLASSES or not is_edited(folder):
        return []
    return [
        "Polygons of this run were edited and not burnt into its class raster: the sample is of the raster as it is. "
        "Burn them first, where the edited polygons are the map."
    ]


def _strips(dataset: DatasetReader, token: CancelToken) -> Iterator[tuple[int, np.ndarray]]:
    for row in range(0, dataset.height, STRIP):
        token.check()
        yield row, dataset.read(1, window=Window(0, row, dataset.width, min(STRIP, dataset.height - row)))


def _draw(
    dataset: DatasetReader,
    moved: dict[int, int],
    pixels: dict[int, int],
    given: dict[int, int],
    seed: int,
    token: CancelToken,
) -> Events[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Rows, columns and classes of the points, in the order in which they are judged."""
    # which of the pixels of a class, counted from top left in reading order
    ranks = {
        value: np.sort(np.random.default_rng([seed, value]).choice(count, given[value], replace=False, shuffle=False))
        for value, count in pixels.items()
    }
    now = np.arange(1 << 16, dtype=np.int32)  # what counts in the place of each value; -1 for none
    for old, new in moved.items():
        now[old] = new
    if dataset.nodata is not None:
        now[int(dataset.nodata)] = -1
    passed = dict.fromkeys(pixels, 0)
    rows, cols, strata = [], [], []
    for top, strip in _strips(dataset, token):
        yield Progress("check", "Drawing the points", top, dataset.height)
        values = now[strip.ravel()]
        counts = np.bincount(values + 1, minlength=max(pixels) + 2)
        for value in pixels:
            here, low = int(counts[value + 1]), passed[value]
            chosen = ranks[value][(ranks[value] >= low) & (ranks[value] < low + here)] - low
            passed[value] += here
            if chosen.size:
                places = np.flatnonzero(values == value)[chosen]
                rows.append(top + places // dataset.width)
                cols.append(places % dataset.width)
                strata.append(np.full(places.size, value))
    order = np.random.default_rng([seed, 1 << 20]).permutation(sum(given.values()))
    return np.concatenate(rows)[order], np.concatenate(cols)[order], np.concatenate(strata)[order]


def _centres(rows: np.ndarray, cols: np.ndarray, transform: Affine) -> np.ndarray:
    x, y = transform * (cols + 0.5, rows + 0.5)
    return shapely.points(x, y)


def _pixel_m2(dataset: DatasetReader) -> float | None:
    """The mean ground area of a pixel; in degrees they differ by rows, and only the mean is known."""
    corners = [dataset.transform * place for place in ((0, 0), (dataset.width, 0), (dataset.width, dataset.height))]
    corners.append(dataset.transform * (0, dataset.height))
    areas = ground_areas(np.array([shapely.Polygon(corners)], object), dataset.crs)
    return None if areas is None else float(areas[0]) / (dataset.width * dataset.height)


def _layer(points: np.ndarray, crs: str) -> Layer:
    count = len(points)
    none, empty = np.ones(count, bool), np.full(count, None, object)
    text = Field(empty, none)
    fields = {
        ID: Field(np.arange(1, count + 1, dtype=np.int32), ~none, "OFTInteger"),
        LABEL: text,
        LABEL_ID: Field(np.zeros(count, np.int32), none, "OFTInteger"),
        BY: text,
        AT: text,
        NOTES: text,
    }
    return Layer(LAYER, points, np.arange(1, count + 1), fields, crs)
