"""What a finished run tells of a computer that was never measured: a usual computer, as fast as this run was."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Mapping

from ...core.config import Options
from .estimates import LEAST_S, STAGES, Speed, Work, corrected, done_by, plain_stages

# Of two cores with a small pack (docs/measurements.md). Only how the stages' parts relate is taken from it.
USUAL = {"load_s": 4.0, "step_s": 0.006, "chunk": 8, "score_s": 0.002, "word_s": 0.0005, "score_size": 256}
USUAL_PIXELS = {"decide_s": 0.02, "neighbours_s": 2.0, "refine_s": 0.1}
ENCODE_S = LEARN_S = 0.012
SIDE = 256
FARTHEST = 1000.0  # large networks on a slow computer, and small ones on a fast


def speed_by_run(
    work: Work, options: Options, manifest: Mapping[str, Any], result: Mapping[str, Any], gsd_m: float
) -> Speed:
    """A first `Speed` from a run; a measurement at rest takes its place later.

    Args:
        work: What the run had to do.
        options: Of the run.
        manifest: Of the pack.
        result: Of the engine's `segment`.
        gsd_m: Of the pack's resolution that it used.
    """
    extractors = {
        e["name"]: {"encode_s": ENCODE_S, "learn_s": LEARN_S, "size": e.get("size_px") or SIDE}
        for e in manifest["extractors"]
    }
    usual = {
        **USUAL,
        **USUAL_PIXELS,
        "device": result["device"],
        "threads": 1,
        "peak_mb": float(result.get("peak_mb") or 0.0),
        "gpu_mb": 0.0,
        "cache": str(result.get("folder", "")),
        "extractors": extractors,
        "by_run": True,
    }
    if result["seconds"].get("load", 0.0) > LEAST_S:
        usual["load_s"] = float(result["seconds"]["load"])
    guess = Speed(usual)
    told = plain_stages(done_by(result, work, options), options, manifest, usual) or {}
    factors = {}
    for name in STAGES:
        took, said = float(result["seconds"].get(name, 0.0)), told.get(name, 0.0)
        if took > 0.01 and said > 0.01:
            factors[name] = min(FARTHEST, max(1 / FARTHEST, took / said))
    known = corrected(guess, work, options, manifest, {**result, "seconds": {}, "peak_mb": 0.0}, gsd_m)
    return replace(known, factors=factors, runs=dict.fromkeys(factors, 1))
