"""How fast the engine is, as ratios that hold on other machines, too: `make bench`, or `ARGS="attention"` for a part.

Prints tables and writes bench.json: what was measured, the goals and the machine. Half an hour on two cores. The parts:

- attention: `diffsegmenter_onepass_over_paper`, see `attention_times.py`.
- runs: nine samples as one raster (2,048 x 2,048 working pixels), six classes, the starter pack, balanced, an empty
  cache. `pamr_over_matching`: PAMR's share of matching, encoding included, from a run with and one without it.
  `add_class_over_full_run`: seconds without polygons of a run with one more class over those of the run before;
  `add_class_windows_encoded` must be 0.
- cluster: `two_workers_over_one`, see `cluster_times.py`; on one core it says nothing.
- teach: `teach_over_run`, `teach_over_kept_run` and `teach_canvas_s`, see `teach_times.py`.
- rescore: `reject_picture_canvas_s`, also under a lesson, `reject_picture_over_full_run` and
  `reject_picture_windows_encoded`, see
  `rescore_times.py`.
- windows: `windows_encoded_over_distinct`, see `window_counts.py`.
- generation: `attribution_over_bare_pipeline`, the same with large shapes, `prototypes_over_generation`, see
  `generation_times.py`.
- whole: `run_over_networks_and_matching`, see `run_times.py`.
- polygons: `polygons_over_gdal`, see `polygon_times.py`.
- memory: `peak_memory_ratio_16x`, with `--long` `peak_memory_ratio_100x`, see `memory_peaks.py`.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from functools import partial
from pathlib import Path
from typing import Any, Callable

from attention_times import attention_times
from bench_report import report
from cluster_times import cluster_times
from generation_times import generation_times
from measure import mosaic
from memory_peaks import memory_peaks
from polygon_times import polygon_times
from rescore_times import rescore_times
from run_times import run_times
from teach_times import teach_times
from window_counts import window_counts

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources/sample/river_bridge.tif"
CLASSES = ("building", "pavement", "water", "vegetation", "car", "road")


def runs() -> dict[str, float]:
    """See above."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["TERRALEX_CACHE"] = str(Path(scratch) / "cache")

        large = mosaic(SAMPLE, 3, Path(scratch) / "large.tif")

        def run(name: str, classes: tuple[str, ...], image: Path = large, **options: Any) -> Any:
            return _run(image, Path(scratch) / name, classes, options)

        run("warm", CLASSES[:1], SAMPLE, store_gb=0)  # libraries are imported, the first word is drawn
        with_it = run("with", CLASSES, store_gb=0)
        without = run("without", CLASSES, store_gb=0, pamr=False)
        first = run("first", CLASSES[:-1])
        more = run("more", CLASSES)
    matching = with_it.seconds["match"]
    whole, again = (sum(s for stage, s in one.seconds.items() if stage != "polygons") for one in (first, more))
    print(f"matching: {matching:.1f} s with PAMR, {without.seconds['match']:.1f} s without")
    print(f"a run with five classes: {whole:.1f} s, the same with six: {again:.1f} s, without polygons")
    return {
        "pamr_over_matching": 1 - without.seconds["match"] / matching,
        "add_class_over_full_run": again / whole,
        "add_class_windows_encoded": more.encoded_windows,
    }


def _run(image: Path, out: Path, classes: tuple[str, ...], options: dict[str, Any]) -> Any:
    from terralex.core.config import RunConfig
    from terralex.core.jobs.segment import segment
    from terralex.core.progress import CancelToken, result_of
    from terralex.core.vocabulary import parse_names

    specs = tuple(parse_names(", ".join(classes)))
    return result_of(segment(RunConfig(str(image), str(out), specs, overrides=options), CancelToken()))


PARTS: dict[str, Callable[[], dict[str, float]]] = {
    "attention": attention_times,
    "runs": runs,
    "cluster": cluster_times,
    "teach": teach_times,
    "rescore": rescore_times,
    "windows": window_counts,
    "generation": generation_times,
    "whole": run_times,
    "polygons": polygon_times,
    "memory": memory_peaks,
}
GOALS = {  # at most
    "pamr_over_matching": 0.45,
    "add_class_windows_encoded": 0,
    "reject_picture_windows_encoded": 0,
    "reject_picture_canvas_s": 2,
    "reject_picture_taught_canvas_s": 2,
    "teach_over_run": 0.6,
    "teach_canvas_s": 1,
    "two_workers_over_one": 0.6,
    "two_workers_bytes_different": 0,
    "windows_encoded_over_distinct": 1.02,
    "attribution_over_bare_pipeline": 1.15,
    "attribution_over_bare_pipeline_sd": 1.15,
    "prototypes_over_generation": 1.2,
    "run_over_networks_and_matching": 1.25,
    "polygons_over_gdal": 1.5,
    "peak_memory_ratio_16x": 1.05,
    "peak_memory_ratio_100x": 1.05,
}


def main() -> None:
    """Measures, prints, writes."""
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ask.add_argument("parts", nargs="*", default=list(PARTS), help=", ".join(PARTS))
    ask.add_argument("--long", action="store_true", help="memory: 100 times the pixels instead of 16")
    given = ask.parse_args()
    parts = {**PARTS, "memory": partial(memory_peaks, given.long)}
    found: dict[str, float] = {}
    for name in given.parts:
        found |= parts[name]()
    report(found, GOALS)


if __name__ == "__main__":
    main()
