"""What travels between the coordinator and its workers: JSON, and bytes of plain arrays. No object of ours does.

A block's letter is its task as JSON: the run, its recipe, four numbers, the keys of what the bank must hold. The answer
is a list: JSON, and for a block that is done a safetensors file with the four arrays of its `BlockResult`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from safetensors.numpy import load, save

from ...lattice import Block
from ...score.decide import BlockResult
from ..gauge import versions
from ..tasks import BlockDone, BlockTask

_ARRAYS = ("classes", "confidence", "margin", "second")
CORE = Path(__file__).resolve().parents[2]

Answer = list[Any]  # [JSON] or [JSON, bytes]


def letter(run: str, recipe: Mapping[str, Any], keys: Iterable[str] = (), block: Block | None = None) -> str:
    """What a worker is told.

    Args:
        run: Names this try of the run; another try has another name.
        recipe: Of the run.
        keys: Of the entries of the bank that its classes are made of.
        block: What to do; None where it is only asked whether it could.
    """
    numbers = [block.row, block.col, block.rows, block.cols] if block else None
    said = {"run": run, "code": code(), "recipe": recipe, "bank": list(keys), "block": numbers}
    return json.dumps(said, ensure_ascii=False)


def task_of(said: Mapping[str, Any]) -> BlockTask:
    """The task in a letter."""
    return BlockTask(said["recipe"], Block(*said["block"]))


def as_answer(done: BlockDone) -> Answer:
    """A finished block as it travels."""
    told = {"done": {"encoded": done.encoded, "found": done.found, "notes": list(done.notes)}}
    arrays = {name: np.ascontiguousarray(getattr(done.result, name)) for name in _ARRAYS}
    return [json.dumps(told, ensure_ascii=False), save(arrays)]


def done_of(said: Mapping[str, Any], body: bytes, block: Block) -> BlockDone:
    """The finished block in an answer.

    Raises:
        ValueError: the arrays are not those of the block.
    """
    arrays = load(body)
    if any(arrays[name].shape != (block.rows, block.cols) for name in _ARRAYS):
        raise ValueError(f"not the pixels of {block}")
    done = said["done"]
    result = BlockResult(*(arrays[name] for name in _ARRAYS))
    return BlockDone(block, result, int(done["encoded"]), int(done["found"]), tuple(map(str, done["notes"])))


def difference(recipe: Mapping[str, Any]) -> tuple[str, str, str] | None:
    """A package that computes and is another version in this process than in the run's: its name, here, there.

    Python computes nothing, and of Terralex the files count (`code`).
    """
    ours, theirs = versions(), recipe["versions"]
    for name in sorted({*ours, *theirs} - {"python", "terralex"}):
        if ours.get(name) != theirs.get(name):
            return name, ours.get(name, "–"), theirs.get(name, "–")
    return None


@cache
def code() -> str:
    """A short checksum of the engine's own files: two checkouts may have the same version and differ."""
    digest = hashlib.sha256()
    for path in sorted(CORE.rglob("*.py")):
        digest.update(path.relative_to(CORE).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
