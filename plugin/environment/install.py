"""Making, repairing and removing the environment: generators that yield progress and are driven by a task.

Five steps, each remembered in the marker when it is complete: venv, pip, torch, packages, proof. A set-up that was
stopped or killed goes on with the first that is not.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Generator, Sequence, Union

from ...core.progress import CancelToken
from ...core.protocol import NoteEvent, ProgressEvent
from . import child, interpreter, place
from .child import child_environment
from .failures import SetUpError, failure, of_program, of_system
from .hashes import comes_apart, exactly
from .pip import SITE, Pip
from .pip_output import PipProgress, without_login
from .place import Place, Record
from .plan import USUAL, Plan, in_words, sizes

# Of the whole, by time: torch is most of the bytes, unpacking most of the rest.
SHARES = {"venv": 0.03, "pip": 0.05, "torch": 0.50, "packages": 0.92, "proof": 1.0}  # where each step ends
PIP_PART, HALF = 0.005, 0.5  # of the bytes to fetch: pip's own; torch's, and those of all the rest
UNREACHED = ("no_network", "forbidden", "login", "server", "certificate", "proxy", "platform")  # of torch's own index
RETRIES = "2"  # there: where a firewall swallows what is sent, pip's usual five would last for minutes
LOG_TAIL = 60_000  # characters of pip's own log that are looked through for the reason


@dataclass(frozen=True)
class LogLine:
    """A line for the folded log."""

    text: str


Said = Union[ProgressEvent, NoteEvent, LogLine]
Job = Generator[Said, None, dict[str, Any]]


def set_up(plan: Plan, token: CancelToken, afresh: bool = False) -> Job:
    """Make the environment, or go on where it was left, or bring it to the present list.

    Args:
        plan: What to do.
        token: Ends it; what is complete stays.
        afresh: Repair: the packages are removed first, and made again from what was fetched.

    Returns:
        What the proof said (core/proof.py).

    Raises:
        SetUpError: in the user's words.
        Cancelled: the token was set.
    """
    try:
        plan.check()
        with place.locked(plan.place) as lock:
            if not lock:
                raise failure("busy")
            if afresh and plan.place.record() is not None:
                yield _progress("Removing the old packages", 0.0)
                place.clear(plan.place)
            return (yield from _SetUp(plan, token, lock).run())
    except OSError as error:
        raise of_system(error) from error


def remove(root: Path) -> Job:
    """Remove an environment that was made here, with all that was fetched for it."""
    yield _progress("Removing the engine's environment", 0.0)
    try:
        if Place(root).record() is None:
            raise failure("foreign")
        with place.locked(Place(root)) as lock:
            if not lock:
                raise failure("busy")
        place.remove(Place(root))
    except OSError as error:
        raise of_system(error) from error
    return {}


def prove(python: str, modules: Sequence[str], script: Path, token: CancelToken) -> dict[str, Any]:
    """Let a Python import the engine's packages and compute; what it says, as core/proof.py describes it.

    Raises:
        SetUpError: it does not start, or gives no answer.
        Cancelled: the token was set.
    """
    command = [python, "-I", "-X", "utf8", str(script), *modules]
    try:
        code, text = child.collect(command, child_environment(os.environ), Path.home(), token)
    except OSError as error:
        raise of_system(error) from error
    for line in reversed(text.splitlines()):
        with contextlib.suppress(ValueError):
            report = json.loads(line)
            if isinstance(report, dict) and "cpu" in report:
                return report
    raise of_program(text, code)


def judge_proof(report: dict[str, Any]) -> None:
    """Raise SetUpError unless everything was imported and the CPU computed rightly."""
    broken = report.get("failed", {})
    if broken:
        name, reason = next(iter(broken.items()))
        error = of_program(reason, 1)
        raise error if error.kind == "library" else failure("proof", f"{name} cannot be used ({reason[:160]})")
    if not report["cpu"].get("ok"):
        raise failure("proof", report["cpu"].get("error") or "torch could not be used")


class _SetUp:
    """One set-up; `run` is the whole of it, read from top to bottom."""

    def __init__(self, plan: Plan, token: CancelToken, lock: int) -> None:
        self._lock = lock
        self._plan, self._token, self._place = plan, token, plan.place
        self._pip = Pip(plan)
        self._hash = plan.packages.hash
        self._record = Record(self._hash, plan.build)
        self._started = time.monotonic()

    def run(self) -> Job:
        self._take_up()
        report: dict[str, Any] = {}
        steps = {
            "venv": self._make_venv,
            "pip": self._renew_pip,
            "torch": self._install_torch,
            "packages": self._install_packages,
        }
        try:
            for name, step in steps.items():
                self._token.check()
                if name not in self._record.done:
                    yield from step()
                    self._done(name)
            report = yield from self._prove()
        finally:
            shutil.rmtree(self._place.temporary, ignore_errors=True)
        return report

    def _take_up(self) -> None:
        """What an earlier set-up has left that can be trusted."""
        old = self._place.record()
        if old is not None:
            done = old.done
            if old.unpacking:  # half a package is worse than none, and all of it is in pip's cache
                place.clear(self._place)
                done = ()
            if old.packages != self._hash:
                done = tuple(step for step in done if step == "venv")
            elif old.build != self._plan.build:
                done = tuple(step for step in done if step in ("venv", "pip"))
            if not self._place.python.is_file():
                done = ()
            self._record = replace(self._record, base=old.base, done=tuple(step for step in done if step != "proof"))
        self._place.write(self._record)
        self._place.temporary.mkdir(parents=True, exist_ok=True)
        self._place.log.write_text("", encoding="utf-8")
        if self._plan.certificates:
            self._place.certificates.write_text(self._plan.certificates, encoding="ascii", errors="ignore")

    def _done(self, step: str) -> None:
        done = tuple(dict.fromkeys((*self._record.done, step)))
        self._record = self._place.write(replace(self._record, done=done, unpacking=False))

    def _make_venv(self) -> Generator[Said, None, None]:
        """With the first Python that will do, and whose environment really starts: those of bundles may not."""
        lacks, kinds = [], []
        for path in self._plan.interpreters:
            yield _progress(f"Trying {path}", 0.0)
            verdict = interpreter.probe(path)
            error: SetUpError | None = None
            if not verdict.lack:
                error = yield from self._venv_of(path)
                if error is None:
                    self._record = replace(self._record, base=path)
                    return
            kinds.append(error.kind if error else verdict.kind)
            lacks.append(f"{path}: {error.message.rstrip('.') if error else verdict.lack}")
            yield LogLine(lacks[-1])
        if kinds and kinds[0] in ("disk_full", "denied", "blocked", "no_pip"):
            raise failure(kinds[0], lacks[0] if kinds[0] == "no_pip" else "")
        raise failure("wrong_python", "; ".join(lacks) or "none was found")

    def _venv_of(self, path: str) -> Generator[Said, None, SetUpError | None]:
        yield _progress("Making a virtual environment", 0.0)
        commands = (
            [path, "-I", "-m", "venv", "--clear", str(self._place.venv)],
            [str(self._place.python), "-I", "-c", "import pip, ssl, ctypes"],
        )
        for command in commands:
            try:
                code, text = child.collect(command, self._pip.environ(), self._place.root, self._token)
            except OSError as error:
                return of_system(error)
            for line in text.splitlines():
                yield self._log(line)
            if code != 0:
                return of_program(text, code)
        return None

    def _renew_pip(self) -> Generator[Said, None, None]:
        """A pip that resumes downloads and trusts the system's certificates; an offline folder may lack it."""
        if self._plan.offline is not None and not list(self._plan.offline.glob("pip-*.whl")):
            return
        what = self._listed(lambda name: name == "pip") if self._hashed() else ["pip"]
        yield from self._install(["--upgrade", *what], "pip")

    def _install_torch(self) -> Generator[Said, None, None]:
        """By itself and first: it is most of the download, and its build is chosen by the index it comes from."""
        if self._plan.offline is not None or self._plan.index or not self._own_torch():
            return
        if self._pip.told_of_an_index(self._token):
            yield self._log("pip is set to an index of this computer; the build of torch is the one that it offers.")
            return
        # Without dependencies: the other index is asked for these two and for nothing else. Forced: a torch of another
        # build has the same version.
        index = f"{self._plan.torch_index}/{self._plan.build}"
        what = ["--no-deps", "--force-reinstall", "--index-url", index, *self._plan.packages.torch]
        try:
            yield from self._install(["--retries", RETRIES, *what], "torch")
        except SetUpError as error:
            if error.kind not in UNREACHED:
                raise
            yield self._log(error.message)
            raise failure("torch_index", in_words(sizes(USUAL)[0])) from error  # pip itself came from the usual index

    def _install_packages(self) -> Generator[Said, None, None]:
        own, hashed = self._own_torch(), self._hashed()
        if hashed:
            torch = self._plan.packages.torch if own else ()
            yield from self._install(
                ["--no-deps", *self._listed(lambda name: not comes_apart(name, torch))], "packages"
            )
        if not hashed or (own and self._plan.build != "cpu"):  # the latter: what torch needs of the card's maker
            yield from self._install(["-r", str(self._plan.packages.names)], "packages")

    def _listed(self, wanted: Callable[[str], bool]) -> list[str]:
        return exactly(self._plan.packages, self._place.temporary, wanted)

    def _own_torch(self) -> bool:
        """Whether torch comes in a build of its own, from an index of its own."""
        return bool(self._plan.packages.torch) and self._plan.build != USUAL and platform.system() != "Darwin"

    def _hashed(self) -> bool:
        """Whether packages come from the usual index, and their checksums are written down here."""
        usual = self._plan.packages.hashes is not None and self._plan.offline is None and not self._plan.index
        return usual and not self._pip.told_of_an_index(self._token)

    def _prove(self) -> Job:
        yield _progress("Proving that it computes; the first time takes a minute", SHARES["packages"])
        modules = self._plan.packages.modules
        report = prove(str(self._place.python), modules, self._plan.proof, self._token)
        judge_proof(report)
        self._record = replace(self._record, proof=report)
        self._done("proof")
        yield _progress("Ready", 1.0)
        return report

    def _install(self, arguments: list[str], step: str) -> Generator[Said, None, None]:
        """One call of pip, with its progress; raises SetUpError in the user's words."""
        log = self._place.temporary / "pip.log"
        with contextlib.suppress(FileNotFoundError):
            log.unlink()
        command = self._pip.install(arguments, log, raw_bar="pip" in self._record.done)
        yield self._log("$ pip install " + " ".join(arguments))
        seen, said, before = PipProgress(), ("", 0.0), 0
        program = child.run(command, self._pip.environ(), self._place.root, self._token, (self._lock,))
        expected = sizes(self._plan.build)[0] * (PIP_PART if step == "pip" else HALF)
        while True:
            try:
                line = next(program)
            except StopIteration as end:
                code = end.value
                break
            if line is not None and seen.feed(line):
                yield self._log(line)
            if seen.unpacking and not self._record.unpacking:
                before = self._unpacked()
                self._record = self._place.write(replace(self._record, unpacking=True))
            share, message = min(1.0, (seen.fetched + seen.current) / expected), seen.message
            if seen.unpacking:
                here = min(seen.packages, max(0, self._unpacked() - before))
                share, message = here / seen.packages, f"Unpacking: {here} of {seen.packages} packages"
            overall = _within(step, share, seen.unpacking)
            if (message, round(overall, 3)) != said:
                said = (message, round(overall, 3))
                yield _progress(message, overall, self._left(overall))
        if code != 0:
            text = "\n".join([*seen.lines[-200:], _tail(log)])
            raise of_program(without_login(text), code, self._plan.offline is not None)

    def _unpacked(self) -> int:
        """Packages that are in place: their descriptions come last."""
        return sum(1 for _ in self._place.venv.glob(SITE + "/*.dist-info"))

    def _log(self, line: str) -> LogLine:
        line = without_login(line)
        with self._place.log.open("a", encoding="utf-8") as file:
            file.write(line + "\n")
        return LogLine(line)

    def _left(self, overall: float) -> float | None:
        spent = time.monotonic() - self._started
        return round(spent * (1.0 - overall) / overall, 1) if overall > 0.1 and spent > 20.0 else None


def _within(step: str, share: float, unpacking: bool) -> float:
    """The share of the whole, inside the part of a step: the first half fetches, the second puts in place."""
    names = list(SHARES)
    start = SHARES[names[names.index(step) - 1]]
    return start + (SHARES[step] - start) * (0.5 * share + (0.5 if unpacking else 0.0))


def _progress(message: str, overall: float, left_s: float | None = None) -> ProgressEvent:
    return ProgressEvent(0, "set-up", message, round(100 * overall), 100, overall, left_s)


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as file:
            file.seek(max(0, path.stat().st_size - LOG_TAIL))
            return file.read().decode("utf-8", "replace")
    except OSError:
        return ""
