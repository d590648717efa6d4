"""One run as it is asked for: it becomes the recipe, the command line, the dock and the Processing parameters."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field, fields
from typing import Any, Mapping, Sequence

from .errors import InputError
from .options import PRESETS
from .vocabulary import ClassSpec

DEVICES = ("auto", "cpu", "cuda")
GRIDS = ("working", "source")


@dataclass(frozen=True)
class Area:
    """Where to segment: GeoJSON geometries (polygons) in the coordinates of `crs` (WKT or AUTHORITY:CODE)."""

    geometries: tuple[dict[str, Any], ...]
    crs: str = ""


def check_choice(name: str, value: str, allowed: Sequence[str]) -> None:
    """Refuse a value that is none of a few words, and say which they are."""
    if value not in allowed:
        raise InputError(f"“{value}” is not a {name}.", f"Use one of: {', '.join(allowed)}.")


@dataclass(frozen=True)
class RunConfig:
    """One run.

    Attributes:
        image: Path of the raster.
        out: The run's own folder; made if it is not there.
        classes: In the order of their ids, 1..n.
        overrides: The user's options by name (`options.Options` and those of the method).
        lessons: A class raster whose labels the method may learn from, where it can; "" for none.
        bands: 1-based bands taken as red, green, blue; empty for the first three (or the only one thrice).
        block_px: Side of the blocks that are finished one by one, working pixels; does not change the result.
        threads: Windows encoded at a time on a CPU; 0 takes all cores; does not change the result.
        keep: Folder of an earlier run on the same raster and grid, whose corrected polygons stay; "" keeps none.
        reading: What goes before the file's own word: crs, nodata, file_nodata, collar (core/raster/reading.py).
        cluster: Whose machines do the blocks: scheduler, tls_ca, tls_cert, tls_key, insecure
            (core/jobs/cluster/access.py); {} for this one alone. Does not change the result, see `wish`.
    """

    image: str
    out: str
    classes: tuple[ClassSpec, ...]
    pack: str = "starter"
    method: str = "ovdiff"
    preset: str = "balanced"
    device: str = "auto"
    seed: int = 0
    area: Area | None = None
    grid: str = "working"
    bands: tuple[int, ...] = ()
    block_px: int = 1024
    threads: int = 0
    overrides: Mapping[str, Any] = field(default_factory=dict)
    lessons: str = ""
    keep: str = ""
    reading: Mapping[str, Any] = field(default_factory=dict)
    cluster: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        check_choice("preset", self.preset, (*PRESETS, "paper"))
        check_choice("device", self.device, DEVICES)
        check_choice("grid", self.grid, GRIDS)
        if not 64 <= self.block_px <= 8192:
            raise InputError(f"A block of {self.block_px} px is not possible.", "Use 64 to 8192.")
        if len(self.bands) not in (0, 1, 3):
            raise InputError(f"{len(self.bands)} bands were chosen.", "Choose one band, or three for red, green, blue.")

    def to_dict(self) -> dict[str, Any]:
        """Plain values for the protocol and the recipe."""
        data = {f.name: getattr(self, f.name) for f in fields(self)}
        data.update(classes=[c.to_dict() for c in self.classes], bands=list(self.bands), overrides=dict(self.overrides))
        if not self.lessons:  # requests of runs without look as they always did
            del data["lessons"]
        # Empty, it is left out: requests are compared with those of runs that knew nothing of it.
        data.pop("reading") if not self.reading else data.update(reading=dict(self.reading))
        data.pop("cluster") if not self.cluster else data.update(cluster=dict(self.cluster))
        data["area"] = {"geometries": list(self.area.geometries), "crs": self.area.crs} if self.area else None
        if not self.keep:
            del data["keep"]  # so that runs which were begun before there was such a thing are found again
        return data

    def wish(self) -> dict[str, Any]:
        """`to_dict` less whose machines do it: what a recipe holds, and what requests are compared by.

        A recipe that named a scheduler could lead whoever repeats the run to a stranger's machines.
        """
        return {name: value for name, value in self.to_dict().items() if name != "cluster"}

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> RunConfig:
        """The inverse of `to_dict`; missing fields take their defaults.

        Raises:
            InputError: a part is missing or of another kind, or holds what cannot be.
        """
        values = {}
        for f in fields(cls):
            if f.name in data:
                values[f.name] = value = data[f.name]
                kinds = _KINDS[str(f.type)]
                if not isinstance(value, kinds) or isinstance(value, bool):
                    raise InputError(f"“{f.name}” of the request is {value!r}."[:300], "Update Terralex.")
        try:
            values["classes"] = tuple(_class_of(one) for one in values["classes"])
            values["bands"] = tuple(operator.index(number) for number in values.get("bands", ()))
            area = values.get("area")
            values["area"] = Area(tuple(area["geometries"]), str(area.get("crs", ""))) if area else None
            return cls(**values)
        except (TypeError, KeyError) as error:
            raise InputError(f"The request cannot be understood: {error}."[:300], "Update Terralex.") from error


_KINDS: dict[str, tuple[type, ...]] = {  # what JSON may hold for an annotated field
    "str": (str,),
    "int": (int,),
    "Area | None": (dict, type(None)),
    "tuple[int, ...]": (list, tuple),
    "tuple[ClassSpec, ...]": (list, tuple),
    "Mapping[str, Any]": (dict,),
}


def _class_of(data: Any) -> ClassSpec:
    """A class from plain values.

    Raises:
        TypeError: they are of another kind.
    """
    texts = (data["name"], *(data.get(part, "") for part in ("kind", "colour", "file")), *data.get("words", ()))
    if not all(isinstance(text, str) for text in texts) or not isinstance(data.get("value"), (int, type(None))):
        raise TypeError(f"no class: {data!r}")
    return ClassSpec.from_dict(data)
