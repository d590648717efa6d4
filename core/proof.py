"""Proof that an environment computes: run by path in its Python, prints one JSON line (plugin/environment reads it).

Every module named on the command line is really imported; then torch convolves a picture whose answer is known, on the
CPU and, where there is one, in a kernel on the GPU. Nothing heavy is imported before, so that it can say what is wrong.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import sys
import time
import warnings
from pathlib import Path
from typing import Any

if __name__ == "__main__":  # registered under its own name, as in worker.py
    _ROOT = Path(__file__).resolve().parents[1]
    sys.path[:] = [entry for entry in sys.path if Path(entry or ".").resolve() != _ROOT / "core"]
    _spec = importlib.util.spec_from_file_location(
        "terralex", _ROOT / "__init__.py", submodule_search_locations=[str(_ROOT)]
    )
    _package = importlib.util.module_from_spec(_spec)  # type: ignore[arg-type]  # a file has a spec
    sys.modules["terralex"] = _package
    _spec.loader.exec_module(_package)  # type: ignore[union-attr]  # and a loader
    __package__ = "terralex.core"

PICTURE = [[(3 * row * row + 5 * column) % 11 for column in range(9)] for row in range(7)]
KERNEL = [[1, -2, 3], [0, 4, -1], [2, 1, -3]]
TOLERANCE = 1e-3  # GPU against CPU, relative; TF32 is off


def expected() -> list[list[int]]:
    """The convolution of PICTURE with KERNEL in plain Python, without padding."""
    rows, columns = len(PICTURE) - 2, len(PICTURE[0]) - 2
    return [
        [sum(PICTURE[r + i][c + j] * KERNEL[i][j] for i in range(3) for j in range(3)) for c in range(columns)]
        for r in range(rows)
    ]


def import_all(names: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Versions of the modules that can be imported, and why the others cannot."""
    versions, failed = {}, {}
    for name in names:
        if name == "diffusers" and "torch" in versions:
            from .model.libraries import prepare_libraries

            prepare_libraries()  # as the engine does: it mends a torchvision that was built for another torch
        try:
            module = importlib.import_module(name)
        except Exception as error:  # a broken binary raises anything: OSError, ImportError, RuntimeError
            failed[name] = f"{type(error).__name__}: {error}"
        else:
            versions[name] = str(getattr(module, "__version__", ""))
    return versions, failed


def convolve(device: str) -> dict[str, Any]:
    """One convolution with a known answer, and one of a real size against the CPU's."""
    import torch

    torch.backends.cudnn.allow_tf32 = False
    started = time.monotonic()
    picture = torch.tensor(PICTURE, dtype=torch.float32, device=device)[None, None]
    kernel = torch.tensor(KERNEL, dtype=torch.float32, device=device)[None, None]
    known = torch.nn.functional.conv2d(picture, kernel)[0, 0].cpu().tolist()
    generator = torch.Generator().manual_seed(0)
    large = torch.rand((2, 16, 96, 96), generator=generator)
    weights = torch.rand((32, 16, 3, 3), generator=generator)
    here = torch.nn.functional.conv2d(large, weights)
    there = torch.nn.functional.conv2d(large.to(device), weights.to(device)).cpu()
    difference = float(((there - here).abs() / here.abs().clamp(min=1.0)).max())
    right = known == [[float(value) for value in row] for row in expected()] and difference <= TOLERANCE
    return {
        "ok": right,
        "seconds": round(time.monotonic() - started, 3),
        "difference": difference,
        "error": "" if right else "the result is wrong",
    }


def gpu() -> dict[str, Any]:
    """What torch knows of a CUDA device, and whether a kernel runs there."""
    import torch

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        available = torch.cuda.is_available()
    found: dict[str, Any] = {
        "build": torch.version.cuda or "",
        "available": available,
        "ok": False,
        "error": "; ".join(str(each.message).strip() for each in caught),
    }
    if not available:
        return found
    try:
        properties = torch.cuda.get_device_properties(0)
        found["device"], found["memory_mb"] = properties.name, int(properties.total_memory // 2**20)
        found["capability"] = f"{properties.major}.{properties.minor}"
        found.update(convolve("cuda"))
    except Exception as error:
        found["error"] = f"{type(error).__name__}: {error}"
    return found


def main(names: list[str]) -> dict[str, Any]:
    """All of it, as plain values."""
    versions, failed = import_all(names)
    report: dict[str, Any] = {
        "python": sys.version.split()[0],
        "versions": versions,
        "failed": failed,
        "cpu": {"ok": False},
    }
    if "torch" in versions:
        import torch

        report["threads"] = torch.get_num_threads()
        try:
            report["cpu"] = convolve("cpu")
        except Exception as error:
            report["cpu"]["error"] = f"{type(error).__name__}: {error}"
        report["gpu"] = gpu()
    return report


if __name__ == "__main__":
    # Notices of the libraries must not stand beside the answer, and nothing here may wait for a network.
    from . import offline  # noqa: F401

    answer = os.dup(1)
    os.dup2(2, 1)
    with os.fdopen(answer, "w", encoding="utf-8") as out:
        out.write(json.dumps(main(sys.argv[1:])) + "\n")
