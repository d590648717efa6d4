"""Draws the support pictures of a word, each with its attribution map: a stock Stable Diffusion pipeline.

Source: OVDiff, section 3.1 (support set). Sampler: DPM-Solver++ multistep, second order, with classifier-free guidance;
the others are for fewer steps.
"""
# ruff: noqa: TID253 - this room is where torch lives

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from ..errors import ModelError
from ..progress import CancelToken
from . import attention
from .load import in_words, one_thread

if TYPE_CHECKING:
    from .load import Networks

Chunk = tuple[np.ndarray, np.ndarray, np.ndarray]  # indices (B,), pictures (B, 3, s, s) uint8, attribution (B, s, s)

SAMPLERS = {  # the option's word, and diffusers' class
    "dpmsolver++": "DPMSolverMultistepScheduler", "unipc": "UniPCMultistepScheduler", "lcm": "LCMScheduler",
}  # fmt: skip
TICK_S = 0.5  # how often `pictures` tells how far it is


@dataclass(frozen=True)
class Drawn:
    """What `pictures` tells.

    Attributes:
        wish: Which of the wishes.
        share: How much of it is done, 0 to 1.
        chunk: Finished pictures, or None when this is only news of progress.
    """

    wish: int
    share: float
    chunk: Chunk | None


@dataclass(frozen=True)
class _Job:
    """One chunk to draw; `embeds` (2, tokens, D): negative prompt, prompt."""

    prompt: str
    embeds: torch.Tensor
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
        vae, unet: Shared with the extractors that look through them.
        empty_prompt: (1, tokens, D), the embedding of no words.
    """

    def __init__(self, networks: Networks) -> None:
        import diffusers
        from diffusers import StableDiffusionPipeline
        from diffusers.utils import logging as diffusers_logging

        diffusers_logging.disable_progress_bar()

        spec = networks.pack.manifest["generator"]
        if spec["kind"] != "diffusers":
            raise ModelError(f"The pack “{networks.pack.name}” has a generator of an unknown kind, {spec['kind']}.",
                             "Update Terralex.")  # fmt: skip
        self.pack, self.device, self.threads = networks.pack, networks.device, networks.threads
        self.size_px, self.chunk = int(spec["size_px"]), int(spec.get("chunk", 4))
        self.negative = str(spec.get("negative", ""))
        half = self.device != "cpu" and spec.get("cuda_dtype") == "float16"
        self.dtype = torch.float16 if half else torch.float32
        pipeline = StableDiffusionPipeline.from_pretrained(
            networks.pack.root / spec["folder"], local_files_only=True, use_safetensors=True,
            safety_checker=None, feature_extractor=None, requires_safety_checker=False,
        ).to(self.device, self.dtype)  # fmt: skip
        for part in (pipeline.unet, pipeline.vae, pipeline.text_encoder):
            part.eval().requires_grad_(False)
        self.unet, self.vae, self.tokenizer = pipeline.unet, pipeline.vae, pipeline.tokenizer
        self.vae_stride = int(pipeline.vae_scale_factor)
        self.scheduler_config = pipeline.scheduler.config
        self._text_encoder = pipeline.text_encoder
        self._pipeline_kind = StableDiffusionPipeline
        self._samplers = {word: getattr(diffusers, kind) for word, kind in SAMPLERS.items()}
        self._recorder = attention.install(self.unet)
        self.empty_prompt = self._embed("")

    def _pipeline(self, sampler: str = "dpmsolver++") -> Any:
        """A pipeline around the shared networks; its scheduler counts steps, so every thread needs its own."""
        pipeline = self._pipeline_kind(
            vae=self.vae, text_encoder=self._text_encoder, tokenizer=self.tokenizer, unet=self.unet,
            scheduler=self._samplers[sampler].from_config(self.scheduler_config), safety_checker=None,
            feature_extractor=None, requires_safety_checker=False,
        )  # fmt: skip
        pipeline.set_progress_bar_config(disable=True)
        return pipeline

    @torch.inference_mode()
    def _embed(self, text: str) -> torch.Tensor:
        return self._pipeline().encode_prompt(text, self.device, 1, False)[0].to(self.dtype)

    def class_tokens(self, template: str, word: str) -> tuple[int, ...]:
        """Positions of the word's tokens in the prompt, the start token counted.

        Raises:
            ModelError: the prompt cannot hold the word.
        """
        start = 1 + len(self.tokenizer(template.partition("{word}")[0].strip(), add_special_tokens=False).input_ids)
        wanted = self.tokenizer(word, add_special_tokens=False).input_ids
        prompt = self.tokenizer(template.replace("{word}", word), truncation=True,
                                max_length=self.tokenizer.model_max_length).input_ids  # fmt: skip
        if not wanted or prompt[start : start + len(wanted)] != wanted:
            raise ModelError(f"The generator of the pack “{self.pack.name}” cannot read “{word}” in its prompt.",
                             "Use a shorter or simpler word.")  # fmt: skip
        return tuple(range(start, start + len(wanted)))

    def pictures(
        self, wishes: Sequence[tuple[str, str]], seed: int, count: int | Sequence[int], steps: int, guidance: float,
        token: CancelToken, sampler: str = "dpmsolver++",
    ) -> Iterator[Drawn]:  # fmt: skip
        """Draw the first `count` pictures of each word, word by word, in order.

        A picture depends on (seed, prompt, index, steps, guidance, sampler) alone: a larger count extends the set, the
        number of threads changes nothing. The last chunk is drawn whole and what is too much is dropped.

        Args:
            wishes: Prompt with `{word}` in it, and the word.
            seed: Of the run.
            count: At least 1; or one for each wish.
            steps: Of the sampler.
            guidance: Classifier-free guidance; 1 switches it off.
            token: Asked after every step.
            sampler: One of `SAMPLERS`.

        Yields:
            Finished chunks in order, and between them, twice a second, how far the work is.

        Raises:
            Cancelled: the user asked.
            ModelError: a word cannot be used, or memory does not suffice.
        """
        prompts = [(template.replace("{word}", word), self.class_tokens(template, word)) for template, word in wishes]
        negative = self._embed(self.negative)
        stop = CancelToken()  # ends the other threads when one fails or the caller goes away
        ticks: list[list[int]] = [[] for _ in wishes]  # one entry per finished step; appending is safe in threads
        counts = [count] * len(wishes) if isinstance(count, int) else list(count)
        starts = [range(0, n, self.chunk) for n in counts]
        with ThreadPoolExecutor(max(1, min(self.threads, sum(map(len, starts))))) as pool:
            waiting = []
            for number, (prompt, tokens) in enumerate(prompts):
                embeds = torch.cat([negative, self._embed(prompt)])
                for start in starts[number]:
                    job = _Job(prompt, embeds, tokens, seed, range(start, start + self.chunk), steps, guidance, sampler,
                               (token, stop), ticks[number])  # fmt: skip
                    waiting.append((number, pool.submit(self._draw, job)))
            try:
                for number, future in waiting:
                    total = len(starts[number]) * steps
                    while not wait([future], timeout=TICK_S).done:
                        yield Drawn(number, min(1.0, len(ticks[number]) / total), None)
                    indices, pictures, maps = future.result()
                    wanted = indices < counts[number]
                    share = min(1.0, len(ticks[number]) / total)  # other chunks may be under way
                    yield Drawn(number, share, (indices[wanted], pictures[wanted], maps[wanted]))
            finally:
                stop.cancel()
                for _, future in waiting:
                    future.cancel()

    @torch.inference_mode()
    def _draw(self, job: _Job) -> Chunk:
        """Draw one chunk, in a thread of its own."""
        one_thread(self.device)

        def after_step(_pipeline: Any, _step: int, _time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            job.ticks.append(1)
            for stop in job.stops:
                stop.check()
            return tensors

        B = len(job.indices)
        generators = [torch.Generator("cpu").manual_seed(picture_seed(job.seed, job.prompt, i)) for i in job.indices]
        negative, embeds = (e.expand(B, -1, -1) for e in job.embeds.split(1))
        with in_words(self.pack, self.device), self._recorder.recording(job.tokens, B, self.size_px // self.vae_stride):
            for stop in job.stops:
                stop.check()
            images = self._pipeline(job.sampler)(
                prompt_embeds=embeds, negative_prompt_embeds=negative, height=self.size_px, width=self.size_px,
                num_inference_steps=job.steps, guidance_scale=job.guidance, generator=generators, output_type="pt",
                callback_on_step_end=after_step,
            ).images  # fmt: skip
            maps = attention.to_pictures(self._recorder.maps(), self.size_px)
        pictures = (images.float() * 255).round().clamp(0, 255).to(torch.uint8)
        return np.array(job.indices), pictures.cpu().numpy(), maps.cpu().numpy()
