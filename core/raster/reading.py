"""How a raster is to be read where its file says otherwise: what people set on the layer in QGIS, or asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Mapping

from rasterio.crs import CRS
from rasterio.errors import CRSError

from ..errors import InputError


@dataclass(frozen=True)
class Reading:
    """What goes before the file's own word.

    Attributes:
        crs: Coordinate system, as WKT or AUTHORITY:CODE; "" takes the file's.
        nodata: Further ranges of values, both ends included, that mean nothing.
        file_nodata: Whether the file's nodata value counts. Masks and opacity always do.
        collar: Whether a constant border without a tag is taken as nodata.
    """

    crs: str = ""
    nodata: tuple[tuple[float, float], ...] = ()
    file_nodata: bool = True
    collar: bool = True

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Reading:
        """From plain values (`RunConfig.reading`); what is missing takes its default.

        Raises:
            InputError: a coordinate system or a value that is none.
        """
        try:
            ranges = tuple((float(low), float(high)) for low, high in data.get("nodata", ()))
        except (TypeError, ValueError) as error:
            raise InputError(
                f"{data['nodata']!r} is no list of nodata values.", "Give numbers, or pairs of lowest and highest."
            ) from error
        crs = str(data.get("crs") or "")
        try:
            if crs:
                CRS.from_user_input(crs)
        except CRSError as error:
            raise InputError(
                f"The coordinate system {crs[:60]} is not known to the engine.", "Choose another for the layer."
            ) from error
        return cls(crs, ranges, bool(data.get("file_nodata", True)), bool(data.get("collar", True)))

    def describe(self) -> dict[str, Any]:
        """For the recipe; empty where all is as the file says."""
        plain = {"crs": self.crs, "nodata": [list(pair) for pair in self.nodata]}
        said = {key: value for key, value in plain.items() if value}
        return {**said, **{key: False for key in ("file_nodata", "collar") if not getattr(self, key)}}
