"""The set-up stops with one clear line where it cannot go on. Programs that it asks are replaced by small fakes."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WORKING_DPKG = '#!/bin/sh\n[ "$1" = -s ] && echo "Status: install ok installed"\nexit 0\n'
WITHOUT_XVFB = '#!/bin/sh\n[ "$1" = -s ] && [ "$2" != xvfb ] && echo "Status: install ok installed"\nexit 0\n'


@pytest.fixture
def checkout(tmp_path):
    """What the set-up reads of a checkout, in a folder with a blank in its name."""
    folder = tmp_path / "my checkout"
    (folder / "scripts").mkdir(parents=True)
    shutil.copy(ROOT / "scripts" / "setup", folder / "scripts")
    for name in ("constraints.txt", "requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def set_up(checkout, **programs):
    """Run it with some programs replaced; the finished process."""
    fakes = checkout.parent / "bin"
    fakes.mkdir(exist_ok=True)
    for name, text in programs.items():
        (fakes / name.replace("_", "-")).write_text(text)
        (fakes / name.replace("_", "-")).chmod(0o755)
    environment = {**os.environ, "PATH": f"{fakes}:/usr/bin:/bin"}
    return subprocess.run(
        [checkout / "scripts" / "setup"], env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_without_rights_it_names_the_missing_packages_and_the_command_to_ask_for(checkout):
    done = set_up(checkout, dpkg=WITHOUT_XVFB, id="#!/bin/sh\necho 1000\n", sudo="#!/bin/sh\nexit 1\n")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "sudo apt-get install --no-install-recommends xvfb" in done.stderr
    assert "python3-qgis" not in done.stderr, "only what is missing is asked for"


def test_with_rights_it_installs_only_what_is_missing(checkout):
    apt = (
        '#!/bin/sh\necho "$@" >>"$(dirname "$0")/apt.log"\n'
        'case "$*" in *install*) echo "E: Unable to fetch some archives"; exit 100;; esac\n'
    )
    done = set_up(checkout, dpkg=WITHOUT_XVFB, id="#!/bin/sh\necho 0\n", apt_get=apt)
    asked = (checkout.parent / "bin" / "apt.log").read_text().splitlines()
    assert asked[-1].endswith("install --no-install-recommends xvfb")
    assert done.returncode == 1 and "Unable to fetch some archives" in done.stderr and "network" in done.stderr


def test_a_full_disk_is_told_before_anything_is_fetched(checkout):
    df = "#!/bin/sh\nprintf 'Filesystem 1M Used Available\\n/dev/a 9 9 120 9%% /\\n'\n"
    done = set_up(checkout, dpkg=WORKING_DPKG, df=df)
    assert done.returncode == 1 and "only 120 MB are free" in done.stderr
    assert not (checkout / ".venv").exists()


def test_an_interrupted_or_moved_environment_is_made_again(checkout):
    df = "#!/bin/sh\nprintf 'Filesystem 1M Used Available\\n/dev/a 9 9 120 9%% /\\n'\n"
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to("/usr/bin/python3")
    (checkout / ".venv" / "pyvenv.cfg").write_text("include-system-site-packages = true\n")
    (checkout / ".venv" / "bin" / "activate").write_text("VIRTUAL_ENV=/elsewhere/.venv\n")
    done = set_up(checkout, dpkg=WORKING_DPKG, df=df)
    assert "it was made in another folder" in done.stdout and not (checkout / ".venv").exists()
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / ".terralex-setup-running").touch()
    assert "the last set-up was interrupted" in set_up(checkout, dpkg=WORKING_DPKG, df=df).stdout
