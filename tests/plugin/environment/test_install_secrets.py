"""Passwords of mirrors and checksums of packages: what stands on a command line, in settings, in the report."""

import hashlib
import os
import platform
import re
from dataclasses import replace
from pathlib import Path

import pytest
from terralex.core.progress import CancelToken, result_of
from terralex.plugin import settings
from terralex.plugin.environment import child, install, pip
from terralex.plugin.environment.failures import SetUpError
from terralex.plugin.environment.hashes import comes_apart, exactly
from terralex.plugin.environment.place import Record
from terralex.plugin.environment.plan import HASHES, PLUGIN, Packages, Plan
from terralex.plugin.environment.report import anonymous
from terralex.plugin.set_up.panel import SetUpPanel

from ..wheels import PROOF, packages, serving, wheels

PYTHON = "/usr/bin/python3"  # the one QGIS runs in
LOCK = PLUGIN / "resources" / "engine" / "constraints.txt"


@pytest.fixture(autouse=True)
def plain_pip(monkeypatch):
    """pip without this computer's settings, and without its patience."""
    for name in list(os.environ):
        if name.startswith("PIP_") or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_RETRIES", "0")


@pytest.fixture
def commands(monkeypatch):
    """Every command line of a set-up, and its environment."""
    seen, run = [], child.run

    def noted(command, environ, *more):
        seen.append((list(command), dict(environ)))
        return run(command, environ, *more)

    monkeypatch.setattr(child, "run", noted)
    return seen


@pytest.fixture
def plan(tmp_path):
    """A plan whose venv and pip are made already, as far as anybody looks."""
    (tmp_path / "proof.py").write_text(PROOF)
    wheels(tmp_path / "wheels")
    made = Plan(tmp_path / "engine", (PYTHON,), "cpu", packages(tmp_path / "list"), proof=tmp_path / "proof.py")
    made.place.root.mkdir(parents=True)
    import subprocess

    subprocess.run([PYTHON, "-m", "venv", str(made.place.venv)], check=True)
    made.place.write(Record(made.packages.hash, "cpu", base=PYTHON, done=("venv", "pip")))
    return made


def drive(plan):
    return result_of(install.set_up(plan, CancelToken()))


def test_a_mirrors_password_is_on_no_command_line_and_in_no_log(plan, commands):
    with serving(plan.root.parent / "wheels") as server:
        index = server.url.replace("://", "://ann:s3cr@t@")
        assert drive(replace(plan, index=index))["cpu"]["ok"]
    assert any("pip" in command for command, _ in commands)
    assert not any("s3cr" in " ".join(command) for command, _ in commands)
    assert any(environ.get("PIP_INDEX_URL") == index for _, environ in commands)
    for file in plan.root.rglob("*"):
        if file.is_file() and file.suffix in (".log", ".json", ".txt"):
            assert b"s3cr" not in file.read_bytes(), file


def test_a_mirrors_password_is_not_kept_in_the_settings(qtbot):
    settings.put("index", "https://ann:s3cr@t@mirror.org/simple")  # as an earlier version kept it
    panel = SetUpPanel()
    qtbot.addWidget(panel)
    assert panel.index.text() == "https://mirror.org/simple"


def test_what_is_remembered_of_the_choices_holds_no_password(qtbot, dock):
    dock.set_up.index.setText("https://ann:s3cr@t@mirror.org/simple")
    dock.engine._remember()
    assert settings.get("index") == "https://mirror.org/simple"
    assert dock.engine.plan("cpu").index == "https://ann:s3cr@t@mirror.org/simple"  # for this time


def lock(plan, wrong=""):
    """Checksums of the tiny wheels; `wrong` is the package whose checksum is another."""
    lines = ["# a list"]
    for name, version in (("tinynet", "1.0"), ("tinymap", "2.0")):
        file = plan.root.parent / "wheels" / f"{name}-{version}-py3-none-any.whl"
        digest = "0" * 64 if name == wrong else hashlib.sha256(file.read_bytes()).hexdigest()
        lines.append(f"{name}=={version} \\\n    --hash=sha256:{digest}")
    path = plan.root.parent / "hashes.txt"
    path.write_text("\n".join(lines) + "\n")
    return path


@pytest.mark.parametrize("wrong", ["", "tinymap", "tinynet"])
def test_packages_of_the_usual_index_have_the_checksums_that_are_written_down(plan, commands, monkeypatch, wrong):
    monkeypatch.setattr(pip.Pip, "told_of_an_index", lambda _self, _token: False)
    hashed = replace(plan.packages, hashes=lock(plan, wrong))
    with serving(plan.root.parent / "wheels") as server:
        usual = replace(plan, packages=hashed, variables={"PIP_INDEX_URL": server.url})
        if wrong:
            with pytest.raises(SetUpError) as refused:
                drive(usual)
            assert refused.value.kind == "hash"
        else:
            assert drive(usual)["cpu"]["ok"]
    asked = next(command for command, _ in commands if "install" in command)
    assert "--require-hashes" in asked and "--no-deps" in asked


def test_a_mirror_may_have_builds_of_its_own(plan, commands):
    with serving(plan.root.parent / "wheels") as server:
        drive(replace(plan, packages=replace(plan.packages, hashes=lock(plan, "tinymap")), index=server.url))
    assert not any("--require-hashes" in command for command, _ in commands)


def entries():
    """Names and versions of the list of checksums, and how many each has."""
    parts = re.split(r"\n(?=[A-Za-z0-9])", HASHES.read_text(encoding="utf-8"))
    named = (part for part in parts if not part.startswith("#"))
    return {
        tuple(part.split()[0].lower().replace("_", "-").split("==")): part.count("--hash=sha256:") for part in named
    }


def test_every_version_of_the_list_has_its_checksums():
    found = entries()
    assert all(found.values())
    for line in LOCK.read_text(encoding="utf-8").splitlines():
        stated = line.split("#")[0].split(";")[0].strip()
        if stated:
            assert tuple(stated.lower().replace("_", "-").split("==")) in found, stated


@pytest.mark.skipif(platform.system() == "Darwin", reason="torch is then one of the usual index")
def test_torch_and_its_parts_come_from_their_own_index(tmp_path):
    torch = ("torch", "torchvision")
    wanted = exactly(Packages(hashes=HASHES), tmp_path, lambda name: not comes_apart(name, torch))
    text = Path(wanted[-1]).read_text()
    assert wanted[0] == "--require-hashes" and "\ndiffusers==" in text and "#" not in text.replace("sha256:", "")
    assert not re.search(r"(?m)^(torch|torchvision|triton|nvidia-\S+|cuda-\S+|pip)==", text)


SECRETS = """
index https://ann:s3cr@t/x@mirror.org/simple and http://ann:s3cret@proxy:8080
source url=https://map.org/wms?apikey%3D1&apikey=s3cret-1&LAYERS=a username='ann' password='s3cret-2' authcfg=s3cret3
GET https://tiles.org/1/2/3.png?access_token=s3cret4&sig=s3cret5
Authorization: Bearer s3cret.6.x and authorization: Basic czNjcmV0Nw==
{"token": "s3cret8", "password": "s3cret9"}
HF_TOKEN=hf_s3cretAAAABBBB and ghp_s3cretAAAABBBBCCCC and pypi-s3cretAAAABBBB
token eyJhbGciOiJIUzI1NiJ9.eyJzM2NyZXQi.czNjcmV0
archive /vsizip//data/Clients/Smith/ortho.zip/inside/ortho.tif
GPKG:/data/Clients/Smith/a.gpkg:table and file:///data/Clients/Smith/b.tif and NETCDF:"/data/Clients/Smith/c.nc":v
"""


def test_the_report_to_copy_hides_passwords_tokens_keys_and_the_paths_of_archives():
    told = anonymous(SECRETS, {})
    for word in ("s3cr", "czNjcm", "eyJ", "Smith", "Clients"):
        assert word not in told, told
    for word in ("mirror.org/simple", "LAYERS=a", "tiles.org", "ortho.tif", "a.gpkg", "b.tif", "c.nc"):
        assert word in told, told


def test_what_is_no_secret_stays_readable():
    plain = "Python 3.11.2 (exit code 1), torch==2.13.0, https://pypi.org/simple, 12:30:00, key figures: 3"
    assert anonymous(plain, {}) == plain
