"""Packs: sets of networks, what of them is on this machine, and how they get here (`store`).

The face of the room, standard library only: QGIS lists packs without the engine.
"""

from pathlib import Path

from .content import PICKLES
from .here import (
    Standing,
    broken_packs,
    check_pack_name,
    file_sha256,
    find_pack,
    list_packs,
    search_path,
    standings,
    user_packs,
    verify,
)
from .pack import FARTHEST, Pack, Resolution, Scale, Word, read_pack, resolve_classes, scale_for

__all__ = [
    "EMBEDDED",
    "FARTHEST",
    "PICKLES",
    "Pack",
    "Resolution",
    "Scale",
    "Standing",
    "Word",
    "broken_packs",
    "check_pack_name",
    "file_sha256",
    "find_pack",
    "list_packs",
    "read_pack",
    "resolve_classes",
    "scale_for",
    "search_path",
    "standings",
    "user_packs",
    "verify",
]
EMBEDDED = Path(__file__).resolve().parents[2] / "resources" / "packs"
