"""A pack's open_clip models, each opened once for all that use it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .networks import Networks


def open_clip_model(networks: Networks, folder: str) -> Any:
    """The open_clip model in a folder of the pack, opened once for everybody.

    Its statistics are read from the folder's own open_clip_config.json.
    """

    def make() -> Any:
        import open_clip

        path = networks.pack.root / folder
        if not list(path.glob("*.safetensors")):
            raise FileNotFoundError(f"{folder} has no safetensors file")
        model = open_clip.create_model(f"local-dir:{path}", precision="fp32", device=networks.device)
        return model.eval().requires_grad_(False)

    return networks.shared(folder, f"network {folder}", make)
