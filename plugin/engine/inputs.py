"""What the user chose in QGIS as plain values for the engine: what the engine opens, and the folder of the run."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from datetime import date
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsProject, QgsProviderRegistry, QgsRasterLayer

from ...core.config import RunConfig
from ...core.errors import InputError, OutputError
from ..translation import tr

# Formats that every build of the engine's reader has; layers in others are copied through QGIS.
READABLE = frozenset((
    "AAIGrid", "BIGGIF", "BMP", "BSB", "EHdr", "ENVI", "ERS", "GIF", "GPKG", "GTiff", "HFA", "ILWIS", "JPEG",
    "KMLSUPEROVERLAY", "MBTiles", "MRF", "NITF", "PCIDSK", "PNG", "RMF", "RST", "SAGA", "SENTINEL2", "SRTMHGT", "TGA",
    "USGSDEM", "VRT", "WEBP", "XYZ",
))  # fmt: skip
ARCHIVES = ("/vsizip/", "/vsitar/", "/vsigzip/")
BEGUN = "ledger.jsonl"  # of a run folder from the run's first moment on
FINISHED = "classes.tif"  # appears in a run folder only when the run is complete


def direct_path(layer: QgsRasterLayer | None) -> str | None:
    """What the engine can open of a raster layer: a file on this computer, as GDAL names it.

    Returns:
        The name, or None for a layer that has to be exported through QGIS first (snapshot.py).

    Raises:
        InputError: there is no layer, or its file is gone.
    """
    if layer is None:
        raise InputError(
            tr("No raster is chosen."), tr("Open an aerial or satellite image in QGIS and choose it at the top.")
        )
    uri = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path = str(uri.get("path") or "")
    if layer.providerType() == "wms" and uri.get("type") == "mbtiles" and path:
        return _there(layer, path, path)
    if layer.providerType() != "gdal" or "://" in layer.source():
        return None
    prefix, inside = str(uri.get("vsiPrefix") or ""), uri.get("layerName")
    if path.startswith("/vsi") or (prefix and prefix not in ARCHIVES):
        return None
    name = layer.source() if prefix or inside else path
    driver = gdal.IdentifyDriver(name)
    if driver is not None and not Path(path).exists():
        return None  # a part of a container, such as NETCDF:"file":variable
    name = _there(layer, path, name)
    if driver is None:
        return name  # the engine says in its words what is wrong with the file
    return name if driver.ShortName in READABLE or driver.ShortName.startswith("JP2") else None


def _there(layer: QgsRasterLayer, path: str, name: str) -> str:
    if not Path(path).exists():
        raise InputError(
            tr("The file of “{layer}” is no longer there: {path}.").format(layer=layer.name(), path=path),
            tr("Bring it back, or open the raster from its new place."),
        )
    return name


def file_behind(image: str) -> Path:
    """The file behind a name of GDAL's: of a table in a GeoPackage, or of a picture in an archive."""
    path = Path(image)
    if path.exists():
        return path
    for prefix in ARCHIVES:
        if image.startswith(prefix):
            inside = Path(image[len(prefix) :])
            return next((p for p in (inside, *inside.parents) if p.is_file()), inside)
    parts = image.split(":")
    names = [":".join(parts[1:end]).strip('"') for end in range(len(parts), 1, -1)]  # a drive has a colon as well
    return next((Path(name) for name in names if Path(name).is_file()), path)


def default_output(raster: str | None) -> Path:
    """Where runs go unless the user says otherwise: beside the raster's file, else the project's, else at home."""
    beside = file_behind(raster).parent if raster else Path(QgsProject.instance().homePath() or Path.home())
    return beside / "terralex_runs"


def run_folder(parent: Path, config: RunConfig, pack_hash: str) -> Path:
    """The folder of a run: the same for the same request until it is finished, so that a stopped run is resumed."""
    image = file_behind(config.image).stat()
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
        raise OutputError(
            tr("The output folder {folder} cannot be written: {error}.").format(
                folder=folder, error=error.strerror or error
            ),
            tr("Choose another output folder."),
        ) from error


def next_edit(path: Path) -> Path:
    """The next free name for an edited copy: classes_edit1.tif after classes.tif, then classes_edit2.tif."""
    stem, _, number = path.stem.partition("_edit")
    count = int(number) if number.isdigit() else 0
    while True:
        count += 1
        candidate = path.with_name(f"{stem}_edit{count}{path.suffix}")
        if not os.path.lexists(candidate):
            return candidate
