"""What `bench.py` and `bench_gpu.py` tell in the end: a table, and bench.json with the goals and the machine."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "bench.json"


def report(
    found: Mapping[str, float],
    most: Mapping[str, float],
    least: Mapping[str, float] | None = None,
    bounds: Mapping[str, float] | None = None,
    machine: Mapping[str, Any] | None = None,
    file: Path = FILE,
) -> None:
    """Print a line for each key, and write the file.

    Args:
        found: What was measured.
        most: Goals by key; a value may be as large as that.
        least: Goals that a value has to reach.
        bounds: What no machine of the kind gets below, in the key's own unit.
        machine: What to tell of it besides the system and its cores.
        file: To be written.
    """
    least, bounds = least or {}, bounds or {}
    for key, value in found.items():
        goal = f", the goal is at most {most[key]:g}" if key in most else ""
        goal = f", the goal is at least {least[key]:g}" if key in least else goal
        bound = f", the bound {bounds[key]:.3g}" if key in bounds else ""
        print(f"{key} {value:.4g}{goal}{bound}" if key in least else f"{key} {value:.2f}{goal}{bound}")
    own = {"system": platform.platform(), "processor": platform.processor(), "cores": os.cpu_count()}
    told: dict[str, Any] = {"machine": {**own, **(machine or {})}, **found}
    told["goals"] = {key: goal for key, goal in {**most, **least}.items() if key in found}
    if bounds:
        told["bounds"] = {key: bound for key, bound in bounds.items() if key in found}
    file.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
