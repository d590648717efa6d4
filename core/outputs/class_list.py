"""The classes of a class raster as they are now: its run's edited list, else what the file itself says."""

from __future__ import annotations

from pathlib import Path

from ..errors import InputError
from ..files.category_names import read_category_names
from ..files.class_raster import read_classes
from ..results import CLASS_TABLE, ClassTable, read_table
from ..vocabulary import BACKGROUND, ClassSpec


def table_beside(raster: str | Path) -> ClassTable | None:
    """The edited list of the run that a file lies in; None where its classes are as the run made them.

    Raises:
        InputError: there is one that cannot be read.
    """
    folder = Path(raster).parent
    return read_table(folder) if (folder / CLASS_TABLE).exists() else None


def names_now(raster: str | Path) -> list[str]:
    """Names by value, from 0; "" for classes that are gone. Empty where nothing names them."""
    table = table_beside(raster)
    if table is None:
        return read_category_names(raster)
    return [BACKGROUND, *("" if entry.gone else entry.spec.name for entry in table.entries)]


def specs_now(raster: str | Path) -> tuple[ClassSpec, ...]:
    """The classes in the order of their ids, for a raster or a style; empty where nothing names them."""
    table = table_beside(raster)
    if table is not None:
        return table.raster_specs()
    try:
        return read_classes(raster)
    except InputError:
        return tuple(ClassSpec(name or f"class {k}") for k, name in enumerate(read_category_names(raster)[1:], start=1))


def moved_now(raster: str | Path) -> dict[int, int]:
    """For each class that is gone, the id that counts in its place."""
    table = table_beside(raster)
    return {} if table is None else table.moved()
