"""A layer that the engine cannot open becomes a GeoTIFF that it can: ordered in the main thread, made in a task's.

A service is asked for the cells of a fixed global grid (grid.py) that the area touches; other layers are
copied pixel by pixel from QGIS's provider (layer_copy.py). The style, opacity and blend mode have no part in either.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
)

from ...core.config import Area, RunConfig
from ...core.errors import InputError
from ...core.packs import Resolution
from .. import settings
from ..area.areas import area_in
from ..engine.shown import shown
from ..translation import figure, tr
from ..wording import about_bytes, in_time
from . import services
from .grid import DEGREE_M, Box, Cells, Grid, cells_for, nearest, step_for, wanted_resolution
from .layer_copy import CopyPlan, plan_copy
from .services import PICTURE, Source

MOST_REQUESTS = 4000  # in one run; the setting terralex/most_requests goes before it
BYTES_PER_PIXEL = 3.0  # on disk, of four bytes compressed without loss; aerial pictures come near it
USUAL_S = {"xyz": 0.06, "wmts": 0.06, "wms": 1.0}  # seconds per request, until a service has shown its own pace
COPIED_BYTES_S = 2e7  # of a layer that QGIS reads; compressing is most of it
FOLDER = "snapshots"  # beside the folders of the runs
pace: dict[str, float] = {}  # seconds per request by host, of this session

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
    def service(self) -> Source:
        """What the source text says, of an order that a service is asked for."""
        if self.source is None:
            raise ValueError(f"“{self.name}” is copied, not fetched")
        return self.source

    @property
    def origin(self) -> str:
        """What the file says in its header that it was made of, without keys and users."""
        return self.service.without_secrets() if self.copy is None else self.copy.origin

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


def order_for(
    layer: QgsRasterLayer, area: Optional[Area], resolutions: Sequence[Resolution], gsd_m: float = 0.0
) -> Order:
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
    source, cells = order.service, order.cells(_likely_grid(order))
    return cells.requests * pace.get(source.host, USUAL_S[source.kind]), cells.pixels * BYTES_PER_PIXEL


def estimate(order: Order) -> str:
    """What the export will take, in a sentence for the user before it starts.

    Raises:
        InputError: it would be too much, or the area has nothing of the layer.
    """
    if order.copy is not None:
        return order.copy.describe(order.name)
    host, kind = order.service.host, order.service.kind
    cells = order.cells(_likely_grid(order))
    seconds = cells.requests * pace.get(host, USUAL_S[kind])
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
        size=about_bytes(cells.pixels * BYTES_PER_PIXEL),
        time=in_time(seconds),
    )


def _likely_grid(order: Order) -> Grid:
    """The grid before the service has described itself."""
    source, (dx, dy) = order.service, order.step
    if source.kind == "xyz":
        return services.xyz_service(source, dx).grid
    if source.kind == "wms":
        return Grid(0.0, 0.0, dx, dy, PICTURE, PICTURE)
    return Grid(order.extent[0], order.extent[3], dx, dy, services.CELL, services.TILE)


def as_shown(config: RunConfig, layer: QgsRasterLayer, order: Optional[Order]) -> RunConfig:
    """The run of a layer: as the layer shows it, less what was asked for. A service's pictures have no say."""
    if order is not None and (order.copy is None or order.copy.kind is None):
        return config
    taken = shown(layer) if order is None else shown(layer).of_a_copy()
    return replace(
        config,
        bands=config.bands or taken.bands,
        reading={**taken.reading, **config.reading},
        overrides={**taken.overrides, **config.overrides},
    )
