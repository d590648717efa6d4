"""How fast this machine is with a pack: a short measurement, so that people are told before a run what it will take.

Each part is done as in a run, by the pack's own networks, in their batch shapes and with all threads, on noise: what
it costs does not depend on what is seen. A slow part is stopped when its time is up and scaled from how far it came.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import numpy as np

from ..cache.bank import Bank
from ..config import PRESETS, Options, RunConfig
from ..files.disk import cache_folder
from ..lattice import Block, Window
from ..methods.ovdiff import OVDiff
from ..model.device import peak_gpu_mb, pick_device
from ..model.networks import Networks
from ..packs import Pack, find_pack
from ..progress import CancelToken, Events, Progress, with_overall
from ..prototypes.levels import LEVELS, build, chosen
from ..prototypes.matching import Matcher, WordPrototypes
from ..score.blocks import GPU_BATCH
from ..score.canvas import ScoreCanvas
from ..score.decide import decide
from ..score.pamr import refine
from .gauge import forget_peak, peak_memory_mb
from .setting import Warm, options_for, thread_count

SHARES = {"load": (0.0, 0.4), "imagine": (0.4, 0.7), "prototypes": (0.7, 0.8), "match": (0.8, 1.0)}
DRAW_S = 3.0  # for the pictures; a generator that needs longer is stopped and scaled
PATIENCE_S = 30.0  # for the first finished step of a picture; without one nothing is known about drawing
PART_S = 0.6  # for each other part
ROUNDS = 30  # of a part, at most
REFINED_PX, REFINED_CHANNELS, MORE_ITERATIONS = 384, 4, 3  # of PAMR, a field that takes half a second
WORDS = (1, 6)  # scored at a time; what a word adds is the difference


def measure(pack: str, token: CancelToken, device: str = "auto", warm: Warm | None = None) -> Events[dict[str, Any]]:
    """Seconds of the parts of a run.

    Args:
        pack: Name or folder.
        token: Asked between steps.
        device: As in a run.
        warm: Networks kept from before; what is loaded stays there for the first run.

    Yields:
        Progress.

    Returns:
        `device`; `threads`; `load_s`: until all networks are there, less what was there; `chunk`: pictures of one call,
        and `step_s`: seconds of one step of one picture (a picture's decoding counts as a step), None where drawing
        was too slow to be measured; `extractors`: by name `learn_s` of a support picture and `encode_s` of a window of
        `size`; `score_s` and `word_s` of a window of `score_size`: for the first word and for each further one;
        `decide_s`: of a million pixels and a channel; `neighbours_s` and `refine_s` of PAMR, where a preset of the pack
        has it, else 0: of a million pixels, and of a million pixels, a channel and an iteration; `peak_mb`: memory at
        most; `gpu_mb`: likewise of the GPU, 0 without; `cache`: the folder of what is kept between runs. All seconds
        are those of the clock with all threads.

    Raises:
        ModelError, Cancelled: as in a run.
    """
    return (yield from with_overall(_measure(pack, token, device, warm or Warm()), SHARES))


def _measure(name: str, token: CancelToken, device: str, warm: Warm) -> Events[dict[str, Any]]:
    forget_peak()
    pack = find_pack(name)
    config = RunConfig("", "", (), pack=name, device=device)
    options = options_for(pack, config)
    device, threads = pick_device(device), thread_count(config)
    yield Progress("load", f"Loading the networks of “{pack.name}”", 0, 1)
    began = time.monotonic()
    networks = warm.networks(pack, device, options, threads)
    names = _extractors(pack)
    for extractor in names:
        networks.extractor(extractor)
        yield Progress("load", f"Loading the networks of “{pack.name}”", 0, 1)
    generator = networks.generator
    loaded = time.monotonic() - began
    yield Progress("imagine", "Measuring how fast pictures are drawn", 0, 1)
    step_s = yield from _draw(networks, pack, options, token)
    yield Progress("match", "Measuring how fast windows are matched", 0, 1)
    size = max(options.windows)
    parts = {}
    for number, extractor in enumerate(names):
        parts[extractor] = yield from _extractor(networks, extractor, options, size, token)
        yield Progress("match", "Measuring how fast windows are matched", number + 1, len(names) + 1)
    score_s, word_s, decide_s = yield from _scoring(networks, pack, options, size, token)
    return {
        "device": device,
        "threads": networks.threads,
        "load_s": round(loaded, 2),
        "chunk": generator.chunk,
        "step_s": step_s,
        "extractors": parts,
        "score_size": size,
        "score_s": score_s,
        "word_s": word_s,
        "decide_s": decide_s,
        **_refining(pack, networks.threads),
        "peak_mb": peak_memory_mb(),
        "gpu_mb": peak_gpu_mb(device),
        "cache": str(cache_folder("features").parent),
    }


def _extractors(pack: Pack) -> tuple[str, ...]:
    """Those that any preset uses."""
    config = RunConfig("", "", (), pack=str(pack.root))
    listed = [str(extractor["name"]) for extractor in pack.manifest["extractors"]]
    asked = [options_for(pack, RunConfig(**{**config.to_dict(), "preset": p})).extractors for p in PRESETS]
    wanted = {name for names in asked for name in (names or listed)}
    return tuple(name for name in listed if name in wanted)


def _draw(networks: Networks, pack: Pack, options: Options, token: CancelToken) -> Events[float | None]:
    """Seconds of one step of one picture with all threads at work; None where not even one was finished in time."""
    generator = networks.generator
    count = generator.chunk * networks.threads
    word, template = next(iter(pack.words or ("road",))), pack.resolutions[0].prompt
    began, share, spent = time.monotonic(), 0.0, 0.0
    told = generator.pictures([(template, word)], 0, count, options.steps, options.guidance, token, options.sampler)
    try:
        for drawn in told:
            spent = time.monotonic() - began
            share = drawn.share
            yield Progress("imagine", "Measuring how fast pictures are drawn", int(100 * share), 100)
            whole = share >= 1.0 and drawn.chunk is not None
            if not whole and spent > (DRAW_S if share else PATIENCE_S):
                break
        else:
            return spent / (count * (options.steps + 1))
    finally:
        told.close()
    return spent / (count * options.steps * share) if share else None


def _extractor(
    networks: Networks, name: str, options: Options, size: int, token: CancelToken
) -> Events[dict[str, float]]:
    extractor, batch = networks.extractor(name), 1 if networks.device == "cpu" else GPU_BATCH
    rng = np.random.default_rng(0)
    window = rng.integers(0, 256, (batch, 3, size, size), np.uint8)
    side = networks.generator.size_px
    picture = rng.integers(0, 256, (1, 3, side, side), np.uint8)
    encode_s = yield from _rate(lambda: extractor.encode(window).half().cpu().numpy(), networks.threads, token)
    support_s = yield from _rate(lambda: extractor.encode(picture, support=True).cpu(), networks.threads, token)
    features = [extractor.encode(picture, support=True)[0].cpu().numpy()] * 4
    fg = rng.random((4, *features[0].shape[1:])) < 0.5
    began = time.monotonic()
    build(features, fg, ~fg, options.parts)
    build_s = (time.monotonic() - began) / len(features)
    return {"encode_s": encode_s / batch, "learn_s": support_s + build_s, "size": size}


def _scoring(
    networks: Networks, pack: Pack, options: Options, size: int, token: CancelToken
) -> Events[tuple[float, float, float]]:
    """Seconds of a window for the first word and for each further one, and of deciding a million pixels."""
    method = OVDiff(networks, pack, options, options.background, 0, Bank(), networks.device)
    spaces = method.spaces(pack.resolutions[0])
    rng = np.random.default_rng(0)
    window = rng.integers(0, 256, (1, 3, size, size), np.uint8)
    features = method.encode(window)
    levels = [
        level
        for level, on in zip(LEVELS, (options.class_prototypes, options.instance_prototypes, options.part_prototypes))
        if on
    ]
    rows = {"class": 1, "instance": options.pictures, "part": options.parts}
    known = {
        name: {f"fg.{level}": rng.normal(size=(rows[level], f.shape[1])).astype(np.float32) for level in LEVELS}
        for name, f in features.items()
    }
    word = {name: chosen(made, "fg", levels) for name, made in known.items()}
    found = []
    for count in WORDS:
        matcher = Matcher(
            [[WordPrototypes("word", word, word)]] * count,
            spaces,
            background=options.background,
            background_constant=0.0,
            device=networks.device,
            upsample=options.upsample,
        )
        scores = matcher.score(features, size)
        in_threads = yield from _rate(partial(matcher.score, features, size), networks.threads, token)
        canvas = ScoreCanvas(Block(0, 0, size, size), count + 1, options.blend)
        alone = yield from _rate(partial(canvas.add, Window(0, 0, size, 0), scores[0]), 1, token)
        found.append(in_threads + alone)
    inside = np.ones((size, size), bool)
    decide_s = yield from _rate(lambda: decide(scores[0], inside, options.temperature, True), 1, token)
    word_s = max(0.0, (found[1] - found[0]) / (WORDS[1] - WORDS[0]))
    return found[0], word_s, decide_s * 1e6 / size**2 / (WORDS[1] + 1)


def _refining(pack: Pack, threads: int) -> dict[str, float]:
    """Seconds of PAMR, from a small field: once with one iteration, once with more."""
    if not any(options_for(pack, RunConfig("", "", (), str(pack.root), preset=p)).pamr for p in PRESETS):
        return {"neighbours_s": 0.0, "refine_s": 0.0}
    rng = np.random.default_rng(0)
    scores = rng.normal(size=(REFINED_CHANNELS, REFINED_PX, REFINED_PX)).astype(np.float32)
    picture = rng.integers(0, 256, (3, REFINED_PX, REFINED_PX), np.uint8)
    valid, block, took = np.ones((REFINED_PX, REFINED_PX), bool), Block(0, 0, REFINED_PX, REFINED_PX), []
    for iterations in (1, 1 + MORE_ITERATIONS):
        began = time.monotonic()
        refine(scores, picture, valid, iterations, block, block, threads)
        took.append((time.monotonic() - began) * 1e6 / REFINED_PX**2)
    step = max(0.0, took[1] - took[0]) / MORE_ITERATIONS
    return {"neighbours_s": max(0.0, took[0] - step), "refine_s": step / REFINED_CHANNELS}


def _rate(work: Callable[[], Any], threads: int, token: CancelToken) -> Events[float]:
    """Seconds of the clock for one call when `threads` of them are always under way."""
    calls, began = 0, time.monotonic()
    with ThreadPoolExecutor(threads) as pool:
        for number in range(ROUNDS):
            token.check()
            for future in [pool.submit(work) for _ in range(threads)]:
                future.result()
            spent = time.monotonic() - began
            if number == 0 and spent < PART_S / 2:  # the first calls prepare what the others use
                began = time.monotonic()
                continue
            calls += threads
            yield Progress("match", "Measuring how fast windows are matched", 0, 1)
            if spent > PART_S:
                break
        return (time.monotonic() - began) / calls
