"""Every contract in pyproject.toml sees its breach: one is planted in a copy of the house, and the check fails."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import tomllib

ROOT = Path(__file__).resolve().parents[2]

BREACHES = {  # contract: the file that breaks it (a new one where there is none), and the line
    "core-without-qgis": ("core/lattice.py", "import qgis.core"),
    "plugin-without-wheels": ("plugin/wording.py", "import numpy"),
    "plugin-and-the-ground-floor": ("plugin/wording.py", "from ..core.files import disk"),
    "plugin-files-without-qgis": ("plugin/costs/machine.py", "from qgis.core import QgsProject"),
    "networks-in-one-room": ("core/jobs/gauge.py", "def late():\n    import diffusers"),
    "torch-where-it-is-needed": ("core/score/decide.py", "import torch"),
    "dask-in-one-room": ("core/jobs/gauge.py", "def late():\n    import distributed"),
    "rasters-at-the-edge": ("core/jobs/gauge.py", "import rasterio"),
    "core-layers": ("core/raster/grid.py", "from ..jobs import gauge"),
    "plugin-layers": ("plugin/messages.py", "from .panel import form"),
    "no-circles": ("core/model/device.py", "from . import networks"),
}
NEW_ROOMS = {"core-layers": "core/attic.py", "plugin-layers": "plugin/attic.py"}


def contracts():
    table = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["id"] for contract in table["tool"]["importlinter"]["contracts"]]


@pytest.fixture
def house(tmp_path):
    """A copy of the code and its contracts, importable as `terralex`."""
    copy = tmp_path / "terralex"
    for room in ("core", "plugin"):
        shutil.copytree(ROOT / room, copy / room, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("__init__.py", "pyproject.toml"):
        shutil.copy(ROOT / file, copy / file)
    return copy


def check(house, contract):
    """import-linter's verdict on a copy of the house: its exit code and what it says."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run(
        [*command, "--no-cache", "--config", "pyproject.toml", "--contract", contract],
        cwd=house,
        env={**os.environ, "PYTHONPATH": str(house.parent)},
        capture_output=True,
        text=True,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr


def test_every_contract_has_its_breach():
    assert sorted(BREACHES) == sorted(contracts())


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_seen_and_the_house_as_it_is_keeps_the_contract(house, contract):
    code, said = check(house, contract)
    assert code == 0, said
    file, line = BREACHES[contract]
    with (house / file).open("a", encoding="utf-8") as code_file:
        code_file.write(f"\n{line}\n")
    code, said = check(house, contract)
    assert code == 1 and "BROKEN" in said, said


@pytest.mark.parametrize("contract", NEW_ROOMS)
def test_a_new_room_has_to_find_its_place(house, contract):
    (house / NEW_ROOMS[contract]).write_text('"""Nobody said where it belongs."""\n', encoding="utf-8")
    code, said = check(house, contract)
    assert code != 0 and "attic" in said, said
