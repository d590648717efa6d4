"""Polygons that stay as they are, fitted into a coverage: no gap, no overlap, every border shared corner by corner.

All lines near them are noded on a fine grid, so that coordinates are whole numbers of its steps; the faces between the
lines are given to the kept polygon they lie in, else to the region they lie in, and put together again.

What only stood in for kept polygons and is no part of them (a corner was drawn inwards, a border torn) goes to a region
beside it. Where there is none, as between kept polygons and the edge of the map, it closes up to a kept polygon that it
is nearer to than half a pixel all over, and else stays by itself: nobody has said what it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Mapping, Tuple

import numpy as np
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from ..files.layers import Field
from .attributes import column, stack, take
from .edges import edges_of, is_coverage

STEPS = 1024  # of the fine grid in a pixel
NEAR = 0.01  # pixels: what is nearer to a kept polygon than this is put together anew
REACH = 0.498  # pixels that a kept polygon may grow: half a pixel, less what the fine grid rounds
NOBODY = -1


@dataclass(frozen=True)
class Fitted:
    """A coverage of regions and kept polygons.

    Attributes:
        pixels: (n,) polygons in pixel units.
        region: (n,) the region that each is of; -1 for kept ones. What is of one that stands in for kept polygons is
            nobody's: no kept polygon is near enough, and no other region touches it.
        kept: (n,) the kept polygon that each is of; -1 for the others.
        sound: Whether it is a coverage, corner by corner.
        cut_off: How many of the kept polygons end at the edge of the ground, though they reach half a pixel beyond it.
    """

    pixels: np.ndarray
    region: np.ndarray
    kept: np.ndarray
    sound: bool = True
    cut_off: int = 0

    @property
    def kept_count(self) -> int:
        """How many of the kept polygons have a place in it."""
        return int(np.unique(self.kept[self.kept >= 0]).size)

    def fields(self, of_regions: Mapping[str, Field], of_kept: Mapping[str, Field]) -> dict[str, Field]:
        """The attributes of its polygons, from those of the regions and of the kept polygons."""
        if not of_kept:
            return {name: take(field, self.region) for name, field in of_regions.items()}
        free = int((self.region >= 0).sum())  # regions come first
        own = {name: take(field, self.kept[free:]) for name, field in of_kept.items()}
        found = {name: take(field, self.region[:free]) for name, field in of_regions.items()}
        for name, field in own.items():
            nothing = Field(np.zeros(free, field.values.dtype), np.ones(free, bool), field.kind, field.boolean)
            found.setdefault(name, nothing)
        empty = len(self.kept) - free
        for name, field in found.items():
            kind = "text" if field.values.dtype == object else "real"
            found[name] = stack(field, own.get(name) or column(kind, [None] * empty))
        return found


def whole(pixels: np.ndarray) -> Fitted:
    """A coverage without kept polygons."""
    return Fitted(pixels, np.arange(len(pixels)), np.full(len(pixels), NOBODY))


def on_fine_grid(polygons: np.ndarray) -> np.ndarray:
    """Polygons with their corners on the fine grid, valid again where that (or a hand) has folded one."""
    return shapely.set_precision(shapely.make_valid(polygons), 1.0 / STEPS)


def fit(pixels: np.ndarray, marked: np.ndarray, kept: np.ndarray, min_area_px: int) -> Fitted:
    """Put kept polygons into a coverage.

    Args:
        pixels: (n,) polygons of a coverage, in pixel units.
        marked: (n,) those that only stand in for kept polygons: what of them lies outside goes to their neighbours,
            or stays nobody's.
        kept: (k,) shapes on the fine grid; where two overlap the later one has it, as in a raster.
        min_area_px: What is left of a region that a kept polygon cuts joins a neighbour below this.

    Returns:
        Regions in their order, then the kept polygons in theirs. What of them lies on nothing is left out.
    """
    tree = shapely.STRtree(pixels)
    near = np.unique(tree.query(kept, predicate="dwithin", distance=NEAR)[1]) if len(kept) else []
    near = np.union1d(near, tree.query(pixels[marked], predicate="intersects")[1]).astype(np.int64)
    if not near.size:
        return whole(pixels)
    count, parts = len(pixels), shapely.get_parts(kept)
    lines = shapely.get_parts(
        shapely.boundary(np.concatenate([pixels[near], parts[shapely.get_dimensions(parts) == 2]]))
    )
    faces, region, label, borders, cut_off = _faces(lines, pixels, near, marked, kept)
    cuts = _cuts(faces, label, count)
    if len(cuts):
        lines = np.concatenate([lines, cuts])
        faces, region, label, borders, cut_off = _faces(lines, pixels, near, marked, kept)
    label = _close(label, faces, region, count)
    label = _join_crumbs(label, faces, borders, shapely.area(pixels), min_area_px)
    piece = _pieces(label, borders)
    order = np.argsort(piece, kind="stable")
    groups = np.split(order, np.flatnonzero(np.diff(piece[order])) + 1)
    made = np.array([united(faces[group]) for group in groups])
    of = label[[group[0] for group in groups]]
    split, index = shapely.get_parts(made, return_index=True)
    far = np.setdiff1d(np.arange(count), near)
    polygons, owner = np.concatenate([pixels[far], split]), np.concatenate([far, of[index]])
    order = np.argsort(owner, kind="stable")
    polygons, owner = polygons[order], owner[order]
    sound = is_coverage(polygons)
    free = owner < count
    return Fitted(polygons, np.where(free, owner, NOBODY), np.where(free, NOBODY, owner - count), sound, cut_off)


Borders = Tuple[np.ndarray, np.ndarray, np.ndarray]  # see _borders


def _faces(
    lines: np.ndarray, pixels: np.ndarray, near: np.ndarray, marked: np.ndarray, kept: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, Borders, int]:
    """The faces between lines, the region that each lies in, whose it is, borders, and how many kept ones are cut."""
    noded = shapely.union_all(lines, grid_size=1.0 / STEPS)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))
    inside = shapely.point_on_surface(faces)
    region, in_kept = _last_of(pixels[near], inside), _last_of(kept, inside)
    ground = region >= 0
    beyond = ~ground & (in_kept >= 0) & np.isin(in_kept, in_kept[ground])
    cut_off = np.unique(in_kept[beyond][_far(faces[beyond], faces[ground])]).size
    faces, region, in_kept = faces[ground], near[region[ground]], in_kept[ground]
    label = np.where(in_kept >= 0, len(pixels) + in_kept, np.where(marked[region], NOBODY, region))
    borders = _borders(faces)
    return faces, region, _give_away(label, borders, len(pixels)), borders, cut_off


def _far(faces: np.ndarray, ground: np.ndarray) -> np.ndarray:
    """Which faces have a corner half a pixel or more away from the ground."""
    found = np.zeros(len(faces), bool)
    if len(faces):
        xy, of = shapely.get_coordinates(faces, return_index=True)
        tree = shapely.STRtree(ground)
        (row, _), apart = tree.query_nearest(shapely.points(xy), return_distance=True, all_matches=False)
        found[of[row[apart >= 0.5]]] = True
    return found


def united(faces: np.ndarray) -> shapely.Geometry:
    """Faces that share borders as one polygon with all its corners."""
    if len(faces) == 1:
        return faces[0]
    made = shapely.coverage_union_all(faces)
    if not shapely.is_valid(made):  # GEOS 3.13 joins two holes that touch at a corner to a ring that crosses itself
        made = shapely.union_all(faces)
    return shapely.get_parts(made)[0] if shapely.get_num_geometries(made) == 1 else made


def _last_of(polygons: np.ndarray, points: np.ndarray) -> np.ndarray:
    """The last polygon that each point lies in; -1 where there is none."""
    found = np.full(len(points), NOBODY, np.int64)
    if len(polygons) and len(points):
        polygon, point = shapely.STRtree(points).query(polygons, predicate="intersects")  # what asks is prepared
        np.maximum.at(found, point, polygon)
    return found


def _borders(faces: np.ndarray) -> Borders:
    """Which faces share a border, and how long it is: (b,) one, other, length; once for each pair."""
    rings, of_face = shapely.get_rings(faces, return_index=True)
    xy, of_ring = shapely.get_coordinates(rings, return_index=True)
    steps = np.rint(xy * STEPS).astype(np.int64)
    inner = of_ring[1:] == of_ring[:-1]
    start, end, face = steps[:-1][inner], steps[1:][inner], of_face[of_ring[:-1][inner]]
    swap = (start[:, 0] > end[:, 0]) | ((start[:, 0] == end[:, 0]) & (start[:, 1] > end[:, 1]))
    low, high = np.where(swap[:, None], end, start), np.where(swap[:, None], start, end)
    _, side = np.unique(np.concatenate([low, high], axis=1), axis=0, return_inverse=True)
    side = side.ravel()
    order = np.argsort(side, kind="stable")
    twice = side[order][1:] == side[order][:-1]
    one, other = face[order][:-1][twice], face[order][1:][twice]
    length = np.hypot(*(high - low).T)[order][:-1][twice] / STEPS
    pair = np.stack([np.minimum(one, other), np.maximum(one, other)], axis=1)[one != other]
    pairs, number = np.unique(pair, axis=0, return_inverse=True)
    return pairs[:, 0], pairs[:, 1], np.bincount(number.ravel(), length[one != other], minlength=len(pairs))


def _longest(who: np.ndarray, label: np.ndarray, borders: Borders, allowed: np.ndarray) -> dict[int, int]:
    """For groups of faces (who: (faces,) group number, -1 for none), the allowed label they share most border with."""
    one, other, length = borders
    mine, theirs = np.concatenate([one, other]), np.concatenate([other, one])
    use = (who[mine] >= 0) & allowed[theirs] & (who[mine] != who[theirs])
    if not use.any():
        return {}
    pair = np.stack([who[mine][use], label[theirs][use]], axis=1)
    pairs, number = np.unique(pair, axis=0, return_inverse=True)
    total = np.bincount(number.ravel(), np.tile(length, 2)[use], minlength=len(pairs))
    order = np.lexsort((-pairs[:, 1], total, pairs[:, 0]))  # the best of each group comes last
    return {int(group): int(name) for group, name in pairs[order]}


def _give_away(label: np.ndarray, borders: Borders, count: int) -> np.ndarray:
    """Faces of nobody join the region that they, and what they hang together with, touch most."""
    label = label.copy()
    while (label == NOBODY).any():
        who = np.where(label == NOBODY, np.arange(len(label)), NOBODY)
        best = _longest(who, label, borders, (label >= 0) & (label < count))
        if not best:
            break
        label[list(best)] = list(best.values())
    return label


@dataclass(frozen=True)
class _Open:
    """A face of nobody, edge by edge.

    Attributes:
        face: Its number.
        lines: (e, 2) complex128, from corner to corner, the face on the left.
        beside: (e,) whose face is on the other side; -1 where the ground ends.
    """

    face: int
    lines: np.ndarray
    beside: np.ndarray

    def lines_to(self, name: int) -> shapely.MultiLineString:
        """Its borders with somebody, or with nobody."""
        return _as_lines(self.lines[self.beside == name])


def _as_lines(lines: np.ndarray) -> shapely.MultiLineString:
    return shapely.multilinestrings(np.stack([lines.real, lines.imag], axis=2))


def _open_faces(faces: np.ndarray, label: np.ndarray) -> Iterator[_Open]:
    if not (label == NOBODY).any():
        return
    edges = edges_of(shapely.orient_polygons(faces))
    beside = np.where(edges.partner < 0, NOBODY, label[edges.polygon[edges.partner]])
    lines = edges.points[np.stack([edges.start, edges.end], axis=1)]
    first = np.concatenate([[0], np.cumsum(np.bincount(edges.polygon, minlength=len(faces)))])
    for face in np.flatnonzero(label == NOBODY):
        own = slice(first[face], first[face + 1])
        yield _Open(int(face), lines[own], beside[own])


def _cuts(faces: np.ndarray, label: np.ndarray, count: int) -> np.ndarray:
    """Lines across faces of nobody, from where two kept polygons meet to the nearest edge of the ground.

    Along that edge each of the two closes up to its own part.
    """
    found = []
    for each in _open_faces(faces, label):
        if (each.beside != NOBODY).all():
            continue
        ground_ends = each.lines_to(NOBODY)
        next_to = dict(zip(each.lines[:, 0], each.beside))
        for corner, name in zip(each.lines[:, 1], each.beside):
            other = next_to[corner]
            if name < count or other < count or name == other:
                continue
            meeting = shapely.Point(corner.real, corner.imag)
            line = shapely.transform(shapely.shortest_line(meeting, ground_ends), _on_steps)
            if line.length > 0 and shapely.covers(faces[each.face], line):
                found.append(line)
    return np.array(found, object)


def _on_steps(xy: np.ndarray) -> np.ndarray:
    return np.rint(xy * STEPS) / STEPS


def _close(label: np.ndarray, faces: np.ndarray, region: np.ndarray, count: int) -> np.ndarray:
    """Faces that no region beside them has taken close up to a kept polygon, or stay by themselves.

    They close up where the kept polygon's border moves by less than `REACH`: the new one is near to all of the old one,
    which a deep notch's is not, however narrow it is, and the old one to all of the new.
    """
    closed = np.where(label == NOBODY, region, label)
    for each in _open_faces(faces, label):
        names = np.unique(each.beside[each.beside >= count])
        if not names.size:
            continue
        name = max(names, key=lambda name: (each.lines_to(name).length, -name))
        old, new = each.lines_to(name), _as_lines(each.lines[each.beside != name])
        if shapely.covers(shapely.buffer(new, REACH), old) and shapely.covers(shapely.buffer(old, REACH), new):
            closed[each.face] = name
    return closed


def _pieces(label: np.ndarray, borders: Borders) -> np.ndarray:
    """The connected piece of one label that each face belongs to."""
    one, other, _ = borders
    same = label[one] == label[other]
    links = coo_matrix((np.ones(int(same.sum()), np.int8), (one[same], other[same])), shape=(len(label),) * 2)
    return connected_components(links, directed=False)[1]


def _join_crumbs(
    label: np.ndarray,
    faces: np.ndarray,
    borders: Borders,
    whole_area: np.ndarray,
    min_area_px: int,
) -> np.ndarray:
    """What kept polygons have cut off a region, and is too small to stand alone, joins the region it touches most."""
    label, count = label.copy(), len(whole_area)
    piece = _pieces(label, borders)
    area = np.bincount(piece, shapely.area(faces))[piece]
    free = label < count
    uncut = np.zeros(len(label))
    uncut[free] = whole_area[label[free]]
    crumb = free & (area < max(min_area_px, 1)) & (area < 0.999 * uncut)
    for group, name in _longest(np.where(crumb, piece, NOBODY), label, borders, free & ~crumb).items():
        label[piece == group] = name
    return label
