"""What a whole run takes over its networks and similarity alone, for `bench.py`."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
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
        parts = bare_seconds(bench, result.drawn_words, result.encoded_windows)
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


def bare_seconds(bench: Any, words: Sequence[str], windows: int) -> dict[str, float]:
    """Seconds of the networks and of the similarity of a run alone.

    Args:
        bench: Where it was made.
        words: That it has drawn.
        windows: That it has encoded.
    """
    import torch
    from terralex.core.model.device import one_thread

    setting, matcher, rng = bench.setting, bench.state.own, np.random.default_rng(0)
    options, networks, names = setting.options, setting.networks, bench.method.extractor_names()
    window = rng.integers(0, 256, (1, 3, options.windows[0], options.windows[0]), np.uint8)
    picture = rng.integers(0, 256, (1, 3, networks.generator.size_px, networks.generator.size_px), np.uint8)
    sides = [side for word in matcher.words for side in (word.fg, word.bg, word.text)]
    rows = {name: np.concatenate([side[name] for side in sides if len(side.get(name, ()))]) for name in names}
    maps = {name: networks.extractor(name).encode(window).flatten(2)[0] for name in names}  # (D, cells)
    products = [(torch.from_numpy(rows[name]).to(maps[name]), maps[name]) for name in names]

    def encode(pixels: np.ndarray, support: bool) -> None:
        one_thread(setting.device)
        networks.encode(names, pixels, support=support)

    def compare(_: int) -> None:
        one_thread(setting.device)
        for prototypes, features in products:
            _ = prototypes @ features

    template = bench.brief.resolution.prompt
    began, seconds = time.monotonic(), {}
    for word in words:
        draw_bare(networks.generator, template.replace("{word}", word), options, setting.threads)
    seconds["pictures"] = time.monotonic() - began
    count = len(words) * options.pictures
    seconds["looking at pictures"] = _timed(lambda _: encode(picture, True), range(count), setting.threads)
    seconds["windows"] = _timed(lambda _: encode(window, False), range(windows), setting.threads)
    seconds["similarity"] = _timed(compare, range(windows), setting.threads)
    return seconds


def _timed(work: Callable[[int], None], items: Iterable[int], threads: int) -> float:
    began = time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, items))
    return time.monotonic() - began


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
