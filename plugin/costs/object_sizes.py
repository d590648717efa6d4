"""Which classes are too small or too large for what the networks see of a raster.

Sizes are those of resources/words/sizes.csv (word, length and width in metres, where the number is from; “Usual” marks
estimates of ours). A word without an entry is not judged. No QGIS here.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

from ...core.options import Options
from ...core.packs import Pack
from ...core.vocabulary import ClassSpec, normalise

LIST = Path(__file__).resolve().parents[2] / "resources" / "words" / "sizes.csv"
HALF = 0.5  # of a cell: what fills less of each is outweighed there by what lies around it


@dataclass(frozen=True)
class Size:
    """A usual object on the ground; `length_m` is None for what goes on and on, such as a road."""

    length_m: Optional[float]
    width_m: float


@dataclass(frozen=True)
class Misfit:
    """A class whose objects are `wrong` ("small" or "large"), and their size in working pixels."""

    name: str
    wrong: str
    length_px: Optional[float]
    width_px: float


@lru_cache(maxsize=1)
def listed_sizes() -> dict[str, Size]:
    """The shipped list by normalised word."""
    with LIST.open(encoding="utf-8", newline="") as file:
        return {
            normalise(row["word"]): Size(float(row["length_m"]) if row["length_m"] else None, float(row["width_m"]))
            for row in csv.DictReader(file)
        }


def size_of(spec: ClassSpec, pack: Optional[Pack]) -> Size | None:
    """The usual size of a class: by its name, its other words, or the one word of the pack that stands for it."""
    known = pack.known_words(spec) if pack is not None else ()
    for word in (spec.name, *spec.words, *(known if len(known) == 1 else ())):
        for form in _forms(word):
            if form in listed_sizes():
                return listed_sizes()[form]
    return None


def _forms(word: str) -> list[str]:
    """The word, its singular, and its last word (“parked cars”) with its singular."""
    key = normalise(word).replace("-", " ")
    forms = []
    for form in (key, key.split()[-1] if key else ""):
        forms += [
            form,
            *(form[: -len(end)] + new for end, new in (("ses", "s"), ("xes", "x"), ("s", "")) if form.endswith(end)),
        ]
    return forms


def extractors_of(options: Options, manifest: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The pack's extractors that a run uses."""
    return [e for e in manifest["extractors"] if not options.extractors or e["name"] in options.extractors]


def cell_px(options: Options, manifest: Mapping[str, Any]) -> float:
    """Working pixels of a cell of the finest map that the networks make of the largest window."""
    size = max(options.windows)
    seen = [(e, int(e.get("size_px") or 0) or size * float(e.get("zoom", 1))) for e in extractors_of(options, manifest)]
    return min(int(e["stride"]) * size / side for e, side in seen)


def misfits(specs: Sequence[ClassSpec], pack: Pack, options: Options, gsd_m: float) -> list[Misfit]:
    """The classes whose usual objects are too small or too large.

    Args:
        specs: The classes.
        pack: Of the run.
        options: Of its preset.
        gsd_m: Metres of a working pixel.
    """
    if not extractors_of(options, pack.manifest):
        return []
    cell, window, found = cell_px(options, pack.manifest), max(options.windows), []
    for spec in specs:
        size = size_of(spec, pack)
        if size is None:
            continue
        length, width = None if size.length_m is None else size.length_m / gsd_m, size.width_m / gsd_m
        filled = min(width, cell) * min(cell, cell if length is None else length) / cell**2
        if filled < HALF:
            found.append(Misfit(spec.name, "small", length, width))
        elif width > window:
            found.append(Misfit(spec.name, "large", length, width))
    return found
