"""A pack's open_clip models, each opened once for all that use it."""

from __future__ import annotations

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
