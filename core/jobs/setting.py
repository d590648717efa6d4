"""What a job works with: the options of a run, its networks, the resolution, the key of kept features."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Any

from ..config import Options, RunConfig
from ..errors import InputError
from ..methods import METHODS
from ..methods.base import Method
from ..model.networks import Networks, load_networks
from ..packs import Pack, Resolution
from ..raster.source import Source


@dataclass
class Warm:
    """Networks that stay loaded between runs of one process: the last set only, memory is the user's."""

    key: tuple = ()
    loaded: Networks | None = field(default=None, repr=False)

    def networks(self, pack: Pack, device: str, options: Options, threads: int) -> Networks:
        """The networks of a pack, verified and loaded on first use unless they are here already."""
        key = (str(pack.root), pack.hash, device, options.extractors, threads)
        if self.loaded is None or self.key != key:
            self.loaded = None  # free the old ones before the new ones come
            self.loaded = load_networks(pack, device, options.extractors, threads)
            self.key = key
        return self.loaded


def options_for(pack: Pack, config: RunConfig) -> Options:
    """The pack's defaults, changed by the preset, changed by the user."""
    if config.method not in METHODS:
        raise InputError(f"There is no method “{config.method}”.", f"Methods: {', '.join(METHODS)}.")
    return pack.options(config.preset, config.overrides)


def resolution_of(pack: Pack, source: Source) -> Resolution:
    """The trained resolution that the working grid was made for."""
    return pack.resolutions[source.grid.resolution]


def feature_key(source: Source, method: Method) -> dict[str, Any]:
    """All that decides the features of a window: the pixels it reads and the networks that see them."""
    return {"raster": source.fingerprint, **method.feature_key}


def thread_count(config: RunConfig) -> int:
    """Windows at a time: what was asked for, else one per core that this process may use."""
    if config.threads:
        return config.threads
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
