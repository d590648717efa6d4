"""One run, top to bottom: names in, an editable map out.

A run is a generator: it yields what happened (`Progress`, `Note`) and returns what it made (`RunResult`).
Closing it, or cancelling its token, stops it between two windows; what was finished is kept for the next try.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np

from ..cache.bank import Bank
from ..cache.features import FeaturesStore
from ..config import Area, Options, RunConfig
from ..lattice import Block, plan_blocks
from ..methods import make_method
from ..model.device import pick_device
from ..outputs.polygons import polygonise
from ..outputs.run_folder import RunFolder, RunResult
from ..packs import Pack, find_pack, resolve_classes
from ..progress import CancelToken, Events, Note, Progress, Result, relayed, with_overall
from ..prototypes.segmenters import MaskFolder
from ..raster.areas import doubt
from ..raster.source import Source
from ..recipe import SEGMENTS
from ..score.blocks import finish
from ..score.decide import BlockResult, nothing
from ..score.paper import Scorer, scorer_for, small_shape
from ..score.prefilter import narrowed
from ..vocabulary import ClassSpec, check_classes, with_colours
from .gauge import Clock, forget_peak, peak_memory_mb, versions
from .setting import Warm, feature_key, options_for, resolution_of, thread_count

# Where each stage begins and ends on the bar of the whole run; a guess at shares, corrected by nothing.
SHARES = {
    "check": (0.0, 0.01),
    "load": (0.01, 0.04),
    "imagine": (0.04, 0.40),
    "prototypes": (0.40, 0.45),
    "match": (0.45, 0.90),
    "write": (0.90, 0.94),
    "polygons": (0.94, 1.0),
}


def segment(config: RunConfig, token: CancelToken, warm: Warm | None = None) -> Events[RunResult]:
    """Segment a raster into the named classes.

    Args:
        config: The run.
        token: Asked between steps.
        warm: Networks kept from earlier runs of the same process.

    Yields:
        Progress (with `overall` filled in, never falling) and Notes.

    Returns:
        The run's outputs.

    Raises:
        InputError, ModelError, OutputError: in the user's words; nothing half-written lies under an output's name.
        Cancelled: the token was set; the run folder can be resumed.
    """
    return (yield from with_overall(_segment(config, token, warm or Warm()), SHARES))


def _segment(config: RunConfig, token: CancelToken, warm: Warm) -> Events[RunResult]:
    forget_peak()
    clock = Clock()
    yield Progress("check", f"Reading {Path(config.image).name}", 0, 1)
    classes = with_colours(config.classes)
    check_classes(classes)
    pack = find_pack(config.pack)
    options = options_for(pack, config)
    words = resolve_classes(pack, classes)
    device = pick_device(config.device)

    with Source.open(config.image, pack, options, config.bands, config.reading) as source:
        area = source.area_block(config.area)
        source.refuse_lost(config.area)
        smallest = options.min_area_px
        if not any(_inside(source, config, block, smallest).any() for block in plan_blocks(area, config.block_px)):
            raise source.nothing_in(config.area)
        if options.short_side:
            small_shape(*source.grid.shape, options.short_side)  # refused before anything is imagined
        recipe = make_recipe(config, pack, options, classes, words, source, device)
        run = RunFolder.start(Path(config.out), recipe)
        with run:
            doubted = doubt(config.area, source.grid)
            run.notes.extend([Note(doubted, "warning")] if doubted else [])
            yield from [*(Note(text, "warning") for text in source.grid.warnings), *run.notes]
            clock.lap("check")

            yield Progress("load", f"Loading the networks of “{pack.name}”", 0, 1)
            networks = warm.networks(pack, device, options, thread_count(config))
            method = make_method(
                config.method, networks, pack, options, options.background, config.seed, Bank(), device
            )
            clock.lap("load")

            state = yield from _noted(run, method.prepare(classes, words, resolution_of(pack, source), token))
            names = [spec.name for spec in classes]
            state, seen = yield from _noted(
                run, narrowed(method, state, source, names, words, options, networks, token)
            )
            run.remember(
                prompts=state.prompts,
                counts=state.counts,
                kinds=dict(zip(names, state.kinds)),
                **state.facts,
                **({"prefilter": seen} if seen else {}),
            )
            clock.lap("prototypes")

            store = FeaturesStore.open(options.store_gb, feature_key(source, method))
            scorer = scorer_for(source, method, state, options, store, thread_count(config), len(classes), device)
            yield from _match(scorer, run, config, area, smallest, token)
            store.close()
            yield from _noted(run, (Note(text, "warning") for text in store.notes))
            clock.lap("match")

            token.check()
            yield Progress("write", "Writing the rasters", 0, 1)
            run.assemble(source, area, classes, config.grid)
            clock.lap("write")

            yield from _polygons(run, config, classes, options, token)
            clock.lap("polygons")

            result = run.publish(
                seconds=clock.seconds,
                peak_mb=peak_memory_mb(),
                encoded_windows=scorer.encoded,
                kept_windows=scorer.found,
                device=device,
                drawn_words=[word for word in state.prompts if word not in state.found],
                found_words=list(state.found),
                decimation=source.grid.fx * source.grid.fy,
            )
    yield Progress("polygons", "Done", 1, 1)
    return result


def _noted(run: RunFolder, events: Events[Result]) -> Events[Result]:
    """The same events; the notes among them also go into the run's own."""

    def noted(event: Progress | Note) -> Progress | Note:
        if isinstance(event, Note):
            run.notes.append(event)
        return event

    return relayed(events, noted)


def _match(
    scorer: Scorer, run: RunFolder, config: RunConfig, area: Block, smallest: int, token: CancelToken
) -> Events[None]:
    """Score every block that is not finished yet and keep its result in the run folder."""
    blocks = plan_blocks(area, config.block_px)
    finished = run.finished_blocks()
    todo = [block for block in blocks if block not in finished]
    total = sum(len(scorer.windows(scorer.field(block))) for block in todo)
    done = 0
    if finished:
        yield Note(f"Resumed: {len(finished)} of {len(blocks)} blocks were finished before.")
    for block in todo:
        inside = _inside(scorer.source, config, block, smallest)
        windows = len(scorer.windows(scorer.field(block)))
        if inside.any():
            result = yield from _counted(finish(scorer, block, inside, token), done, total)
        else:
            result = nothing(block, scorer.channels - 1)
        done += windows
        run.put_block(block, result)


def _counted(job: Generator[None, None, BlockResult], done: int, total: int) -> Generator[Progress, None, BlockResult]:
    """A step of progress for every window of a job."""
    numbers = count(done + 1)

    def counted(_step: None) -> Progress:
        done = next(numbers)
        return Progress("match", f"Matching {done} of {total} windows", done, total)

    return relayed(job, counted)


def _inside(source: Source, config: RunConfig, block: Block, smallest: int) -> np.ndarray:
    """Which pixels of a block are to be labelled, bool (rows, cols)."""
    return source.worth_a_label(block, smallest) & source.area_mask(config.area, block)


def _polygons(
    run: RunFolder, config: RunConfig, classes: Sequence[ClassSpec], options: Options, token: CancelToken
) -> Events[None]:
    """The coverage of polygons, made from the working grid whatever grid the rasters are written on."""
    events = polygonise(
        run.working_classes,
        run.pending(SEGMENTS),
        [spec.name for spec in classes],
        confidence=run.working_confidence,
        margin=run.working_margin,
        second=run.working_second,
        min_area_px=options.min_area_px,
        simplify_px=options.simplify_px,
        source=Path(config.image).name,
        token=token,
    )
    run.note_vector((yield from _noted(run, events)))


def make_recipe(
    config: RunConfig,
    pack: Pack,
    options: Options,
    classes: Sequence[ClassSpec],
    words: Sequence[tuple[str, ...]],
    source: Source,
    device: str,
) -> dict[str, Any]:
    """Everything that made a run, for its recipe.json; `identity` is what a resumed run must share."""
    resolution = resolution_of(pack, source)
    area = (
        {"geometries": list(config.area.geometries), "crs": config.area.crs} if isinstance(config.area, Area) else None
    )
    return {
        "identity": {
            "classes": [spec.to_dict() for spec in classes],
            "words": [list(w) for w in words],
            "prompt": resolution.prompt,
            "seed": config.seed,
            "pack": {"name": pack.name, "version": pack.manifest.get("version"), "hash": pack.hash},
            "method": config.method,
            "options": options.to_dict(),
            "raster": source.description,
            "fingerprint": source.fingerprint,
            "area": area,
            "grid": config.grid,
            "block_px": config.block_px,
            "device": device,
            **({"masks": MaskFolder(Path(options.masks_folder)).made_by["masks"]} if options.masks_folder else {}),
        },
        "image": str(Path(config.image).resolve()),
        "request": {k: v for k, v in config.to_dict().items() if k not in ("image", "out")},
        "preset": config.preset,
        "threads": config.threads,
        "versions": versions(),
        "warnings": list(source.grid.warnings),
    }
