"""What a job works with, found once for all of them: pack, options, device, networks, method."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..cache.bank import Bank
from ..cache.features import FeaturesStore
from ..cache.latents import Latents
from ..class_files.home import words_of
from ..config import RunConfig
from ..methods import make_method
from ..methods.base import Method, State, Workplace
from ..model.device import pick_device
from ..model.networks import Networks, load_networks
from ..options import Options
from ..packs import Pack, Resolution, find_pack
from ..raster.source import Source
from ..score.paper import Scorer, scorer_for
from ..vocabulary import ClassSpec, check_classes, with_colours


@dataclass
class Warm:
    """Networks that stay loaded between jobs of one process: the last set only, memory is the user's.

    `opened` is what `alike` has read of the run that it was asked about last, `taught` what `teach_rough` has.
    """

    key: tuple[Any, ...] = ()
    loaded: Networks | None = field(default=None, repr=False)
    opened: Any = field(default=None, repr=False)
    taught: Any = field(default=None, repr=False)

    def networks(self, pack: Pack, device: str, options: Options, threads: int) -> Networks:
        """The networks of a pack, verified and loaded on first use unless they are here already.

        How many threads ask them changes nothing about them.
        """
        key = (str(pack.root), pack.hash, device, options.extractors)
        if self.loaded is None or self.key != key:
            self.loaded = None  # free the old ones before the new ones come
            self.loaded = load_networks(pack, device, options.extractors, threads)
            self.key = key
        self.loaded.set_threads(threads)
        return self.loaded


@dataclass(frozen=True)
class Setting:
    """What a job works with.

    Attributes:
        config: What was asked.
        pack: Its networks.
        options: Of the method, resolved.
        device: "cpu" or "cuda".
        warm: Keeps the networks between jobs.
        bank: Keeps what was imagined.
    """

    config: RunConfig
    pack: Pack
    options: Options
    device: str
    warm: Warm
    bank: Bank

    @classmethod
    def of(
        cls, config: RunConfig, warm: Warm, shared: Mapping[str, Any] | None = None, options: Options | None = None
    ) -> Setting:
        """Find it.

        Args:
            config: What is asked; pack, method, preset, device and overrides count.
            warm: Of the process.
            shared: Options below the user's and above the pack's, e.g. of a labelled set's protocol.
            options: Those that a finished run has used, in the place of all others.

        Raises:
            InputError, ModelError: no such pack, method, option or device.
        """
        pack = find_pack(config.pack)
        found = options or pack.options(config.preset, config.overrides, config.method, shared)
        return cls(config, pack, found, pick_device(config.device), warm, Bank())

    def with_options(self, **changes: Any) -> Setting:
        """The same with some options changed."""
        return replace(self, options=replace(self.options, **changes))

    @property
    def threads(self) -> int:
        """Windows at a time: what was asked for, else one per core that this process may use."""
        if self.config.threads:
            return self.config.threads
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

    @property
    def networks(self) -> Networks:
        """The pack's networks, each opened when it is asked for."""
        return self.warm.networks(self.pack, self.device, self.options, self.threads)

    def classes(self) -> tuple[tuple[ClassSpec, ...], tuple[tuple[str, ...], ...]]:
        """The classes with their colours, and the pack's words of each.

        Raises:
            InputError: a class cannot be used, the pack knows no word of it, or its class file is gone.
            ModelError: its class file was made with another pack.
        """
        classes = with_colours(self.config.classes)
        check_classes(classes)
        return classes, tuple(words_of(classes, self.pack))

    def open(self) -> Source:
        """The raster."""
        return Source.open(self.config.image, self.pack, self.options, self.config.bands, self.config.reading)

    def resolution(self, source: Source) -> Resolution:
        """The trained resolution that the working grid was made for."""
        return self.pack.resolutions[source.grid.resolution]

    def method(self, keeps: bool = True) -> Method:
        """The method, made for this place.

        Args:
            keeps: Whether latents of windows are kept and found, within the options' budget.
        """
        budget = self.options.store_gb if keeps else 0
        latents = Latents(budget, self.pack.hash, self.device) if budget > 0 else None
        place = Workplace(self.networks, self.pack, self.options, self.config.seed, self.bank, self.device, latents)
        return make_method(self.config.method, place)

    def scorer(
        self, source: Source, method: Method, state: State, classes: int, store_gb: float | None = None
    ) -> Scorer:
        """What scores blocks of a raster, with the features that are kept of it (`store_gb`: another budget)."""
        key = {"raster": source.fingerprint, **method.feature_key}
        store = FeaturesStore.open(self.options.store_gb if store_gb is None else store_gb, key)
        return scorer_for(source, method, state, self.options, store, self.threads, classes, self.device)
