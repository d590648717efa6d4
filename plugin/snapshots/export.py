"""A layer of a service, or one that only QGIS reads, as a GeoTIFF: fetched cell by cell, whole or not at all."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import time
from datetime import date
from pathlib import Path
from typing import Any, Generator, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QImage, QPainter

from ...core.errors import InputError, OutputError
from ...core.progress import CancelToken
from ...core.protocol import NoteEvent, ProgressEvent
from ..translation import figure, tr
from ..wording import about_bytes
from . import services
from .fetching import Fetcher
from .geotiff import GeoTiff
from .grid import Cells
from .layer_copy import copy_layer
from .order import BYTES_PER_PIXEL, Order, Said, pace
from .services import Service


def _service(order: Order, fetcher: Fetcher) -> Service:
    source, (dx, dy) = order.service, order.step
    if source.kind == "xyz":
        return services.xyz_service(source, dx)
    body = fetcher.bodies([services.capabilities_url(source)])[0] or b""
    root = services.read_capabilities(body, source)
    try:
        if source.kind == "wmts":
            return services.wmts_service(source, root, dx)
        return services.wms_service(source, root, (dx, dy))
    except (ValueError, OverflowError, ZeroDivisionError) as error:  # numbers of the description that are none
        raise InputError(
            tr("{host} does not describe itself as a {kind}.").format(host=source.host, kind=source.kind.upper()),
            tr("Check the layer in QGIS (Layer Properties, Information), or add it again from the Browser."),
        ) from error


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
    source = order.service
    fetcher = Fetcher(source.host, source.access, token, home=source.get("url"), **patience)
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
        empty = yield from _fill(target, service, cells, fetcher, source.host)
        if empty:
            share = tr("{n} of {total}").format(n=figure(f"{empty:,}"), total=figure(f"{cells.requests:,}"))
            yield NoteEvent(
                0,
                tr("{host} has no picture for {share} requested places; they stay without a label.").format(
                    host=source.host, share=share
                ),
                "warning",
            )
        return target.finish(
            {
                "LAYER": order.name,
                "SOURCE": order.origin,
                "FETCHED": f"{date.today()}",
                "REQUESTS": str(cells.requests),
                "EMPTY": str(empty),
            }
        )
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
    pace[host] = (time.monotonic() - started) / cells.requests
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
            picture = picture.scaled(
                piece.side, piece.side, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        painter.drawImage(piece.left, piece.top, picture)
    painter.end()
    return image


def _digest(order: Order, cells: Cells) -> str:
    said = [sorted(order.service.values.items()), cells.grid.__dict__, cells.wanted]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:8]


def _check_room(needed: float, free: float, folder: Path) -> None:
    if needed > free:
        raise OutputError(
            tr("The picture needs {size}; {folder} has {free} left.").format(
                size=about_bytes(needed), folder=folder, free=about_bytes(free)
            ),
            tr("Choose a smaller area, or an output folder on another disk."),
        )


def slug(name: str) -> str:
    """A layer's name as a part of a file's."""
    return re.sub(r"[^\w.-]+", "_", name).strip("._")[:60] or "layer"
