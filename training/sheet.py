"""The map that is corrected in the simulation: a layer of polygons beside the truth, and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Iterable, Sequence

import numpy as np
import rasterio.features
import shapely
from qgis.core import QgsVectorLayer
from rasterio.transform import Affine
from scipy import ndimage
from strokes import WAND, Likeness, Stroke, extent_of, strokes

IGNORE = 255


@dataclass
class Log:
    """What was done: actions, seconds, and after each the confusion matrix (truth, map), of classes 0 to n."""

    actions: list[float] = field(default_factory=lambda: [0.0])
    seconds: list[float] = field(default_factory=lambda: [0.0])
    matrices: list[np.ndarray] = field(default_factory=list)
    kinds: dict[str, int] = field(default_factory=dict)
    refused: int = 0

    def add(self, kind: str, actions: float, seconds: float, matrix: np.ndarray) -> None:
        """One thing that was done."""
        self.kinds[kind] = self.kinds.get(kind, 0) + 1
        self.actions.append(self.actions[-1] + actions)
        self.seconds.append(self.seconds[-1] + seconds)
        self.matrices.append(matrix.copy())

    def to_dict(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "actions": self.actions,
            "seconds": self.seconds,
            "matrices": [each.tolist() for each in self.matrices],
            "kinds": self.kinds,
            "refused": self.refused,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Log:
        """The inverse."""
        return cls(**{**data, "matrices": [np.array(each) for each in data["matrices"]]})


@dataclass
class Idea:
    """A stroke that comes to mind.

    Attributes:
        stroke: The stroke.
        rows: Where it is, in pixels of the truth.
        cols: Likewise.
        inside: What it covers there.
        gain: Pixels that are right after it and were not, less those that were.
    """

    stroke: Stroke
    rows: slice
    cols: slice
    inside: np.ndarray
    gain: float

    def follow(self, rows: slice, cols: slice, by: np.ndarray) -> None:
        """The map has changed: by 1 where it is right now, by -1 where it was."""
        top, bottom = max(rows.start, self.rows.start), min(rows.stop, self.rows.stop)
        left, right = max(cols.start, self.cols.start), min(cols.stop, self.cols.stop)
        if top < bottom and left < right:
            inside = self.inside[top - self.rows.start : bottom - self.rows.start]
            inside = inside[:, left - self.cols.start : right - self.cols.start]
            by = by[top - rows.start : bottom - rows.start, left - cols.start : right - cols.start]
            self.gain -= float(by[inside].sum())


class Thought:
    """Strokes that come to mind for one piece of the map.

    Attributes:
        ideas: The strokes.
        most: Pixels that the best of them gains, an action: no more than this.
    """

    def __init__(self, ideas: list[Idea], stamp: int) -> None:
        self.ideas, self._stamp = ideas, stamp
        self._rows = min((i.rows.start for i in ideas), default=0), max((i.rows.stop for i in ideas), default=0)
        self._cols = min((i.cols.start for i in ideas), default=0), max((i.cols.stop for i in ideas), default=0)
        self._weigh()

    def _weigh(self) -> None:
        self.most = max((idea.gain / idea.stroke.corners for idea in self.ideas), default=0.0)

    def follow(self, changes: Sequence[tuple[slice, slice, np.ndarray]]) -> None:
        """All changes of the map so far; what is known already is passed over."""
        (top, bottom), (left, right) = self._rows, self._cols
        near = [
            (rows, cols, by)
            for rows, cols, by in changes[self._stamp :]
            if rows.start < bottom and rows.stop > top and cols.start < right and cols.stop > left
        ]
        self._stamp = len(changes)
        if near:
            for idea in self.ideas:
                for rows, cols, by in near:
                    idea.follow(rows, cols, by)
            self._weigh()


class Wrong:
    """Connected pieces of a mask.

    Attributes:
        pieces: The number of each pixel's, from 1 on, row by row; 0 where there is none.
        sizes: Pixels by number.
    """

    def __init__(self, mask: np.ndarray) -> None:
        self.pieces = ndimage.label(mask)[0]
        self._places = np.flatnonzero(self.pieces)
        labels = self.pieces.ravel()[self._places]
        self.sizes = np.bincount(labels, minlength=1)
        self._order = np.argsort(labels, kind="stable")
        self._ends = np.cumsum(self.sizes)

    def box(self, number: int) -> tuple[slice, slice]:
        """Rows and columns of a piece."""
        own = self._places[self._order[self._ends[number - 1] : self._ends[number]]]
        rows, cols = own // self.pieces.shape[1], own % self.pieces.shape[1]
        return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(cols.min()), int(cols.max()) + 1)


class Sheet:
    """A layer of polygons beside the truth, on the truth's pixels.

    Args:
        layer: Being edited.
        truth: (rows, cols) uint8, 255 where nothing counts.
        transform: Of its pixels.
        classes: How many there are, beside background.
        working: A working pixel in pixels of the truth; `pixel` has it in the map's units.
    """

    def __init__(
        self, layer: QgsVectorLayer, truth: np.ndarray, transform: Affine, classes: int, working: float
    ) -> None:
        self.layer, self.truth, self.transform, self.classes = layer, truth, transform, classes
        self.owner = np.zeros(truth.shape, np.int32)
        self.labels: dict[int, int] = {}
        self.map = np.zeros(truth.shape, np.uint8)
        self.counts = truth != IGNORE
        self.working, self.pixel = working, working * abs(transform.a)
        self._pieces: dict[int, np.ndarray] = {}
        self._boxes: dict[int, list[tuple[slice, slice]]] = {}
        self.tried: set[Stroke] = set()
        self._matrix = confusion(truth[self.counts], self.map[self.counts], classes + 1)
        self._right = np.zeros(truth.shape, np.int8)  # where the map says the truth
        self._changes: list[tuple[slice, slice, np.ndarray]] = []  # where that has changed, by 1 or -1
        self._wrong: dict[int, Wrong] = {}
        self._windows: dict[int, tuple[slice, slice]] = {}
        self._ideas: dict[Any, Thought] = {}
        self.read(each.id() for each in layer.getFeatures())

    def read(self, fids: Iterable[int]) -> None:
        """Look again at polygons that have come or changed."""
        for fid in fids:
            feature = self.layer.getFeature(fid)
            polygon = shapely.from_wkb(bytes(feature.geometry().asWkb()))
            rows, cols = self.window(polygon)
            own = rasterio.features.rasterize(
                [(polygon, 1)],
                (rows.stop - rows.start, cols.stop - cols.start),
                transform=self.transform * Affine.translation(cols.start, rows.start),
                dtype="uint8",
            )
            self.labels[fid] = int(feature["class_id"])
            self.owner[rows, cols][own == 1] = fid
            self._windows[fid] = rows, cols
            self._paint(rows, cols, own == 1, self.labels[fid])

    def window(self, polygon: shapely.Geometry) -> tuple[slice, slice]:
        """Rows and columns around a polygon."""
        return window_of(polygon, self.transform, self.truth.shape)

    def seen(self, fid: int) -> tuple[slice, slice, np.ndarray, np.ndarray]:
        """A polygon as a person sees it: where, its pixels, and what is truly there."""
        rows, cols = self._windows[fid]
        own = (self.owner[rows, cols] == fid) & self.counts[rows, cols]
        return rows, cols, own, self.truth[rows, cols]

    def name(self, fid: int, class_id: int) -> None:
        """By a key: its class, and that somebody has looked at it."""
        fields = self.layer.fields()
        self.layer.beginEditCommand("class")
        if class_id != self.labels[fid]:
            self.layer.changeAttributeValue(fid, fields.indexOf("class_id"), class_id)
            rows, cols = self.seen(fid)[:2]
            self._paint(rows, cols, self.owner[rows, cols] == fid, class_id)
        self.layer.changeAttributeValue(fid, fields.indexOf("reviewed"), True, None, True)
        self.layer.endEditCommand()
        self.labels[fid] = class_id

    def pieces(self, class_id: int) -> np.ndarray:
        """The true pieces of a class, numbered from 1."""
        if class_id not in self._pieces:
            self._pieces[class_id] = ndimage.label(self.truth == class_id)[0]
            self._boxes[class_id] = ndimage.find_objects(self._pieces[class_id])
        return self._pieces[class_id]

    def wrong(self, class_id: int) -> Wrong:
        """Connected pieces of a class that the map says something else of."""
        if class_id not in self._wrong:
            self._wrong[class_id] = Wrong((self.truth == class_id) & (self.map != class_id) & (self.owner != 0))
        return self._wrong[class_id]

    def ideas(
        self, rows: slice, cols: slice, here: np.ndarray, class_id: int, tools: Sequence[str], likeness: Likeness | None
    ) -> list[Thought]:
        """What comes to mind for a piece that is wrong, with the pixels that each stroke would gain now.

        Args:
            rows: Where the piece is.
            cols: Likewise.
            here: Its pixels there.
            class_id: What it truly is.
            tools: That are there.
            likeness: Of the wand.
        """
        number = int(self.pieces(class_id)[rows, cols][here].max())
        found = []
        for key in ((class_id, rows.start, cols.start, here.tobytes()), (class_id, number)):
            if key not in self._ideas:
                place, mask, names = (rows, cols), here, tools
                if (
                    len(key) == 2
                ):  # all of what is drawn, also where the map is right; the wand was asked about the piece
                    place = self._boxes[class_id][number - 1]
                    mask = self.pieces(class_id)[place] == number
                    names = tuple(name for name in tools if name != WAND)
                local = self.transform * Affine.translation(place[1].start, place[0].start)
                made = strokes(names, mask, local, class_id, self.pixel, likeness)
                self._ideas[key] = Thought([self._idea(each) for each in made], len(self._changes))
            self._ideas[key].follow(self._changes)
            found.append(self._ideas[key])
        return found

    def _idea(self, stroke: Stroke) -> Idea:
        rows, cols = self.window(stroke.shape)
        size = max(rows.stop - rows.start, 0), max(cols.stop - cols.start, 0)
        if not all(size):
            return Idea(stroke, rows, cols, np.zeros(size, bool), 0.0)
        place = self.transform * Affine.translation(cols.start, rows.start)
        inside = rasterio.features.rasterize([(stroke.shape, 1)], size, transform=place, dtype="uint8") == 1
        touched = inside & self.counts[rows, cols] & (self.owner[rows, cols] != 0)
        hit = (self.truth[rows, cols] == stroke.class_id) & touched
        gain = int(hit.sum()) - int(self._right[rows, cols][touched].sum())
        return Idea(stroke, rows, cols, inside, float(gain))

    def _paint(self, rows: slice, cols: slice, own: np.ndarray, class_id: int) -> None:
        """Some pixels of a part of the map are of a class now."""
        use, size = own & self.counts[rows, cols], self.classes + 1
        truth, before = self.truth[rows, cols][use], self.map[rows, cols][use]
        change = confusion(truth, np.full_like(before, class_id), size) - confusion(truth, before, size)
        self._matrix = self._matrix + change  # another array: who has the one before keeps it
        self.map[rows, cols][own] = class_id
        right = (self.truth[rows, cols] == self.map[rows, cols]) & self.counts[rows, cols]
        right = (right & (self.owner[rows, cols] != 0)).astype(np.int8)
        by = right - self._right[rows, cols]
        if by.any():
            self._right[rows, cols] = right
            for class_id in np.unique(self.truth[rows, cols][by != 0]):
                self._wrong.pop(int(class_id), None)
            down, across = extent_of(by != 0)
            self._changes.append(
                (
                    slice(rows.start + down.start, rows.start + down.stop),
                    slice(cols.start + across.start, cols.start + across.stop),
                    by[down, across],
                )
            )

    def matrix(self) -> np.ndarray:
        """(n + 1, n + 1) of all that counts, rows the truth."""
        return self._matrix


def confusion(truth: np.ndarray, found: np.ndarray, size: int) -> np.ndarray:
    """(size, size) int64: how many pixels of each true class, by row, were found to be of each."""
    return np.bincount(truth.astype(np.int64) * size + found, minlength=size * size).reshape(size, size)


def window_of(polygon: shapely.Geometry, transform: Affine, size: tuple[int, ...]) -> tuple[slice, slice]:
    """Rows and columns around a polygon, of a raster of so many."""
    left, low, right, top = polygon.bounds
    (c0, r0), (c1, r1) = ~transform * (left, top), ~transform * (right, low)
    height, width = size
    return (
        slice(max(int(r0) - 1, 0), min(max(int(r1) + 2, 1), height)),
        slice(max(int(c0) - 1, 0), min(max(int(c1) + 2, 1), width)),
    )
