"""What the page says in numbers and words: how much is reviewed, the classes' shares, the current polygon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, Mapping, Optional

from qgis.core import QgsCoordinateReferenceSystem

from ..translation import figure, tr
from .histogram import BINS
from .rows import Row

MANY_M2 = 100_000  # from here on hectares say more


@dataclass(frozen=True)
class Figures:
    """Sums over all polygons.

    Attributes:
        reviewed: Share of the area that a person has looked at, 0 to 1.
        shares: Share of the area of each class, by id.
        bins: Area by confidence, in steps from 0 to 1.
    """

    reviewed: float
    shares: dict[int, float]
    bins: list[float]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Figures:
        """Add up."""
        whole, reviewed = 0.0, 0.0
        classes: dict[int, float] = {}
        bins = [0.0] * BINS
        for row in rows:
            size = row.area or 0.0
            whole += size
            classes[row.class_id] = classes.get(row.class_id, 0.0) + size
            if row.reviewed:
                reviewed += size
            if row.confidence is not None:
                bins[min(BINS - 1, max(0, int(row.confidence * BINS)))] += size
        if not whole:
            return cls(0.0, {}, bins)
        return cls(reviewed / whole, {value: size / whole for value, size in classes.items()}, bins)


def in_words(row: Optional[Row], names: Mapping[int, str], chosen: int, crs: QgsCoordinateReferenceSystem) -> str:
    """The current polygon, or how many are selected; "" for neither.

    Args:
        row: The current polygon.
        names: Of the classes, by id.
        chosen: How many polygons are selected.
        crs: Of the layer.
    """
    if chosen:
        return tr("{n} polygons are selected: a class key acts on all of them.").format(n=figure(f"{chosen:,}"))
    if row is None:
        return ""
    name = names.get(row.class_id, str(row.class_id))
    said = tr("{name}, reviewed;").format(name=name) if row.reviewed else tr("{name}?").format(name=name)
    told = []
    if row.second and row.second != name:
        told.append(tr("second guess: {name}").format(name=row.second))
    if row.area is not None and crs.isValid():
        told.append(_area(row.area))
    return f"{said} {', '.join(told)}" if told else said.rstrip(";")


def _area(square_m: float) -> str:
    """A number and its unit, which no line breaks apart."""
    if square_m >= MANY_M2:
        said = f"{square_m / 1e4:,.0f} ha"
    else:
        said = f"{square_m:,.0f} m²" if square_m >= 10 else f"{square_m:.1f} m²"
    return figure(said).replace(" ", "\u00a0")
