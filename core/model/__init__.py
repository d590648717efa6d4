"""The only room that imports diffusers, transformers, open_clip and timm."""
