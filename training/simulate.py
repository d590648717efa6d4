"""The hour after the first map, by numbers: what a person needs, by drawing, by QGIS's tools, and by the page Review.

Runs the pack on tiles of the development sets and lets `annotator.py` correct the result with the true masks in mind,
through the plugin's own edits on a layer in QGIS. Prints a table, and writes it with a picture.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import rasterio
from evaluate import spread
from guard import prepare_imports
from PIL import Image

prepare_imports()
from annotator import Way, by_chance, correct, doubt_by_area, drawing, least_sure  # noqa: E402
from sheet import Log, Sheet  # noqa: E402
from strokes import BRUSH, LASSO, WAND, Kept  # noqa: E402
from terralex.core.config import RunConfig  # noqa: E402
from terralex.core.jobs.evaluate import read_set  # noqa: E402
from terralex.core.jobs.segment import segment  # noqa: E402
from terralex.core.jobs.setting import Warm  # noqa: E402
from terralex.core.outputs.run_folder import RunResult  # noqa: E402
from terralex.core.progress import CancelToken, result_of  # noqa: E402
from terralex.core.vocabulary import BACKGROUND, ClassSpec  # noqa: E402

from teaching import simulate_teaching  # noqa: E402  isort: skip

SETS = ("dubai", "dronedeploy", "epfl_roads", "banepa", "inria_austin")
SHARES = (0.0, 0.05, 0.1, 0.2, 0.5, 1.0)  # of the actions of drawing everything
GOAL, WITHIN = 0.90, 0.20
PARTS = 2  # processes
TAKEN = ".taken"  # ends the name of what says that a process does a tile
DRAWN = "drawn from scratch"
STROKES = (LASSO, BRUSH, WAND)
WAYS: dict[str, dict[str, Any]] = {
    "QGIS: classes, least confident first": {"order": least_sure, "clicks": True},
    "QGIS: classes and split": {"order": least_sure, "clicks": True, "split": True},
    "page: keys": {"order": doubt_by_area},
    "page: keys and split": {"order": doubt_by_area, "split": True},
    "page: keys and lasso": {"order": doubt_by_area, "tools": (LASSO,)},
    "page: keys and wand": {"order": doubt_by_area, "tools": (WAND,)},
    "page: all tools": {"order": doubt_by_area, "split": True, "tools": STROKES},
    "page, by chance: keys": {"order": by_chance},
    "page, by chance: keys and split": {"order": by_chance, "split": True},
    "page, by chance: all tools": {"order": by_chance, "split": True, "tools": STROKES},
}


def placed(image: Path, gsd_m: float, folder: Path) -> Path:
    """A tile as a GeoTIFF with pixels of their size."""
    pixels = np.asarray(Image.open(image).convert("RGB")).transpose(2, 0, 1)
    path = folder / f"{image.stem}.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=pixels.shape[2],
        height=pixels.shape[1],
        count=3,
        dtype="uint8",
        crs="EPSG:32633",
        transform=rasterio.Affine(gsd_m, 0, 500000, 0, -gsd_m, 5200000),
    ) as out:
        out.write(pixels)
    return path


def first_map(image: Path, specs: tuple[ClassSpec, ...], background: bool, pack: str, warm: Warm) -> RunResult:
    """A run as the dock would make it."""
    config = RunConfig(
        str(image), str(image.with_suffix("")), specs, pack, device="cpu", overrides={"background": background}
    )
    return result_of(segment(config, CancelToken(), warm))


def corrected(run: Path, truth: np.ndarray, names: dict[int, str], drawn: Log, warm: Warm) -> dict[str, Log]:
    """Every way of correcting one tile's map."""
    from qgis.core import QgsVectorLayer
    from terralex.plugin.results.form import set_up_form

    with rasterio.open(run.with_suffix(".tif")) as image, rasterio.open(run / "classes.tif") as classes:
        transform, working = image.transform, abs(classes.transform.a / image.transform.a)
    logs, likeness = {}, Kept(run, warm)
    for name, way in WAYS.items():
        layer = QgsVectorLayer(f"{run / 'segments.gpkg'}|layername=segments", "polygons", "ogr")
        set_up_form(layer, names)
        layer.startEditing()
        sheet = Sheet(layer, truth, transform, len(names) - 1, working)
        # A stroke is worth its while where it gains more than drawing from scratch does, action by action.
        least = float(np.trace(drawn.matrices[-1]) - np.trace(drawn.matrices[0])) / drawn.actions[-1]
        logs[name] = correct(sheet, Way(**way, least=least, likeness=likeness))
        layer.rollBack()
    return logs


def at(log: Log, actions: float) -> int:
    """The last thing that was done with so many actions."""
    return int(np.searchsorted(log.actions, actions + 1e-9, side="right")) - 1


def figures(matrix: np.ndarray) -> tuple[float, float]:
    """Pixel accuracy and mIoU, over the classes of the truth, of a confusion matrix."""
    hit, truth, found = np.diag(matrix), matrix.sum(1), matrix.sum(0)
    there = truth > 0
    return float(hit.sum() / matrix.sum()), float((hit / np.maximum(truth + found - hit, 1))[there].mean())


def curve(tiles: list[dict[str, Log]], way: str, shares: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Accuracy and mIoU of all tiles together, each after the same share of the actions of drawing it."""
    points = []
    for share in shares:
        logs = [(tile[way], share * tile[DRAWN].actions[-1]) for tile in tiles]
        points.append(figures(sum(log.matrices[at(log, actions)] for log, actions in logs)))
    return np.array(points).T


def row(tiles: list[dict[str, Log]], way: str) -> dict[str, Any]:
    """What one way has come to."""
    fine = np.linspace(0, 1.5, 601)
    accuracy, _ = curve(tiles, way, fine)
    reached = np.flatnonzero(accuracy >= GOAL)
    drawn = sum(tile[DRAWN].actions[-1] for tile in tiles)
    logs = [tile[way] for tile in tiles]
    kinds: dict[str, int] = {}
    for log in logs:
        for kind, times in log.kinds.items():
            kinds[kind] = kinds.get(kind, 0) + times
    at_goal = [at(tile[way], fine[reached[0]] * tile[DRAWN].actions[-1]) for tile in tiles] if reached.size else []
    return {
        "at": {str(share): [float(v[0]) for v in curve(tiles, way, np.array([share]))] for share in SHARES},
        "end": figures(sum(log.matrices[-1] for log in logs)),
        "share_at_end": sum(log.actions[-1] for log in logs) / drawn,
        "minutes": sum(log.seconds[-1] for log in logs) / 60,
        "share_at_goal": float(fine[reached[0]]) if reached.size else None,
        "minutes_at_goal": sum(log.seconds[index] for log, index in zip(logs, at_goal)) / 60 if at_goal else None,
        "kinds": kinds,
        "refused": sum(log.refused for log in logs),
    }


def markdown(rows: dict[str, dict[str, Any]]) -> str:
    """Pixel accuracy / mIoU after shares of the actions of drawing; then what all of it took."""
    heads = [f"{share:.0%}" for share in SHARES]
    lines = [
        "| way | " + " | ".join(heads) + " | at its end | actions | minutes | 90 % at |",
        "|---" * (len(heads) + 5) + "|",
    ]
    for way, found in rows.items():
        cells = [f"{a:.3f} / {m:.3f}" for a, m in found["at"].values()]
        a, m = found["end"]
        goal = "–"
        if found["share_at_goal"] is not None:
            goal = f"{found['share_at_goal']:.0%}, {found['minutes_at_goal']:.1f} min"
        lines.append(
            f"| {way} | " + " | ".join(cells) + f" | {a:.3f} / {m:.3f} | {found['share_at_end']:.0%} | "
            f"{found['minutes']:.0f} | {goal} |"
        )
    return "\n".join(lines)


def picture(groups: dict[str, list[dict[str, Log]]], path: Path) -> None:
    """Accuracy and mIoU against actions, all sets together and each by itself."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    shares = np.linspace(0, 1, 101)
    shown = dict(zip([DRAWN, *WAYS], ("k-", "C7--", "C7-", "C0-", "C2-", "C1-", "C3-", "C4-")))
    figure, axes = pyplot.subplots(2, len(groups), figsize=(3.6 * len(groups), 6.4), sharex=True, sharey="row")
    for column, (name, tiles) in enumerate(groups.items()):
        for line, what in enumerate(("pixel accuracy", "mIoU")):
            axis = axes[line][column]
            for way, style in shown.items():
                axis.plot(100 * shares, curve(tiles, way, shares)[line], style, label=way, linewidth=1.2)
            axis.set_title(f"{name}: {what}", fontsize=9)
            axis.grid(alpha=0.3)
            axis.axvline(100 * WITHIN, color="k", linewidth=0.5)
            if not line:
                axis.axhline(GOAL, color="k", linewidth=0.5)
    axes[0][0].legend(fontsize=6, loc="lower right")
    for axis in axes[1]:
        axis.set_xlabel("actions, % of drawing everything", fontsize=8)
    figure.tight_layout()
    figure.savefig(path, dpi=110)


def main() -> None:
    """Prints the tables; they are written beside the picture."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder that holds dev/")
    parser.add_argument("--tiles", type=int, default=1, help="tiles of each set")
    parser.add_argument("--sets", default=",".join(SETS))
    parser.add_argument("--pack", default="starter", help="name or folder of the pack")
    parser.add_argument("--out", type=Path, default=Path("build/simulate"))
    parser.add_argument("--only", choices=("review", "teaching"), default="review", help="what is simulated")
    parser.add_argument("--part", type=int, help="every one of so many processes does its part of the tiles")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    if args.only == "teaching":
        taught = simulate_teaching(args, Warm(), placed, first_map, spread)
        (args.out / "teaching.json").write_text(json.dumps(taught, indent=1) + "\n")
        return
    if args.part is None:
        in_parts(args.out)
    from qgis.core import QgsApplication

    app = QgsApplication([], False)
    app.initQgis()
    groups = run_all(args, Warm())
    if args.part is not None:
        sys.stdout.flush()
        os._exit(0)
    rows = {name: {way: row(tiles, way) for way in (DRAWN, *WAYS)} for name, tiles in groups.items()}
    for name, found in rows.items():
        print(f"\n{name}, {len(groups[name])} tiles: pixel accuracy / mIoU after shares of the actions of drawing\n")
        print(markdown(found))
    (args.out / "simulate.json").write_text(json.dumps(rows, indent=1) + "\n")
    picture(groups, args.out / "simulate.png")
    print(f"\n{args.out / 'simulate.json'}, {args.out / 'simulate.png'}")
    sys.stdout.flush()
    os._exit(0)  # QGIS's statics do not outlive Python's


def is_mine(kept: Path) -> bool:
    """Whether this process is the first that wants to do a tile: the largest take a hundred times the smallest."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    try:
        kept.with_suffix(TAKEN).touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def in_parts(out: Path) -> None:
    """All tiles, by a process for each core that is counted on."""
    for left in (out / "tiles").glob(f"*{TAKEN}"):
        left.unlink()
    workers = [subprocess.Popen([sys.executable, *sys.argv, "--part", str(part)]) for part in range(PARTS)]
    failed = [worker for worker in workers if worker.wait()]
    if failed:
        sys.exit("A part of the simulation has failed; its words are above.")


def run_all(args: argparse.Namespace, warm: Warm) -> dict[str, list[dict[str, Log]]]:
    """All tiles of all sets, and all together first. What was done before into the same folder is not done again."""
    groups: dict[str, list[dict[str, Log]]] = {"all": []}
    for name in args.sets.split(","):
        labelled = read_set(args.data / "dev" / name)
        background, specs = labelled.classes.background, tuple(labelled.classes.classes)
        names = {0: BACKGROUND, **{spec.value or 0: spec.name for spec in specs}}
        groups[name] = []
        with tempfile.TemporaryDirectory() as folder:
            for number in spread(len(labelled.tiles), args.tiles):
                image, mask = labelled.tiles[number]
                kept = args.out / "tiles" / f"{name}_{image.stem}.json"
                if kept.is_file():
                    logs = {way: Log.from_dict(log) for way, log in json.loads(kept.read_text()).items()}
                    groups[name] += [logs] if logs else []
                    continue
                if args.part is not None and not is_mine(kept):
                    continue
                begun = time.monotonic()
                truth = labelled.read(mask)
                path = placed(image, labelled.gsd_m or 1.0, Path(folder))
                first_map(path, specs, background, args.pack, warm)
                made, busy = time.monotonic(), time.process_time()
                with rasterio.open(path) as raster, rasterio.open(path.with_suffix("") / "classes.tif") as classes:
                    working = abs(classes.transform.a / raster.transform.a)
                    drawn = drawing(truth, raster.transform, len(specs), working, background)
                if len(drawn.actions) < 2:
                    print(f"{name} {image.stem}: nothing to draw, left out", flush=True)
                    kept.write_text("{}")
                    continue
                logs = {DRAWN: drawn, **corrected(path.with_suffix(""), truth, names, drawn, warm)}
                groups[name].append(logs)
                kept.write_text(json.dumps({way: log.to_dict() for way, log in logs.items()}))
                print(
                    f"{name} {image.stem}: run {made - begun:.0f} s, simulated {time.monotonic() - made:.0f} s "
                    f"({time.process_time() - busy:.0f} s of CPU time), "
                    f"drawing {drawn.actions[-1]:.0f} actions",
                    flush=True,
                )
    if args.part is not None:
        return groups
    totals = max(len(tile[DRAWN].matrices[0]) for tiles in groups.values() for tile in tiles)
    for tiles in groups.values():
        for tile in tiles:
            for log in tile.values():
                log.matrices = [np.pad(each, (0, totals - len(each))) for each in log.matrices]
    groups["all"] = [tile for name in args.sets.split(",") for tile in groups[name]]
    return groups


if __name__ == "__main__":
    main()
