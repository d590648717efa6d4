"""The only room that opens images: the source, its bands, the working grid, areas on it."""

from .. import offline  # noqa: F401 - before GDAL opens its first file
