"""Material for the generator: crops at the pack's resolutions as latents, with what the encoder sees in them.

A crop of a picture need not show every word that the picture is said to show. A word is kept for a crop when the
picture has it and the encoder, trained on picture-level words, finds it there; its map is later a hint for the cross-
attention.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from networks import SIZE_PX, make_clip, make_tokenizer, make_vae, tokenise
from pictures import Library, turn
from torch import nn
from train_encoder import Heads, encode
from words import THINGS, WORDS

CROPS = {0: 10, 1: 1}  # crops per picture of each resolution


@dataclass
class Seer:
    """The trained encoder with the parts that score words."""

    visual: nn.Module
    heads: Heads
    texts: torch.Tensor  # (W, D) unit length

    @classmethod
    def load(cls, cache: Path) -> Seer:
        """From CACHE/encoder.pt, averaged weights."""
        tokenizer = make_tokenizer(cache / "tokenizer")
        clip, heads = make_clip(len(tokenizer)).to(memory_format=torch.channels_last), Heads()
        both = nn.ModuleList([clip, heads]).eval().requires_grad_(False)
        both.load_state_dict(torch.load(cache / "encoder.pt", weights_only=True)["ema"])
        return cls(clip.visual, heads, F.normalize(clip.encode_text(tokenise(tokenizer, WORDS)), dim=1))

    @torch.no_grad()
    def dense(self, batch: torch.Tensor) -> torch.Tensor:
        """Raw dense map (B, D, h/8, w/8) of pictures in 0 to 1."""
        return encode(self.visual, batch)[0]

    @torch.no_grad()
    def word_maps(self, dense: torch.Tensor) -> torch.Tensor:
        """Logits of every word at every place: (B, W, h, w)."""
        scale = self.heads.log_scale.clamp(max=np.log(30)).exp()
        return scale * torch.einsum("bdhw,cd->bchw", self.heads.centre(dense), self.texts)

    def presence(self, maps: torch.Tensor) -> torch.Tensor:
        """Top-k pooled logits with the trained bias: (B, W); above 0 reads as present."""
        flat = maps.flatten(2)
        few = flat.topk(max(1, round(0.02 * flat.shape[2])), dim=2).values.mean(2)
        many = flat.topk(max(1, round(0.12 * flat.shape[2])), dim=2).values.mean(2)
        return torch.where(torch.tensor([w in THINGS for w in WORDS]), few, many) + self.heads.bias


def load_vae(cache: Path):
    """The trained autoencoder, averaged weights."""
    vae = make_vae().to(memory_format=torch.channels_last).eval().requires_grad_(False)
    vae.load_state_dict(torch.load(cache / "vae.pt", weights_only=True)["ema"])
    return vae


def crops(library: Library, resolution: int, rng: np.random.Generator):
    """Yields (numbers (n,), pictures (n, 3, SIZE_PX, SIZE_PX) in 0 to 1), CROPS of each, lightly jittered in scale.

    EuroSAT's 64 px pictures keep their 10 m and are continued by reflection.
    """
    count = len(library.pictures[resolution])
    for _ in range(CROPS[resolution]):
        for start in range(0, count, 48):
            numbers = np.arange(start, min(start + 48, count))
            if resolution == 0:
                side = int(rng.integers(int(SIZE_PX * 0.85), int(SIZE_PX * 1.4)))
                yield numbers, library.crop(0, numbers, side, SIZE_PX, rng)
                continue
            batch = library.crop(1, numbers, 64, 64, rng)
            left, top = int(rng.integers(0, SIZE_PX - 63)), int(rng.integers(0, SIZE_PX - 63))
            pads = (left, SIZE_PX - 64 - left, top, SIZE_PX - 64 - top)
            yield numbers, turn(F.pad(batch, pads, mode="reflect"), int(rng.integers(8)))


@torch.no_grad()
def make_latents(cache: Path, seed: int = 0) -> None:
    """Writes CACHE/latents.npz: latents, kept words and their maps of every crop, and the latents' scale."""
    library, seer, vae = Library.load(cache), Seer.load(cache), load_vae(cache)
    rng = np.random.default_rng(seed)
    out: dict[str, list] = {"latents": [], "words": [], "maps": [], "resolution": [], "pixels": []}
    for resolution in (0, 1):
        for numbers, batch in crops(library, resolution, rng):
            maps = seer.word_maps(seer.dense(batch))
            said = library.states[resolution][numbers] == 1
            found = seer.presence(maps) > (0.0 if resolution == 0 else -1e9)  # a 10 m crop is the whole picture
            shown = torch.sigmoid((maps - maps.mean((2, 3), keepdim=True)) / maps.std((2, 3), keepdim=True) * 1.5)
            out["latents"].append(vae.encode(batch * 2 - 1).latent_dist.mode().half().numpy())
            out["words"].append((said & found).numpy())
            out["maps"].append((shown * 255).byte().numpy())
            out["pixels"].append((batch * 255).byte().numpy())
            out["resolution"].append(np.full(len(numbers), resolution, np.int8))
    arrays = {k: np.concatenate(v) for k, v in out.items()}
    keep = arrays["words"].any(1) | (rng.random(len(arrays["words"])) < 0.15)
    arrays = {k: v[keep] for k, v in arrays.items()}
    scale = 1 / arrays["latents"].astype(np.float32).std()
    np.savez(cache / "latents.new.npz", scale=np.float32(scale), **arrays)
    (cache / "latents.new.npz").replace(cache / "latents.npz")
    found = {w: int(n) for w, n in zip(WORDS, arrays["words"].sum(0))}
    print(f"{len(arrays['latents'])} crops, latent scale {scale:.3f}, crops per word {found}", flush=True)
