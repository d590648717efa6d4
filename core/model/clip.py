"""A pack's open_clip models, each opened once for all that use it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from .device import Place


def open_clip_model(place: Place, folder: str) -> Any:
    """The open_clip model in a folder of the pack, opened once for everybody.

    Its statistics are read from the folder's own open_clip_config.json.
    """

    def make() -> Any:
        import open_clip

        path = place.pack.root / folder
        if not list(path.glob("*.safetensors")):
            raise FileNotFoundError(f"{folder} has no safetensors file")
        model = open_clip.create_model(f"local-dir:{path}", precision="fp32", device=place.device)
        return model.eval().requires_grad_(False)

    return place.shared(folder, f"network {folder}", make)


def open_clip_tokenizer(folder: Path) -> Any:
    """The tokenizer of an open_clip model, made here and not by open_clip.get_tokenizer.

    That one hands the folder's own `tokenizer_kwargs` to transformers, `trust_remote_code` among them. Here the folder
    says only which of two tokenizers it is, and how long a text may be.
    """
    from open_clip.tokenizer import DEFAULT_CONTEXT_LENGTH, HFTokenizer, SimpleTokenizer

    told = json.loads((folder / "open_clip_config.json").read_text(encoding="utf-8"))["model_cfg"]["text_cfg"]
    length = int(told.get("context_length") or DEFAULT_CONTEXT_LENGTH)
    if not told.get("hf_tokenizer_name"):
        return SimpleTokenizer(context_length=length)
    mode = "clips" if told.get("tokenizer_mode") == "clips" else None
    return HFTokenizer(
        str(folder), context_length=length, tokenizer_mode=mode, local_files_only=True, trust_remote_code=False
    )
