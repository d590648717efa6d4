"""Dense features of pictures and windows, one class per kind of network, all behind `Extractor.encode`.

Source: OVDiff, section 3.2 (feature extractors): queries of the U-Net's cross-attention, keys of a ViT, or the map of
a convolutional tower. A layer is tapped by a hook, and the forward pass ends there.
"""

from __future__ import annotations

import copy
import inspect
import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from ..errors import ModelError
from .device import Place, in_words, one_thread, precision
from .noisy import Kept, NoisyUNet, map_shape
from .tap import Tap, run_together, tokens_to_map

if TYPE_CHECKING:
    from .generator import Generator


class DrawingPlace(Place, Protocol):
    """A place whose generator can be asked for, too: its U-Net is an extractor."""

    @property
    def generator(self) -> Generator:
        """Draws support pictures."""
        ...


class Extractor:
    """A feature extractor of a pack.

    Attributes:
        name: In the pack.
        stride: Pixels of the input per cell of its map.
        dim: D.
        dtype: What its network computes in; features are float32 whatever it is.
    """

    def __init__(self, place: Place, spec: Mapping[str, Any]) -> None:
        self.pack, self.device, self.place = place.pack, place.device, place
        self.dtype: torch.dtype = getattr(torch, precision(self.pack, self.device))
        self.name, self.stride, self.dim = str(spec["name"]), int(spec["stride"]), int(spec["dim"])
        self.size_px = int(spec.get("size_px", 0))  # windows are brought to this side first; 0 takes them as they are
        self.support_px = int(spec.get("support_px", self.size_px))  # the same for support pictures
        self.zoom = float(spec.get("zoom", 1))  # pictures and windows of any side are enlarged by this
        self.mean, self.std = (torch.zeros(3, 1, 1), torch.ones(3, 1, 1))

    def _statistics(self, mean: Any, std: Any) -> None:
        self.mean = torch.tensor(mean, dtype=torch.float32, device=self.device).reshape(3, 1, 1)
        self.std = torch.tensor(std, dtype=torch.float32, device=self.device).reshape(3, 1, 1)

    def _forward(self, x: torch.Tensor) -> torch.Tensor:
        """Features (B, D, h', w') of normalised pictures (B, 3, h, w)."""
        raise NotImplementedError

    def _size(self, pictures: np.ndarray, side: int) -> tuple[int, int]:
        """Rows and columns that pictures (B, 3, h, w) are brought to."""
        rows, cols = pictures.shape[2:]
        return side or round(rows * self.zoom), side or round(cols * self.zoom)

    def looks_like(self, support: bool) -> Hashable:
        """The same for extractors that can look together: they see the same of a picture by the same network."""
        return id(self), support

    def _forward_with(self, x: torch.Tensor, fellows: Sequence[Extractor]) -> list[torch.Tensor]:
        """The same of this one and of those that look together with it."""
        if fellows:
            raise ValueError("this one looks alone")
        return [self._forward(x)]

    @torch.inference_mode()
    def _encode(
        self, pictures: np.ndarray, side: int, kept: Kept | None, fellows: Sequence[Extractor] = ()
    ) -> list[torch.Tensor]:
        x = torch.from_numpy(np.ascontiguousarray(pictures)).to(self.device).float() / 255
        if side or self.zoom != 1:
            size = self._size(pictures, side)
            x = F.interpolate(x, size, mode="bilinear", align_corners=False)
        x = (x - self.mean) / self.std
        if self.dtype == torch.float32:
            return [f.float() for f in self._forward_with(x, fellows)]
        with torch.autocast(self.device, self.dtype):  # products and convolutions; sums, norms and softmax stay float32
            features = [f.float() for f in self._forward_with(x, fellows)]
        sufficed = [one._are_numbers(f) for one, f in zip((self, *fellows), features)]  # each tells for itself
        if all(sufficed):
            return features
        return [f.float() for f in self._forward_with(x, fellows)]  # the weights are float32

    def _are_numbers(self, features: torch.Tensor) -> bool:
        """Whether half precision sufficed; where it did not, the user is told that it is done again."""
        if torch.isfinite(features).all():
            return True
        self.place.notes.append(
            f"Half precision gave no numbers for the extractor “{self.name}”; "
            "what it saw was computed again in full precision."
        )
        return False

    def encode(self, pictures: np.ndarray, support: bool = False, kept: Kept | None = None) -> torch.Tensor:
        """Features of pictures or windows.

        On a CPU they are taken one at a time with one intra-op thread, so that a window's features depend on nothing
        but the window.

        Args:
            pictures: (B, 3, h, w) uint8.
            support: Whether they are support pictures, for which a pack may have another size.
            kept: Latents, for an extractor that looks through an autoencoder; no other reads it.

        Returns:
            (B, D, h', w') float32 on the extractor's device.

        Raises:
            ModelError: memory does not suffice, or the map has not the dimension that the pack says.
        """
        return self.encode_with((), pictures, support, kept)[0]

    def encode_with(
        self, fellows: Sequence[Extractor], pictures: np.ndarray, support: bool = False, kept: Kept | None = None
    ) -> list[torch.Tensor]:
        """Features of this extractor and of others that `looks_like` says can look together with it, by one pass.

        The bits are those of each alone. See `encode`.
        """
        one_thread(self.device)
        side = self.support_px if support else self.size_px
        with in_words(self.pack, self.device):
            if self.device == "cpu":
                each = [self._encode(pictures[i : i + 1], side, kept, fellows) for i in range(len(pictures))]
                features = [torch.cat(parts) for parts in zip(*each)]
            else:
                features = self._encode(pictures, side, kept, fellows)
        for extractor, made in zip((self, *fellows), features):
            if made.shape[1] != extractor.dim:
                raise ModelError(
                    f"The extractor “{extractor.name}” gives {made.shape[1]} channels; its pack says {extractor.dim}.",
                    "Fetch or copy the pack again.",
                )
        return features


def encode_all(
    extractors: Sequence[Extractor], pictures: np.ndarray, support: bool = False, kept: Kept | None = None
) -> dict[str, torch.Tensor]:
    """Features of pictures by extractor, see `Extractor.encode`; those that can look together do."""
    groups: dict[Hashable, list[Extractor]] = {}
    for extractor in extractors:
        groups.setdefault(extractor.looks_like(support), []).append(extractor)
    made: dict[str, torch.Tensor] = {}
    for first, *fellows in groups.values():
        features = first.encode_with(fellows, pictures, support, kept)
        made.update({extractor.name: f for extractor, f in zip((first, *fellows), features)})
    return {extractor.name: made[extractor.name] for extractor in extractors}


class OpenClip(Extractor):
    """A layer of an open_clip image tower: convolutional map, ViT tokens, or (":keys") ViT keys."""

    def __init__(self, place: Place, spec: Mapping[str, Any]) -> None:
        super().__init__(place, spec)
        from .clip import open_clip_model

        model = open_clip_model(place, spec["folder"])
        self.visual = model.visual
        self._statistics(self.visual.image_mean, self.visual.image_std)
        self._tap = Tap()
        self._tap.attach(model, spec["layer"], "layer")

    def looks_like(self, support: bool) -> Hashable:
        """Layers of one tower, of pictures brought to one size."""
        grid = None if getattr(self.visual, "positional_embedding", None) is None else self.stride
        return id(self.visual), self.zoom, self.support_px if support else self.size_px, grid

    def _forward(self, x: torch.Tensor) -> torch.Tensor:
        visual = sized(self.visual, x.shape[2] // self.stride, x.shape[3] // self.stride)
        return self._map(self._tap.run(1, lambda: visual(x)), x)

    def _forward_with(self, x: torch.Tensor, fellows: Sequence[Extractor]) -> list[torch.Tensor]:
        together = [self, *(one for one in fellows if isinstance(one, OpenClip))]
        if len(together) == 1:
            return [self._forward(x)]
        visual = sized(self.visual, x.shape[2] // self.stride, x.shape[3] // self.stride)
        seen = run_together([one._tap for one in together], 1, lambda: visual(x))
        return [one._map(of_one, x) for one, of_one in zip(together, seen)]

    def _map(self, seen: Mapping[str, torch.Tensor], x: torch.Tensor) -> torch.Tensor:
        out = seen["layer"]
        return out if out.ndim == 4 else tokens_to_map(out, x.shape[2] // self.stride, x.shape[3] // self.stride)


def sized(visual: nn.Module, rows: int, cols: int) -> nn.Module:
    """A tower for a grid of patches: a ViT's position embedding is resized (bicubic), weights stay shared."""
    old, grid = getattr(visual, "positional_embedding", None), getattr(visual, "grid_size", None)
    if old is None or grid is None or tuple(grid) == (rows, cols):
        return visual
    extra = old.shape[0] - grid[0] * grid[1]
    maps = old[extra:].T.reshape(1, -1, *grid).float()
    maps = F.interpolate(maps, (rows, cols), mode="bicubic", align_corners=False)
    resized = torch.cat([old[:extra], maps.reshape(maps.shape[1], -1).T.to(old.dtype)])
    made = copy.copy(visual)
    made._parameters = {**visual._parameters, "positional_embedding": nn.Parameter(resized, False)}
    return made


class UNet(Extractor):
    """Queries of the generator's cross-attention for a window with a little noise and an empty prompt."""

    def __init__(self, place: DrawingPlace, spec: Mapping[str, Any], generator: Generator | None = None) -> None:
        """Open it with the generator of the pack, or with this one."""
        super().__init__(place, spec)
        self.place: DrawingPlace = place
        self.spec, self.generator = spec, generator or place.generator
        self.dtype = self.generator.dtype
        self.noisy = NoisyUNet(self.generator, int(spec["timestep"]))
        self.layers = list(spec["layers"])
        self._tap = Tap()
        for layer in self.layers:
            self._tap.attach(self.noisy.unet, f"{layer}.to_q", layer)

    @torch.inference_mode()
    def _encode(
        self, pictures: np.ndarray, side: int, kept: Kept | None, fellows: Sequence[Extractor] = ()
    ) -> list[torch.Tensor]:
        features = self._seen(pictures, side, kept)
        if self.dtype == torch.float32 or self._are_numbers(features):
            return [features]

        def full() -> UNet:
            return UNet(self.place, self.spec, self.generator.full)

        key, what = f"{self.name}:full", f"feature extractor {self.name}"
        return [self.place.shared(key, what, full)._seen(pictures, side, None)]

    def _seen(self, pictures: np.ndarray, side: int, kept: Kept | None) -> torch.Tensor:
        """Features in the generator's precision."""
        noisy = self.noisy.latents(pictures, self._size(pictures, side), kept)
        seen = self._tap.run(len(self.layers), lambda: self.noisy.look(noisy))
        maps = []
        for layer in self.layers:
            shape = map_shape((noisy.shape[2], noisy.shape[3]), seen[layer].shape[1])
            maps.append(tokens_to_map(seen[layer], *shape).float())
        largest = max((m.shape[2:] for m in maps), key=lambda size: size[0])
        return torch.cat([F.interpolate(m, largest, mode="bilinear", align_corners=False) for m in maps], 1)


class Transformers(Extractor):
    """A vision model of transformers: its last hidden state, or the output of `layer`, such as a key projection."""

    def __init__(self, place: Place, spec: Mapping[str, Any]) -> None:
        super().__init__(place, spec)
        from transformers import AutoModel
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()

        folder = place.pack.root / spec["folder"]
        self.model = AutoModel.from_pretrained(  # nosec B615
            folder, dtype=torch.float32, local_files_only=True, use_safetensors=True, trust_remote_code=False
        )
        self.model = self.model.float().to(self.device).eval().requires_grad_(False)
        preprocess = json.loads((folder / "preprocessor_config.json").read_text(encoding="utf-8"))
        self._statistics(preprocess["image_mean"], preprocess["image_std"])
        self._tap = Tap()
        self.layer = str(spec.get("layer", ""))
        if self.layer:
            self._tap.attach(self.model, self.layer, "layer")
        known = inspect.signature(self.model.forward).parameters
        self._extra = {"interpolate_pos_encoding": True} if "interpolate_pos_encoding" in known else {}

    def _forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.layer:
            out = self._tap.run(1, lambda: self.model(pixel_values=x, **self._extra))["layer"]
        else:
            out = self.model(pixel_values=x, **self._extra).last_hidden_state
        return out if out.ndim == 4 else tokens_to_map(out, x.shape[2] // self.stride, x.shape[3] // self.stride)


class Timm(Extractor):
    """A timm backbone with its own config and safetensors.

    A feature level (`level`, -1 the last), or the output of a module (`layer`), such as "blocks.11.attn.qkv:keys".
    """

    def __init__(self, place: Place, spec: Mapping[str, Any]) -> None:
        super().__init__(place, spec)
        folder = place.pack.root / spec["folder"]
        self.layer = str(spec.get("layer", ""))
        levels = {"features_only": True, "out_indices": (int(spec.get("level", -1)),)}
        model = timm_of_any_size(folder, **({} if self.layer else levels))
        self.model = model.float().to(self.device).eval().requires_grad_(False)
        config = self.model.pretrained_cfg
        self._statistics(config["mean"], config["std"])
        self._tap = Tap()
        if self.layer:
            self._tap.attach(self.model, self.layer, "layer")
        self._patch = patch_of(self.model)

    def _forward(self, x: torch.Tensor) -> torch.Tensor:
        down, over = self._patch  # what is no whole patch is left out, as by every other ViT; timm would refuse it
        x = x[:, :, : x.shape[2] // down * down, : x.shape[3] // over * over]
        if not self.layer:
            return self.model(x)[-1]
        out = self._tap.run(1, lambda: self.model(x))["layer"]
        return out if out.ndim == 4 else tokens_to_map(out, x.shape[2] // self.stride, x.shape[3] // self.stride)


def patch_of(model: nn.Module) -> tuple[int, int]:
    """Sides of a timm model's patches; (1, 1) for a network without patches."""
    from timm.layers import PatchEmbed

    return next((tuple(m.patch_size) for m in model.modules() if isinstance(m, PatchEmbed)), (1, 1))


def timm_of_any_size(folder: Path, **options: Any) -> nn.Module:
    """A timm model from a folder; a ViT's position embedding follows the size of its input."""
    import timm

    name = f"local-dir:{folder}"
    try:
        return timm.create_model(name, pretrained=True, dynamic_img_size=True, **options)
    except TypeError:  # what has no positions has no such option, and takes any size
        return timm.create_model(name, pretrained=True, **options)


KINDS: dict[str, Callable[[Any, Mapping[str, Any]], Extractor]] = {
    "open_clip": OpenClip,
    "unet": UNet,
    "transformers": Transformers,
    "timm": Timm,
}


def make_extractor(place: DrawingPlace, name: str) -> Extractor:
    """The extractor that the pack lists under a name.

    Raises:
        ModelError: its kind is unknown.
    """
    spec = next(e for e in place.pack.manifest["extractors"] if e["name"] == name)
    if spec["kind"] not in KINDS:
        raise ModelError(
            f"The pack “{place.pack.name}” has an extractor of an unknown kind, {spec['kind']}.",
            f"This version knows {', '.join(KINDS)}; update Terralex.",
        )
    return KINDS[spec["kind"]](place, spec)
