"""Files as they lie on disk: whole or absent, rasters of classes, vector layers, names and styles."""

from .. import offline  # noqa: F401 - before GDAL opens its first file
