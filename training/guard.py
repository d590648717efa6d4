"""Lets the training scripts run from a checkout: the package `terralex` by name, and torchvision beside a CPU torch."""

from __future__ import annotations

import importlib.util
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def register_package() -> None:
    """Makes the repository root importable as `terralex`, whatever its folder is called."""
    if "terralex" not in sys.modules:
        spec = importlib.util.spec_from_file_location(
            "terralex", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
        )
        module = importlib.util.module_from_spec(spec)
        sys.modules["terralex"] = module
        spec.loader.exec_module(module)


def prepare_imports() -> None:
    """Call before the first import of transformers, diffusers or open_clip."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
    register_package()
    from terralex.core.model.libraries import ensure_torchvision

    ensure_torchvision()
