"""A pack's CLIP as DEDOS works in it: up to the first injection (frozen, kept), and from there to the joint space.

Two forms. `vit`: a ViT of open_clip, injected after a third, two thirds and all of its blocks, the last block by its
values alone, as CAT-Seg (Cho et al., CVPR 2024) makes CLIP dense. `stage`, a variant of ours: a network whose last
stage already lies in the joint space once the pack's mean is taken away; there the injection is a residual behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import torch
from torch.nn import functional as F

from ...errors import ModelError
from ..clip import open_clip_model
from ..device import in_words, one_thread
from ..features import sized

if TYPE_CHECKING:
    from ..networks import Networks

Inject = Callable[[int, torch.Tensor], torch.Tensor]  # site, patches (B, N, C) -> the same
Kept = tuple[torch.Tensor, tuple[int, int]]  # of windows, before the first injection; rows and columns of patches


class Tower(Protocol):
    """A frozen CLIP.

    Attributes:
        form: "vit" or "stage".
        width: C, of what is injected into.
        sites: How often.
        dim: D, of the joint space.
        start: What cosines are multiplied by in the softmax before anything is learned.
    """

    form: str
    width: int
    sites: int
    dim: int
    start: float

    def before(self, windows: np.ndarray) -> Kept:
        """What is kept of windows (B, 3, h, w) uint8; of each the same, whatever the others are."""
        ...

    def after(self, kept: Kept, inject: Inject) -> torch.Tensor:
        """Places in the joint space (B, D, rows, cols), of no certain length; gradients pass."""
        ...

    def texts(self, words: Sequence[str]) -> torch.Tensor:
        """(W, D) float32."""
        ...


class Stage:
    """The extractor of a pack that has `text`; see `Tower`."""

    form, sites, start = "stage", 1, 25.0

    def __init__(self, networks: Networks, spec: Mapping[str, Any], mean: np.ndarray | None) -> None:
        self.networks, self.name, self.template = networks, str(spec["name"]), str(spec["text"])
        self.extractor = networks.extractor(self.name)
        self.width = self.dim = self.extractor.dim
        centre = np.zeros(self.dim, np.float32) if mean is None else np.asarray(mean, np.float32).ravel()
        self.mean = torch.from_numpy(centre).to(networks.device)[:, None, None]

    def before(self, windows: np.ndarray) -> Kept:
        """See `Tower`."""
        maps = self.extractor.encode(windows).clone() - self.mean  # a copy may take part in what learns
        return maps.flatten(2).transpose(1, 2), (maps.shape[2], maps.shape[3])

    def after(self, kept: Kept, inject: Inject) -> torch.Tensor:
        """See `Tower`."""
        return inject(0, kept[0]).transpose(1, 2).unflatten(2, kept[1])

    def texts(self, words: Sequence[str]) -> torch.Tensor:
        """See `Tower`."""
        phrases = [self.template.replace("{word}", word) for word in words]
        return torch.from_numpy(self.networks.texts(self.name).phrase_embeddings(phrases)).to(self.networks.device)


class Vit:
    """The ViT that is a pack's classifier; see `Tower`."""

    form, start = "vit", 100.0

    def __init__(self, networks: Networks, folder: str, size_px: int = 0) -> None:
        self.networks, self.size_px = networks, size_px
        self.visual: Any = open_clip_model(networks, folder).visual
        self.blocks = list(self.visual.transformer.resblocks)
        depth = len(self.blocks)
        self.after_blocks = sorted({max(1, depth // 3), max(1, 2 * depth // 3), depth})
        self.sites = len(self.after_blocks)
        self.width, self.dim = int(self.visual.ln_post.weight.shape[0]), int(self.visual.proj.shape[1])
        self.patch = int(self.visual.conv1.kernel_size[0])
        device = networks.device
        self.mean, self.std = (
            torch.tensor(values, dtype=torch.float32, device=device).reshape(3, 1, 1)
            for values in (self.visual.image_mean, self.visual.image_std)
        )

    def before(self, windows: np.ndarray) -> Kept:
        """See `Tower`."""
        one_thread(self.networks.device)
        with in_words(self.networks.pack, self.networks.device), torch.no_grad():
            step = 1 if self.networks.device == "cpu" else max(1, len(windows))
            made = [self._before(windows[i : i + step]) for i in range(0, len(windows), step)]
        return torch.cat([tokens for tokens, _ in made]), made[0][1]

    def _before(self, windows: np.ndarray) -> Kept:
        x = torch.from_numpy(np.ascontiguousarray(windows)).to(self.mean.device).float() / 255
        if self.size_px:
            x = F.interpolate(x, (self.size_px, self.size_px), mode="bilinear", align_corners=False)
        rows, cols = x.shape[2] // self.patch, x.shape[3] // self.patch
        x = (x[:, :, : rows * self.patch, : cols * self.patch] - self.mean) / self.std
        visual: Any = sized(self.visual, rows, cols)
        patches = visual.conv1(x).flatten(2).transpose(1, 2)
        first = visual.class_embedding.expand(len(x), 1, -1)
        tokens = visual.ln_pre(torch.cat([first, patches], 1) + visual.positional_embedding)
        for number in range(self.after_blocks[0]):
            tokens = self._block(number, tokens)
        return tokens, (rows, cols)

    def _block(self, number: int, tokens: torch.Tensor) -> torch.Tensor:
        block = self.blocks[number]
        if number < len(self.blocks) - 1:
            return block(tokens)
        attn, width = block.attn, self.width
        values = F.linear(block.ln_1(tokens), attn.in_proj_weight[2 * width :], attn.in_proj_bias[2 * width :])
        tokens = tokens + block.ls_1(attn.out_proj(values))
        return tokens + block.ls_2(block.mlp(block.ln_2(tokens)))

    def after(self, kept: Kept, inject: Inject) -> torch.Tensor:
        """See `Tower`."""
        tokens, grid = kept
        for site, until in enumerate(self.after_blocks):
            for number in range(self.after_blocks[site - 1] if site else until, until):
                tokens = self._block(number, tokens)
            tokens = torch.cat([tokens[:, :1], inject(site, tokens[:, 1:])], 1)
        places = self.visual.ln_post(tokens[:, 1:]) @ self.visual.proj
        return places.transpose(1, 2).unflatten(2, grid)

    def texts(self, words: Sequence[str]) -> torch.Tensor:
        """See `Tower`."""
        return torch.from_numpy(self.networks.classifier.text_embeddings(words)).to(self.networks.device)


def tower_of(networks: Networks, means: Mapping[str, np.ndarray]) -> Tower:
    """The pack's CLIP.

    Args:
        networks: Of the pack.
        means: `<extractor>.mean` of the pack's calibration, where it has one.

    Raises:
        ModelError: no CLIP of the pack can be compared with words place by place.
    """
    manifest = networks.pack.manifest
    aligned = next((e for e in manifest["extractors"] if e.get("text")), None)
    if aligned is not None:
        return Stage(networks, aligned, means.get(f"{aligned['name']}.mean"))
    spec = manifest.get("classifier") or {}
    if spec.get("kind") == "open_clip":
        visual = open_clip_model(networks, spec["folder"]).visual
        if _plain_vit(visual):
            of_windows = [e for e in manifest["extractors"] if e.get("folder") == spec["folder"]]
            size_px = next((int(e.get("size_px", 0)) for e in of_windows), 0)
            return Vit(networks, spec["folder"], size_px)
    raise ModelError(
        f"The pack “{networks.pack.name}” has no CLIP whose places can be compared with words.",
        "Use the pack starter, or one whose classifier is a ViT.",
    )


def _plain_vit(visual: Any) -> bool:
    parts = ("conv1", "class_embedding", "positional_embedding", "ln_pre", "transformer", "ln_post")
    whole = all(hasattr(visual, part) for part in parts) and getattr(visual, "proj", None) is not None
    return whole and getattr(visual, "attn_pool", None) is None and visual.transformer.batch_first
