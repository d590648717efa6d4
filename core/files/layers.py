"""Vector layers on disk: read without leaving a trace, written so that they appear complete or not at all.

QGIS keeps a GeoPackage open in SQLite's WAL mode: saved edits may still lie in `<file>-wal`. Another process that opens
the file itself would create or rewrite `-wal` and `-shm`, and an "immutable" opening would miss those edits. So a copy
of both is read, and the original is only ever read byte by byte.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
import warnings
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Mapping, Sequence

import numpy as np
import shapely

from ..errors import InputError, OutputError
from .disk import DISK_FULL, reason_of
from .making import folder_in_the_making, move_all

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Debian's pyproj, which pyogrio imports, misses its data folder inside a venv
    import pyogrio
    from pyogrio import raw
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError, FieldError, GeometryError

_SQLITE = {".gpkg", ".sqlite", ".db"}
CHUNK = 100_000  # features read back together
_TRIES = 5  # copies of a file that is being written, before giving up


@dataclass(frozen=True)
class Field:
    """One attribute of a layer.

    Attributes:
        values: (features,) values; those under `missing` mean nothing.
        missing: (features,) bool, True where the attribute is NULL.
        kind: OGR's type: OFTInteger, OFTInteger64, OFTReal, OFTString, OFTDate, ...
        boolean: Whether an integer field means yes and no.
    """

    values: np.ndarray
    missing: np.ndarray
    kind: str = "OFTString"
    boolean: bool = False


@dataclass(frozen=True)
class Layer:
    """A vector layer in memory.

    Attributes:
        name: The layer's name.
        geometry: (features,) shapely geometries in two dimensions; None where a feature has none.
        fids: (features,) int64 feature ids, ascending.
        fields: Attributes by name, in the layer's order.
        crs: WKT or AUTHORITY:CODE; "" where the layer has none.
        heights: Whether the file has heights (Z), which are not read.
    """

    name: str
    geometry: np.ndarray
    fids: np.ndarray
    fields: Mapping[str, Field]
    crs: str
    heights: bool = False


@contextmanager
def scratch_folder(target: Path) -> Iterator[Path]:
    """A hidden folder beside `target`, on the same disk, removed at the end; so are those that a kill left there.

    Raises:
        OutputError: the folder of `target` does not exist or cannot be written to, or the disk is full.
    """
    with ExitStack() as stack:
        try:
            folder = stack.enter_context(folder_in_the_making(target.parent, ".terralex-"))
        except OSError as error:
            reason = "does not exist" if not target.parent.is_dir() else "cannot be written to"
            raise OutputError(f"The folder {target.parent} {reason}.", "Choose another folder.") from error
        try:
            yield folder
        except OSError as error:
            raise not_written(target, error) from error


def not_written(target: Path, error: BaseException) -> OutputError:
    """What to tell of a file that the disk did not take."""
    reason = reason_of(error, target.parent)
    hint = "Make room, or choose another folder." if reason == DISK_FULL else "Is the disk full or disconnected?"
    return OutputError(f"{target.name} could not be written: {reason}.", hint)


def refuse_existing(*targets: Path) -> None:
    """Raise OutputError when one of the files is there already: nothing is ever replaced."""
    there = [path.name for path in targets if path.exists() or path.is_symlink()]
    if there:
        raise OutputError(
            f"{', '.join(there)} exists already in {targets[0].parent}.", "Choose another name, or remove it first."
        )


def verify_layer(path: Path, geometry: np.ndarray) -> None:
    """Read back what was written, before it is published: GDAL may report a failed last write to nobody.

    Args:
        path: The file, of one layer.
        geometry: (features,) shapely geometries that it must hold, by its own count and, in a GeoPackage, by its index
            of places (which leaves out what is empty); and as they are: see `_as_written`.

    Raises:
        OutputError: they are not there.
    """
    count, gpkg = len(geometry), path.suffix.lower() == ".gpkg"
    try:
        told = pyogrio.read_info(path, force_feature_count=True, force_total_bounds=gpkg)
        missing = count - int(told["features"])
        if not missing and gpkg:
            placed = int(np.count_nonzero(~(shapely.is_missing(geometry) | shapely.is_empty(geometry))))
            missing = placed - _placed(path, f"rtree_{told['layer_name']}_{told['geometry_name']}")
        same = missing == 0 and _as_written(path, geometry)
        if gpkg and same and placed:
            same = np.allclose(told["total_bounds"], shapely.total_bounds(geometry), rtol=1e-12, atol=1e-9)
    except (
        DataSourceError,
        DataLayerError,
        sqlite3.Error,
        shapely.errors.ShapelyError,
        ValueError,
        TypeError,
    ) as error:
        raise OutputError(f"{path.name} cannot be read back.", "Is the disk full or disconnected?") from error
    if missing:
        raise OutputError(
            f"{path.name} holds {count - missing:,} of {count:,} polygons on the disk.",
            "Is the disk full or disconnected?",
        )

    if not same:
        raise OutputError(f"{path.name} is not on the disk as it was written.", "Is the disk full or disconnected?")


def _as_written(path: Path, geometry: np.ndarray) -> bool:
    """Whether a file's shapes are those: corner by corner in a GeoPackage, by their bounds in a Shapefile, which turns
    rings around, and by their number in GeoJSON, whose coordinates are others.
    """
    for start in range(0, len(geometry), CHUNK):
        expected = geometry[start : start + CHUNK]
        _, _, read, _ = raw.read(path, columns=[], force_2d=True, skip_features=start, max_features=CHUNK)
        found = shapely.from_wkb(read)
        kind = path.suffix.lower()
        if kind == ".gpkg":
            one, other = shapely.get_parts(found), shapely.get_parts(shapely.force_2d(expected))
            same = len(one) == len(other) and bool(shapely.equals_exact(one, other).all())
        elif kind == ".shp":
            same = np.array_equal(shapely.bounds(found), shapely.bounds(expected), equal_nan=True)
        else:
            same = np.array_equal(shapely.is_missing(found), shapely.is_missing(expected))
        if not same:
            return False
    return True


def _placed(path: Path, index: str) -> int:
    """How many features the index of places of a GeoPackage knows."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        quoted = index.replace('"', '""')
        return int(file.execute(f'SELECT count(*) FROM "{quoted}"').fetchone()[0])  # nosec B608


def publish(files: Sequence[tuple[Path, Path]], scratch: Path) -> None:
    """Move finished (temporary, target) files to their names, the last one last; all or none.

    Args:
        files: What to move.
        scratch: The `scratch_folder` that they were made in.

    Raises:
        OutputError: a target has appeared meanwhile, or a file cannot be moved.
    """
    refuse_existing(*(target for _, target in files))
    try:
        move_all(scratch, files)
    except OSError as error:
        raise not_written(files[-1][1], error) from error


def _stamps(files: Sequence[Path]) -> list[tuple[int, int] | None]:
    return [(s.st_size, s.st_mtime_ns) if (s := f.stat() if f.exists() else None) else None for f in files]


def snapshot(source: Path, folder: Path) -> Path:
    """Copy a SQLite file and its write-ahead log as they are at one moment; the copy's path."""
    files = [source.with_name(source.name + "-wal"), source]  # the log first: its pages may be copied twice, not missed
    copy = folder / ("copy" + source.suffix)
    for _ in range(_TRIES):
        before = _stamps(files)
        for file, stamp in zip(files, before):
            target = copy.with_name(copy.name + "-wal") if file is not source else copy
            target.unlink(missing_ok=True)
            if stamp and (stamp[0] or file is source):
                shutil.copyfile(file, target)
        if _stamps(files) == before:
            return copy
        time.sleep(0.3)
    raise InputError(f"{source.name} is being written to.", "Try again when the other program has finished.")


def read_layer(source: str | Path, layer: str | None, scratch: Path) -> Layer:
    """Read a layer; the file and its folder stay as they are, whoever has it open.

    Args:
        source: A file that OGR reads.
        layer: The layer's name; None or "" for the only (or first) one.
        scratch: A folder for the copy of a GeoPackage; needs as much space as the file has.

    Raises:
        InputError: the file or the layer cannot be read.
    """
    source = Path(source)  # its name is never one of GDAL's own: the next line asks for a file
    if not source.is_file():
        raise InputError(f"{source.name} does not exist.", f"Look for it in {source.parent}.")
    try:
        with source.open("rb"):
            pass
    except OSError as error:
        raise InputError(f"{source.name} cannot be read: {error.strerror}.", "May you open it?") from error
    try:
        path = snapshot(source, scratch) if source.suffix.lower() in _SQLITE else source
        with warnings.catch_warnings():
            # Several layers in the file: the first one is meant then. A ring that is not closed: told below.
            warnings.simplefilter("ignore")
            names = [str(name) for name, _ in pyogrio.list_layers(path)]
            if layer and layer not in names:
                raise InputError(f"{source.name} has no layer “{layer}”.", f"Its layers: {', '.join(names) or 'none'}.")
            meta, fids, geometry, data = raw.read(path, layer=layer or None, return_fids=True)
    except (DataSourceError, DataLayerError) as error:
        raise InputError(f"{source.name} cannot be read as a vector layer.", "Is it complete?") from error
    fields = {
        str(name): _field(values, kind, subtype)
        for name, values, kind, subtype in zip(meta["fields"], data, meta["ogr_types"], meta["ogr_subtypes"])
    }
    order = np.argsort(fids, kind="stable")
    try:
        shapes = shapely.from_wkb(geometry)[order] if geometry is not None else np.full(len(fids), None, object)
    except shapely.errors.ShapelyError as error:
        raise InputError(
            f"A shape in {source.name} is damaged, for example a ring that does not end where it began.",
            "Repair it in QGIS (Fix geometries), or draw it again.",
        ) from error
    heights = bool(shapely.has_z(shapes).any())
    shapes = shapely.force_2d(shapes) if heights else shapes
    fields = {name: Field(f.values[order], f.missing[order], f.kind, f.boolean) for name, f in fields.items()}
    name = layer or (names[0] if names else "")
    return Layer(name, shapes, np.asarray(fids, np.int64)[order], fields, meta["crs"] or "", heights)


def _field(values: np.ndarray, kind: str, subtype: str) -> Field:
    """An attribute in its own type: integers with NULLs come as floats with NaN. Bytes become hexadecimal text."""
    if values.dtype == object:
        missing = np.array([value is None for value in values], bool)
        text = [value if value is None else value.hex() if isinstance(value, bytes) else str(value) for value in values]
        return Field(np.array([*text, None], object)[:-1], missing, "OFTString")
    missing = np.isnan(values) if values.dtype.kind == "f" else np.isnat(values) if values.dtype.kind in "mM" else None
    missing = np.zeros(values.shape, bool) if missing is None else missing
    if kind in ("OFTInteger", "OFTInteger64") and values.dtype.kind == "f":
        values = np.where(missing, 0, values).astype(np.int32 if kind == "OFTInteger" else np.int64)
    boolean = subtype == "OFSTBoolean"
    return Field(values.astype(bool) if boolean else values, missing, kind, boolean)


def write_layer(
    path: Path,
    layer: Layer,
    driver: str,
    *,
    geometry_type: str = "Polygon",
    append: bool = False,
    dataset_options: Mapping[str, str] | None = None,
    layer_options: Mapping[str, str] | None = None,
    metadata: Mapping[str, str] | None = None,
) -> None:
    """Write a layer with GDAL; `append` adds features to a layer of the same structure, `metadata` is of the file.

    Raises:
        OutputError: GDAL could not write it.
    """
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="'crs' was not provided", category=UserWarning)
            raw.write(
                path,
                geometry=shapely.to_wkb(layer.geometry),
                fields=list(layer.fields),
                field_data=[f.values for f in layer.fields.values()],
                field_mask=[f.missing for f in layer.fields.values()],
                layer=layer.name,
                driver=driver,
                geometry_type=geometry_type,
                crs=layer.crs or None,
                encoding="UTF-8",
                append=append,
                promote_to_multi=geometry_type.startswith("Multi"),
                dataset_options=dict(dataset_options or {}),
                layer_options=dict(layer_options or {}),
                dataset_metadata=dict(metadata) if metadata else None,
            )
    except (DataSourceError, DataLayerError, FeatureError, FieldError, GeometryError) as error:
        raise not_written(path, error) from error
