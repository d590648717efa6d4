"""What the Doctor finds out: of QGIS in the main thread, of the engine in a task; and how it is told."""

from __future__ import annotations

import getpass
import os
import platform
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable

from qgis.core import Qgis, QgsApplication

from ..core.errors import EngineError
from ..core.packs import list_packs
from ..core.progress import CancelToken
from . import settings
from .environment import install, network
from .environment.hardware import Graphics, find_graphics, why_cpu
from .environment.place import Place, free, size
from .environment.plan import Packages, in_words
from .environment.report import BAD, GOOD, PLAIN, Row, Section, anonymous, as_text

HOSTS = "pypi.org, files.pythonhosted.org, download.pytorch.org"
VARIABLES = ("TERRALEX_HOME", "TERRALEX_PYTHON", "TERRALEX_PACKS", "TERRALEX_CACHE")
LOG_LINES = 40  # of each log in the report
LOW_DISK = 2 * 10**9  # bytes; a run of a large raster keeps features
STATES = {"absent": "not made", "foreign": "the folder holds other files", "unfinished": "not finished",
          "outdated": "works, made from an earlier list of packages", "ready": "ready"}  # fmt: skip


@dataclass(frozen=True)
class Engine:
    """What a task found out of the engine.

    Attributes:
        python: The Python that runs it; "" without one.
        problem: Why there is none, or why it does not compute.
        proof: What core/proof.py said.
        graphics: Cards that the driver tells of.
        state, disk, cache, free: Of the environment: see `Place.state`, bytes.
    """

    python: str
    problem: str
    proof: dict[str, Any]
    graphics: tuple[Graphics, ...]
    state: str
    disk: int
    cache: int
    free: int


def examine(find_python: Callable[[], str], packages: Packages, place: Place, script: Path,
            token: CancelToken) -> Engine:  # fmt: skip
    """Look at the engine; runs programs and imports torch in one of them: not for the main thread."""
    python, problem, proof = "", "", {}
    try:
        python = find_python()
        token.check()
        proof = install.prove(python, packages.modules, script, token)
        install.judge_proof(proof)
    except EngineError as error:
        problem = str(error)
    return Engine(python, problem, proof, find_graphics(), place.state(packages.hash), size(place.venv),
                  size(place.cache), free(place.root))  # fmt: skip


def sections(engine: Engine, place: Place) -> tuple[Section, ...]:
    """The page; in the main thread, since QGIS is asked."""
    return (_engine(engine), _computing(engine), _versions(engine), _environment(engine, place), _packs(), _qgis())


def _engine(engine: Engine) -> Section:
    state = BAD if engine.problem else GOOD
    rows = [Row("Can it run", engine.problem or "yes: everything was imported and computed rightly", state)]
    rows.append(Row("Python", f"{engine.proof.get('python', '')} {engine.python}".strip() or "none"))
    return Section("Engine", tuple(rows))


def _computing(engine: Engine) -> Section:
    rows = [Row("NVIDIA cards", "\n".join(f"{card.name}, {card.memory_mb} MB, driver {card.driver}"
                                          for card in engine.graphics) or "none")]  # fmt: skip
    cpu, gpu = engine.proof.get("cpu", {}), engine.proof.get("gpu", {})
    if cpu:
        told = f"right, {cpu.get('seconds', 0):.2f} s" if cpu.get("ok") else cpu.get("error", "failed")
        rows.append(Row("Convolution on the CPU", told, GOOD if cpu.get("ok") else BAD))
    if gpu.get("ok"):
        told = f"right, {gpu.get('seconds', 0):.2f} s on {gpu.get('device')} ({gpu.get('memory_mb')} MB)"
        rows.append(Row("Kernel on the GPU", told, GOOD))
        rows.append(Row("Runs use", "the GPU"))
    elif engine.proof:
        rows.append(Row("Runs use", "the CPU"))
        why = why_cpu(gpu, engine.graphics)
        rows.append(Row("Why the CPU", why, BAD if engine.graphics else PLAIN))
    return Section("Computing", tuple(rows))


def _versions(engine: Engine) -> Section:
    versions = engine.proof.get("versions", {})
    rows = (
        [Row("Imported", ", ".join(f"{name} {version}".strip() for name, version in versions.items()))]
        if versions
        else []
    )
    rows += [Row(name, reason, BAD) for name, reason in engine.proof.get("failed", {}).items()]
    return Section("Packages", tuple(rows) or (Row("Packages", "unknown"),))


def _environment(engine: Engine, place: Place) -> Section:
    record = place.record()
    state = GOOD if engine.state == "ready" else PLAIN if engine.state in ("absent", "outdated") else BAD
    rows = [Row("Environment made by Terralex", STATES[engine.state], state)]
    if record is not None:
        rows += [Row("Build of torch", record.build), Row("Made with", record.base or "?"),
                 Row("Steps done", ", ".join(record.done) or "none"),
                 Row("On disk", f"{in_words(engine.disk)} and {in_words(engine.cache)} of downloads")]  # fmt: skip
    if engine.free >= 0:
        rows.append(Row("Free disk", in_words(engine.free), BAD if engine.free < LOW_DISK else PLAIN))
    rows.append(Row("Folder", str(place.root)))
    rows.append(Row("Data and logs", str(settings.data_folder())))
    return Section("Environment", tuple(rows))


def _packs() -> Section:
    rows = [Row(pack.name, str(pack.root)) for pack in list_packs()]
    return Section("Packs", tuple(rows) or (Row("Packs", "none", BAD),))


def _qgis() -> Section:
    proxy = network.qgis_variables()
    told = "none"
    if proxy:
        kind = next(iter(proxy.values())).split(":")[0]
        told = f"{kind}, {'with' if any('@' in value for value in proxy.values()) else 'without'} a login"
    rows = [Row("QGIS", Qgis.version()), Row("Python of QGIS", sys.version.split()[0]),
            Row("System", f"{platform.system()} {platform.release()}, {platform.machine()}, {os.cpu_count()} cores"),
            Row("Proxy of QGIS", told),
            Row("Own certificates in QGIS", "yes" if network.qgis_certificates() else "no"),
            Row("Mirror", "set" if settings.get("index") else "none"),
            Row("Hosts that a set-up needs", HOSTS)]  # fmt: skip
    rows += [Row(name, os.environ[name]) for name in VARIABLES if os.environ.get(name)]
    return Section("QGIS and network", tuple(rows))


def report(found: tuple[Section, ...], place: Place, logs: tuple[Path, ...]) -> str:
    """The page and the ends of the logs as a text without private paths and names."""
    parts = [as_text(found)]
    for log in logs:
        try:
            lines = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LOG_LINES:]
        except OSError:
            continue
        if lines:
            parts.append(f"{log.name}\n{'-' * len(log.name)}\n" + "\n".join(lines) + "\n")
    known = {str(place.root): "<engine>", str(settings.data_folder()): "<data>",
             str(Path(__file__).resolve().parents[1]): "<plugin>", QgsApplication.qgisSettingsDirPath().rstrip("/\\"):
             "<profile>", str(Path.home()): "~", os.path.expanduser("~"): "~"}  # fmt: skip
    names = {platform.node(), platform.node().split(".")[0], Path.home().name, _user()}
    return anonymous("\n".join(parts), known, names - {"", "root", "localhost"})


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
