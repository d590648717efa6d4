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

    Everything stays on the device: nothing in here waits for it.

    Attributes:
        pictures: How many are recorded; 0 while nothing is.
        side: Of the maps that are summed.
        total: (B, side, side) float32, maps summed over layers, heads, steps and class tokens; None before the first.
        heads: How many heads are in it.
    """

    def __init__(self) -> None:
        self.pictures = 0
        self.side = 0
        self.total: torch.Tensor | None = None
        self.heads = 0
        self._index = torch.empty(0)
        self._lengths = torch.empty(0)
        self._counts: torch.Tensor | None = None

    @contextlib.contextmanager
    def recording(self, tokens: Sequence[Sequence[int]], side: int, device: str = "cpu") -> Iterator[None]:
        """Record what this thread denoises.

        Args:
            tokens: Positions of the class's tokens in the prompt, start token counted: of each picture of the
                conditional part of the batch, which comes last.
            side: Of the maps that are summed: the latent's.
            device: Where it denoises.
        """
        most, lengths = max(map(len, tokens)), [len(of_picture) for of_picture in tokens]
        filled = [[*of_picture, *[of_picture[0]] * (most - len(of_picture))] for of_picture in tokens]
        self._index = torch.tensor(filled, device=device)[:, None, None]  # once for all layers and steps
        self._lengths = torch.tensor(lengths, dtype=torch.float32, device=device)[:, None, None]
        self._counts = None
        if min(lengths) < most:
            counts = [[float(i < length) for i in range(most)] for length in lengths]
            self._counts = torch.tensor(counts, device=device)[:, None, :, None]
        self.pictures, self.side, self.total, self.heads = len(tokens), side, None, 0
        try:
            yield
        finally:
            self.pictures = 0

    def add(self, probabilities: torch.Tensor) -> None:
        """Add one layer's probabilities: (B or 2B, heads, n * n, tokens) float32.

        Every head's map of every class token is resized (bicubic) and clamped at 0 by itself, as DAAM does; the clamp
        makes the order matter.
        """
        if not self.pictures:
            return
        n, heads = math.isqrt(probabilities.shape[2]), probabilities.shape[1]
        index = self._index.expand(-1, heads, n * n, -1)
        maps = probabilities[-self.pictures :].gather(3, index).transpose(2, 3)  # (B, heads, tokens, n * n)
        if self._counts is not None:  # words of fewer tokens than the longest of the batch
            maps = maps * self._counts
        maps = maps.flatten(1, 2).unflatten(-1, (n, n))  # (B, heads * tokens, n, n)
        if n != self.side:
            maps = F.interpolate(maps, (self.side, self.side), mode="bicubic", align_corners=False).clamp(min=0)
        self.total = maps.sum(1) if self.total is None else self.total + maps.sum(1)
        self.heads += heads

    def maps(self) -> torch.Tensor:
        """Mean attribution: (B, side, side) float32, at least 0.

        Raises:
            ValueError: nothing was recorded.
        """
        if self.total is None:
            raise ValueError("no cross-attention was seen")
        return self.total / (self._lengths * self.heads)


class CrossAttention:
    """Attention processor of diffusers for the layers that look at the prompt (attn2).

    Attributes:
        recorder: Where it adds what it sees, while that records.
        fused: Whether the output is made by the library's fused kernel, for a GPU. Then probabilities are computed
            for what is recorded alone: not for the half of a guided batch without a prompt, nor where nothing is
            recorded. Else the same probabilities make the output, so that recording changes no bit of it.
    """

    def __init__(self, recorder: Recorder, fused: bool = False) -> None:
        self.recorder, self.fused = recorder, fused

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
        mask = attention_mask  # of the texts that are shorter than the longest: 0, or far below
        if mask is not None:
            mask = mask.reshape(B, 1, -1, key.shape[2])
        attend = self._fused if self.fused else self._plain
        out = attend(query, key, value, mask, attn.scale).transpose(1, 2).reshape(B, positions, -1)
        out = attn.to_out[1](attn.to_out[0](out))
        return out / attn.rescale_output_factor

    def _plain(
        self, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, mask: torch.Tensor | None, scale: float
    ) -> torch.Tensor:
        """The softmax runs over all tokens in float32."""
        logits = (query @ key.transpose(-1, -2) * scale).float()
        if mask is not None:
            logits = logits + mask.float()
        probabilities = logits.softmax(-1)
        self.recorder.add(probabilities)
        return probabilities.to(value.dtype) @ value

    def _fused(
        self, query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, mask: torch.Tensor | None, scale: float
    ) -> torch.Tensor:
        """Likewise; queries are scaled before the product, which half precision might not hold otherwise."""
        mask = None if mask is None else mask.to(query.dtype)
        recorded = self.recorder.pictures
        if recorded:
            logits = (query[-recorded:] * scale) @ key[-recorded:].transpose(-1, -2)
            if mask is not None:
                logits = logits + mask[-recorded:]
            self.recorder.add(logits.softmax(-1, dtype=torch.float32))
        return F.scaled_dot_product_attention(query, key, value, mask, scale=scale)


def install(painter: Any, fused: bool = False) -> Recorder | None:
    """Give every attn2 layer of a network the reducing processor; attn1 keeps the library's fast one.

    Args:
        painter: The network.
        fused: See `CrossAttention`.

    Returns:
        The recorder, or None where the network has no plain cross-attention.
    """
    from diffusers.models.attention_processor import AttnProcessor, AttnProcessor2_0

    recorder, replaced = Recorder(), 0
    processors = dict(getattr(painter, "attn_processors", {}))
    for name, processor in processors.items():
        if ".attn2." in name and type(processor) in (AttnProcessor, AttnProcessor2_0):
            processors[name] = CrossAttention(recorder, fused)
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
