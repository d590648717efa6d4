"""The zip that users install, built from the last commit."""

import importlib.util
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("zip_rules", ROOT / "scripts" / "zip_rules.py")
zip_rules = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(zip_rules)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    path = tmp_path_factory.mktemp("package") / "terralex.zip"
    subprocess.run([ROOT / "scripts" / "package", path], check=True, capture_output=True, text=True)
    return path


def changed_copy(path, target, replace=None, add=None, drop=None):
    """The zip at `path`, written to `target` with some files replaced, added or left out."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name != drop:
                new.writestr(name, (replace or {}).get(name, old.read(name)))
        for name, body in (add or {}).items():
            new.writestr(name, body)
    return target


def test_the_zip_keeps_the_rules_of_the_plugin_site(built):
    assert zip_rules.problems(built) == []


def test_the_zip_leaves_out_what_users_do_not_need(built):
    names = zipfile.ZipFile(built).namelist()
    for folder in ("tests", "training", "scripts", ".ci"):
        assert not [name for name in names if name.startswith(f"terralex/{folder}/")]
    docs = {name.removeprefix("terralex/docs/") for name in names if name.startswith("terralex/docs/")}
    assert not docs & {"design.md", *(f"images/{name}" for name in ("map.jpg", "methods.jpg", "simulate.png"))}


def test_the_manual_with_its_pictures_and_the_sample_are_in_the_zip(built):
    names = set(zipfile.ZipFile(built).namelist())
    wanted = [*(ROOT / "docs" / "manual").glob("*.md"), *(ROOT / "docs" / "images").glob("*-dark.*")]
    assert len(wanted) > 20
    for path in (*wanted, ROOT / "docs" / "install.md", ROOT / "resources" / "sample" / "river_bridge.tif"):
        assert f"terralex/{path.relative_to(ROOT).as_posix()}" in names


def test_translations_are_in_the_zip_ready_for_use(built):
    names = zipfile.ZipFile(built).namelist()
    folder = "terralex/resources/i18n/"
    assert {name.removeprefix(folder) for name in names if name.startswith(folder)} - {""} == {
        "sentences.json",
        "terralex_de.qm",
        "terralex_es.qm",
    }


@pytest.mark.parametrize(
    "change, told",
    [
        ({"add": {"terralex/core/__pycache__/a.cpython-311.pyc": b""}}, "may not be in the zip"),
        ({"add": {"other/a.txt": b""}}, "top folders"),
        ({"drop": "terralex/LICENSE"}, "LICENSE is missing"),
        ({"add": {"terralex/core/long.py": b"a = 1\n" * 401}}, "401 lines"),
        ({"replace": {"terralex/metadata.txt": b"[general]\nname=T\nversion=0.1.0b2\n"}}, "not strictly numeric"),
        ({"replace": {"terralex/CHANGELOG.md": b"# Changelog\n\n## 0.0.9\n"}}, "versions differ"),
    ],
)
def test_an_offence_is_named(built, tmp_path, change, told):
    sentences = zip_rules.problems(changed_copy(built, tmp_path / "bad.zip", **change))
    assert any(told in sentence for sentence in sentences), sentences


def test_the_unpacked_zip_registers_with_qgis_without_importing_anything_heavy(built, tmp_path):
    zipfile.ZipFile(built).extractall(tmp_path)
    code = "import terralex, sys; terralex.classFactory; print(sorted({'torch', 'numpy', 'qgis'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.returncode) == ("[]", 0), done.stderr
