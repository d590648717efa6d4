"""How many floating-point operations the parts of `bench_gpu.py` take at least, and the time a chip needs for them.

Counted by torch's flop counter over the networks' own code on the meta device, where tensors have shapes and no values:
a product of matrices or a convolution is 2 for a multiplication and addition; norms, softmax, blending, K-means and
PAMR are not counted. Extractors end where the pack taps them, as in a run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from typing import Any

from gpu_pack import CONTEXT, Shapes, make_clip, make_dino, make_unet, make_vae, manifest

PEAK = 790e12  # a second, of a data-centre GPU's dense half precision


def seconds(flop: float) -> float:
    """At least, for so many operations."""
    return flop / PEAK


class Flops:
    """Operations for one picture, window or prompt of networks of some shapes."""

    def __init__(self, shapes: Shapes) -> None:
        from terralex.core.model.libraries import prepare_libraries

        prepare_libraries()
        self.shapes = shapes
        self.manifest = manifest(shapes)
        self._specs = {spec["name"]: spec for spec in self.manifest["extractors"]}
        self.look = lru_cache(maxsize=None)(self._look)

    def one_class(self, pictures: int, steps: int, guidance: float) -> float:
        """Of drawing a word's pictures and looking at them with every extractor."""
        passes = steps * (2 if guidance > 1 else 1)
        drawn = passes * self.unet + self.decode
        seen = sum(self.look(name, self.shapes.picture_px, True) for name in self._specs)
        return pictures * (drawn + seen)

    def matching(self, windows: Mapping[int, int], names: tuple[str, ...], prototypes: int) -> float:
        """Of looking at windows and comparing their places.

        Args:
            windows: How many of each side.
            names: Of the extractors.
            prototypes: Rows that a place is compared with, of one extractor.
        """
        return sum(
            count * (self.look(name, side) + self.compare(name, side, prototypes))
            for side, count in windows.items()
            for name in names
        )

    def compare(self, name: str, side: int, prototypes: int) -> float:
        """Of the product of a window's features and prototypes."""
        spec = self._specs[name]
        cells = (spec.get("size_px", side) // spec["stride"]) ** 2
        return 2.0 * cells * spec["dim"] * prototypes

    @cached_property
    def unet(self) -> float:
        """Of one pass of the U-Net over a picture."""
        return self._counted(self._denoise)

    @cached_property
    def decode(self) -> float:
        """Of a picture from its latent."""
        return self._counted(lambda: self._vae.decode(self._latent))

    @cached_property
    def encode(self) -> float:
        """Of a latent from its picture."""
        side = self.shapes.picture_px
        return self._counted(lambda: self._vae.encode(self._empty(1, 3, side, side)))

    def _look(self, name: str, side: int, support: bool = False) -> float:
        """Of an extractor that is shown a square; `support`: one of the generator's pictures."""
        from terralex.core.model.features import sized
        from terralex.core.model.tap import Tap

        spec, tap = self._specs[name], Tap()
        px = spec.get("support_px" if support else "size_px", spec.get("size_px")) or side
        if name == "sd":
            for layer in spec["layers"]:
                tap.attach(self._unet, f"{layer}.to_q", layer)
            return self.encode + self._counted(lambda: tap.run(len(spec["layers"]), self._denoise))
        x, model = self._empty(1, 3, px, px), self._dino if name == "dino" else self._clip
        tap.attach(model, spec["layer"], "layer")
        cells = px // spec["stride"]
        network = model if name == "dino" else sized(model.visual, cells, cells)
        return self._counted(lambda: tap.run(1, lambda: network(x)))

    @property
    def _latent(self) -> Any:
        side = self.shapes.picture_px // 8
        return self._empty(1, 4, side, side)

    def _denoise(self) -> Any:
        return self._unet(self._latent, 1, self._empty(1, CONTEXT, self.shapes.text["hidden_size"]))

    @cached_property
    def _unet(self) -> Any:
        return self._made(make_unet)

    @cached_property
    def _vae(self) -> Any:
        return self._made(make_vae)

    @cached_property
    def _dino(self) -> Any:
        return self._made(make_dino)

    @cached_property
    def _clip(self) -> Any:
        return self._made(make_clip)

    def _made(self, make: Callable[[Shapes], Any]) -> Any:
        import torch

        with torch.device("meta"):
            return make(self.shapes).eval()

    @staticmethod
    def _empty(*shape: int) -> Any:
        import torch

        return torch.empty(shape, device="meta")

    @staticmethod
    def _counted(work: Callable[[], Any]) -> float:
        from torch.utils.flop_counter import FlopCounterMode

        counter = FlopCounterMode(display=False)
        with counter:
            work()
        return float(counter.get_total_flops())
