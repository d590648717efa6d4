"""What the engine is asked about training, and about files that were trained (docs/contracts.md, DEDOS).

Standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from .request import Request


@dataclass(frozen=True)
class Train(Request):
    """DEDOS learns from what was reviewed in finished runs, as a trained file of this machine.

    Attributes:
        runs: Their folders; all made with one pack.
        name: What the file is called from then on.
        iterations: Steps; 0 for the usual number.
        seed: Of everything drawn.
        tokens: Fed by what the generator's U-Net sees of the windows ("fed"), learned without ("constant"), or "off".
        denoised: Whether denoised pictures are learned from, too.
        consistency: The weight of their agreement with the clear ones.
        clamp: Whether denoised latents are cut at -1 and 1.
    """

    runs: Sequence[str]
    name: str
    iterations: int = 0
    seed: int = 0
    tokens: str = "fed"
    denoised: bool = True
    consistency: float = 1.0
    clamp: bool = True


@dataclass(frozen=True)
class ExportTrained(Request):
    """A trained file, by name or key, for a colleague: the file to write, which must not be there."""

    name: str
    out: str


@dataclass(frozen=True)
class ImportTrained(Request):
    """A trained file of somebody else's onto this machine; a run uses it by its name (the option `trained`)."""

    source: str


@dataclass(frozen=True)
class RemoveTrained(Request):
    """Remove a trained file, by name or key."""

    name: str


@dataclass(frozen=True)
class ListTrained(Request):
    """All trained files of this machine; nothing to ask with."""
