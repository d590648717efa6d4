"""What other support sets take, for `bench.py`: for the part of the map on a screen, and against the run itself."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from measure import mosaic
from teach_times import CORRECTIONS, SAMPLE, SCREEN, review, run_of, taught_by

FIRST = {"building": {"favoured": {"building": [0]}}}
ASKED = (  # one picture after the other, of words that nobody has chosen among before, and again of the same
    {"building": {"rejected": {"building": [0]}}},
    {"building": {"rejected": {"building": [0, 1]}}},
    {"building": {"rejected": {"building": [0, 1]}}, "road": {"rejected": {"road": [2]}}},
)


def rescore_times() -> dict[str, float]:
    """Nine samples as one raster (2,048 x 2,048 working pixels), six classes, the starter pack, balanced.

    - `reject_picture_canvas_s`: the longest of three `rescore_rough` for 1,200 x 800 working pixels, each with one
      more picture rejected, after a first question.
    - `reject_picture_taught_canvas_s`: the same while a lesson of 30 corrections holds of the map.
    - `reject_picture_over_full_run`: seconds without polygons of `rescore` with a picture rejected, in a process that
      has loaded the networks, over those of the run, which began with an empty cache.
    - `reject_picture_windows_encoded`: must be 0.
    """
    from terralex.core.jobs.rescore import rescore
    from terralex.core.jobs.setting import Warm
    from terralex.core.progress import CancelToken, result_of

    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TERRALEX_CACHE"] = str(Path(scratch) / "cache")
        image = mosaic(SAMPLE, 3, Path(scratch) / "large.tif")
        run, warm = run_of(image, Path(scratch) / "run"), Warm()
        seconds = _canvas(run, Path(scratch), warm)
        made = result_of(rescore(run.folder, ASKED[0], CancelToken(), warm=warm))
        review(Path(run.folder), CORRECTIONS)
        taught_by(Path(run.folder))
        (Path(scratch) / "taught").mkdir()
        under_lesson = _canvas(run, Path(scratch) / "taught", warm)
    whole, again = (sum(s for stage, s in one.items() if stage != "polygons") for one in (run.seconds, made["seconds"]))
    for what, took in (("", seconds), (", under a lesson", under_lesson)):
        print(f"on the screen{what}: first {took[0]:.2f} s, then {', '.join(f'{s:.2f}' for s in took[1:])} s")
    print(f"a run: {whole:.1f} s, with a picture rejected: {again:.1f} s, without polygons")
    return {
        "reject_picture_canvas_s": max(seconds[1:]),
        "reject_picture_taught_canvas_s": max(under_lesson[1:]),
        "reject_picture_over_full_run": again / whole,
        "reject_picture_windows_encoded": made["encoded"],
    }


def _canvas(run: Any, scratch: Path, warm: Any) -> list[float]:
    """Seconds of a first question, and of the next ones."""
    import rasterio
    from terralex.core.jobs.rescore_rough import rescore_rough
    from terralex.core.progress import CancelToken, result_of

    with rasterio.open(run.classes) as raster:
        left, top = raster.transform * (200, 200)
        right, bottom = raster.transform * (200 + SCREEN[0], 200 + SCREEN[1])
    seconds = []
    for number, support in enumerate((FIRST, *ASKED)):
        began = time.monotonic()
        out = scratch / f"rough_{number}.tif"
        result_of(rescore_rough(run.folder, support, out, (left, bottom, right, top), CancelToken(), warm))
        seconds.append(time.monotonic() - began)
    return seconds
