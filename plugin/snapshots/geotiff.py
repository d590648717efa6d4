"""A GeoTIFF written piece by piece in any thread, with the GDAL that QGIS brings; it appears when it is complete."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import Mapping, Optional, Sequence

from osgeo import gdal
from qgis.PyQt.QtGui import QImage

from ...core.errors import OutputError

RED_GREEN_BLUE_OPACITY = (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand)


class GeoTiff:
    """A file in the making, under a name of its own beside the one it will have.

    Args:
        path: Where it will be.
        size: Columns and rows.
        transform: As GDAL wants it.
        crs: As WKT; "" for none.
        meaning: GDAL's colour interpretation of each band.
        kind: GDAL's data type.
        nodata: The value that means none.
        palette: Red, green, blue and opacity by value, for a single band of colour indexes.

    Raises:
        OutputError: it cannot be made.
    """

    def __init__(
        self,
        path: Path,
        size: tuple[int, int],
        transform: Sequence[float],
        crs: str,
        meaning: Sequence[int] = RED_GREEN_BLUE_OPACITY,
        kind: int = gdal.GDT_Byte,
        nodata: Optional[float] = None,
        palette: Optional[Mapping[int, tuple[int, ...]]] = None,
    ) -> None:
        self.path, self.part = path, path.with_name(path.name + ".part")
        options = ["TILED=YES", "COMPRESS=DEFLATE", "ZLEVEL=1", "SPARSE_OK=TRUE", "BIGTIFF=IF_SAFER"]
        if tuple(meaning) == RED_GREEN_BLUE_OPACITY:
            options += ["PHOTOMETRIC=RGB", "ALPHA=YES"]
        with self._told():
            self._data = gdal.GetDriverByName("GTiff").Create(str(self.part), *size, len(meaning), kind, options)
            self._check()
            self._data.SetGeoTransform(list(transform))
            if crs:
                self._data.SetProjection(crs)
            for index, colour in enumerate(meaning, start=1):
                band = self._data.GetRasterBand(index)
                band.SetColorInterpretation(colour)
                if nodata is not None:
                    band.SetNoDataValue(nodata)
            if palette:
                table = gdal.ColorTable()
                for value, colours in palette.items():
                    table.SetColorEntry(value, tuple(colours))
                self._data.GetRasterBand(1).SetRasterColorTable(table)
            self._kind = kind

    def put_image(self, col: int, row: int, image: QImage) -> None:
        """Colours and opacity of a picture, its upper left corner at a pixel."""
        image = image.convertToFormat(QImage.Format.Format_RGBA8888)
        bits = image.constBits()
        bits.setsize(image.sizeInBytes())
        with self._told():
            self._data.WriteRaster(
                col,
                row,
                image.width(),
                image.height(),
                bytes(bits),
                image.width(),
                image.height(),
                gdal.GDT_Byte,
                [1, 2, 3, 4],
                4,
                image.bytesPerLine(),
                1,
            )
            self._check()

    def put_band(self, band: int, col: int, row: int, width: int, height: int, values: bytes) -> None:
        """Values of one band, in the file's data type."""
        with self._told():
            self._data.GetRasterBand(band).WriteRaster(col, row, width, height, values, width, height, self._kind)
            self._check()

    def finish(self, facts: Mapping[str, str], path: Optional[Path] = None) -> Path:
        """Write what is left, with some facts in its header, and give it its name.

        Raises:
            OutputError: it cannot be written.
        """
        with self._told():
            self._data.SetMetadata(dict(facts))
            self._data.FlushCache()
            self._check()
            self._data = None
            self._check()
        path = path or self.path
        try:
            os.replace(self.part, path)
        except OSError as error:
            raise OutputError(f"{path} cannot be written: {error.strerror}.", "Choose another folder.") from error
        return path

    def discard(self) -> None:
        """Nothing of an unfinished file stays."""
        self._data = None
        for path in (self.part, self.part.with_name(self.part.name + ".aux.xml")):
            with contextlib.suppress(OSError):
                path.unlink()

    def _check(self) -> None:
        """GDAL's errors are values unless another plugin has switched its exceptions on; both are looked at."""
        if gdal.GetLastErrorType() >= gdal.CE_Failure:
            raise RuntimeError(gdal.GetLastErrorMsg())

    @contextlib.contextmanager
    def _told(self):
        gdal.ErrorReset()
        try:
            yield
        except RuntimeError as error:
            raise OutputError(
                f"{self.path} cannot be written: {error}.", "Is the disk full? Choose another output folder."
            ) from error
