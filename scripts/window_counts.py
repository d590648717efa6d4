"""How many windows a run encodes over how many there are, for `bench.py`: neighbouring blocks share what they see."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SIDE = 10_240  # working pixels
STORES_GB = (10.0, 0.5, 0.0)  # holds all 2.1 GB of the starter pack's features, holds a quarter, keeps none


@dataclass
class Counted:
    """In place of a method: features of the size that the true one makes, scores of 0. The counts depend on no value.

    Attributes:
        true: The method.
        made: Features of one window, once they were made.
    """

    true: Any
    made: list[Any] = field(default_factory=list)

    def encode(self, windows: Any) -> list[Any]:
        """Features of each window."""
        if not self.made:
            self.made = self.true.encode(windows)
        return self.made * len(windows)

    def kept(self, features: Any) -> Mapping[str, Any]:
        """As the method does."""
        return self.true.kept(features)

    def restored(self, arrays: Any) -> Any:
        """Likewise."""
        return self.true.restored(arrays)

    def score(self, features: Sequence[Any], state: Any, size: int) -> Any:
        """(windows, 2, size, size) float32."""
        import numpy as np

        return np.zeros((len(features), 2, size, size), np.float32)


def window_counts() -> dict[str, float]:
    """10,240 x 10,240 working pixels, the starter pack, balanced, PAMR on: 100 blocks, each with what PAMR looks at.

    Windows are read, kept and found as in a run; the networks see one of them, and nothing is refined, which changes no
    count.

    - `windows_encoded_over_distinct`: the largest of three ratios: with a store that holds all, one that holds a
      quarter, and none. The goal is 1.02.
    """
    ratios = {}
    with tempfile.TemporaryDirectory() as scratch:
        raster = _grey(Path(scratch) / "grey.tif", SIDE)
        for store_gb in STORES_GB:
            os.environ["TERRALEX_CACHE"] = str(Path(scratch) / f"cache_{store_gb}")
            encoded, distinct, scored = counts(raster, Path(scratch), store_gb)
            ratios[store_gb] = encoded / distinct
            print(f"store of {store_gb:g} GB: {encoded} windows encoded, {distinct} there, looked at {scored} times")
    return {"windows_encoded_over_distinct": max(ratios.values())}


def counts(raster: Path, scratch: Path, store_gb: float, **more: Any) -> tuple[int, int, int]:
    """Windows encoded, windows that there are, and how often one was looked at, of a whole raster's blocks.

    Args:
        raster: To be read.
        scratch: Where a run folder would lie.
        store_gb: As the run's option.
        more: Of the run's configuration.
    """
    from terralex.core.config import RunConfig
    from terralex.core.jobs.bench import Bench
    from terralex.core.jobs.setting import Setting, Warm
    from terralex.core.lattice import count_windows, plan_blocks
    from terralex.core.methods.base import Brief, State
    from terralex.core.progress import CancelToken
    from terralex.core.vocabulary import parse_names

    more["overrides"] = {**more.get("overrides", {}), "store_gb": store_gb}
    config = RunConfig(str(raster), str(scratch / "run"), tuple(parse_names("water")), device="cpu", **more)
    setting = Setting.of(config, Warm())
    options, looked_at = setting.options, 0
    with setting.open() as source:
        classes, words = setting.classes()
        method: Any = Counted(setting.method())
        method.feature_key = method.true.feature_key
        state, brief = (
            State(None, {}, [], {}, {}, ("stuff",)),
            Brief(classes, words, setting.resolution(source), source),
        )
        scorer = setting.scorer(source, method, state, len(classes))
        bench = Bench(setting, source, None, brief, method, state, scorer)
        for block in plan_blocks(source.grid.block, config.block_px):
            bench.turn(block, config.block_px)
            looked_at += sum(1 for _ in scorer.scores(scorer.field(block), CancelToken()))
        scorer.store.close()
        distinct = count_windows(source.grid.shape, source.grid.block, options.windows, options.stride)
    return scorer.encoded, distinct, looked_at


def _grey(path: Path, side: int) -> Path:
    """A raster of the starter pack's resolution, all of one grey."""
    import numpy as np
    import rasterio
    from rasterio.transform import from_origin

    profile = {"driver": "GTiff", "width": side, "height": side, "count": 3, "dtype": "uint8", "crs": "EPSG:32633"}
    tiles = {"tiled": True, "blockxsize": 512, "blockysize": 512, "compress": "deflate", "zlevel": 1}
    with rasterio.open(path, "w", **profile, **tiles, transform=from_origin(5e5, 5.2e6, 0.3, 0.3)) as raster:
        raster.write(np.full((3, side, side), 120, np.uint8))
    return path


if __name__ == "__main__":
    print(window_counts())
