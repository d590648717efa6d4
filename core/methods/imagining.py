"""What methods that imagine their classes have in common, as the files beside them see it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, cast

import numpy as np

from ..model.networks import Networks
from ..options import PrototypeOptions
from ..packs import Pack, Resolution
from ..prototypes.imagination import Imagination
from ..prototypes.kmeans import Values
from ..prototypes.matching import Space
from .base import Arrays, Features, Method


class Imagining(Protocol):
    """A method that draws each word and learns prototypes from the pictures."""

    name: str
    networks: Networks
    pack: Pack
    options: PrototypeOptions
    imagination: Imagination
    texts: str

    def extractor_names(self) -> tuple[str, ...]:
        """Keys of what `encode` returns of a window."""
        ...

    def encode_picture(self, name: str, picture: np.ndarray) -> np.ndarray:
        """Features (D, h, w) float32 of one picture (3, s, s) uint8."""
        ...

    def encode_pictures(self, name: str, pictures: np.ndarray) -> Iterable[Values]:
        """The same of each of (N, 3, s, s) uint8, several at a time; tensors where a GPU made them."""
        ...

    def encode(self, windows: np.ndarray) -> list[dict[str, Any]]:
        """Of each window (3, h, w) uint8: {name: (1, D, h', w') float16}, arrays or tensors on a device."""
        ...

    def kept(self, features: Features) -> Arrays:
        """The same of one window as arrays."""
        ...

    def spaces(self, resolution: Resolution) -> Mapping[str, Space]:
        """How each extractor's vectors are compared."""
        ...


def as_imagining(method: Method) -> Imagining | None:
    """The method as one whose pictures can be chosen among; None where it draws none."""
    drawing = hasattr(method, "imagination") and getattr(method, "texts", "off") != "instead"
    return cast(Imagining, method) if drawing else None
