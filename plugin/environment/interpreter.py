"""Pythons that the environment may be made with: where they lie on each system, and what each of them lacks."""

from __future__ import annotations

import json
import os
import platform
import re
import shutil
import subprocess  # nosec B404
import sys
from dataclasses import dataclass
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath
from typing import Any, Iterable, Mapping

from .child import child_environment

OLDEST, NEWEST = (3, 11), (3, 14)  # the pinned packages have wheels for these
MINORS = (12, 11, 13, 14)  # what is tried first is what most people use
PROBE_S = 60.0  # a cold disk under antivirus is slow
OLDEST_GLIBC = (2, 28)
_PROBE = """
import importlib.util, json, platform, sys
facts = {"version": list(sys.version_info[:3]), "implementation": platform.python_implementation(),
         "bits": 64 if sys.maxsize > 2**32 else 32, "machine": platform.machine(), "system": platform.system(),
         "libc": list(platform.libc_ver()), "venv": importlib.util.find_spec("venv") is not None, "pip": "",
         "free_threaded": "free-threading" in sys.version}
try:
    import ensurepip
    facts["pip"] = ensurepip.version()
except Exception:
    pass
print(json.dumps(facts))
"""


@dataclass(frozen=True)
class Verdict:
    """Whether a Python will do. `lack` is "" then; else the middle of a sentence such as "it is Python 3.9.5"."""

    path: str
    lack: str = ""
    kind: str = ""
    version: str = ""


def windows_places(prefix: str, executable: str, environ: Mapping[str, str]) -> list[str]:
    r"""Where Pythons lie on Windows. Not tried on a real one.

    Args:
        prefix: sys.prefix inside QGIS, `<OSGeo4W>\apps\Python312`.
        executable: sys.executable inside QGIS, `<OSGeo4W>\bin\qgis-bin.exe`.
        environ: For the folders of the user and of the programs.
    """
    home, program = PureWindowsPath(prefix), PureWindowsPath(executable)
    found = [home / "python.exe", home / "python3.exe"]
    if program.name.lower().startswith("python"):
        found.insert(0, program)
    roots = [program.parent.parent, home.parent.parent]
    found += [root / "apps" / f"Python3{minor}" / "python.exe" for root in roots for minor in MINORS]
    for variable, inner in (("LOCALAPPDATA", "Programs/Python"), ("ProgramFiles", ""), ("SystemDrive", "")):
        if environ.get(variable):
            # "C:" alone would be the current folder of that drive
            folder = PureWindowsPath(environ[variable] + "\\") / inner
            found += [folder / f"Python3{minor}" / "python.exe" for minor in MINORS]
    return _once(found)


def mac_places(prefix: str, executable: str) -> list[str]:
    """Where Pythons lie on macOS: in QGIS's bundle, then those of Homebrew, python.org and MacPorts. Not tried on one.

    /usr/bin/python3 is left out: without Apple's developer tools it opens a window that offers to install them.
    """
    found: list[PurePath] = []
    program = PurePosixPath(executable)
    if re.fullmatch(r"python[0-9.]*", program.name):
        found.append(program)
    bundle = next((each for each in program.parents if each.suffix == ".app"), None)
    if bundle is not None:
        inner = bundle / "Contents"
        found += [inner / "MacOS" / "bin" / "python3", *(inner / "MacOS" / f"python3.{minor}" for minor in MINORS)]
        found += [inner / "MacOS" / "python3", inner / "Frameworks" / "bin" / "python3"]
        framework = inner / "Frameworks" / "Python.framework" / "Versions"
        found += [framework / f"3.{minor}" / "bin" / "python3" for minor in MINORS]
    found.append(PurePosixPath(prefix) / "bin" / "python3")
    for minor in MINORS:
        official = f"/Library/Frameworks/Python.framework/Versions/3.{minor}/bin"
        folders = ("/opt/homebrew/bin", "/usr/local/bin", official, "/opt/local/bin")
        found += [PurePosixPath(folder) / f"python3.{minor}" for folder in folders]
    return _once(found)


def linux_places(prefix: str, executable: str, on_path: Iterable[str]) -> list[str]:
    """Where Pythons lie on Linux: QGIS runs in the system's own; then those on PATH."""
    found: list[PurePath] = []
    if re.fullmatch(r"python[0-9.]*", PurePosixPath(executable).name):
        found.append(PurePosixPath(executable))
    found += [PurePosixPath("/usr/bin/python3"), PurePosixPath(prefix) / "bin" / "python3"]
    found += [PurePosixPath(path) for path in on_path]
    return _once(found)


def candidates(chosen: str = "") -> list[str]:
    """Pythons that are there, best first; a chosen one alone."""
    if chosen:
        return [chosen]
    prefix, executable = sys.exec_prefix, sys.executable or ""
    system = platform.system()
    if system == "Windows":
        places = windows_places(prefix, executable, os.environ)
    elif system == "Darwin":
        places = mac_places(prefix, executable)
    else:
        names = [f"python3.{minor}" for minor in MINORS] + ["python3"]
        places = linux_places(prefix, executable, [path for path in map(shutil.which, names) if path])
    return [place for place in places if Path(place).is_file()]


def probe(path: str) -> Verdict:
    """Run a Python and look at what it says of itself. Takes a moment: not for the main thread."""
    try:
        done = subprocess.run(  # nosec B603
            [path, "-I", "-c", _PROBE],
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=PROBE_S,
            env=child_environment(os.environ),
            cwd=str(Path.home()),
            stdin=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            check=False,
        )
        return judge(path, json.loads(done.stdout))
    except OSError as error:
        blocked = getattr(error, "winerror", None) == 1260
        return Verdict(path, f"it cannot be run ({error.strerror or error})", "blocked" if blocked else "wrong_python")
    except subprocess.TimeoutExpired:
        return Verdict(path, f"it did not answer within {PROBE_S:g} seconds", "wrong_python")
    except (ValueError, KeyError, TypeError):
        return Verdict(path, "it is not a working Python", "wrong_python")


def judge(path: str, facts: dict[str, Any]) -> Verdict:
    """What a Python that answers lacks."""
    version = ".".join(map(str, facts["version"]))
    range_ = f"{'.'.join(map(str, OLDEST))} to {'.'.join(map(str, NEWEST))}"
    lack, kind = "", "wrong_python"
    system, machine = str(facts["system"]), str(facts["machine"]).lower()
    if facts["implementation"] != "CPython" or facts.get("free_threaded"):
        lack = "it is not the ordinary CPython"
    elif not OLDEST <= tuple(facts["version"][:2]) <= NEWEST:
        lack = f"it is Python {version}; {range_} is needed"
    elif facts["bits"] != 64:
        lack = "it is a 32-bit program; a 64-bit Python is needed"
    elif system == "Darwin" and machine == "x86_64":
        lack = "it is made for Intel processors, for which torch is no longer built"
    elif system == "Linux" and facts["libc"][0] == "glibc" and _numbers(facts["libc"][1]) < OLDEST_GLIBC:
        lack = f"this system's C library is {facts['libc'][1]}; {'.'.join(map(str, OLDEST_GLIBC))} or newer is needed"
    elif system == "Linux" and facts["libc"][0] != "glibc":
        lack = "this system has no glibc, for which torch is built"
    elif not facts["venv"] or not facts["pip"]:
        lack, kind = "it lacks venv or pip", "no_pip"
    return Verdict(path, lack, kind if lack else "", version)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", text)[:2])


def _once(paths: Iterable[PurePath]) -> list[str]:
    return list(dict.fromkeys(str(path) for path in paths))
