"""The file of a sample of points: a GeoPackage that QGIS, AcATaMa and Terralex read, and what is written in it where.

Its one layer holds points with `id` from 1 on, in the order in which they are judged, and what a person judged. AcATaMa
takes any such layer as its sampling file and `id` for the points' numbers (its core/response_design.py). What the map
says at a point is not among the fields, so that whoever judges does not see it: it lies in the file's metadata
(`gpkg_metadata`, as GDAL writes it), with what made the sample. Standard library only.
"""

from __future__ import annotations

import html
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Mapping, Optional

from .accuracy import counted
from .errors import InputError

LAYER, KEY = "points", "TERRALEX_SAMPLE"
ID, LABEL, LABEL_ID, BY, AT, NOTES = "id", "label", "label_id", "judged_by", "judged_at", "notes"
FIELDS = (ID, LABEL, LABEL_ID, BY, AT, NOTES)
_ENTRY = re.compile(rf'<MDI key="{KEY}">(.*?)</MDI>', re.DOTALL)


@dataclass(frozen=True)
class Sample:
    """What made a sample.

    Attributes:
        run: Folder of the run.
        classes: Name of its class raster at that time.
        seed, allocation: As asked for.
        pixels: Of the map, by class.
        names, colours: By class; of all that can be judged.
        pixel_m2: Mean ground area of a pixel, square metres; None where that is not known.
        strata: What the map says at each point, in the order of their ids.
    """

    run: str
    classes: str
    seed: int
    allocation: str
    pixels: Mapping[int, int]
    names: Mapping[int, str]
    colours: Mapping[int, str]
    pixel_m2: Optional[float]
    strata: tuple[int, ...]

    def to_text(self) -> str:
        """For the file."""
        return json.dumps(
            {
                "format": 1,
                "run": self.run,
                "classes": self.classes,
                "seed": self.seed,
                "allocation": self.allocation,
                "pixels": self.pixels,
                "names": self.names,
                "colours": self.colours,
                "pixel_m2": self.pixel_m2,
                "strata": self.strata,
            },
            ensure_ascii=True,
        )

    @classmethod
    def from_text(cls, text: str) -> Sample:
        """The inverse; raises ValueError, KeyError or TypeError."""
        found = json.loads(text)
        area = found["pixel_m2"]
        return cls(
            str(found["run"]),
            str(found["classes"]),
            int(found["seed"]),
            str(found["allocation"]),
            {int(key): int(value) for key, value in found["pixels"].items()},
            {int(key): str(value) for key, value in found["names"].items()},
            {int(key): str(value) for key, value in found["colours"].items()},
            None if area is None else float(area),
            tuple(int(value) for value in found["strata"]),
        )

    @property
    def drawn(self) -> dict[int, int]:
        """Points by class of the map."""
        return {value: self.strata.count(value) for value in self.pixels}

    def counts(self, judged: Mapping[int, int]) -> dict[tuple[int, int], int]:
        """Points by (class of the map, class that was judged); `judged`: class by the points' ids."""
        return counted([(self.strata[id_ - 1], value) for id_, value in judged.items() if 0 < id_ <= len(self.strata)])


def read_sample(path: str | Path, name: str = "") -> Sample:
    """What made the sample in a GeoPackage; only read from.

    Args:
        path: The file.
        name: What it is called where it is talked of; its own by default.

    Raises:
        InputError: it is no sample of Terralex, or cannot be read.
    """
    path = Path(path)
    name = name or path.name
    if not path.is_file():
        raise InputError(f"{name} does not exist.", f"Look for it in {path.parent}.")
    hint = "Choose points that Terralex has drawn."
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
            rows: list[Any] = file.execute("SELECT metadata FROM gpkg_metadata").fetchall()
        found = next((match for row in rows if (match := _ENTRY.search(str(row[0])))), None)
        if found is None:
            raise InputError(f"{name} is no sample of points of a map.", hint)
        return Sample.from_text(html.unescape(found[1]))
    except (sqlite3.Error, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{name} is no sample of points of a map.", hint) from error
