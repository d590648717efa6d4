"""Where a run's results go: the folder beside the raster, the run's own folder, and whether it can be written."""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import date
from pathlib import Path

from osgeo import gdal
from qgis.core import QgsProject

from ...core.config import RunConfig
from ...core.errors import OutputError
from ...core.recipe import CLASSES, LEDGER, PIXEL_RULE
from ..engine.inputs import file_behind
from ..translation import tr


def default_output(raster: str | None) -> Path:
    """Where runs go unless the user says otherwise: beside the raster's file, else the project's, else at home."""
    beside = file_behind(raster).parent if raster else Path(QgsProject.instance().homePath() or Path.home())
    return beside / "terralex_runs"


def run_folder(parent: Path, config: RunConfig, pack_hash: str) -> Path:
    """The folder of a run: the same for the same request until it is finished, so that a stopped run is resumed."""
    state = {"pack_hash": pack_hash, "image": _stamps(config.image), "rule": PIXEL_RULE}
    body = json.dumps({**config.to_dict(), "out": "", **state}, sort_keys=True)
    digest = hashlib.sha256(body.encode()).hexdigest()[:6]
    for begun in sorted(path.parent for path in parent.glob(f"*_{digest}*/{LEDGER}")):  # also on an earlier day
        if not (begun / CLASSES).exists():
            return begun
    name = f"{date.today():%Y-%m-%d}_{digest}"
    folder, again = parent / name, 1
    while (folder / CLASSES).exists():
        again += 1
        folder = parent / f"{name}_{again}"
    return folder


def _stamps(image: str) -> list[list[int]]:
    """Size and time of change of every file that GDAL says a raster is made of, also of mosaics within a mosaic."""
    stamps, seen, todo = [], set(), [image]
    while todo:
        name = todo.pop()
        seen.add(name)
        if file_behind(name).is_file() and not name.endswith((".ovr", ".aux.xml")):
            status = file_behind(name).stat()
            stamps.append([status.st_size, status.st_mtime_ns])
        if name == image or name.lower().endswith(".vrt"):
            dataset = gdal.OpenEx(name, gdal.OF_RASTER)
            todo += [file for file in (dataset.GetFileList() or [] if dataset else []) if file not in seen]
    return sorted(stamps)


def check_writable(folder: Path) -> None:
    """Make a folder and try to write into it. Touches the disk: not for the main thread.

    Raises:
        OutputError: it cannot be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise OutputError(
            tr("The output folder {folder} cannot be written: {error}.").format(
                folder=folder, error=error.strerror or error
            ),
            tr("Choose another output folder."),
        ) from error
