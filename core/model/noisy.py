"""A pack's U-Net shown a picture instead of noise: what its attention sees when it has a little noise to take away.

Source: OVDiff, section 3.2, and DiffSegmenter (TIP 2025): one pass at one timestep, nothing is denoised. Ours: the
latent is the posterior's mode and the noise a fixed one for each shape, so that what is seen depends on nothing else.
"""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Protocol

import numpy as np
import torch
from torch.nn import functional as F

if TYPE_CHECKING:
    from .generator import Generator

NOISE_SEED = 0  # any fixed value, the same for every window


class Kept(Protocol):
    """Where latents without noise are kept between passes, runs and methods (`cache.latents`)."""

    def get(self, pictures: np.ndarray, size: tuple[int, int]) -> np.ndarray | None:
        """Latents (B, C, h, w) float32 of pictures (B, 3, H, W) uint8 brought to a size; None unless all are there."""
        ...

    def put(self, pictures: np.ndarray, size: tuple[int, int], latents: np.ndarray) -> None:
        """Keep them."""
        ...


class NoisyUNet:
    """The U-Net of a generator and what it needs to look at pictures.

    Attributes:
        generator: Whose it is.
        unet: The network.
        scheduler: Says how much noise a timestep has.
        vae: Makes latents.
    """

    def __init__(self, generator: Generator, timestep: int) -> None:
        from diffusers import DDPMScheduler

        self.generator = generator
        self.unet = generator.unet  # refused here where there is none
        self.time = torch.tensor([timestep], device=generator.device)
        self.scheduler = DDPMScheduler.from_config(generator.pipelines.scheduler.config)
        self.vae = generator.vae
        _ = generator.empty_prompt  # encoded now, by one thread
        if generator.dtype == torch.float16 and self.vae.config.get("force_upcast"):
            self.vae = copy.deepcopy(self.vae).float()  # the XL's overflows in half precision

    def latents(self, pictures: np.ndarray, size: tuple[int, int], kept: Kept | None = None) -> torch.Tensor:
        """Latents (B, C, h, w) with noise, the same for every picture.

        Args:
            pictures: (B, 3, H, W) uint8.
            size: Rows and columns that they are brought to.
            kept: Where latents without noise are looked for first, and kept.
        """
        dtype, device = self.generator.dtype, self.generator.device
        found = None if kept is None else kept.get(pictures, size)
        if found is None:
            clean = self._clean(pictures, size)
            if kept is not None and torch.isfinite(clean).all():  # else half precision did not suffice
                kept.put(pictures, size, clean.float().cpu().numpy())
        else:
            clean = torch.from_numpy(found).to(device, dtype)
        one = torch.randn((1, *clean.shape[1:]), generator=torch.Generator("cpu").manual_seed(NOISE_SEED))
        noise = one.expand(clean.shape).to(clean.device, dtype)
        return self.scheduler.add_noise(clean, noise, self.time.expand(len(clean)))

    def _clean(self, pictures: np.ndarray, size: tuple[int, int]) -> torch.Tensor:
        x = torch.from_numpy(np.ascontiguousarray(pictures)).to(self.generator.device).float() / 255
        if size != x.shape[2:]:
            x = F.interpolate(x, size, mode="bilinear", align_corners=False)
        x = (x - 0.5) / 0.5  # an autoencoder takes -1..1
        mode = self.vae.encode(x.to(self.vae.dtype)).latent_dist.mode()
        return (mode * self.vae.config.scaling_factor).to(self.generator.dtype)

    def look(self, noisy: torch.Tensor, prompt: torch.Tensor | None = None, whole: torch.Tensor | None = None) -> None:
        """Run the U-Net on latents; what it sees is tapped.

        Args:
            noisy: (B, C, h, w), as `latents` makes them.
            prompt: (1, tokens, D) that runs it; None for no words.
            whole: (1, E) of the whole text, for a U-Net of the XL kind; None for no words.
        """
        B = len(noisy)
        prompt = self.generator.empty_prompt if prompt is None else prompt
        more = self.generator.conditions(B, noisy.shape[2] * self.generator.pipelines.vae_stride, whole)
        self.unet(
            noisy,
            self.time.expand(B),
            encoder_hidden_states=prompt.expand(B, -1, -1),
            added_cond_kwargs=more,
            return_dict=False,
        )


def map_shape(latent: tuple[int, int], positions: int) -> tuple[int, int]:
    """Rows and columns of a layer's map that has so many positions, for a latent of that shape."""
    share = (positions / (latent[0] * latent[1])) ** 0.5  # of the latent's side
    return round(latent[0] * share), round(latent[1] * share)
