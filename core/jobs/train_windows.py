"""From reviewed polygons of finished runs to labelled windows: those that are learned from, and those held back."""

from __future__ import annotations

from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import InputError
from ..files.layers import scratch_folder
from ..lattice import windows_for
from ..outputs.kept import Burning
from ..packs import Pack, Resolution
from ..progress import CancelToken, Progress
from ..raster.source import Source
from ..recipe import CLASSES, read_recipe
from ..vocabulary import ClassSpec, normalise
from .bench import classes_of, open_again, setting_of
from .learning import corrections_now
from .setting import Setting, Warm

LEAST, MOST = 24, 64  # windows that are learned from and judged by, together
COVERED = 0.25  # share of a window that has to be reviewed
HELD = 0.25  # share of each run's windows, on one side of it, that is held back


@dataclass(frozen=True)
class Labelled:
    """A window that a person has reviewed.

    Attributes:
        run: Number of its run.
        fingerprint: Of the run's raster.
        row, col: Where it lies in the run's working grid.
        pixels: (3, s, s) uint8.
        labels: (s, s) int32: numbers of classes from 1 on, 0 background, -1 where nobody said anything.
    """

    run: int
    fingerprint: str
    row: int
    col: int
    pixels: np.ndarray
    labels: np.ndarray


@dataclass(frozen=True)
class Reviewed:
    """What was reviewed in some runs.

    Attributes:
        windows: At most `MOST`, evenly spread.
        classes: Of all runs, by name; the labels count them from 1.
        setting: Of the first run: pack, device, networks.
        resolution: Likewise.
    """

    windows: tuple[Labelled, ...]
    classes: tuple[ClassSpec, ...]
    setting: Setting
    resolution: Resolution


def read_reviewed(runs: Sequence[str], warm: Warm, token: CancelToken) -> Generator[Progress, None, Reviewed]:
    """Read the reviewed windows of finished runs.

    Args:
        runs: Their folders.
        warm: Networks of the process.
        token: Asked between windows.

    Raises:
        InputError: too few windows are reviewed, the runs were made with different packs, or one cannot be read.
        ModelError: their pack is not here.
    """
    if not runs:
        raise InputError("No run was given to learn from.", "Name the folder of a finished run with reviewed polygons.")
    classes: dict[str, ClassSpec] = {}
    found: list[Labelled] = []
    first: Setting | None = None
    resolution: Resolution | None = None
    side = 0
    for number, run in enumerate(runs):
        folder = Path(run)
        yield Progress("check", f"Reading what was reviewed in {folder.name}", number, len(runs))
        recipe = read_recipe(folder, "fingerprint", "options", "pack", "raster", "words", "device", "method")
        setting = setting_of(recipe, warm)
        if first is None:
            first, side = setting, max(setting.options.windows)
        elif setting.pack.hash != first.pack.hash:
            raise InputError(
                f"{folder.name} was made with another pack than {Path(runs[0]).name}.",
                "Learn from runs of one pack at a time.",
            )
        with open_again(recipe, setting) as source:
            resolution = resolution or setting.resolution(source)
            found += _of_run(number, folder, recipe, source, side, classes, token)
    if first is None or resolution is None:
        raise ValueError("there is at least one run")
    if len(found) < LEAST:
        raise InputError(
            f"Training needs {LEAST} reviewed windows of {side} px; these runs have {len(found)}: "
            f"{LEAST - len(found)} are missing.",
            "Review more polygons: a window counts where a quarter of it is reviewed.",
        )
    chosen = found if len(found) <= MOST else [found[k * len(found) // MOST] for k in range(MOST)]
    if not classes:
        raise InputError(
            "All that is reviewed is background: there is no class to learn.", "Review polygons of some classes."
        )
    return Reviewed(tuple(chosen), tuple(classes.values()), first, resolution)


def _of_run(
    number: int,
    folder: Path,
    recipe: Mapping[str, Any],
    source: Source,
    side: int,
    classes: dict[str, ClassSpec],
    token: CancelToken,
) -> list[Labelled]:
    """The windows of a run of which enough is reviewed; new classes are added to `classes`."""
    with scratch_folder(folder / CLASSES) as scratch:
        corrections = corrections_now(folder, len(classes_of(recipe)), True, scratch)
    own = np.zeros(len(corrections.classes) + 1, np.int32)
    for value, spec in enumerate(corrections.classes, start=1):
        name = normalise(spec.name)
        if (corrections.kept.fields["class_id"].values == value).any():
            classes.setdefault(name, replace(spec, file="", value=None))
        own[value] = list(classes).index(name) + 1 if name in classes else -1
    burning = Burning(corrections.kept, source.grid.transform)
    found = []
    for window in windows_for(source.grid.shape, source.grid.block, [side], side):
        token.check()
        part = window.block.intersect(source.grid.block)
        if part is None or not burning.touches(part):
            continue
        pixels, valid = source.read(window)
        said = burning.classes(part)
        labels = np.full((side, side), -1, np.int32)
        labels[: part.rows, : part.cols] = np.where(said >= 0, own[np.maximum(said, 0)], -1)
        labels[~valid] = -1
        if (labels >= 0).mean() >= COVERED:
            found.append(Labelled(number, source.fingerprint, window.row, window.col, pixels, labels))
    return found


def held_back(windows: Sequence[Labelled], seed: int) -> list[bool]:
    """Which windows are held back: of each run a quarter, on one side of it, so that none lies among the others.

    Args:
        windows: All.
        seed: An odd one takes the other side.
    """
    held = [False] * len(windows)
    for run in sorted({window.run for window in windows}):
        own = [i for i, window in enumerate(windows) if window.run == run]
        rows, cols = ([getattr(windows[i], name) for i in own] for name in ("row", "col"))
        across = max(rows) - min(rows) >= max(cols) - min(cols)
        own.sort(key=lambda i: (windows[i].row, windows[i].col) if across else (windows[i].col, windows[i].row))
        count = round(HELD * len(own))
        for i in own[:count] if seed % 2 else own[len(own) - count :]:
            held[i] = True
    if not any(held):  # many small runs: whole ones
        for i in range(0, len(windows), round(1 / HELD)):
            held[i] = True
    return held


def further_words(pack: Pack, taken: Sequence[str], most: int) -> list[str]:
    """Words that are never right while training, so that the head does not learn that one of the classes always is."""
    usual = ("road", "building", "tree", "water", "field", "car", "bridge", "beach", "mountain", "airplane")
    listed = sorted(pack.words) if pack.words is not None else list(usual)
    return [word for word in listed if word not in taken][:most]
