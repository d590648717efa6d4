"""What a job took: seconds by stage, memory, and the versions of what computed."""

from __future__ import annotations

import contextlib
import platform
import time
from importlib import metadata
from pathlib import Path

_COMPUTE = (
    "terralex",
    "torch",
    "diffusers",
    "transformers",
    "open_clip_torch",
    "scikit-learn",
    "scipy",
    "rasterio",
    "shapely",
    "numpy",
)


def versions() -> dict[str, str]:
    """Versions of what computes, for the recipe and the protocol; nothing is imported for it."""
    found = {"python": platform.python_version()}
    for name in _COMPUTE:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def forget_peak() -> None:
    """Let `peak_memory_mb` begin anew, where the system can: a process outlives its runs."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def peak_memory_mb() -> float:
    """The most memory this process has used since `forget_peak`, MB; 0 where the system does not say.

    From /proc, since `getrusage` counts what the parent (QGIS) had used when it started this process.
    """
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii", errors="replace")
        return round(int(status.partition("VmHWM:")[2].split()[0]) / 1024, 1)
    except (OSError, ValueError, IndexError):
        return 0.0


class Clock:
    """Seconds of each stage, by `lap`."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, stage: str) -> None:
        """A stage ended now."""
        now = time.monotonic()
        self.seconds[stage] = round(now - self._last, 2)
        self._last = now
