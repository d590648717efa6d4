"""What a run will take, before it starts: seconds, memory and disk from a measurement, corrected by finished runs.

Arithmetic only, no QGIS. What the parts of a run cost is measured by the engine (core/jobs); how often each is done
follows from the raster, the classes and the pack's settings. What the measurement leaves out is corrected by runs: for
every stage the ratio of what it took to what was told is remembered.
"""

from __future__ import annotations

import json
import math
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Mapping, Optional, Sequence

from ...core.config import RunConfig
from ...core.lattice import PAMR_PX, pieces, touching
from ...core.options import Options

# Seconds that no measurement covers, as in docs/measurements.md; corrected by the first runs.
CHECK_S = 0.3
READ_S = 0.02  # a million source pixels, read and brought to the grid
WRITE_S, WRITE_MPX_S = 0.15, 0.26
POLYGONS_S, POLYGONS_MPX_S = 0.2, 1.8
# Bytes of a working pixel: results at the end; besides them while the run works; in memory while polygons are made.
RESULT_B, WORK_B, POLYGONS_B = 3.4, 13.0, 8.0
CACHES_MB = 350.0  # of tiles and of GDAL, at most (core/raster)
FEATURES_MB = 268.0  # of windows, of what the disk's budget has no room for, at most (core/cache/features.py)
BLOCK_PX = RunConfig.block_px
NEIGHBOURS = 48  # of a pixel there
NUMBERS = ("threads", "load_s", "blend_s", "decide_s", "neighbours_s", "refine_s", "peak_mb", "gpu_mb")
STAGES = ("prototypes", "match", "write", "polygons")
LEAST_S = 0.3  # stages shorter than this say nothing about speed
FARTHEST = 8.0  # a stage that took this many times what was told was disturbed
PATIENCE = 4  # how many runs, and the measurement, a correction is the mean of
MOST_WORDS = 1000  # remembered as drawn


@dataclass(frozen=True)
class Speed:
    """What is known about this machine with a pack.

    Attributes:
        measured: As core/jobs/measure.py returns it.
        factors: By stage, and of "memory": what runs took as a share of what the measurement says.
        runs: Finished runs that had a part in the factors.
        words: Words in the bank, each with what decides its pictures (`word_key`).
    """

    measured: Mapping[str, Any]
    factors: Mapping[str, float] = field(default_factory=dict)
    runs: Mapping[str, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()

    @property
    def by_run(self) -> bool:
        """Whether only runs have told it, and no measurement."""
        return bool(self.measured.get("by_run"))

    def to_json(self) -> str:
        """For the settings."""
        return json.dumps(asdict(self))

    def costs(self, preset: str) -> Mapping[str, Any] | None:
        """What the pack's method costs here with a preset, as core/methods/costs.py has it; None if not measured."""
        costs: Optional[Mapping[str, Any]] = self.measured["costs"].get(preset)
        return costs

    def word_key(self, word: str, preset: str, gsd_m: float) -> str:
        """What decides a word's pictures, less what is the same on this machine."""
        costs = self.costs(preset)
        return f"{word}|{gsd_m:g}|{costs['words_as'] if costs else ''}"

    @classmethod
    def from_json(cls, text: str) -> Speed | None:
        """The inverse; None for what another version wrote."""
        try:
            data = json.loads(text)
            speed = cls(data["measured"], data["factors"], data["runs"], tuple(data["words"]))
            known = speed.measured
            float(sum(known[name] for name in NUMBERS))
            known["cache"], known["device"]
            for costs in known["costs"].values():
                int(costs["draws"]) + float(costs["learn_s"] + costs["word_b"] + (costs["draw_s"] or 0.0))
                str(costs["words_as"])
                for window in costs["windows"].values():
                    float(window["encode_s"] + window["score_s"] + window["word_s"] + window["kept_b"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return None
        return speed


@dataclass(frozen=True)
class Work:
    """What a run has to do.

    Attributes:
        pixels: Working pixels of the rectangle around the area, which the rasters show.
        inside: Those that get a class.
        windows: Side, how many are scored, and how many of them are encoded first; one entry for each side.
        classes: Their number.
        words: Words of the pack behind them.
        drawn: Words whose pictures may have to be drawn first.
        decimation: Source pixels in a working pixel.
        export_s: Seconds until a layer that the engine cannot open is fetched or copied.
        export_mb: What that leaves on the disk.
        cold: Whether the networks have to be loaded first.
        refined: Pixels whose neighbours PAMR compares, and pixels that its iterations average, each with what lies
            around the blocks; zeros without.
    """

    pixels: int
    inside: int
    windows: tuple[tuple[int, int, int], ...]
    classes: int
    words: int
    drawn: int
    decimation: int = 1
    export_s: float = 0.0
    export_mb: float = 0.0
    cold: bool = False
    refined: tuple[int, int] = (0, 0)


@dataclass(frozen=True)
class Estimate:
    """What a run will take.

    Attributes:
        stages: Seconds by stage; None where drawing pictures was too slow to be measured.
        memory_mb: At most; 0 where the system does not tell.
        gpu_mb: Likewise of the GPU; 0 without.
        results_mb: Left on the disk in the output folder.
        work_mb: Needed there besides while it runs.
        kept_mb: Added to what is kept between runs.
        at_most: Whether it may be less, since words may be in the bank already.
    """

    stages: Optional[Mapping[str, float]]
    memory_mb: float
    gpu_mb: float
    results_mb: float
    work_mb: float
    kept_mb: float
    at_most: bool

    @property
    def seconds(self) -> float | None:
        """Of all stages."""
        return None if self.stages is None else sum(self.stages.values())


def count_windows(
    grid: tuple[int, int], area: tuple[int, int, int, int], options: Options, share: float = 1.0
) -> tuple[tuple[int, int, int], ...]:
    """The windows of a run, as `Work.windows`.

    Args:
        grid: Rows and columns of the whole raster, working pixels.
        area: Row, column, rows and columns of the area's rectangle.
        options: Of the run.
        share: Of the rectangle's blocks that the area touches.
    """
    row, col, rows, cols = area
    margin = PAMR_PX * options.pamr_iterations if options.pamr else 0
    found = []
    for size in options.windows:
        scored, encoded = 1, 1
        for length, start, many in ((grid[0], row, rows), (grid[1], col, cols)):
            parts = (_wider(part, margin, length) for part in pieces(start, many, BLOCK_PX))
            scored *= sum(len(touching(length, size, options.stride, *part)) for part in parts)
            whole = _wider((start, start + many), margin, length)
            encoded *= len(touching(length, size, options.stride, *whole))
        found.append((size, max(1, round(scored * share)), max(1, min(round(encoded * share), round(scored * share)))))
    return tuple(found)


def count_refined(
    grid: tuple[int, int], area: tuple[int, int, int, int], options: Options, share: float = 1.0
) -> tuple[int, int]:
    """`Work.refined`; arguments as those of `count_windows`."""
    if not options.pamr:
        return 0, 0
    row, col, rows, cols = area
    sums = []
    for left in range(options.pamr_iterations + 1):  # what is worked on shrinks from step to step
        margin = PAMR_PX * left
        tall, wide = (
            sum(stop - begin for begin, stop in (_wider(p, margin, length) for p in pieces(start, many, BLOCK_PX)))
            for length, start, many in ((grid[0], row, rows), (grid[1], col, cols))
        )
        sums.append(tall * wide * share)
    return round(sums[-1]), round(sum(sums[:-1]))


def _wider(part: tuple[int, int], margin: int, length: int) -> tuple[int, int]:
    return max(0, part[0] - margin), min(length, part[1] + margin)


def predict(work: Work, preset: str, options: Options, speed: Speed) -> Estimate:
    """What a run will take.

    Args:
        work: What it has to do.
        preset: By name.
        options: Of that preset.
        speed: Of this machine with the pack.
    """
    costs = speed.costs(preset)
    stages = plain_stages(work, costs, speed.measured)
    if stages is not None:
        stages = {name: value * speed.factors.get(name, 1.0) for name, value in stages.items()}
    memory = _plain_memory(work, options, speed.measured, costs) * speed.factors.get("memory", 1.0)
    kept, bank = _kept(work, costs), work.drawn * costs["word_b"] if costs is not None else 0.0
    return Estimate(
        stages,
        memory,
        float(speed.measured["gpu_mb"]),
        work.export_mb + work.pixels * RESULT_B / 1e6,
        work.pixels * WORK_B / 1e6,
        (min(kept, options.store_gb * 1e9) + bank) / 1e6,
        work.drawn > 0 and (costs is None or costs["draws"] > 0),
    )


def plain_stages(work: Work, costs: Optional[Mapping[str, Any]], known: Mapping[str, Any]) -> dict[str, float] | None:
    """Seconds by stage as measured, without what runs have shown; None where something was not measured."""
    if costs is None or (work.drawn and costs["draw_s"] is None):
        return None
    at_once = math.ceil(work.drawn * costs["draws"] / known["threads"]) * known["threads"]  # idle threads help nobody
    draw, learn = at_once * (costs["draw_s"] or 0.0), work.drawn * costs["learn_s"]
    size, _, encoded = max(work.windows, default=(0, 0, 0))
    looks = min(costs.get("looks", 0), encoded)  # a small raster has fewer places
    looked = looks * costs["windows"][str(size)]["encode_s"] if looks else 0.0
    match = work.pixels * work.decimation / 1e6 * READ_S
    match += work.inside / 1e6 * (work.classes + 1) * known["decide_s"]
    neighbours, averaged = work.refined
    match += (neighbours * known["neighbours_s"] + averaged * (work.classes + 1) * known["refine_s"]) / 1e6
    for size, scored, encoded in work.windows:
        window = costs["windows"][str(size)]
        match += encoded * window["encode_s"]
        match += scored * (window["score_s"] + (work.words - 1) * window["word_s"])
        match += scored * size**2 / 1e6 * (work.classes + 1) * known["blend_s"]
    return {
        "export": work.export_s,
        "load": known["load_s"] if work.cold else 0.0,
        "check": CHECK_S,
        "prototypes": draw + learn + looked,
        "match": match,
        "write": WRITE_S + work.pixels / 1e6 * WRITE_MPX_S,
        "polygons": POLYGONS_S + work.inside / 1e6 * POLYGONS_MPX_S,
    }


def _kept(work: Work, costs: Optional[Mapping[str, Any]]) -> float:
    """Bytes of all windows' features; 0 where nothing was measured."""
    return sum(count * costs["windows"][str(size)]["kept_b"] for size, _, count in work.windows) if costs else 0.0


def _plain_memory(
    work: Work, options: Options, known: Mapping[str, Any], costs: Optional[Mapping[str, Any]] = None
) -> float:
    """Megabytes: what the networks took, the block in the making, what is kept of the raster, and the polygons."""
    if not known["peak_mb"]:
        return 0.0
    channels = work.classes + 1
    block = min(work.pixels, BLOCK_PX**2) * channels * 4 * 3
    if work.refined[0]:
        field = min(work.refined[0], (BLOCK_PX + 2 * PAMR_PX * options.pamr_iterations) ** 2)
        block += field * 4 * (NEIGHBOURS + 3 * channels)
    windows = 2 * known["threads"] * channels * 4 * max(options.windows) ** 2
    caches = min(CACHES_MB, work.pixels * (work.decimation * 3 + 4) / 1e6)
    features = min(FEATURES_MB, max(0.0, _kept(work, costs) / 1e6 - options.store_gb * 1e3))
    return known["peak_mb"] + (block + windows + work.inside * POLYGONS_B) / 1e6 + caches + features


def done_by(result: Mapping[str, Any], work: Work, options: Options) -> Work:
    """What a finished run had to do in fact: `work` is what it was thought to have to."""
    pixels = sum(result["counts"].values())
    encoded, kept = int(result["encoded_windows"]), int(result["kept_windows"])
    planned = sum(count for _, count, _ in work.windows) or 1
    windows = tuple(
        (size, round((encoded + kept) * scored / planned), round(encoded * scored / planned))
        for size, scored, _ in work.windows
    )
    side = math.isqrt(pixels)  # its shape is not told; that of a square is near enough
    refined = count_refined((side, side), (0, 0, side, side), options)
    return replace(
        work,
        pixels=pixels,
        inside=pixels,
        windows=windows,
        refined=refined,
        drawn=len(result["drawn_words"]),
        words=len(result["drawn_words"]) + len(result["found_words"]) or work.words,  # none where nothing is drawn
        export_s=0.0,
        cold=False,
        decimation=int(result["decimation"]),
    )


def corrected(
    speed: Speed, work: Work, preset: str, options: Options, result: Mapping[str, Any], gsd_m: float
) -> Speed:
    """What is known after a run.

    Args:
        speed: Before.
        work: What it had to do. With `cold`, the loading of the networks is in the stages that use them first, which
            then say nothing about speed.
        preset: Of the run.
        options: Of the run.
        result: Of the engine's `segment`.
        gsd_m: Of the pack's resolution that it used.
    """
    told = plain_stages(done_by(result, work, options), speed.costs(preset), speed.measured)
    factors, runs = dict(speed.factors), dict(speed.runs)
    pairs = {name: (result["seconds"].get(name, 0.0), told[name]) for name in STAGES} if told else {}
    if work.cold:
        pairs = {name: pair for name, pair in pairs.items() if name in ("write", "polygons")}
    pairs = {name: pair for name, pair in pairs.items() if max(pair) > LEAST_S and min(pair) > 0.01}
    if result.get("peak_mb") and speed.measured["peak_mb"]:
        said = _plain_memory(done_by(result, work, options), options, speed.measured, speed.costs(preset))
        pairs["memory"] = (result["peak_mb"], said)
    for name, (took, said) in pairs.items():
        ratio = min(FARTHEST, max(1 / FARTHEST, took / said))
        runs[name] = min(runs.get(name, 0) + 1, PATIENCE)
        old = math.log(factors.get(name, 1.0))
        factors[name] = math.exp(old + (math.log(ratio) - old) / (runs[name] + 1))
    drawn = [speed.word_key(word, preset, gsd_m) for word in (*result["drawn_words"], *result["found_words"])]
    return replace(speed, factors=factors, runs=runs, words=_latest(speed.words, drawn))


def _latest(old: Sequence[str], new: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*new, *old]))[:MOST_WORDS]
