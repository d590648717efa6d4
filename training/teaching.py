"""What teaching is worth, by numbers: a run corrected, and taught after 10, 20, 30 and 50 corrections.

Somebody who knows the true mask goes through the polygons in the page's order (doubt times area). One that is of one
class in most of its area gets that class; of another the largest wrong piece is drawn around and named, and the rest
comes again later: each is one correction, and what is named is pure, as the manual asks for. The map is then taught in
each way, and looked at again. A tile has few polygons: several are put side by side as one picture, as a person's is
larger than what they correct. Part of `simulate.py`; needs no QGIS.
"""

from __future__ import annotations

import heapq
import json
import shutil
import tempfile
import time
from argparse import Namespace
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.features
import shapely
from PIL import Image
from rasterio.transform import Affine
from scipy import ndimage
from shapely.geometry import shape as as_shape
from terralex.core.commands import WAYS
from terralex.core.errors import InputError
from terralex.core.files.layers import Layer, read_layer, write_layer
from terralex.core.jobs.evaluate import read_set
from terralex.core.jobs.setting import Warm
from terralex.core.jobs.teach import teach
from terralex.core.outputs.attributes import column, take
from terralex.core.progress import CancelToken, result_of
from terralex.core.recipe import LAYER, SEGMENTS
from terralex.core.vocabulary import BACKGROUND

COUNTS = (10, 20, 30, 50)
AT = 30  # corrections after which somebody goes on correcting
GOAL = 0.90
PURE = 0.8  # of a polygon's area that one class has to have for the polygon to be named as it is
SMALLEST = 16  # pixels of a piece that is drawn around
SIDE, LONGEST = 6, 900  # tiles of a picture in each direction, at most, and pixels of 0.3 m or larger
NOTHING = "no teaching"
IGNORE = 255


@dataclass
class Tile:
    """What came of one tile: by way and number of corrections the confusion matrix (truth, map)."""

    matrices: dict[str, dict[str, list[list[int]]]] = field(default_factory=dict)
    held_back: dict[str, dict[str, list[float | None]]] = field(default_factory=dict)
    to_goal: dict[str, int | None] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    polygons: int = 0


class Desk:
    """Polygons beside the truth; whoever sits there names them, or pieces of them, one after the other."""

    def __init__(self, layer: Layer, truth: np.ndarray, transform: Affine, names: dict[int, str]) -> None:
        self.layer, self.truth, self.names, self.transform = layer, truth, names, transform
        self.size, self.counts = len(names), truth != IGNORE
        shapes = zip(layer.geometry, range(len(layer.geometry)))
        self.owner = rasterio.features.rasterize(shapes, truth.shape, fill=-1, transform=transform, dtype="int32")
        self.shapes: list[Any] = list(layer.geometry)
        self.of = list(range(len(self.shapes)))  # which polygon of the layer each is, or was cut from
        self.labels = [int(v) for v in layer.fields["class_id"].values]
        self.hand = [False] * len(self.labels)
        field = layer.fields["reviewed"]
        self.reviewed = [bool(v) and not m for v, m in zip(field.values, field.missing)]
        self.doubt = 1 - np.nan_to_num(layer.fields["confidence"].values.astype(float))
        area = np.bincount(self.owner[self.owner >= 0], minlength=len(self.labels))
        rows = [row for row in range(len(self.labels)) if area[row] and not self.reviewed[row]]
        self.queue = [(-self.doubt[row] * float(area[row]), row) for row in rows]
        heapq.heapify(self.queue)

    def correct(self, count: int) -> None:
        """Make so many more corrections; what the truth says nothing of is passed over."""
        while count and self.queue:
            _, row = heapq.heappop(self.queue)
            own = (self.owner == row) & self.counts
            there = np.bincount(self.truth[own], minlength=self.size)
            if not there.any():
                continue
            piece, value = self._wrong_piece(row, own)
            if there.max() >= PURE * there.sum() or piece is None:
                self._name(row, int(there.argmax()))
            else:
                self._cut(row, piece, value)
            count -= 1

    def _name(self, row: int, value: int) -> None:
        self.hand[row] |= value != self.labels[row]
        self.labels[row], self.reviewed[row] = value, True

    def _wrong_piece(self, row: int, own: np.ndarray) -> tuple[np.ndarray | None, int]:
        """The largest piece of a polygon that is of one other class: its pixels, and the class; None: all are tiny."""
        best, found, value = SMALLEST - 1, None, 0
        for other in np.unique(self.truth[own]):
            if other == self.labels[row]:
                continue
            pieces, count = ndimage.label(own & (self.truth == other))
            sizes = np.bincount(pieces.ravel(), minlength=count + 1)[1:]
            if count and sizes.max() > best:
                best, found, value = int(sizes.max()), pieces == int(sizes.argmax()) + 1, int(other)
        return found, value

    def _cut(self, row: int, piece: np.ndarray, value: int) -> None:
        """The piece becomes a polygon of its own; the rest comes again."""
        found = rasterio.features.shapes(piece.astype(np.uint8), piece, 4, self.transform)
        shape = shapely.union_all([as_shape(each) for each, _ in found])
        new = len(self.shapes)
        self.shapes.append(shape)
        self.shapes[row] = shapely.difference(self.shapes[row], shape)
        self.owner[piece] = new
        self.of.append(self.of[row])
        for column_of, said in ((self.labels, value), (self.hand, True), (self.reviewed, True)):
            column_of.append(said)
        left = float((self.owner == row).sum())
        if left:
            heapq.heappush(self.queue, (-self.doubt[self.of[row]] * left, row))

    def matrix(self) -> np.ndarray:
        """(n + 1, n + 1) of all that counts, rows the truth."""
        use = self.counts & (self.owner >= 0)
        pairs = self.truth[use].astype(np.int64) * self.size + np.array(self.labels)[self.owner[use]]
        return np.bincount(pairs, minlength=self.size**2).reshape(self.size, self.size)

    def save(self, folder: Path) -> None:
        """The polygons as they are now, in the place of a run's."""
        there = [row for row, shape in enumerate(self.shapes) if shapely.area(shape) > 0]
        of = np.array(self.of)[there]
        fields = {name: take(each, of) for name, each in self.layer.fields.items()}
        labels = [self.labels[row] for row in there]
        fields["class_id"] = column("integer", labels)
        fields["class_name"] = column("text", [self.names[value] for value in labels])
        fields["reviewed"] = column("boolean", [self.reviewed[row] for row in there])
        fields["origin"] = column("text", ["hand" if self.hand[row] else "machine" for row in there])
        (folder / SEGMENTS).unlink()
        shapes = np.array([shapely.multipolygons(shapely.get_parts(self.shapes[row])) for row in there])
        layer = Layer(LAYER, shapes, np.arange(len(there)), fields, self.layer.crs)
        options = {"geometry_type": "MultiPolygon", "dataset_options": {"VERSION": "1.2"}}
        write_layer(folder / SEGMENTS, layer, "GPKG", **options)


def of_raster(classes: Path, truth: np.ndarray, transform: Affine, size: int) -> np.ndarray:
    """The confusion matrix of a class raster, whose pixels may be larger than the truth's."""
    with rasterio.open(classes) as raster:
        values, place = raster.read(1), raster.transform
    rows, cols = (np.arange(n) + 0.5 for n in truth.shape)
    down = ((transform.f + rows * transform.e) - place.f) / place.e
    over = ((transform.c + cols * transform.a) - place.c) / place.a
    down, over = (np.clip(v.astype(int), 0, n - 1) for v, n in zip((down, over), values.shape))
    seen = values[np.ix_(down, over)]
    use = (truth != IGNORE) & (seen < size)
    pairs = truth[use].astype(np.int64) * size + seen[use]
    return np.bincount(pairs, minlength=size * size).reshape(size, size)


def desk_at(file: Path, truth: np.ndarray, transform: Affine, names: dict[int, str]) -> Desk:
    """A desk with the polygons of a file."""
    with tempfile.TemporaryDirectory() as scratch:
        return Desk(read_layer(file, LAYER, Path(scratch)), truth, transform, names)


def actions_to_goal(desk: Desk) -> int | None:
    """How many more corrections it takes until the map is right enough; None where all are not enough."""
    done = 0
    while np.trace(desk.matrix()) < GOAL * desk.matrix().sum():
        if not desk.queue:
            return None
        desk.correct(1)
        done += 1
    return done


def of_tile(run: Path, truth: np.ndarray, transform: Affine, names: dict[int, str], warm: Warm, pack: str) -> Tile:
    """All counts and ways on one tile's finished run."""
    desk, tile = desk_at(run / SEGMENTS, truth, transform, names), Tile()
    tile.polygons = len(desk.labels)
    for way in (NOTHING, *WAYS):
        tile.matrices[way], tile.held_back[way], tile.seconds[way] = {}, {}, 0.0
    tile.matrices[NOTHING]["0"] = desk.matrix().tolist()
    done = 0
    for count in COUNTS:
        desk.correct(count - done)
        done = count
        tile.matrices[NOTHING][str(count)] = desk.matrix().tolist()
        for way in WAYS:
            copy = run.with_name(f"{run.name}_{way}_{count}")
            shutil.copytree(run, copy)
            desk.save(copy)
            began = time.monotonic()
            try:
                made = result_of(teach(copy, CancelToken(), way, warm=warm, pack=pack))
                matrix = of_raster(Path(made["classes"]), truth, transform, len(names))
                judged = [made["held_back"]["before"], made["held_back"]["after"]]
                if count == AT:
                    after = desk_at(Path(made["segments"]), truth, transform, names)
                    tile.to_goal[way] = actions_to_goal(after)
            except InputError as error:  # nothing that can be learned from
                matrix, judged = desk.matrix(), [None, None]
                print(f"{run.name} {way} {count}: {error}", flush=True)
            tile.matrices[way][str(count)] = matrix.tolist()
            tile.held_back[way][str(count)] = judged
            tile.seconds[way] += time.monotonic() - began
            shutil.rmtree(copy)
        if count == AT:
            alone = desk_at(run / SEGMENTS, truth, transform, names)
            alone.correct(AT)
            tile.to_goal[NOTHING] = actions_to_goal(alone)
    return tile


def figures(matrix: np.ndarray) -> tuple[float, float]:
    """Pixel accuracy and mIoU, over the classes of the truth, of a confusion matrix."""
    hit, truth, found = np.diag(matrix), matrix.sum(1), matrix.sum(0)
    there = truth > 0
    return float(hit.sum() / matrix.sum()), float((hit / np.maximum(truth + found - hit, 1))[there].mean())


def row(tiles: list[Tile], way: str) -> dict[str, Any]:
    """What one way has come to on tiles of one set: figures by number of corrections, and actions to the goal."""
    at = {}
    for count in ("0", *map(str, COUNTS)):
        of = way if count != "0" else NOTHING
        at[count] = figures(sum(np.array(tile.matrices[of][count]) for tile in tiles))
    pairs = [(tile.to_goal.get(way), tile.to_goal.get(NOTHING)) for tile in tiles]
    both = [(own, alone) for own, alone in pairs if own is not None and alone is not None]
    return {
        "at": at,
        "reached": sum(own is not None for own, _ in pairs),
        "tiles": len(tiles),
        "more_actions": sum(own for own, _ in both),
        "more_actions_alone": sum(alone for _, alone in both),
        "seconds": sum(tile.seconds[way] for tile in tiles),
    }


def mean_row(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """The mean of the sets' figures, each set as heavy as any other."""
    at = {count: tuple(np.mean([r["at"][count] for r in rows], 0).tolist()) for count in rows[0]["at"]}
    summed = ("reached", "tiles", "more_actions", "more_actions_alone", "seconds")
    return {"at": at, **{key: sum(r[key] for r in rows) for key in summed}}


def markdown(rows: dict[str, dict[str, Any]]) -> str:
    """Pixel accuracy / mIoU after so many corrections; then how many more lead to 90 %."""
    lines = [
        "| way | first map | " + " | ".join(f"{count}" for count in COUNTS) + f" | 90 % after {AT} + |",
        "|---" * (len(COUNTS) + 3) + "|",
    ]
    for way, found in rows.items():
        cells = [f"{a:.3f} / {m:.3f}" for a, m in found["at"].values()]
        goal = f"{found['more_actions']} against {found['more_actions_alone']}, {found['reached']} of {found['tiles']}"
        lines.append(f"| {way} | " + " | ".join(cells) + f" | {goal} |")
    return "\n".join(lines)


def side_by_side(labelled: Any, numbers: list[int], folder: Path) -> tuple[Path, np.ndarray]:
    """Tiles of a set as one picture (a PNG), row by row, and its truth; cut to the smallest of them."""
    side = round(len(numbers) ** 0.5)
    pictures = [np.asarray(Image.open(labelled.tiles[k][0]).convert("RGB")) for k in numbers]
    truths = [labelled.read(labelled.tiles[k][1]) for k in numbers]
    rows, cols = (min(truth.shape[axis] for truth in truths) for axis in (0, 1))

    def joined(parts: list[np.ndarray]) -> np.ndarray:
        cut = [part[:rows, :cols] for part in parts]
        return np.concatenate([np.concatenate(cut[k : k + side], 1) for k in range(0, side * side, side)], 0)

    path = folder / f"{labelled.tiles[numbers[0]][0].stem}_{side}x{side}.png"
    Image.fromarray(joined(pictures)).save(path)
    return path, joined(truths)


def simulate_teaching(args: Namespace, warm: Warm, placed: Any, first_map: Any, spread: Any) -> dict[str, Any]:
    """The table of all sets; what was done before into the same folder is not done again.

    Args:
        args: data, sets, tiles (here: pictures of each set), pack, out: of `simulate.py`.
        warm: Networks of the process.
        placed: Of `simulate.py`; likewise the next two.
        first_map: Makes a run.
        spread: Chooses tiles.
    """
    sets: dict[str, dict[str, Any]] = {}
    for name in args.sets.split(","):
        labelled = read_set(args.data / "dev" / name)
        background, specs = labelled.classes.background, tuple(labelled.classes.classes)
        names = {0: BACKGROUND, **{value: spec.name for value, spec in enumerate(specs, start=1)}}
        longest = max(Image.open(labelled.tiles[0][0]).size) / max(1, round(0.3 / (labelled.gsd_m or 0.3)))
        side = max(1, min(SIDE, int(LONGEST / longest), int((len(labelled.tiles) / args.tiles) ** 0.5)))
        chosen = spread(len(labelled.tiles), side * side * args.tiles)
        tiles = []
        for start in range(0, len(chosen), side * side):
            numbers = chosen[start : start + side * side]
            kept = args.out / "taught" / f"{name}_{start // side**2}.json"
            if not kept.is_file():
                with tempfile.TemporaryDirectory() as folder:
                    began = time.monotonic()
                    image, truth = side_by_side(labelled, numbers, Path(folder))
                    path = placed(image, labelled.gsd_m or 1.0, Path(folder))
                    first_map(path, specs, background, args.pack, warm)
                    with rasterio.open(path) as raster:
                        transform = raster.transform
                    tile = of_tile(path.with_suffix(""), truth, transform, names, warm, args.pack)
                kept.parent.mkdir(parents=True, exist_ok=True)
                kept.write_text(json.dumps(vars(tile)))
                seconds = time.monotonic() - began
                print(f"{name}, {len(numbers)} tiles: {tile.polygons} polygons, taught in {seconds:.0f} s", flush=True)
            tiles.append(Tile(**json.loads(kept.read_text())))
        sets[name] = {way: row(tiles, way) for way in (NOTHING, *WAYS)}
        print(f"\n{name}, {len(tiles)} pictures: pixel accuracy / mIoU after so many corrections\n")
        print(markdown(sets[name]), flush=True)
    means = {way: mean_row([found[way] for found in sets.values()]) for way in (NOTHING, *WAYS)}
    print("\nMean of the sets\n")
    print(markdown(means), flush=True)
    return {"mean": means, **sets}
