"""Keeps the engine's libraries offline. Imported before anything else by whatever starts the engine.

huggingface_hub reads its variable once, when it is imported; so the variables are set here and not where a network is
first opened. Packs are fetched without these libraries (core/packs/store/http.py), so a fetch needs no exception.

GDAL reads its own before it opens its first file. The engine opens files of this computer only (core/files/rasters.py);
here the drivers of services go, and what could still lead to a network inside of a file (an overview that a GeoTIFF
names, a part of a mosaic in a mosaic) ends at a wall.
"""

from __future__ import annotations

import os
import sys
import tempfile

VARIABLES = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "DIFFUSERS_OFFLINE", "HF_DATASETS_OFFLINE")
GDAL = {
    # Those that the wheels of rasterio and pyogrio hold; others would be warned about in every log.
    "GDAL_SKIP": "WMS,WMTS,WCS,HTTP,PLMOSAIC,PLSCENES,MRF,KMLSUPEROVERLAY,EEDA,EEDAI,DAAS,OGCAPI,STACIT,STACTA,NGW,"
    "ZARR,AMIGOCLOUD,CARTO,CSW,WFS,OAPIF,LVBAG,Elasticsearch,ADBC,GDALG,GTI",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "GDAL_HTTP_PROXY": "http://127.0.0.1:9",  # the port that discards, on this computer
    "GDAL_HTTP_MAX_RETRY": "0",
    "GDAL_HTTP_CONNECTTIMEOUT": "1",
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "GDAL_VRT_RAWRASTERBAND_ALLOWED_SOURCE": "SIBLING_OR_CHILD_OF_VRT_PATH",
    "GML_DOWNLOAD_SCHEMA": "NO",
    "AWS_NO_SIGN_REQUEST": "YES",
    "CPL_MACHINE_IS_GCE": "NO",
}
# When torch is imported it makes a folder for code that it compiled, of which the engine has none, among temporary
# files, and leaves it there; in a folder that exists it makes nothing.
COMPILED = "TORCHINDUCTOR_CACHE_DIR"
SILENT = ("HF_HUB_DISABLE_TELEMETRY", "HF_HUB_DISABLE_PROGRESS_BARS", "DO_NOT_TRACK")


def stay_offline() -> None:
    """Set the variables, and correct a huggingface_hub that was imported before."""
    for name in (*VARIABLES, *SILENT):
        os.environ[name] = "1"
    os.environ.update(GDAL)
    os.environ.setdefault(COMPILED, tempfile.gettempdir())
    imported = sys.modules.get("huggingface_hub.constants")
    if imported is not None:
        imported.HF_HUB_OFFLINE = True  # type: ignore[attr-defined]


stay_offline()
