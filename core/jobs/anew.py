"""A finished run made anew from what it has kept: with a lesson from its corrections, other support sets, or both.

What it makes of that is a new generation beside the old one (docs/contracts.md, Teaching).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from ..errors import NotKeptError
from ..files.layers import scratch_folder
from ..lattice import Block, plan_blocks
from ..methods.base import Method
from ..outputs.generation import Generation, changed_share
from ..outputs.kept import Burning
from ..progress import CancelToken, Events, Note, Progress, Result, relayed, with_overall
from ..recipe import CLASSES, CONFIDENCE, SEGMENTS, read_recipe
from ..results import newest, next_generation
from ..score.blocks import roomy
from ..support import support_plain
from ..teaching.examples import Examples
from ..teaching.lesson import Lesson
from ..teaching.method import TaughtMethod
from ..teaching.ways import HeldBack
from .bench import Bench, rebuild
from .choosing import Chosen
from .gauge import Clock
from .learning import (
    Corrections,
    Reader,
    check_keeps,
    corrections_now,
    digest_of,
    examples_of,
    lesson_of,
    map_cells,
    missing_windows,
    read_corrections,
    spread_windows,
    terms_of,
)
from .setting import Warm

SHARES = {
    "check": (0.0, 0.02),
    "load": (0.02, 0.05),
    "imagine": (0.05, 0.08),
    "prototypes": (0.08, 0.25),
    "match": (0.25, 0.80),
    "write": (0.80, 0.85),
    "polygons": (0.85, 1.0),
}


@dataclass(frozen=True)
class Asked:
    """What a run is made anew with.

    Attributes:
        way: In which it learns from its corrections; "" where it does not.
        chosen: Of its support sets.
        encode: Whether windows whose features are not kept any more may be encoded again.
        insists: Whether there have to be corrections.
    """

    way: str
    chosen: Chosen
    encode: bool = False
    insists: bool = False


@dataclass(frozen=True)
class Taught:
    """What was learned from the corrections.

    Attributes:
        examples: Places under them.
        lesson: Of the scores.
        judged: How well it does on corrections that were held back.
        method: The run's, with the lesson.
    """

    examples: Examples
    lesson: Lesson
    judged: HeldBack
    method: TaughtMethod


def anew(folder: Path, token: CancelToken, asked: Asked, warm: Warm, pack: str = "") -> Events[dict[str, Any]]:
    """Score a finished run again from what it has kept, and write a new generation of it beside the old one.

    Args:
        folder: Of the run.
        token: Asked between windows; a cancelled job leaves nothing.
        asked: What is other than it was.
        warm: Networks of the process.
        pack: As for `explain`.

    Yields:
        Progress (with `overall` filled in) and notes.

    Returns:
        See `teach.teach`.

    Raises:
        NotKeptError, InputError, ModelError, OutputError, Cancelled: see there.
    """
    return (yield from with_overall(_anew(folder, token, asked, warm, pack), SHARES))


def _anew(folder: Path, token: CancelToken, asked: Asked, warm: Warm, pack: str) -> Events[dict[str, Any]]:
    clock = Clock()
    notes: list[str] = []

    def noted(events: Events[Result]) -> Events[Result]:
        def keep(event: Progress | Note) -> Progress | Note:
            if isinstance(event, Note):
                notes.append(event.message)
            return event

        return relayed(events, keep)

    yield Progress("check", f"Reading the recipe of {folder.name}", 0, 1)
    recipe = read_recipe(folder, "fingerprint", "options", "pack", "raster", "words", "device", "method")
    with (
        threadpool_limits(1),  # windows are what is done side by side; products of matrices are the same everywhere
        scratch_folder(folder / CLASSES) as scratch,
        (yield from noted(rebuild(recipe, warm, token, pack, asked.chosen))) as bench,
    ):
        check_keeps(bench)
        read = read_corrections if asked.insists else corrections_now
        corrections = read(folder, len(bench.brief.classes), bench.setting.options.background, scratch)
        way = asked.way if corrections.teach else ""
        area = bench.source.area_block(bench.area)
        _refuse_missing(bench, area, asked.encode, token)
        clock.lap("load")

        taught: Taught | None = None
        if way:
            taught = yield from noted(_taught(bench, asked, corrections, area, token))
        clock.lap("learn")

        number, before = next_generation(folder), newest(folder, CLASSES)
        made = Generation(
            folder,
            scratch,
            number,
            corrections.classes,
            corrections.moved,
            corrections.kept,
            bench.source.grid.transform,
        )
        encoded = yield from _matched(bench, taught.method if taught else bench.method, area, made, token)
        clock.lap("match")

        token.check()
        yield Progress("write", "Writing the rasters", 0, 1)
        options, grid_mode = bench.setting.options, recipe["identity"]["grid"]
        yield from noted(made.write(bench.source, area, grid_mode, options, recipe, corrections.layer, token))
        clock.lap("polygons")
        token.check()
        changed = changed_share(before, made.pending(CLASSES))
        files = {"classes": CLASSES, "confidence": CONFIDENCE, "segments": SEGMENTS}
        support = support_plain(bench.brief.support)
        step = {
            "generation": number,
            "undoes": None,
            "from": {key: newest(folder, name).name for key, name in files.items()},
            "way": way,
            **_learned(taught, dict(enumerate(terms_of(bench).classes))),
            "changed": changed,
            "digest": digest_of(corrections, way, recipe, support),
            **({"support": support} if support else {}),
        }
        paths = made.publish(step)
    yield Progress("polygons", "Done", 1, 1)
    said = ("generation", "way", "corrections", "held_back", "strength", "text", "changed")
    answer = {**paths, **{key: step[key] for key in said}, "kept": len(corrections.kept.geometry)}
    return {**answer, "support": support, "encoded": encoded, "seconds": clock.seconds, "notes": notes}


def _taught(bench: Bench, asked: Asked, corrections: Corrections, area: Block, token: CancelToken) -> Events[Taught]:
    """Learn from the corrections, and say how well."""
    windows = spread_windows(bench, area)
    reader = Reader.of(bench, windows, asked.encode, words=asked.way == "limits")
    map_ = yield from map_cells(reader, windows, token)
    burning = Burning(corrections.kept, bench.source.grid.transform)
    examples = yield from examples_of(reader, corrections, burning, area, token)
    yield Progress("prototypes", "Learning from the corrections", 1, 1)
    lesson, judged = lesson_of(asked.way, examples, map_, terms_of(bench))
    yield from _notes(lesson, judged, corrections)
    return Taught(examples, lesson, judged, TaughtMethod(bench.method, reader.space, lesson))


def _learned(taught: Taught | None, names: Mapping[int, str]) -> dict[str, Any]:
    """What a step says of what was learned; of nothing where nothing was."""
    if taught is None:
        none = HeldBack(0, None, None).to_dict()
        return {"corrections": {}, "cells": 0, "held_back": none, "strength": 0.0, "learned": {}, "text": ""}
    return {
        "corrections": {names[value]: count for value, count in sorted(taught.examples.counts().items())},
        "cells": len(taught.examples),
        "held_back": taught.judged.to_dict(),
        "strength": taught.lesson.strength,
        "learned": dict(taught.lesson.facts),
        "text": taught.lesson.text,
    }


def _matched(bench: Bench, method: Method, area: Block, made: Generation, token: CancelToken) -> Events[int]:
    """Score all blocks into the new generation; how many windows were encoded."""
    scorer = bench.setting.scorer(bench.source, method, bench.state, len(bench.brief.classes))
    new = Bench(bench.setting, bench.source, bench.area, bench.brief, method, bench.state, scorer)
    side = roomy(bench.setting.options, scorer.channels, bench.setting.config.block_px)
    blocks = list(plan_blocks(area, side))
    total, done = sum(scorer.count(block) for block in blocks), 0
    for block in blocks:
        new.turn(block, side)
        job = new.finish(block, token)
        while True:
            try:
                next(job)
            except StopIteration as end:
                made.put_block(block, end.value)
                break
            done += 1
            yield Progress("match", f"Matching {done} of {total} windows", done, max(total, 1))
    scorer.store.close()
    return scorer.encoded


def _refuse_missing(bench: Bench, area: Block, encode: bool, token: CancelToken) -> None:
    if encode:
        return
    missing, windows = missing_windows(bench, area, token)
    if missing:
        raise NotKeptError(
            f"Features of {missing:,} of {windows:,} windows are not kept any more and have to be encoded again.",
            "Ask with --encode, or “Encode them” in the panel.",
        )


def _notes(lesson: Lesson, judged: HeldBack, corrections: Corrections) -> list[Note]:
    """What the user should know before the result is shown."""
    notes = []
    if judged.before is not None and judged.after is not None:
        text = f"On corrections held back: {judged.before:.0%} right before, {judged.after:.0%} after."
        notes.append(Note(text, "warning" if judged.after < judged.before else "info"))
    if lesson.strength < 1:
        notes.append(Note(f"Few corrections change little: {lesson.strength:.0%} of what was learned is applied."))
    unknown = int((corrections.labels < 0).sum())
    if unknown:
        text = f"{unknown:,} corrected polygons are of classes that the run did not look for; they stay as they are."
        notes.append(Note(text))
    return notes
