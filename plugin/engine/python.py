"""Which Python runs the engine: a setting, an environment variable, the plugin's own environment, or QGIS's Python."""

from __future__ import annotations

import json
import os
import subprocess  # nosec B404
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Iterator

from ...core.errors import EngineError
from .. import settings
from ..environment.child import child_environment
from ..environment.place import Place, python_in
from ..environment.plan import NEEDED
from ..translation import figure, tr

ROOT = Path(__file__).resolve().parents[2]
OLDEST = (3, 9)
PROBE_S = 60.0  # a cold disk under antivirus is slow
# Finds, and does not import: importing torch takes seconds, and the engine does it when it is needed.
_PROBE = (
    "import importlib.util as u, json, sys; "
    "print(json.dumps({'version': list(sys.version_info[:3]), "
    "'missing': [m for m in sys.argv[1:] if u.find_spec(m) is None]}))"
)


class NoPythonError(EngineError):
    """No Python on this machine can run the engine; the set-up panel says what to do.

    Attributes:
        choice: Of the one that the user chose: that it cannot. Without a choice nobody wonders, and it is empty.
    """

    def __init__(self, message: str, hint: str = "", choice: str = "") -> None:
        super().__init__(message, hint)
        self.choice = choice


@dataclass(frozen=True)
class Candidate:
    """A Python that may run the engine. `chosen`: the user named it, so no other is taken in its place."""

    path: str
    where: str
    chosen: bool = False


def own_place() -> Place:
    """Where the plugin makes the engine's environment: a folder that the user chose, or the usual one."""
    return Place(Path(settings.get("environment") or settings.data_folder() / "engine"))


def own_environment() -> Path:
    """The virtual environment in there."""
    return own_place().venv


def candidates() -> Iterator[Candidate]:
    """Pythons worth trying, best first."""
    setting = settings.get("python")
    if setting:
        yield Candidate(setting, tr("the setting terralex/python"), chosen=True)
    variable = os.environ.get("TERRALEX_PYTHON", "")
    if variable:
        yield Candidate(variable, tr("the environment variable TERRALEX_PYTHON"), chosen=True)
    for environment in (ROOT / ".venv", own_environment()):
        if python_in(environment).is_file():
            yield Candidate(str(python_in(environment)), tr("the plugin's own environment"))
    yield Candidate(_of_qgis(), tr("QGIS's own Python"))


def _of_qgis() -> str:
    """QGIS's interpreter: on Windows and macOS sys.executable is QGIS itself."""
    if Path(sys.executable).name.lower().startswith("python"):
        return sys.executable
    for place in (Path(sys.exec_prefix) / "python.exe", Path(sys.exec_prefix) / "bin" / "python3"):
        if place.is_file():
            return str(place)
    return "python3"


def probe(path: str) -> str:
    """Run a Python and ask what it lacks; an empty text when it can run the engine."""
    try:
        done = subprocess.run(  # nosec B603
            [path, "-c", _PROBE, *NEEDED],
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
        found = json.loads(done.stdout)
        version, missing = tuple(found["version"]), list(found["missing"])
    except OSError as error:
        return tr("it cannot be run ({error})").format(error=error.strerror or error)
    except subprocess.TimeoutExpired:
        return tr("it did not answer within {seconds} seconds").format(seconds=figure(f"{PROBE_S:g}"))
    except (ValueError, KeyError, TypeError):
        return tr("it is not a working Python")
    if version < OLDEST:
        return tr("it is Python {version}; {oldest} or newer is needed").format(
            version=".".join(map(str, version)), oldest=".".join(map(str, OLDEST))
        )
    return tr("it lacks {missing}").format(missing=", ".join(missing)) if missing else ""


class PythonFinder:
    """Finds the engine's Python by trying; what worked is remembered until the choice changes."""

    def __init__(self) -> None:
        self._good: dict[str, float] = {}

    def __call__(self) -> str:
        """The path of a Python that can run the engine. Runs programs: not for the main thread.

        Raises:
            NoPythonError: none can, or the one that the user chose cannot.
        """
        tried = []
        for candidate in candidates():
            if candidate.path in self._good and self._good[candidate.path] == _stamp(candidate.path):
                return candidate.path
            lack = probe(candidate.path)
            if not lack:
                self._good[candidate.path] = _stamp(candidate.path)
                return candidate.path
            if candidate.chosen:
                raise NoPythonError(
                    tr("The Python {path} ({where}) cannot run the engine: {lack}.").format(
                        path=candidate.path, where=candidate.where, lack=lack
                    ),
                    tr(
                        "Install what is missing, choose another Python in Terralex's set-up panel, or remove "
                        "the choice."
                    ),
                    tr("The Python {path} cannot run the engine.").format(path=candidate.path),
                )
            tried.append(f"{candidate.path} ({candidate.where}): {lack}")
        raise NoPythonError(
            tr("No Python on this computer can run the engine. Tried {tried}.").format(tried="; ".join(tried)),
            tr("Press “Set up” in Terralex's set-up panel."),
        )


def _stamp(path: str) -> float:
    try:
        return os.stat(path).st_mtime
    except OSError:
        return -1.0
