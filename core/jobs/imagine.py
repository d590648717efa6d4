"""Words to prototypes without a raster: pictures are drawn and kept in the bank, so that a later run finds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ..cache.bank import Bank
from ..config import Options, RunConfig
from ..methods import make_method
from ..model.device import pick_device
from ..packs import Pack, Resolution, find_pack, resolve_classes
from ..progress import CancelToken, Events, Note, Progress, with_overall
from ..raster.grid import make_grid
from ..raster.source import Source
from ..vocabulary import check_classes, with_colours
from .setting import Warm, options_for, thread_count

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
    classes = with_colours(config.classes)
    check_classes(classes)
    pack = find_pack(config.pack)
    options = options_for(pack, config)
    words = resolve_classes(pack, classes)
    resolution, warnings = _resolution(config, pack, options)
    yield from (Note(text, "warning") for text in warnings)
    yield Progress("load", f"Loading the networks of “{pack.name}”", 0, 1)
    device, bank = pick_device(config.device), Bank()
    networks = warm.networks(pack, device, options, thread_count(config))
    method = make_method(config.method, networks, pack, options, options.background, config.seed, bank, device)
    state = yield from method.prepare(classes, words, resolution, token)
    of_word = {word: [spec.name for spec, own in zip(classes, words) if word in own] for word in state.prompts}
    rows = [
        {
            "name": word,
            "classes": of_word[word],
            "prompt": prompt,
            "pictures": options.pictures,
            "folder": str(Path(state.folders[word]) / "pictures"),
            "found": word in state.found,
        }
        for word, prompt in state.prompts.items()
    ]
    return {"pack": pack.name, "gsd_m": resolution.gsd_m, "bank": str(bank.root), "words": rows, "counts": state.counts}


def _resolution(config: RunConfig, pack: Pack, options: Options) -> tuple[Resolution, tuple[str, ...]]:
    """What a run on the raster would choose, with its warnings; the same refusals for pixels that the pack lacks."""
    if config.image:
        with Source.open(config.image, pack, options, config.bands, config.reading) as source:
            return pack.resolutions[source.grid.resolution], tuple(source.grid.warnings)
    pixel = options.pixel_m or options.gsd_m or pack.resolutions[0].gsd_m
    grid = make_grid((1024, 1024), _UNPLACED, None, pack.resolutions, options.gsd_m, pixel)
    return pack.resolutions[grid.resolution], tuple(grid.warnings)
