"""One file per method, all behind one protocol: windows in, scores with a background channel out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ..errors import InputError
from .base import Method

if TYPE_CHECKING:
    from ..cache.bank import Bank
    from ..config import Options
    from ..model.networks import Networks
    from ..packs import Pack


def _ovdiff(**parts: Any) -> Method:
    from .ovdiff import OVDiff

    return OVDiff(**parts)


def _colour(**parts: Any) -> Method:
    from .colour import Colour

    return Colour(**parts)


METHODS: dict[str, Callable[..., Method]] = {"ovdiff": _ovdiff, "colour": _colour}


def make_method(
    name: str,
    networks: Networks,
    pack: Pack,
    options: Options,
    background: bool,
    seed: int,
    bank: Bank,
    device: str = "cpu",
) -> Method:
    """The method of that name. `background`: whether a place may belong to no class; `seed`: of the support pictures.

    Raises:
        InputError: there is no such method.
    """
    if name not in METHODS:
        raise InputError(f"There is no method “{name}”.", f"Use one of: {', '.join(METHODS)}.")
    return METHODS[name](
        networks=networks, pack=pack, options=options, background=background, seed=seed, bank=bank, device=device
    )
