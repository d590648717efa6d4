"""What may lie in a pack: the files that its manifest lists, each of a kind that is numbers or text, and nothing else.

No text among them may tell a library to run code or to ask a network. Standard library only. See docs/security.md.
"""

from __future__ import annotations

import json
import os
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from ..given import is_link, read_given

MANIFEST = "pack.json"
# A weight file that is not safetensors could run code when it is opened.
PICKLES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".npy", ".npz", ".py", ".pyc", ".so", ".dll")
SAFE = (".safetensors", ".json", ".txt", ".model", ".md")  # what a pack may hold: numbers and text
SAFE_NAMES = ("LICENSE", "LICENCE", "NOTICE", "COPYING")
DROPPINGS = (".DS_Store", "Thumbs.db", "desktop.ini", ".directory")  # of file managers; nothing ever reads them
LONGEST_JSON = 128 << 20  # bytes; the largest tokenizers have 35 MB
LONGEST_HEADER = 100 << 20  # of a safetensors file, as its library allows
MOST_ENTRIES = 20_000  # of a pack's folder

# Keys of the libraries' own files. Those of code name classes in files of the pack or of a hub; those of networks name
# a repository that would be asked, or a package outside the engine.
_CODE = ("auto_map", "trust_remote_code", "custom_pipeline", "tokenizer_kwargs", "hf_model_name")
_ELSEWHERE = ("quantization_config", "base_model_name_or_path", "hf_model_config", "_custom_class_name")
_CLASS_NAMES = ("_class_name", "architectures", "tokenizer_class", "feature_extractor_type", "image_processor_type")
_FILES = ("vocab_file", "merges_file", "tokenizer_file", "added_tokens_file")
_PREFIX = re.compile(r"(?i)\s*(hf[-_]hub|local[-_]dir)\s*:")
_PLACE = re.compile(r"[/\\:@]")
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_LIBRARIES = ("diffusers", "transformers")  # in which a pipeline's parts may be
_LEFT_OUT = ("safety_checker", "feature_extractor", "image_encoder")  # never opened, see core/model/pipelines.py


def can_run_code(path: str) -> bool:
    """Whether a file is of a kind that could run code; its suffix counts also where it is the whole name (“.py”)."""
    name = PurePosixPath(path).name.lower()
    return name.endswith(PICKLES)


def strangers(root: Path, listed: set[str]) -> Iterator[tuple[str, str]]:
    """What lies in a pack's folder and does not belong there: paths, and what is wrong with each.

    Links are not followed. What file managers leave behind (`DROPPINGS`) is passed over: nothing reads it.
    """
    seen = 0
    for folder, folders, files in os.walk(root):
        for name in sorted([*folders, *files]):
            seen += 1
            path = Path(folder) / name
            inside = path.relative_to(root).as_posix()
            if seen > MOST_ENTRIES:
                yield inside, f"is one of more than {MOST_ENTRIES} files"
                return
            if is_link(path):
                yield inside, "is a link"
            elif name in folders or inside in listed or inside == MANIFEST or name in DROPPINGS:
                continue
            elif can_run_code(inside):
                yield inside, "is a kind of file that can run code"
            else:
                yield inside, "is not in the pack's list of files"


def wrong_content(path: Path, name: str) -> str:
    """What is wrong with a file by what it holds, "" for nothing.

    Args:
        path: Where it lies.
        name: Its path in the pack.
    """
    if name.lower().endswith(".safetensors"):
        return "" if _is_safetensors(path) else "is not a complete safetensors file"
    if name.lower().endswith(".json"):
        return wrong_json(path, name)
    return ""


def wrong_json(path: Path, name: str) -> str:
    """What a library's file says that no pack may say, "" for nothing."""
    try:
        text = read_given(path, LONGEST_JSON).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return "cannot be read as JSON"
    found: list[str] = []

    def look(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found.extend(word for key, value in pairs if (word := _forbidden(key, value)))  # also of a key that comes twice
        return dict(pairs)

    try:
        whole = json.loads(text, object_pairs_hook=look)
    except (ValueError, RecursionError):
        return "cannot be read as JSON"
    if PurePosixPath(name).name.lower() in ("model_index.json", "modular_model_index.json") and isinstance(whole, dict):
        found.extend(_parts(whole))
    if not found:
        return ""
    word = f"“{found[0]}”"
    return f"says {word}, which could run code or ask a network"


def _forbidden(key: str, value: Any) -> str:
    """The word to name when a pair of a JSON object may not be in a pack; "" for a harmless one."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return ""  # of a vocabulary, in which a word may be called anything
    if key in (*_CODE, *_ELSEWHERE) and value not in (None, False, "") and value != [] and value != {}:
        return key
    if key in _CLASS_NAMES:
        listed = value if isinstance(value, list) and key == "architectures" else [] if value is None else [value]
        if not all(isinstance(each, str) and _NAME.fullmatch(each) for each in listed):
            return key
    if (key in _FILES or key.endswith("implementation")) and any(_PLACE.search(each) for each in _within(value)):
        return key  # a file elsewhere, or a kernel of a hub
    if key == "weight_map" and any(_PLACE.search(each) for each in _within(value)):
        return key
    return next((text.strip()[:60] for text in _texts(value) if _PREFIX.match(text)), "")


def _within(value: Any) -> Iterator[str]:
    """A text, or the texts in an object or a list."""
    several = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return (each for each in several if isinstance(each, str))


def _texts(value: Any) -> Iterator[str]:
    """The texts in a value; those inside of objects were looked at with their own keys."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            yield each
        elif isinstance(each, list):
            waiting.extend(each)


def _parts(index: Mapping[str, Any]) -> Iterator[str]:
    """Parts of a pipeline that come from elsewhere than diffusers and transformers."""
    for key, value in index.items():
        if not isinstance(value, list) or value == [None, None]:
            continue
        pair = len(value) == 2 and all(isinstance(each, str) for each in value)
        known = pair and value[0] in _LIBRARIES and bool(_NAME.fullmatch(value[1])) and bool(_NAME.fullmatch(key))
        if pair and not known and key in _LEFT_OUT and _NAME.fullmatch(value[0]):
            continue
        if pair and not known:
            yield f"{key}: {value[0]}"
        elif not pair and any(not isinstance(each, (int, float)) for each in value):
            yield key


def _is_safetensors(path: Path) -> bool:
    """Whether a file is as long as its header says, and the header is what safetensors has."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > min(LONGEST_HEADER, size - 8):
                return False
            header = json.loads(file.read(length))
        ends = [tensor["data_offsets"][1] for key, tensor in header.items() if key != "__metadata__"]
        return 8 + length + max(ends, default=0) == size
    except (OSError, struct.error, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError):
        return False
