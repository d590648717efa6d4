"""Continues a sentence with what is seen in a picture: BLIP, word by word, always the likeliest next one.

Source: Li et al., "BLIP" (ICML 2022), a caption that begins with a given text; DiffSegmenter (TIP 2025) continues
“a photograph of …” so for each class. The settings are those that transformers had by default then: no beams, no
chance, 20 pieces (tokens) with the beginning. Ours: the picture is brought to size as the classifier does.
"""

from __future__ import annotations

import json
import threading

import numpy as np
import torch
from torch.nn import functional as F

from ..errors import ModelError
from .device import Place, in_words, one_thread

LONGEST = 20  # tokens of a caption, its beginning and the start token counted


class Captioner:
    """The captioner of a pack, in float32 on every device, so that what is said depends on it as little as can be."""

    def __init__(self, place: Place) -> None:
        """Open it.

        Raises:
            ModelError: it is of an unknown kind.
        """
        spec = place.pack.manifest["captioner"]
        if spec["kind"] != "blip":
            raise ModelError(
                f"The pack “{place.pack.name}” has a captioner of an unknown kind, {spec['kind']}.", "Update Terralex."
            )
        from transformers import BertTokenizer, BlipForConditionalGeneration, GenerationConfig
        from transformers.utils import logging as transformers_logging

        transformers_logging.disable_progress_bar()

        self.pack, self.device = place.pack, place.device
        folder = place.pack.root / spec["folder"]
        self.model = BlipForConditionalGeneration.from_pretrained(  # nosec B615
            folder, local_files_only=True, use_safetensors=True, trust_remote_code=False
        )
        self.model = self.model.float().to(self.device).eval().requires_grad_(False)
        self.tokenizer = BertTokenizer.from_pretrained(folder, local_files_only=True)  # nosec B615
        self._reading = threading.Lock()  # fast tokenizers cannot be shared by threads while they read
        told = json.loads((folder / "preprocessor_config.json").read_text(encoding="utf-8"))
        self._mean, self._std = (
            torch.tensor(told[key], device=self.device).reshape(3, 1, 1) for key in ("image_mean", "image_std")
        )
        self._side = int(self.model.config.vision_config.image_size)
        words = self.model.config.text_config
        self._start = int(words.bos_token_id)
        # Made here, so that nothing in the pack can ask for chance, beams, or code of a hub.
        self._settings = GenerationConfig(
            max_length=LONGEST,
            do_sample=False,
            num_beams=1,
            bos_token_id=words.bos_token_id,
            eos_token_id=words.sep_token_id,
            pad_token_id=words.pad_token_id,
        )

    @torch.inference_mode()
    def see(self, pictures: np.ndarray) -> np.ndarray:
        """What it sees, before any word is said.

        Args:
            pictures: (B, 3, h, w) uint8.

        Returns:
            (B, T, D) float32: a vector of the whole picture, then one of each patch.
        """
        one_thread(self.device)
        with in_words(self.pack, self.device):
            x = torch.from_numpy(np.ascontiguousarray(pictures)).to(self.device).float() / 255
            size = (self._side, self._side)
            x = F.interpolate(x, size, mode="bicubic", align_corners=False, antialias=True).clamp(0, 1)
            seen: np.ndarray = self.model.vision_model(pixel_values=(x - self._mean) / self._std)[0].cpu().numpy()
        return seen

    @torch.inference_mode()
    def more(self, seen: np.ndarray, beginning: str) -> str:
        """How a sentence goes on; "" where nothing is to be added, or it is as long as a caption may be.

        Args:
            seen: (T, D) of one picture, from `see`.
            beginning: Of the sentence; it stays as it is.
        """
        with self._reading:
            ids = self.tokenizer(beginning, return_tensors="pt").input_ids[:, :-1]  # without the token that ends it
        if ids.shape[1] >= LONGEST:
            return ""
        ids[:, 0] = self._start
        vectors = torch.from_numpy(seen)[None].to(self.device)
        with in_words(self.pack, self.device):
            said = self.model.text_decoder.generate(
                input_ids=ids.to(self.device),
                attention_mask=torch.ones_like(ids, device=self.device),
                encoder_hidden_states=vectors,
                encoder_attention_mask=torch.ones(vectors.shape[:2], dtype=torch.long, device=self.device),
                generation_config=self._settings,
            )
        with self._reading:
            text = str(self.tokenizer.decode(said[0, ids.shape[1] :].cpu(), skip_special_tokens=True)).strip()
        # A piece that would be glued to the last word of the beginning would make another word of it.
        return text.partition(" ")[2] if text.startswith("##") else text
