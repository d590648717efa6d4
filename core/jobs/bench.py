"""The bench of a run: raster open, classes learned, windows scored; also rebuilt from nothing but a recipe.

Whoever finishes a block (the run itself, another process, a person who asks why) works at such a bench, so that all
of them compute the same.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from ..config import Area, RunConfig
from ..errors import InputError, ModelError
from ..lattice import Block, Tour
from ..methods.base import Brief, Method, State
from ..options import method_entry, resolve_options
from ..packs import Pack, check_pack_name
from ..progress import CancelToken, Events, Note, Progress, without_notes
from ..raster.labels import RasterLabels
from ..raster.source import Source
from ..recipe import PIXEL_RULE, pixel_rule
from ..score.decide import BlockResult, nothing
from ..score.paper import Scorer
from ..vocabulary import ClassSpec
from .choosing import Chosen
from .setting import Setting, Warm

STALE = "Run it again; what made the map is needed."
OTHER_PACK = "Run it again with the pack that is here, and keep your corrections: they stay in the new map."


@dataclass(frozen=True)
class Bench:
    """Where blocks of a run are finished; use as a context manager, which closes the raster.

    Attributes:
        setting: Pack, options, device, networks.
        source: The raster.
        area: Which pixels get a class; None for all.
        brief: What the method was asked.
        method: Of the run.
        state: What it prepared, less what the prefilter left out.
        scorer: Scores blocks with it.
    """

    setting: Setting
    source: Source
    area: Area | None
    brief: Brief
    method: Method
    state: State
    scorer: Scorer

    def __enter__(self) -> Bench:
        return self

    def __exit__(self, *_: object) -> None:
        self.scorer.store.close()
        self.source.close()

    def turn(self, block: Block, side: int) -> None:
        """It is a block's turn, of those of `side` that are done one after the other: what later ones share is kept."""
        tour = Tour(self.source.area_block(self.area), side, self.scorer.margin)
        self.scorer.store.begin(tour, block)

    def begun(self, block: Block, token: CancelToken) -> Generator[None, None, Callable[[], BlockResult]]:
        """A block whose windows are all scored; yields after every window.

        What it returns gives the block's classes, in any thread, and needs nothing that changes meanwhile where
        `Scoring.aside` says so.
        """
        inside = inside_of(self.source, self.area, block, self.setting.options.min_area_px)
        if not inside.any():
            return partial(nothing, block, self.scorer.channels - 1)
        canvas: Any = yield from self.scorer.painted(block, token)
        return partial(self.scorer.decide, canvas, block, inside)

    def finish(self, block: Block, token: CancelToken) -> Generator[None, None, BlockResult]:
        """The classes of a block; yields after every window."""
        return (yield from self.begun(block, token))()


def inside_of(source: Source, area: Area | None, block: Block, smallest: int) -> np.ndarray:
    """Which pixels of a block are to be labelled, bool (rows, cols); specks of fewer than `smallest` are not."""
    return source.worth_a_label(block, smallest) & source.area_mask(area, block)


def lessons_for(config: RunConfig, source: Source, classes: tuple[ClassSpec, ...]) -> RasterLabels | None:
    """The labels that the user gave to learn from.

    Raises:
        InputError: the method does not learn from labels, or they cannot be read.
    """
    if not config.lessons:
        return None
    if not method_entry(config.method).learns:
        raise InputError(f"The method “{config.method}” does not learn from labels.", "Leave the lessons out.")
    return RasterLabels.open(config.lessons, source.grid, [spec.name for spec in classes])


def rebuild(
    recipe: Mapping[str, Any], warm: Warm, token: CancelToken, pack: str = "", chosen: Chosen | None = None
) -> Events[Bench]:
    """The bench of a run from its recipe: what the run has made is found, or made again.

    On the run's kind of device where this machine has one, else on the CPU, with a note. The pack is found by its
    name, since a recipe may come from anybody; `pack` names it otherwise, for who knows better. Without `chosen` it is
    the run as it was made.

    Raises:
        InputError: the raster or the lessons are no longer those of the run, or what is chosen cannot be.
        ModelError: its pack is not here, or is another version.
    """
    made = recipe["identity"]
    setting = setting_of(recipe, warm, pack)
    config = setting.config
    if setting.device != made["device"]:
        yield Note("This run was made on a GPU, and there is none here: its words are imagined again.", "warning")
    source = open_again(recipe, setting)
    try:
        yield Progress("load", f"Loading the networks of “{setting.pack.name}”", 0, 1)
        method = setting.method()
        if method.identity.get("trained") != made.get("trained"):
            called = made.get("trained", {}).get("name", "")
            raise InputError(f"The trained file “{called}” is no longer the one of this run.", STALE)
        lessons = lessons_for(config, source, classes_of(recipe))
        if lessons is not None and lessons.digest != made["lessons"]:
            raise InputError(f"{Path(config.lessons).name} no longer holds the labels of this run.", STALE)
        brief = brief_of(recipe, setting, source, method, lessons, chosen)
        state = yield from prepared(recipe, method, brief, token)
        area = made["area"] and Area(tuple(made["area"]["geometries"]), made["area"]["crs"])
        scorer = setting.scorer(source, method, state, len(brief.classes))
        return Bench(setting, source, area or None, brief, method, state, scorer)
    except BaseException:
        source.close()
        raise


def brief_of(
    recipe: Mapping[str, Any],
    setting: Setting,
    source: Source,
    method: Method,
    lessons: RasterLabels | None = None,
    chosen: Chosen | None = None,
) -> Brief:
    """What a run asked of its method, with what was chosen since.

    Raises:
        InputError: what is chosen cannot be.
    """
    made = recipe["identity"]
    classes = classes_of(recipe)
    words = tuple(tuple(of_class) for of_class in made["words"])
    brief = Brief(classes, words, setting.resolution(source), source, lessons)
    return brief if chosen is None else chosen.into(brief, setting, method)


def classes_of(recipe: Mapping[str, Any]) -> tuple[ClassSpec, ...]:
    """The classes of a run as it was made."""
    return tuple(ClassSpec.from_dict(spec) for spec in recipe["identity"]["classes"])


def prepared(recipe: Mapping[str, Any], method: Method, brief: Brief, token: CancelToken) -> Events[State]:
    """The state of a run; classes that the prefilter left out stay out, unless something is chosen of them."""
    state = yield from without_notes(method.prepare(brief, token))
    if not recipe.get("prefilter"):
        return state
    kept = {*recipe["prefilter"]["kept"], *brief.support}
    return method.restricted(state, [spec.name in kept for spec in brief.classes])


def setting_of(recipe: Mapping[str, Any], warm: Warm, pack: str = "") -> Setting:
    """What a run worked with, from its recipe; arguments and errors as those of `rebuild`."""
    made = recipe["identity"]
    if pixel_rule(recipe) != PIXEL_RULE:
        raise InputError("This run was made by an earlier version, which read pixels by another rule.", STALE)
    request = {**recipe["request"], "image": recipe["image"], "out": "", "bands": made["raster"]["bands"]}
    device, pack = "cpu" if made["device"] == "cpu" else "auto", pack or check_pack_name(made["pack"]["name"])
    config = replace(RunConfig.from_dict(request), device=device, pack=pack)
    options = resolve_options(made["options"], kind=method_entry(made["method"]).options)
    setting = Setting.of(config, warm, options=options)
    if setting.pack.hash != made["pack"]["hash"]:
        raise ModelError(_other_pack(made["pack"], setting.pack), OTHER_PACK)
    return setting


def open_again(recipe: Mapping[str, Any], setting: Setting) -> Source:
    """A run's raster.

    Raises:
        InputError: it is no longer that of the run.
    """
    source = setting.open()
    if source.fingerprint != recipe["identity"]["fingerprint"]:
        source.close()
        raise InputError(f"{Path(recipe['image']).name} is no longer the raster of this run.", STALE)
    return source


def _other_pack(made_by: Mapping[str, Any], here: Pack) -> str:
    """What to tell where the pack is not the one of a run, both versions named."""
    then, now = made_by.get("version"), here.manifest.get("version")
    if then == now:
        return f"The pack “{here.name}” is not the one that made this run."
    return f"This run was made by version {then} of the pack “{here.name}”, and version {now} is here."
