"""Why here? The prototypes that decided a place of a finished run, and the support pictures that they come from.

The run's recipe says what made it; prototypes and features are found where the run left them, or made again.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import InputError
from ..files.class_raster import value_at
from ..files.disk import writing
from ..files.picture import write_marked
from ..lattice import Block
from ..methods.base import Witness
from ..options import Options
from ..progress import CancelToken, Events, Progress
from ..recipe import CLASSES, read_recipe
from ..results import newest
from ..score.paper import Scorer
from ..vocabulary import BACKGROUND
from .bench import Bench, inside_of, rebuild
from .choosing import Chosen
from .setting import Warm

SHOWN = 3  # classes whose best prototype gets a picture


@dataclass(frozen=True)
class Verdict:
    """A class at a place: its blended score, its softmax share, and what speaks for it, best first."""

    value: int
    name: str
    score: float
    share: float
    witnesses: tuple[Witness, ...] = ()


def explain(
    run: str | Path,
    x: float,
    y: float,
    token: CancelToken,
    out: str | Path | None = None,
    warm: Warm | None = None,
    pack: str = "",
) -> Events[dict[str, Any]]:
    """Say which prototypes decided a place.

    Args:
        run: Folder of a finished run.
        x: In the raster's coordinate system (a column, where it has none).
        y: Likewise.
        token: Asked between steps.
        out: Folder that gets pictures: the place, and the best prototype's picture of the best classes.
        warm: Networks kept from earlier runs of the same process.
        pack: Name or folder of the run's pack; "" finds it by the name that the recipe gives, never by a path.

    Yields:
        Progress and notes.

    Returns:
        `x`, `y`, `pixel` (row, column of the working grid), `class` and `confidence` as the engine decides now, `map`
        (what the newest class raster says there), `classes`: for every class and the background, best first, `value`,
        `name`, `score` (refined where the run refined), `share` and `witnesses` (see `trace.Witness`; with `file` where
        a picture was written), and `here`, the picture of the place.

    Raises:
        InputError: no finished run, a place outside of it, or its raster has changed.
        ModelError: its pack is not here, or is another version.
    """
    folder = Path(run)
    yield Progress("check", f"Reading the recipe of {folder.name}", 0, 1)
    recipe = read_recipe(folder, "fingerprint", "options", "pack", "raster", "words")
    with (yield from rebuild(recipe, warm or Warm(), token, pack, Chosen.now(folder))) as bench:
        pixel = _pixel(bench, x, y)
        yield Progress("match", "Looking at the place", 0, 1)
        names = [spec.name for spec in bench.brief.classes]
        verdicts = _verdicts(bench.scorer, pixel, names, bench.setting.options, token)
        look = bench.scorer.look(pixel)
        explanation = bench.method.explain(bench.state, bench.brief, look, token)
        verdicts = [replace(v, witnesses=explanation.witnesses(v.value)) for v in verdicts]
        answer: dict[str, Any] = {
            "x": x,
            "y": y,
            "pixel": [pixel.row, pixel.col],
            "map": value_at(newest(folder, CLASSES), x, y),
            "class": _decided(verdicts[0], bench.setting.options),
            "confidence": verdicts[0].share,
            "classes": [asdict(v) for v in verdicts],
        }
        if out is not None:
            with writing(Path(out)):
                Path(out).mkdir(parents=True, exist_ok=True)
                box = (look.col - 4, look.row - 4, 9, 9)
                answer["here"] = str(write_marked(Path(out) / "here.png", look.pixels, look.valid, box))
                for verdict, told in zip(verdicts[:SHOWN], answer["classes"]):
                    for witness, row in zip(verdict.witnesses[:1], told["witnesses"]):
                        if (drawn := explanation.draw(witness, Path(out))) is not None:
                            row["file"] = str(drawn)
    yield Progress("match", "Explained", 1, 1)
    return answer


def _pixel(bench: Bench, x: float, y: float) -> Block:
    """The pixel of the working grid under a place."""
    pixel = bench.source.grid.pixel_at(x, y)
    if pixel is None:
        raise InputError(f"The place {x:g}, {y:g} lies outside the raster.", "Give it in the raster's own coordinates.")
    if not inside_of(bench.source, bench.area, pixel, bench.setting.options.min_area_px).all():
        raise InputError(f"The run labelled nothing at {x:g}, {y:g}.", "Choose a place that has a class.")
    return pixel


def _verdicts(scorer: Scorer, pixel: Block, names: list[str], options: Options, token: CancelToken) -> list[Verdict]:
    """Every class with its blended score, best first; ties as the engine breaks them."""
    found = scorer.scored(pixel, token)[:, 0, 0].astype(np.float64)
    first = 0 if options.background else 1
    weights = np.exp((found[first:] - found[first:].max()) / options.temperature)
    shares = weights / weights.sum()
    listed = [BACKGROUND, *names]
    verdicts = [Verdict(i, listed[i], float(found[i]), float(shares[i - first])) for i in range(first, len(listed))]
    return sorted(verdicts, key=lambda v: (-v.score, v.value))


def _decided(best: Verdict, options: Options) -> str:
    """The name of what the place gets: the best class, or nothing where a threshold asks for more confidence."""
    unsure = options.threshold and not options.background and np.float32(best.share) < np.float32(options.threshold)
    return BACKGROUND if unsure else best.name
