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

from ...core.errors import EngineError
from ...core.packs import list_packs
from ...core.progress import CancelToken
from .. import settings
from ..environment import install, network
from ..environment.hardware import Graphics, find_graphics, why_cpu
from ..environment.place import Place, free, size
from ..environment.plan import Packages, in_words
from ..environment.report import BAD, GOOD, PLAIN, Row, Section, anonymous, as_text
from ..translation import figure, said, told, tr

HOSTS = "pypi.org, files.pythonhosted.org, download.pytorch.org"
VARIABLES = ("TERRALEX_HOME", "TERRALEX_PYTHON", "TERRALEX_PACKS", "TERRALEX_CACHE")
LOG_LINES = 40  # of each log in the report
LOW_DISK = 2 * 10**9  # bytes; a run of a large raster keeps features


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


def examine(
    find_python: Callable[[], str], packages: Packages, place: Place, script: Path, token: CancelToken
) -> Engine:
    """Look at the engine; runs programs and imports torch in one of them: not for the main thread."""
    python, problem, proof = "", "", {}
    try:
        python = find_python()
        token.check()
        proof = install.prove(python, packages.modules, script, token)
        install.judge_proof(proof)
    except EngineError as error:
        problem = told(error)
    return Engine(
        python,
        problem,
        proof,
        find_graphics(),
        place.state(packages.hash),
        size(place.venv),
        size(place.cache),
        free(place.root),
    )


def sections(engine: Engine, place: Place) -> tuple[Section, ...]:
    """The page; in the main thread, since QGIS is asked."""
    return (_engine(engine), _computing(engine), _versions(engine), _environment(engine, place), _packs(), _qgis())


def _engine(engine: Engine) -> Section:
    state = BAD if engine.problem else GOOD
    rows = [
        Row(tr("Can it run"), said(engine.problem) or tr("yes: everything was imported and computed rightly"), state)
    ]
    rows.append(Row("Python", f"{engine.proof.get('python', '')} {engine.python}".strip() or tr("none")))
    return Section(tr("Engine"), tuple(rows))


def _computing(engine: Engine) -> Section:
    rows = [
        Row(
            tr("NVIDIA cards"),
            "\n".join(
                tr("{name}, {memory} MB, driver {driver}").format(
                    name=card.name, memory=card.memory_mb, driver=card.driver
                )
                for card in engine.graphics
            )
            or tr("none"),
        )
    ]
    cpu, gpu = engine.proof.get("cpu", {}), engine.proof.get("gpu", {})
    if cpu:
        found = (
            tr("right, {seconds} s").format(seconds=figure(f"{cpu.get('seconds', 0):.2f}"))
            if cpu.get("ok")
            else cpu.get("error", tr("failed"))
        )
        rows.append(Row(tr("Convolution on the CPU"), found, GOOD if cpu.get("ok") else BAD))
    if gpu.get("ok"):
        found = tr("right, {seconds} s on {device} ({memory} MB)").format(
            seconds=figure(f"{gpu.get('seconds', 0):.2f}"), device=gpu.get("device"), memory=gpu.get("memory_mb")
        )
        rows.append(Row(tr("Kernel on the GPU"), found, GOOD))
        rows.append(Row(tr("Runs use"), tr("the GPU")))
    elif engine.proof:
        rows.append(Row(tr("Runs use"), tr("the CPU")))
        why = why_cpu(gpu, engine.graphics)
        rows.append(Row(tr("Why the CPU"), said(why), BAD if engine.graphics else PLAIN))
    return Section(tr("Computing"), tuple(rows))


def _versions(engine: Engine) -> Section:
    versions = engine.proof.get("versions", {})
    rows = (
        [Row(tr("Imported"), ", ".join(f"{name} {version}".strip() for name, version in versions.items()))]
        if versions
        else []
    )
    rows += [Row(name, reason, BAD) for name, reason in engine.proof.get("failed", {}).items()]
    return Section(tr("Packages"), tuple(rows) or (Row(tr("Packages"), tr("unknown")),))


def _environment(engine: Engine, place: Place) -> Section:
    record = place.record()
    state = GOOD if engine.state == "ready" else PLAIN if engine.state in ("absent", "outdated") else BAD
    rows = [Row(tr("Environment made by Terralex"), _in_words(engine.state), state)]
    if record is not None:
        rows += [
            Row(tr("Build of torch"), record.build),
            Row(tr("Made with"), record.base or "?"),
            Row(tr("Steps done"), ", ".join(record.done) or tr("none")),
            Row(
                tr("On disk"),
                tr("{size} and {downloads} of downloads").format(
                    size=figure(in_words(engine.disk)), downloads=figure(in_words(engine.cache))
                ),
            ),
        ]
    if engine.free >= 0:
        rows.append(Row(tr("Free disk"), figure(in_words(engine.free)), BAD if engine.free < LOW_DISK else PLAIN))
    rows.append(Row(tr("Folder"), str(place.root)))
    rows.append(Row(tr("Data and logs"), str(settings.data_folder())))
    return Section(tr("Environment"), tuple(rows))


def _in_words(state: str) -> str:
    return {
        "absent": tr("not made"),
        "foreign": tr("the folder holds other files"),
        "unfinished": tr("not finished"),
        "outdated": tr("works, made from an earlier list of packages"),
        "ready": tr("ready"),
    }[state]


def _packs() -> Section:
    rows = [Row(pack.name, str(pack.root)) for pack in list_packs()]
    return Section(tr("Packs"), tuple(rows) or (Row(tr("Packs"), tr("none"), BAD),))


def _qgis() -> Section:
    proxy = network.qgis_variables()
    found = tr("none")
    if proxy:
        kind = next(iter(proxy.values())).split(":")[0]
        login = any("@" in value for value in proxy.values())
        found = (tr("{kind}, with a login") if login else tr("{kind}, without a login")).format(kind=kind)
    rows = [
        Row("QGIS", Qgis.version()),
        Row(tr("Python of QGIS"), sys.version.split()[0]),
        Row(
            tr("System"),
            tr("{system} {release}, {machine}, {n} cores").format(
                system=platform.system(), release=platform.release(), machine=platform.machine(), n=os.cpu_count()
            ),
        ),
        Row(tr("Proxy of QGIS"), found),
        Row(tr("Own certificates in QGIS"), tr("yes") if network.qgis_certificates() else tr("no")),
        Row(tr("Mirror"), tr("set") if settings.get("index") else tr("none")),
        Row(tr("Hosts that a set-up needs"), HOSTS),
    ]
    rows += [Row(name, os.environ[name]) for name in VARIABLES if os.environ.get(name)]
    return Section(tr("QGIS and network"), tuple(rows))


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
    known = {
        str(place.root): "<engine>",
        str(settings.data_folder()): "<data>",
        str(Path(__file__).resolve().parents[2]): "<plugin>",
        QgsApplication.qgisSettingsDirPath().rstrip("/\\"): "<profile>",
        str(Path.home()): "~",
        os.path.expanduser("~"): "~",
    }
    names = {platform.node(), platform.node().split(".")[0], Path.home().name, _user()}
    return anonymous("\n".join(parts), known, names - {"", "root", "localhost"})


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
