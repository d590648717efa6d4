"""Teaching in a terminal: taught, taken back, and refused in words."""

import json
import shutil
from pathlib import Path

import pytest
from terralex.core.cli.app import app
from terralex.core.commands import WAYS
from terralex.core.results import read_lessons
from typer.testing import CliRunner

from ..jobs.test_teach import correct, finished, home, private_folders, warm

__all__ = ["finished", "home", "private_folders", "warm"]  # fixtures


@pytest.fixture
def run(finished, tmp_path):
    return Path(shutil.copytree(finished, tmp_path / "run"))


def terralex(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_a_run_is_taught_and_taken_back(run, tmp_path):
    refused = terralex("teach", run)
    assert refused.exit_code == 1 and "Nothing to learn from" in refused.output
    correct(run, tmp_path)
    told = terralex("teach", run, "--way", "limits")
    assert told.exit_code == 0, told.output
    assert "segments_edit1.gpkg" in told.output.replace("\n", "") and "(limits)" in told.output
    assert "held back" in told.output.replace("\n", " ")
    again = json.loads(terralex("teach", run, "--json").stdout)
    assert again["generation"] == 2 and again["way"] == read_lessons(run)[-1]["way"] in WAYS
    back = terralex("teach", run, "--undo")
    assert back.exit_code == 0 and "segments_edit3.gpkg" in back.output.replace("\n", "")
    assert [step["undoes"] for step in read_lessons(run)] == [None, None, 2]


def test_what_is_not_kept_is_told_and_encoded_when_asked_for(run, home, tmp_path):
    correct(run, tmp_path)
    store = home / "cache" / "features"
    aside = shutil.copytree(store, tmp_path / "features")
    for file in store.rglob("*.features"):
        file.unlink()
    try:
        asked = terralex("teach", run)
        assert asked.exit_code == 1 and "have to be encoded again" in asked.output.replace("\n", " ")
        assert not read_lessons(run)
        done = terralex("teach", run, "--encode")
        assert done.exit_code == 0 and len(read_lessons(run)) == 1, done.output
    finally:
        shutil.rmtree(store)
        shutil.move(aside, store)
