"""The tiny pack with a CLIP that is a ViT of three blocks: its places lie in the space of texts once projected."""

import json
import shutil
from pathlib import Path

import torch


def make_vit_pack(tiny_pack: Path, folder: Path, tiny_tools) -> Path:
    """Write it into a folder that is not there."""
    from open_clip.model import CLIP
    from safetensors.torch import save_file

    shutil.copytree(tiny_pack, folder)
    config = json.loads((folder / "clip" / "open_clip_config.json").read_text())
    vision = {"image_size": 64, "layers": 3, "width": 32, "head_width": 16, "patch_size": 16}
    told = config["model_cfg"]
    told.update(embed_dim=24, vision_cfg=vision)
    torch.manual_seed(5)
    text = {k: v for k, v in told["text_cfg"].items() if k not in ("hf_tokenizer_name", "tokenizer_kwargs")}
    model = CLIP(embed_dim=24, vision_cfg=vision, text_cfg=text).eval()
    save_file(
        {k: v.contiguous() for k, v in model.state_dict().items()}, folder / "clip" / "open_clip_model.safetensors"
    )
    (folder / "clip" / "open_clip_config.json").write_text(json.dumps(config))
    manifest = json.loads((folder / "pack.json").read_text())
    layer = {"layer": "visual.transformer.resblocks.1", "stride": 16, "dim": 32}
    clip = {k: v for k, v in manifest["extractors"][0].items() if k != "text"}
    manifest.update(name="vit", calibration=None, extractors=[{**clip, **layer}, *manifest["extractors"][1:]])
    tiny_tools.write_manifest(folder, manifest)
    return folder
