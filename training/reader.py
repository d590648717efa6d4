"""Opens an exported pack with the stock libraries, for calibration and measurement.

The engine has its own, fuller code for this; a second, short one here checks that the files mean what the manifest
says.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from guard import prepare_imports
from train_generator import locate, watch

prepare_imports()


class Reader:
    """A pack folder, its networks loaded."""

    def __init__(self, folder: Path) -> None:
        import open_clip
        from diffusers import StableDiffusionPipeline

        self.manifest = json.loads((folder / "pack.json").read_text())
        name = f"local-dir:{folder / 'clip'}"
        self.clip, _, _ = open_clip.create_model_and_transforms(name)
        self.clip = self.clip.float().eval().requires_grad_(False)
        self.tokenizer = open_clip.get_tokenizer(name)
        normal = json.loads((folder / "clip" / "open_clip_config.json").read_text())["preprocess_cfg"]
        self.normal = [torch.tensor(normal[k])[:, None, None] for k in ("mean", "std")]
        self.pipe = StableDiffusionPipeline.from_pretrained(
            folder / "generator", safety_checker=None, local_files_only=True, torch_dtype=torch.float32
        )
        self.pipe.set_progress_bar_config(disable=True)
        for part in (self.pipe.unet, self.pipe.vae, self.pipe.text_encoder):
            part.requires_grad_(False)
        self.extractors = {e["name"]: e for e in self.manifest["extractors"]}
        self.mean, self.reference = {}, {}  # (D, 1, 1) and, at the fine resolution, (P, D) centred
        if (folder / "calibration.safetensors").exists():
            from safetensors.torch import load_file

            numbers = load_file(folder / "calibration.safetensors")
            for name in self.extractors:
                self.mean[name] = numbers[f"{name}.mean"][:, None, None]
                self.reference[name] = numbers[f"{name}.reference.0"].float()

    @torch.no_grad()
    def features(self, name: str, batch: torch.Tensor) -> torch.Tensor:
        """Raw dense map (B, D, h, w) of pictures (B, 3, H, W) in 0 to 1."""
        extractor = self.extractors[name]
        if extractor["kind"] == "open_clip":
            size = [round(n * extractor.get("zoom", 1)) for n in batch.shape[2:]]
            batch = F.interpolate(batch, size, mode="bilinear", align_corners=False)
            return self._hooked(self.clip, extractor["layer"], (batch - self.normal[0]) / self.normal[1])
        return self._queries(extractor, batch)

    def _hooked(self, model, layer: str, batch: torch.Tensor) -> torch.Tensor:
        kept = []
        handle = model.get_submodule(layer).register_forward_hook(lambda module, given, out: kept.append(out))
        try:
            model.encode_image(batch)
        finally:
            handle.remove()
        return kept[0]

    def _queries(self, extractor: dict, batch: torch.Tensor) -> torch.Tensor:
        unet, vae, kept, handles = self.pipe.unet, self.pipe.vae, [], []
        latent = vae.encode(batch * 2 - 1).latent_dist.mode() * vae.config.scaling_factor
        noise = torch.randn(latent.shape, generator=torch.Generator().manual_seed(0))
        when = torch.full((len(batch),), extractor["timestep"])
        noisy = self.pipe.scheduler.add_noise(latent, noise, when)
        for layer in extractor["layers"]:
            query = unet.get_submodule(layer).to_q
            handles.append(query.register_forward_hook(lambda module, given, out: kept.append(out)))
        try:
            unet(noisy, when, self.prompt([""]).expand(len(batch), -1, -1))
        finally:
            for handle in handles:
                handle.remove()
        rows, cols = latent.shape[2:]
        maps = []
        for query in kept:  # (B, places, C); the side is found from the number of places
            shrink = round((rows * cols / query.shape[1]) ** 0.5)
            maps.append(query.transpose(1, 2).unflatten(2, (-(-rows // shrink), -(-cols // shrink))))
        return torch.cat([F.interpolate(m, (rows, cols), mode="bilinear", align_corners=False) for m in maps], 1)

    @torch.no_grad()
    def texts(self, words: list[str]) -> torch.Tensor:
        """Text vectors of words, unit length: (W, D)."""
        return F.normalize(self.clip.encode_text(self.tokenizer(words)), dim=1)

    @torch.no_grad()
    def prompt(self, texts: list[str]) -> torch.Tensor:
        """States of the generator's text encoder: (B, tokens, C)."""
        ids = self.pipe.tokenizer(texts, padding="max_length", truncation=True, return_tensors="pt").input_ids
        return self.pipe.text_encoder(ids)[0]

    @torch.no_grad()
    def round_trip(self, batch: torch.Tensor) -> torch.Tensor:
        """Pictures of 0 to 1 through the autoencoder."""
        vae = self.pipe.vae
        return (vae.decode(vae.encode(batch * 2 - 1).latent_dist.mode()).sample / 2 + 0.5).clamp(0, 1)

    @torch.no_grad()
    def generate(
        self,
        word: str,
        count: int,
        resolution: int = 0,
        seed: int = 0,
        steps: int | None = None,
        guidance: float | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Pictures (count, 3, S, S) in 0 to 1 and attribution maps (count, S/8, S/8), each 0 to 1."""
        defaults = self.manifest["defaults"]
        text = self.manifest["resolutions"][resolution]["prompt"].format(word=word)
        tokens = self.pipe.tokenizer(text).input_ids
        first, end = locate(tokens, self.pipe.tokenizer(word).input_ids[1:-1])
        watched, total = watch(self.pipe.unet), [0.0]
        side = self.manifest["generator"]["size_px"] // 8

        def add_maps(pipe, step, when, kept):
            for processor in watched:
                seen = processor.seen[count:, :, :, first:end].mean((1, 3))
                shape = (count, 1, int(seen.shape[1] ** 0.5), -1)
                total[0] = total[0] + F.interpolate(seen.reshape(shape), (side, side), mode="bilinear")[:, 0]
            return kept

        seeds = [torch.Generator().manual_seed(seed * 1000 + i) for i in range(count)]
        pictures = self.pipe(
            [text] * count,
            num_inference_steps=steps or defaults["steps"],
            output_type="pt",
            generator=seeds,
            guidance_scale=guidance or defaults["guidance"],
            height=side * 8,
            width=side * 8,
            callback_on_step_end=add_maps,
        ).images
        from diffusers.models.attention_processor import AttnProcessor2_0

        self.pipe.unet.set_attn_processor(AttnProcessor2_0())
        low, high = total[0].amin((1, 2), keepdim=True), total[0].amax((1, 2), keepdim=True)
        return pictures, (total[0] - low) / (high - low).clamp_min(1e-8)


def load_array(picture) -> torch.Tensor:
    """An RGB array (H, W, 3) uint8 as a batch of one in 0 to 1."""
    return torch.from_numpy(np.array(picture)).permute(2, 0, 1)[None].float() / 255
