"""What the user chose in QGIS as plain values for the engine: the raster's path, the area, the folder of the run."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)  # fmt: skip

from ..core.config import Area, RunConfig
from ..core.errors import InputError, OutputError

EDGE_POINTS = 20  # a rectangle of the map is curved in another CRS; its edges get this many extra points
BEGUN = "ledger.jsonl"  # of a run folder from the run's first moment on
FINISHED = "classes.tif"  # appears in a run folder only when the run is complete


def raster_path(layer: QgsRasterLayer | None) -> str:
    """The file behind a raster layer.

    Raises:
        InputError: there is no layer, it is not a file on this computer, or its file is gone.
    """
    if layer is None:
        raise InputError("No raster is chosen.", "Open an aerial or satellite image in QGIS and choose it at the top.")
    uri = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(uri.get("path") or "")
    if layer.providerType() != "gdal" or not path or "://" in path or path.startswith("/vsi"):
        raise InputError(
            f"“{layer.name()}” is not a file on this computer; layers of services and of memory come later.",
            "Export it first (right-click the layer, Export, Save As…, GeoTIFF) and choose the exported file.",
        )
    if not Path(path).is_file():
        raise InputError(f"The file of “{layer.name()}” is no longer there: {path}.",
                         "Bring it back, or open the raster from its new place.")  # fmt: skip
    return path


def area_of_rectangle(rectangle: QgsRectangle, crs: QgsCoordinateReferenceSystem, raster: QgsRasterLayer) -> Area:
    """A rectangle of the map, such as the canvas.

    Raises:
        InputError: it does not touch the raster.
    """
    geometry = QgsGeometry.fromRect(rectangle).densifyByCount(EDGE_POINTS)
    return _area([geometry], crs, raster, "The map shows no part of “{}”.", "Zoom to the raster and press Run again.")


def area_of_features(polygons: QgsVectorLayer | None, raster: QgsRasterLayer) -> Area:
    """The selected features of a polygon layer, or all of them when none is selected.

    Raises:
        InputError: no layer, no feature, or none that touches the raster.
    """
    if polygons is None:
        raise InputError("No polygon layer is chosen for the area.", "Choose one, or take the whole layer.")
    request = QgsFeatureRequest().setNoAttributes()
    if polygons.selectedFeatureCount():
        request.setFilterFids(polygons.selectedFeatureIds())
    geometries = [f.geometry() for f in polygons.getFeatures(request) if f.hasGeometry() and not f.geometry().isEmpty()]
    if not geometries:
        raise InputError(f"The layer “{polygons.name()}” holds no polygon.", "Draw one, or choose another layer.")
    return _area(geometries, polygons.crs(), raster, f"The polygons of “{polygons.name()}” lie outside “{{}}”.",
                 "Choose polygons that cover a part of the raster.")  # fmt: skip


def _area(geometries: list[QgsGeometry], crs: QgsCoordinateReferenceSystem, raster: QgsRasterLayer, outside: str,
          hint: str) -> Area:  # fmt: skip
    bounds = QgsRectangle()
    bounds.setMinimal()
    for geometry in geometries:
        bounds.combineExtentWith(geometry.boundingBox())
    if crs.isValid() and raster.crs().isValid() and crs != raster.crs():
        transform = QgsCoordinateTransform(crs, raster.crs(), QgsProject.instance())
        try:
            bounds = transform.transformBoundingBox(bounds)
        except QgsCsException as error:
            raise InputError(outside.format(raster.name()), hint) from error
    if not raster.extent().intersects(bounds):
        raise InputError(outside.format(raster.name()), hint)
    return Area(tuple(shape for geometry in geometries for shape in _shapes(geometry)), crs_text(crs))


def _shapes(geometry: QgsGeometry) -> list[dict[str, Any]]:
    """A geometry as GeoJSON polygons: curves become segments, heights are left out."""
    flat = QgsGeometry(geometry.constGet().segmentize())
    flat.get().dropZValue()
    flat.get().dropMValue()
    return [json.loads(part.asJson(17)) for part in flat.asGeometryCollection()]


def crs_text(crs: QgsCoordinateReferenceSystem) -> str:
    """A CRS as AUTHORITY:CODE, as WKT where it has no code, "" where there is none."""
    if not crs.isValid():
        return ""
    code = crs.authid()
    if code and not code.startswith("USER:"):
        return code
    return crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT_PREFERRED)


def default_output(raster: str) -> Path:
    """Where runs go unless the user says otherwise: beside the raster."""
    return Path(raster).parent / "terralex_runs"


def run_folder(parent: Path, config: RunConfig, pack_hash: str) -> Path:
    """The folder of a run: the same for the same request until it is finished, so that a stopped run is resumed."""
    image = Path(config.image).stat()
    state = {"pack_hash": pack_hash, "image": [image.st_size, image.st_mtime_ns]}
    body = json.dumps({**config.to_dict(), "out": "", **state}, sort_keys=True)
    digest = hashlib.sha256(body.encode()).hexdigest()[:6]
    for begun in sorted(path.parent for path in parent.glob(f"*_{digest}*/{BEGUN}")):  # also on an earlier day
        if not (begun / FINISHED).exists():
            return begun
    name = f"{date.today():%Y-%m-%d}_{digest}"
    folder, again = parent / name, 1
    while (folder / FINISHED).exists():
        again += 1
        folder = parent / f"{name}_{again}"
    return folder


def check_writable(folder: Path) -> None:
    """Make a folder and try to write into it. Touches the disk: not for the main thread.

    Raises:
        OutputError: it cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(f"The output folder {folder} cannot be written: {error.strerror or error}.",
                          "Choose another output folder.") from error  # fmt: skip


def next_edit(path: Path) -> Path:
    """The next free name for an edited copy: classes_edit1.tif after classes.tif, then classes_edit2.tif."""
    stem, _, number = path.stem.partition("_edit")
    count = int(number) if number.isdigit() else 0
    while True:
        count += 1
        candidate = path.with_name(f"{stem}_edit{count}{path.suffix}")
        if not os.path.lexists(candidate):
            return candidate
