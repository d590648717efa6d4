"""Right angles for the outline of a building: its sides along one direction and across it."""

from __future__ import annotations

import cmath
import math

from .noder import Path

FEWEST = 4  # sides of a polygon with right angles


def squared_ring(ring: Path) -> Path:
    """A ring with right angles that follows another one.

    The direction is the mean of its sides', by their lengths, where a quarter turn counts as none. Each side then is
    along or across; sides of one kind in a row become one, at their mean place by length.

    Args:
        ring: Closed, in map units.

    Returns:
        Closed; empty where fewer than four sides are left.
    """
    x0, y0 = ring[0]
    points = [complex(x - x0, y - y0) for x, y in ring]
    sides = [b - a for a, b in zip(points, points[1:])]
    turn = cmath.phase(sum(abs(side) * cmath.rect(1.0, 4 * cmath.phase(side)) for side in sides if side)) / 4
    points = [point * cmath.rect(1.0, -turn) for point in points]
    runs: list[list] = []  # along or not, the sum of place x length, the length
    for a, b in zip(points, points[1:]):
        along, length = abs(b.real - a.real) >= abs(b.imag - a.imag), abs(b - a)
        place = (a.imag + b.imag) / 2 if along else (a.real + b.real) / 2
        if not runs or runs[-1][0] != along:
            runs.append([along, 0.0, 0.0])
        runs[-1][1] += place * length
        runs[-1][2] += length
    if len(runs) > 1 and runs[0][0] == runs[-1][0]:
        _, place, length = runs.pop()
        runs[0][1] += place
        runs[0][2] += length
    if len(runs) < FEWEST or any(math.isclose(length, 0.0) for _, _, length in runs):
        return []
    corners = []
    for (along, place, length), (_, other, width) in zip(runs, [*runs[1:], runs[0]]):
        one, two = place / length, other / width
        corners.append((complex(two, one) if along else complex(one, two)) * cmath.rect(1.0, turn))
    found = [(corner.real + x0, corner.imag + y0) for corner in corners]
    return [*found, found[0]]
