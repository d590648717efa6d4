"""Material for the generator: crops at the pack's resolutions as latents, with the words that they show and where.

A crop of a picture need not show every word that the picture is said to show. Crops are aimed at the places that carry
a word by the teacher's labels, the purest of a few tries is taken, and a word is kept for a crop that shows enough of
it. The labels are the hint for the cross-attention. No pixel was labelled by hand.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from networks import SIZE_PX, make_vae
from pictures import Library, turn
from words import COARSE, COVER, FINE, THINGS, WORDS

CROPS = {FINE: 6, COARSE: 1}  # crops per picture of each resolution
TRIES = 4  # places looked at for each crop
PATCHY = {"river", "highway"}  # 10 m classes that fill a part of their pictures only
MADE_OF = {  # what the places of a scene are
    "residential": ["building", "tree", "grass", "road"],
    "intersection": ["road", "pavement"],
    "overpass": ["road", "pavement"],
    "parking lot": ["pavement", "car"],
    "river": ["water"],
    "runway": ["pavement"],
    "beach": ["sand"],
    "harbor": ["ship", "dock", "water"],
    "baseball diamond": ["bare soil", "sand", "grass"],
}
ENOUGH = {"thing": 0.04, "stuff": 0.12}  # share of a crop that a word needs to be in its caption


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
            side = int(rng.integers(int(SIZE_PX * 0.85), int(SIZE_PX * 1.4))) if resolution == FINE else 64
            yield numbers, library.crop(resolution, numbers, side, SIZE_PX, rng)


def word_maps(labels: np.ndarray, said: np.ndarray) -> np.ndarray:
    """Where a fine picture shows each of its words: (W, 32, 32) of 0 to 1 from labels (17, 32, 32) and `said` (W,)."""
    share = labels.astype(np.float32) / 255
    out = np.zeros((len(WORDS), *share.shape[1:]), np.float32)
    for word in np.flatnonzero(said):
        parts = [WORDS[word]] if WORDS[word] in COVER[FINE] else MADE_OF[WORDS[word]]
        out[word] = share[[COVER[FINE].index(p) for p in parts]].sum(0).clip(0, 1)
    return out


def aimed_crops(library: Library, labels: np.ndarray, rng: np.random.Generator):
    """Crops of the fine pictures. Yields (words (n, W) bool, pictures (n, 3, S, S), maps (n, W, S/8, S/8)), 0 to 1."""
    stack, states = library.pictures[FINE], library.states[FINE].numpy() == 1
    rare = 1 / np.sqrt(states.sum(0).clip(1))
    cells = SIZE_PX // 8
    least = np.array([ENOUGH["thing" if w in THINGS else "stuff"] for w in WORDS])
    for number in range(len(stack)):
        said = states[number]
        if not said.any():
            continue
        maps = word_maps(labels[number], said)
        whole = torch.from_numpy(stack[number]).permute(2, 0, 1)[None].float() / 255
        words, pictures, wheres = [], [], []
        for _ in range(CROPS[FINE]):
            chance = said * rare
            aim = rng.choice(len(WORDS), p=chance / chance.sum())
            wide = int(rng.integers(7, 12))  # cells
            places = rng.integers(0, 32 - wide + 1, (TRIES, 2))
            shares = [maps[aim, r : r + wide, c : c + wide].mean() for r, c in places]
            row, col = places[int(np.argmax(shares))]
            cut = whole[:, :, row * 8 : (row + wide) * 8, col * 8 : (col + wide) * 8]
            where = torch.from_numpy(maps[None, :, row : row + wide, col : col + wide])
            cut = F.interpolate(cut, (SIZE_PX, SIZE_PX), mode="bilinear", antialias=True, align_corners=False)
            where = F.interpolate(where, (cells, cells), mode="bilinear", antialias=True, align_corners=False)
            how = int(rng.integers(8))
            words.append(said & (where[0].mean((1, 2)).numpy() >= least))
            pictures.append(turn(cut, how))
            wheres.append(turn(where, how))
        yield np.stack(words), torch.cat(pictures), torch.cat(wheres)


@torch.no_grad()
def make_latents(cache: Path, seed: int = 0) -> None:
    """Writes CACHE/latents.npz: latents, kept words and their maps of every crop, and the latents' scale."""
    library, labels, vae = Library.load(cache), np.load(cache / "labels.npy"), load_vae(cache)
    rng = np.random.default_rng(seed)
    out: dict[str, list] = {"latents": [], "words": [], "maps": [], "resolution": []}

    def keep(words: np.ndarray, batch: torch.Tensor, where: torch.Tensor, resolution: int) -> None:
        shown = words.any(1) if resolution == FINE else np.ones(len(words), bool)
        batch, where = batch[torch.from_numpy(shown)], where[torch.from_numpy(shown)]
        if not len(batch):
            return
        out["latents"].append(vae.encode(batch * 2 - 1).latent_dist.mode().half().numpy())
        out["words"].append(words[shown])
        out["maps"].append((where * 255).byte().numpy())
        out["resolution"].append(np.full(len(batch), resolution, np.int8))

    for words, batch, where in aimed_crops(library, labels, rng):
        keep(words, batch, where, FINE)
    for numbers, batch in crops(library, COARSE, rng):  # a picture at 10 m is taken whole, with all its words
        words = (library.states[COARSE][numbers] == 1).numpy()
        patchy = words[:, [WORDS.index(w) for w in PATCHY]].any(1)
        level = np.where(patchy, 0.35, 1.0)[:, None] * words
        maps = torch.from_numpy(level.astype(np.float32))[:, :, None, None].expand(-1, -1, SIZE_PX // 8, SIZE_PX // 8)
        keep(words, batch, maps, COARSE)
    arrays = {k: np.concatenate(v) for k, v in out.items()}
    started = torch.load(cache / "vae.pt", weights_only=True).get("scale")  # a pack's denoiser goes on with its own
    scale = started or 1 / arrays["latents"].astype(np.float32).std()
    np.savez(cache / "latents.new.npz", scale=np.float32(scale), **arrays)
    (cache / "latents.new.npz").replace(cache / "latents.npz")
    found = {w: int(n) for w, n in zip(WORDS, arrays["words"].sum(0))}
    print(f"{len(arrays['latents'])} crops, latent scale {scale:.3f}, crops per word {found}", flush=True)
