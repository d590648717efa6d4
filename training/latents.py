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
from train_encoder import Heads, encode, pooled
from words import WORDS

CROPS = {0: 4, 1: 1}  # crops per picture of each resolution


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
        return pooled(maps) + self.heads.bias


def load_vae(cache: Path):
    """The trained autoencoder, averaged weights."""
    vae = make_vae().to(memory_format=torch.channels_last).eval().requires_grad_(False)
    vae.load_state_dict(torch.load(cache / "vae.pt", weights_only=True)["ema"])
    return vae


def crops(library: Library, resolution: int, rng: np.random.Generator):
    """Yields (numbers (n,), pictures (n, 3, SIZE_PX, SIZE_PX) in 0 to 1), CROPS of each at random places."""
    count = len(library.pictures[resolution])
    for _ in range(CROPS[resolution]):
        for start in range(0, count, 48):
            numbers = np.arange(start, min(start + 48, count))
            side = int(rng.integers(int(SIZE_PX * 0.85), int(SIZE_PX * 1.4))) if resolution == 0 else 64
            yield numbers, library.crop(resolution, numbers, side, SIZE_PX, rng)


def shown(maps: torch.Tensor) -> torch.Tensor:
    """Word maps as what stands out in the picture: (B, W, h, w) in 0 to 1."""
    return torch.sigmoid((maps - maps.mean((2, 3), keepdim=True)) / maps.std((2, 3), keepdim=True) * 1.5)


def aimed_crops(library: Library, seer: Seer, rng: np.random.Generator):
    """Crops of the fine pictures, each aimed at a place where the encoder finds one of the picture's words.

    Yields (words (n, W) bool, pictures (n, 3, S, S) in 0 to 1, maps (n, W, S/8, S/8) in 0 to 1).
    """
    stack, states = library.pictures[0], library.states[0].numpy() == 1
    rare = 1 / np.sqrt(states.sum(0).clip(1))
    cells = SIZE_PX // 8
    for start in range(0, len(stack), 16):
        whole = torch.from_numpy(stack[start : start + 16]).permute(0, 3, 1, 2).float() / 255
        maps = seer.word_maps(seer.dense(whole))
        bright = shown(maps)
        words, pictures, wheres = [], [], []
        for i, _k in np.ndindex(len(whole), CROPS[0]):
            said = states[start + i]
            chance = said * rare if said.any() else np.ones(len(WORDS))
            aim = rng.choice(len(WORDS), p=chance / chance.sum())
            top = maps[i, aim].flatten().topk(80).indices.numpy()
            centre = np.array(np.divmod(rng.choice(top), maps.shape[3])) * 8 + 4
            side = int(rng.integers(int(SIZE_PX * 0.85), int(SIZE_PX * 1.4)))
            corner = (centre - side / 2 + rng.uniform(-0.25, 0.25, 2) * side).clip(0, 256 - side).astype(int)
            rows, cols = (slice(c, c + side) for c in corner)
            at = [slice(c // 8, -(-(c + side) // 8)) for c in corner]
            how = int(rng.integers(8))
            cut = F.interpolate(whole[i : i + 1, :, rows, cols], (SIZE_PX, SIZE_PX), mode="bilinear", antialias=True)
            where = F.interpolate(bright[i : i + 1, :, at[0], at[1]], (cells, cells), mode="bilinear")
            found = seer.presence(maps[i : i + 1, :, at[0], at[1]])[0].numpy() > 0
            found[aim] = True
            words.append(said & found)
            pictures.append(turn(cut, how))
            wheres.append(turn(where, how))
        yield np.stack(words), torch.cat(pictures), torch.cat(wheres)


@torch.no_grad()
def make_latents(cache: Path, seed: int = 0) -> None:
    """Writes CACHE/latents.npz: latents, kept words and their maps of every crop, and the latents' scale."""
    library, seer, vae = Library.load(cache), Seer.load(cache), load_vae(cache)
    rng = np.random.default_rng(seed)
    out: dict[str, list] = {"latents": [], "words": [], "maps": [], "resolution": []}

    def keep(words: np.ndarray, batch: torch.Tensor, where: torch.Tensor, resolution: int) -> None:
        out["latents"].append(vae.encode(batch * 2 - 1).latent_dist.mode().half().numpy())
        out["words"].append(words)
        out["maps"].append((where * 255).byte().numpy())
        out["resolution"].append(np.full(len(words), resolution, np.int8))

    for words, batch, where in aimed_crops(library, seer, rng):
        keep(words, batch, where, 0)
    for numbers, batch in crops(library, 1, rng):  # a picture at 10 m is taken whole, with all its words
        keep((library.states[1][numbers] == 1).numpy(), batch, shown(seer.word_maps(seer.dense(batch))), 1)
    arrays = {k: np.concatenate(v) for k, v in out.items()}
    scale = 1 / arrays["latents"].astype(np.float32).std()
    np.savez(cache / "latents.new.npz", scale=np.float32(scale), **arrays)
    (cache / "latents.new.npz").replace(cache / "latents.npz")
    found = {w: int(n) for w, n in zip(WORDS, arrays["words"].sum(0))}
    print(f"{len(arrays['latents'])} crops, latent scale {scale:.3f}, crops per word {found}", flush=True)
