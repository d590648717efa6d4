"""Trains the small CLIP: every place of its stride-8 map near the text of what the place shows.

What a place shows comes from the teacher's soft labels, which know picture-level words only; twice on the way the
encoder, which sees more around each place, takes the teacher's part (expectation and maximisation, the same bounds). A
10 m picture has one class for all its places. The pooled picture is compared with the texts too, for the prefilter.
"""

from __future__ import annotations

import argparse
import copy
import math
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from networks import DENSE, MEAN, STD, WIDTH, make_clip, make_tokenizer, make_vae, tokenise
from pictures import Library, weather
from teacher import assign, join_words, local_features, make_teacher, present_kinds, split_kinds, typical_shares
from torch import nn
from words import COARSE, COVER, FINE, PROMPTS, SCENE_WORDS, WORDS

VIEW = 128  # side of a training view
COUNTS = {"fine": 10, "fine mosaic": 4, "coarse": 4, "coarse mosaic": 4}  # views of a batch
ALSO = ["tree", "grass", "water", "building", "road"]  # at 10 m, beside COVER[COARSE]
COLOURS = 12  # channels of colour_targets
WORDS_AT = [COVER[FINE], [*COVER[COARSE], *ALSO]]  # what competes for a place, by resolution
COLUMNS = [[WORDS.index(w) for w in words] for words in WORDS_AT]
SCENES = [w for w in SCENE_WORDS if w != "road"]
TAU = 0.5  # how much of the words' frequency is taken out
RELABEL = (0.6,)  # where in the training the encoder has its say in the labels


class Heads(nn.Module):
    """What training needs beside the CLIP: its parts are not shipped."""

    def __init__(self, feature_mean: torch.Tensor, feature_std: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(DENSE))  # running mean of the dense map
        self.register_buffer("prior", torch.full((2, max(map(len, COLUMNS))), 0.06))
        self.log_scale = nn.Parameter(torch.tensor(math.log(16.0)))
        self.words = nn.Parameter(torch.randn(len(WORDS), DENSE))  # what the text tower is to say; apart from start on
        self.local = nn.Conv2d(4 * WIDTH, len(feature_mean), 1)
        self.register_buffer("feature_mean", feature_mean[:, None, None])
        self.register_buffer("feature_std", feature_std[:, None, None])
        self.picture_bias = nn.Parameter(torch.full((len(WORDS),), -3.0))

    def centre(self, dense: torch.Tensor) -> torch.Tensor:
        """Dense map less its running mean, unit length: (B, D, h, w)."""
        if self.training:
            with torch.no_grad():
                self.mean.lerp_(dense.mean((0, 2, 3)), 0.05)
        return F.normalize(dense - self.mean[:, None, None], dim=1)

    def scale(self) -> torch.Tensor:
        """What cosines are multiplied by."""
        return self.log_scale.clamp(max=math.log(24)).exp()

    def directions(self) -> torch.Tensor:
        """Every word's direction: (W, D) unit length."""
        return F.normalize(self.words, dim=1)


def normalise(batch: torch.Tensor) -> torch.Tensor:
    """Pictures of 0 to 1 as the encoder expects them."""
    mean, std = torch.tensor(MEAN)[:, None, None], torch.tensor(STD)[:, None, None]
    return ((batch - mean) / std).contiguous(memory_format=torch.channels_last)


def encode(visual: nn.Module, batch: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Dense map (B, D, h/8, w/8) and pooled picture (B, D) of pictures in 0 to 1."""
    dense = visual.layer2(visual.layer1(visual.stem(normalise(batch))))
    return dense, visual.attnpool(visual.layer4(visual.layer3(dense)))


def start_well(visual: nn.Module) -> None:
    """First weights for training from nothing: open_clip's shut every block's own path."""
    for name, module in visual.named_modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        elif name.endswith("bn3"):
            nn.init.constant_(module.weight, 0.3)


def load_teacher(cache: Path) -> nn.Module:
    """The trained teacher."""
    state = torch.load(cache / "teacher.pt", weights_only=True)
    teacher = make_teacher(len(state["0.running_mean"])).eval().requires_grad_(False)
    teacher.load_state_dict(state)
    return teacher


def make_heads(cache: Path) -> Heads:
    """Heads that know the usual size of the teacher's features."""
    teacher = torch.load(cache / "teacher.pt", weights_only=True)
    return Heads(teacher["0.running_mean"], teacher["0.running_var"].sqrt())


def colour_targets(batch: torch.Tensor) -> torch.Tensor:
    """Mean colour, fine and coarse local spread, slopes of each 8 x 8 cell: (B, COLOURS, h/8, w/8)."""
    cell = F.avg_pool2d(batch, 8)
    fine = (F.avg_pool2d(batch**2, 8) - cell**2).clamp_min(1e-5).sqrt()
    grey = batch.mean(1, keepdim=True)
    rows = F.pad((grey[:, :, 1:] - grey[:, :, :-1]).abs(), (0, 0, 0, 1))
    cols = F.pad((grey[:, :, :, 1:] - grey[:, :, :, :-1]).abs(), (0, 1))
    around = F.avg_pool2d(F.pad(cell, (1, 1, 1, 1), mode="replicate"), 3, 1)
    wide = (cell - around).abs().mean(1, keepdim=True)
    out = torch.cat(
        [
            cell * 4 - 2,
            fine.mul(8) - 1,
            F.avg_pool2d(rows, 8) * 12,
            F.avg_pool2d(cols, 8) * 12,
            wide * 8,
            around * 4 - 2,
        ],
        1,
    )
    return out[:, :COLOURS]


def light(batch: torch.Tensor, generator: torch.Generator) -> torch.Tensor:
    """Weather of random strength, and another exposure; one picture in six as it is."""
    gain = torch.exp(torch.empty(len(batch), 1, 1, 1).uniform_(-0.7, 0.25, generator=generator))
    strength = float(torch.rand(1, generator=generator)) * 1.1
    changed = weather((batch * gain).clamp(0, 1), generator, strength)
    keep = torch.rand(len(batch), 1, 1, 1, generator=generator) < 1 / 6
    return torch.where(keep, batch, changed)


def cut(library: Library, labels: np.ndarray, number: int, side: int, out: int, rng: np.random.Generator):
    """A square of a fine picture, on its grid of cells, with its labels: (1, 3, out, out), (1, 17, out/8, out/8)."""
    row, col = (8 * int(rng.integers(0, (256 - side) // 8 + 1)) for _ in range(2))
    picture = torch.from_numpy(library.pictures[FINE][number][row : row + side, col : col + side])
    picture = picture.permute(2, 0, 1)[None].float() / 255
    goal = torch.from_numpy(labels[number][:, row // 8 : (row + side) // 8, col // 8 : (col + side) // 8])[None] / 255
    if side != out:
        picture = F.interpolate(picture, (out, out), mode="bilinear", antialias=True, align_corners=False)
        goal = F.interpolate(goal, (out // 8,) * 2, mode="bilinear", antialias=True, align_corners=False)
    if out == VIEW and rng.random() < 0.2:  # as soft as imagery that was enlarged
        small = int(out * rng.uniform(0.4, 0.8))
        picture = F.interpolate(picture, (small, small), mode="bilinear", antialias=True)
        picture = F.interpolate(picture, (out, out), mode="bilinear")
    turns, flip = int(rng.integers(4)), rng.random() < 0.5
    both = [torch.rot90(t, turns, (2, 3)) for t in (picture, goal)]
    return [t.flip(3) if flip else t for t in both]


def mosaic(parts: list[torch.Tensor]) -> torch.Tensor:
    """Four squares of each view side by side: list of (1, C, s, s), four to a view, as (B, C, 2 s, 2 s)."""
    rows = [torch.cat(parts[i : i + 2], 3) for i in range(0, len(parts), 2)]
    return torch.cat([torch.cat(rows[i : i + 2], 2) for i in range(0, len(rows), 2)])


def draw(library: Library, labels: np.ndarray, rng: np.random.Generator, generator: torch.Generator):
    """Views of a batch: pictures, fine goals, and for each kind of view the numbers of its pictures."""
    numbers = {}
    for kind, count in COUNTS.items():
        each = 4 if "mosaic" in kind else 1
        numbers[kind] = library.draw(FINE if "fine" in kind else COARSE, count * each, rng)
    single = [cut(library, labels, n, 8 * int(rng.integers(12, 33)), VIEW, rng) for n in numbers["fine"]]
    small = [cut(library, labels, n, 8 * int(rng.integers(14, 33)), VIEW // 2, rng) for n in numbers["fine mosaic"]]
    side = int(rng.integers(40, 65))
    coarse = library.crop(COARSE, numbers["coarse"], side, VIEW, rng)
    tiles = library.crop(COARSE, numbers["coarse mosaic"], 64, 64, rng)
    pictures = torch.cat(
        [
            light(torch.cat([s[0] for s in single]), generator),
            mosaic(list(light(torch.cat([s[0] for s in small]), generator).split(1))),
            light(coarse, generator),
            mosaic(list(light(tiles, generator).split(1))),
        ]
    )
    goals = torch.cat([torch.cat([s[1] for s in single]), mosaic([s[1] for s in small])])
    return pictures, goals, numbers


def coarse_goals(logits: torch.Tensor, states: torch.Tensor) -> torch.Tensor:
    """What the places of 10 m pictures show: the class and what it means, or, beside a road or river, what is doubtful.

    logits (B, K, h, w) over WORDS_AT[COARSE]; states (B, K); returns like logits.
    """
    present = torch.where(states == 1, 1.0, torch.where(states == 0, 0.0, 0.1))
    mixed = (states[:, [WORDS_AT[COARSE].index(w) for w in ("highway", "river")]] == 1).any(1, keepdim=True)
    present = torch.where(mixed, present, (states == 1).float())
    chances = assign(logits.flatten(2).transpose(1, 2), present, torch.ones(len(COLUMNS[COARSE])), least=0.7)
    return chances.transpose(1, 2).unflatten(2, logits.shape[2:])


def dense_logits(clip: nn.Module, heads: Heads, dense: torch.Tensor, texts: torch.Tensor) -> torch.Tensor:
    """Scaled cosines of every place with every word: (B, W, h, w)."""
    return heads.scale() * torch.einsum("bdhw,cd->bchw", heads.centre(dense), texts)


def soft_loss(logits: torch.Tensor, goals: torch.Tensor, prior: torch.Tensor) -> torch.Tensor:
    """Cross-entropy with soft goals, rare words lifted by TAU; `prior` follows what the goals hold."""
    with torch.no_grad():
        prior.lerp_(goals.mean((0, 2, 3)), 0.02)
    adjusted = (logits + TAU * prior.clamp_min(1e-3).log()[:, None, None]).log_softmax(1)
    return -(goals * adjusted).sum(1).mean()


def losses(
    clip: nn.Module, heads: Heads, teacher: nn.Module, library: Library, drawn: tuple, texts: torch.Tensor
) -> dict:
    """All losses of one batch."""
    pictures, goals, numbers = drawn
    early = clip.visual.layer1(clip.visual.stem(normalise(pictures)))
    dense = clip.visual.layer2(early)
    pooled = clip.visual.attnpool(clip.visual.layer4(clip.visual.layer3(dense)))
    logits = dense_logits(clip, heads, dense, texts)
    fine = len(goals)
    out = {"fine": soft_loss(logits[:fine, COLUMNS[FINE]], goals, heads.prior[FINE, : len(COLUMNS[FINE])])}
    single = library.states[COARSE][numbers["coarse"]]
    own = logits[fine : fine + COUNTS["coarse"], COLUMNS[COARSE]]
    quarter = logits[fine + COUNTS["coarse"] :, COLUMNS[COARSE]]
    half = quarter.shape[2] // 2
    quarter = torch.stack([quarter[:, :, r : r + half, c : c + half] for r in (0, half) for c in (0, half)], 1)
    quarter, tiles = quarter.flatten(0, 1), library.states[COARSE][numbers["coarse mosaic"]]
    for part, states in ((own, single), (quarter, tiles)):
        goal = coarse_goals(part.detach(), states[:, COLUMNS[COARSE]])
        loss = soft_loss(part, goal, heads.prior[COARSE, : len(COLUMNS[COARSE])])
        out["coarse"] = out.get("coarse", 0.0) + 0.4 * loss
    kept = library.states[FINE][numbers["fine"]]
    scenes = kept[:, [WORDS.index(w) for w in SCENES]] == 1
    if scenes.any():
        place = logits[: len(kept), [WORDS.index(w) for w in SCENES]].log_softmax(1).mean((2, 3))
        out["scenes"] = -0.1 * (place * scenes).sum() / scenes.sum()
    whole = torch.cat([pooled[: len(kept)], pooled[fine : fine + len(single)]])
    states = torch.cat([kept, single])
    found = heads.scale() * F.normalize(whole, dim=1) @ texts.T + heads.picture_bias
    known = (states >= 0).float()
    error = F.binary_cross_entropy_with_logits(found, (states == 1).float(), reduction="none")
    out["picture"] = 0.3 * (error * known).sum() / known.sum()
    seen = local_features(pictures)
    usual = ((seen - heads.feature_mean) / heads.feature_std).clamp(-4, 4)
    out["local"] = F.smooth_l1_loss(heads.local(F.avg_pool2d(early, 2)), usual)
    centred = (dense - heads.mean[:, None, None]).permute(0, 2, 3, 1).flatten(0, 2)
    basis = torch.linalg.qr(texts.detach().T)[0]  # angles decide: light and haze must be small
    out["span"] = 0.3 * (1 - (centred @ basis).pow(2).sum() / centred.pow(2).sum())
    prior = heads.prior[FINE, : len(COLUMNS[FINE])].clamp_min(1e-3).log()[None, :, None, None]
    with torch.no_grad():
        said = teacher(seen[:fine].permute(0, 2, 3, 1).flatten(0, 2)).unflatten(0, (fine, *seen.shape[2:]))
        said = (said.permute(0, 3, 1, 2) + join_words(prior)).softmax(1)
    own = join_words(logits[:fine, COLUMNS[FINE]] + TAU * prior).log_softmax(1)
    out["teacher"] = -0.7 * (said * own).sum(1).mean()
    return out


@torch.no_grad()
def relabel(clip: nn.Module, heads: Heads, texts: torch.Tensor, library: Library) -> np.ndarray:
    """The encoder's own soft labels of every fine picture: (N, 17, 32, 32) uint8 of 255ths."""
    out, states = [], library.states[FINE]
    for start in range(0, len(states), 16):
        batch = torch.from_numpy(library.pictures[FINE][start : start + 16]).permute(0, 3, 1, 2).float() / 255
        own, total = states[start : start + 16], 0.0
        for flip in (False, True):
            dense, _ = encode(clip.visual, batch.flip(3) if flip else batch)
            logits = dense_logits(clip, heads, dense, texts)[:, COLUMNS[FINE]]
            total = total + join_words(logits.flip(3) if flip else logits) / 2
        chances = assign(total.flatten(2).transpose(1, 2), present_kinds(own), typical_shares())
        chances = chances.transpose(1, 2).unflatten(2, total.shape[2:])
        out.append((split_kinds(chances, own) * 255).round().byte().numpy())
    return np.concatenate(out)


def load_vae(cache: Path):
    """The autoencoder, once trained: some views are then its round trips, as the support pictures will be."""
    if not (cache / "vae.pt").exists():
        return None
    vae = make_vae().to(memory_format=torch.channels_last)
    vae.load_state_dict(torch.load(cache / "vae.pt", weights_only=True)["ema"])
    return vae.eval()


@torch.no_grad()
def round_trip(vae, batch: torch.Tensor) -> torch.Tensor:
    """Pictures of 0 to 1 through the autoencoder, cut to sides that it takes."""
    latent = vae.encode(batch * 2 - 1).latent_dist.mode()
    return (vae.decode(latent).sample / 2 + 0.5).clamp(0, 1)


def main() -> None:
    """Trains for --minutes in all, continuing from CACHE/encoder.pt."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py; checkpoints go there too")
    parser.add_argument("--minutes", type=float, default=25, help="training time in all, over every continuation")
    parser.add_argument("--rate", type=float, default=3e-3, help="highest learning rate")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    library, labels = Library.load(args.cache), np.load(args.cache / "labels.npy")
    tokenizer = make_tokenizer(args.cache / "tokenizer")
    clip, heads = make_clip(len(tokenizer)).to(memory_format=torch.channels_last), make_heads(args.cache)
    start_well(clip.visual)
    both = nn.ModuleList([clip, heads])
    ema = copy.deepcopy(both).eval().requires_grad_(False)
    optimiser = torch.optim.AdamW(both.parameters(), lr=args.rate, weight_decay=0.03)
    checkpoint, spent, step, relabelled = args.cache / "encoder.pt", 0.0, 0, 0
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        both.load_state_dict(saved["model"], strict=False)
        ema.load_state_dict(saved["ema"], strict=False)
        optimiser.load_state_dict(saved["optimiser"])
        spent, step, relabelled = saved["minutes"], saved["step"], saved["relabelled"]
        if relabelled:
            labels = np.load(args.cache / "labels_encoder.npy")
    captions = [tokenise(tokenizer, [t.format(word=w) for w in WORDS]) for t in ["{word}", *PROMPTS]]
    vae, teacher = load_vae(args.cache), load_teacher(args.cache)
    clock, history, last_save = time.time(), [], time.time()
    while spent < args.minutes:
        progress = spent / args.minutes
        if relabelled < len(RELABEL) and progress > RELABEL[relabelled]:
            own = relabel(*ema, ema[1].directions(), library)
            labels, relabelled = (labels // 2 + own // 2).astype(np.uint8), relabelled + 1
            np.save(args.cache / "labels_encoder.npy", labels)
        rng = np.random.default_rng((args.seed, step))
        generator = torch.Generator().manual_seed(args.seed * 1_000_003 + step)
        rate = args.rate * min(1, (step + 1) / 30) * 0.5 * (1 + math.cos(math.pi * progress))
        for group in optimiser.param_groups:
            group["lr"] = max(rate, 1e-5)
        drawn = draw(library, labels, rng, generator)
        if vae is not None and rng.random() < 0.25:
            some = slice(int(rng.integers(3)), None, 3)
            drawn[0][some] = round_trip(vae, drawn[0][some])
        directions = heads.directions()
        parts = losses(clip, heads, teacher, library, drawn, directions)
        said = F.normalize(clip.encode_text(captions[int(rng.integers(3))]), dim=1)
        parts["texts"] = 1 - (said * directions.detach()).sum(1).mean()
        total = sum(parts.values()) + (2 * (1 - progress)) * parts["local"]
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(both.parameters(), 2.0)
        optimiser.step()
        step += 1
        decay = min(0.998, (1 + step) / (20 + step))
        with torch.no_grad():
            for slow, fast in zip(ema.state_dict().values(), both.state_dict().values()):
                slow.lerp_(fast, 1 - decay) if slow.is_floating_point() else slow.copy_(fast)
        spent += (time.time() - clock) / 60
        clock = time.time()
        history.append({k: float(v.detach()) for k, v in parts.items()} | {"scale": float(heads.scale().detach())})
        if step % 50 == 0:
            mean = {k: np.mean([h[k] for h in history[-50:] if k in h]) for k in history[-1]}
            line = " ".join(f"{k} {v:.3f}" for k, v in mean.items())
            print(f"step {step} minutes {spent:.1f} {line}", flush=True)
        if time.time() - last_save > 60 or spent >= args.minutes:
            last_save = time.time()
            temporary = checkpoint.with_suffix(".new")
            torch.save(
                {
                    "model": both.state_dict(),
                    "ema": ema.state_dict(),
                    "optimiser": optimiser.state_dict(),
                    "minutes": spent,
                    "step": step,
                    "relabelled": relabelled,
                },
                temporary,
            )
            temporary.replace(checkpoint)


if __name__ == "__main__":
    main()
