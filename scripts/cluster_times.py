"""What two workers of a Dask scheduler on this computer gain, for `bench.py`."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from measure import mosaic

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources/sample/river_bridge.tif"
CLASSES = "building, pavement, water, vegetation, car, road"
BLOCK = 512  # pixels


def cluster_times() -> dict[str, float]:
    """Eight samples below one another (683 x 5,461 working pixels, 22 blocks of 512), six classes, the starter pack,
    draft, nothing kept on the disk. Each worker does one half; what lies around the border of the halves both encode,
    so that a small raster gains less.

    - `two_workers_over_one`: matching by two processes of one thread over that by one process of one thread, by the
      clock. All of them have loaded their networks, and the words are drawn.
    - `two_workers_over_one_cpu`: the same by the busiest worker's seconds of CPU time: what the clock says where
      nothing else is going on, less what the coordinator's hand costs.
    - `two_workers_bytes_different`: in classes.tif and confidence.tif; must be 0.
    """
    from distributed import Client, LocalCluster

    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        os.environ["TERRALEX_CACHE"] = str(folder / "cache")
        large = mosaic(SAMPLE, 1, folder / "large.tif", 8)
        _run(SAMPLE, folder / "warm", {})
        one = _run(large, folder / "one", {})
        with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as yard, Client(yard) as client:
            to = {"scheduler": yard.scheduler_address}
            for name in ("theirs", "again"):  # either worker has had a block when there were two rounds of four
                _run(SAMPLE, folder / name, to, 128)
            before = client.run(time.process_time)
            two = _run(large, folder / "two", to)
            after = client.run(time.process_time)
        files = [
            [(folder / name / file).read_bytes() for file in ("classes.tif", "confidence.tif")]
            for name in ("one", "two")
        ]
        different = sum(a != b for pair in zip(*files) for a, b in zip(*pair)) + sum(
            abs(len(a) - len(b)) for a, b in zip(*files)
        )
    busiest = max(after[worker] - before[worker] for worker in after)
    print(
        f"matching: {one[0]:.1f} s ({one[1]:.1f} s of CPU time) by one process, {two[0]:.1f} s by two workers, of which"
    )
    print(f"the busier took {busiest:.1f} s of CPU time, the coordinator {two[1]:.1f} s")
    return {
        "two_workers_over_one": two[0] / one[0],
        "two_workers_over_one_cpu": busiest / one[1],
        "two_workers_bytes_different": different,
    }


def _run(image: Path, out: Path, cluster: dict[str, Any], block: int = BLOCK) -> tuple[float, float]:
    """Seconds of matching: by the clock, and of this process's CPU time."""
    from terralex.core.config import RunConfig
    from terralex.core.jobs.segment import segment
    from terralex.core.progress import CancelToken, Progress, result_of
    from terralex.core.vocabulary import parse_names

    spent: dict[str, float] = {}

    def hear(event: Any) -> None:
        if isinstance(event, Progress):
            spent["prototypes" if event.stage == "load" else event.stage] = time.process_time()

    config = RunConfig(
        str(image),
        str(out),
        tuple(parse_names(CLASSES)),
        preset="draft",
        device="cpu",
        block_px=block,
        threads=1,
        overrides={"store_gb": 0},
        cluster=cluster,
    )
    result = result_of(segment(config, CancelToken()), hear)
    return result.seconds["match"], spent["match"] - spent["prototypes"]


if __name__ == "__main__":
    print(cluster_times())
