"""Compares words with whole pictures: a CLIP that may be the same as an extractor's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import torch
from torch.nn import functional as F

from ..errors import ModelError
from .clip import open_clip_model, open_clip_tokenizer
from .device import Place, in_words, one_thread

MOST_PHRASES = 20_000  # kept vectors; 40 MB at 512 numbers each
GPU_BATCH = 256  # texts that a GPU reads at a time


class Classifier:
    """Embeddings of words and pictures in one space; their dot product is a cosine."""

    def __init__(self, place: Place, spec: Mapping[str, Any] | None = None) -> None:
        """Open the pack's own classifier, or the one in another folder of the pack (`spec`)."""
        spec = spec or place.pack.manifest.get("classifier")
        if not spec or spec["kind"] != "open_clip":
            raise ModelError(
                f"The pack “{place.pack.name}” has no classifier that this version can use.", "Choose another pack."
            )
        self.pack, self.device = place.pack, place.device
        self._phrases: dict[str, np.ndarray] = {}
        self.batch = (
            1 if self.device == "cpu" else GPU_BATCH
        )  # always as many, since another number could round differently
        self.prompt = str(spec.get("prompt", "{word}"))
        self.model = open_clip_model(place, spec["folder"])
        self.tokenizer = open_clip_tokenizer(place.pack.root / spec["folder"])
        visual = self.model.visual
        side = visual.image_size[0] if isinstance(visual.image_size, (tuple, list)) else visual.image_size
        # A tower whose pooling has no positions takes any size: open_clip's ResNet below one 32 px cell.
        self.size_px = int(spec.get("size_px", side if side >= 32 else 0))
        self.mean = torch.tensor(visual.image_mean, device=self.device).reshape(3, 1, 1)
        self.std = torch.tensor(visual.image_std, device=self.device).reshape(3, 1, 1)

    def text_embeddings(self, words: Sequence[str]) -> np.ndarray:
        """One vector per word, in the pack's prompt: (W, E) float32, unit length."""
        return self.phrase_embeddings([self.prompt.replace("{word}", word) for word in words])

    @torch.inference_mode()
    def phrase_embeddings(self, phrases: Sequence[str]) -> np.ndarray:
        """One vector per text: (T, E) float32, unit length; those asked for before are kept."""
        one_thread(self.device)
        if len(self._phrases) > MOST_PHRASES:
            self._phrases.clear()
        with in_words(self.pack, self.device):
            new = [phrase for phrase in dict.fromkeys(phrases) if phrase not in self._phrases]
            for start in range(0, len(new), self.batch):
                some = new[start : start + self.batch]
                padded = [*some, *[""] * (self.batch - len(some))]
                vectors = self.model.encode_text(self.tokenizer(padded).to(self.device), normalize=True)
                self._phrases.update(zip(some, vectors.float().cpu().numpy()))
        return np.stack([self._phrases[phrase] for phrase in phrases])

    @torch.inference_mode()
    def image_embeddings(self, pictures: np.ndarray) -> np.ndarray:
        """One vector per picture.

        Args:
            pictures: (B, 3, h, w) uint8.

        Returns:
            (B, E) float32, unit length.
        """
        one_thread(self.device)
        rows = []
        with in_words(self.pack, self.device):
            for i in range(len(pictures)):
                x = torch.from_numpy(np.ascontiguousarray(pictures[i : i + 1])).to(self.device).float() / 255
                if self.size_px:
                    size = (self.size_px, self.size_px)
                    x = F.interpolate(x, size, mode="bicubic", align_corners=False, antialias=True).clamp(0, 1)
                rows.append(self.model.encode_image((x - self.mean) / self.std, normalize=True))
        return torch.cat(rows).float().cpu().numpy()
