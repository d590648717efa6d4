"""Trains the denoiser and its text encoder on crops and captions made of their words.

The cross-attention of a caption's word is also pulled towards where the encoder finds that word: without it a
denoiser of this size draws the word but does not say where. No pixel is labelled; the encoder knows picture-level
words only.
"""

from __future__ import annotations

import argparse
import copy
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from latents import make_latents
from networks import make_text_encoder, make_tokenizer, make_unet, tokenise
from torch import nn
from words import PROMPTS, WORDS

SCHEDULE = {
    "num_train_timesteps": 1000,
    "beta_start": 0.00085,
    "beta_end": 0.012,
    "beta_schedule": "scaled_linear",
    "prediction_type": "v_prediction",
    "steps_offset": 1,
}


FREQUENT = np.ones(len(WORDS))  # how often each word fills a crop; set by main


class Watched:
    """Attention processor that keeps the probabilities of a cross-attention: (B, heads, places, tokens)."""

    def __init__(self) -> None:
        self.seen: torch.Tensor | None = None

    def __call__(self, attn, hidden_states, encoder_hidden_states=None, attention_mask=None, **kwargs):
        """Attention of (B, places, C) over (B, tokens, C), or over itself."""
        context = hidden_states if encoder_hidden_states is None else encoder_hidden_states
        query, key, value = attn.to_q(hidden_states), attn.to_k(context), attn.to_v(context)
        query, key, value = (t.unflatten(-1, (attn.heads, -1)).transpose(1, 2) for t in (query, key, value))
        self.seen = (query @ key.transpose(-1, -2) * attn.scale).softmax(-1)
        out = (self.seen @ value).transpose(1, 2).flatten(2)
        return attn.to_out[1](attn.to_out[0](out))


def watch(unet) -> list[Watched]:
    """Puts a Watched processor on every cross-attention."""
    watched = []
    for name, module in unet.named_modules():
        if name.endswith("attn2"):
            watched.append(Watched())
            module.set_processor(watched[-1])
    return watched


def caption(words: np.ndarray, shares: np.ndarray, resolution: int, rng: np.random.Generator) -> tuple[str, list[int]]:
    """A caption of one crop and the words in it: mostly one word, the likelier the more of the crop it fills."""
    present = np.flatnonzero(words)
    if len(present) == 0 or rng.random() < 0.12:
        return "", []
    if rng.random() < 0.85:
        chance = shares[present].astype(np.float64) ** 1.5 / np.sqrt(FREQUENT[present])
        present = rng.choice(present, 1, p=chance / chance.sum())
    else:
        rng.shuffle(present)
    present = present[:5]
    return PROMPTS[resolution].format(word=", ".join(WORDS[i] for i in present)), [int(i) for i in present]


def attention_loss(
    watched: list[Watched], spans: list[tuple], maps: torch.Tensor, weight: torch.Tensor
) -> torch.Tensor:
    """Cross-entropy between where a word's tokens are attended to and where the encoder finds the word.

    spans: (row, first token, end token) of each word; maps (S, h, w) in 0 to 1, weight (S,) trust by noise level.
    """
    rows = torch.tensor([s[0] for s in spans])
    picks = torch.zeros(len(spans), watched[0].seen.shape[-1])
    for i, (_, first, end) in enumerate(spans):
        picks[i, first:end] = 1
    total = 0.0
    for processor in watched:
        seen = torch.einsum("shpt,st->sp", processor.seen[rows], picks)
        side = int(seen.shape[1] ** 0.5)
        goal = F.adaptive_avg_pool2d(maps[:, None], side).flatten(1) ** 2
        goal = goal / goal.sum(1, keepdim=True).clamp_min(1e-6)
        share = seen / seen.sum(1, keepdim=True).clamp_min(1e-8)
        divergence = (goal * ((goal + 1e-8).log() - (share + 1e-8).log())).sum(1)
        total = total + (divergence * weight).mean()
    return total / len(watched)


def locate(tokens: list[int], word: list[int]) -> tuple[int, int] | None:
    """First and end position of a word's tokens in a caption's tokens."""
    for at in range(len(tokens) - len(word) + 1):
        if tokens[at : at + len(word)] == word:
            return at, at + len(word)
    return None


def main() -> None:
    """Trains for --minutes in all, continuing from CACHE/generator.pt; makes CACHE/latents.npz first."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, help="unused here; every script takes the same options")
    parser.add_argument("--cache", type=Path, required=True, help="folder of prepare.py; checkpoints go there too")
    parser.add_argument("--minutes", type=float, default=60, help="training time in all, over every continuation")
    parser.add_argument("--rate", type=float, default=1.2e-3)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--start", type=Path, help="a checkpoint whose weights to start from, with a fresh optimiser")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    if not (args.cache / "latents.npz").exists():
        make_latents(args.cache, args.seed)
    from diffusers import DDPMScheduler

    data = np.load(args.cache / "latents.npz")
    scale, words, resolution = float(data["scale"]), data["words"], data["resolution"]
    latents, maps = torch.from_numpy(data["latents"]), torch.from_numpy(data["maps"])
    shares = data["maps"].mean((2, 3)) / 255 + 1e-3
    FREQUENT[:] = (shares * words).sum(0).clip(20)
    often = np.where(words, (1 / np.sqrt(words.sum(0).clip(30)))[None], 0).max(1) + 1e-3  # rare words are drawn oftener
    often = np.where(resolution == 1, 0.6, 1.0) * often
    often /= often.sum()
    tokenizer = make_tokenizer(args.cache / "tokenizer")
    spelled = [tokenizer(w).input_ids[1:-1] for w in WORDS]
    unet = make_unet().to(memory_format=torch.channels_last)
    both = nn.ModuleList([unet, make_text_encoder(len(tokenizer), tokenizer.eos_token_id)])
    ema = copy.deepcopy(both).requires_grad_(False)
    watched = watch(unet)
    noising = DDPMScheduler(**SCHEDULE)
    optimiser = torch.optim.AdamW(both.parameters(), lr=args.rate, betas=(0.9, 0.98), weight_decay=0.01)
    checkpoint, spent, step, history = args.cache / "generator.pt", 0.0, 0, []
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        both.load_state_dict(saved.get("model", saved["ema"]))
        ema.load_state_dict(saved["ema"])
        if "model" in saved:  # else it is a pack's, from start.py
            optimiser.load_state_dict(saved["optimiser"])
            spent, step = saved["minutes"], saved["step"]
    elif args.start:
        both.load_state_dict(torch.load(args.start, weights_only=True)["ema"])
        ema.load_state_dict(both.state_dict())
    clock = last_save = time.time()
    while spent < args.minutes:
        rng = np.random.default_rng((args.seed, 11, step))
        generator = torch.Generator().manual_seed(args.seed * 1_000_003 + step)
        left = 1 - spent / args.minutes
        for group in optimiser.param_groups:
            group["lr"] = args.rate * min(1, (step + 1) / 100, max(left / 0.5, 0.02))  # flat, then down to the end
        numbers = rng.choice(len(latents), args.batch, p=often)
        captions, spans, targets = [], [], []
        for row, n in enumerate(numbers):
            text, said = caption(words[n], shares[n], int(resolution[n]), rng)
            captions.append(text)
            spans += [(row, w, n) for w in said]
        tokens = tokenise(tokenizer, captions)
        found = [(row, locate(tokens[row].tolist(), spelled[w]), w, n) for row, w, n in spans]
        found = [(row, *span, w, n) for row, span, w, n in found if span]
        clean = latents[numbers].float() * scale
        noise = torch.randn(clean.shape, generator=generator)
        # words decide at high noise, and small pictures are already whole at low noise
        when = (1000 * torch.rand(args.batch, generator=generator) ** 0.6).long().clamp_max(999)
        goal = noising.get_velocity(clean, noise, when)
        said = both[1](tokens).last_hidden_state
        guess = unet(noising.add_noise(clean, noise, when), when, said).sample
        loss = {"denoise": F.mse_loss(guess, goal)}
        if found:
            rows = torch.tensor([f[0] for f in found])
            targets = torch.stack([maps[f[4], f[3]] for f in found]).float() / 255
            trust = noising.alphas_cumprod[when[rows]]
            loss["attend"] = 0.5 * attention_loss(watched, found_spans(found), targets, trust)
        total = sum(loss.values())
        optimiser.zero_grad(set_to_none=True)
        total.backward()
        nn.utils.clip_grad_norm_(both.parameters(), 1.0)
        optimiser.step()
        step += 1
        with torch.no_grad():
            for slow, fast in zip(ema.parameters(), both.parameters()):
                slow.lerp_(fast, 1 - min(0.996, (1 + step) / (20 + step)))
        spent += (time.time() - clock) / 60
        clock = time.time()
        history.append({k: float(v.detach()) for k, v in loss.items()})
        if step % 50 == 0:
            mean = {k: np.mean([h[k] for h in history[-50:] if k in h]) for k in history[-1]}
            print(f"step {step} minutes {spent:.1f} " + " ".join(f"{k} {v:.4f}" for k, v in mean.items()), flush=True)
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
                },
                temporary,
            )
            temporary.replace(checkpoint)


def found_spans(found: list[tuple]) -> list[tuple[int, int, int]]:
    """(row, first token, end token) of words found in the captions."""
    return [(row, first, end) for row, first, end, _, _ in found]


if __name__ == "__main__":
    main()
