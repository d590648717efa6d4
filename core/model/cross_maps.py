"""Where in a window each word is looked at: the U-Net's cross-attention, refined by its self-attention.

Source: Wang et al., "Diffusion Model is Secretly a Training-free Open Vocabulary Semantic Segmenter" (DiffSegmenter),
TIP 2025, and its code; for the second text that is only asked, FA-Seg (arXiv 2506.23323); for heads weighted by their
agreement, GoCA (arXiv 2603.06178). Ours: queries are kept, so that any text can be asked later; the strongest entries
of the self-attention stand for all; a scale that is found over a whole raster.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import torch
from torch.nn import functional as F

from ..errors import ModelError
from .cross_parts import (
    FLAT,
    LEVELS,
    Group,
    Rule,
    Scale,
    Seen,
    Text,
    at_middles,
    between,
    ends,
    halves,
    in_heads,
    layer_maps,
    quantiles,
)
from .generator import Generator
from .noisy import Kept, NoisyUNet, map_shape
from .tap import Tap

MOST_CELLS = 4096  # of the self-attention: the finest layers that have no more; 64 x 64 in the paper


class CrossMaps:
    """The attention layers of a pack's U-Net.

    Args:
        generator: Of the pack.
        timestep: How much noise a window gets.
    """

    def __init__(self, generator: Generator, timestep: int) -> None:
        self.noisy, self.generator = NoisyUNet(generator, timestep), generator
        self.device = generator.device
        layers = {n: m for n, m in self.noisy.unet.named_modules() if n.endswith((".attn1", ".attn2"))}
        self._cross = [m for n, m in layers.items() if n.endswith(".attn2")]
        if not self._cross or any(m.added_kv_proj_dim is not None for m in layers.values()):
            raise ModelError(
                f"The U-Net of the pack “{generator.pack.name}” does not look at words in a way that can be read.",
                "Use the method ovdiff, or another pack.",
            )
        self._tap = Tap()
        for name in layers:
            for part in ("to_q",) if name.endswith(".attn2") else ("to_q", "to_k"):
                self._tap.attach(self.noisy.unet, f"{name}.{part}", f"{name}.{part}")
        self._names = [n for n in layers if n.endswith(".attn2")]
        self._own = {n: m for n, m in layers.items() if n.endswith(".attn1")}
        self._wanted = len(self._names) + 2 * len(self._own)

    @torch.inference_mode()
    def latents(self, windows: np.ndarray, side: int = 0, kept: Kept | None = None) -> torch.Tensor:
        """Latents with noise (B, C, h, w) of windows (B, 3, H, W) uint8, brought to `side` px unless that is 0."""
        size = (side or windows.shape[2], side or windows.shape[3])
        return self.noisy.latents(windows, size, kept)

    @torch.inference_mode()
    def look(self, noisy: torch.Tensor, running: Text | None = None, entries: int = 0) -> list[Seen]:
        """What the U-Net sees in each of the latents (B, C, h, w).

        Args:
            noisy: From `latents`.
            running: The text that runs it; None for no words.
            entries: Of the self-attention that are kept for each cell; 0 for all.
        """
        prompt, whole = (None, None) if running is None else (running.embeds[None], running.whole)
        seen = self._tap.run(self._wanted, lambda: self.noisy.look(noisy, prompt, whole))
        latent = (int(noisy.shape[2]), int(noisy.shape[3]))
        sizes = {seen[f"{n}.to_q"].shape[1] for n in self._own}
        cells = max((n for n in sizes if n <= MOST_CELLS), default=min(sizes))
        grid = map_shape(latent, cells)
        found = []
        for b in range(len(noisy)):
            queries = tuple(seen[f"{n}.to_q"][b] for n in self._names)
            near = self._self_attention({n: v[b] for n, v in seen.items()}, cells)
            index = None
            if entries:
                near, index = near.topk(min(entries, cells))
                near = near / near.sum(1, keepdim=True)
            found.append(Seen(queries, latent, index, near, grid))
        return found

    def latents_kept(self, noisy: torch.Tensor) -> list[dict[str, np.ndarray]]:
        """Latents as arrays, one dictionary for each window."""
        return [{"latent": halves(one)[None]} for one in noisy]

    def latents_again(self, arrays: Mapping[str, np.ndarray]) -> torch.Tensor:
        """The inverse, for one window."""
        return torch.from_numpy(arrays["latent"]).to(self.device, self.generator.dtype)

    def seen_again(self, arrays: Mapping[str, np.ndarray]) -> Seen:
        """The inverse of `Seen.arrays`."""
        queries = [torch.from_numpy(arrays[name]).to(self.device) for name in sorted(arrays) if name[:8] == "queries."]
        rows, cols, down, over = (int(n) for n in arrays["shape"])
        index = torch.from_numpy(arrays["cells"]).to(self.device).long()
        weight = torch.from_numpy(arrays["weights"]).to(self.device).float()
        return Seen(tuple(queries), (rows, cols), index, weight, (down, over))

    def _self_attention(self, seen: Mapping[str, torch.Tensor], cells: int) -> torch.Tensor:
        """(N, N) float32: mean over the heads of the layers with that many cells; one head is in memory at a time."""
        total, count = torch.zeros(cells, cells, device=self.device), 0
        for name, attn in self._own.items():
            if seen[f"{name}.to_q"].shape[0] != cells:
                continue
            for q, k in zip(in_heads(seen[f"{name}.to_q"], attn.heads), in_heads(seen[f"{name}.to_k"], attn.heads)):
                total += (q @ k.T * attn.scale).float().softmax(-1)
                count += 1
        return total / count

    def text(
        self, template: str, word: str, emphasis: float = 1.0, last: bool = False, more: str | None = None
    ) -> Text:
        """A word in a prompt.

        Args:
            template: With {word} in it.
            word: Of any number of tokens.
            emphasis: How far the word's tokens are moved away from the empty text; 1 leaves them.
            last: Whether the last token alone stands for the word.
            more: How a captioner continues the prompt; a next word in “-ing” then stands for the word, too, as
                published (“a photograph of a horse running …”). None where no captioner was asked.

        Raises:
            ModelError: the prompt cannot hold the word.
        """
        template = f"{template} {more}" if more else template
        prompt = template.replace("{word}", word)
        embeds, whole = self.generator.pipelines.embedded(prompt)
        rows = embeds[0].clone()
        own = self.generator.class_tokens(template, word)
        empty = self.generator.empty_prompt[0]
        for i in own:
            rows[i] = empty[i] + emphasis * (rows[i] - empty[i])
        special = self.generator.special_tokens(prompt, len(rows))
        if more is None:
            return Text(word, rows, own[-1:] if last else own, special, whole)
        after = template.partition("{word}")[2].split()
        active = (own[-1] + 1,) if after and after[0].endswith("ing") and own[-1] + 1 not in special else ()
        return Text(word, rows, (*(own[-1:] if last else own), *active), special, whole, prompt)

    @lru_cache(maxsize=4)  # noqa: B019 - lives as long as the networks, which know few such texts
    def running(self, prompt: str) -> Text:
        """A text that is not asked for anything."""
        embeds, whole = self.generator.pipelines.embedded(prompt)
        return Text("", embeds[0], (), self.generator.special_tokens(prompt, len(embeds[0])), whole)

    @torch.inference_mode()
    def asked(self, texts: Sequence[Text], joint: Text | None = None, values: bool = False) -> list[Group]:
        """What is asked of the queries.

        Args:
            texts: Of each word.
            joint: All words share one softmax, with the special tokens of this text; None: each has that of its prompt.
            values: Whether heads will be weighted by their agreement.
        """
        if joint is None:
            groups = [Group(t.embeds, (t.own,), t.special) for t in texts]
        else:
            rows, members = [joint.embeds[list(joint.special)]], []
            start = len(joint.special)
            for t in texts:
                rows.append(t.embeds[list(t.own)])
                members.append(tuple(range(start, start + len(t.own))))
                start += len(t.own)
            groups = [Group(torch.cat(rows), tuple(members), tuple(range(len(joint.special))))]
        return [
            replace(
                g,
                keys=tuple(attn.to_k(g.embeds) for attn in self._cross),
                values=tuple(attn.to_v(g.embeds) for attn in self._cross) if values else (),
            )
            for g in groups
        ]

    @torch.inference_mode()
    def level_maps(self, seen: Seen, groups: Sequence[Group], rule: Rule) -> tuple[list[int], torch.Tensor]:
        """Maps of every word by level, at the grid of the self-attention.

        Returns:
            The levels (0: the latent's side, 1: half of it ...), and (R, W, N) float32.
        """
        of_level: dict[int, list[torch.Tensor]] = {}
        for number, (attn, queries) in enumerate(zip(self._cross, seen.queries)):
            rows, cols = map_shape(seen.latent, len(queries))
            maps = torch.cat([layer_maps(attn, queries, group, number, rule) for group in groups])
            level = min(3, round(np.log2(seen.latent[0] / rows)))
            of_level.setdefault(level, []).append(maps.unflatten(1, (rows, cols)))
        found = []
        for level in sorted(of_level):
            mean = torch.stack(of_level[level]).mean(0)
            found.append(F.interpolate(mean[None], seen.grid, mode="bilinear", align_corners=False)[0].flatten(1))
        return sorted(of_level), torch.stack(found)

    @torch.inference_mode()
    def refined(self, seen: Seen, maps: torch.Tensor, power: int) -> torch.Tensor:
        """Maps (W, N), each cell replaced by what it looks at, `power` times."""
        for _ in range(power):
            if seen.index is None:
                maps = maps @ seen.weight.T
            else:
                maps = torch.stack([(seen.weight * row[seen.index]).sum(1) for row in maps])
        return maps

    @torch.inference_mode()
    def level_weights(self, seen: Seen, levels: Sequence[int], maps: torch.Tensor, rule: Rule) -> torch.Tensor:
        """(R,) that sum to 1: fixed, or how much each level's maps agree with themselves refined."""
        if rule.weights != "agreement":
            fixed = torch.tensor([LEVELS[rule.weights][level] for level in levels], device=maps.device)
            return fixed / fixed.sum()
        smooth = torch.stack([self.refined(seen, of_level, 1) for of_level in maps])
        a, b = (x - x.mean(2, keepdim=True) for x in (maps, smooth))
        agreement = F.cosine_similarity(a, b, dim=2).clamp(min=0).mean(1)
        return agreement / agreement.sum().clamp(min=FLAT)

    @torch.inference_mode()
    def mixed(self, seen: Seen, maps: torch.Tensor, scale: Scale, rule: Rule) -> torch.Tensor:
        """Level maps (R, W, N) brought to the scale of their level, mixed, and refined: (W, N)."""
        low, high, weights = (torch.from_numpy(a).to(maps.device) for a in (scale.low, scale.high, scale.weights))
        return self.refined(seen, (weights[:, None, None] * between(maps, low, high)).sum(0), rule.power)

    @torch.inference_mode()
    def scores(
        self, seen: Seen, groups: Sequence[Group], rule: Rule, scale: Scale | None, size: tuple[int, int]
    ) -> np.ndarray:
        """Scores (W, rows, cols) float32 of every word; about 0 to 1.

        Args:
            seen: Of the window.
            groups: What is asked.
            rule: How.
            scale: Of the raster; None takes the window's own smallest and largest values, as published.
            size: Rows and columns.
        """
        levels, maps = self.level_maps(seen, groups, rule)
        known = scale or self._own_scale(seen, levels, maps, rule)
        mixed = self.mixed(seen, maps, known, rule).unflatten(1, seen.grid)
        large = F.interpolate(mixed[None], size, mode="bilinear", align_corners=False)[0]
        if scale is None:
            low, high = ends(large.flatten(1), rule.absolute)
        else:
            low, high = (torch.from_numpy(a).to(large.device) for a in (scale.last_low, scale.last_high))
        found: np.ndarray = between(large.flatten(1), low, high).unflatten(1, size).cpu().numpy()
        return found

    @torch.inference_mode()
    def contributions(
        self, seen: Seen, groups: Sequence[Group], rule: Rule, scale: Scale | None
    ) -> dict[int, np.ndarray]:
        """What the layers of each level add to every word's map, by the rows of their maps: (W, N) float32 each."""
        levels, maps = self.level_maps(seen, groups, rule)
        known = scale or self._own_scale(seen, levels, maps, rule)
        found = {}
        for i, level in enumerate(levels):
            alone = replace(known, weights=np.where(np.arange(len(levels)) == i, known.weights, 0).astype(np.float32))
            found[-(-seen.latent[0] // 2**level)] = self.mixed(seen, maps, alone, rule).cpu().numpy()
        return found

    def _own_scale(self, seen: Seen, levels: Sequence[int], maps: torch.Tensor, rule: Rule) -> Scale:
        found = [ends(of_level, rule.absolute) for of_level in maps]
        low, high = (torch.stack([e[i] for e in found]).cpu().numpy() for i in (0, 1))
        nothing = np.zeros(0, np.float32)
        return Scale(low, high, self.level_weights(seen, levels, maps, rule).cpu().numpy(), nothing, nothing)

    def scale(
        self, places: Iterable[Seen], groups: Sequence[Group], rule: Rule, share: float, inside: Sequence[np.ndarray]
    ) -> Scale:
        """The scale over some places of a raster.

        Args:
            places: What was seen there; each is asked for once and let go.
            groups: What is asked.
            rule: How.
            share: Of the values that lie below 0, and above 1.
            inside: Of each place, which of its pixels hold data: bool (H, W); cells in their middle count.
        """
        held = []
        for seen, valid in zip(places, inside):
            levels, maps = self.level_maps(seen, groups, rule)
            weights = self.level_weights(seen, levels, maps, rule).cpu().numpy()
            held.append((replace(seen, queries=()), maps, weights, np.flatnonzero(at_middles(valid, seen.grid))))
        cells = np.concatenate([maps.cpu().numpy()[:, :, c] for _, maps, _, c in held], 2)
        low, high = quantiles(cells, share, rule.absolute)
        weights = np.mean([w for _, _, w, _ in held], 0, dtype=np.float64).astype(np.float32)
        half = Scale(low, high, weights, low[0], high[0])
        mixed = [self.mixed(seen, maps, half, rule).cpu().numpy()[:, c] for seen, maps, _, c in held]
        last_low, last_high = quantiles(np.concatenate(mixed, 1)[None], share, rule.absolute)
        return replace(half, last_low=last_low[0], last_high=last_high[0])
