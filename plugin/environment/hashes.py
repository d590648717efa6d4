"""The list of checksums as pip takes it: these packages, with these checksums, and no others."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Callable, Sequence

from .plan import Packages

HASHED = "--require-hashes"


def exactly(packages: Packages, folder: Path, wanted: Callable[[str], bool]) -> list[str]:
    """What tells pip to take some packages of the list, by their checksums.

    Args:
        packages: With `hashes`.
        folder: Gets the part of the list.
        wanted: Whether a package, by its name, is to be taken.
    """
    text = (packages.hashes or packages.versions).read_text(encoding="utf-8")
    entries = (entry for entry in re.split(r"\n(?=[A-Za-z0-9])", text) if not entry.startswith("#"))
    kept = [entry for entry in entries if wanted(re.split(r"[=\s]", entry)[0].lower())]
    listed = folder / "hashes.txt"
    listed.write_text("\n".join(kept) + "\n", encoding="utf-8")
    return [HASHED, "-r", str(listed)]


def comes_apart(name: str, torch: Sequence[str]) -> bool:
    """Whether a package is installed by a step of its own: pip, and what comes with the build of torch."""
    parts = name in torch or name == "triton" or name.startswith(("nvidia-", "cuda-"))
    return name == "pip" or (bool(torch) and parts)
