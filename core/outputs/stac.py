"""Labels as a STAC item: a GeoJSON, described for catalogues, and the raster that it belongs to.

STAC 1.0.0 and its label extension 1.0.1 (https://github.com/stac-extensions/label).
"""

from __future__ import annotations

import json
import shutil
import time
from collections import Counter
from pathlib import Path
from typing import Any

import rasterio.warp
import shapely
from rasterio.crs import CRS
from rasterio.transform import Affine

from ..commands import Export
from ..errors import InputError
from ..files.layers import scratch_folder, verify_layer
from ..formats import format_of
from ..progress import CancelToken, Events, Progress
from ..raster.picture import Picture
from ..recipe import RECIPE
from .chosen import Choice, choose
from .datasets import publish_folder, raster_of, refuse_full, table_of
from .dissolve import put_together
from .export import WRITERS, read_labels

VERSION = "1.0.0"
LABEL = "https://stac-extensions.github.io/label/v1.0.1/schema.json"
LABELS, ITEM, IMAGE = "labels.geojson", "labels.json", "image.json"


def export_stac(asked: Export, token: CancelToken) -> Events[dict[str, Any]]:
    """Write a STAC label item into a new folder, which appears when it is complete.

    Returns:
        As `datasets.export_chips`, without chips, objects and parts.

    Raises:
        InputError: the polygons or the raster cannot be read or have no coordinate system, or nothing is left.
        OutputError: the folder exists or cannot be written.
    """
    target, source = format_of(asked.format).target(asked.out), Path(asked.source)
    refuse_full(target)
    yield Progress("write", "Reading the labels", 0, 1)
    image, bands, reading = raster_of(source, asked.image)
    with Picture.open(image, bands, reading) as picture, scratch_folder(target) as scratch:
        whole, notes, torn = read_labels(source, asked.layer, asked.beyond, scratch)
        choice = Choice(asked.fids, asked.reviewed, asked.background, asked.confidence, reviewer=asked.reviewer)
        count, labels = whole.fids.size, choose(whole, choice)
        if not asked.pieces:
            labels, together = put_together(labels)
            count -= together
        table = table_of(whole, source)
        token.check()
        made = scratch / "made"
        made.mkdir()
        WRITERS["geojson"](made / LABELS, labels)
        verify_layer(made / LABELS, labels.geometry)
        names = [str(name) for name in labels.fields["class_name"].values if name is not None]
        counts = Counter(names)
        footprint = _footprint(shapely.total_bounds(labels.geometry), labels.crs)
        listed = [*table.names.values(), *(name for name in counts if name not in table.names.values())]
        item = _item(f"{source.parent.name}-labels", footprint, time.time())
        item["stac_extensions"] = [LABEL]
        item["properties"].update(
            {
                "label:type": "vector",
                "label:tasks": ["segmentation"],
                "label:methods": ["automated", "manual"],
                "label:description": f"Classes of {Path(image).name}, labelled with Terralex",
                "label:properties": ["class_name"],
                "label:classes": [{"name": "class_name", "classes": listed}],
                "label:overviews": [
                    {
                        "property_key": "class_name",
                        "counts": [{"name": name, "count": count} for name, count in sorted(counts.items())],
                    }
                ],
            }
        )
        if asked.licence:
            item["properties"]["license"] = asked.licence
        if asked.credit:
            item["properties"]["providers"] = [{"name": asked.credit, "roles": ["producer"]}]
        item["assets"]["labels"] = {"href": f"./{LABELS}", "type": "application/geo+json", "roles": ["data"]}
        item["links"].append(
            {"rel": "source", "href": f"./{IMAGE}", "type": "application/geo+json", "label:assets": ["labels"]}
        )
        if (source.parent / RECIPE).is_file():
            shutil.copyfile(source.parent / RECIPE, made / RECIPE)
            item["assets"]["recipe"] = {"href": f"./{RECIPE}", "type": "application/json", "roles": ["metadata"]}
        _write(made / ITEM, item)
        _write(made / IMAGE, _image_item(picture))
        files = sorted(file.name for file in made.iterdir())
        publish_folder(made, target)
    return {
        "path": str(target),
        "format": asked.format,
        "features": int(labels.fids.size),
        "of": int(count),
        "files": files,
        "fields": {},
        "truncated": {},
        "notes": notes,
        "torn": torn,
    }


def _item(name: str, footprint: dict[str, Any], when: float) -> dict[str, Any]:
    """What every item has; `when` in seconds since 1970."""
    return {
        "type": "Feature",
        "stac_version": VERSION,
        "stac_extensions": [],
        "id": name,
        **footprint,
        "properties": {"datetime": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(when))},
        "links": [],
        "assets": {},
    }


def _image_item(picture: Picture) -> dict[str, Any]:
    """The raster, which stays where it is; its time is the file's, since nothing else is known of it."""
    path = Path(picture.path)
    rows, cols = picture.shape
    corners = [Affine(*picture.transform) * corner for corner in ((0, 0), (cols, 0), (0, rows), (cols, rows))]
    xs, ys = zip(*corners)
    footprint = _footprint((min(xs), min(ys), max(xs), max(ys)), picture.crs)
    item = _item(path.stem, footprint, path.stat().st_mtime if path.is_file() else time.time())
    href = path.absolute().as_uri() if path.is_file() else picture.path
    item["assets"]["image"] = {"href": href, "roles": ["data"]}
    return item


def _footprint(bounds: Any, crs: str) -> dict[str, Any]:
    """Box and outline in longitude and latitude."""
    if not crs:
        raise InputError(
            "Without a coordinate system nothing can be described in a catalogue.",
            "Set the raster's coordinate system before the run, or choose another format.",
        )
    left, low, right, top = rasterio.warp.transform_bounds(
        CRS.from_user_input(crs), "EPSG:4326", *bounds, densify_pts=21
    )
    box = [round(float(value), 8) for value in (left, low, right, top)]
    ring = [[box[0], box[1]], [box[2], box[1]], [box[2], box[3]], [box[0], box[3]], [box[0], box[1]]]
    return {"bbox": box, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def _write(path: Path, body: dict[str, Any]) -> None:
    path.write_text(json.dumps(body, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
