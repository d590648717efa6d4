"""diffusers' own pipeline on a pack's networks, with nothing of ours in it: what drawing costs at least."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any


@contextlib.contextmanager
def without_attribution(painter: Any) -> Iterator[None]:
    """Within it all layers of a network have the library's own attention."""
    from diffusers.models.attention_processor import AttnProcessor2_0

    ours = dict(painter.attn_processors)
    painter.set_attn_processor({name: AttnProcessor2_0() for name in ours})
    try:
        yield
    finally:
        painter.set_attn_processor(ours)


def draw_bare(generator: Any, prompt: str, options: Any, threads: int) -> list[Any]:
    """The pictures of one word and nothing else, in the chunks, threads and seeds of a run.

    Args:
        generator: `core.model.generator.Generator`.
        prompt: Of all pictures.
        options: Pictures, steps, guidance and sampler.
        threads: Chunks at a time.

    Returns:
        Chunks (B, 3, side, side) in 0..1, on the host.
    """
    import torch
    from terralex.core.model.device import one_thread
    from terralex.core.model.generator import picture_seed

    pipelines = generator.pipelines

    @torch.inference_mode()
    def chunk(first: int) -> Any:
        one_thread(generator.device)
        numbers = range(first, first + generator.at_once)
        seeds = [torch.Generator("cpu").manual_seed(picture_seed(0, prompt, number)) for number in numbers]
        embeds = None
        if pipelines.encodes_alone():
            embeds = tuple(pipelines.embedded(text)[0] for text in (generator.negative, prompt))
        images = pipelines.draw(
            options.sampler,
            [prompt] * len(seeds),
            generator.negative,
            seeds,
            generator.size_px,
            options.steps,
            options.guidance,
            lambda: None,
            embeds,
        )
        return images.cpu()  # a GPU may still be at it

    with without_attribution(pipelines.painter), ThreadPoolExecutor(threads) as pool:
        return list(pool.map(chunk, range(0, options.pictures, generator.at_once)))
