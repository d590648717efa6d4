"""Whether a GPU gives the labels of the CPU, for `bench_gpu.py`: by the starter pack, which has learned something."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from gpu_ground import Ground, bench_of, score_all
from half_precision import halve
from terralex.core.cache.bank import Bank

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources/sample/river_bridge.tif"
CLASSES = {"true": "building, pavement, water, vegetation", "tiny": "building, water"}
SIDE_PX = {"true": 2048, "tiny": 600}  # of the sample's pixels, of which three make a working pixel


class SharedBank(Bank):
    """Gives everybody what the first one made, whatever device, precision and pack ask for it."""

    def get(self, made_by: Mapping[str, Any]) -> dict[str, np.ndarray] | None:
        """See `Bank`."""
        return super().get(_whoever(made_by))

    def put(self, made_by: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
        """See `Bank`."""
        super().put(_whoever(made_by), arrays)


def _whoever(made_by: Mapping[str, Any]) -> dict[str, Any]:
    return {**{key: value for key, value in made_by.items() if key != "precision"}, "device": "any", "pack": "any"}


def labels(ground: Ground) -> dict[str, float]:
    """The sample, four classes, the starter pack without PAMR, prototypes of the CPU everywhere.

    - `labels_equal_float32`: the share of pixels with the CPU's class where the GPU computes in float32. The goal is
      0.999.
    - `labels_equal_half`: the same where it computes in float16, as runs on a GPU do.
    """
    image = _corner(ground)
    packs = {dtype: _starter(ground.scratch / dtype, dtype) for dtype in ("float32", "float16")}
    bank = SharedBank(ground.scratch / "bank")
    on_cpu = _labelled(ground, image, packs["float32"], "cpu", bank)
    full = _labelled(ground, image, packs["float32"], ground.device, bank)
    half = _labelled(ground, image, packs["float16"], ground.device, bank, halved=ground.device == "cpu")
    print(f"{on_cpu.size} pixels, {len(np.unique(on_cpu))} different classes")
    return {
        "labels_equal_float32": float(np.mean(on_cpu == full)),
        "labels_equal_half": float(np.mean(on_cpu == half)),
    }


def _labelled(ground: Ground, image: Path, pack: Path, device: str, bank: Bank, halved: bool = False) -> np.ndarray:
    """Classes of the image's pixels, side by side; `halved`: in bfloat16, where there is no GPU."""
    from terralex.core.jobs.setting import Setting, Warm
    from terralex.core.methods.base import Brief
    from terralex.core.progress import CancelToken, result_of

    asked = ground.config("labels", image, CLASSES[ground.shapes.name], pamr=False, store_gb=0)
    config = replace(asked, pack=str(pack), preset="draft", device=device)
    setting = replace(Setting.of(config, Warm()), bank=bank)
    with setting.open() as source:
        method = setting.method(keeps=False)
        classes, words = setting.classes()
        state = result_of(method.prepare(Brief(classes, words, setting.resolution(source), source), CancelToken()))
        if halved:
            halve(setting.networks)
        return np.concatenate([found.ravel() for found in score_all(bench_of(setting, source, method, state))])


def _corner(ground: Ground) -> Path:
    import rasterio
    from rasterio.windows import Window

    side, path = SIDE_PX[ground.shapes.name], ground.scratch / "corner.tif"
    with rasterio.open(SAMPLE) as sample:
        pixels = sample.read([1, 2, 3], window=Window(0, 0, side, side))
        profile = {"driver": "GTiff", "width": side, "height": side, "count": 3, "dtype": "uint8", "crs": sample.crs}
        with rasterio.open(path, "w", **profile, transform=sample.transform) as raster:
            raster.write(pixels)
    return path


def _starter(folder: Path, dtype: str) -> Path:
    """The starter pack with another word on what a GPU computes in."""
    from terralex.core.packs import EMBEDDED

    shutil.copytree(EMBEDDED / "starter", folder)
    told = json.loads((folder / "pack.json").read_text(encoding="utf-8"))
    told["generator"]["cuda_dtype"] = dtype
    (folder / "pack.json").write_text(json.dumps(told), encoding="utf-8")
    return folder
