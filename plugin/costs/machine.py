"""What is free of this computer: memory and room on its disks, and whether it is at rest. No QGIS here."""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
from pathlib import Path


def free_memory_mb() -> float | None:
    """Memory that programs may still take, MB; None where the system does not say."""
    if sys.platform == "win32":
        return _windows_memory_mb()
    try:
        found = re.search(r"MemAvailable:\s+(\d+) kB", Path("/proc/meminfo").read_text(encoding="ascii"))
    except OSError:
        return None
    return int(found[1]) / 1024 if found else None


def used_by_mb(pid: int | None) -> float:
    """Memory of a process, MB; 0 where the system does not say."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def free_disk_mb(folder: Path) -> float | None:
    """Room where a folder is or will be, MB; None where that cannot be told. Touches the disk."""
    for place in (folder, *folder.parents):
        try:
            return shutil.disk_usage(place).free / 1e6
        except OSError:
            continue
    return None


def same_disk(one: Path, other: Path) -> bool:
    """Whether two folders, made or not, lie on one disk. Touches the disk."""
    return _device(one) == _device(other)


def at_rest() -> bool:
    """Whether fewer programs want to compute than there are cores; True where the system does not say (Windows)."""
    try:
        return os.getloadavg()[0] < (os.cpu_count() or 1)
    except (AttributeError, OSError):
        return True


def _device(folder: Path) -> int:
    for place in (folder, *folder.parents):
        try:
            return place.stat().st_dev
        except OSError:
            continue
    return -1


class _MemoryStatus(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = [("length", ctypes.c_ulong), ("load", ctypes.c_ulong)] + [
        (name, ctypes.c_ulonglong)
        for name in ("total", "free", "total_page", "free_page", "total_virtual", "free_virtual", "free_extended")
    ]


def _windows_memory_mb() -> float | None:
    status = _MemoryStatus()
    status.length = ctypes.sizeof(status)
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - there only on Windows
    return status.free / 2**20 if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None
