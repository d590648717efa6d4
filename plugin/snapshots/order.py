"""A layer that the engine cannot open becomes a GeoTIFF that it can: ordered in the main thread, made in a task's.

A service is asked for the cells of a fixed global grid (snapshot_grid.py) that the area touches; other layers are
copied pixel by pixel from QGIS's provider (layer_copy.py). The style, opacity and blend mode have no part in either.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generator, Optional, Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDistanceArea,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsUnitTypes,
)  # fmt: skip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage, QPainter

from ...core.config import Area
from ...core.errors import InputError, OutputError
from ...core.packs import Resolution
from ...core.progress import CancelToken
from ...core.protocol import NoteEvent, ProgressEvent
from .. import settings
from ..area.areas import area_in
from ..translation import figure, tr
from . import services
from .fetching import Fetcher
from .geotiff import GeoTiff
from .grid import DEGREE_M, Box, Cells, Grid, cells_for, nearest, step_for, wanted_resolution
from .layer_copy import CopyPlan, copy_layer, plan_copy
from .services import PICTURE, Service, Source

MOST_REQUESTS = 4000  # in one run; the setting terralex/most_requests goes before it
BYTES_PER_PIXEL = 3.0  # on disk, of four bytes compressed without loss; aerial pictures come near it
USUAL_S = {"xyz": 0.06, "wmts": 0.06, "wms": 1.0}  # seconds per request, until a service has shown its own pace
COPIED_BYTES_S = 2e7  # of a layer that QGIS reads; compressing is most of it
FOLDER = "snapshots"  # beside the folders of the runs
_pace: dict[str, float] = {}  # seconds per request by host, of this session

Said = Generator[Any, None, Path]


@dataclass
class Order:
    """What to export. Made in the main thread; holds nothing that a task's thread may not touch.

    Attributes:
        name: The layer's.
        source: What its source text says, for services; None for others.
        crs: Of the export.
        extent: Of the layer.
        area: In the same CRS; None for all of the layer.
        gsd_m: Metres per pixel that the pack wants.
        ground_m: Metres of a unit of the CRS on the ground at the area, eastwards and northwards.
        native: Units per pixel that the service offers; empty where any will do.
        copy: For other layers: what is read from where.
    """

    name: str
    source: Optional[Source]
    crs: QgsCoordinateReferenceSystem
    extent: Box
    area: Optional[QgsGeometry]
    gsd_m: float
    ground_m: tuple[float, float]
    native: tuple[float, ...] = ()
    copy: Optional[CopyPlan] = None

    @property
    def step(self) -> tuple[float, float]:
        """Units per pixel that come nearest to what the pack wants."""
        unit = unit_metres(self.crs)
        if self.native:
            mean = (self.ground_m[0] * self.ground_m[1]) ** 0.5
            found = self.native[nearest(self.native, self.gsd_m / mean)]
            return found, found
        return step_for(self.gsd_m, unit, self.ground_m[0]), step_for(self.gsd_m, unit, self.ground_m[1])

    @property
    def pixel_m(self) -> float:
        """Metres per pixel of the export on the ground."""
        (dx, dy), (east, north) = self.step, self.ground_m
        return (dx * east * dy * north) ** 0.5

    def cells(self, grid: Grid) -> Cells:
        """The cells to ask for; raises InputError."""
        most = int(settings.get("most_requests", str(MOST_REQUESTS)))
        if self.area is None:
            return cells_for(grid, self.extent, self.extent, most)
        bounds = self.area.boundingBox()
        box = (bounds.xMinimum(), bounds.yMinimum(), bounds.xMaximum(), bounds.yMaximum())
        if self.area.area() > 0.98 * bounds.width() * bounds.height():
            return cells_for(grid, self.extent, box, most)
        engine = QgsGeometry.createGeometryEngine(self.area.constGet())
        engine.prepareGeometry()

        def touches(where: Box) -> bool:
            shape = QgsGeometry.fromRect(QgsRectangle(*where))  # has to outlive the question
            return engine.intersects(shape.constGet())

        return cells_for(grid, self.extent, box, most, touches)


def order_for(layer: QgsRasterLayer, area: Optional[Area], resolutions: Sequence[Resolution],
              gsd_m: float = 0.0) -> Order:  # fmt: skip
    """What an export of a layer for a pack has to be; for the main thread.

    Args:
        layer: That the engine cannot open itself.
        area: Where; None for all of it.
        resolutions: The pack's.
        gsd_m: Metres per pixel that the user asks for; 0 leaves it to the pack.

    Raises:
        InputError: the layer is broken, or the area cannot be brought into its CRS.
    """
    if not layer.isValid():
        raise InputError(
            tr("The layer “{layer}” cannot be shown by QGIS itself.").format(layer=layer.name()),
            tr("Repair or remove it."),
        )
    source = Source.parse(layer.source()) if layer.providerType() == "wms" else None
    crs = layer.crs()
    if source is not None:
        crs = QgsCoordinateReferenceSystem("EPSG:3857" if source.kind == "xyz" else source.get("crs"))
    rectangle = layer.extent()
    extent = (rectangle.xMinimum(), rectangle.yMinimum(), rectangle.xMaximum(), rectangle.yMaximum())
    geometry = None if area is None else area_in(area, crs, layer.name())
    place = rectangle if geometry is None else geometry.boundingBox().intersect(rectangle)
    if place.isEmpty():
        raise InputError(
            tr("The area lies outside “{layer}”.").format(layer=layer.name()),
            tr("Choose one where the layer has a picture."),
        )
    ground = ground_metres(crs, place.center())
    native: tuple[float, ...] = ()
    if source is not None and source.kind == "xyz":
        native = tuple(services.xyz_levels(source).values())
    elif source is not None and source.kind == "wmts":
        native = tuple(layer.dataProvider().nativeResolutions())
    elif layer.width() and source is None:
        native = (layer.rasterUnitsPerPixelX(),)
    best = min(native) * ground[0] if native else None
    gsd = gsd_m or wanted_resolution(resolutions, best).gsd_m
    order = Order(layer.name(), source, crs, extent, geometry, gsd, ground, native)
    if source is None:
        order.copy = plan_copy(layer, geometry, order.step, gsd / max(1e-9, best or gsd))
    return order


def unit_metres(crs: QgsCoordinateReferenceSystem) -> float:
    """Nominal metres of a unit of a CRS; 1 where there is none."""
    units = crs.mapUnits()
    if units == QgsUnitTypes.DistanceUnit.DistanceDegrees:
        return DEGREE_M
    if not crs.isValid():
        return 1.0
    return QgsUnitTypes.fromUnitToUnitFactor(units, QgsUnitTypes.DistanceUnit.DistanceMeters) or 1.0


def ground_metres(crs: QgsCoordinateReferenceSystem, place: QgsPointXY) -> tuple[float, float]:
    """Metres of a unit of the CRS on the ground, eastwards and northwards of a place."""
    unit = unit_metres(crs)
    if not crs.isValid():
        return unit, unit
    measure = QgsDistanceArea()
    measure.setSourceCrs(crs, QgsProject.instance().transformContext())
    measure.setEllipsoid(crs.ellipsoidAcronym() or "EPSG:7030")
    step = 10.0 / unit  # about 10 m
    found = []
    for dx, dy in ((step, 0.0), (0.0, step)):
        ends = [QgsPointXY(place.x() + sign * dx / 2, place.y() + sign * dy / 2) for sign in (-1, 1)]
        length = measure.measureLine(*ends)
        found.append(length / step if 0 < length < float("inf") else unit)
    return found[0], found[1]


def cost(order: Order) -> tuple[float, float]:
    """About how many seconds an export takes, and how many bytes it leaves; raises InputError where it is too much."""
    if order.copy is not None:
        return order.copy.bytes / COPIED_BYTES_S, order.copy.bytes
    cells = order.cells(_likely_grid(order))
    return cells.requests * _pace.get(order.source.host, USUAL_S[order.source.kind]), cells.pixels * BYTES_PER_PIXEL


def estimate(order: Order) -> str:
    """What the export will take, in a sentence for the user before it starts.

    Raises:
        InputError: it would be too much, or the area has nothing of the layer.
    """
    if order.copy is not None:
        return order.copy.describe(order.name)
    source = order.source
    host, kind = source.host, source.kind
    cells = order.cells(_likely_grid(order))
    seconds = cells.requests * _pace.get(host, USUAL_S[kind])
    if kind == "wms":
        text = tr("Fetched from {host} first: {n} pictures at {pixel} m, {size}, {time}. Its terms of use apply.")
    elif kind == "wmts":  # its grid is known only when it has described itself
        text = tr("Fetched from {host} first: about {n} tiles at {pixel} m, {size}, {time}. Its terms of use apply.")
    else:
        text = tr("Fetched from {host} first: {n} tiles at {pixel} m, {size}, {time}. Its terms of use apply.")
    return text.format(
        host=host,
        n=figure(f"{cells.requests:,}"),
        pixel=figure(f"{order.pixel_m:.2g}"),
        size=in_bytes(cells.pixels * BYTES_PER_PIXEL),
        time=in_time(seconds),
    )


def _likely_grid(order: Order) -> Grid:
    """The grid before the service has described itself."""
    dx, dy = order.step
    if order.source.kind == "xyz":
        return services.xyz_service(order.source, dx).grid
    if order.source.kind == "wms":
        return Grid(0.0, 0.0, dx, dy, PICTURE, PICTURE)
    return Grid(order.extent[0], order.extent[3], dx, dy, services.CELL, services.TILE)


def _service(order: Order, fetcher: Fetcher) -> Service:
    source, (dx, dy) = order.source, order.step
    if source.kind == "xyz":
        return services.xyz_service(source, dx)
    body = fetcher.bodies([services.capabilities_url(source)])[0] or b""
    root = services.read_capabilities(body, source)
    if source.kind == "wmts":
        return services.wmts_service(source, root, dx)
    return services.wms_service(source, root, (dx, dy))


def export(order: Order, folder: Path, token: CancelToken, **patience: float) -> Said:
    """Make the file, or find the one that an earlier run of the same order made. For a task's thread.

    Args:
        order: What.
        folder: Where to.
        token: To stop it.
        patience: Of the `Fetcher`.

    Yields:
        Progress and notes.

    Returns:
        The file.

    Raises:
        InputError: the service fails, refuses, or has nothing here.
        OutputError: the disk is full, or the folder cannot be written.
        Cancelled: the token was set. Nothing is left of the file then, or after an error.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    except OSError as error:
        raise OutputError(
            tr("The folder {folder} cannot be written: {error}.").format(folder=folder, error=error.strerror),
            tr("Choose another."),
        ) from error
    if order.copy is not None:
        _check_room(order.copy.bytes, free, folder)
        return (yield from copy_layer(order.copy, folder, slug(order.name), token))
    fetcher = Fetcher(order.source.host, order.source.access, token, **patience)
    service = _service(order, fetcher)
    cells = order.cells(service.grid)
    path = folder / f"{slug(order.name)}_{_digest(order, cells)}.tif"
    if path.exists():
        made = date.fromtimestamp(path.stat().st_mtime)
        yield NoteEvent(
            0,
            tr("The picture fetched on {date} is used again. To fetch it anew, delete {path}.").format(
                date=made, path=path
            ),
        )
        return path
    _check_room(cells.pixels * BYTES_PER_PIXEL, free, folder)
    target = GeoTiff(path, cells.size, cells.transform, order.crs.toWkt())
    try:
        empty = yield from _fill(target, service, cells, fetcher, order.source.host)
        if empty:
            share = tr("{n} of {total}").format(n=figure(f"{empty:,}"), total=figure(f"{cells.requests:,}"))
            yield NoteEvent(
                0,
                tr("{host} has no picture for {share} requested places; they stay without a label.").format(
                    host=order.source.host, share=share
                ),
                "warning",
            )
        return target.finish({
            "LAYER": order.name, "SOURCE": order.source.without_secrets(), "FETCHED": f"{date.today()}",
            "REQUESTS": str(cells.requests), "EMPTY": str(empty),
        })  # fmt: skip
    finally:
        target.discard()


def _fill(target: GeoTiff, service: Service, cells: Cells, fetcher: Fetcher, host: str) -> Generator[Any, None, int]:
    """Ask for cell after cell; the number of requests that brought nothing."""
    started, done, empty = time.monotonic(), 0, 0
    for cell in cells.wanted:
        pieces = service.pieces(cell)
        pictures = fetcher.pictures([piece.url for piece in pieces])
        shown = [(piece, picture) for piece, picture in zip(pieces, pictures) if picture is not None]
        if shown:
            target.put_image(*cells.place(cell), _composed(cells.grid.cell, shown))
        done += cells.grid.requests_per_cell
        empty += cells.grid.requests_per_cell - len(shown)
        spent = time.monotonic() - started
        text = tr("Fetching the layer from {host}: {done} of {total}").format(
            host=host, done=figure(f"{done:,}"), total=figure(f"{cells.requests:,}")
        )
        share = done / cells.requests
        yield ProgressEvent(0, "fetch", text, done, cells.requests, share, spent * (1 / share - 1))
    _pace[host] = (time.monotonic() - started) / cells.requests
    if empty == cells.requests:
        raise InputError(
            tr("{host} has no picture of this area at this resolution.").format(host=host),
            tr(
                "Look whether QGIS shows one here when you zoom in; if not, choose a coarser "
                "resolution or another area."
            ),
        )
    return empty


def _composed(side: int, shown: Sequence[tuple[Any, QImage]]) -> QImage:
    image = QImage(side, side, QImage.Format.Format_RGBA8888)
    image.fill(0)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for piece, picture in shown:
        picture.setDevicePixelRatio(1.0)
        if picture.width() != piece.side or picture.height() != piece.side:  # e.g. tiles of twice the pixels
            picture = picture.scaled(piece.side, piece.side, Qt.AspectRatioMode.IgnoreAspectRatio,
                                     Qt.TransformationMode.SmoothTransformation)  # fmt: skip
        painter.drawImage(piece.left, piece.top, picture)
    painter.end()
    return image


def _digest(order: Order, cells: Cells) -> str:
    said = [sorted(order.source.values.items()), cells.grid.__dict__, cells.wanted]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]


def _check_room(needed: float, free: float, folder: Path) -> None:
    if needed > free:
        raise OutputError(
            tr("The picture needs {size}; {folder} has {free} left.").format(
                size=in_bytes(needed), folder=folder, free=in_bytes(free)
            ),
            tr("Choose a smaller area, or an output folder on another disk."),
        )


def slug(name: str) -> str:
    """A layer's name as a part of a file's."""
    return re.sub(r"[^\w.-]+", "_", name).strip("._")[:60] or "layer"


def in_bytes(count: float) -> str:
    """Bytes as people say them."""
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if count >= size:
            return figure(f"{count / size:.2g} {unit}" if count < 100 * size else f"{count / size:.0f} {unit}")
    return tr("less than 1 MB")


def in_time(seconds: float) -> str:
    """Seconds as people say them."""
    if seconds < 60:
        return tr("less than a minute")
    return (
        tr("about {n} min").format(n=figure(f"{seconds / 60:.0f}"))
        if seconds < 5400
        else tr("about {n} h").format(n=figure(f"{seconds / 3600:.1f}"))
    )
