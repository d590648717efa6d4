"""What a whole run takes over its networks and similarity alone, for `bench.py`."""

from __future__ import annotations

import math
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from bare_pipeline import draw_bare
from measure import mosaic
from teach_times import CLASSES, SAMPLE


def run_times(copies: int = 3, preset: str = "balanced") -> dict[str, float]:
    """Nine samples as one raster (2,048 x 2,048 working pixels), six classes, the starter pack, an empty cache.

    The bare part has the run's numbers of words, pictures, windows and prototypes, and its threads: diffusers' pipeline
    without attribution, the extractors on support pictures and windows, and one product of features and prototypes
    for each window and extractor. Nothing is read, kept, blended, decided or written. Networks are loaded before both.

    - `run_over_networks_and_matching`: a run without PAMR, without polygons, over that. PAMR has a key of its own. The
      goal is 1.25.
    - `run_with_pamr_over_networks_and_matching`: the same with PAMR in the run alone.
    """
    from terralex.core.jobs.setting import Warm

    with tempfile.TemporaryDirectory() as scratch:
        folder, warm = Path(scratch), Warm()
        image = mosaic(SAMPLE, copies, folder / "large.tif") if copies > 1 else SAMPLE
        _run(SAMPLE, folder / "warm", preset, False, warm)  # libraries are imported
        seconds = {}
        for pamr in (True, False):
            result, bench = _run(image, folder / f"run_{pamr}", preset, pamr, warm)
            seconds[pamr] = sum(s for stage, s in result.seconds.items() if stage not in ("load", "polygons"))
        parts = bare_seconds(bench, result.drawn_words, sides_of(bench))
    bare = sum(parts.values())
    print(f"a run without polygons: {seconds[True]:.1f} s, without PAMR {seconds[False]:.1f} s; {told(result.seconds)}")
    print(f"networks and similarity alone: {bare:.1f} s; {told(parts)}")
    return {
        "run_over_networks_and_matching": seconds[False] / bare,
        "run_with_pamr_over_networks_and_matching": seconds[True] / bare,
    }


def told(seconds: Mapping[str, float]) -> str:
    """Each part and its seconds."""
    return ", ".join(f"{name} {took:.1f} s" for name, took in seconds.items())


def bare_seconds(bench: Any, words: Sequence[str], windows: Mapping[int, int]) -> dict[str, float]:
    """Seconds of the networks and of the similarity of a run alone, in batches of the device's size.

    Args:
        bench: Where it was made.
        words: That it has drawn.
        windows: How many of each side it has encoded.
    """
    import torch
    from terralex.core.model.device import one_thread

    setting, matcher, rng = bench.setting, bench.state.own, np.random.default_rng(0)
    options, networks, names, batch = (
        setting.options,
        setting.networks,
        bench.method.extractor_names(),
        bench.scorer.batch,
    )

    def noise(side: int) -> np.ndarray:
        return rng.integers(0, 256, (batch, 3, side, side), np.uint8)

    picture, seen = noise(networks.generator.size_px), {side: noise(side) for side in windows}
    sides = [side for word in matcher.words for side in (word.fg, word.bg, word.text)]
    rows = {name: np.concatenate([side[name] for side in sides if len(side.get(name, ()))]) for name in names}

    def encode(pixels: np.ndarray, support: bool) -> dict[str, Any]:
        one_thread(setting.device)
        return networks.encode(names, pixels, support=support)

    def products(side: int) -> list[tuple[Any, Any]]:  # prototypes (P, D) and features (D, places) of a batch
        maps = {name: made.transpose(0, 1).flatten(1) for name, made in encode(seen[side], False).items()}
        return [(torch.from_numpy(rows[name]).to(maps[name]), maps[name]) for name in names]

    def compare(pairs: list[tuple[Any, Any]], _: int) -> None:
        one_thread(setting.device)
        for prototypes, features in pairs:
            _ = prototypes @ features

    template, threads = bench.brief.resolution.prompt, setting.networks.threads
    began, seconds = time.monotonic(), {}
    for word in words:
        draw_bare(networks.generator, template.replace("{word}", word), options, threads)
    seconds["pictures"] = time.monotonic() - began
    count = len(words) * options.pictures
    calls = [side for side, many in windows.items() for _ in range(math.ceil(many / batch))]
    seconds["looking at pictures"] = _timed(lambda _: encode(picture, True), range(math.ceil(count / batch)), setting)
    seconds["windows"] = _timed(lambda side: encode(seen[side], False), calls, setting)
    seconds["similarity"] = sum(
        _timed(partial(compare, products(side)), range(calls.count(side)), setting) for side in windows
    )
    return seconds


def _timed(work: Callable[[Any], Any], items: Sequence[Any], setting: Any) -> float:
    import torch

    began = time.monotonic()
    with ThreadPoolExecutor(setting.networks.threads) as pool:
        for _ in pool.map(work, items):
            pass
    if setting.device != "cpu":
        torch.cuda.synchronize()
    return time.monotonic() - began


def sides_of(bench: Any) -> dict[int, int]:
    """How many windows of each side the raster of a bench has."""
    from terralex.core.lattice import windows_for

    grid, options = bench.source.grid, bench.setting.options
    return dict(Counter(window.size for window in windows_for(grid.shape, grid.block, options.windows, options.stride)))


def _run(image: Path, out: Path, preset: str, pamr: bool, warm: Any) -> tuple[Any, Any]:
    """A run's result and the bench it was made at; nothing is found from before."""
    from terralex.core.config import RunConfig
    from terralex.core.jobs.segment import segment
    from terralex.core.jobs.tasks import Serial
    from terralex.core.progress import CancelToken, result_of
    from terralex.core.vocabulary import parse_names

    os.environ["TERRALEX_CACHE"] = f"{out}_cache"
    config = RunConfig(str(image), str(out), tuple(parse_names(CLASSES)), preset=preset, overrides={"pamr": pamr})
    benches: list[Any] = []

    def at(bench: Any) -> Serial:
        benches.append(bench)
        return Serial(bench)

    return result_of(segment(config, CancelToken(), warm, at)), benches[0]


if __name__ == "__main__":
    print(run_times())
