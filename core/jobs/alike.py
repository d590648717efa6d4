"""What looks alike around a place of a finished run: the connected piece whose kept features are like those there.

Nothing is encoded: it answers a hand that moves. Where a window's features are not kept, the piece ends.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..cache.features import Features, FeaturesStore, WindowMemory
from ..errors import InputError
from ..lattice import Block, Window, windows_for
from ..options import Options
from ..outputs.piece import piece_around
from ..progress import CancelToken, Events, Progress
from ..raster.grid import WorkingGrid
from ..recipe import RECIPE, read_recipe
from ..score.canvas import ScoreCanvas, window_weight
from ..score.paper import enlarged
from .bench import open_again, setting_of
from .setting import Warm

REACH_PX = 384  # of the working grid, in each direction from the place: what a map shows around it, in time
AROUND_PX = 8  # what lies so near is the place itself: one pixel's features are noise
SPECK_PX = 24  # pixels of the working grid; smaller holes are filled


@dataclass(frozen=True)
class Kept:
    """What is kept of a run, read again and again while people ask about the same one.

    Attributes:
        key: The run's recipe, and when it was written.
        grid: Of the run's raster.
        store: Features of its windows.
        memory: Those that were read already.
        options: Of the run.
        asked: Likeness to the last place, windows and found: the wheel changes the level alone.
    """

    key: tuple[str, int]
    grid: WorkingGrid
    store: FeaturesStore
    memory: WindowMemory
    options: Options
    asked: dict[Block, tuple[np.ndarray, int, int]] = field(default_factory=dict)

    def features(self, window: Window) -> Features | None:
        """Arrays (1, D, h, w) of a window by name; None where there are none, or none with places."""
        found = self.memory.get(window)
        if found is None:
            found = self.store.get(window)
            if found is None or not all(values.ndim == 4 for values in found.values()):
                return None
            self.memory.put(window, found)
        return found


def alike(
    run: str | Path, x: float, y: float, level: float, token: CancelToken, warm: Warm | None = None, pack: str = ""
) -> Events[dict[str, Any]]:
    """The connected piece around a place that looks like it.

    Args:
        run: Folder of a finished run.
        x: In the raster's coordinate system (a column, where it has none).
        y: Likewise.
        level: How much may belong, 0 to 1: 0 what is as like as the pixels right around the place, 1 all that is more
            like it than the mean of its surroundings is.
        token: Asked between windows.
        warm: What was read and loaded for earlier questions of the same process; a raster that changes between them
            is noticed with the next run's first one.
        pack: As for `explain`.

    Yields:
        Progress and notes.

    Returns:
        `kept`, whether there are features at the place; `wkt`, the piece in the raster's coordinates, a polygon
        with holes ("" where nothing is kept); `windows` and `found`: how many lie around, and how many are kept.

    Raises:
        InputError: no finished run, a place outside of it, or its raster has changed.
        ModelError: its pack is not here, or is another version.
    """
    kept = yield from _opened(Path(run), warm or Warm(), pack)
    grid = kept.grid
    pixel = grid.pixel_at(x, y)
    if pixel is None:
        raise InputError(f"The place {x:g}, {y:g} lies outside the raster.", "Give it in the raster's own coordinates.")
    wide = Block(pixel.row - REACH_PX, pixel.col - REACH_PX, 2 * REACH_PX + 1, 2 * REACH_PX + 1)
    block = wide.intersect(grid.block) or pixel
    likeness, windows, found = kept.asked.get(pixel) or _likeness(kept, pixel, block, token)
    kept.asked.clear()
    if likeness is not None:
        kept.asked[pixel] = likeness, windows, found
    answer = {"kept": likeness is not None, "wkt": "", "windows": windows, "found": found}
    if likeness is not None:
        here = pixel.row - block.row, pixel.col - block.col
        answer["wkt"] = piece_around(_near_enough(likeness, here, level), here, grid.transform_of(block), SPECK_PX)
    yield Progress("match", "Found what looks alike", 1, 1)
    return answer


def _opened(folder: Path, warm: Warm, pack: str) -> Events[Kept]:
    """The run's raster and store, from the question before where it was about the same run."""
    recipe_file = folder / RECIPE
    key = (str(recipe_file), recipe_file.stat().st_mtime_ns if recipe_file.exists() else 0)
    if isinstance(warm.opened, Kept) and warm.opened.key == key:
        return warm.opened
    yield Progress("check", f"Reading the recipe of {folder.name}", 0, 1)
    recipe = read_recipe(folder, "fingerprint", "options", "pack", "raster", "words")
    setting = setting_of(recipe, warm, pack)
    source = open_again(recipe, setting)
    source.close()  # nothing of it is read here
    key_of_features = {"raster": source.fingerprint, **setting.method().feature_key}
    store = FeaturesStore.open(setting.options.store_gb, key_of_features)
    warm.opened = Kept(key, source.grid, store, WindowMemory(), setting.options)
    return warm.opened


def _likeness(kept: Kept, pixel: Block, block: Block, token: CancelToken) -> tuple[np.ndarray | None, int, int]:
    """Mean cosine (rows, cols) float32 to the place, NaN where nothing is kept; None where nothing is kept there."""
    o = kept.options
    if o.short_side:  # paper mode keeps nothing
        return None, 0, 0
    windows = [w for w in windows_for(kept.grid.shape, block, o.windows, o.stride) if w.scale == 0]
    over = [w for w in windows if w.block.intersect(pixel)]
    best = max(over, key=lambda w: float(window_weight(w.size, "hann")[pixel.row - w.row, pixel.col - w.col]))
    there = kept.features(best)
    if there is None:
        return None, len(windows), 0
    place = _at(there, best, pixel)
    canvas, found = ScoreCanvas(block, 1, "hann"), 0
    for window in windows:
        token.check()
        features = there if window == best else kept.features(window)
        if features is not None:
            found += 1
            canvas.add(window, _cosines(features, place, window)[None])
    return np.where(canvas.covered, canvas.result(canvas.covered)[0], np.nan), len(windows), found


def _at(features: Mapping[str, np.ndarray], window: Window, pixel: Block) -> dict[str, np.ndarray]:
    """Each array's mean vector (D,) of the cells around a pixel."""
    found = {}
    for name, values in features.items():
        h, w = values.shape[-2:]
        row, col = (pixel.row - window.row) * h // window.size, (pixel.col - window.col) * w // window.size
        around = values[0, :, max(0, row - 1) : row + 2, max(0, col - 1) : col + 2].astype(np.float32)
        found[name] = around.mean(axis=(1, 2))
    return found


def _cosines(features: Mapping[str, np.ndarray], place: Mapping[str, np.ndarray], window: Window) -> np.ndarray:
    """The mean over the arrays of the cosine to the place, (size, size) float32."""
    side = Block(0, 0, window.size, window.size)
    total = np.zeros((window.size, window.size), np.float32)
    for name, vector in place.items():
        h, w = features[name].shape[-2:]
        values = features[name].astype(np.float32).reshape(-1, h * w)
        lengths = np.linalg.norm(values, axis=0) * np.linalg.norm(vector)
        cosine = (vector @ values) / np.maximum(lengths, 1e-12)
        total += enlarged(cosine.reshape(1, h, w), side, (window.size, window.size))[0]
    return total / len(place)


def _near_enough(likeness: np.ndarray, here: tuple[int, int], level: float) -> np.ndarray:
    """Which pixels belong at a level, bool: from as like as the pixels right around the place, to the mean of all."""
    rows, cols = (slice(max(0, k - AROUND_PX), k + AROUND_PX + 1) for k in here)
    top, mean = float(np.nanmedian(likeness[rows, cols])), float(np.nanmean(likeness))
    return np.nan_to_num(likeness, nan=-2.0) >= top - min(max(level, 0.0), 1.0) * max(top - mean, 0.0)
