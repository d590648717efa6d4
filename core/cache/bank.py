"""The bank on disk: what was imagined once is found again, by everything that made it.

Layout: <root>/<first two letters>/<key>/ with tensors.safetensors, about.json (what made it) and, for support sets,
pictures/000.png and attribution/000.png for people to look at. A folder appears complete or not at all.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image
from safetensors import SafetensorError
from safetensors.numpy import load_file, save_file

from ..errors import OutputError
from ..files.disk import cache_folder
from ..files.making import clear_left, folder_in_the_making

_NEW = ".new-"  # begins the name of what is in the making
FORMAT = 1  # raise it when the meaning of an entry changes


class Bank:
    """Arrays by key. Processes may share a bank: the first to finish an entry wins; the others made the same.

    Attributes:
        root: Its folder.
        used: What made the entries that were found or put here, by key: all that another machine needs of the bank.
    """

    def __init__(self, root: Path | None = None) -> None:
        self.root = Path(root) if root else cache_folder("banks")
        self.used: dict[str, dict[str, Any]] = {}

    @staticmethod
    def key(made_by: Mapping[str, Any]) -> str:
        """The sha256 of everything that decides an entry (plain values, any order)."""
        body = json.dumps({"bank": FORMAT, **made_by}, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(body.encode()).hexdigest()

    def folder(self, made_by: Mapping[str, Any]) -> Path:
        """Where the entry is, or would be."""
        return self._place(self.key(made_by))

    def has(self, key: str) -> bool:
        """Whether there is an entry, as far as can be told without reading it."""
        return (self._place(key) / "about.json").is_file()

    def _place(self, key: str) -> Path:
        return self.root / key[:2] / key

    def get(self, made_by: Mapping[str, Any]) -> dict[str, np.ndarray] | None:
        """The arrays of an entry, or None when there is none or it is damaged (it is made again then)."""
        folder = self.folder(made_by)
        clear_left(folder.parent, _NEW)  # a kill after the entry was complete, before its making was cleared
        try:
            about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
            body = (folder / "tensors.safetensors").read_bytes()
            if hashlib.sha256(body).hexdigest() != about["sha256"]:
                return None
            arrays = load_file(folder / "tensors.safetensors")
        except (OSError, ValueError, KeyError, TypeError, RecursionError, SafetensorError):
            return None
        self.used[self.key(made_by)] = dict(made_by)
        return arrays

    def put(self, made_by: Mapping[str, Any], arrays: Mapping[str, np.ndarray]) -> None:
        """Keep an entry. Arrays named "pictures" and "attribution" are written as PNG files too.

        Raises:
            OutputError: the bank cannot be written.
        """
        folder = self.folder(made_by)
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with folder_in_the_making(folder.parent, _NEW) as making:
                new = making / "entry"
                new.mkdir()
                save_file({k: np.ascontiguousarray(a) for k, a in arrays.items()}, new / "tensors.safetensors")
                body = (new / "tensors.safetensors").read_bytes()
                about = {"sha256": hashlib.sha256(body).hexdigest(), "made_by": dict(made_by)}
                (new / "about.json").write_text(json.dumps(about, indent=1, ensure_ascii=False), encoding="utf-8")
                _write_gallery(new, arrays)
                self._install(made_by, new, making / "old")
        except (OSError, SafetensorError) as error:  # the library has an error of its own for a full disk
            reason = getattr(error, "strerror", None) or "the disk may be full"
            raise OutputError(
                f"The bank of prototypes in {self.root} cannot be written: {reason}.",
                "Free some space, or set TERRALEX_CACHE to another folder.",
            ) from error
        self.used[self.key(made_by)] = dict(made_by)

    def _install(self, made_by: Mapping[str, Any], new: Path, old: Path) -> None:
        folder = self.folder(made_by)
        if folder.exists() and self.get(made_by) is None:
            shutil.move(folder, old)  # damaged; goes with the temporary folder
        try:
            new.rename(folder)
        except OSError:
            if self.get(made_by) is None:  # not another process that was faster
                raise


def _write_gallery(folder: Path, arrays: Mapping[str, np.ndarray]) -> None:
    """PNG files of a support set; `pictures` (N, 3, s, s) uint8, `attribution` (N, s, s) float32 in 0..1."""
    for i, picture in enumerate(arrays.get("pictures", ())):
        (folder / "pictures").mkdir(exist_ok=True)
        Image.fromarray(picture.transpose(1, 2, 0)).save(folder / "pictures" / f"{i:03}.png")
    for i, single in enumerate(arrays.get("attribution", ())):
        (folder / "attribution").mkdir(exist_ok=True)
        Image.fromarray((single * 255).round().astype(np.uint8)).save(folder / "attribution" / f"{i:03}.png")
