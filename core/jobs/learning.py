"""From a finished run's folder to a lesson: corrected places and places of the map, read from kept features alone."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import OrderedDict, deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..cache.features import WindowMemory
from ..commands import DEFAULT_WAY, WAYS
from ..errors import InputError
from ..files.layers import Layer, read_layer
from ..lattice import Block, Window, plan_blocks, windows_for
from ..methods.base import State
from ..model.device import in_array
from ..outputs.class_list import moved_now, specs_now
from ..outputs.keeping import corrected_now
from ..outputs.kept import Burning, Kept, Strips
from ..progress import CancelToken, Progress
from ..prototypes.calibration import calibration_of
from ..recipe import CLASSES, LAYER, SEGMENTS
from ..results import newest, read_lessons, standing
from ..score.blocks import BlockScorer
from ..teaching.cells import Cells, Space, Terms, centres, check_places, owned
from ..teaching.examples import Examples
from ..teaching.lesson import Lesson
from ..teaching.method import cells_of, cells_with, words_of
from ..teaching.ways import HeldBack, held_back, learned
from ..vocabulary import BACKGROUND, ClassSpec
from .bench import Bench, inside_of

MAP_WINDOWS = 400  # of the whole map, evenly spread, that stand for it: 200,000 cells of the starter pack
FOR_MEANS = 16  # windows whose mean is subtracted where the pack has none
NO_CORRECTIONS = "Nothing to learn from: no polygon of this run is reviewed or was changed by hand."


@dataclass(frozen=True)
class Corrections:
    """What a person has said of a run until now.

    Attributes:
        layer: The newest polygons, all of them.
        kept: Those that a person has looked at or made.
        classes: As they are now.
        moved: For each class that is gone, the id that counts in its place.
        labels: (k,) of `kept` the channel of the machine's scores, -1 where the run did not know the class.
        digest: sha256 of shapes and attributes of `kept`.
    """

    layer: Layer
    kept: Kept
    classes: tuple[ClassSpec, ...]
    moved: dict[int, int]
    labels: np.ndarray
    digest: str

    @property
    def teach(self) -> bool:
        """Whether there is anything to learn from."""
        return bool((self.labels >= 0).any())


def read_corrections(folder: Path, known: int, background: bool, scratch: Path) -> Corrections:
    """What a person has said of a run, to learn from it; arguments as of `corrections_now`.

    Raises:
        InputError: nothing that can be learned from.
    """
    found = corrections_now(folder, known, background, scratch)
    if not found.teach:
        raise nothing_to_learn()
    return found


def nothing_to_learn() -> InputError:
    """What to tell where nobody has corrected anything."""
    return InputError(NO_CORRECTIONS, "Review some polygons first: give each its class, or accept it.")


def corrections_now(folder: Path, known: int, background: bool, scratch: Path) -> Corrections:
    """What a person has said of a run; maybe nothing.

    Args:
        folder: Of the run.
        known: How many classes it was made with.
        background: Whether a place may be of none of them.
        scratch: A folder for copies.
    """
    raster = newest(folder, CLASSES)
    classes = tuple(specs_now(raster))
    layer = read_layer(newest(folder, SEGMENTS), LAYER, scratch)
    kept = corrected_now(folder, classes, layer, scratch)
    ids = kept.fields["class_id"].values.astype(np.int64)
    labels = np.where((ids <= known) & ((ids > 0) | background), ids, -1)
    return Corrections(layer, kept, classes, moved_now(raster), labels, kept.hash)


def standing_way(folder: Path) -> str:
    """The way of the lesson that holds of a run now; "" where there is none."""
    steps = standing(read_lessons(folder))
    return str(steps[-1].get("way") or "") if steps else ""


def chosen_way(way: str) -> str:
    """The way that is meant.

    Raises:
        InputError: there is none of that name.
    """
    if way and way not in WAYS:
        raise InputError(f"There is no way of teaching called “{way}”.", f"Use {' or '.join(WAYS)}.")
    return way or DEFAULT_WAY


def check_keeps(bench: Bench) -> None:
    """Raise InputError where a run keeps nothing that could be scored again."""
    if bench.setting.options.short_side:
        raise InputError("Paper mode keeps no features, so that nothing can be taught.", "Run it with another preset.")


def terms_of(bench: Bench) -> Terms:
    """What holds of all places of a run."""
    members, words = words_of(bench.method, bench.state)
    names = (BACKGROUND, *(spec.name for spec in bench.brief.classes))
    options = bench.setting.options
    return Terms(options.temperature, options.background, names, members, words)


def windows_of(bench: Bench, block: Block) -> list[Window]:
    """Those that touch a block, without what refinement looks at beyond it."""
    options = bench.setting.options
    return windows_for(bench.source.grid.shape, block, options.windows, options.stride)


def missing_windows(bench: Bench, area: Block, token: CancelToken) -> tuple[int, int]:
    """How many of a run's windows would have to be encoded again, and how many there are."""
    options, store = bench.setting.options, bench.scorer.store
    missing = {w for w in windows_of(bench, bench.scorer.field(area)) if not store.has(w)}
    if not missing:
        return 0, len(windows_of(bench, bench.scorer.field(area)))
    needed: set[Window] = set()
    for block in plan_blocks(area, bench.setting.config.block_px):
        token.check()
        if inside_of(bench.source, bench.area, block, options.min_area_px).any():
            needed.update(windows_of(bench, bench.scorer.field(block)))
    without = sum(1 for window in sorted(missing & needed) if bench.source.read(window)[1].any())
    return without, len(needed)


Seen = tuple[Cells, tuple[int, int]]  # all cells of a window, and their rows and columns


@dataclass(frozen=True)
class Own:
    """A window's own cells, row-major, and where their middles lie: rows (h,) and columns (w,) of the grid's pixels."""

    cells: Cells
    rows: np.ndarray
    cols: np.ndarray

    def under(self, under: Callable[[Block], np.ndarray]) -> np.ndarray:
        """What each cell lies under, (h * w,), given what the pixels of a block do."""
        row, col = int(self.rows[0]), int(self.cols[0])
        block = Block(row, col, int(self.rows[-1]) + 1 - row, int(self.cols[-1]) + 1 - col)
        return under(block)[np.ix_(self.rows - row, self.cols - col)].ravel()


@dataclass(frozen=True)
class Reader:
    """Reads windows of a run as cells.

    Attributes:
        bench: The run's.
        space: How its features are compared.
        encode: Whether windows that are not kept are encoded.
        words: Whether what each word says is read, too.
        most: Windows whose cells stay in memory, for who asks again; so do what is kept of the newest ones.
    """

    bench: Bench
    space: Space
    encode: bool = False
    words: bool = False
    most: int = 0
    _memory: OrderedDict[Window, Seen] = field(default_factory=OrderedDict)
    _arrays: WindowMemory = field(default_factory=WindowMemory)
    _own: dict[Window, Own] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @classmethod
    def of(
        cls, bench: Bench, spread: Sequence[Window], encode: bool = False, words: bool = False, most: int = 0
    ) -> Reader:
        """A reader; centred by the pack's means, else by those of some windows of the map.

        Raises:
            InputError: what the method keeps has no places.
        """
        listed = {e["name"]: float(e.get("weight", 1.0)) for e in bench.setting.pack.manifest["extractors"]}
        calibration = calibration_of(bench.setting.pack)
        means = {name: calibration[f"{name}.mean"] for name in listed if f"{name}.mean" in calibration}
        reader = cls(bench, Space(), encode)
        some = []
        for window in spread[:: max(1, len(spread) // FOR_MEANS)]:
            features = reader.features(window)
            if features is not None:
                some.append(bench.method.kept(features))
                check_places(some[-1])
        names = set(some[0]) if some else set()
        weights = {name: weight for name, weight in listed.items() if name in names}
        total = sum(weights.get(name, 1.0) for name in names) or 1.0
        shares = {name: weights.get(name, 1.0) / total for name in names}
        space = Space(shares, {name: mean for name, mean in means.items() if name in names}).centred_by(some)
        return cls(bench, space, encode, words, most)

    def with_state(self, state: State) -> Reader:
        """The same reader of what another state says; what is kept of windows is read once for both."""
        bench = replace(self.bench, state=state)
        return replace(self, bench=bench, _memory=OrderedDict(), _own={}, _lock=threading.Lock())

    def scores(self, window: Window, size: int) -> np.ndarray | None:
        """What the machine says of a window, (1 + C, size, size) float32; None where it is not kept."""
        features = self.features(window)
        return None if features is None else in_array(self.bench.method.score([features], self.bench.state, size)[0])

    def scored_anew(self, window: Window, before: Reader) -> Seen | None:
        """As `cells`, with the vectors that another reader of the same windows has at hand."""
        seen, features = before.cells(window), self.features(window)
        if seen is None or features is None:
            return None
        cells, grid = seen
        return cells_with(cells.vectors, grid, self.bench.method, self.bench.state, features, self.words), grid

    def cells(self, window: Window) -> Seen | None:
        """All cells of a window, and their rows and columns; None where it is not kept, or shows nothing."""
        with self._lock:
            found = self._memory.get(window)
        if found is None:
            features = self.features(window)
            if features is None:
                return None
            found = cells_of(self.bench.method, self.space, self.bench.state, features, self.words)
            with self._lock:
                if self.most:
                    self._memory[window] = found
                while len(self._memory) > self.most:
                    self._memory.popitem(last=False)
        return found

    def features(self, window: Window) -> Any:
        """What the method sees in a window; None where it is not kept, or shows nothing."""
        bench, scorer = self.bench, self.bench.scorer
        if self.encode and isinstance(scorer, BlockScorer):
            return scorer.features([window])[0].get(0)
        arrays = self._arrays.get(window)
        if arrays is None:
            arrays = scorer.store.get(window)
            if arrays is not None and self.most:
                self._arrays.put(window, arrays)
        return None if arrays is None else bench.method.restored(arrays)

    def own(self, window: Window) -> Own | None:
        """The cells of a window that are its own, so that each place counts once; None where there are none."""
        with self._lock:
            known = self._own.get(window)
        if known is not None:
            return known
        seen = self.cells(window)
        if seen is None:
            return None
        cells, shape = seen
        mine = owned(window, shape, self.bench.source.grid.shape, self.bench.setting.options.stride)
        rows, cols = (at[use] for at, use in zip(centres(window, shape), (mine.any(1), mine.any(0))))
        return Own(cells.take(np.flatnonzero(mine)), rows, cols) if mine.any() else None

    def remember(self, window: Window, own: Own) -> None:
        """Keep a window's own cells for who asks again."""
        with self._lock:
            self._own[window] = own

    def read(
        self, windows: Sequence[Window], under: Callable[[Block], np.ndarray], token: CancelToken
    ) -> Iterator[tuple[Own, np.ndarray] | None]:
        """Each window's own cells, and what each lies under; None where it has none.

        Args:
            windows: In the order of the results.
            under: What each pixel of a block lies under, integers (rows, cols), -1 for nothing. Thread-safe.
            token: Asked between windows.
        """

        def one(window: Window) -> tuple[Own, np.ndarray] | None:
            token.check()
            own = self.own(window)
            return None if own is None else (own, own.under(under).astype(np.int64))

        if all(window in self._own for window in windows):  # what is at hand takes less than handing it to threads
            yield from map(one, windows)
        else:
            yield from self.each(one, windows)

    def each(self, do: Callable[[Window], Any], windows: Sequence[Window]) -> Iterator[Any]:
        """What is done with each window, in their order; a few at a time, in threads."""
        threads = self.bench.setting.threads
        with ThreadPoolExecutor(threads, thread_name_prefix="cells") as pool:
            waiting: deque[Future[Any]] = deque()
            try:
                for window in windows:
                    waiting.append(pool.submit(do, window))
                    if len(waiting) > 2 * threads:
                        yield waiting.popleft().result()
                while waiting:
                    yield waiting.popleft().result()
            finally:
                for future in waiting:
                    future.cancel()


def spread_windows(bench: Bench, area: Block) -> list[Window]:
    """At most `MAP_WINDOWS` of a map's windows, evenly spread."""
    every = windows_of(bench, area)
    count = min(len(every), MAP_WINDOWS)
    return [every[k * len(every) // count] for k in range(count)]


def map_cells(reader: Reader, windows: Sequence[Window], token: CancelToken) -> Generator[Progress, None, Cells]:
    """Places of the map that stand for it.

    Raises:
        InputError: nothing of the map is kept.
    """
    bench = reader.bench

    def inside(block: Block) -> np.ndarray:
        return np.where(bench.source.valid(block) & bench.source.area_mask(bench.area, block), 0, -1)

    found: dict[Window, tuple[Own, np.ndarray]] = {}
    for window, read in zip(windows, reader.read(windows, inside, token)):
        yield Progress("prototypes", "Looking at the map", len(found), len(windows))
        if read is not None:
            found[window] = read
    use = np.concatenate([np.zeros(0, bool), *(lies >= 0 for _, lies in found.values())])
    if not use.any():
        raise InputError("Nothing of this run's features is kept any more.", "Run it again, then teach it.")
    every, first = Cells.joined([own.cells for own, _ in found.values()]), 0
    for window, (own, lies) in found.items():  # corrections lie in them, too, and they are not read twice
        reader.remember(window, replace(own, cells=every.take(slice(first, first + len(lies)))))
        first += len(lies)
    return every if use.all() else every.take(np.flatnonzero(use))


def examples_of(
    reader: Reader, corrections: Corrections, burning: Burning, area: Block, token: CancelToken
) -> Generator[Progress, None, Examples]:
    """Places under what a person has looked at or made.

    Args:
        reader: Of the run.
        corrections: Of the run.
        burning: All that is kept of them, on the run's grid.
        area: Of the run.
        token: Asked between windows.

    Raises:
        InputError: none of it lies on a kept part of the map.
    """
    bench = reader.bench
    use = np.flatnonzero(corrections.labels >= 0)
    burning = burning.only(use)
    windows = [w for w in windows_of(bench, area) if burning.touches(w.block)]
    numbers = Strips(bench.source.grid.block, burning.numbers)
    parts = []
    for done, read in enumerate(reader.read(windows, numbers.of, token)):
        yield Progress("prototypes", "Looking at the corrections", done, len(windows))
        if read is not None and (inside := np.flatnonzero(read[1] >= 0)).size:
            parts.append((read[0].cells.take(inside), read[1][inside]))
    if not parts:
        raise InputError(NO_CORRECTIONS, "Review polygons that are larger than a few pixels.")
    return Examples.of(parts, corrections.labels[use])


def lesson_of(way: str, examples: Examples, map_: Cells, terms: Terms) -> tuple[Lesson, HeldBack]:
    """What is learned from all corrections, and how well the same way does on corrections that it has not seen."""
    return learned(way, examples, map_, terms), held_back(way, examples, map_, terms)


def digest_of(corrections: Corrections, way: str, recipe: dict[str, Any], support: dict[str, Any]) -> str:
    """What decides a generation: corrections, way, what made the run, and what is chosen of its support sets."""
    parts = [corrections.digest, way, recipe["identity"], *([support] if support else [])]
    made = json.dumps(parts, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(made.encode()).hexdigest()
