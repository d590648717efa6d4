"""The field's libraries, made ready: offline, silent, and importable beside a torch without CUDA.

Nothing heavy is imported by this file itself; `ensure_torchvision` must run before the first import of
transformers, diffusers, timm or open_clip.
"""

from __future__ import annotations

import logging
import os
import sys
import warnings
from typing import Any

from ..offline import stay_offline

_operators: list[Any] = []  # keeps the declared operators alive; torch drops them with their library
_CHATTER = ("diffusers", "transformers", "huggingface_hub", "timm", "open_clip")


def ensure_torchvision() -> bool:
    """Make `import torchvision` work beside a torch without CUDA.

    PyPI's torchvision for Linux is built for CUDA; beside a CPU torch its compiled operators do not load and the import
    dies with "operator torchvision::nms does not exist". The engine needs only its Python parts, so the two operators
    that the import looks up are declared here, without a body. A torchvision that works is left alone.

    Returns:
        True when torchvision works by itself (or is not installed), False when the operators were declared.
    """
    import torch

    if _operators:
        return False
    try:
        import torchvision
    except ImportError:
        return True
    except RuntimeError as error:
        if "torchvision::" not in str(error):
            raise
    else:
        return True
    for name in [m for m in sys.modules if m == "torchvision" or m.startswith("torchvision.")]:
        del sys.modules[name]  # the half of it that was imported
    library = torch.library.Library("torchvision", "DEF")  # would clash with a healthy build: hence the try above
    for name in ("nms", "qnms"):
        library.define(f"{name}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
    _operators.append(library)
    import torchvision  # noqa: F401

    return False


def quiet() -> None:
    """Keep the libraries offline and silent: their progress bars and notices are not for annotators."""
    stay_offline()
    os.environ["TRANSFORMERS_VERBOSITY"] = os.environ["DIFFUSERS_VERBOSITY"] = "error"
    for name in _CHATTER:
        logging.getLogger(name).setLevel(logging.ERROR)
    warnings.filterwarnings("ignore", message=r"sparse\scsr\stensor")  # blamed on whoever calls torch
    warnings.filterwarnings("ignore", module=r"(diffusers|transformers|huggingface_hub|timm|open_clip|torch)(\.|$)")


def prepare_libraries() -> None:
    """Call once before diffusers, transformers, timm or open_clip is imported."""
    quiet()
    ensure_torchvision()
