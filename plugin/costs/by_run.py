"""What a finished run tells of a computer that was never measured: a usual computer, as fast as this run was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping

from ...core.options import Options
from .estimates import LEAST_S, STAGES, Speed, Work, corrected, done_by, plain_stages

# Of two cores with a small pack (docs/measurements.md). Only how the stages' parts relate is taken from it.
USUAL = {"load_s": 4.0, "blend_s": 0.01, "decide_s": 0.02, "neighbours_s": 2.0, "refine_s": 0.1}
WINDOW = {"encode_s": 0.012, "score_s": 0.002, "word_s": 0.0005, "kept_b": 400_000.0}  # of SIDE px
SIDE = 256
WORD_S, WORD_B = 0.6, 600_000.0  # drawing and learning one
FARTHEST = 1000.0  # large networks on a slow computer, and small ones on a fast


def speed_by_run(
    work: Work, presets: Mapping[str, Options], preset: str, result: Mapping[str, Any], gsd_m: float
) -> Speed:
    """A first `Speed` from a run; a measurement at rest takes its place later.

    Args:
        work: What the run had to do.
        presets: The options of every preset.
        preset: Of the run.
        result: Of the engine's `segment`.
        gsd_m: Of the pack's resolution that it used.
    """
    usual = {
        **USUAL,
        "device": result["device"],
        "threads": 1,
        "peak_mb": float(result.get("peak_mb") or 0.0),
        "gpu_mb": 0.0,
        "cache": str(result.get("folder", "")),
        "costs": {name: _costs(options) for name, options in presets.items()},
        "by_run": True,
    }
    if result["seconds"].get("load", 0.0) > LEAST_S:
        usual["load_s"] = float(result["seconds"]["load"])
    guess = Speed(usual)
    told = plain_stages(done_by(result, work, presets[preset]), guess.costs(preset), usual) or {}
    factors = {}
    for name in STAGES:
        took, said = float(result["seconds"].get(name, 0.0)), told.get(name, 0.0)
        if took > 0.01 and said > 0.01:
            factors[name] = min(FARTHEST, max(1 / FARTHEST, took / said))
    nothing = {**result, "seconds": {}, "peak_mb": 0.0}
    known = corrected(guess, work, preset, presets[preset], nothing, gsd_m)
    return replace(known, factors=factors, runs=dict.fromkeys(factors, 1))


def _costs(options: Options) -> dict[str, Any]:
    """As `core/methods/costs.py` has it, whatever the method."""
    windows = {
        str(side): {name: value * (side / SIDE) ** 2 for name, value in WINDOW.items()} for side in options.windows
    }
    return {"windows": windows, "draws": 1, "draw_s": WORD_S, "learn_s": 0.0, "word_b": WORD_B, "words_as": ""}
