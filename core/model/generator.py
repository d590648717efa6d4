"""Draws the support pictures of a word, each with its attribution map: a stock text-to-image pipeline.

Source: OVDiff, section 3.1 (support set). Sampler: DPM-Solver++ multistep, second order, with classifier-free guidance;
the others are for fewer steps.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Generator as Steps
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import torch

from ..errors import ModelError
from ..progress import CancelToken
from . import attention
from .device import Place, in_words, on_host, one_thread
from .pipelines import Pipelines

Chunk = tuple[np.ndarray, np.ndarray, np.ndarray]  # indices (B,), pictures (B, 3, s, s) uint8, attribution (B, s, s)

DTYPES = {"float16": torch.float16, "bfloat16": torch.bfloat16}  # a pack's `cuda_dtype`
LONGEST = 512  # tokens of a prompt, where a tokenizer says no number
TICK_S = 0.5  # how often `pictures` tells how far it is


@dataclass(frozen=True)
class Drawn:
    """What `pictures` tells.

    Attributes:
        wish: Which of the wishes.
        share: How much of it is done, 0 to 1.
        chunk: Finished pictures, or None when this is only news of progress.
        again: Whether half precision gave no numbers for them, so that they were drawn again in full precision.
    """

    wish: int
    share: float
    chunk: Chunk | None
    again: bool = False


@dataclass(frozen=True)
class _Job:
    """One chunk to draw; `embeds` (2, tokens, D): negative prompt, prompt, where texts are encoded ahead."""

    prompt: str
    embeds: torch.Tensor | None
    tokens: Sequence[int]
    seed: int
    indices: range
    steps: int
    guidance: float
    sampler: str
    stops: Sequence[CancelToken]
    ticks: list[int]


def picture_seed(seed: int, prompt: str, index: int) -> int:
    """The seed of one picture: a function of the run's seed, the prompt and the index, 0 to 2**63 - 1."""
    digest = hashlib.sha256(f"{seed}\n{prompt}\n{index}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


class Generator:
    """The picture generator of a pack.

    Attributes:
        size_px: Side of a picture.
        chunk: Pictures of one call; fixed, because another batch shape could round differently.
        vae: Shared with the extractors that look through it.
        attributes: Whether it tells where in a picture the word is.
        dtype: What its networks compute in.
    """

    def __init__(self, place: Place, dtype: torch.dtype | None = None) -> None:
        """Open it; None computes in float32 on a CPU, and in the pack's `cuda_dtype` on a GPU."""
        from diffusers.utils import logging as diffusers_logging

        diffusers_logging.disable_progress_bar()

        spec = place.pack.manifest["generator"]
        if spec["kind"] != "diffusers":
            raise ModelError(
                f"The pack “{place.pack.name}” has a generator of an unknown kind, {spec['kind']}.",
                "Update Terralex.",
            )
        self.pack, self.device, self._place = place.pack, place.device, place
        self.size_px, self.chunk = int(spec["size_px"]), int(spec.get("chunk", 4))
        self.negative = str(spec.get("negative", ""))
        half = DTYPES.get(spec.get("cuda_dtype", ""), torch.float32)
        self.dtype = dtype or (torch.float32 if self.device == "cpu" else half)
        self.pipelines = Pipelines(place.pack.root / spec["folder"], self.device, self.dtype)
        self.vae, self.tokenizer = self.pipelines.parts["vae"], self.pipelines.parts["tokenizer"]
        self._recorder = attention.install(self.pipelines.painter, fused=self.device != "cpu")
        self.attributes = self._recorder is not None

    @property
    def unet(self) -> Any:
        """The U-Net, for the extractors that look through it.

        Raises:
            ModelError: this pipeline has none.
        """
        found = self.pipelines.parts.get("unet")
        if found is None:
            raise ModelError(
                f"The generator of the pack “{self.pack.name}” has no U-Net to compare pictures with.",
                "Use extractors of the kinds timm, transformers or open_clip.",
            )
        return found

    @property
    def full(self) -> Generator:
        """The same in full precision, opened when half precision does not suffice."""
        if self.dtype == torch.float32:
            return self
        return self._place.shared("generator:full", "picture generator", lambda: Generator(self._place, torch.float32))

    @cached_property
    def empty_prompt(self) -> torch.Tensor:
        """(1, tokens, D), the embedding of no words."""
        return self._nothing[0]

    @cached_property
    def _nothing(self) -> tuple[torch.Tensor, torch.Tensor | None]:
        return self.pipelines.embedded("")

    @cached_property
    def _negative(self) -> torch.Tensor:
        return self.pipelines.embedded(self.negative)[0]

    def conditions(self, B: int, side: int, whole: torch.Tensor | None = None) -> dict[str, torch.Tensor] | None:
        """What a U-Net of the XL kind wants besides the prompt, for pictures of that side.

        Args:
            B: How many of them.
            side: Pixels.
            whole: (1, E), the text as a whole; None for no words.
        """
        if self.unet.config.addition_embed_type != "text_time":
            return None
        whole = self._nothing[1] if whole is None else whole
        if whole is None:
            raise ModelError(
                f"The U-Net of the pack “{self.pack.name}” wants more than a prompt.",
                "Use extractors of the kinds timm, transformers or open_clip.",
            )
        ids = torch.tensor([[side, side, 0, 0, side, side]], dtype=self.dtype, device=self.device)
        return {"text_embeds": whole.expand(B, -1), "time_ids": ids.expand(B, -1)}

    def special_tokens(self, text: str, length: int) -> tuple[int, ...]:
        """Positions among the `length` tokens of a prompt that belong to no word: start, end and what fills it up."""
        words = self.tokenizer(text, add_special_tokens=False).input_ids
        prompt = self.tokenizer(text, truncation=True, max_length=length).input_ids
        lead = prompt.index(words[0]) if words else min(1, len(prompt) - 1)  # 0 where no token starts a text
        last = min(lead + len(words), length - 1)
        return (*range(lead), *range(last, length))

    def class_tokens(self, template: str, word: str) -> tuple[int, ...]:
        """Positions of the word's tokens in the prompt, the start token counted.

        Raises:
            ModelError: the prompt cannot hold the word.
        """

        def read(text: str, **more: Any) -> list[int]:
            return self.tokenizer(text, **more).input_ids

        wanted, whole = (read(text, add_special_tokens=False) for text in (word, template.replace("{word}", word)))
        most = min(self.tokenizer.model_max_length, LONGEST)
        prompt = read(template.replace("{word}", word), truncation=True, max_length=most)
        lead = prompt.index(whole[0]) if whole else 0  # 1 where texts begin with a token of their own
        start = lead + len(read(template.partition("{word}")[0].strip(), add_special_tokens=False))
        if not wanted or prompt[start : start + len(wanted)] != wanted:
            raise ModelError(
                f"The generator of the pack “{self.pack.name}” cannot read “{word}” in its prompt.",
                "Use a shorter or simpler word.",
            )
        return tuple(range(start, start + len(wanted)))

    def pictures(
        self,
        wishes: Sequence[tuple[str, str]],
        seed: int,
        count: int | Sequence[int],
        steps: int,
        guidance: float,
        token: CancelToken,
        sampler: str = "dpmsolver++",
        first: Sequence[int] = (),
    ) -> Steps[Drawn, None, None]:
        """Draw the first `count` pictures of each word, word by word, in order.

        A picture depends on (seed, prompt, index, steps, guidance, sampler) alone: a larger count extends the set, the
        number of threads changes nothing. Chunks are drawn whole and what is too much is dropped.

        Args:
            wishes: Prompt with `{word}` in it, and the word.
            seed: Of the run.
            count: At least 1; or one for each wish.
            steps: Of the sampler.
            guidance: Classifier-free guidance; 1 switches it off.
            token: Asked after every step.
            sampler: One of `pipelines.SAMPLERS`.
            first: Of each wish the picture that it begins with, less than its count; () for 0.

        Yields:
            Finished chunks in order, and between them, twice a second, how far the work is.

        Raises:
            Cancelled: the user asked.
            ModelError: a word cannot be used, memory does not suffice, or what comes out are no numbers.
        """
        prompts = [(template.replace("{word}", word), self.class_tokens(template, word)) for template, word in wishes]
        stop = CancelToken()  # ends the other threads when one fails or the caller goes away
        ticks: list[list[int]] = [[] for _ in wishes]  # one entry per finished step; appending is safe in threads
        counts = [count] * len(wishes) if isinstance(count, int) else list(count)
        begins = list(first) or [0] * len(wishes)
        starts = [range(begin - begin % self.chunk, n, self.chunk) for begin, n in zip(begins, counts)]
        with ThreadPoolExecutor(max(1, min(self._place.threads, sum(map(len, starts))))) as pool:
            waiting = []
            for number, (prompt, tokens) in enumerate(prompts):
                embeds = self._embeds(prompt)
                for start in starts[number]:
                    job = _Job(
                        prompt,
                        embeds,
                        tokens,
                        seed,
                        range(start, start + self.chunk),
                        steps,
                        guidance,
                        sampler,
                        (token, stop),
                        ticks[number],
                    )
                    waiting.append((number, pool.submit(self._draw, job)))
            try:
                for number, future in waiting:
                    total = len(starts[number]) * steps
                    while not wait([future], timeout=TICK_S).done:
                        yield Drawn(number, min(1.0, len(ticks[number]) / total), None)
                    (indices, pictures, maps), again = future.result()
                    wanted = (indices >= begins[number]) & (indices < counts[number])
                    share = min(1.0, len(ticks[number]) / total)  # other chunks may be under way
                    yield Drawn(number, share, (indices[wanted], pictures[wanted], maps[wanted]), again)
            finally:
                stop.cancel()
                for _, future in waiting:
                    future.cancel()

    def _embeds(self, prompt: str) -> torch.Tensor | None:
        """(2, tokens, D): negative prompt, prompt; None where texts are not encoded ahead."""
        if not self.pipelines.encodes_alone():
            return None
        return torch.cat([self._negative, self.pipelines.embedded(prompt)[0]])

    def _draw(self, job: _Job) -> tuple[Chunk, bool]:
        """Draw one chunk, in a thread of its own; and whether it took full precision."""
        chunk = self._drawn(job)
        if chunk is not None:
            return chunk, False
        full = self.full
        chunk = None if full is self else full._drawn(replace(job, embeds=full._embeds(job.prompt)))
        if chunk is None:
            raise ModelError(
                f"The generator of the pack “{self.pack.name}” gives no numbers for “{job.prompt}”.",
                "Fetch or copy the pack again, or choose another pack.",
            )
        return chunk, True

    @torch.inference_mode()
    def _drawn(self, job: _Job) -> Chunk | None:
        """A chunk in this generator's precision; None where it is not made of numbers."""
        one_thread(self.device)

        def after_step() -> None:
            job.ticks.append(1)
            for stop in job.stops:
                stop.check()

        B, side = len(job.indices), self.size_px // self.pipelines.vae_stride
        generators = [torch.Generator("cpu").manual_seed(picture_seed(job.seed, job.prompt, i)) for i in job.indices]
        recording: contextlib.AbstractContextManager = contextlib.nullcontext()
        if self._recorder:
            recording = self._recorder.recording([job.tokens] * B, side, self.device)
        with in_words(self.pack, self.device), recording:
            for stop in job.stops:
                stop.check()
            images = self.pipelines.draw(
                job.sampler,
                job.prompt,
                self.negative,
                generators,
                self.size_px,
                job.steps,
                job.guidance,
                after_step,
                job.embeds,
            )
            if self._recorder:
                maps = attention.to_pictures(self._recorder.maps(), self.size_px)
            else:
                maps = torch.ones(B, self.size_px, self.size_px, device=self.device)  # nothing is known: all of it
            numbers = torch.isfinite(images).all() & torch.isfinite(maps).all()
            pictures = (images.float() * 255).round().clamp(0, 255).to(torch.uint8)
            made = on_host({"pictures": pictures, "maps": maps, "numbers": numbers})  # waits for the device, once
        return (np.array(job.indices), made["pictures"], made["maps"]) if made["numbers"] else None
