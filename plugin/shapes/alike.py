"""What looks alike around a place: the picture that is seen, as bytes, and the connected piece of like colours.

QGIS's process has no numpy: bytes are compared by tables and whole numbers as long as the picture, which Python does
in C, and the piece is filled run by run of pixels, not pixel by pixel.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import median
from typing import Optional

from qgis.core import QgsGeometry, QgsPointXY, QgsRasterLayer, QgsRectangle

MOST_PIXELS = 250_000  # of the picture that is compared; larger maps are read more coarsely
AROUND = 1  # pixels on each side of the place whose median is its colour: one pixel alone is noise
SPECK_PIXELS = 90  # holes that are smaller are filled: nobody draws around each glint on a river
OPAQUE = 128  # of 255; pixels that are less are no picture

Run = tuple[int, int, int]  # row, first column, the column after the last
Corner = tuple[int, int]  # of pixels: row, column


@dataclass(frozen=True)
class Picture:
    """Colours of a raster as they are shown.

    Attributes:
        bands: Red, green, blue: a byte for each pixel, row by row from the top.
        there: 1 where there is a picture, likewise.
        width, height: In pixels.
        box: What they cover, in the raster's coordinates.
    """

    bands: tuple[bytes, ...]
    there: bytes
    width: int
    height: int
    box: QgsRectangle

    @property
    def pixel(self) -> tuple[float, float]:
        """Width and height of a pixel in the raster's units."""
        return self.box.width() / self.width, self.box.height() / self.height

    def pixel_at(self, place: QgsPointXY) -> Optional[tuple[int, int]]:
        """Row and column of a place, None outside and where there is no picture."""
        wide, high = self.pixel
        col = math.floor((place.x() - self.box.xMinimum()) / wide)
        row = math.floor((self.box.yMaximum() - place.y()) / high)
        if not (0 <= row < self.height and 0 <= col < self.width and self.there[row * self.width + col]):
            return None
        return row, col

    def alike(self, row: int, col: int, tolerance: int) -> bytearray:
        """1 where no band is further than `tolerance` (0 to 255) from the colour at a pixel, else 0."""
        rows = range(max(0, row - AROUND), min(self.height, row + AROUND + 1))
        cols = range(max(0, col - AROUND), min(self.width, col + AROUND + 1))
        near = [r * self.width + c for r in rows for c in cols if self.there[r * self.width + c]]
        both = int.from_bytes(self.there, "little")
        for band in self.bands:
            middle = median(band[at] for at in near)
            table = bytes(abs(value - middle) <= tolerance for value in range(256))
            both &= int.from_bytes(band.translate(table), "little")
        found = bytearray(both.to_bytes(len(self.there), "little"))
        found[row * self.width + col] = 1  # an odd pixel among others still is where people point
        return found

    def piece(self, row: int, col: int, tolerance: int) -> list[Run]:
        """The connected piece of like colours around a pixel; what touches at a corner only is not connected."""
        return filled(self.alike(row, col, tolerance), self.width, row, col)

    def outline(self, runs: list[Run]) -> QgsGeometry:
        """Runs of pixels as one shape in the raster's coordinates; stairs of pixels become lines."""
        wide, high = self.pixel
        left, top = self.box.xMinimum(), self.box.yMaximum()
        rings = [
            [QgsPointXY(left + col * wide, top - row * high) for row, col in ring]
            for ring in rings_of(runs)
            if _twice_area(ring) < -2 * SPECK_PIXELS or _twice_area(ring) > 0
        ]
        return QgsGeometry.fromPolygonXY(rings).simplify(0.75 * max(wide, high))


def filled(mask: bytearray, width: int, row: int, col: int) -> list[Run]:
    """The connected ones around a pixel, row by row; they become zeros in the mask."""
    runs: list[Run] = []
    waiting = [row * width + col]
    while waiting:
        at = waiting.pop()
        if not mask[at]:
            continue
        row = at // width
        start = row * width
        first = mask.rfind(0, start, at) + 1 or start
        end = mask.find(0, at, start + width)
        end = start + width if end < 0 else end
        mask[first:end] = bytes(end - first)
        runs.append((row, first - start, end - start))
        for away in (-width, width):
            stop = end + away
            found = mask.find(1, first + away, stop) if 0 <= first + away < len(mask) else -1
            while found >= 0:  # one place in each run that touches
                waiting.append(found)
                gap = mask.find(0, found, stop)
                found = mask.find(1, gap, stop) if gap >= 0 else -1
    return runs


def rings_of(runs: list[Run]) -> list[list[Corner]]:
    """The borders of a connected piece: corners of pixels (row, column), the one around all of it first.

    Where two of its pixels only touch at a corner, the ring goes on with the other pixel, so that what lies between
    them is a hole of its own: no ring touches itself.
    """
    sides: dict[Corner, list[Corner]] = {}  # from corner to corner, the piece on the right hand
    rows: dict[int, list[tuple[int, int]]] = {}  # columns where it begins and ends; 1 for the row above a line, else 2
    for row, first, end in runs:
        sides.setdefault((row + 1, first), []).append((row, first))
        sides.setdefault((row, end), []).append((row + 1, end))
        rows.setdefault(row, []).extend(((first, 2), (end, 2)))
        rows.setdefault(row + 1, []).extend(((first, 1), (end, 1)))
    for row, changes in rows.items():
        within, before = 0, 0
        for col, side in sorted(changes):
            if within in (1, 2) and col > before:
                start, stop = (before, col) if within == 2 else (col, before)
                sides.setdefault((row, start), []).append((row, stop))
            within, before = within ^ side, col
    rings = []
    while sides:
        corner = next(iter(sides))
        rings.append(_ring(sides, corner, sides[corner][0]))
    return sorted(rings, key=_twice_area, reverse=True)


def _ring(sides: dict[Corner, list[Corner]], one: Corner, two: Corner) -> list[Corner]:
    """Take a ring out of the sides; corners where it goes straight on are left out."""
    first, ring = (one, two), [one]
    way: Optional[Corner] = None
    while True:
        choices = sides[one]
        choices.remove(two)
        if not choices:
            del sides[one]
        heads = (_sign(two[0] - one[0]), _sign(two[1] - one[1]))
        if heads == way:
            ring.pop()
        ring.append(two)
        if two == first[0] and _left(two, heads, [*sides.get(two, ()), first[1]]) == first[1]:
            return ring
        one, way = two, heads
        two = _left(one, heads, sides[one])


def _left(at: Corner, heads: Corner, choices: list[Corner]) -> Corner:
    """Of the ways that go on from a corner, the one to the left, where there are two."""
    left = (-heads[1], heads[0])  # rows count downwards
    return next((c for c in choices if (_sign(c[0] - at[0]), _sign(c[1] - at[1])) == left), choices[0])


def _sign(number: int) -> int:
    return (number > 0) - (number < 0)


def _twice_area(ring: list[Corner]) -> int:
    """In pixels; positive for the ring around the piece, negative for holes."""
    return sum(c0 * r1 - c1 * r0 for (r0, c0), (r1, c1) in zip(ring, ring[1:]))


def read_picture(layer: QgsRasterLayer, view: QgsRectangle, across: int) -> Optional[Picture]:
    """Read what is seen of a raster.

    Args:
        layer: The raster; its renderer says which bands are which colours, and how bright.
        view: In the raster's coordinates.
        across: Pixels of the screen from left to right of the view.

    Returns:
        Pixels of the screen's size, or the raster's cells where these are larger; more coarsely than MOST_PIXELS
        allows for. None where nothing of it is seen.
    """
    whole, box = layer.extent(), QgsRectangle(view)
    box = box.intersect(whole)
    if box.isEmpty() or layer.renderer() is None:
        return None
    cell_x, cell_y = layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY()
    coarser = max(1.0, view.width() / max(across, 1) / cell_x)
    coarser = max(coarser, math.sqrt(box.width() * box.height() / (cell_x * cell_y) / MOST_PIXELS))
    if coarser == 1.0:
        box = _whole_cells(box, whole, cell_x, cell_y)
    width = max(1, round(box.width() / cell_x / coarser))
    height = max(1, round(box.height() / cell_y / coarser))
    block = layer.renderer().block(1, box, width, height)
    data = bytes(block.data())
    if not block.isValid() or len(data) != 4 * width * height:
        return None
    there = data[3::4].translate(bytes(value >= OPAQUE for value in range(256)))
    return Picture((data[2::4], data[1::4], data[0::4]), there, width, height, box)


def _whole_cells(box: QgsRectangle, whole: QgsRectangle, cell_x: float, cell_y: float) -> QgsRectangle:
    """The cells of a raster that a box touches, so that outlines follow them."""
    left, top = whole.xMinimum(), whole.yMaximum()
    return QgsRectangle(
        left + math.floor((box.xMinimum() - left) / cell_x) * cell_x,
        top - math.ceil((top - box.yMinimum()) / cell_y) * cell_y,
        left + math.ceil((box.xMaximum() - left) / cell_x) * cell_x,
        top - math.floor((top - box.yMaximum()) / cell_y) * cell_y,
    ).intersect(whole)
