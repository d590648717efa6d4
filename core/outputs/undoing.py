"""Taking a teaching back: the generation before it once more, with what a person has done since on top."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, Mapping

import numpy as np
import shapely
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.transform import Affine
from rasterio.windows import Window

from ..errors import InputError
from ..files.category_names import names_file, write_category_names
from ..files.class_raster import STRIP, Frame, class_dtype, class_writer
from ..files.layers import Field, Layer, read_layer, scratch_folder
from ..files.rasters import open_classes
from ..lattice import Block
from ..progress import CancelToken, Events, Note, Progress
from ..recipe import CLASSES, CONFIDENCE, LAYER, SEGMENTS, read_recipe
from ..results import newest, next_generation, read_lessons, to_undo
from ..vocabulary import BACKGROUND
from .attributes import column, complete, region_numbers, with_areas
from .class_list import moved_now, specs_now
from .coverage import place
from .fitting import fit, on_fine_grid
from .generation import Generation, changed_share
from .ground import ground_areas
from .keeping import corrected_now
from .kept import Burning, Kept
from .polygons import write_polygons

SAYS = ("class_id", "reviewed", "notes", "origin", "reviewer", "reviewed_at", "was")
SAME = 0.005


def undo_teaching(run: str | Path, token: CancelToken) -> Events[dict[str, Any]]:
    """Show what was there before the last teaching again, as one more generation; no file is replaced or removed.

    Polygons that a person has looked at or made since stay as they are, in the polygons and in the class raster.

    Args:
        run: Folder of the run.
        token: Asked between steps; a cancelled undo leaves nothing.

    Returns:
        As `teach`, less what was learned: `classes`, `confidence`, `segments`, `lesson` (paths), `generation`,
        `undoes` (the generation that is taken back), `kept` (polygons that stay on top), `changed`, `notes`.

    Raises:
        InputError: nothing was taught, or what was there before is gone.
        OutputError: the disk does not take it; nothing is left.
    """
    folder = Path(run)
    recipe = read_recipe(folder)
    step = to_undo(read_lessons(folder))
    if step is None:
        raise InputError("Nothing was taught in this run that could be taken back.", "Choose another run.")
    before = {key: folder / Path(name).name for key, name in step["from"].items()}
    gone = [path.name for path in before.values() if not path.is_file()]
    if gone:
        raise InputError(f"{gone[0]}, which was there before the teaching, is gone.", "Bring it back.")
    with scratch_folder(folder / CLASSES) as scratch:
        yield Progress("check", "Reading the polygons", 0, 1)
        now = newest(folder, CLASSES)
        classes, moved = specs_now(now), moved_now(now)
        layer = read_layer(newest(folder, SEGMENTS), LAYER, scratch)
        earlier = read_layer(before["segments"], LAYER, scratch)
        kept = corrected_now(folder, classes, layer, scratch)
        kept = kept.only(np.flatnonzero(_changed(kept, earlier, _pixel(before["classes"]))))
        number = next_generation(folder)
        made = Generation(folder, scratch, number, classes, moved, kept, ())
        yield Progress("write", "Writing the rasters", 0, 1)
        transform, crs = _raster(before["classes"], made)
        shutil.copyfile(before["confidence"], made.pending(CONFIDENCE))
        token.check()
        notes = yield from _polygons(earlier, made, transform, crs, int(_least(recipe)), token)
        token.check()
        record = {
            "generation": number,
            "undoes": step["generation"],
            "from": {key: newest(folder, name).name for key, name in _NAMES.items()},
            "kept": len(kept.geometry),
        }
        changed = changed_share(now, made.pending(CLASSES))
        paths = made.publish(record)
    yield Progress("polygons", "Done", 1, 1)
    said = {"generation": number, "undoes": record["undoes"], "kept": record["kept"], "changed": changed}
    return {**paths, **said, "notes": notes}


_NAMES = {"classes": CLASSES, "confidence": CONFIDENCE, "segments": SEGMENTS}


def _least(recipe: Mapping[str, Any]) -> int:
    return int(recipe["identity"].get("options", {}).get("min_area_px", 16))


def _pixel(raster: Path) -> float:
    """The side of a raster's pixel, in its own units."""
    with open_classes(raster) as opened:
        return float(abs(opened.transform.determinant) ** 0.5)


def _said(fields: Mapping[str, Field], count: int) -> list[dict[str, str | None]]:
    """What a person may have said of each polygon."""
    own = {name: field for name, field in fields.items() if name in SAYS}
    return [{n: None if f.missing[k] else str(f.values[k]) for n, f in own.items()} for k in range(count)]


def _changed(kept: Kept, earlier: Layer, pixel: float) -> np.ndarray:
    """Which polygons were not there before as they are now: bool. Fitting moves corners by less than `SAME` pixels."""
    now = _said(kept.fields, len(kept.geometry))
    then = _said(complete(len(earlier.geometry), earlier.fields), len(earlier.geometry))
    changed = np.ones(len(kept.geometry), bool)
    tree = shapely.STRtree(earlier.geometry)
    for row, shape in enumerate(kept.geometry):
        for other in tree.query(shape, predicate="intersects"):
            if now[row] == then[other]:
                apart = shapely.area(shapely.symmetric_difference(shape, earlier.geometry[other]))
                if apart <= SAME * pixel * shapely.length(shape):
                    changed[row] = False
                    break
    return changed


def _raster(before: Path, made: Generation) -> tuple[tuple[float, ...], CRS | None]:
    """The class raster of before with what is kept, and its names; its transform and coordinate system."""
    out = made.pending(CLASSES)
    try:
        with open_classes(before) as raster:
            transform, crs = tuple(raster.transform)[:6], raster.crs
            frame = Frame(raster.height, raster.width, transform, crs.to_wkt() if crs else "")
            burning = Burning(made.kept, transform)
            nodata = np.iinfo(class_dtype(len(made.classes))).max
            with class_writer(out, frame, made.classes) as writer:
                for row in range(0, raster.height, STRIP):
                    rows = min(STRIP, raster.height - row)
                    values = raster.read(1, window=Window(0, row, raster.width, rows))
                    given = values.astype(class_dtype(len(made.classes)))
                    for gone, into in made.moved.items():
                        given[values == gone] = into
                    given[values == raster.nodata] = nodata
                    said = burning.classes(Block(row, 0, rows, raster.width))
                    writer.write(np.where((said >= 0) & (given != nodata), said, given).astype(given.dtype))
    except RasterioError as error:
        raise InputError(f"{before.name} cannot be read to its end.", "Is it complete?") from error
    write_category_names(names_file(out), [BACKGROUND, *(spec.name for spec in made.classes)])
    return transform, crs


def _polygons(
    earlier: Layer, made: Generation, transform: tuple[float, ...], crs: CRS | None, least: int, token: CancelToken
) -> Events[list[str]]:
    """The polygons of before, with those that are kept fitted in; what is to be told."""
    pixels = _in_pixels(earlier.geometry, transform)
    fields = _as_now(complete(len(pixels), earlier.fields), earlier, made)
    notes: list[str] = []
    if not len(made.kept.geometry):
        yield from write_polygons(made.pending(SEGMENTS), earlier.geometry, fields, crs, token)
        return notes
    yield Progress("polygons", f"Fitting {len(made.kept.geometry):,} corrected polygons in", 0, 1)
    fitted = fit(pixels, np.zeros(len(pixels), bool), made.kept.on_grid(transform), least)
    if not fitted.sound:
        notes.append("What was corrected since does not fit into the polygons of before without gaps; look for them.")
        yield Note(notes[-1], "warning")
    own = dict(made.kept.fields)
    highest = int(np.max(fields["region"].values, initial=0))
    region = own["region"]
    own["region"] = Field(region.values + highest, region.missing, region.kind, region.boolean)  # numbers of their own
    fields = fitted.fields(fields, own)
    placed = place(fitted.pixels, Affine(*transform))
    fields = with_areas(fields, ground_areas(placed, crs), region_numbers(fields))
    yield from write_polygons(made.pending(SEGMENTS), placed, fields, crs, token)
    return notes


def _as_now(fields: dict[str, Field], earlier: Layer, made: Generation) -> dict[str, Field]:
    """The fields of before, with the classes that took the place of those that are gone since."""
    ids = [None if gone else int(v) for v, gone in zip(fields["class_id"].values, fields["class_id"].missing)]
    ids = [made.moved.get(v, v) if v is not None else None for v in ids]
    names = [BACKGROUND, *(spec.name for spec in made.classes)]
    said = [names[v] if v is not None and v < len(names) else None for v in ids]
    own = {name: field for name, field in earlier.fields.items() if name not in fields}
    return {**fields, "class_id": column("integer", ids), "class_name": column("text", said), **own}


def _in_pixels(geometry: np.ndarray, transform: tuple[float, ...]) -> np.ndarray:
    a, b, c, d, e, f = (~Affine(*transform))[:6]
    return on_fine_grid(
        shapely.transform(
            geometry, lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f])
        )
    )
