"""A finished run learns from what a person has corrected in it, and shows what it makes of that as a new generation."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from threadpoolctl import threadpool_limits

from ..errors import NotKeptError
from ..files.layers import scratch_folder
from ..lattice import plan_blocks
from ..outputs.generation import Generation, changed_share
from ..progress import CancelToken, Events, Note, Progress, Result, relayed, with_overall
from ..recipe import CLASSES, CONFIDENCE, SEGMENTS, read_recipe
from ..results import newest, next_generation
from ..score.blocks import roomy
from ..teaching.lesson import Lesson
from ..teaching.method import TaughtMethod
from ..teaching.ways import HeldBack
from .bench import Bench, rebuild
from .gauge import Clock
from .learning import (
    Corrections,
    Reader,
    check_keeps,
    chosen_way,
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


def teach(
    run: str | Path, token: CancelToken, way: str = "", encode: bool = False, warm: Warm | None = None, pack: str = ""
) -> Events[dict[str, Any]]:
    """Learn from the reviewed polygons of a run, and write a new generation of it beside the old one.

    Args:
        run: Folder of a finished run.
        token: Asked between windows; a cancelled job leaves nothing.
        way: One of `commands.WAYS`; "" for the usual one.
        encode: Whether windows whose features are not kept any more may be encoded again.
        warm: Networks of the process.
        pack: As for `explain`.

    Yields:
        Progress and notes.

    Returns:
        `classes`, `confidence`, `segments`, `lesson`: paths of the new generation. `generation`: its number. `way`.
        `corrections`: polygons that it learned from, by class. `held_back`: `polygons`, `before`, `after` (see
        `HeldBack`; null where there are too few). `text`: what was chosen, in words. `strength`: by which share it was
        done. `kept`: polygons that stay. `changed`: share of the map with another class than before; null where the
        old raster lies on another grid. `encoded`: windows. `seconds`: by stage. `notes`.

    Raises:
        NotKeptError: `encode` is not set, and windows would have to be encoded again.
        InputError, ModelError: as `bench.rebuild`; no corrections; a run that keeps nothing to learn from.
        OutputError: the disk does not take it; nothing is left.
        Cancelled: likewise.
    """
    return (yield from with_overall(_teach(Path(run), token, chosen_way(way), encode, warm or Warm(), pack), SHARES))


def _teach(folder: Path, token: CancelToken, way: str, encode: bool, warm: Warm, pack: str) -> Events[dict[str, Any]]:
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
        (yield from noted(rebuild(recipe, warm, token, pack))) as bench,
    ):
        check_keeps(bench)
        options, terms = bench.setting.options, terms_of(bench)
        corrections = read_corrections(folder, len(bench.brief.classes), options.background, scratch)
        area = bench.source.area_block(bench.area)
        _refuse_missing(bench, area, encode, token)
        clock.lap("load")

        windows = spread_windows(bench, area)
        reader = Reader.of(bench, windows, encode, words=way == "limits")
        map_ = yield from map_cells(reader, windows, token)
        examples = yield from examples_of(reader, corrections, area, token)
        yield Progress("prototypes", "Learning from the corrections", 1, 1)
        lesson, judged = lesson_of(way, examples, map_, terms)
        yield from noted(note for note in _notes(lesson, judged, corrections))
        clock.lap("learn")

        taught = TaughtMethod(bench.method, reader.space, lesson)
        scorer = bench.setting.scorer(bench.source, taught, bench.state, len(bench.brief.classes))
        new = Bench(bench.setting, bench.source, bench.area, bench.brief, taught, bench.state, scorer)
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
        blocks = list(plan_blocks(area, roomy(options, scorer.channels, bench.setting.config.block_px)))
        total, done = sum(scorer.count(block) for block in blocks), 0
        for block in blocks:
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
        clock.lap("match")

        token.check()
        yield Progress("write", "Writing the rasters", 0, 1)
        job_of_polygons = made.write(
            bench.source, area, recipe["identity"]["grid"], options, recipe, corrections.layer, token
        )
        yield from noted(job_of_polygons)
        clock.lap("polygons")
        token.check()
        changed = changed_share(before, made.pending(CLASSES))
        files = {"classes": CLASSES, "confidence": CONFIDENCE, "segments": SEGMENTS}
        names = dict(enumerate(terms.classes))
        step = {
            "generation": number,
            "undoes": None,
            "from": {key: newest(folder, name).name for key, name in files.items()},
            "way": way,
            "corrections": {names[value]: count for value, count in sorted(examples.counts().items())},
            "cells": len(examples),
            "held_back": judged.to_dict(),
            "strength": lesson.strength,
            "learned": dict(lesson.facts),
            "text": lesson.text,
            "changed": changed,
            "digest": digest_of(corrections, way, recipe),
        }
        paths = made.publish(step)
    yield Progress("polygons", "Done", 1, 1)
    said = ("generation", "way", "corrections", "held_back", "strength", "text", "changed")
    answer = {**paths, **{key: step[key] for key in said}, "kept": len(corrections.kept.geometry)}
    return {**answer, "encoded": scorer.encoded, "seconds": clock.seconds, "notes": notes}


def _refuse_missing(bench: Bench, area: Any, encode: bool, token: CancelToken) -> None:
    if encode:
        return
    missing, windows = missing_windows(bench, area, token)
    if missing:
        raise NotKeptError(
            f"Features of {missing:,} of {windows:,} windows are not kept any more and have to be encoded again.",
            "Teach with --encode, or “Encode them” in the panel.",
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
