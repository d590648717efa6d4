"""Rough answers for the part of a map that is on a screen: what is read of a run once, and coarse class rasters.

Nothing is encoded, nothing is refined, polygons are not made, and no run is written into.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import InputError
from ..files.class_raster import STRIP, Frame, class_dtype, class_writer
from ..files.layers import publish
from ..lattice import Block, Window
from ..outputs.kept import Burning
from ..progress import CancelToken, Events, Progress
from ..raster.grid import WorkingGrid
from ..recipe import RECIPE, SEGMENTS, read_recipe
from ..results import newest
from ..score.canvas import ScoreCanvas
from ..score.decide import decide
from ..support import support_plain
from ..teaching.cells import Cells
from ..teaching.lesson import Lesson
from ..teaching.ways import learned
from ..vocabulary import ClassSpec
from .bench import Bench, inside_of, rebuild
from .choosing import Chosen
from .learning import (
    Corrections,
    Reader,
    check_keeps,
    corrections_now,
    examples_of,
    map_cells,
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
    """What a person has said, and what was learned from it.

    Attributes:
        lesson: Of the scores; None where nothing is learned.
        polygons: From how many.
        burning: What a person has looked at or made, in rasters.
        classes: As they are now, in the order of their ids.
    """

    lesson: Lesson | None
    polygons: int
    burning: Burning
    classes: tuple[ClassSpec, ...]


@dataclass
class Opened:
    """What was read of a run for an earlier question of the same process, and stays open.

    Attributes:
        key: The run's recipe, when it was written, whether words are read, and what holds of its support sets.
        recipe: Of the run.
        bench: Of the run.
        reader: Of its kept features.
        lessons: What was learned, by the polygons' file, when it was written, and the way; the last one only.
        states: What others ask about, by what it depends on; see `rescore_rough`.
    """

    key: tuple[str, int, bool, str]
    recipe: Mapping[str, Any]
    bench: Bench
    reader: Reader
    lessons: dict[tuple[str, int, int, str], Learned]
    states: dict[str, Any] = field(default_factory=dict)
    _map: list[Cells] = field(default_factory=list)

    def map(self, token: CancelToken) -> Events[Cells]:
        """Places of the map that stand for it."""
        if not self._map:
            windows = spread_windows(self.bench, self.bench.source.area_block(self.bench.area))
            self._map.append((yield from map_cells(self.reader, windows, token)))
        return self._map[0]


@dataclass(frozen=True)
class Sheet:
    """Coarse classes of a part.

    Attributes:
        classes: Ids (rows, cols).
        block: Which coarse pixels these are.
        pixel: Working pixels to one of them.
        inside: Which of them hold anything, bool (rows, cols).
        windows: Of the part.
        missing: How many of these are not kept.
    """

    classes: np.ndarray
    block: Block
    pixel: int
    inside: np.ndarray
    windows: int
    missing: int


def open_run(folder: Path, words: bool, warm: Warm, token: CancelToken, pack: str) -> Events[Opened]:
    """A run's bench and reader, from the question before where it was about the same run."""
    file, chosen = folder / RECIPE, Chosen.now(folder)
    support = json.dumps(support_plain(chosen.support), sort_keys=True)
    key = (str(file), file.stat().st_mtime_ns if file.exists() else 0, words, support)
    if isinstance(warm.taught, Opened) and warm.taught.key == key:
        return warm.taught
    yield Progress("check", f"Reading the recipe of {folder.name}", 0, 1)
    recipe = read_recipe(folder, "fingerprint", "options", "pack", "raster", "words", "device", "method")
    bench = yield from rebuild(recipe, warm, token, pack, chosen)
    try:
        check_keeps(bench)
        windows = spread_windows(bench, bench.source.area_block(bench.area))
        warm.taught = Opened(key, recipe, bench, Reader.of(bench, windows, words=words, most=REMEMBERED), {})
    except BaseException:
        bench.__exit__()
        raise
    return warm.taught


def learn(
    opened: Opened,
    folder: Path,
    way: str,
    scratch: Path,
    token: CancelToken,
    read: Callable[..., Corrections] = corrections_now,
) -> Events[Learned]:
    """What is learned in a way, of nothing in the way ""; from the question before where nobody has corrected since."""
    bench, file = opened.bench, newest(folder, SEGMENTS)
    log = file.with_name(file.name + "-wal")
    times = [path.stat().st_mtime_ns if path.exists() else 0 for path in (file, log)]
    key = (str(file), times[0], times[1], way)
    if key not in opened.lessons:
        corrections = read(folder, len(bench.brief.classes), bench.setting.options.background, scratch)
        burning = Burning(corrections.kept, bench.source.grid.transform)
        lesson, polygons = None, 0
        if way and corrections.teach:
            area = bench.source.area_block(bench.area)
            map_ = yield from opened.map(token)  # first: the corrections are looked up in what it has read
            examples = yield from examples_of(opened.reader, corrections, burning, area, token)
            before = next((known.lesson for (*_, asked), known in opened.lessons.items() if asked == way), None)
            lesson = learned(way, examples, map_, terms_of(bench), before)
            polygons = examples.polygons
        opened.lessons.clear()
        opened.lessons[key] = Learned(lesson, polygons, burning, corrections.classes)
    return opened.lessons[key]


def part_of(grid: WorkingGrid, part: tuple[float, float, float, float]) -> Block:
    """The working pixels of a part: left, bottom, right and top in the raster's coordinate system.

    Raises:
        InputError: it lies beside the raster, or is larger than `LARGEST`.
    """
    block = grid.block_of(*part)
    if block is None:
        raise InputError("This part of the map lies beside the run's raster.", "Show another part of it.")
    if max(block.rows, block.cols) > LARGEST:
        raise InputError(f"This part of the map is larger than {LARGEST:,} pixels.", "Zoom in, or teach the whole run.")
    return block


def step_of(bench: Bench) -> int:
    """Working pixels to a pixel of an answer."""
    o = bench.setting.options
    return next(k for k in (COARSEST, 2, 1) if all(v % k == 0 for v in (*o.windows, o.stride)))


Scores = tuple[np.ndarray, ...]  # of a window, each (1 + C, side, side) float32


def sheets(
    opened: Opened, one: Callable[[Window, int], Scores | None], count: int, block: Block, token: CancelToken
) -> Events[list[Sheet]]:
    """Coarse classes of a part, of several kinds of scores.

    Args:
        opened: The run.
        one: Scores of a window in so many pixels a side, `count` of them; None where it is not kept.
        count: Kinds of scores.
        block: The part, working pixels.
        token: Asked between windows.
    """
    bench = opened.bench
    o, grid, step = bench.setting.options, bench.source.grid, step_of(bench)
    coarse = _shrunk(block, step)
    canvases = [ScoreCanvas(coarse, len(bench.brief.classes) + 1, o.blend) for _ in range(count)]
    windows = windows_of(bench, block)
    missing = 0

    def asked(window: Window) -> Scores | None:
        token.check()
        return one(window, window.size // step)

    for done, (window, scores) in enumerate(zip(windows, opened.reader.each(asked, windows))):
        yield Progress("match", "Looking at what is on the screen", done, len(windows))
        if scores is None:
            missing += 1
            continue
        small = Window(window.row // step, window.col // step, window.size // step, window.scale)
        for canvas, said in zip(canvases, scores):
            canvas.add(small, said)
    within = Block(coarse.row * step, coarse.col * step, coarse.rows * step, coarse.cols * step).intersect(grid.block)
    here = inside_of(bench.source, bench.area, within or block, o.min_area_px)[::step, ::step]
    inside = canvases[0].covered.copy()
    inside[: here.shape[0], : here.shape[1]] &= here
    found = [decide(c.result(inside), inside, o.temperature, o.background, o.threshold).classes for c in canvases]
    return [Sheet(classes, coarse, step, inside, len(windows), missing) for classes in found]


def changed(one: Sheet, other: Sheet) -> float:
    """The share of a part that differs between two sheets of it."""
    return float((one.classes != other.classes).sum() / max(int(one.inside.sum()), 1))


def write_sheet(sheet: Sheet, learned: Learned, grid: WorkingGrid, target: Path, scratch: Path) -> None:
    """Write a sheet with what a person said on top as a GeoTIFF: class ids, with colours.

    Raises:
        OutputError: it cannot be written.
    """
    classes = _burnt(sheet, learned.burning, learned.classes)
    frame = Frame(classes.shape[0], classes.shape[1], _coarse(grid, sheet.block, sheet.pixel), grid.crs)
    with class_writer(scratch / target.name, frame, learned.classes) as writer:
        for row in range(0, frame.rows, STRIP):
            writer.write(classes[row : row + STRIP])
    publish([(scratch / target.name, target)], scratch)


def _burnt(sheet: Sheet, burning: Burning, listed: Sequence[ClassSpec]) -> np.ndarray:
    """Coarse classes with what a person said of the middle of each pixel; nodata stays."""
    coarse, step = sheet.block, sheet.pixel
    wide = Block(coarse.row * step, coarse.col * step, coarse.rows * step, coarse.cols * step)
    said = burning.classes(wide)[step // 2 :: step, step // 2 :: step]
    out = sheet.classes.astype(class_dtype(len(listed)))
    nodata = sheet.classes == np.iinfo(sheet.classes.dtype).max
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
