"""What teaching takes, for `bench.py`: against the run that it teaches, and for the part of the map on a screen."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
from measure import mosaic

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources/sample/river_bridge.tif"
CLASSES = "building, pavement, water, vegetation, car, road"
CORRECTIONS = 30
SCREEN = (1200, 800)  # working pixels


def teach_times() -> dict[str, float]:
    """Nine samples as one raster (2,048 x 2,048 working pixels), six classes, the starter pack, balanced; 30 polygons
    reviewed, of which every third is given its second class.

    - `teach_over_run`: matching and polygons of teaching over those of a whole run, which looks at every window.
    - `teach_over_kept_run`: the same over those of a run that finds all features kept.
    - `teach_canvas_s`: seconds of `teach_rough` for 1,200 x 800 working pixels, after one more correction; the longest
      of three such questions.
    """
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TERRALEX_CACHE"] = str(Path(scratch) / "cache")
        image = mosaic(SAMPLE, 3, Path(scratch) / "large.tif")
        run_of(SAMPLE, Path(scratch) / "warm")  # libraries are imported, words are drawn
        whole = run_of(image, Path(scratch) / "first")
        run = run_of(image, Path(scratch) / "again")
        folder = Path(run.folder)
        review(folder, CORRECTIONS)
        taught, rough = taught_by(folder), _rough(folder, Path(scratch), run)
    of_whole, of_run = (sum(each.seconds[stage] for stage in ("match", "write", "polygons")) for each in (whole, run))
    of_teaching = taught["seconds"]["match"] + taught["seconds"]["polygons"]
    print(
        f"matching and polygons: a whole run {of_whole:.1f} s, with all features kept {of_run:.1f} s, "
        f"teaching {of_teaching:.1f} s"
    )
    then = ", ".join(f"{each:.2f}" for each in rough[1:])
    print(f"all of teaching: {taught['seconds']}; on the screen: first {rough[0]:.2f} s, then {then} s")
    return {
        "teach_over_run": of_teaching / of_whole,
        "teach_over_kept_run": of_teaching / of_run,
        "teach_canvas_s": max(rough[1:]),
    }


def run_of(image: Path, out: Path) -> Any:
    """A run of the six classes."""
    from terralex.core.config import RunConfig
    from terralex.core.jobs.segment import segment
    from terralex.core.progress import CancelToken, result_of
    from terralex.core.vocabulary import parse_names

    return result_of(segment(RunConfig(str(image), str(out), tuple(parse_names(CLASSES))), CancelToken()))


def review(folder: Path, count: int) -> None:
    """Mark so many more polygons of a run as reviewed, the largest and least sure first, in a file of its own name."""
    from terralex.core.files.layers import Layer, read_layer, write_layer
    from terralex.core.outputs.attributes import column
    from terralex.core.recipe import LAYER, SEGMENTS
    from terralex.core.results import newest, next_edit

    file = newest(folder, SEGMENTS)
    with tempfile.TemporaryDirectory() as scratch:
        layer = read_layer(file, LAYER, Path(scratch))
    f = dict(layer.fields)
    reviewed, ids = f["reviewed"].values.astype(bool), f["class_id"].values.astype(int)
    names = dict(zip(f["class_name"].values, ids))
    weight = (1 - f["confidence"].values) * np.nan_to_num(f["area_m2"].values.astype(float)) * ~reviewed
    for number, row in enumerate(np.argsort(-weight)[:count]):
        reviewed[row] = True
        second = f["second_class"].values[row]
        if number % 3 == 2 and second in names:
            ids[row] = names[second]
    told = {v: k for k, v in names.items()}
    f["reviewed"], f["class_id"] = column("boolean", reviewed.tolist()), column("integer", ids.tolist())
    f["class_name"] = column("text", [told[v] for v in ids])
    made = Layer(LAYER, layer.geometry, layer.fids, f, layer.crs)
    write_layer(next_edit(file), made, "GPKG", dataset_options={"VERSION": "1.2"})


def taught_by(folder: Path) -> dict[str, Any]:
    """What `teach` answers."""
    from terralex.core.jobs.teach import teach
    from terralex.core.progress import CancelToken, result_of

    return result_of(teach(folder, CancelToken()))


def _rough(folder: Path, scratch: Path, run: Any) -> list[float]:
    """Seconds of the first question, and of the next three after one more correction each."""
    import rasterio
    from terralex.core.jobs.setting import Warm
    from terralex.core.jobs.teach_rough import teach_rough
    from terralex.core.progress import CancelToken, result_of

    with rasterio.open(run.classes) as raster:
        left, top = raster.transform * (200, 200)
        right, bottom = raster.transform * (200 + SCREEN[0], 200 + SCREEN[1])
    warm, seconds = Warm(), []
    for number in range(4):
        began = time.monotonic()
        part = (left, bottom, right, top)
        result_of(teach_rough(folder, scratch / f"rough_{number}.tif", part, CancelToken(), warm=warm))
        seconds.append(time.monotonic() - began)
        review(folder, 1)
    return seconds
