"""What the autoencoder made of windows, kept for every method, timestep and text that a U-Net is shown them with.

Found by the pictures themselves, not by who looked: OVDiff's U-Net features and DiffSegmenter's queries begin with the
same latents, while their passes of the U-Net differ in timestep and in where they end. Ours.
"""

from __future__ import annotations

import hashlib
import threading
from importlib.metadata import version
from typing import Any

import numpy as np

from .features import FeaturesStore


class Latents:
    """Latents without noise of one pack's autoencoder. Safe from several threads; opened when first asked.

    They lie among the kept features and share their budget (`FeaturesStore`).
    """

    def __init__(self, budget_gb: float, pack: str, device: str) -> None:
        """Nothing is opened yet.

        Args:
            budget_gb: Of the disk, for all kept features together.
            pack: Its hash.
            device: "cpu" or "cuda"; they round differently.
        """
        self._budget_gb = budget_gb
        self._key: dict[str, Any] = {"what": "latents", "pack": pack, "device": device, "torch": version("torch")}
        self._opened: FeaturesStore | None = None
        self._lock = threading.Lock()

    @property
    def _store(self) -> FeaturesStore:
        with self._lock:
            if self._opened is None:
                self._opened = FeaturesStore.open(self._budget_gb, self._key)
            return self._opened

    def get(self, pictures: np.ndarray, size: tuple[int, int]) -> np.ndarray | None:
        """Latents (B, C, h, w) of pictures (B, 3, H, W) uint8 brought to a size; None unless all are there.

        All or none, and only of a batch as large, since another batch could round differently on a GPU.
        """
        found = [self._store.get(_name(picture, size, len(pictures))) for picture in pictures]
        latents = [arrays["latent"] for arrays in found if arrays is not None]
        return np.stack(latents) if len(latents) == len(pictures) else None

    def put(self, pictures: np.ndarray, size: tuple[int, int], latents: np.ndarray) -> None:
        """Keep them, float32, which holds every precision that a network runs with."""
        for picture, latent in zip(pictures, latents):
            self._store.put(_name(picture, size, len(pictures)), {"latent": latent})


def _name(picture: np.ndarray, size: tuple[int, int], batch: int) -> str:
    digest = hashlib.sha256(f"{picture.shape} {size} {batch}\n".encode() + picture.tobytes())
    return digest.hexdigest()[:32]
