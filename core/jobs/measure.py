"""How fast this machine is with a pack: a short measurement, so that people are told before a run what it will take.

The engine's own parts are measured here; what a method costs it tells itself (`methods.costs`).
"""

from __future__ import annotations

import time
from collections.abc import Generator
from functools import partial
from typing import Any

import numpy as np

from ..config import RunConfig
from ..files.disk import cache_folder
from ..lattice import Block, Window
from ..methods.costs import rate
from ..model.device import peak_gpu_mb
from ..options import PRESETS, method_entry
from ..packs import Pack
from ..progress import CancelToken, Progress, with_overall
from ..score.blocks import batch_for
from ..score.canvas import ScoreCanvas
from ..score.decide import decide
from ..score.pamr_tensors import refine_on
from .gauge import forget_peak, peak_memory_mb
from .setting import Setting, Warm

SHARES = {"load": (0.0, 0.4), "imagine": (0.4, 0.7), "prototypes": (0.7, 0.8), "match": (0.8, 1.0)}
SIDE, CHANNELS = 256, 4  # of the field on which blending and deciding are measured
REFINED_PX, REFINED_CHANNELS, MORE_ITERATIONS = 384, 8, 9  # of PAMR, a field that takes a third of a second
REFINED_ROUNDS = 3  # of which the shortest counts

Measuring = Generator[Progress, None, dict[str, Any]]


def measure(
    pack: str, token: CancelToken, device: str = "auto", warm: Warm | None = None, method: str = "ovdiff"
) -> Generator[Any, None, dict[str, Any]]:
    """Seconds of the parts of a run.

    Args:
        pack: Name or folder.
        token: Asked between steps.
        device: As in a run.
        warm: Networks kept from before; what is loaded stays there for the first run.
        method: As in a run.

    Yields:
        Progress.

    Returns:
        `device`; `threads`; `load_s`: until all networks are there, less what was there; `costs`: of each preset, see
        `methods.costs.Costs`; `blend_s` and `decide_s`: of a million pixels and a channel; `neighbours_s` and
        `refine_s` of PAMR, where a preset of the pack has it, else 0: of a million pixels, and of a million pixels, a
        channel and an iteration; `peak_mb`: memory at most; `gpu_mb`: likewise of the GPU, 0 without; `cache`: the
        folder of what is kept between runs. All seconds are those of the clock with all threads.

    Raises:
        ModelError, Cancelled: as in a run.
    """
    config = RunConfig("", "", (), pack=pack, device=device, method=method)
    return (yield from with_overall(_measure(config, token, warm or Warm()), SHARES))


def _measure(config: RunConfig, token: CancelToken, warm: Warm) -> Measuring:
    forget_peak()
    setting = Setting.of(config, warm)
    pack, networks = setting.pack, setting.networks
    presets = {name: pack.options(name, method=config.method) for name in (config.preset, *PRESETS)}
    yield Progress("load", f"Loading the networks of “{pack.name}”", 0, 1)
    began = time.monotonic()
    listed = [str(extractor["name"]) for extractor in pack.manifest["extractors"]]
    wanted = {name for options in presets.values() for name in (options.extractors or listed)}
    compares = "extractors" in method_entry(config.method).reads
    for extractor in (name for name in listed if compares and name in wanted):
        networks.extractor(extractor)
        yield Progress("load", f"Loading the networks of “{pack.name}”", 0, 1)
    _ = networks.generator  # loaded by asking for it
    loaded = time.monotonic() - began
    costs = yield from setting.method(keeps=False).costs(presets, batch_for(setting.device), token)
    blend_s, decide_s = yield from _deciding(token)
    return {
        "device": setting.device,
        "threads": networks.threads,
        "load_s": round(loaded, 2),
        "costs": {name: cost.to_dict() for name, cost in costs.items()},
        "blend_s": blend_s,
        "decide_s": decide_s,
        **_refining(pack, setting.device, networks.threads),
        "peak_mb": peak_memory_mb(),
        "gpu_mb": peak_gpu_mb(setting.device),
        "cache": str(cache_folder("features").parent),
    }


def _deciding(token: CancelToken) -> Generator[Progress, None, tuple[float, float]]:
    """Seconds of blending and of deciding a million pixels and a channel."""
    scores = np.random.default_rng(0).normal(size=(CHANNELS, SIDE, SIDE)).astype(np.float32)
    canvas = ScoreCanvas(Block(0, 0, SIDE, SIDE), CHANNELS)
    blend_s = yield from rate(partial(canvas.add, Window(0, 0, SIDE, 0), scores), 1, token)
    inside = np.ones((SIDE, SIDE), bool)
    decide_s = yield from rate(lambda: decide(scores, inside, 0.1, True), 1, token)
    return blend_s * 1e6 / SIDE**2 / CHANNELS, decide_s * 1e6 / SIDE**2 / CHANNELS


def _refining(pack: Pack, device: str, threads: int) -> dict[str, float]:
    """Seconds of PAMR, from a small field: once with one iteration, once with more."""
    if not any(pack.options(preset).pamr for preset in PRESETS):
        return {"neighbours_s": 0.0, "refine_s": 0.0}
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(REFINED_CHANNELS, REFINED_PX, REFINED_PX)).astype(np.float32)
    picture = rng.integers(0, 256, (3, REFINED_PX, REFINED_PX), np.uint8)
    valid, block, took = np.ones((REFINED_PX, REFINED_PX), bool), Block(0, 0, REFINED_PX, REFINED_PX), []
    for iterations in (1, 1 + MORE_ITERATIONS):
        found = []
        for _ in range(REFINED_ROUNDS):
            began = time.monotonic()
            refine_on(device, scores, picture, valid, iterations, block, block, threads)
            found.append(time.monotonic() - began)
        took.append(min(found) * 1e6 / REFINED_PX**2)  # other programs only ever make it longer
    step = max(0.0, took[1] - took[0]) / MORE_ITERATIONS
    return {"neighbours_s": max(0.0, took[0] - step), "refine_s": step / REFINED_CHANNELS}
