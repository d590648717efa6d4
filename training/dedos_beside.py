"""DEDOS beside teaching, on one raster with the same corrections: two ways from a person's polygons to a better map.

Windows of a labelled set lie side by side in one raster; OVDiff makes its map; in three quarters of it all that the
masks say becomes reviewed polygons, but for classes that are left out (`--unseen`). Then `teach` in each of its ways,
and `train dedos` with a run of what it made, as people would call them; judged is the last quarter, windows of other
tiles, without a background. One row for each way and seed, appended when it is done.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
import rasterio.features
import shapely
from guard import prepare_imports
from shapely.geometry import shape as as_shape

prepare_imports()
from dedos import windows_of  # noqa: E402
from terralex.core.config import RunConfig  # noqa: E402
from terralex.core.files.layers import Layer, read_layer, write_layer  # noqa: E402
from terralex.core.jobs.evaluate import read_set  # noqa: E402
from terralex.core.jobs.segment import segment  # noqa: E402
from terralex.core.jobs.setting import Warm  # noqa: E402
from terralex.core.jobs.teach import teach  # noqa: E402
from terralex.core.jobs.train import train  # noqa: E402
from terralex.core.outputs.attributes import column, take  # noqa: E402
from terralex.core.progress import CancelToken, result_of  # noqa: E402
from terralex.core.recipe import CLASSES, LAYER, SEGMENTS  # noqa: E402
from terralex.core.trained.home import remove_trained  # noqa: E402
from terralex.core.trained_requests import Train  # noqa: E402

ACROSS = 10  # windows side by side
WAYS = ("limits", "joint", "classifier")
FIRST, PLAIN = "OVDiff's map", "CLIP without training"


def raster_of(windows: list[tuple[np.ndarray, np.ndarray, str]], gsd_m: float, path: Path) -> np.ndarray:
    """Writes windows row by row as a GeoTIFF, the rest of the last row as nodata; returns labels (rows, cols)."""
    side = windows[0][0].shape[1]
    rows, cols = -(-len(windows) // ACROSS) * side, ACROSS * side
    pixels, labels = np.zeros((3, rows, cols), np.uint8), np.full((rows, cols), -1, np.int32)
    there = np.zeros((rows, cols), np.uint8)
    for number, (of_window, own, _) in enumerate(windows):
        row, col = number // ACROSS * side, number % ACROSS * side
        place = np.s_[row : row + side, col : col + side]
        pixels[:, place[0], place[1]], labels[place], there[place] = of_window, own, 255
    profile = {"driver": "GTiff", "width": cols, "height": rows, "count": 3, "dtype": "uint8", "crs": "EPSG:32633"}
    place = rasterio.Affine(gsd_m, 0, 500000, 0, -gsd_m, 5200000)
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path, "w", transform=place, **profile) as out:
        out.write(pixels)
        out.write_mask(there)
    return labels


def review(run: Path, said: np.ndarray, names: list[str]) -> None:
    """What is said (rows, cols; -1: nothing) becomes reviewed polygons of a run, in place of what lies there."""
    with rasterio.open(run / CLASSES) as raster:
        transform = raster.transform
    with tempfile.TemporaryDirectory() as scratch:
        layer = read_layer(run / SEGMENTS, LAYER, Path(scratch))
    found = list(rasterio.features.shapes(said, said >= 0, 4, transform))
    own, labels = [as_shape(each) for each, _ in found], [int(value) for _, value in found]
    left = shapely.difference(layer.geometry, shapely.union_all(own))
    rows = np.flatnonzero(shapely.area(left) > 0)
    of = np.concatenate([rows, np.zeros(len(own), int)])
    fields = {name: take(each, of) for name, each in layer.fields.items()}
    machine = [int(value) for value in layer.fields["class_id"].values[rows]]
    fields["class_id"] = column("integer", [*machine, *labels])
    fields["class_name"] = column(
        "text", [names[value - 1] if value else "background" for value in (*machine, *labels)]
    )
    fields["reviewed"] = column("boolean", [False] * len(rows) + [True] * len(own))
    fields["origin"] = column("text", ["machine"] * len(rows) + ["hand"] * len(own))
    shapes = [shapely.multipolygons(shapely.get_parts(each)) for each in (*left[rows], *own)]
    (run / SEGMENTS).unlink()
    made = Layer(LAYER, np.array(shapes), np.arange(len(of)), fields, layer.crs)
    write_layer(run / SEGMENTS, made, "GPKG", geometry_type="MultiPolygon", dataset_options={"VERSION": "1.2"})


def shares(classes: Path, truth: np.ndarray, count: int) -> list[float | None]:
    """IoU of each class, None where the truth (rows, cols; -1: not judged) has none, of a class raster."""
    with rasterio.open(classes) as raster:
        seen = raster.read(1, out_shape=truth.shape)
    judged = truth >= 0
    found: list[float | None] = []
    for value in range(1, count + 1):
        own, map_ = truth[judged] == value, seen[judged] == value
        found.append(float((own & map_).sum() / (own | map_).sum()) if own.any() else None)
    return found


class Beside:
    """The raster, its first map, and the same corrections for all.

    Attributes:
        head: What decides the figures, beside row and seed.
        rows: Of each row what makes it, and for how many seeds.
    """

    def __init__(self, args: argparse.Namespace, folder: Path) -> None:
        labelled = read_set(args.set)
        self.args, self.folder, self.warm = args, folder, Warm()
        self.specs = tuple(labelled.classes.classes)
        self.names = [spec.name for spec in self.specs]
        self.unseen = args.unseen.split(",")
        every = windows_of(args.set, [int(spec.value) for spec in self.specs], args.side, args.windows)
        cut = 3 * len(every) // 4
        while cut < len(every) and every[cut][2] == every[cut - 1][2]:  # a tile is one place
            cut += 1
        self.head = {
            "set": args.set.name,
            "windows": [cut, len(every) - cut],
            "left_out": args.unseen,
            "iterations": args.iterations,
        }
        self.image = folder / "windows.tif"
        truth = raster_of(every, labelled.gsd_m, self.image)
        rows, cols = (np.arange(n) // args.side for n in truth.shape)
        learned = rows[:, None] * ACROSS + cols < cut
        left_out = [i for i, name in enumerate(self.names, start=1) if name in self.unseen]
        self.held = np.where(learned, -1, truth)
        self.said = np.where(learned & ~np.isin(truth, left_out), truth, -1)
        self.rows = {
            FIRST: (self.plain, 1),
            PLAIN: (self.plain, 1),
            **dict.fromkeys(WAYS, (self.taught, 1)),
            "DEDOS": (self.trained, args.seeds),
        }

    def run(self, name: str, method: str, **overrides: Any) -> Path:
        """The folder of a run, made once."""
        options = {"background": False, **overrides}
        out = str(self.folder / name)
        config = RunConfig(str(self.image), out, self.specs, self.args.pack, method, device="cpu", overrides=options)
        return Path(result_of(segment(config, CancelToken(), self.warm)).folder)

    @cached_property
    def first(self) -> Path:
        """OVDiff's run."""
        return self.run("first", "ovdiff")

    @cached_property
    def reviewed(self) -> Path:
        """The same with the corrections."""
        copy = Path(shutil.copytree(self.first, self.folder / "reviewed"))
        review(copy, self.said, self.names)
        return copy

    def plain(self, row: str, _seed: int) -> tuple[Path, dict[str, Any]]:
        """A map without corrections."""
        return (self.first if row == FIRST else self.run("plain", "dedos")) / CLASSES, {}

    def taught(self, way: str, _seed: int) -> tuple[Path, dict[str, Any]]:
        """The map after teaching."""
        copy = Path(shutil.copytree(self.reviewed, self.folder / way))
        return Path(result_of(teach(copy, CancelToken(), way, warm=self.warm))["classes"]), {}

    def trained(self, _row: str, seed: int) -> tuple[Path, dict[str, Any]]:
        """The map of what was trained, which is not kept."""
        name = f"beside {self.args.set.name} {seed}"
        told = result_of(train(Train([str(self.reviewed)], name, self.args.iterations, seed), CancelToken(), self.warm))
        try:
            classes = self.run(f"dedos_{seed}", "dedos", trained=name) / CLASSES
        finally:
            remove_trained(name)
        return classes, {key: told[key] for key in ("seconds", "before", "after", "better", "held")}

    def figures(self, row: str, seed: int) -> dict[str, Any]:
        """What a row comes to."""
        began = time.monotonic()
        classes, more = self.rows[row][0](row, seed)
        seconds = round(time.monotonic() - began, 1)
        found = shares(classes, self.held, len(self.names))
        return {**self.head, "row": row, "seed": seed, "iou": dict(zip(self.names, found)), "all_s": seconds, **more}

    def table(self, done: list[dict[str, Any]]) -> str:
        """Mean IoU of seen and unseen classes, over the seeds."""
        lines = ["| | seen classes | unseen | seconds |", "|---|---|---|---|"]
        for row in self.rows:
            own = [one for one in done if one["row"] == row and self.head.items() <= one.items()]
            cells = []
            for apart in (False, True):
                of_seed = [
                    [v for n, v in o["iou"].items() if v is not None and (n in self.unseen) is apart] for o in own
                ]
                means = [100 * np.mean(values) for values in of_seed if values]
                cells.append(f"{np.mean(means):.1f} ± {np.std(means):.1f}" if means else "–")
            lines.append(f"| {row} | {cells[0]} | {cells[1]} | {np.mean([one['all_s'] for one in own]):.0f} |")
        return "\n".join(lines)


def main() -> None:
    """Appends what is missing to --out and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--set", type=Path, required=True, help="folder of a labelled set")
    parser.add_argument("--pack", default="starter")
    parser.add_argument("--windows", type=int, default=40)
    parser.add_argument("--side", type=int, default=256, help="of a window, pixels")
    parser.add_argument("--iterations", type=int, default=0, help="of DEDOS; 0 for the usual number")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--unseen", default="", help="classes without corrections, comma list")
    parser.add_argument("--out", type=Path, required=True, help="JSON lines")
    args = parser.parse_args()

    lines = args.out.read_text(encoding="utf-8").splitlines() if args.out.exists() else []
    done = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        beside = Beside(args, Path(folder))
        for row, (_, seeds) in beside.rows.items():
            for seed in range(seeds):
                if any({**beside.head, "row": row, "seed": seed}.items() <= one.items() for one in done):
                    continue
                done.append(beside.figures(row, seed))
                with args.out.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(done[-1], ensure_ascii=False) + "\n")
        print(beside.table(done))


if __name__ == "__main__":
    main()
