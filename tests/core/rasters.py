"""Small rasters of every kind that people have, and a pack that knows only its ground resolutions."""

from pathlib import Path

import numpy as np
import rasterio
from rasterio.transform import from_origin
from terralex.core.packs import Pack

PLACE = from_origin(500000.0, 5800000.0, 0.3, 0.3)  # metres, 0.3 m pixels, the kind of place UTM zone 33 has


def pack_at(*gsd_m: float) -> Pack:
    """A pack that was trained at these resolutions, each good from two thirds to one and a half of it."""
    listed = [{"gsd_m": g, "min_m": g / 1.5, "max_m": g * 1.5} for g in gsd_m]
    return Pack(Path("pack"), {"name": "test", "resolutions": listed})


def picture(rows: int, cols: int, bands: int = 3, dtype: str = "uint8", seed: int = 1) -> np.ndarray:
    """Noise over the range of the type (0 to 1 for floats), (bands, rows, cols); no zeros among whole numbers."""
    rng = np.random.default_rng(seed)
    if np.dtype(dtype).kind == "f":
        return rng.random((bands, rows, cols)).astype(dtype)
    return rng.integers(1, np.iinfo(dtype).max, (bands, rows, cols), dtype=dtype)


def write_tif(path: Path, array: np.ndarray, **profile) -> Path:
    """A GeoTIFF of (bands, rows, cols); `crs` and `transform` may be None for a raster without a place.

    `mask`, `colormap`, `colorinterp` and `scales` are given to the open file.
    """
    later = {k: profile.pop(k) for k in ("mask", "colormap", "colorinterp", "scales") if k in profile}
    profile = {"crs": "EPSG:32633", "transform": PLACE, "tiled": True, "blockxsize": 64, "blockysize": 64, **profile}
    profile = {k: v for k, v in profile.items() if v is not None}
    bands, rows, cols = array.shape
    with (
        rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
        rasterio.open(
            path, "w", driver="GTiff", width=cols, height=rows, count=bands, dtype=array.dtype, **profile
        ) as dataset,
    ):
        if "colorinterp" in later:
            dataset.colorinterp = later["colorinterp"]
        if "colormap" in later:
            dataset.write_colormap(1, later["colormap"])
        if "scales" in later:
            dataset.scales = later["scales"]
        dataset.write(array)
        if "mask" in later:
            dataset.write_mask(later["mask"])
    return path
