"""One try: a command of the command line in a process of its own, with an accident in it; and what is left afterwards.

The engine is loaded once, in this process; each try is a fork of it, so that one takes a second and not five. What is
done to a file is heard through Python's audit events, at which the process is killed or the call fails.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import re
import resource
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

ROOT = Path(__file__).resolve().parents[1]
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree", "sqlite3.connect"}
LONGEST_S = 120.0
BAR = re.compile(r"\s\d+ % \d+:\d\d:\d\d$")
# What no user should meet: code, libraries' own words, a process that was ended by its C++.
FOREIGN = re.compile(
    r"Traceback|^\s+File \"|\w+Error\b|\w+Exception\b|terminate called|Segmentation|core dumped|See previous|Warning:"
    r"|INSERT INTO|sqlite3|TIFF[A-Z]\w+|^_?[a-z]\w*: |^ERROR \d|CPL[EM]_|libtiff|pyproj|0x[0-9a-f]{6}",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Plan:
    """An accident.

    Attributes:
        at: The how-manieth of what is done to a file is the moment; 0 is never.
        delay_s: So long after that moment the process is killed; below 0 the call fails instead.
        code: With which error of the system.
        limits: Of the process, by `resource`'s numbers.
    """

    at: int = 0
    delay_s: float = 0.0
    code: int = 0
    limits: dict[int, int] = field(default_factory=dict)


@dataclass
class Ended:
    """How a command ended: its exit code (below 0: the signal), what it wrote, and what it did to files."""

    code: int
    out: str
    told: str
    done: list[str]
    seconds: float
    orphans: list[int]

    @property
    def said(self) -> str:
        """What it told, less its bar."""
        return "\n".join(line for line in self.told.splitlines() if line.strip() and not BAR.search(line))

    def foreign(self) -> str:
        """The first line that no user should meet; "" for none."""
        found = FOREIGN.search(self.said)
        if found:
            return self.said[found.start() :].splitlines()[0][:120]
        last = self.said.splitlines()[-1] if self.said else ""
        return "" if not last or last.rstrip().endswith((".", "?")) else f"no sentence: {last[:120]}"


def load() -> None:
    """Load the engine into this process, as the command line would; nothing of it is run."""
    os.environ["COLUMNS"] = "10000"  # or notes would be broken into lines of 80 letters
    spec = importlib.util.spec_from_file_location(
        "terralex", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec and spec.loader
    sys.modules["terralex"] = package = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(package)
    for name in ("cli.app", "jobs.segment", "jobs.commands", "outputs.burn", "outputs.export", "outputs.remaking"):
        importlib.import_module(f"terralex.core.{name}")
    importlib.import_module("terralex.core.model.libraries").prepare_libraries()
    for name in ("diffusers", "transformers", "sklearn.cluster"):
        importlib.import_module(name)


def run(words: list[str], place: Path, cache: Path, plan: Plan = Plan(), fresh: bool = False) -> Ended:
    """Run a command in a process of its own and wait for its end.

    Args:
        words: Of the command line.
        place: Folder of the try; temporary files go to `tmp` in it, and only what is done to files in it, or in
            `cache`, counts.
        cache: Where the bank is.
        plan: The accident.
        fresh: Whether the process loads everything itself.
    """
    temporary = place / "tmp"
    temporary.mkdir(parents=True, exist_ok=True)
    logs = [place.parent / f"{place.name}.{name}" for name in ("out", "err", "done")]
    handles = [os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o666) for log in logs]
    environ = {"TERRALEX_CACHE": str(cache), "TMPDIR": str(temporary)}
    start, pid = time.monotonic(), os.fork()
    if pid == 0:
        _be(words, (str(place), str(cache)), environ, handles, plan, fresh)
    status, patience = 0, start + LONGEST_S
    killer = plan.delay_s if fresh and plan.at else None
    while True:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > patience or (killer is not None and time.monotonic() - start > killer):
            os.kill(pid, signal.SIGKILL)
        time.sleep(0.002)
    for handle in handles:
        os.close(handle)
    out, told, done = (log.read_text(encoding="utf-8", errors="replace") for log in logs)
    for log in logs:
        log.unlink()
    seconds = time.monotonic() - start
    code = os.waitstatus_to_exitcode(status)
    return Ended(code, out, told, done.splitlines(), seconds, orphans_of(pid))


def _be(
    words: list[str], watched: tuple[str, ...], environ: dict[str, str], handles: list[int], plan: Plan, fresh: bool
) -> NoReturn:
    """Become the command."""
    code = 70
    try:
        os.setsid()
        os.environ.update(environ)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(handles[0], 1)
        os.dup2(handles[1], 2)
        for kind, most in plan.limits.items():
            resource.setrlimit(kind, (most, most))
        if fresh:
            os.environ.pop("TORCHINDUCTOR_CACHE_DIR", None)  # as `load` has set it
            command = [sys.executable, "-c", START.format(root=str(ROOT)), *words]
            os.execve(sys.executable, command, dict(os.environ))
        tempfile.tempdir = None
        sys.addaudithook(_hook(plan, watched, handles[2]))
        sys.argv, sys.warnoptions = ["terralex", *words], []
        sys.modules["terralex.core.cli.app"].main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
        code = 1
    finally:
        with contextlib.suppress(Exception):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


START = """
import importlib.util, sys
root = {root!r}
spec = importlib.util.spec_from_file_location("terralex", root + "/__init__.py", submodule_search_locations=[root])
sys.modules["terralex"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["terralex"])
from terralex.core.cli import main
main()
"""


def _hook(plan: Plan, watched: tuple[str, ...], log: int) -> Callable[[str, tuple[Any, ...]], None]:
    """Counts what is done to watched files, notes it, and lets the accident happen."""
    count = 0

    def hook(event: str, told: tuple[Any, ...]) -> None:
        nonlocal count
        if event not in EVENTS:
            return
        if event == "open" and not (isinstance(told[2], int) and told[2] & WRITING):
            return
        path = os.fsdecode(told[0]) if isinstance(told[0], (str, bytes, os.PathLike)) else ""
        if not path.startswith(watched) or f"{os.sep}tmp{os.sep}" in path[len(watched[0]) :]:
            return
        count += 1
        target = f" > {os.fsdecode(told[1])}" if event == "os.rename" else ""
        os.write(log, f"{event} {path}{target}\n".encode("utf-8", "replace"))
        if count != plan.at:
            return
        if plan.delay_s < 0:
            raise OSError(plan.code, os.strerror(plan.code), path)
        if plan.delay_s == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        signal.signal(signal.SIGALRM, signal.SIG_DFL)  # ends the process where it is, in a library's C as well
        signal.setitimer(signal.ITIMER_REAL, plan.delay_s)

    return hook


def orphans_of(session: int) -> list[int]:
    """Processes of a session that are alive."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            state, _parent, _group, mine = entry.read_text().rpartition(")")[2].split()[:4]
            if int(mine) == session and state != "Z":
                found.append(int(entry.parent.name))
    return found


@contextlib.contextmanager
def small_disk(place: Path, size: int) -> Iterator[Callable[[int], None]]:
    """A file system of so many bytes at `place`; gives what makes it larger.

    Raises:
        OSError: it cannot be mounted here.
    """
    import subprocess

    def mount(options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        try:
            subprocess.run(command, check=True, capture_output=True)
        except subprocess.CalledProcessError as error:
            raise OSError(error.stderr.decode(errors="replace").strip()) from error

    place.mkdir(parents=True, exist_ok=True)
    mount(f"size={size}")
    try:
        yield lambda larger: mount(f"remount,size={larger}")
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
