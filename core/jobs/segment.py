"""One run, top to bottom: names in, an editable map out.

A run is a generator: it yields what happened (`Progress`, `Note`) and returns what it made (`RunResult`).
Closing it, or cancelling its token, stops it between two windows; what was finished is kept for the next try.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import Any

from ..config import Area, RunConfig
from ..errors import InputError
from ..lattice import MOST_WINDOWS, Block, count_windows, plan_blocks
from ..methods.base import Brief, Method
from ..options import Options
from ..outputs.keeping import find_kept
from ..outputs.kept import Kept
from ..outputs.polygons import polygonise
from ..outputs.run_folder import RunFolder, RunResult
from ..progress import CancelToken, Events, Note, Progress, Result, relayed, with_overall
from ..raster.areas import doubt
from ..raster.labels import RasterLabels
from ..raster.source import Source
from ..recipe import SEGMENTS
from ..results import FORMAT
from ..score.paper import small_shape
from ..score.prefilter import narrowed
from ..vocabulary import ClassSpec
from .bench import Bench, inside_of, lessons_for
from .cluster.crew import Crew, crew_of
from .gauge import Clock, forget_peak, peak_memory_mb, versions
from .setting import Setting, Warm
from .tasks import BlockTask, Executor, Serial

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


def segment(
    config: RunConfig,
    token: CancelToken,
    warm: Warm | None = None,
    executor: Callable[[Bench], Executor] | None = None,
) -> Generator[Any, None, RunResult]:
    """Segment a raster into the named classes.

    Args:
        config: The run.
        token: Asked between steps.
        warm: Networks kept from earlier runs of the same process.
        executor: What does the blocks; by default the workers of `config.cluster`, where it names a scheduler, else one
            after the other at the run's own bench.

    Yields:
        Progress (with `overall` filled in, never falling) and Notes.

    Returns:
        The run's outputs.

    Raises:
        InputError, ModelError, OutputError: in the user's words; nothing half-written lies under an output's name.
        Cancelled: the token was set; the run folder can be resumed.
    """
    with crew_of(config) as crew:
        executor = executor or (crew.hands if crew else Serial)
        return (yield from with_overall(_segment(config, token, warm or Warm(), executor, crew), SHARES))


def _segment(
    config: RunConfig, token: CancelToken, warm: Warm, executor: Callable[[Bench], Executor], crew: Crew | None
) -> Generator[Any, None, RunResult]:
    forget_peak()
    clock = Clock()
    yield Progress("check", f"Reading {Path(config.image).name}", 0, 1)
    setting = Setting.of(config, warm)
    classes, words = setting.classes()
    options = setting.options

    with setting.open() as source:
        area = source.area_block(config.area)
        _check_amount(source, area, options, config.block_px)
        source.refuse_lost(config.area)
        smallest = options.min_area_px
        blocks = plan_blocks(area, config.block_px)
        if not any(inside_of(source, config.area, block, smallest).any() for block in blocks):
            raise source.nothing_in(config.area)
        if options.short_side:
            small_shape(*source.grid.shape, options.short_side)  # refused before anything is imagined
        lessons = lessons_for(config, source, classes)
        method = setting.method()
        kept = find_kept(config.keep, config.out, classes, source.description) if config.keep else None
        recipe = make_recipe(setting, method, classes, words, source, lessons, kept)
        met = (yield from crew.meet(recipe, token)) if crew else []
        run = RunFolder.start(Path(config.out), recipe)
        with run:
            if run.complete is not None:
                yield Note(f"The run in {run.path} was complete; what its end had left behind is removed.")
                return run.complete
            doubted = doubt(config.area, source.grid)
            run.notes.extend([*([Note(doubted, "warning")] if doubted else []), *met])
            run.keep(kept, source.grid)
            yield from [*(Note(text, "warning") for text in source.grid.warnings), *run.notes]
            clock.lap("check")

            yield Progress("load", f"Loading the networks of “{setting.pack.name}”", 0, 1)
            _ = setting.networks  # of an earlier run, where they are the same
            clock.lap("load")

            brief = Brief(classes, words, setting.resolution(source), source, lessons)
            state = yield from _noted(run, method.prepare(brief, token))
            names = [spec.name for spec in classes]
            state, seen = yield from _noted(
                run, narrowed(method, state, source, names, words, options, setting.networks, token)
            )
            run.remember(
                prompts=dict(state.prompts),
                counts=dict(state.counts),
                kinds=dict(zip(names, state.kinds)),
                **state.facts,
                **({"prefilter": seen} if seen else {}),
            )
            clock.lap("prototypes")

            scorer = setting.scorer(source, method, state, len(classes))
            bench = Bench(setting, source, config.area, brief, method, state, scorer)
            encoded, found = yield from _match(bench, run, area, executor(bench), token)
            scorer.store.close()
            run.remember(**scorer.facts)
            clock.lap("match")

            token.check()
            yield Progress("write", "Writing the rasters", 0, 1)
            run.assemble(source, area, classes, config.grid)
            clock.lap("write")

            yield from _polygons(run, config, area, classes, options, token)
            clock.lap("polygons")

            result = run.publish(
                seconds=clock.seconds,
                peak_mb=peak_memory_mb(),
                encoded_windows=encoded,
                kept_windows=found,
                device=setting.device,
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
    bench: Bench, run: RunFolder, area: Block, executor: Executor, token: CancelToken
) -> Generator[Progress | Note, None, tuple[int, int]]:
    """Have every block done that is not finished yet; windows that were encoded, and that were found."""
    blocks = list(plan_blocks(area, bench.setting.config.block_px))  # `_check_amount` has bounded them
    finished = run.finished_blocks()
    todo = [BlockTask(run.recipe, block) for block in blocks if block not in finished]
    windows = {task.block: bench.scorer.count(task.block) for task in todo}
    total, sure, done = sum(windows.values()), 0, 0  # `done` counts windows of blocks that are under way, too
    encoded = found = 0
    notes: dict[str, None] = {}
    if finished:
        yield Note(f"Resumed: {len(finished)} of {len(blocks)} blocks were finished before.")
    for news in executor.run(todo, token):
        if news is None:
            done += 1
            yield Progress("match", f"Matching {done} of {total} windows", done, total)
            continue
        if isinstance(news, Note):
            run.notes.append(news)
            yield news
            continue
        run.put_block(news.block, news.result)
        encoded, found = encoded + news.encoded, found + news.found
        notes.update(dict.fromkeys(news.notes))
        sure += windows[news.block]
        if sure > done:  # nobody has told of the single windows
            done = sure
            yield Progress("match", f"Matching {done} of {total} windows", done, total)
    yield from _noted(run, (Note(text, "warning") for text in notes))
    return encoded, found


def _check_amount(source: Source, area: Block, options: Options, block_px: int) -> None:
    """Refuse what no machine gets through before anything is planned: a raster may say that it has any size.

    Raises:
        InputError: names the number of windows and the most that are possible.
    """
    blocks = (area.rows // block_px + 2) * (area.cols // block_px + 2)
    windows = max(blocks, count_windows(source.grid.shape, area, options.windows, options.stride))
    if windows > MOST_WINDOWS:
        raise InputError(
            f"The area would take {windows:,} windows; {MOST_WINDOWS:,} are the most.",
            "Choose a smaller area, or a coarser ground resolution (gsd_m).",
        )


def _polygons(
    run: RunFolder,
    config: RunConfig,
    area: Block,
    classes: Sequence[ClassSpec],
    options: Options,
    token: CancelToken,
) -> Events[None]:
    """The coverage of polygons, made from the working grid whatever grid the rasters are written on."""
    events = polygonise(
        run.polygon_classes(area),
        run.pending(SEGMENTS),
        [spec.name for spec in classes],
        confidence=run.working_confidence,
        margin=run.working_margin,
        second=run.working_second,
        min_area_px=options.min_area_px,
        simplify_px=options.simplify_px,
        source=Path(config.image).name,
        codes={value: spec.value for value, spec in enumerate(classes, start=1) if spec.value is not None},
        kept=run.kept,
        origin=(area.row, area.col),
        token=token,
    )
    facts = yield from _noted(run, events)
    run.note_vector(facts)
    if run.kept is not None:
        yield from _noted(run, (note for note in run.kept.notes(facts["kept"], facts["cut_off"])))


def make_recipe(
    setting: Setting,
    method: Method,
    classes: Sequence[ClassSpec],
    words: Sequence[tuple[str, ...]],
    source: Source,
    lessons: RasterLabels | None = None,
    kept: Kept | None = None,
) -> dict[str, Any]:
    """Everything that made a run, for its recipe.json; `identity` is what a resumed run must share."""
    config, pack, options = setting.config, setting.pack, setting.options
    resolution = setting.resolution(source)
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
            "device": setting.device,
            **method.identity,
            **({"lessons": lessons.digest} if lessons is not None else {}),
            **({"kept": kept.hash} if kept is not None else {}),
        },
        "format": FORMAT,
        "image": str(Path(config.image).resolve()),
        "request": {k: v for k, v in config.wish().items() if k not in ("image", "out")},
        "preset": config.preset,
        "threads": config.threads,
        "versions": versions(),
        "warnings": list(source.grid.warnings),
    }
