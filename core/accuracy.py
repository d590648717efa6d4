"""How right a map is, from a stratified random sample: estimates and their 95 % confidence intervals.

Olofsson et al. 2014, "Good practices for estimating area and assessing accuracy of land change", Remote Sensing of
Environment 148, 42-57; equations are cited by their numbers there. Standard library only: the engine's report and the
page that a person judges on compute the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Mapping, Optional, Sequence

Z = 1.96  # of a 95 % interval, as in the paper
PRECISION = 0.05  # half of the interval of the overall accuracy at which people may stop
LEAST = 10  # judged points of each class before they may stop, or all that there are
Counts = Mapping[tuple[int, int], int]  # points by (class of the map, class that was judged)


@dataclass(frozen=True)
class Estimate:
    """A share, 0 to 1 (or an area), and half of its 95 % interval; None where nothing can be said."""

    value: Optional[float]
    half: Optional[float]


NOTHING = Estimate(None, None)


@dataclass(frozen=True)
class Accuracy:
    """What a sample says of a map.

    Attributes:
        classes: Ids, those of the map first, then those that were only judged.
        points: (map, judged) to points.
        shares: (map, judged) to the estimated share of the map's area, eq. 4.
        overall: Eq. 1 and 5.
        users: By class of the map, eq. 2 and 6.
        producers: By class, eq. 3 and 7.
        areas: By class, as shares of the map's area, eq. 9 and 10.
    """

    classes: tuple[int, ...]
    points: Counts
    shares: Mapping[tuple[int, int], float]
    overall: Estimate
    users: Mapping[int, Estimate]
    producers: Mapping[int, Estimate]
    areas: Mapping[int, Estimate]


def allocate(pixels: Mapping[int, int], points: int, least: int, equal: bool) -> dict[int, int]:
    """How many points each class gets (section 5.1.1 of the paper: proportional, with more for rare classes).

    Args:
        pixels: By class, each at least 1.
        points: All together.
        least: Of each class; fewer where `points` do not suffice for that.
        equal: As many for each class, else by their pixels.

    Returns:
        Points by class, never more than it has pixels.
    """
    least = min(least, points // len(pixels))
    given = {value: min(least, count) for value, count in pixels.items()}
    weights = {value: 1.0 if equal else float(count) for value, count in pixels.items()}
    while points > sum(given.values()):
        # the class that is furthest below its share gets the next point; ties go to the lowest id
        room = [value for value in pixels if given[value] < pixels[value]]
        if not room:
            break
        whole = sum(weights.values())
        value = max(room, key=lambda each: (points * weights[each] / whole - given[each], -each))
        given[value] += 1
    return given


def judged_of(points: Counts) -> dict[int, int]:
    """Judged points by class of the map (n_i. of the paper)."""
    found: dict[int, int] = {}
    for (mapped, _), count in points.items():
        found[mapped] = found.get(mapped, 0) + count
    return found


def short_of_points(pixels: Mapping[int, int], points: Counts) -> list[int]:
    """Classes of the map of which nothing can be said yet: variances need two points, or all that there are."""
    judged = judged_of(points)
    return [value for value, count in pixels.items() if judged.get(value, 0) < min(2, count)]


def estimate(pixels: Mapping[int, int], points: Counts) -> Accuracy:
    """Everything that the sample says.

    Args:
        pixels: N_i, pixels of each class of the map, at least 1.
        points: n_ij; of each class of the map at least two, or as many as it has pixels.

    Raises:
        ValueError: a class has too few points (see `short_of_points`).
    """
    short = short_of_points(pixels, points)
    if short:
        raise ValueError(f"too few points of {short}")
    whole, judged = sum(pixels.values()), judged_of(points)
    classes = (*pixels, *sorted({j for _, j in points} - set(pixels)))
    weight = {i: count / whole for i, count in pixels.items()}  # W_i

    def share(i: int, j: int) -> float:  # n_ij / n_i.
        return points.get((i, j), 0) / judged[i]

    def spread(i: int, j: int) -> float:
        """Variance of n_ij / n_i.; none where every pixel of the class was judged."""
        return share(i, j) * (1 - share(i, j)) / (judged[i] - 1) if judged[i] < pixels[i] else 0.0

    shares = {(i, j): weight[i] * share(i, j) for i in pixels for j in classes}  # eq. 4
    overall = sum(shares[i, i] for i in pixels)  # eq. 1
    overall_variance = sum(weight[i] ** 2 * spread(i, i) for i in pixels)  # eq. 5
    areas = {k: sum(shares[i, k] for i in pixels) for k in classes}  # eq. 9
    area_variance = {k: sum(weight[i] ** 2 * spread(i, k) for i in pixels) for k in classes}  # eq. 10, squared
    producers = {}
    for j in classes:
        if areas[j] <= 0:
            producers[j] = NOTHING
            continue
        right = shares.get((j, j), 0.0) / areas[j]  # eq. 3
        own = weight[j] ** 2 * (1 - right) ** 2 * spread(j, j) if j in pixels else 0.0
        others = right**2 * sum(weight[i] ** 2 * spread(i, j) for i in pixels if i != j)
        producers[j] = _with(right, (own + others) / areas[j] ** 2)  # eq. 7; N_i. = N W_i, and N falls out
    return Accuracy(
        tuple(classes),
        dict(points),
        shares,
        _with(overall, overall_variance),
        {i: _with(share(i, i), spread(i, i)) for i in pixels},  # eq. 2 and 6
        producers,
        {k: _with(areas[k], area_variance[k]) for k in classes},
    )


def _with(value: float, variance: float) -> Estimate:
    return Estimate(value, Z * math.sqrt(variance))


def scaled(found: Estimate, by: float) -> Estimate:
    """A share as an area (eq. 11): `by` is the whole area."""
    if found.value is None or found.half is None:
        return NOTHING
    return Estimate(found.value * by, found.half * by)


def may_stop(pixels: Mapping[int, int], points: Counts, drawn: Mapping[int, int], precision: float = PRECISION) -> bool:
    """Whether the overall accuracy is known well enough.

    After a few points without an error the interval of eq. 5 has no width at all. So two right and two wrong points are
    added to each class for this question alone (Agresti and Coull 1998), and each class needs `LEAST` points.

    Args:
        pixels: As for `estimate`.
        points: What was judged so far, in the order in which the points were drawn.
        drawn: Points of the sample by class of the map.
        precision: Half of the interval that suffices.
    """
    judged = judged_of(points)
    if any(judged.get(i, 0) < min(LEAST, drawn.get(i, 0)) for i in pixels) or short_of_points(pixels, points):
        return False
    whole, variance = sum(pixels.values()), 0.0
    for i, count in pixels.items():
        if judged[i] < count:
            right = (points.get((i, i), 0) + 2) / (judged[i] + 4)
            variance += (count / whole) ** 2 * right * (1 - right) / (judged[i] + 4)
    return Z * math.sqrt(variance) <= precision


def counted(pairs: Sequence[tuple[int, int]]) -> dict[tuple[int, int], int]:
    """Points by (class of the map, class that was judged)."""
    found: dict[tuple[int, int], int] = {}
    for pair in pairs:
        found[pair] = found.get(pair, 0) + 1
    return found
