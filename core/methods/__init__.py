"""One file per method, all behind one protocol: windows in, scores with a background channel out."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import TYPE_CHECKING, Any, Protocol, Union

from ..errors import InputError
from ..progress import CancelToken, Note, Progress
from ..vocabulary import ClassSpec

if TYPE_CHECKING:
    import numpy as np

    from ..cache.bank import Bank
    from ..config import Options
    from ..model.networks import Networks
    from ..packs import Pack, Resolution
    from ..prototypes.imagination import State

Events = Generator[Union[Progress, Note], None, "State"]


class Method(Protocol):
    """What the engine asks of a method.

    Attributes:
        name: In `METHODS`.
        feature_key: What, besides the raster, decides the encoded features; plain values.
    """

    name: str
    feature_key: dict[str, Any]

    def prepare(
        self, classes: Sequence[ClassSpec], words: Sequence[tuple[str, ...]], resolution: Resolution, token: CancelToken
    ) -> Events:
        """Make or find all that the classes need; yields progress and notes, returns the state for `score`.

        Args:
            classes: Of the run, in order.
            words: The pack's words of each class (`packs.resolve_classes`).
            resolution: One of `pack.resolutions`, the one that the working grid was made for.
            token: Asked between steps.
        """
        ...

    def encode(self, windows: np.ndarray) -> dict[str, np.ndarray]:
        """Features of windows (B, 3, h, w) uint8, free of classes: {name: (B, D, h', w') float16}; thread-safe."""
        ...

    def score(self, features: dict[str, np.ndarray], state: State, size: int | tuple[int, int]) -> np.ndarray:
        """Scores (B, 1 + C, rows, cols) float32 of encoded windows of that side, channel 0 background; thread-safe."""
        ...

    def restricted(self, state: State, active: Sequence[bool]) -> State:
        """A state that scores only some of its classes, for the prefilter."""
        ...


def _ovdiff(**parts: Any) -> Method:
    from .ovdiff import OVDiff

    return OVDiff(**parts)


def _colour(**parts: Any) -> Method:
    from .colour import Colour

    return Colour(**parts)


METHODS: dict[str, Callable[..., Method]] = {"ovdiff": _ovdiff, "colour": _colour}


def make_method(
    name: str, networks: Networks, pack: Pack, options: Options, background: bool, seed: int, bank: Bank,
    device: str = "cpu",
) -> Method:  # fmt: skip
    """The method of that name. `background`: whether a place may belong to no class; `seed`: of the support pictures.

    Raises:
        InputError: there is no such method.
    """
    if name not in METHODS:
        raise InputError(f"There is no method “{name}”.", f"Use one of: {', '.join(METHODS)}.")
    return METHODS[name](networks=networks, pack=pack, options=options, background=background, seed=seed, bank=bank,
                         device=device)  # fmt: skip
