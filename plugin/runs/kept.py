"""The earlier run whose corrections the next one keeps: the newest on the same raster and grid that has some.

Of a layer that is fetched or copied first it is the newest on any part of it that reaches into the area: all of these
have pixels of one grid (docs/contracts.md, Layers copied).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterable, Optional

from ...core.errors import InputError
from ...core.recipe import CLASSES, RECIPE, read_recipe
from ...core.results import is_edited
from ..results.corrections import count


@dataclass(frozen=True)
class Corrected:
    """A finished run that a person has corrected.

    Attributes:
        folder: Its folder.
        polygons: How many polygons are reviewed or by hand; 0 where it was edited before that was noted.
    """

    folder: Path
    polygons: int


def latest(same: Callable[[str], bool], factors: tuple[int, int], parents: Iterable[Path]) -> Optional[Corrected]:
    """The newest corrected run of a raster on the same grid.

    Args:
        same: Whether what a recipe calls its image is this raster: `is_file` or `made.is_made_of`.
        factors: Rows and columns of the raster in a working pixel.
        parents: Folders that hold runs' folders.
    """
    found = []
    for parent in dict.fromkeys(parents):
        try:
            folders = [Path(entry.path) for entry in os.scandir(parent) if entry.is_dir()]
        except OSError:
            continue  # never made, or on a disk that is not there
        found += [folder for folder in folders if (folder / CLASSES).is_file() and (folder / RECIPE).is_file()]
    for folder in sorted(found, key=lambda each: (each / RECIPE).stat().st_mtime, reverse=True):
        try:
            recipe = read_recipe(folder)
        except InputError:
            continue
        grid = tuple(recipe["identity"].get("raster", {}).get("factors", factors))
        if grid != factors or not same(str(recipe["image"])):
            continue
        corrected = count(folder)
        if corrected or (corrected == 0 and is_edited(folder)):
            return Corrected(folder, corrected)
    return None


def is_file(one: str, other: str) -> bool:
    """Whether two paths are of one file."""
    return one == other or os.path.realpath(one) == os.path.realpath(other)
