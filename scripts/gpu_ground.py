"""What the parts of `bench_gpu.py` stand on: device, pack, networks, rasters, and a raster scored without words."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from gpu_flops import Flops
from gpu_pack import Shapes, pack_in

CLASSES = "building, car, tree, boat, road, water, grass, field"
GSD_M = 0.2  # metres per pixel that the pack looks at
PATCH = 16  # pixels of a raster's squares of one colour


@dataclass
class Ground:
    """Shared by all parts of one measurement.

    Attributes:
        device: "cuda"; "cpu" where code is tried and nothing measured.
        shapes: Of the networks.
        packs: Folder that holds the pack; it stays there for the next time.
        scratch: Folder that goes away.
    """

    device: str
    shapes: Shapes
    packs: Path
    scratch: Path

    @cached_property
    def flops(self) -> Flops:
        """Operations of one picture or window."""
        return Flops(self.shapes)

    @cached_property
    def pack(self) -> Path:
        """The pack's folder."""
        return pack_in(self.packs, self.shapes, self.device)

    @cached_property
    def warm(self) -> Any:
        """All networks of the pack, opened once for all parts."""
        from terralex.core.jobs.setting import Warm

        return Warm()

    def setting(self, name: str, image: Path | None = None, warm: Any = None, **overrides: Any) -> Any:
        """What a job works with; features and pictures are kept in a folder of its own.

        Args:
            name: Of the folder.
            image: The raster.
            warm: Other networks than all.
            overrides: Options.
        """
        from terralex.core.jobs.setting import Setting

        os.environ["TERRALEX_CACHE"] = str(self.scratch / f"cache_{name}")
        return Setting.of(self.config(name, image, **overrides), warm or self.warm)

    def config(self, name: str, image: Path | None = None, classes: str = CLASSES, **overrides: Any) -> Any:
        """A run's configuration."""
        from terralex.core.config import RunConfig
        from terralex.core.vocabulary import parse_names

        out, names = str(self.scratch / name), tuple(parse_names(classes))
        device = "cpu" if self.device == "cpu" else "cuda"
        return RunConfig(str(image or ""), out, names, pack=str(self.pack), device=device, overrides=overrides)

    def raster(self, side: int) -> Path:
        """Squares of random colours, so many pixels wide and high, of the pack's resolution."""
        import rasterio
        from rasterio.transform import from_origin

        path, count = self.scratch / f"{side}.tif", -(-side // PATCH)
        if not path.is_file():
            coarse = np.random.default_rng(0).integers(1, 255, (3, count, count), np.uint8)
            pixels = coarse.repeat(PATCH, 1).repeat(PATCH, 2)[:, :side, :side]
            shape = {"width": side, "height": side, "count": 3, "dtype": "uint8"}
            place = {"crs": "EPSG:32633", "transform": from_origin(5e5, 5.2e6, GSD_M, GSD_M)}
            with rasterio.open(path, "w", driver="GTiff", tiled=True, **shape, **place) as raster:
                raster.write(pixels)
        return path

    def notes(self) -> tuple[str, ...]:
        """What the networks had to tell since this was asked last."""
        return () if self.warm.loaded is None else self.warm.loaded.told()

    def settle(self) -> None:
        """Wait until a GPU has done what it was given."""
        if self.device != "cpu":
            import torch

            torch.cuda.synchronize()


def prototypes_of(setting: Any) -> int:
    """Prototypes of one side of a class: of all its pictures, of each, and of its parts."""
    return int(1 + setting.options.pictures + setting.options.parts)


def made_up(setting: Any, method: Any) -> Any:
    """A state with as many prototypes as words have that are drawn, of random numbers."""
    from terralex.core.methods.base import State
    from terralex.core.prototypes.matching import Matcher, WordPrototypes

    rng, rows = np.random.default_rng(1), prototypes_of(setting)
    dims = {e["name"]: e["dim"] for e in setting.pack.manifest["extractors"] if e["name"] in method.extractor_names()}

    def side() -> Mapping[str, np.ndarray]:
        return {name: rng.normal(size=(rows, dim)).astype(np.float32) for name, dim in dims.items()}

    words = [[WordPrototypes(spec.name, side(), side())] for spec in setting.config.classes]
    matcher = Matcher(
        words,
        method.spaces(setting.pack.resolutions[0]),
        background=True,
        background_constant=setting.options.background_constant,
        device=setting.device,
    )
    return State(matcher)


def bench_of(setting: Any, source: Any, method: Any, state: Any) -> Any:
    """Where blocks of a raster are scored."""
    from terralex.core.jobs.bench import Bench
    from terralex.core.methods.base import Brief

    classes, words = setting.classes()
    scorer = setting.scorer(source, method, state, len(classes))
    brief = Brief(classes, words, setting.resolution(source), source)
    return Bench(setting, source, None, brief, method, state, scorer)


def score_all(bench: Any) -> list[Any]:
    """Every block of a bench's raster, one after the other as in a run; their classes."""
    from terralex.core.jobs.tasks import finished
    from terralex.core.lattice import plan_blocks
    from terralex.core.progress import CancelToken, result_of

    side, blocks = bench.setting.config.block_px, bench.source.grid.block
    done = [result_of(finished(bench, block, CancelToken())) for block in plan_blocks(blocks, side)]
    for note in dict.fromkeys(note for each in done for note in each.notes):
        print(note)
    return [each.result.classes for each in done]
