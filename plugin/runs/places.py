"""Where a run's results go: the folder beside the raster, the run's own folder, and whether it can be written."""

from __future__ import annotations

import hashlib
import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from osgeo import gdal

from ...core.config import RunConfig
from ...core.errors import OutputError
from ...core.recipe import CLASSES, LEDGER, PIXEL_RULE, SEGMENTS, has_to_end
from ...core.results import newest
from ..engine.inputs import file_behind
from ..engine.lasting import is_temporary, lasting_folder
from ..translation import tr


def default_output(raster: str | None) -> Path:
    """Where runs go unless the user says otherwise: beside the raster's file, unless that is a temporary place."""
    return lasting_folder(file_behind(raster).parent if raster else None) / "terralex_runs"


def output_in_words(chosen: str, raster: str | None) -> str:
    """What is to be known before a run about where its results go; nothing where they go where one expects."""
    if chosen:
        if not is_temporary(chosen):
            return ""
        return tr("⚠ This folder is temporary: results in it will be deleted. Choose another one.")
    if raster is None or not is_temporary(file_behind(raster)):
        return ""
    return tr("The raster lies in a temporary folder. Results go to {folder}, where they stay.").format(
        folder=default_output(raster)
    )


def run_folder(parent: Path, config: RunConfig, pack_hash: str) -> Path:
    """The folder of a run: the same for the same request until it is finished, so that a stopped run is resumed."""
    state: dict[str, Any] = {"pack_hash": pack_hash, "image": _stamps(config.image), "rule": PIXEL_RULE}
    if config.keep:
        state["kept"] = _table_stamps(newest(config.keep, SEGMENTS))  # with more corrections it is another run
    body = json.dumps({**config.wish(), "out": "", **state}, sort_keys=True)
    digest = hashlib.sha256(body.encode()).hexdigest()[:6]
    for begun in sorted(path.parent for path in parent.glob(f"*_{digest}*/{LEDGER}")):  # also on an earlier day
        if has_to_end(begun):
            return begun
    name = f"{date.today():%Y-%m-%d}_{digest}"
    folder, again = parent / name, 1
    while (folder / CLASSES).exists():
        again += 1
        folder = parent / f"{name}_{again}"
    return folder


def _table_stamps(file: Path) -> list[list[int]]:
    """Sizes and times of a GeoPackage and of what QGIS has not yet moved into it."""
    found = [path.stat() for path in (file, Path(f"{file}-wal")) if path.exists()]
    return [[each.st_size, each.st_mtime_ns] for each in found if each.st_size]


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
