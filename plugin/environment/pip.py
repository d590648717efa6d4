"""pip of the environment: its command line, its settings, and whether somebody has told it where packages come from."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Sequence

from ...core.progress import CancelToken
from . import child
from .child import child_environment
from .hashes import HASHED
from .plan import Plan

SITE = "[Ll]ib/site-packages" if os.name == "nt" else "lib/python3*/site-packages"
# Settings of a person or of another program that would send packages elsewhere.
FOREIGN = (
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_ROOT",
    "PIP_USER",
    "PIP_REQUIRE_VIRTUALENV",
    "PIP_REQUIREMENT",
    "PIP_CONSTRAINT",
    "PIP_NO_DEPS",
    "PIP_DRY_RUN",
    "PIP_LOG",
    "PIP_QUIET",
    "VIRTUAL_ENV",
    "PYTHONUSERBASE",
    "__PYVENV_LAUNCHER__",
)


class Pip:
    """How pip is called for a plan."""

    def __init__(self, plan: Plan) -> None:
        self._plan, self._place = plan, plan.place

    def install(self, arguments: Sequence[str], log: Path, raw_bar: bool) -> list[str]:
        """The command line that installs something.

        Args:
            arguments: What.
            log: Gets pip's own log, which tells reasons that it does not print.
            raw_bar: Whether pip has been renewed, and may tell its progress as numbers.
        """
        return [
            str(self._place.python),
            "-m",
            "pip",
            "--log",
            str(log),
            "install",
            "--only-binary",
            ":all:",
            *([] if HASHED in arguments else ["-c", str(self._plan.packages.versions)]),
            "--progress-bar",
            "raw" if raw_bar and self._new() else "off",
            *self._sources(),
            *arguments,
        ]

    def told_of_an_index(self, token: CancelToken) -> bool:
        """Whether the user or an administrator has told pip where packages come from."""
        command = [str(self._place.python), "-m", "pip", "config", "list"]
        code, text = child.collect(command, self.environ(), self._place.root, token)
        names = [line.split("=")[0].strip() for line in text.splitlines()]
        return code == 0 and any(name.endswith((".index-url", ".no-index")) for name in names)

    def environ(self) -> dict[str, str]:
        """The variables of pip's process."""
        environ = {name: value for name, value in child_environment(os.environ).items() if name not in FOREIGN}
        if self._plan.offline is not None:  # nothing but the folder is looked into
            environ = {name: value for name, value in environ.items() if not name.startswith("PIP_")}
            environ["PIP_CONFIG_FILE"] = os.devnull
        environ.update(self._plan.variables)
        if self._plan.index and self._plan.offline is None:
            environ.pop("PIP_NO_INDEX", None)
            environ["PIP_INDEX_URL"] = self._plan.index
        if self._plan.certificates:
            environ["PIP_CERT"] = str(self._place.certificates)
        fixed = {
            "PIP_CACHE_DIR": str(self._place.cache),
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "PIP_NO_INPUT": "1",
            "PIP_NO_COLOR": "1",
            "PYTHONUNBUFFERED": "1",
            "PYTHONNOUSERSITE": "1",
            **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._place.temporary)),
        }
        environ.setdefault("PIP_DEFAULT_TIMEOUT", "60")
        return {**environ, **fixed}

    def _new(self) -> bool:
        """Whether it tells progress as numbers: pip 24.1 and later."""
        found = [path.name for path in self._place.venv.glob(SITE + "/pip-*.dist-info")]
        return any(int(name.split("-")[1].split(".")[0]) >= 25 for name in found)

    def _sources(self) -> list[str]:
        if self._plan.offline is not None:
            return ["--no-index", "--find-links", str(self._plan.offline)]
        return []  # a mirror's address may hold a password, which a command line would show to everybody: `environ`
