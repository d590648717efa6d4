"""Opens rasters of others: files of this computer, in formats that lead nowhere else, of a size that can be planned.

What holds besides, for the whole process, is in core/offline.py: GDAL's drivers for services are switched off there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rasterio
from rasterio.errors import RasterioIOError
from rasterio.io import DatasetReader

from ..errors import InputError
from ..given import is_elsewhere, is_odd, names_network, visible

# Formats whose files hold their pixels themselves or name other files in clear text (VRT). Not among them: descriptions
# of services, and containers that may fetch what is missing (MRF, KMLSUPEROVERLAY).
FORMATS = (
    "AAIGrid",
    "AVIF",
    "BIGGIF",
    "BMP",
    "BSB",
    "COG",
    "DIMAP",
    "DTED",
    "E00GRID",
    "ECW",
    "EHdr",
    "ENVI",
    "ERS",
    "FITS",
    "GIF",
    "GPKG",
    "GRIB",
    "GTiff",
    "HDF4",
    "HDF4Image",
    "HDF5",
    "HDF5Image",
    "HEIF",
    "HFA",
    "ILWIS",
    "JP2ECW",
    "JP2KAK",
    "JP2Lura",
    "JP2MrSID",
    "JP2OpenJPEG",
    "JPEG",
    "JPEGXL",
    "MBTiles",
    "MrSID",
    "NITF",
    "netCDF",
    "PCIDSK",
    "PNG",
    "PNM",
    "RMF",
    "RST",
    "SAGA",
    "SENTINEL2",
    "SRTMHGT",
    "TGA",
    "TIL",
    "USGSDEM",
    "VRT",
    "WEBP",
    "XYZ",
)
MOST_PIXELS = 10**14  # 10 million a side: a country at 10 cm
WIDEST_CLASSES = 2_000_000  # columns of a class raster, which is read in strips of whole rows
ARCHIVES = ("/vsizip/", "/vsitar/", "/vsigzip/")
_HINT = "Add it to QGIS as a layer and choose that: its picture is fetched first. Or save it as a GeoTIFF."


def check_place(path: str) -> None:
    """Refuse what is not a file of this computer: services, and pipes and devices, which may never end.

    Raises:
        InputError: names it.
    """
    inside = path
    for prefix in ARCHIVES:
        inside = inside[len(prefix) :] if inside.startswith(prefix) else inside
    if is_elsewhere(inside) or (inside != path and inside.lstrip("/").startswith("vsi")):
        raise InputError(f"{visible(path)[:200]} is not a file of this computer.", _HINT)
    refuse_odd(inside)


def refuse_odd(path: str) -> None:
    """Refuse names that are no text, and what lies there and is neither a file nor a folder.

    Raises:
        InputError: names it.
    """
    try:
        path.encode()
    except UnicodeEncodeError as error:
        name = visible(path)[:200]
        raise InputError(f"The name {name} holds bytes that are no letters.", "Give the file another name.") from error
    if is_odd(path):
        raise InputError(f"{visible(path)[:200]} is a pipe or a device, not a file.", "Save it as a file first.")


def check_near(path: str) -> None:
    """Refuse what is not on this computer, and files that lead away from it.

    Raises:
        InputError: names the file.
    """
    check_place(path)
    if found := names_network(Path(path)):
        raise InputError(f"{Path(path).name} leads away from this computer, to {found}.", _HINT)


def open_raster(path: str | Path, *, text: str = "", **options: Any) -> DatasetReader:
    """A raster, open for reading.

    Args:
        path: The file.
        text: What GDAL takes in its place: what is left of a mosaic.
        options: Of rasterio.open.

    Raises:
        InputError: it is not on this computer, leads away from it, or is too large to be planned.
        RasterioError: GDAL cannot open it as one of `FORMATS`.
    """
    check_near(str(path))
    dataset = rasterio.open(text or path, **options)
    if dataset.driver not in FORMATS:  # rasterio takes one driver or any; those that would ask a host are switched off
        dataset.close()
        raise RasterioIOError(f"{dataset.driver} is not a supported format here")
    if dataset.width * dataset.height > MOST_PIXELS:
        dataset.close()
        raise InputError(
            f"{Path(path).name} has {dataset.width:,} x {dataset.height:,} pixels; {MOST_PIXELS:,} are the most.",
            "Cut it into parts, or save it with larger pixels.",
        )
    return dataset


def open_classes(path: str | Path) -> DatasetReader:
    """A class raster, likewise.

    Raises:
        InputError: see `open_raster`; or it is too wide for strips of whole rows.
        RasterioError: GDAL cannot open it.
    """
    dataset = open_raster(path)
    if dataset.width > WIDEST_CLASSES:
        dataset.close()
        raise InputError(
            f"{Path(path).name} has {dataset.width:,} columns; a class raster may have {WIDEST_CLASSES:,}.",
            "Cut it into parts.",
        )
    return dataset
