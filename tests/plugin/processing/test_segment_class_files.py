"""Class files in the toolbox: what somebody saved is looked for, and is not drawn anew."""

import subprocess
import sys
from pathlib import Path

import pytest
from terralex.core.recipe import read_recipe

from .test_segment import algorithm, raster, run  # noqa: F401


@pytest.fixture
def asked(raster, tiny_pack, monkeypatch, qgis_new_project):  # noqa: F811
    """What every run is asked with."""
    monkeypatch.setenv("TERRALEX_PYTHON", sys.executable)
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))
    return {"INPUT": str(raster), "PACK": str(tiny_pack), "PRESET": "draft", "LOAD": False}


def test_a_class_file_is_run_with_names_and_alone(algorithm, asked, tmp_path, monkeypatch):  # noqa: F811
    _, ok, shown = run(algorithm, **asked, CLASSES="building", OUTPUT=str(tmp_path / "first"))
    assert ok, shown
    file = tmp_path / "building.terraclass"
    command = [Path(sys.executable).with_name("terralex"), "classes", "save", tmp_path / "first", "building", file]
    subprocess.run(command, check=True, capture_output=True)
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "empty"))
    for name, words in (("both", "water"), ("alone", "")):
        _, ok, shown = run(algorithm, **asked, CLASSES=words, CLASS_FILES=[str(file)], OUTPUT=str(tmp_path / name))
        assert ok, shown
        recipe = read_recipe(tmp_path / name)
        found = [(spec["name"], bool(spec.get("file"))) for spec in recipe["identity"]["classes"]]
        assert found == [*((word, False) for word in words.split()), ("building", True)]
        assert sorted(recipe["prompts"]) == words.split()
    assert (tmp_path / "alone" / "classes.tif").read_bytes() == (tmp_path / "first" / "classes.tif").read_bytes()

    refused = {"CLASS_FILES": [str(file)], "OUTPUT": str(tmp_path / "refused")}
    _, ok, shown = run(algorithm, **asked, **refused, CLASSES="Building")
    assert not ok and "building" in shown
    file.write_bytes(file.read_bytes()[:-40])
    _, ok, shown = run(algorithm, **asked, **refused, CLASSES="water")
    assert not ok and file.name in shown
    assert not (tmp_path / "refused").exists()


def test_neither_a_name_nor_a_file_is_refused(algorithm, asked, tmp_path):  # noqa: F811
    _, ok, shown = run(algorithm, **asked, CLASSES="", OUTPUT=str(tmp_path / "out"))
    assert not ok and "There is no class to look for" in shown and not (tmp_path / "out").exists()
