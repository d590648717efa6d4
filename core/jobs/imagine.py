"""Words to prototypes without a raster: pictures are drawn and kept in the bank, so that a later run finds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..config import RunConfig
from ..methods.base import Brief
from ..packs import Resolution
from ..progress import CancelToken, Events, Note, Progress, with_overall
from ..raster.grid import make_grid
from .setting import Setting, Warm

SHARES = {"check": (0.0, 0.01), "load": (0.01, 0.06), "imagine": (0.06, 0.9), "prototypes": (0.9, 1.0)}
_UNPLACED = (1.0, 0.0, 0.0, 0.0, -1.0, 0.0)  # a transform that says nothing


def imagine(config: RunConfig, token: CancelToken, warm: Warm | None = None) -> Events[dict[str, Any]]:
    """Draw support pictures of the classes' words and learn their prototypes, unless the bank has them.

    A run with the same pack, preset, seed, device and options finds them there.

    Args:
        config: Classes, pack, method, preset, device, seed and overrides are used. Pictures are drawn for the ground
            resolution of `image` where one is named, else for pixels of the option `pixel_m`, else of the finest that
            the pack was trained at.
        token: Asked between steps.
        warm: Networks kept from before.

    Yields:
        Progress (with `overall` filled in) and Notes.

    Returns:
        `words`: of each word its `name`, the `classes` that use it, the `prompt`, the number of `pictures`, their
        `folder`, and whether it was `found` in the bank. `bank`: its folder; `gsd_m`: the resolution;
        `counts`: numbers of the method; `pack`: its name.

    Raises:
        InputError, ModelError: in the user's words.
        Cancelled: the token was set; words that were finished are kept.
    """
    return (yield from with_overall(_imagine(config, token, warm or Warm()), SHARES))


def _imagine(config: RunConfig, token: CancelToken, warm: Warm) -> Events[dict[str, Any]]:
    yield Progress("check", "Checking the words", 0, 1)
    setting = Setting.of(config, warm)
    classes, words = setting.classes()
    pack = setting.pack
    resolution, warnings = _resolution(setting)
    yield from (Note(text, "warning") for text in warnings)
    yield Progress("load", f"Loading the networks of “{pack.name}”", 0, 1)
    state = yield from setting.method().prepare(Brief(classes, words, resolution), token)
    if not state.prompts:
        yield Note(f"The method “{config.method}” draws nothing ahead; run it on a raster.", "warning")
    of_word = {word: [spec.name for spec, own in zip(classes, words) if word in own] for word in state.prompts}
    rows = [
        {
            "name": word,
            "classes": of_word[word],
            "prompt": prompt,
            "pictures": len(list((Path(state.folders[word]) / "pictures").glob("*.png"))),
            "folder": str(Path(state.folders[word]) / "pictures"),
            "found": word in state.found,
        }
        for word, prompt in state.prompts.items()
    ]
    return {
        "pack": pack.name,
        "gsd_m": resolution.gsd_m,
        "bank": str(setting.bank.root),
        "words": rows,
        "counts": dict(state.counts),
    }


def _resolution(setting: Setting) -> tuple[Resolution, tuple[str, ...]]:
    """What a run on the raster would choose, with its warnings; the same refusals for pixels that the pack lacks."""
    pack, options = setting.pack, setting.options
    if setting.config.image:
        with setting.open() as source:
            return setting.resolution(source), tuple(source.grid.warnings)
    pixel = options.pixel_m or options.gsd_m or pack.resolutions[0].gsd_m
    grid = make_grid((1024, 1024), _UNPLACED, None, pack.resolutions, options.gsd_m, pixel)
    return pack.resolutions[grid.resolution], tuple(grid.warnings)
