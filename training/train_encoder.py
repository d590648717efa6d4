"""Fine-tunes the small CLIP: every place of the trunk's dense map near the text of what the place shows.

What a place shows comes from the teacher's soft labels, which know picture-level words only; once on the way the
encoder takes a part of the teacher's place. A 10 m picture has one class for all its places. The pooled picture is
compared with the texts too, for the prefilter.

The trunk came from a million photographs, and what it knows of them is what carries over to other places: longer
training made it better on the training pictures and worse elsewhere. So it is kept near where it began: its first
stages and its normalisation are frozen, its rate is a tenth of the heads', after each step its weights are drawn
towards the start, and what is kept is the state that finds words best in photographs held back, seen otherwise.
"""

from __future__ import annotations

import argparse
import copy
import json
import math
import time
from functools import partial
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from encoder import COLUMNS, Heads, losses
from held_back import measure
from networks import TAP, VIEW, ZOOM, make_clip, make_tokenizer, make_vae, stages, tokenise
from pictures import Library
from teacher import assign, join_words, on_grid, present_kinds, split_kinds, typical_shares
from torch import nn
from views import mosaic, patched, sample, seen_otherwise, squares
from words import COARSE, FINE, PROMPTS, WORDS

COUNTS = {"single": 3, "cut": 2, "by two": 1, "by four": 1, "coarse": 1, "coarse by two": 2}  # views of a batch
CELLS = round(VIEW * ZOOM / 16)  # a view's side on the dense map
FROZEN = ("visual.trunk.conv_stem", "visual.trunk.blocks.0", "visual.trunk.blocks.1")
EVERY = 100  # steps between two looks at the photographs held back
PATIENCE = 3  # looks without a gain that end the training


def picture_batch(library: Library, resolution: int, numbers: np.ndarray) -> torch.Tensor:
    """Whole pictures in 0 to 1: (B, 3, H, W)."""
    return torch.from_numpy(library.pictures[resolution][numbers]).permute(0, 3, 1, 2).float() / 255


def draw(library: Library, labels: torch.Tensor, rng: np.random.Generator, vae: nn.Module | None, light: float) -> dict:
    """A batch: pictures, soft labels of the fine ones, and what the pictures' words are.

    Where squares of several pictures meet, each place must get the words of its own picture, whatever lies beside it:
    the trunk sees further than a place, and what is usual around a word must not stand for the word.
    """

    def fine(count: int, low: float, high: float, out: int, cells: int, finer: int):
        numbers = library.draw(FINE, count, rng)
        matrices = squares(count, torch.empty(count).uniform_(low, high), 256)
        goal = sample(labels[numbers].float() / 255, matrices, cells, 2)
        return numbers, sample(picture_batch(library, FINE, numbers), matrices, out, finer), goal

    numbers, single, goal = fine(COUNTS["single"], 70, 240, VIEW, CELLS, 2)
    _, whole, goal1 = fine(COUNTS["cut"] * 4, 70, 240, VIEW, CELLS, 2)
    _, two, goal2 = fine(COUNTS["by two"] * 4, 100, 256, VIEW // 2, CELLS // 2, 4)
    _, four, goal4 = fine(COUNTS["by four"] * 16, 120, 256, VIEW // 4, CELLS // 4, 6)
    coarse, tiles = (library.draw(COARSE, n, rng) for n in (COUNTS["coarse"], COUNTS["coarse by two"] * 4))
    large = F.interpolate(picture_batch(library, COARSE, coarse), (VIEW, VIEW), mode="bilinear", align_corners=False)
    small = picture_batch(library, COARSE, tiles)
    lines = torch.randint(1, 4, (COUNTS["cut"], 2))
    turned = [torch.rot90(t, int(rng.integers(4)), (2, 3)) for t in (large, small)]
    seen = partial(seen_otherwise, light=light)
    pictures = torch.cat([
        seen(single), patched(seen(whole), lines), mosaic(seen(two), 2), mosaic(seen(four), 4),
        seen(turned[0]), mosaic(seen(turned[1]), 2),
    ])  # fmt: skip
    if vae is not None and rng.random() < 0.25:  # as the support pictures will be
        some = slice(int(rng.integers(3)), None, 3)
        pictures[some] = round_trip(vae, pictures[some])
    goals = torch.cat([goal, patched(goal1, lines), mosaic(goal2, 2), mosaic(goal4, 4)])
    return {
        "pictures": pictures, "goals": goals / goals.sum(1, keepdim=True).clamp_min(1e-4),
        "states": library.states[FINE][numbers], "single": library.states[COARSE][coarse],
        "tiles": library.states[COARSE][tiles],
    }  # fmt: skip


@torch.no_grad()
def relabel(clip: nn.Module, heads: Heads, library: Library) -> torch.Tensor:
    """The encoder's own soft labels of every fine picture: (N, 17, 32, 32) uint8 of 255ths."""
    out, states = [], library.states[FINE]
    for start in range(0, len(states), 16):
        numbers = np.arange(start, min(start + 16, len(states)))
        logits = heads.dense.logits(stages(clip.visual.trunk, picture_batch(library, FINE, numbers))[TAP])
        logits = join_words(logits[:, COLUMNS[FINE]])
        chances = assign(logits.flatten(2).transpose(1, 2), present_kinds(states[numbers]), typical_shares())
        chances = chances.transpose(1, 2).unflatten(2, logits.shape[2:])
        out.append((on_grid(split_kinds(chances, states[numbers])) * 255).round().byte())
    return torch.cat(out)


def load_vae(cache: Path):
    """The autoencoder, once trained: some views are then its round trips, as the support pictures will be."""
    if not (cache / "vae.pt").exists():
        return None
    vae = make_vae().to(memory_format=torch.channels_last)
    vae.load_state_dict(torch.load(cache / "vae.pt", weights_only=True)["ema"])
    return vae.eval().requires_grad_(False)


@torch.no_grad()
def round_trip(vae, batch: torch.Tensor) -> torch.Tensor:
    """Pictures of 0 to 1 through the autoencoder."""
    latent = vae.encode(batch * 2 - 1).latent_dist.mode()
    return (vae.decode(latent).sample / 2 + 0.5).clamp(0, 1)


def frozen_parts(clip: nn.Module, norms: bool) -> None:
    """Freezes what stays; with `norms` the first stages and every normalisation of the trunk."""
    for name, parameter in clip.named_parameters():
        norm = ".bn" in name and name.startswith("visual.trunk")
        stays = norms and (norm or name.startswith(FROZEN))
        parameter.requires_grad_(not (stays or name == "logit_scale"))
    clip.visual.trunk.train(not norms)


class Training:
    """State of the training: what is saved and continued."""

    def __init__(self, cache: Path, rate: float, trunk_rate: float, keep: float, norms: bool) -> None:
        torch.manual_seed(0)
        self.cache, self.keep = cache, keep
        self.tokenizer = make_tokenizer(cache / "tokenizer")
        clip = make_clip(len(self.tokenizer), cache / "trunk.safetensors").to(memory_format=torch.channels_last)
        self.both = nn.ModuleList([clip, Heads()])
        frozen_parts(clip, norms)
        self.ema = copy.deepcopy(self.both).eval().requires_grad_(False)
        named = [(n, p) for n, p in self.both.named_parameters() if p.requires_grad]
        slow = [p for n, p in named if n.startswith("0.visual.trunk")]
        fast = [p for n, p in named if not n.startswith("0.visual.trunk")]
        self.slow, self.start = slow, [p.detach().clone() for p in slow]
        groups = [{"params": slow, "top": trunk_rate, "weight_decay": 0.0}, {"params": fast, "top": rate}]
        self.optimiser = torch.optim.AdamW(groups, lr=rate, weight_decay=0.03)
        self.step, self.looks, self.relabelled = 0, [], 0

    def advance(self, batch: dict, captions: torch.Tensor, progress: float) -> dict[str, float]:
        """One step."""
        self.both[1].train()
        factor = max(min(1, (self.step + 1) / 60) * 0.5 * (1 + math.cos(math.pi * progress)), 0.01)
        for group in self.optimiser.param_groups:
            group["lr"] = group["top"] * factor
        parts = losses(self.both[0], self.both[1], batch, captions)
        self.optimiser.zero_grad(set_to_none=True)
        sum(parts.values()).backward()
        nn.utils.clip_grad_norm_([p for p in self.both.parameters() if p.requires_grad], 2.0)
        self.optimiser.step()
        self.step += 1
        decay = min(0.995, (1 + self.step) / (20 + self.step))
        with torch.no_grad():
            for now, then in zip(self.slow, self.start):
                now.lerp_(then, min(self.keep * factor, 0.1))
            for slow, fast in zip(self.ema.state_dict().values(), self.both.state_dict().values()):
                slow.lerp_(fast, 1 - decay) if slow.is_floating_point() else slow.copy_(fast)
        return {k: float(v.detach()) for k, v in parts.items()}

    def drift(self) -> float:
        """How far the trunk's free weights have gone, relative to their size at the start."""
        gone = sum(float((p.detach() - s).pow(2).sum()) for p, s in zip(self.slow, self.start))
        return math.sqrt(gone / sum(float(s.pow(2).sum()) for s in self.start))

    def look(self, library: Library) -> bool:
        """Measures the averaged weights on the photographs held back, keeps the best; True when it is time to end."""
        clip, heads = self.ema
        found = measure(lambda b: heads.dense.logits(stages(clip.visual.trunk, b)[TAP]), library)
        rounded = {k: round(v, 4) for k, v in found.items()}
        self.looks.append({"step": self.step, "drift": round(self.drift(), 4), **rounded})
        print(json.dumps(self.looks[-1]), flush=True)
        scores = [look["shifted"] for look in self.looks]
        if scores[-1] == max(scores):
            self.write("encoder.pt", {"ema": self.ema.state_dict(), "look": self.looks[-1]})
        return len(scores) - 1 - int(np.argmax(scores)) >= PATIENCE

    def write(self, name: str, content: dict) -> None:
        """Saves in one step."""
        temporary = self.cache / f"{name}.new"
        torch.save(content, temporary)
        temporary.replace(self.cache / name)

    def save(self) -> None:
        """What `load` continues from."""
        self.write("encoder_state.pt", {
            "model": self.both.state_dict(), "ema": self.ema.state_dict(), "optimiser": self.optimiser.state_dict(),
            "step": self.step, "looks": self.looks, "relabelled": self.relabelled,
        })  # fmt: skip

    def load(self) -> None:
        """Continues from what was saved, if anything was."""
        path = self.cache / "encoder_state.pt"
        if path.exists():
            saved = torch.load(path, weights_only=True)
            self.both.load_state_dict(saved["model"])
            self.ema.load_state_dict(saved["ema"])
            self.optimiser.load_state_dict(saved["optimiser"])
            self.step, self.looks, self.relabelled = saved["step"], saved["looks"], saved["relabelled"]


def main() -> None:
    """Trains for at most --steps in all, continuing from CACHE/encoder_state.pt.

    The best by photographs held back goes to CACHE/encoder.pt, with --looks 0 the last.
    """
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py; checkpoints go there too")
    parser.add_argument("--steps", type=int, default=800, help="in all, over every continuation")
    parser.add_argument("--rate", type=float, default=3e-3, help="highest learning rate")
    parser.add_argument("--trunk-rate", type=float, default=1e-3, help="the same of the trunk")
    parser.add_argument("--freeze-norms", action="store_true", help="normalisations and first stages stay")
    parser.add_argument(
        "--relabel", type=float, nargs="*", default=[], help="shares of the way after which the encoder relabels"
    )
    parser.add_argument("--light", type=float, default=1.0, help="how much light, air and sensors change a view")
    parser.add_argument("--looks", type=int, default=EVERY, help="steps between two looks at photographs held back")
    parser.add_argument("--keep", type=float, default=0.002, help="share of the way back to the start, each step")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    library, first = Library.load(args.cache), torch.from_numpy(np.load(args.cache / "labels.npy"))
    vae = load_vae(args.cache)
    training = Training(args.cache, args.rate, args.trunk_rate, args.keep, args.freeze_norms)
    training.load()
    labels = first
    if training.relabelled:
        labels = torch.from_numpy(np.load(args.cache / "labels_encoder.npy"))
    captions = [tokenise(training.tokenizer, [t.format(word=w) for w in WORDS]) for t in ["{word}", *PROMPTS]]
    history, began = [], time.time()
    while training.step < args.steps:
        progress = training.step / args.steps
        if training.relabelled < sum(progress >= share for share in args.relabel):
            training.relabelled += 1
            kept = 0.5**training.relabelled  # the teacher's part fades
            labels = (first.float() * kept + relabel(*training.ema, library).float() * (1 - kept)).round().byte()
            np.save(args.cache / "labels_encoder.npy", labels.numpy())
        torch.manual_seed(args.seed * 1_000_003 + training.step)
        rng = np.random.default_rng((args.seed, training.step))
        batch = draw(library, labels, rng, vae, args.light)
        history.append(training.advance(batch, captions[int(rng.integers(3))], progress))
        if training.step % 20 == 0:
            mean = {k: np.mean([h[k] for h in history[-20:]]) for k in history[-1]}
            line = " ".join(f"{k} {v:.3f}" for k, v in mean.items())
            print(f"step {training.step} seconds {time.time() - began:.0f} {line}", flush=True)
        if training.step % EVERY == 0:
            training.save()
        if args.looks and training.step % args.looks == 0 and training.look(library):
            break
    if not training.looks:
        training.write("encoder.pt", {"ema": training.ema.state_dict()})


if __name__ == "__main__":
    main()
