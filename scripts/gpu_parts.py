"""What `bench_gpu.py` measures, part by part."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from generation_times import drawing, learned, shortest
from gpu_flops import seconds
from gpu_ground import Ground, bench_of, made_up, prototypes_of, score_all
from gpu_labels import labels
from run_times import bare_seconds, sides_of, told

RATIO = {"pictures": 16, "steps": 10}  # of the ratio to the bare pipeline: a third of the steps says the same
FEW = {"steps": 4, "guidance": 1.0, "sampler": "lcm"}
WITHOUT_SD = ("dino", "clip")
WHOLE = {"steps": 10}  # of the whole run, so that it fits into the time there is
WHOLE_CLASSES = "building, water"


@dataclass
class Found:
    """What a part found.

    Attributes:
        values: By key.
        bounds: What the operations that were counted take at the chip's peak, by key and in its unit.
    """

    values: dict[str, float]
    bounds: dict[str, float] = field(default_factory=dict)


def equal_labels(ground: Ground) -> Found:
    """See `gpu_labels.labels`."""
    return Found(labels(ground))


def one_class(ground: Ground) -> Found:
    """`one_class_s`: a word from nothing to prototypes, 32 pictures, 30 steps, guidance 8. The goal is 5."""
    return _class(ground, "one_class_s", {})


def four_steps(ground: Ground) -> Found:
    """`four_steps_s`: the same with 4 steps and no guidance. The goal is 1."""
    return _class(ground, "four_steps_s", FEW)


def _class(ground: Ground, key: str, overrides: dict[str, Any]) -> Found:
    setting = ground.setting(key, **overrides)
    brief = replace(setting.options, steps=2)  # kernels are chosen and memory is taken before anything is timed
    learned(setting.networks, setting.pack, brief, setting.device)
    began = time.monotonic()
    learned(setting.networks, setting.pack, setting.options, setting.device)
    took, options = time.monotonic() - began, setting.options
    flop = ground.flops.one_class(options.pictures, options.steps, options.guidance)
    return Found({key: took}, {key: seconds(flop)})


def generation(ground: Ground) -> Found:
    """`attribution_over_bare_pipeline`: drawing with attribution over diffusers' own pipeline with the same networks,
    pictures, batches and precision; 16 pictures, 10 steps. The goal is 1.15.
    """
    wanted = RATIO if ground.shapes.name == "true" else {}
    setting = ground.setting("generation", **wanted)
    took = shortest(drawing(setting.networks, setting.pack, setting.options), ground.shapes.tries)
    print(f"{setting.options.pictures} pictures, {setting.options.steps} steps: {told(took)}")
    return Found({"attribution_over_bare_pipeline": took["attribution"] / took["bare"]})


def matching(ground: Ground) -> Found:
    """A megapixel in one block, windows of two sides, 8 classes with 130 prototypes each; nothing is kept or refined.

    - `matching_ms_per_megapixel`: with all three extractors. The goal is 350.
    - `matching_without_sd_ms_per_megapixel`: without the U-Net. The goal is 100.
    """
    found = Found({}, {})
    for key, names in (("matching", ()), ("matching_without_sd", WITHOUT_SD)):
        with _Matched(ground, names) as matched:
            took = shortest({key: matched.score}, ground.shapes.tries)[key]
            unit = 1e3 / matched.megapixels
            found.values[f"{key}_ms_per_megapixel"] = took * unit
            found.bounds[f"{key}_ms_per_megapixel"] = seconds(matched.flop) * unit
    return found


def busy(ground: Ground) -> Found:
    """`gpu_busy_share`: of the time of the same matching, that in which a kernel runs. The goal is at least 0.85.

    Kernels are recorded by torch's profiler, copies left out; the time is that without it.
    """
    with _Matched(ground, ()) as matched:
        took = shortest({"plain": matched.score}, ground.shapes.tries)["plain"]
        return Found({"gpu_busy_share": kernel_seconds(ground, matched.score) / took})


def whole(ground: Ground) -> Found:
    """`run_over_networks_and_matching`: a run without polygons, 2,048 x 2,048 pixels, two classes of 10 steps, an empty
    cache, over its networks and similarity alone (see `run_times.py`). The goal is 1.15.
    """
    wanted = WHOLE if ground.shapes.name == "true" else {}
    took, bench = _run(ground, wanted)
    words = WHOLE_CLASSES.split(", ")
    parts = bare_seconds(bench, words, sides_of(bench))
    print(f"a run: {took:.2f} s; alone: {told(parts)}")
    return Found({"run_over_networks_and_matching": took / sum(parts.values())})


class _Matched:
    """A raster at hand that is scored again and again with made-up prototypes, with some extractors or all."""

    def __init__(self, ground: Ground, names: tuple[str, ...]) -> None:
        from terralex.core.jobs.setting import Warm

        side, warm = ground.shapes.raster_px, Warm() if names else None
        self.setting = ground.setting("matching", ground.raster(side), warm, store_gb=0, extractors=names)
        self.megapixels = side**2 / 1e6
        method = self.setting.method(keeps=False)
        self._source = self.setting.open()
        self._bench = bench_of(self.setting, self._source, method, made_up(self.setting, method))
        rows = 2 * len(self.setting.config.classes) * prototypes_of(self.setting)
        self.flop = ground.flops.matching(sides_of(self._bench), method.extractor_names(), rows)

    def __enter__(self) -> _Matched:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    def score(self) -> None:
        """All of it, from pixels to classes on the host."""
        score_all(self._bench)


def kernel_seconds(ground: Ground, work: Callable[[], Any]) -> float:
    """In how much of some work's time a kernel runs; on a CPU an operation of torch.

    Raises:
        ValueError: nothing was recorded.
    """
    from torch.autograd import DeviceType
    from torch.profiler import ProfilerActivity, _ExperimentalConfig, profile

    on_cpu = ground.device == "cpu"
    ground.settle()
    threads = _ExperimentalConfig(profile_all_threads=True)  # else operations of the calling thread alone
    kind = ProfilerActivity.CPU if on_cpu else ProfilerActivity.CUDA
    with profile(activities=[kind], experimental_config=threads if on_cpu else None) as recorded:
        work()
        ground.settle()
    wanted = DeviceType.CPU if on_cpu else DeviceType.CUDA
    spans = [
        (event.time_range.start, event.time_range.end)
        for event in recorded.events()
        if event.device_type == wanted and not event.name.startswith(("Memcpy", "Memset"))
    ]
    if not spans:
        raise ValueError("torch's profiler has recorded nothing")
    return covered(spans) / 1e6


def covered(spans: Iterable[tuple[float, float]]) -> float:
    """How much the spans (from, to) cover, overlaps counted once."""
    total, end = 0.0, float("-inf")
    for first, last in sorted(spans):
        total += max(0.0, last - max(first, end))
        end = max(end, last)
    return total


def _run(ground: Ground, overrides: dict[str, Any]) -> tuple[float, Any]:
    """Seconds of a run until polygons would be made, and the bench it was made at."""
    from terralex.core.jobs.segment import segment
    from terralex.core.jobs.tasks import Serial
    from terralex.core.progress import CancelToken, Progress

    image = ground.raster(2 * ground.shapes.raster_px)
    networks = ground.setting("whole", image, **overrides).networks
    _ = networks.generator, networks.extractors  # are opened
    benches: list[Any] = []

    def at(bench: Any) -> Serial:
        benches.append(bench)
        return Serial(bench)

    config = ground.config("whole", image, WHOLE_CLASSES, **overrides)
    began = time.monotonic()
    job = segment(config, CancelToken(), ground.warm, at)
    for event in job:
        if isinstance(event, Progress) and event.stage == "polygons":
            break
    took = time.monotonic() - began
    job.close()
    return took, benches[0]


PARTS: dict[str, Callable[[Ground], Found]] = {
    "labels": equal_labels,
    "class": one_class,
    "few": four_steps,
    "matching": matching,
    "busy": busy,
    "generation": generation,
    "whole": whole,
}
MOST = {
    "one_class_s": 5,
    "four_steps_s": 1,
    "matching_ms_per_megapixel": 350,
    "matching_without_sd_ms_per_megapixel": 100,
    "attribution_over_bare_pipeline": 1.15,
    "run_over_networks_and_matching": 1.15,
}
LEAST = {"labels_equal_float32": 0.999, "gpu_busy_share": 0.85}
