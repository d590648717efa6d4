"""Training in a terminal and in the engine's own process; trained files listed, passed on and removed."""

import json
import shutil
from pathlib import Path

from terralex.core.cli.app import app
from terralex.core.protocol import CancelledEvent, ErrorEvent, ProgressEvent, Ready, ResultEvent
from typer.testing import CliRunner

from ..child import Child
from ..jobs.test_train import base, finished, private_folders, review, reviewed, warm

__all__ = ["base", "finished", "private_folders", "reviewed", "warm"]  # fixtures
QUICK = ("--iterations", "2", "--tokens", "constant", "--clear")


def terralex(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_a_run_is_learned_from_and_the_file_goes_to_another_profile(reviewed, tmp_path, monkeypatch):
    done = terralex("train", "dedos", reviewed, "--name", "mine", *QUICK)
    assert done.exit_code == 0, done.output
    flat = " ".join(done.output.split())
    assert "Done: “mine”" in flat and "28 windows, 7 of them held back" in flat and "CLIP without training" in flat
    listed = json.loads(terralex("trained", "list", "--json").stdout)
    assert [row["name"] for row in listed] == ["mine"]
    shown = terralex("trained", "list").output
    assert "mine" in shown and listed[0]["key"][:6] in shown
    file = tmp_path / "mine.terratrained"
    assert terralex("trained", "export", "mine", file).exit_code == 0 and file.is_file()
    again = terralex("trained", "export", "mine", file)
    assert again.exit_code == 1 and "already" in " ".join(again.output.split())
    monkeypatch.setenv("TERRALEX_HOME", str(tmp_path / "another"))
    assert json.loads(terralex("trained", "list", "--json").stdout) == []
    brought = terralex("trained", "import", file, "--json")
    assert json.loads(brought.stdout)["key"] == listed[0]["key"]
    out = tmp_path / "run"
    image = reviewed.parent / "image.tif"
    made = terralex(
        *("segment", image, "--classes", "road, storage tank", "--out", out, "--pack", "tiny", "--preset", "draft"),
        *("--method", "dedos", "--set", "trained=mine", "--device", "cpu"),
    )
    assert made.exit_code == 0, made.output
    assert json.loads((out / "recipe.json").read_text())["unseen"] == ["storage tank"]
    assert terralex("trained", "remove", "mine").exit_code == 0
    gone = terralex("trained", "remove", "mine")
    assert gone.exit_code == 1 and "no trained file" in " ".join(gone.output.split())


def test_what_cannot_be_trained_is_told(finished, tmp_path):
    few = review(Path(shutil.copytree(finished, tmp_path / "few")), "fid < 4")
    told = terralex("train", "dedos", few, "--name", "few", *QUICK)
    assert told.exit_code == 1 and "are missing" in " ".join(told.output.split())
    assert terralex("train", "dedos", few).exit_code == 2  # a name has to be given


def test_the_engine_trains_can_be_stopped_and_goes_on(reviewed, tmp_path):
    child = Child(tmp_path / "child.log")
    asked = {"runs": [str(reviewed)], "name": "mine", "iterations": 40, "tokens": "constant", "denoised": False}
    try:
        child.wait_for(Ready)
        child.send(cmd="train", id=1, config=asked)
        while True:
            event = child.wait_for(ProgressEvent, ErrorEvent, timeout=120)
            assert isinstance(event, ProgressEvent), event
            if event.stage == "match":
                break
        child.send(cmd="cancel", id=1)
        assert isinstance(child.wait_for(CancelledEvent, ResultEvent, timeout=60), CancelledEvent)
        child.send(cmd="train", id=2, config=asked)
        result = child.wait_for(ResultEvent, ErrorEvent, timeout=120)
        assert isinstance(result, ResultEvent), result
        assert result.result["resumed"] > 0 and result.result["name"] == "mine"
        child.send(cmd="trained", id=3)
        assert [row["name"] for row in child.wait_for(ResultEvent).result["trained"]] == ["mine"]
    finally:
        child.process.kill()
        child.process.wait()
