"""Layers that QGIS reads and the engine cannot (special formats, memory, virtual rasters, databases) as files.

Values are copied as the provider delivers them, on its own pixels where it has any, so that the result is the same for
every extent; where it has none (pictures drawn by a server) on the global grid that is used for services.
"""

from __future__ import annotations

import hashlib
import math
import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generator, Iterator, Optional

from osgeo import gdal
from qgis.core import Qgis, QgsErrorMessage, QgsGeometry, QgsRasterBlockFeedback, QgsRasterLayer, QgsRectangle

from ...core.errors import InputError
from ...core.progress import CancelToken
from ...core.protocol import ProgressEvent
from ..translation import figure, tr
from .geotiff import RED_GREEN_BLUE_OPACITY, GeoTiff
from .grid import MARGIN

PIECE = 512  # pixels read at a time
MOST_REMOTE_PIXELS = 250_000_000  # from a server in one run
DRAWN = (Qgis.DataType.ARGB32, Qgis.DataType.ARGB32_Premultiplied)
REMOTE_PROVIDERS = ("wcs", "arcgismapserver", "postgresraster")


@dataclass
class CopyPlan:
    """What is read from where; made in the main thread, where the layer may be asked.

    Attributes:
        provider: A clone of the layer's, which the copying thread has for itself.
        corner: x and y of the upper left pixel's corner.
        step: Width and height of a pixel.
        size: Columns and rows.
        crs: As WKT.
        kind: GDAL's data type; None for pictures drawn by a server.
        remote: Whether a server is asked.
    """

    provider: Any
    corner: tuple[float, float]
    step: tuple[float, float]
    size: tuple[int, int]
    crs: str
    kind: Optional[int]
    meaning: tuple[int, ...]
    nodata: Optional[float]
    palette: dict[int, tuple[int, ...]]
    remote: bool

    @property
    def origin(self) -> str:
        """What tells two layers apart; a sum of the provider's address, which may hold a password."""
        return "layer " + hashlib.sha256(self.provider.dataSourceUri().encode()).hexdigest()[:16]

    @property
    def bytes(self) -> float:
        """At most, on disk."""
        width = 1 if self.kind is None else gdal.GetDataTypeSize(self.kind) // 8
        return float(self.size[0] * self.size[1] * len(self.meaning) * width)

    def describe(self, name: str) -> str:
        """What it will take, in a sentence."""
        mb = self.bytes / 1e6
        size = figure(f"{mb / 1e3:.1f} GB") if mb >= 1000 else f"{max(1, round(mb))} MB"
        asked = " " + tr("Its server is asked for all of it; its terms of use apply.") if self.remote else ""
        return tr("Copied through QGIS first: {cols} × {rows} pixels, at most {size}.{asked}").format(
            cols=figure(f"{self.size[0]:,}"), rows=figure(f"{self.size[1]:,}"), size=size, asked=asked
        )

    def pieces(self) -> Iterator[tuple[int, int, int, int]]:
        """Column, row, width and height of what is read at a time."""
        for row in range(0, self.size[1], PIECE):
            for col in range(0, self.size[0], PIECE):
                yield col, row, min(PIECE, self.size[0] - col), min(PIECE, self.size[1] - row)

    def box(self, col: int, row: int, width: int, height: int) -> QgsRectangle:
        """Where some pixels lie."""
        left, top = self.corner[0] + col * self.step[0], self.corner[1] - row * self.step[1]
        return QgsRectangle(left, top - height * self.step[1], left + width * self.step[0], top)


def plan_copy(layer: QgsRasterLayer, area: Optional[QgsGeometry], step: tuple[float, float], ratio: float) -> CopyPlan:
    """Look at a layer and at the part of it that an area needs.

    Args:
        layer: The layer.
        area: In its CRS; None for all of it.
        step: Units per pixel for a layer without pixels of its own.
        ratio: How many of its pixels make one that the networks see.

    Raises:
        InputError: too much from a server, or a layer of unusual numbers.
    """
    data = layer.dataProvider()
    drawn = data.dataType(1) in DRAWN
    whole = layer.extent()
    own = data.xSize() > 0 and data.ySize() > 0
    if own:
        step = (whole.width() / data.xSize(), whole.height() / data.ySize())
        corner, full = (whole.xMinimum(), whole.yMaximum()), (data.xSize(), data.ySize())
        align = max(1, round(ratio))  # so that the engine makes its cells of the same pixels whatever the area
    else:
        corner = (math.floor(whole.xMinimum() / step[0]) * step[0], math.ceil(whole.yMaximum() / step[1]) * step[1])
        width, height = whole.xMaximum() - corner[0], corner[1] - whole.yMinimum()
        full = (math.ceil(width / step[0]), math.ceil(height / step[1]))
        align = 1
    left, top, right, bottom = 0, 0, *full
    if area is not None:
        box, margin, lattice = area.boundingBox(), MARGIN * align, PIECE * align
        left = max(0, math.floor(((box.xMinimum() - corner[0]) / step[0] - margin) / lattice) * lattice)
        top = max(0, math.floor(((corner[1] - box.yMaximum()) / step[1] - margin) / lattice) * lattice)
        right = min(full[0], math.ceil((box.xMaximum() - corner[0]) / step[0] + margin))
        bottom = min(full[1], math.ceil((corner[1] - box.yMinimum()) / step[1] + margin))
    size = (right - left, bottom - top)
    remote = layer.providerType() in REMOTE_PROVIDERS or "://" in layer.source()
    if remote and size[0] * size[1] > MOST_REMOTE_PIXELS:
        raise InputError(
            tr(
                "{cols} × {rows} pixels would have to be fetched from the server of “{layer}”; {most} "
                "million are allowed in one run."
            ).format(
                cols=figure(f"{size[0]:,}"),
                rows=figure(f"{size[1]:,}"),
                layer=layer.name(),
                most=figure(f"{MOST_REMOTE_PIXELS / 1e6:.0f}"),
            ),
            tr("Choose a smaller area."),
        )
    bands = range(1, data.bandCount() + 1)
    kind = None
    if not drawn:
        kinds = [int(data.dataType(band)) for band in bands]
        kind = kinds[0]
        for other in kinds[1:]:
            kind = gdal.DataTypeUnion(kind, other)
    return CopyPlan(
        provider=data.clone(),
        corner=(corner[0] + left * step[0], corner[1] - top * step[1]),
        step=step,
        size=size,
        crs=layer.crs().toWkt(),
        kind=kind,
        meaning=RED_GREEN_BLUE_OPACITY if drawn else tuple(int(data.colorInterpretation(band)) for band in bands),
        nodata=data.sourceNoDataValue(1) if not drawn and data.sourceHasNoDataValue(1) else None,
        palette=_palette(data) if kind == gdal.GDT_Byte and len(bands) == 1 else {},
        remote=remote,
    )


def _palette(data: Any) -> dict[int, tuple[int, ...]]:
    return {int(item.value): item.color.getRgb() for item in data.colorTable(1)}


def copy_layer(plan: CopyPlan, folder: Path, name: str, token: CancelToken) -> Generator[Any, None, Path]:
    """Copy what was planned, in a task's thread; the file's name holds the checksum of its content.

    Raises:
        InputError: the layer cannot be read, or only in part.
        OutputError: the file cannot be written.
        Cancelled: the token was set.
    """
    transform = (plan.corner[0], plan.step[0], 0.0, plan.corner[1], 0.0, -plan.step[1])
    kind = gdal.GDT_Byte if plan.kind is None else plan.kind
    target = GeoTiff(
        folder / f"{name}_copy.tif", plan.size, transform, plan.crs, plan.meaning, kind, plan.nodata, plan.palette
    )
    try:
        pieces = list(plan.pieces())
        for done, (col, row, width, height) in enumerate(pieces, start=1):
            token.check()
            for band in range(1, 2 if plan.kind is None else len(plan.meaning) + 1):
                block = _read(plan, band, col, row, width, height)
                if plan.kind is None:
                    target.put_image(col, row, block.image())
                else:
                    block.convert(Qgis.DataType(plan.kind))
                    target.put_band(band, col, row, width, height, bytes(block.data()))
            text = tr("Copying the layer: part {done} of {total}").format(
                done=figure(f"{done:,}"), total=figure(f"{len(pieces):,}")
            )
            yield ProgressEvent(0, "fetch", text, done, len(pieces), done / len(pieces))
        target.finish({"LAYER": name, "SOURCE": plan.origin})
        path = folder / f"{name}_{_checksum(target.path)}.tif"
        if path.exists():  # the same pixels as in an earlier run: its file stays as it is, so that the run is the same
            target.path.unlink()
        else:
            os.replace(target.path, path)
        return path
    finally:
        target.discard()
        with suppress(OSError):
            target.path.unlink()


def _read(plan: CopyPlan, band: int, col: int, row: int, width: int, height: int) -> Any:
    feedback = QgsRasterBlockFeedback()
    block = plan.provider.block(band, plan.box(col, row, width, height), width, height, feedback)
    error = plan.provider.error()  # its summary must not be asked for where there is none
    told = [*feedback.errors(), "" if error.isEmpty() else error.message(QgsErrorMessage.Format.Text)]
    problem = next((text for text in told if text), "")
    if problem or block is None or not block.isValid() or block.isEmpty():
        raise InputError(
            tr("The layer cannot be read completely{problem}.").format(problem=f" ({problem})" if problem else ""),
            tr("Look whether QGIS shows all of it; nothing was kept. Then press Run again."),
        )
    return block


def _checksum(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for part in iter(lambda: file.read(1 << 20), b""):
            digest.update(part)
    return digest.hexdigest()[:8]
