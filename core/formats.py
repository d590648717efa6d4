"""The formats that labels can be exported in: one table that dock, Processing, worker and command line read.

Standard library only. What writes each of them is in `core/outputs/export.py`, under the same key.
"""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from .errors import InputError


@dataclass(frozen=True)
class Format:
    """A file format of labels.

    Attributes:
        key: As it is asked for.
        label: As people know it.
        suffix: Of the file that is named; "" for a folder.
        companions: Endings, after the file's stem, of what is written beside it.
        wants: What it is made from: "polygons", or "chips" for polygons and pieces of the raster.
        remark: What people should know of it.
    """

    key: str
    label: str
    suffix: str
    companions: tuple[str, ...]
    wants: str
    remark: str

    def target(self, out: str | Path) -> Path:
        """The file for a name with or without its suffix."""
        path = Path(out)
        if not self.suffix:
            return path
        return path if path.suffix.lower() == self.suffix else path.with_name(path.name + self.suffix)

    def files(self, target: Path) -> list[Path]:
        """All files that may be written, the named one last."""
        if not self.suffix:
            return [target]
        return [target.with_name(target.stem + ending) for ending in (*self.companions, self.suffix)]


FORMATS: dict[str, Format] = {
    each.key: each
    for each in (
        Format(
            "shapefile",
            "Shapefile",
            ".shp",
            (".shx", ".dbf", ".prj", ".cpg", ".qml", "_fields.csv"),
            "polygons",
            "Field names are made short and plain; which became which is told.",
        ),
        Format("gpkg", "GeoPackage", ".gpkg", (".qml",), "polygons", "All names and attributes as they are."),
        Format(
            "geojson",
            "GeoJSON",
            ".geojson",
            (".qml",),
            "polygons",
            "In longitude and latitude (WGS 84), as its standard asks.",
        ),
        Format(
            "flatgeobuf",
            "FlatGeobuf",
            ".fgb",
            (".qml",),
            "polygons",
            "All names and attributes; quick to read in parts.",
        ),
        Format(
            "stac",
            "STAC label item (folder)",
            "",
            (),
            "polygons",
            "A GeoJSON, described for catalogues, with a link to the raster.",
        ),
        Format("coco", "COCO (folder)", "", (), "chips", "Polygons in pixels; where one has holes, its pixels (RLE)."),
        Format("coco-rle", "COCO, RLE (folder)", "", (), "chips", "The pixels of each object (RLE)."),
        Format("yolo", "YOLO-seg (folder)", "", (), "chips", "Outlines in shares of the chip; holes are cut open."),
        Format("masks", "PNG masks (folder)", "", (), "chips", "Class ids; 0 is background, 255 is what has no label."),
    )
}


def free_name(chosen: Format, target: Path, taken: Collection[Path] = ()) -> Path:
    """`labels.shp`, else `labels_2.shp` and so on: the first name under which nothing lies beside it either.

    Args:
        chosen: The format.
        target: The file as it is wished.
        taken: Files that are open somewhere or about to be written.
    """
    path, number = target, 1
    while any(file in taken or os.path.lexists(file) for file in chosen.files(path)):
        number += 1
        path = target.with_name(
            f"{target.stem}_{number}{target.suffix}" if chosen.suffix else f"{target.name}_{number}"
        )
    return path


def format_of(format: str) -> Format:
    """The format of that key.

    Raises:
        InputError: there is none.
    """
    if format not in FORMATS:
        raise InputError(f"“{format}” is not a format of labels.", f"Use one of: {', '.join(FORMATS)}.")
    return FORMATS[format]
