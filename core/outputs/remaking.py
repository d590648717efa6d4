"""Polygons of a class raster that was edited by hand: made anew, but for those that a person had a say in."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any, Mapping

import numpy as np
import rasterio
import rasterio.features
import shapely
from rasterio.errors import RasterioError
from rasterio.transform import Affine
from rasterio.windows import Window

from ..errors import InputError
from ..files.layers import Field, Layer, read_layer, scratch_folder
from ..lattice import Block
from ..progress import CancelToken, Events, Note
from ..recipe import CONFIDENCE, read_recipe
from ..results import NAMES, newest
from .attributes import column
from .class_list import moved_now, names_now, specs_now
from .edited import edited
from .keeping import by_person, for_classes
from .kept import Burning, Kept
from .polygons import polygonise, same_grid
from .regions import label_pieces

INHERITED = ("second_class", "margin", "was", "origin", "source")  # what a raster does not say


def polygonise_edited(
    classes: str | Path,
    out: str | Path,
    *,
    segments: str | Path = "",
    min_area_px: int = 16,
    simplify_px: float = 1.0,
    token: CancelToken | None = None,
) -> Events[dict[str, Any]]:
    """Polygons of a class raster that was edited by hand.

    Names are those of its run's list of classes, or its own. Confidence is that of the run (`confidence.tif` beside it,
    if on the same grid): it says how sure the method was of what it saw there, also where a person has decided
    otherwise since.

    Args:
        classes: The class raster.
        out: The GeoPackage to write; must not exist.
        segments: The run's polygons until now: those that are reviewed or drawn by hand and still agree with the raster
            stay as they are; the others' second class and margin go over to what takes their place.
        min_area_px: See `polygonise`.
        simplify_px: See `polygonise`.
        token: See `polygonise`.
    """
    raster, target = Path(classes), Path(out)
    beside = newest(raster.parent, CONFIDENCE)
    usable = beside.is_file() and same_grid(raster, beside)
    options: dict[str, Any] = {
        "confidence": beside if usable else None,
        "min_area_px": min_area_px,
        "simplify_px": simplify_px,
        "source": raster.name,
        "codes": {value: s.value for value, s in enumerate(specs_now(raster), start=1) if s.value is not None},
        "token": token,
    }
    names = names_now(raster)[1:] or None
    if not segments or names is None:
        return (yield from _plain(raster, target, names, options))
    with scratch_folder(target) as scratch:
        layer = read_layer(segments, None, scratch)
        transform, size = _place(raster)
        kept, apart = _standing(layer, Path(segments), raster, transform, min_area_px, scratch)
        marked = Burning(kept, transform).mark(raster, scratch / "marked.tif", Block(0, 0, *size), moved_now(raster))
        result = yield from polygonise(
            marked, target, names, kept=kept, amend=Inheritance(layer, transform).amend, **options
        )
    if apart:
        remark = f"{apart:,} corrected polygons said something else than the raster and were made anew from it."
        yield Note(remark, "warning")
        result["notes"].append(remark)
    return result


def _plain(raster: Path, target: Path, names: list[str] | None, options: dict[str, Any]) -> Events[dict[str, Any]]:
    """Without polygons until now: all anew, with what is gone from the list of classes in its new place."""
    moved = moved_now(raster)
    if not moved:
        return (yield from polygonise(raster, target, names, **options))
    with scratch_folder(target) as scratch:
        transform, size = _place(raster)
        no, mark = np.array([], object), len(names or ()) + 1
        nothing = Kept(no, {"class_id": column("integer", [])}, "", mark, "", "", {}, np.array([], np.int64))
        moved_to = Burning(nothing, transform).mark(raster, scratch / "moved.tif", Block(0, 0, *size), moved)
        return (yield from polygonise(moved_to, target, names, **options))


def _place(raster: Path) -> tuple[tuple[float, ...], tuple[int, int]]:
    try:
        with rasterio.open(raster) as opened:
            return tuple(opened.transform)[:6], opened.shape
    except RasterioError as error:
        raise InputError(f"{raster.name} cannot be read as a raster.", "Is it complete?") from error


def _standing(
    layer: Layer, file: Path, raster: Path, transform: tuple[float, ...], min_area_px: int, scratch: Path
) -> tuple[Kept, int]:
    """The polygons that a person had a say in and that the raster agrees with, and how many it does not agree with."""
    marked = by_person(layer)
    chosen = marked.copy()
    with contextlib.suppress(InputError):  # no recipe: only what is marked is known
        chosen |= edited(layer, file.parent, read_recipe(file.parent), scratch)
    rows = np.flatnonzero(chosen)
    kept = for_classes(layer, rows, {}, specs_now(raster), file.parent, file)
    agrees = _agrees(kept, raster, transform, min_area_px)
    # What merely differs from the raster may be where the raster was painted: only what is marked is missed.
    standing = int(agrees[np.isin(kept.fids, layer.fids[marked])].sum())
    return kept.only(np.flatnonzero(agrees)), int(marked.sum()) - standing


def _agrees(kept: Kept, raster: Path, transform: tuple[float, ...], min_area_px: int) -> np.ndarray:
    """Which polygons' pixels say their class, but for crumbs that cleaning would give to them anyway."""
    shapes = shapely.buffer(kept.on_grid(transform), -0.01)  # a centre on the border itself is nobody's
    found = np.zeros(len(shapes), bool)
    with rasterio.open(raster) as opened:
        for row, (shape, value) in enumerate(zip(shapes, kept.fields["class_id"].values)):
            if shape.is_empty:
                found[row] = True  # narrower than a pixel: the raster cannot say anything else
                continue
            left, top, right, bottom = (int(v) for v in (*np.floor(shape.bounds[:2]), *np.ceil(shape.bounds[2:])))
            left, top = max(left, 0), max(top, 0)
            wide, high = min(right, opened.width) - left, min(bottom, opened.height) - top
            if wide <= 0 or high <= 0:
                continue
            values = opened.read(1, window=Window(left, top, wide, high))
            inside = rasterio.features.geometry_mask([shape], (high, wide), Affine.translation(left, top), invert=True)
            other = inside & (values != value)
            pieces = label_pieces(other.astype(np.uint8), 0)
            found[row] = not other.any() or int(np.bincount(pieces[other]).max()) < max(min_area_px, 1)
    return found


class Inheritance:
    """What polygons of the same class and place said before, for those that take their place.

    Args:
        layer: The polygons until now.
        transform: Of the raster that the new ones are made of.
        inherited: Fields of `results.ATTRIBUTES` that go over, besides the user's own.
    """

    def __init__(self, layer: Layer, transform: tuple[float, ...], inherited: tuple[str, ...] = INHERITED) -> None:
        self._inherited = inherited
        a, b, c, d, e, f = (~Affine(*transform))[:6]
        self._layer = layer
        self._tree = shapely.STRtree(
            shapely.transform(
                layer.geometry,
                lambda xy: np.column_stack([a * xy[:, 0] + b * xy[:, 1] + c, d * xy[:, 0] + e * xy[:, 1] + f]),
            )
        )

    def amend(self, fields: Mapping[str, Field], pixels: np.ndarray, kept: np.ndarray) -> dict[str, Field]:
        """The fields of new polygons, with what is inherited; `kept` ones have theirs already."""
        ids, before = fields["class_id"].values, self._layer.fields.get("class_id")
        heir, old = self._tree.query(shapely.point_on_surface(pixels), predicate="intersects")
        if before is not None:
            same = ~before.missing[old] & (before.values[old] == ids[heir]) & (kept[heir] < 0)
            heir, old = heir[same], old[same]
        made = dict(fields)
        own = [name for name in self._layer.fields if name not in NAMES]
        for name in (*self._inherited, *own):
            given = self._layer.fields.get(name)
            if given is None or (
                name in made and (given.values.dtype == object) != (made[name].values.dtype == object)
            ):
                continue
            if name not in made:
                empty = np.zeros(len(pixels), given.values.dtype)
                made[name] = Field(empty, np.ones(len(pixels), bool), given.kind, given.boolean)
            target = made[name]
            values, missing = target.values.copy(), target.missing.copy()
            use = ~given.missing[old]
            values[heir[use]], missing[heir[use]] = given.values[old[use]], False
            made[name] = Field(values, missing, target.kind, target.boolean)
        return made
