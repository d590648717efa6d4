"""What a set-up will do: from which list, which build, how much is fetched and needed, and from where."""

from __future__ import annotations

import hashlib
import os
import platform
from dataclasses import dataclass, field
from pathlib import Path
from typing import Mapping

from .failures import SetUpError, failure
from .place import Place, free, size, unsuitable

PLUGIN = Path(__file__).resolve().parents[2]
PROOF = PLUGIN / "core" / "proof.py"
HASHES = PLUGIN / "resources" / "engine" / "hashes.txt"
TORCH_INDEX = "https://download.pytorch.org/whl"
MB = 10**6
# Bytes fetched, and on the disk when done. CPU: measured (Linux, Python 3.11). CUDA: estimates, nobody measured them.
SIZES = {"cpu": (410 * MB, 1_850 * MB), "cu126": (3_300 * MB, 7_500 * MB), "cu130": (2_700 * MB, 6_500 * MB)}
USUAL = "usual"  # the build that the usual index has, where torch's own index cannot be reached
SPARE = 500 * MB  # for pip's temporary files
REFRESH_SHARE = 4  # a new list usually changes a part of the packages
NEEDED = (  # what the engine imports
    "torch",
    "diffusers",
    "transformers",
    "open_clip",
    "safetensors",
    "numpy",
    "scipy",
    "skimage",
    "sklearn",
    "rasterio",
    "shapely",
    "pyogrio",
)


@dataclass(frozen=True)
class Packages:
    """The pinned list.

    Attributes:
        names: requirements.txt, what the engine imports.
        versions: resources/engine/constraints.txt, the version of each of them and of what they need in turn.
        torch: Those of `names` that come in a build of their own.
        hashes: The checksums of every file of `versions` on the usual index; None where nobody wrote them down.
        modules: What the proof imports.
    """

    names: Path = PLUGIN / "requirements.txt"
    versions: Path = PLUGIN / "resources" / "engine" / "constraints.txt"
    torch: tuple[str, ...] = ("torch", "torchvision")
    hashes: Path | None = None
    modules: tuple[str, ...] = NEEDED

    @property
    def hash(self) -> str:
        """What identifies the list; comments do not count."""
        lines = []
        for file in (self.names, self.versions):
            for line in file.read_text(encoding="utf-8").splitlines():
                stated = line.split("#")[0].strip()
                if stated:
                    lines.append(stated)
        return hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Plan:
    """Everything that a set-up needs to know.

    Attributes:
        root: The environment's folder.
        interpreters: Pythons to make it with; the first that works is taken.
        build: Of torch, see `hardware.BUILDS`.
        packages: The pinned list.
        index: A mirror for all packages; "" for pip's own settings, with torch's index for torch.
        offline: A folder of wheels; then no network is used.
        variables: For pip's process: proxies and certificates.
        certificates: PEM text of the certificates that QGIS trusts; "" when it adds none to the system's.
        proof: The script that proves that it computes.
        torch_index: Where builds of torch come from; below it each has its own list.
    """

    root: Path
    interpreters: tuple[str, ...]
    build: str = "cpu"
    packages: Packages = field(default_factory=Packages)
    index: str = ""
    offline: Path | None = None
    variables: Mapping[str, str] = field(default_factory=dict)
    certificates: str = ""
    proof: Path = PROOF
    torch_index: str = TORCH_INDEX

    @property
    def place(self) -> Place:
        """Its folder, with its parts."""
        return Place(self.root)

    def bytes_to_fetch(self) -> int:
        """About how much comes over the network."""
        if self.offline is not None:
            return 0
        state = self.place.state(self.packages.hash)
        if state == "ready":
            return 0
        whole = sizes(self.build)[0]
        record = self.place.record()
        if state == "outdated" and record is not None and record.build == self.build:
            return whole // REFRESH_SHARE
        return max(0, whole - size(self.place.cache))

    def bytes_on_disk(self) -> int:
        """About how much more room is taken when it is done: the packages, and what pip keeps of the downloads."""
        fetched, installed = sizes(self.build)
        if self.offline is not None:
            fetched = 0
            installed = max(installed, 3 * _wheels(self.offline)[1]) if self.build == "cpu" else installed
        there = size(self.root) if self.place.record() is not None else 0
        return max(0, fetched + installed - there)

    def check(self, windows: bool = os.name == "nt") -> None:
        """Raise SetUpError when it cannot work, before anything is written."""
        reason = unsuitable(self.root, PLUGIN, windows)
        if reason:
            raise failure("place", reason)
        if self.place.state(self.packages.hash) == "foreign":
            raise failure("foreign")
        if self.offline is not None and not _wheels(self.offline)[0]:
            raise failure("not_in_folder", "wheels (files that end in .whl)")
        if error := self._socks():
            raise error
        there, needed = free(self.root), self.bytes_on_disk() + SPARE
        if 0 <= there < needed:
            raise failure("disk_small", f"{in_words(there)} are free, about {in_words(needed)} are needed")

    def _socks(self) -> SetUpError | None:
        if self.offline is None and any(value.startswith("socks") for value in self.variables.values()):
            return failure("proxy_kind")
        return None


def sizes(build: str) -> tuple[int, int]:
    """Bytes fetched for a build of torch, and its bytes on the disk; the usual index has CUDA's for Linux alone."""
    if build == USUAL:
        build = "cu130" if platform.system() == "Linux" else "cpu"
    return SIZES[build]


def in_words(number: int) -> str:
    """Bytes as people write them."""
    if number >= 10**9:
        return f"{number / 10**9:.1f} GB"
    return f"{number / 10**6:.0f} MB"


def _wheels(folder: Path) -> tuple[int, int]:
    """How many wheels a folder holds, and their bytes."""
    try:
        sizes = [file.stat().st_size for file in folder.glob("*.whl")]
    except OSError:
        return 0, 0
    return len(sizes), sum(sizes)
