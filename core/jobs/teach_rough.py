"""What teaching would make of the part of the map that is on the screen: at once, without refinement, into no run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from ..errors import InputError
from ..files.class_raster import STRIP, Frame, class_dtype, class_writer
from ..files.layers import publish, refuse_existing, scratch_folder
from ..lattice import Block, Window
from ..outputs.kept import Burning
from ..progress import CancelToken, Events, Progress
from ..raster.grid import WorkingGrid
from ..recipe import RECIPE, SEGMENTS, read_recipe
from ..results import newest
from ..score.canvas import ScoreCanvas
from ..score.decide import decide
from ..teaching import ways
from ..teaching.cells import Cells
from ..teaching.lesson import Lesson
from ..teaching.method import rough_scores
from ..vocabulary import ClassSpec
from .bench import Bench, inside_of, rebuild
from .learning import (
    Reader,
    check_keeps,
    chosen_way,
    examples_of,
    map_cells,
    read_corrections,
    spread_windows,
    terms_of,
    windows_of,
)
from .setting import Warm

COARSEST = 4  # working pixels to a pixel of the answer, where windows and stride allow it
REMEMBERED = 96  # windows, about 150 MB with the starter pack: what a screen shows
LARGEST = 4096  # working pixels of a side


@dataclass(frozen=True)
class Learned:
    """What was learned.

    Attributes:
        lesson: Of the scores.
        polygons: From how many.
        burning: What a person has looked at or made, in rasters.
        classes: As they are now, in the order of their ids.
    """

    lesson: Lesson
    polygons: int
    burning: Burning
    classes: tuple[ClassSpec, ...]


@dataclass
class Opened:
    """What was read of a run for an earlier question of the same process, and stays open.

    Attributes:
        key: The run's recipe, when it was written, and whether words are read.
        bench: Of the run.
        reader: Of its kept features.
        map: Places of it.
        lessons: What was learned, by the polygons' file, when it was written, and the way; the last one only.
    """

    key: tuple[str, int, bool]
    bench: Bench
    reader: Reader
    map: Cells
    lessons: dict[tuple[str, int, int, str], Learned]


def teach_rough(
    run: str | Path,
    out: str | Path,
    part: tuple[float, float, float, float],
    token: CancelToken,
    way: str = "",
    warm: Warm | None = None,
    pack: str = "",
) -> Events[dict[str, Any]]:
    """What a run would say of a part of its map if it were taught what is reviewed now.

    Nothing is encoded and nothing is refined; polygons are not made. What a person has corrected is as they said.

    Args:
        run: Folder of a finished run.
        out: The GeoTIFF to write: class ids, with colours, nodata where nothing is kept.
        part: Left, bottom, right and top in the raster's coordinate system.
        token: Asked between windows.
        way: One of `commands.WAYS`; "" for the usual one.
        warm: What was read for earlier questions stays in it. A raster that changes between them is noticed with the
            next run's first one.
        pack: As for `explain`.

    Returns:
        `path`; `windows` of the part and `missing`: those that are not kept; `corrections`: polygons that it learned
        from; `changed`: share of the part with another class than without teaching; `pixel`: working pixels to one of
        the answer; `text` and `strength` as those of `teach`; `way`.

    Raises:
        InputError: no corrections, a part beside the raster, or more than 4,096 working pixels wide or high.
        OutputError: `out` is there already, or cannot be written.
    """
    way, target = chosen_way(way), Path(out)
    refuse_existing(target)
    opened = yield from _opened(Path(run), way == "limits", warm or Warm(), token, pack)
    grid = opened.bench.source.grid
    block = grid.block_of(*part)
    if block is None:
        raise InputError("This part of the map lies beside the run's raster.", "Show another part of it.")
    if max(block.rows, block.cols) > LARGEST:
        raise InputError(f"This part of the map is larger than {LARGEST:,} pixels.", "Zoom in, or teach the whole run.")
    with threadpool_limits(1), scratch_folder(target) as scratch:
        learned = yield from _learned(opened, Path(run), way, scratch, token)
        found = yield from _scored(opened, learned, block, token)
        rows, cols = found["classes"].shape
        frame = Frame(rows, cols, _coarse(grid, found["block"], found["pixel"]), grid.crs)
        with class_writer(scratch / target.name, frame, learned.classes) as writer:
            for row in range(0, frame.rows, STRIP):
                writer.write(found["classes"][row : row + STRIP])
        publish([(scratch / target.name, target)], scratch)
    yield Progress("match", "Done", 1, 1)
    said = {key: found[key] for key in ("windows", "missing", "changed", "pixel")}
    lesson = learned.lesson
    told = {"corrections": learned.polygons, "text": lesson.text, "strength": lesson.strength, "way": way}
    return {"path": str(target), **said, **told}


def _opened(folder: Path, words: bool, warm: Warm, token: CancelToken, pack: str) -> Events[Opened]:
    """The run's bench and places of its map, from the question before where it was about the same run."""
    file = folder / RECIPE
    key = (str(file), file.stat().st_mtime_ns if file.exists() else 0, words)
    if isinstance(warm.taught, Opened) and warm.taught.key == key:
        return warm.taught
    yield Progress("check", f"Reading the recipe of {folder.name}", 0, 1)
    recipe = read_recipe(folder, "fingerprint", "options", "pack", "raster", "words", "device", "method")
    bench = yield from rebuild(recipe, warm, token, pack)
    try:
        check_keeps(bench)
        windows = spread_windows(bench, bench.source.area_block(bench.area))
        reader = Reader.of(bench, windows, words=words, most=REMEMBERED)
        warm.taught = Opened(key, bench, reader, (yield from map_cells(reader, windows, token)), {})
    except BaseException:
        bench.__exit__()
        raise
    return warm.taught


def _learned(opened: Opened, folder: Path, way: str, scratch: Path, token: CancelToken) -> Events[Learned]:
    """What is learned; from the question before where nobody has corrected since."""
    bench, file = opened.bench, newest(folder, SEGMENTS)
    log = file.with_name(file.name + "-wal")
    times = [path.stat().st_mtime_ns if path.exists() else 0 for path in (file, log)]
    key = (str(file), times[0], times[1], way)
    if key not in opened.lessons:
        known = len(bench.brief.classes)
        corrections = read_corrections(folder, known, bench.setting.options.background, scratch)
        area = bench.source.area_block(bench.area)
        examples = yield from examples_of(opened.reader, corrections, area, token)
        before = next((known.lesson for (*_, asked), known in opened.lessons.items() if asked == way), None)
        lesson = ways.learned(way, examples, opened.map, terms_of(bench), before)
        opened.lessons.clear()
        burning = Burning(corrections.kept, bench.source.grid.transform)
        opened.lessons[key] = Learned(lesson, examples.polygons, burning, corrections.classes)
    return opened.lessons[key]


def _scored(opened: Opened, learned: Learned, block: Block, token: CancelToken) -> Events[dict[str, Any]]:
    """Coarse classes of a part, with what was learned."""
    bench = opened.bench
    o, grid = bench.setting.options, bench.source.grid
    step = next(k for k in (COARSEST, 2, 1) if all(v % k == 0 for v in (*o.windows, o.stride)))
    coarse = _shrunk(block, step)
    canvas = ScoreCanvas(coarse, len(bench.brief.classes) + 1, o.blend)
    before = ScoreCanvas(coarse, len(bench.brief.classes) + 1, o.blend)
    windows = windows_of(bench, block)
    missing = 0

    def one(window: Window) -> tuple[np.ndarray, np.ndarray] | None:
        token.check()
        seen = opened.reader.cells(window)
        return None if seen is None else rough_scores(learned.lesson, *seen, window.size // step)

    for done, (window, scores) in enumerate(zip(windows, opened.reader.each(one, windows))):
        yield Progress("match", "Looking at what is on the screen", done, len(windows))
        if scores is None:
            missing += 1
            continue
        small = Window(window.row // step, window.col // step, window.size // step, window.scale)
        for sheet, said in zip((before, canvas), scores):
            sheet.add(small, said)
    within = Block(coarse.row * step, coarse.col * step, coarse.rows * step, coarse.cols * step).intersect(grid.block)
    here = inside_of(bench.source, bench.area, within or block, o.min_area_px)[::step, ::step]
    inside = canvas.covered.copy()
    inside[: here.shape[0], : here.shape[1]] &= here
    then, now = (decide(c.result(inside), inside, o.temperature, o.background, o.threshold) for c in (before, canvas))
    changed = float((then.classes != now.classes).sum() / max(int(inside.sum()), 1))
    facts = {"windows": len(windows), "missing": missing, "changed": changed, "pixel": step}
    return {"classes": _burnt(now.classes, learned, coarse, step), "block": coarse, **facts}


def _burnt(classes: np.ndarray, learned: Learned, coarse: Block, step: int) -> np.ndarray:
    """Coarse classes with what a person said of the middle of each pixel; nodata stays."""
    wide = Block(coarse.row * step, coarse.col * step, coarse.rows * step, coarse.cols * step)
    said = learned.burning.classes(wide)[step // 2 :: step, step // 2 :: step]
    out = classes.astype(class_dtype(len(learned.classes)))
    nodata = classes == np.iinfo(classes.dtype).max
    out[nodata] = np.iinfo(out.dtype).max
    return np.where((said >= 0) & ~nodata, said, out).astype(out.dtype)


def _shrunk(block: Block, step: int) -> Block:
    """The coarse pixels that hold a block's."""
    row, col = block.row // step, block.col // step
    bottom, right = (-(-stop // step) for stop in block.stop)
    return Block(row, col, bottom - row, right - col)


def _coarse(grid: WorkingGrid, block: Block, step: int) -> tuple[float, ...]:
    """The transform of coarse pixels."""
    first = Block(block.row * step, block.col * step, 1, 1)
    a, b, c, d, e, f = grid.transform_of(first)[:6]
    return a * step, b * step, c, d * step, e * step, f
