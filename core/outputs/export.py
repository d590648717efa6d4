"""Labels for other programs: Shapefile, GeoPackage, GeoJSON, with their style, and nothing lost without a word."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Mapping, Sequence

import numpy as np
import shapely
from rasterio.crs import CRS

from ..errors import InputError, OutputError
from ..files.layers import Field, Layer, publish, read_layer, refuse_existing, scratch_folder, verify_layer, write_layer
from ..files.qml import class_style
from ..formats import format_of
from ..recipe import CLASSES
from ..results import newest
from ..vocabulary import BACKGROUND, ClassSpec, as_cell, with_colours
from .chosen import Choice, choose, with_beyond
from .class_list import specs_now
from .dissolve import put_together
from .field_names import short_names
from .ground import ground_areas
from .torn import look

SHAPEFILE_BYTES = 2**31 - 1  # of .shp and .dbf each; readers keep offsets in signed 32 bits
DBF_TEXT = 254  # bytes of a text value
DBF_WIDTHS = {"OFTInteger": 9, "OFTInteger64": 18, "OFTReal": 24, "OFTDate": 8}  # bytes; GDAL's widths
DBF_TEXT_START = 80  # bytes of a text field, wider where a value needs it


@dataclass(frozen=True)
class FieldNote:
    """What became of one attribute in a Shapefile.

    Attributes:
        name: In the source.
        short: In the Shapefile.
        kind: OGR's type in the source.
        written: OGR's type in the Shapefile.
        truncated: How many values were longer than a Shapefile allows, and were cut.
    """

    name: str
    short: str
    kind: str
    written: str
    truncated: int


Written = tuple[Layer, list[FieldNote]]


def export_labels(
    source: str | Path,
    layer: str,
    out: str | Path,
    format: str,
    class_list: Sequence[ClassSpec] | None = None,
    *,
    style: bool = True,
    choice: Choice = Choice(),  # noqa: B008 - frozen
    beyond: str | Path = "",
) -> dict:
    """Write a layer's features with all their attributes for other programs.

    Shapefile: `.shp .shx .dbf .prj .cpg` (UTF-8), field names of at most 10 bytes (`field_names`), text of at most 254
    bytes; `<name>_fields.csv` maps the names and counts what was cut. GeoJSON: RFC 7946, longitude and latitude of
    WGS 84, outer rings counter-clockwise. Beside each, a `.qml` that QGIS picks up. The source may be open in QGIS.

    Args:
        source: A vector file, e.g. segments.gpkg.
        layer: The name of its layer; "" for the first one.
        out: The file to write, with or without its suffix; neither it nor its companions may exist.
        format: One of `formats.FORMATS`.
        class_list: Classes with their colours; None takes those of the run that the source lies in, if any.
        style: Whether to write the `.qml`.
        choice: Which features, and whether in pieces.
        beyond: What QGIS shows beside the file's fields; see `chosen.with_beyond`.

    Returns:
        path, format, features, of (features in the layer), files (names), fields (name in the source to name in the
        file), truncated (name to number of values that were cut), notes, torn (gaps and overlaps: `torn.Torn.to_dict`).

    Raises:
        InputError: the source cannot be read, is empty or has nothing of what was chosen, the format is unknown, or
            GeoJSON lacks a CRS to start from.
        OutputError: something of that name exists, does not fit into a Shapefile, or cannot be written.
    """
    chosen = format_of(format)
    target = chosen.target(out)
    with scratch_folder(target) as scratch:  # which clears what a kill left, before the next line looks
        refuse_existing(*chosen.files(target))
        whole, notes, torn = read_labels(source, layer, beyond, scratch)
        count, labels = whole.fids.size, choose(whole, choice)
        if not choice.pieces:
            labels, together = put_together(labels)
            count -= together
            notes += [f"Pieces of large polygons that were put together again: {together:,}."] if together else []
        made = scratch / "made"
        made.mkdir()
        written, fields = WRITERS[format](made / target.name, labels)
        verify_layer(made / target.name, labels.geometry)
        notes += [
            f"Values of “{note.name}” cut to the {DBF_TEXT} bytes of a Shapefile: {note.truncated:,}."
            for note in fields
            if note.truncated
        ]
        if style and "class_name" in labels.fields:
            _write_style(made / f"{target.stem}.qml", labels, written, class_list or classes_beside(Path(source)))
        files = sorted(made.iterdir(), key=lambda file: file.suffix == target.suffix)  # the file itself comes last
        publish([(file, target.with_name(file.name)) for file in files], scratch)
    return {
        "path": str(target),
        "format": format,
        "features": int(labels.fids.size),
        "of": int(count),
        "files": [file.name for file in files],
        "fields": {note.name: note.short for note in fields},
        "truncated": {note.name: note.truncated for note in fields if note.truncated},
        "notes": notes,
        "torn": torn,
    }


def read_labels(
    source: str | Path, layer: str, beyond: str | Path, scratch: Path
) -> tuple[Layer, list[str], dict[str, Any]]:
    """All features with all attributes, areas as they are now; what is to be said of them; gaps and overlaps."""
    labels = with_beyond(_with_areas(read_layer(source, layer, scratch)), beyond, scratch)
    if not labels.fids.size:
        raise InputError(f"{Path(source).name} holds no polygon.", "There is nothing to export.")
    notes, torn = _geometry_notes(labels), {}
    if {"class_id", "class_name"} <= set(labels.fields):  # a run's; other polygons need not be a coverage
        beside = newest(Path(source).parent, CLASSES)
        torn = look(labels, beside if beside.is_file() else None).to_dict()
        notes += torn["notes"]
    return labels, notes, torn


def shorten(layer: Layer) -> tuple[Layer, list[FieldNote]]:
    """A layer as a Shapefile can hold it, and what was changed on the way."""
    short, fields, notes = short_names(list(layer.fields)), {}, []
    for name, field in layer.fields.items():
        kept = field
        truncated = 0
        if field.values.dtype == object:
            values, truncated = _cut(field.values)
            kept = Field(values, field.missing)
        elif field.boolean:  # 0 and 1: GDAL before 3.7, and so QGIS 3.22, reads dBase's logical type as text
            kept = Field(field.values.astype(np.int32), field.missing, "OFTInteger")
        elif field.kind in ("OFTDateTime", "OFTTime"):  # a Shapefile knows days only
            values = np.where(field.missing, None, field.values.astype(str).astype(object))
            kept = Field(values, field.missing)
        fields[short[name]] = kept
        notes.append(FieldNote(name, short[name], field.kind, kept.kind, truncated))
    return replace(layer, fields=fields), notes


def _cut(values: np.ndarray) -> tuple[np.ndarray, int]:
    """Texts of at most `DBF_TEXT` bytes in UTF-8, cut between characters; and how many were longer."""
    out, count = values.copy(), 0
    for index, value in enumerate(values):
        data = value.encode() if value is not None else b""
        if len(data) > DBF_TEXT:
            out[index] = data[:DBF_TEXT].decode(errors="ignore")
            count += 1
    return out, count


def _check_size(layer: Layer) -> None:
    """Refuse what would grow beyond the format's limit, before anything is written."""
    points = int(shapely.get_num_coordinates(layer.geometry).sum())
    parts = shapely.get_parts(layer.geometry)
    rings = int(shapely.get_num_interior_rings(parts).sum()) + parts.size
    shp = 100 + layer.fids.size * 52 + rings * 4 + points * 16
    record = 1
    for field in layer.fields.values():
        texts = (len(str(v).encode()) for v in field.values if v is not None) if field.values.dtype == object else ()
        record += DBF_WIDTHS.get(field.kind) or max(DBF_TEXT_START, max(texts, default=0))
    size = max(shp, 34 + 32 * len(layer.fields) + layer.fids.size * record)
    if size > SHAPEFILE_BYTES:
        raise OutputError(
            f"The labels need {size / 1e9:.1f} GB as a Shapefile, and its limit is 2 GB.",
            "Export them as a GeoPackage.",
        )


def _with_areas(layer: Layer) -> Layer:
    """The layer with `area_m2` as its polygons are now: they may have been edited where nothing kept it in step."""
    old = layer.fields.get("area_m2")
    if old is None or not layer.crs or old.kind != "OFTReal":
        return layer
    areas = ground_areas(layer.geometry, CRS.from_user_input(layer.crs))
    if areas is None:
        return layer
    new = replace(old, values=np.round(areas, 6), missing=np.isnan(areas))
    return replace(layer, fields={**layer.fields, "area_m2": new})


def _geometry_notes(layer: Layer) -> list[str]:
    empty = int((shapely.is_missing(layer.geometry) | shapely.is_empty(layer.geometry)).sum())
    invalid = int((~shapely.is_valid(layer.geometry) & ~shapely.is_missing(layer.geometry)).sum())
    notes = [f"Features without a geometry: {empty:,}."] if empty else []
    if layer.heights:
        notes.append("Heights of the corners (Z) are left out: labels are flat.")
    if invalid:
        notes.append(f"Polygons that cross themselves or are invalid otherwise, exported as they are: {invalid:,}.")
    return notes


def _geometry_type(layer: Layer) -> str:
    """The common type of the features, single where it can be."""
    kinds = set(np.unique(shapely.get_type_id(layer.geometry))) - {-1}
    names = {(3,): "Polygon", (6,): "MultiPolygon", (3, 6): "MultiPolygon"}
    kind = names.get(tuple(sorted(int(k) for k in kinds)))
    if kind is None:
        raise InputError(f"The layer {layer.name} holds other geometries than polygons.", "Choose a layer of polygons.")
    return kind


def _write_shapefile(path: Path, labels: Layer) -> Written:
    layer, fields = shorten(labels)
    _check_size(layer)
    write_layer(path, layer, "ESRI Shapefile", geometry_type=_geometry_type(layer))
    with path.with_name(f"{path.stem}_fields.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("field", "shapefile_field", "type", "shapefile_type", "values_cut"))
        writer.writerows((as_cell(note.name), note.short, note.kind, note.written, note.truncated) for note in fields)
    return layer, fields


def _write_gpkg(path: Path, labels: Layer) -> Written:
    write_layer(
        path,
        labels,
        "GPKG",
        geometry_type=_geometry_type(labels),
        dataset_options={"VERSION": "1.2"},
        layer_options={} if labels.crs else {"SRID": "-1"},
    )
    return labels, _as_they_are(labels)


def _write_geojson(path: Path, labels: Layer) -> Written:
    kind = _geometry_type(labels)
    if not labels.crs:
        raise InputError(
            f"The layer {labels.name} has no coordinate system, and GeoJSON is in longitude and latitude.",
            "Set the raster's coordinate system before the run, or export as a GeoPackage.",
        )
    # 8 decimals are a millimetre; GDAL's 7 would bend the borders of centimetre pixels.
    options = {"RFC7946": "YES", "COORDINATE_PRECISION": "8"}
    write_layer(path, labels, "GeoJSON", geometry_type=kind, layer_options=options)
    return labels, _as_they_are(labels)


def _write_flatgeobuf(path: Path, labels: Layer) -> Written:
    bare = bool((shapely.is_missing(labels.geometry) | shapely.is_empty(labels.geometry)).any())
    options = {"SPATIAL_INDEX": "NO" if bare else "YES"}  # its index of places takes no feature without one
    write_layer(path, labels, "FlatGeobuf", geometry_type=_geometry_type(labels), layer_options=options)
    return labels, _as_they_are(labels)


def _as_they_are(labels: Layer) -> list[FieldNote]:
    return [FieldNote(name, name, f.kind, f.kind, 0) for name, f in labels.fields.items()]


# By the keys of `formats.FORMATS` that are single files: the layer as it was written, and what became of its fields.
WRITERS: dict[str, Callable[[Path, Layer], Written]] = {
    "shapefile": _write_shapefile,
    "gpkg": _write_gpkg,
    "geojson": _write_geojson,
    "flatgeobuf": _write_flatgeobuf,
}


def classes_beside(source: Path) -> Sequence[ClassSpec]:
    """The classes of the run that a file lies in, in the order of their ids; empty where it lies in none."""
    return specs_now(newest(source.parent, CLASSES))


def _write_style(path: Path, labels: Layer, written: Layer, class_list: Sequence[ClassSpec] | None) -> None:
    """A QGIS style by class name, as the names are in the written file."""
    field = short_names(list(labels.fields))["class_name"] if written is not labels else "class_name"
    written_as = dict(zip(labels.fields["class_name"].values, written.fields[field].values))
    colours = class_colours(labels, class_list)
    style = class_style(field, {written_as[name]: colour for name, colour in colours.items()})
    path.write_text(style, encoding="utf-8")


def class_colours(layer: Layer, class_list: Sequence[ClassSpec] | None) -> Mapping[str, str]:
    """Colours by class name, in the order of class ids; background is transparent."""
    names, ids = layer.fields["class_name"], layer.fields.get("class_id")
    order = np.where(ids.missing, 0, ids.values) if ids is not None and ids.values.dtype != object else names.missing
    found = {str(name): int(order[i]) for i, name in reversed(list(enumerate(names.values))) if name is not None}
    given = {spec.name: spec.colour for spec in with_colours(class_list or ())}
    # A run without chosen colours gave class k the k-th one; so does this, also where classes before it are missing.
    automatic = with_colours([ClassSpec(f"class {k}") for k in range(max(found.values(), default=0) + len(found) + 1)])
    colours, spare = {}, max(found.values(), default=0)
    for name, number in sorted(found.items(), key=lambda item: (item[1], item[0])):
        if name == BACKGROUND:
            colours[name] = given.get(name, "#00000000")
            continue
        if number < 1:
            spare += 1
        colours[name] = given.get(name) or automatic[(number if number >= 1 else spare) - 1].colour
    return colours
