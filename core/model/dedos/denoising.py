"""A training window as a diffusion model sees it: denoised pictures, and what the U-Net's blocks say of them.

Source: the published code's `diff_process.py`: the clean latent goes in as if it had the noise of a timestep, under an
empty prompt, and what the network takes for noise is taken away in one step. It clamps latents by a default of its
sampler; here that is a choice.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import torch
from torch.nn import functional as F

from ..device import in_words, one_thread
from ..noisy import NoisyUNet
from ..tap import Tap

if TYPE_CHECKING:
    from ..generator import Generator

TIMESTEPS = (50, 100, 200)
CELLS = 16  # rows and columns of a block's output that the queries look at, at most
_OUT = "conv_out"


@dataclass(frozen=True)
class Denoised:
    """What comes of one window.

    Attributes:
        pictures: At each timestep (T, 3, s, s) uint8.
        seen: Of each layer, the stages at each timestep, (N, C) float16.
    """

    pictures: np.ndarray
    seen: tuple[torch.Tensor, ...]


class Denoiser:
    """A generator's U-Net and autoencoder, shown windows.

    Args:
        generator: Of the pack.
        size_px: The side that windows are brought to; 0 leaves them.
        clamp: Whether the estimated latent is cut at -1 and 1, as the published code does.
        timesteps: How much noise the network is told of.
    """

    def __init__(
        self, generator: Generator, size_px: int = 0, clamp: bool = True, timesteps: tuple[int, ...] = TIMESTEPS
    ) -> None:
        self.generator, self.size_px, self.clamp = generator, size_px, clamp
        self._at = [NoisyUNet(generator, t) for t in timesteps]
        unet = generator.unet
        ups = len(unet.up_blocks)
        chosen = range(ups - 3, ups - 1) if ups > 3 else range(max(0, ups - 2), ups)  # Stable Diffusion's 1 and 2 of 4
        self.stages = ("mid_block", *(f"up_blocks.{number}" for number in chosen))
        self._tap = Tap()
        for name in (*self.stages, _OUT):
            self._tap.attach(unet, name, name)

    @torch.no_grad()
    def look(self, window: np.ndarray) -> Denoised:
        """What comes of one window (3, s, s) uint8."""
        generator = self.generator
        one_thread(generator.device)
        with in_words(generator.pack, generator.device):
            x = torch.from_numpy(np.ascontiguousarray(window))[None].to(generator.device).float() / 127.5 - 1
            side = window.shape[1]
            if self.size_px:
                x = F.interpolate(x, (self.size_px, self.size_px), mode="bilinear", align_corners=False)
            vae = self._at[0].vae
            clean = vae.encode(x.to(vae.dtype)).latent_dist.mode() * vae.config.scaling_factor
            pictures, seen = [], []
            for noisy in self._at:
                found = self._tap.run(len(self.stages) + 1, partial(noisy.look, clean.to(generator.dtype)))
                seen += [_tokens(found[name]) for name in self.stages]
                latent = self.estimate(noisy, clean.float(), found[_OUT].float())
                picture = vae.decode((latent / vae.config.scaling_factor).to(vae.dtype)).sample.float()
                picture = F.interpolate(picture, (side, side), mode="bilinear", align_corners=False)
                pictures.append(((picture[0].clamp(-1, 1) + 1) * 127.5).round().to(torch.uint8).cpu().numpy())
        return Denoised(np.stack(pictures), tuple(seen))

    def estimate(self, noisy: NoisyUNet, latent: torch.Tensor, out: torch.Tensor) -> torch.Tensor:
        """The latent without what the network takes for noise, whichever of the three things it predicts."""
        share = noisy.scheduler.alphas_cumprod[int(noisy.time)].to(latent)
        kind = noisy.scheduler.config.prediction_type
        if kind == "v_prediction":
            found = share**0.5 * latent - (1 - share) ** 0.5 * out
        elif kind == "sample":
            found = out
        else:
            found = (latent - (1 - share) ** 0.5 * out) / share**0.5
        return found.clamp(-1, 1) if self.clamp else found


def _tokens(maps: torch.Tensor) -> torch.Tensor:
    """A block's output (1, C, h, w) as (N, C) float16, pooled to at most `CELLS` a side."""
    shape = (min(CELLS, maps.shape[2]), min(CELLS, maps.shape[3]))
    return F.adaptive_avg_pool2d(maps.float(), shape)[0].flatten(1).T.half().cpu()
