"""`terralex classes`: words as ever, and class files from one machine onto another."""

import json
import shutil
from pathlib import Path

import pytest
from terralex.core.cli.app import app
from terralex.core.packs import user_packs
from typer.testing import CliRunner

SEGMENT = ("--pack", "tiny", "--preset", "draft", "--device", "cpu", "--set", "store_gb=0", "--json")


@pytest.fixture(autouse=True)
def found_by_name(tiny_pack, monkeypatch):
    monkeypatch.setenv("TERRALEX_PACKS", str(tiny_pack.parent))


def terralex(*arguments):
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_without_a_subcommand_it_tells_words_as_it_always_did(tiny_pack):
    rows = json.loads(terralex("classes", "road, vegetation", "--pack", "tiny", "--json").stdout)
    assert [row["known_as"] for row in rows] == [["road"], ["tree", "grass"]]
    assert terralex("classes", "words", "road, vegetation", "--pack", "tiny", "--json").stdout.count("known_as") == 2
    assert "storage tank" in terralex("classes", "--pack", "tiny").stdout
    missing = terralex("classes", "xyzzy", "--pack", "tiny")
    assert missing.exit_code != 0 and "does not know" in missing.output


def test_a_class_travels_and_gives_the_same_map_without_being_drawn(small_raster, tmp_path, monkeypatch):
    run, file = tmp_path / "run", tmp_path / "road.terraclass"
    done = terralex("segment", small_raster, "--classes", "road", "--out", run, *SEGMENT)
    assert done.exit_code == 0, done.output
    saved = terralex("classes", "save", run, "road", file)
    assert saved.exit_code == 0 and "3 pictures" in saved.output and "your imagery" not in saved.output
    again = terralex("classes", "save", run, "road", file)
    assert again.exit_code != 0 and "exists already" in again.output
    bare = json.loads(terralex("classes", "save", run, "road", tmp_path / "b", "--without-pictures", "--json").stdout)
    assert (bare["pictures"], bare["imagery"], Path(bare["path"]).name) == (0, 0, "b.terraclass")
    monkeypatch.setenv("TERRALEX_CACHE", str(tmp_path / "their cache"))
    monkeypatch.setenv("TERRALEX_HOME", str(tmp_path / "theirs"))
    assert json.loads(terralex("classes", "list", "--json").stdout) == []
    done = terralex("segment", small_raster, "--class-file", file, "--out", tmp_path / "theirs" / "run", *SEGMENT)
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["drawn_words"] == [] and Path(told["classes"]).read_bytes() == (run / "classes.tif").read_bytes()
    row = json.loads(terralex("classes", "load", file, "--json").stdout)
    assert row == json.loads(terralex("classes", "list", "--json").stdout)[0]
    assert "“road” is here" in terralex("classes", "load", file).output
    assert "road" in terralex("classes", "list").output
    assert (user_packs().parent / "classes" / row["key"]).is_dir()


def test_a_class_of_a_list_names_its_file_and_one_that_is_gone_is_told(small_raster, tmp_path):
    run, file, listed = tmp_path / "run", tmp_path / "road.terraclass", tmp_path / "list.csv"
    terralex("segment", small_raster, "--classes", "road", "--out", run, *SEGMENT)
    terralex("classes", "save", run, "road", file)
    row = json.loads(terralex("classes", "load", file, "--json").stdout)
    listed.write_text(f"name,file\nmy own road,{row['key']}\nwater,\n")
    done = terralex("segment", small_raster, "--classes", listed, "--out", tmp_path / "both", *SEGMENT)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout.splitlines()[-1])["drawn_words"] == ["water"]
    shutil.rmtree(row["folder"])
    done = terralex("segment", small_raster, "--classes", listed, "--out", tmp_path / "gone", *SEGMENT)
    assert done.exit_code != 0 and "class file of “my own road” is not on this computer" in done.output
