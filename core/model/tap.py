"""Outputs of named layers of a network, taken on the way: a forward pass ends when everything wanted has been seen."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F


class _ReachedError(Exception):
    """Ends a forward pass when everything wanted has been seen."""


class Tap(threading.local):
    """Outputs of named modules, taken per thread: other threads and uses of the same weights are not disturbed."""

    def __init__(self) -> None:
        self.seen: dict[str, torch.Tensor] | None = None
        self.wanted = 0
        self.others: Sequence[Tap] = ()

    def _put(self, name: str, value: Any) -> None:
        if self.seen is None or self.full:
            return
        value = value[0] if isinstance(value, tuple) else value
        self.seen[name] = value.clone() if self.others else value  # where the pass goes on, it may do so in place
        if self.full and all(other.full for other in self.others):
            raise _ReachedError

    @property
    def full(self) -> bool:
        """Whether all that is wanted has been seen."""
        return self.seen is not None and len(self.seen) == self.wanted

    def attach(self, root: nn.Module, layer: str, name: str) -> None:
        """Tap the output of `layer`, a dotted path in `root`.

        With ":keys" the keys instead: of its nn.MultiheadAttention, or of a linear layer that gives queries, keys and
        values side by side, as timm's attention has.
        """
        path, _, part = layer.partition(":")
        module = root.get_submodule(path)
        if part == "keys" and isinstance(module, nn.Linear):

            def after(_module: Any, _args: tuple[Any, ...], output: torch.Tensor) -> None:
                D = output.shape[-1] // 3
                self._put(name, output[..., D : 2 * D])

            module.register_forward_hook(after)
        elif part == "keys":
            inner = module if isinstance(module, nn.MultiheadAttention) else module.get_submodule("attn")

            def before(attn: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
                if self.seen is None:
                    return
                source = args[1] if len(args) > 1 else kwargs["key"]
                D = attn.embed_dim
                bias = None if attn.in_proj_bias is None else attn.in_proj_bias[D : 2 * D]
                self._put(name, F.linear(source, attn.in_proj_weight[D : 2 * D], bias))

            inner.register_forward_pre_hook(before, with_kwargs=True)
        else:
            module.register_forward_hook(lambda _module, _args, output: self._put(name, output))

    def run(self, wanted: int, forward: Callable[[], Any]) -> dict[str, torch.Tensor]:
        """Run a forward pass until `wanted` taps have been seen."""
        (seen,) = run_together([self], wanted, forward)
        return seen


def run_together(taps: Sequence[Tap], wanted: int, forward: Callable[[], Any]) -> list[dict[str, torch.Tensor]]:
    """Run a forward pass until each of some taps of one network has seen so much; of each what it has seen."""
    for tap in taps:
        tap.seen, tap.wanted, tap.others = {}, wanted, [other for other in taps if other is not tap]
    try:
        with contextlib.suppress(_ReachedError):
            forward()
        return [tap.seen or {} for tap in taps]
    finally:
        for tap in taps:
            tap.seen = None


def tokens_to_map(tokens: torch.Tensor, rows: int, cols: int) -> torch.Tensor:
    """ViT tokens (B, T, D), class and register tokens first, as a map (B, D, rows, cols)."""
    extra = tokens.shape[1] - rows * cols
    if extra < 0:
        raise ValueError(f"{tokens.shape[1]} tokens do not make a map of {rows} x {cols}; is the pack's stride right?")
    return tokens[:, extra:].transpose(1, 2).reshape(tokens.shape[0], tokens.shape[2], rows, cols)
