"""What the user chose in QGIS as plain values for the engine: what the engine opens, and the file behind it."""

from __future__ import annotations

from pathlib import Path

from osgeo import gdal
from qgis.core import QgsProviderRegistry, QgsRasterLayer

from ...core.errors import InputError
from ...core.recipe import is_elsewhere, names_network
from ..translation import tr

# Formats that every build of the engine's reader has; layers in others are copied through QGIS.
READABLE = frozenset(
    (
        "AAIGrid",
        "BIGGIF",
        "BMP",
        "BSB",
        "EHdr",
        "ENVI",
        "ERS",
        "GIF",
        "GPKG",
        "GTiff",
        "HFA",
        "ILWIS",
        "JPEG",
        "MBTiles",
        "NITF",
        "PCIDSK",
        "PNG",
        "RMF",
        "RST",
        "SAGA",
        "SENTINEL2",
        "SRTMHGT",
        "TGA",
        "USGSDEM",
        "VRT",
        "WEBP",
        "XYZ",
    )
)
ARCHIVES = ("/vsizip/", "/vsitar/", "/vsigzip/")


def rooted(path: str) -> str:
    """A path as it is meant where it was written: the engine's process works in another folder."""
    return str(Path(path).absolute()) if path and Path(path).exists() else path


def direct_path(layer: QgsRasterLayer | None) -> str | None:
    """What the engine can open of a raster layer: a file on this computer, as GDAL names it.

    Returns:
        The name, or None for a layer that has to be exported through QGIS first (plugin/snapshots).

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
    name = rooted(name)
    driver = gdal.IdentifyDriver(name)
    if driver is not None and not Path(path).exists():
        return None  # a part of a container, such as NETCDF:"file":variable
    name = _there(layer, path, name)
    if driver is None:
        return name  # the engine says in its words what is wrong with the file
    return name if driver.ShortName in READABLE or driver.ShortName.startswith("JP2") else None


def file_path(layer: QgsRasterLayer) -> str:
    """The same for what reads the file itself, as the engine does where it cuts chips.

    Raises:
        InputError: the layer is no file, or that file is gone.
    """
    path = direct_path(layer)
    if path is None:
        raise InputError(
            tr("“{layer}” is no file on this computer.").format(layer=layer.name()),
            tr("Choose a raster that is one, such as a GeoTIFF."),
        )
    return path


def check_image(image: str) -> None:
    """Refuse a raster that somebody else's recipe names where QGIS itself would open it: a service, or a file that
    leads to one. What is merely gone is told by whoever opens it.

    Raises:
        InputError: it leads away from this computer.
    """
    path = file_behind(image)
    if not path.is_file():
        inside = next((image[len(prefix) :] for prefix in ARCHIVES if image.startswith(prefix)), image)
        if not is_elsewhere(inside):
            return
    elif not names_network(path):
        driver = gdal.IdentifyDriver(image)
        if driver is None or driver.ShortName in READABLE or driver.ShortName.startswith("JP2"):
            return
    raise InputError(
        tr("The raster of this run is not a plain file of this computer: {file}.").format(file=image),
        tr("Open the raster yourself if you trust it, and run again."),
    )


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
