"""Choosing among support pictures in a terminal: shown, rejected, favoured, reworded, given, and refused in words."""

import json
import shutil
from pathlib import Path

import pytest
from PIL import Image
from terralex.core.cli.app import app
from terralex.core.support import support_now
from typer.testing import CliRunner

from ..jobs.test_teach import finished, home, private_folders, warm

__all__ = ["finished", "home", "private_folders", "warm"]  # fixtures


@pytest.fixture
def run(finished, tmp_path):
    return Path(shutil.copytree(finished, tmp_path / "run"))


def terralex(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_a_gallery_is_written_and_told(run, tmp_path):
    told = terralex("gallery", run, "--out", tmp_path / "g")
    assert told.exit_code == 0, told.output
    assert "road: road" in told.output and "road:0" in told.output and len(list((tmp_path / "g").glob("*.png"))) == 9
    assert len(json.loads(terralex("gallery", run, "--json").stdout)["classes"]) == 3
    assert len(list((run / "gallery").glob("*.png"))) == 9


def test_what_is_chosen_adds_up_and_is_forgotten_on_demand(run, tmp_path):
    Image.new("RGB", (40, 40), (10, 90, 200)).save(tmp_path / "mine.png")
    first = terralex(
        "rescore", run, "--reject", "road:1", "--favour", "tree:0", "--chip", f"water={tmp_path / 'mine.png'}"
    )
    assert first.exit_code == 0, first.output
    assert "segments_edit1.gpkg" in first.output.replace("\n", "")
    (key,) = support_now(run)["water"].chips
    assert (run / "chips" / f"{key}.png").is_file()
    second = terralex(
        "rescore", run, "--use", "road:1", "--reject", "road:2", "--more", "road=1", "--words", "water: grass|tree",
        "--no-chips", "water", "--json",
    )  # fmt: skip
    assert json.loads(second.stdout)["generation"] == 2
    now = support_now(run)
    assert (now["road"].rejected, now["road"].more) == ({"road": (2,)}, 1)
    assert (now["tree"].favoured, now["water"].words, now["water"].chips) == ({"tree": (0,)}, ("grass", "tree"), ())
    shown = terralex("gallery", run).output
    assert "rejected" in shown and "favoured" in shown and "(reworded)" in shown
    assert terralex("rescore", run, "--words", "water:").exit_code == 0 and "water" not in support_now(run)
    assert terralex("rescore", run, "--as-made").exit_code == 0 and support_now(run) == {}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--reject", "road"), "“--reject road” names no picture"),
        (("--favour", "road:one"), "names no picture"),
        (("--reject", "pond:0"), "No class of this run was drawn by the word “pond”"),
        (("--reject", "road:7"), "has no picture 7"),
        (("--more", "road"), "has no “=”"),
        (("--more", "road=many"), "no number of pictures"),
        (("--more", "street=2"), "no class “street”"),
        (("--words", "road=street"), "has no “:”"),
        (("--chip", "road=missing.png"), "There is no file missing.png"),
        (("--no-chips", "street"), "no class “street”"),
    ],
)
def test_what_cannot_be_understood_is_told(run, arguments, told):
    names = sorted(path.name for path in run.iterdir())
    said = terralex("rescore", run, *arguments)
    assert said.exit_code == 1 and told in said.output.replace("\n", " ")
    assert sorted(path.name for path in run.iterdir()) == names
