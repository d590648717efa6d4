"""Draws the support pictures of a word, each with its attribution map: a stock text-to-image pipeline.

Source: OVDiff, section 3.1 (support set). Sampler: DPM-Solver++ multistep, second order, with classifier-free guidance;
the others are for fewer steps.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Generator as Steps
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Any

import numpy as np
import torch

from ..errors import ModelError
from ..progress import CancelToken
from . import attention
from .device import Place, give_back, in_parts, in_words, on_host, one_thread
from .pipelines import Pipelines

Picture = tuple[np.ndarray, np.ndarray]  # (3, s, s) uint8, and its attribution (s, s) float32
Chunk = tuple[np.ndarray, np.ndarray, np.ndarray]  # indices (B,), pictures (B, 3, s, s) uint8, attribution (B, s, s)

DTYPES = {"float16": torch.float16, "bfloat16": torch.bfloat16}  # a pack's `cuda_dtype`
LONGEST = 512  # tokens of a prompt, where a tokenizer says no number
GPU_PIXELS = 16 * 512 * 512  # of the pictures that a GPU draws at a time, where its memory holds so many
TICK_S = 0.5  # how often `pictures` tells how far it is


@dataclass(frozen=True)
class Drawn:
    """What `pictures` tells.

    Attributes:
        wish: Which of the wishes.
        share: How much of it is done, 0 to 1.
        chunk: Finished pictures, or None when this is only news of progress.
        again: Whether half precision did not suffice for them, so that they were drawn again in full precision.
    """

    wish: int
    share: float
    chunk: Chunk | None
    again: bool = False


@dataclass(frozen=True)
class _Job:
    """A chunk of a wish; `embeds` (1, tokens, D) of its prompt where texts are encoded ahead, `tokens` its word's."""

    wish: int
    prompt: str
    embeds: torch.Tensor | None
    tokens: Sequence[int]
    indices: range


@dataclass(frozen=True)
class _Manner:
    """How all chunks are drawn."""

    seed: int
    steps: int
    guidance: float
    sampler: str
    stops: Sequence[CancelToken]


def at_once(device: str, size_px: int, chunk: int) -> int:
    """Pictures that are drawn together to begin with: a chunk on a CPU, on a GPU whole chunks of one or more words."""
    return chunk if device == "cpu" else max(1, GPU_PIXELS // size_px**2 // chunk) * chunk


def picture_seed(seed: int, prompt: str, index: int) -> int:
    """The seed of one picture: a function of the run's seed, the prompt and the index, 0 to 2**63 - 1."""
    digest = hashlib.sha256(f"{seed}\n{prompt}\n{index}".encode()).digest()
    return int.from_bytes(digest[:8], "big") >> 1


class Generator:
    """The picture generator of a pack.

    Attributes:
        size_px: Side of a picture.
        chunk: Pictures of one call on a CPU; fixed, because another batch shape could round differently.
        at_once: Pictures that are drawn together; on a GPU less from where its memory does not hold so many.
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
        self.at_once = at_once(self.device, self.size_px, self.chunk)
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
        number of threads changes nothing. Chunks are drawn whole and what is too much is dropped. A GPU draws several
        chunks together, of different words, too; there the last bits may depend on what is drawn together.

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
        manner = _Manner(seed, steps, guidance, sampler, (token, stop))
        counts = [count] * len(wishes) if isinstance(count, int) else list(count)
        begins = list(first) or [0] * len(wishes)
        starts = [range(begin - begin % self.chunk, n, self.chunk) for begin, n in zip(begins, counts)]
        # One entry for each finished step of a picture; appending is safe in threads.
        ticks: list[list[int]] = [[] for _ in wishes]

        def share(number: int) -> float:
            return min(1.0, len(ticks[number]) / (len(starts[number]) * self.chunk * steps))

        def jobs() -> Iterator[_Job]:
            for number, (prompt, tokens) in enumerate(prompts):
                embeds = self._embeds(prompt)
                for start in starts[number]:
                    yield _Job(number, prompt, embeds, tokens, range(start, start + self.chunk))

        waiting: list[tuple[list[_Job], Future[list[tuple[Chunk, bool]]]]] = []
        with ThreadPoolExecutor(max(1, min(self._place.threads, sum(map(len, starts))))) as pool:
            try:
                rest = jobs()
                while group := list(islice(rest, max(1, self.at_once // self.chunk))):
                    waiting.append((group, pool.submit(self._draw, group, manner, ticks)))
                for group, future in waiting:
                    while not wait([future], timeout=TICK_S).done:
                        number = next((job.wish for job in group if share(job.wish) < 1), group[-1].wish)
                        yield Drawn(number, share(number), None)
                    for job, ((indices, pictures, maps), again) in zip(group, future.result()):
                        wanted = (indices >= begins[job.wish]) & (indices < counts[job.wish])
                        chunk = indices[wanted], pictures[wanted], maps[wanted]
                        yield Drawn(job.wish, share(job.wish), chunk, again)  # other chunks may be under way
            finally:
                stop.cancel()
                for _, future in waiting:
                    future.cancel()

    def _embeds(self, prompt: str) -> torch.Tensor | None:
        """(1, tokens, D); None where texts are not encoded ahead."""
        if not self.pipelines.encodes_alone():
            return None
        _ = self._negative  # encoded now, by one thread
        return self.pipelines.embedded(prompt)[0]

    def _draw(self, group: Sequence[_Job], manner: _Manner, ticks: Sequence[list[int]]) -> list[tuple[Chunk, bool]]:
        """Draw chunks together, in a thread of its own; of each whether it took full precision."""
        places = (ticks[job.wish] for job in group for _ in range(len(job.indices) * manner.steps))  # as if in turn
        found = iter(self._pictures(group, manner, places))
        return [self._whole(job, list(islice(found, len(job.indices))), manner) for job in group]

    def _whole(self, job: _Job, found: list[Picture | None], manner: _Manner) -> tuple[Chunk, bool]:
        """A chunk, and whether it was drawn again in full precision, where half did not suffice."""
        again = None in found
        if again and self.full is not self:
            found = self.full._pictures([replace(job, embeds=self.full._embeds(job.prompt))], manner, iter(()))
        made = [one for one in found if one is not None]
        if len(made) < len(found):
            raise ModelError(
                f"The generator of the pack “{self.pack.name}” gives no numbers for “{job.prompt}”.",
                "Fetch or copy the pack again, or choose another pack.",
            )
        pictures, maps = (np.stack(part) for part in zip(*made))
        return (np.array(job.indices), pictures, maps), again

    def _pictures(self, group: Sequence[_Job], manner: _Manner, places: Iterator[list[int]]) -> list[Picture | None]:
        """Each picture of chunks in this generator's precision; None where that does not suffice.

        Args:
            group: The chunks.
            manner: How they are drawn.
            places: Where steps are noted, one after the other.
        """

        def drawn(part: Sequence[tuple[_Job, int]]) -> list[Picture | None]:
            def after_step() -> None:
                for ticks in islice(places, len(part)):
                    ticks.append(1)
                for stop in manner.stops:
                    stop.check()

            return self._drawn(part, manner, after_step)

        wanted = [(job, index) for job in group for index in job.indices]
        return in_parts(wanted, lambda: self.at_once, drawn, self._halve, self.chunk if self.device == "cpu" else 1)

    def _halve(self) -> None:
        """Draw half as many pictures at a time from now on, and say so."""
        before, self.at_once = self.at_once, self.at_once // 2
        self._place.notes.append(
            f"The GPU's memory does not hold {before} pictures that are drawn together; "
            f"{self.at_once} are drawn at a time, more slowly."
        )
        give_back(self.device)

    @torch.inference_mode()
    def _drawn(
        self, part: Sequence[tuple[_Job, int]], manner: _Manner, after_step: Callable[[], None]
    ) -> list[Picture | None]:
        """Pictures of chunks by their numbers; None where the precision does not suffice for one."""
        one_thread(self.device)
        B, side = len(part), self.size_px // self.pipelines.vae_stride
        seeds = [picture_seed(manner.seed, job.prompt, index) for job, index in part]
        embeds = [job.embeds for job, _ in part if job.embeds is not None]
        recording: contextlib.AbstractContextManager = contextlib.nullcontext()
        if self._recorder:
            recording = self._recorder.recording([job.tokens for job, _ in part], side, self.device)
        with in_words(self.pack, self.device), recording:
            for stop in manner.stops:
                stop.check()
            images = self.pipelines.draw(
                manner.sampler,
                [job.prompt for job, _ in part],
                self.negative,
                [torch.Generator("cpu").manual_seed(seed) for seed in seeds],
                self.size_px,
                manner.steps,
                manner.guidance,
                after_step,
                (self._negative, torch.cat(embeds)) if embeds else None,
            )
            if self._recorder:
                maps = attention.to_pictures(self._recorder.maps(), self.size_px)
            else:
                maps = torch.ones(B, self.size_px, self.size_px, device=self.device)  # nothing is known: all of it
            numbers = torch.isfinite(images).flatten(1).all(1) & torch.isfinite(maps).flatten(1).all(1)
            if self.dtype != torch.float32:  # a picture of one colour is one that half precision cut off everywhere
                numbers &= images.flatten(1).amax(1) > images.flatten(1).amin(1)
            pictures = (images.float() * 255).round().clamp(0, 255).to(torch.uint8)
            made = on_host({"pictures": pictures, "maps": maps, "numbers": numbers})  # waits for the device, once
        pairs = zip(made["pictures"], made["maps"])
        return [pair if number else None for pair, number in zip(pairs, made["numbers"])]
