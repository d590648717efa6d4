"""What a run of OVDiff costs: drawing, learning, encoding and scoring, each measured for a moment on noise.

Each part is done as in a run, by the pack's own networks in their batch shapes and with all threads; what it costs does
not depend on what is seen. A slow part is stopped when its time is up and scaled from how far it came.
"""

from __future__ import annotations

import math
import time
from collections.abc import Generator, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np

from ..options import Options, PrototypeOptions
from ..progress import CancelToken, Progress
from ..prototypes.levels import LEVELS, build, chosen
from ..prototypes.matching import Matcher, WordPrototypes
from .costs import Costs, WindowCosts, rate
from .imagining import Imagining

DRAW_S = 3.0  # for the pictures; a generator that needs longer is stopped and scaled
PATIENCE_S = 30.0  # for the first finished step of a picture; without one nothing is known about drawing
WORDS = (1, 6)  # scored at a time; what a word adds is the difference
BANK_B = 10  # bytes of a pixel of a support picture: picture and attribution, as numbers and to look at


@dataclass(frozen=True)
class _Extractor:
    """Seconds of a window of `size`, of looking at a support picture, and of learning from what was seen.

    `eyes` are equal for extractors that look together, at windows and at support pictures.
    """

    encode_s: float
    look_s: float
    size: int
    build_s: float = 0.0
    eyes: tuple[Hashable, Hashable] = (None, None)


def _passes(seconds: Iterable[tuple[Hashable, float]]) -> float:
    """Of passes whose eyes and seconds are given: who looks together needs what the one that looks deepest needs."""
    longest: dict[Hashable, float] = {}
    for number, (eye, took) in enumerate(seconds):
        key = (number, None) if eye is None else (None, eye)
        longest[key] = max(took, longest.get(key, 0.0))
    return sum(longest.values())


def measured(
    method: Imagining, presets: Mapping[str, Options], batch: int, token: CancelToken
) -> Generator[Progress, None, dict[str, Costs]]:
    """The costs of each preset.

    Args:
        method: Whose networks are asked.
        presets: Their options by name, the first for the pictures.
        batch: Windows that are encoded at a time.
        token: Asked between parts.
    """
    wanted = {name: _own(options) for name, options in presets.items()}
    first = next(iter(wanted.values()))
    yield Progress("imagine", "Measuring how fast pictures are drawn", 0, 1)
    step_s = yield from _step_s(method, first, token)
    yield Progress("match", "Measuring how fast windows are matched", 0, 1)
    listed = [str(extractor["name"]) for extractor in method.pack.manifest["extractors"]]
    used = {name for options in wanted.values() for name in (options.extractors or listed)}
    size, parts = max(first.windows), {}
    for number, name in enumerate(name for name in listed if name in used):
        parts[name] = yield from _extractor(method, name, first, size, batch, token)
        yield Progress("match", "Measuring how fast windows are matched", number + 1, len(used) + 1)
    score_s, word_s = yield from _scoring(method, first, size, token)
    return {name: _costs(method, options, step_s, parts, (size, score_s, word_s)) for name, options in wanted.items()}


def _own(options: Options) -> PrototypeOptions:
    if not isinstance(options, PrototypeOptions):
        raise ValueError("these are the options of another method")
    return options


def _costs(
    method: Imagining,
    options: PrototypeOptions,
    step_s: float | None,
    parts: Mapping[str, _Extractor],
    scored: tuple[int, float, float],
) -> Costs:
    """What was measured, for the options of one preset."""
    generator, o = method.networks.generator, options
    used = [e for e in method.pack.manifest["extractors"] if not o.extractors or e["name"] in o.extractors]
    drawn = o.text_prototypes != "instead"
    if not drawn:
        used = [e for e in used if e.get("text")]
    size, score_s, word_s = scored
    seen = [parts[e["name"]] for e in used]
    windows = {}
    for side in o.windows:
        larger = (side / size) ** 2
        scales = [1.0 if e.get("size_px") else larger for e in used]
        windows[side] = WindowCosts(
            _passes((e.eyes[0], e.encode_s * scale) for e, scale in zip(seen, scales)),
            score_s * larger,
            word_s * larger,
            sum(2.0 * int(e["dim"]) * (_seen_px(e, side) / int(e["stride"])) ** 2 for e in used),
        )
    looked_s = _passes((e.eyes[1], e.look_s) for e in seen)
    return Costs(
        windows,
        draws=math.ceil(o.pictures / generator.chunk) if drawn else 0,
        draw_s=None if step_s is None else generator.chunk * (o.steps + 1) * step_s,  # decoding counts as a step
        learn_s=o.pictures * (looked_s + sum(e.build_s for e in seen)) if drawn else 0.0,
        word_b=o.pictures * float(generator.size_px) ** 2 * BANK_B if drawn else 0.0,
        words_as=f"{o.pictures}|{o.steps}|{o.guidance:g}|{o.sampler}|{o.prompts}",
    )


def _seen_px(extractor: Mapping[str, Any], side: int) -> float:
    """The side of a window as an extractor sees it."""
    return int(extractor.get("size_px") or 0) or side * float(extractor.get("zoom", 1))


def _step_s(
    method: Imagining, options: PrototypeOptions, token: CancelToken
) -> Generator[Progress, None, float | None]:
    """Seconds of one step of one picture with all threads at work; None where not even one was finished in time."""
    networks, pack = method.networks, method.pack
    count = networks.generator.at_once * networks.threads
    word, template = next(iter(pack.words or ("road",))), pack.resolutions[0].prompt
    began, share, spent = time.monotonic(), 0.0, 0.0
    told = networks.generator.pictures(
        [(template, word)], 0, count, options.steps, options.guidance, token, options.sampler
    )
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
    method: Imagining, name: str, options: PrototypeOptions, size: int, batch: int, token: CancelToken
) -> Generator[Progress, None, _Extractor]:
    networks, extractor = method.networks, method.networks.extractor(name)
    rng = np.random.default_rng(0)
    window = rng.integers(0, 256, (batch, 3, size, size), np.uint8)
    side = networks.generator.size_px
    picture = rng.integers(0, 256, (1, 3, side, side), np.uint8)
    encode_s = yield from rate(lambda: extractor.encode(window).half().cpu().numpy(), networks.threads, token)
    support_s = yield from rate(lambda: extractor.encode(picture, support=True).cpu(), networks.threads, token)
    features = [extractor.encode(picture, support=True)[0].cpu().numpy()] * 4
    fg = rng.random((4, *features[0].shape[1:])) < 0.5
    began = time.monotonic()
    build(features, fg, ~fg, options.parts)
    build_s = (time.monotonic() - began) / len(features)
    eyes = extractor.looks_like(False), extractor.looks_like(True)
    return _Extractor(encode_s / batch, support_s, size, build_s, eyes)


def _scoring(
    method: Imagining, options: PrototypeOptions, size: int, token: CancelToken
) -> Generator[Progress, None, tuple[float, float]]:
    """Seconds of a window for the first word and for each further one."""
    networks = method.networks
    spaces = method.spaces(method.pack.resolutions[0])
    rng = np.random.default_rng(0)
    (features,) = method.encode(rng.integers(0, 256, (1, 3, size, size), np.uint8))
    wanted = (options.class_prototypes, options.instance_prototypes, options.part_prototypes)
    levels = [level for level, on in zip(LEVELS, wanted) if on]
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
        found.append((yield from rate(partial(matcher.score, features, size), networks.threads, token)))
    return found[0], max(0.0, (found[1] - found[0]) / (WORDS[1] - WORDS[0]))
