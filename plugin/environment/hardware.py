"""Which build of torch fits this computer, and why: asked of the graphics driver."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess  # nosec B404
from dataclasses import dataclass

from .child import child_environment

BUILDS = ("cpu", "cu126", "cu130", "usual")
LABELS = {"cpu": "CPU", "cu126": "CUDA 12.6 (older cards)", "cu130": "CUDA 13.0", "usual": "As the usual index has it"}
# torch 2.13 is built for these: CUDA 13 needs Turing (7.5) and driver 580, CUDA 12.6 Maxwell (5.0) and driver 525.
CUDA13, CUDA12 = ((7, 5), 580), ((5, 0), 525)
_QUERY = ("--query-gpu=name,driver_version,compute_cap,memory.total", "--format=csv,noheader,nounits")
_TIMEOUT_S = 15.0  # a driver that wakes up


@dataclass(frozen=True)
class Graphics:
    """An NVIDIA card as its driver tells it. `capability`: (0, 0) when an old driver does not say."""

    name: str
    driver: str
    capability: tuple[int, int]
    memory_mb: int


@dataclass(frozen=True)
class Choice:
    """A build of torch and the reason for it, in a sentence."""

    build: str
    reason: str


def parse_graphics(text: str) -> tuple[Graphics, ...]:
    """Cards from nvidia-smi's table; lines that are none are passed over."""
    found = []
    for line in text.splitlines():
        cells = [cell.strip() for cell in line.split(",")]
        if len(cells) == 4 and re.match(r"\d+", cells[1]):
            capability = re.match(r"(\d+)\.(\d+)$", cells[2])
            memory = re.match(r"\d+", cells[3])
            level = (int(capability[1]), int(capability[2])) if capability else (0, 0)
            found.append(Graphics(cells[0], cells[1], level, int(memory[0]) if memory else 0))
    return tuple(found)


def find_graphics() -> tuple[Graphics, ...]:
    """The NVIDIA cards of this computer; runs a program, so not for the main thread."""
    program = shutil.which("nvidia-smi")
    if program is None and os.name == "nt":
        program = os.path.join(os.environ.get("SYSTEMROOT", r"C:\Windows"), "System32", "nvidia-smi.exe")
    if program is None or not os.path.isfile(program):
        return ()
    try:
        done = subprocess.run(  # nosec B603
            [program, *_QUERY],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_TIMEOUT_S,
            env=child_environment(os.environ),
            stdin=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ()
    return parse_graphics(done.stdout) if done.returncode == 0 else ()


def choose_build(graphics: tuple[Graphics, ...], system: str = "", machine: str = "") -> Choice:
    """The build for a computer with these cards."""
    system, machine = system or platform.system(), (machine or platform.machine()).lower()
    if system == "Darwin":
        return Choice("cpu", "There is one build for macOS; the engine uses the CPU there.")
    if not graphics:
        return Choice("cpu", "No NVIDIA graphics driver was found.")
    card = graphics[0]
    if machine not in ("x86_64", "amd64"):
        return Choice("cpu", f"{card.name} was found; CUDA is offered for x86-64 computers only.")
    driver = int(card.driver.split(".")[0])
    capability = card.capability if card.capability != (0, 0) else CUDA12[0]
    if capability < CUDA12[0]:
        return Choice("cpu", f"{card.name} is too old for torch (compute capability {capability[0]}.{capability[1]}).")
    if capability >= CUDA13[0] and driver >= CUDA13[1]:
        return Choice("cu130", f"{card.name} with driver {card.driver} was found.")
    if driver >= CUDA12[1]:
        return Choice(
            "cu126", f"{card.name} with driver {card.driver} was found; CUDA 13 needs a newer card or driver."
        )
    return Choice("cpu", f"{card.name} was found; its driver {card.driver} is too old (525 or newer is needed).")


def why_cpu(gpu: dict, graphics: tuple[Graphics, ...], system: str = "") -> str:
    """Why the engine uses the CPU, in a sentence; "" when a kernel ran on the GPU.

    Args:
        gpu: The `gpu` part of the proof (core/proof.py).
        graphics: What the driver says.
        system: platform.system().
    """
    if gpu.get("ok"):
        return ""
    system = system or platform.system()
    if not graphics:
        if gpu.get("available"):
            return f"A kernel on the GPU failed: {gpu.get('error', '')}."
        if system == "Darwin":
            return "On macOS the engine uses the CPU."
        return "No NVIDIA graphics driver was found on this computer."
    card = graphics[0]
    if not gpu.get("build"):
        return f"{card.name} is there, and the installed torch is the CPU build: set up again with the CUDA build."
    if not gpu.get("available"):
        detail = f" ({gpu['error']})" if gpu.get("error") else ""
        return f"{card.name} is there, and torch for CUDA {gpu['build']} cannot use its driver {card.driver}{detail}."
    return f"A kernel on {card.name} failed: {gpu.get('error', '')}."
