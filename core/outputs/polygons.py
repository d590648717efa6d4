"""Polygons from a class raster, and a class raster from polygons: the two editable forms of one result."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Generator, Mapping, Sequence

import numpy as np
import rasterio
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.transform import Affine
from rasterio.windows import Window

from ..errors import InputError
from ..files.category_names import read_category_names
from ..files.class_raster import checksum, verify_raster
from ..files.layers import Field, Layer, publish, refuse_existing, scratch_folder, verify_layer, write_layer
from ..files.rasters import open_classes
from ..progress import CancelToken, Events, Note, Progress, Result, relayed
from ..recipe import LAYER
from ..vocabulary import BACKGROUND
from .attributes import of_regions, region_numbers, take, with_areas
from .coverage import corners, open_unplaced, place, simplify, trace
from .cutting import MOST, Cut, cut
from .fitting import Fitted, fit, whole
from .ground import ground_areas
from .kept import Kept
from .regions import RegionGraph, Regions, count_pairs, label_pieces

Amend = Callable[[Mapping[str, Field], np.ndarray, np.ndarray], dict[str, Field]]
STRIP_PX = 4_000_000  # pixels looked at together; about 200 MB with their labels and pairs
CHUNK = 100_000  # polygons written together
UNSIMPLIFIED = "The polygons' borders could not be simplified without gaps; they follow the pixels instead."


@dataclass
class _Labels:
    """Regions as a raster on disk, and what was measured on the way.

    Attributes:
        path: int32 raster, region number + 1, 0 for nodata.
        mask: uint8 raster, 0 for nodata; None where every pixel has a label.
        nodes: Sorted keys row * (cols + 1) + col of the pixel corners where three or four borders meet.
        means: (regions,) means of confidence and margin; NaN where nothing is known.
        second: (regions,) the most frequent runner-up; -1 where there is none.
    """

    path: Path
    mask: Path | None
    nodes: np.ndarray
    means: dict[str, np.ndarray]
    second: np.ndarray


def polygonise(
    classes_path: str | Path,
    out_path: str | Path,
    class_names: Sequence[str] | None = None,
    *,
    confidence: str | Path | None = None,
    margin: str | Path | None = None,
    second: str | Path | None = None,
    min_area_px: int = 16,
    simplify_px: float = 1.0,
    source: str = "",
    codes: Mapping[int, int] | None = None,
    kept: Kept | None = None,
    amend: Amend | None = None,
    most: int | None = MOST,
    origin: tuple[int, int] = (0, 0),
    token: CancelToken | None = None,
) -> Events[dict[str, Any]]:
    """Make a coverage of polygons: no gaps, no overlaps, borders simplified together, holes kept.

    Crumbs join their neighbour (`regions`); areas are traced along pixel borders with a vertex wherever three
    meet, and simplified as a coverage with its outer border kept (`coverage`). So the polygons' total area is
    the labelled pixels' area, before and after. The raster is read strip by strip; memory and time grow with the
    number of polygons (docs/measurements.md, Polygons).

    Args:
        classes_path: A class raster: 0 background, 1..n, nodata.
        out_path: The GeoPackage to write; must not exist.
        class_names: Names of classes 1..n; None takes the raster's category names.
        confidence: A raster on the same grid, float, 0 to 1.
        margin: A raster on the same grid, float.
        second: A raster on the same grid: the runner-up's class value.
        min_area_px: Areas of fewer pixels join their neighbour with the longest shared border; 0 keeps all.
        simplify_px: Tolerance in pixels; 0 keeps the pixels' stairs.
        source: Written into every polygon's `source`.
        codes: The user's own codes by class value.
        kept: Polygons that stay as they are; in the raster their pixels have the value `kept.mark`.
        amend: Has the last word about the fields; gets them, the polygons, and which of the kept ones each is (or -1).
        most: Corners that a polygon may have; what has more is cut into pieces that share their `region` (`cutting`).
            None: nothing is cut.
        origin: The row and column that the raster's first pixel has in the grid to which the cuts are anchored.
        token: Asked between steps; a simplification that has begun is finished first.

    Yields:
        Progress of the stage "polygons", and notes.

    Returns:
        path, polygons (pieces, too), merged (crumbs), simplified (bool), area_px (labelled pixels), notes, kept
        (polygons), cut_off (of these, see `Fitted`).

    Raises:
        InputError: a raster cannot be read, lies on another grid, or holds a class without a name or no class at all.
        OutputError: `out_path` exists or cannot be written.
        Cancelled: the token was set; nothing is left behind.
    """
    token, out, notes = token or CancelToken(), Path(out_path), []
    with ExitStack() as stack:
        scratch = stack.enter_context(scratch_folder(out))  # clears what a kill left, before the next line looks
        refuse_existing(out)
        classes = _open(stack, classes_path)
        extras = {
            name: _open(stack, path, classes)
            for name, path in (("confidence", confidence), ("margin", margin), ("second", second))
            if path is not None
        }
        names = _names(class_names, Path(classes_path))
        if kept is not None:
            names[kept.mark] = LAYER  # a name that nobody sees: what has this value is replaced
        mark = -1 if kept is None else kept.mark
        regions = yield from _find_regions(classes, min_area_px, mark, token)
        _check_names(regions.classes, names, Path(classes_path))
        labels = yield from _measure(classes, regions, extras, scratch, token)
        traced = yield from _trace(labels, token)
        pixels, simplified = yield from _simplify(traced, simplify_px, token)
        fitted = whole(pixels)
        if kept is not None:
            yield _step(0.82, f"Fitting {len(kept.geometry):,} corrected polygons in")
            fitted = _fit(kept, regions, [pixels, traced] if simplified else [pixels], classes.transform, min_area_px)
        if simplify_px > 0 and not simplified:
            notes.append(UNSIMPLIFIED)
            yield Note(UNSIMPLIFIED, "warning")
        fields = of_regions(regions.classes, labels.means, labels.second, names, source, codes or {}, mark)
        fields = fitted.fields(fields, kept.fields if kept is not None else {})
        if amend is not None:
            fields = amend(fields, fitted.pixels, fitted.kept)
        pieces = yield from _cut(fitted, most, min_area_px, origin, token)
        if len(pieces.of) > len(fitted.pixels):
            notes.append(pieces.in_words())
            yield Note(notes[-1])
        region = region_numbers(fields)[pieces.of]
        fields = {name: take(field, pieces.of) for name, field in fields.items()}
        placed = place(pieces.pixels, classes.transform)
        fields = with_areas(fields, ground_areas(placed, classes.crs), region)
        yield from write_polygons(scratch / out.name, placed, fields, classes.crs, token)
        publish([(scratch / out.name, out)], scratch)
    return {
        "path": str(out),
        "polygons": len(pieces.pixels),
        "merged": regions.merged,
        "simplified": simplified,
        "area_px": int(regions.area_px.sum()),
        "notes": notes,
        "kept": fitted.kept_count,
        "cut_off": fitted.cut_off,
    }


def _open(stack: ExitStack, path: str | Path, like: rasterio.DatasetReader | None = None) -> rasterio.DatasetReader:
    try:
        raster = stack.enter_context(open_classes(path))
    except RasterioError as error:
        raise InputError(f"{Path(path).name} cannot be read as a raster.", "Is it complete?") from error
    if like is None and raster.dtypes[0] not in ("uint8", "uint16"):
        raise InputError(
            f"{Path(path).name} holds {raster.dtypes[0]} values; a class raster holds uint8 or uint16.",
            "Choose the class raster of a run.",
        )
    if like is not None and not _grids_agree(raster, like):
        raise InputError(
            f"{Path(path).name} does not lie on the grid of {Path(like.name).name}.", "Use rasters of one run."
        )
    return raster


def _read(raster: rasterio.DatasetReader, window: Window) -> np.ndarray:
    try:
        return raster.read(1, window=window)
    except RasterioError as error:
        raise InputError(f"{Path(raster.name).name} cannot be read to its end.", "Is it complete?") from error


def _grids_agree(one: rasterio.DatasetReader, other: rasterio.DatasetReader) -> bool:
    return one.shape == other.shape and np.allclose(one.transform, other.transform, rtol=1e-12, atol=1e-9)


def same_grid(one: str | Path, other: str | Path) -> bool:
    """Whether two rasters lie pixel on pixel; False where one cannot be read."""
    try:
        with open_classes(one) as first, open_classes(other) as second:
            return _grids_agree(first, second)
    except RasterioError:
        return False


def _names(class_names: Sequence[str] | None, path: Path) -> dict[int, str]:
    """Class names by value, background included."""
    if class_names is not None:
        return {0: BACKGROUND, **dict(enumerate(class_names, start=1))}
    names = read_category_names(path)
    if not names:
        raise InputError(
            f"{path.name} does not say what its classes are called.",
            f"Keep {path.name}.aux.xml beside it when you move or copy it.",
        )
    return {0: BACKGROUND, **dict(enumerate(names))}


def _check_names(values: np.ndarray, names: Mapping[int, str], path: Path) -> None:
    if not values.size:
        raise InputError(f"{path.name} holds no labelled pixel.", "There is nothing to make polygons of.")
    unknown = sorted({int(v) for v in np.unique(values)} - {value for value, name in names.items() if name})
    if unknown:
        raise InputError(
            f"{path.name} holds the value {unknown[0]}, which is none of its classes.",
            f"Its classes are {', '.join(f'{v} {n}' for v, n in list(names.items())[:20])}.",
        )


def _nodata(raster: rasterio.DatasetReader) -> int:
    return -1 if raster.nodata is None else int(raster.nodata)


def _strips(raster: rasterio.DatasetReader) -> list[Window]:
    """Windows of whole rows from top to bottom, a whole number of the file's blocks high where that is not too much."""
    rows = max(STRIP_PX // raster.width, 1)
    rows = rows // raster.block_shapes[0][0] * raster.block_shapes[0][0] or rows
    return [Window(0, row, raster.width, min(rows, raster.height - row)) for row in range(0, raster.height, rows)]


def _step(share: float, message: str) -> Progress:
    return Progress("polygons", message, min(int(share * 100), 100), 100)


def _find_regions(
    classes: rasterio.DatasetReader, min_area_px: int, mark: int, token: CancelToken
) -> Generator[Progress, None, Regions]:
    graph, strips = RegionGraph(_nodata(classes)), _strips(classes)
    for index, window in enumerate(strips):
        token.check()
        graph.add_strip(_read(classes, window))
        yield _step(0.15 * (index + 1) / len(strips), "Finding areas")
    token.check()
    regions = graph.merge(min_area_px, mark)
    yield _step(0.20, "Merging crumbs")
    return regions


def _measure(
    classes: rasterio.DatasetReader,
    regions: Regions,
    extras: Mapping[str, rasterio.DatasetReader],
    folder: Path,
    token: CancelToken,
) -> Generator[Progress, None, _Labels]:
    """Write the regions as a raster; measure means and runner-ups per region, find the corners where borders meet."""
    count, strips, nodata = regions.classes.size, _strips(classes), _nodata(classes)
    profile = {"driver": "GTiff", "width": classes.width, "height": classes.height, "count": 1, "BIGTIFF": "IF_SAFER"}
    sums = {name: (np.zeros(count), np.zeros(count)) for name in ("confidence", "margin") if name in extras}
    pairs, nodes, pieces = [], [], 0
    above = np.zeros((1, classes.width + 2), np.int32)
    empty, crc, mask_crc = False, 0, 0
    path, within = folder / "regions.tif", folder / "mask.tif"
    with ExitStack() as stack:
        target = stack.enter_context(open_unplaced(path, "w", dtype="int32", **profile))
        mask = stack.enter_context(open_unplaced(within, "w", dtype="uint8", **profile))
        for index, window in enumerate(strips):
            token.check()
            local = label_pieces(_read(classes, window), nodata)
            table = np.concatenate([[0], regions.of_piece[pieces : pieces + int(local.max(initial=0))] + 1])
            pieces += table.size - 1
            strip = table.astype(np.int32)[local]
            known_px = (strip > 0).astype(np.uint8)
            target.write(strip, 1, window=window)
            mask.write(known_px, 1, window=window)
            crc, mask_crc = checksum(strip, crc), checksum(known_px, mask_crc)
            empty |= bool((strip == 0).any())
            for name, (total, known) in sums.items():
                _add(strip, _read(extras[name], window), total, known)
            if "second" in extras:
                pairs.append(_runner_ups(strip, _read(extras["second"], window), regions.classes))
            framed = np.pad(strip, ((0, 1 if index == len(strips) - 1 else 0), (1, 1)))
            nodes.append(corners(np.concatenate([above, framed]), int(window.row_off)))
            above = framed[-1:]
            yield _step(0.20 + 0.15 * (index + 1) / len(strips), "Measuring areas")
    verify_raster(path, crc)  # what is traced is read by GDAL: a full disk would leave areas out
    verify_raster(within, mask_crc)
    means = {
        name: np.divide(total, known, out=np.full(count, np.nan), where=known > 0)
        for name, (total, known) in sums.items()
    }
    return _Labels(path, within if empty else None, np.concatenate(nodes), means, _most_frequent(pairs, count))


def _add(strip: np.ndarray, values: np.ndarray, total: np.ndarray, known: np.ndarray) -> None:
    usable = (strip > 0) & np.isfinite(values)
    region = strip[usable] - 1
    total += np.bincount(region, weights=values[usable], minlength=total.size)
    known += np.bincount(region, minlength=total.size)


def _runner_ups(strip: np.ndarray, second: np.ndarray, classes: np.ndarray) -> tuple[np.ndarray, ...]:
    """How often each runner-up occurs in each region; where a merged crumb's is the polygon's own class, it is none."""
    usable = strip > 0
    region, value = strip[usable] - 1, second[usable]
    other = value != classes[region]
    return count_pairs(region[other], value[other])


def _most_frequent(pairs: Sequence[tuple[np.ndarray, ...]], count: int) -> np.ndarray:
    best = np.full(count, -1, np.int64)
    if pairs:
        region, value, times = count_pairs(*(np.concatenate(part) for part in zip(*pairs)))
        order = np.lexsort((-value, times, region))  # ties: the lower class value
        best[region[order]] = value[order]  # the last assignment wins
    return best


def _trace(labels: _Labels, token: CancelToken) -> Generator[Progress, None, np.ndarray]:
    """(regions,) polygons in pixel units, in the order of the regions."""
    yield _step(0.35, "Tracing areas")
    count, done, found = labels.second.size, 0, []
    for numbers, polygons in trace(labels.path, labels.mask, labels.nodes):
        token.check()
        found.append((numbers, polygons))
        done += numbers.size
        yield _step(0.35 + 0.15 * done / count, "Tracing areas")
    numbers, polygons = (np.concatenate(part) for part in zip(*found))
    return polygons[np.argsort(numbers, kind="stable")]


def _steps(
    shares: Generator[float, None, Result], begin: float, end: float, message: str, token: CancelToken
) -> Generator[Progress, None, Result]:
    """A part of the work as a stretch of the whole; it may be cancelled wherever it yields."""

    def step(share: float) -> Progress:
        token.check()
        return _step(begin + (end - begin) * share, message)

    return (yield from relayed(shares, step))


def _simplify(
    pixels: np.ndarray, tolerance_px: float, token: CancelToken
) -> Generator[Progress, None, tuple[np.ndarray, bool]]:
    """Polygons to keep, and whether they were simplified."""
    token.check()
    if tolerance_px <= 0:
        return pixels, False
    message = f"Simplifying the borders of {len(pixels):,} polygons"
    simple = yield from _steps(simplify(pixels, tolerance_px), 0.50, 0.82, message, token)
    token.check()
    return (pixels, False) if simple is None else (simple, True)


def _fit(kept: Kept, regions: Regions, tries: Sequence[np.ndarray], transform: Affine, min_area_px: int) -> Fitted:
    """The first coverage into which the kept polygons fit without gaps; else the last one all the same."""
    shapes = kept.on_grid(tuple(transform)[:6])
    for pixels in tries:
        fitted = fit(pixels, regions.classes == kept.mark, shapes, min_area_px)
        if fitted.sound:
            break
    return fitted


def _cut(
    fitted: Fitted, most: int | None, min_area_px: int, origin: tuple[int, int], token: CancelToken
) -> Generator[Progress, None, Cut]:
    """What is too large in pieces; a kept polygon stays whole."""
    if most is None:
        return Cut(fitted.pixels, np.arange(len(fitted.pixels)))
    shares = cut(fitted.pixels, fitted.kept < 0, most=most, least_px=min_area_px, origin=origin)
    return (yield from _steps(shares, 0.82, 0.85, "Cutting large polygons", token))


def write_polygons(
    path: Path, geometry: np.ndarray, fields: Mapping[str, Field], crs: CRS | None, token: CancelToken
) -> Generator[Progress, None, None]:
    """The GeoPackage, in version 1.2: QGIS 3.22 warns about newer ones."""
    options = {} if crs else {"SRID": "-1"}  # "undefined Cartesian"; GDAL would invent a system of its own
    for start in range(0, len(geometry), CHUNK):
        token.check()
        yield _step(0.85 + 0.15 * start / len(geometry), "Writing polygons")
        part = slice(start, start + CHUNK)
        chosen = {name: Field(f.values[part], f.missing[part], f.kind, f.boolean) for name, f in fields.items()}
        layer = Layer(
            LAYER, geometry[part], np.arange(start, start + len(geometry[part])), chosen, crs.to_wkt() if crs else ""
        )
        write_layer(path, layer, "GPKG", append=start > 0, dataset_options={"VERSION": "1.2"}, layer_options=options)
    verify_layer(path, np.asarray(geometry, object))
    yield _step(1.0, f"{len(geometry):,} polygons")
