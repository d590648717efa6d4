"""Text-to-image pipelines of diffusers: how any of them is opened, taken apart for threads, and called alike.

Stable Diffusion, its XL, LCM and PixArt look at the prompt by cross-attention, which tells where a word is. Where text
and picture attend to each other together (Stable Diffusion 3, Flux ...), nothing tells it, and pictures are used whole.
"""

from __future__ import annotations

import copy
import inspect
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import torch

SAMPLERS = {  # the option's word, and diffusers' class
    "dpmsolver++": "DPMSolverMultistepScheduler",
    "unipc": "UniPCMultistepScheduler",
    "lcm": "LCMScheduler",
}
WITHOUT = ("safety_checker", "feature_extractor", "image_encoder")  # nothing judges the pictures

CONVOLVED = ("unet", "vae")  # parts made of convolutions


class Pipelines:
    """The networks of a pipeline, and as many pipelines around them as there are threads.

    Attributes:
        kind: Class of the pipeline.
        parts: What it is made of: vae, tokenizer, unet or transformer ...
    """

    def __init__(self, folder: Path, device: str, dtype: torch.dtype) -> None:
        import diffusers

        told = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
        absent: dict[str, Any] = {
            name: None for name, value in told.items() if name in WITHOUT or value == [None, None]
        }
        if "safety_checker" in told:
            absent["requires_safety_checker"] = False
        if getattr(getattr(diffusers, str(told.get("_class_name")), None), "_load_connected_pipes", False):
            raise ValueError("pipelines that bring others along cannot be used")  # named in a README, from a hub
        opened = diffusers.AutoPipelineForText2Image.from_pretrained(  # in its precision: no copy in another one
            folder, dtype=dtype, local_files_only=True, use_safetensors=True, **absent
        )
        opened = opened.to(device, dtype)  # what a library keeps in float32 all the same, too
        self.kind = type(opened)
        self.device, self.dtype = device, dtype
        wanted = inspect.signature(self.kind.__init__).parameters
        self.parts = {name: opened.components.get(name, opened.config.get(name)) for name in wanted if name != "self"}
        if "add_watermarker" in self.parts:
            self.parts["add_watermarker"] = False
        for part in self.parts.values():
            if isinstance(part, torch.nn.Module):
                part.eval().requires_grad_(False)
        if device != "cpu":
            for name in CONVOLVED:
                channels_last(self.parts.get(name))
        decoder = getattr(self.parts.get("vae"), "decoder", None)
        if isinstance(decoder, torch.nn.Module):
            decoder.register_forward_hook(without_infinity)
        self.scheduler = self.parts.pop("scheduler")
        self.vae_stride = int(getattr(opened, "vae_scale_factor", 8))
        self._knows = set(inspect.signature(self.kind.__call__).parameters)

    @property
    def painter(self) -> Any:
        """The network that denoises."""
        return self.parts.get("unet") or self.parts.get("transformer")

    @property
    def keeps_its_sampler(self) -> bool:
        """Whether no other sampler fits: flow matching, and what was distilled for its own."""
        return SAMPLERS["dpmsolver++"] not in [kind.__name__ for kind in self.scheduler.compatibles]

    def make(self, sampler: str = "dpmsolver++", reads: bool = False) -> Any:
        """A pipeline around the shared networks; its scheduler counts steps, so every thread needs its own.

        Args:
            sampler: One of `SAMPLERS`.
            reads: Whether it is given texts; fast tokenizers cannot be shared by threads while they read.
        """
        import diffusers

        kind = type(self.scheduler) if self.keeps_its_sampler else getattr(diffusers, SAMPLERS[sampler])
        parts = {
            name: copy.deepcopy(part) if reads and name.startswith("tokenizer") else part
            for name, part in self.parts.items()
        }
        pipeline = self.kind(**parts, scheduler=kind.from_config(self.scheduler.config))
        pipeline.set_progress_bar_config(disable=True)
        return pipeline

    def draw(
        self,
        sampler: str,
        prompts: Sequence[str],
        negative: str,
        generators: Sequence[torch.Generator],
        side: int,
        steps: int,
        guidance: float,
        after_step: Callable[[], None],
        embeds: tuple[torch.Tensor, torch.Tensor] | None = None,
    ) -> torch.Tensor:
        """Pictures (B, 3, side, side) in 0..1.

        Where guidance is above 1, both halves of a step, with the prompt and with the negative one, are one batch of
        the network: so diffusers' pipelines do it.

        Args:
            sampler: One of `SAMPLERS`.
            prompts: Of each picture.
            negative: Of all, where the pipeline has such a thing.
            generators: One for each picture.
            side: Of the pictures.
            steps: Of the sampler.
            guidance: Classifier-free guidance.
            after_step: Called after each of them; may raise.
            embeds: The negative prompt (1, tokens, D) and prompts, (1, tokens, D) for all or (B, tokens, D), where the
                caller has encoded them.
        """
        B = len(generators)

        def told(_pipeline: Any, _step: int, _time: Any, tensors: dict[str, Any]) -> dict[str, Any]:
            after_step()
            return tensors

        wanted: dict[str, Any] = {
            "height": side,
            "width": side,
            "num_inference_steps": steps,
            "guidance_scale": guidance,
            "generator": list(generators),
            "output_type": "pt",
            "callback_on_step_end": told,
            "callback": lambda *_: after_step(),
            "use_resolution_binning": False,
            "clean_caption": False,
        }
        if embeds is None:
            wanted.update(prompt=list(prompts), negative_prompt=[negative] * B)
        else:
            first, second = (e.expand(B, -1, -1) for e in embeds)
            wanted.update(prompt_embeds=second, negative_prompt_embeds=first)
        known = {name: value for name, value in wanted.items() if name in self._knows}
        return self.make(sampler, reads=embeds is None)(**known).images

    def encodes_alone(self) -> bool:
        """Whether a text is one row of vectors that can be handed over: Stable Diffusion 1 and 2."""
        return self.kind.__name__ == "StableDiffusionPipeline"

    @torch.inference_mode()
    def embedded(self, text: str) -> tuple[torch.Tensor, torch.Tensor | None]:
        """A text as the U-Net takes it: (1, tokens, D), and (1, E) of the whole text where it wants that, too."""
        pipeline = self.make(reads=True)
        if self.kind.__name__ == "StableDiffusionXLPipeline":
            told = pipeline.encode_prompt(text, device=self.device, do_classifier_free_guidance=False)
            return told[0].to(self.dtype), told[2].to(self.dtype)
        return pipeline.encode_prompt(text, self.device, 1, False)[0].to(self.dtype), None


def channels_last(part: torch.nn.Module | None) -> None:
    """Lay a part's weights out as a GPU's half-precision convolutions read them; one of videos has no such layout."""
    if part is not None and all(weights.ndim <= 4 for weights in part.parameters()):
        part.to(memory_format=torch.channels_last)


def without_infinity(_module: torch.nn.Module, _args: Any, decoded: Any) -> Any:
    """A hook: what half precision could not hold becomes NaN, which can be told; clamped it would be black or white."""
    return torch.where(torch.isfinite(decoded), decoded, torch.nan) if torch.is_tensor(decoded) else decoded
