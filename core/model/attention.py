"""Cross-attention that reduces while it denoises: attribution of a picture to the words of its class, at no extra pass.

Source: DAAM (Tang et al. 2023) as used by OVDiff, section 3.1: the attribution of a word is the sum of its
cross-attention probabilities over layers, heads and denoising steps. Only the running sum is kept, never a matrix.
"""

from __future__ import annotations

import contextlib
import math
import threading
from collections.abc import Iterator, Sequence
from typing import Any

import torch
from torch.nn import functional as F


class Recorder(threading.local):
    """The running sum of one thread; several threads may denoise different pictures with the same weights.

    Attributes:
        total: (B, side, side) float32, maps summed over layers, heads, steps and class tokens; None before the first.
        count: How many maps are in it.
    """

    def __init__(self) -> None:
        self.tokens: tuple[int, ...] = ()
        self.pictures = 0
        self.side = 0
        self.total: torch.Tensor | None = None
        self.count = 0

    @contextlib.contextmanager
    def recording(self, tokens: Sequence[int], pictures: int, side: int) -> Iterator[None]:
        """Record what this thread denoises.

        Args:
            tokens: Positions of the class's tokens in the prompt, start token counted.
            pictures: Size of the conditional part of the batch, which comes last.
            side: Of the maps that are summed: the latent's.
        """
        self.tokens, self.pictures, self.side, self.total, self.count = tuple(tokens), pictures, side, None, 0
        try:
            yield
        finally:
            self.tokens = ()

    def add(self, probabilities: torch.Tensor) -> None:
        """Add one layer's probabilities: (B or 2B, heads, n * n, tokens) float32.

        Every head's map of every class token is resized (bicubic) and clamped at 0 by itself, as DAAM does; the clamp
        makes the order matter.
        """
        if not self.tokens:
            return
        n = math.isqrt(probabilities.shape[2])
        maps = probabilities[-self.pictures :, :, :, list(self.tokens)].transpose(2, 3).flatten(1, 2)
        maps = maps.unflatten(-1, (n, n))  # (B, heads * tokens, n, n)
        if n != self.side:
            maps = F.interpolate(maps, (self.side, self.side), mode="bicubic", align_corners=False).clamp(min=0)
        self.total = maps.sum(1) if self.total is None else self.total + maps.sum(1)
        self.count += maps.shape[1]

    def maps(self) -> torch.Tensor:
        """Mean attribution: (B, side, side) float32, at least 0.

        Raises:
            ValueError: nothing was recorded.
        """
        if self.total is None:
            raise ValueError("no cross-attention was seen")
        return self.total / self.count


class CrossAttention:
    """Attention processor of diffusers for the layers that look at the prompt (attn2).

    The softmax runs over all tokens in float32; the same probabilities make the output, so recording changes nothing.
    """

    def __init__(self, recorder: Recorder) -> None:
        self.recorder = recorder

    def __call__(
        self,
        attn: Any,
        hidden_states: torch.Tensor,
        encoder_hidden_states: torch.Tensor | None = None,
        attention_mask: torch.Tensor | None = None,
        **_: Any,
    ) -> torch.Tensor:
        """Attend from (B, positions, D) to (B, tokens, D')."""
        if encoder_hidden_states is None:
            raise ValueError("cross-attention takes a prompt")
        B, positions, _D = hidden_states.shape

        def split(x: torch.Tensor) -> torch.Tensor:
            return x.reshape(B, x.shape[1], attn.heads, -1).transpose(1, 2)  # (B, heads, n, d)

        query = split(attn.to_q(hidden_states))
        key, value = split(attn.to_k(encoder_hidden_states)), split(attn.to_v(encoder_hidden_states))
        logits = (query @ key.transpose(-1, -2) * attn.scale).float()
        if attention_mask is not None:  # of the texts that are shorter than the longest: 0, or far below
            logits = logits + attention_mask.reshape(B, 1, -1, key.shape[2]).float()
        probabilities = logits.softmax(-1)
        self.recorder.add(probabilities)
        out = (probabilities.to(value.dtype) @ value).transpose(1, 2).reshape(B, positions, -1)
        out = attn.to_out[1](attn.to_out[0](out))
        return out / attn.rescale_output_factor


def install(painter: Any) -> Recorder | None:
    """Give every attn2 layer of a network the reducing processor; attn1 keeps the library's fast one.

    Returns:
        The recorder, or None where the network has no plain cross-attention.
    """
    from diffusers.models.attention_processor import AttnProcessor, AttnProcessor2_0

    recorder, replaced = Recorder(), 0
    processors = dict(getattr(painter, "attn_processors", {}))
    for name, processor in processors.items():
        if ".attn2." in name and type(processor) in (AttnProcessor, AttnProcessor2_0):
            processors[name] = CrossAttention(recorder)
            replaced += 1
    if not replaced:
        return None
    painter.set_attn_processor(processors)
    return recorder


def unit_range(maps: torch.Tensor) -> torch.Tensor:
    """Each map stretched to 0..1; a constant map becomes 0. (B, h, w) float32."""
    low, high = maps.amin((1, 2), keepdim=True), maps.amax((1, 2), keepdim=True)
    return (maps - low) / (high - low).clamp(min=1e-12)


def to_pictures(maps: torch.Tensor, side: int) -> torch.Tensor:
    """Attribution at the pictures' side: stretched, bilinear, stretched again (OVDiff's code). (B, side, side)."""
    large = F.interpolate(unit_range(maps)[:, None], (side, side), mode="bilinear", align_corners=False)
    return unit_range(large[:, 0])
