"""Which polygon comes next: the order a person works in, and what is left out of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable, Optional

from qgis.core import QgsPointXY

from .rows import Row, Rows

DOUBT, AREA, CLASS, CONFIDENCE, NEAR = "doubt", "area", "class", "confidence", "near"
ORDERS = (DOUBT, AREA, CLASS, CONFIDENCE, NEAR)


@dataclass
class Filter:
    """What the queue offers.

    Attributes:
        class_id: Of this class alone; None for all.
        unreviewed: Only what nobody has looked at.
        within: Only these fids, of an area that was drawn; None for everywhere.
    """

    class_id: Optional[int] = None
    unreviewed: bool = True
    within: Optional[frozenset[int]] = None

    def takes(self, row: Row) -> bool:
        """Whether a polygon is offered."""
        if self.unreviewed and row.reviewed:
            return False
        if self.class_id is not None and row.class_id != self.class_id:
            return False
        return self.within is None or row.fid in self.within


@dataclass
class Queue:
    """Walks through the rows of a layer. Of pieces of one polygon only the first of the order is offered.

    Attributes:
        rows: The polygons.
        order: One of `ORDERS`.
        filter: What is offered.
        here: The middle of the map in the layer's coordinates, for the order "near"; None where that is not known.
        current: The polygon that is looked at, None for none.
    """

    rows: Rows
    here: Callable[[], Optional[QgsPointXY]]
    order: str = DOUBT
    filter: Filter = field(default_factory=Filter)
    current: Optional[int] = None
    _skipped: dict[int, None] = field(default_factory=dict)
    _seen: list[int] = field(default_factory=list)
    _listed: Optional[list[int]] = None
    _place: dict[int, int] = field(default_factory=dict)

    def arrange(self, order: str) -> None:
        """Another order; what was skipped is offered again."""
        self.order = order
        self.forget()

    def narrow(self, wanted: Filter) -> None:
        """Another filter."""
        self.filter = wanted
        self.forget()

    def forget(self) -> None:
        """The order has to be worked out anew: rows have come or gone, or everything is offered again."""
        self._listed = None
        self._skipped.clear()

    def rearrange(self) -> None:
        """Rows have come or gone."""
        self._listed = None

    def choose(self, fid: Optional[int]) -> None:
        """Make a polygon the current one, whatever the filter says."""
        if fid is not None and fid != self.current:
            self._seen.append(fid)
        self.current = fid

    def next(self) -> Optional[int]:
        """The next polygon that is offered, from the current one on and then from the start; None when none is left."""
        found = self._nearest() if self.order == NEAR else self._following()
        if found is None and self._skipped:
            self._skipped.clear()  # what was put off is all that is left
            found = self._nearest() if self.order == NEAR else self._following()
        return found

    def previous(self) -> Optional[int]:
        """The polygon that was looked at before the current one; None where there is none."""
        seen = self._seen
        while seen and (seen[-1] == self.current or seen[-1] not in self.rows.by_fid):
            seen.pop()
        return seen.pop() if seen else None

    def skip(self) -> None:
        """Put the current polygon off until nothing else is left."""
        if self.current is not None:
            self._skipped.update(dict.fromkeys(self.rows.pieces(self.current)))

    def left(self) -> int:
        """How many are offered."""
        return sum(1 for row in self.rows.by_fid.values() if self.filter.takes(row))

    def _open(self, fid: int, pieces: frozenset[int]) -> bool:
        row = self.rows.by_fid.get(fid)
        return row is not None and fid not in pieces and fid not in self._skipped and self.filter.takes(row)

    def _following(self) -> Optional[int]:
        listed = self._order()
        start = self._place.get(self.current, -1) + 1 if self.current is not None else 0
        pieces = self._pieces()
        for index in (*range(start, len(listed)), *range(start)):
            if self._open(listed[index], pieces):
                return listed[index]
        return None

    def _nearest(self) -> Optional[int]:
        here, pieces = self.here(), self._pieces()
        nearest, least = None, float("inf")
        for fid in self.rows.by_fid:
            if self._open(fid, pieces):
                centre = self.rows.centre(fid)
                away = 0.0 if centre is None or here is None else centre.sqrDist(here)
                if away < least:
                    nearest, least = fid, away
        return nearest

    def _pieces(self) -> frozenset[int]:
        return frozenset() if self.current is None else frozenset(self.rows.pieces(self.current))

    def _order(self) -> list[int]:
        if self._listed is None:
            rows = self.rows.by_fid.values()
            weight = {row.fid: row.doubt * (row.area or 0.0) for row in rows}
            for pieces in self.rows.cut():  # what was cut into pieces counts as a whole
                whole = sum(weight[fid] for fid in pieces)
                weight.update(dict.fromkeys(pieces, whole))
            keys: dict[str, Callable[[Row], Any]] = {
                DOUBT: lambda row: (-weight[row.fid], row.fid),
                AREA: lambda row: (-(row.area or 0.0), row.fid),
                CLASS: lambda row: (row.class_id, -weight[row.fid], row.fid),
                CONFIDENCE: lambda row: (-row.doubt, row.fid),
                NEAR: lambda row: row.fid,
            }
            self._listed = [row.fid for row in sorted(rows, key=keys[self.order])]
            self._place = {fid: index for index, fid in enumerate(self._listed)}
        return self._listed
