"""DEDOS, ours after the idea of the paper (ICCV 2025): what is trained, the CLIP around it, and how it learns."""
